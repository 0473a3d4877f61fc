/**
 * The company that records keep. Two records that are both taken for a third are likely one person, and two that each have sure
 * partners of their own but share none are likely two. This is evidence beside what the two say themselves, and it can be learned
 * without labels: of a pair with several sure partners some are hidden, the hidden ones tell who is who, and the rest is what a
 * pair with few partners would show. Transitivity does the teaching; nobody labels anything.
 *
 * Only for a registration that is linked as a whole. A single look-up never hears what others are linked to.
 */
import type { Random } from '../kernel/index.ts'
import { chanceOf } from './match-model.ts'

/** Pairs as columns: `a[i]` and `b[i]` are numbers of records, `bits[i]` the evidence of the two alone, prior included. */
export type PairColumns = { readonly a: Int32Array; readonly b: Int32Array; readonly bits: Float64Array }

/** Per pair: the weight of partners that both have, and that only the one with fewer or with more partners has. */
export type Company = {
  readonly shared: Float64Array
  readonly apartLeast: Float64Array
  readonly apartMost: Float64Array
}

/** Weights of: nothing, a bit of own evidence, doubled shared company, doubled company apart (lesser and greater side). Natural logarithms of odds. */
export type CompanyWeights = readonly [number, number, number, number, number]

/** What is believed before a set has taught anything. Found on the development sets; a set with company of its own outweighs it. */
export const COMPANY_BEFORE: CompanyWeights = [0.5, 0.44, 2.6, -1.9, -0.5]

/** A partner counts from one half; below it, it is nobody's company. */
const PARTNER_LEAST = 0.5
/** Steps to a third go over near-certain pairs only, and not over records that everybody seems to be. */
const STEP_LEAST = 0.9
const PARTNERS_MAX = 60

type Partners = { readonly records: Int32Array; readonly weights: Float64Array; readonly starts: Int32Array }

/** Pairs that are no candidates but share a near-certain third: blocking missed them, their company did not. Each once, `a` above `b`. */
export const throughOthers = (pairs: PairColumns, size: number): { readonly a: number[]; readonly b: number[] } => {
  const { records, starts } = partnersOf(pairs, size, STEP_LEAST)
  const known = new Set<number>()
  pairs.a.forEach((a, i) => {
    const b = pairs.b[i] ?? 0
    known.add(Math.max(a, b) * size + Math.min(a, b))
  })
  const found = { a: [] as number[], b: [] as number[] }
  for (let third = 0; third < size; third += 1) {
    const [from, to] = [starts[third] ?? 0, starts[third + 1] ?? 0]
    if (to - from > PARTNERS_MAX) continue
    for (let i = from; i < to; i += 1)
      for (let j = from; j < i; j += 1) {
        // Partners stand in rising order, so the later is the higher.
        const [a, b] = [records[i] ?? 0, records[j] ?? 0]
        if (known.has(a * size + b)) continue
        known.add(a * size + b)
        found.a.push(a)
        found.b.push(b)
      }
  }
  return found
}

/** The company of every pair among `size` records. A pair is never its own company. */
export const companyOf = (pairs: PairColumns, size: number): Company => {
  const partners = partnersOf(pairs, size, PARTNER_LEAST)
  const all = new Float64Array(size)
  for (let record = 0; record < size; record += 1)
    for (let i = partners.starts[record] ?? 0; i < (partners.starts[record + 1] ?? 0); i += 1)
      all[record] = (all[record] ?? 0) + (partners.weights[i] ?? 0)
  const count = pairs.a.length
  const company = {
    shared: new Float64Array(count),
    apartLeast: new Float64Array(count),
    apartMost: new Float64Array(count),
  }
  for (let i = 0; i < count; i += 1) {
    const [a, b] = [pairs.a[i] ?? 0, pairs.b[i] ?? 0]
    const chance = chanceOf(pairs.bits[i] ?? 0)
    const own = chance >= PARTNER_LEAST ? chance : 0
    const [ofA, ofB] = [Math.max(0, (all[a] ?? 0) - own), Math.max(0, (all[b] ?? 0) - own)]
    const least = Math.min(ofA, ofB)
    const shared = least === 0 ? 0 : Math.min(least, sharedWeight(partners, a, b))
    company.shared[i] = shared
    company.apartLeast[i] = least - shared
    company.apartMost[i] = Math.max(ofA, ofB) - shared
  }
  return company
}

/** The chance of every pair in its company. */
export const chancesInCompany = (
  bits: Float64Array,
  { shared, apartLeast, apartMost }: Company,
  weights: CompanyWeights,
): Float64Array =>
  bits.map((own, i) => {
    const odds = dot(weights, termsOf(own, shared[i] ?? 0, apartLeast[i] ?? 0, apartMost[i] ?? 0))
    return 1 / (1 + Math.exp(-odds))
  })

const LESSONS_MAX = 200_000
const VISIBLE = [0, 0.15, 0.3, 0.5]

/**
 * Learns the weights from pairs with three partners or more on the lesser side. Each partner stays visible with a small chance; when
 * two hidden ones at least are shared by both, and more than half, the pair is one person, when next to none is, it is two. The same
 * pairs and the same `random` give the same weights.
 */
export const learnCompany = (bits: Float64Array, company: Company, random: Random): CompanyWeights => {
  const taught: number[] = []
  for (let i = 0; i < bits.length; i += 1)
    if (Math.round(company.shared[i] ?? 0) + Math.round(company.apartLeast[i] ?? 0) >= 3) taught.push(i)
  const step = Math.max(1, Math.ceil((taught.length * VISIBLE.length) / LESSONS_MAX))
  const lessons: Lesson[] = []
  VISIBLE.forEach((visible, offset) => {
    for (let at = offset % step; at < taught.length; at += step) {
      const lesson = lessonFrom(bits, company, taught[at] ?? 0, visible, random)
      if (lesson) lessons.push(lesson)
    }
  })
  return fitted(lessons, step)
}

type Lesson = { readonly terms: readonly number[]; readonly same: boolean }

const lessonFrom = (
  bits: Float64Array,
  { shared, apartLeast, apartMost }: Company,
  pair: number,
  visible: number,
  random: Random,
): Lesson | undefined => {
  const [common, least, most] = [shared, apartLeast, apartMost].map((column) => Math.round(column[pair] ?? 0))
  const [seenCommon, seenLeast, seenMost] = [common, least, most].map((count) => drawn(count ?? 0, visible, random))
  const hiddenCommon = (common ?? 0) - (seenCommon ?? 0)
  const hiddenApart = (least ?? 0) - (seenLeast ?? 0)
  const hidden = hiddenCommon + hiddenApart
  const same = hiddenCommon >= 2 && hiddenApart < 0.5 * hidden
  const other = hiddenApart >= 2 && hiddenCommon < 0.15 * hidden
  if (!same && !other) return undefined
  const [less, more] = [Math.min(seenLeast ?? 0, seenMost ?? 0), Math.max(seenLeast ?? 0, seenMost ?? 0)]
  return { terms: termsOf(bits[pair] ?? 0, seenCommon ?? 0, less, more), same }
}

const drawn = (count: number, chance: number, random: Random): number => {
  let left = 0
  for (let i = 0; i < Math.min(count, 1000); i += 1) if (chance > 0 && random.chance(chance)) left += 1
  return left
}

const BITS_MOST = 20
const termsOf = (bits: number, shared: number, apartLeast: number, apartMost: number): readonly number[] => [
  1,
  Math.max(-BITS_MOST, Math.min(BITS_MOST, bits)),
  Math.log2(1 + shared),
  Math.log2(1 + apartLeast),
  Math.log2(1 + apartMost),
]

const dot = (weights: readonly number[], terms: readonly number[]): number =>
  terms.reduce((sum, term, i) => sum + term * (weights[i] ?? 0), 0)

/** How many lessons it takes to move a weight about half way from what was believed before. Few lessons hardly move it. */
const BELIEF = 5000

/** Logistic regression held to what was believed before, by Newton's method. `each` is how many pairs a lesson stands for. */
const fitted = (lessons: readonly Lesson[], each: number): CompanyWeights => {
  let weights: readonly number[] = COMPANY_BEFORE
  for (let round = 0; round < 25; round += 1) {
    const slope = weights.map((weight, i) => BELIEF * (weight - (COMPANY_BEFORE[i] ?? 0)))
    const bend = weights.map((_, i) => weights.map((__, j): number => (i === j ? BELIEF : 0)))
    for (const { terms, same } of lessons) {
      const chance = 1 / (1 + Math.exp(-dot(weights, terms)))
      terms.forEach((term, i) => {
        slope[i] = (slope[i] ?? 0) + each * (chance - (same ? 1 : 0)) * term
        const row = bend[i]
        if (row)
          for (let j = 0; j < terms.length; j += 1)
            row[j] = (row[j] ?? 0) + each * chance * (1 - chance) * term * (terms[j] ?? 0)
      })
    }
    const stepped = solve(bend, slope)
    weights = weights.map((weight, i) => weight - Math.max(-2, Math.min(2, stepped[i] ?? 0)))
    if (stepped.every((by) => Math.abs(by) < 1e-6)) break
  }
  const [nothing = 0, own = 0, shared = 0, least = 0, most = 0] = weights
  return [nothing, own, shared, least, most]
}

/** Solves a small positive definite system by Gaussian elimination. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] => {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((pivot, i) => {
    for (const row of rows.slice(i + 1)) {
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let j = i; j < row.length; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  })
  const found = new Array<number>(rows.length).fill(0)
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? []
    const known = found.reduce((sum, value, j) => (j > i ? sum + value * (row[j] ?? 0) : sum), 0)
    found[i] = ((row[rows.length] ?? 0) - known) / (row[i] ?? 1)
  }
  return found
}

/** Who is taken for whom with at least this chance: the partners of each record in rising order, all in one array. */
const partnersOf = ({ a, b, bits }: PairColumns, size: number, least: number): Partners => {
  const kept: number[] = []
  bits.forEach((own, i) => {
    if (chanceOf(own) >= least) kept.push(i)
  })
  const both = kept.length * 2
  const [from, to, weights] = [new Int32Array(both), new Int32Array(both), new Float64Array(both)]
  kept.forEach((pair, i) => {
    from[i] = to[kept.length + i] = a[pair] ?? 0
    to[i] = from[kept.length + i] = b[pair] ?? 0
    weights[i] = weights[kept.length + i] = chanceOf(bits[pair] ?? 0)
  })
  // Every pair stands both ways, so grouping by the far end first and by the near end then leaves rising lists.
  const byFarEnd = grouped(to, from, weights, size)
  const nearEnds = new Int32Array(both)
  for (let record = 0; record < size; record += 1)
    nearEnds.fill(record, byFarEnd.starts[record], byFarEnd.starts[record + 1])
  return grouped(byFarEnd.records, nearEnds, byFarEnd.weights, size)
}

/** Counting sort: gathers `value` and `weight` per key and keeps their order inside a key. */
const grouped = (key: Int32Array, value: Int32Array, weight: Float64Array, size: number): Partners => {
  const starts = new Int32Array(size + 1)
  for (const at of key) starts[at + 1] = (starts[at + 1] ?? 0) + 1
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0)
  const next = starts.slice()
  const [records, weights] = [new Int32Array(key.length), new Float64Array(key.length)]
  key.forEach((at, i) => {
    const place = next[at] ?? 0
    records[place] = value[i] ?? 0
    weights[place] = weight[i] ?? 0
    next[at] = place + 1
  })
  return { records, weights, starts }
}

/** Over all that both have as partner: the chance that both are right. Two rising lists are walked at once. */
const sharedWeight = ({ records, weights, starts }: Partners, a: number, b: number): number => {
  let [i, j, sum] = [starts[a] ?? 0, starts[b] ?? 0, 0]
  const [endA, endB] = [starts[a + 1] ?? 0, starts[b + 1] ?? 0]
  while (i < endA && j < endB) {
    const [left, right] = [records[i] ?? 0, records[j] ?? 0]
    if (left === right) {
      sum += (weights[i] ?? 0) * (weights[j] ?? 0)
      i += 1
      j += 1
    } else if (left < right) i += 1
    else j += 1
  }
  return sum
}
