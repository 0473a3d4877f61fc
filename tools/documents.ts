/**
 * The gate on documents: what is promised is tested and what is tested is promised; every refusal has words and every word is used;
 * links lead somewhere; the glossary and the code speak the same words; every exception to row security is listed; every "must show" has
 * a row of evidence.
 * The comparing is pure and takes texts, so that tools/documents.test.ts can hand it wrong ones; only `main` reads files.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ORGANISATION_KINDS } from '../src/directory/organisation.ts'
import { CHAPTERS } from '../src/dossier/chapter.ts'

export type TextFile = { readonly path: string; readonly text: string }

// ---- promises

/** The slice that a file speaks for: its folder, or in tests/ the slice that its name begins with. */
export const sliceOf = (path: string, slices: readonly string[]): string | undefined => {
  const inFolder = /^(?:src|bench)\/([^/]+)\//.exec(path)?.[1]
  if (inFolder !== undefined) return slices.includes(inFolder) ? inFolder : undefined
  const name = /^tests\/(?:.*\/)?([^/]+)\.test\.ts$/.exec(path)?.[1]
  return name === undefined
    ? undefined
    : slices.find((slice) => name === slice || name.startsWith(`${slice}-`) || name.startsWith(`${slice}.`))
}

/** The numbers promised in a page of a slice: list items that begin with a bold number, or rows of a table that begin with a number. */
export const promisesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*(?:[-*]\s+\*\*(P\d+)\*\*|\|\s*\**(P\d+)\**\s*\|)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )

/** The numbers with which titles of tests begin. A title is the first argument of a call, after `test.each(...)` too. */
export const promisesTested = (text: string): readonly string[] =>
  [...text.matchAll(/\(\s*(?:'|"|`)(P\d+)\b/g)].map((match) => match[1] ?? '')

/** Compares both ways, slice by slice. */
export const promiseFindings = (
  pages: readonly TextFile[],
  tests: readonly TextFile[],
  slices: readonly string[],
): readonly string[] => {
  const promised = bySlice(pages, slices, promisesIn)
  const tested = bySlice(tests, slices, promisesTested)
  const nowhere = tests.filter(
    (file) => promisesTested(file.text).length > 0 && sliceOf(file.path, slices) === undefined,
  )
  return [
    ...slices.flatMap((slice) =>
      missing(promised.get(slice), tested.get(slice)).map(
        (number) =>
          `${slice} promises ${number} and no test begins with it: write \`test('${number} ...')\` in src/${slice} or tests/.`,
      ),
    ),
    ...slices.flatMap((slice) =>
      missing(tested.get(slice), promised.get(slice)).map(
        (number) =>
          `${slice} tests ${number}, which src/${slice}/README.md does not promise: write "- **${number}** ..." there.`,
      ),
    ),
    ...nowhere.map(
      ({ path }) =>
        `${path} has a title with a P-number of no slice: name the file after a slice, or leave the number out.`,
    ),
  ]
}

const bySlice = (files: readonly TextFile[], slices: readonly string[], read: (text: string) => readonly string[]) => {
  const found = new Map<string, Set<string>>()
  for (const { path, text } of files) {
    const slice = sliceOf(path, slices)
    if (slice === undefined) continue
    const numbers = found.get(slice) ?? new Set()
    for (const number of read(text)) numbers.add(number)
    found.set(slice, numbers)
  }
  return found
}

const missing = (from: Iterable<string> = [], within: Iterable<string> = []): readonly string[] => {
  const there = new Set(within)
  return [...new Set(from)]
    .filter((each) => !there.has(each))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
}

// ---- refusals

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** The codes that a source refuses with: first argument of `refuse(...)`, lists of `refusals:`, and codes that the edge itself answers with. */
export const codesRefused = (source: TextFile): readonly string[] => {
  const text = withoutComments(source.text)
  const calls = [...text.matchAll(/\brefuse(?:<[^>]*>)?\(/g)].map((match) =>
    firstArgument(text.slice(match.index + match[0].length)),
  )
  const lists = [...text.matchAll(/\brefusals:\s*\[/g)].map((match) =>
    untilClosed(text.slice(match.index + match[0].length)),
  )
  const edge = source.path.startsWith('src/platform/')
    ? [...text.matchAll(/\bcode:\s*('[^']+')/g)].map((match) => match[1] ?? '')
    : []
  return [...calls, ...lists, ...edge].flatMap(codesIn)
}

// What is only compared with (`kind === 'handover-offered' ? ...`) is no code.
const codesIn = (expression: string): readonly string[] =>
  [...expression.replaceAll(/[!=]==?\s*'[^']*'/g, '').matchAll(/'([^']+)'/g)]
    .map((match) => match[1] ?? '')
    .filter((code) => KEBAB.test(code))

const firstArgument = (text: string): string => upTo(text, (character, depth) => depth === 0 && character === ',')
const untilClosed = (text: string): string => upTo(text, () => false)

const upTo = (text: string, stop: (character: string, depth: number) => boolean): string => {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? ''
    if (stop(character, depth)) return text.slice(0, index)
    if ('([{'.includes(character)) depth += 1
    if (')]}'.includes(character)) {
      if (depth === 0) return text.slice(0, index)
      depth -= 1
    }
  }
  return text
}

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')

/** The codes that a table of sentences has: keys of which the value is a sentence or an object with sentences. */
export const codesWorded = (text: string): readonly string[] =>
  [...withoutComments(text).matchAll(/^ {2}(?:'([a-z0-9-]+)'|([a-z]+)):\s*(?:\{|'|`|\(|$)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )

/** Both ways: a code that is answered with has words, and words are of a code that is still written somewhere. */
export const refusalFindings = (sources: readonly TextFile[], catalogues: readonly TextFile[]): readonly string[] => {
  const worded = new Map(catalogues.flatMap(({ path, text }) => codesWorded(text).map((code) => [code, path] as const)))
  const refused = new Map(sources.flatMap((source) => codesRefused(source).map((code) => [code, source.path] as const)))
  const written = codesWritten([...sources, ...catalogues])
  return [
    ...[...refused]
      .filter(([code]) => !worded.has(code))
      .map(([code, path]) => `${path} refuses with ${code}, which has no sentence: add it to src/words/refusals.ts.`)
      .sort(),
    ...[...worded]
      .filter(([code]) => !refused.has(code) && !written.has(code))
      .map(([code, path]) => `${path} has words for ${code}, which nothing answers with: take them out.`)
      .sort(),
  ]
}

// Some codes go through a variable or come from SQL. Keys of a table and members of a type are not yet a use.
const codesWritten = (files: readonly TextFile[]): ReadonlySet<string> =>
  new Set(
    files.flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/(?<!\|\s*)'([a-z0-9-]+)'(?!:)/g)].map((match) => match[1] ?? ''),
    ),
  )

// ---- links

/** Relative links that lead nowhere. Code is not read; an anchor is taken off. */
export const linkFindings = (pages: readonly TextFile[], exists: (path: string) => boolean): readonly string[] =>
  pages.flatMap(({ path, text }) =>
    [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
      .map((match) => (match[1] ?? '').split('#')[0] ?? '')
      .filter((target) => target !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(target))
      .filter((target) => !exists(target.startsWith('/') ? target.slice(1) : join(dirname(path), target)))
      .map((target) => `${path} links to ${target}, which does not exist.`),
  )

const withoutCode = (text: string): string =>
  text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '')

// ---- glossary

/** The code words of the glossary: what stands in back quotes in the third column of its tables. */
export const glossaryWords = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .flatMap((line) => [...(line.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))

/** The members of a union of texts, read from the source: types are gone when the code runs. */
export const unionMembers = (source: string, name: string): readonly string[] => {
  const declared =
    new RegExp(`export type ${name}\\s*=([^;]*?)(?:\\n\\n|$)`, 's').exec(withoutComments(source))?.[1] ?? ''
  return [...declared.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
}

/** `needed` must stand in the glossary; what stands there must be written somewhere. */
export const glossaryFindings = (
  glossary: string,
  needed: readonly string[],
  written: readonly string[],
): readonly string[] => {
  const words = glossaryWords(glossary)
  const used = new Set(written.flatMap((text) => text.match(/[\w-]+/g) ?? []))
  return [
    ...missing(needed, words).map((word) => `GLOSSARY.md lacks the code word ${word}.`),
    ...missing(words, used).map((word) => `GLOSSARY.md names ${word}, which neither code nor documents use.`),
  ]
}

// ---- threats

/** Functions that act with the rights of their owner: the holes that row security has on purpose. */
export const definerFunctions = (sql: string): readonly string[] =>
  [
    ...sql
      .replaceAll(/--.*$/gm, '')
      .matchAll(
        /create (?:or replace )?function ([\w.]+)\(((?:(?!create (?:or replace )?function)[\s\S])*?)\bas \$\$/gi,
      ),
  ]
    .filter((match) => /security definer/i.test(match[2] ?? ''))
    .map((match) => match[1] ?? '')

/** Every such function is named in the first column of a table of exceptions, and no function is named there that is gone. */
export const exceptionFindings = (migrations: readonly TextFile[], threats: string): readonly string[] => {
  const made = migrations.flatMap(({ text }) => definerFunctions(text))
  const table = /^## [^\n]*rights of their owner([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(threats)?.[1] ?? ''
  const listed = [...table.matchAll(/^\|\s*`([\w.]+)`\s*\|/gm)].map((match) => match[1] ?? '')
  return [
    ...missing(made, listed).map(
      (name) =>
        `docs/threats/README.md does not list the exception ${name}: say what it gives, to whom, and why that is harmless.`,
    ),
    ...missing(listed, made).map(
      (name) => `docs/threats/README.md lists ${name}, which is no definer function any more.`,
    ),
  ]
}

// ---- evidence

/** What the first version must show; each has a row in docs/evidence.md that names its command. */
export const MUST_SHOW = ['M1', 'M2', 'M3', 'M4', 'M5'] as const

/** A row has id, what, command and last figure; the figure may still be a dash. */
export const evidenceFindings = (evidence: string, ids: readonly string[] = MUST_SHOW): readonly string[] => {
  const rows = evidence
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return ids.flatMap((id) => {
    const own = rows.filter((row) => row[0] === id || row[0]?.startsWith(`${id}.`))
    if (own.length === 0) return [`docs/evidence.md has no row for ${id}.`]
    return own
      .filter((row) => row.length < 4 || row.slice(0, 4).some((cell) => cell === ''))
      .map((row) => `docs/evidence.md: the row ${row[0]} lacks a command or a figure ("-" when not yet measured).`)
  })
}

// ---- reading

const ROOT = join(import.meta.dirname, '..')
const SKIPPED = new Set(['node_modules', '.git', '.samenhang', 'dist', 'coverage'])

const filesBelow = (folder: string, wanted: (path: string) => boolean): readonly TextFile[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry): readonly TextFile[] => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (SKIPPED.has(entry.name)) return []
    if (entry.isDirectory()) return filesBelow(path, wanted)
    return entry.isFile() && wanted(path) ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }] : []
  })

/** Tables of sentences. The first is the list of docs/errors.md; lists and simulation explain their own reasons beside the code. */
const WORDS_ALONE = [
  'src/words/refusals.ts',
  'src/exchange/problems.ts',
  'src/linkage/batch-problems.ts',
  'src/platform/faults.ts',
]
const CATALOGUES = [...WORDS_ALONE, 'src/simulation/simulate.command.ts']
const isTest = (path: string): boolean => /\.(test|fixture|test-data)\.tsx?$/.test(path)

const main = (): number => {
  const slices = readdirSync(join(ROOT, 'src')).filter((name) => statSync(join(ROOT, 'src', name)).isDirectory())
  const pages = filesBelow('.', (path) => path.endsWith('.md'))
  const code = ['src', 'bench', 'tests', 'tools', 'fixtures'].flatMap((folder) =>
    filesBelow(folder, (path) => /\.tsx?$/.test(path)),
  )
  const rest = ['db', 'data'].flatMap((folder) => filesBelow(folder, (path) => /\.(sql|json|csv)$/.test(path)))
  const product = [
    ...code.filter(({ path }) => path.startsWith('src/') && !isTest(path)),
    ...rest.filter(({ path }) => path.endsWith('.sql')),
  ]
  const textOf = (path: string): string => [...pages, ...code].find((file) => file.path === path)?.text ?? ''
  const actor = textOf('src/kernel/actor.ts')
  const needed = [
    ...unionMembers(actor, 'WorkFunction'),
    ...unionMembers(actor, 'Plane'),
    ...ORGANISATION_KINDS,
    ...CHAPTERS,
  ]
  const written = [...product, ...rest, ...pages.filter(({ path }) => path !== 'GLOSSARY.md')].map(({ text }) => text)
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'promises',
      promiseFindings(
        pages.filter(({ path }) => path.startsWith('src/')),
        code.filter(({ path }) => path.endsWith('.test.ts') && !path.startsWith('tools/')),
        slices,
      ),
    ],
    [
      'refusals',
      refusalFindings(
        product.filter(({ path }) => !WORDS_ALONE.includes(path)),
        CATALOGUES.map((path) => ({ path, text: textOf(path) })),
      ),
    ],
    ['links', linkFindings(pages, (path) => existsSync(join(ROOT, path)))],
    ['glossary', glossaryFindings(textOf('GLOSSARY.md'), needed, written)],
    [
      'threats',
      exceptionFindings(
        rest.filter(({ path }) => path.startsWith('db/migrations/')),
        textOf('docs/threats/README.md'),
      ),
    ],
    ['evidence', evidenceFindings(textOf('docs/evidence.md'))],
  ]
  for (const [name, findings] of sections) for (const finding of findings) console.error(`${name}: ${finding}`)
  const count = sections.reduce((sum, [, findings]) => sum + findings.length, 0)
  console.log(`documents: ${pages.length} pages, ${count} findings`)
  return count === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) process.exitCode = main()
