/** The edge of linkage: ask, see what was refused; what follows a hit stands in follow-up.routes.ts. */
import { accept } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { type FollowUpPorts, followUpRoutes } from './follow-up.routes.ts'
import { listRefusedLookUps } from './hit.store.ts'
import { LookUpAnswer, LookUpBody, RefusedLookUps } from './linkage.schema.ts'
import { askLookUp, type LookUpPorts } from './lookup.store.ts'
import { MAY_LOOK_UP } from './lookup.ts'

/** The purpose of a look-up: D27, hit or no hit (data/sharing/purposes.csv). */
export const LOOKUP_PURPOSE = 'D27'

/** Routes of linkage, with what they must ask of others. */
export const linkageRoutes = (ports: LookUpPorts & FollowUpPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/look-ups',
    operationId: 'askLookUp',
    summary: 'Vraag of iemand anders deze persoon kent; het antwoord komt later, aan beide kanten tegelijk, of niet',
    tag: 'vinden',
    access: { kind: 'signed-in', functions: MAY_LOOK_UP, purpose: LOOKUP_PURPOSE },
    body: LookUpBody,
    answer: LookUpAnswer,
    status: 201,
    refusals: [
      ...[
        'lookup-without-ground',
        'lookup-without-purpose',
        'lookup-without-case',
        'lookup-budget-spent',
        'lookup-for-other-purpose',
      ],
      ...[
        'no-ground',
        'ground-withdrawn',
        'ground-expired',
        'ground-of-other-purpose',
        'linkage-nothing-to-encode',
        'linkage-version-unknown',
        'linkage-role-away',
        'not-found',
      ],
    ],
    handle: (work, { body }) => askLookUp(work, ports, body),
  }),
  ...followUpRoutes(ports),
  route({
    method: 'GET',
    path: '/refused-look-ups',
    operationId: 'listRefusedLookUps',
    summary: 'Geweigerde zoekvragen van de eigen organisatie, voor de functionaris gegevensbescherming',
    tag: 'vinden',
    access: { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' },
    answer: RefusedLookUps,
    refusals: [],
    handle: async (work) =>
      accept({
        refusedLookUps: (await listRefusedLookUps(work)).map((row) => ({
          id: row.id,
          actorId: row.actor_id,
          code: row.code,
          askedAt: row.asked_at.toISOString(),
          seen: row.seen_at !== null,
        })),
      }),
  }),
]
