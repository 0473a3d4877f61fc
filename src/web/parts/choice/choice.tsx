/** One answer out of a few, each large enough for a thumb; arrow keys move, the space bar chooses. */
import './choice.css'
import { type ReactNode, type Ref, useId } from 'react'

export type ChoiceOption<V extends string> = { readonly value: V; readonly label: string; readonly hint?: string }

export type ChoiceProps<V extends string> = {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly value: V | ''
  readonly options: readonly ChoiceOption<V>[]
  readonly onChange: (value: V) => void
  /** `question` when this is the only thing on the screen. */
  readonly size?: 'field' | 'question'
  readonly lay?: 'row' | 'list'
  readonly legendRef?: Ref<HTMLLegendElement>
}

export const Choice = <V extends string>(props: ChoiceProps<V>): ReactNode => {
  const name = useId()
  return (
    <fieldset
      className="choice"
      data-size={props.size ?? 'field'}
      data-lay={props.lay ?? 'list'}
      {...(props.error ? { 'aria-describedby': `${name}-error`, 'aria-invalid': true } : {})}
    >
      <legend className="choice__legend" ref={props.legendRef} tabIndex={-1}>
        {props.label}
      </legend>
      {props.hint ? <p className="choice__hint">{props.hint}</p> : null}
      {props.error ? (
        <p id={`${name}-error`} className="field__error">
          {props.error}
        </p>
      ) : null}
      <div className="choice__options">
        {props.options.map(({ value, label, hint }) => (
          <label className="choice__option" key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            <span>
              {label}
              {hint ? <small>{hint}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
