/** The words of names as numbers: described once, remembered in columns, read from bytes where they are plain letters. */
import { type Cells, textOf } from './batch-cells.ts'
import { emptySigns, hashSigns, knowBytes, knowText, letterPairs, type Signs, writeSigns } from './batch-hash.ts'
import { folder } from './folding.ts'
import { TELLING_LENGTH, tellsWho } from './normalise.ts'

/** The words of one name, side by side in columns; `count` of them are in use. */
export type NameWords = {
  count: number
  readonly hash: Uint32Array
  /** 24 bits of the hash of the skeleton, shifted to make room for the weight; 0 for a single letter. */
  readonly sound: Uint32Array
  readonly low: Uint32Array
  readonly high: Uint32Array
  /** Hash of the first two letters, and of the first sound. */
  readonly head: Uint32Array
  readonly initial: Uint32Array
}
export const wordColumns = (size: number): NameWords => ({
  count: 0,
  hash: new Uint32Array(size),
  sound: new Uint32Array(size),
  low: new Uint32Array(size),
  high: new Uint32Array(size),
  head: new Uint32Array(size),
  initial: new Uint32Array(size),
})

const CACHE_SLOTS = 1 << 16
/** What stands side by side about a word: half a line of the cache of the processor, so that a word is one look into memory. */
const [HASH, CHECK, SOUND, LOW, HIGH, HEAD, INITIAL, TELLS] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const ENTRY = 8

type WordBook = {
  readonly entries: Uint32Array
  /** Where the entry of a word begins, until the next word is looked up. */
  ofText(text: string): number
  /** The same for a word of plain letters in bytes. */
  ofLetters(bytes: Buffer, from: number, to: number): number
}

/**
 * Describes words and remembers them: one place per word, where a later word may take the place of an earlier one. Two hashes
 * together tell words apart, so no text is kept and nothing is left for the garbage collector.
 */
const wordBook = (): WordBook => {
  const entries = new Uint32Array(CACHE_SLOTS * ENTRY)
  const known = new Uint32Array(2)
  const pairs = { low: 0, high: 0 }
  const word = emptySigns()
  const heard = emptySigns()
  const place = (): number => ((known[HASH] ?? 0) & (CACHE_SLOTS - 1)) * ENTRY
  const isThere = (at: number): boolean => entries[at] === known[HASH] && entries[at + CHECK] === known[CHECK]
  /** Describes the word that was written down. */
  const describe = (at: number): void => {
    listen(word, heard)
    const sounds = heard.count > 1 ? heard : word
    letterPairs(word, pairs)
    entries[at] = known[HASH] ?? 0
    entries[at + CHECK] = known[CHECK] ?? 0
    entries[at + SOUND] = word.count < 2 ? 0 : hashSigns(sounds) & 0xffffff00
    entries[at + LOW] = pairs.low
    entries[at + HIGH] = pairs.high
    entries[at + HEAD] = hashSigns(word, 3, 2)
    entries[at + INITIAL] = hashSigns(sounds, 5, 1)
    entries[at + TELLS] = isTelling(word) ? 1 : 0
  }
  return {
    entries,
    ofText: (text) => {
      knowText(text, known)
      const at = place()
      if (isThere(at)) return at
      writeSigns(text, word)
      describe(at)
      return at
    },
    ofLetters: (bytes, from, to) => {
      knowBytes(bytes, from, to, 32, known)
      const at = place()
      if (isThere(at)) return at
      for (let i = from; i < to; i += 1) word.signs[i - from] = (bytes[i] ?? 0) | 32
      word.count = to - from
      describe(at)
      return at
    },
  }
}

const ROOM = 256
const ears = folder(ROOM)
/** Writes the skeleton of a word. */
const listen = ({ signs, count }: Signs, into: Signs): void => {
  const { codes, fold } = count <= ROOM ? ears : folder(count)
  codes().set(signs.subarray(0, count))
  into.count = fold(count)
  into.signs.set(codes().subarray(0, into.count))
}

const isTelling = ({ signs, count }: Signs): boolean =>
  count > TELLING_LENGTH || tellsWho(String.fromCharCode(...signs.subarray(0, count)))

const SPACE = 32
const [PLAIN_WORDS_MAX, PLAIN_LETTERS_MAX] = [8, 20]

/** Where the words of a cell begin and end; `count` of them are in use. */
type Split = { count: number; readonly from: Int32Array; readonly to: Int32Array }

/** Splits a cell of plain letters at its single spaces; false when it needs a closer look. */
const splitPlain = (bytes: Uint8Array, from: number, to: number, into: Split): boolean => {
  into.count = 0
  let start = from
  for (let at = from; at <= to; at += 1) {
    const code = at < to ? (bytes[at] ?? 0) : SPACE
    if (code === SPACE) {
      if (at === start || at - start > PLAIN_LETTERS_MAX || into.count === PLAIN_WORDS_MAX) return false
      into.from[into.count] = start
      into.to[into.count] = at
      into.count += 1
      start = at + 1
    } else if ((code | 32) < 97 || (code | 32) > 122) return false
  }
  return true
}

export type NameReader = {
  readonly words: NameWords
  /** Takes the words of a cell, as long as there are fewer than `most`; gives a bit for each of them. */
  take(cells: Cells, field: number, most: number): number
}

/** Reads names; `manyWords` gives the words of a cell that needs a closer look. */
export const nameReader = (room: number, manyWords: (cell: string) => readonly string[]): NameReader => {
  const book = wordBook()
  const words = wordColumns(room)
  const split: Split = {
    count: 0,
    from: new Int32Array(PLAIN_WORDS_MAX),
    to: new Int32Array(PLAIN_WORDS_MAX),
  }
  const { entries } = book
  const takeWord = (entry: number, most: number): number => {
    const hash = entries[entry] ?? 0
    for (let i = 0; i < words.count; i += 1) if (words.hash[i] === hash) return 1 << i
    if (words.count >= most) return 0
    const at = words.count
    words.hash[at] = hash
    words.sound[at] = entries[entry + SOUND] ?? 0
    words.low[at] = entries[entry + LOW] ?? 0
    words.high[at] = entries[entry + HIGH] ?? 0
    words.head[at] = entries[entry + HEAD] ?? 0
    words.initial[at] = entries[entry + INITIAL] ?? 0
    words.count += 1
    return 1 << at
  }
  const entryOf = (bytes: Buffer, i: number): number => book.ofLetters(bytes, split.from[i] ?? 0, split.to[i] ?? 0)
  const takePlain = (bytes: Buffer, most: number): number => {
    if (split.count === 1) return takeWord(entryOf(bytes, 0), most)
    let telling = 0
    for (let i = 0; i < split.count; i += 1) telling |= (entries[entryOf(bytes, i) + TELLS] ?? 0) << i
    let mask = 0
    // Particles and titles are left out, unless there is nothing else.
    for (let i = 0; i < split.count; i += 1)
      if (telling === 0 || (telling & (1 << i)) !== 0) mask |= takeWord(entryOf(bytes, i), most)
    return mask
  }
  return {
    words,
    take: (cells, field, most) => {
      const from = cells.from[field] ?? 0
      const to = cells.to[field] ?? 0
      if (from === to) return 0
      if (splitPlain(cells.bytes, from, to, split)) return takePlain(cells.bytes, most)
      let mask = 0
      for (const word of manyWords(textOf(cells, field))) mask |= takeWord(book.ofText(word), most)
      return mask
    },
  }
}
