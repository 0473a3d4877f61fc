/** `samenhang rules`: look through a file of rules, see what it would decide differently, and give it to others. Nothing is published here. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dayAt, parseDay } from './kernel/index.ts'
import {
  type LinedFinding,
  lookThrough,
  RULE_FILES,
  type RuleFault,
  type RuleTexts,
  readBook,
} from './responsibility/rule-file.ts'
import { REFUSALS } from './words/refusals.ts'
import { findingWords } from './words/rule-check.ts'

const FOLDER = join(import.meta.dirname, '..', 'data', 'rules')
type Options = { readonly file?: string; readonly json?: boolean; readonly on?: string }

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** The published texts, with one of them replaced: the rules, or the file of the same name. */
const textsWith = (file: string | undefined): RuleTexts => {
  const name = file === undefined ? undefined : basename(file, '.json')
  const replaced = RULE_FILES.find((each) => each === name) ?? 'responsibility'
  const entries = RULE_FILES.map((each) => [
    each,
    readFileSync(file !== undefined && each === replaced ? file : join(FOLDER, `${each}.json`), 'utf8'),
  ])
  return Object.fromEntries(entries) as RuleTexts // safe: one entry for each name of the list
}

/** `rules check`: 0 complete and of one voice, 3 refused or with findings, each with its line and reason. */
export const checkCommand = (options: Options): number => {
  const texts = textsWith(options.file)
  const read = readBook(texts)
  if (!read.ok) return tellFault(read.fault, options)
  const looked = lookThrough(texts, read.book, dayOf(options))
  if (options.json) say(JSON.stringify(looked))
  else {
    for (const finding of looked.findings) say(sentenceOf(finding))
    const { counts } = looked
    say(
      `${counts.rules} regels, ${read.book.examples.length} voorbeelden; ${counts.pairs} paren, ${counts.overlaps} overlappen; ` +
        `${counts.matters} onderwerpen, ${counts.combinations} combinaties: ${counts.answered} beantwoord, ${counts.named} in ${counts.gaps} genoemde gaten, ` +
        `${counts.silent} zonder naam, ${counts.impossible} onmogelijk, ${counts.notAsked} zonder vraag.`,
    )
    say(looked.findings.length === 0 ? 'Goed. / Good.' : 'Het gepubliceerde blijft. / What is published stays.')
  }
  return looked.findings.length === 0 ? 0 : 3
}

const dayOf = ({ on }: Options) => {
  const given = on === undefined ? undefined : parseDay(on)
  return given ?? dayAt(new Date())
}

const sentenceOf = ({ file, line, about, code, combinations, first }: LinedFinding): string => {
  const { nl, en } = findingWords[code]
  const seen = first === undefined ? '' : `\n    ${combinations ?? 1}x, ${JSON.stringify(first)}`
  return `${file}.json:${line}: ${about.join(', ')} ${nl}. / ${en}.${seen}`
}

const tellFault = (fault: RuleFault, options: Options): number => {
  if (options.json) say(JSON.stringify({ refused: fault }))
  else {
    const known: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
    const words = known[fault.code] ?? { nl: 'Dit is geen JSON.', en: 'This is no JSON.' }
    const fill = (text: string) =>
      text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => `${fault.params[name] ?? whole}`)
    say(`${fault.file}.json:${fault.line}: ${fill(words.nl)} / ${fill(words.en)}`)
  }
  return 3
}
