/**
 * The company that records keep. Two records that are both taken for a third are likely one person, and two that each have sure
 * partners of their own but share none are likely two. This is evidence beside what the two say themselves, and it can be learned
 * without labels (company-learn.ts). Transitivity does the teaching; nobody labels anything.
 *
 * Only for a registration that is linked as a whole. A single look-up never hears what others are linked to.
 */
import { chanceOf } from './match-model.ts'

/** Pairs as columns: `a[i]` and `b[i]` are numbers of records, `bits[i]` the evidence of the two alone, prior included. */
export type PairColumns = { readonly a: Int32Array; readonly b: Int32Array; readonly bits: Float64Array }

/** Per pair: the weight of partners that both have, and that only the one with fewer or with more partners has. */
export type Company = {
  readonly shared: Float64Array
  readonly apartLeast: Float64Array
  readonly apartMost: Float64Array
}

/** A number for each of the terms of a pair (`termsOf`), in natural logarithms of odds. */
export type CompanyWeights = readonly number[]

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

/**
 * Of the partners that those who would be one person have, how many both have: near one when pairs hang together as persons do, lower
 * when they hang together as families or peoples do. One when nobody has a partner.
 */
export const consistencyOf = (bits: Float64Array, { shared, apartLeast }: Company): number => {
  let [together, all] = [0, 0]
  bits.forEach((own, i) => {
    if (chanceOf(own) < PARTNER_LEAST) return
    together += shared[i] ?? 0
    all += (shared[i] ?? 0) + (apartLeast[i] ?? 0)
  })
  return all === 0 ? 1 : together / all
}

/** Evidence counts between these bounds; beyond them it says no more. */
export const BITS_FROM = -14
export const BITS_TO = 20

/** Keeps the share of partners finite when there are none on one side. */
const IMAGINED = 0.4

/**
 * What a pair stands on. With few partners its own evidence has the say, above and below zero by slopes of their own; with many, the share
 * of partners that both have: among those who both have many, it tells who is who nearly alone.
 */
export const termsOf = (bits: number, shared: number, apartLeast: number, apartMost: number): readonly number[] => {
  const own = Math.max(BITS_FROM, Math.min(BITS_TO, bits)) / 5
  const partners = shared + apartLeast
  const alone = 1 / (1 + partners)
  const among = 1 - alone
  const oneSided = Math.max(0, Math.min(1, shared + apartMost) - Math.min(1, partners)) * alone
  return [
    alone,
    alone * own,
    alone * Math.max(0, own),
    alone * Math.min(0, own + 1),
    among,
    among * own,
    among * Math.log((shared + IMAGINED) / (apartLeast + IMAGINED)),
    among * Math.log((shared + IMAGINED) / (apartMost + IMAGINED)),
    oneSided,
    oneSided * own,
    alone * Math.log1p(apartMost),
  ]
}

export const dot = (weights: readonly number[], terms: readonly number[]): number => {
  let sum = 0
  for (let i = 0; i < terms.length; i += 1) sum += (terms[i] ?? 0) * (weights[i] ?? 0)
  return sum
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
