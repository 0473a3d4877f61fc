/**
 * Today: what waits for this person, the most urgent first. It gathers from the slices that have something for this
 * function; what is not for it is left out without a word.
 */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { ReceivedOffers } from '../care/care.schema.ts'
import type { HandoverList } from '../dossier/dossier.schema.ts'
import { type Day, dayAt } from '../kernel/index.ts'
import type { Hit, HitList } from '../linkage/linkage.schema.ts'
import type { PayerRequestList } from '../responsibility/responsibility.schema.ts'
import { useAnswer } from '../web/api.ts'
import { formatMoment, formatWeekday } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Badge, ButtonLink, Card, Cards, Empty, Page, Section, Waiting } from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'

const EVERY_MS = 5_000

export const TodayScreen = (): ReactNode => {
  const words = useWords().today
  const { language } = useLanguage()
  const { data: session } = useSession()
  const hits = useAnswer<typeof HitList>('/hits', { everyMs: 1_000 })
  const handovers = useAnswer<typeof HandoverList>('/handovers', { everyMs: EVERY_MS })
  const payers = useAnswer<typeof PayerRequestList>('/payer-requests', { everyMs: EVERY_MS })
  const offers = useAnswer<typeof ReceivedOffers>('/place-offers', { everyMs: EVERY_MS })
  const today = dayAt(new Date())
  const toCall = (hits.data?.hits ?? []).filter(({ abilities }) => abilities.includes('answer-hit'))
  const offered = (handovers.data?.handovers ?? []).filter(
    ({ side, stage }) => side === 'receiver' && stage === 'offered',
  )
  const unanswered = (payers.data?.payerRequests ?? []).filter(({ abilities }) =>
    abilities.includes('answer-payer-request'),
  )
  const asked = (offers.data?.placeOffers ?? []).filter(({ abilities }) => abilities.length > 0)
  const count = toCall.length + offered.length + unanswered.length + asked.length
  const waiting = [hits, handovers, payers, offers].some(({ isPending }) => isPending)
  return (
    <Page
      title={words.title}
      lead={session?.name ? `${words.greeting(session.name)} · ${formatWeekday(today, language)}` : words.lead}
    >
      {count > 0 ? <p className="soft">{words.items(count)}</p> : waiting ? <Waiting /> : <Nothing />}
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
      <Quick />
    </Page>
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
      link={{ to: '/app/treffers' }}
      aside={
        <Badge tone={isLate ? 'attention' : 'plain'}>
          {isLate ? words.overdue : words.due} {formatWeekday(hit.dueDate, language)}
        </Badge>
      }
    >
      <p>{what}</p>
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
