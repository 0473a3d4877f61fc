/** The edge of follow-up: hits as tasks, the contact desk's decisions, and how many were followed up in time. */
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { formatDeskCursor, parseDeskCursor } from './desk-cursor.ts'
import { type CallDesk, type OwnFile, presentDeskHit, presentHit, presentOutcome } from './follow-up.present.ts'
import {
  ContactAnswer,
  ContactBody,
  ContactList,
  DecisionAnswer,
  DecisionBody,
  DeskHitList,
  DeskHitPath,
  DeskQuery,
  FollowUpRates,
  HitList,
  HitPath,
  HitQuery,
} from './follow-up.schema.ts'
import { answerHit, type HitPage, isOpen, listHits, listOutcomes } from './follow-up.store.ts'
import { type DeskPage, decideDeskHit, listDeskHits } from './follow-up-desk.store.ts'
import type { ConnectPurpose } from './follow-up-desk.ts'
import { countAllFollowUps, countOwnFollowUps } from './follow-up-rate.store.ts'
import { FIELD_PERCENT, ownMonth, sharedMonth, withheldMonth } from './follow-up-rate.ts'
import { formatHitCursor, parseHitCursor } from './hit-cursor.ts'

/** Asked of others, whom linkage does not know; bound in wiring.ts. */
export type FollowUpPorts = {
  readonly deskOf: (organisationId: string, on: Day) => CallDesk | undefined
  /** Of these own signals, the own file that was opened from it and is not open now: a hit about her is somebody coming back. */
  readonly filesNotOpen: (work: Work, signalIds: readonly string[]) => Promise<ReadonlyMap<string, OwnFile>>
  /** The sharing table, by purpose. */
  readonly purposes: () => ReadonlyMap<string, ConnectPurpose>
}

/** D27: finding out whether somebody is known elsewhere. W05: mediation by the contact desk. D28: the picture, in counts. */
const HIT_PURPOSE = 'D27'
const DESK_PURPOSE = 'W05'
const RATE_PURPOSE = 'D28'
const MAY_FOLLOW_UP = ['care-coordinator', 'contact-desk-officer', 'investigator'] as const
const TASK = { kind: 'signed-in', functions: MAY_FOLLOW_UP, purpose: HIT_PURPOSE } as const
const DESK = { kind: 'signed-in', functions: ['contact-desk-officer'], purpose: DESK_PURPOSE } as const
const HITS_MAX = 100
const DESK_LIMIT = 25
const TAG = 'vinden'

type Paged = { readonly limit?: string; readonly cursor?: string }

const hitPage = (query: Paged & { readonly first?: 'open' }): Outcome<HitPage, 'bad-input'> => {
  const after = query.cursor === undefined ? undefined : parseHitCursor(query.cursor)
  if (query.cursor !== undefined && !after) return refuse('bad-input')
  const limit = Number(query.limit ?? HITS_MAX)
  return accept({ openFirst: query.first === 'open', limit, ...(after ? { after } : {}) })
}
const deskPage = (query: Paged & { readonly stage?: 'waiting' | 'done' }): Outcome<DeskPage, 'bad-input'> => {
  const after = query.cursor === undefined ? undefined : parseDeskCursor(query.cursor)
  if (query.cursor !== undefined && !after) return refuse('bad-input')
  const limit = Number(query.limit ?? DESK_LIMIT)
  return accept({ waiting: query.stage !== 'done', limit, ...(after ? { after } : {}) })
}

/** Routes of follow-up, with what they must ask of others. */
export const followUpRoutes = (ports: FollowUpPorts): readonly Route[] => [
  ...taskRoutes(ports),
  ...deskRoutes(ports),
  ...rateRoutes,
]

const taskRoutes = (ports: FollowUpPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/hits',
    operationId: 'listHits',
    summary: 'Wat is gevonden: iemand kent deze persoon, bel dit loket',
    tag: TAG,
    access: TASK,
    query: HitQuery,
    answer: HitList,
    refusals: ['bad-input'],
    handle: async (work, { query }) => {
      const page = hitPage(query)
      if (!page.ok) return page
      const rows = await listHits(work, page.value)
      const last = rows.length === page.value.limit ? rows.at(-1) : undefined
      const files = await ports.filesNotOpen(work, [
        ...new Set(rows.flatMap(({ subject }) => (subject ? [subject] : []))),
      ])
      return accept({
        hits: rows.map((row) =>
          presentHit(
            row,
            row.call_organisation_id ? ports.deskOf(row.call_organisation_id, work.today) : undefined,
            row.subject === null ? undefined : files.get(row.subject),
          ),
        ),
        ...(last ? { nextCursor: formatHitCursor({ open: isOpen(last), at: last.arrived_at, id: last.id }) } : {}),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/hits/{hitId}/contacts',
    operationId: 'answerHit',
    summary: 'Leg vast wat het telefoongesprek opleverde, of kom daar met een reden op terug',
    tag: TAG,
    access: TASK,
    params: HitPath,
    body: ContactBody,
    answer: ContactAnswer,
    status: 201,
    refusals: [
      ...['hit-already-answered', 'hit-closed', 'hit-waits-for-desk', 'nothing-to-correct', 'not-a-date'],
      ...['contact-outside-hit', 'reason-without-refusal', 'not-found'],
    ],
    handle: (work, { params, body }) => {
      const { contactedDate, ...answer } = body
      const on = contactedDate === undefined ? undefined : parseDay(contactedDate)
      if (contactedDate !== undefined && !on) return Promise.resolve(refuse('not-a-date'))
      return answerHit(work, params.hitId, { ...answer, ...(on ? { contactedDate: on } : {}) })
    },
  }),
  route({
    method: 'GET',
    path: '/hits/{hitId}/contacts',
    operationId: 'listContactsOfHit',
    summary: 'Wat er na deze treffer is vastgelegd, het eerste eerst',
    tag: TAG,
    access: TASK,
    params: HitPath,
    answer: ContactList,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      const outcomes = await listOutcomes(work, params.hitId)
      return outcomes ? accept({ contacts: outcomes.map(presentOutcome) }) : refuse('not-found')
    },
  }),
]

const deskRoutes = (ports: FollowUpPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/desk-hits',
    operationId: 'listDeskHits',
    summary: 'Treffers waarover het landelijk contactpunt beslist, op termijn',
    tag: TAG,
    access: DESK,
    query: DeskQuery,
    answer: DeskHitList,
    refusals: ['bad-input'],
    handle: async (work, { query }) => {
      const page = deskPage(query)
      if (!page.ok) return page
      const hits = await listDeskHits(work, page.value)
      const last = hits.length === page.value.limit ? hits.at(-1) : undefined
      const view = {
        today: work.today,
        purposes: ports.purposes(),
        deskOf: (id: string) => ports.deskOf(id, work.today),
      }
      return accept({
        deskHits: hits.map((hit) => presentDeskHit(hit, view)),
        ...(last ? { nextCursor: formatDeskCursor(last) } : {}),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/desk-hits/{deskHitId}/decisions',
    operationId: 'decideDeskHit',
    summary: 'Beslis of en wie met wie wordt verbonden; met het doel dat dat draagt, of de reden van niet',
    tag: TAG,
    access: DESK,
    params: DeskHitPath,
    body: DecisionBody,
    answer: DecisionAnswer,
    status: 201,
    refusals: [
      ...['hit-closed', 'hit-already-decided', 'decision-without-reason', 'connect-nobody', 'connect-no-party'],
      ...['connect-without-purpose', 'connect-unconfirmed', 'not-found'],
    ],
    handle: (work, { params, body }) => decideDeskHit(work, params.deskHitId, body, ports.purposes()),
  }),
]

const rateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/follow-up-rates',
    operationId: 'readFollowUpRates',
    summary: 'Welk deel van de treffers op tijd is opgevolgd, per maand, alle organisaties samen',
    tag: TAG,
    access: { kind: 'signed-in', functions: ['contact-desk-officer', 'analyst'], purpose: RATE_PURPOSE },
    answer: FollowUpRates,
    refusals: [],
    handle: async (work) => {
      const months = await countAllFollowUps(work)
      return accept({
        fieldPercent: FIELD_PERCENT,
        months: months.map((each) => ('withheld' in each ? withheldMonth(each.month) : sharedMonth(each))),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/own-follow-up-rates',
    operationId: 'readOwnFollowUpRates',
    summary: 'Welk deel van de eigen treffers op tijd is opgevolgd, per maand',
    tag: TAG,
    access: TASK,
    answer: FollowUpRates,
    refusals: [],
    handle: async (work) => {
      const months = await countOwnFollowUps(work)
      return accept({ fieldPercent: FIELD_PERCENT, months: months.map(ownMonth) })
    },
  }),
]
