/** Turns of keys that are long: in any order, in batches, stopped half-way and killed. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { RE_ENCODE_BATCH } from '../../src/linkage/epoch-re-encode.store.ts'
import { carryAll, finishTurn, hitsOf, inventedPerson, lookUpPerson } from '../support/linked-people.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte } = cast
const open = () => openTestSystem({ ownKeys: true })
const rows = async <T extends object>(query: string): Promise<readonly T[]> => {
  const admin = await house.admin()
  return (await admin.query<T>(query)).rows
}
const told = () =>
  rows<{ times: number }>('select pair_id, organisation_id, count(*)::int as times from linkage.hit group by 1, 2')

test('a start goes on with a turn where the last one was stopped, in batches, and nobody is encoded twice', async () => {
  house = await open()
  const many = RE_ENCODE_BATCH + 5
  // Twice the budget of one person would be needed; her colleague asks the rest.
  for (let n = 0; n < many; n += 1)
    await lookUpPerson(house, n < 30 ? hanna : cast.colleagueZaanstad, inventedPerson(n))
  await carryAll(house)
  await house.system.turn.open()
  await house.system.turn.step()
  expect(await house.system.turn.progress()).toMatchObject({ encoded: RE_ENCODE_BATCH, waiting: 5, turning: true })
  house = await house.restart()
  await finishTurn(house)
  expect(await house.system.turn.progress()).toEqual({
    ...{ epoch: 'e2', encoded: many, waiting: 0, leftOver: 0, turning: false },
  })
  const counted = await rows<{ counted_for: string; requests: number }>(
    'select counted_for, count(*)::int as requests from authority.evaluation group by 1 order by 1',
  )
  expect(counted).toEqual([
    { counted_for: 'look-up', requests: many },
    { counted_for: 're-encoding', requests: 2 },
  ])
  const announced = await rows('select entry_count from authority.announcement')
  expect(announced).toEqual([{ entry_count: many }])
}, 120_000)

type Move = 'hanna' | 'mirte' | 'step' | 'carry' | 'turn' | 'restart'
const move = fc.record({
  kind: fc.constantFrom<Move>('hanna', 'mirte', 'hanna', 'mirte', 'step', 'step', 'carry', 'turn', 'restart'),
  person: fc.integer({ min: 0, max: 3 }),
})

test('in any order of asking, carrying, turning and restarting: both sides hear of each other once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 24 }), async (moves) => {
      house = await open()
      const known = { hanna: new Set<number>(), mirte: new Set<number>() }
      try {
        for (const { kind, person } of moves) {
          if (kind === 'hanna' || kind === 'mirte') {
            if (known[kind].has(person)) continue
            known[kind].add(person)
            await lookUpPerson(
              house,
              cast[kind === 'hanna' ? 'coordinatorZaanstad' : 'coordinatorEindhoven'],
              inventedPerson(person),
            )
          } else if (kind === 'step') await house.system.turn.step()
          else if (kind === 'carry') await carryAll(house)
          else if (kind === 'turn') await house.system.turn.open()
          else house = await house.restart()
        }
        await carryAll(house)
        await finishTurn(house)
        const both = [...known.hanna].filter((each) => known.mirte.has(each))
        expect(await hitsOf(house, hanna)).toHaveLength(both.length)
        expect(await hitsOf(house, mirte)).toHaveLength(both.length)
        expect((await told()).filter((each) => each.times !== 1)).toEqual([])
      } finally {
        await house.close()
      }
    }),
    { numRuns: 6, seed: 20261116 },
  )
  house = await open()
}, 180_000)
