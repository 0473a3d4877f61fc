/** When only one can be right: chances that know of their rivals, and the assignment of one to one. */
export type Contender = { readonly a: number; readonly b: number; readonly bits: number; readonly chance: number }

/** Above this many bits a rival's odds would swallow all others in floating point; nothing is surer than this. */
const BITS_MAX = 60
const oddsOf = (bits: number): number => 2 ** Math.min(bits, BITS_MAX)

/**
 * Chances that add up: the odds of a pair stand against "nobody", which weighs `nobody`, and against the other pairs of the
 * same `a`, and with `bothSides` also of the same `b`. Two equally good answers then get a half each, and not certainty twice.
 */
export const competing = <Pair extends Contender>(
  pairs: readonly Pair[],
  { bothSides, nobody }: { readonly bothSides: boolean; readonly nobody: number },
): readonly Pair[] => {
  const [ofA, ofB] = [sumOdds(pairs, ({ a }) => a), sumOdds(pairs, ({ b }) => b)]
  return pairs.map((pair) => {
    const own = oddsOf(pair.bits)
    const rivals = (ofA.get(pair.a) ?? own) - own + (bothSides ? (ofB.get(pair.b) ?? own) - own : 0)
    return { ...pair, chance: own / (nobody + own + Math.max(0, rivals)) }
  })
}

const sumOdds = (pairs: readonly Contender[], sideOf: (pair: Contender) => number): ReadonlyMap<number, number> => {
  const sums = new Map<number, number>()
  for (const pair of pairs) sums.set(sideOf(pair), (sums.get(sideOf(pair)) ?? 0) + oddsOf(pair.bits))
  return sums
}

/** However many find a partner, "nobody" keeps a little weight: one in fifty. */
const NOBODY_LEAST = 0.02

/**
 * The weight of "nobody" when each of `askers` has one partner at most: the share of them that has none. It is found from the
 * pairs themselves, by starting at one and asking again with the answer. Where nearly everybody has a partner, a doubtful
 * pair without a rival is more likely right than the same pair among strangers.
 */
export const weightOfNobody = (pairs: readonly Contender[], askers: number): number => {
  const sums = [...sumOdds(pairs, ({ a }) => a).values()]
  let nobody = 1
  for (let round = 0; round < 30; round += 1) {
    const partnered = sums.reduce((total, sum) => total + sum / (nobody + sum), 0)
    nobody = Math.max(NOBODY_LEAST, 1 - partnered / Math.max(askers, 1))
  }
  return nobody
}

/**
 * Whether both sides seem free of doubles: of those with any near-certain partner at most one in twenty has a second.
 * Then one may be the partner of one only.
 */
export const looksOneToOne = (pairs: readonly Contender[]): boolean => {
  const sides = [new Map<number, number>(), new Map<number, number>()] as const
  for (const { a, b, chance } of pairs) {
    if (chance < 0.99) continue
    sides[0].set(a, (sides[0].get(a) ?? 0) + 1)
    sides[1].set(b, (sides[1].get(b) ?? 0) + 1)
  }
  return sides.every((partners) => [...partners.values()].filter((count) => count > 1).length <= 0.05 * partners.size)
}

/** Best pairs first, each record used once; pairs whose records were taken lose their chance. */
export const oneToOne = <Pair extends Contender>(pairs: readonly Pair[]): readonly Pair[] => {
  const [takenA, takenB] = [new Set<number>(), new Set<number>()]
  const ordered = [...pairs].sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)
  return ordered.map((pair) => {
    if (takenA.has(pair.a) || takenB.has(pair.b)) return { ...pair, chance: 0 }
    if (pair.chance >= 0.2) {
      takenA.add(pair.a)
      takenB.add(pair.b)
    }
    return pair
  })
}
