/** As the login role of the worker, with plain SQL: what a hole in the code above would give away. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { asId, type GroundId } from '../../src/kernel/index.ts'
import { asForged, FORGERIES } from '../support/forge.ts'
import { fillZaanstad, proveOthersDoNot } from '../support/own-rows.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
  await fillZaanstad(house, TABLES)
})
afterAll(async () => {
  await house.close()
})

const TABLES = ['audit.request', 'audit.processing'] as const
const FROZEN = ['audit.request', 'audit.processing'] as const
const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast

proveOthersDoNot(() => house, { tables: TABLES, frozen: FROZEN })

const COLUMNS = 'trace_id, organisation_id, actor_id, function, plane, purpose, ground'
const DECIDED = JSON.stringify({ act: 'see', answer: 'yes', policy: 'verzonnen', who: {}, asked: [] })
const WRITE = "select audit.write_act('tried', 'done', null, 1, $1::jsonb, $2::jsonb)"

test('a row of the log says of who acts what the claim says, for each person too; nobody writes one by hand', async () => {
  const concerned = [1, 2].map(() => ({ id: randomUUID(), act: 'read', subject: randomUUID(), chapters: ['health'] }))
  const ground = asId<GroundId>(randomUUID())
  const at = house.clock.now()
  const seen = await asForged(
    ...([house, 'good', hanna, bram] as const),
    async (client) => {
      const { rows } = await client.query('select * from keeper.current_claim()')
      await client.query(WRITE, [JSON.stringify(concerned), DECIDED])
      await client.query('commit')
      return rows[0] as Readonly<Record<string, string>>
    },
    { ground, at },
  )
  const admin = await house.admin()
  const [request] = (await admin.query(`select ${COLUMNS}, at from audit.request where operation = 'tried'`)).rows
  const { moment, ...who } = Object.fromEntries(
    [...COLUMNS.split(', '), 'moment'].map((column) => [column, seen[column]] as const),
  )
  expect(request).toEqual({ ...who, at })
  expect(moment).toEqual(at)
  const { rows: persons } = await admin.query(
    `select id, subject, act, chapters, trace_id, organisation_id, function, plane, purpose, at from audit.processing where trace_id = $1 order by id`,
    [who['trace_id']],
  )
  const { trace_id, organisation_id, actor_id, function: work, plane, purpose } = who
  const { rows: decided } = await admin.query(
    'select trace_id, organisation_id, actor_id, operation, at from audit.decision where trace_id = $1',
    [trace_id],
  )
  expect(decided).toEqual([{ trace_id, organisation_id, actor_id, operation: 'tried', at }])
  expect(persons).toEqual(
    concerned
      .map((each) => ({ ...each, trace_id, organisation_id, function: work, plane, purpose, at }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
  for (const table of [...TABLES, 'audit.decision'])
    await expect(
      asForged(house, 'good', hanna, bram, (client) =>
        client.query(`insert into ${table} (trace_id) values ($1)`, [randomUUID()]),
      ),
      table,
    ).rejects.toMatchObject({ code: '42501' })
})

test.each(FORGERIES)('a claim that is %s writes no row of the log', async (forgery) => {
  const tried = asForged(house, forgery, hanna, bram, (client) => client.query(WRITE, [null, DECIDED]))
  await expect(tried).rejects.toMatchObject({ code: '42501' })
})
