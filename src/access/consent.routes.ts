/** The edge of consents: write down what she said, read it back, take it back. */
import type { WorkFunction } from '../kernel/index.ts'
import { accept, day, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { presentConsents } from './access.present.ts'
import {
  ConsentAnswerBody,
  ConsentBody,
  ConsentList,
  ConsentPath,
  ConsentWithdrawn,
  DossierPath,
  EmptyBody,
} from './access.schema.ts'
import {
  isHolder,
  listConsents,
  mayMentionDossier,
  openConsentWords,
  recordConsent,
  withdrawConsent,
} from './consent.store.ts'
import { ageGroupOn, latestBirth } from './deciders.ts'
import { mayAskConsent, type Purposes } from './purpose.ts'

/** What consent must ask of higher slices; bound in wiring.ts. */
export type ConsentPorts = {
  /** Is there an organisation with this id on the plane of care, or a party without an account that is named for this file? She is asked for nobody else. */
  readonly isPartner: (work: Work, dossierId: string, partnerId: string) => Promise<boolean>
  /** Does the acting organisation give her the bed that she sleeps in? */
  readonly givesHerBed: (work: Work, dossierId: string) => Promise<boolean>
  /** The date of birth that the file knows, as it was written, when this organisation may read it. */
  readonly birthDateOf: (work: Work, dossierId: string) => Promise<string | undefined>
}

const FUNCTIONS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker']
/** Own case work. */
const PURPOSE = 'W01'

/** Routes of consents. */
export const consentRoutes = (ports: ConsentPorts, purposes: Purposes): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/consents',
    operationId: 'recordConsent',
    summary: 'Vastleggen wat de persoon zegt over één hoofdstuk, één partner en één doel: ja, nee of nu niet',
    tag: 'toegang',
    access: {
      ...{ kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
      // A no may take the place of a yes: what closes is never hindered.
      stepUp: { field: 'answer', is: ['given'] },
    },
    params: DossierPath,
    body: ConsentBody,
    answer: ConsentAnswerBody,
    status: 201,
    refusals: [
      ...['not-found', 'not-the-holder', 'purpose-unknown', 'purpose-not-for-sharing', 'purpose-needs-no-such-chapter'],
      ...[
        'purpose-needs-no-consent',
        'unknown-partner',
        'age-needed',
        'age-older-than-known',
        'age-younger-than-known',
        'decider-missing',
      ],
      ...['decider-not-hers', 'authority-not-free', 'ask-again-outside-period'],
      ...[
        'help-must-not-depend',
        'not-understood',
        'taken-by-bed-holder-alone',
        'given-in-future',
        'period-reversed',
        'period-too-long',
      ],
    ],
    handle: async (work, { params, body }) => {
      // A stranger to the dossier learns nothing from the order of checks: existence first, then what is wrong with the answer.
      if (!(await mayMentionDossier(work, params.dossierId))) return refuse('not-found')
      const purpose = mayAskConsent(purposes, body.purpose, body.chapter)
      if (!purpose.ok) return purpose
      if (!(await ports.isPartner(work, params.dossierId, body.partnerId))) return refuse('unknown-partner')
      const relations = (await isHolder(work, params.dossierId)) ? (['holder'] as const) : (['participant'] as const)
      const decided = work.decide({ act: 'agree', dossier: params.dossierId, relations, chapter: body.chapter })
      if (!decided.ok) return decided
      const { partnerId, givenDate, validUntilDate, askAgainDate, ...rest } = body
      const birth = latestBirth((await ports.birthDateOf(work, params.dossierId)) ?? '')
      const givesBed = work.claim.function === 'shelter-worker' || (await ports.givesHerBed(work, params.dossierId))
      const recorded = await recordConsent(work, params.dossierId, {
        ...rest,
        partner: partnerId,
        takerHoldsHerBed: givesBed,
        givenOn: day(givenDate),
        ...(validUntilDate === undefined ? {} : { validUntil: day(validUntilDate) }),
        ...(askAgainDate === undefined ? {} : { askAgainOn: day(askAgainDate) }),
        ...(birth ? { birth } : {}),
      })
      return recorded.ok ? accept({ ...recorded.value, abilities: ['withdraw-consent', 'record-consent'] }) : recorded
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/consents',
    operationId: 'listConsents',
    summary: 'Wat de persoon heeft gezegd, per hoofdstuk, partner en doel',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
    params: DossierPath,
    answer: ConsentList,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      const holds = await isHolder(work, params.dossierId)
      const consents = await listConsents(work, params.dossierId)
      if (!holds && consents.length === 0) return refuse('not-found')
      work.concerns(params.dossierId, 'read-consents', [...new Set(consents.map((each) => each.chapter))])
      const birth = holds ? latestBirth((await ports.birthDateOf(work, params.dossierId)) ?? '') : undefined
      const held = holds
        ? { by: work.claim.organisation, ...(birth ? { ageGroup: ageGroupOn(birth, work.today) } : {}) }
        : undefined
      return accept(presentConsents(consents, await openConsentWords(work, params.dossierId), purposes, held))
    },
  }),
  route({
    method: 'POST',
    path: '/consents/{consentId}/withdrawals',
    operationId: 'withdrawConsent',
    summary: 'Toestemming intrekken namens de persoon: het hoofdstuk gaat bij de partner meteen dicht',
    tag: 'toegang',
    access: { kind: 'signed-in', functions: FUNCTIONS, purpose: PURPOSE },
    params: ConsentPath,
    body: EmptyBody,
    answer: ConsentWithdrawn,
    status: 201,
    refusals: ['not-found'],
    handle: (work, { params }) => withdrawConsent(work, params.consentId),
  }),
]
