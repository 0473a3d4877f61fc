/**
 * A step of the build. The Voorbeeld theme declares some thousands of tokens, for every part that exists; a custom property
 * that no rule of any sheet reads, directly or through another one, is left out.
 */
// A value may hold a semicolon or a brace in quotes or in an address (`url(data:image/svg+xml;…)`); those end nothing.
const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\)|[^;{}"'])*?`
const DECLARATION = new RegExp(String.raw`(?<=[{;])\s*(--[\w-]+)\s*:${VALUE}(?:;|(?=\}))`, 'g')
const READ = /var\(\s*(--[\w-]+)/g

/** The sheets without declarations that nothing in any of them reads. */
export const dropUnreadTokens = (sheets: readonly string[]): readonly string[] => {
  const read = new Set(sheets.flatMap((sheet) => [...sheet.matchAll(READ)].map((match) => match[1])))
  const kept = sheets.map((sheet) =>
    sheet.replaceAll(DECLARATION, (whole, name: string) => (read.has(name) ? whole : '')),
  )
  // What only a dropped declaration read can be dropped in the next round.
  return kept.every((sheet, place) => sheet === sheets[place]) ? kept : dropUnreadTokens(kept)
}
