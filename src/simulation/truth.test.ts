import { expect, test } from 'vitest'
import { scorePairs, truthPairs } from './truth.ts'

test('three signals about one person are three pairs, each once', () => {
  expect(truthPairs('P1', ['c', 'a', 'b'])).toEqual([
    { one: 'a', other: 'b', person: 'P1' },
    { one: 'a', other: 'c', person: 'P1' },
    { one: 'b', other: 'c', person: 'P1' },
  ])
  expect(truthPairs('P1', ['a'])).toEqual([])
})

test('a score counts what is right among what was found and among the truth; order and repeats do not matter', () => {
  const found = [
    ['b', 'a'],
    ['a', 'b'],
    ['a', 'z'],
  ] as const
  expect(scorePairs(found, truthPairs('P1', ['a', 'b', 'c']))).toEqual({
    found: 2,
    right: 1,
    truth: 3,
    precision: 1 / 2,
    recall: 1 / 3,
  })
})

test('where nothing was found there is no precision, and where nothing is true no recall', () => {
  expect(scorePairs([], [])).toEqual({ found: 0, right: 0, truth: 0 })
})
