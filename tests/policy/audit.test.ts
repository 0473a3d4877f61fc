/** As the login role of the worker, with plain SQL: what a hole in the code above would give away. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { asForged } from '../support/forge.ts'
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

test('a row of the log says of who acts what the claim says: another function, purpose or organisation is refused', async () => {
  for (const [column, value] of [
    ['function', 'auditor'],
    ['purpose', 'W09'],
    ['organisation_id', null],
    ['trace_id', randomUUID()],
  ] as const) {
    const tried = asForged(house, 'good', hanna, bram, async (client) => {
      const { rows } = await client.query('select * from keeper.current_claim()')
      const { trace_id, organisation_id, actor_id, function: work, plane, purpose } = rows[0] as Record<string, string>
      const row = { trace_id, organisation_id, actor_id, function: work, plane, purpose, [column]: value }
      return client.query(
        `insert into audit.request (trace_id, organisation_id, actor_id, function, plane, purpose, at, operation, outcome, duration_ms)
         select trace_id, organisation_id, actor_id, function, plane, purpose, now(), 'x', 'done', 1
         from jsonb_to_record($1::jsonb) as r(trace_id uuid, organisation_id uuid, actor_id uuid, function text, plane text, purpose text)`,
        [JSON.stringify(row)],
      )
    })
    await expect(tried, column).rejects.toMatchObject({ code: '42501' })
  }
})
