/** Waiting: for what, for whom, how many hours. The total counts an hour once, whatever ran beside it. */
import '../dossier/dossier.css'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { isNotForMe, useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Choice, Facts, Form, Refusal, Section, Unfolded } from '../web/parts/index.ts'
import type { Done, Made, NewWait, Nothing, WaitList } from './care.schema.ts'
import { CorrectWait } from './correct-wait.screen.tsx'
import { NeedsInPieces, useHours } from './needs-in-pieces.screen.tsx'
import { WAIT_CAUSES, type WaitCause } from './wait-clock.ts'

type Waiting = Static<typeof WaitList>
type OneWait = Waiting['waits'][number]

export const Waits = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().place.waits
  const waits = useAnswer<typeof WaitList>(`/dossiers/${dossierId}/waits`, { everyMs: 30_000 })
  if (isNotForMe(waits)) return null
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Answer of={waits}>
        {(answer) => (
          <>
            <Reading waits={answer} />
            <NeedsInPieces needs={answer.needs} dossierId={dossierId} />
            <WaitLines waits={answer.waits} dossierId={dossierId} />
            <WaitActs waits={answer} dossierId={dossierId} />
          </>
        )}
      </Answer>
    </Section>
  )
}

const Reading = ({ waits }: { readonly waits: Waiting }): ReactNode => {
  const words = useWords().place.waits
  const say = useSay()
  const hours = useHours()
  const nameOf = useOrganisationName()
  if (waits.waits.length === 0) return <p className="soft">{words.none}</p>
  return (
    <>
      <p>
        <strong>{words.total(hours(waits.hours))}</strong>{' '}
        <span className="soft">{waits.running ? words.running : words.stopped}</span>
      </p>
      {/* With a need its pieces say more, and two sums that cut hours differently would stand beside each other. */}
      {waits.needs.length > 0 ? null : (
        <Facts
          rows={waits.shares.map(({ cause, partyOrganisationId, hours: spent }) => ({
            key: `${cause.code} ${partyOrganisationId ?? ''}`,
            name: say(cause),
            value: partyOrganisationId ? `${hours(spent)} · ${nameOf(partyOrganisationId)}` : hours(spent),
          }))}
        />
      )}
    </>
  )
}

// Each wait on a line: what runs can be ended, what is over stays to be read.
const WaitLines = (props: { readonly waits: readonly OneWait[]; readonly dossierId: string }): ReactNode => (
  <ul className="answers">
    {props.waits.map((wait) => (
      <WaitLine key={wait.id} wait={wait} dossierId={props.dossierId} />
    ))}
  </ul>
)

const WaitLine = ({ wait, dossierId }: { readonly wait: OneWait; readonly dossierId: string }): ReactNode => {
  const {
    place: { waits: words },
    dispute: { correct },
  } = useWords()
  const [open, setOpen] = useState(false)
  const say = useSay()
  const hours = useHours()
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const end = useSend<typeof Nothing, typeof Done>(`/waits/${wait.id}/ends`, { refresh: [`/dossiers/${dossierId}`] })
  const until = wait.endedAt ? formatMoment(wait.endedAt, language) : words.now
  const party = wait.partyOrganisationId ? ` · ${nameOf(wait.partyOrganisationId)}` : ''
  return (
    <li>
      <span>
        <strong>{say(wait.cause)}</strong>
        {party} <Badge tone={wait.endedAt ? 'plain' : 'attention'}>{hours(wait.hours)}</Badge>
        <span className="chapter__origin">
          {words.since} {formatMoment(wait.startedAt, language)} · {words.until} {until}
        </span>
        {wait.corrected ? (
          <span className="chapter__origin">
            {correct.was(say(wait.corrected.derivedCause), say(wait.corrected.reason))}
          </span>
        ) : null}
        <Refusal problem={end.refused} />
        {open ? (
          <Unfolded by={`correct-${wait.id}`} onLeave={() => setOpen(false)}>
            <CorrectWait waitId={wait.id} about="wait" dossierId={dossierId} onDone={() => setOpen(false)} />
          </Unfolded>
        ) : null}
      </span>
      {wait.abilities.includes('correct-wait') ? (
        <Button look="subtle" pressed={open} opens={`correct-${wait.id}`} onClick={() => setOpen(!open)}>
          {correct.open}
          <span className="visually-hidden">: {say(wait.cause)}</span>
        </Button>
      ) : null}
      {wait.abilities.includes('end-wait') ? (
        <Button busy={end.busy} onClick={() => end.send({})}>
          {words.end}
          <span className="visually-hidden">: {say(wait.cause)}</span>
        </Button>
      ) : null}
    </li>
  )
}

const WaitActs = ({ waits, dossierId }: { readonly waits: Waiting; readonly dossierId: string }): ReactNode => {
  const words = useWords().place.waits
  const [open, setOpen] = useState(false)
  const need = useSend<typeof Nothing, typeof Made>(`/dossiers/${dossierId}/shelter-needs`, {
    refresh: [`/dossiers/${dossierId}`],
  })
  return (
    <>
      <Refusal problem={need.refused} />
      <Actions>
        {waits.abilities.includes('tell-shelter-need') ? (
          <Button busy={need.busy} onClick={() => need.send({})}>
            {words.need}
          </Button>
        ) : null}
        {waits.abilities.includes('start-wait') ? (
          <Button look="subtle" pressed={open} opens="start-wait" onClick={() => setOpen(!open)}>
            {words.start}
          </Button>
        ) : null}
      </Actions>
      {open ? (
        <Unfolded by="start-wait" onLeave={() => setOpen(false)}>
          <StartWait dossierId={dossierId} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </>
  )
}

const StartWait = ({ dossierId, onDone }: { readonly dossierId: string; readonly onDone: () => void }): ReactNode => {
  const words = useWords().place.waits
  const [cause, setCause] = useState<WaitCause | ''>('')
  const [party, setParty] = useState('')
  const [tried, setTried] = useState(false)
  const start = useSend<typeof NewWait, typeof Made>(`/dossiers/${dossierId}/waits`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone,
  })
  return (
    <Form
      label={words.start}
      onSubmit={() => {
        setTried(true)
        if (cause !== '') start.send({ cause, ...(party === '' ? {} : { partyOrganisationId: party }) })
      }}
    >
      <Choice
        label={words.cause}
        value={cause}
        error={tried && cause === '' ? words.chooseCause : undefined}
        options={WAIT_CAUSES.map((value) => ({ value, label: words.causes[value] ?? value }))}
        onChange={setCause}
      />
      <ChooseOrganisation label={words.partyField} hint={words.partyHint} plane="care" onChoose={setParty} />
      <Refusal problem={start.refused} />
      <Actions>
        <Button type="submit" busy={start.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
