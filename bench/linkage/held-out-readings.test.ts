import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { randomFrom } from '../../src/kernel/index.ts'
import { heldOutReadings } from './held-out-readings.ts'
import { learnWays } from './readings-learner.ts'

const folder = mkdtempSync(join(tmpdir(), 'held-out-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Invented words of four signs, each of which is always written the same. */
const SIGNS = [...'бвгдзклмнпрст'].map((sign, i) => [sign, 'bvgdzklmnprst'.charAt(i)] as const)
const VOWELS = [...'аеоу'].map((sign, i) => [sign, 'aeou'.charAt(i)] as const)
const random = randomFrom(5)
const words = Array.from({ length: 240 }, () => {
  const signs = [SIGNS, VOWELS, SIGNS, VOWELS, SIGNS].map((from) => random.pick(from))
  return { native: signs.map(([sign]) => sign).join(''), latin: signs.map(([, letter]) => letter).join('') }
})

const setOf = (name: string, pairs: readonly { latin: string; native: string }[], task = 'names'): string => {
  writeFileSync(
    join(folder, `${name}.tsv`),
    `latin\tnative\n${pairs.map(({ latin, native }) => `${latin}\t${native}`).join('\n')}`,
  )
  const file = join(folder, `${name}.set.json`)
  writeFileSync(
    file,
    JSON.stringify({
      name,
      task,
      files: { pairs: `${name}.tsv`, records: `${name}.tsv` },
      delimiter: '\t',
      columns: { left: 'latin', right: 'native' },
      truth: { kind: task === 'names' ? 'row' : 'column', column: 'latin' },
      sample: { candidates: 40, seed: 1 },
    }),
  )
  return file
}

test('names that no table was made from are sought among groups of their own fold, and the same seed gives the same figures', () => {
  const file = setOf('plain', words)
  const figures = heldOutReadings({ file, folds: 3, seed: 1 })
  expect(figures.recallAt1).toBeGreaterThan(0.9)
  expect(figures.byFold).toHaveLength(3)
  expect(figures.names % 40).toBe(0)
  expect(heldOutReadings({ file, folds: 3, seed: 1 })).toEqual(figures)
  expect(heldOutReadings({ file, folds: 3, seed: 1, only: 2 }).byFold).toEqual(figures.byFold.slice(2))
})

test('what is only in the names of a fold does not help to find them', () => {
  // Each sign stands in one name alone, which is met four times and written by lot: who learned from one of the four would find the others.
  const lot = randomFrom(6)
  const alone = Array.from({ length: 60 }, (_, i) => ({
    native: String.fromCodePoint(0x5000 + 3 * i, 0x5001 + 3 * i, 0x5002 + 3 * i),
    latin: Array.from({ length: 6 }, () => lot.pick([...'bdfgklmnprst'])).join(''),
  }))
  expect(
    heldOutReadings({ file: setOf('alone', [...alone, ...alone, ...alone, ...alone]), folds: 2, seed: 1 }).recallAt1,
  ).toBeLessThan(0.3)
})

test('a set without pairs of names, or folds that cannot be, are refused in a sentence', () => {
  expect(() => heldOutReadings({ file: setOf('people', words, 'dedupe'), folds: 3, seed: 1 })).toThrow(
    /no pairs of names/,
  )
  for (const folds of [1, 0, Number.NaN, 2.5])
    expect(() => heldOutReadings({ file: setOf('plain', words), folds, seed: 1 })).toThrow(/folds/)
  expect(() => heldOutReadings({ file: setOf('few', words.slice(0, 30)), folds: 3, seed: 1 })).toThrow(/too few/)
})

test('pairs that are mistaken hardly teach: the letters of one name beside the signs of another', () => {
  const mixed = words.map((word, i) => (i % 5 === 0 ? { ...word, latin: words[i + 1]?.latin ?? '' } : word))
  const ways = learnWays(mixed.map((word) => ({ ...word, count: 1 })))
  for (const [sign, letter] of [...SIGNS, ...VOWELS])
    expect(ways.get(sign), sign).toMatch(new RegExp(`^${letter}(100|9\\d)`))
})
