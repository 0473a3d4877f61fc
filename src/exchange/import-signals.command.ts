/**
 * `samenhang import signals FILE`: reads a list of signals and hands the good rows to the sink in batches. Two rounds over
 * the file: the first only looks (how many rows, which date order), so that a file that cannot be read changes nothing;
 * the second takes. Safe to stop and to repeat: each signal carries the same key every time.
 */
import { readFile, realpath, stat } from 'node:fs/promises'
import { accept, dayAt, type OrganisationId, type Outcome, refuse } from '../kernel/index.ts'
import { cleanText, fromCsvSafe, LINE, NAME, NOTE } from '../platform/text.ts'
import { planColumns } from './column-plan.ts'
import { isDateField } from './fields.ts'
import { type ColumnPlan, printableHeader } from './headers.ts'
import { type FileProblem, type NoticeCode, type Problem, sentence } from './problems.ts'
import { type OpenTable, openTable } from './read-table.store.ts'
import { TableRefused } from './refused.ts'
import { type DateOrder, decideOrder, noEvidence, type OrderEvidence, orderIn } from './row-date.ts'
import { rowKey } from './row-key.crypto.ts'
import { type ImportedSignal, type RowProblem, type RowReading, readSignalRow, type TextEdge } from './signal-row.ts'
import { isBlank, isBlankRow, TABLE_LIMITS, type TableLimits, type TableRow } from './table.ts'
import { type TableWriter, writeTable } from './write-table.store.ts'

/** Takes a batch into the database in one transaction; says how many were new and how many it had by their key. */
export type SignalSink = (
  batch: readonly ImportedSignal[],
) => Promise<{ readonly taken: number; readonly alreadyKnown: number }>

export type ImportProgress = {
  readonly phase: 'look' | 'take'
  readonly rows: number
  readonly bytes: number
  readonly fileBytes: number
}

export type ImportOptions = {
  readonly file: string
  readonly organisation: OrganisationId
  readonly sink: SignalSink
  readonly clock: () => Date
  /** Field -> header of the column, as read by `readMapping`. */
  readonly mapping?: Readonly<Record<string, string>>
  readonly sheet?: string
  readonly dateFormat?: DateOrder
  readonly batchSize?: number
  /** The key of the organisation for idempotency keys; see `rowKey`. */
  readonly keySecret?: Uint8Array
  readonly progress?: (progress: ImportProgress) => void
  /** Told of each bad row; the summary keeps the first thousand. */
  readonly onProblem?: (problem: RowProblem) => Promise<void>
  readonly signal?: AbortSignal
  readonly limits?: TableLimits
}

export type ImportNotice = Problem & { readonly code: NoticeCode }

/** `rows` = `taken` + `alreadyKnown` + `refused`: each row that is not blank is in exactly one of them. */
export type ImportSummary = {
  readonly rows: number
  readonly taken: number
  readonly alreadyKnown: number
  readonly refused: number
  readonly problems: readonly RowProblem[]
  readonly problemCount: number
  readonly notices: readonly ImportNotice[]
  readonly stopped: boolean
  readonly seconds: number
}

const KEPT_PROBLEMS = 1_000
const BATCH = 1_000

/** Reads the whole list, or says why the file is no list that can be read. Throws only what the sink throws, and faults. */
export const importSignals = async (options: ImportOptions): Promise<Outcome<ImportSummary, FileProblem>> => {
  const started = options.clock()
  const opened = await openTable(options.file, {
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.limits ? { limits: options.limits } : {}),
    recognises: (rows) => planColumns(rows, options.mapping).ok,
  })
  if (!opened.ok) return opened
  try {
    return await importTable(opened.value, options, started)
  } catch (error) {
    if (error instanceof TableRefused) return { ok: false, refusal: error.refusal }
    throw error
  } finally {
    await opened.value.close()
  }
}

const importTable = async (
  table: OpenTable,
  options: ImportOptions,
  started: Date,
): Promise<Outcome<ImportSummary, FileProblem>> => {
  const plan = planColumns(table.head, options.mapping)
  if (!plan.ok)
    return {
      ok: false,
      refusal: { code: plan.refusal.code, ...(plan.refusal.params ? { params: plan.refusal.params } : {}) },
    }
  const looked = await lookThrough(table, plan.value, options)
  const orders = decideOrders(plan.value, looked, options.dateFormat)
  if (!orders.ok) return orders
  const reading: RowReading = {
    plan: plan.value,
    orders: orders.value,
    today: dayAt(started),
    edge: EDGE,
    fullRows: table.format === 'csv',
  }
  const counts = await takeRows(table, reading, options)
  const { unmarked, ...summary } = counts
  const notices = [
    ...table.notices,
    ...noticesOf(plan.value, looked, orders.value, options),
    ...endNotices(unmarked, counts.stopped),
  ]
  return accept({ ...summary, notices, seconds: (options.clock().getTime() - started.getTime()) / 1_000 })
}

const EDGE: TextEdge = {
  clean: (text, kind) => cleanText(text, { name: NAME, line: LINE, note: NOTE }[kind]),
  unmark: fromCsvSafe,
}

/** The rows after the header that are not blank in any named column. */
async function* dataRows(
  table: OpenTable,
  plan: ColumnPlan,
  onPiece: (rows: number, bytes: number, hidden: number) => void,
) {
  let headers = plan.headerRows as number
  let bytes = 0
  let count = 0
  const named = namedColumns(table, plan)
  for await (const piece of table.pieces()) {
    const rows: TableRow[] = []
    for (const row of piece.rows) {
      if (isBlankRow(row)) continue
      if (headers > 0) headers -= 1
      else if (row.refused || named.some((index) => !isBlank(row.cells[index])) || hasMore(row, plan.width))
        rows.push(row)
    }
    bytes += piece.bytes
    count += rows.length
    onPiece(count, bytes, piece.hiddenRows)
    yield rows
  }
}

/** Something past the last header: not blank, but not in a named column either; it is named as ragged. */
const hasMore = (row: TableRow, width: number): boolean =>
  row.cells.length > width && row.cells.slice(width).some((cell) => !isBlank(cell))

/** Columns with a header. The official HTCDS template numbers a thousand empty rows in a column without one. */
const namedColumns = (table: OpenTable, plan: ColumnPlan): readonly number[] => {
  const headers = table.head.slice(0, plan.headerRows)
  return Array.from({ length: plan.width }, (_, index) => index).filter((index) =>
    headers.some((row) => !isBlank(row.cells[index])),
  )
}

type Looked = {
  readonly evidence: ReadonlyMap<number, OrderEvidence>
  readonly unnamed: number
  readonly hidden: number
}

/** The first round: how dates are written, what will be left behind, whether the limits hold. Takes nothing. */
const lookThrough = async (table: OpenTable, plan: ColumnPlan, options: ImportOptions): Promise<Looked> => {
  const limits = options.limits ?? TABLE_LIMITS
  if (plan.width > limits.columns) throw new TableRefused('file-too-wide', { max: limits.columns })
  const dates = plan.columns.filter((column) => isDateField(column.field)).map((column) => column.index)
  const evidence = new Map(dates.map((index) => [index, noEvidence()]))
  const named = new Set(namedColumns(table, plan))
  const unnamedColumns = Array.from({ length: plan.width }, (_, index) => index).filter((index) => !named.has(index))
  let hidden = 0
  let unnamed = 0
  const onPiece = (rows: number, bytes: number, hiddenRows: number): void => {
    if (rows > limits.rows) throw new TableRefused('file-too-many-rows', { max: limits.rows })
    hidden = hiddenRows
    options.progress?.({ phase: 'look', rows, bytes, fileBytes: table.fileBytes })
  }
  for await (const rows of dataRows(table, plan, onPiece)) {
    for (const row of rows) {
      for (const [index, found] of evidence) {
        const cell = row.cells[index]
        const order = typeof cell === 'string' && cell !== '' ? orderIn(cell) : undefined
        if (order) found[order] += 1
      }
      if (unnamedColumns.some((index) => !isBlank(row.cells[index]))) unnamed += 1
    }
    if (options.signal?.aborted) break
  }
  return { evidence, unnamed, hidden }
}

const decideOrders = (
  plan: ColumnPlan,
  looked: Looked,
  told: DateOrder | undefined,
): Outcome<ReadonlyMap<number, DateOrder>, FileProblem> => {
  const orders = new Map<number, DateOrder>()
  for (const [index, evidence] of looked.evidence) {
    const order = told ? accept(told) : decideOrder(evidence)
    if (!order.ok) return refuse(order.refusal.code, { column: headerAt(plan, index) })
    orders.set(index, order.value)
  }
  return accept(orders)
}

const headerAt = (plan: ColumnPlan, index: number): string =>
  printableHeader(plan.columns.find((column) => column.index === index)?.header ?? '')

type Counts = Omit<ImportSummary, 'notices' | 'seconds'> & { readonly unmarked: number }

/** While the database writes one batch, the next is read and sealed. Two that hold the same row: the sink takes it once. */
const AT_ONCE = 2

/** The second round: each row becomes a signal in a batch, or a problem with its place. */
const takeRows = async (table: OpenTable, reading: RowReading, options: ImportOptions): Promise<Counts> => {
  const size = Math.max(1, options.batchSize ?? BATCH)
  const count = { rows: 0, taken: 0, alreadyKnown: 0, refused: 0, problemCount: 0, unmarked: 0 }
  const problems: RowProblem[] = []
  let batch = new Map<string, ImportedSignal>()
  const underWay = new Set<Promise<void>>()
  const give = async (signals: readonly ImportedSignal[]): Promise<void> => {
    const answer = await options.sink(signals)
    count.taken += answer.taken
    count.alreadyKnown += answer.alreadyKnown
  }
  const flush = async (): Promise<void> => {
    if (batch.size === 0) return
    if (underWay.size >= AT_ONCE) await Promise.race(underWay)
    const given = give([...batch.values()])
    batch = new Map()
    underWay.add(given)
    // A fault is told where it is waited for; a batch that is done leaves room for the next.
    given.then(
      () => underWay.delete(given),
      () => undefined,
    )
  }
  const refuseRow = async (found: readonly RowProblem[]): Promise<void> => {
    count.refused += 1
    for (const problem of found) {
      count.problemCount += 1
      if (problems.length < KEPT_PROBLEMS) problems.push(problem)
      await options.onProblem?.(problem)
    }
  }
  const onPiece = (rows: number, bytes: number): void =>
    options.progress?.({ phase: 'take', rows, bytes, fileBytes: table.fileBytes })
  const stopped = (): boolean => options.signal?.aborted ?? false
  for await (const rows of dataRows(table, reading.plan, onPiece)) {
    for (const row of rows) {
      if (stopped()) break
      count.rows += 1
      const answer = readSignalRow(row, reading)
      if (answer.kind === 'refused') {
        await refuseRow(answer.problems)
        continue
      }
      count.unmarked += answer.unmarked
      const idempotencyKey = rowKey(options.organisation, answer.content, options.keySecret)
      // The same row twice in one batch: the sink would meet its own key, so it is counted here as already known.
      if (batch.has(idempotencyKey)) count.alreadyKnown += 1
      else batch.set(idempotencyKey, { ...answer.content, sourceRow: row.line, idempotencyKey })
      if (batch.size >= size) await flush()
    }
    if (stopped()) break
  }
  await flush()
  await Promise.all(underWay)
  return { ...count, problems, stopped: stopped() }
}

const noticesOf = (
  plan: ColumnPlan,
  looked: Looked,
  orders: ReadonlyMap<number, DateOrder>,
  options: ImportOptions,
): readonly ImportNotice[] => {
  const list = (headers: readonly string[]): string => headers.map(printableHeader).join(', ')
  const monthFirst = options.dateFormat ? [] : [...orders].filter(([, order]) => order === 'mdy')
  return [
    ...(plan.notTaken.length > 0
      ? [{ code: 'columns-not-taken', params: { columns: list(plan.notTaken) } } as const]
      : []),
    ...(plan.byLabel.length > 0
      ? [{ code: 'columns-by-label', params: { columns: list(plan.byLabel) } } as const]
      : []),
    ...(looked.unnamed > 0 ? [{ code: 'columns-without-name', params: { count: looked.unnamed } } as const] : []),
    ...(looked.hidden > 0 ? [{ code: 'rows-hidden', params: { count: looked.hidden } } as const] : []),
    ...monthFirst.map(([index]) => ({ code: 'date-order-found', params: { column: headerAt(plan, index) } }) as const),
  ]
}

const endNotices = (unmarked: number, stopped: boolean): readonly ImportNotice[] => [
  ...(unmarked > 0 ? [{ code: 'apostrophes-removed', params: { count: unmarked } } as const] : []),
  ...(stopped ? [{ code: 'import-stopped' } as const] : []),
]

/** Reads the file of `--map`: an object of field -> header, at most 100 kB. */
export const readMapping = async (path: string): Promise<Outcome<Readonly<Record<string, string>>, FileProblem>> => {
  try {
    if ((await stat(path)).size > 100_000) return refuse('map-unreadable')
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return refuse('map-unreadable')
    const pairs: [string, string][] = []
    for (const [field, header] of Object.entries(read)) {
      if (typeof header !== 'string') return refuse('map-unreadable')
      pairs.push([field, header])
    }
    // From entries, so that a field called __proto__ is only an unknown field.
    return accept(Object.fromEntries(pairs))
  } catch {
    return refuse('map-unreadable')
  }
}

export type ImportCommand = Omit<ImportOptions, 'mapping' | 'onProblem' | 'progress'> & {
  /** The file of `--map`. */
  readonly map?: string
  /** The file of `--problems`: every bad row with its place and reason, never its content. */
  readonly problems?: string
  readonly json?: boolean
  readonly language?: 'nl' | 'en'
  readonly out: (text: string) => void
  /** Progress and sentences that are not the result. */
  readonly err: (text: string) => void
}

/** 0 all taken, 1 stopped or fault, 2 the file or the use of the command is wrong, 3 some rows were refused. */
export type ExitCode = 0 | 1 | 2 | 3

const PRINTED_PROBLEMS = 20

/** The command as the CLI runs it. A fault of the sink is thrown on, for the CLI to log without personal data. */
export const importSignalsCommand = async (command: ImportCommand): Promise<ExitCode> => {
  const language = command.language ?? 'nl'
  const refused = (refusal: Problem): ExitCode => {
    const [nl, en] = [sentence(refusal, 'nl'), sentence(refusal, 'en')]
    if (command.json) command.out(`${JSON.stringify({ refused: { ...refusal, nl, en } })}\n`)
    command.err(`${nl} [${refusal.code}]\n${en}\n`)
    return 2
  }
  const mapping = command.map === undefined ? undefined : await readMapping(command.map)
  if (mapping && !mapping.ok) return refused(mapping.refusal)
  if (command.problems !== undefined && (await sameFile(command.problems, command.file)))
    return refused({ code: 'file-unreadable' })
  const report = lazyReport(command.problems, language)
  const answer = await importSignals({
    ...command,
    ...(mapping ? { mapping: mapping.value } : {}),
    progress: progressLine(command.err, language),
    onProblem: report.write,
  }).finally(report.close)
  if (!answer.ok) return refused(answer.refusal)
  if (command.json) command.out(`${JSON.stringify(inWords(answer.value))}\n`)
  else printSummary(answer.value, command, language)
  return answer.value.stopped ? 1 : answer.value.refused > 0 ? 3 : 0
}

/** The summary with each problem said in both languages. */
const inWords = (summary: ImportSummary) => ({
  ...summary,
  problems: summary.problems.map((each) => ({ ...each, nl: sentence(each, 'nl'), en: sentence(each, 'en') })),
})

/** The report may not be written over the list. */
const sameFile = async (one: string, other: string): Promise<boolean> => {
  const [a, b] = await Promise.all([one, other].map((path) => realpath(path).catch(() => undefined)))
  return a !== undefined && a === b
}

/** A report that is made with its first row, so that a clean import leaves no empty file. */
const lazyReport = (path: string | undefined, language: 'nl' | 'en') => {
  let writer: TableWriter | undefined
  return {
    write: async (problem: RowProblem): Promise<void> => {
      if (path === undefined) return
      writer ??= writeTable(
        path,
        language === 'nl' ? ['regel', 'kolom', 'code', 'reden'] : ['line', 'column', 'code', 'reason'],
      )
      await writer.write([
        problem.line,
        printableHeader(problem.column ?? ''),
        problem.code,
        sentence(problem, language),
      ])
    },
    close: async (): Promise<void> => writer?.close(),
  }
}

/** Goes to the error stream, so that it stands beside JSON without being in it. */
const progressLine = (err: (text: string) => void, language: 'nl' | 'en') => {
  let next = 0
  return (progress: ImportProgress): void => {
    if (progress.phase === 'look') next = 0
    if (progress.phase === 'look' || progress.rows < next) return
    next = progress.rows + 10_000
    const percent = Math.min(100, Math.round((100 * progress.bytes) / Math.max(1, progress.fileBytes)))
    err(
      language === 'nl'
        ? `${progress.rows} rijen gelezen (${percent}%)\n`
        : `${progress.rows} rows read (${percent}%)\n`,
    )
  }
}

const printSummary = (summary: ImportSummary, command: ImportCommand, language: 'nl' | 'en'): void => {
  const { rows, taken, alreadyKnown, refused, seconds } = summary
  const other = language === 'nl' ? 'en' : 'nl'
  const lines = [
    ...summary.notices.map((notice) => `${sentence(notice, language)} / ${sentence(notice, other)}`),
    ...summary.problems
      .slice(0, PRINTED_PROBLEMS)
      .map((problem) => `${problemLine(problem, language)} / ${sentence(problem, other)}`),
  ]
  const more = summary.problemCount - PRINTED_PROBLEMS
  if (more > 0) {
    lines.push(
      language === 'nl'
        ? `en nog ${more}; geef --problems BESTAND voor de hele lijst`
        : `and ${more} more; give --problems FILE for the whole list`,
    )
  }
  for (const line of lines) command.err(`${line}\n`)
  command.out(
    language === 'nl'
      ? `${rows} rijen: ${taken} opgenomen, ${alreadyKnown} al bekend, ${refused} geweigerd (${seconds.toFixed(1)} s)\n`
      : `${rows} rows: ${taken} taken, ${alreadyKnown} already known, ${refused} refused (${seconds.toFixed(1)} s)\n`,
  )
}

/** `regel 12, geboortedatum: die dag bestaat niet [date-no-such-day]` */
export const problemLine = (problem: RowProblem, language: 'nl' | 'en'): string => {
  const place = `${language === 'nl' ? 'regel' : 'line'} ${problem.line}`
  const column = problem.column === undefined ? '' : `, ${printableHeader(problem.column)}`
  return `${place}${column}: ${sentence(problem, language)} [${problem.code}]`
}
