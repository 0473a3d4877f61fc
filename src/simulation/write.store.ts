/**
 * Writes a country to files, streaming: memory does not grow with the number of persons. Truth and signals are apart;
 * signals are dealt through a buffer, so that neighbours in the file are no more often one person than chance would have it.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { accept, formatPartialDate, type Outcome, type Random, refuse } from '../kernel/index.ts'
import { type CountryInput, LAST_DAY, type SimulatedEvent, simulateCountry } from './country.ts'
import { randomOf } from './draw.ts'
import type { SimulatedSignal } from './observe.ts'
import type { TruthPair } from './truth.ts'

/** The version of the files; goes up when a reader would have to change. */
export const COUNTRY_VERSION = 1

/** The files of a country, in the order in which country.json names them. */
export const COUNTRY_FILES = [
  'persons.jsonl',
  'moves.jsonl',
  'cases.jsonl',
  'signals.jsonl',
  'signals.csv',
  'truth-signals.csv',
  'truth-pairs.csv',
] as const
export type CountryFile = (typeof COUNTRY_FILES)[number]

export type Counts = {
  readonly persons: number
  readonly registered: number
  readonly moves: number
  readonly cases: number
  readonly reEntries: number
  readonly signals: number
  readonly reports: number
  readonly pairs: number
}

/** What country.json holds: enough to make the same country again and to see that it is the same. */
export type CountrySummary = {
  readonly invented: true
  readonly version: typeof COUNTRY_VERSION
  readonly seed: number
  readonly years: number
  readonly lastYear: number
  readonly municipalities: string
  readonly counts: Counts
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>
}

export type WriteOptions = {
  /** Where to write; without it the country is only told and counted. */
  readonly out?: string
  /** Where the municipalities came from, for country.json. */
  readonly municipalitiesFrom: string
  /** Called now and then with the persons told so far. */
  readonly onProgress?: (persons: number) => void
}

/**
 * Tells a country and writes it. country.json comes last: a folder without it is unfinished.
 * Refuses a folder in which other things lie.
 */
export const writeCountry = async (
  input: CountryInput,
  options: WriteOptions,
): Promise<Outcome<CountrySummary, 'simulation-folder-taken'>> => {
  const { out } = options
  if (out !== undefined && !(await prepare(out))) return refuse('simulation-folder-taken')
  const sink = out === undefined ? undefined : openSink(out, randomOf(input.seed, DEALING))
  const counts = emptyCounts()
  let told = 0
  for (const event of simulateCountry(input)) {
    count(counts, event)
    if (sink) writeEvent(sink, event)
    told += 1
    if (told % BREATH_EVENTS === 0) {
      if (sink) await drain(sink)
      options.onProgress?.(counts.persons)
    }
  }
  const files = sink ? await close(sink) : {}
  const summary: CountrySummary = {
    invented: true,
    version: COUNTRY_VERSION,
    seed: input.seed,
    years: input.years,
    lastYear: Number((input.lastDay ?? LAST_DAY).slice(0, 4)),
    municipalities: options.municipalitiesFrom,
    counts,
    files,
  }
  if (out !== undefined) await finish(out, summary)
  return accept(summary)
}

/** Events between two looks at the streams; also the bound on what waits in memory between them. */
const BREATH_EVENTS = 2_000
const DEALT_SIGNALS = 4_096
const PIECE_CHARS = 65_536
// Beyond the numbers of schemes and persons (two per person, ten million persons at most).
const DEALING = 0x7fffffff

type File = {
  readonly stream: WriteStream
  readonly hash: ReturnType<typeof createHash>
  piece: string
  bytes: number
  fault?: Error
}
type Dealt = { readonly signal: SimulatedSignal; readonly person: string }
type Sink = { readonly files: ReadonlyMap<CountryFile, File>; readonly waiting: Dealt[]; readonly random: Random }
type MutableCounts = { -readonly [Key in keyof Counts]: number }

const HEADERS: Partial<Record<CountryFile, string>> = {
  'signals.csv': 'id,given,surname,birth_date,sex,nationality,town,phone,document\n',
  'truth-signals.csv': 'signal,person\n',
  'truth-pairs.csv': 'one,other,person\n',
}
/** Lets any bench of record linkage read the signals: columns, date format, and where the truth stands. */
const SET = {
  name: 'simulation-signals',
  task: 'dedupe',
  files: { records: 'signals.csv', truth: 'truth-signals.csv' },
  delimiter: ',',
  trim: true,
  columns: {
    id: 'id',
    given: 'given',
    surname: 'surname',
    birthDate: 'birth_date',
    sex: 'sex',
    nationality: 'nationality',
    town: 'town',
    phone: 'phone',
    document: 'document',
  },
  dateFormat: 'YYYY-MM-DD',
  truth: { kind: 'file', file: 'truth', column: 'person' },
  idIsNotAFeature: true,
}

const prepare = async (out: string): Promise<boolean> => {
  await mkdir(out, { recursive: true })
  const ours = new Set<string>([...COUNTRY_FILES, 'country.json', 'country.json.part', 'signals.set.json'])
  const there = await readdir(out)
  if (!there.every((name) => ours.has(name))) return false
  // The old promise goes first: if we are stopped halfway, no country.json vouches for half a country.
  await rm(join(out, 'country.json'), { force: true })
  return true
}

const openSink = (out: string, random: Random): Sink => {
  const files = new Map(COUNTRY_FILES.map((name) => [name, openFile(join(out, name))]))
  const sink = { files, waiting: [], random }
  for (const name of COUNTRY_FILES) write(sink, name, HEADERS[name] ?? '')
  return sink
}

const openFile = (path: string): File => {
  const file: File = { stream: createWriteStream(path), hash: createHash('sha256'), piece: '', bytes: 0 }
  file.stream.on('error', (fault) => {
    file.fault = fault
  })
  return file
}

const writeEvent = (sink: Sink, event: SimulatedEvent): void => {
  if (event.kind === 'person') write(sink, 'persons.jsonl', line(event.person))
  else if (event.kind === 'move') write(sink, 'moves.jsonl', line(event.move))
  else if (event.kind === 'case') write(sink, 'cases.jsonl', line(event.case))
  else if (event.kind === 'pair') write(sink, 'truth-pairs.csv', pairRow(event.pair))
  else deal(sink, event)
}

const deal = (sink: Sink, dealt: Dealt): void => {
  if (sink.waiting.length < DEALT_SIGNALS) {
    sink.waiting.push(dealt)
    return
  }
  const at = sink.random.below(sink.waiting.length)
  const out = sink.waiting[at]
  sink.waiting[at] = dealt
  if (out) writeSignal(sink, out)
}

const dealRest = (sink: Sink): void => {
  while (sink.waiting.length > 0) {
    const [out] = sink.waiting.splice(sink.random.below(sink.waiting.length), 1)
    if (out) writeSignal(sink, out)
  }
}

const writeSignal = (sink: Sink, { signal, person }: Dealt): void => {
  write(sink, 'signals.jsonl', line(signal))
  write(sink, 'signals.csv', signalRow(signal))
  write(sink, 'truth-signals.csv', `${signal.id},${person}\n`)
}

const write = (sink: Sink, name: CountryFile, text: string): void => {
  const file = sink.files.get(name)
  if (!file) throw new RangeError('no such file')
  file.piece += text
  if (file.piece.length >= PIECE_CHARS) flush(file)
}

const flush = (file: File): void => {
  const piece = Buffer.from(file.piece, 'utf8')
  file.piece = ''
  file.bytes += piece.length
  file.hash.update(piece)
  file.stream.write(piece)
}

const drain = async (sink: Sink): Promise<void> => {
  for (const { stream, fault } of sink.files.values()) {
    if (fault) throw fault
    if (stream.writableNeedDrain) await once(stream, 'drain')
  }
}

const close = async (sink: Sink): Promise<Record<string, { sha256: string; bytes: number }>> => {
  dealRest(sink)
  const described: Record<string, { sha256: string; bytes: number }> = {}
  for (const [name, file] of sink.files) {
    flush(file)
    if (file.fault) throw file.fault
    file.stream.end()
    await finished(file.stream)
    described[name] = { sha256: file.hash.digest('hex'), bytes: file.bytes }
  }
  return described
}

const finish = async (out: string, summary: CountrySummary): Promise<void> => {
  await writeFile(join(out, 'signals.set.json'), `${JSON.stringify(SET, undefined, 2)}\n`)
  const part = join(out, 'country.json.part')
  await writeFile(part, `${JSON.stringify(summary, undefined, 2)}\n`)
  await rename(part, join(out, 'country.json'))
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`
const pairRow = (pair: TruthPair): string => `${pair.one},${pair.other},${pair.person}\n`

const signalRow = ({ id, person }: SimulatedSignal): string => {
  const birthDate = person.birthDate === undefined ? '' : formatPartialDate(person.birthDate)
  const cells = [
    id,
    person.given,
    person.surname,
    birthDate,
    person.sex,
    person.nationality,
    person.town,
    person.phone,
    person.document,
  ]
  return `${cells.map((cell) => quoted(cell ?? '')).join(',')}\n`
}
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const emptyCounts = (): MutableCounts => ({
  persons: 0,
  registered: 0,
  moves: 0,
  cases: 0,
  reEntries: 0,
  signals: 0,
  reports: 0,
  pairs: 0,
})

const count = (counts: MutableCounts, event: SimulatedEvent): void => {
  if (event.kind === 'person') {
    counts.persons += 1
    if (event.person.registered) counts.registered += 1
  } else if (event.kind === 'move') counts.moves += 1
  else if (event.kind === 'case') {
    counts.cases += 1
    if (event.case.after !== undefined) counts.reEntries += 1
  } else if (event.kind === 'signal') {
    counts.signals += 1
    if (event.signal.isReport) counts.reports += 1
  } else counts.pairs += 1
}
