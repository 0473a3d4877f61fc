/**
 * One folding for all languages: what a clerk hears and writes is mapped to the consonants that survive. It serves
 * Dutch ears first (ij/y/ei, oe/ou/u, sj/sh, ch/kh/g) because the clerk's spelling, not the person's language, decides
 * how a name ends up in a register. It works on numbers of letters: a register has more spellings than can be remembered, and each of
 * them is folded.
 */

type Folding = {
  /** Spelling and what becomes of it; the first that fits is taken, from left to right, and what came of it is not looked at again. */
  readonly spellings: readonly (readonly [spelling: string, put: string])[]
  /** Only there; `inside` is anywhere but at the start. */
  readonly where?: 'start' | 'inside' | 'end'
  /** Only before one of these letters. */
  readonly before?: string
}
const all = (spellings: string, put: string): Folding['spellings'] =>
  spellings.split(' ').map((spelling) => [spelling, put])

/** In this order: longer spellings come before the letters they contain. */
const FOLDINGS: readonly Folding[] = [
  { spellings: all('tsch tsj tch tsh cz cs', 's') },
  { spellings: all('sch sj sh sz zh ts tz', 's') },
  { spellings: all('dzj dzh dj dz dsj', 'j') },
  { spellings: all('i', 'j'), where: 'start', before: 'aeou' },
  { spellings: all('y', 'j'), where: 'start' },
  { spellings: all('ph', 'f') },
  { spellings: all('th', 't') },
  { spellings: all('dh dt', 'd') },
  { spellings: all('ch kh gh', 'g') },
  { spellings: all('c', 's'), before: 'eiy' },
  { spellings: [...all('ck c q', 'k'), ['x', 'ks'], ['z', 's'], ...all('v w', 'f')] },
  { spellings: all('d', 't'), where: 'end' },
  { spellings: all('ij j', 'i'), where: 'inside' },
]

/** More of a skeleton tells nothing new. */
const SKELETON_LENGTH_MAX = 12
const [LETTER_A, LETTER_H, LETTER_Z] = [97, 104, 122] as const

const codesIn = (text: string): Uint16Array => Uint16Array.from(text, (sign) => sign.charCodeAt(0))
const bitOf = (code: number): number => 1 << (code - LETTER_A)
const bitsOf = (text: string): number => codesIn(text).reduce((bits, code) => bits | bitOf(code), 0)
/** Two letters side by side, as one of 32 bits. */
const sideBySide = (first: number, second: number): number => 1 << ((first * 7 + second) & 31)
const ANY = ~0

const PREPARED = FOLDINGS.map(({ spellings, where, before }) => ({
  finds: spellings.map(([spelling]) => codesIn(spelling)),
  puts: spellings.map(([, put]) => codesIn(put)),
  atStart: where === 'start',
  inside: where === 'inside',
  atEnd: where === 'end',
  before: before === undefined ? 0 : bitsOf(before),
  /** A word with none of these letters is not changed, nor one without any of these side by side. */
  firsts: bitsOf(spellings.map(([spelling]) => spelling.charAt(0)).join('')),
  pairs: spellings.some(([spelling]) => spelling.length === 1)
    ? ANY
    : spellings.reduce((bits, [text]) => bits | sideBySide(text.charCodeAt(0), text.charCodeAt(1)), 0),
}))
type Prepared = (typeof PREPARED)[number]

/** A word in the making: its letters, room for what becomes of them, and which letters and pairs of letters are in it. */
type Word = { codes: Uint16Array; made: Uint16Array; length: number; letters: number; pairs: number }

export type Folder = {
  /** Where the letters of a word are put, and its skeleton is found. Ask it anew for each word. */
  codes(): Uint16Array
  /** Folds the first `count` codes to their skeleton; gives how long that is. What is no letter falls away. */
  fold(count: number): number
}

/** A folder for words of at most `room` letters. */
export const folder = (room: number): Folder => {
  // An x becomes two letters.
  const word: Word = {
    ...{ codes: new Uint16Array(room * 2), made: new Uint16Array(room * 2) },
    ...{ length: 0, letters: 0, pairs: 0 },
  }
  return {
    codes: () => word.codes,
    fold: (count) => {
      keepLetters(word, count)
      for (let i = 0; i < PREPARED.length; i += 1) {
        const folding = PREPARED[i]
        if (folding && (word.letters & folding.firsts) !== 0 && (word.pairs & folding.pairs) !== 0)
          replaceAll(folding, word)
      }
      return keepConsonants(word)
    },
  }
}

const keepLetters = (word: Word, count: number): void => {
  const { codes } = word
  word.length = 0
  for (let i = 0; i < count; i += 1) {
    const code = codes[i] ?? 0
    if (code < LETTER_A || code > LETTER_Z) continue
    codes[word.length] = code
    word.length += 1
  }
  look(word)
}

const look = (word: Word): void => {
  const { codes, length } = word
  let letters = 0
  let pairs = 0
  let before = 0
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] ?? 0
    letters |= bitOf(code)
    pairs |= sideBySide(before, code)
    before = code
  }
  word.letters = letters
  word.pairs = pairs
}

const replaceAll = (folding: Prepared, word: Word): void => {
  const { codes, made, length } = word
  let written = 0
  let changed = false
  for (let at = 0; at < length; ) {
    const found = (folding.firsts & bitOf(codes[at] ?? 0)) === 0 ? -1 : fitting(folding, codes, length, at)
    if (found < 0) {
      made[written] = codes[at] ?? 0
      written += 1
      at += 1
      continue
    }
    const put = folding.puts[found]
    for (let i = 0; put && i < put.length; i += 1, written += 1) made[written] = put[i] ?? 0
    at += folding.finds[found]?.length ?? 1
    changed = true
  }
  if (!changed) return
  word.codes = made
  word.made = codes
  word.length = written
  look(word)
}

/** Which of the spellings fits from `at` on; -1 when none does. */
const fitting = (folding: Prepared, codes: Uint16Array, length: number, at: number): number => {
  if ((folding.atStart && at > 0) || (folding.inside && at === 0)) return -1
  const { finds } = folding
  for (let i = 0; i < finds.length; i += 1) {
    const find = finds[i]
    if (!find || codes[at] !== find[0]) continue
    const end = at + find.length
    if (end > length || (folding.atEnd && end < length)) continue
    if (folding.before !== 0 && (end === length || (folding.before & bitOf(codes[end] ?? 0)) === 0)) continue
    let same = 1
    while (same < find.length && codes[at + same] === find[same]) same += 1
    if (same === find.length) return i
  }
  return -1
}

const VOWELS = bitsOf('aeiouy')
/**
 * Closes up doubled letters, then leaves out each h and each vowel. Doubling comes first: `mhmd` keeps both m's, as `mohammed` does.
 * A word that starts with a vowel keeps the mark `a` in front, whichever vowel it was.
 */
const keepConsonants = ({ codes, length }: Word): number => {
  let kept = 0
  let before = 0
  let started = false
  for (let i = 0; i < length && kept < SKELETON_LENGTH_MAX; i += 1) {
    const code = codes[i] ?? 0
    if (code === before || code === LETTER_H) {
      before = code
      continue
    }
    before = code
    const isVowel = (VOWELS & bitOf(code)) !== 0
    if (!isVowel || !started) {
      codes[kept] = isVowel ? LETTER_A : code
      kept += 1
    }
    started = true
  }
  return kept
}
