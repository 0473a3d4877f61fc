/** Being away: days and a colleague, never a reason; who of the house is away; and the address for a calendar. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { CopyButton } from '../dossier/copy.screen.tsx'
import { dayAt } from '../kernel/index.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Empty,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import type {
  AbsenceList,
  AbsenceMoved,
  AbsenceShown,
  AnswerAbsence,
  AssignStandIn,
  CalendarLinkEnded,
  CalendarLinkMade,
  CalendarLinkShown,
  NameAbsence,
  Nothing,
} from './task.schema.ts'

const refresh = ['/absences', '/day-list', '/day-list?whose=all']

export const AbsenceScreen = (): ReactNode => {
  const words = useWords().task.absence
  const absences = useAnswer<typeof AbsenceList>('/absences', { everyMs: 60_000 })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={absences}>
        {(list) => (
          <>
            <NameDays colleagues={list.colleagues} />
            <Section title={words.who}>
              {list.absences.length === 0 ? <Empty title={words.nobody} /> : null}
              <Cards>
                {list.absences.map((each) => (
                  <OneAbsence key={each.absenceId} absence={each} />
                ))}
              </Cards>
            </Section>
          </>
        )}
      </Answer>
      <Calendar />
    </Page>
  )
}

type Colleagues = Static<typeof AbsenceList>['colleagues']
const NameDays = ({ colleagues }: { readonly colleagues: Colleagues }): ReactNode => {
  const words = useWords().task.absence
  const [[from, until, standIn], setDays] = useState<readonly [string, string, string]>(['', '', ''])
  const [tried, setTried] = useState(false)
  const name = useSend<typeof NameAbsence, typeof AbsenceMoved>('/absences', {
    refresh,
    onDone: () => {
      setDays(['', '', ''])
      setTried(false)
    },
  })
  const wrongDay =
    until === '' ? undefined : until < from ? words.wrongWay : until < dayAt(new Date()) ? words.over : undefined
  const submit = (): void => {
    setTried(true)
    if (from !== '' && until !== '' && wrongDay === undefined)
      name.send({ fromDate: from, untilDate: until, ...(standIn === '' ? {} : { standInId: standIn }) })
  }
  const missing = (value: string): string | undefined => (tried && value === '' ? words.missingDay : undefined)
  return (
    <Section title={words.name} lead={words.nameLead} surface>
      <Form label={words.name} onSubmit={submit}>
        <TextField
          type="date"
          width="short"
          label={words.from}
          value={from}
          error={missing(from)}
          onChange={(value) => setDays([value, until, standIn])}
        />
        <TextField
          type="date"
          width="short"
          label={words.until}
          value={until}
          error={missing(until) ?? (tried ? wrongDay : undefined)}
          onChange={(value) => setDays([from, value, standIn])}
        />
        <Select
          label={words.standIn}
          choose={words.nobodyYet}
          value={standIn}
          options={colleagues.map((each) => ({ value: each.actorId, label: each.name }))}
          onChange={(value) => setDays([from, until, value])}
        />
        <Refusal problem={name.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={name.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

const OneAbsence = ({ absence }: { readonly absence: AbsenceShown }): ReactNode => {
  const words = useWords().task.absence
  const { language } = useLanguage()
  const at = `/absences/${absence.absenceId}`
  const can = (ability: string): boolean => absence.abilities.includes(ability)
  const answer = useSend<typeof AnswerAbsence, typeof AbsenceMoved>(`${at}/answers`, { refresh })
  const end = useSend<typeof Nothing, typeof AbsenceMoved>(`${at}/endings`, { refresh })
  const standIn = absence.standIn?.name
  return (
    <Card
      title={absence.who.name}
      tone={absence.stage === 'open' || can('accept-absence') ? 'attention' : 'plain'}
      meta={`${formatDay(absence.fromDate, language)} – ${formatDay(absence.untilDate, language)}`}
      aside={
        <Badge tone={absence.stage === 'covered' ? 'done' : 'attention'}>
          {standIn ? words.stageOf[absence.stage](standIn) : words.stageOf.open('')}
        </Badge>
      }
    >
      <Refusal problem={answer.refused ?? end.refused} />
      <Actions>
        {can('accept-absence') ? (
          <Button busy={answer.busy} onClick={() => answer.send({ answer: 'accepted' })}>
            {words.accept}
          </Button>
        ) : null}
        {can('decline-absence') ? (
          <Button busy={answer.busy} onClick={() => answer.send({ answer: 'declined' })}>
            {words.decline}
          </Button>
        ) : null}
        {can('end-absence') ? (
          <Button busy={end.busy} onClick={() => end.send({})}>
            {absence.fromDate > dayAt(new Date()) ? words.remove : words.end}
          </Button>
        ) : null}
      </Actions>
      {can('assign-stand-in') ? <Assign absence={absence} /> : null}
    </Card>
  )
}

const Assign = ({ absence }: { readonly absence: AbsenceShown }): ReactNode => {
  const words = useWords().task.absence
  const [open, setOpen] = useState(false)
  const [who, setWho] = useState('')
  const assign = useSend<typeof AssignStandIn, typeof AbsenceMoved>(`/absences/${absence.absenceId}/stand-ins`, {
    refresh,
    onDone: () => setOpen(false),
  })
  if (!open)
    return (
      <Actions>
        <Button opens="assign" onClick={() => setOpen(true)}>
          {words.assign}
        </Button>
      </Actions>
    )
  return (
    <Unfolded by="assign" onLeave={() => setOpen(false)}>
      <Form label={words.assign} onSubmit={() => (who === '' ? undefined : assign.send({ standInId: who }))}>
        <Select
          label={words.standIn}
          choose={words.choose}
          value={who}
          options={absence.candidates.map((each) => ({ value: each.actorId, label: each.name }))}
          onChange={setWho}
        />
        <Refusal problem={assign.refused} />
        <Actions>
          <Button type="submit" busy={assign.busy}>
            {words.assignSave}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}

const Calendar = (): ReactNode => {
  const words = useWords().task.calendar
  const { language } = useLanguage()
  const link = useAnswer<typeof CalendarLinkShown>('/calendar-links')
  const [address, setAddress] = useState<string>()
  const make = useSend<typeof Nothing, typeof CalendarLinkMade>('/calendar-links', {
    refresh: ['/calendar-links'],
    onDone: (made) => setAddress(made.address),
  })
  const end = useSend<typeof Nothing, typeof CalendarLinkEnded>('/calendar-links/endings', {
    refresh: ['/calendar-links'],
    onDone: () => setAddress(undefined),
  })
  return (
    <Section title={words.title} lead={words.lead}>
      <Answer of={link}>
        {({ stands, madeAt, expiresAt }) => (
          <div className="stack">
            <p>
              {stands && madeAt && expiresAt
                ? words.stands(formatDay(madeAt.slice(0, 10), language), formatDay(expiresAt.slice(0, 10), language))
                : words.none}
            </p>
            {address ? (
              <Notice title={words.once}>
                <p className="file-number">{address}</p>
                <Actions>
                  <CopyButton text={address} label={words.copy} />
                </Actions>
              </Notice>
            ) : null}
            <Refusal problem={make.refused ?? end.refused} />
            <Actions>
              <Button busy={make.busy} onClick={() => make.send({})}>
                {stands ? words.renew : words.make}
              </Button>
              {stands ? (
                <Button busy={end.busy} onClick={() => end.send({})}>
                  {words.end}
                </Button>
              ) : null}
            </Actions>
          </div>
        )}
      </Answer>
    </Section>
  )
}
