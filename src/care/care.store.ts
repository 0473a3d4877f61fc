/** SQL in, domain out. What a row shows is decided by db/policies/care.sql; nothing here widens it. */
import { sql } from 'kysely'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Candidate, Match, Miss, Need } from './match-place.ts'
import { bitsOf, type HouseWord, isHouseWord, isMatchWord, type MatchWord, wordsIn } from './needs.ts'
import {
  CORRECTION_REASONS,
  type Correction,
  type CorrectionReason,
  WAIT_CAUSES,
  type Wait,
  type WaitCause,
} from './wait-clock.ts'
import { isWish, NO_REASONS, type NoReason, PLACE_KINDS, type PlaceKind, type Wish } from './wishes.ts'

export type Place = {
  readonly id: string
  readonly kind: PlaceKind
  readonly suits: readonly Wish[]
  readonly regionCode: string
  readonly bedsFree: number
  readonly countedAt: Date
  /** Nothing when the house never said how many beds there are. */
  readonly capacity?: number
  readonly offers: readonly HouseWord[]
}
export type PlaceRequest = {
  readonly id: string
  readonly organisation: string
  readonly dossier: string
  readonly wanted: readonly Wish[]
  readonly must: readonly MatchWord[]
  readonly nice: readonly MatchWord[]
  readonly regionsAvoided: readonly string[]
  readonly stage: 'asking' | 'placed' | 'withdrawn'
  readonly wave: number
  readonly askedAt: Date
  readonly placedAt?: Date
}
export type Offer = {
  readonly id: string
  readonly request: string
  readonly asker: string
  readonly provider: string
  readonly wanted: readonly Wish[]
  readonly fits: readonly Wish[]
  readonly wave: number
  readonly askedAt: Date
  readonly answer: 'yes' | 'no' | undefined
  readonly reason?: NoReason
  readonly wonAt?: Date
  /** Until when the bed is held for the asker. */
  readonly heldUntil?: Date
  /** When it was first held; giving it back does not take this away. */
  readonly heldFirst?: Date
  readonly answeredAt?: Date
  /** A bed that came free, held for whoever was first on the waiting list. */
  readonly fromListAt?: Date
}
export type KeptWait = Wait & {
  readonly id: string
  readonly dossier: string
  /** What people said of the hours of this need that nothing explains. */
  readonly explained?: readonly Correction[]
}

const LIST_MAX = 200

type NewPlace = Omit<Place, 'countedAt' | 'capacity'> & { readonly capacity?: number | undefined }
export const insertPlace = async ({ trx, claim, now }: Work, place: NewPlace): Promise<void> => {
  await trx
    .insertInto('care.place')
    .values({
      id: place.id,
      organisation_id: claim.organisation,
      kind: place.kind,
      suits: [...place.suits],
      region_code: place.regionCode,
      beds_free: place.bedsFree,
      counted_at: now,
      capacity: place.capacity ?? null,
      offers: [...place.offers],
    })
    .execute()
}

/** Gives false when the place is not one of this organisation. */
export const countBeds = async ({ trx, now }: Work, place: { id: string; bedsFree: number }): Promise<boolean> => {
  const done = await trx
    .updateTable('care.place')
    .set({ beds_free: place.bedsFree, counted_at: now })
    .where('id', '=', place.id)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** A place of the acting organisation, or of the link that acts; row security shows no other. */
export const findPlace = async ({ trx }: Work, id: string): Promise<Place | undefined> => {
  const row = await trx.selectFrom('care.place').selectAll().where('id', '=', id).executeTakeFirst()
  return row && placeOf(row)
}

export const listPlaces = async ({ trx }: Work, limit: number): Promise<readonly Place[]> => {
  const rows = await trx.selectFrom('care.place').selectAll().orderBy('id').limit(limit).execute()
  return rows.map(placeOf)
}

type PlaceRow = {
  readonly id: string
  readonly kind: string
  readonly suits: readonly string[]
  readonly offers: readonly string[]
  readonly region_code: string
  readonly beds_free: number
  readonly counted_at: Date
  readonly capacity: number | null
}
const placeOf = (row: PlaceRow): Place => ({
  id: row.id,
  kind: known(PLACE_KINDS, row.kind),
  suits: row.suits.filter(isWish),
  offers: row.offers.filter(isHouseWord),
  regionCode: row.region_code,
  bedsFree: row.beds_free,
  countedAt: row.counted_at,
  ...(row.capacity !== null && { capacity: row.capacity }),
})

/** The one place of the link that acts. */
export const readBedsByLink = async ({ trx }: Work) => {
  const { rows } = await sql<{
    kind: string
    suits: string[]
    beds_free: number
    capacity: number | null
    counted_at: Date
  }>`select kind, suits, beds_free, capacity, counted_at from care.read_beds_by_link()`.execute(trx)
  const row = rows[0]
  return (
    row && {
      ...{ kind: known(PLACE_KINDS, row.kind), suits: row.suits.filter(isWish), bedsFree: row.beds_free },
      ...(row.capacity !== null && { capacity: row.capacity }),
      countedAt: row.counted_at,
    }
  )
}

export const countBedsByLink = async ({ trx }: Work, beds: number) => {
  const { rows } = await sql<{ answer: string }>`select care.count_beds_by_link(${beds}) as answer`.execute(trx)
  return known(['counted', 'more-free-than-beds', 'not-found'], rows[0]?.answer ?? '')
}

export type Found = { readonly candidates: readonly Candidate[]; readonly misses: readonly Miss[] }

/** Every house in the country: those that can be asked, and of the others what they lack, without whose they are. */
export const findHouses = async (
  { trx }: Pick<Work, 'trx'>,
  { need, regionsAvoided }: { readonly need: Need; readonly regionsAvoided: readonly string[] },
): Promise<Found> => {
  const { rows } = await sql<{
    provider_id: string | null
    bits: number
    safe: boolean
    room: boolean
    stale: boolean | null
  }>`select provider_id, bits, safe, room, stale from care.find_providers(${[...need.must]}::text[], ${[...need.nice]}::text[],
      ${[...regionsAvoided]}::text[])`.execute(trx)
  const asked = [...need.must, ...need.nice]
  const must = bitsOf(need.must)
  // Many houses have the same words: each set is read once.
  const read = new Map<number, readonly MatchWord[]>()
  const wordsOf = (bits: number, of: readonly MatchWord[]): readonly MatchWord[] => {
    const words = read.get(bits) ?? wordsIn(BigInt(bits), of)
    read.set(bits, words)
    return words
  }
  const candidates: Candidate[] = []
  const misses: Miss[] = []
  for (const { provider_id: provider, bits, safe, room, stale } of rows)
    if (provider !== null) candidates.push({ provider, fits: wordsOf(bits, asked), stale: stale ?? false })
    else misses.push({ lacks: wordsIn(must & ~BigInt(bits), need.must), safe, room })
  return { candidates, misses }
}

/** How often this account looked since a moment. Two at once of one account wait for each other: the budget counts both. */
export const countSearches = async ({ trx, claim }: Work, since: Date): Promise<number> => {
  await takeTurn(trx, `place searches of ${claim.actor}`)
  const row = await trx
    .selectFrom('care.place_search')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Writes down that it looked, not for whom or for what. */
export const insertSearch = async ({ trx, claim, newId, now }: Work): Promise<void> => {
  await trx
    .insertInto('care.place_search')
    .values({ id: newId(), organisation_id: claim.organisation, actor_id: claim.actor, asked_at: now })
    .execute()
}

const HOLD_ANSWERS = [
  'held',
  'not-found',
  'offer-not-yes',
  'bed-held-already',
  'hold-spent',
  'place-already-taken',
] as const

/** Holds a bed of an offer until then; what is past is free by itself (care.hold_bed). */
export const holdBed = async ({ trx }: Pick<Work, 'trx'>, offer: string, until: Date) => {
  const { rows } = await sql<{
    answer: string
  }>`select care.hold_bed(${offer}::uuid, ${until}) as answer`.execute(trx)
  return known(HOLD_ANSWERS, rows[0]?.answer ?? '')
}

/** Gives false when nothing was held any more. */
export const releaseBed = async ({ trx }: Work, offer: string): Promise<boolean> => {
  const { rows } = await sql<{ answer: string }>`select care.release_bed(${offer}::uuid) as answer`.execute(trx)
  return rows[0]?.answer === 'released'
}

/** Gives false when this dossier has an open request already. */
export const insertRequest = async (
  { trx, claim, now }: Work,
  request: Pick<PlaceRequest, 'id' | 'dossier' | 'wanted' | 'must' | 'nice' | 'regionsAvoided'>,
): Promise<boolean> => {
  const made = await trx
    .insertInto('care.place_request')
    .values({
      id: request.id,
      organisation_id: claim.organisation,
      dossier_id: request.dossier,
      wanted: [...request.wanted],
      must: [...request.must],
      nice: [...request.nice],
      regions_avoided: [...request.regionsAvoided],
      stage: 'asking',
      asked_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** How often places were asked for this dossier since a moment. */
export const countRequests = async ({ trx }: Work, dossier: string, since: Date): Promise<number> => {
  const row = await trx
    .selectFrom('care.place_request')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('dossier_id', '=', dossier)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export const insertOffers = async (
  work: Work,
  request: Pick<PlaceRequest, 'id' | 'wanted' | 'wave'>,
  wave: readonly Match[],
): Promise<void> => {
  await work.trx
    .insertInto('care.place_offer')
    .values(
      wave.map((match) => ({
        id: work.newId(),
        request_id: request.id,
        organisation_id: work.claim.organisation,
        provider_id: match.provider,
        wanted: [...request.wanted],
        // The house reads its own offer: of what it does, only the coarse words that were asked stand there.
        fits: match.fits.filter((word) => isWish(word) && request.wanted.includes(word)),
        wave: request.wave,
        asked_at: work.now,
      })),
    )
    .execute()
}

/** A request of this organisation; locked, so that two colleagues do not both send the next wave. */
export const findRequest = async ({ trx }: Work, id: string): Promise<PlaceRequest | undefined> => {
  const row = await trx.selectFrom('care.place_request').selectAll().where('id', '=', id).executeTakeFirst()
  return row && requestOf(row)
}

/** Takes the next wave; gives false when somebody else just did or the request is no longer open. */
export const takeWave = async ({ trx }: Work, request: Pick<PlaceRequest, 'id' | 'wave'>): Promise<boolean> => {
  const done = await trx
    .updateTable('care.place_request')
    .set({ wave: request.wave + 1 })
    .where('id', '=', request.id)
    .where('wave', '=', request.wave)
    .where('stage', '=', 'asking')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const withdrawRequest = async ({ trx, now }: Work, id: string): Promise<boolean> => {
  const done = await trx
    .updateTable('care.place_request')
    .set({ stage: 'withdrawn', withdrawn_at: now })
    .where('id', '=', id)
    .where('stage', '=', 'asking')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** For who holds the file: ends what is still asked for this person, of one house or of all (care.withdraw_requests). Gives each with its house. */
export const withdrawRequests = async (
  { trx }: Work,
  dossier: string,
  house?: string,
): Promise<readonly { readonly id: string; readonly organisation: string }[]> => {
  const { rows } = await sql<{ request_id: string; organisation_id: string }>`
    select request_id, organisation_id from care.withdraw_requests(${dossier}::uuid, ${house ?? null}::uuid)`.execute(
    trx,
  )
  return rows.map(({ request_id, organisation_id }) => ({ id: request_id, organisation: organisation_id }))
}

export const listRequests = async ({ trx }: Work, dossier: string, limit: number): Promise<readonly PlaceRequest[]> => {
  const rows = await trx
    .selectFrom('care.place_request')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(requestOf)
}

export const listOffers = async ({ trx }: Work, requests: readonly string[]): Promise<readonly Offer[]> => {
  if (requests.length === 0) return []
  const rows = await trx
    .selectFrom('care.place_offer')
    .selectAll()
    .where('request_id', 'in', [...requests])
    .orderBy('wave')
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  return rows.map(offerOf)
}

/** What this organisation was asked, newest first. */
export const listReceived = async ({ trx, claim }: Work, limit: number): Promise<readonly Offer[]> => {
  const rows = await trx
    .selectFrom('care.place_offer')
    .selectAll()
    .where('provider_id', '=', claim.organisation)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(offerOf)
}

export const findReceived = async ({ trx, claim }: Work, id: string): Promise<Offer | undefined> => {
  const row = await trx
    .selectFrom('care.place_offer')
    .selectAll()
    .where('id', '=', id)
    .where('provider_id', '=', claim.organisation)
    .executeTakeFirst()
  return row && offerOf(row)
}

/** Is this a place of the acting organisation? Row security shows no other. */
export const isOwnPlace = async ({ trx }: Work, id: string): Promise<boolean> =>
  (await trx.selectFrom('care.place').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const writeAnswer = async (
  { trx, now }: Work,
  offer: { id: string; answer: 'yes' | 'no'; placeId?: string; reason?: NoReason },
): Promise<void> => {
  await trx
    .updateTable('care.place_offer')
    .set({
      ...{ answer: offer.answer, place_id: offer.placeId ?? null, reason: offer.reason ?? null, answered_at: now },
      // How long it took is measured to the first answer; another one later does not move it.
      first_answered_at: sql<Date>`coalesce(first_answered_at, ${now})`,
    })
    .where('id', '=', offer.id)
    .execute()
}

export const AWARD_ANSWERS = [
  'won',
  'not-found',
  'place-request-closed',
  'offer-not-yes',
  'place-already-taken',
] as const
export type AwardAnswer = (typeof AWARD_ANSWERS)[number]

/** One act of the database: the bed, the winner and the request together (care.award_offer). */
export const awardOffer = async ({ trx }: Work, offer: string): Promise<AwardAnswer> => {
  const { rows } = await sql<{ answer: string }>`select care.award_offer(${offer}::uuid) as answer`.execute(trx)
  return known(AWARD_ANSWERS, rows[0]?.answer ?? '')
}

/** Starts a wait; gives nothing when the same wait runs already. */
export const startWait = async (
  { trx, claim, newId, now }: Work,
  wait: { dossier: string; cause: WaitCause; party?: string },
): Promise<string | undefined> => {
  const id = newId()
  const made = await trx
    .insertInto('care.wait')
    .values({
      id,
      organisation_id: claim.organisation,
      dossier_id: wait.dossier,
      cause: wait.cause,
      party_id: wait.party ?? null,
      started_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n ? id : undefined
}

/** Ends open waits of a dossier, all of them or those of one cause and party. Gives the ids of what ended. */
export const endWaits = async (
  { trx, now }: Work,
  which: { dossier: string; cause?: WaitCause; party?: string },
): Promise<readonly string[]> => {
  let update = trx
    .updateTable('care.wait')
    .set({ ended_at: now })
    .where('dossier_id', '=', which.dossier)
    .where('ended_at', 'is', null)
  if (which.cause) update = update.where('cause', '=', which.cause)
  if (which.party) update = update.where('party_id', '=', which.party)
  return (await update.returning('id').execute()).map((row) => row.id)
}

export const findWait = async ({ trx }: Work, id: string): Promise<KeptWait | undefined> => {
  const row = await trx.selectFrom('care.wait').selectAll().where('id', '=', id).executeTakeFirst()
  return row && withCorrections(await correctionsOf(trx, [row.id]))(waitOf(row))
}

/** Who corrects a wait waits for who does so already: what is read after this is as that one left it. */
export const correctAlone = async ({ trx }: Work, waitId: string): Promise<void> => {
  await takeTurn(trx, `corrections of ${waitId}`)
}

/** Says of a wait that it was for something else; nothing of it is changed or taken away. */
export const insertCorrection = async (
  { trx, claim, newId, now }: Work,
  wait: string,
  said: {
    readonly cause: WaitCause
    readonly party?: string
    readonly reason: CorrectionReason
    readonly about: 'wait' | 'unknown'
  },
): Promise<string> => {
  const id = newId()
  await trx
    .insertInto('care.wait_correction')
    .values({
      ...{ id, wait_id: wait, organisation_id: claim.organisation, actor_id: claim.actor },
      ...{ cause: said.cause, party_id: said.party ?? null, reason: said.reason, corrected_at: now, about: said.about },
    })
    .execute()
  return id
}

type Said = Correction & { readonly about: 'wait' | 'unknown' }
type Corrections = ReadonlyMap<string, readonly Said[]>
const correctionsOf = async (trx: Work['trx'], waits: readonly string[]): Promise<Corrections> => {
  if (waits.length === 0) return new Map()
  const rows = await trx
    .selectFrom('care.wait_correction')
    .selectAll()
    .where(sql<boolean>`wait_id = any(${[...waits]}::uuid[])`)
    .orderBy('corrected_at')
    .orderBy('id')
    .execute()
  const said = rows.map((row) => ({
    wait: row.wait_id,
    correction: {
      ...{ cause: known(WAIT_CAUSES, row.cause), reason: known(CORRECTION_REASONS, row.reason), at: row.corrected_at },
      ...(row.party_id && { party: row.party_id }),
      about: known(['wait', 'unknown'], row.about),
    },
  }))
  return new Map(
    waits.map((id) => [id, said.filter(({ wait }) => wait === id).map(({ correction }) => correction)] as const),
  )
}
const of = (said: readonly Said[], about: Said['about']): readonly Correction[] =>
  said.filter((each) => each.about === about).map(({ about: _, ...correction }) => correction)
const withCorrections =
  (said: Corrections) =>
  (wait: KeptWait): KeptWait => {
    const all = said.get(wait.id) ?? []
    const [corrections, explained] = [of(all, 'wait'), of(all, 'unknown')]
    return {
      ...wait,
      ...(corrections.length > 0 && { corrections }),
      ...(explained.length > 0 && { explained }),
    }
  }

export const endWait = async ({ trx, now }: Work, id: string): Promise<boolean> => {
  const done = await trx
    .updateTable('care.wait')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listWaits = async ({ trx }: Work, dossier: string): Promise<readonly KeptWait[]> => {
  const rows = await trx
    .selectFrom('care.wait')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .orderBy('started_at')
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  return rows.map(waitOf).map(
    withCorrections(
      await correctionsOf(
        trx,
        rows.map(({ id }) => id),
      ),
    ),
  )
}

type WaitRow = {
  id: string
  dossier_id: string
  cause: string
  party_id: string | null
  started_at: Date
  ended_at: Date | null
}
const waitOf = (row: WaitRow): KeptWait => ({
  id: row.id,
  dossier: row.dossier_id,
  cause: known(WAIT_CAUSES, row.cause),
  ...(row.party_id && { party: row.party_id }),
  started: row.started_at,
  ...(row.ended_at && { ended: row.ended_at }),
})

type RequestRow = {
  id: string
  organisation_id: string
  dossier_id: string
  wanted: string[]
  must: string[]
  nice: string[]
  regions_avoided: string[]
  stage: string
  wave: number
  asked_at: Date
  placed_at: Date | null
}
const requestOf = (row: RequestRow): PlaceRequest => ({
  id: row.id,
  organisation: row.organisation_id,
  dossier: row.dossier_id,
  wanted: row.wanted.filter(isWish),
  must: row.must.filter(isMatchWord),
  nice: row.nice.filter(isMatchWord),
  regionsAvoided: row.regions_avoided,
  stage: known(['asking', 'placed', 'withdrawn'], row.stage),
  wave: row.wave,
  askedAt: row.asked_at,
  ...(row.placed_at && { placedAt: row.placed_at }),
})

type OfferRow = {
  id: string
  request_id: string
  organisation_id: string
  provider_id: string
  wanted: string[]
  fits: string[]
  wave: number
  asked_at: Date
  answer: string | null
  reason: string | null
  won_at: Date | null
  bed_held_until: Date | null
  held_first_at: Date | null
  answered_at: Date | null
  offered_from_list_at: Date | null
}
const offerOf = (row: OfferRow): Offer => ({
  id: row.id,
  request: row.request_id,
  asker: row.organisation_id,
  provider: row.provider_id,
  wanted: row.wanted.filter(isWish),
  fits: row.fits.filter(isWish),
  wave: row.wave,
  askedAt: row.asked_at,
  answer: row.answer === null ? undefined : known(['yes', 'no'], row.answer),
  ...(row.reason && { reason: known(NO_REASONS, row.reason) }),
  ...(row.won_at && { wonAt: row.won_at }),
  ...(row.bed_held_until && { heldUntil: row.bed_held_until }),
  ...(row.held_first_at && { heldFirst: row.held_first_at }),
  ...(row.answered_at && { answeredAt: row.answered_at }),
  ...(row.offered_from_list_at && { fromListAt: row.offered_from_list_at }),
})

/** A word of our own table that must be on the list; if it is not, table and code have drifted apart, and that is a fault. */
export const known = <const T extends string>(words: readonly T[], word: string): T => {
  const found = words.find((each) => each === word)
  if (found === undefined) throw new Error('a word in the table is not on the list')
  return found
}
