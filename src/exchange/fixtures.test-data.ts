/** Invented lists for the tests of this slice: plain rows, an HTCDS workbook with its official defects, broken zips. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { asId, type OrganisationId } from '../kernel/index.ts'
import type { ImportOptions, SignalSink } from './import-signals.command.ts'
import type { ImportedSignal } from './signal-row.ts'

export const ORGANISATION = asId<OrganisationId>('00000000-0000-4000-8000-000000000001')
export const CLOCK = () => new Date('2026-11-23T12:00:00Z')

/** A sink that remembers, as the database does: a key it knows is already known. */
export const rememberingSink = (): { readonly sink: SignalSink; readonly kept: Map<string, ImportedSignal> } => {
  const kept = new Map<string, ImportedSignal>()
  const sink: SignalSink = async (batch) => {
    const fresh = batch.filter((signal) => !kept.has(signal.idempotencyKey))
    for (const signal of fresh) kept.set(signal.idempotencyKey, signal)
    return { taken: fresh.length, alreadyKnown: batch.length - fresh.length }
  }
  return { sink, kept }
}

export const optionsFor = (file: string, sink: SignalSink): ImportOptions => ({
  file,
  organisation: ORGANISATION,
  sink,
  clock: CLOCK,
})

/** Runs with a file of these bytes in a folder of its own. */
export const withFile = async <T>(
  bytes: string | Uint8Array,
  run: (path: string, folder: string) => Promise<T>,
  name = 'lijst.csv',
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-'))
  try {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return await run(path, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Name above label, in the order and with the defects of the official workbook (address names against labels, a missing g, an empty name). */
export const HTCDS_HEADERS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['cas_CaseOwner', 'Case Owner'],
  ['prs_First_Name', 'First Name'],
  ['prs_SecondName', 'Second Name '],
  ['prs_Birthdate', 'Birthdate'],
  ['prs_Gender', 'Gender\u00a0'],
  ['prs_Citizenship', 'Citizenship'],
  ['prs_Title', 'Second Name'],
  ['prs_MailingCity', 'Mailing Street'],
  ['prs_MailingCountry', 'Mailing City'],
  ['prs_MailingState', 'Mailing State/Province'],
  ['prs_MailingStreet', 'Mailing Zip/Postal Code'],
  ['prs_MailingPostalCode', 'Mailing Country'],
  ['vic_TraffickinStatusDecisionMakingOrg', 'Trafficking Status Decision Making Organization'],
  ['vic_Methods_of_Control', 'Methods of Control'],
  ['vic_TypeOfExploitation', 'Type of Exploitation'],
  ['cas_IncomingReferralDate', 'Incoming Referral Date'],
  ['', 'Reason for Outgoing Referral'],
]

export const HTCDS_ROW = [
  1,
  'X. Voorbeeld',
  'Ana',
  'Voorbeeldescu',
  new Date('1994-03-02T00:00:00Z'),
  'TransgenderFeminine',
  'ROU BGR',
  'kok',
  'Voorbeeldstraat 1',
  'Teststad',
  'Flevoland',
  '0000 AA',
  'NLD',
  'Police',
  'DebtBondage WithholdsDocuments',
  'Forced labour; Sexual exploitation',
  new Date('2026-10-31T00:00:00Z'),
  'Other',
]

export const htcdsWorkbook = async (
  rows: readonly (readonly unknown[])[],
  change?: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
) => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Case Sheet')
  sheet.addRow(HTCDS_HEADERS.map(([name]) => name || null))
  sheet.addRow(HTCDS_HEADERS.map(([, label]) => label || null))
  sheet.getRow(1).hidden = true
  for (const row of rows) sheet.addRow([...row])
  change?.(sheet, book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A zip of one stored entry whose directory says what we want it to say. */
export const craftedZip = (entry: { name: string; packed?: number; unpacked?: number; flags?: number }): Uint8Array => {
  const name = Buffer.from(entry.name)
  const body = Buffer.from('x')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(entry.flags ?? 0, 8)
  central.writeUInt32LE(entry.packed ?? 1, 20)
  central.writeUInt32LE(entry.unpacked ?? 1, 24)
  central.writeUInt16LE(name.length, 28)
  const start = local.length + name.length + body.length
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([local, name, body, central, name, end])
}
