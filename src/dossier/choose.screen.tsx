/** Choosing an organisation or a municipality by typing a few letters; the list comes from the directory, the choice is an id. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { MunicipalityList, OrganisationList } from '../directory/directory.schema.ts'
import { useAnswer } from '../web/api.ts'
import { TextField } from '../web/parts/index.ts'

type ChooseProps = {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  /** What stands in the field at first: what is known already is not typed again. */
  readonly start?: string
  /** Called with the id or code when what stands in the field is in the list, and with '' when it is not. */
  readonly onChoose: (chosen: string) => void
}

const LETTERS_MIN = 2

/** An organisation of the directory; `kind` narrows it, `only` leaves out what this screen may not choose. */
export const ChooseOrganisation = (
  props: ChooseProps & {
    readonly kind?: string
    /** Of one of these kinds. */
    readonly kinds?: readonly string[]
    readonly plane?: string
    readonly except?: string | undefined
  },
): ReactNode => {
  const [text, setText] = useState(props.start ?? '')
  const asked = text.trim()
  const path = `/organisations?limit=25&search=${encodeURIComponent(asked)}${props.kind ? `&kind=${props.kind}` : ''}`
  const found = useAnswer<typeof OrganisationList>(path, { enabled: asked.length >= LETTERS_MIN })
  const choices = (found.data?.organisations ?? []).filter(
    (each) =>
      each.id !== props.except &&
      (props.plane === undefined || each.plane === props.plane) &&
      (props.kinds === undefined || props.kinds.includes(each.kind)),
  )
  return (
    <ChooseByName
      {...props}
      text={text}
      onText={setText}
      choices={choices.map(({ id, name }) => ({ value: id, name }))}
    />
  )
}

export const ChooseMunicipality = (props: ChooseProps): ReactNode => {
  const [text, setText] = useState(props.start ?? '')
  const asked = text.trim()
  const found = useAnswer<typeof MunicipalityList>(`/municipalities?limit=8&search=${encodeURIComponent(asked)}`, {
    enabled: asked.length >= LETTERS_MIN,
  })
  const choices = (found.data?.municipalities ?? []).map(({ code, name }) => ({ value: code, name }))
  return <ChooseByName {...props} text={text} onText={setText} choices={choices} />
}

type Named = { readonly value: string; readonly name: string }

// A field with suggestions, not a home-made list box: it works with a keyboard, a screen reader and a thumb as it is.
const ChooseByName = (
  props: ChooseProps & {
    readonly text: string
    readonly onText: (text: string) => void
    readonly choices: readonly Named[]
  },
): ReactNode => {
  const { choices, text, onChoose } = props
  const chosen = useSeenBefore(choices).get(plain(text)) ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the choice changes, not when the teller does
  useEffect(() => onChoose(chosen), [chosen])
  return (
    <TextField
      label={props.label}
      {...(props.hint ? { hint: props.hint } : {})}
      error={props.error}
      value={text}
      list={choices.map(({ name }) => name)}
      onChange={props.onText}
    />
  )
}

// A list that is being read again is empty for a moment; what was offered before can still be chosen.
const useSeenBefore = (choices: readonly Named[]): ReadonlyMap<string, string> => {
  const seen = useRef(new Map<string, string>())
  for (const { name, value } of choices) seen.current.set(plain(name), value)
  return seen.current
}

const plain = (name: string): string => name.trim().toLocaleLowerCase('nl')
