/** For which bed a payer is asked: a reference and the day of the promise, and nothing of where it stands or whose it is. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import type { PayerRequestView } from './responsibility.schema.ts'

export const BedLine = ({ bed }: { readonly bed: Static<typeof PayerRequestView>['bed'] | undefined }): ReactNode => {
  const words = useWords().verdict.askPayer
  const { language } = useLanguage()
  return bed ? <p>{words.bedLine(bed.reference, formatDay(bed.promisedDate, language))}</p> : null
}
