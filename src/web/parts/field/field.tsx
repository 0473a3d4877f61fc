/** Fields of a form: label, hint, control, and when needed the sentence that says what is missing. Labels are never placeholders. */
import './field.css'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useWords } from '../../language.tsx'
import { Button } from '../button/button.tsx'
import { useLeaving } from '../unfolded/unfolded.tsx'

type Common = {
  readonly label: string
  readonly hint?: string
  /** What is missing or cannot be; shown beneath the label and read with the control. */
  readonly error?: string | undefined
  readonly width?: 'short' | 'full'
  readonly required?: boolean
}

export type TextFieldProps = Common & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'date' | 'tel' | 'email' | 'search' | 'time' | 'number'
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly list?: readonly string[]
  /** Language of what is typed, when it is not that of the page. */
  readonly lang?: string
}

export const TextField = (props: TextFieldProps): ReactNode => {
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <input
        id={id}
        className={`utrecht-textbox utrecht-textbox--html-input${props.error ? ' utrecht-textbox--invalid' : ''}`}
        type={props.type ?? 'text'}
        value={props.value}
        maxLength={props.maxLength ?? 200}
        autoComplete="off"
        required={props.required ?? false}
        {...describedBy(id, props)}
        {...(props.list ? { list: `${id}-list` } : {})}
        {...(props.lang ? { lang: props.lang } : {})}
        // biome-ignore lint/a11y/noAutofocus: only on a screen that has one thing to type, opened to type it
        autoFocus={props.autoFocus ?? false}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.list ? (
        <datalist id={`${id}-list`}>
          {props.list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ) : null}
    </Frame>
  )
}

export type TextAreaProps = Common & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly maxLength?: number
}

export const TextArea = (props: TextAreaProps): ReactNode => {
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <textarea
        id={id}
        className={`utrecht-textarea utrecht-textarea--html-textarea${props.error ? ' utrecht-textarea--invalid' : ''}`}
        rows={props.rows ?? 4}
        value={props.value}
        maxLength={props.maxLength ?? 4000}
        required={props.required ?? false}
        {...describedBy(id, props)}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Frame>
  )
}

export type Option<V extends string = string> = { readonly value: V; readonly label: string }

export type SelectProps<V extends string> = Common & {
  readonly value: V | ''
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
  /** Shown first, when nothing is chosen yet. */
  readonly choose?: string
}

export const Select = <V extends string>(props: SelectProps<V>): ReactNode => {
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <select
        id={id}
        className={`utrecht-select utrecht-select--html-select${props.error ? ' utrecht-select--invalid' : ''}`}
        value={props.value}
        required={props.required ?? false}
        {...describedBy(id, props)}
        onChange={(event) => {
          const chosen = props.options.find(({ value }) => value === event.target.value)
          if (chosen) props.onChange(chosen.value)
        }}
      >
        {props.choose === undefined ? null : <option value="">{props.choose}</option>}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** One file of this device. `accept` helps to find it; what it really is says the server. */
export const FileField = (
  props: Common & { readonly accept: string; readonly onChange: (file: File | undefined) => void },
): ReactNode => {
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <input
        id={id}
        className="field__file"
        type="file"
        accept={props.accept}
        required={props.required ?? false}
        {...describedBy(id, props)}
        onChange={(event) => props.onChange(event.target.files?.[0])}
      />
    </Frame>
  )
}

export const Checkbox = (props: {
  readonly label: ReactNode
  readonly hint?: string
  /** What is missing; said beneath the label, and the field is found by who submits. */
  readonly error?: string | undefined
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}): ReactNode => {
  const id = useId()
  return (
    <div className="field field--check">
      <input
        id={id}
        type="checkbox"
        className="field__check"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        {...(props.error ? { 'aria-invalid': true } : {})}
        {...(props.hint || props.error
          ? { 'aria-describedby': [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ') }
          : {})}
      />
      <label htmlFor={id}>{props.label}</label>
      {props.error ? (
        <p id={`${id}-error`} className="field__error">
          {props.error}
        </p>
      ) : null}
      {props.hint ? (
        <p id={`${id}-hint`} className="field__hint">
          {props.hint}
        </p>
      ) : null}
    </div>
  )
}

/**
 * A form that is handled here; the browser sends nothing by itself. Ctrl+Enter sends it from any field. One that a button opened can be left
 * without sending it.
 */
export const Form = (props: {
  readonly label?: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}): ReactNode => {
  const leave = useLeaving()
  const { notNow } = useWords().shell
  return (
    <form
      className="form"
      noValidate
      {...(props.label ? { 'aria-label': props.label } : {})}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        props.onSubmit()
        focusFirstMissing(event.currentTarget)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      {props.children}
      {leave ? (
        <div className="form__leave">
          <Button look="subtle" onClick={leave}>
            {notNow}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

// After the screen has said what is missing, whoever types goes on there instead of searching for it.
const focusFirstMissing = (form: Element): void => {
  requestAnimationFrame(() => {
    const missing = form.querySelector<HTMLElement>('[aria-invalid="true"]')
    const control = missing instanceof HTMLFieldSetElement ? missing.querySelector<HTMLElement>('input') : missing
    control?.focus()
  })
}

const Frame = (props: Common & { readonly id: string; readonly children: ReactNode }): ReactNode => (
  <div className="field" data-width={props.width ?? 'full'}>
    <label className="utrecht-form-label" htmlFor={props.id}>
      {props.label}
    </label>
    {props.hint ? (
      <p id={`${props.id}-hint`} className="field__hint">
        {props.hint}
      </p>
    ) : null}
    {props.error ? (
      <p id={`${props.id}-error`} className="field__error">
        {props.error}
      </p>
    ) : null}
    {props.children}
  </div>
)

const describedBy = (id: string, { hint, error }: Common) => {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])]
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  }
}
