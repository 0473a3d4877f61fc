/** Seats: what needs doing first on top. An answer can be written down for whoever called, and a link made for whoever has no account. */
import '../dossier/dossier.css'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { CopyButton } from '../dossier/copy.screen.tsx'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Badge,
  type BadgeTone,
  Button,
  Card,
  Cards,
  Checkbox,
  Choice,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import type { Statement } from './across.ts'
import { ATTENDANCES, type Attendance } from './attendance.ts'
import { SEAT_ANSWERS, type SeatAnswer, type SeatState } from './seats.ts'
import type {
  AnswerSeat,
  AskForSeat,
  AttendanceRecorded,
  MakeStatement,
  Nothing,
  RecordAttendance,
  SeatAnswered,
  SeatAsked,
  SeatLink,
  SeatShown,
  StatementMade,
  TableShown,
  WhyShown,
} from './table.schema.ts'
import { PARTY_KINDS } from './who-fills.ts'

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
          <Seat key={seat.seatId} seat={seat} table={table} />
        ))}
      </Cards>
    </Section>
  )
}

const Seat = ({ seat, table }: { readonly seat: SeatShown; readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const { organised } = table
  const who = seat.party?.name ?? (seat.mail ? `${seat.mail} (${words.noAccount})` : words.nobody)
  const isMissing = seat.attendance ? seat.attendance.attendance !== 'attended' : seat.state === 'missing'
  return (
    <Card
      title={words.seats[seat.kind]}
      aside={<StateBadge seat={seat} />}
      meta={
        seat.answer && seat.answer !== 'attending' && seat.answer !== 'follows'
          ? `${who} · ${words.answers[seat.answer]}`
          : who
      }
      tone={organised && isMissing ? 'attention' : 'plain'}
    >
      {seat.answeredBefore ? <AnsweredBefore said={seat.answeredBefore} /> : null}
      {seat.attendance ? <Follower seat={seat} /> : null}
      {seat.statements ? <Said seat={seat} /> : null}
      {seat.step ? <Step step={seat.step} /> : null}
      {seat.why ? <Why why={seat.why} fills={seat.fills?.name} isEmpty={!seat.party && !seat.mail} /> : null}
      <SeatForms seat={seat} table={table} />
      {seat.abilities.includes('make-seat-link') ? <ReplyLink seat={seat} table={table} /> : null}
    </Card>
  )
}

const AnsweredBefore = ({ said }: { readonly said: NonNullable<SeatShown['answeredBefore']> }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  return <p className="soft">{words.answeredBefore(words.answers[said.answer], formatDay(said.heldDate, language))}</p>
}

const StateBadge = ({ seat }: { readonly seat: SeatShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  if (seat.attendance) {
    const { attendance } = seat.attendance
    return <Badge tone={attendance === 'attended' ? 'done' : 'attention'}>{words.attendances[attendance]}</Badge>
  }
  const state = seat.followsDate ? words.follows(formatDay(seat.followsDate, language)) : words.states[seat.state]
  return <Badge tone={TONES[seat.state]}>{state}</Badge>
}

const useFollowers = (): Readonly<Record<string, string>> => {
  const words = useWords().caseTable
  return { ...words.seats, ...words.followers }
}

const Follower = ({ seat }: { readonly seat: SeatShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const names = useFollowers()
  const { follower, followsDate } = seat.attendance ?? {}
  if (!follower || !followsDate) return null
  return <p>{words.followedBy(names[follower] ?? follower, formatDay(followsDate, language))}</p>
}

const Said = ({ seat }: { readonly seat: SeatShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  if (!seat.statements) return null
  const { statements, saidDate } = seat.statements
  return (
    <p>
      <strong>{words.said(formatDay(saidDate, language))}:</strong>{' '}
      {statements.map((each) => words.saying[each]).join('. ')}
    </p>
  )
}

const Step = ({ step }: { readonly step: NonNullable<SeatShown['step']> }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const say = useSay()
  return (
    <Notice {...(step.proposed ? { title: words.stepTitle } : {})}>
      <p>{say(step.sentence)}</p>
      <p className="soft">{words.stepDays(step.dates.map((each) => formatDay(each, language)).join(', '))}</p>
    </Notice>
  )
}

/** The rule that asks for a seat, with its source, its kind and since when; and who fills it here. */
export const Why = (props: {
  readonly why: WhyShown
  readonly fills: string | undefined
  readonly isEmpty: boolean
}): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const say = useSay()
  const { why, fills, isEmpty } = props
  return (
    <details className="details">
      <summary>
        {words.why} <span className="soft">{words.reasons[why.reason]}</span>
      </summary>
      <div className="stack stack--tight">
        {why.sentence ? <p>{say(why.sentence)}</p> : null}
        {isEmpty ? <p>{fills ? words.fills(fills) : words.fillsNobody}</p> : null}
        {why.ruleId && why.kind ? (
          <p className="soft">
            {words.rule(why.ruleId, words.ruleKinds[why.kind])}. {words.sources(why.sources.join('; '))}.
            {why.validFromDate ? ` ${words.validFrom(formatDay(why.validFromDate, language))}.` : ''}
          </p>
        ) : null}
      </div>
    </details>
  )
}

type OpenForm = 'answer' | 'attendance' | 'ask' | 'say' | undefined

const SeatForms = ({ seat, table }: { readonly seat: SeatShown; readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const { organised } = table
  const can = (ability: string): boolean => seat.abilities.includes(ability)
  const [open, setOpen] = useState<OpenForm>(
    !organised && seat.answer === undefined && can('answer-seat') ? 'answer' : undefined,
  )
  // The own answer stands open by itself: then nobody pressed, and the focus stays where it is.
  const [pressed, setPressed] = useState<OpenForm>()
  const isEmpty = !seat.party && !seat.mail
  const ways: readonly (readonly [Exclude<OpenForm, undefined>, string, boolean])[] = [
    ['attendance', words.record, can('record-attendance') && table.stage === 'planned'],
    ['answer', organised ? words.giveAnswer : words.answerMine, can('answer-seat') && !(organised && isEmpty)],
    ['ask', isEmpty ? words.ask : words.askOther, can('ask-for-seat')],
    ['say', words.sayTitle, can('make-statement')],
  ]
  const close = (): void => setOpen(undefined)
  const offered = ways.filter(([, , may]) => may)
  if (offered.length === 0) return null
  return (
    <>
      <Actions>
        {offered.map(([way, label]) => (
          <Button
            key={way}
            look="subtle"
            pressed={open === way}
            opens={way}
            onClick={() => {
              setPressed(way)
              setOpen(open === way ? undefined : way)
            }}
          >
            {label}
            <span className="visually-hidden">: {words.seats[seat.kind]}</span>
          </Button>
        ))}
      </Actions>
      {open ? (
        <Unfolded key={open} by={pressed} onLeave={close}>
          {open === 'answer' ? <AnswerForm seat={seat} organised={organised} onDone={close} /> : null}
          {open === 'attendance' ? <AttendanceForm seat={seat} table={table} onDone={close} /> : null}
          {open === 'ask' ? <AskForm seat={seat} organiser={table.organiser.organisationId} onDone={close} /> : null}
          {open === 'say' ? <SayForm seat={seat} onDone={close} /> : null}
        </Unfolded>
      ) : null}
    </>
  )
}

type Follows = Static<typeof RecordAttendance>['follower']

const AttendanceForm = (props: {
  readonly seat: SeatShown
  readonly table: TableShown
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().caseTable
  const { seat, table } = props
  const invited = seat.party !== undefined || seat.mail !== undefined
  const [attendance, setAttendance] = useState<Attendance | ''>(invited ? '' : 'nobody-asked')
  const [follower, setFollower] = useState<NonNullable<Follows> | ''>('')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const names = useFollowers()
  const sent = useSend<typeof RecordAttendance, typeof AttendanceRecorded>(`/seats/${seat.seatId}/attendances`, {
    refresh: ['/tables'],
    onDone: props.onDone,
  })
  const needsFollower = attendance !== '' && attendance !== 'attended'
  const submit = (): void => {
    setTried(true)
    if (attendance === '' || (needsFollower && (follower === '' || day === ''))) return
    sent.send({ attendance, ...(needsFollower && follower !== '' ? { follower, followsDate: day } : {}) })
  }
  const offered = ATTENDANCES.filter((each) => each === 'attended' || (each === 'nobody-asked') === !invited)
  const followers: readonly NonNullable<Follows>[] = [
    'organiser',
    ...(invited ? (['own-party'] as const) : []),
    ...table.seats.filter(({ seatId }) => seatId !== seat.seatId).map(({ kind }) => kind),
  ]
  const label = words.attendanceOf(words.seats[seat.kind])
  return (
    <Form label={label} onSubmit={submit}>
      <Choice
        label={label}
        value={attendance}
        error={tried && attendance === '' ? words.chooseAttendance : undefined}
        options={offered.map((value) => ({ value, label: words.attendances[value] }))}
        onChange={setAttendance}
      />
      {needsFollower ? (
        <>
          <Select
            label={words.follower}
            choose={words.pick}
            value={follower}
            error={tried && follower === '' ? words.chooseFollower : undefined}
            options={followers.map((value) => ({ value, label: names[value] ?? value }))}
            onChange={setFollower}
          />
          <TextField
            type="date"
            width="short"
            label={words.followsOn}
            value={day}
            error={tried && day === '' ? words.chooseDay : undefined}
            onChange={setDay}
          />
        </>
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

const AskForm = (props: {
  readonly seat: SeatShown
  readonly organiser: string
  readonly onDone: () => void
}): ReactNode => {
  const { seat, onDone } = props
  const words = useWords().caseTable
  const [by, setBy] = useState<'organisation' | 'mail'>('organisation')
  const [partyId, setPartyId] = useState('')
  const [mail, setMail] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof AskForSeat, typeof SeatAsked>(`/seats/${seat.seatId}/invitations`, {
    refresh: ['/tables'],
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    if (by === 'organisation' && partyId !== '') sent.send({ partyId })
    if (by === 'mail' && mail.trim() !== '') sent.send({ mail: mail.trim().toLowerCase() })
  }
  const { fills } = seat
  return (
    <Form label={words.ask} onSubmit={submit}>
      {fills ? (
        <Actions>
          <Button look="primary" busy={sent.busy} onClick={() => sent.send({ partyId: fills.organisationId })}>
            {fills.organisationId === props.organiser ? words.takeOwn : words.askThis(fills.name)}
          </Button>
        </Actions>
      ) : null}
      <Choice
        lay="row"
        label={words.by}
        value={by}
        options={(['organisation', 'mail'] as const).map((value) => ({ value, label: words.byOptions[value] }))}
        onChange={setBy}
      />
      {by === 'organisation' ? (
        <ChooseOrganisation
          label={words.organisation}
          except={props.organiser}
          kinds={PARTY_KINDS[seat.kind]}
          error={tried && partyId === '' ? words.missing.organisation : undefined}
          onChoose={setPartyId}
        />
      ) : (
        <TextField
          type="email"
          label={words.mail}
          hint={words.mailHint}
          value={mail}
          error={tried && mail.trim() === '' ? words.missing.mail : undefined}
          onChange={setMail}
        />
      )}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look={fills ? 'secondary' : 'primary'} busy={sent.busy}>
          {words.askNow}
        </Button>
      </Actions>
    </Form>
  )
}

const SayForm = ({ seat, onDone }: { readonly seat: SeatShown; readonly onDone: () => void }): ReactNode => {
  const words = useWords().caseTable
  const [said, setSaid] = useState<readonly Statement[]>(seat.statements?.statements ?? [])
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof MakeStatement, typeof StatementMade>(`/seats/${seat.seatId}/statements`, {
    refresh: ['/tables'],
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    if (said.length > 0) sent.send({ statements: [...said] })
  }
  return (
    <Form label={words.sayTitle} onSubmit={submit}>
      <p className="soft">{words.sayLead}</p>
      {tried && said.length === 0 ? <p className="field__error">{words.chooseSaying}</p> : null}
      {(seat.maySay ?? []).map((each) => (
        <Checkbox
          key={each}
          label={words.saying[each]}
          checked={said.includes(each)}
          onChange={(checked) => setSaid((now) => (checked ? [...now, each] : now.filter((other) => other !== each)))}
        />
      ))}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.say}
        </Button>
      </Actions>
    </Form>
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

const ReplyLink = ({ seat, table }: { readonly seat: SeatShown; readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const link = useSend<typeof Nothing, typeof SeatLink>(`/seats/${seat.seatId}/links`)
  const address = link.answer
    ? `${window.location.origin}/antwoord/${encodeURIComponent(link.answer.token)}`
    : undefined
  const mail = address
    ? `${words.mailSubject}\n\n${words.mailBody(formatDay(table.heldDate, language), table.organiser.name, address)}`
    : ''
  return (
    <>
      <Refusal problem={link.refused} />
      {address ? (
        <Notice title={words.linkFor(seat.mail ?? '')} announce>
          <p>{words.linkWhy}</p>
          <p className="once">{address}</p>
          <Actions>
            <CopyButton text={address} label={words.copy} />
            <CopyButton text={mail} label={words.copyMail} />
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
