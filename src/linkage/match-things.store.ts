/**
 * The matcher of things at work: PostgreSQL is the record, memory a cache that is rebuilt at start. Its role sees handles and keyed
 * tokens. A message that comes twice gives the same answer: what holds for its things now.
 */
import type { Kysely } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import { parseThings, writeChange } from './match-thing-messages.ts'
import { type HeldThing, type ThingChange, ThingIndex } from './match-things.ts'
import { toBase64url } from './messages.ts'

export type ThingMatcher = {
  /** Takes one message; answers with a `thing-change` as text. */
  receive(message: string, now: Date): Promise<Outcome<string, string>>
  /** Everything that holds now, as one `thing-change`: for a courier that may have missed something. */
  everything(): string
  /** Reads what another process stored meanwhile. */
  refresh(): Promise<void>
}

const PAGE = 5_000

/** Opens the matcher of things: reads what is stored and is ready when the promise is kept. */
export const openThingMatcher = async (db: Kysely<DB>, epoch: string): Promise<ThingMatcher> => {
  let index = await readIndex(db, epoch)
  return {
    refresh: async () => {
      index = await readIndex(db, epoch)
    },
    everything: () => writeChange({ found: index.pairs(), ended: [], spread: index.spreads() }),
    receive: async (message, now) => {
      const parsed = parseThings(message, epoch)
      if (!parsed.ok) return parsed
      if (parsed.value.act === 'let-go') {
        const { handles } = parsed.value
        if (handles.length > 0) await db.deleteFrom('matching.thing').where('handle', 'in', handles).execute()
        return accept(writeChange(joined(handles.map((handle) => index.remove(handle)))))
      }
      const { things } = parsed.value
      await store(db, things, epoch, now)
      const changes = things.map((thing) => index.insert(thing))
      const standing = things.map(({ handle }) => index.around(handle))
      return accept(writeChange(joined([...changes, ...standing])))
    },
  }
}

// One after the other: a pair that came and went within a message is not told.
const joined = (changes: readonly ThingChange[]): ThingChange => {
  const found = new Map<string, ThingChange['found'][number]>()
  const ended = new Map<string, ThingChange['ended'][number]>()
  const spread = new Map<string, ThingChange['spread'][number]>()
  for (const change of changes) {
    for (const pair of change.ended) {
      found.delete(`${pair.one} ${pair.other}`)
      ended.set(`${pair.one} ${pair.other}`, pair)
    }
    for (const pair of change.found) {
      ended.delete(`${pair.one} ${pair.other}`)
      found.set(`${pair.one} ${pair.other}`, pair)
    }
    for (const each of change.spread) spread.set(each.handle, each)
  }
  return { found: [...found.values()], ended: [...ended.values()], spread: [...spread.values()] }
}

const bytesOf = (token: string): Buffer => Buffer.from(token, 'base64url')

const store = async (db: Kysely<DB>, things: readonly HeldThing[], epoch: string, now: Date): Promise<void> => {
  for (const { handle, exact, near } of things) {
    const row = { epoch, exact: bytesOf(exact), near: near.map(bytesOf), learned: now }
    await db
      .insertInto('matching.thing')
      .values({ handle, ...row })
      .onConflict((conflict) => conflict.column('handle').doUpdateSet(row))
      .execute()
  }
}

const readIndex = async (db: Kysely<DB>, epoch: string): Promise<ThingIndex> => {
  const index = new ThingIndex()
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db
      .selectFrom('matching.thing')
      .selectAll()
      .where('epoch', '=', epoch)
      .where('handle', '>', after)
      .orderBy('handle')
      .limit(PAGE)
      .execute()
    for (const { handle, exact, near } of rows)
      index.insert({ handle, exact: toBase64url(exact), near: near.map((token) => toBase64url(token)) })
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return index
    after = last.handle
  }
}
