import { folder } from './folding.ts'

/**
 * The consonant skeleton of one romanised word: `Mohammed`, `Muhamad` and `mhmd` give `mmt`. A word that starts with a vowel
 * keeps the mark `a` in front, whichever vowel it was. Empty when the word has no letters.
 */
export const skeleton = (word: string): string => remembered(skeletons, word, foldToSkeleton)

/** The skeleton without a memory of words. */
export const foldToSkeleton = (word: string): string => {
  const { codes, fold } = word.length <= ROOM ? usual : folder(word.length)
  const letters = codes()
  for (let i = 0; i < word.length; i += 1) letters[i] = word.charCodeAt(i)
  const length = fold(word.length)
  let skeleton = ''
  for (let i = 0; i < length; i += 1) skeleton += String.fromCharCode(codes()[i] ?? 0)
  return skeleton
}
const ROOM = 256
const usual = folder(ROOM)

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
