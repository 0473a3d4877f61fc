/**
 * What company weighs, learned without labels. Of pairs that have company some partners are hidden: the hidden ones tell who is who, and
 * what stays visible is what a pair with fewer partners would show. First as much is hidden of both records as of the poorer one; then,
 * with what that taught, of the poorer one alone: a record of which little is known stands beside records of which much is known.
 */
import {
  BITS_FROM,
  BITS_TO,
  type Company,
  type CompanyWeights,
  chancesInCompany,
  companyOf,
  dot,
  type PairColumns,
  termsOf,
} from './company.ts'

/**
 * What is believed before a set has taught anything: fitted on the simulated country, where the truth is known
 * (bench/linkage/learn-company.ts). A set with company of its own outweighs it.
 */
export const COMPANY_BEFORE: CompanyWeights = [0.03, 2.15, 1.1, 0.31, -0.14, 0.1, 2.27, 1.49, -0.26, 0.07, -0.62]

/** How pairs can stand alike: evidence in half bits, partners shared, apart on the lesser and on the greater side, and whether taken for one person. */
type Standing = {
  readonly halfBits: number
  readonly shared: number
  readonly least: number
  readonly most: number
  readonly same: boolean
}
type Counted = Standing & { readonly count: number }
type Lesson = { readonly terms: readonly number[]; readonly same: boolean; readonly weight: number }

/** Partners beyond so many say no more; it bounds how many ways of standing there are. */
const COUNTED_MOST = 40
const HIDDEN = 2

/**
 * Learns the weights of `company`, which is that of `pairs` among `size` records. Every way of hiding partners counts by how likely it is, and
 * pairs that stand alike are counted together, so nothing is drawn and the order of pairs changes nothing.
 */
export const learnCompany = (pairs: PairColumns, company: Company, size: number): CompanyWeights => {
  const hidden = standings(pairs.bits, company).flatMap(hiddenFromBoth)
  const atFirst = fitted(hidden, COMPANY_BEFORE, BELIEF)
  const persons = takenForOne(pairs, chancesInCompany(pairs.bits, company, atFirst), size)
  const poorer = besideRicher(standings(pairs.bits, company, persons))
  return fitted([...hidden, ...poorer], COMPANY_BEFORE, BELIEF)
}

/** Where the truth is known, as in the simulated country: what `COMPANY_BEFORE` is made with. */
export const fitCompany = (
  bits: Float64Array,
  { shared, apartLeast, apartMost }: Company,
  same: readonly boolean[],
): CompanyWeights => {
  const told = same.map((_, i) => i).filter((i) => (bits[i] ?? 0) > BITS_FROM)
  const lessons = told.map(
    (i): Lesson => ({
      terms: termsOf(bits[i] ?? 0, shared[i] ?? 0, apartLeast[i] ?? 0, apartMost[i] ?? 0),
      same: same[i] ?? false,
      weight: TRUTHS / told.length,
    }),
  )
  return fitted(lessons, new Array<number>(COMPANY_BEFORE.length).fill(0), BELIEF_IN_NOTHING)
}
/** However large the set, its truth weighs as so many lessons. */
const TRUTHS = 30_000
const BELIEF_IN_NOTHING = 10

/** In rising order of their keys, whatever the order of pairs. */
const standings = (
  bits: Float64Array,
  { shared, apartLeast, apartMost }: Company,
  persons?: Uint8Array,
): readonly Counted[] => {
  const counts = new Map<number, number>()
  bits.forEach((own, i) => {
    if (own <= BITS_FROM) return
    const halfBits = Math.round(2 * (Math.min(own, BITS_TO) - BITS_FROM))
    const [common, least, most] = [counted(shared[i]), counted(apartLeast[i]), counted(apartMost[i])]
    const key = keyOf({ halfBits, shared: common, least, most, same: persons?.[i] === 1 })
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return [...counts].sort(([x], [y]) => x - y).map(([key, count]) => ({ ...standingOf(key), count }))
}

const ROOM = COUNTED_MOST + 1
const keyOf = ({ halfBits, shared, least, most, same }: Standing): number =>
  2 * (((halfBits * ROOM + shared) * ROOM + least) * ROOM + most) + (same ? 1 : 0)
const standingOf = (key: number): Standing => {
  const rest = Math.floor(key / 2)
  return {
    halfBits: Math.floor(rest / ROOM ** 3),
    shared: Math.floor(rest / ROOM ** 2) % ROOM,
    least: Math.floor(rest / ROOM) % ROOM,
    most: rest % ROOM,
    same: key % 2 === 1,
  }
}

/** Up to eight exactly, beyond in steps of four. */
const counted = (partners: number | undefined): number => {
  const count = Math.round(partners ?? 0)
  return Math.min(COUNTED_MOST, count <= 8 ? count : 4 * Math.round(count / 4))
}

/**
 * Two partners of the poorer record are hidden, and as large a part of the other's: when both are shared the pair is one person, when neither
 * is, it is two, when one is, it teaches nothing.
 */
const hiddenFromBoth = ({ halfBits, shared, least, most, count }: Counted): readonly Lesson[] => {
  const all = shared + least
  if (all < HIDDEN) return []
  const bits = BITS_FROM + halfBits / 2
  const ways = (of: number): number => (count * of * (of - 1)) / (all * (all - 1))
  const beyond = Math.round((most * (all - HIDDEN)) / all)
  const lesson = (same: boolean, seen: number, apart: number, weight: number): Lesson => ({
    terms: termsOf(bits, seen, Math.min(apart, beyond), Math.max(apart, beyond)),
    same,
    weight,
  })
  return [
    lesson(true, shared - HIDDEN, least, ways(shared)),
    lesson(false, shared, least - HIDDEN, ways(least)),
  ].filter(({ weight }) => weight > 0)
}

/** Of all partners that either of two has, so large a part must be of both. */
const SHARED_LEAST = 0.5

/** Which pairs are one person as far as is known at first: likelier than not, and the company that this gives them is mostly one. */
const takenForOne = ({ a, b }: PairColumns, chances: Float64Array, size: number): Uint8Array => {
  const bits = chances.map((chance) => Math.log2(chance / (1 - chance)))
  const { shared, apartLeast, apartMost } = companyOf({ a, b, bits }, size)
  return Uint8Array.from(chances, (chance, i) => {
    const common = shared[i] ?? 0
    const together = common >= SHARED_LEAST * (common + (apartLeast[i] ?? 0) + (apartMost[i] ?? 0))
    return chance >= 0.5 && together ? 1 : 0
  })
}

/** So many partners stay visible of the poorer record. None at all teaches nothing: who has no partner is mostly alone in truth. */
const VISIBLE = [1, 2, 3]
/** From so many partners on a pair also teaches as it is. */
const WHOLE_LEAST = 4
/** A lesson counts for three of its own kind at most. */
const TIMES_MOST = 3

/**
 * Lessons of the poorer record beside the richer, who keeps its partners. There are as many of each kind as there are pairs that stand so,
 * for what is learned where much is known is to hold where little is known.
 */
const besideRicher = (all: readonly Counted[]): readonly Lesson[] => {
  const taught = new Map<number, number>()
  for (const standing of all)
    for (const { count, ...seen } of hiddenFromPoorer(standing)) add(taught, keyOf(seen), count)
  const [wanted, given] = [new Map<number, number>(), new Map<number, number>()]
  for (const standing of all) add(wanted, kindOf(standing), standing.count)
  for (const [key, count] of taught) add(given, kindOf(standingOf(key)), count)
  return [...taught]
    .sort(([x], [y]) => x - y)
    .flatMap(([key, count]) => {
      const { halfBits, shared, least, most, same } = standingOf(key)
      const kind = kindOf(standingOf(key))
      const weight = count * Math.min(TIMES_MOST, (wanted.get(kind) ?? 0) / (given.get(kind) ?? 1))
      return weight > 0 ? [{ terms: termsOf(BITS_FROM + halfBits / 2, shared, least, most), same, weight }] : []
    })
}

const add = (counts: Map<number, number>, key: number, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

const hiddenFromPoorer = (standing: Counted): readonly Counted[] => {
  const { halfBits, shared, least, most, same, count } = standing
  const all = shared + least
  const fewer = VISIBLE.filter((visible) => all - visible >= HIDDEN).flatMap((visible) =>
    Array.from({ length: visible + 1 }, (_, seen): Counted => {
      const ways = choose(shared, seen) * choose(least, visible - seen)
      const beyond = counted(Math.max(visible - seen, shared + most - seen))
      return {
        halfBits,
        shared: seen,
        least: visible - seen,
        most: beyond,
        same,
        count: (count * ways) / choose(all, visible),
      }
    }),
  )
  return [...(all >= WHOLE_LEAST ? [standing] : []), ...fewer.filter((one) => one.count > 0)]
}

/** In how many ways `few` (up to three) of `many` can be chosen. */
const choose = (many: number, few: number): number => {
  let ways = 1
  for (let i = 0; i < few; i += 1) ways *= Math.max(0, many - i) / (i + 1)
  return ways
}

/** Pairs of one kind stand nearly alike: evidence by two bits, partners in classes. */
const kindOf = ({ halfBits, shared, least, most }: Standing): number =>
  keyOf({
    halfBits: Math.floor(halfBits / 4),
    shared: classOf(shared),
    least: classOf(least),
    most: classOf(most),
    same: false,
  })
const classOf = (partners: number): number => (partners <= 3 ? partners : partners <= 6 ? 4 : partners <= 12 ? 5 : 6)

/** So many lessons move a weight about half way from what was believed before. */
const BELIEF = 300
const ROUNDS = 30

/** Logistic regression held to what was believed before, by Newton's method; a step that makes things worse is halved. */
const fitted = (lessons: readonly Lesson[], before: CompanyWeights, belief: number): CompanyWeights => {
  let weights = before
  let now = misfit(lessons, weights, before, belief)
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(lessons, weights, before, belief)
    let [part, next, better] = [1, weights, now]
    do {
      next = weights.map((weight, i) => weight - part * (step[i] ?? 0))
      better = misfit(lessons, next, before, belief)
      part /= 2
    } while (better > now && part > 1e-3)
    if (!(better < now)) break
    const gained = now - better
    ;[weights, now] = [next, better]
    if (gained < 1e-9 * now) break
  }
  return weights
}

const misfit = (
  lessons: readonly Lesson[],
  weights: CompanyWeights,
  before: CompanyWeights,
  belief: number,
): number => {
  let sum = 0
  for (const { terms, same, weight } of lessons) {
    const odds = dot(weights, terms)
    sum += weight * (Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds))) - (same ? odds : 0))
  }
  return sum + weights.reduce((moved, weight, i) => moved + (belief / 2) * (weight - (before[i] ?? 0)) ** 2, 0)
}

const newtonStep = (
  lessons: readonly Lesson[],
  weights: CompanyWeights,
  before: CompanyWeights,
  belief: number,
): readonly number[] => {
  const slope = weights.map((weight, i) => belief * (weight - (before[i] ?? 0)))
  const bend = weights.map((_, i) => weights.map((__, j): number => (i === j ? belief : 0)))
  for (const { terms, same, weight } of lessons) {
    const chance = 1 / (1 + Math.exp(-dot(weights, terms)))
    for (let i = 0; i < terms.length; i += 1) {
      const term = terms[i] ?? 0
      slope[i] = (slope[i] ?? 0) + weight * (chance - (same ? 1 : 0)) * term
      const row = bend[i]
      if (row)
        for (let j = 0; j < terms.length; j += 1)
          row[j] = (row[j] ?? 0) + weight * chance * (1 - chance) * term * (terms[j] ?? 0)
    }
  }
  return solve(bend, slope)
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
