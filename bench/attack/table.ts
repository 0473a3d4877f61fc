/**
 * The attack on equality: the index as a table of opaque values. Whatever is equal in two records looks equal - a token, a
 * slot of the encoding - and so it does in the attacker's own list. Frequencies give a first guess of which value is which
 * (seeds), co-occurrence mends the guess, and from there names spread: a record that holds known values is named, and who is
 * named tells what the record's other values are (Narayanan and Shmatikov's propagation, on a bipartite graph).
 */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import type { Assertions } from './scene.ts'

/** Records as lists of values, with the sort of each value where the attacker can see it (slots by place, tokens as one sort). */
export type Table = {
  readonly records: readonly (readonly number[])[]
  readonly holders: readonly (readonly number[])[]
  readonly sorts: readonly string[]
}
export type Opaque = { readonly sort: string; readonly value: string }

export const tableOf = (records: readonly (readonly Opaque[])[]): Table => {
  const ids = new Map<string, number>()
  const holders: number[][] = []
  const sorts: string[] = []
  const rows = records.map((values, record) =>
    values.map(({ sort, value }) => {
      const text = `${sort}|${value}`
      const id = ids.get(text) ?? ids.size
      if (id === ids.size) {
        ids.set(text, id)
        holders.push([])
        sorts.push(sort)
      }
      holders[id]?.push(record)
      return id
    }),
  )
  return { records: rows, holders, sorts }
}

export type TableAttack = {
  /** How many of the commonest values of each sort are aligned before anything spreads. */
  readonly seedsPerSort: number
  readonly rounds: number
  /** How far the best person must be ahead of the next, in bits of evidence. */
  readonly margin: number
  /** How often it starts anew with other chances; the start that names most is kept. The attacker sees that figure too. */
  readonly starts: number
}
export const TABLE_ATTACK: TableAttack = { seedsPerSort: 150, rounds: 12, margin: 3, starts: 3 }

/** Names records of `index` after records of `plain`. `frequencyOnly` stops at the rank alignment: the classic attack. */
export const attackTable = (
  index: Table,
  plain: Table,
  attack: TableAttack = TABLE_ATTACK,
  frequencyOnly = false,
): Assertions => {
  if (frequencyOnly) return nameRecords(index, plain, seedValues(index, plain, attack, undefined), attack.margin)
  const tried = Array.from({ length: attack.starts }, (_, start) => spread(index, plain, attack, randomFrom(start + 1)))
  return tried.reduce((best, one) => (countNamed(one) > countNamed(best) ? one : best))
}

const countNamed = (named: Assertions): number => named.reduce((sum, person) => sum + (person < 0 ? 0 : 1), 0)

const spread = (index: Table, plain: Table, attack: TableAttack, random: Random): Assertions => {
  const seeds = seedValues(index, plain, attack, random)
  let named = nameRecords(index, plain, seeds, attack.margin)
  for (let round = 0; round < attack.rounds; round += 1)
    named = nameRecords(index, plain, learnValues(index, plain, named, seeds), attack.margin)
  return named
}

type ValueMap = ReadonlyMap<number, number>

const seedValues = (index: Table, plain: Table, attack: TableAttack, random: Random | undefined): ValueMap => {
  const map = new Map<number, number>()
  const tops = [...new Set(index.sorts)].map((sort) => ({
    ours: commonest(index, sort, attack.seedsPerSort),
    theirs: commonest(plain, sort, attack.seedsPerSort),
  }))
  const ours = tops.flatMap((top) => top.ours.slice(0, top.theirs.length))
  const theirs = tops.flatMap((top) => top.theirs.slice(0, top.ours.length))
  const order = random
    ? alignSquares(cooccurrence(index, ours), cooccurrence(plain, theirs), random)
    : theirs.map((_, i) => i)
  ours.forEach((value, i) => {
    map.set(value, theirs[order[i] ?? i] ?? 0)
  })
  return map
}

const commonest = ({ holders, sorts }: Table, sort: string, count: number): readonly number[] =>
  holders
    .map((held, value) => ({ value, count: held.length }))
    .filter(({ value, count: held }) => sorts[value] === sort && held >= 3)
    .sort((a, b) => b.count - a.count || a.value - b.value)
    .slice(0, count)
    .map(({ value }) => value)

/** Square roots of how often each two of these values stand in one record; roots make the noise of all counts alike. */
export type Alignment = { readonly roots: Float32Array; readonly sorts: readonly string[] }

const cooccurrence = ({ records, sorts }: Table, values: readonly number[]): Alignment => {
  const places = new Map(values.map((value, place) => [value, place]))
  const size = values.length
  const roots = new Float32Array(size * size)
  for (const record of records) {
    const held = record.flatMap((value) => places.get(value) ?? [])
    for (const a of held) for (const b of held) roots[a * size + b] = (roots[a * size + b] ?? 0) + 1
  }
  for (let i = 0; i < roots.length; i += 1) roots[i] = Math.sqrt(roots[i] ?? 0)
  return { roots, sorts: values.map((value) => sorts[value] ?? '') }
}

const SWEEPS = 60
const WINDOW = 40

/** Starts at equal ranks and swaps while the two co-occurrence tables grow more alike; early on also a little against the slope. */
export const alignSquares = (a: Alignment, b: Alignment, random: Random): readonly number[] => {
  const size = a.sorts.length
  const order = Array.from({ length: size }, (_, i) => i)
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const heat = 2 * Math.max(0, 1 - (2 * sweep) / SWEEPS)
    for (let i = 0; i < size; i += 1)
      for (let tries = 0; tries < 12; tries += 1) {
        const j = Math.min(size - 1, Math.max(0, i + 1 + random.below(WINDOW) - WINDOW / 2))
        if (i === j || a.sorts[i] !== a.sorts[j]) continue
        const gain = gainOfSwap(a.roots, b.roots, order, i, j)
        if (gain > 0 || random.next() < Math.exp(gain / Math.max(heat, 1e-9))) {
          const kept = order[i] ?? i
          order[i] = order[j] ?? j
          order[j] = kept
        }
      }
  }
  return order
}

const gainOfSwap = (a: Float32Array, b: Float32Array, order: readonly number[], i: number, j: number): number => {
  const size = order.length
  const [pi, pj] = [order[i] ?? 0, order[j] ?? 0]
  let gain = 0
  for (let k = 0; k < size; k += 1) {
    const [ai, aj] = [a[i * size + k] ?? 0, a[j * size + k] ?? 0]
    const pk = order[k] ?? 0
    const qk = k === i ? pj : k === j ? pi : pk
    const before = (ai - (b[pi * size + pk] ?? 0)) ** 2 + (aj - (b[pj * size + pk] ?? 0)) ** 2
    const after = (ai - (b[pj * size + qk] ?? 0)) ** 2 + (aj - (b[pi * size + qk] ?? 0)) ** 2
    gain += before - after
  }
  return gain
}

/** Each record is named after the person with most known values in common, where that person is well ahead of the next. */
const nameRecords = (index: Table, plain: Table, values: ValueMap, margin: number): Assertions => {
  const named = new Int32Array(index.records.length).fill(-1)
  const scores = new Float64Array(plain.records.length)
  const best = new Float64Array(plain.records.length)
  const takers = new Int32Array(plain.records.length).fill(-1)
  index.records.forEach((record, i) => {
    const touched: number[] = []
    for (const value of record) {
      const theirs = values.get(value)
      if (theirs === undefined) continue
      const held = plain.holders[theirs] ?? []
      if (held.length > plain.records.length / 4) continue
      const bits = Math.log2(plain.records.length / held.length)
      for (const person of held) {
        if (scores[person] === 0) touched.push(person)
        scores[person] = (scores[person] ?? 0) + bits
      }
    }
    const { person, lead, score } = leader(scores, touched)
    for (const other of touched) scores[other] = 0
    if (person < 0 || lead < margin) return
    // Two records that claim one person: the one with more evidence keeps it.
    if ((best[person] ?? 0) >= score) return
    const former = takers[person] ?? -1
    if (former >= 0) named[former] = -1
    best[person] = score
    takers[person] = i
    named[i] = person
  })
  return named
}

const leader = (
  scores: Float64Array,
  touched: readonly number[],
): { readonly person: number; readonly lead: number; readonly score: number } => {
  let [person, first, second] = [-1, 0, 0]
  for (const one of touched) {
    const score = scores[one] ?? 0
    if (score > first) [person, first, second] = [one, score, first]
    else if (score > second) second = score
  }
  return { person, lead: first - second, score: first }
}

/** What the named records tell about values: each value stands for what its named holders have in common. Seeds fade once outvoted. */
const learnValues = (index: Table, plain: Table, named: Assertions, seeds: ValueMap): ValueMap => {
  const map = new Map<number, number>()
  index.holders.forEach((holders, value) => {
    const votes = new Map<number, number>()
    let voters = 0
    for (const record of holders) {
      const person = named[record] ?? -1
      if (person < 0) continue
      voters += 1
      for (const theirs of plain.records[person] ?? [])
        if (plain.sorts[theirs] === index.sorts[value]) votes.set(theirs, (votes.get(theirs) ?? 0) + 1)
    }
    const winner = likeliest(plain, votes, voters, holders.length)
    const seed = seeds.get(value)
    if (winner !== undefined) map.set(value, winner)
    else if (seed !== undefined && voters < 3) map.set(value, seed)
  })
  return map
}

const likeliest = (
  plain: Table,
  votes: ReadonlyMap<number, number>,
  voters: number,
  holders: number,
): number | undefined => {
  let [best, winner]: [number, number | undefined] = [0, undefined]
  for (const [theirs, count] of votes) {
    const held = plain.holders[theirs]?.length ?? 1
    // A value that many hold collects votes by chance; one whose holders are as many as the unknown's is likelier the same.
    const score = (count / voters) * (Math.min(held, holders) / Math.max(held, holders)) * (1 + Math.log2(count))
    if (score > best) [best, winner] = [score, theirs]
  }
  return best >= 0.5 && (voters >= 2 || holders <= 3) ? winner : undefined
}
