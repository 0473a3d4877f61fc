/**
 * What practitioners said at round tables is broken, 27 complaints, and the tests that show an answer: a test says at the end of its title which of
 * them it answers, `… [Q10]`. Makes docs/complaints.md from data/complaints/complaints.csv and the titles, and finds what does not agree. The comparing
 * is pure; only `readComplaints` reads files. Runs as part of `npm run generate`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { cell, readTitles, type Title } from './titles.ts'

export type Complaint = {
  readonly number: string
  readonly nl: string
  readonly en: string
  /** What the product sets against it, in Dutch. */
  readonly answer: string
  readonly slice: string
}

export const COMPLAINTS = 27

const AT_THE_END = / \[(Q\d\d(?:, Q\d\d)*)\]$/

/** The complaints that a title says it answers. */
export const complaintsIn = (title: string): readonly string[] => AT_THE_END.exec(title)?.[1]?.split(', ') ?? []

const sentenceOf = (title: string): string => title.replace(AT_THE_END, '')

/** What does not agree, in sentences; empty is good. */
export const complaintFindings = (complaints: readonly Complaint[], titles: readonly Title[]): readonly string[] => {
  const known = new Set(complaints.map(({ number }) => number))
  const answered = new Set(titles.filter(({ runs }) => runs).flatMap(({ title }) => complaintsIn(title)))
  return [
    ...(known.size === COMPLAINTS && complaints.length === COMPLAINTS
      ? []
      : [`data/complaints/complaints.csv has ${known.size} different complaints, not ${COMPLAINTS}.`]),
    ...complaints
      .filter((each) => Object.values(each).some((words) => words === ''))
      .map(({ number }) => `${number} has an empty field.`),
    ...complaints
      .filter(({ number }) => !answered.has(number))
      .map(({ number, en }) => `${number} (${en}) is answered by no test that always runs.`),
    ...titles.flatMap(({ path, title }) => [
      ...complaintsIn(title)
        .filter((number) => !known.has(number))
        .map((number) => `${path}: ${number} is not in data/complaints/complaints.csv: ${title}`),
      ...(sentenceOf(title).match(/\bQ\d\d\b/g) ?? []).map(
        (number) => `${path}: ${number} stands in a title elsewhere than in brackets at its end: ${title}`,
      ),
    ]),
  ]
}

/** The page: each complaint, what is set against it, and the tests that show it. */
export const complaintsPage = (complaints: readonly Complaint[], titles: readonly Title[]): string =>
  [
    '# Wat er schort, en wat het hier laat zien dat het anders kan',
    '',
    'Gemaakt uit `data/complaints/complaints.csv` en de titels van de tests door `npm run generate`. De klachten zijn wat mensen uit de praktijk aan rondetafels zeiden,',
    'kort en in onze woorden. Een test die draait bewijst dat het product iets kan, en niet dat het in het land anders is: niemand werkt er nog mee.',
    '',
    '*English: what practitioners said at round tables is broken, in our words, and the tests that show an answer. A test that passes proves that the product',
    'can do something, not that anything in the country has changed: nobody works with it yet.*',
    '',
    '| nummer | klacht | *complaint* | antwoord | test |',
    '| --- | --- | --- | --- | --- |',
    ...complaints.map((each) => row(each, titles)),
    '',
  ].join('\n')

const row = ({ number, nl, en, answer, slice }: Complaint, titles: readonly Title[]): string => {
  const shown = titles
    .filter(({ title, runs }) => runs && complaintsIn(title).includes(number))
    .map(({ path, title }) => `\`${path}\`: ${cell(sentenceOf(title))}`)
  return `| ${number} | ${cell(nl)} | *${cell(en)}* | ${cell(answer)} (\`${slice}\`) | ${shown.join('<br>')} |`
}

// ---- reading

const ROOT = join(import.meta.dirname, '..')

/** The table and the titles of the tests in which a complaint stands. */
export const readComplaints = (): { readonly complaints: readonly Complaint[]; readonly titles: readonly Title[] } => ({
  complaints: parse(readFileSync(join(ROOT, 'data/complaints/complaints.csv'), 'utf8'), { columns: true }),
  titles: readTitles(/\bQ\d\d\b/),
})
