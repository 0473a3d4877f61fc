/** Her interest against SQL as the role of requests: what each policy keeps, and that without it the same statement goes through. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim, type Trx } from '../../src/platform/database.ts'
import { PURPOSE_OF } from '../support/purposes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../support/system.ts'

const { coordinatorZaanstad: hanna, colleagueZaanstad: joost, coordinatorEindhoven: mirte } = cast
const police = cast.investigatorNoordHolland

let house: TestSystem
let admin: pg.Client
let caller: Caller
/** A file of hers with a decision that is stated, one that is owed, and an objection; and a file that police hold. */
const ids = { dossier: '', stated: '', owed: '', look: '', theirs: randomUUID() }
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  caller = await house.as(hanna)
  // Safe: each route promises what is taken from its answer.
  const made = async (path: string, body: object) => (await caller.post(path, body)).body as Record<string, string>
  ids.dossier = (await made('/v1/dossiers', {}))['dossierId'] ?? ''
  const at = `/v1/dossiers/${ids.dossier}`
  const statement = {
    decidedBy: 'we',
    accords: 'wish-unknown',
    wishAbsent: 'not-reached',
    effect: 'a',
    alternatives: 'b',
  }
  ids.stated =
    (await made(`${at}/interest-decisions`, { kind: 'move', because: ['other'], statement }))['decisionId'] ?? ''
  ids.owed =
    (await made(`${at}/interest-decisions`, { kind: 'close', because: ['danger'], danger: true }))['decisionId'] ?? ''
  const object = { by: 'herself', words: 'Nee.' }
  ids.look = (await made(`/v1/interest-decisions/${ids.stated}/objections`, object))['secondLookId'] ?? ''
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [ids.theirs, police.organisation],
  )
})
afterAll(async () => {
  await house.close()
})

class Undone extends Error {}
/** How many rows a statement touched as this member, or the code with which it was refused; undone in any case. */
const tells = async (
  member: CastMember,
  statement: (trx: Trx) => Promise<{ numAffectedRows?: bigint; rows: unknown[] }>,
) => {
  let told = 'nothing'
  const { organisation, actor, function: role, plane } = member
  const claim = { organisation, actor, function: role, plane, purpose: PURPOSE_OF[role] }
  try {
    await asClaim(
      house.platform.databases.worker,
      house.platform.secrets.claim,
      { ...claim, trace: asId<TraceId>(randomUUID()), at: house.clock.now() },
      async (trx) => {
        const { rows, numAffectedRows } = await statement(trx)
        told = String(rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0n))
        throw new Undone()
      },
    )
  } catch (fault) {
    // Safe: only faults of the database have a code of five.
    if (!(fault instanceof Undone)) told = (fault as { code?: string }).code ?? 'fault'
  }
  return told
}

const all = (table: string) => (trx: Trx) => sql`select 1 from ${sql.table(table)}`.execute(trx)
const fact =
  (by: CastMember, stream: string, chapter = 'goal') =>
  (trx: Trx) =>
    sql`insert into safeguard.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key)
      values (${randomUUID()}, ${stream}, kernel.next_version('safeguard', ${stream}::uuid), 'goal-stated', current_date, 'day', now(), ${by.actor}, ${by.organisation}, 'W01', ${chapter}, ${randomUUID()})`.execute(
      trx,
    )
const decision =
  (by: CastMember, dossier: string, more: { readonly statedAt?: Date; readonly setAside?: Date } = {}) =>
  (trx: Trx) =>
    sql`insert into safeguard.decision (id, dossier_id, organisation_id, actor_id, kind, because, taken_at, stated_at, stated_by_id, decided_by, accords, wish_absent, set_aside_at)
      values (${randomUUID()}, ${dossier}, ${by.organisation}, ${by.actor}, 'close', '{other}', now(), ${more.statedAt ?? null}, ${more.statedAt ? by.actor : null},
        ${more.statedAt ? 'we' : null}, ${more.statedAt ? 'wish-unknown' : null}, ${more.statedAt ? 'not-reached' : null}, ${more.setAside ?? null})`.execute(
      trx,
    )
const setAside = (trx: Trx) =>
  sql`update safeguard.decision set set_aside_at = now() where id = ${ids.stated}`.execute(trx)
const state =
  (id: string, by: CastMember = hanna) =>
  (trx: Trx) =>
    sql`update safeguard.decision set stated_at = now(), stated_by_id = ${by.actor}, decided_by = 'we', accords = 'wish-unknown', wish_absent = 'not-reached' where id = ${id}`.execute(
      trx,
    )
const look = (by: CastMember) => (trx: Trx) =>
  sql`update safeguard.second_look set outcome = 'upheld', looked_by_id = ${by.actor}, looked_at = now() where id = ${ids.look}`.execute(
    trx,
  )
const raise = (by: CastMember, reader: string) => (trx: Trx) =>
  sql`insert into safeguard.second_look (id, dossier_id, decision_id, organisation_id, actor_id, raised_by, decider_id, decider_actor_id, reader_id, raised_at, look_by)
    values (${randomUUID()}, ${ids.dossier}, ${ids.stated}, ${by.organisation}, ${by.actor}, 'party', ${hanna.organisation}, ${hanna.actor}, ${reader}, now(), current_date)`.execute(
    trx,
  )
const now = new Date('2026-11-16T09:00:00Z')

type Statement = (trx: Trx) => ReturnType<typeof setAside>
type Kept = readonly [name: string, who: CastMember, what: Statement, told: string, policy: string, without: string]
/** What is refused, and the policy without which it goes through: by leaving it out, or by opening it as it is. */
const OPEN_WRITE = 'with check (true)'
const KEPT: readonly Kept[] = [
  [
    'another house reads nothing of it',
    mirte,
    all('safeguard.fact'),
    '0',
    'alter policy own_addressed_or_in_reach on safeguard.fact using (true)',
    '4',
  ],
  [
    'another house reads no decision',
    mirte,
    all('safeguard.decision'),
    '0',
    'alter policy own_addressed_or_in_reach on safeguard.decision using (true)',
    '2',
  ],
  [
    'another house reads no objection',
    mirte,
    all('safeguard.second_look'),
    '0',
    'alter policy three_parties on safeguard.second_look using (true)',
    '1',
  ],
  [
    'another house writes nothing in it',
    mirte,
    (trx) => fact(mirte, ids.dossier)(trx),
    '42501',
    `alter policy writes_where_it_works on safeguard.fact ${OPEN_WRITE}`,
    '1',
  ],
  [
    'nobody writes in the name of a colleague',
    joost,
    (trx) => fact(hanna, ids.dossier)(trx),
    '42501',
    `alter policy writes_where_it_works on safeguard.fact ${OPEN_WRITE}`,
    '1',
  ],
  [
    'what is written is of the chapter goal',
    hanna,
    (trx) => fact(hanna, ids.dossier, 'health')(trx),
    '42501',
    `alter policy writes_where_it_works on safeguard.fact ${OPEN_WRITE}`,
    '1',
  ],
  [
    'another house decides nothing about her',
    mirte,
    (trx) => decision(mirte, ids.dossier, { statedAt: now })(trx),
    '42501',
    `alter policy decides_where_it_works on safeguard.decision ${OPEN_WRITE}`,
    '1',
  ],
  [
    'no decision begins as set aside',
    hanna,
    (trx) => decision(hanna, ids.dossier, { statedAt: now, setAside: now })(trx),
    '42501',
    `alter policy decides_where_it_works on safeguard.decision ${OPEN_WRITE}`,
    '1',
  ],
  [
    'who decided does not set aside, and nobody does before a second look found for her',
    joost,
    setAside,
    '0',
    'alter policy second_reader_sets_aside on safeguard.decision using (true) with check (true)',
    '1',
  ],
  [
    'what was stated is not stated again',
    hanna,
    (trx) => state(ids.stated)(trx),
    '0',
    'alter policy own_states_once on safeguard.decision using (true)',
    '1',
  ],
  [
    'nobody states in the name of a colleague',
    joost,
    (trx) => state(ids.owed)(trx),
    '42501',
    `alter policy own_states_once on safeguard.decision ${OPEN_WRITE}`,
    '1',
  ],
  [
    'who decided does not look again',
    hanna,
    look(hanna),
    '0',
    'alter policy another_looks on safeguard.second_look using (true)',
    '23514',
  ],
  [
    'whoever looks does so in the own name',
    joost,
    look({ ...joost, actor: mirte.actor }),
    '42501',
    'alter policy another_looks on safeguard.second_look with check (true)',
    '1',
  ],
  [
    'nobody objects to what is hidden',
    mirte,
    raise(mirte, hanna.organisation),
    '42501',
    `alter policy party_raises on safeguard.second_look ${OPEN_WRITE}`,
    '1',
  ],
  [
    'nobody is asked to look who may not know of her',
    hanna,
    raise(hanna, mirte.organisation),
    '42501',
    `alter policy party_raises on safeguard.second_look ${OPEN_WRITE}`,
    '1',
  ],
  [
    'police write nothing here, in a file of their own either',
    police,
    fact(police, ids.theirs),
    '42501',
    'drop policy care_alone on safeguard.fact',
    '1',
  ],
  [
    'police decide nothing here',
    police,
    decision(police, ids.theirs, { statedAt: now }),
    '42501',
    'drop policy care_alone on safeguard.decision',
    '1',
  ],
]

test('the house itself reads its rows, states what it owes and looks again by a colleague, so that a refusal below means something', async () => {
  expect(await tells(hanna, all('safeguard.fact'))).toBe('4')
  expect(await tells(hanna, fact(hanna, ids.dossier))).toBe('1')
  expect(await tells(hanna, decision(hanna, ids.dossier, { statedAt: now }))).toBe('1')
  expect(await tells(hanna, state(ids.owed))).toBe('1')
  expect(await tells(joost, look(joost))).toBe('1')
})

test('P1 no decision stands without a statement or a day on which it is owed: the table holds it whoever writes', async () => {
  expect(await tells(hanna, decision(hanna, ids.dossier))).toBe('23514')
  await expect(
    admin.query(
      "insert into safeguard.decision (id, dossier_id, organisation_id, actor_id, kind, because, taken_at) values ($1, $2, $3, $4, 'close', '{other}', now())",
      [randomUUID(), ids.dossier, hanna.organisation, hanna.actor],
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'decision_stated_or_owed' })
})

test('P4 the table itself takes no second look of who decided', async () => {
  await expect(
    admin.query(
      "update safeguard.second_look set outcome = 'upheld', looked_by_id = $2, looked_at = now() where id = $1",
      [...[ids.look, hanna.actor]],
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'second_look_by_another' })
})

test.each(KEPT.map((each, index) => [each[0], index] as const))(
  '%s; without its policy it does',
  async (_name, index) => {
    const kept = KEPT[index]
    if (!kept) throw new Error('no such row')
    const [, who, what, told, policy, without] = kept
    // Ids are known when the test runs, not when this table is read.
    const [table = ''] = /safeguard\.\w+/.exec(policy) ?? []
    const [name = ''] = /(?<=policy )\w+/.exec(policy) ?? []
    expect(await tells(who, what)).toBe(told)
    const { rows } = await admin.query<{ qual: string | null; check: string | null }>(
      "select qual, with_check as check from pg_policies where schemaname || '.' || tablename = $1 and policyname = $2",
      [table, name],
    )
    await admin.query(policy)
    try {
      expect(await tells(who, what)).toBe(without)
    } finally {
      const [was] = rows
      if (policy.startsWith('drop'))
        await admin.query(
          `create policy ${name} on ${table} as restrictive to samenhang_worker using (${was?.qual}) with check (${was?.check})`,
        )
      else
        await admin.query(
          `alter policy ${name} on ${table}${was?.qual ? ` using (${was.qual})` : ''}${was?.check ? ` with check (${was.check})` : ''}`,
        )
    }
  },
)
