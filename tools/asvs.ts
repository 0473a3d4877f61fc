/**
 * The requirements of ASVS 5.0 and the tests that show them: a test says at the end of its title which numbers it shows, `… [V3.4.1, V3.4.2]`.
 * Makes docs/asvs.md from data/asvs/requirements.csv and the titles, and finds what does not agree: a requirement without a test, a number
 * that is none. The comparing is pure; only `readAsvs` reads files. Runs as part of `npm run generate` (decision 0048).
 */
import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { parse } from 'csv-parse/sync'
import ts from 'typescript'
import config from '../vitest.config.ts'
import type { TextFile } from './documents.ts'

export const STATES = ['applies', 'not-yet', 'not-here'] as const
export type State = (typeof STATES)[number]

export type Requirement = {
  readonly number: string
  readonly level: string
  readonly name: string
  readonly state: string
  /** Why it does not apply; beside one that applies, what it leaves out. */
  readonly reason: string
}

/** `runs`: false for a test that is left out here or there (skip, skipIf, todo): alone it shows nothing. */
export type Title = { readonly path: string; readonly title: string; readonly runs: boolean }

/** At level 1 and 2, by our own reading: so many can be tested by a machine. */
export const MACHINE_TESTABLE = 170

const AT_THE_END = / \[(V\d+\.\d+\.\d+(?:, V\d+\.\d+\.\d+)*)\]$/

/** The numbers at the end of a title. */
export const numbersIn = (title: string): readonly string[] => AT_THE_END.exec(title)?.[1]?.split(', ') ?? []

/** The title without its numbers. */
export const sentenceOf = (title: string): string => title.replace(AT_THE_END, '')

/** The titles of the tests of a source, after `test.each(…)` too. */
export const titlesIn = ({ path, text }: TextFile): readonly Title[] => {
  const titles: Title[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const words = calleeWords(node.expression)
      const [first] = node.arguments
      if ((words[0] === 'test' || words[0] === 'it') && first && ts.isStringLiteralLike(first))
        titles.push({ path, title: first.text, runs: !words.some((word) => SOMETIMES.has(word)) })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return titles
}

const SOMETIMES = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails', 'only'])

// `test`, `test.each(rows)`, `test.skipIf(absent)`: the words in front of the title.
const calleeWords = (callee: ts.Expression): readonly string[] => {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee)) return [...calleeWords(callee.expression), callee.name.text]
  if (ts.isCallExpression(callee)) return calleeWords(callee.expression)
  return []
}

/** What does not agree, in sentences; empty is good. */
export const asvsFindings = (requirements: readonly Requirement[], titles: readonly Title[]): readonly string[] => {
  const byNumber = new Map(requirements.map((each) => [each.number, each]))
  const shown = new Set(titles.filter(({ runs }) => runs).flatMap(({ title }) => numbersIn(title)))
  return [
    ...(byNumber.size === MACHINE_TESTABLE
      ? []
      : [`data/asvs/requirements.csv has ${byNumber.size} requirements, not ${MACHINE_TESTABLE}.`]),
    ...requirements.flatMap((each) => wrongWith(each, requirements)),
    ...requirements
      .filter(({ state, number }) => state === 'applies' && !shown.has(number))
      .map(({ number, name }) => `${number} (${name}) applies and no test that always runs has it in its title.`),
    ...titles.flatMap((each) => wrongTitle(each, byNumber)),
  ]
}

const wrongWith = (
  { number, level, name, state, reason }: Requirement,
  all: readonly Requirement[],
): readonly string[] => [
  ...(/^V\d+\.\d+\.\d+$/.test(number) ? [] : [`${number} is no number of ASVS.`]),
  ...(all.filter((each) => each.number === number).length > 1 ? [`${number} stands in the table twice.`] : []),
  ...(['1', '2'].includes(level) ? [] : [`${number} has the level ${level}.`]),
  ...(name === '' ? [`${number} has no name.`] : []),
  ...(STATES.some((each) => each === state) ? [] : [`${number} has the state ${state}.`]),
  ...(state !== 'applies' && reason === '' ? [`${number} does not apply and does not say why.`] : []),
]

const wrongTitle = ({ path, title }: Title, known: ReadonlyMap<string, Requirement>): readonly string[] => {
  const numbers = numbersIn(title)
  const loose = sentenceOf(title).match(/\bV\d+\.\d+(?:\.\d+)?\b/g) ?? []
  return [
    ...loose.map((number) => `${path}: ${number} stands in a title elsewhere than in brackets at its end: ${title}`),
    ...numbers.flatMap((number) => {
      const state = known.get(number)?.state
      if (state === undefined) return [`${path}: ${number} is not in data/asvs/requirements.csv: ${title}`]
      return state === 'applies' ? [] : [`${path}: ${number} is ${state} in the table and has a test: ${title}`]
    }),
  ]
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  applies: 'applies',
  'not-yet': 'not yet',
  'not-here': 'not here',
}

/** The page: each requirement with its tests or with why there is none. */
export const asvsPage = (requirements: readonly Requirement[], titles: readonly Title[]): string => {
  const count = (state: State): number => requirements.filter((each) => each.state === state).length
  return [
    '# ASVS 5.0, level 1 and 2, what a machine can test',
    '',
    'Made from `data/asvs/requirements.csv` and the titles of the tests by `npm run generate`; `npm run check` fails when they do not agree.',
    '',
    `${requirements.length} requirements: ${count('applies')} apply, each with a test; ${count('not-yet')} are about something that is not built yet;`,
    `${count('not-here')} are about something that this product does not have. The names are ours, in a few words: the requirement itself`,
    'stands in the [OWASP Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en). That a test',
    'shows a requirement is our own judgement; nobody from outside has looked.',
    '',
    '| number | level | what | state | shown by, or why not |',
    '| --- | --- | --- | --- | --- |',
    ...requirements.map((each) => row(each, titles)),
    '',
  ].join('\n')
}

const row = ({ number, level, name, state, reason }: Requirement, titles: readonly Title[]): string => {
  const shown = titles
    .filter(({ title, runs }) => runs && numbersIn(title).includes(number))
    .map(({ path, title }) => `\`${path}\`: ${cell(sentenceOf(title))}`)
  const last = [...shown, ...(reason === '' ? [] : [`*${cell(reason)}*`])].join('<br>')
  return `| ${number} | ${level} | ${cell(name)} | ${STATE_WORDS[state] ?? state} | ${last} |`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

// ---- reading

const ROOT = join(import.meta.dirname, '..')

/** The table and the titles of all tests that a project of vitest.config.ts runs. */
export const readAsvs = (): { readonly requirements: readonly Requirement[]; readonly titles: readonly Title[] } => ({
  requirements: parse(readFileSync(join(ROOT, 'data/asvs/requirements.csv'), 'utf8'), { columns: true }),
  titles: testFiles().flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return /\bV\d+\.\d+/.test(text) ? titlesIn({ path, text }) : []
  }),
})

type Project = { readonly test?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] } }

const testFiles = (): readonly string[] => {
  // Safe: our own file, of which every project is an object with its test files.
  const projects = (config as { readonly test?: { readonly projects?: readonly Project[] } }).test?.projects ?? []
  const found = projects.flatMap(({ test = {} }) =>
    globSync([...(test.include ?? [])], { cwd: ROOT }).filter(
      (path) => !(test.exclude ?? []).some((each) => matchesGlob(path, each)),
    ),
  )
  return [...new Set(found)].sort()
}
