/**
 * Makes data/linkage/readings.json from files of pairs of one name in two scripts: which Latin letters each sign of another
 * script stands for, found by expectation-maximisation over all ways to cut the Latin spelling into pieces of up to four
 * letters. Only shares per sign are kept, no name. Use: `node bench/linkage/learn-readings.ts FOLDER [--leave-out N]`, where
 * FOLDER holds `*.tsv` with the columns latin, native and count; `--leave-out 3` leaves three tenths of the names unread,
 * so that figures on those are honest.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import anyAscii from 'any-ascii'
import { beforeOther, betweenOthers, soundUnits } from '../../src/linkage/readings.ts'

const PIECE_MAX = 4
const ROUNDS = 10
const CONTEXT_ROUNDS = 4
/** A sign before another one gets its own row only when that explains the pairs by this many bits better. */
const CONTEXT_GAIN_BITS = 25
const SHARE_LEAST = 0.03
const WAYS_MAX = 6
/** The same for a row of a sign between two others: there are many of these, and each adds little. */
const BETWEEN_GAIN_BITS = 15
/** Pairs of a lower log chance per letter are mistakes. */
const WORST = -3
/** How strongly a sign in context still follows what the sign does elsewhere, and the general table: in imagined sightings. */
const ELSEWHERE = 3
const GENERAL = 1
/** How strongly a Korean syllable follows the sounds it is built of: in imagined sightings. */
const BY_SOUND = 10

type Pair = { readonly latin: string; readonly units: readonly string[]; readonly weight: number }
type Row = ReadonlyMap<string, number>
type Rows = Map<string, Map<string, number>>
/** Shares by sign, and sightings by sign with the one behind it, and with both around it. */
type Learned = { readonly alone: Rows; readonly together: Rows; readonly between: Rows }
type Chance = (pair: Pair, at: number, piece: string) => number

const main = (folder: string, leaveOut: number): void => {
  const ways: Record<string, string> = {}
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()) {
    const pairs = readPairs(join(folder, file), leaveOut)
    const learned = learn(pairs)
    const rows = [...waysAlone(learned.alone), ...waysTogether(learned), ...waysBetween(learned)]
    for (const [sign, written] of rows) ways[sign] ??= written
    process.stderr.write(`${file}: ${pairs.length} pairs, ${rows.length} rows\n`)
  }
  const sorted = Object.entries(ways).sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = sorted.map(([sign, written]) => `${JSON.stringify(sign)}:${JSON.stringify(written)}`)
  const target = join(import.meta.dirname, '../../data/linkage/readings.json')
  writeFileSync(target, `{"version":"r2","leftOut":${leaveOut},"ways":{\n${lines.join(',\n')}\n}}\n`)
}

const readPairs = (path: string, leaveOut: number): readonly Pair[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([latin = '']) => digestOf(spell(latin)) % 10 >= leaveOut)
    .map(([latin = '', native = '', count = '1']) => ({
      latin: spell(latin),
      units: soundUnits(native),
      weight: Math.min(3, 1 + Math.log2(Math.max(1, Number(count)))),
    }))
    .filter(({ latin, units }) => latin !== '' && units.length > 0 && units.length < 30)
    .filter(({ latin, units }) => latin.length <= Math.min(40, units.length * PIECE_MAX))

const spell = (latin: string): string =>
  anyAscii(latin.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z]/g, '')

const digestOf = (text: string): number => {
  let digest = 0x811c9dc5
  for (const sign of text) digest = Math.imul(digest ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  digest = Math.imul(digest ^ (digest >>> 15), 0x2c1b3c6d)
  return (digest ^ (digest >>> 12)) >>> 0
}

/** First each sign by itself, then each sign before the next one, leaning on what it does by itself. */
const learn = (pairs: readonly Pair[]): Learned => {
  const written = pairs.some(({ units }) => units.some(isOpenSyllable)) ? syllablesBySound(pairs) : new Map()
  let learned: Learned = { alone: learnAlone(pairs, written), together: new Map(), between: new Map() }
  for (let round = 0; round < CONTEXT_ROUNDS; round += 1) {
    const known = learned
    const counted = count(pairs, ({ units }, at, piece) => leaning(known, units, at, piece) + 1e-6, WORST)
    learned = { ...counted, alone: shares(counted.alone, written) }
  }
  return learned
}

const learnAlone = (pairs: readonly Pair[], before: Rows): Rows => {
  const guess = [0.05, 0.5, 0.3, 0.1, 0.05]
  let alone: Rows | undefined = before.size > 0 ? before : undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = alone
    const chance: Chance = ({ units }, at, piece) =>
      known ? (known.get(units[at] ?? '')?.get(piece) ?? 1e-7) : (guess[piece.length] ?? 0)
    alone = shares(count(pairs, chance, alone ? -4.5 : -Infinity).alone, before)
  }
  return alone ?? new Map()
}

const isOpenSyllable = (unit: string): boolean => /^[\uac00-\ud7a3]$/.test(unit)

/**
 * What every open Korean syllable (19 consonants with 21 vowels) is by the sounds that it is built of: most are seldom seen, and
 * a handful of mistaken pairs would otherwise decide how they are read. The sounds are learned first, from the same pairs.
 */
const syllablesBySound = (pairs: readonly Pair[]): Rows => {
  const apart = pairs.map((pair) => ({ ...pair, units: pair.units.flatMap((unit) => [...unit.normalize('NFD')]) }))
  const sounds = learnAlone(apart, new Map())
  const rows: Rows = new Map([...sounds].filter(([sound]) => /^[\u11a8-\u11c2]$/.test(sound)))
  for (let place = 0; place < 19 * 21; place += 1) {
    const syllable = String.fromCharCode(0xac00 + 28 * place)
    const [consonant = '', vowel = ''] = syllable.normalize('NFD')
    rows.set(syllable, oneAfterOther(sounds.get(consonant), sounds.get(vowel)))
  }
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
  leaningOn(
    learned.between.get(betweenOthers(units, at)),
    piece,
    leaningBefore(learned, units[at] ?? '', units[at + 1], piece),
  )

/** Expected sightings of each piece for each sign. Pairs that fit worse than `worst` (log chance per letter) are mistakes and do not count. */
const count = (pairs: readonly Pair[], chance: Chance, worst: number): Learned => {
  const counted: Learned = { alone: new Map(), together: new Map(), between: new Map() }
  for (const pair of pairs) {
    const forward = forwardOf(pair, chance)
    const whole = forward[pair.units.length]?.[pair.latin.length] ?? 0
    if (!(whole > 0) || Math.log(whole) / pair.latin.length < worst) continue
    const backward = backwardOf(pair, chance)
    eachPiece(pair, (at, from, piece) => {
      const before = forward[at]?.[from] ?? 0
      if (before === 0) return
      const after = backward[at + 1]?.[from + piece.length] ?? 0
      const seen = (pair.weight * before * chance(pair, at, piece) * after) / whole
      if (seen < 1e-3) return
      const unit = pair.units[at] ?? ''
      add(counted.alone, unit, piece, seen)
      add(counted.together, beforeOther(unit, pair.units[at + 1]), piece, seen)
      add(counted.between, betweenOthers(pair.units, at), piece, seen)
    })
  }
  return counted
}

const eachPiece = ({ units, latin }: Pair, visit: (at: number, from: number, piece: string) => void): void => {
  for (let at = 0; at < units.length; at += 1)
    for (let from = 0; from <= latin.length; from += 1)
      for (let size = 0; size <= PIECE_MAX && from + size <= latin.length; size += 1)
        visit(at, from, latin.slice(from, from + size))
}

const grid = ({ units, latin }: Pair): Float64Array[] =>
  Array.from({ length: units.length + 1 }, () => new Float64Array(latin.length + 1))

const forwardOf = (pair: Pair, chance: Chance): readonly Float64Array[] => {
  const sum = grid(pair)
  put(sum, 0, 0, 1)
  eachPiece(pair, (at, from, piece) => {
    const before = sum[at]?.[from] ?? 0
    if (before > 0) put(sum, at + 1, from + piece.length, before * chance(pair, at, piece))
  })
  return sum
}

const backwardOf = (pair: Pair, chance: Chance): readonly Float64Array[] => {
  const sum = grid(pair)
  put(sum, pair.units.length, pair.latin.length, 1)
  for (let at = pair.units.length - 1; at >= 0; at -= 1)
    for (let from = pair.latin.length; from >= 0; from -= 1)
      for (let size = 0; size <= PIECE_MAX && from + size <= pair.latin.length; size += 1) {
        const after = sum[at + 1]?.[from + size] ?? 0
        if (after > 0) put(sum, at, from, after * chance(pair, at, pair.latin.slice(from, from + size)))
      }
  return sum
}

const put = (sum: readonly Float64Array[], row: number, column: number, more: number): void => {
  const values = sum[row]
  if (values) values[column] = (values[column] ?? 0) + more
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
    if (gainOf(row, chance, (piece) => base.get(piece) ?? 0) < CONTEXT_GAIN_BITS) return []
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
    if (gainOf(row, chance, otherwise) < BETWEEN_GAIN_BITS) return []
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

const [folder, , tenths = '0'] = process.argv.slice(2)
if (folder === undefined) process.stderr.write('Say where the pairs are: learn-readings.ts FOLDER [--leave-out N]\n')
else main(folder, Number(tenths))
