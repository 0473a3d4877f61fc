/**
 * Graph matching (after Vidanage, Christen, Ranbaduge and Schnell 2020): who is alike to whom, and how much, is a graph;
 * the plain list gives another. A node's surroundings - how many neighbours, how strong the ties, what the neighbours
 * look like - are put in a row of figures, and the nodes whose figures are nearest are called the same person.
 */
import { bitCount, dice, SLOTS } from '../../src/linkage/encoding.ts'
import type { Assertions, Seen } from './scene.ts'

type Tie = { readonly to: number; readonly weight: number }
export type Graph = readonly (readonly Tie[])[]
export type RowPart = { readonly at: number; readonly words: number }

/** Ties between rows whose Dice similarity over this part is at least `least`. Compares all with all. */
export const similarityGraph = (seen: readonly Seen[], { at, words }: RowPart, least: number): Graph => {
  const rows = seen.map(({ row }) => row.subarray(at, at + words))
  const counts = rows.map((row) => row.reduce((sum, word) => sum + bitCount(word), 0))
  const ties: Tie[][] = rows.map(() => [])
  rows.forEach((row, i) => {
    for (let j = 0; j < i; j += 1) {
      const other = rows[j]
      const total = (counts[i] ?? 0) + (counts[j] ?? 0)
      if (!other || total === 0) continue
      let both = 0
      for (let word = 0; word < words; word += 1) both += bitCount((row[word] ?? 0) & (other[word] ?? 0))
      const weight = (2 * both) / total
      if (weight >= least) addTie(ties, i, j, weight)
    }
  })
  return ties
}

const HOLDERS_MAX = 200

/** Ties between records that share tokens; a rare token ties more strongly. */
export const tokenGraph = (seen: readonly Seen[]): Graph => {
  const holders = new Map<string, number[]>()
  seen.forEach(({ tokens }, record) => {
    for (const token of tokens) holders.set(token, [...(holders.get(token) ?? []), record])
  })
  const weights = seen.map(() => new Map<number, number>())
  for (const records of holders.values()) {
    if (records.length > HOLDERS_MAX) continue
    for (const i of records)
      for (const j of records) if (i !== j) weights[i]?.set(j, (weights[i]?.get(j) ?? 0) + 1 / records.length)
  }
  return weights.map((row) => [...row].map(([to, weight]) => ({ to, weight })))
}

/** Only those ties between records whose rows are alike too: what an operator does who suspects that some tokens mean nothing. */
export const borneOutByRows = (graph: Graph, seen: readonly Seen[]): Graph =>
  graph.map((ties, i) =>
    ties.filter(({ to }) => {
      const [a, b] = rowsTogether(seen[i], seen[to])
      return alikeInRows(a, b)
    }),
  )

type MaybeRow = Uint32Array | undefined
/** The rows by which two records can be compared: under the first token that they share, where rows lie under tokens. */
const rowsTogether = (a: Seen | undefined, b: Seen | undefined): readonly [MaybeRow, MaybeRow] => {
  if (!a?.rowUnder || !b?.rowUnder) return [a?.row, b?.row]
  const place = a.tokens.findIndex((token) => b.tokens.includes(token))
  return place < 0 ? [undefined, undefined] : [a.rowUnder(place), b.rowUnder(b.tokens.indexOf(a.tokens[place] ?? ''))]
}

const alikeInRows = (a: MaybeRow, b: MaybeRow): boolean => {
  if (!a || !b) return false
  const slots = Object.values(SLOTS).filter(({ at, words }) => dice(a, at, b, at, words) >= 0.45)
  return slots.length >= 2 || dice(a, SLOTS.name.at, b, SLOTS.name.at, SLOTS.name.words) >= 0.35
}

const addTie = (ties: Tie[][], i: number, j: number, weight: number): void => {
  ties[i]?.push({ to: j, weight })
  ties[j]?.push({ to: i, weight })
}

/** Figures of each node: its own ties, then twice the mean and the spread of its neighbours' figures (two steps of surroundings). */
export const nodeFigures = (graph: Graph): readonly Float64Array[] => {
  const own = graph.map(ownFigures)
  const one = own.map((figures, i) => joined(figures, around(own, graph[i] ?? [])))
  return own.map((figures, i) => joined(figures, around(one, graph[i] ?? [])))
}

const QUANTILES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]

const ownFigures = (ties: readonly Tie[]): Float64Array => {
  const weights = ties.map(({ weight }) => weight).sort((a, b) => a - b)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const at = (share: number): number => weights[Math.round(share * (weights.length - 1))] ?? 0
  return Float64Array.from([Math.log1p(ties.length), Math.log1p(sum), ...QUANTILES.map(at)])
}

const around = (figures: readonly Float64Array[], ties: readonly Tie[]): Float64Array => {
  const size = figures[0]?.length ?? 0
  const [mean, spread] = [new Float64Array(size), new Float64Array(size)]
  const total = ties.reduce((sum, { weight }) => sum + weight, 0) || 1
  for (const { to, weight } of ties)
    figures[to]?.forEach((figure, i) => {
      mean[i] = (mean[i] ?? 0) + (figure * weight) / total
      spread[i] = (spread[i] ?? 0) + (figure * figure * weight) / total
    })
  return joined(
    mean,
    spread.map((square, i) => Math.sqrt(Math.max(0, square - (mean[i] ?? 0) ** 2))),
  )
}

const joined = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b])

/** Pairs of nodes that are each other's nearest, and nearer by `margin` (as a part of the distance) than the next. */
export const matchNodes = (index: Graph, plain: Graph, margin: number): Assertions => {
  const [ours, theirs] = scaled(nodeFigures(index), nodeFigures(plain))
  const forth = nearestOf(ours, theirs, index)
  const back = nearestOf(theirs, ours, plain)
  return Int32Array.from(forth, ({ node, lead }, i) =>
    node >= 0 && lead >= margin && back[node]?.node === i ? node : -1,
  )
}

/** Each figure in units of its own spread: otherwise the one with the largest numbers decides. */
const scaled = (
  ours: readonly Float64Array[],
  theirs: readonly Float64Array[],
): readonly [readonly Float64Array[], readonly Float64Array[]] => {
  const size = ours[0]?.length ?? 0
  const [mean, square] = [new Float64Array(size), new Float64Array(size)]
  const all = ours.length + theirs.length
  for (const rows of [ours, theirs])
    for (const row of rows)
      row.forEach((figure, i) => {
        mean[i] = (mean[i] ?? 0) + figure / all
        square[i] = (square[i] ?? 0) + (figure * figure) / all
      })
  const spread = mean.map((m, i) => Math.sqrt(Math.max((square[i] ?? 0) - m * m, 1e-12)))
  const scale = (rows: readonly Float64Array[]) =>
    rows.map((row) => row.map((figure, i) => (figure - (mean[i] ?? 0)) / (spread[i] ?? 1)))
  return [scale(ours), scale(theirs)]
}

type Nearest = { readonly node: number; readonly lead: number }

const nearestOf = (from: readonly Float64Array[], to: readonly Float64Array[], graph: Graph): readonly Nearest[] =>
  from.map((row, i) => {
    // A node without ties has no surroundings to be known by.
    if ((graph[i]?.length ?? 0) === 0) return { node: -1, lead: 0 }
    let [node, first, second] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    to.forEach((other, j) => {
      const distance = squaredDistance(row, other, second)
      if (distance < first) [node, first, second] = [j, distance, first]
      else if (distance < second) second = distance
    })
    return { node, lead: 1 - Math.sqrt(first / Math.max(second, 1e-12)) }
  })

const squaredDistance = (a: Float64Array, b: Float64Array, enough: number): number => {
  let sum = 0
  for (let i = 0; i < a.length && sum < enough; i += 1) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return sum
}
