/** A button that copies a text and says whether that worked; not every browser may. */
import { type ReactNode, useState } from 'react'
import { useWords } from '../web/language.tsx'
import { Button } from '../web/parts/index.ts'

export const CopyButton = (props: {
  readonly text: string
  readonly label: string
  readonly look?: 'primary' | 'secondary'
}): ReactNode => {
  const words = useWords().dossier.reports
  const [said, setSaid] = useState('')
  const copy = (): void => {
    // Absent where the page is not on a safe line.
    const written = navigator.clipboard
      ? navigator.clipboard.writeText(props.text)
      : Promise.reject(new Error('no clipboard'))
    written.then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    )
  }
  return (
    <>
      <Button look={props.look ?? 'secondary'} onClick={copy}>
        {props.label}
      </Button>
      <output>{said}</output>
    </>
  )
}
