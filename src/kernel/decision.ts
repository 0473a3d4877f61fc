/** What is asked of the one decision point, and what it answers. The rule is `access/decide.ts`; every act goes past it. */
import type { Plane, Purpose, WorkFunction } from './actor.ts'
import type { Day } from './day.ts'
import type { Refusal } from './outcome.ts'

/** What somebody does. An operation of the API is one of these (`access/acts.ts`). */
export const ACTS = [
  ...(['see', 'read', 'note', 'change', 'hear', 'agree', 'stop', 'offer', 'answer'] as const),
  ...(['search', 'destroy', 'share'] as const),
] as const
export type Act = (typeof ACTS)[number]

/**
 * How whoever asks stands to one dossier: its house holds it, she said yes to it and a handover was accepted, it is offered the file, it handed
 * the file over and the overlap runs, it has a seat at a table about it; or somebody is the guest of a link, or she herself.
 */
export const RELATIONS = ['holder', 'participant', 'offered', 'overlap', 'seat', 'guest', 'herself'] as const
export type RelationToFile = (typeof RELATIONS)[number]

/** An answer of hers about one chapter, one house, one purpose, as far as a decision asks it. */
export type SaidConsent = {
  readonly id?: string
  readonly chapter: string
  readonly partner: string
  readonly purpose: Purpose
  readonly answer: string
  readonly from: Day
  readonly until: Day
  readonly withdrawn: boolean
}

/** An opening in an emergency, as far as a decision asks it. */
export type StandingOpening = {
  readonly id: string
  readonly dossier: string
  readonly organisation: string
  readonly actor: string
  readonly chapters: readonly string[]
  readonly until: string
  readonly ended: boolean
}

/** Everything that an answer may depend on: ids, codes and days, never what a dossier says. */
export type Question = {
  readonly act: Act
  readonly organisation: string
  readonly kind?: string
  readonly actor: string
  readonly function: WorkFunction
  readonly plane: Plane
  readonly purpose: Purpose
  readonly ground?: string
  /** Absent at the door: there no dossier is known yet, and who, for what and on which plane is all that is judged. */
  readonly dossier?: string
  readonly relations?: readonly RelationToFile[]
  readonly chapter?: string
  /** Whose the row is that is read or stopped, and to which house it was written. */
  readonly row?: { readonly by?: string; readonly to?: string }
  readonly receiver?: { readonly organisation: string; readonly kind: string }
  readonly openings?: readonly StandingOpening[]
  readonly consents?: readonly SaidConsent[]
  /** Conditions of the purpose that were shown to hold, by their word in the sharing table. */
  readonly shown?: readonly string[]
  readonly at: string
  readonly today: Day
}

/** Yes, for this purpose and on what; or a refusal with its code. */
export type Decision =
  | { readonly ok: true; readonly value: { readonly purpose: Purpose; readonly ground?: string } }
  | { readonly ok: false; readonly refusal: Refusal }

/** Judges by one version of the policy; the version stands beside every answer that is kept. */
export type Judge = {
  readonly policy: string
  /** Which act an operation is; undefined for an operation that nobody named. */
  readonly actOf: (operation: string) => Act | undefined
  readonly kindOf: (organisation: string) => string | undefined
  readonly decide: (question: Question) => Decision
}
