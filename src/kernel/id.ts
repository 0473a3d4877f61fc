/** Identifiers. Whatever crosses an organisation is a random (version 4) id; a brand keeps two kinds from being swapped. */

declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

export type OrganisationId = Brand<string, 'organisation'>
export type ActorId = Brand<string, 'actor'>
export type SignalId = Brand<string, 'signal'>
export type GroundId = Brand<string, 'ground'>
export type DossierId = Brand<string, 'dossier'>
export type ConsentId = Brand<string, 'consent'>
export type HandoverId = Brand<string, 'handover'>
export type TraceId = Brand<string, 'trace'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True when the text is a lower-case uuid. */
export const isUuid = (text: string): boolean => UUID.test(text)

/**
 * Names the kind of an id that the edge (schema or database) has already checked to be a uuid.
 * The cast is safe because a brand exists in types only.
 */
export const asId = <Id extends Brand<string, string>>(text: string): Id => {
  if (!isUuid(text)) throw new TypeError('not an id')
  return text as Id
}

/** Where new ids come from: the platform gives random ones, a test gives predictable ones. */
export type NewId = () => string
