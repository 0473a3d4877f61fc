/** Opens a file as a table, whatever it is called: delimited text, a sheet of a workbook, or the reason why it is neither. */
import { type FileHandle, open } from 'node:fs/promises'
import { accept, type Outcome } from '../kernel/index.ts'
import { contentKind } from './content-kind.ts'
import { readAt } from './file-bytes.store.ts'
import { printableHeader } from './headers.ts'
import type { FileProblem, NoticeCode, Problem } from './problems.ts'
import { openText } from './read-csv.store.ts'
import { openXlsx, type Piece } from './read-xlsx.store.ts'
import { TableRefused } from './refused.ts'
import { isBlankRow, TABLE_LIMITS, type TableLimits, type TableRow } from './table.ts'
import type { Sheet } from './workbook-parts.ts'

export type TableOptions = {
  readonly sheet?: string
  readonly limits?: TableLimits
  /** Says whether these first rows are a header that we know; picks the sheet when a workbook has several. */
  recognises(rows: readonly TableRow[]): boolean
}

export type OpenTable = {
  readonly format: 'csv' | 'xlsx'
  readonly sheet?: string
  /** The first two rows that are not blank: the header, or a hidden row of names and the header. */
  readonly head: readonly TableRow[]
  readonly notices: readonly (Problem & { readonly code: NoticeCode })[]
  /** Of the file; of a workbook it is packed, while pieces count unpacked bytes. */
  readonly fileBytes: number
  /** All rows from the start, blank ones too; may be asked for more than once. */
  pieces(): AsyncGenerator<Piece>
  close(): Promise<void>
}

/** The open table, or why it is none. Whoever gets a table closes it. */
export const openTable = async (path: string, options: TableOptions): Promise<Outcome<OpenTable, FileProblem>> => {
  const file = await openFile(path)
  if (!(file instanceof TableRefused)) {
    try {
      return accept(await openHandle(file, options))
    } catch (error) {
      await file.close()
      if (error instanceof TableRefused) return { ok: false, refusal: error.refusal }
      throw error
    }
  }
  return { ok: false, refusal: file.refusal }
}

const openFile = async (path: string): Promise<FileHandle | TableRefused> => {
  try {
    return await open(path, 'r')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return new TableRefused(missing ? 'file-not-found' : 'file-unreadable')
  }
}

const openHandle = async (file: FileHandle, options: TableOptions): Promise<OpenTable> => {
  const limits = options.limits ?? TABLE_LIMITS
  const about = await file.stat()
  if (!about.isFile()) throw new TableRefused('file-unreadable')
  if (about.size > limits.fileBytes)
    throw new TableRefused('file-too-large', { max: Math.floor(limits.fileBytes / 1_000_000) })
  const head = await readAt(file, 0, 65_536)
  const content = contentKind(head)
  if (content.kind === 'refused') throw await refusedContent(file, content, about.size)
  const table = { fileBytes: about.size, close: () => file.close() }
  if (content.kind === 'zip') return { ...table, ...(await chooseSheet(file, about.size, options, limits)) }
  const text = await openText(file, content.encoding, content.bomBytes, limits)
  const notices = text.encoding === 'windows-1252' ? [{ code: 'encoding-windows-1252' } as const] : []
  return { ...table, format: 'csv', head: await headOf(text.pieces()), notices, pieces: text.pieces }
}

/** Old Excel files and locked new ones share a wrapper (OLE); the name of the locked stream tells them apart. */
const refusedContent = async (
  file: FileHandle,
  content: { readonly code: FileProblem; readonly what: string },
  size: number,
): Promise<TableRefused> => {
  if (content.what !== 'OLE') return new TableRefused(content.code, { what: content.what })
  const ends = [await readAt(file, 0, 1_000_000), await readAt(file, Math.max(0, size - 1_000_000), 1_000_000)]
  const locked = Buffer.from('EncryptedPackage', 'utf16le')
  return new TableRefused(
    ends.some((bytes) => Buffer.from(bytes).includes(locked)) ? 'workbook-encrypted' : 'workbook-old-format',
  )
}

type SheetChoice = Pick<OpenTable, 'format' | 'sheet' | 'head' | 'notices' | 'pieces'>

const chooseSheet = async (
  file: FileHandle,
  size: number,
  options: TableOptions,
  limits: TableLimits,
): Promise<SheetChoice> => {
  const book = await openXlsx(file, size, limits)
  const choice = (sheet: Sheet, head: readonly TableRow[]): SheetChoice => ({
    format: 'xlsx',
    sheet: sheet.name,
    head,
    notices: [],
    pieces: () => book.rows(sheet),
  })
  const sheets = book.sheets.map((sheet) => printableHeader(sheet.name)).join(', ')
  if (options.sheet !== undefined) {
    const asked = book.sheets.find((sheet) => sheet.name === options.sheet)
    if (!asked) throw new TableRefused('sheet-not-found', { sheet: printableHeader(options.sheet), sheets })
    return choice(asked, await headOf(book.rows(asked)))
  }
  const visible = book.sheets.filter((sheet) => !sheet.hidden)
  const [only] = visible
  if (only && visible.length === 1) return choice(only, await headOf(book.rows(only)))
  const known: SheetChoice[] = []
  for (const sheet of visible) {
    const head = await headOf(book.rows(sheet))
    if (options.recognises(head)) known.push(choice(sheet, head))
  }
  const [found] = known
  if (!found || known.length > 1) throw new TableRefused('sheet-not-chosen', { sheets })
  return found
}

const headOf = async (pieces: AsyncGenerator<Piece>): Promise<readonly TableRow[]> => {
  const head: TableRow[] = []
  for await (const piece of pieces) {
    head.push(...piece.rows.filter((row) => !isBlankRow(row)).slice(0, 2 - head.length))
    if (head.length >= 2) break
  }
  return head
}
