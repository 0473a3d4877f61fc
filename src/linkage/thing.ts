/**
 * Things: what a signal holds beside a person (a phone, a car, an account, an advert). Each text is brought to one form, so that two
 * houses that never meet write the same. Pure and bounded; a change of any rule here is a new THING_NORMALISATION.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { NORMALISATION_VERSION, normalisePhone } from './normalise.ts'
import { isServiceNumber, readAccount, readDocument, readPlate } from './thing-number.ts'
import { readAddress, readAdvert, readCompany, readEmail, readHandle } from './thing-text.ts'

/** Phones are read by the rules for persons, so both versions count. */
export const THING_NORMALISATION = `${NORMALISATION_VERSION}-t1`

export const THING_KINDS = [
  'phone',
  'email',
  'handle',
  'plate',
  'account',
  'advert',
  'address',
  'company',
  'document',
] as const
export type ThingKind = (typeof THING_KINDS)[number]

/** A citizen service number is no thing of a signal: it is read here only to be refused, unless a law lets it be searched. */
export type SearchableKind = ThingKind | 'service-number'
export type Thing = { readonly kind: SearchableKind; readonly text: string }

/** One thing in its one form. `spellings`: other writings by which a writing error is found; empty where that would mean nothing. */
export type NormalThing = {
  readonly kind: SearchableKind
  readonly value: string
  readonly pieces: readonly string[]
  readonly spelled: boolean
}

export type ThingRefusal = 'thing-unreadable' | 'thing-check-digit' | 'thing-is-service-number'

/** Longer texts are cut before anything is read: no thing needs more, and reading stays cheap whatever is pasted. */
export const THING_LENGTH_MAX = 4_000

/**
 * Reads one thing. Refuses what has no readable form, a number whose check digit is wrong, and a citizen service number:
 * `readThing({ kind: 'plate', text: 'VB-123-X' })` gives `VB123X`.
 */
export const readThing = (
  { kind, text }: Thing,
  permits: { readonly serviceNumber?: boolean } = {},
): Outcome<NormalThing, ThingRefusal> => {
  const written = text.slice(0, THING_LENGTH_MAX).normalize('NFKC').trim()
  if (kind === 'service-number' && !permits.serviceNumber) return refuse('thing-is-service-number')
  const read = READERS[kind](written)
  // Also when it only shows after reading: a mark, a word or a stroke between the digits changes nothing.
  const holds = [written, read.ok ? read.value.value : ''].some(isServiceNumber)
  return (kind === 'document' || kind === 'account') && holds ? refuse('thing-is-service-number') : read
}

type Reader = (written: string) => Outcome<NormalThing, ThingRefusal>

const plain =
  (kind: SearchableKind, spelled: boolean, read: (written: string) => string | undefined): Reader =>
  (written) => {
    const value = read(written)
    return value === undefined ? refuse('thing-unreadable') : accept({ kind, value, pieces: [], spelled })
  }

const checked =
  (kind: SearchableKind, read: (written: string) => string | 'wrong-check-digit' | undefined): Reader =>
  (written) => {
    const value = read(written)
    if (value === 'wrong-check-digit') return refuse('thing-check-digit')
    return value === undefined ? refuse('thing-unreadable') : accept({ kind, value, pieces: [], spelled: true })
  }

/** With the country in front no number is longer than fifteen digits (E.164). */
const readPhone = (written: string): string | undefined => {
  const phone = normalisePhone(written)
  return phone !== undefined && /^\+\d{6,15}$/.test(phone) ? phone : undefined
}

const READERS: Readonly<Record<SearchableKind, Reader>> = {
  phone: plain('phone', true, readPhone),
  email: plain('email', true, readEmail),
  handle: plain('handle', true, readHandle),
  plate: plain('plate', true, readPlate),
  account: checked('account', readAccount),
  address: plain('address', false, readAddress),
  document: checked('document', readDocument),
  company: (written) => {
    const value = readCompany(written)
    if (value === undefined) return refuse('thing-unreadable')
    return accept({ kind: 'company', value, pieces: [], spelled: value.startsWith('kvk:') })
  },
  advert: (written) => {
    const advert = readAdvert(written)
    return advert ? accept({ kind: 'advert', ...advert, spelled: false }) : refuse('thing-unreadable')
  },
  'service-number': (written) => {
    const digits = written.replace(/\D/g, '')
    if (!isServiceNumber(written)) return refuse('thing-check-digit')
    return accept({ kind: 'service-number', value: digits, pieces: [], spelled: false })
  },
}
