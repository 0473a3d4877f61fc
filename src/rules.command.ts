/** `samenhang rules`: look through a file of rules, see what it would decide differently, and give it to others. Nothing is published here. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dayAt, fillIn, parseDay, randomFrom } from './kernel/index.ts'
import { writeDmn } from './responsibility/dmn.ts'
import { inventFacts } from './responsibility/invented-facts.ts'
import {
  type LinedFinding,
  lookThrough,
  type ReadBook,
  RULE_FILES,
  type RuleFault,
  type RuleTexts,
  readBook,
} from './responsibility/rule-file.ts'
import { differencesOf, whatIfRules } from './responsibility/what-if.ts'
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
    const fill = (text: string) => fillIn(text, fault.params, 'stays')
    say(`${fault.file}.json:${fault.line}: ${fill(words.nl)} / ${fill(words.en)}`)
  }
  return 3
}

/** The published book and the changed one; a changed one that cannot be read is refused with its line. */
const bothBooks = (options: Options): { readonly before: ReadBook; readonly after: ReadBook } | undefined => {
  const [before, after] = [readBook(textsWith(undefined)), readBook(textsWith(options.file))]
  for (const each of [before, after]) if (!each.ok) tellFault(each.fault, options)
  return before.ok && after.ok ? { before: before.book, after: after.book } : undefined
}

/** `rules diff --file F`: which combinations and examples a change decides differently. 0 when it could be told, also when there is much. */
export const diffCommand = (options: Options): number => {
  const books = bothBooks({ ...options })
  if (!books) return 3
  const differences = differencesOf(books.before.rules, books.after.rules, dayOf(options))
  if (options.json) {
    say(JSON.stringify({ on: dayOf(options), differences }))
    return 0
  }
  for (const { rule, combinations, starts, stops, firstStart, firstStop, saysOtherwise } of differences) {
    say(
      `${rule}: gaat gelden in ${starts}, houdt op in ${stops} van ${combinations} combinaties. / starts in ${starts}, stops in ${stops} of ${combinations}.`,
    )
    if (firstStart) say(`    + ${JSON.stringify(firstStart)}`)
    if (firstStop) say(`    - ${JSON.stringify(firstStop)}`)
    if (saysOtherwise.length > 0) say(`    zegt iets anders / says otherwise: ${saysOtherwise.join(', ')}`)
  }
  if (differences.length === 0) say('Er verandert niets. / Nothing changes.')
  return 0
}

const INVENTED_MOST = 1_000_000

/**
 * `rules what-if --file F`: how many verdicts a change would make different, on invented situations. Facts of real files are sealed for the
 * house that holds them, and no command opens them all: each house can ask what-if on its own file on the screen.
 */
export const whatIfCommand = (options: Options & { readonly dossiers: string; readonly seed: string }): number => {
  const count = Number(options.dossiers)
  if (!Number.isInteger(count) || count < 1 || count > INVENTED_MOST) {
    process.stderr.write(`--dossiers: 1..${INVENTED_MOST}\n`)
    return 2
  }
  const books = bothBooks(options)
  if (!books) return 3
  const random = randomFrom(Number(options.seed))
  const began = performance.now()
  const invented = Array.from({ length: count }, () => inventFacts(random))
  const counted = whatIfRules(books.before.rules, books.after.rules, invented, dayOf(options))
  const seconds = Math.round(performance.now() - began) / 1000
  if (options.json) say(JSON.stringify({ invented: true, on: dayOf(options), seconds, ...counted }))
  else {
    say(
      `${counted.changed} van ${counted.dossiers} verzonnen situaties krijgen een ander oordeel (${seconds} s). / invented situations get another verdict.`,
    )
    for (const each of counted.rules)
      say(`  ${each.rule}: +${each.starts} -${each.stops}, zegt iets anders / says otherwise ${each.saysOtherwise}`)
    say(
      `  verliest opvang / loses shelter ${counted.losesShelter}, krijgt opvang / gains shelter ${counted.gainsShelter}`,
    )
  }
  return 0
}

/** `rules export --dmn`: the rules of a day as DMN 1.3 on the standard output. */
export const exportCommand = (options: Options): number => {
  const read = readBook(textsWith(options.file))
  if (!read.ok) return tellFault(read.fault, options)
  process.stdout.write(writeDmn(read.book.rules, dayOf(options)))
  return 0
}
