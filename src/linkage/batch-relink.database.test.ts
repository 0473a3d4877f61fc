import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import sodium from 'libsodium-wrappers-sumo'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { type Random, randomFrom } from '../kernel/index.ts'
import { relink } from './batch-relink.store.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { ENCODING_VERSION } from './encoding.ts'
import { featuresOf } from './features.ts'
import { hmacSha512 } from './hmac.crypto.ts'
import { matcherKeysFrom } from './match-inbox.crypto.ts'
import { normalisePerson, type PersonDescription } from './normalise.ts'
import { describeTokens, tokenText } from './tokens.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const keyed = hmacSha512(new Uint8Array(32).fill(3))
const encoder = bloomEncoder(new Uint8Array(32).fill(7))
const SYLLABLES = 'ba be chi da dor fa ga he jan ka ki lo ma mo nij ou pie qui ra sch ta tho va wes xa yu zie'.split(
  ' ',
)
const invent = (random: Random): PersonDescription => {
  const name = (parts: number): string => Array.from({ length: parts }, () => random.pick(SYLLABLES)).join('')
  return {
    given: name(3),
    surname: name(3),
    birthDate: `${1950 + random.below(50)}-0${1 + random.below(9)}-${10 + random.below(18)}`,
  }
}

await sodium.ready
/** As the owner seals a row: 32 bits at a time, lowest byte first. */
const sealRow = (row: Uint32Array, to: Uint8Array): Uint8Array => {
  const bytes = Buffer.alloc(row.length * 4)
  row.forEach((word, i) => {
    bytes.writeUInt32LE(word, i * 4)
  })
  return sodium.crypto_box_seal(bytes, to)
}

type Plane = 'care' | 'enforcement'
/** Puts entries where the courier would; keyed here with any key, for what counts is which tokens are equal. */
const holdAll = async (
  people: readonly PersonDescription[],
  plane: Plane = 'care',
  epoch = 'e1',
): Promise<readonly string[]> => {
  const { publicKey } = matcherKeysFrom(house.platform.secrets.matcher)
  const rows = people.map((person) => {
    const normal = normalisePerson(person)
    const tokens = describeTokens(normal).map((token) => keyed(tokenText(token)).subarray(0, 16))
    const sealed = Buffer.from(sealRow(encoder(featuresOf(normal)), publicKey))
    return { handle: randomUUID(), plane, epoch, encoding: ENCODING_VERSION, tokens, sealed, learned: new Date() }
  })
  for (let from = 0; from < rows.length; from += 500)
    await house.platform.databases.matcher
      .insertInto('matching.entry')
      .values(rows.slice(from, from + 500))
      .execute()
  return rows.map(({ handle }) => handle)
}
const hold = async (person: PersonDescription, plane: Plane = 'care', epoch = 'e1'): Promise<string> =>
  (await holdAll([person], plane, epoch))[0] ?? ''
let minute = 0
const run = (workers = 1) =>
  relink(house.platform.databases.matcher, matcherKeysFrom(house.platform.secrets.matcher), {
    workers,
    newId: randomUUID,
    clock: () => {
      minute += 1
      return new Date(Date.UTC(2026, 0, 1, 0, minute))
    },
  })
const links = () =>
  house.platform.databases.matcher
    .selectFrom('matching.link')
    .selectAll()
    .orderBy('since')
    .orderBy('first_handle')
    .orderBy('second_handle')
    .execute()
const pair = (...handles: readonly string[]) => {
  const [first_handle, second_handle] = [...handles].sort()
  return { first_handle, second_handle }
}

test('what is linked is kept with its time: a second run changes nothing, an end is an end and not a gap', async () => {
  const random = randomFrom(1)
  const one = invent(random)
  const [a, b] = [await hold(one), await hold(one)]
  for (let i = 0; i < 30; i += 1) await hold(invent(random))
  expect(await run()).toMatchObject({ entries: 32, links: 1, begun: 1, ended: 0, clusters: 1, largestCluster: 2 })
  expect(await run()).toMatchObject({ links: 1, begun: 0, ended: 0 })
  expect(await links()).toEqual([expect.objectContaining({ ...pair(a, b), until: null })])
  const other = await hold(invent(random))
  const db = house.platform.databases.matcher
  // The owner encodes anew what it knows better now: the pair no longer holds.
  const changed = await db
    .selectFrom('matching.entry')
    .selectAll()
    .where('handle', '=', other)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('matching.entry')
    .set({ tokens: changed.tokens, sealed: changed.sealed, learned: new Date(1) })
    .where('handle', '=', b)
    .execute()
  expect(await run()).toMatchObject({ links: 1, begun: 1, ended: 1 })
  const [before, now] = await links()
  expect(before).toMatchObject(pair(a, b))
  expect(before?.until).toEqual(now?.since)
  expect(now).toMatchObject({ ...pair(other, b), until: null })
  await db.deleteFrom('matching.entry').where('handle', '=', b).execute()
  expect(await links()).toEqual([])
})

test('no pair crosses the planes or two epochs, whoever is held where', async () => {
  const random = randomFrom(2)
  const people = Array.from({ length: 12 }, () => invent(random))
  const planes = new Map<string, string>()
  for (const person of people)
    for (const plane of ['care', 'enforcement'] as const)
      for (const epoch of ['e1', 'e2']) {
        planes.set(await hold(person, plane, epoch), `${plane} ${epoch}`)
        planes.set(await hold(person, plane, epoch), `${plane} ${epoch}`)
      }
  expect(await run(2)).toMatchObject({ entries: 96, links: 48 })
  const found = await links()
  expect(found).toHaveLength(48)
  for (const { first_handle, second_handle } of found) expect(planes.get(first_handle)).toBe(planes.get(second_handle))
})

const PROGRAM = join(import.meta.dirname, '../../bin/samenhang.js')
const command = (): ChildProcess =>
  spawn(process.execPath, [PROGRAM, 'link', '--json', '--workers', '2'], {
    // The credentials of the matcher and nothing else.
    env: {
      PATH: process.env['PATH'],
      SAMENHANG_ROLE_DATABASE_URL: house.platform.urls.matcher,
      SAMENHANG_ROLE_SEED: house.platform.secrets.matcher.toString('base64url'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
const ended = (
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly said: string; readonly heard: string }> =>
  new Promise((resolve) => {
    let [said, heard] = ['', '']
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
    child.stderr?.on('data', (piece: Buffer) => {
      heard += piece.toString()
    })
    child.on('close', (code) => resolve({ code, said, heard }))
  })

test('killed in the middle, the command goes on where it was and ends with the same links', async () => {
  const random = randomFrom(3)
  const people = Array.from({ length: 2000 }, () => invent(random))
  await holdAll([...people, ...people.slice(0, 1000)])
  const admin = await house.admin()
  // Parts wait at this lock once two of them are stored: the kill comes between two parts and not by luck.
  await admin.query(`create function public.stop_after_two() returns trigger language plpgsql as $$
    begin if cardinality(new.parts_done) > 2 then perform pg_sleep(60); end if; return new; end $$`)
  await admin.query(
    'create trigger stop before update of parts_done on matching.link_run for each row execute function public.stop_after_two()',
  )
  const first = command()
  const killed = ended(first)
  for (;;) {
    const { rows } = await admin.query<{ done: number }>(
      'select coalesce(max(cardinality(parts_done)), 0) as done from matching.link_run where finished_at is null',
    )
    if ((rows[0]?.done ?? 0) >= 2) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  first.kill('SIGKILL')
  expect((await killed).code).toBe(null)
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'samenhang_matcher' and wait_event = 'PgSleep'",
  )
  await admin.query('drop trigger stop on matching.link_run')
  const second = await ended(command())
  expect(second).toMatchObject({ code: 0 })
  expect(JSON.parse(second.said)).toMatchObject({ ok: true, entries: 3000, partsFound: 2 })
  const resumed = (await links()).map(({ first_handle, second_handle, tenths }) => [
    first_handle,
    second_handle,
    tenths,
  ])
  expect(resumed.length).toBeGreaterThan(990)
  await admin.query('delete from matching.link')
  expect(await run()).toMatchObject({ partsFound: 0, begun: resumed.length })
  expect(
    (await links()).map(({ first_handle, second_handle, tenths }) => [first_handle, second_handle, tenths]),
  ).toEqual(resumed)
}, 240_000)
