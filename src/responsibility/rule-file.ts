/**
 * A file of rules as somebody wants to publish it, read and looked through as a whole: each refusal and finding with the line and the
 * reason. It changes nothing: what is published are the files in data/rules, and a server that cannot read them does not start.
 */
import { type Day, lineOfFault, lineOfPath } from '../kernel/index.ts'
import { checkRules, type Finding, type Looked } from './check-rules.ts'
import { type LetterRow, readLetters } from './residence.ts'
import { type Rule, readRules } from './rule.ts'
import { type RuleExample, readExamples } from './rule-examples.ts'
import { type Matters, type NamedGap, readMatters } from './rule-matters.ts'

export const RULE_FILES = ['responsibility', 'examples', 'residence-letters', 'matters', 'gaps'] as const
export type RuleFile = (typeof RULE_FILES)[number]
/** The text of each file. */
export type RuleTexts = Readonly<Record<RuleFile, string>>

export type RuleFault = {
  readonly file: RuleFile
  readonly line: number
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}
export type ReadBook = {
  readonly rules: readonly Rule[]
  readonly examples: readonly RuleExample[]
  readonly letters: readonly LetterRow[]
  readonly matters: Matters
  readonly gaps: readonly NamedGap[]
}
export type ReadBookResult =
  | { readonly ok: true; readonly book: ReadBook }
  | { readonly ok: false; readonly fault: RuleFault }

type Refused = { readonly code: string; readonly params?: Readonly<Record<string, string | number>> }

/** Reads the whole book from texts. Refuses with the file, the line and the reason. */
export const readBook = (texts: RuleTexts): ReadBookResult => {
  const parsed: Partial<Record<RuleFile, unknown>> = {}
  for (const file of RULE_FILES) {
    try {
      parsed[file] = JSON.parse(texts[file])
    } catch (fault) {
      return { ok: false, fault: { file, line: lineOfFault(texts[file], fault), code: 'not-json', params: {} } }
    }
  }
  const refused = (file: RuleFile, { code, params = {} }: Refused): ReadBookResult => {
    const at = `${params.at ?? params.path ?? ''}`
    const line = at.startsWith('/') ? lineOfPath(texts[file], at) : lineNaming(texts[file], `${params.rule ?? at}`)
    return { ok: false, fault: { file, line, code, params } }
  }
  const rules = readRules(parsed.responsibility)
  if (!rules.ok) return refused('responsibility', rules.refusal)
  const letters = readLetters(parsed['residence-letters'])
  if (!letters.ok) return refused('residence-letters', letters.refusal)
  const examples = readExamples(parsed.examples, rules.value)
  if (!examples.ok) {
    const file = examples.refusal.code === 'rule-without-example' ? 'responsibility' : 'examples'
    return refused(file, examples.refusal)
  }
  const matters = readMatters(parsed.matters, parsed.gaps)
  if (!matters.ok) return refused('matters', matters.refusal)
  return {
    ok: true,
    book: { rules: rules.value, examples: examples.value, letters: letters.value, ...matters.value },
  }
}

export type LinedFinding = Finding & { readonly file: RuleFile; readonly line: number }

/** Looks through a book that could be read: every finding with the line of the rule, matter or gap that it is about. */
export const lookThrough = (
  texts: RuleTexts,
  book: ReadBook,
  on: Day,
): Omit<Looked, 'findings'> & { readonly findings: readonly LinedFinding[] } => {
  const looked = checkRules({ ...book, on })
  return {
    ...looked,
    findings: looked.findings.map((finding) => {
      const [name = ''] = finding.about
      const file: RuleFile = name.startsWith('R') && finding.code !== 'rule-not-known' ? 'responsibility' : fileOf(name)
      return { ...finding, file, line: lineNaming(texts[file], name) }
    }),
  }
}

const fileOf = (name: string): RuleFile => (/^G\d\d$/.test(name) ? 'gaps' : 'matters')

/** The line on which an id such as `R02.2` begins; without a version the first. */
const lineNaming = (text: string, name: string): number => {
  const [id = '', version = '1'] = name.split(' ')[0]?.split('.') ?? []
  const lines = text.split('\n')
  const named = lines.flatMap((line, at) => (line.includes(`"${id}"`) ? [at] : []))
  const exact = named.find((at) => /"version":\s*(\d+)/.exec(`${lines[at]} ${lines[at + 1]}`)?.[1] === version)
  return (exact ?? named[0] ?? 0) + 1
}
