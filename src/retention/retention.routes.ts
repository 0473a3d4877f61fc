/** The edge of keeping and destroying: the list, what the person asks, and what two people decide. */
import { accept, day, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { askErasure, decide, readList } from './destruction.store.ts'
import type { RetentionPorts } from './ports.ts'
import { presentList } from './retention.present.ts'
import { AskErasureBody, DecisionAnswer, DecisionBody, DestructionListShown, ErasureAsked } from './retention.schema.ts'

const PURPOSE = 'W11'
/** Whoever writes content down may be the second person; the officer is always one of the two. */
const DECIDERS: readonly WorkFunction[] = [
  ...(['privacy-officer', 'care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'] as const),
]
const tag = 'bewaren'

export const retentionRoutes = (ports: RetentionPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/destruction-list',
    operationId: 'readDestructionList',
    summary: 'De vernietigingslijst van de eigen organisatie: wat aan de beurt is, waarom, en wat vernietigd is',
    tag,
    access: { kind: 'signed-in', functions: DECIDERS, purpose: PURPOSE },
    answer: DestructionListShown,
    refusals: [],
    handle: async (work) => accept(presentList(await readList(work, ports), work)),
  }),
  route({
    method: 'POST',
    path: '/erasure-requests',
    operationId: 'askErasure',
    summary: 'Vastleggen dat de persoon vraagt om te vernietigen wat over haar of hem is vastgelegd (AVG 17)',
    tag,
    access: { kind: 'signed-in', functions: DECIDERS, purpose: PURPOSE },
    body: AskErasureBody,
    answer: ErasureAsked,
    status: 201,
    refusals: ['not-found', 'erasure-asked-already'],
    handle: (work, { body }) => askErasure(work, ports, body.dossierId),
  }),
  route({
    method: 'POST',
    path: '/destruction-decisions',
    operationId: 'decideDestruction',
    summary: 'Een vernietiging goedkeuren of met een reden aanhouden; de tweede goedkeuring vernietigt',
    tag,
    access: { kind: 'signed-in', functions: DECIDERS, purpose: PURPOSE, stepUp: 'always' },
    body: DecisionBody,
    answer: DecisionAnswer,
    status: 201,
    refusals: [
      ...['not-found', 'destruction-not-due', 'destruction-held', 'destruction-done', 'destruction-approved-by-you'],
      ...['destruction-needs-officer', 'hold-period-not-possible', 'hold-says-why'],
    ],
    handle: async (work, { body }) => {
      const { subjectId: subject, clock, decision, holdReason, holdUntilDate } = body
      if (decision === 'approve')
        return holdReason === undefined && holdUntilDate === undefined
          ? decide(work, ports, { subject, clock, decision })
          : refuse('hold-says-why')
      if (holdReason === undefined || holdUntilDate === undefined) return refuse('hold-says-why')
      return decide(work, ports, { subject, clock, decision, reason: holdReason, until: day(holdUntilDate) })
    },
  }),
]
