import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type DoorCounts, readDoor } from './door.ts'
import { cumulativeIncidence, kaplanMeier, type Observation } from './survival.ts'

const TODAY = day('2026-12-31')
const LEFT = day('2025-01-01')
const NOTHING: DoorCounts = { ended: [], returned: [], entered: [], firstOut: [], gapCauses: [] }
const back = (count: number, days: number, more: Partial<DoorCounts['returned'][number]> = {}) => ({
  ...{ leftOn: LEFT, days, daysFromFirst: days, cause: 'own-wish', way: 'met-elsewhere', isFirst: true, count },
  ...more,
})
const ended = (count: number, cause = 'own-wish') => ({ on: LEFT, cause, isFirst: true, count })

test('of a hundred who stopped twenty are back after a quarter', () => {
  const door = readDoor({ ...NOTHING, ended: [ended(100)], returned: [back(20, 90)] }, TODAY)
  expect(door).toMatchObject({ ended: 100, back: 20, notAwaited: 0, ways: [{ code: 'met-elsewhere', count: 20 }] })
  expect(door.curve.find(({ days }) => days === 60)).toMatchObject({ atRisk: 100, back: 0 })
  const [quarter] = door.curve.filter(({ days }) => days === 90)
  expect(quarter?.back).toBeCloseTo(0.2)
  expect(quarter?.low).toBeCloseTo(0.1336, 3)
  expect(quarter?.high).toBeCloseTo(0.2931, 3)
  expect(door.returnsOnAverage.find(({ days }) => days === 360)?.mean).toBeCloseTo(0.2)
})

test('whoever is back within the gap was not gone, and who left the country or died is not awaited', () => {
  const door = readDoor(
    { ...NOTHING, ended: [ended(50), ended(30, 'returned-home'), ended(6, 'deceased')], returned: [back(10, 12)] },
    TODAY,
  )
  expect(door).toMatchObject({ ended: 76, notAwaited: 36, back: 0 })
  expect(door.curve[0]?.atRisk).toBe(40)
  expect(readDoor({ ...NOTHING, ended: [ended(50)], returned: [back(10, 12)] }, TODAY, { gapDays: 7 }).back).toBe(10)
})

test('routes are told apart, and whether they differ more than chance gives', () => {
  const door = readDoor(
    {
      ...NOTHING,
      ended: [ended(80), ended(80, 'recovered')],
      returned: [back(30, 60), back(5, 60, { cause: 'recovered' })],
    },
    TODAY,
  )
  expect(door.routes.map(({ route, ended: count }) => [route, count])).toEqual([
    ['completed', 80],
    ['stopped', 80],
  ])
  expect(door.routesDiffer).toBeLessThan(0.001)
})

test('P9 every curve stops where fewer than ten are watched', () => {
  const half = { on: day('2026-06-01'), cause: 'recovered', isFirst: true, count: 95 }
  const door = readDoor({ ...NOTHING, ended: [ended(9, 'recovered'), half] }, TODAY)
  expect(door.curve.at(-1)?.days).toBe(210)
  expect(door.curve.every(({ atRisk }) => atRisk >= 10)).toBe(true)
  const few = readDoor({ ...NOTHING, ended: [ended(9)], entered: [{ on: LEFT, count: 9 }] }, TODAY)
  expect([few.curve, few.waysOut, few.returnsOnAverage]).toEqual([[], [], []])
  expect(readDoor({ ...NOTHING, ended: [ended(3)] }, TODAY).ended).toBe('<5')
})

test('the ways out and who is still there add up to everybody, where one minus each alone adds up to more', () => {
  const door = readDoor(
    {
      ...NOTHING,
      entered: [{ on: LEFT, count: 100 }],
      firstOut: [
        { enteredOn: LEFT, days: 30, cause: 'recovered', count: 30 },
        { enteredOn: LEFT, days: 40, cause: 'out-of-sight', count: 20 },
        { enteredOn: LEFT, days: 50, cause: 'returned-home', count: 10 },
      ],
    },
    TODAY,
  )
  const [first] = door.waysOut
  expect(first).toMatchObject({ days: 90, atRisk: 40 })
  expect(first?.shares['ended']).toBeCloseTo(0.3)
  expect(first?.shares['out-of-sight']).toBeCloseTo(0.2)
  expect(first?.shares['abroad']).toBeCloseTo(0.1)
})

test('causes that shut each other out never add up to more than all, whatever the times', () => {
  const observation = fc.record({
    time: fc.nat({ max: 40 }),
    cause: fc.constantFrom('one', 'other', undefined),
    count: fc.integer({ min: 1, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 30 }), (drawn) => {
      const observations: readonly Observation[] = drawn.map(({ cause, ...each }) => ({
        ...each,
        ...(cause ? { cause } : {}),
      }))
      const shares = cumulativeIncidence(observations, ['one', 'other']).at(-1)?.shares ?? { one: 0, other: 0 }
      const left = kaplanMeier(observations).at(-1)?.share ?? 1
      expect((shares['one'] ?? 0) + (shares['other'] ?? 0) + left).toBeCloseTo(1)
    }),
  )
})
