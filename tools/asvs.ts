/**
 * The requirements of ASVS 5.0 and the tests that show them: a test says at the end of its title which numbers it shows, `… [V3.4.1, V3.4.2]`.
 * Makes docs/asvs.md from data/asvs/requirements.csv and the titles, and finds what does not agree: a requirement without a test, a number
 * that is none. The comparing is pure; only `readAsvs` reads files. Runs as part of `npm run generate` (decision 0048).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { cell, readTitles, type Title } from './titles.ts'

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

/** At level 1 and 2, by our own reading: so many can be tested by a machine. */
export const MACHINE_TESTABLE = 170

const AT_THE_END = / \[(V\d+\.\d+\.\d+(?:, V\d+\.\d+\.\d+)*)\]$/

/** The numbers at the end of a title. */
export const numbersIn = (title: string): readonly string[] => AT_THE_END.exec(title)?.[1]?.split(', ') ?? []

/** The title without its numbers. */
export const sentenceOf = (title: string): string => title.replace(AT_THE_END, '')

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

// ---- reading

const ROOT = join(import.meta.dirname, '..')

/** The table and the titles of all tests that a project of vitest.config.ts runs. */
export const readAsvs = (): { readonly requirements: readonly Requirement[]; readonly titles: readonly Title[] } => ({
  requirements: parse(readFileSync(join(ROOT, 'data/asvs/requirements.csv'), 'utf8'), { columns: true }),
  titles: readTitles(/\bV\d+\.\d+/),
})
