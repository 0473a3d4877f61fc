/** The edge of emergencies: open, see who opened, end, judge. What is read while one stands is the edge of the dossier. */
import type { Static } from 'typebox'
import { accept, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import {
  BreakGlassBody,
  BreakGlassList,
  BreakGlassOpened,
  BreakGlassReviews,
  type BreakGlassShown,
  type BreakGlassToJudge,
  JudgeAnswer,
  JudgeBody,
  NoBody,
  OpeningEnded,
  OpeningPath,
  OpeningQuery,
} from './break-glass.schema.ts'
import {
  budgetLeft,
  endBreakGlass,
  listOpenings,
  listToJudge,
  type OpeningRead,
  type OpeningToJudge,
  openBreakGlass,
  type ReviewOf,
  reviewBreakGlass,
} from './break-glass.store.ts'
import { BREAK_GLASS, isNews, type Judged, standsAt } from './break-glass.ts'

const FUNCTIONS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker']
const PRIVACY_OFFICER = { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' } as const
/** Seeing who opened, and ending it, is own case work. */
const OWN_WORK = { kind: 'signed-in', functions: FUNCTIONS, purpose: 'W01' } as const

/** Routes of emergencies. */
export const breakGlassRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/break-glass-openings',
    operationId: 'openBreakGlass',
    summary: 'In een noodgeval hoofdstukken van één dossier openen, met reden en eind; wie het voert hoort het meteen',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: BREAK_GLASS.purpose, stepUp: 'always' },
    body: BreakGlassBody,
    answer: BreakGlassOpened,
    status: 201,
    refusals: [
      ...['not-found', 'break-glass-chapter-closed', 'break-glass-too-long', 'break-glass-reason-short'],
      ...['break-glass-no-reviewer', 'break-glass-budget-spent', 'break-glass-not-needed', 'break-glass-stands'],
    ],
    handle: async (work, { body }) => {
      const { dossierId, ...asked } = body
      const opened = await openBreakGlass(work, dossierId, asked)
      if (!opened.ok) return opened
      const { openingId, endsAt } = opened.value
      return accept({ openingId, endsAt: endsAt.toISOString(), abilities: ['read-break-glass', 'end-break-glass'] })
    },
  }),
  route({
    method: 'GET',
    path: '/break-glass-openings',
    operationId: 'listBreakGlass',
    summary: 'Wat u in een noodgeval opende, en wat er bij uw organisatie is geopend',
    tag: 'toegang',
    access: OWN_WORK,
    query: OpeningQuery,
    answer: BreakGlassList,
    refusals: [],
    handle: async (work, { query }) => {
      const openings = await listOpenings(work, {
        ...(query.dossierId === undefined ? {} : { dossierId: query.dossierId }),
        recent: query.recent === 'true',
      })
      for (const dossier of new Set(openings.map((each) => each.dossier))) work.concerns(dossier, 'list-break-glass')
      return accept({
        openings: openings.map((each) => presentOpening(work, each)),
        left: await budgetLeft(work),
        abilities: ['open-break-glass'],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/break-glass-openings/{openingId}/ends',
    operationId: 'endBreakGlass',
    summary: 'Een noodinzage meteen beëindigen, door wie hem opende of wie het dossier voert',
    tag: 'toegang',
    access: OWN_WORK,
    params: OpeningPath,
    body: NoBody,
    answer: OpeningEnded,
    status: 201,
    refusals: ['not-found'],
    handle: (work, { params }) => endBreakGlass(work, params.openingId),
  }),
  route({
    method: 'GET',
    path: '/break-glass-reviews',
    operationId: 'listBreakGlassReviews',
    summary: 'Noodinzages die de functionaris gegevensbescherming van deze organisatie beoordeelt, te late bovenaan',
    tag: 'toegang',
    access: PRIVACY_OFFICER,
    answer: BreakGlassReviews,
    refusals: [],
    handle: async (work) => {
      const list = await listToJudge(work)
      return accept({
        workingDays: BREAK_GLASS.review.workingDays,
        figures: {
          listed: list.length,
          judged: list.filter(({ judged }) => judged).length,
          late: list.filter(({ late }) => late).length,
        },
        openings: list.map((each) => presentToJudge(work, each)),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/break-glass-openings/{openingId}/reviews',
    operationId: 'reviewBreakGlass',
    summary: 'Vastleggen of een noodinzage terecht was, met woorden',
    tag: 'toegang',
    access: PRIVACY_OFFICER,
    params: OpeningPath,
    body: JudgeBody,
    answer: JudgeAnswer,
    status: 201,
    refusals: ['not-found', 'review-of-oneself', 'break-glass-words-missing'],
    handle: (work, { params, body }) => reviewBreakGlass(work, params.openingId, body),
  }),
]

const shownOf = (work: Work, opening: OpeningRead) => ({
  openingId: opening.id,
  dossierId: opening.dossier,
  organisationId: opening.organisation,
  organisationName: opening.organisationName,
  function: opening.function,
  holderName: opening.holderName,
  chapters: [...opening.chapters],
  kind: opening.kind,
  openedAt: opening.openedAt.toISOString(),
  endsAt: opening.endsAt.toISOString(),
  ...(opening.endedAt ? { endedAt: opening.endedAt.toISOString() } : {}),
  ...(opening.endedFor ? { endedFor: opening.endedFor } : {}),
  stands: standsAt(opening, work.now),
})

const presentOpening = (work: Work, opening: OpeningRead): Static<typeof BreakGlassShown> => {
  const shown = shownOf(work, opening)
  // A house that opened it and holds the file since: for a colleague it is one of the holder.
  const side = opening.actor === work.claim.actor ? 'reader' : 'holder'
  const may = side === 'reader' ? ['read-break-glass', 'end-break-glass'] : ['end-break-glass']
  return {
    ...shown,
    side,
    isNews: side === 'holder' && isNews(opening, work.now),
    abilities: shown.stands ? may : [],
  }
}

const presentToJudge = (work: Work, opening: Judged<OpeningToJudge>): Static<typeof BreakGlassToJudge> => {
  const { actorName, reason, own, other } = opening
  return {
    ...shownOf(work, opening),
    side: opening.organisation === work.claim.organisation ? 'reader' : 'holder',
    ...(actorName === undefined ? {} : { actorName }),
    ...(reason === undefined ? {} : { reason }),
    dueDate: opening.due,
    late: opening.late,
    ...(own ? { review: reviewShown(own) } : {}),
    ...(other ? { otherReview: reviewShown(other) } : {}),
    abilities: opening.isOpener ? [] : ['review-break-glass'],
  }
}

const reviewShown = ({ outcome, at, note }: ReviewOf) => ({
  outcome,
  reviewedAt: at.toISOString(),
  ...(note === undefined ? {} : { note }),
})
