/** Seats: what needs doing first on top. An answer can be written down for whoever called, and a link made for whoever has no account. */
import '../dossier/dossier.css'
import { type ReactNode, useState } from 'react'
import type { Nothing } from '../care/care.schema.ts'
import { CopyButton } from '../dossier/copy.screen.tsx'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Badge,
  type BadgeTone,
  Button,
  Card,
  Cards,
  Choice,
  Form,
  Notice,
  Refusal,
  Section,
  TextField,
} from '../web/parts/index.ts'
import { SEAT_ANSWERS, type SeatAnswer, type SeatState } from './seats.ts'
import type { AnswerSeat, SeatAnswered, SeatLink, SeatShown, TableShown } from './table.schema.ts'

const ORDER: readonly SeatState[] = ['missing', 'waiting', 'follows', 'filled']
const TONES: Readonly<Record<SeatState, BadgeTone>> = {
  missing: 'attention',
  waiting: 'plain',
  follows: 'accent',
  filled: 'done',
}

export const Seats = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const seats = table.seats.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
  return (
    <Section title={table.organised ? words.seatsTitle : words.own}>
      <Cards>
        {seats.map((seat) => (
          <Seat key={seat.seatId} seat={seat} organised={table.organised} />
        ))}
      </Cards>
    </Section>
  )
}

const Seat = ({ seat, organised }: { readonly seat: SeatShown; readonly organised: boolean }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const [open, setOpen] = useState(!organised && seat.answer === undefined)
  const who = seat.party?.name ?? (seat.mail ? `${seat.mail} (${words.noAccount})` : words.nobody)
  const state = seat.followsDate ? words.follows(formatDay(seat.followsDate, language)) : words.states[seat.state]
  const can = (ability: string): boolean => seat.abilities.includes(ability)
  return (
    <Card
      title={words.seats[seat.kind]}
      aside={<Badge tone={TONES[seat.state]}>{state}</Badge>}
      meta={
        seat.answer && seat.answer !== 'attending' && seat.answer !== 'follows'
          ? `${who} · ${words.answers[seat.answer]}`
          : who
      }
      tone={seat.state === 'missing' ? 'attention' : 'plain'}
    >
      {can('answer-seat') && (organised || seat.answer !== undefined) ? (
        <div className="quiet">
          <Button look="subtle" pressed={open} onClick={() => setOpen(!open)}>
            {organised ? words.giveAnswer : words.answerMine}
            <span className="visually-hidden">: {words.seats[seat.kind]}</span>
          </Button>
        </div>
      ) : null}
      {open ? <AnswerForm seat={seat} organised={organised} onDone={() => setOpen(false)} /> : null}
      {can('make-seat-link') ? <ReplyLink seat={seat} /> : null}
    </Card>
  )
}

const AnswerForm = (props: {
  readonly seat: SeatShown
  readonly organised: boolean
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().caseTable
  const [answer, setAnswer] = useState<SeatAnswer | ''>('')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof AnswerSeat, typeof SeatAnswered>(`/seats/${props.seat.seatId}/answers`, {
    refresh: ['/tables'],
    onDone: props.onDone,
  })
  const lacksDay = answer === 'follows' && day === ''
  const submit = (): void => {
    setTried(true)
    if (answer !== '' && !lacksDay) sent.send({ answer, ...(answer === 'follows' ? { followsDate: day } : {}) })
  }
  // That somebody stayed away is said by who was there: only the organiser is offered it.
  const offered = SEAT_ANSWERS.filter((each) => each !== 'absent' || props.organised)
  const label = props.organised ? words.answerFor(words.seats[props.seat.kind]) : words.answerMine
  return (
    <Form label={label} onSubmit={submit}>
      <Choice
        label={label}
        value={answer}
        error={tried && answer === '' ? words.chooseAnswer : undefined}
        options={offered.map((value) => ({ value, label: words.answers[value] }))}
        onChange={setAnswer}
      />
      {answer === 'follows' ? (
        <TextField
          type="date"
          width="short"
          label={words.followsOn}
          value={day}
          error={tried && lacksDay ? words.chooseDay : undefined}
          onChange={setDay}
        />
      ) : null}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const ReplyLink = ({ seat }: { readonly seat: SeatShown }): ReactNode => {
  const words = useWords().caseTable
  const link = useSend<typeof Nothing, typeof SeatLink>(`/seats/${seat.seatId}/links`)
  const address = link.answer
    ? `${window.location.origin}/antwoord/${encodeURIComponent(link.answer.token)}`
    : undefined
  return (
    <>
      <Refusal problem={link.refused} />
      {address ? (
        <Notice title={words.linkFor(seat.mail ?? '')} announce>
          <p>{words.linkWhy}</p>
          <p className="once">{address}</p>
          <Actions>
            <CopyButton text={address} label={words.copy} />
          </Actions>
        </Notice>
      ) : (
        <Actions>
          <Button busy={link.busy} onClick={() => link.send({})}>
            {words.link}
            <span className="visually-hidden">: {words.seats[seat.kind]}</span>
          </Button>
        </Actions>
      )}
    </>
  )
}
