import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { ROOT } from '../platform/config.ts'
import { ASIDE, type Deed, findUnusual, LISTS, LOOKS, type Look, TERMS, usualOf } from './unusual.ts'

const today = day('2026-11-16')
const ago = (days: number) => addDays(today, -days)
const seen = { deeds: [], guesses: [], hasBusiness: () => true, today }
const look = (over: Partial<Look> & { readonly daysAgo?: number } = {}): Look => {
  const { daysAgo = 0, ...rest } = over
  return {
    actor: 'hanna',
    function: 'care-coordinator',
    day: ago(daysAgo),
    hour: 10,
    subject: 'file',
    times: 1,
    ...rest,
  }
}
/** So many files a day, on so many days that end `from` days ago. */
const daysOf = (count: number, files: number, over: Partial<Look> = {}, from = 1): readonly Look[] =>
  Array.from({ length: count }, (_, at) =>
    Array.from({ length: files }, (_each, file) =>
      look({ daysAgo: from + at, subject: `file ${file} of ${at}`, ...over }),
    ),
  ).flat()
const files = (count: number, over: Partial<Look> & { readonly daysAgo?: number } = {}): readonly Look[] =>
  Array.from({ length: count }, (_, file) => look({ subject: `new ${file}`, ...over }))
const patterns = (given: Parameters<typeof findUnusual>[0]): readonly string[] =>
  findUnusual(given).findings.map(({ pattern }) => pattern)

test('P9 a number alone is never unusual: who looks at as many files every day is not found, however many that are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 12, max: 40 }), (many, days) => {
      expect(patterns({ ...seen, looks: daysOf(days, many, {}, 0) })).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('P9 more files than on her own other days is found, with the numbers that it rests on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 30 }), (usual, more) => {
      const count = usual + more
      const { findings } = findUnusual({ ...seen, looks: [...daysOf(20, usual), ...files(count)] })
      const wanted = count > usual * TERMS.filesFactor && count >= usual + TERMS.filesMore
      expect(findings.map(({ pattern }) => pattern)).toEqual(wanted ? ['many-files'] : [])
      if (wanted) expect(findings).toMatchObject([{ count, usual, days: 20, comparedWith: 'own', day: today }])
    }),
    { numRuns: 60 },
  )
})

test('P10 with too little history of her own she is compared with her function, and without that nothing is said but that there is too little', () => {
  const short = daysOf(TERMS.leastDays - 1, 1)
  const busy = files(40)
  expect(findUnusual({ ...seen, looks: [...short, ...busy] })).toMatchObject({
    findings: [],
    tooLittle: [{ actor: 'hanna', days: TERMS.leastDays }],
  })
  const colleagues = daysOf(12, 2, { actor: 'joost' })
  expect(findUnusual({ ...seen, looks: [...short, ...busy, ...colleagues] }).findings).toMatchObject([
    { actor: 'hanna', pattern: 'many-files', comparedWith: 'function', usual: 2, days: 12 },
  ])
  const elsewhere = daysOf(12, 2, { actor: 'joost', function: 'shelter-worker' })
  expect(findUnusual({ ...seen, looks: [...short, ...busy, ...elsewhere] }).findings).toEqual([])
  expect(findUnusual({ ...seen, looks: [...daysOf(12, 45), ...busy, ...colleagues] }).findings).toEqual([])
})

test('hours are those of her own other days: the night is unusual for who works by day, and not for who works by night', () => {
  const night = files(2, { hour: 3, times: 2 })
  expect(findUnusual({ ...seen, looks: [...daysOf(20, 2), ...night] }).findings).toMatchObject([
    { pattern: 'odd-hours', hours: [3], count: 4, days: 20 },
  ])
  expect(patterns({ ...seen, looks: [...daysOf(20, 2, { hour: 3 }), ...night] })).toEqual([])
  expect(patterns({ ...seen, looks: [...daysOf(20, 2), ...files(2, { hour: 11 })] })).toEqual([])
})

test('the same file again and again is found when the house did nothing for it within the days after, and not before these are over', () => {
  const again = [12, 11, 10, 9].flatMap((daysAgo) => [look({ daysAgo, times: 2 })])
  const done = (daysAgo: number): readonly Deed[] => [{ subject: 'file', day: ago(daysAgo) }]
  const found = (deeds: readonly Deed[], on = today) => patterns({ ...seen, looks: again, deeds, today: on })
  expect(findUnusual({ ...seen, looks: again }).findings).toMatchObject([
    { pattern: 'same-file', count: 8, days: 4, subjects: ['file'] },
  ])
  expect(found(done(10))).toEqual([])
  expect(found(done(9 - TERMS.actWithinDays))).toEqual([])
  expect(found(done(9 - TERMS.actWithinDays - 1))).toEqual(['same-file'])
  expect(found(done(13))).toEqual(['same-file'])
  expect(found([{ subject: 'another', day: ago(10) }])).toEqual(['same-file'])
  expect(found([], ago(9 - TERMS.actWithinDays))).toEqual([])
  expect(patterns({ ...seen, looks: [look({ daysAgo: 9, times: 50 })] })).toEqual([])
})

test('a file that the house has nothing to do with is found, unless it did something for it before', () => {
  const strange = { ...seen, hasBusiness: () => false, looks: [look({ daysAgo: 3 })] }
  expect(findUnusual(strange).findings).toMatchObject([{ pattern: 'no-business', count: 1, subjects: ['file'] }])
  expect(patterns({ ...strange, deeds: [{ subject: 'file', day: ago(20) }] })).toEqual([])
  expect(patterns({ ...strange, deeds: [{ subject: 'file', day: ago(1) }] })).toEqual(['no-business'])
})

test('who is refused hidden files more than a few times a day is found, with how often', () => {
  const guess = (times: number) => ({ actor: 'hanna', function: 'care-coordinator', day: ago(2), times })
  const found = (times: number) => findUnusual({ ...seen, looks: [], guesses: [guess(times)] }).findings
  expect(found(TERMS.guesses)).toMatchObject([{ pattern: 'guessing', count: TERMS.guesses }])
  expect(found(TERMS.guesses - 1)).toEqual([])
})

const anyLook = fc.record({
  actor: fc.constantFrom('hanna', 'joost', 'kees'),
  function: fc.constantFrom('care-coordinator', 'shelter-worker'),
  day: fc.integer({ min: 0, max: 89 }).map(ago),
  hour: fc.integer({ min: 0, max: 23 }),
  subject: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  times: fc.integer({ min: 1, max: 6 }),
})

test('P10 findings do not depend on the order of the log, are each once, lie in the days that are judged and say whom they were compared with', () => {
  fc.assert(
    fc.property(fc.array(anyLook, { maxLength: 120 }), (looks) => {
      const found = findUnusual({ ...seen, looks })
      expect(findUnusual({ ...seen, looks: [...looks].reverse() }).findings.map(({ id }) => id)).toEqual(
        found.findings.map(({ id }) => id),
      )
      expect(new Set(found.findings.map(({ id }) => id)).size).toBe(found.findings.length)
      for (const each of found.findings) {
        expect(each.day >= ago(TERMS.judgedDays)).toBe(true)
        if (each.pattern === 'many-files' || each.pattern === 'odd-hours') {
          expect(each.comparedWith).toBeDefined()
          expect(each.days).toBeGreaterThanOrEqual(TERMS.leastDays)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('what is usual is a number that occurred, and no more than a tenth of the days goes beyond it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (counts) => {
      const usual = usualOf(counts, 0.9)
      expect(counts).toContain(usual)
      expect(counts.filter((each) => each > usual).length).toBeLessThanOrEqual(counts.length * 0.1)
    }),
  )
})

test('every act of reading that the code writes into the log is classed as a look, a list or neither', () => {
  const sources = sourcesIn(join(ROOT, 'src')).map((path) => readFileSync(path, 'utf8'))
  const acts = new Set(
    sources.flatMap((text) => [...text.matchAll(/concerns\([^,]+,\s*'([a-z-]+)'/g)].map((found) => found[1] ?? '')),
  )
  const classed = [...(LOOKS ?? []), ...(LISTS ?? []), ...(ASIDE ?? [])]
  const reading = [...acts].filter((act) => /^(read|list|see|open-own)-|-read$|^review-/.test(act))
  expect(reading.length).toBeGreaterThan(15)
  expect(reading.filter((act) => !classed.includes(act))).toEqual([])
})

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory()
      ? sourcesIn(path)
      : /\.(store|routes|listeners|job)\.ts$/.test(name)
        ? [path]
        : []
  })
