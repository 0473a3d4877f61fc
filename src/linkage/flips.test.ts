import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { SLOTS } from './encoding.ts'
import { diceWithoutFlips, flipsIn, flipsOfSlots, sharedWithoutFlips } from './flips.ts'

const BITS = SLOTS.given.words * 32
type Bits = readonly boolean[]

/** `count` different places of a slot. */
const places = (random: ReturnType<typeof randomFrom>, count: number): ReadonlySet<number> => {
  const found = new Set<number>()
  while (found.size < count) found.add(random.below(BITS))
  return found
}
const flipped = (bits: Bits, random: ReturnType<typeof randomFrom>, count: number): Bits => {
  const at = places(random, count)
  return bits.map((bit, i) => bit !== at.has(i))
}
const countOf = (bits: Bits): number => bits.filter(Boolean).length

/** What is reckoned, on average over many draws of flips, for two slots that set so many bits and share so many. */
const reckoned = (ofA: number, ofB: number, shared: number, flipShare: number): number => {
  const random = randomFrom(11)
  const flips = flipsIn(flipsOfSlots(flipShare), SLOTS.given)
  const a = Array.from({ length: BITS }, (_, i) => i < ofA)
  const b = Array.from({ length: BITS }, (_, i) => i >= ofA - shared && i < ofA - shared + ofB)
  let sum = 0
  for (let draw = 0; draw < 400; draw += 1) {
    const [seenA, seenB] = [flipped(a, random, flips.bits), flipped(b, random, flips.bits)]
    const both = countOf(seenA.map((bit, i) => bit && seenB[i] === true))
    sum += diceWithoutFlips(both, countOf(seenA) + countOf(seenB), flips.bits, flips)
  }
  return sum / 400
}

test('what is reckoned is on average what would be counted without flips, for full slots and for nearly empty ones', () => {
  for (const flipShare of [0.02, 0.05, 0.1])
    for (const [ofA, ofB, shared] of [
      [100, 100, 80],
      [100, 60, 50],
      [40, 40, 32],
      [30, 24, 12],
    ] as const) {
      const truth = (2 * shared) / (ofA + ofB)
      expect(Math.abs(reckoned(ofA, ofB, shared, flipShare) - truth), `${flipShare} ${ofA} ${ofB}`).toBeLessThan(0.03)
    }
})

test('a short name and a long one that are as alike as each other are reckoned so, which counting alone does not', () => {
  const counted = (bits: number): number => {
    const { bits: k, share, kept } = flipsIn(flipsOfSlots(0.05), SLOTS.given)
    const all = 2 * (bits * kept + k)
    return (2 * (0.8 * bits * kept ** 2 + 2 * bits * share * kept + k * share)) / all
  }
  expect(counted(100) - counted(25)).toBeGreaterThan(0.1)
  expect(Math.abs(reckoned(100, 100, 80, 0.05) - reckoned(25, 25, 20, 0.05))).toBeLessThan(0.03)
})

test('where nothing is flipped nothing is taken off', () => {
  const none = flipsIn(flipsOfSlots(0), SLOTS.given)
  expect(none).toEqual({ bits: 0, share: 0, kept: 1 })
  expect(diceWithoutFlips(30, 80, 0, none)).toBe(0.75)
  expect(sharedWithoutFlips(30, 80, 0, none)).toBe(30)
})

test('slots that share less than flips alone would make them share, share nothing', () => {
  const flips = flipsIn(flipsOfSlots(0.05), SLOTS.given)
  expect(sharedWithoutFlips(0, 80, flips.bits, flips)).toBe(0)
  expect(diceWithoutFlips(0, 2, flips.bits, flips)).toBe(0)
})
