/** The edge of linkage: ask, see hits, say what the call told. */

import Type from 'typebox'
import { accept, type Day } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { answerHit, type HitRow, listHits, listRefusedLookUps } from './hit.store.ts'
import { ContactAnswer, ContactBody, HitList, LookUpAnswer, LookUpBody, RefusedLookUps } from './linkage.schema.ts'
import { askLookUp, type LookUpPorts } from './lookup.store.ts'
import { MAY_LOOK_UP } from './lookup.ts'

/** The purpose of a look-up: D27, hit or no hit (data/sharing/purposes.csv). */
export const LOOKUP_PURPOSE = 'D27'

const MAY_FOLLOW_UP = ['care-coordinator', 'contact-desk-officer', 'investigator'] as const

/** The number to call an organisation today, and the function that answers it. */
export type CallDesk = { readonly phone: string; readonly holder: { readonly nl: string; readonly en: string } }
/** Asked of the directory, which linkage does not know; bound in wiring.ts. */
export type DeskPorts = { readonly deskOf: (organisationId: string, on: Day) => CallDesk | undefined }

/** Routes of linkage, with what they must ask of others. */
export const linkageRoutes = (ports: LookUpPorts & DeskPorts): readonly Route[] => [
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
  route({
    method: 'GET',
    path: '/hits',
    operationId: 'listHits',
    summary: 'Wat is gevonden: iemand kent deze persoon, bel dit loket',
    tag: 'vinden',
    access: { kind: 'signed-in', functions: MAY_FOLLOW_UP, purpose: LOOKUP_PURPOSE },
    answer: HitList,
    refusals: [],
    handle: async (work) =>
      accept({
        hits: (await listHits(work)).map((row) =>
          presentHit(row, row.call_organisation_id ? ports.deskOf(row.call_organisation_id, work.today) : undefined),
        ),
      }),
  }),
  route({
    method: 'POST',
    path: '/hits/{hitId}/contacts',
    operationId: 'answerHit',
    summary: 'Leg vast wat het telefoongesprek opleverde',
    tag: 'vinden',
    access: { kind: 'signed-in', functions: MAY_FOLLOW_UP, purpose: LOOKUP_PURPOSE },
    params: Type.Object({ hitId: Type.String({ format: 'uuid' }) }),
    body: ContactBody,
    answer: ContactAnswer,
    status: 201,
    refusals: ['hit-already-answered'],
    handle: (work, { params, body }) => answerHit(work, params.hitId, body.outcome),
  }),
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

const presentHit = (row: HitRow, desk: CallDesk | undefined) => ({
  hitId: row.id,
  grade: row.grade,
  route: row.route,
  arrivedAt: row.arrived_at.toISOString(),
  dueDate: row.due_on,
  ...(row.call_organisation_id ? { callOrganisationId: row.call_organisation_id } : {}),
  ...(row.call_organisation_name ? { callOrganisationName: row.call_organisation_name } : {}),
  ...(desk ? { callPhone: desk.phone, callHolder: { ...desk.holder } } : {}),
  ...(row.party_names ? { partyNames: [...row.party_names] } : {}),
  ...(row.subject ? { signalId: row.subject } : {}),
  ...(row.outcome ? { outcome: row.outcome } : {}),
  abilities: row.outcome ? [] : ['answer-hit'],
})
