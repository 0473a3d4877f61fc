/**
 * The key authority at work: evaluates blinded elements and counts them per organisation. Its database role sees its own counts and
 * what was announced; its folder holds one seed per epoch. It never sees a name, a handle or an index.
 */
import { type Kysely, sql } from 'kysely'
import type { NewId, Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import { type EpochSeeds, markOfSeed } from '../platform/epoch-seeds.ts'
import { epochNamedIn } from './epoch-message.ts'
import { evaluateApart } from './evaluate-apart.job.ts'
import { authorityPublicKey, type EpochKey, epochKeyFrom } from './key-authority.crypto.ts'
import { parseElements, TOKENS_PER_RECORD_MAX } from './messages.ts'

/** Elements that one organisation may have evaluated in 24 hours; a look-up takes about 15. Ours, until a governing body sets it. */
export const ELEMENTS_PER_DAY = 20_000

/** What an evaluation counts against: the budget of a day, or what was announced for a turn. */
export type CountedFor = 'look-up' | 're-encoding'

export type KeyAuthority = (asked: {
  readonly organisation: string
  readonly message: string
  readonly now: Date
  readonly countedFor?: CountedFor
}) => Promise<Outcome<string, string>>

export type AuthorityService = {
  readonly evaluate: KeyAuthority
  /** How many entries a house will encode again in an epoch. Refused above what it ever had evaluated: nobody announces a dictionary. */
  announce(told: {
    readonly organisation: string
    readonly epoch: string
    readonly entries: number
    readonly now: Date
  }): Promise<Outcome<true, string>>
  /** Draws the seed of an epoch when there is none, and gives its mark. */
  openEpoch(epoch: string): Promise<string>
  /** The mark of the seed; undefined when it was never drawn, or is forgotten. */
  markOf(epoch: string): Promise<string | undefined>
  /** Deletes the seed: tokens of that epoch can never be made again. */
  forgetEpoch(epoch: string): Promise<void>
  /** What owners make masks with beforehand; undefined when there is no such epoch here. */
  publicKeyOf(epoch: string): Promise<Uint8Array | undefined>
}

/** Opens the authority with its own connection and its own seeds. */
export const openKeyAuthority = (db: Kysely<DB>, seeds: EpochSeeds, newId: NewId): AuthorityService => {
  const keys = new Map<string, EpochKey>()
  const keyOf = (epoch: string | undefined): EpochKey | undefined => {
    if (epoch === undefined) return undefined
    const seed = keys.get(epoch) ? undefined : seeds.find(epoch)
    if (seed) keys.set(epoch, epochKeyFrom(seed, epoch))
    return keys.get(epoch)
  }
  const markOf = async (epoch: string): Promise<string | undefined> => {
    const seed = seeds.find(epoch)
    return seed && markOfSeed(seed, epoch).toString('hex')
  }
  return {
    evaluate: async ({ organisation, message, now, countedFor = 'look-up' }) => {
      const key = keyOf(epochNamedIn(message))
      if (!key) return refuse('linkage-epoch-closed')
      const read = parseElements(message, 'blinded', key.epoch)
      if (!read.ok) return read
      const asked = { organisation, epoch: key.epoch, elements: read.value.length, now }
      // Multiplied while the count reaches the disk; the answer leaves when it has.
      const [counted, evaluated] = await Promise.all([
        countedFor === 'look-up' ? countWithinDay(db, newId(), asked) : countWithinAnnounced(db, newId(), asked),
        evaluateApart(message, key),
      ])
      if (!counted.ok) return counted
      return evaluated.ok ? accept(evaluated.value.message) : evaluated
    },
    announce: (told) => announce(db, told),
    openEpoch: async (epoch) => markOfSeed(seeds.make(epoch), epoch).toString('hex'),
    markOf,
    forgetEpoch: async (epoch) => {
      keys.delete(epoch)
      seeds.forget(epoch)
    },
    publicKeyOf: async (epoch) => {
      const key = keyOf(epoch)
      return key && authorityPublicKey(key)
    },
  }
}

type Asked = {
  readonly organisation: string
  readonly epoch: string
  readonly elements: number
  readonly now: Date
}

// Counted and written in one statement: a look-up waits for one answer of the database here, not for two.
const countWithinDay = async (db: Kysely<DB>, id: string, asked: Asked): Promise<Outcome<true, string>> => {
  const { organisation, epoch, elements, now } = asked
  const since = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<{ id: string }>`
    insert into authority.evaluation (id, organisation_id, element_count, evaluated_at, counted_for, epoch)
    select ${id}, ${organisation}, ${elements}, ${now}, 'look-up', ${epoch}
    where (select coalesce(sum(element_count), 0) from authority.evaluation
           where organisation_id = ${organisation} and counted_for = 'look-up' and evaluated_at > ${since}) + ${elements} <= ${ELEMENTS_PER_DAY}
    returning id`.execute(db)
  return rows.length === 0 ? refuse('lookup-budget-spent', { most: ELEMENTS_PER_DAY }) : accept(true)
}

const countWithinAnnounced = async (db: Kysely<DB>, id: string, asked: Asked): Promise<Outcome<true, string>> => {
  const { organisation, epoch, elements, now } = asked
  const told = await db
    .selectFrom('authority.announcement')
    .select('entry_count')
    .where('organisation_id', '=', organisation)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  const most = (told?.entry_count ?? 0) * TOKENS_PER_RECORD_MAX
  const spent = await countedElements(db, organisation, 're-encoding').where('epoch', '=', epoch).executeTakeFirst()
  if (Number(spent?.elements ?? 0) + elements > most) return refuse('linkage-re-encoding-budget-spent', { most })
  await db
    .insertInto('authority.evaluation')
    .values({
      ...{ id, organisation_id: organisation, element_count: elements, evaluated_at: now },
      ...{ counted_for: 're-encoding', epoch },
    })
    .execute()
  return accept(true)
}

const announce = async (
  db: Kysely<DB>,
  told: { readonly organisation: string; readonly epoch: string; readonly entries: number; readonly now: Date },
): Promise<Outcome<true, string>> => {
  if (!Number.isInteger(told.entries) || told.entries < 1) return refuse('linkage-message-unreadable')
  const ever = await countedElements(db, told.organisation, 'look-up').executeTakeFirst()
  const most = Number(ever?.elements ?? 0)
  if (told.entries > most) return refuse('linkage-re-encoding-budget-spent', { most })
  const row = { entry_count: told.entries, announced_at: told.now }
  await db
    .insertInto('authority.announcement')
    .values({ organisation_id: told.organisation, epoch: told.epoch, ...row })
    // What was announced before stands: who comes back half-way announces fewer, and has spent a part already.
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'epoch'])
        .doUpdateSet(row)
        .where('authority.announcement.entry_count', '<', told.entries),
    )
    .execute()
  return accept(true)
}

const countedElements = (db: Kysely<DB>, organisation: string, countedFor: CountedFor) =>
  db
    .selectFrom('authority.evaluation')
    .select((each) => each.fn.coalesce(each.fn.sum<string>('element_count'), each.val('0')).as('elements'))
    .where('organisation_id', '=', organisation)
    .where('counted_for', '=', countedFor)
