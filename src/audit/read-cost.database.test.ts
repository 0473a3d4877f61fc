/** What a logged read costs the database. The numbers here may fall; who must raise one says in its commit what is bought with it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { costOf } from '../../tests/support/cost.ts'
import { nobodysId, type Scene, zaanstadScene } from '../../tests/support/scene.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { accept } from '../kernel/index.ts'

/** The claim and the question; the log and the commit. */
const ONE_ROW = { crossings: 2, statements: 5, commits: 1 }
/** The same, the session before it, and the keys of what is sealed. */
const ONE_SIGNAL = { crossings: 4, statements: 7, commits: 1 }
/** Facts, handovers and consents asked with the file, then their keys; and what comes along with the handover that this file has, with its keys. */
const WHOLE_FILE = { crossings: 7, statements: 13, commits: 1 }
/** What was asked is taken back, that it was refused is written down: two transactions, one that lasts. */
const REFUSED = { crossings: 4, statements: 12, commits: 1 }

let house: TestSystem
let scene: Scene
let hanna: Caller
beforeAll(async () => {
  house = await openTestSystem()
  scene = await zaanstadScene(house, (field) => `verzonnen ${field}`)
  hanna = await house.as(cast.coordinatorZaanstad)
})
afterAll(async () => {
  await house.close()
})

/** Once before, so that connections are open and know the statements. */
const costOfGet = async (path: string, status: number) => {
  const ask = async () => expect((await hanna.get(path)).status).toBe(status)
  await ask()
  return costOf(ask)
}

test('a row that is read in an act crosses to the database twice, with the log in one statement', async () => {
  const read = () =>
    house.system.acts.run(
      { claim: { ...cast.coordinatorZaanstad, purpose: 'W01' }, operation: 'readDossier' },
      async (work) => {
        const rows = await work.trx.selectFrom('signal.signal').select('id').limit(1).execute()
        work.concerns(scene.dossierId, 'read-dossier')
        return accept(rows.length)
      },
    )
  await read()
  expect(await costOf(read)).toEqual(ONE_ROW)
})

test('a signal and a file that are read, and a read that is refused, cost as many statements as before or fewer', async () => {
  expect(await costOfGet(`/v1/signals/${scene.signalId}`, 200)).toEqual(ONE_SIGNAL)
  expect(await costOfGet(`/v1/dossiers/${scene.dossierId}`, 200)).toEqual(WHOLE_FILE)
  expect(await costOfGet(`/v1/dossiers/${nobodysId()}`, 404)).toEqual(REFUSED)
})
