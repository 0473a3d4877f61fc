/**
 * Which Latin letters each sign of another script stands for, learned from pairs of one name in two scripts by
 * expectation-maximisation over all ways to cut the Latin spelling into pieces of up to four letters. Only shares per sign are
 * kept, no name.
 */
import anyAscii from 'any-ascii'
import { beforeOther, betweenOthers, isSyllable, soundUnits } from '../../src/linkage/readings.ts'

const PIECE_MAX = 4
const ROUNDS = 10
const CONTEXT_ROUNDS = 4
/** A sign in company gets its own row only when that explains the pairs by this many bits better than the shorter company. */
const GAIN_BITS = 5
const SHARE_LEAST = 0.03
const WAYS_MAX = 6
/** How many of the pairs are believed to be mistakes at first: the other part of a name, another person. */
const MISTAKEN_AT_FIRST = 0.15
/** Rounds in which every pair is believed, because nothing is known yet. */
const ROUNDS_OF_TRUST = 3
/** A pair that was met this often is as sure as one that was met more often. */
const OFTEN = 4
/** The chance of a piece that a sign was never seen to stand for. */
const UNSEEN = 1e-6
/** How strongly a sign in context still follows what the sign does elsewhere, and the general table: in imagined sightings. */
const ELSEWHERE = 1.5
const GENERAL = 1
/** How strongly a Korean syllable follows the sounds it is built of: in imagined sightings. */
const BY_SOUND = 10

/** `byLot`: the log chance of the Latin letters when they have nothing to do with the signs. */
type Pair = {
  readonly latin: string
  readonly units: readonly string[]
  readonly weight: number
  readonly met: number
  readonly byLot: number
}
type Row = ReadonlyMap<string, number>
type Rows = Map<string, Map<string, number>>
/** Shares by sign, and sightings by sign with the one behind it, and with both around it. */
type Learned = { readonly alone: Rows; readonly together: Rows; readonly between: Rows }
type Chance = (pair: Pair, at: number, piece: string) => number

/** A name in two scripts, and how often the pair was met. */
export type NamePair = { readonly latin: string; readonly native: string; readonly count: number }

/** The ways to read each sign, alone and in company, as data/linkage/readings.json writes them. */
export const learnWays = (named: readonly NamePair[]): ReadonlyMap<string, string> => {
  const learned = learn(pairsOf(named))
  return new Map([...waysAlone(learned.alone), ...waysTogether(learned), ...waysBetween(learned)])
}

const pairsOf = (named: readonly NamePair[]): readonly Pair[] => {
  const byLot = lotOf(named.map(({ latin }) => spell(latin)))
  return named
    .map(({ latin, native, count }) => ({
      latin: spell(latin),
      units: soundUnits(native),
      weight: Math.min(3, 1 + Math.log2(Math.max(1, count))),
      met: Math.min(OFTEN, Math.max(1, count)),
      byLot: byLot(spell(latin)),
    }))
    .filter(({ latin, units }) => latin !== '' && units.length > 0 && units.length < 30)
    .filter(({ latin, units }) => latin.length <= Math.min(40, units.length * PIECE_MAX))
}

/** The log chance of a name by which letter follows which in all of them: what a name explains that is not its own must be better. */
const lotOf = (names: readonly string[]): ((name: string) => number) => {
  const follows = new Map<string, number>()
  const seen = new Map<string, number>()
  const steps = (name: string): readonly string[] =>
    Array.from(`${name}$`, (letter, i) => `${name.charAt(i - 1)}|${letter}`)
  for (const step of names.flatMap(steps)) {
    follows.set(step, (follows.get(step) ?? 0) + 1)
    seen.set(step.slice(0, step.indexOf('|')), (seen.get(step.slice(0, step.indexOf('|'))) ?? 0) + 1)
  }
  return (name) =>
    steps(name).reduce(
      (sum, step) =>
        sum + Math.log(((follows.get(step) ?? 0) + 0.5) / ((seen.get(step.slice(0, step.indexOf('|'))) ?? 0) + 13.5)),
      0,
    )
}

const spell = (latin: string): string =>
  anyAscii(latin.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z]/g, '')

/** First each sign by itself, then each sign before the next one, leaning on what it does by itself. */
const learn = (named: readonly Pair[]): Learned => {
  const written = named.some(({ units }) => units.some(isSyllable)) ? syllablesBySound(named) : new Map()
  const pairs = believedByOthers(named, written)
  let learned: Learned = { alone: learnAlone(pairs, written, () => 1), together: new Map(), between: new Map() }
  const belief = (): number => 1
  for (let round = 0; round < CONTEXT_ROUNDS; round += 1) {
    const known = learned
    const counted = count(pairs, ({ units }, at, piece) => leaning(known, units, at, piece) + UNSEEN, belief)
    learned = { ...counted, alone: shares(counted.alone, written) }
  }
  return learned
}

/**
 * Each pair weighs as much as it is believed by what the others teach: a sign in company is so seldom seen that a mistaken pair would
 * explain itself. Each half of the pairs is judged by the other half.
 */
const believedByOthers = (pairs: readonly Pair[], written: Rows): readonly Pair[] => {
  const halves = [0, 1].map((half) => pairs.filter((_, i) => i % 2 === half))
  return halves.flatMap((half, i) => {
    const alone = learnAlone(halves[1 - i] ?? [], written)
    const chance: Chance = ({ units }, at, piece) => {
      const row = alone.get(units[at] ?? '')
      const byLot = (GUESS[piece.length] ?? 0) * 26 ** -piece.length
      return row === undefined ? byLot : (1 - BY_LOT) * (row.get(piece) ?? 0) + BY_LOT * byLot
    }
    const belief = believing()
    const wholeOf = half.map(
      (pair) => forwardOf(pair, cellsOf(pair, chance))[pair.units.length]?.[pair.latin.length] ?? 0,
    )
    for (const [at, pair] of half.entries()) belief(pair, wholeOf[at] ?? 0)
    return half
      .map((pair, at) => ({ ...pair, weight: pair.weight * belief(pair, wholeOf[at] ?? 0) }))
      .filter(({ weight }) => weight > 0.05)
  })
}
/** How lengths of pieces are spread when nothing is known. */
const GUESS = [0.05, 0.5, 0.3, 0.1, 0.05]
/** How often a sign is taken to stand for something else than it was seen to. */
const BY_LOT = 0.1

const learnAlone = (pairs: readonly Pair[], before: Rows, belief: Belief = believing()): Rows => {
  let alone: Rows | undefined = before.size > 0 ? before : undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = alone
    const chance: Chance = ({ units }, at, piece) =>
      known ? (known.get(units[at] ?? '')?.get(piece) ?? UNSEEN) : (GUESS[piece.length] ?? 0)
    alone = shares(count(pairs, chance, before.size > 0 || round >= ROUNDS_OF_TRUST ? belief : () => 1).alone, before)
  }
  return alone ?? new Map()
}

/** How far a pair is believed, from the chance of its letters given its signs. */
type Belief = (pair: Pair, whole: number) => number

/** Weighs each pair against the lot of the alphabet; how many are mistakes is learned on the way, by how often a pair was met. */
const believing = (): Belief => {
  const mistaken = Array.from({ length: OFTEN + 1 }, () => ({ among: 20, mistakes: 20 * MISTAKEN_AT_FIRST }))
  return ({ met, byLot }, whole) => {
    const seen = mistaken[Math.floor(met)]
    if (!seen || !(whole > 0)) return 0
    const share = seen.mistakes / seen.among
    const believed = 1 / (1 + (share / (1 - share)) * Math.exp(byLot - Math.log(whole)))
    seen.among += 1
    seen.mistakes += 1 - believed
    return believed
  }
}

/**
 * What every open Korean syllable (19 consonants and the double l with 21 vowels) is by the sounds that it is built of: most are seldom seen, and
 * a handful of mistaken pairs would otherwise decide how they are read. The sounds are learned first, from the same pairs.
 */
const syllablesBySound = (pairs: readonly Pair[]): Rows => {
  const apart = pairs.map((pair) => ({ ...pair, units: pair.units.flatMap((unit) => [...unit.normalize('NFD')]) }))
  const sounds = learnAlone(apart, new Map())
  const rows: Rows = new Map([...sounds].filter(([sound]) => /^[\u11a8-\u11c2]$/.test(sound)))
  for (const consonant of 'ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒᄙ')
    for (const vowel of 'ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ')
      rows.set(`${consonant}${vowel}`.normalize('NFC'), oneAfterOther(sounds.get(consonant), sounds.get(vowel)))
  return rows
}

const oneAfterOther = (first: Row = new Map(), second: Row = new Map()): Map<string, number> => {
  const row = new Map<string, number>()
  for (const [head, of] of first)
    for (const [tail, and] of second)
      if (head.length + tail.length <= PIECE_MAX) row.set(head + tail, (row.get(head + tail) ?? 0) + of * and)
  return row
}

const sumOf = (row: Row | undefined): number =>
  row === undefined ? 0 : [...row.values()].reduce((sum, value) => sum + value, 0)

const sums = new WeakMap<Row, number>()
const leaningOn = (row: Row | undefined, piece: string, elsewhere: number): number => {
  if (row === undefined) return elsewhere
  const seen = sums.get(row) ?? sumOf(row)
  sums.set(row, seen)
  return ((row.get(piece) ?? 0) + ELSEWHERE * elsewhere) / (seen + ELSEWHERE)
}

/** The chance of a piece for a sign before the next one, leaning on what the sign does anywhere. */
const leaningBefore = ({ alone, together }: Learned, unit: string, next: string | undefined, piece: string): number =>
  leaningOn(together.get(beforeOther(unit, next)), piece, alone.get(unit)?.get(piece) ?? 0)

/** The same with what goes before it. */
const leaning = (learned: Learned, units: readonly string[], at: number, piece: string): number =>
  learned.alone.get(units[at] ?? '')?.has(piece) === true
    ? leaningOn(
        learned.between.get(betweenOthers(units, at)),
        piece,
        leaningBefore(learned, units[at] ?? '', units[at + 1], piece),
      )
    : 0

/** Expected sightings of each piece for each sign. A pair counts as far as it is believed. */
const count = (pairs: readonly Pair[], chance: Chance, belief: Belief): Learned => {
  const counted: Learned = { alone: new Map(), together: new Map(), between: new Map() }
  for (const pair of pairs) {
    const cells = cellsOf(pair, chance)
    const forward = forwardOf(pair, cells)
    const whole = forward[pair.units.length]?.[pair.latin.length] ?? 0
    const believed = belief(pair, whole)
    if (believed < 0.01 || !(whole > 0)) continue
    const backward = backwardOf(pair, cells)
    for (const [at, ofUnit] of cells.entries()) {
      const unit = pair.units[at] ?? ''
      const before = beforeOther(unit, pair.units[at + 1])
      const between = betweenOthers(pair.units, at)
      for (const { from, piece, share } of ofUnit) {
        const [ahead, after] = [forward[at]?.[from] ?? 0, backward[at + 1]?.[from + piece.length] ?? 0]
        const seen = (pair.weight * believed * ahead * share * after) / whole
        if (seen < 1e-3) continue
        add(counted.alone, unit, piece, seen)
        add(counted.together, before, piece, seen)
        add(counted.between, between, piece, seen)
      }
    }
  }
  return counted
}

/** A piece of the Latin spelling, where it begins, and its chance for one sign. */
type Cell = { readonly from: number; readonly piece: string; readonly share: number }

const cellsOf = (pair: Pair, chance: Chance): readonly (readonly Cell[])[] => {
  const { units, latin } = pair
  return units.map((_, at) => {
    const cells: Cell[] = []
    for (let from = 0; from <= latin.length; from += 1)
      for (let size = 0; size <= PIECE_MAX && from + size <= latin.length; size += 1) {
        const piece = latin.slice(from, from + size)
        const share = chance(pair, at, piece)
        if (share > 0) cells.push({ from, piece, share })
      }
    return cells
  })
}

const grid = ({ units, latin }: Pair): Float64Array[] =>
  Array.from({ length: units.length + 1 }, () => new Float64Array(latin.length + 1))

const forwardOf = (pair: Pair, cells: readonly (readonly Cell[])[]): readonly Float64Array[] => {
  const sum = grid(pair)
  put(sum, 0, 0, 1)
  for (const [at, ofUnit] of cells.entries())
    for (const { from, piece, share } of ofUnit) put(sum, at + 1, from + piece.length, (sum[at]?.[from] ?? 0) * share)
  return sum
}

const backwardOf = (pair: Pair, cells: readonly (readonly Cell[])[]): readonly Float64Array[] => {
  const sum = grid(pair)
  put(sum, pair.units.length, pair.latin.length, 1)
  for (let at = pair.units.length - 1; at >= 0; at -= 1)
    for (const { from, piece, share } of cells[at] ?? [])
      put(sum, at, from, (sum[at + 1]?.[from + piece.length] ?? 0) * share)
  return sum
}

const put = (sum: readonly Float64Array[], row: number, column: number, more: number): void => {
  const values = sum[row]
  if (values && more > 0) values[column] = (values[column] ?? 0) + more
}

const add = (rows: Rows, key: string, piece: string, more: number): void => {
  const row = rows.get(key) ?? new Map<string, number>()
  row.set(piece, (row.get(piece) ?? 0) + more)
  rows.set(key, row)
}

/** Shares of what was seen; a sign of which something is believed before leans on that. */
const shares = (rows: Rows, before: Rows): Rows =>
  new Map(
    [...new Set([...rows.keys(), ...before.keys()])].map((unit) => {
      const [row, believed] = [rows.get(unit) ?? new Map<string, number>(), before.get(unit)]
      const lean = believed ? BY_SOUND : 0.5
      const all = sumOf(row) + lean
      const pieces = new Set([...row.keys(), ...(believed?.keys() ?? [])])
      return [
        unit,
        new Map(
          [...pieces].map((piece) => [piece, ((row.get(piece) ?? 0) + lean * (believed?.get(piece) ?? 0)) / all]),
        ),
      ]
    }),
  )

/** Digits and Latin letters in a cell of another script are mistakes of the pairs. */
const isPlain = (unit: string): boolean => /[\p{N}\p{Script=Latin}]/u.test(unit)

/** A sign that was seldom seen leans on the general table: it may as well be read as it is elsewhere. */
const waysAlone = (alone: Rows): readonly (readonly [string, string])[] =>
  [...alone].flatMap(([unit, row]) => {
    if (isPlain(unit)) return []
    const general = spell(unit)
    const leant = new Map([...row].map(([piece, share]) => [piece, share * (1 - GENERAL / 20)]))
    if (general !== '' && /\p{Script=Han}/u.test(unit)) leant.set(general, (leant.get(general) ?? 0) + GENERAL / 20)
    const written = write(leant)
    return written === '' ? [] : [[unit, written] as const]
  })

const waysTogether = (learned: Learned): readonly (readonly [string, string])[] =>
  [...learned.together].flatMap(([key, row]) => {
    const [unit = ''] = key.split('>')
    const base = learned.alone.get(unit)
    if (!base || isUnshared(unit)) return []
    const chance = (piece: string): number => leaningOn(row, piece, base.get(piece) ?? 0)
    if (gainOf(row, chance, (piece) => base.get(piece) ?? 0) < GAIN_BITS) return []
    return [[key, write(new Map([...row.keys(), ...base.keys()].map((piece) => [piece, chance(piece)])))] as const]
  })

const waysBetween = (learned: Learned): readonly (readonly [string, string])[] =>
  [...learned.between].flatMap(([key, row]) => {
    const [unit = '', next = ''] = key.slice(key.indexOf('<') + 1).split('>')
    const base = learned.alone.get(unit)
    if (!base || isUnshared(unit)) return []
    const before = learned.together.get(`${unit}>${next}`)
    const otherwise = (piece: string): number => leaningOn(before, piece, base.get(piece) ?? 0)
    const chance = (piece: string): number => leaningOn(row, piece, otherwise(piece))
    if (gainOf(row, chance, otherwise) < GAIN_BITS) return []
    const pieces = new Set([...row.keys(), ...(before?.keys() ?? []), ...base.keys()])
    return [[key, write(new Map([...pieces].map((piece) => [piece, chance(piece)])))] as const]
  })

const isUnshared = (unit: string): boolean => isPlain(unit) || /\p{Script=Han}/u.test(unit)

/** How many bits better a row explains what was seen than what it leans on. */
const gainOf = (row: Row, chance: (piece: string) => number, otherwise: (piece: string) => number): number => {
  let gain = 0
  for (const [piece, seen] of row) gain += seen * Math.log2((chance(piece) + 1e-6) / (otherwise(piece) + 1e-3))
  return gain
}

const write = (row: Row): string => {
  const kept = [...row]
    .filter(([, share]) => share >= SHARE_LEAST)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, WAYS_MAX)
  const all = kept.reduce((sum, [, share]) => sum + share, 0)
  return kept.map(([piece, share]) => `${piece}${Math.max(1, Math.round((100 * share) / all))}`).join(' ')
}
