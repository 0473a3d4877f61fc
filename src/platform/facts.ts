/** Recording of facts: one insert, then everybody who is named in wiring.ts hears of it, in the same transaction. */
import { sql } from 'kysely'
import type { Day, Fact, Precision } from '../kernel/index.ts'
import { asId } from '../kernel/index.ts'
import type { Work } from './work.ts'

export type FactSlice = 'access' | 'signal' | 'dossier' | 'responsibility' | 'care' | 'case_table' | 'safeguard'

export type NewFact = {
  readonly slice: FactSlice
  readonly stream: string
  readonly kind: string
  readonly happened: Day
  readonly precision?: Precision
  readonly chapter?: string
  /** The other party that this fact concerns; it may read it. */
  readonly addressee?: string
  /** Codes, ids and days: nothing personal. */
  readonly payload?: Readonly<Record<string, unknown>>
  /** Personal parts, sealed by the caller with the key of dossier and chapter. */
  readonly sealed?: Buffer
  readonly idempotencyKey: string
  readonly id: string
}

export type RecordedFact = Fact<string, Readonly<Record<string, unknown>>> & {
  readonly slice: FactSlice
  readonly chapter?: string
  readonly addressee?: string
}

/** What a listener may use is what the act itself has: the same transaction, the same claim, the same clock. */
export type FactListener = (
  fact: RecordedFact,
  work: Work,
  /** What was sealed into it, in clear, for who indexes it in this same act; nobody keeps it. */
  personal?: unknown,
) => Promise<void>
export type FactListeners = Readonly<Record<string, readonly FactListener[]>>

/** Where a sealed fact belongs. */
export const factPlace = (slice: FactSlice, id: string): string => `${slice}.fact.sealed:${id}:1`

/**
 * Writes the fact as the next version of its stream. Two writers of one stream cannot both be next: the second one's
 * transaction fails on `unique (stream, version)` and is tried again by its caller.
 */
export const recordFact = async (
  work: Work,
  fact: NewFact,
  listeners: FactListeners,
  personal?: unknown,
): Promise<RecordedFact> => {
  const { trx, claim, now } = work
  const table = sql.table(`${fact.slice}.fact`)
  const { rows } = await sql<{ version: number }>`
    insert into ${table} (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, addressee_id,
      purpose, ground, chapter, idempotency_key, payload, sealed)
    values (${fact.id}, ${fact.stream}, ${streamVersion(fact)}, ${fact.kind}, ${fact.happened}, ${fact.precision ?? 'day'}, ${now},
      ${claim.actor}, ${claim.organisation}, ${fact.addressee ?? null}, ${claim.purpose}, ${claim.ground ?? null},
      ${fact.chapter ?? null}, ${fact.idempotencyKey}, ${JSON.stringify(fact.payload ?? {})}::jsonb, ${fact.sealed ?? null})
    returning version`.execute(trx)
  const recorded: RecordedFact = {
    slice: fact.slice,
    id: fact.id,
    stream: fact.stream,
    version: rows[0]?.version ?? 1,
    kind: fact.kind,
    schemaVersion: 1,
    happened: fact.happened,
    precision: fact.precision ?? 'day',
    learned: now,
    actor: asId(claim.actor),
    organisation: asId(claim.organisation),
    purpose: claim.purpose,
    ...(claim.ground ? { ground: claim.ground } : {}),
    ...(fact.chapter ? { chapter: fact.chapter } : {}),
    ...(fact.addressee ? { addressee: fact.addressee } : {}),
    payload: fact.payload ?? {},
  }
  for (const listener of listeners[fact.kind] ?? []) await listener(recorded, work, personal)
  return recorded
}

// Versions count what everybody wrote, also what this reader may not see: a definer function gives the next number only.
const streamVersion = (fact: NewFact) => sql`kernel.next_version(${fact.slice}, ${fact.stream}::uuid)`
