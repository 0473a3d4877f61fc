/**
 * `samenhang link --registration FILE`: which reports of a registration are probably about one person. Reports are not victims; the
 * share that overlaps is the first thing said. Nothing is joined: groups and doubtful pairs are lists for a person to look at.
 */
import { mkdirSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, fillIn, type Outcome, refuse } from '../kernel/index.ts'
import { csvSafe } from '../platform/text.ts'
import { eachRecord } from './batch-csv.ts'
import { type BatchResult, linkFile } from './batch-engine.job.ts'
import { groupPairs } from './batch-groups.ts'
import { REGISTRATION_REFUSALS } from './batch-problems.ts'
import { BATCH_FIELDS, type BatchField } from './batch-row.ts'
import { type FileSource, readBytes, scanFile } from './batch-source.store.ts'

export type RegistrationOptions = {
  readonly file: string
  /** Field to header, for lists whose headers say nothing; `id` names the column of the reference. */
  readonly columns?: Readonly<Record<string, string>>
  /** The field that a header names by itself. */
  readonly guess: (header: string) => string | undefined
  readonly workers?: number
  /** Folder for groups.csv and doubtful.csv. */
  readonly out?: string
  readonly json: boolean
}
export type RegistrationOut = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly now: () => number
}
export type RegistrationSummary = {
  readonly reports: number
  /** Reports that say too little to be compared with anybody: no date, phone or second name. */
  readonly sayTooLittle: number
  readonly groups: number
  readonly reportsInGroups: number
  /** Persons that the reports are about, when the groups are right. */
  readonly persons: number
  /** Share of reports about somebody of whom there was a report already. */
  readonly overlapShare: number
  readonly largestGroup: number
  readonly doubtfulPairs: number
  readonly pairsCompared: number
  readonly overlooked: number
  readonly columns: Readonly<Record<string, string>>
  readonly seconds: number
  readonly files?: Readonly<Record<string, string>>
}
type RegistrationRefusal = keyof typeof REGISTRATION_REFUSALS

export const ROWS_MAX = 10_000_000
/** Pairs between these chances are for a person to decide. */
const [DOUBT_FROM, DOUBT_TO] = [0.3, 0.9]
const DELIMITERS = [',', ';', '\t'] as const
const HEAD_BYTES = 1 << 16

/** Runs the command; gives its exit code: 0 done, 1 not written, 2 wrong use or an unreadable file. */
export const linkRegistration = async (options: RegistrationOptions, out: RegistrationOut): Promise<0 | 1 | 2> => {
  const began = out.now()
  const source = openRegistration(options)
  if (!source.ok) return say(source.refusal, options, out)
  const progress = progressEverySecond(out)
  const result = await linkFile(source.value, {
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    chanceLeast: DOUBT_FROM,
    progress,
  })
  const picture = pictureOf(result)
  const files = options.out === undefined ? undefined : await writeLists(options.out, source.value, result, picture)
  if (files === null) return say({ code: 'registration-not-written' }, options, out)
  const summary: RegistrationSummary = {
    ...picture.counts,
    pairsCompared: result.pairsCompared,
    overlooked: result.overlooked,
    columns: namedColumns(source.value, options),
    seconds: Math.round(out.now() - began) / 1000,
    ...(files === undefined ? {} : { files }),
  }
  out.stdout(options.json ? `${JSON.stringify({ ok: true, ...summary })}\n` : inWords(summary))
  return 0
}

const say = (
  refusal: { readonly code: RegistrationRefusal; readonly params?: Readonly<Record<string, string | number>> },
  options: RegistrationOptions,
  out: RegistrationOut,
): 1 | 2 => {
  if (options.json) out.stdout(`${JSON.stringify({ ok: false, refusal })}\n`)
  out.stderr(`${fillIn(REGISTRATION_REFUSALS[refusal.code], refusal.params)}\n`)
  return refusal.code === 'registration-not-written' ? 1 : 2
}

/** Looks what the file is and which column means what. */
const openRegistration = (options: RegistrationOptions): Outcome<FileSource, RegistrationRefusal> => {
  const head = headOf(options.file)
  if (head === undefined) return refuse('registration-unreadable')
  if (head.includes('\ufffd') || head.includes('\0')) return refuse('registration-not-utf8')
  const first =
    head
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  const delimiter =
    DELIMITERS.map((each) => ({ each, count: first.split(each).length })).sort((x, y) => y.count - x.count)[0]?.each ??
    ','
  const headers: string[] = []
  eachRecord(first, delimiter, (cells) => headers.push(...cells.map((cell) => cell.trim())))
  const columns = columnsOf(headers, options)
  if (!columns.ok) return columns
  const { records } = scanFile(options.file)
  if (records === 0) return refuse('registration-empty')
  if (records > ROWS_MAX) return refuse('registration-too-large', { most: ROWS_MAX })
  const { id, ...fields } = columns.value
  return accept({ kind: 'file', path: options.file, delimiter, columns: fields, handleColumn: id, missing: [] })
}

const headOf = (file: string): string | undefined => {
  try {
    if (!statSync(file).isFile()) return undefined
    const text = readBytes(file, { from: 0, to: Math.min(statSync(file).size, HEAD_BYTES) })
    // A sign that was cut in half at the end says nothing about the file.
    return text.replace(/\ufffd$/, '')
  } catch {
    return undefined
  }
}

type Columns = Partial<Record<BatchField | 'id', number>>
const isField = (text: string): text is BatchField | 'id' =>
  text === 'id' || BATCH_FIELDS.some((field) => field === text)

const columnsOf = (headers: readonly string[], options: RegistrationOptions): Outcome<Columns, RegistrationRefusal> => {
  const columns: Columns = {}
  for (const [field, header] of Object.entries(options.columns ?? {})) {
    if (!isField(field))
      return refuse('registration-field-unknown', { field, fields: ['id', ...BATCH_FIELDS].join(', ') })
    const at = headers.indexOf(header)
    if (at < 0) return refuse('registration-column-missing', { column: header })
    columns[field] = at
  }
  if (options.columns === undefined)
    headers.forEach((header, at) => {
      const guessed = options.guess(header)
      const field = guessed === 'externalId' || header.toLowerCase() === 'id' ? 'id' : guessed
      if (field !== undefined && isField(field)) columns[field] ??= at
    })
  return BATCH_FIELDS.some((field) => columns[field] !== undefined)
    ? accept(columns)
    : refuse('registration-no-columns')
}

const namedColumns = (source: FileSource, options: RegistrationOptions): Readonly<Record<string, string>> => {
  const { header } = scanHeader(options.file)
  const cells: string[] = []
  eachRecord(header.replace(/^\ufeff/, ''), source.delimiter, (each) => cells.push(...each.map((cell) => cell.trim())))
  const all = { ...source.columns, ...(source.handleColumn === undefined ? {} : { id: source.handleColumn }) }
  return Object.fromEntries(Object.entries(all).map(([field, at]) => [field, cells[at] ?? '']))
}
const scanHeader = (file: string): { readonly header: string } => ({
  header: (headOf(file) ?? '').split(/\r?\n/).find((line) => line.trim() !== '') ?? '',
})

type Picture = {
  readonly groups: ReadonlyMap<number, readonly number[]>
  readonly doubtful: readonly number[]
  readonly counts: Omit<RegistrationSummary, 'pairsCompared' | 'overlooked' | 'columns' | 'seconds' | 'files'>
}

const pictureOf = (result: BatchResult): Picture => {
  const first = groupPairs(result)
  const groups = new Map<number, number[]>()
  for (const record of result.order) {
    const at = first[record] ?? record
    if (at === record) continue
    const members = groups.get(at)
    if (members) members.push(record)
    else groups.set(at, [at, record])
  }
  const doubtful = Array.from(result.a.keys()).filter((i) => {
    const chance = result.chances[i] ?? 0
    const together = first[result.a[i] ?? 0] === first[result.b[i] ?? 0]
    return chance >= DOUBT_FROM && (chance < DOUBT_TO || !together)
  })
  const sizes = [...groups.values()].map((members) => members.length)
  const reportsInGroups = sizes.reduce((sum, size) => sum + size, 0)
  const extra = reportsInGroups - groups.size
  return {
    groups,
    doubtful,
    counts: {
      reports: result.records,
      sayTooLittle: result.sayTooLittle,
      groups: groups.size,
      reportsInGroups,
      persons: result.records - extra,
      overlapShare: result.records === 0 ? 0 : Math.round((extra / result.records) * 1000) / 1000,
      largestGroup: sizes.reduce((most, size) => Math.max(most, size), 0),
      doubtfulPairs: doubtful.length,
    },
  }
}

/** Writes both lists; null when the folder does not let us. Rows are named by their reference, and by their number in the file. */
const writeLists = async (
  folder: string,
  source: FileSource,
  result: BatchResult,
  picture: Picture,
): Promise<Readonly<Record<string, string>> | null> => {
  const wanted = new Set([...picture.groups.values()].flat())
  for (const i of picture.doubtful) wanted.add(result.a[i] ?? 0).add(result.b[i] ?? 0)
  const names = referencesOf(source, wanted)
  const row = (record: number): string => `${csvCell(names.get(record) ?? '')},${record + 2}`
  const groups = [...picture.groups.values()].flatMap((members, i) =>
    members.map((record) => `${i + 1},${members.length},${row(record)}`),
  )
  const doubtful = [...picture.doubtful]
    .sort(
      (x, y) =>
        (result.chances[y] ?? 0) - (result.chances[x] ?? 0) ||
        (result.a[x] ?? 0) - (result.a[y] ?? 0) ||
        (result.b[x] ?? 0) - (result.b[y] ?? 0),
    )
    .map((i) => `${row(result.a[i] ?? 0)},${row(result.b[i] ?? 0)},${(result.chances[i] ?? 0).toFixed(2)}`)
  const files = { groups: join(folder, 'groups.csv'), doubtful: join(folder, 'doubtful.csv') }
  try {
    mkdirSync(folder, { recursive: true })
    await writeFile(files.groups, ['groep,omvang,kenmerk,rij', ...groups, ''].join('\n'), { mode: 0o600 })
    await writeFile(files.doubtful, ['kenmerk_1,rij_1,kenmerk_2,rij_2,kans', ...doubtful, ''].join('\n'), {
      mode: 0o600,
    })
  } catch {
    return null
  }
  return files
}

const csvCell = (text: string): string => {
  const safe = csvSafe(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const referencesOf = (source: FileSource, wanted: ReadonlySet<number>): ReadonlyMap<number, string> => {
  const { handleColumn } = source
  const names = new Map<number, string>()
  if (handleColumn === undefined) return names
  for (const chunk of scanFile(source.path).chunks) {
    let record = chunk.first
    eachRecord(readBytes(source.path, chunk), source.delimiter, (cells) => {
      if (wanted.has(record)) names.set(record, cells[handleColumn] ?? '')
      record += 1
    })
  }
  return names
}

const STAGE_WORDS = {
  read: 'lezen',
  encode: 'coderen',
  block: 'indelen',
  compare: 'vergelijken',
  learn: 'leren',
} as const
const progressEverySecond = (
  out: RegistrationOut,
): ((stage: keyof typeof STAGE_WORDS, done: number, of: number) => void) => {
  let last = Number.NEGATIVE_INFINITY
  return (stage, done, of) => {
    const now = out.now()
    if (now - last < 1000) return
    last = now
    out.stderr(`${STAGE_WORDS[stage]}: ${done} van ${of} / ${stage}: ${done} of ${of}\n`)
  }
}

const inWords = (said: RegistrationSummary): string =>
  `${[
    `${said.reports} meldingen, waarschijnlijk ${said.persons} personen; ${(said.overlapShare * 100).toFixed(1)} % van de meldingen gaat over iemand van wie er al een was.`,
    `${said.groups} groepen (grootste ${said.largestGroup}), ${said.doubtfulPairs} twijfelachtige paren voor een mens, ${said.sayTooLittle} meldingen zeggen te weinig.`,
    `${said.reports} reports, probably ${said.persons} persons; ${(said.overlapShare * 100).toFixed(1)} % of reports is about somebody of whom there was one already.`,
    `${said.groups} groups (largest ${said.largestGroup}), ${said.doubtfulPairs} doubtful pairs for a person, ${said.sayTooLittle} reports say too little.`,
    ...Object.values(said.files ?? {}).map((file) => `-> ${file}`),
  ].join('\n')}\n`
