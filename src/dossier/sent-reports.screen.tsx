/** What was sent on and what came back: the list, one form to write down that something went out, and one for its answer. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
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
import type { Made } from './dossier.schema.ts'
import { REPORT_KINDS, type ReportKind } from './report.ts'
import type { ReportAnswerBody, SentReportBody, SentReportList } from './sent-report.schema.ts'
import { REPORT_ANSWERS, type ReportAnswer } from './sent-report.ts'
import { today } from './today-here.screen.ts'

type Sent = Static<typeof SentReportList>['sentReports'][number]
type MadeSent = ReturnType<typeof Made>

export const SentReports = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier.reports.sent
  const list = useAnswer<typeof SentReportList>(`/dossiers/${dossierId}/sent-reports`)
  const [saved, setSaved] = useState(false)
  const [answering, setAnswering] = useState<Sent | undefined>()
  const done = (): void => {
    setSaved(true)
    setAnswering(undefined)
  }
  return (
    <Section title={words.title} lead={words.lead} surface>
      {saved ? <Notice kind="done">{words.saved}</Notice> : null}
      <Answer of={list}>
        {({ sentReports, abilities }) => (
          <>
            {sentReports.length === 0 ? (
              <p className="soft">{words.empty}</p>
            ) : (
              <SentTable sent={sentReports} onAnswer={setAnswering} />
            )}
            {answering ? (
              <Unfolded
                key={answering.sentReportId}
                by={answering.sentReportId}
                onLeave={() => setAnswering(undefined)}
              >
                <AnswerForm dossierId={dossierId} sent={answering} onDone={done} />
              </Unfolded>
            ) : null}
            {abilities.includes('record-sent-report') ? (
              <details className="details">
                <summary>{words.add}</summary>
                <SentForm dossierId={dossierId} onDone={done} />
              </details>
            ) : null}
          </>
        )}
      </Answer>
    </Section>
  )
}

const SentTable = (props: { readonly sent: readonly Sent[]; readonly onAnswer: (sent: Sent) => void }): ReactNode => {
  const words = useWords().dossier.reports.sent
  const { reportKinds } = useWords().dossier
  const { language } = useLanguage()
  return (
    <Table
      caption={words.title}
      rows={props.sent}
      rowKey={({ sentReportId }) => sentReportId}
      columns={[
        { key: 'what', name: words.columns.what, cell: ({ kind }) => reportKinds[kind].title },
        { key: 'to', name: words.columns.to, cell: ({ to }) => to ?? words.noKey },
        { key: 'sent', name: words.columns.sent, cell: ({ sentDate }) => formatDay(sentDate, language) },
        {
          key: 'answer',
          name: words.columns.answer,
          cell: (sent) => (
            <>
              <AnswerShown sent={sent} />
              {sent.abilities.includes('answer-sent-report') && sent.answer !== 'registered' ? (
                <Button look="subtle" opens={sent.sentReportId} onClick={() => props.onAnswer(sent)}>
                  {words.record}
                  <span className="visually-hidden">: {reportKinds[sent.kind].title}</span>
                </Button>
              ) : null}
            </>
          ),
        },
      ]}
    />
  )
}

const AnswerShown = ({ sent }: { readonly sent: Sent }): ReactNode => {
  const words = useWords().dossier.reports.sent
  const { language } = useLanguage()
  if (sent.answer === undefined) return <Badge tone="attention">{words.waits(sent.waitsDays ?? 0)}</Badge>
  const number = sent.number ? `: ${sent.number}` : ''
  return (
    <>
      {words.states[sent.answer]}
      {number}
      {sent.answeredDate ? <span className="soft"> ({formatDay(sent.answeredDate, language)})</span> : null}
    </>
  )
}

const SentForm = (props: { readonly dossierId: string; readonly onDone: () => void }): ReactNode => {
  const words = useWords().dossier.reports.sent
  const { reportKinds } = useWords().dossier
  const [kind, setKind] = useState<ReportKind | ''>('')
  const [to, setTo] = useState('')
  const [sentDate, setSentDate] = useState(today)
  const [tried, setTried] = useState(false)
  const sending = useSend<typeof SentReportBody, MadeSent>(`/dossiers/${props.dossierId}/sent-reports`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: () => {
      setTo('')
      setTried(false)
      props.onDone()
    },
  })
  const submit = (): void => {
    setTried(true)
    if (kind !== '' && to.trim() !== '') sending.send({ kind, to: to.trim(), sentDate })
  }
  return (
    <Form label={words.add} onSubmit={submit}>
      <Select
        label={words.kind}
        choose={words.missing.kind}
        value={kind}
        onChange={setKind}
        error={tried && kind === '' ? words.missing.kind : undefined}
        options={REPORT_KINDS.map((value) => ({ value, label: reportKinds[value].title }))}
      />
      <TextField
        label={words.to}
        hint={words.toHint}
        value={to}
        maxLength={200}
        onChange={setTo}
        error={tried && to.trim() === '' ? words.missing.to : undefined}
      />
      <TextField label={words.on} type="date" width="short" value={sentDate} onChange={setSentDate} />
      <Refusal problem={sending.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sending.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

type AnswerProps = { readonly dossierId: string; readonly sent: Sent; readonly onDone: () => void }
const AnswerForm = ({ dossierId, sent, onDone }: AnswerProps): ReactNode => {
  const words = useWords().dossier.reports.sent
  const { reportKinds } = useWords().dossier
  const [answer, setAnswer] = useState<ReportAnswer>('registered')
  const [number, setNumber] = useState('')
  const [answeredDate, setAnsweredDate] = useState(today)
  const [tried, setTried] = useState(false)
  const incomplete = answer === 'registered' && number.trim() === ''
  const path = `/dossiers/${dossierId}/sent-reports/${sent.sentReportId}/answers`
  const answered = useSend<typeof ReportAnswerBody, MadeSent>(path, { refresh: [`/dossiers/${dossierId}`], onDone })
  const submit = (): void => {
    setTried(true)
    if (!incomplete) answered.send({ answer, answeredDate, ...(number.trim() === '' ? {} : { number: number.trim() }) })
  }
  return (
    <Form label={words.recordFor(reportKinds[sent.kind].title)} onSubmit={submit}>
      <p>
        <strong>{words.recordFor(reportKinds[sent.kind].title)}</strong>
      </p>
      <Select
        label={words.answer}
        value={answer}
        onChange={setAnswer}
        options={REPORT_ANSWERS.map((value) => ({ value, label: words.answers[value] }))}
      />
      <TextField
        label={words.number}
        hint={words.numberHint}
        value={number}
        maxLength={60}
        onChange={setNumber}
        error={tried && incomplete ? words.missing.number : undefined}
      />
      <TextField label={words.on} type="date" width="short" value={answeredDate} onChange={setAnsweredDate} />
      <Refusal problem={answered.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={answered.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
