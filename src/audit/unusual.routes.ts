/** The edge of unusual looks: the privacy officer reads them and says what (s)he found. */
import type { Static } from 'typebox'
import { accept } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { LookReviewBody, LookReviewed, type UnusualLook, UnusualLooks } from './unusual.schema.ts'
import { type Found, readUnusual, reviewLook, type UnusualPorts } from './unusual.store.ts'
import { type Finding, TERMS } from './unusual.ts'

const PRIVACY_OFFICER = { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' } as const
const SHOWN_MAX = 100
const FILES_SHOWN = 10

export const unusualRoutes = (ports: UnusualPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/unusual-looks',
    operationId: 'listUnusualLooks',
    summary: 'Wie er in de eigen organisatie buiten het eigen patroon naar dossiers keek',
    tag: 'verantwoording',
    access: PRIVACY_OFFICER,
    answer: UnusualLooks,
    refusals: [],
    handle: async (work) => {
      const found = await readUnusual(work, ports)
      const { windowDays, judgedDays, leastDays, guesses } = TERMS
      // Open ones first, so that what was judged does not hide what waits.
      const sorted = [...found.findings].sort(
        (one, other) => Number(isClosed(found, one)) - Number(isClosed(found, other)),
      )
      return accept({
        terms: { windowDays, judgedDays, leastDays, guesses },
        unusualLooks: sorted.slice(0, SHOWN_MAX).map((each) => present(work, found, each)),
        total: sorted.length,
        tooLittle: found.tooLittle.map(({ actor, ...each }) => ({ ...each, ...who(found, actor) })),
        cut: found.cut,
        abilities: [],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/unusual-look-reviews',
    operationId: 'reviewUnusualLook',
    summary: 'Vastleggen wat de functionaris gegevensbescherming van opvallend kijken vond',
    tag: 'verantwoording',
    access: PRIVACY_OFFICER,
    body: LookReviewBody,
    answer: LookReviewed,
    status: 201,
    refusals: ['not-found', 'review-of-oneself'],
    handle: (work, { body }) => reviewLook(work, ports, body),
  }),
]

// Asking the person leaves a finding open: it still waits for an answer.
const isClosed = ({ reviews }: Found, { id }: Finding): boolean => {
  const review = reviews.get(id)
  return review !== undefined && review.outcome !== 'asked'
}

const who = ({ names }: Found, actor: string) => {
  const name = names.get(actor)
  return { actorId: actor, ...(name === undefined ? {} : { actorName: name }) }
}

const present = (work: Work, found: Found, each: Finding): Static<typeof UnusualLook> => {
  const {
    id,
    pattern,
    actor,
    function: workFunction,
    day,
    count,
    usual,
    days,
    comparedWith,
    hours = [],
    subjects,
  } = each
  const review = found.reviews.get(id)
  return {
    ...{ finding: id, pattern, ...who(found, actor), function: workFunction, lookedOn: day, count },
    ...(usual === undefined ? {} : { usual }),
    ...(days === undefined ? {} : { days }),
    ...(comparedWith === undefined ? {} : { comparedWith }),
    hours: [...hours],
    files: subjects.slice(0, FILES_SHOWN).map((subject) => subject.slice(0, 8)),
    fileCount: subjects.length,
    ...(review ? { review: { outcome: review.outcome, reviewedAt: review.at.toISOString() } } : {}),
    abilities: actor === work.claim.actor || !found.names.has(actor) ? [] : ['review-unusual-look'],
  }
}
