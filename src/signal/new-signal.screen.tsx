/** A new signal: paste a message and confirm what it says, or type. Nothing is kept before "record" is pressed. */
import './new-signal.css'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ChooseMunicipality, type ChosenMunicipality } from '../directory/choose-municipality.screen.tsx'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import {
  Actions,
  Button,
  Checkbox,
  Choice,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  TextArea,
  TextField,
} from '../web/parts/index.ts'
import {
  type Considered,
  confirmed,
  considerAll,
  GROUPS,
  groupOf,
  type ProposalGroup,
  piecesOf,
  take,
  takeFirsts,
} from './confirm-proposals.ts'
import type { ProposalBody, ProposalList, SignalBody, SignalRecorded } from './signal.schema.ts'
import { EXPLOITATION, type Exploitation, type SignalPerson } from './signal.ts'
import { filledThings, ThingFields, type TypedThing } from './thing-fields.screen.tsx'

type Typed = {
  readonly person: SignalPerson
  readonly exploitation: Exploitation
  readonly happened: string
  readonly note: string
  readonly municipality: ChosenMunicipality | undefined
  readonly things: readonly TypedThing[]
}
const NOTHING: Typed = {
  ...{ person: {}, exploitation: 'unknown', happened: '', note: '' },
  municipality: undefined,
  things: [],
}

export const NewSignalScreen = (): ReactNode => {
  const words = useWords().signal
  const [how, setHow] = useState<'pasted' | 'typed'>('pasted')
  return (
    <Page title={words.create.title} lead={words.create.lead} back={{ to: '/app/signalen', label: words.detail.back }}>
      <Choice
        label={words.create.how}
        lay="row"
        value={how}
        onChange={setHow}
        options={[
          { value: 'pasted', label: words.create.paste },
          { value: 'typed', label: words.create.type },
        ]}
      />
      {how === 'pasted' ? <Pasted /> : <Compose text="" proposals={[]} source="typed" />}
    </Page>
  )
}

const Pasted = (): ReactNode => {
  const words = useWords().signal.create
  const [text, setText] = useState('')
  const [proposals, setProposals] = useState<readonly Considered[]>()
  const proposal = useSend<typeof ProposalBody, typeof ProposalList>('/signal-proposals', {
    onDone: (answer) => setProposals(considerAll(answer.proposals)),
  })
  if (proposals)
    return <Compose text={text} proposals={proposals} source="pasted" onAgain={() => setProposals(undefined)} />
  return (
    <Form
      label={words.paste}
      onSubmit={() => {
        if (text.trim() !== '') proposal.send({ text })
      }}
    >
      <TextArea
        label={words.pasteLabel}
        hint={words.pasteHint}
        rows={12}
        maxLength={20_000}
        value={text}
        onChange={setText}
      />
      <Refusal problem={proposal.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={proposal.busy} disabled={text.trim() === ''}>
          {words.read}
        </Button>
      </Actions>
    </Form>
  )
}

const Compose = (props: {
  readonly text: string
  readonly proposals: readonly Considered[]
  readonly source: 'pasted' | 'typed'
  readonly onAgain?: () => void
}): ReactNode => {
  const words = useWords().signal
  const [considered, setConsidered] = useState(props.proposals)
  const [typed, setTyped] = useState(NOTHING)
  const [keepText, setKeepText] = useState(true)
  const record = useRecord()
  const body = bodyOf(props.source, typed, considered, keepText ? props.text : '')
  const isPasted = props.source === 'pasted'
  return (
    <Form label={words.create.title} onSubmit={() => record.send(body)}>
      {isPasted ? (
        <div className="columns">
          <Message text={props.text} considered={considered} {...(props.onAgain ? { onAgain: props.onAgain } : {})} />
          <Proposals considered={considered} onChange={setConsidered} />
        </div>
      ) : (
        <PersonFields typed={typed} onChange={setTyped} />
      )}
      <ThingFields things={typed.things} onChange={(things) => setTyped({ ...typed, things })} />
      <Choice
        label={words.create.form}
        lay="row"
        value={body.exploitation}
        onChange={(exploitation) => {
          setTyped({ ...typed, exploitation })
          setConsidered(considered.map((each) => (each.field === 'exploitation' ? { ...each, taken: false } : each)))
        }}
        options={EXPLOITATION.map((value) => ({ value, label: words.exploitation[value] }))}
      />
      {isPasted ? (
        <>
          <Checkbox
            label={words.create.keepText}
            hint={words.create.keepTextHint}
            checked={keepText}
            onChange={setKeepText}
          />
          <details className="details">
            <summary>{words.create.more}</summary>
            <div>
              <PersonFields typed={typed} onChange={setTyped} />
            </div>
          </details>
        </>
      ) : null}
      <Refusal problem={record.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={record.busy}>
          {words.create.save}
        </Button>
      </Actions>
    </Form>
  )
}

const useRecord = () => {
  const navigate = useNavigate()
  return useSend<typeof SignalBody, typeof SignalRecorded>('/signals', {
    refresh: ['/signals'],
    onDone: ({ signalId }) => void navigate({ to: '/app/signalen/$signalId', params: { signalId } }),
  })
}

/** What goes to the server: what was typed goes before what was taken over. */
const bodyOf = (source: 'pasted' | 'typed', typed: Typed, considered: readonly Considered[], text: string) => {
  const taken = confirmed(considered)
  const person = { ...taken.person, ...filledOf(typed.person) }
  const happened = typed.happened.trim() || taken.happened
  const municipalityCode = typed.municipality?.code ?? taken.municipalityCode
  const freeText = [typed.note.trim(), text.trim()].filter((each) => each !== '').join('\n\n')
  const read = EXPLOITATION.find((each) => each === taken.exploitation)
  const things = filledThings(typed.things)
  return {
    source,
    exploitation: typed.exploitation === 'unknown' ? (read ?? 'unknown') : typed.exploitation,
    ...(Object.keys(person).length > 0 ? { person } : {}),
    ...(happened ? { happened } : {}),
    ...(municipalityCode ? { municipalityCode } : {}),
    ...(freeText ? { freeText } : {}),
    ...(taken.facts.length > 0 ? { facts: [...taken.facts] } : {}),
    ...(things.length > 0 ? { things } : {}),
  }
}

const filledOf = (person: SignalPerson): SignalPerson =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value.trim() !== ''))

const Message = (props: {
  readonly text: string
  readonly considered: readonly Considered[]
  readonly onAgain?: () => void
}): ReactNode => {
  const words = useWords().signal.create
  return (
    <Section
      title={words.text}
      aside={
        props.onAgain ? (
          <Button look="subtle" onClick={props.onAgain}>
            {words.readAgain}
          </Button>
        ) : null
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="message" tabIndex={0} aria-label={words.text}>
        {piecesOf(props.text, props.considered).map(({ text, start, proposal }) =>
          proposal === undefined ? (
            <span key={start}>{text}</span>
          ) : (
            <mark key={start} data-taken={props.considered[proposal]?.taken ?? false}>
              {text}
            </mark>
          ),
        )}
      </section>
    </Section>
  )
}

const Proposals = (props: {
  readonly considered: readonly Considered[]
  readonly onChange: (considered: readonly Considered[]) => void
}): ReactNode => {
  const words = useWords().signal.create
  const { considered, onChange } = props
  if (considered.length === 0) return <Notice>{words.noProposals}</Notice>
  const takenCount = considered.filter(({ taken }) => taken).length
  return (
    <Section title={words.proposals} lead={words.proposalsLead}>
      <div className="row row--apart">
        <output className="soft">{words.taken(takenCount, considered.length)}</output>
        <Button onClick={() => onChange(takeFirsts(considered))}>{words.takeAll}</Button>
      </div>
      {GROUPS.map((group) => (
        <ProposalGroupList key={group} group={group} considered={considered} onChange={onChange} />
      ))}
    </Section>
  )
}

const ProposalGroupList = (props: {
  readonly group: ProposalGroup
  readonly considered: readonly Considered[]
  readonly onChange: (considered: readonly Considered[]) => void
}): ReactNode => {
  const words = useWords().signal.create
  const { group, considered, onChange } = props
  const placed = considered.map((proposal, place) => ({ proposal, place }))
  const shown = placed.filter(({ proposal }) => groupOf(proposal.field) === group)
  if (shown.length === 0) return null
  const change = (place: number, value: string) =>
    take(
      considered.map((other, at) => (at === place ? { ...other, value } : other)),
      place,
      true,
    )
  return (
    <>
      <h3>{words.groups[group]}</h3>
      <ul className="proposals" aria-label={words.groups[group]}>
        {shown.map(({ proposal, place }) => (
          <ProposalRow
            key={`${proposal.field}${proposal.start}`}
            proposal={proposal}
            onTake={(taken) => onChange(take(considered, place, taken))}
            onValue={(value) => onChange(change(place, value))}
          />
        ))}
      </ul>
    </>
  )
}

const ProposalRow = (props: {
  readonly proposal: Considered
  readonly onTake: (taken: boolean) => void
  readonly onValue: (value: string) => void
}): ReactNode => {
  const words = useWords().signal
  const { proposal } = props
  const names: Readonly<Record<string, string>> = words.fields
  const forms: Readonly<Record<string, string>> = words.exploitation
  const name = names[proposal.field] ?? proposal.field
  const coded = proposal.field === 'exploitation' ? forms[proposal.value] : words.values[proposal.value]
  return (
    <li className="proposal" data-taken={proposal.taken}>
      <input
        type="checkbox"
        checked={proposal.taken}
        aria-label={words.create.take(`${name}: ${proposal.value}`)}
        onChange={(event) => props.onTake(event.target.checked)}
      />
      {coded !== undefined ? (
        <p>
          <strong>{name}</strong>: {coded}
          <span className="soft small"> “{proposal.written}”</span>
        </p>
      ) : (
        <TextField label={name} value={proposal.value} onChange={props.onValue} />
      )}
    </li>
  )
}

const PersonFields = ({
  typed,
  onChange,
}: {
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
}): ReactNode => {
  const words = useWords().signal
  const field = (name: keyof SignalPerson) => ({
    label: words.fields[name],
    value: typed.person[name] ?? '',
    onChange: (value: string) => onChange({ ...typed, person: { ...typed.person, [name]: value } }),
  })
  return (
    <div className="stack">
      <p className="soft">{words.create.notRemember}</p>
      <div className="columns">
        <TextField {...field('fullName')} />
        <TextField {...field('phone')} type="tel" />
        <TextField {...field('birthDate')} hint={words.create.whenHint} />
        <TextField {...field('nationality')} />
      </div>
      <ChooseMunicipality
        chosen={typed.municipality}
        onChoose={(municipality) => onChange({ ...typed, municipality })}
      />
      <TextField
        label={words.create.when}
        hint={words.create.whenHint}
        width="short"
        maxLength={10}
        value={typed.happened}
        onChange={(happened) => onChange({ ...typed, happened })}
      />
      <TextArea
        label={words.fields.freeText}
        rows={5}
        maxLength={20_000}
        value={typed.note}
        onChange={(note) => onChange({ ...typed, note })}
      />
    </div>
  )
}
