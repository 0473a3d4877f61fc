import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { countBits, ENCODING_WORDS, SLOTS, sharedBits } from './encoding.ts'
import { type MatchableRecord, Matcher, type MatcherSetting } from './match.ts'
import { type IndexLimits, MatchIndex } from './match-index.ts'
import { GROUPS, levelsOf, patternOf, READINGS } from './match-levels.ts'
import { bitsOfChance, chanceOf, levelBitsUnder } from './match-model.ts'
import { type Fingerprint, fingerprintOf, MatchPostings } from './match-postings.ts'
import { MatchRows } from './match-rows.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'

/** The index as simply as it can be said: what typed arrays must do is what maps and lists do here. */
class SimpleIndex {
  readonly #limits: IndexLimits
  readonly #postings = new Map<string, number[]>()
  readonly #handles: (string | undefined)[] = [undefined]
  readonly #tokens: string[][] = [[]]
  readonly #free: number[] = []
  constructor(limits: IndexLimits) {
    this.#limits = limits
  }
  insert(handle: string, tokens: readonly string[]): number {
    this.remove(handle)
    const record = this.#free.pop() ?? this.#handles.length
    this.#handles[record] = handle
    this.#tokens[record] = [...new Set(tokens)]
    for (const token of this.#tokens[record] ?? [])
      this.#postings.set(token, [...(this.#postings.get(token) ?? []), record])
    return record
  }
  remove(handle: string): boolean {
    const record = this.#handles.indexOf(handle)
    if (record < 1) return false
    for (const token of this.#tokens[record] ?? [])
      this.#postings.set(
        token,
        (this.#postings.get(token) ?? []).filter((each) => each !== record),
      )
    this.#handles[record] = undefined
    this.#free.push(record)
    return true
  }
  candidates(tokens: readonly string[], except = 0): readonly number[] {
    const lists = tokens
      .map((token) => this.#postings.get(token) ?? [])
      .filter((list) => list.length > 0 && list.length <= this.#limits.tokenHoldersMax)
      .sort((a, b) => a.length - b.length)
    const found = new Set<number>()
    let read = 0
    for (const list of lists) {
      read += list.length
      if (read > this.#limits.postingsPerLookUpMax) break
      for (const record of list) if (record !== except) found.add(record)
    }
    return [...found]
  }
  candidatesOf(record: number): readonly number[] {
    return this.candidates(this.#tokens[record] ?? [], record)
  }
}

const rowFrom = (seed: number, density = 0.2): Uint32Array => {
  const random = randomFrom(seed)
  return Uint32Array.from({ length: ENCODING_WORDS }, () => {
    let word = 0
    for (let bit = 0; bit < 32; bit += 1) if (random.chance(density)) word |= 1 << bit
    return word >>> 0
  })
}

const LIMITS: IndexLimits = { tokenHoldersMax: 4, postingsPerLookUpMax: 9 }
const someTokens = fc.array(fc.integer({ min: 0, max: 14 }).map(String), { maxLength: 8 })
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('insert' as const), handle: fc.nat(11), tokens: someTokens }),
    fc.record({ act: fc.constant('remove' as const), handle: fc.nat(11) }),
    fc.record({ act: fc.constant('look-up' as const), tokens: someTokens, except: fc.nat(12) }),
  ),
  { maxLength: 60, size: 'max' },
)

test('P30 inserts, replacements, removals and look-ups in any order find what a simple index finds', () => {
  const row = rowFrom(1)
  fc.assert(
    fc.property(acts, (steps) => {
      const [index, simple] = [new MatchIndex(LIMITS), new SimpleIndex(LIMITS)]
      for (const step of steps) {
        if (step.act === 'look-up')
          expect(index.candidates(step.tokens, step.except)).toEqual(simple.candidates(step.tokens, step.except))
        else if (step.act === 'remove') {
          expect(index.remove(String(step.handle))).toBe(simple.remove(String(step.handle)))
        } else {
          const record = index.insert(String(step.handle), { tokens: step.tokens, row })
          expect(record).toBe(simple.insert(String(step.handle), step.tokens))
          expect(index.candidatesOf(record)).toEqual(simple.candidatesOf(record))
          expect(index.handleOf(record)).toBe(String(step.handle))
        }
      }
    }),
    { numRuns: 150 },
  )
})

// Few places and many that start at the same one: rows of taken places that wrap around the end.
const crowded: fc.Arbitrary<Fingerprint> = fc.record({
  high: fc.constantFrom(7, 8),
  low: fc.constantFrom(14, 15, 30, 31, 46, 47, 62, 63, 1, 17),
})
test('P30 tokens that want the same place stay apart, whatever is added and taken out', () => {
  const steps = fc.array(fc.record({ add: fc.boolean(), token: crowded, record: fc.integer({ min: 1, max: 12 }) }), {
    maxLength: 120,
    size: 'max',
  })
  fc.assert(
    fc.property(steps, (all) => {
      const postings = new MatchPostings()
      const held = new Map<string, number[]>()
      for (const { add, token, record } of all) {
        const name = `${token.high} ${token.low}`
        const before = held.get(name) ?? []
        if (add && before.includes(record)) continue
        held.set(name, add ? [...before, record] : before.filter((each) => each !== record))
        if (add) postings.add(token, record)
        else postings.remove(token, record)
        for (const [each, records] of held) {
          const [high = 0, low = 0] = each.split(' ').map(Number)
          const list = postings.holders({ high, low })
          expect([...(list?.words.subarray(list.at, list.at + list.count) ?? [])]).toEqual(records)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('ten thousand different tokens have ten thousand fingerprints, spread over all parts', () => {
  const prints = Array.from({ length: 10_000 }, (_, i) => fingerprintOf(`token ${i}`))
  expect(new Set(prints.map(({ high, low }) => `${high} ${low}`)).size).toBe(10_000)
  expect(new Set(prints.map(({ high }) => high >>> 24)).size).toBe(256)
})

test('a token held by thousands is passed over, and found again when all but a few are gone', () => {
  const index = new MatchIndex()
  const row = rowFrom(1)
  for (let i = 0; i < 3000; i += 1) index.insert(`h${i}`, { tokens: ['one phone', `own ${i}`], row })
  expect(index.candidates(['one phone'])).toEqual([])
  for (let i = 0; i < 2990; i += 1) index.remove(`h${i}`)
  expect(index.candidates(['one phone']).map((record) => index.handleOf(record))).toEqual(
    Array.from({ length: 10 }, (_, i) => `h${2990 + i}`),
  )
})

const recordFrom = (seed: number): MatchableRecord => ({
  handle: `handle-${seed}`,
  plane: seed % 5 === 0 ? 'enforcement' : 'care',
  tokens: Array.from({ length: 6 }, (_, i) => `t${(seed * (i + 3)) % 17}-${i}`),
  row: rowFrom(seed % 9, 0.05 + (seed % 4) / 10),
})
const matcherOf = (records: readonly MatchableRecord[], setting: Partial<MatcherSetting> = {}): Matcher => {
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES, ...setting })
  for (const record of records) matcher.restore(record)
  return matcher
}

test('P36 the same records give the same answers, in whatever order they came and whoever came and went between', () => {
  const records = Array.from({ length: 60 }, (_, i) => recordFrom(i))
  const expected = records.map((record) => matcherOf(records).lookUp({ ...record, handle: 'asking' }))
  const orders = fc.shuffledSubarray(records, { minLength: records.length })
  fc.assert(
    fc.property(orders, fc.array(fc.nat(500), { maxLength: 20 }), (order, passing) => {
      const matcher = matcherOf(order.slice(0, 30))
      for (const seed of passing) matcher.insert({ ...recordFrom(seed + 1000), handle: `passing-${seed}` })
      for (const record of order.slice(30)) matcher.insert(record)
      for (const seed of passing) matcher.remove(`passing-${seed}`)
      expect(matcher.size).toBe(records.length)
      records.forEach((record, i) => {
        expect(matcher.lookUp({ ...record, handle: 'asking' })).toEqual(expected[i])
      })
    }),
    { numRuns: 25 },
  )
})

test('P36 weights do not depend on the order of arrival in their last digit', () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i)
  const weighed = (order: readonly number[]) => {
    const index = new MatchIndex()
    const numbers = new Map<number, number>()
    for (const seed of order) {
      numbers.set(seed, index.insert(String(seed), { tokens: [], row: rowFrom(seed, 0.3) }))
      // Somebody asks between any two: what was weighed then must not stay.
      index.probe(rowFrom(1))
    }
    const { nameWeights, bitWeights, meanNameWeight } = index.compared()
    return {
      bits: [...bitWeights],
      mean: meanNameWeight,
      names: seeds.map((seed) => nameWeights[numbers.get(seed) ?? 0]),
    }
  }
  const expected = weighed(seeds)
  fc.assert(
    fc.property(fc.shuffledSubarray(seeds, { minLength: seeds.length }), (order) => {
      expect(weighed(order)).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('comparing a few records weighs them as weighing all does', () => {
  const index = new MatchIndex()
  for (let i = 0; i < 50; i += 1) index.insert(String(i), { tokens: [], row: rowFrom(i, 0.3) })
  const probe = index.probe(rowFrom(3, 0.3))
  const few = patternsWithProbe(index, [3, 9, 27])
  expect([3, 9, 27].map((record) => patternOf(index.compared(), probe, record))).toEqual(few)
  index.insert('later', { tokens: [], row: rowFrom(99, 0.9) })
  const names: number[] = []
  index.compareProbe([3, 9, 27], (record, { nameWeights }) => names.push(nameWeights[record] ?? 0))
  const all = index.compared()
  expect([3, 9, 27].map((record) => all.nameWeights[record])).toEqual(names)
})

const patternsWithProbe = (index: MatchIndex, records: readonly number[]): readonly number[] => {
  const patterns: number[] = []
  index.compareProbe(records, (record, held) => patterns.push(patternOf(held, 0, record)))
  return patterns
}

/** A row of which some slots are silent, some equal to those of another row, as descriptions of people are. */
const slotNames = Object.keys(SLOTS) as (keyof typeof SLOTS)[]
const mixedRow = fc
  .record({
    seed: fc.nat(6),
    silent: fc.subarray(slotNames),
    density: fc.constantFrom(0.02, 0.15, 0.5, 1),
    crossed: fc.boolean(),
  })
  .map(({ seed, silent, density, crossed }) => {
    const row = rowFrom(seed, density)
    for (const name of silent) row.fill(0, SLOTS[name].at, SLOTS[name].at + SLOTS[name].words)
    const [given, surname] = [row.slice(SLOTS.given.at, SLOTS.surname.at), row.slice(SLOTS.surname.at, SLOTS.year.at)]
    if (crossed) row.set(surname, SLOTS.given.at)
    if (crossed) row.set(given, SLOTS.surname.at)
    return row
  })

test('P37 the kernel counts every slot of a pair, given name against surname too', () => {
  const index = new MatchIndex(undefined, 0)
  const slots = slotNames.filter((name) => name !== 'name').map((name) => SLOTS[name])
  fc.assert(
    fc.property(mixedRow, mixedRow, (asked, held) => {
      index.insert('held', { tokens: [], row: held })
      index.probe(asked)
      index.compareProbe([1], (record, { counted }) => {
        const pair = counted?.(0, record)
        for (const slot of slots) {
          expect(pair?.bitsOfA(slot)).toBe(countBits(asked, slot.at, slot.words))
          expect(pair?.bitsOfB(slot)).toBe(countBits(held, slot.at, slot.words))
          expect(pair?.sharedBits(slot, slot)).toBe(sharedBits(asked, slot.at, held, slot.at, slot.words))
        }
        for (const [one, other] of [
          [SLOTS.given, SLOTS.surname],
          [SLOTS.surname, SLOTS.given],
        ] as const)
          expect(pair?.sharedBits(one, other)).toBe(sharedBits(asked, one.at, held, other.at, one.words))
        expect(counted?.(1, 0)).toBeUndefined()
      })
    }),
    { numRuns: 60 },
  )
})

test('P37 the kernel and JavaScript see the same in every pair, and weigh names the same to the last digit', () => {
  fc.assert(
    fc.property(fc.array(mixedRow, { minLength: 1, maxLength: 24, size: 'max' }), mixedRow, (rows, asked) => {
      const indexes = [new MatchIndex(undefined, 0), new MatchIndex()] as const
      const [kernel, script] = indexes.map((index) => {
        rows.forEach((row, i) => {
          index.insert(String(i), { tokens: [], row })
        })
        index.probe(asked)
        const weights: number[] = []
        const records = rows.map((_, i) => i + 1)
        index.compareProbe(records, (record, { nameWeights }) => weights.push(nameWeights[record] ?? 0))
        return { patterns: patternsWithProbe(index, records), weights }
      })
      expect(kernel).toEqual(script)
    }),
    { numRuns: 60 },
  )
})

test('P37 more candidates than go in one call of the kernel are all compared, in their order', () => {
  const index = new MatchIndex(undefined, 0)
  const simple = new MatchIndex()
  for (let i = 0; i < 1100; i += 1)
    for (const each of [index, simple]) each.insert(String(i), { tokens: [], row: rowFrom(i % 37, 0.2) })
  const records = Array.from({ length: 1100 }, (_, i) => 1100 - i)
  index.probe(rowFrom(5, 0.2))
  simple.probe(rowFrom(5, 0.2))
  expect(patternsWithProbe(index, records)).toEqual(patternsWithProbe(simple, records))
})

const levelBits = levelBitsUnder(COMMITTED_PARAMETERS)
/** The most that a pattern can be worth if an equal value may be as rare as one likes. */
const mostBits = (pattern: number): number =>
  levelsOf(pattern).reduce((sum, level, i) => {
    const bits = levelBits[GROUPS[i] ?? 'name']
    const reading = READINGS.find(({ group }) => group === GROUPS[i])
    const equal = 1 + (reading?.measures[0]?.bounds.length ?? 0)
    return sum + (reading?.rarity && level >= equal ? Math.max(...bits.slice(equal)) : (bits[level] ?? 0))
  }, 0)

test('P45 the sieve keeps who can reach the bits that are asked, and nobody else', () => {
  const rowsOf = fc.array(mixedRow, { minLength: 1, maxLength: 24, size: 'max' })
  let [kept, dismissed] = [0, 0]
  fc.assert(
    fc.property(rowsOf, mixedRow, fc.nat(23), fc.constantFrom(-0.001, 0.001), (rows, asked, picked, short) => {
      const index = new MatchIndex(undefined, 0)
      rows.forEach((row, i) => {
        index.insert(String(i), { tokens: [], row })
      })
      index.probe(asked)
      const records = rows.map((_, i) => i + 1)
      const most = patternsWithProbe(index, records).map(mostBits)
      // The bar lies just above or below what one of them can reach.
      const bitsLeast = (most[picked % most.length] ?? 0) + short
      const left: number[] = []
      index.compareProbe(records, (record) => left.push(record), { levelBits, bitsLeast })
      expect(left).toEqual(records.filter((_, i) => (most[i] ?? 0) >= bitsLeast))
      kept += left.length
      dismissed += records.length - left.length
    }),
    { numRuns: 400 },
  )
  expect(Math.min(kept, dismissed)).toBeGreaterThan(500)
})

test('P45 a look-up through the sieve answers what one answers that reads every candidate, to the last bit', () => {
  const records = Array.from({ length: 1300 }, (_, i) => ({
    ...recordFrom(i),
    tokens: [`t${i % 5}`, `${i % 300}`],
    row: rowFrom(i % 40, [0.05, 0.2, 0.21, 0.22][i % 4]),
  }))
  for (const lookCloser of [0, 0.01, 0.3, 0.9, 1]) {
    const grades = { ...COMMITTED_GRADES, lookCloser }
    const setting = { grades, limits: { tokenHoldersMax: 1000, postingsPerLookUpMax: 5000 }, introductionsMax: 2000 }
    const [sieved, plain] = [matcherOf(records, { ...setting, smallRows: 0 }), matcherOf(records, setting)]
    let told = 0
    for (const record of records.slice(0, 60)) {
      const outcome = sieved.lookUp({ ...record, handle: 'asking' })
      expect(outcome).toEqual(plain.lookUp({ ...record, handle: 'asking' }))
      told += outcome.introductions.length
    }
    expect(told).toBeGreaterThan(0)
  }
})

test('whoever has a chance has the bits that it asks, at its very edge too', () => {
  const chance = fc.oneof(fc.constantFrom(0, 1, 0.3, 1 - Number.EPSILON), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(
      chance,
      fc.double({ min: -1100, max: 1100, noNaN: true }),
      fc.double({ min: -1e-9, max: 1e-9 }),
      (asked, far, near) => {
        for (const bits of [far, bitsOfChance(asked) + (Number.isNaN(near) ? 0 : near)])
          if (chanceOf(bits) >= asked) expect(bits).toBeGreaterThanOrEqual(bitsOfChance(asked) - 1e-6)
      },
    ),
    { numRuns: 2000 },
  )
})

test('rows stay where they are while the store grows into memory that is not copied', () => {
  const rows = new MatchRows()
  const [early, late] = [rowFrom(5), rowFrom(6)]
  rows.reserve(10)
  rows.words.set(early, 9 * ENCODING_WORDS)
  rows.reserve(17_000)
  expect(rows.memory).toBeDefined()
  rows.words.set(late, 16_999 * ENCODING_WORDS)
  rows.reserve(40_000)
  expect(rows.words.subarray(9 * ENCODING_WORDS, 10 * ENCODING_WORDS)).toEqual(early)
  expect(rows.words.subarray(16_999 * ENCODING_WORDS, 17_000 * ENCODING_WORDS)).toEqual(late)
  expect(rows.words[SLOTS.name.at + 39_999 * ENCODING_WORDS]).toBe(0)
})
