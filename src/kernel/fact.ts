/**
 * What happened, append-only. One table per slice, all with this contract: dated twice (when it happened, when we
 * learned it), who recorded it, for which purpose, on which ground, with a key from the sender so that a repeat changes nothing.
 */
import type { Day, Precision } from './day.ts'
import type { ActorId, OrganisationId } from './id.ts'

export type Fact<Kind extends string = string, Payload = unknown> = {
  readonly id: string
  /** The thing that the fact is about: a signal, a dossier, a place request. */
  readonly stream: string
  readonly version: number
  readonly kind: Kind
  readonly schemaVersion: number
  readonly happened: Day
  readonly precision: Precision
  readonly learned: Date
  readonly actor: ActorId
  readonly organisation: OrganisationId
  readonly purpose: string
  readonly ground?: string
  /** What may lie open beside personal data: codes, ids, days. */
  readonly payload: Payload
}
