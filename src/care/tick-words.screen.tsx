/** A few words out of the fixed list, ticked; used by who asks a place and by who offers one. */
import '../dossier/dossier.css'
import type { ReactNode } from 'react'
import { useLanguage } from '../web/language.tsx'
import { Checkbox } from '../web/parts/index.ts'
import { wishWords } from '../words/care.ts'
import { WISHES, type Wish } from './wishes.ts'

export const TickWords = (props: {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly ticked: readonly Wish[]
  readonly onChange: (ticked: readonly Wish[]) => void
}): ReactNode => {
  const { language } = useLanguage()
  return (
    <fieldset className="ticks">
      <legend>{props.label}</legend>
      {props.hint ? <p className="ticks__wide soft">{props.hint}</p> : null}
      {props.error ? (
        <p className="ticks__wide field__error" role="alert">
          {props.error}
        </p>
      ) : null}
      {WISHES.map((wish) => (
        <Checkbox
          key={wish}
          label={wishWords[wish][language]}
          checked={props.ticked.includes(wish)}
          onChange={(checked) =>
            props.onChange(checked ? [...props.ticked, wish] : props.ticked.filter((each) => each !== wish))
          }
        />
      ))}
    </fieldset>
  )
}
