/** A telephone call in twenty seconds: with whom, about what, how it ended, one line. All of it by keyboard. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  TextField,
} from '../web/parts/index.ts'
import type { CallBody, CallList, CallLogged, SignalList } from './signal.schema.ts'
import { signalName } from './signals.screen.tsx'

type Outcome = Static<typeof CallBody>['outcome']
type CallView = Static<typeof CallList>['calls'][number]
const OUTCOMES = [
  'reached',
  'not-reached',
  'will-call-back',
  'agreed',
  'declined',
  'passed-on',
] as const satisfies readonly Outcome[]
const MINUTES_USUAL = 5

export const CallsScreen = (): ReactNode => {
  const words = useWords().signal
  const [saved, setSaved] = useState(0)
  return (
    <Page
      title={words.calls.title}
      lead={words.calls.lead}
      back={{ to: '/app/signalen', label: words.detail.back }}
      width="text"
    >
      {saved > 0 ? <Notice kind="done" announce title={words.calls.saved} /> : null}
      <CallForm key={saved} onSaved={() => setSaved(saved + 1)} />
      <EarlierCalls />
    </Page>
  )
}

const CallForm = ({ onSaved }: { readonly onSaved: () => void }): ReactNode => {
  const words = useWords().signal
  const [withWhom, setWithWhom] = useState('')
  const [about, setAbout] = useState('')
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [minutes, setMinutes] = useState(String(MINUTES_USUAL))
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const log = useSend<typeof CallBody, typeof CallLogged>('/calls', { refresh: ['/calls'], onDone: onSaved })
  const submit = () => {
    setTried(true)
    if (outcome === '') return
    log.send({
      outcome,
      minutes: Math.min(600, Math.max(0, Math.round(Number(minutes) || 0))),
      ...(withWhom.trim() === '' ? {} : { withWhom: withWhom.trim() }),
      ...(about === '' ? {} : { about: { kind: 'signal' as const, id: about } }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  }
  return (
    <Form label={words.calls.title} onSubmit={submit}>
      <TextField
        label={words.calls.whom}
        hint={words.calls.whomHint}
        value={withWhom}
        onChange={setWithWhom}
        autoFocus
      />
      <About value={about} onChange={setAbout} />
      <Choice
        label={words.calls.outcome}
        lay="row"
        value={outcome}
        onChange={setOutcome}
        error={tried && outcome === '' ? words.calls.chooseOutcome : undefined}
        options={OUTCOMES.map((value) => ({ value, label: words.calls.outcomes[value] }))}
      />
      <TextField label={words.calls.note} hint={words.calls.noteHint} maxLength={500} value={note} onChange={setNote} />
      <TextField
        label={words.calls.minutes}
        type="number"
        width="short"
        maxLength={3}
        value={minutes}
        onChange={setMinutes}
      />
      <Refusal problem={log.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={log.busy}>
          {words.calls.save}
        </Button>
      </Actions>
    </Form>
  )
}

const About = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode => {
  const words = useWords().signal
  const signals = useAnswer<typeof SignalList>('/signals?limit=25')
  const options = (signals.data?.signals ?? []).map((signal) => ({
    value: signal.signalId,
    label: signalName(signal, words.list),
  }))
  if (options.length === 0) return null
  return (
    <Select
      label={words.calls.about}
      choose={words.calls.aboutNone}
      value={value}
      onChange={onChange}
      options={options}
    />
  )
}

const EarlierCalls = (): ReactNode => {
  const words = useWords().signal.calls
  const calls = useAnswer<typeof CallList>('/calls?limit=10')
  return (
    <Section title={words.earlier}>
      <Answer of={calls} isEmpty={(answer) => answer.calls.length === 0} empty={<p className="soft">{words.none}</p>}>
        {(answer) => (
          <Cards>
            {answer.calls.map((call) => (
              <CallCard key={call.callId} call={call} />
            ))}
          </Cards>
        )}
      </Answer>
    </Section>
  )
}

const CallCard = ({ call }: { readonly call: CallView }): ReactNode => {
  const words = useWords().signal.calls
  const { language } = useLanguage()
  const outcomes: Readonly<Record<string, string>> = words.outcomes
  return (
    <Card
      tone="done"
      title={call.withWhom ?? words.somebody}
      aside={<Badge>{outcomes[call.outcome] ?? call.outcome}</Badge>}
      meta={`${formatMoment(call.loggedAt, language)} · ${words.minutesOf(call.minutes)}`}
    >
      {call.note ? <p>{call.note}</p> : null}
    </Card>
  )
}
