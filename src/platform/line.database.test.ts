import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { connect, type Database, later } from './database.ts'
import { Line } from './line.ts'

let opened: ReturnType<typeof connect>
let db: Database
beforeAll(async () => {
  opened = connect(inject('adminUrl'), 1)
  db = opened.db
  await sql`create temporary table written (id integer primary key)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
})

const ids = async (): Promise<readonly unknown[]> =>
  (await sql<{ id: number }>`select id from written order by id`.execute(db)).rows.map(({ id }) => id)
const asked = (text: string, values: readonly unknown[] = []) => CompiledQuery.raw(text, [...values])
/** The line itself, where several statements can be asked at once. */
const onLine = <T>(act: (line: Line) => Promise<T>): Promise<T> =>
  db.getExecutor().provideConnection((connection) => {
    if (!(connection instanceof Line)) throw new Error('another driver')
    return act(connection)
  })

test('what is asked in one turn goes over once, in order, and each hears its own answer', async () => {
  const ended = vi.spyOn(pg.Connection.prototype, 'sync')
  const answers = await onLine((line) => {
    line.later(asked('select 1'))
    return Promise.all([1, 2, 3].map((n) => line.executeQuery<{ n: number }>(asked('select $1::int as n', [n]))))
  })
  expect(answers.map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]])
  expect(ended).toHaveBeenCalledTimes(1)
  vi.restoreAllMocks()
})

test('a statement that fails stops those behind it, nothing of the transaction stays, and the connection goes on [V2.3.3]', async () => {
  const act = db.transaction().execute(async (trx) => {
    await later(trx, sql`insert into written values (1)`)
    await sql`select 1 / 0`.execute(trx)
  })
  await expect(act).rejects.toMatchObject({ code: '22012' })
  const [first, second] = await onLine((line) =>
    Promise.allSettled([line.executeQuery(asked('select 1 / 0')), line.executeQuery(asked('select 1'))]),
  )
  expect([first.status, second.status]).toEqual(['rejected', 'rejected'])
  expect(await ids()).toEqual([])
})

test('what nobody waited for fails the transaction all the same, with its own fault', async () => {
  const act = db.transaction().execute(async (trx) => {
    await sql`insert into written values (1)`.execute(trx)
    await later(trx, sql`insert into written values (1)`)
  })
  await expect(act).rejects.toMatchObject({ code: '23505' })
  expect(await ids()).toEqual([])
})

test('a value that cannot be written fails its own act alone, with whatever goes after it', async () => {
  const circular: Record<string, unknown> = {}
  circular['itself'] = circular
  const act = db.transaction().execute(async (trx) => {
    await later(trx, sql`insert into written values (1)`, sql`select ${circular}::jsonb`)
  })
  await expect(act).rejects.toThrow(/circular/i)
  expect(await ids()).toEqual([])
})

test('a transaction that asked nothing is taken back without asking anything', async () => {
  const ended = vi.spyOn(pg.Connection.prototype, 'sync')
  await expect(
    db.transaction().execute(async () => {
      throw new Error('changed its mind')
    }),
  ).rejects.toThrow('changed its mind')
  expect(ended).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('a connection that the server ends within a transaction fails that act alone', async () => {
  const other = connect(inject('adminUrl'), 1)
  const act = other.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await sql`select 1`.execute(trx)
  })
  await expect(act).rejects.toThrow()
  expect((await sql<{ n: number }>`select 1 as n`.execute(other.db)).rows).toEqual([{ n: 1 }])
  await other.db.destroy()
})

test('a connection keeps a bounded number of prepared statements, and those that went are prepared again', async () => {
  for (let i = 0; i < 400; i += 1)
    expect((await sql.raw<{ n: number }>(`select ${i} as n`).execute(db)).rows).toEqual([{ n: i }])
  expect((await sql.raw(`select 0 as n`).execute(db)).rows).toEqual([{ n: 0 }])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements`.execute(db)
  expect(rows[0]?.n).toBeGreaterThan(100)
  expect(rows[0]?.n).toBeLessThan(160)
})

test('a statement that a migration made stale fails once, and is prepared again on a new connection', async () => {
  const other = connect(inject('adminUrl'), 1)
  const read = () => sql`select * from public.line_stale`.execute(other.db)
  await sql`create table if not exists public.line_stale (id integer)`.execute(db)
  await read()
  await sql`alter table public.line_stale add column more integer`.execute(db)
  await expect(read()).rejects.toMatchObject({ code: '0A000' })
  expect((await read()).rows).toEqual([])
  await sql`drop table public.line_stale`.execute(db)
  await other.db.destroy()
})
