/** As the login role of the worker, with plain SQL: what a hole in the code above would give away. */
import { afterAll, beforeAll } from 'vitest'
import { fillZaanstad, proveOthersDoNot, proveOwnerSees } from '../support/own-rows.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
  await fillZaanstad(house, TABLES)
})
afterAll(async () => {
  await house.close()
})

const TABLES = ['signal.fact', 'signal.signal'] as const
const FROZEN = ['signal.fact'] as const

proveOwnerSees(() => house, TABLES)
proveOthersDoNot(() => house, { tables: TABLES, frozen: FROZEN })
