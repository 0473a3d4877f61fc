/** Three short forms that stand inside a chapter: a note, the residence letter, a move. */
import { type ReactNode, useState } from 'react'
import { RESIDENCE_LETTERS } from '../responsibility/facts.ts'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Form, Refusal, Select, TextArea, TextField } from '../web/parts/index.ts'
import type { Chapter } from './chapter.ts'
import { FIELDS_OF } from './chapter-fields.ts'
import { ChooseMunicipality } from './choose.screen.tsx'
import type { Made, NoteChapter, NoteResidenceLetter, RecordMove } from './dossier.schema.ts'
import { TOLD_BY, type ToldBy } from './timeline.ts'
import { happenedOf, type Said, TODAY, WhenField } from './when.screen.tsx'

type MadeSomething = ReturnType<typeof Made>
type FormProps = { readonly dossierId: string; readonly onDone: (sentence: string) => void }

const DATE_FIELDS: readonly string[] = ['birth-date', 'found-on', 'permit-until']
const YES_NO_FIELDS: readonly string[] = [
  'lives-at-work',
  'document-held-by-employer',
  'shelter-tonight',
  'debt-to-employer',
  'debt',
  'complaint',
]

/** Bodies leave out what was left empty. */
const when = (day: string) => (day === '' ? {} : { happenedDate: day })

export const NoteForm = ({ dossierId, chapter, onDone }: FormProps & { readonly chapter: Chapter }): ReactNode => {
  const words = useWords().dossier
  const [field, setField] = useState('')
  const [value, setValue] = useState('')
  const [text, setText] = useState('')
  const [when, setWhen] = useState<Said>(TODAY)
  const [told, setTold] = useState<ToldBy | ''>('')
  const [missing, setMissing] = useState<string | undefined>()
  const [undated, setUndated] = useState(false)
  const note = useSend<typeof NoteChapter, MadeSomething>(`/dossiers/${dossierId}/chapter-notes`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.note.saved),
  })
  const submit = (): void => {
    const problem = missingIn({ field, value, text }, words.note)
    const happened = happenedOf(when)
    setMissing(problem)
    setUndated(happened === undefined)
    if (problem !== undefined || happened === undefined) return
    note.send({
      chapter,
      ...happened,
      ...(told === '' ? {} : { told }),
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...(field === '' ? {} : { fields: [{ field, value: value.trim() }] }),
    })
  }
  // The permit has a form of its own, beside the letter that it belongs to.
  const options = FIELDS_OF[chapter]
    .filter((each) => each !== 'permit')
    .map((each) => ({ value: each, label: words.fields[each] ?? each }))
  return (
    <Form label={words.chapter.noteIn(words.chapters[chapter])} onSubmit={submit}>
      {options.length === 0 ? null : (
        <Select
          label={words.note.field}
          value={field}
          choose={words.note.fieldNone}
          options={options}
          onChange={(next) => {
            setField(next)
            setValue('')
          }}
        />
      )}
      {field === '' ? null : (
        <FieldValue field={field} value={value} onChange={setValue} error={value === '' ? missing : undefined} />
      )}
      <TextArea
        label={words.note.text}
        hint={words.note.textHint}
        value={text}
        rows={3}
        maxLength={20_000}
        error={field === '' ? missing : undefined}
        onChange={setText}
      />
      <WhenField said={when} missing={undated} onChange={setWhen} />
      <Select
        label={words.note.told}
        value={told}
        options={[
          { value: '', label: words.note.toldNone },
          ...TOLD_BY.map((value) => ({ value, label: words.timeline.told[value] ?? value })),
        ]}
        onChange={setTold}
      />
      <Refusal problem={note.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={note.busy}>
          {words.note.save}
        </Button>
      </Actions>
    </Form>
  )
}

const missingIn = (
  given: { readonly field: string; readonly value: string; readonly text: string },
  words: { readonly nothing: string; readonly valueMissing: string },
): string | undefined => {
  if (given.field !== '') return given.value.trim() === '' ? words.valueMissing : undefined
  return given.text.trim() === '' ? words.nothing : undefined
}

const FieldValue = (props: {
  readonly field: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}): ReactNode => {
  const words = useWords().dossier
  const common = {
    label: words.fields[props.field] ?? words.note.value,
    value: props.value,
    error: props.error,
    onChange: props.onChange,
  }
  if (YES_NO_FIELDS.includes(props.field)) {
    const options = ['yes', 'no'].map((each) => ({ value: each, label: words.values[each] ?? each }))
    return <Select {...common} width="short" choose={words.note.value} options={options} />
  }
  return <TextField {...common} type={DATE_FIELDS.includes(props.field) ? 'date' : 'text'} maxLength={500} />
}

const PERMITS = ['b8', 'work', 'asylum', 'other', 'none'] as const

export const ResidenceForm = ({ dossierId, onDone }: FormProps): ReactNode => {
  const words = useWords().dossier.residence
  const letters: Readonly<Record<string, string>> = words.letters
  const [letter, setLetter] = useState('')
  const [permit, setPermit] = useState('')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [tried, setTried] = useState(false)
  const note = useSend<typeof NoteResidenceLetter, MadeSomething>(`/dossiers/${dossierId}/residence-letters`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.saved),
  })
  return (
    <Form
      label={words.title}
      onSubmit={() => {
        setTried(true)
        if (letter !== '')
          note.send({
            letter,
            ...(permit === '' ? {} : { permit }),
            ...when(from),
            ...(until === '' ? {} : { untilDate: until }),
          })
      }}
    >
      <p className="soft measure">{words.lead}</p>
      <Select
        label={words.letter}
        choose={words.choose}
        value={letter}
        error={tried && letter === '' ? words.choose : undefined}
        options={RESIDENCE_LETTERS.map((value) => ({ value, label: letters[value] ?? value }))}
        onChange={setLetter}
      />
      <Select
        label={words.permit}
        choose={words.permitUnknown}
        value={permit}
        options={PERMITS.map((value) => ({ value, label: words.permits[value] ?? value }))}
        onChange={setPermit}
      />
      <TextField type="date" width="short" label={words.from} value={from} onChange={setFrom} />
      <TextField
        type="date"
        width="short"
        label={words.until}
        hint={words.untilHint}
        value={until}
        onChange={setUntil}
      />
      <Refusal problem={note.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={note.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

export const MoveForm = ({ dossierId, onDone }: FormProps): ReactNode => {
  const words = useWords().dossier.move
  const [municipality, setMunicipality] = useState('')
  const [from, setFrom] = useState('')
  const [tried, setTried] = useState(false)
  const move = useSend<typeof RecordMove, MadeSomething>(`/dossiers/${dossierId}/moves`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.saved),
  })
  return (
    <Form
      label={words.title}
      onSubmit={() => {
        setTried(true)
        if (municipality !== '') move.send({ toMunicipalityCode: municipality, ...when(from) })
      }}
    >
      <p className="soft measure">{words.lead}</p>
      <ChooseMunicipality
        label={words.municipality}
        onChoose={setMunicipality}
        error={tried && municipality === '' ? words.choose : undefined}
      />
      <TextField type="date" width="short" label={words.from} value={from} onChange={setFrom} />
      <Refusal problem={move.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={move.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
