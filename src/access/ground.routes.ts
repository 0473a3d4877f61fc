/** The edge of grounds: write down why a look-up is allowed, read it back, end it. */
import type { Static } from 'typebox'
import type { WorkFunction } from '../kernel/index.ts'
import { accept, type Day, day, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { presentGrounds } from './access.present.ts'
import {
  EmptyBody,
  GroundAnswer,
  GroundBody,
  GroundList,
  GroundPath,
  GroundWithdrawn,
  SignalPath,
} from './access.schema.ts'
import { latestBirth } from './deciders.ts'
import { listGrounds, recordGround, withdrawGround } from './ground.store.ts'
import type { NewGround } from './ground.ts'
import { maySearchFor, type Purposes } from './purpose.ts'

/** What access must ask of a higher slice; bound in wiring.ts. */
export type AccessPorts = {
  /** Is this a signal of the acting organisation? */
  readonly isOwnSignal: (work: Work, signalId: string) => Promise<boolean>
  /** The date of birth that it gives, as it was written; undefined when there is no such signal of the acting organisation. */
  readonly bornBySignal: (work: Work, signalId: string) => Promise<{ readonly birthDate?: string } | undefined>
}

const FUNCTIONS: readonly WorkFunction[] = [
  'care-coordinator',
  'focal-officer',
  'wmo-desk',
  'shelter-worker',
  'investigator',
]
/** Intake of signals; the purpose of the look-up itself stands in the ground. */
const PURPOSE = 'W02'

/** Routes of grounds. */
export const groundRoutes = (ports: AccessPorts, purposes: Purposes): readonly Route[] => [
  route({
    method: 'POST',
    path: '/signals/{signalId}/grounds',
    operationId: 'recordGround',
    summary:
      'De grond voor een zoekvraag vastleggen: toestemming om te zoeken, of een wettelijke grondslag met afweging',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
    params: SignalPath,
    body: GroundBody,
    answer: GroundAnswer,
    status: 201,
    refusals: [
      ...['not-found', 'purpose-unknown', 'purpose-not-for-sharing', 'help-must-not-depend', 'not-understood'],
      ...[
        'age-needed',
        'age-older-than-known',
        'age-younger-than-known',
        'decider-missing',
        'decider-not-hers',
        'authority-not-free',
      ],
      ...['taken-by-bed-holder-alone', 'weighing-missing', 'given-in-future', 'period-reversed', 'period-too-long'],
    ],
    handle: async (work, { params, body }) => {
      const person = await ports.bornBySignal(work, params.signalId)
      if (!person) return refuse('not-found')
      const purpose = maySearchFor(purposes, body.purpose)
      if (!purpose.ok) return purpose
      const birth = latestBirth(person.birthDate ?? '')
      const takerHoldsHerBed = work.claim.function === 'shelter-worker'
      const ground = newGroundOf(body, { takerHoldsHerBed, ...(birth ? { birth } : {}) })
      const recorded = await recordGround(work, params.signalId, body.purpose, ground)
      return recorded.ok ? accept({ ...recorded.value, abilities: ['look-up', 'withdraw-ground'] }) : recorded
    },
  }),
  route({
    method: 'GET',
    path: '/signals/{signalId}/grounds',
    operationId: 'listGrounds',
    summary: 'De gronden van de eigen organisatie bij een signaal',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
    params: SignalPath,
    answer: GroundList,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      if (!(await ports.isOwnSignal(work, params.signalId))) return refuse('not-found')
      return accept(presentGrounds(await listGrounds(work, params.signalId), purposes, work.today))
    },
  }),
  route({
    method: 'POST',
    path: '/grounds/{groundId}/withdrawals',
    operationId: 'withdrawGround',
    summary: 'Een grond beëindigen: vanaf nu wordt er niet meer op gezocht',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
    params: GroundPath,
    body: EmptyBody,
    answer: GroundWithdrawn,
    status: 201,
    refusals: ['not-found'],
    handle: (work, { params }) => withdrawGround(work, params.groundId),
  }),
]

type Known = { readonly takerHoldsHerBed: boolean; readonly birth?: Day }
const newGroundOf = (body: Static<typeof GroundBody>, known: Known): NewGround => {
  const period = {
    givenOn: day(body.givenDate),
    ...(body.validUntilDate === undefined ? {} : { validUntil: day(body.validUntilDate) }),
  }
  if (body.kind === 'legal-basis') return { kind: body.kind, basis: body.basis, weighing: body.note, ...period }
  const { purpose: _asked, givenDate: _given, validUntilDate: _until, ...said } = body
  return { ...said, ...known, ...period }
}
