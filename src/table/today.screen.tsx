/**
 * Today: what waits for this person, the most urgent first. It gathers from the slices that have something for this
 * function; what is not for it is not asked for.
 */
import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static, TSchema } from 'typebox'
import type { BreakGlassList } from '../access/break-glass.schema.ts'
import type { DueClockList } from '../agreement/agreement.schema.ts'
import type { ReceivedOffers } from '../care/care.schema.ts'
import type { HandoverList, PersonTaskList } from '../dossier/dossier.schema.ts'
import { useFileNames } from '../dossier/names.screen.ts'
import { type Day, dayAt } from '../kernel/index.ts'
import type { Hit, HitList } from '../linkage/follow-up.schema.ts'
import type { PayerRequestList } from '../responsibility/responsibility.schema.ts'
import type { SecondLookList } from '../safeguard/safeguard.schema.ts'
import { useWeighedOn } from '../safeguard/weighed-on.screen.ts'
import { AskedToStandIn, useAskedToStandIn } from '../task/stand-in-asked.screen.tsx'
import { type Answered, useAnswer } from '../web/api.ts'
import { formatMoment, formatWeekday } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Badge, ButtonLink, Card, Cards, Empty, Page, Section, Waiting } from '../web/parts/index.ts'
import { useMayRead, useSession } from '../web/session.ts'
import { destinationsFor, WORK } from '../web/shell/navigation.ts'
import { ActionCard } from './agreed.screen.tsx'
import type { ActionList } from './table.schema.ts'

const EVERY_MS = 5_000
/** What has a term of weeks is asked for by the minute: each reading is a line in somebody's log. */
const SELDOM_MS = 60_000

/** Work that has a page of its own and no file that waits. */
const HOMES = { analyst: '/app/beeld', 'privacy-officer': '/app/toezicht' } as const
/** Who sees no person, on purpose: there is nothing to wait for, and that is said. */
const SEES_NOBODY: readonly string[] = ['operator', 'auditor']

export const TodayScreen = (): ReactNode => {
  const session = useSession()
  const workFunction = session.data?.function
  if (workFunction === undefined) return <Waiting />
  if (workFunction === 'analyst' || workFunction === 'privacy-officer')
    return <Navigate to={HOMES[workFunction]} replace />
  return SEES_NOBODY.includes(workFunction) ? <NothingOfPersons workFunction={workFunction} /> : <WaitingWork />
}

/** Reads what this function has; of what it has not nothing is asked and nothing comes. */
const useOwn = <A extends TSchema>(path: string, everyMs: number): Answered<Static<A>> =>
  useAnswer<A>(path, { everyMs, enabled: useMayRead()(path) })

const NothingOfPersons = ({ workFunction }: { readonly workFunction: string }): ReactNode => {
  const words = useWords().today
  return (
    <Page title={words.title} lead={workFunction === 'auditor' ? words.auditor : words.operator} width="text">
      <Actions>
        <ButtonLink to="/app/getallen" look="secondary">
          {words.publicNumbers}
        </ButtonLink>
      </Actions>
    </Page>
  )
}

const WaitingWork = (): ReactNode => {
  const words = useWords().today
  const emergency = useWords().breakGlass.told
  const agreedWords = useWords().caseTable
  const { language } = useLanguage()
  const { data: session } = useSession()
  const hits = useOwn<typeof HitList>('/hits?first=open', 1_000)
  const handovers = useOwn<typeof HandoverList>('/handovers', EVERY_MS)
  const payers = useOwn<typeof PayerRequestList>('/payer-requests', EVERY_MS)
  const offers = useOwn<typeof ReceivedOffers>('/place-offers', EVERY_MS)
  const clocks = useOwn<typeof DueClockList>('/due-clocks', EVERY_MS)
  const tasks = useOwn<typeof PersonTaskList>('/person-tasks', SELDOM_MS)
  const emergencies = useOwn<typeof BreakGlassList>('/break-glass-openings?recent=true', EVERY_MS)
  const agreed = useOwn<typeof ActionList>('/table-actions', SELDOM_MS)
  const weighed = useOwn<typeof SecondLookList>('/second-looks', SELDOM_MS)
  const today = dayAt(new Date())
  const actions = agreed.data?.actions ?? []
  const unnoted = agreed.data?.unnoted ?? []
  const due = clocks.data?.dueClocks ?? []
  const toCall = (hits.data?.hits ?? []).filter(({ abilities }) =>
    ['answer-hit', 'decide-hit'].some((each) => abilities.includes(each)),
  )
  const offered = (handovers.data?.handovers ?? []).filter(
    ({ side, stage }) => side === 'receiver' && stage === 'offered',
  )
  const unanswered = (payers.data?.payerRequests ?? []).filter(({ abilities }) =>
    abilities.includes('answer-payer-request'),
  )
  const asked = (offers.data?.placeOffers ?? []).filter(({ abilities }) => abilities.length > 0)
  const looked = (emergencies.data?.openings ?? []).filter(({ isNews }) => isNews)
  const byPersons = personTasks(tasks.data)
  const watches = tasks.data?.watches ?? []
  const deaths = tasks.data?.deaths ?? []
  const standIn = useAskedToStandIn()
  const toLook = (weighed.data?.secondLooks ?? []).filter(({ abilities }) => abilities.includes('give-second-look'))
  const owed = weighed.data?.owed ?? []
  const count = [
    toLook,
    owed,
    watches,
    deaths,
    standIn,
    looked,
    toCall,
    offered,
    unanswered,
    asked,
    due,
    byPersons,
    actions,
    unnoted,
  ].reduce((sum, each) => sum + each.length, 0)
  const waiting = [hits, handovers, payers, offers, clocks, tasks, emergencies].some(({ isLoading }) => isLoading)
  return (
    <Page
      title={words.title}
      lead={session?.name ? `${words.greeting(session.name)} · ${formatWeekday(today, language)}` : words.lead}
    >
      {count > 0 ? <p className="soft">{words.items(count)}</p> : waiting ? <Waiting /> : <Nothing />}
      <StandIn asked={standIn} />
      <Watches watches={watches} />
      <Deaths deaths={deaths} />
      <Weighed toLook={toLook} owed={owed} />
      <Group title={emergency.today} shown={looked.length > 0}>
        {looked.map((opening) => (
          <Card
            key={opening.openingId}
            tone={opening.stands ? 'attention' : 'plain'}
            link={{ to: '/app/dossiers/$dossierId', params: { dossierId: opening.dossierId } }}
            title={emergency.card(opening.organisationName)}
            meta={formatMoment(opening.openedAt, language)}
          />
        ))}
      </Group>
      <Group title={words.hits} shown={toCall.length > 0}>
        {toCall.map((hit) => (
          <HitCard key={hit.hitId} hit={hit} today={today} />
        ))}
      </Group>
      <Group title={words.handovers} shown={offered.length > 0}>
        {offered.map((handover) => (
          <Card
            key={handover.handoverId}
            link={{ to: '/app/overdrachten' }}
            title={words.handover(handover.from.name)}
            meta={`${words.since} ${formatMoment(handover.offeredAt, language)}`}
          />
        ))}
      </Group>
      <Group title={words.payers} shown={unanswered.length > 0}>
        {unanswered.map((request) => (
          <Card
            key={request.id}
            link={{ to: '/app/betaalvragen' }}
            title={words.payer}
            meta={`${words.since} ${formatMoment(request.askedAt, language)}`}
          />
        ))}
      </Group>
      <Group title={words.placeOffers} shown={asked.length > 0}>
        {asked.map((offer) => (
          <Card
            key={offer.id}
            link={{ to: '/app/bedden' }}
            title={words.placeOffer}
            meta={`${words.since} ${formatMoment(offer.askedAt, language)}`}
          />
        ))}
      </Group>
      <PersonTasks tasks={byPersons} />
      <Group title={agreedWords.today} shown={actions.length > 0}>
        {actions.map((action) => (
          <ActionCard key={action.actionId} action={action} withTable />
        ))}
      </Group>
      <Group title={agreedWords.unnoted} shown={unnoted.length > 0}>
        {unnoted.map(({ tableId, heldDate, seats }) => (
          <Card
            key={tableId}
            tone={heldDate < today ? 'attention' : 'plain'}
            link={{ to: '/app/tafels/$tableId', params: { tableId } }}
            title={agreedWords.unnotedSeats(seats)}
            meta={formatWeekday(heldDate, language)}
          />
        ))}
      </Group>
      {due.length > 0 ? <DueClocks due={due} /> : null}
      <DivideWork />
      <Quick />
    </Page>
  )
}

const StandIn = ({ asked }: { readonly asked: ReturnType<typeof useAskedToStandIn> }): ReactNode => {
  const words = useWords().today
  if (asked.length === 0) return null
  return (
    <Section title={words.standIn}>
      <AskedToStandIn asked={asked} level={3} />
    </Section>
  )
}

/** Today is what waits, of whoever it is; who does what is said on another screen, and this is the way to it. */
const DivideWork = (): ReactNode => {
  const words = useWords().today
  const { data: session } = useSession()
  if (!destinationsFor(WORK, session?.function).some(({ to }) => to === '/app/mijn-dag')) return null
  return (
    <Section title={words.divide} lead={words.divideText}>
      <Actions>
        <ButtonLink to="/app/mijn-dag" look="secondary">
          {words.divide}
        </ButtonLink>
      </Actions>
    </Section>
  )
}

/** A colleague said that somebody died: it waits for who reads this, and no clock asks for it. */
const Deaths = ({ deaths }: { readonly deaths: Static<typeof PersonTaskList>['deaths'] }): ReactNode => {
  const words = useWords().today
  const { language } = useLanguage()
  const names = useFileNames(deaths.length > 0)
  return (
    <Group title={words.deaths} shown={deaths.length > 0}>
      {deaths.map(({ dossierId, toldDate }) => (
        <Card
          key={dossierId}
          tone="attention"
          link={{ to: '/app/dossiers/$dossierId/verloop', params: { dossierId } }}
          title={words.death}
          meta={names.get(dossierId) ?? words.someFile}
          aside={
            <Badge tone="attention">
              {words.deathTold} {formatWeekday(toldDate, language)}
            </Badge>
          }
        />
      ))}
    </Group>
  )
}

const Group = (props: { readonly title: string; readonly shown: boolean; readonly children: ReactNode }): ReactNode =>
  props.shown ? (
    <Section title={props.title}>
      <Cards>{props.children}</Cards>
    </Section>
  ) : null

const Nothing = (): ReactNode => {
  const words = useWords().today
  return (
    <Empty title={words.nothing}>
      <p>{words.nothingText}</p>
    </Empty>
  )
}

type DueClock = Static<typeof DueClockList>['dueClocks'][number]

type Weighing = Static<typeof SecondLookList>

/** What weighed for somebody and has a term of days: to look at again, and to write down after danger or a move. */
const Weighed = (props: { readonly toLook: Weighing['secondLooks']; readonly owed: Weighing['owed'] }): ReactNode => {
  const words = useWords().today
  const { kinds } = useWords().interest
  const { language } = useLanguage()
  const weighedOn = useWeighedOn()
  const names = useFileNames(props.toLook.length + props.owed.length > 0)
  const card = (each: {
    readonly id: string
    readonly dossierId: string
    readonly title: string
    readonly about?: string
    readonly by: string
    readonly late: boolean
  }): ReactNode => (
    <Card
      key={each.id}
      tone={each.late ? 'attention' : 'plain'}
      link={{ to: '/app/dossiers/$dossierId/belang', params: { dossierId: each.dossierId } }}
      title={each.title}
      meta={[names.get(each.dossierId) ?? words.someFile, each.about].filter(Boolean).join(' · ')}
      aside={
        <Badge tone={each.late ? 'attention' : 'plain'}>
          {each.late ? words.missed : words.until} {formatWeekday(each.by, language)}
        </Badge>
      }
    />
  )
  return (
    <Group title={words.weighed} shown={props.toLook.length + props.owed.length > 0}>
      {props.toLook.map(({ secondLookId, dossierId, lookByDate, missed }) =>
        card({ id: secondLookId, dossierId, title: words.lookAgain, by: lookByDate, late: missed }),
      )}
      {props.owed.map(({ decisionId, dossierId, kind, owedByDate, late, takenAt, afterwards }) =>
        card({
          ...{ id: decisionId, dossierId, title: words.writeDown(kinds[kind]), by: owedByDate, late },
          about: weighedOn(takenAt, afterwards),
        }),
      )}
    </Group>
  )
}

/** What is latest stands first; what is late for as long, and what is not late, by its day. */
const byLateness = (one: DueClock, other: DueClock): number =>
  (other.daysLate ?? 0) - (one.daysLate ?? 0) || one.dueDate.localeCompare(other.dueDate)

/** What was agreed and must be done soon, by file. The name comes from the list of files, for who may read it there. */
const DueClocks = ({ due }: { readonly due: readonly DueClock[] }): ReactNode => {
  const words = useWords().today
  const say = useSay()
  const { language } = useLanguage()
  const names = useFileNames(due.length > 0)
  return (
    <Group title={words.clocks} shown>
      {due.toSorted(byLateness).map((clock) => (
        <Card
          key={`${clock.dossierId}${clock.normId}`}
          link={{ to: '/app/dossiers/$dossierId', params: { dossierId: clock.dossierId } }}
          title={say(clock.title)}
          meta={`${names.get(clock.dossierId) ?? words.someFile} · ${say(clock.termKind)}`}
          aside={
            <Badge tone={clock.daysLate === undefined ? 'plain' : 'attention'}>
              {clock.daysLate === undefined ? words.until : words.missed} {formatWeekday(clock.dueDate, language)}
            </Badge>
          }
        />
      ))}
    </Group>
  )
}

/** Who is out of sight stands before everything: a risk with a day of its own. */
const Watches = ({ watches }: { readonly watches: Static<typeof PersonTaskList>['watches'] }): ReactNode => {
  const words = useWords().today
  const { language } = useLanguage()
  const names = useFileNames(watches.length > 0)
  return (
    <Group title={words.watches} shown={watches.length > 0}>
      {watches.map(({ dossierId, dueDate, late }) => (
        <Card
          key={dossierId}
          tone="attention"
          link={{ to: '/app/dossiers/$dossierId/verloop', params: { dossierId } }}
          title={names.get(dossierId) ?? words.someFile}
          aside={
            <Badge tone={late ? 'attention' : 'plain'}>
              {late ? words.watchLate : words.watchDue} {formatWeekday(dueDate, language)}
            </Badge>
          }
        />
      ))}
    </Group>
  )
}

type PersonTask = {
  readonly key: string
  readonly kind: 'correction' | 'objection' | 'ask-again'
  readonly dossierId: string
  readonly dueDate: string
  readonly late: boolean
}

/** What the person asked and what is asked again, by its day: one list. */
const personTasks = (tasks: Static<typeof PersonTaskList> | undefined): readonly PersonTask[] =>
  [
    ...(tasks?.requests ?? []).map(({ requestId, ...each }) => ({ ...each, key: requestId })),
    ...(tasks?.askAgain ?? []).map((each) => ({ ...each, key: `again ${each.dossierId}`, kind: 'ask-again' as const })),
  ].toSorted((one, other) => one.dueDate.localeCompare(other.dueDate))

const PersonTasks = ({ tasks }: { readonly tasks: readonly PersonTask[] }): ReactNode => {
  const words = useWords().today
  const { language } = useLanguage()
  const names = useFileNames(tasks.length > 0)
  return (
    <Group title={words.personTasks} shown={tasks.length > 0}>
      {tasks.map(({ key, kind, dossierId, dueDate, late }) => (
        <Card
          key={key}
          link={{
            to: kind === 'ask-again' ? '/app/dossiers/$dossierId/toestemming' : '/app/dossiers/$dossierId/vragen',
            params: { dossierId },
          }}
          title={words.personTask[kind]}
          meta={names.get(dossierId) ?? words.someFile}
          aside={
            <Badge tone={late ? 'attention' : 'plain'}>
              {late ? words.missed : words.until} {formatWeekday(dueDate, language)}
            </Badge>
          }
        />
      ))}
    </Group>
  )
}

const HitCard = ({ hit, today }: { readonly hit: Static<typeof Hit>; readonly today: Day }): ReactNode => {
  const words = useWords().today
  const { language } = useLanguage()
  const isLate = hit.dueDate < today
  const what = hit.callOrganisationName
    ? words.call(hit.callOrganisationName)
    : hit.partyNames
      ? words.decide
      : words.deskDecides
  return (
    <Card
      tone="attention"
      title={hit.grade === 'hit' ? words.hit : words.hitMaybe}
      link={{ to: hit.route === 'desk' ? '/app/contactpunt' : '/app/treffers' }}
      aside={
        <Badge tone={isLate ? 'attention' : 'plain'}>
          {isLate ? words.overdue : words.due} {formatWeekday(hit.dueDate, language)}
        </Badge>
      }
    >
      <p>
        {what}
        {hit.callPhone === undefined ? null : `: ${hit.callPhone}`}
      </p>
      {hit.comesBack ? <p>{words.comesBack}</p> : null}
    </Card>
  )
}

const RECORDERS = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator', 'table-chair']

const Quick = (): ReactNode => {
  const words = useWords().today
  const { data: session } = useSession()
  if (!session?.function || !RECORDERS.includes(session.function)) return null
  return (
    <Section title={words.quick}>
      <Actions>
        <ButtonLink to="/app/signalen/nieuw">{words.newSignal}</ButtonLink>
        <ButtonLink to="/app/gesprekken" look="secondary">
          {words.noteCall}
        </ButtonLink>
      </Actions>
    </Section>
  )
}
