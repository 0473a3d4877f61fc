/**
 * One folding for all languages: what a clerk hears and writes is mapped to the consonants that survive. It serves
 * Dutch ears first (ij/y/ei, oe/ou/u, sj/sh, ch/kh/g) because the clerk's spelling, not the person's language, decides
 * how a name ends up in a register. The table is ordered: longer spellings come before the letters they contain.
 */
const FOLDINGS: readonly (readonly [pattern: RegExp, folded: string])[] = [
  [/[^a-z]/g, ''],
  [/tsch|tsj|tch|tsh|cz|cs/g, 's'],
  [/sch|sj|sh|sz|zh|ts|tz/g, 's'],
  [/dzj|dzh|dj|dz|dsj/g, 'j'],
  [/^(?:y|i(?=[aeou]))/g, 'j'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh|dt/g, 'd'],
  [/ch|kh|gh/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/ck|c|q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/[vw]/g, 'f'],
  [/d$/g, 't'],
  [/(?<=.)(?:ij|j)/g, 'i'],
  // Doubling is closed up before the silent h goes: `mhmd` keeps both m's, as `mohammed` does.
  [/(.)\1+/g, '$1'],
  [/h/g, ''],
]
const SKELETON_LENGTH_MAX = 12

/**
 * The consonant skeleton of one romanised word: `Mohammed`, `Muhamad` and `mhmd` give `mmt`. A word that starts with a vowel
 * keeps the mark `a` in front, whichever vowel it was. Empty when the word has no letters.
 */
export const skeleton = (word: string): string => {
  let folded = word
  for (const [pattern, by] of FOLDINGS) folded = folded.replace(pattern, by)
  const first = /^[aeiouy]/.test(folded) ? 'a' : ''
  return (first + folded.replace(/[aeiouy]/g, '')).slice(0, SKELETON_LENGTH_MAX)
}

/**
 * A looser form for ranking, never for blocking: scripts that write one sign for l and r (Japanese, Korean, Chinese readings),
 * for b, p, f and v (Arabic, Hebrew, Japanese), for d and t, or for g and k meet their other spelling here.
 */
export const looseSounds = (sounds: string): string =>
  sounds.replace(/l/g, 'r').replace(/d/g, 't').replace(/[bp]/g, 'f').replace(/[gj]/g, 'k')
