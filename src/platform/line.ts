/**
 * The line to PostgreSQL under the query builder. Statements that are asked in the same turn of the event loop go over it together and are
 * answered together; what nobody waits for (`later`) goes with the next; a statement that comes again on a connection is not parsed and
 * planned again. A row policy makes planning dear, and each crossing costs both sides a waking: an act of thirty statements is
 * five crossings.
 */
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import pgUtils from 'pg/lib/utils.js'

type Answer = { readonly command: string | null; readonly rowCount: number | null; readonly rows: unknown[] }
type Statement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly settle?: { readonly resolve: (answer: Answer) => void; readonly reject: (fault: unknown) => void }
}

/** Longer texts are made for one list of values and hardly come again. */
const PREPARED_LENGTH_MAX = 4_000
const PREPARED_MAX = 150
/** A migration changed what a statement gives: whoever prepared it before cannot use it any more. */
export const STALE = '0A000'

/** A connection that sends what is asked in one turn together. */
export class Line implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #prepared = new PreparedNames()
  #waiting: Statement[] = []
  #isBusy = false
  #isScheduled = false
  #isSpent = false

  constructor(client: pg.PoolClient) {
    this.#client = client
    // A server that ends the connection between two statements (idle for too long, shut down) says so to nobody in particular, and what
    // nobody hears ends the process. Who asks next gets the fault.
    client.on('error', () => {
      this.#isSpent = true
    })
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { command, rowCount, rows } = await this.#ask(sql, parameters)
      // Safe: what the rows hold is what the builder, or whoever wrote the SQL, said of them.
      const result = { rows: rows as R[] }
      return command === null || command === 'SELECT' ? result : { ...result, numAffectedRows: BigInt(rowCount ?? 0) }
    } catch (fault) {
      throw withTrace(fault)
    }
  }

  /** Sends a statement with the next one that somebody waits for. When it fails, that one fails with its fault. */
  later({ sql, parameters }: CompiledQuery): void {
    this.#waiting.push({ text: sql, values: parameters })
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it; nobody reads row by row here.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are not streamed on this line')
  }

  async commit(): Promise<void> {
    // PostgreSQL answers ROLLBACK to a commit of a transaction in which something failed.
    const { command } = await this.#ask('commit', [])
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  begin(how: string): void {
    this.later(CompiledQuery.raw(how))
  }

  async rollback(): Promise<void> {
    const isBegun = !this.#waiting.some(({ text }) => text.startsWith('begin'))
    this.#waiting = []
    if (!isBegun) return
    try {
      await this.#ask('rollback', [])
    } catch (fault) {
      this.#isSpent = true
      throw fault
    }
  }

  release(): void {
    this.#client.release(this.#isSpent)
  }

  #ask(text: string, values: readonly unknown[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, values, settle: { resolve, reject } })
      if (this.#isScheduled || this.#isBusy) return
      this.#isScheduled = true
      // After everything that can be asked without waiting for an answer was asked.
      process.nextTick(() => this.#send())
    })
  }

  #send(): void {
    this.#isScheduled = false
    const statements = this.#waiting
    this.#waiting = []
    this.#isBusy = true
    this.#client.query(
      new Together(statements, this.#prepared, (fault) => {
        this.#isBusy = false
        if ((fault as { code?: string } | undefined)?.code === STALE) this.#isSpent = true
        if (this.#waiting.some(({ settle }) => settle)) this.#send()
      }),
    )
  }
}

/** What a statement is called on one connection, and how its rows are read once that is known. */
type Prepared = { readonly name: string; reads?: ReadRow }
type ReadRow = (fields: readonly (string | null)[]) => unknown

/** The names under which one connection knows texts; the one that was used longest ago goes first. */
class PreparedNames {
  readonly #names = new Map<string, Prepared>()
  #count = 0
  #toClose: string[] = []

  /** What a text is called, and whether the server must still be told what it stands for; undefined when it is not worth a name. */
  of(text: string): { readonly prepared: Prepared; readonly isNew: boolean } | undefined {
    if (text.length > PREPARED_LENGTH_MAX) return undefined
    const known = this.#names.get(text)
    const prepared = known ?? this.#newName()
    this.#names.delete(text)
    this.#names.set(text, prepared)
    return { prepared, isNew: known === undefined }
  }

  #newName(): Prepared {
    this.#count += 1
    return { name: `s${this.#count}` }
  }

  /** A text of which nobody can say whether the server knows it. */
  forget(text: string): void {
    const prepared = this.#names.get(text)
    if (prepared !== undefined && this.#names.delete(text)) this.#toClose.push(prepared.name)
  }

  /** Names that the server may forget, each given once. */
  takeClosed(): readonly string[] {
    for (const text of this.#names.keys()) {
      if (this.#names.size <= PREPARED_MAX) break
      this.forget(text)
    }
    const closed = this.#toClose
    this.#toClose = []
    return closed
  }
}

type Field = { readonly name: string; readonly dataTypeID: number; readonly format: 'text' | 'binary' }
/** What pg tells a query of the answers; it hands them to whatever was submitted. */
type Hears = pg.Submittable & {
  handleRowDescription(message: { readonly fields: readonly Field[] }): void
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void
  handleCommandComplete(message: { readonly text: string }): void
  handleEmptyQuery(): void
  handleReadyForQuery(): void
  handleError(fault: unknown): void
}
/** A statement under way: its rows so far, and who reads them. */
type Sent = {
  readonly prepared: Prepared | undefined
  readonly rows: unknown[]
  reads: ReadRow | undefined
  isUnread: boolean
}

/**
 * Several statements with one end: the first that fails stops those behind it, as in a transaction it would anyway. What the rows of
 * a statement look like is asked once for each connection: a statement of which that changes is refused by the server.
 */
class Together implements Hears {
  readonly #statements: readonly Statement[]
  readonly #prepared: PreparedNames
  readonly #done: (fault?: unknown) => void
  readonly #answers: (Answer | undefined)[] = []
  readonly #new: string[] = []
  readonly #sent: Sent[] = []
  #fault: { readonly is: unknown } | undefined

  constructor(statements: readonly Statement[], prepared: PreparedNames, done: (fault?: unknown) => void) {
    this.#statements = statements
    this.#prepared = prepared
    this.#done = done
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork()
    try {
      for (const name of this.#prepared.takeClosed()) connection.close({ type: 'S', name }, true)
      for (const each of this.#statements) this.#send(connection, each)
    } catch (fault) {
      // A value that cannot be written: what was sent before it is answered, what stands behind it is not sent.
      this.#fault = { is: fault }
    } finally {
      connection.sync()
      connection.stream.uncork()
    }
  }

  #send(connection: pg.Connection, { text, values }: Statement): void {
    const known = this.#prepared.of(text)
    const statement = known?.prepared.name ?? ''
    if (known?.isNew) this.#new.push(text)
    if (!known || known.isNew) connection.parse({ name: statement, text, types: [] }, true)
    connection.bind({ statement, values: values.map(toWire) }, true)
    const reads = known?.prepared.reads
    if (!reads) connection.describe({ type: 'P', name: '' }, true)
    connection.execute({}, true)
    this.#sent.push({ prepared: known?.prepared, rows: [], reads, isUnread: false })
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    if (this.#current) this.#current.reads = readerOf(fields)
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const current = this.#current
    if (!current?.reads) return
    try {
      current.rows.push(current.reads(fields))
    } catch (fault) {
      this.#fault ??= { is: fault }
      current.isUnread = true
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const current = this.#current
    if (!current) return
    if (current.prepared) current.prepared.reads ??= current.reads ?? readsNothing
    const [, command, first, second] = COMMAND.exec(text) ?? []
    const count = second ?? first
    const rowCount = count === undefined ? null : Number(count)
    this.#answers.push(current.isUnread ? undefined : { command: command ?? null, rowCount, rows: current.rows })
  }

  handleEmptyQuery(): void {
    this.#answers.push({ command: null, rowCount: null, rows: [] })
  }

  handleReadyForQuery(): void {
    this.#finish()
  }

  handleError(fault: unknown): void {
    this.#fault ??= { is: fault }
    this.#finish()
  }

  get #current(): Sent | undefined {
    return this.#sent[this.#answers.length]
  }

  #finish(): void {
    const fault = this.#fault
    // Of what was parsed in a round that failed nobody knows how far it came.
    if (fault) for (const text of this.#new) this.#prepared.forget(text)
    this.#done(fault?.is)
    for (const [place, { settle }] of this.#statements.entries()) {
      const answer = this.#answers[place]
      if (answer) settle?.resolve(answer)
      else settle?.reject(fault?.is ?? new Error('the database gave no answer'))
    }
  }
}

/** The end of a command: what it was, for an insert the number that PostgreSQL left there, and how many rows. */
const COMMAND = /^([A-Za-z]+)(?: (\d+))?(?: (\d+))?/
const readsNothing: ReadRow = () => ({})
// The driver's own way of writing a value.
const toWire = (value: unknown): string | Buffer | null => pgUtils.prepareValue(value)

const readerOf = (fields: readonly Field[]): ReadRow => {
  const columns = fields.map(({ name, dataTypeID, format }) => ({
    name,
    // Safe: a parser of the text form, which is the only form that is asked for.
    read: pg.types.getTypeParser(dataTypeID, format) as (text: string) => unknown,
  }))
  return (values) => {
    const row: Record<string, unknown> = {}
    for (const [place, { name, read }] of columns.entries()) {
      const value = values[place] ?? null
      row[name] = value === null ? null : read(value)
    }
    return row
  }
}

const traced = new WeakSet<object>()
// Says who asked: the stack of a fault of the driver leads to a socket. Once, also when several wait for one answer.
const withTrace = (fault: unknown): unknown => {
  if (!(fault instanceof Error) || traced.has(fault)) return fault
  traced.add(fault)
  fault.stack = `${fault.stack}\n${new Error('asked').stack?.split('\n').slice(1).join('\n')}`
  return fault
}

/** The line of a connection that the builder gives. */
export const asLine = (connection: DatabaseConnection): Line => {
  if (!(connection instanceof Line)) throw new Error('a connection of another driver')
  return connection
}

/** PostgreSQL over such lines, one for each connection of the pool. */
export const lineDialect = (pool: pg.Pool): Dialect => ({
  createDriver: () => lineDriver(pool),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

const lineDriver = (pool: pg.Pool): Driver => {
  const lines = new WeakMap<pg.PoolClient, Line>()
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const client = await pool.connect()
      const line = lines.get(client) ?? new Line(client)
      lines.set(client, line)
      return line
    },
    beginTransaction: async (connection, settings) => asLine(connection).begin(beginning(settings)),
    commitTransaction: (connection) => asLine(connection).commit(),
    rollbackTransaction: (connection) => asLine(connection).rollback(),
    releaseConnection: async (connection) => asLine(connection).release(),
    destroy: () => pool.end(),
  }
}

const beginning = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  ['begin', ...(isolationLevel ? [`isolation level ${isolationLevel}`] : []), ...(accessMode ? [accessMode] : [])].join(
    ' ',
  )
