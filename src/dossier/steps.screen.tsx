/** Steps that are written down by hand: what running terms ask for as buttons, all others by chapter with a search, and what stands. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { isNotForMe, useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Button,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
  Table,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { CHAPTERS } from './chapter.ts'
import type { Made } from './dossier.schema.ts'
import type { NothingSaid, RecordStep, StepList } from './step.schema.ts'
import { today } from './today-here.screen.ts'

type List = Static<typeof StepList>
type Kind = List['kinds'][number]
type MadeStep = ReturnType<typeof Made>

export const Steps = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier.steps
  const list = useAnswer<typeof StepList>(`/dossiers/${dossierId}/steps`)
  const [told, setTold] = useState<string | undefined>()
  if (isNotForMe(list)) return null
  return (
    <Section title={words.title} lead={words.lead} surface>
      {told ? <Notice kind="done">{told}</Notice> : null}
      <Answer of={list}>
        {(answer) => (
          <>
            {answer.abilities.includes('record-step') ? (
              <Note dossierId={dossierId} list={answer} onDone={setTold} />
            ) : null}
            <Noted dossierId={dossierId} steps={answer.steps} onDone={setTold} />
          </>
        )}
      </Answer>
    </Section>
  )
}

type Done = { readonly dossierId: string; readonly onDone: (sentence: string) => void }

/** First the kind, then one press with the day that is already there: two taps for what a term asks. */
const Note = ({ dossierId, list, onDone }: Done & { readonly list: List }): ReactNode => {
  const words = useWords().dossier.steps
  const say = useSay()
  const [chosen, setChosen] = useState<string>('')
  const asked = new Map(list.asked.flatMap(({ kinds, title }) => kinds.map((kind) => [kind.code, { kind, title }])))
  return (
    <>
      {asked.size === 0 ? null : (
        <>
          <h3>{words.asked}</h3>
          <Actions>
            {[...asked.values()].map(({ kind, title }) => (
              <Button key={kind.code} opens={`step-${kind.code}`} onClick={() => setChosen(kind.code)}>
                {say(kind)}
                <span className="visually-hidden">: {say(title)}</span>
              </Button>
            ))}
          </Actions>
        </>
      )}
      <Choose kinds={list.kinds} onChoose={setChosen} />
      {chosen === '' ? null : (
        <Unfolded key={chosen} by={`step-${chosen}`} onLeave={() => setChosen('')}>
          <OnDay
            dossierId={dossierId}
            kind={chosen}
            name={say(list.kinds.find(({ code }) => code === chosen) ?? { nl: chosen, en: chosen })}
            onDone={(sentence) => {
              setChosen('')
              onDone(sentence)
            }}
          />
        </Unfolded>
      )}
    </>
  )
}

/** All kinds: one search over all of them, shown by chapter. */
const Choose = (props: { readonly kinds: readonly Kind[]; readonly onChoose: (kind: string) => void }): ReactNode => {
  const words = useWords().dossier
  const say = useSay()
  const [chapter, setChapter] = useState('')
  const [sought, setSought] = useState('')
  const found = props.kinds
    .filter((kind) => chapter === '' || kind.chapter === chapter)
    .filter((kind) => say(kind).toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()))
  const open = sought.trim() !== '' || chapter !== ''
  return (
    <details className="details">
      <summary>{words.steps.other}</summary>
      <div className="columns">
        <TextField type="search" label={words.steps.search} value={sought} onChange={setSought} />
        <Select
          label={words.steps.chapter}
          value={chapter}
          options={[
            { value: '', label: words.steps.allChapters },
            ...CHAPTERS.filter((each) => props.kinds.some((kind) => kind.chapter === each)).map((each) => ({
              value: each as string,
              label: words.chapters[each],
            })),
          ]}
          onChange={setChapter}
        />
      </div>
      <output className="soft small">
        {open ? words.steps.found(found.length) : words.steps.seek(props.kinds.length)}
      </output>
      {open
        ? CHAPTERS.map((each) => ({ each, of: found.filter((kind) => kind.chapter === each) }))
            .filter(({ of }) => of.length > 0)
            .map(({ each, of }) => (
              <div key={each} className="stack stack--tight">
                <h3>{words.chapters[each]}</h3>
                <Actions>
                  {of.map((kind) => (
                    <Button
                      key={kind.code}
                      look="subtle"
                      opens={`step-${kind.code}`}
                      onClick={() => props.onChoose(kind.code)}
                    >
                      {say(kind)}
                    </Button>
                  ))}
                </Actions>
              </div>
            ))
        : null}
    </details>
  )
}

const OnDay = (props: Done & { readonly kind: string; readonly name: string }): ReactNode => {
  const words = useWords().dossier.steps
  const { language } = useLanguage()
  const [on, setOn] = useState(today)
  const note = useSend<typeof RecordStep, MadeStep>(`/dossiers/${props.dossierId}/steps`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: () => props.onDone(words.saved(props.name, formatDay(on, language))),
  })
  return (
    <Form
      label={props.name}
      onSubmit={() => note.send({ kind: props.kind, ...(on === '' ? {} : { happenedDate: on }) })}
    >
      <p>
        <strong>{props.name}</strong>
      </p>
      <TextField type="date" width="short" label={words.on} value={on} onChange={setOn} />
      <Refusal problem={note.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={note.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const Noted = ({ dossierId, steps, onDone }: Done & { readonly steps: List['steps'] }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const say = useSay()
  const chapters: Readonly<Record<string, string>> = words.chapters
  if (steps.length === 0) return <p className="soft">{words.steps.empty}</p>
  return (
    <Table
      caption={words.steps.noted}
      rows={steps}
      rowKey={({ stepId }) => stepId}
      columns={[
        { key: 'on', name: words.steps.columns.on, cell: ({ happenedDate }) => formatDay(happenedDate, language) },
        { key: 'what', name: words.steps.columns.what, cell: ({ kind }) => say(kind) },
        { key: 'chapter', name: words.steps.columns.chapter, cell: ({ chapter }) => chapters[chapter] ?? chapter },
        { key: 'by', name: words.steps.columns.by, cell: ({ by }) => by.name },
        {
          key: 'back',
          name: words.steps.columns.back,
          cell: (step) =>
            step.abilities.includes('take-back') ? (
              <TakeBack dossierId={dossierId} step={step} onDone={onDone} />
            ) : null,
        },
      ]}
    />
  )
}

const TakeBack = ({ dossierId, step, onDone }: Done & { readonly step: List['steps'][number] }): ReactNode => {
  const words = useWords().dossier.steps
  const say = useSay()
  const take = useSend<typeof NothingSaid, MadeStep>(`/dossiers/${dossierId}/steps/${step.stepId}/withdrawals`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.takenBack(say(step.kind))),
  })
  return (
    <>
      <Button look="subtle" busy={take.busy} onClick={() => take.send({})}>
        {words.takeBack}
        <span className="visually-hidden">: {say(step.kind)}</span>
      </Button>
      <Refusal problem={take.refused} />
    </>
  )
}
