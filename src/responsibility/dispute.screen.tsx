/** A dispute as both its parties see it: what each relies on, which step is due, and what was settled, to the cent. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { today } from '../dossier/today-here.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Choice,
  Form,
  Refusal,
  Section,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { centsInWords } from '../words/money.ts'
import { positionGroundWords } from '../words/payer.ts'
import { POSITION_GROUNDS, type PositionGround } from './dispute.ts'
import type {
  DisputeView,
  NewDisputeStep,
  NewPosition,
  NewSettlement,
  PayerRequestDetail,
  Settled,
  Told,
} from './responsibility.schema.ts'

type Detail = Static<typeof PayerRequestDetail>
type Shown = Static<typeof DisputeView>
type Days = NonNullable<Shown['settlement']>['paysBy'][number]

/** Nothing when the answer was a yes. */
export const Dispute = ({ requestId }: { readonly requestId: string }): ReactNode => {
  const detail = useAnswer<typeof PayerRequestDetail>(`/payer-requests/${requestId}`, { everyMs: 15_000 })
  return (
    <Answer of={detail}>
      {(shown) => (shown.dispute ? <DisputeOf detail={shown} dispute={shown.dispute} /> : null)}
    </Answer>
  )
}

const DisputeOf = ({ detail, dispute }: { readonly detail: Detail; readonly dispute: Shown }): ReactNode => {
  const words = useWords().dispute
  const { language } = useLanguage()
  return (
    <Section
      title={words.title}
      lead={(dispute.settlement ? words.leadSettled : words.lead)(formatDay(dispute.sinceDate, language))}
    >
      {dispute.settlement ? <Settlement settlement={dispute.settlement} /> : null}
      <Positions dispute={dispute} />
      <Steps
        dispute={dispute}
        requestId={detail.payerRequest.id}
        may={detail.abilities.includes('take-dispute-step')}
      />
      <DisputeActs detail={detail} settled={dispute.settlement !== undefined} />
    </Section>
  )
}

const Positions = ({ dispute }: { readonly dispute: Shown }): ReactNode => {
  const words = useWords().dispute
  const say = useSay()
  const nameOf = useOrganisationName()
  return (
    <>
      <p>
        <strong>{words.positions}</strong>
      </p>
      {dispute.positions.length === 0 ? <p className="soft">{words.noPositions}</p> : null}
      <ul className="stack stack--tight">
        {dispute.positions.map((each) => (
          <li key={each.partyOrganisationId}>
            {words.holds(nameOf(each.partyOrganisationId), nameOf(each.holdsOrganisationId))} {say(each.ground)}
            {each.rule ? (
              <span className="soft">
                {' '}
                {words.rule(each.rule.ruleId)}
                {each.rule.title
                  ? `: ${say(each.rule.title)} (${each.rule.title.sources.map(({ name, article }) => [name, article].filter(Boolean).join(' ')).join('; ')})`
                  : ''}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

const Steps = (props: { readonly dispute: Shown; readonly requestId: string; readonly may: boolean }): ReactNode => {
  const words = useWords().dispute
  const say = useSay()
  const { language } = useLanguage()
  const { dispute, requestId, may } = props
  const sent = useSend<typeof NewDisputeStep, typeof Told>(`/payer-requests/${requestId}/dispute-steps`, {
    refresh: [`/payer-requests/${requestId}`],
  })
  const stateOf = (each: Shown['steps'][number]): string => {
    if (each.takenDate) return words.taken(formatDay(each.takenDate, language))
    if (each.dueDate) return (each.overdue ? words.overdueStep : words.due)(formatDay(each.dueDate, language))
    return dispute.settlement ? words.settledWithout : words.later
  }
  return (
    <>
      <p>
        <strong>{words.steps}</strong>
      </p>
      <ol className="stack">
        {dispute.steps.map((each) => (
          <li key={each.step}>
            {say(each.sentence)}{' '}
            <Badge tone={each.takenDate ? 'done' : each.dueDate ? 'attention' : 'plain'}>{stateOf(each)}</Badge>
            <br />
            <span className="soft">
              {[
                `${words.who}: ${say(each.who)}`,
                say(each.state),
                each.sources.map(({ name }) => name).join('; '),
              ].join(' · ')}
            </span>
            {may && each.dueDate ? (
              <Actions>
                <Button
                  busy={sent.busy}
                  // Safe: the steps of the answer are those that the route takes.
                  onClick={() => sent.send({ step: each.step as Static<typeof NewDisputeStep>['step'] })}
                >
                  {words.take}
                </Button>
              </Actions>
            ) : null}
          </li>
        ))}
      </ol>
      <Refusal problem={sent.refused} />
    </>
  )
}

const Settlement = ({ settlement }: { readonly settlement: NonNullable<Shown['settlement']> }): ReactNode => {
  const words = useWords().dispute
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const days = ({ fromDate, untilDate }: Days): string =>
    fromDate === untilDate
      ? words.cost.oneDay(formatDay(fromDate, language))
      : words.cost.days(formatDay(fromDate, language), formatDay(untilDate, language))
  const said = (each: Days, sentence: (party: string, of: string) => string): ReactNode => (
    <li key={`${each.partyOrganisationId} ${each.fromDate}`}>
      {sentence(nameOf(each.partyOrganisationId), days(each))}
    </li>
  )
  return (
    <>
      <p>
        <strong>{words.settlement(formatDay(settlement.decidedDate, language))}.</strong>{' '}
        {settlement.totalCents === undefined ? '' : words.total(centsInWords(settlement.totalCents, language))}
      </p>
      <ul>
        {settlement.carriedBy.map((each) => said(each, words.carriedDays))}
        {settlement.paysBy.map((each) => said(each, words.paysDays))}
      </ul>
      {settlement.totalCents === undefined ? null : settlement.transfers.length === 0 ? (
        <p>{words.nothingOver}</p>
      ) : (
        <ul>
          {settlement.transfers.map(({ fromOrganisationId: from, toOrganisationId: to, cents, days: count }) => (
            <li key={`${from} ${to}`}>
              <strong>{words.transfer(nameOf(from), nameOf(to), centsInWords(cents, language), count)}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const DisputeActs = ({ detail, settled }: { readonly detail: Detail; readonly settled: boolean }): ReactNode => {
  const words = useWords().dispute
  const [open, setOpen] = useState<'position' | 'settlement' | undefined>(undefined)
  const ways = [
    ...(detail.abilities.includes('state-position') ? [['position', words.state] as const] : []),
    ...(detail.abilities.includes('settle-dispute')
      ? [['settlement', settled ? words.settleAgain : words.settle] as const]
      : []),
  ]
  if (ways.length === 0) return null
  const close = (): void => setOpen(undefined)
  return (
    <>
      <Actions>
        {ways.map(([way, label]) => (
          <Button
            key={way}
            look="subtle"
            pressed={open === way}
            opens={way}
            onClick={() => setOpen(open === way ? undefined : way)}
          >
            {label}
          </Button>
        ))}
      </Actions>
      {open === undefined ? null : (
        <Unfolded key={open} by={open} onLeave={close}>
          {open === 'position' ? (
            <PositionForm requestId={detail.payerRequest.id} onDone={close} />
          ) : (
            <SettlementForm detail={detail} onDone={close} />
          )}
        </Unfolded>
      )}
    </>
  )
}

const PositionForm = ({
  requestId,
  onDone,
}: {
  readonly requestId: string
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().dispute
  const say = useSay()
  const [holds, setHolds] = useState('')
  const [ground, setGround] = useState<PositionGround | ''>('')
  const [rule, setRule] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof NewPosition, typeof Told>(`/payer-requests/${requestId}/positions`, {
    refresh: [`/payer-requests/${requestId}`],
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    const ruleId = rule.trim().toUpperCase()
    if (holds !== '' && ground !== '') sent.send({ holdsOrganisationId: holds, ground, ...(ruleId ? { ruleId } : {}) })
  }
  return (
    <Form label={words.state} onSubmit={submit}>
      <ChooseOrganisation
        label={words.holdsField}
        error={tried && holds === '' ? words.chooseParty : undefined}
        onChoose={setHolds}
      />
      <Choice
        label={words.ground}
        value={ground}
        error={tried && ground === '' ? words.chooseGround : undefined}
        options={POSITION_GROUNDS.map((value) => ({ value, label: say(positionGroundWords[value]) }))}
        onChange={setGround}
      />
      <TextField
        width="short"
        label={words.ruleField}
        hint={words.ruleHint}
        maxLength={3}
        value={rule}
        onChange={setRule}
      />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" busy={sent.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** Nobody carried a day that has not been: the last day is today at most. */
const lastDayOf = (end: string | undefined, start: string): string => {
  const last = end !== undefined && end < today() ? end : today()
  return last > start ? last : start
}

const SettlementForm = ({ detail, onDone }: { readonly detail: Detail; readonly onDone: () => void }): ReactNode => {
  const words = useWords().dispute
  const nameOf = useOrganisationName()
  const { payerRequest: request } = detail
  const start = request.cost?.fromDate ?? detail.dispute?.sinceDate ?? today()
  const [decided, setDecided] = useState(today())
  const [carrier, setCarrier] = useState('')
  const [payer, setPayer] = useState('')
  const [first, setFirst] = useState(start)
  const [last, setLast] = useState(lastDayOf(request.cost?.untilDate, start))
  const [from, setFrom] = useState(start)
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof NewSettlement, typeof Settled>(`/payer-requests/${request.id}/settlements`, {
    refresh: [`/payer-requests/${request.id}`],
    onDone,
  })
  const lacks = (value: string): string | undefined => (tried && value === '' ? words.cost.needsDay : undefined)
  const submit = (): void => {
    setTried(true)
    if ([decided, carrier, payer, first, last, from].includes('')) return
    const keeps = from > first ? [{ partyOrganisationId: carrier, fromDate: first, untilDate: dayBefore(from) }] : []
    sent.send({
      decidedDate: decided,
      carriedBy: [{ partyOrganisationId: carrier, fromDate: first, untilDate: last }],
      paysBy: [...keeps, { partyOrganisationId: payer, fromDate: from, untilDate: last }],
    })
  }
  const day = (label: string, value: string, set: (day: string) => void, hint?: string): ReactNode => (
    <TextField
      type="date"
      width="short"
      label={label}
      value={value}
      error={lacks(value)}
      onChange={set}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <Form label={words.settle} onSubmit={submit}>
      <p className="soft">{words.settleLead}</p>
      {day(words.decided, decided, setDecided)}
      <ChooseOrganisation
        label={words.carried}
        {...(request.answer?.code === 'provisional' ? { start: nameOf(request.payerOrganisationId) } : {})}
        error={tried && carrier === '' ? words.chooseParty : undefined}
        onChoose={setCarrier}
      />
      {day(words.first, first, setFirst)}
      {day(words.last, last, setLast)}
      <ChooseOrganisation
        label={words.pays}
        error={tried && payer === '' ? words.chooseParty : undefined}
        onChoose={setPayer}
      />
      {day(words.paysFrom, from, setFrom, words.paysFromHint)}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
