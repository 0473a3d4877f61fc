/** Rows for things beside the person: a kind and what it says. Added and taken away by keyboard; the focus goes along. */
import '../linkage/network.css'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Select, TextField } from '../web/parts/index.ts'
import { type SignalThing, THING_KINDS } from './signal.ts'

/** A row as it stands in the form: `key` stays with the row when others go. */
export type TypedThing = { readonly key: number; readonly kind: SignalThing['kind']; readonly text: string }
const THINGS_MOST = 20

/** What goes to the server: rows without a text are left out. */
export const filledThings = (things: readonly TypedThing[]): SignalThing[] =>
  things.flatMap(({ kind, text }) => (text.trim() === '' ? [] : [{ kind, text: text.trim() }]))

export const ThingFields = (props: {
  readonly things: readonly TypedThing[]
  readonly onChange: (things: readonly TypedThing[]) => void
}): ReactNode => {
  const words = useWords().network
  const { things, onChange } = props
  const rows = useRef<HTMLFieldSetElement>(null)
  const focusNext = useFocusAfter(rows)
  const change = (key: number, to: Partial<TypedThing>) =>
    onChange(things.map((each) => (each.key === key ? { ...each, ...to } : each)))
  const add = () => {
    focusNext('last')
    onChange([...things, { key: Math.max(0, ...things.map(({ key }) => key)) + 1, kind: 'phone', text: '' }])
  }
  return (
    <fieldset className="thing-rows" ref={rows}>
      <legend className="utrecht-form-label">{words.fields.title}</legend>
      <p className="soft">
        {words.fields.lead} {words.fields.noNumber}
      </p>
      {things.map(({ key, kind, text }, at) => (
        <div className="thing-row" key={key}>
          <Select
            label={words.fields.kind(at + 1)}
            value={kind}
            options={THING_KINDS.map((value) => ({ value, label: words.kinds[value] ?? value }))}
            onChange={(value) => change(key, { kind: value })}
          />
          <TextField
            label={words.fields.text(at + 1)}
            value={text}
            maxLength={kind === 'advert' ? 4_000 : 300}
            onChange={(value) => change(key, { text: value })}
          />
          <Button
            look="subtle"
            onClick={() => {
              focusNext('add')
              onChange(things.filter((each) => each.key !== key))
            }}
          >
            {words.fields.remove(at + 1)}
          </Button>
        </div>
      ))}
      {things.length < THINGS_MOST ? (
        <Actions>
          <Button onClick={add}>{words.fields.add}</Button>
        </Actions>
      ) : (
        <p className="soft">{words.fields.most}</p>
      )}
    </fieldset>
  )
}

// After a row comes or goes whoever types by keyboard must not be thrown back to the top of the page.
const useFocusAfter = (rows: { readonly current: HTMLFieldSetElement | null }) => {
  const next = useRef<'last' | 'add'>(undefined)
  useEffect(() => {
    if (next.current === undefined) return
    const found = rows.current?.querySelectorAll<HTMLElement>(next.current === 'last' ? 'select' : 'button')
    found?.item(found.length - 1)?.focus()
    next.current = undefined
  })
  return (to: 'last' | 'add') => {
    next.current = to
  }
}
