/** One wish: the words first, in the language in which they were said; beneath them how it came to be told. */
import './interest.css'
import type { ReactNode } from 'react'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import type { InterestShown } from './safeguard.schema.ts'

/** One wish in her words and language, with how it came to be told. */
export const WishShown = ({ wish }: { readonly wish: NonNullable<InterestShown['wish']> }): ReactNode => {
  const words = useWords().interest
  const consent = useWords().dossier.consent
  const { language } = useLanguage()
  const details = [
    words.wish.told(formatDay(wish.toldDate, language)),
    consent.languages[wish.language] ?? wish.language,
    words.interpreters[wish.interpreter],
    consent.others(
      wish.present.map((each) => (consent.presentKinds[each] ?? each).toLocaleLowerCase(language)).join(', '),
    ),
    words.wish.noted(wish.notedBy.name),
  ]
  return (
    <div className="stack stack--tight">
      {wish.words === undefined ? (
        <p className="soft">{words.wish.sealed}</p>
      ) : (
        <blockquote className="wish" lang={wish.language} dir="auto">
          {wish.words}
        </blockquote>
      )}
      <p className="soft">{details.join(' · ')}</p>
    </div>
  )
}
