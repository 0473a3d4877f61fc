/**
 * The log is whole: as many rows as acts, each of the right person, also when many act at once; and nothing is answered when it cannot be
 * written. `npm run verify:audit` sends 10,000 requests; the suite 600.
 */
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { randomFrom } from '../../src/kernel/index.ts'
import type { Route } from '../../src/platform/route.ts'
import { type Ids, pathOf } from '../support/hostile.ts'
import { nobodysId, type Scene, zaanstadScene } from '../support/scene.ts'
import { type Answer, openTestSystem, type TestSystem } from '../support/system.ts'

const REQUESTS = Number(process.env['SAMENHANG_REQUESTS'] ?? 600)
const STREAMS = 8
const MARK = 'kanarie'

let house: TestSystem
let admin: pg.Client
let scene: Scene
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  scene = await zaanstadScene(house, (field) => `${MARK} ${field}`)
})
afterAll(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, colleagueZaanstad: joost, payerZaanstad, privacyOfficerZaanstad } = cast
const MEMBERS: readonly CastMember[] = [
  ...[hanna, joost, payerZaanstad, privacyOfficerZaanstad, cast.coordinatorEindhoven, cast.investigatorNoordHolland],
  ...[cast.shelterWorkerHaven, cast.tableChair],
]
const reads = (member: CastMember): readonly Route[] =>
  house.system.routes.filter(
    ({ method, access }) =>
      method === 'GET' && access.kind === 'signed-in' && access.functions.includes(member.function),
  )
// Safe: a scene holds an id under each name that a path asks for.
const idsOf = (of: Scene): Ids => of as unknown as Ids
const strangers: Ids = new Proxy({}, { get: () => nobodysId() })

const codeOf = ({ body }: Answer): string => String((body as { code?: string } | undefined)?.code ?? '')

test('as many requests as there are rows, one for each, of the right person, also when eight act at once [V16.2.1]', async () => {
  const before = await countRows()
  const expected = new Map<string, number>()
  let unreadable = 0
  const note = (member: CastMember, operation: string, answer: Answer): void => {
    // What the edge cannot read is no act: it reached nobody's data, and says nothing that could be logged.
    if (answer.status === 400) {
      unreadable += 1
      return
    }
    const outcome = answer.status < 300 ? 'done ' : `refused ${codeOf(answer)}`
    const row = `${member.actor} ${operation} ${outcome}`
    expected.set(row, (expected.get(row) ?? 0) + 1)
  }
  const stream = async (number: number): Promise<void> => {
    const random = randomFrom(77 + number)
    const member = MEMBERS[number % MEMBERS.length] ?? hanna
    const caller = await house.as(member)
    for (let sent = 0; sent < REQUESTS / STREAMS; sent += 1) {
      if (member === joost && random.chance(0.3)) {
        const body = { source: 'typed', exploitation: 'labour', person: { fullName: `Verzonnen ${sent}` } }
        note(member, 'recordSignal', await caller.post('/v1/signals', body))
        continue
      }
      const route = random.pick(reads(member))
      note(member, route.operationId, await caller.get(pathOf(route, random.chance(0.5) ? idsOf(scene) : strangers)))
    }
  }
  await Promise.all(Array.from({ length: STREAMS }, (_, number) => stream(number)))
  const written = await countRows()
  for (const [row, count] of before) written.set(row, (written.get(row) ?? 0) - count)
  const seen = new Map([...written].filter(([, count]) => count !== 0))
  expect(Object.fromEntries([...seen].sort())).toEqual(Object.fromEntries([...expected].sort()))
  expect([...expected.values()].reduce((sum, count) => sum + count, unreadable)).toBe(REQUESTS)
  expect(unreadable).toBeLessThan(REQUESTS / 10)
  // Both what was answered and what was refused is among them.
  expect([...expected.keys()].some((row) => row.includes(' refused '))).toBe(true)
  expect([...expected.keys()].some((row) => row.endsWith(' done '))).toBe(true)
}, 900_000)

const countRows = async (): Promise<Map<string, number>> => {
  const { rows } = await admin.query<{ row: string; count: string }>(
    `select concat_ws(' ', actor_id, operation, outcome, coalesce(refusal_code, '')) as row, count(*) as count
     from audit.request where actor_id is not null group by 1`,
  )
  return new Map(rows.map(({ row, count }) => [row, Number(count)]))
}

/** What can go wrong with writing a row, as the database says it. */
const FAILURES: readonly (readonly [name: string, act: string])[] = [
  ['a rule of the table that fails', "raise exception 'x' using errcode = '23514'"],
  ['a right that was taken away', "raise exception 'x' using errcode = '42501'"],
  ['a database that only reads', "raise exception 'x' using errcode = '25006'"],
  ['a wait that was broken off', "raise exception 'x' using errcode = '57014'"],
  ['a disk that is full', "raise exception 'x' using errcode = '53100'"],
  ['a connection that ends', 'perform pg_terminate_backend(pg_backend_pid())'],
]
const break_ = async (table: string, act: string): Promise<void> => {
  await admin.query(`create or replace function public.break_log() returns trigger language plpgsql security definer
    as $$ begin ${act}; return new; end $$`)
  await admin.query(
    `create trigger break_log before insert on ${table} for each row execute function public.break_log()`,
  )
}
const mend = (table: string) => admin.query(`drop trigger break_log on ${table}`)

/** Everything that these people can read, as one text; and the worst status among the answers. */
const readAll = async (): Promise<{ readonly text: string; readonly good: readonly string[] }> => {
  const texts: string[] = []
  const good: string[] = []
  for (const member of [hanna, joost, privacyOfficerZaanstad, payerZaanstad]) {
    const caller = await house.as(member)
    for (const route of reads(member)) {
      const answer = await caller.get(pathOf(route, idsOf(scene)))
      texts.push(answer.text)
      if (answer.status < 500) good.push(`${member.key} ${route.operationId} ${answer.status}`)
    }
  }
  return { text: texts.join('\n'), good }
}

test('the same people read personal data when the log is whole, so that what follows means something', async () => {
  expect((await readAll()).text.split(MARK).length).toBeGreaterThan(20)
})

test.each(FAILURES)(
  'with %s nothing is answered on any route that reads [V16.5.3]',
  async (_name, act) => {
    await break_('audit.request', act)
    try {
      const { text, good } = await readAll()
      expect(text).not.toContain(MARK)
      expect(good).toEqual([])
    } finally {
      await mend('audit.request')
    }
  },
  120_000,
)

test.each(FAILURES)(
  'with %s where persons are noted, nothing about a person is answered and nothing is changed',
  async (_name, act) => {
    const before = await countFacts()
    await break_('audit.processing', act)
    try {
      expect((await readAll()).text).not.toContain(MARK)
      const caller = await house.as(hanna)
      const written = await caller.post('/v1/signals', { source: 'typed', exploitation: 'labour', freeText: MARK })
      expect(written.status).toBeGreaterThanOrEqual(500)
    } finally {
      await mend('audit.processing')
    }
    expect(await countFacts()).toBe(before)
  },
  120_000,
)

const countFacts = async (): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from signal.fact')
  return rows[0]?.n ?? -1
}
