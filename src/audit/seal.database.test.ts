import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import {
  type Finding,
  isConsistent,
  keepSealing,
  logSignerOf,
  type Proven,
  proveLog,
  readCheckpoint,
  sealOnce,
} from './index.ts'

let house: TestSystem
/** Somebody with all rights over the database. */
let admin: pg.Client
beforeEach(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, privacyOfficerZaanstad: officer } = cast

/** So many acts, each with a row of who asked and one for each of two people. */
const act = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1)
    await house.system.acts.run({ claim: { ...hanna, purpose: 'W01' }, operation: `act-${i}` }, async (work) => {
      work.concerns(randomUUID(), 'read-chapters', ['health'])
      work.concerns(randomUUID(), 'read-chapters')
      return { ok: true, value: undefined }
    })
}
const sealAll = async (): Promise<void> => {
  while ((await house.system.seal()).rows > 0);
}
const prove = (kept: readonly string[] = []): Promise<Proven> =>
  proveLog(house.platform.databases.auditor, {
    verifierKey: house.system.logSigner.verifierKey,
    kept,
    now: house.clock.now(),
  })
const findings = async (kept: readonly string[] = []): Promise<readonly Finding[]> => (await prove(kept)).findings
const newestNote = async (): Promise<string> => {
  return (
    (await admin.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1')).rows[0]
      ?.note ?? ''
  )
}
/** What somebody with all rights over the database does; nobody else can. */
const tamper = async (...statements: readonly (string | readonly [string, unknown[]])[]): Promise<void> => {
  for (const each of statements) await (typeof each === 'string' ? admin.query(each) : admin.query(each[0], each[1]))
}

test('P6 every row of the log gets a number, once, without gaps, and the log is proven', async () => {
  expect(await prove()).toMatchObject({ rows: 0, findings: [] })
  await act(7)
  expect(await house.system.seal()).toEqual({ rows: 21, size: 21 })
  expect(await house.system.seal()).toEqual({ rows: 0, size: 21 })
  await act(2)
  await Promise.all([house.system.seal(), house.system.seal(), house.system.seal()])
  expect(await prove()).toEqual({ rows: 27, checkpoints: 2, kept: 0, findings: [] })
})

test('P6 what a slow act writes is sealed when it is there, also when later ones were sealed before it', async () => {
  let goOn: () => void = () => undefined
  const waits = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let begun: () => void = () => undefined
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = house.system.acts.run({ claim: { ...hanna, purpose: 'W01' }, operation: 'slow' }, async (work) => {
    // It has its number of transaction now, before all that follow.
    await sql`select pg_current_xact_id()`.execute(work.trx)
    begun()
    await waits
    return { ok: true, value: undefined }
  })
  await hasBegun
  await act(3)
  await sealAll()
  goOn()
  await slow
  await sealAll()
  expect(await prove()).toMatchObject({ rows: 10, findings: [] })
})
type Attack = readonly [name: string, what: Finding['what'], attack: (number: number, size: number) => Promise<void>]
const rowOf = async (number: number): Promise<{ kind: string; row_id: string }> => {
  const { rows } = await admin.query<{ kind: string; row_id: string }>(
    'select kind, row_id from audit.leaf where number = $1',
    [number],
  )
  return rows[0] ?? { kind: 'request', row_id: randomUUID() }
}
const idOf = (kind: string): string => (kind === 'request' ? 'trace_id' : 'id')
const ATTACKS: readonly Attack[] = [
  [
    'edits a row',
    'row-changed',
    async (number) => {
      const { kind, row_id: id } = await rowOf(number)
      await tamper([`update audit.${kind} set purpose = 'W99' where ${idOf(kind)} = $1`, [id]])
    },
  ],
  [
    'moves a row by a second',
    'row-changed',
    async (number) => {
      const { kind, row_id: id } = await rowOf(number)
      await tamper([`update audit.${kind} set at = at + interval '1 second' where ${idOf(kind)} = $1`, [id]])
    },
  ],
  [
    'deletes a row',
    'row-missing',
    async (number) => {
      const { kind, row_id: id } = await rowOf(number)
      await tamper([`delete from audit.${kind} where ${idOf(kind)} = $1`, [id]])
    },
  ],
  [
    'deletes a row and its number',
    'number-missing',
    async (number) => {
      const { kind, row_id: id } = await rowOf(number)
      await tamper(
        [`delete from audit.${kind} where ${idOf(kind)} = $1`, [id]],
        ['delete from audit.leaf where number = $1', [number]],
      )
    },
  ],
  [
    'puts a row in between, and moves the numbers behind it',
    'root-differs',
    async (number) => {
      await tamper(
        ['update audit.leaf set number = -number - 1 where number >= $1', [number]],
        'update audit.leaf set number = -number where number < 0',
      )
      await tamper([
        `insert into audit.leaf (number, kind, row_id, hash) values ($1, 'request', gen_random_uuid(), sha256('x'))`,
        [number],
      ])
    },
  ],
  [
    'puts a row among those that were sealed long ago',
    'row-not-sealed',
    async (number) => {
      const { row_id: id } = await rowOf(number)
      await tamper([
        `insert into audit.request (trace_id, at, organisation_id, operation, outcome, duration_ms, written_in)
         select gen_random_uuid(), now() - interval '1 day', $1, 'act', 'done', 1, '3'::xid8 where $2::uuid is not null`,
        [hanna.organisation, id],
      ])
    },
  ],
  [
    'puts two rows in each other’s place',
    'root-differs',
    async (number, size) => {
      const other = (number + 1) % size
      await tamper(
        ['update audit.leaf set number = -number - 1 where number = any ($1)', [[number, other]]],
        [
          'update audit.leaf set number = case when number = -$1::bigint - 1 then $2::bigint else $1::bigint end where number < 0',
          [number, other],
        ],
      )
    },
  ],
  [
    'edits a row and its hash',
    'root-differs',
    async (number) => {
      await tamper(['update audit.leaf set hash = sha256($2::bytea) where number = $1', [number, Buffer.from('other')]])
    },
  ],
]

test('P7 whatever is edited, deleted, put in between or moved is found, wherever it stands [V16.4.2]', async () => {
  await act(10)
  await sealAll()
  await act(9)
  await sealAll()
  await admin.query('alter table audit.leaf drop constraint leaf_number_counts')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ATTACKS), fc.nat(56), async ([name, what, attack], number) => {
      await admin.query('begin')
      try {
        await attack(number, 57)
        // The attack is in a transaction of the administrator: it is judged there, and undone.
        const seen = await proveInside(admin)
        // The last number leaves no gap behind: the signed point that held it tells.
        const expected = what === 'number-missing' && number === 56 ? 'cut-off' : what
        expect(
          seen.map((each) => each.what),
          `${name} at ${number}`,
        ).toContain(expected)
      } finally {
        await admin.query('rollback')
      }
    }),
    // `npm run verify:audit` tries far more places.
    { numRuns: Number(process.env['SAMENHANG_ATTACKS'] ?? 150) },
  )
  expect(await findings()).toEqual([])
}, 900_000)

// Proving reads as the auditor does, on the connection that did the harm.
const proveInside = async (client: pg.Client): Promise<readonly Finding[]> => {
  const { Kysely, PostgresDialect } = await import('kysely')
  const pool = {
    connect: async () => ({ query: client.query.bind(client), release: () => undefined }),
    end: async () => undefined,
  }
  // Safe: the dialect uses these two of a pool, and a client has the query that it asks for.
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: pool as never }) }).withoutPlugins()
  const { walkProof } = await import('./verify.store.ts')
  const asked = { verifierKey: house.system.logSigner.verifierKey, now: house.clock.now() }
  return (await walkProof(db as never, asked)).findings
}

test('P8 a log that was cut or put back is found by who kept a checkpoint, and by nobody else', async () => {
  await act(6)
  await sealAll()
  const early = await newestNote()
  await act(6)
  await sealAll()
  const kept = await newestNote()
  expect(await findings([early, kept])).toEqual([])
  // Cut whole and clean: rows, numbers, checkpoint and edge, as an older backup would have it.
  await tamper(
    'delete from audit.checkpoint where size = 36',
    `with cut as (delete from audit.leaf where number >= 18 returning kind, row_id),
       gone as (delete from audit.request where trace_id in (select row_id from cut where kind = 'request'))
     delete from audit.processing where id in (select row_id from cut where kind = 'processing')`,
  )
  // The control: alone, the log looks whole.
  expect(await findings()).toEqual([])
  expect(await findings([early, kept])).toEqual([{ what: 'cut-off', size: 36 }])
})

test('P8 a log that was written anew with the key of the log is found by who kept a checkpoint', async () => {
  await act(4)
  await sealAll()
  const kept = await newestNote()
  await tamper(
    "update audit.request set purpose = 'W99'",
    'delete from audit.checkpoint',
    'delete from audit.leaf',
    'delete from audit.node',
  )
  await sealAll()
  expect(await findings()).toEqual([])
  expect(await findings([kept])).toEqual([{ what: 'kept-elsewhere-differs', size: 12 }])
})

test('a checkpoint that another key signed, or that was changed, is found', async () => {
  await act(3)
  await sealAll()
  const other = logSignerOf(Buffer.alloc(32, 7))
  const note = await newestNote()
  expect(readCheckpoint(note, other.verifierKey)).toBeUndefined()
  expect(readCheckpoint(note.replace('\n9\n', '\n8\n'), house.system.logSigner.verifierKey)).toBeUndefined()
  await tamper("update audit.checkpoint set note = replace(note, E'\\n9\\n', E'\\n8\\n')")
  expect(await findings()).toEqual([{ what: 'signature-wrong', size: 9 }])
})

test('numbers that nobody signed are found, and so is a log that is sealed no more', async () => {
  await act(3)
  await sealAll()
  await tamper('delete from audit.checkpoint')
  expect(await findings()).toEqual([{ what: 'not-signed', size: 9 }])
  await act(1)
  house.clock.advance({ minutes: 5 })
  expect((await findings()).filter(({ what }) => what === 'row-not-sealed')).toHaveLength(3)
})

test('a database that was restored elsewhere, where transactions are counted anew, is sealed on', async () => {
  await act(2)
  await sealAll()
  await tamper("update audit.checkpoint set sealed_through = '9000000000000000000'")
  await act(2)
  await sealAll()
  expect(await prove()).toMatchObject({ rows: 12, findings: [] })
})

test('the sealer changes no row and takes nothing back; nobody else seals', async () => {
  await act(1)
  await sealAll()
  const tried = async (role: 'sealer' | 'auditor' | 'worker', statement: string): Promise<unknown> => {
    const client = new pg.Client({ connectionString: house.platform.urls[role] })
    await client.connect()
    try {
      return await client.query(statement).then(
        () => 'done',
        (fault: { code?: string }) => fault.code,
      )
    } finally {
      await client.end()
    }
  }
  for (const statement of [
    "update audit.request set purpose = 'x'",
    'delete from audit.request',
    'delete from audit.leaf',
    "update audit.leaf set hash = sha256('x')",
    'delete from audit.checkpoint',
    "update audit.checkpoint set note = 'x'",
    'truncate audit.leaf',
  ])
    for (const role of ['sealer', 'auditor', 'worker'] as const)
      expect(await tried(role, statement), statement).toBe('42501')
  for (const role of ['auditor', 'worker'] as const)
    expect(await tried(role, "insert into audit.leaf values (99, 'request', gen_random_uuid(), sha256('x'))")).toBe(
      '42501',
    )
  expect(await tried('worker', "insert into audit.request (written_in) values ('1')")).toBe('42501')
})

test('a privacy officer keeps checkpoints of her own, and sees that each continues the last', async () => {
  const caller = await house.as(officer)
  expect((await caller.get('/v1/log-checkpoints/newest')).status).toBe(404)
  await act(130)
  await sealAll()
  type Newest = { note: string; size: number; verifierKey: string; proof: string[] }
  const first = (await caller.get('/v1/log-checkpoints/newest')).body as Newest
  await act(130)
  await sealAll()
  const second = (await caller.get(`/v1/log-checkpoints/newest?since=${first.size}`)).body as Newest
  const [earlier, later] = [first, second].map(({ note, verifierKey }) => readCheckpoint(note, verifierKey))
  if (!earlier || !later) throw new Error('a checkpoint cannot be read')
  expect(later.size).toBeGreaterThan(earlier.size + 256)
  expect(
    isConsistent(
      earlier,
      later,
      second.proof.map((each) => Buffer.from(each, 'base64')),
    ),
  ).toBe(true)
  expect(
    isConsistent(
      earlier,
      later,
      second.proof.slice(1).map((each) => Buffer.from(each, 'base64')),
    ),
  ).toBe(false)
  const ahead = await caller.get(`/v1/log-checkpoints/newest?since=${second.size + 1}`)
  expect([ahead.status, (ahead.body as { code: string }).code]).toEqual([409, 'checkpoint-ahead'])
  expect((await (await house.as(hanna)).get('/v1/log-checkpoints/newest')).status).toBe(403)
})

test('a full batch goes on where it was, and nothing is sealed twice', async () => {
  await act(3)
  const { db } = { db: house.platform.databases.sealer }
  // Five rows at a time: an act of three rows is cut in two.
  for (let rounds = 0; rounds < 5; rounds += 1) await sealOnce(db, house.system.logSigner, house.clock.now(), 5)
  expect(await prove()).toMatchObject({ rows: 9, findings: [] })
})

/** Seals by the clock while `act` runs; gives how many checkpoints there are at the end, and how many seconds it took. */
const sealedBeside = async (act: () => Promise<void>, batch?: number) => {
  const began = performance.now()
  const stop = keepSealing({
    ...{ db: house.platform.databases.sealer, signer: house.system.logSigner },
    ...{ clock: house.clock.now, log: () => undefined },
    ...(batch === undefined ? {} : { batch }),
  })
  await act()
  await stop()
  const { rows } = await admin.query<{ count: number }>('select count(*)::int as count from audit.checkpoint')
  return { checkpoints: rows[0]?.count ?? 0, seconds: (performance.now() - began) / 1000 }
}

test('while people work without end the sealer seals once in two seconds, and not for each of them', async () => {
  await act(1)
  const { checkpoints, seconds } = await sealedBeside(() => act(60))
  expect(checkpoints).toBeGreaterThan(0)
  expect(checkpoints).toBeLessThanOrEqual(1 + Math.ceil(seconds / 2))
})

test('what is more than one round takes is sealed at once, without a rest between', async () => {
  await act(8)
  const { checkpoints, seconds } = await sealedBeside(async () => {
    const left = async () =>
      (await admin.query<{ size: number }>('select coalesce(max(size), 0)::int as size from audit.checkpoint')).rows[0]
        ?.size
    const began = performance.now()
    while ((await left()) !== 24) if (performance.now() - began > 60_000) throw new Error('not sealed')
  }, 5)
  expect(checkpoints).toBeGreaterThanOrEqual(5)
  // Four rests would be eight seconds.
  expect(seconds).toBeLessThan(8)
  expect(await prove()).toMatchObject({ rows: 24, findings: [] })
})
