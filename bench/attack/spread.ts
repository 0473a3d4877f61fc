/**
 * The attack of one who knows the scheme: who shares a token with whom is a graph, and each tie has a kind that he sees as well - how
 * many tokens, and slot by slot whether the two are equal, alike, different or silent. His list gives the same graph with the same
 * kinds. Each record and person begin with what they are alone (how many tokens, which slots are filled, how long they are);
 * then each pair hears from its neighbours: who is likely the same makes those beside them likelier. Nothing needs a seed.
 */
import { dice, SLOTS } from '../../src/linkage/encoding.ts'
import { alikeInLength, apartBetween, lengthsOf } from './lengths.ts'
import { bestPairs } from './pairs.ts'
import type { Assertions, Seen } from './scene.ts'

export type Spreading = {
  /** Does he look at how many bits are set? */
  readonly lengths: boolean
  /** Does he look at the rows of two records that share a token? */
  readonly rows: boolean
  readonly rounds: number
  readonly margin: number
  /** Tokens of each record that mean nothing, which he leaves out of his own list; 'padded' when their number hides how many mean something. */
  readonly chaff: number | 'padded'
  /** How alike two filled slots are, 0 to 1. */
  readonly likeness: Likeness
}
export type Likeness = (a: Uint32Array, b: Uint32Array) => number
export const diceLikeness: Likeness = (a, b) => dice(a, 0, b, 0, a.length)
/** A tie: to whom, and its kind: the number of tokens shared, then a sign for each slot. */
type Tie = { readonly to: number; readonly kind: Uint8Array }
type Ties = readonly (readonly Tie[])[]

const SLOT_LIST = Object.values(SLOTS)
const HOLDERS_MAX = 200
const SHARED_MAX = 7
const SIGN = { bothSilent: 0, oneSilent: 1, equal: 2, alike: 3, partly: 4, other: 5 } as const
const SIGNS = 8

/** Names records after persons: each other's likeliest when all neighbours have been heard. */
export const spreadAttack = (
  index: readonly Seen[],
  own: readonly Seen[],
  ownAgain: readonly Seen[],
  { lengths, rows, rounds, margin, chaff, likeness }: Spreading,
): Assertions => {
  const [ours, theirs] = [index, own].map((seen) => tiesOf(seen, rows ? likeness : undefined)) as [Ties, Ties]
  const worth = worthOf(theirs)
  const alone = aloneScores(index, own, ownAgain, lengths, chaff)
  let scores = alone
  for (let round = 0; round < rounds; round += 1) scores = heard(scores, alone, ours, theirs, worth)
  return bestPairs(scores, margin, LEAST)
}
const LEAST = -20

/** What a record and a person have in common by themselves. Without lengths only how many tokens, and which slots are filled. */
const aloneScores = (
  index: readonly Seen[],
  own: readonly Seen[],
  ownAgain: readonly Seen[],
  lengths: boolean,
  chaff: Spreading['chaff'],
): readonly Float32Array[] => {
  const figuresOf = lengths ? lengthsOf : shapeOf
  const [ours, theirs] = [index.map(figuresOf), own.map(figuresOf)]
  const last = (ours[0]?.length ?? 1) - 1
  for (const figures of ours) figures[last] = chaff === 'padded' ? 0 : (figures[last] ?? 0) - chaff
  if (chaff === 'padded') for (const figures of theirs) figures[last] = 0
  const apart = apartBetween(theirs, lengths ? ownAgain.map(figuresOf) : theirs)
  return ours.map((figures) => Float32Array.from(theirs, (others) => alikeInLength(figures, others, apart)))
}

const shapeOf = (seen: Seen): Float64Array => {
  const row = seen.rowUnder?.(0) ?? seen.row
  const filled = SLOT_LIST.map(({ at, words }) => (row.subarray(at, at + words).some((word) => word !== 0) ? 1 : 0))
  return Float64Array.from([...filled, seen.tokens.length])
}

/** One round: each pair hears, for each tie of the record, from the pair of neighbours that speaks best for it. */
const heard = (
  scores: readonly Float32Array[],
  alone: readonly Float32Array[],
  ours: Ties,
  theirs: Ties,
  worth: (a: Uint8Array, b: Uint8Array) => number,
): readonly Float32Array[] => {
  const leads = scores.map(leadOf)
  return alone.map((row, record) => {
    const ties = ours[record] ?? []
    return row.map((score, person) => {
      if (score < CANNOT_BE) return score
      let sum = score
      for (const tie of ties) sum += bestWord(tie, theirs[person] ?? [], scores, leads, worth)
      return sum
    })
  })
}
/** So little evidence that neighbours are not asked. */
const CANNOT_BE = -35

const bestWord = (
  { to, kind }: Tie,
  others: readonly Tie[],
  scores: readonly Float32Array[],
  leads: readonly Lead[],
  worth: (a: Uint8Array, b: Uint8Array) => number,
): number => {
  let best = 0
  for (const other of others) {
    const said = worth(kind, other.kind) + leadIn(scores[to], leads[to], other.to)
    if (said > best) best = said
  }
  return best
}

type Lead = { readonly at: number; readonly first: number; readonly second: number }
const leadOf = (row: Float32Array): Lead => {
  let [at, first, second] = [-1, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  row.forEach((score, person) => {
    if (score > first) [at, first, second] = [person, score, first]
    else if (score > second) second = score
  })
  return { at, first, second }
}

/** How far a person is ahead of the best other one for this record, in bits, bounded: no neighbour decides alone. */
const leadIn = (row: Float32Array | undefined, lead: Lead | undefined, person: number): number => {
  if (!row || !lead) return 0
  const score = row[person] ?? 0
  return Math.max(-LEAD_MAX, Math.min(LEAD_MAX, score - (lead.at === person ? lead.second : lead.first)))
}
const LEAD_MAX = 12

/** Evidence in bits of two kinds of ties being one: rare signs tell more, signs that differ speak against it. */
const worthOf = (ties: Ties): ((a: Uint8Array, b: Uint8Array) => number) => {
  const size = 1 + SLOT_LIST.length
  const counts = new Float64Array(size * SIGNS).fill(1)
  let all = SIGNS
  for (const { kind } of ties.flat()) {
    all += 1
    kind.forEach((sign, i) => {
      counts[i * SIGNS + sign] = (counts[i * SIGNS + sign] ?? 0) + 1
    })
  }
  const bits = counts.map((count) => Math.min(6, -Math.log2(count / all)))
  return (a, b) => {
    let sum = 0
    for (let i = 0; i < a.length; i += 1) {
      const [ofA, ofB] = [a[i] ?? 0, b[i] ?? 0]
      if (ofA === ofB) sum += bits[i * SIGNS + ofA] ?? 0
      // How alike two slots are moves with the key; whether they are equal or silent does not.
      else sum -= i > 0 && ofA >= SIGN.alike && ofB >= SIGN.alike ? 1 : 6
    }
    return Math.max(0, Math.min(24, sum))
  }
}

/** Ties between records that share tokens which few hold. */
export const tiesOf = (seen: readonly Seen[], likeness: Likeness | undefined): Ties => {
  const holders = new Map<string, { record: number; place: number }[]>()
  seen.forEach(({ tokens }, record) => {
    tokens.forEach((token, place) => {
      const held = holders.get(token)
      if (held) held.push({ record, place })
      else holders.set(token, [{ record, place }])
    })
  })
  const found = seen.map(() => new Map<number, { shared: number; mine: number; other: number }>())
  for (const held of holders.values()) {
    if (held.length > HOLDERS_MAX) continue
    for (const a of held)
      for (const b of held) {
        if (a.record === b.record) continue
        const tie = found[a.record]?.get(b.record)
        if (tie) tie.shared += 1
        else found[a.record]?.set(b.record, { shared: 1, mine: a.place, other: b.place })
      }
  }
  return found.map((ties, record) =>
    [...ties].map(([to, { shared, mine, other }]) => ({
      to,
      kind: Uint8Array.from([
        Math.min(shared, SHARED_MAX),
        ...(likeness ? signsOf(rowOf(seen[record], mine), rowOf(seen[to], other), likeness) : []),
      ]),
    })),
  )
}

const rowOf = (seen: Seen | undefined, place: number): Uint32Array =>
  seen?.rowUnder?.(place) ?? seen?.row ?? new Uint32Array()

const signsOf = (a: Uint32Array, b: Uint32Array, likeness: Likeness): readonly number[] =>
  SLOT_LIST.map(({ at, words }) => {
    const [ofA, ofB] = [a.subarray(at, at + words), b.subarray(at, at + words)]
    const silent = [ofA, ofB].filter((bits) => bits.every((word) => word === 0)).length
    if (silent > 0) return silent === 2 ? SIGN.bothSilent : SIGN.oneSilent
    if (ofA.every((word, i) => word === ofB[i])) return SIGN.equal
    const alike = likeness(ofA, ofB)
    return alike >= 0.6 ? SIGN.alike : alike >= 0.35 ? SIGN.partly : SIGN.other
  })
