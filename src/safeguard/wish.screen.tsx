/** Writing down what the person wants: own words, own language, how it came across, who was there. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Checkbox, Choice, Form, Refusal, Select, TextArea, TextField } from '../web/parts/index.ts'
import type { NoteWish, WishNoted } from './safeguard.schema.ts'
import { INTERPRETERS, PRESENT } from './wish.ts'

type Said = Static<typeof NoteWish>
type Draft = {
  readonly words: string
  readonly language: string
  readonly interpreter: Said['interpreter'] | ''
  readonly present: Said['present']
  readonly told: string
}
const EMPTY: Draft = { words: '', language: '', interpreter: '', present: [], told: '' }

export const WishForm = (props: { readonly dossierId: string; readonly onDone: () => void }): ReactNode => {
  const words = useWords().interest
  const consent = useWords().dossier.consent
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }))
  const path = `/dossiers/${props.dossierId}`
  const note = useSend<typeof NoteWish, typeof WishNoted>(`${path}/wishes`, {
    refresh: [`${path}/interests`, `${path}/conflict-checks`],
    onDone: props.onDone,
  })
  const { interpreter } = draft
  const submit = (): void => {
    setTried(true)
    if (draft.words.trim() === '' || draft.language === '' || interpreter === '' || draft.present.length === 0) return
    const told = draft.told === '' ? {} : { toldDate: draft.told }
    note.send({ words: draft.words.trim(), language: draft.language, interpreter, present: draft.present, ...told })
  }
  const missing = words.wish.missing
  return (
    <Form label={words.wish.write} onSubmit={submit}>
      <TextArea
        label={words.wish.words}
        hint={words.wish.wordsHint}
        error={tried && draft.words.trim() === '' ? missing.words : undefined}
        rows={3}
        value={draft.words}
        onChange={(text) => change({ words: text })}
      />
      <Select
        label={words.wish.language}
        choose={missing.language}
        error={tried && draft.language === '' ? missing.language : undefined}
        value={draft.language}
        options={Object.entries(consent.languages).map(([value, label]) => ({ value, label }))}
        onChange={(language) => change({ language })}
      />
      <Choice
        lay="row"
        label={words.wish.interpreter}
        error={tried && interpreter === '' ? missing.interpreter : undefined}
        value={interpreter}
        options={INTERPRETERS.map((value) => ({ value, label: words.interpreters[value] }))}
        onChange={(value) => change({ interpreter: value })}
      />
      <fieldset className="ticks">
        <legend>{words.wish.present}</legend>
        {tried && draft.present.length === 0 ? <p className="field__error">{missing.present}</p> : null}
        {PRESENT.map((each) => (
          <Checkbox
            key={each}
            label={consent.presentKinds[each] ?? each}
            checked={draft.present.includes(each)}
            onChange={(checked) =>
              change({ present: checked ? [...draft.present, each] : draft.present.filter((one) => one !== each) })
            }
          />
        ))}
      </fieldset>
      <TextField
        label={words.wish.on}
        type="date"
        width="short"
        value={draft.told}
        onChange={(told) => change({ told })}
      />
      <Refusal problem={note.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={note.busy}>
          {words.wish.save}
        </Button>
      </Actions>
    </Form>
  )
}
