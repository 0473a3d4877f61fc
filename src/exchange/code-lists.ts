/** Reads codes out of cells: our own codes, HTCDS codes and labels, words of practice, one or several. Pure. */
import lists from '../../data/exchange/codes.json' with { type: 'json' }
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { headerKey } from './headers.ts'

export type CodeList = keyof typeof lists
export type CodeProblem = 'code-unknown' | 'several-values'

type CodeEntry = { readonly code: string; readonly words: readonly string[] }
const indexOf = (entries: readonly CodeEntry[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ code, words }) => [code, ...words].map((word) => [headerKey(word), code] as const)))

const INDEX: Readonly<Record<CodeList, ReadonlyMap<string, string>>> = {
  sex: indexOf(lists.sex),
  exploitation: indexOf(lists.exploitation),
  means: indexOf(lists.means),
  reporterKind: indexOf(lists.reporterKind),
}

const GROUP = new Map(lists.exploitation.map(({ code, group }) => [code, group]))

/** `labour`, `sexual`, `criminal` or `other`: the coarse form of exploitation under which we count. */
export const exploitationGroup = (form: string): string => GROUP.get(form) ?? 'other'

// The macro workbook writes semicolons, forms write blanks, people write commas and new lines. Labels hold commas and
// semicolons themselves, so the whole cell is tried first and a separator counts only when every part is a known code.
const SEPARATORS: readonly RegExp[] = [/[;|\n]/, /[,;|\n]/, /\s+/]

/** All codes in a cell, without repeats, in the order of the cell. Refuses when any part is unknown: half a list is a wrong list. */
export const readCodes = (text: string, list: CodeList): Outcome<readonly string[], CodeProblem> => {
  const index = INDEX[list]
  const whole = index.get(headerKey(text))
  if (whole !== undefined) return accept([whole])
  for (const separator of SEPARATORS) {
    const parts = text.split(separator).filter((part) => part.trim() !== '')
    const codes = parts.map((part) => index.get(headerKey(part)))
    const known = codes.filter((code) => code !== undefined)
    if (parts.length > 0 && known.length === parts.length) return accept([...new Set(known)])
  }
  return refuse('code-unknown')
}

/** As `readCodes`, where only one can be true. */
export const readCode = (text: string, list: CodeList): Outcome<string, CodeProblem> => {
  const codes = readCodes(text, list)
  if (!codes.ok) return codes
  const [code] = codes.value
  return code !== undefined && codes.value.length === 1 ? accept(code) : refuse('several-values')
}

/** Nationalities: one, or several by semicolon or bar, or by blanks when all are ISO 3166 codes in capitals. Kept as written. */
export const splitCountries = (text: string): readonly string[] => {
  const blanks = /^\s*[A-Z]{2,3}(?:\s+[A-Z]{2,3})+\s*$/.test(text)
  const parts = text.split(blanks ? /\s+/ : /[;|]/).map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  return named.length > 1 ? named : [text]
}
