/**
 * Hands at once do no more than hands one after another: what is looked at before it is written must still be so when it is written. Two
 * houses with the same people; in one every route that changes something is asked some times in turn, in the other at once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayAsk } from '../support/expected-routes.ts'
import { pathOf } from '../support/hostile.ts'
import { FUNCTIONS, openRelations, type Relations } from '../support/relations.ts'
import { isActing } from '../support/route-acts.ts'
import { bodyOf, idsOf, objectOf, REPEATED_BODIES } from '../support/route-cells.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

const HANDS = 8

type World = { readonly house: TestSystem; readonly relations: Relations }
const openWorld = async (): Promise<World> => {
  const house = await openTestSystem()
  return { house, relations: await openRelations(house) }
}
let inTurn: World
let atOnce: World
beforeAll(async () => {
  inTurn = await openWorld()
  atOnce = await openWorld()
}, 240_000)
afterAll(async () => {
  await inTurn.house.close()
  await atOnce.house.close()
})

/** Routes of which the counts differ for another reason, and which. */
const OTHERWISE: Readonly<Record<string, string>> = {
  correctWait: 'which of two corrections of one moment is the newest is a lot of their ids, also one after another',
  addAttachment: 'so many large bodies at once and no more: the others are told that it is too busy',
}
const askAll = async (
  { house, relations }: World,
  operation: string,
  together: boolean,
): Promise<readonly number[]> => {
  const route = house.system.routes.find((each) => each.operationId === operation)
  const role = FUNCTIONS.find((each) => mayAsk(operation, each))
  if (!route || !role) throw new Error(`nobody may ask ${operation}`)
  const headers = { authorization: `Bearer ${relations.asker(role, 'own', objectOf(route)).token}` }
  const payload = (REPEATED_BODIES[operation] ?? bodyOf(route, idsOf(relations))) as object | undefined
  const asked = { method: route.method, url: pathOf(route, idsOf(relations)), headers, ...(payload ? { payload } : {}) }
  const ask = async (): Promise<number> => (await house.http.inject(asked)).statusCode
  if (together) return Promise.all(Array.from({ length: HANDS }, ask))
  const statuses: number[] = []
  for (let hand = 0; hand < HANDS; hand += 1) statuses.push(await ask())
  return statuses
}
const doneIn = (statuses: readonly number[]): number => statuses.filter((each) => each < 300).length

test('no route does more for hands at once than for hands in turn, and none of them is told of a fault', async () => {
  const wrong: string[] = []
  const once: string[] = []
  for (const route of inTurn.house.system.routes.filter(isActing)) {
    const { operationId } = route
    if (route.method === 'GET') continue
    const [turns, together] = [await askAll(inTurn, operationId, false), await askAll(atOnce, operationId, true)]
    if (doneIn(turns) === 1) once.push(operationId)
    const differs = doneIn(turns) !== doneIn(together) && !(operationId in OTHERWISE)
    if (differs || together.includes(500)) wrong.push(`${operationId}: in turn ${turns}; at once ${together}`)
  }
  expect(wrong).toEqual([])
  // What can be done once only is what this is about: there must be some of it.
  expect(once.length).toBeGreaterThan(20)
}, 300_000)
