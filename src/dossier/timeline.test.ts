import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { inOrder, knownDate, readWhen, spanOf } from './timeline.ts'

const today = day('2026-11-16')
const codeOf = (given: string) => {
  const when = readWhen(given, today)
  return when.ok ? when.value : when.refusal.code
}

test('a year, a month, a day and not known are each kept as exactly as they are', () => {
  expect(codeOf('2024')).toEqual({ happened: '2024-01-01', precision: 'year' })
  expect(codeOf('2024-05')).toEqual({ happened: '2024-05-01', precision: 'month' })
  expect(codeOf('2024-05-03')).toEqual({ happened: '2024-05-03', precision: 'day' })
  expect(codeOf('unknown')).toEqual({ happened: today, precision: 'unknown' })
  expect(readWhen(undefined, today)).toMatchObject({ value: { happened: today, precision: 'day' } })
  for (const wrong of ['', '24', '2024-13', '2024-02-30', 'gisteren', '2024-5', 'null'])
    expect(codeOf(wrong)).toBe('bad-input')
})

test('P24 what lies in the future is refused, and what can have happened is not', () => {
  expect([codeOf('2027'), codeOf('2026-12'), codeOf('2026-11-17')]).toEqual(Array(3).fill('happened-in-future'))
  for (const past of ['2026', '2026-11', '2026-11-16']) expect(typeof codeOf(past)).toBe('object')
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.constantFrom(4, 7, 10), (distance, length) => {
      const when = readWhen(addDays(today, distance).slice(0, length), today)
      const begun = addDays(today, distance).slice(0, length) <= today.slice(0, length)
      expect(when.ok).toBe(begun)
      if (when.ok) expect(when.value.happened <= today).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

const anyFact = fc
  .tuple(
    fc.integer({ min: -3_000, max: 0 }),
    fc.constantFrom('day', 'month', 'year', 'unknown'),
    fc.integer({ min: 0, max: 900 }),
  )
  .map(([back, precision, later]) => {
    const at = addDays(today, back)
    const first = { day: at, unknown: at, month: `${at.slice(0, 7)}-01`, year: `${at.slice(0, 4)}-01-01` }[precision]
    return { happenedDate: String(first), precision, learnedAt: `${addDays(at, later)}T09:00:00.000Z` }
  })

test('P25 nothing stands above what was certainly later, what nobody knows the day of stands below, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
      const ordered = inOrder(facts)
      expect(ordered.toSorted()).toHaveLength(facts.length)
      expect(new Set(ordered)).toEqual(new Set(facts))
      for (const [at, upper] of ordered.entries())
        for (const lower of ordered.slice(at + 1)) {
          const [above, below] = [spanOf(upper), spanOf(lower)]
          if (!above) expect(below).toBeUndefined()
          if (above && below) expect(below[0] > above[1]).toBe(false)
        }
    }),
    { numRuns: 5_000 },
  )
})

test('the days on which something can have happened, and the date as it is known', () => {
  const fact = (happenedDate: string, precision: string) => ({
    happenedDate,
    precision,
    learnedAt: '2026-11-16T09:00:00Z',
  })
  expect(spanOf(fact('2024-02-01', 'month'))).toEqual(['2024-02-01', '2024-02-29'])
  expect(spanOf(fact('2024-12-01', 'month'))).toEqual(['2024-12-01', '2024-12-31'])
  expect(spanOf(fact('2024-01-01', 'year'))).toEqual(['2024-01-01', '2024-12-31'])
  expect(spanOf(fact('2024-05-03', 'day'))).toEqual(['2024-05-03', '2024-05-03'])
  expect(spanOf(fact('2024-05-03', 'unknown'))).toBeUndefined()
  expect([fact('2024-01-01', 'year'), fact('2024-05-01', 'month'), fact('2024-05-03', 'day')].map(knownDate)).toEqual([
    ...['2024', '2024-05', '2024-05-03'],
  ])
  expect(knownDate(fact('2024-05-03', 'unknown'))).toBeUndefined()
})
