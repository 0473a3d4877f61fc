/** Closing a table, its minutes as they were fixed, and what is added to them afterwards. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Facts, Form, Notice, Refusal, Section, TextArea, Unfolded } from '../web/parts/index.ts'
import { AgendaItems } from './agenda.screen.tsx'
import type {
  CorrectMinutes,
  MinutesCorrected,
  MinutesShown,
  Nothing,
  TableClosed,
  TableShown,
} from './table.schema.ts'

export const CloseTable = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const [sure, setSure] = useState(false)
  const closing = useSend<typeof Nothing, typeof TableClosed>(`/tables/${table.tableId}/closings`, {
    refresh: ['/tables', '/table-actions'],
  })
  const unsaid = table.seats.filter(({ attendance }) => attendance === undefined)
  return (
    <Section title={words.minutes} lead={words.closeLead}>
      {unsaid.length > 0 ? (
        <Notice kind="attention" title={words.closeNot(unsaid.map(({ kind }) => words.seats[kind]).join(', '))} />
      ) : (
        <>
          <Refusal problem={closing.refused} />
          <Actions>
            {sure ? (
              <Button look="primary" busy={closing.busy} onClick={() => closing.send({})}>
                {words.closeSure}
              </Button>
            ) : (
              <Button onClick={() => setSure(true)}>{words.close}</Button>
            )}
          </Actions>
        </>
      )}
    </Section>
  )
}

export const Minutes = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const { minutes } = table
  if (!minutes) return null
  return (
    <Section
      title={table.organised ? words.minutes : words.minutesOwn}
      {...(minutes.closedAt ? { lead: words.minutesFixed(formatMoment(minutes.closedAt, language)) } : {})}
      surface
    >
      <SeatsInMinutes seats={minutes.seats} />
      {minutes.agenda.length > 0 ? (
        <>
          <h3>{words.agenda}</h3>
          <AgendaItems items={minutes.agenda} />
        </>
      ) : null}
      {minutes.corrections.map(({ correctedAt, text, seat }) => (
        <Notice key={correctedAt} title={words.corrected(formatMoment(correctedAt, language))}>
          {text === undefined ? null : <p className="own-words">{text}</p>}
          {seat ? <SeatsInMinutes seats={[seat]} /> : null}
        </Notice>
      ))}
      {table.abilities.includes('correct-minutes') ? <Correct tableId={table.tableId} /> : null}
    </Section>
  )
}

const SeatsInMinutes = ({ seats }: { readonly seats: MinutesShown['seats'] }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const names: Readonly<Record<string, string>> = { ...words.seats, ...words.followers }
  return (
    <Facts
      rows={seats.map(({ kind, attendance, follower, followsDate }) => ({
        key: kind,
        name: words.seats[kind],
        value: [
          words.attendances[attendance],
          ...(follower && followsDate
            ? [words.followedBy(names[follower] ?? follower, formatDay(followsDate, language))]
            : []),
        ].join('. '),
      }))}
    />
  )
}

const Correct = ({ tableId }: { readonly tableId: string }): ReactNode => {
  const words = useWords().caseTable
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof CorrectMinutes, typeof MinutesCorrected>(`/tables/${tableId}/corrections`, {
    refresh: ['/tables'],
    onDone: () => {
      setOpen(false)
      setText('')
      setTried(false)
    },
  })
  if (!open)
    return (
      <Actions>
        <Button opens="correct" onClick={() => setOpen(true)}>
          {words.correct}
        </Button>
      </Actions>
    )
  const submit = (): void => {
    setTried(true)
    if (text.trim() !== '') sent.send({ text: text.trim() })
  }
  return (
    <Unfolded by="correct" onLeave={() => setOpen(false)}>
      <Form label={words.correct} onSubmit={submit}>
        <TextArea
          label={words.correctText}
          hint={words.correctHint}
          rows={3}
          maxLength={5000}
          value={text}
          error={tried && text.trim() === '' ? words.correctNeeds : undefined}
          onChange={setText}
        />
        <Refusal problem={sent.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={sent.busy}>
            {words.correct}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}
