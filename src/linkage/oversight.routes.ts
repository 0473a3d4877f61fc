/** The edge of oversight: two people for what is sensitive, and what the privacy officer reads and judges. */
import type { Static } from 'typebox'
import { accept, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { LOOKUP_PURPOSE } from './linkage.routes.ts'
import type { LookUpPorts } from './lookup.store.ts'
import { LOOKUP_BUDGET, MAY_LOOK_UP } from './lookup.ts'
import {
  AlarmPath,
  DecisionAnswer,
  DecisionBody,
  LookUpPath,
  MarkAnswer,
  MarkBody,
  Oversight,
  RefusedPath,
  ReviewAnswer,
  ReviewBody,
  SignalPath,
  TickAnswer,
  TickBody,
  WaitingLookUpList,
  WaitingPath,
} from './oversight.schema.ts'
import {
  listAlarms,
  listRefused,
  type OversightPorts,
  type ReviewRow,
  readReviews,
  reviewLookUp,
  tickOff,
} from './oversight.store.ts'
import { TERMS } from './oversight.ts'
import { decideLookUp, listWaiting, markSensitive, stateOf, type WaitingRow } from './second-person.store.ts'
import { listSpent } from './spent.store.ts'

const PRIVACY_OFFICER = { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' } as const
const MAY_DECIDE = { kind: 'signed-in', functions: MAY_LOOK_UP, purpose: LOOKUP_PURPOSE } as const
/** Who takes signals in and writes down grounds may also say that one is sensitive. */
const MAY_MARK: readonly WorkFunction[] = [
  ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'] as const),
]

/** Routes of those who look along and of those who look afterwards. */
export const oversightRoutes = (ports: LookUpPorts & OversightPorts): readonly Route[] => [
  ...secondPersonRoutes(ports),
  route({
    method: 'GET',
    path: '/look-up-oversight',
    operationId: 'readLookUpOversight',
    summary: 'Toezicht op zoekvragen: geweigerd, zonder vervolg, lokpersonen en wat er vandaag is gezocht',
    tag: 'vinden',
    access: PRIVACY_OFFICER,
    answer: Oversight,
    refusals: [],
    handle: async (work) => accept(await presentOversight(work, ports)),
  }),
  route({
    method: 'POST',
    path: '/look-ups/{lookupId}/reviews',
    operationId: 'reviewLookUp',
    summary: 'Vastleggen wat de functionaris gegevensbescherming van een zoekvraag vindt',
    tag: 'vinden',
    access: PRIVACY_OFFICER,
    params: LookUpPath,
    body: ReviewBody,
    answer: ReviewAnswer,
    status: 201,
    refusals: ['not-found', 'review-of-oneself', 'review-reason-missing'],
    handle: (work, { params, body }) => reviewLookUp(work, params.lookupId, body),
  }),
  route({
    method: 'POST',
    path: '/refused-look-ups/{refusedLookUpId}/ticks',
    operationId: 'tickRefusedLookUp',
    summary: 'Een geweigerde zoekvraag afvinken',
    tag: 'vinden',
    access: PRIVACY_OFFICER,
    params: RefusedPath,
    body: TickBody,
    answer: TickAnswer,
    status: 201,
    refusals: ['not-found', 'review-of-oneself'],
    handle: (work, { params }) => tickOff(work, 'linkage.refused_lookup', params.refusedLookUpId),
  }),
  route({
    method: 'POST',
    path: '/decoy-alarms/{alarmId}/ticks',
    operationId: 'tickDecoyAlarm',
    summary: 'Een melding van een lokpersoon afvinken',
    tag: 'vinden',
    access: PRIVACY_OFFICER,
    params: AlarmPath,
    body: TickBody,
    answer: TickAnswer,
    status: 201,
    refusals: ['not-found', 'review-of-oneself'],
    handle: (work, { params }) => tickOff(work, 'linkage.decoy_alarm', params.alarmId),
  }),
]

const secondPersonRoutes = (ports: LookUpPorts & OversightPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/waiting-look-ups',
    operationId: 'listWaitingLookUps',
    summary: 'Gevoelige zoekvragen van de eigen organisatie die op een tweede persoon wachten',
    tag: 'vinden',
    access: MAY_DECIDE,
    answer: WaitingLookUpList,
    refusals: [],
    handle: async (work) =>
      accept({ waitingLookUps: (await listWaiting(work)).map((row) => presentWaiting(work, row)) }),
  }),
  route({
    method: 'POST',
    path: '/waiting-look-ups/{waitingLookUpId}/decisions',
    operationId: 'decideLookUp',
    summary: 'Als tweede persoon instemmen met een gevoelige zoekvraag, of die weigeren',
    tag: 'vinden',
    access: MAY_DECIDE,
    params: WaitingPath,
    body: DecisionBody,
    answer: DecisionAnswer,
    status: 201,
    refusals: [
      ...['not-found', 'second-person-is-asker', 'second-person-other-ground', 'second-person-reason-missing'],
      ...['waiting-ran-out', 'waiting-decided', 'no-ground', 'ground-withdrawn', 'ground-expired'],
      ...['ground-of-other-purpose', 'linkage-nothing-to-encode', 'lookup-budget-spent'],
    ],
    handle: (work, { params, body }) => decideLookUp(work, ports, params.waitingLookUpId, body),
  }),
  route({
    method: 'POST',
    path: '/signals/{signalId}/sensitive-marks',
    operationId: 'markSignalSensitive',
    summary: 'Een eigen signaal als gevoelig merken: zoeken vraagt dan twee mensen',
    tag: 'vinden',
    access: { kind: 'signed-in', functions: MAY_MARK, purpose: 'W02' },
    params: SignalPath,
    body: MarkBody,
    answer: MarkAnswer,
    status: 201,
    refusals: ['not-found'],
    handle: (work, { params }) => markSensitive(work, ports.isOwnSignal, params.signalId),
  }),
]

const named = (row: { readonly actor_id: string; readonly actor_name: string | null }) => ({
  actorId: row.actor_id,
  ...(row.actor_name === null ? {} : { actorName: row.actor_name }),
})

const presentWaiting = (work: Work, row: WaitingRow) => {
  const state = stateOf(row, work.now)
  const isOwn = row.actor_id === work.claim.actor
  return {
    lookupId: row.id,
    signalId: row.subject,
    groundId: row.ground_id,
    purpose: row.purpose,
    caseReference: row.case_reference,
    reasons: [...row.reasons],
    ...named(row),
    isOwn,
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    state,
    ...(row.reason === null ? {} : { reason: row.reason }),
    abilities: state === 'waiting' && !isOwn ? ['decide-look-up'] : [],
  }
}

const presentOversight = async (work: Work, ports: OversightPorts): Promise<Static<typeof Oversight>> => {
  const { shown, figures } = await readReviews(work, ports)
  const spent = await listSpent(work)
  const { followUpDays, reviewDays, drawOneIn } = TERMS
  return {
    terms: { followUpDays, reviewDays, drawOneIn },
    figures: { ...figures },
    lookUps: shown.map((each) => presentReview(work, each)),
    refused: (await listRefused(work)).map((row) => ({
      refusedLookUpId: row.id,
      ...named(row),
      code: row.code,
      askedAt: row.asked_at.toISOString(),
      seen: row.seen_at !== null,
      abilities: abilityOf(work, row, 'tick-off'),
    })),
    alarms: (await listAlarms(work)).map((row) => ({
      alarmId: row.id,
      ...named(row),
      ...(row.asking_name === null ? {} : { askingOrganisationName: row.asking_name }),
      purpose: row.purpose,
      caseReference: row.case_reference,
      askedAt: row.asked_at.toISOString(),
      ...(row.decoy === null ? {} : { decoyId: row.decoy }),
      seen: row.seen_at !== null,
      abilities: abilityOf(work, row, 'tick-off'),
    })),
    budgets: {
      perPerson: LOOKUP_BUDGET.actorPerDay,
      perOrganisation: LOOKUP_BUDGET.organisationPerDay,
      spent: spent.reduce((sum, each) => sum + each.spent, 0),
      people: spent.map((row) => ({ ...named(row), spent: row.spent })),
    },
  }
}

// Nobody ticks off what (s)he did, and nothing is ticked off twice.
const abilityOf = (
  work: Work,
  row: { readonly actor_id: string; readonly seen_at: Date | null },
  ability: string,
): string[] => (row.seen_at === null && row.actor_id !== work.claim.actor ? [ability] : [])

const presentReview = (work: Work, { row, entry }: ReviewRow): Static<typeof Oversight>['lookUps'][number] => ({
  lookupId: row.id,
  ...named(row),
  ...(row.second_name === null ? {} : { secondName: row.second_name }),
  askedAt: row.asked_at.toISOString(),
  purpose: row.purpose,
  caseReference: row.case_reference,
  groundKind: row.ground_kind,
  ownGround: row.own_ground,
  groundWithdrawn: row.ground_withdrawn,
  cause: entry.cause,
  dueDate: entry.due,
  late: entry.late,
  ...(row.review_outcome && row.reviewed_at
    ? {
        review: {
          outcome: row.review_outcome,
          ...(row.review_reason === null ? {} : { reason: row.review_reason }),
          reviewedAt: row.reviewed_at.toISOString(),
        },
      }
    : {}),
  abilities: row.actor_id === work.claim.actor || row.second_id === work.claim.actor ? [] : ['review-look-up'],
})
