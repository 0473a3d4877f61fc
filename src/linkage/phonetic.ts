/** Every letter beside itself. */
const TWICE = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => letter + letter).join(' ')
/**
 * One folding for all languages: what a clerk hears and writes is mapped to the consonants that survive. It serves
 * Dutch ears first (ij/y/ei, oe/ou/u, sj/sh, ch/kh/g) because the clerk's spelling, not the person's language, decides
 * how a name ends up in a register. The table is ordered: longer spellings come before the letters they contain.
 */
export const FOLDINGS: readonly (readonly [pattern: RegExp, folded: string, needs: string, starts: string])[] = [
  [/[^a-z]/g, '', ' ', ''],
  [/tsch|tsj|tch|tsh|cz|cs/g, 's', 'cjh', 'ts tc cz cs'],
  [/sch|sj|sh|sz|zh|ts|tz/g, 's', 'sz', 'sc sj sh sz zh ts tz'],
  [/dzj|dzh|dj|dz|dsj/g, 'j', 'zj', 'dz dj ds'],
  [/^(?:y|i(?=[aeou]))/g, 'j', 'yi', ''],
  [/ph/g, 'f', 'p', 'ph'],
  [/th/g, 't', 'h', 'th'],
  [/dh|dt/g, 'd', 'd', 'dh dt'],
  [/ch|kh|gh/g, 'g', 'h', 'ch kh gh'],
  [/c(?=[eiy])/g, 's', 'c', 'ce ci cy'],
  [/ck|c|q/g, 'k', 'cq', ''],
  [/x/g, 'ks', 'x', ''],
  [/z/g, 's', 'z', ''],
  [/[vw]/g, 'f', 'vw', ''],
  [/d$/g, 't', 'd', ''],
  [/(?<=.)(?:ij|j)/g, 'i', 'j', ''],
  // Doubling is closed up before the silent h goes: `mhmd` keeps both m's, as `mohammed` does.
  [/(.)\1+/g, '$1', '', TWICE],
  [/h/g, '', 'h', ''],
]
/**
 * Two signs side by side, as one of 32 bits. Folding a word asks eighteen patterns and most change nothing: one that begins with two
 * signs is only tried on a word that may have them side by side.
 */
const sideBySide = (first: number, second: number): number => 1 << ((first * 7 + second) & 31)
const ANY = ~0
const startsOf = (starts: string): number =>
  starts === ''
    ? ANY
    : starts.split(' ').reduce((bits, two) => bits | sideBySide(two.charCodeAt(0), two.charCodeAt(1)), 0)
/** One bit per letter, and one for every other sign. */
const letterOf = (code: number): number => (code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << 26)
const lettersIn = (text: string): number => {
  let letters = 0
  for (let i = 0; i < text.length; i += 1) letters |= letterOf(text.charCodeAt(i))
  return letters
}
/** The foldings, with the letters of which a word must hold one for it to change anything, how it may begin, and what it puts in. */
const QUICK_FOLDINGS = FOLDINGS.map(([pattern, by, needs, starts]) => ({
  ...{ pattern, by, needs: needs === '' ? ANY : lettersIn(needs), starts: startsOf(starts) },
  gives: lettersIn(by.replace('$1', '')),
}))
const SKELETON_LENGTH_MAX = 12

/**
 * The consonant skeleton of one romanised word: `Mohammed`, `Muhamad` and `mhmd` give `mmt`. A word that starts with a vowel
 * keeps the mark `a` in front, whichever vowel it was. Empty when the word has no letters.
 */
export const skeleton = (word: string): string => remembered(skeletons, word, foldToSkeleton)

/** The skeleton without a memory of words: for who keeps one of his own. */
export const foldToSkeleton = (word: string): string => {
  let folded = word
  let letters = 0
  let pairs = 0
  let before = 0
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i)
    letters |= letterOf(code)
    if (i > 0) pairs |= sideBySide(before, code)
    before = code
  }
  for (const { pattern, by, needs, starts, gives } of QUICK_FOLDINGS) {
    if ((letters & needs) === 0 || (starts !== ANY && (pairs & starts) === 0)) continue
    const changed = folded.replace(pattern, by)
    if (changed === folded) continue
    folded = changed
    letters |= gives
    // What stands side by side now was not counted.
    pairs = ANY
  }
  return consonantsOf(folded)
}
const isVowel = (code: number): boolean =>
  code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121
const consonantsOf = (folded: string): string => {
  let consonants = isVowel(folded.charCodeAt(0)) ? 'a' : ''
  for (let i = 0; i < folded.length && consonants.length < SKELETON_LENGTH_MAX; i += 1)
    if (!isVowel(folded.charCodeAt(i))) consonants += folded.charAt(i)
  return consonants
}

/**
 * A looser form for ranking, never for blocking: scripts that write one sign for l and r (Japanese, Korean, Chinese readings),
 * for b, p, f and v (Arabic, Hebrew, Japanese), for d and t, or for g and k meet their other spelling here.
 */
export const looseSounds = (sounds: string): string =>
  sounds.replace(/l/g, 'r').replace(/d/g, 't').replace(/[bp]/g, 'f').replace(/[gj]/g, 'k')

/** Spellings to sounds with the vowels kept, in classes: what is one letter in some script is one class here. */
const CLASSES: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/[^a-z]/g, ''],
  [/tsch|tsj|tch|tsh|cz|cs|sch|sj|sh|sz|zh|ts|tz|ch(?=[eiy])/g, 's'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ch|kh|gh|ck|q|x/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/g(?=[eiy])/g, 'j'],
  [/[cg]/g, 'k'],
  [/z/g, 's'],
  [/[vwbp]/g, 'f'],
  [/d/g, 't'],
  [/l/g, 'r'],
  [/(.)\1+/g, '$1'],
  [/h/g, ''],
  [/ou|oo|au|[ou]/g, 'u'],
  [/ee|ea|ei|ai|ay|ey|ie|[eiyj]/g, 'i'],
  [/(.)\1+/g, '$1'],
]

/** The sounds of one romanised word, vowels included, as coarsely as the scripts of the world tell them apart. For ranking only. */
export const soundClasses = (word: string): string =>
  remembered(classes, word, (text) => CLASSES.reduce((folded, [pattern, by]) => folded.replace(pattern, by), text))

/** Words repeat endlessly in a register, so their forms are remembered; the memory is emptied when full. */
const MEMO_MAX = 50_000
const skeletons = new Map<string, string>()
const classes = new Map<string, string>()
const remembered = (memo: Map<string, string>, word: string, fold: (word: string) => string): string => {
  const known = memo.get(word)
  if (known !== undefined) return known
  const folded = fold(word)
  if (memo.size >= MEMO_MAX) memo.clear()
  memo.set(word, folded)
  return folded
}
