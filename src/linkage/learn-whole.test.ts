import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import type { Evidence } from './learn.ts'
import { type CandidateColumns, learnWhole } from './learn-whole.ts'
import { GROUPS, type Group, LEVELS } from './match-levels.ts'
import { chanceOf, evidenceUnder } from './match-model.ts'
import { COMMITTED_PARAMETERS } from './parameters.ts'

const patternWith = (levels: Partial<Record<Group, number>>): number =>
  GROUPS.reduce((pattern, group) => pattern * LEVELS[group] + (levels[group] ?? 0), 0)
const NAME_EQUAL = LEVELS.name - 1
const NAME_NEAR = 60
const SAME = patternWith({
  name: NAME_EQUAL,
  birth: LEVELS.birth - 1,
  origin: LEVELS.origin - 1,
  other: LEVELS.other - 1,
})
const COUNTRYMEN = patternWith({ name: NAME_NEAR, birth: 6, origin: LEVELS.origin - 1, other: LEVELS.other - 1 })
const STRANGERS = patternWith({ name: 1, birth: 6, origin: 1, other: 1 })

/** Persons with three records each; records that come from one country look somewhat alike, in a ring that nobody closes. */
const registration = (persons: number, countrymen: number) => {
  const random = randomFrom(3)
  const size = persons * 3
  const pairs = new Map<number, number>()
  for (let person = 0; person < persons; person += 1)
    for (const [i, j] of [
      [1, 0],
      [2, 0],
      [2, 1],
    ] as const)
      pairs.set((person * 3 + i) * size + person * 3 + j, SAME)
  while (pairs.size < persons * 3 + countrymen) {
    const [a, b] = [random.below(size), random.below(size)]
    const key = Math.max(a, b) * size + Math.min(a, b)
    if (a !== b && !pairs.has(key)) pairs.set(key, COUNTRYMEN)
  }
  const keys = [...pairs.keys()]
  const columns: CandidateColumns = {
    a: Int32Array.from(keys, (key) => Math.floor(key / size)),
    b: Int32Array.from(keys, (key) => key % size),
    patterns: Float64Array.from(pairs.values()),
  }
  const evidence: Evidence = {
    candidates: new Map([
      [SAME, persons * 3],
      [COUNTRYMEN, countrymen],
    ]),
    strangers: new Map([[STRANGERS, 10_000]]),
    pairs: (size * (size - 1)) / 2,
    records: size,
  }
  return { columns, evidence }
}

const chancesUnder = ({ columns, evidence }: ReturnType<typeof registration>) => {
  const learned = learnWhole(evidence, COMMITTED_PARAMETERS, columns)
  const bits = evidenceUnder(learned.parameters)
  return {
    doubted: learned.doubted,
    same: chanceOf(bits(SAME) + learned.prior),
    countrymen: chanceOf(bits(COUNTRYMEN) + learned.prior),
  }
}

test('where pairs hang together as persons do, nothing is doubted', () => {
  const { doubted, same } = chancesUnder(registration(300, 0))
  expect(doubted).toEqual([])
  expect(same).toBeGreaterThan(0.99)
})

test('the same pairs in another order teach the same', () => {
  const { columns, evidence } = registration(100, 1000)
  const back: CandidateColumns = {
    a: columns.a.toReversed(),
    b: columns.b.toReversed(),
    patterns: columns.patterns.toReversed(),
  }
  const [one, other] = [columns, back].map((each) => learnWhole(evidence, COMMITTED_PARAMETERS, each).parameters)
  expect(one).toEqual(other)
})
