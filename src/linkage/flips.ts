/**
 * What flips do to counts, and how it is taken off again. Of `n` bits of a slot `k` are flipped, and the matcher knows how many though not which. A
 * set bit is seen as set with probability 1 - k/n, an unset one with k/n, so of two slots that set `a` and `b` bits and share `s` it counts on average
 *
 *     A = a(1 - 2k/n) + k        and        S = s(1 - 2k/n)^2 + (a + b)(k/n)(1 - 2k/n) + k(k/n)
 *
 * Solved for `s`, and with a + b written by what was counted: s(1 - 2k/n)^2 = S - (k/n)(A + B - k). Without this a short name, of which most bits that are
 * seen are flips, looks less like itself with a typing error than a long one does. The same holds for sums of weights of bits, where
 * `k` is what flips weigh on average. Equal slots are flipped alike (bloom.crypto.ts): there is nothing to take off, and this is not asked.
 */
import { flippedBits, SLOTS, type Slot } from './encoding.ts'

export type Flips = {
  /** How many bits are flipped, and which share of all that is. */
  readonly bits: number
  readonly share: number
  /** What is left of a difference when both kinds of flips are taken off: 1 - 2 share. */
  readonly kept: number
}

/** By the place of each slot. */
export type FlipsOfSlots = readonly Flips[]

/** What a share of flips, 0 to 0.2, is in each slot. */
export const flipsOfSlots = (flipShare: number): FlipsOfSlots => {
  const flips: Flips[] = []
  for (const slot of Object.values(SLOTS)) {
    const bits = flippedBits(slot, flipShare)
    const share = bits / (slot.words * 32)
    flips[slot.at] = { bits, share, kept: 1 - 2 * share }
  }
  return flips
}

const NONE: Flips = { bits: 0, share: 0, kept: 1 }
export const flipsIn = (flips: FlipsOfSlots, { at }: Slot): Flips => flips[at] ?? NONE

/** Slots with hardly a bit of their own are as good as one bit. */
export const BITS_LEAST = 1

/**
 * What two slots share without their flips, times `kept`: of `shared` counted in common and `sum` counted in both, where flips alone make `flipped` in
 * each. Never below nothing, and never more than was counted: slots with fewer bits than are flipped are nobody's.
 */
export const sharedWithoutFlips = (shared: number, sum: number, flipped: number, { share }: Flips): number =>
  Math.max(0, shared - share * Math.max(0, sum - flipped))

/** Dice similarity without flips: twice what is shared as a part of all that both have. */
export const diceWithoutFlips = (shared: number, sum: number, flipped: number, flips: Flips): number =>
  (2 * sharedWithoutFlips(shared, sum, flipped, flips)) / (flips.kept * Math.max(sum - 2 * flipped, BITS_LEAST))
