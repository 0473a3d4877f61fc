/**
 * Pattern mining on rows (after Christen, Schnell, Vatsalan and Ranbaduge 2017/2018): bits that are nearly always set together
 * belong to one feature. The groups of bits found so are put in order of frequency beside the bigrams of the plain list, the order is
 * mended by what occurs together, and each row is read as the set of features that its bits allow.
 */
import { randomFrom } from '../../src/kernel/index.ts'
import { bitCount, sharedBits } from '../../src/linkage/encoding.ts'
import type { Feature } from '../../src/linkage/features.ts'
import type { RowPart } from './graph.ts'
import type { Assertions, Seen } from './scene.ts'
import { type Alignment, alignSquares } from './table.ts'

export type PatternAttack = {
  readonly part: RowPart
  /** How much of the rows with either bit must have both, for the two to belong together. */
  readonly together: number
  readonly groupsMax: number
  /** How far ahead of the next the best value must be. */
  readonly margin: number
}
export const PATTERN_ATTACK: Omit<PatternAttack, 'part'> = { together: 0.9, groupsMax: 160, margin: 0.05 }

/** Names each row after the plain value whose features fit best; `featuresOf` tells what a plain value sets in this part. */
export const minePatterns = (
  index: readonly Seen[],
  plain: readonly (readonly Feature[])[],
  attack: PatternAttack,
): Assertions => {
  const ours = findPatterns(columnsOf(index, attack.part), index.length, attack)
  const texts = commonFeatures(plain, ours.length)
  const theirs = texts.map((text) => holdersOf(plain, text))
  const order = alignSquares(alignment(ours, index.length), alignment(theirs, plain.length), randomFrom(3))
  const read = ours.map((_, group) => order[group] ?? group)
  return nameByFeatures(index.length, ours, plain, texts, read, attack.margin)
}

/** The rows of a bit, as a set of bits of its own. */
type Rows = Uint32Array

const columnsOf = (index: readonly Seen[], { at, words }: RowPart): readonly Rows[] => {
  const columns = Array.from({ length: words * 32 }, () => new Uint32Array(Math.ceil(index.length / 32)))
  index.forEach(({ row }, record) => {
    columns.forEach((column, bit) => {
      if (((row[at + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) add(column, record)
    })
  })
  return columns
}

const has = (rows: Rows, record: number): boolean => (((rows[record >>> 5] ?? 0) >>> (record & 31)) & 1) === 1
const add = (rows: Rows, record: number): void => {
  rows[record >>> 5] = (rows[record >>> 5] ?? 0) | (1 << (record & 31))
}
const countOf = (rows: Rows): number => rows.reduce((sum, word) => sum + bitCount(word), 0)
const countBoth = (a: Rows, b: Rows): number => sharedBits(a, 0, b, 0, a.length)
const both = (a: Rows, b: Rows): Rows => a.map((word, i) => word & (b[i] ?? 0))
const jaccard = (a: Rows, b: Rows): number => {
  const shared = countBoth(a, b)
  return shared / Math.max(countOf(a) + countOf(b) - shared, 1)
}

/**
 * Sets of rows that hold a pattern, the commonest first. A pattern starts from two bits that stand together more often than
 * chance, and takes up further bits as long as nearly all its rows have them: what stays are the bits of one feature.
 */
const findPatterns = (
  columns: readonly Rows[],
  size: number,
  { together, groupsMax }: PatternAttack,
): readonly Rows[] => {
  const counts = columns.map(countOf)
  const patterns: Rows[] = []
  columns.forEach((column, bit) => {
    if ((counts[bit] ?? 0) < Math.max(8, size / 300)) return
    for (const partner of partnersOf(columns, counts, bit, size)) {
      const grown = grow(columns, both(column, columns[partner] ?? column), new Set([bit, partner]), together)
      if (grown && !patterns.some((known) => jaccard(known, grown) > 0.6)) patterns.push(grown)
    }
  })
  return patterns.sort((a, b) => countOf(b) - countOf(a)).slice(0, groupsMax)
}

const PARTNERS = 3

/** The bits that stand with this one most, beyond what chance would give. */
const partnersOf = (
  columns: readonly Rows[],
  counts: readonly number[],
  bit: number,
  size: number,
): readonly number[] => {
  const column = columns[bit]
  if (!column) return []
  return columns
    .map((other, partner) => {
      const expected = ((counts[bit] ?? 0) * (counts[partner] ?? 0)) / size
      return { partner, excess: partner === bit ? 0 : (countBoth(column, other) - expected) / Math.sqrt(expected + 1) }
    })
    .sort((a, b) => b.excess - a.excess)
    .slice(0, PARTNERS)
    .filter(({ excess }) => excess > 4)
    .map(({ partner }) => partner)
}

const BITS_LEAST = 4

const grow = (columns: readonly Rows[], start: Rows, bits: Set<number>, together: number): Rows | undefined => {
  let rows = start
  for (;;) {
    const held = countOf(rows)
    if (held < 5) return undefined
    let [best, next] = [0, -1]
    columns.forEach((column, bit) => {
      if (bits.has(bit)) return
      const shared = countBoth(rows, column)
      if (shared > best) [best, next] = [shared, bit]
    })
    // The first bits may lose many rows that hold them by chance; later ones hardly any.
    if (best / held < (bits.size < BITS_LEAST ? 0.5 : together)) return bits.size > BITS_LEAST ? rows : undefined
    rows = both(rows, columns[next] ?? rows)
    bits.add(next)
  }
}

const commonFeatures = (plain: readonly (readonly Feature[])[], count: number): readonly string[] => {
  const counts = new Map<string, number>()
  for (const features of plain)
    for (const text of new Set(features.map(([one]) => one))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([text]) => text)
}

const holdersOf = (plain: readonly (readonly Feature[])[], text: string): Rows => {
  const rows = new Uint32Array(Math.ceil(plain.length / 32))
  plain.forEach((features, i) => {
    if (features.some(([one]) => one === text)) add(rows, i)
  })
  return rows
}

const alignment = (holders: readonly Rows[], size: number): Alignment => {
  const count = holders.length
  const roots = new Float32Array(count * count)
  holders.forEach((a, i) => {
    holders.forEach((b, j) => {
      roots[i * count + j] = Math.sqrt((countBoth(a, b) / size) * 3000)
    })
  })
  return { roots, sorts: holders.map(() => 'feature') }
}

const nameByFeatures = (
  size: number,
  ours: readonly Rows[],
  plain: readonly (readonly Feature[])[],
  texts: readonly string[],
  read: readonly number[],
  margin: number,
): Assertions => {
  const places = new Map(texts.map((text, place) => [text, place]))
  const held = plain.map((features) => new Set(features.flatMap(([text]) => places.get(text) ?? [])))
  return Int32Array.from({ length: size }, (_, row) => {
    const seen = new Set(ours.flatMap((rows, group) => (has(rows, row) ? [read[group] ?? -1] : [])))
    if (seen.size < 2) return -1
    let [best, first, second] = [-1, 0, 0]
    held.forEach((features, person) => {
      const fit = features.size === 0 ? 0 : alike(seen, features)
      if (fit > first) [best, first, second] = [person, fit, first]
      else if (fit > second) second = fit
    })
    // Persons of the same name fit equally well: naming one of them is a guess, and counts as a name.
    return first - second >= margin || first > 0.85 ? best : -1
  })
}

const alike = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let shared = 0
  for (const item of a) if (b.has(item)) shared += 1
  return shared / (a.size + b.size - shared)
}
