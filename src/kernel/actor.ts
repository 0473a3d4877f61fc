/** Who acts, for whom, why and on which ground. Every transaction carries one of these; nothing said, nothing seen. */
import type { ActorId, DossierId, OrganisationId } from './id.ts'

/** Care and enforcement are apart; the desk connects them where the law allows; numbers know no persons. */
export type Plane = 'care' | 'enforcement' | 'desk' | 'numbers' | 'person'

/** What somebody does in an organisation. Dutch terms stand in GLOSSARY.md. */
export type WorkFunction =
  | 'care-coordinator'
  | 'focal-officer'
  | 'wmo-desk'
  | 'shelter-worker'
  | 'investigator'
  | 'contact-desk-officer'
  | 'table-chair'
  | 'payer'
  | 'privacy-officer'
  | 'analyst'
  | 'auditor'
  | 'operator'
  | 'person'
  | 'guest'

/** What a link for somebody without an account is for. */
export type LinkKind =
  | 'seat-reply'
  | 'person-page'
  | 'outside-handover'
  | 'payer-answer'
  | 'bed-count'
  | 'entry-confirm'
  | 'practice-declare'

/** A purpose of data/sharing/purposes.csv (D01-D31) or one of our own for work inside one organisation. */
export type Purpose = string

export type Claim = {
  readonly organisation: OrganisationId
  readonly actor: ActorId
  readonly function: WorkFunction
  readonly plane: Plane
  readonly purpose: Purpose
  /** The consent or legal basis that this act rests on; absent for work that needs none (a list of numbers). */
  readonly ground?: string
  /** Only for the person herself: the one dossier that is hers. */
  readonly dossier?: DossierId
}
