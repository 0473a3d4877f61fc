import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactInterval } from '../directory/public.ts'
import { addQuarters, day } from '../kernel/index.ts'
import {
  aroundChange,
  BAND,
  bandOf,
  type Counts,
  causesOf,
  compare,
  countsBy,
  figureOf,
  type NormCell,
  tableOfNorm,
} from './norm-figures.ts'

const persons = fc.nat(60)
const anyCounts: fc.Arbitrary<Counts> = fc.record({
  kept: persons,
  missed: persons,
  excepted: persons,
  running: persons,
})
const totalOf = ({ kept, missed, excepted, running }: Counts): number => kept + missed + excepted + running
const inBand = (count: number, other: number): boolean => Math.floor(count / BAND) === Math.floor(other / BAND)
/** Other counts that fall in the same bands, the total too. */
const alike = (counts: Counts): fc.Arbitrary<Counts> => {
  const within = (count: number) => fc.nat(BAND - 1).map((more) => bandOf(count).low + more)
  return fc
    .record({
      kept: within(counts.kept),
      missed: within(counts.missed),
      excepted: within(counts.excepted),
      running: within(counts.running),
    })
    .filter((other) => inBand(totalOf(other), totalOf(counts)))
}
const pair = anyCounts.chain((counts) => fc.tuple(fc.constant(counts), alike(counts)))

test('P11 what is shown changes with nothing that falls in the same band of five persons', () => {
  fc.assert(
    fc.property(pair, pair, ([one, other], [after, afterToo]) => {
      expect(figureOf(other)).toEqual(figureOf(one))
      expect(compare(other, afterToo)).toEqual(compare(one, after))
    }),
  )
})

test('P11 no figure is of fewer than five persons, and one of fewer than five looks like one of nobody', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const figure = figureOf(counts)
      expect(figure.kind).toBe(totalOf(counts) < BAND ? 'few' : 'figure')
      if (figure.kind === 'few') return
      for (const { low, high } of [figure.persons, ...Object.values(figure.states)]) {
        expect([low % BAND, high - low]).toEqual([0, BAND - 1])
      }
      // Nobody can work out one state from the others: at least two numbers fit each band.
      const { kept, missed, excepted, running } = figure.states
      const states = [kept, missed, excepted, running]
      for (const [place, state] of states.entries()) {
        const others = states.filter((_, at) => at !== place)
        const least = Math.max(state.low, figure.persons.low - others.reduce((sum, { high }) => sum + high, 0))
        const most = Math.min(state.high, figure.persons.high - others.reduce((sum, { low }) => sum + low, 0))
        expect(most - least).toBeGreaterThanOrEqual(1)
      }
    }),
  )
  expect(figureOf({ kept: 0, missed: 0, excepted: 0, running: 0 })).toEqual(
    figureOf({ kept: 1, missed: 2, excepted: 1, running: 0 }),
  )
})

test('P12 an interval is never shorter than the exact one of what was counted, and neither is that of a difference', () => {
  fc.assert(
    fc.property(anyCounts, anyCounts, (before, after) => {
      const figure = figureOf(before)
      const exact = exactInterval(before.missed, before.missed + before.kept)
      if (figure.kind === 'figure' && figure.missedShare) {
        expect(figure.missedShare.from).toBeLessThanOrEqual(exact.from + 1e-9)
        expect(figure.missedShare.to).toBeGreaterThanOrEqual(exact.to - 1e-9)
      }
      const { difference, says } = compare(before, after)
      expect(says === 'too-few').toBe(difference === undefined)
      if (!difference) return
      const [was, is] = [before, after].map(({ missed, kept }) => missed / (missed + kept))
      expect(difference.from).toBeLessThanOrEqual((is ?? 0) - (was ?? 0) + 1e-9)
      expect(difference.to).toBeGreaterThanOrEqual((is ?? 0) - (was ?? 0) - 1e-9)
    }),
  )
})

test('figures of a hand: twenty persons, three missed', () => {
  const figure = figureOf({ kept: 17, missed: 3, excepted: 0, running: 0 })
  expect(figure).toMatchObject({
    ...{ kind: 'figure', persons: { low: 20, high: 24 } },
    states: { kept: { low: 15, high: 19 }, missed: { low: 0, high: 4 }, excepted: { low: 0, high: 4 } },
  })
  // Of nobody of nineteen until four of nineteen: 0 to the upper end of 4 of 19.
  expect(figure.kind === 'figure' && figure.missedShare?.from).toBe(0)
  expect(figure.kind === 'figure' && figure.missedShare?.to).toBeCloseTo(0.4557, 3)
  expect(figureOf({ kept: 2, missed: 2, excepted: 9, running: 0 })).not.toHaveProperty('missedShare')
})

test('a change that is large is said, one that is small is not sure, and few say nothing', () => {
  const of = (kept: number, missed: number): Counts => ({ kept, missed, excepted: 0, running: 0 })
  expect(compare(of(20, 80), of(80, 20)).says).toBe('less-missed')
  expect(compare(of(80, 20), of(20, 80)).says).toBe('more-missed')
  expect(compare(of(50, 50), of(55, 45)).says).toBe('not-sure')
  expect(compare(of(50, 50), of(2, 2)).says).toBe('too-few')
})

const cell = fc.record<NormCell>({
  normId: fc.constantFrom('N01', 'N02'),
  level: fc.constantFrom('area', 'country'),
  key: fc.constantFrom('VR01', 'VR02', 'unknown'),
  state: fc.constantFrom('kept', 'missed', 'excepted', 'running'),
  cause: fc.constantFrom('no-place', 'none'),
  persons: fc.integer({ min: 1, max: 9 }),
})
test('P5 the order of rows changes nothing, and rows of another norm or level count nowhere', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
      const counts = countsBy(cells, 'N01', 'area')
      const again = countsBy(cells.toReversed(), 'N01', 'area')
      expect(new Map([...again].sort())).toEqual(new Map([...counts].sort()))
      const slow = cells.filter((each) => each.normId === 'N01' && each.level === 'area')
      expect([...counts.values()].reduce((sum, each) => sum + totalOf(each), 0)).toBe(
        slow.reduce((sum, each) => sum + each.persons, 0),
      )
    }),
  )
})

test('every cause is named in its own order, also one of which there was none', () => {
  const cells: NormCell[] = [
    { normId: 'N01', level: 'country', key: 'all', state: 'missed', cause: 'other', persons: 7 },
    { normId: 'N01', level: 'country', key: 'all', state: 'missed', cause: 'none', persons: 3 },
  ]
  const asked = { normId: 'N01', level: 'country', key: 'all', causes: ['no-place', 'other'] }
  expect(causesOf(cells, asked)).toEqual([
    { cause: 'no-place', persons: { low: 0, high: 4 } },
    { cause: 'other', persons: { low: 5, high: 9 } },
    { cause: 'none', persons: { low: 0, high: 4 } },
  ])
})

test('a change has its quarters before and after once its own quarter is closed', () => {
  expect(aroundChange(day('2026-11-01'), '2026Q3')).toBeUndefined()
  expect(aroundChange(day('2026-11-01'), '2027Q1')).toEqual({
    before: { from: '2026Q1', until: '2026Q4' },
    after: { from: '2026Q4', until: '2027Q1' },
  })
  expect(aroundChange(day('2026-11-01'), addQuarters('2026Q4', 9))?.after).toEqual({ from: '2026Q4', until: '2027Q3' })
})

test('a release is made of every region and of each person once; of nobody nothing is made', () => {
  const of = (key: string, state: NormCell['state'], count: number): NormCell => ({
    ...{ normId: 'N01', level: 'first-area', key, state, persons: count },
  })
  const asked = { normId: 'N01', regions: ['VR01', 'VR02', 'unknown'] }
  const cells = [
    of('VR02', 'kept', 12),
    of('VR02', 'missed', 3),
    of('VR02', 'running', 9),
    of('unknown', 'excepted', 1),
  ]
  expect(tableOfNorm(cells, asked)).toEqual({
    ...{ regions: asked.regions, forms: ['excepted', 'kept', 'missed'] },
    cells: [
      [0, 0, 0],
      [0, 12, 3],
      [1, 0, 0],
    ],
  })
  expect(tableOfNorm([of('VR01', 'running', 50)], asked).regions).toEqual([])
})
