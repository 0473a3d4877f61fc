import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { clusterLinks } from './clusters.ts'
import { competing, looksOneToOne, oneToOne, weightOfNobody } from './compete.ts'
import { learn } from './learn.ts'
import { GROUPS, LEVELS } from './match-levels.ts'
import { chanceOf, evidenceUnder, PERSONAL } from './match-model.ts'
import { COMMITTED_PARAMETERS, readParameters } from './parameters.ts'

/** A pattern in which the named groups have the given levels and all others are silent. */
const pattern = (levels: Partial<Record<(typeof GROUPS)[number], number>>): number =>
  GROUPS.reduce((sum, group) => sum * LEVELS[group] + (levels[group] ?? 0), 0)
const draw = (random: ReturnType<typeof randomFrom>, count: number, phoneEqual: number, documentEqual: number) => {
  const counts = new Map<number, number>()
  for (let i = 0; i < count; i += 1) {
    const one = pattern({
      phone: random.chance(phoneEqual) ? 4 : 1,
      document: random.chance(documentEqual) ? 3 : 1,
      birth: random.chance(phoneEqual) ? 19 : 6,
    })
    counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return counts
}

test('learning without labels finds the chances that the pairs were drawn with', () => {
  const random = randomFrom(5)
  const same = draw(random, 2_000, 0.8, 0.7)
  const other = draw(random, 20_000, 0.02, 0.03)
  const candidates = new Map(same)
  for (const [one, count] of other) candidates.set(one, (candidates.get(one) ?? 0) + count)
  const learned = learn({ candidates, strangers: new Map(), pairs: 22_000, records: 22_000 }, COMMITTED_PARAMETERS, {
    rounds: 200,
    borrowed: 1,
  })
  expect(learned.matchesPerRecord * 22_000).toBeGreaterThan(1_800)
  expect(learned.matchesPerRecord * 22_000).toBeLessThan(2_200)
  expect(learned.groups.phone.m[4]).toBeCloseTo(0.8, 1)
  expect(learned.groups.document.m[3]).toBeCloseTo(0.7, 1)
  expect(learned.groups.phone.u[4]).toBeCloseTo(0.02, 1)
})

test('a group that a set does not fill keeps the parameters that one started with', () => {
  const candidates = new Map([
    [pattern({ phone: 4 }), 10],
    [pattern({ phone: 1 }), 100],
  ])
  const learned = learn({ candidates, strangers: new Map(), pairs: 110, records: 20 }, COMMITTED_PARAMETERS)
  learned.groups.email.m.forEach((chance, level) => {
    expect(chance).toBeCloseTo(COMMITTED_PARAMETERS.groups.email.m[level] ?? 0, 9)
  })
})

test('learned chances stay chances, whatever the counts', () => {
  const level = (group: (typeof GROUPS)[number]) => fc.nat(LEVELS[group] - 1)
  const anyPattern = fc
    .tuple(...GROUPS.map(level))
    .map((levels) => levels.reduce((sum, one, i) => sum * LEVELS[GROUPS[i] ?? 'name'] + one, 0))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyPattern, fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 20 }),
      (rows) => {
        const learned = learn(
          { candidates: new Map(rows), strangers: new Map(), pairs: 100_000, records: 500 },
          COMMITTED_PARAMETERS,
        )
        expect(() => readParameters(learned)).not.toThrow()
      },
    ),
    { numRuns: 30 },
  )
})

test('what is silent weighs nothing, and personal evidence leaves out what people share', () => {
  const bits = evidenceUnder(COMMITTED_PARAMETERS)
  const personal = evidenceUnder(COMMITTED_PARAMETERS, PERSONAL)
  expect(bits(0)).toBe(0)
  expect(bits(pattern({ phone: 4 }))).toBeGreaterThan(5)
  expect(personal(pattern({ phone: 4, address: 5, place: 6 }))).toBe(0)
  expect(chanceOf(0)).toBe(0.5)
})

test('in the committed weights, equal speaks for and different against, in every group', () => {
  const bits = evidenceUnder(COMMITTED_PARAMETERS)
  const equal = { name: 160, birth: 19, phone: 4, email: 4, document: 3, address: 5, place: 6, origin: 6, other: 4 }
  for (const group of GROUPS) {
    expect(bits(pattern({ [group]: equal[group] })), group).toBeGreaterThan(0)
    expect(bits(pattern({ [group]: group === 'birth' ? 6 : 1 })), group).toBeLessThan(0)
  }
})

test('a damaged table of weights is not read', () => {
  const { groups } = COMMITTED_PARAMETERS
  const damaged = { ...COMMITTED_PARAMETERS, groups: { ...groups, phone: { m: [0, 1], u: [0, 1] } } }
  expect(() => readParameters(damaged)).toThrow(RangeError)
})

test('one wrong pair does not join two persons', () => {
  const clique = (from: number) =>
    [
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
      [2, 3],
    ].map(([a = 0, b = 0]) => ({ a: from + a, b: from + b, chance: 0.99 }))
  const clusters = clusterLinks([...clique(0), ...clique(4), { a: 3, b: 4, chance: 0.97 }], 9)
  expect(new Set(clusters.slice(0, 4)).size).toBe(1)
  expect(new Set(clusters.slice(4, 8)).size).toBe(1)
  expect(clusters[0]).not.toBe(clusters[4])
  expect(clusters[8]).toBe(8)
})

test('the order in which links are given does not change the clusters', () => {
  const link = fc
    .record({ a: fc.nat(14), b: fc.nat(14), chance: fc.constantFrom(0.4, 0.6, 0.8, 0.9) })
    .filter(({ a, b }) => a < b)
  const links = fc.uniqueArray(link, { selector: ({ a, b }) => `${a}-${b}`, maxLength: 40 })
  fc.assert(
    fc.property(links, (given) => {
      const grouped = (clusters: Int32Array) => [...clusters].map((cluster) => [...clusters].indexOf(cluster))
      expect(grouped(clusterLinks(given.toReversed(), 15))).toEqual(grouped(clusterLinks(given, 15)))
    }),
  )
})

test('two equally good answers get half each, and the sum stays below one', () => {
  const pairs = [
    { a: 0, b: 0, bits: 20, chance: 1 },
    { a: 0, b: 1, bits: 20, chance: 1 },
  ]
  const [first, second] = competing(pairs, { bothSides: false, nobody: 1 })
  expect(first?.chance).toBeCloseTo(0.5, 4)
  expect((first?.chance ?? 0) + (second?.chance ?? 0)).toBeLessThan(1)
})

test('one to one, the stronger pair takes both records, and doubles on one side forbid it', () => {
  const pairs = [
    { a: 0, b: 0, bits: 9, chance: 0.998 },
    { a: 0, b: 1, bits: 8, chance: 0.996 },
    { a: 1, b: 1, bits: 5, chance: 0.97 },
  ]
  expect(
    oneToOne(pairs)
      .filter(({ chance }) => chance > 0)
      .map(({ a, b }) => [a, b]),
  ).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(looksOneToOne(pairs)).toBe(false)
  expect(looksOneToOne(pairs.slice(1))).toBe(true)
})

test('nobody weighs as much as the share of askers without a partner', () => {
  const sure = Array.from({ length: 70 }, (_, a) => ({ a, b: a, bits: 30, chance: 1 }))
  expect(weightOfNobody(sure, 100)).toBeCloseTo(0.3, 3)
  expect(weightOfNobody([], 100)).toBe(1)
  expect(weightOfNobody(sure, 70)).toBeCloseTo(0.02, 3)
})
