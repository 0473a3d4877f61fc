/**
 * A second opinion that chooses no model (Madigan and York 1997): the average over all decomposable graphs of lists, each with the weight that the counts
 * give it. Closed form, no sampling: the same table gives the same answer, and two humps stay two humps. Under a graph the lists of a clique may depend on
 * each other in any way; cliques share a prior that fits where they overlap (hyper-Dirichlet). Needs no check of existence and never fails on empty overlaps.
 */
import { observedIn, sizeOf } from './estimate-table.ts'
import { lnGamma } from './special-functions.ts'

/** Sets of lists that depend on each other, and those in which such sets overlap. */
export type Decomposable = { readonly cliques: readonly number[]; readonly separators: readonly number[] }

/** All decomposable graphs of this many lists: 8, 61, 822 and 18,154 for 3, 4, 5 and 6. */
export const decomposableGraphs = (lists: number): readonly Decomposable[] => {
  const pairs: (readonly [number, number])[] = []
  for (let one = 0; one < lists; one += 1) for (let other = one + 1; other < lists; other += 1) pairs.push([one, other])
  const graphs: Decomposable[] = []
  for (let bits = 0; bits < 2 ** pairs.length; bits += 1) {
    const neighbours = Array.from({ length: lists }, () => 0)
    pairs.forEach(([one, other], index) => {
      if (((bits >> index) & 1) === 0) return
      neighbours[one] = (neighbours[one] ?? 0) | (1 << other)
      neighbours[other] = (neighbours[other] ?? 0) | (1 << one)
    })
    const graph = decompose(neighbours)
    if (graph !== undefined) graphs.push(graph)
  }
  return graphs
}

/** Cliques and separators by a search that always goes on with the list that has most neighbours behind it; undefined when there is a hole. */
const decompose = (neighbours: readonly number[]): Decomposable | undefined => {
  const cliques: number[] = []
  const separators: number[] = []
  let behind = 0
  let clique = 0
  for (let step = 0; step < neighbours.length; step += 1) {
    let next = -1
    let most = -1
    neighbours.forEach((set, list) => {
      const known = sizeOf(set & behind)
      if (((behind >> list) & 1) === 0 && known > most) [next, most] = [list, known]
    })
    const known = (neighbours[next] ?? 0) & behind
    for (let list = 0; list < neighbours.length; list += 1)
      if ((known >> list) & 1 && (known & ~(1 << list) & ~(neighbours[list] ?? 0)) !== 0) return undefined
    if (step > 0 && known !== clique) {
      cliques.push(clique)
      separators.push(known)
    }
    clique = known | (1 << next)
    behind |= 1 << next
  }
  cliques.push(clique)
  return { cliques, separators }
}

export type AverageOptions = {
  /** What is believed of each cell of the whole table before the counts; 2^-lists when left out. */
  readonly weight?: number
  /** Logarithm of what is believed of the number of all persons, up to a constant; 1/N when left out. */
  readonly lnPrior?: (persons: number) => number
  /** The largest number on no list that is considered. */
  readonly missingMax?: number
}

export type Average = {
  readonly graphs: number
  readonly mean: number
  readonly median: number
  readonly mode: number
  readonly interval95: readonly [number, number]
  readonly interval80: readonly [number, number]
  /** Weights of the graphs that fit best, the best first. */
  readonly best: readonly { readonly cliques: readonly number[]; readonly share: number }[]
  /** Humps of the answer: numbers of persons that are likelier than those on both sides, by at least a tenth of the highest. */
  readonly humps: readonly number[]
  readonly missingMax: number
}

const MISSING_PER_OBSERVED = 50
const MISSING_MIN = 300
const MISSING_MOST = 5_000_000
const BEST = 6

/** Averages over all graphs, on a grid that is fine where the answer bends and every whole number in between by interpolation. */
export const averageOverGraphs = (counts: Float64Array, options: AverageOptions = {}): Average => {
  const observed = observedIn(counts)
  const missingMax =
    options.missingMax ?? Math.min(MISSING_MOST, Math.max(MISSING_MIN, Math.ceil(observed * MISSING_PER_OBSERVED)))
  const graphs = new WeighedGraphs(counts, observed, options)
  const first = Array.from({ length: FIRST_NODES + 1 }, (_, i) => Math.round(missingMax ** (i / FIRST_NODES)))
  const all = graphs.keepLikely(first)
  const nodes = gridOf(first, (missing) => graphs.lnPosterior(missing))
  const posterior = interpolate(nodes, missingMax)
  const summary = summaryOf(posterior, observed)
  const shares = graphs.sharesOver(nodes, posterior)
  return { graphs: all, ...summary, best: graphs.named(shares), missingMax }
}

/** ln of the joint weight of a graph and a number of persons, from one term for each set of lists. */
class WeighedGraphs {
  #graphs: readonly Decomposable[]
  readonly #counts: Float64Array
  readonly #observed: number
  readonly #weight: number
  readonly #lnPrior: (persons: number) => number
  /** For every set of lists: the part of its term that does not depend on who is missing, and who is on none of its lists. */
  readonly #fixed: Float64Array
  readonly #onNone: Float64Array
  readonly #terms: Float64Array

  constructor(counts: Float64Array, observed: number, options: AverageOptions) {
    const lists = Math.round(Math.log2(counts.length))
    this.#graphs = decomposableGraphs(lists)
    this.#counts = counts
    this.#observed = observed
    this.#weight = options.weight ?? 2 ** -lists
    this.#lnPrior = options.lnPrior ?? ((persons) => -Math.log(persons))
    this.#fixed = new Float64Array(counts.length)
    this.#onNone = new Float64Array(counts.length)
    this.#terms = new Float64Array(counts.length)
    for (let set = 0; set < counts.length; set += 1) this.#prepare(set)
  }

  #prepare(set: number): void {
    const cells = new Float64Array(this.#counts.length)
    this.#counts.forEach((count, history) => {
      cells[history & set] = (cells[history & set] ?? 0) + count
    })
    const prior = this.#priorOf(set)
    let fixed = lnGamma(this.#all)
    for (let cell = set; cell > 0; cell = (cell - 1) & set)
      fixed += lnGamma((cells[cell] ?? 0) + prior) - lnGamma(prior)
    this.#fixed[set] = fixed - lnGamma(prior)
    this.#onNone[set] = cells[0] ?? 0
  }
  get #all(): number {
    return this.#weight * this.#counts.length
  }
  #priorOf(set: number): number {
    return (this.#weight * this.#counts.length) / 2 ** sizeOf(set)
  }

  #setTerms(missing: number): number {
    const persons = this.#observed + missing
    const every = lnGamma(persons + this.#all)
    for (let set = 0; set < this.#terms.length; set += 1)
      this.#terms[set] =
        (this.#fixed[set] ?? 0) + lnGamma((this.#onNone[set] ?? 0) + missing + this.#priorOf(set)) - every
    return lnGamma(persons + 1) - lnGamma(missing + 1) + this.#lnPrior(persons)
  }

  #lnOf({ cliques, separators }: Decomposable): number {
    let sum = 0
    for (let i = 0; i < cliques.length; i += 1) sum += this.#terms[cliques[i] ?? 0] ?? 0
    for (let i = 0; i < separators.length; i += 1) sum -= this.#terms[separators[i] ?? 0] ?? 0
    return sum
  }

  /** Leaves out the graphs that weigh nothing at any of these numbers; gives how many there were. */
  keepLikely(first: readonly number[]): number {
    const all = this.#graphs.length
    const most = new Float64Array(all).fill(Number.NEGATIVE_INFINITY)
    for (const missing of first) {
      const common = this.#setTerms(missing)
      for (let at = 0; at < all; at += 1) {
        const graph = this.#graphs[at]
        if (graph !== undefined) most[at] = Math.max(most[at] ?? 0, common + this.#lnOf(graph))
      }
    }
    const highest = most.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    this.#graphs = this.#graphs.filter((_, at) => (most[at] ?? 0) > highest - UNLIKELY)
    return all
  }

  /** ln of the weight of a number on no list, over all graphs. */
  lnPosterior(missing: number): number {
    const common = this.#setTerms(missing)
    let most = Number.NEGATIVE_INFINITY
    let sum = 0
    for (const graph of this.#graphs) {
      const ln = this.#lnOf(graph)
      if (ln > most) {
        sum = sum * Math.exp(most - ln) + 1
        most = ln
      } else if (ln > most - 40) sum += Math.exp(ln - most)
    }
    return common + most + Math.log(sum)
  }

  /** How much of the answer each graph carries. */
  sharesOver(nodes: readonly Node[], posterior: Posterior): Float64Array {
    const shares = new Float64Array(this.#graphs.length)
    const weights = hatWeights(nodes, posterior)
    nodes.forEach(({ missing, ln }, index) => {
      const weight = weights[index] ?? 0
      if (weight < 1e-14) return
      const common = this.#setTerms(missing)
      this.#graphs.forEach((graph, at) => {
        shares[at] = (shares[at] ?? 0) + weight * Math.exp(common + this.#lnOf(graph) - ln)
      })
    })
    return shares
  }

  named(shares: Float64Array): Average['best'] {
    return this.#graphs
      .map(({ cliques }, index) => ({ cliques, share: shares[index] ?? 0 }))
      .sort((a, b) => b.share - a.share)
      .slice(0, BEST)
  }
}

type Node = { readonly missing: number; readonly ln: number }
type Posterior = { readonly shares: Float64Array }

const FIRST_NODES = 160
/** How far the middle of two nodes may lie from the line between them. */
const STRAIGHT = 2e-4
/** What is this much less likely than the highest is nothing: of numbers, and of graphs. */
const NOTHING = 45
const UNLIKELY = 30

/** Whole numbers between the first ones, halved as long as the curve bends between two of them and there is anything to see. */
const gridOf = (first: readonly number[], lnAt: (missing: number) => number): readonly Node[] => {
  const known = new Map<number, number>()
  const look = (missing: number): number => {
    const before = known.get(missing)
    if (before !== undefined) return before
    const ln = lnAt(missing)
    known.set(missing, ln)
    highest = Math.max(highest, ln)
    return ln
  }
  let highest = Number.NEGATIVE_INFINITY
  for (const missing of first) look(missing)
  const sorted = (): readonly Node[] =>
    [...known].map(([missing, ln]) => ({ missing, ln })).sort((a, b) => a.missing - b.missing)
  let todo = sorted().flatMap((node, i, all) => (i === 0 ? [] : [[all[i - 1]?.missing ?? 1, node.missing] as const]))
  while (todo.length > 0) {
    const next: (readonly [number, number])[] = []
    for (const [left, right] of todo) {
      if (right - left < 2) continue
      const [leftLn, rightLn] = [look(left), look(right)]
      const middle = Math.floor((left + right) / 2)
      const middleLn = look(middle)
      const bend = Math.abs(middleLn - leftLn - ((rightLn - leftLn) * (middle - left)) / (right - left))
      if (Math.max(leftLn, middleLn, rightLn) > highest - NOTHING && bend > STRAIGHT)
        next.push([left, middle], [middle, right])
    }
    todo = next
  }
  return sorted()
}

/** The weight of every whole number, by a parabola through three nodes; they sum to one. */
const interpolate = (nodes: readonly Node[], largest: number): Posterior => {
  const shares = new Float64Array(largest + 1)
  const highest = nodes.reduce((most, { ln }) => Math.max(most, ln), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (let i = 0; i < nodes.length - 1; i += 1) {
    const [left, right] = [nodes[i], nodes[i + 1]]
    if (left === undefined || right === undefined) continue
    const before = nodes[i - 1]
    const after = nodes[i + 2]
    const last = i === nodes.length - 2 ? right.missing : right.missing - 1
    for (let missing = left.missing; missing <= last; missing += 1) {
      const share = Math.exp(cubicAt(missing, before, left, right, after) - highest)
      shares[missing] = share
      sum += share
    }
  }
  for (let missing = 0; missing <= largest; missing += 1) shares[missing] = (shares[missing] ?? 0) / sum
  return { shares }
}

/** Lagrange through up to four nodes. */
const cubicAt = (at: number, ...nodes: readonly (Node | undefined)[]): number => {
  let sum = 0
  for (const node of nodes) {
    if (node === undefined) continue
    let weight = 1
    for (const other of nodes)
      if (other !== undefined && other !== node) weight *= (at - other.missing) / (node.missing - other.missing)
    sum += weight * node.ln
  }
  return sum
}

/** How much of the answer lies at each node, when every number gives its share to the nodes on both sides by nearness. */
const hatWeights = (nodes: readonly Node[], { shares }: Posterior): Float64Array => {
  const weights = new Float64Array(nodes.length)
  for (let i = 0; i < nodes.length - 1; i += 1) {
    const left = nodes[i]?.missing ?? 0
    const right = nodes[i + 1]?.missing ?? 0
    const last = i === nodes.length - 2 ? right : right - 1
    for (let missing = left; missing <= last; missing += 1) {
      const share = shares[missing] ?? 0
      const near = (missing - left) / (right - left)
      weights[i] = (weights[i] ?? 0) + share * (1 - near)
      weights[i + 1] = (weights[i + 1] ?? 0) + share * near
    }
  }
  return weights
}

const summaryOf = ({ shares }: Posterior, observed: number): Omit<Average, 'graphs' | 'best' | 'missingMax'> => {
  let mean = 0
  let mode = 0
  shares.forEach((share, missing) => {
    mean += share * missing
    if (share > (shares[mode] ?? 0)) mode = missing
  })
  const at = quantilesOf(shares)
  return {
    mean: observed + mean,
    median: observed + at(0.5),
    mode: observed + mode,
    interval95: [observed + at(0.025), observed + at(0.975)],
    interval80: [observed + at(0.1), observed + at(0.9)],
    humps: humpsOf(shares, shares[mode] ?? 0).map((missing) => observed + missing),
  }
}

/** The first number up to which at least this share lies. */
const quantilesOf = (shares: Float64Array) => {
  const below = shares.slice()
  for (let i = 1; i < below.length; i += 1) below[i] = (below[i] ?? 0) + (below[i - 1] ?? 0)
  return (share: number): number => below.findIndex((sum) => sum >= share)
}

const HUMP = 0.1
/** Tops that are a tenth of the highest and more, with a valley of at most half of the lower between two of them. */
const humpsOf = (shares: Float64Array, highest: number): readonly number[] => {
  const humps: number[] = []
  let top = 0
  let valley = 0
  let falling = false
  for (let missing = 1; missing < shares.length; missing += 1) {
    const share = shares[missing] ?? 0
    if (!falling) {
      if (share > (shares[top] ?? 0)) top = missing
      else if (share < (shares[top] ?? 0) / 2) {
        if ((shares[top] ?? 0) >= HUMP * highest) humps.push(top)
        falling = true
        valley = missing
      }
    } else if (share < (shares[valley] ?? 0)) valley = missing
    else if (share > 2 * (shares[valley] ?? 0)) {
      falling = false
      top = missing
    }
  }
  return humps
}
