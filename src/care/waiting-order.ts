/**
 * Who waits for a place, in which order. First what is most urgent, by a table that is data (data/care/waiting-order.json, proposed); then who
 * waits longest; then a lot, so that the order is whole. The database keeps the same order in care.offer_next; a test compares them.
 */
import Type, { type Static } from 'typebox'
import { Errors } from 'typebox/value'
import orderFile from '../../data/care/waiting-order.json' with { type: 'json' }
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { bitsOf, type MatchWord } from './needs.ts'
import { AUDIENCES } from './wishes.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
const OrderFile = Type.Object({
  state: Type.Enum(['proposed', 'agreed']),
  urgencies: Type.Array(
    Type.Object({
      code: Type.String({ pattern: '^[a-z][a-z-]{2,30}$' }),
      rank: Type.Integer({ minimum: 1, maximum: 9 }),
      nl: text,
      en: text,
    }),
    { minItems: 1, maxItems: 9 },
  ),
})
export type WaitingOrder = Static<typeof OrderFile>

/** Reads the table of urgency. Refuses a shape that is not one, a code that stands twice, and two that are as urgent: then the order would not say why. */
export const readOrder = (input: unknown): Outcome<WaitingOrder, 'waiting-order-unreadable'> => {
  const [error] = Errors(OrderFile, input)
  if (error) return refuse('waiting-order-unreadable', { path: error.instancePath })
  const order = input as WaitingOrder // safe: the schema accepted it just above
  const twice = order.urgencies.findIndex((one, at) =>
    order.urgencies.slice(0, at).some((other) => other.code === one.code || other.rank === one.rank),
  )
  return twice < 0 ? accept(order) : refuse('waiting-order-unreadable', { path: `/urgencies/${twice}` })
}

const load = (): WaitingOrder => {
  const read = readOrder(orderFile)
  if (!read.ok) throw new Error(`data/care/waiting-order.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}
export const WAITING_ORDER = load()
export const URGENCIES = WAITING_ORDER.urgencies.map(({ code }) => code)
/** How urgent, as a number: one is first. Undefined for a word that is not in the table. */
export const rankOf = (urgency: string): number | undefined =>
  WAITING_ORDER.urgencies.find(({ code }) => code === urgency)?.rank

/** For whom somebody waits: the first of these words that must be. Everybody who waits for the same stands in one list. */
export const PROFILES = AUDIENCES
export type Profile = (typeof PROFILES)[number]
export const profileOf = (must: readonly MatchWord[]): Profile | undefined =>
  PROFILES.find((word) => must.includes(word))

export type Entry = { readonly id: string; readonly rank: number; readonly since: Date }
/** Negative when `one` stands before `other`. */
export const byTurn = (one: Entry, other: Entry): number =>
  one.rank - other.rank ||
  one.since.getTime() - other.since.getTime() ||
  (one.id < other.id ? -1 : Number(one.id > other.id))

/** What stands before an entry, as its asker hears it: how many more urgent, how many as urgent and longer. */
export const aheadOf = (
  entries: readonly Entry[],
  own: Entry,
): { readonly moreUrgent: number; readonly longer: number } => {
  const before = entries.filter((each) => byTurn(each, own) < 0)
  const moreUrgent = before.filter(({ rank }) => rank < own.rank).length
  return { moreUrgent, longer: before.length - moreUrgent }
}

/** Somebody who waits, as far as a bed asks. */
export type Waiter = Entry & {
  readonly must: readonly MatchWord[]
  readonly avoids: boolean
  /** She passed on a bed of this house because it is not safe there. */
  readonly unsafeThere: boolean
  readonly holdsBed: boolean
  readonly askedLately: boolean
}
export const SKIPS = ['holds-a-bed', 'lacks-what-must', 'in-avoided-area', 'not-safe-there', 'asked-lately'] as const
export type Skip = (typeof SKIPS)[number]

/** Why this one is not offered this bed; undefined when it is hers to have. */
export const skipOf = (waiter: Waiter, bed: readonly MatchWord[]): Skip | undefined => {
  if (waiter.holdsBed) return 'holds-a-bed'
  const must = bitsOf(waiter.must)
  if ((must & bitsOf(bed)) !== must) return 'lacks-what-must'
  if (waiter.avoids) return 'in-avoided-area'
  if (waiter.unsafeThere) return 'not-safe-there'
  return waiter.askedLately ? 'asked-lately' : undefined
}

/** To whom a bed goes, and why each who stood before is passed over. Nobody is passed over when it goes to nobody. */
export const turnFor = (
  waiters: readonly Waiter[],
  bed: readonly MatchWord[],
):
  | { readonly first: Waiter; readonly passed: readonly { readonly id: string; readonly reason: Skip }[] }
  | undefined => {
  const passed: { id: string; reason: Skip }[] = []
  for (const waiter of waiters.toSorted(byTurn)) {
    const reason = skipOf(waiter, bed)
    if (reason === undefined) return { first: waiter, passed }
    passed.push({ id: waiter.id, reason })
  }
  return undefined
}

/** Why an offer of the list goes on, in a word of the list: of her side, and of the house. Her no keeps her place. */
export const ASKER_PASSES = ['she-says-no', 'not-safe-there', 'found-elsewhere'] as const
export const PASSES = [
  ...SKIPS,
  'own-house',
  'not-answered-in-time',
  'house-no-bed-now',
  'house-no-fit-with-group',
  'house-no-staff',
  'house-other-safety-level',
  'she-says-no',
  'found-elsewhere',
] as const
export type Pass = (typeof PASSES)[number]
