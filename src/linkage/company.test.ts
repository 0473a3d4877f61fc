import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { chancesInCompany, companyOf, consistencyOf, type PairColumns, throughOthers } from './company.ts'
import { COMPANY_BEFORE, learnCompany } from './company-learn.ts'

type Pair = readonly [a: number, b: number, bits: number]
const columns = (pairs: readonly Pair[]): PairColumns => ({
  a: Int32Array.from(pairs, ([a]) => a),
  b: Int32Array.from(pairs, ([, b]) => b),
  bits: Float64Array.from(pairs, ([, , bits]) => bits),
})
const SURE = 20
const UNSURE = -1

/** All pairs inside each group are sure, `bits` apart from those that are overruled. */
const groupsOf = (sizes: readonly number[], overruled: readonly Pair[] = []): readonly Pair[] => {
  const pairs: Pair[] = []
  let first = 0
  for (const size of sizes) {
    for (let i = first; i < first + size; i += 1) for (let j = first; j < i; j += 1) pairs.push([i, j, SURE])
    first += size
  }
  const other = new Map(overruled.map((pair) => [`${pair[0]} ${pair[1]}`, pair]))
  return [...pairs.filter(([a, b]) => !other.has(`${a} ${b}`)), ...overruled]
}

test('two that share a sure third are found although blocking missed them, each pair once', () => {
  expect(
    throughOthers(
      columns([
        [1, 0, SURE],
        [2, 1, SURE],
      ]),
      3,
    ),
  ).toEqual({ a: [2], b: [0] })
  expect(
    throughOthers(
      columns([
        [1, 0, SURE],
        [2, 1, SURE],
        [2, 0, -9],
      ]),
      3,
    ),
  ).toEqual({ a: [], b: [] })
  expect(
    throughOthers(
      columns([
        [1, 0, SURE],
        [2, 1, 1],
      ]),
      3,
    ),
  ).toEqual({ a: [], b: [] })
})

test('a record that seems to be everybody leads to nobody', () => {
  const hub = Array.from({ length: 200 }, (_, i): Pair => [i + 1, 0, SURE])
  expect(throughOthers(columns(hub), 201).a).toHaveLength(0)
})

test('shared company is counted in both directions, a pair is not its own company', () => {
  const pairs = columns([
    [1, 0, SURE],
    [2, 0, SURE],
    [2, 1, UNSURE],
    [3, 1, SURE],
  ])
  const { shared, apartLeast, apartMost } = companyOf(pairs, 4)
  expect([shared[2], apartLeast[2], apartMost[2]].map((value) => Math.round(value ?? -1))).toEqual([1, 0, 1])
  expect([shared[0], apartLeast[0], apartMost[0]].map((value) => Math.round(value ?? -1))).toEqual([0, 1, 1])
})

test('the same doubtful likeness is believed in shared company and doubted when each has another', () => {
  const together = groupsOf([6], [[5, 0, UNSURE]])
  const apart = groupsOf([5, 5], [[9, 0, UNSURE]])
  const alone: readonly Pair[] = [[1, 0, UNSURE]]
  const [believed, doubted, unmoved] = [together, apart, alone].map((pairs) => {
    const all = columns(pairs)
    return chancesInCompany(all.bits, companyOf(all, 10), COMPANY_BEFORE).at(-1) ?? 0
  })
  expect(believed).toBeGreaterThan(0.9)
  expect(doubted).toBeLessThan(0.1)
  expect(unmoved).toBeGreaterThan(doubted ?? 1)
  expect(unmoved).toBeLessThan(believed ?? 0)
})

const COUPLES = 430
const RECORDS = COUPLES * 7
/** Persons of three and of four records by turns. Strangers are doubtfully alike, and so is a part of the persons of four. */
const taughtBy = (part: number): readonly Pair[] => {
  const random = randomFrom(2)
  const personOf = (record: number): number => Math.floor(record / 7) * 2 + (record % 7 < 3 ? 0 : 1)
  const strangers = new Map<number, Pair>()
  while (strangers.size < 4000) {
    const [a, b] = [random.below(RECORDS), random.below(RECORDS)]
    if (personOf(a) === personOf(b)) continue
    const pair: Pair = [Math.max(a, b), Math.min(a, b), UNSURE]
    strangers.set(pair[0] * RECORDS + pair[1], pair)
  }
  const within = Array.from({ length: COUPLES }, (_, couple): Pair => [couple * 7 + 4, couple * 7 + 3, UNSURE])
  const sizes = Array.from({ length: COUPLES }, () => [3, 4]).flat()
  return groupsOf(sizes, [...within.filter(() => random.chance(part)), ...strangers.values()])
}

// Of doubtful pairs of which one record has two partners some 2,700 are strangers, and next to none or 430 are one person.
test('nobody labels: what a doubtful likeness is worth is learned from partners that were hidden', () => {
  const chanceAlone = (pairs: readonly Pair[]): number => {
    const all = columns(pairs)
    const weights = learnCompany(all, companyOf(all, RECORDS), RECORDS)
    const alone = columns([[1, 0, UNSURE]])
    return chancesInCompany(alone.bits, companyOf(alone, 2), weights)[0] ?? -1
  }
  // Doubtful pairs of which one record has two partners: some 2,700 strangers beside next to none, or 430, of one person.
  const [believed = 0, seldom = 0, often = 0] = [[], taughtBy(0.02), taughtBy(1)].map(chanceAlone)
  expect(seldom).toBeLessThan(believed / 2)
  expect(often).toBeGreaterThan(1.2 * seldom)
  expect(often).toBeLessThan(believed)
})

const LARGE = 150
const TEN = 10
/**
 * Persons of ten records: nine are sure of each other but for some doubts, the tenth is sure of the first alone and doubtfully like four
 * others. Neighbours are doubtfully alike as well.
 */
const richTaught = (): PairColumns => {
  const pairs: Pair[] = []
  for (let first = 0; first < LARGE * TEN; first += TEN) {
    for (let i = 0; i < TEN - 1; i += 1)
      for (let j = 0; j < i; j += 1) pairs.push([first + i, first + j, i - j === 4 ? UNSURE : SURE])
    pairs.push([first + 9, first, SURE])
    for (let i = 1; i <= 4; i += 1) pairs.push([first + 9, first + i, UNSURE])
    for (let i = 0; first > 0 && i < TEN; i += 1) pairs.push([first + i, first - TEN + ((i * 3) % TEN), UNSURE])
  }
  return columns(pairs)
}

test('a poor record beside a rich one is judged by rich records that were made poor: its only partner in common tells', () => {
  const pairs = richTaught()
  const weights = learnCompany(pairs, companyOf(pairs, LARGE * TEN), LARGE * TEN)
  const chance = (shared: number, apartLeast: number, apartMost: number): number =>
    chancesInCompany(
      Float64Array.of(UNSURE),
      {
        shared: Float64Array.of(shared),
        apartLeast: Float64Array.of(apartLeast),
        apartMost: Float64Array.of(apartMost),
      },
      weights,
    )[0] ?? -1
  expect(chance(1, 0, 7)).toBeGreaterThan(0.5)
  expect(chance(0, 1, 8)).toBeLessThan(0.1)
})

test('P44 what company teaches does not depend on how records are numbered', () => {
  const pairs = richTaught()
  const last = LARGE * TEN - 1
  const turned = { ...pairs, a: pairs.b.map((b) => last - b), b: pairs.a.map((a) => last - a) }
  const [weights, others] = [pairs, turned].map((all) => learnCompany(all, companyOf(all, last + 1), last + 1))
  weights?.forEach((weight, i) => {
    expect(others?.[i]).toBeCloseTo(weight, 6)
  })
})

test('P44 what company teaches does not depend on the order in which pairs come', () => {
  const pairs = taughtBy(0.5)
  const forth = columns(pairs)
  const back = columns(pairs.toReversed())
  expect(learnCompany(back, companyOf(back, RECORDS), RECORDS)).toEqual(
    learnCompany(forth, companyOf(forth, RECORDS), RECORDS),
  )
})

test('without lessons nothing is changed about what was believed', () => {
  const all = columns([[1, 0, 3]])
  expect(learnCompany(all, companyOf(all, 2), 2)).toEqual(COMPANY_BEFORE)
})

test('pairs of persons hang together, pairs of a people do not', () => {
  const persons = columns(groupsOf([4, 4, 4]))
  const ring = columns(
    Array.from({ length: 12 }, (_, i): Pair => [Math.max(i, (i + 1) % 12), Math.min(i, (i + 1) % 12), SURE]),
  )
  expect(consistencyOf(persons.bits, companyOf(persons, 12))).toBeCloseTo(1, 4)
  expect(consistencyOf(ring.bits, companyOf(ring, 12))).toBeLessThan(0.1)
})

test('P44 company does not depend on the order in which pairs come, and every chance is a chance', () => {
  const pair = fc
    .tuple(fc.nat(30), fc.nat(30), fc.double({ min: -30, max: 30, noNaN: true }))
    .filter(([a, b]) => a !== b)
    .map(([a, b, bits]): Pair => [Math.max(a, b), Math.min(a, b), bits])
  const unique = fc.uniqueArray(pair, { selector: ([a, b]) => a * 100 + b, maxLength: 60 })
  fc.assert(
    fc.property(unique, fc.nat(), (pairs, seed) => {
      const random = randomFrom(seed)
      const shuffled = pairs
        .map((one) => [random.next(), one] as const)
        .sort(([x], [y]) => x - y)
        .map(([, one]) => one)
      const chances = (list: readonly Pair[]): Map<string, number> => {
        const all = columns(list)
        const found = chancesInCompany(all.bits, companyOf(all, 31), COMPANY_BEFORE)
        return new Map(list.map(([a, b], i) => [`${a} ${b}`, found[i] ?? -1]))
      }
      const [one, other] = [chances(pairs), chances(shuffled)]
      for (const [key, chance] of one) {
        expect(chance).toBeGreaterThanOrEqual(0)
        expect(chance).toBeLessThanOrEqual(1)
        expect(other.get(key)).toBeCloseTo(chance, 9)
      }
    }),
  )
})
