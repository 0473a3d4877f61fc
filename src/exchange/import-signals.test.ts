import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CLOCK,
  craftedZip,
  HTCDS_ROW,
  htcdsWorkbook,
  ORGANISATION,
  optionsFor,
  rememberingSink,
  withFile,
} from './fixtures.test-data.ts'
import {
  type ImportOptions,
  type ImportSummary,
  importSignals,
  importSignalsCommand,
} from './import-signals.command.ts'
import { FILE_PROBLEMS, NOTICES, ROW_PROBLEMS, sentence } from './problems.ts'
import { TABLE_LIMITS } from './table.ts'

const imported = (bytes: string | Uint8Array, more: Partial<ImportOptions> = {}) =>
  withFile(bytes, async (file) => {
    const { sink, kept } = rememberingSink()
    const answer = await importSignals({ ...optionsFor(file, sink), ...more })
    return { answer, signals: [...kept.values()], keys: [...kept.keys()].sort() }
  })

const good = async (bytes: string | Uint8Array, more: Partial<ImportOptions> = {}) => {
  const { answer, ...rest } = await imported(bytes, more)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return { summary: answer.value, ...rest }
}
const codeOf = async (bytes: string | Uint8Array, more: Partial<ImportOptions> = {}) => {
  const { answer } = await imported(bytes, more)
  return answer.ok ? 'taken' : answer.refusal.code
}
const problemsOf = (summary: ImportSummary) => summary.problems.map(({ line, column, code }) => [line, column, code])

test('a plain Dutch list becomes signals; the surname keeps its particle', async () => {
  const { signals, summary } = await good(
    'Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;Geslacht;Nationaliteit;Mobiel;Uitbuiting;Toelichting;Schoenmaat\r\n' +
      'Ana;van \'t;Voorbeeld;21-03-1994;vrouw;ROU;\'+31 6 00 0000;arbeidsuitbuiting;"kookt; slaapt\r\nboven de zaak";38\r\n',
  )
  expect(signals).toMatchObject([
    {
      sourceRow: 2,
      person: {
        given: 'Ana',
        surname: "van 't Voorbeeld",
        birthDate: { year: 1994, month: 3, day: 21 },
        sex: 'female',
        nationality: 'ROU',
        phone: '+31 6 00 0000',
      },
      exploitation: 'labour',
      freeText: 'kookt; slaapt\r\nboven de zaak',
    },
  ])
  expect(summary.notices.map((notice) => notice.code)).toEqual(['columns-not-taken', 'apostrophes-removed'])
})

test('a bad row is named by line, column and reason, never by value; the good ones go in', async () => {
  const { summary, signals } = await good(
    'naam;geboortedatum;geslacht\nAna Een;30-02-1990;vrouw\nAna Twee;21-02-1990;man\nAna\u202eDrie;2030-01-01;ja\nAna\n;;vrouw\n',
  )
  expect(problemsOf(summary)).toEqual([
    [2, 'geboortedatum', 'date-no-such-day'],
    [4, 'naam', 'text-direction-override'],
    [4, 'geboortedatum', 'date-in-future'],
    [4, 'geslacht', 'code-unknown'],
    [5, undefined, 'row-ragged'],
    [6, undefined, 'row-says-nothing'],
  ])
  expect(signals).toHaveLength(1)
  expect(JSON.stringify(summary)).not.toMatch(/Ana|1990|vrouw/)
})

test('the official HTCDS workbook is read with all its defects', async () => {
  const { signals, summary } = await good(await htcdsWorkbook([HTCDS_ROW, [2], [3]]))
  expect(signals).toMatchObject([
    {
      sourceRow: 3,
      happened: { year: 2026, month: 10, day: 31 },
      person: {
        given: 'Ana',
        surname: 'Voorbeeldescu',
        birthDate: { year: 1994, month: 3, day: 2 },
        sex: 'transgender-female',
        nationality: 'ROU',
        otherNationalities: ['BGR'],
        occupation: 'kok',
        street: 'Voorbeeldstraat 1',
        town: 'Teststad',
        postcode: '0000 AA',
        country: 'NLD',
      },
      exploitation: 'labour',
      furtherExploitation: ['sexual'],
      means: ['debt-bondage', 'withholds-documents'],
    },
  ])
  expect(summary.rows).toBe(1)
  expect(summary.notices.find((notice) => notice.code === 'columns-by-label')?.params?.columns).toBe(
    'Mailing Street, Mailing City, Mailing Zip/Postal Code, Mailing Country',
  )
})

test('formulas, error values and merged rows of a workbook are refused at their place', async () => {
  const row = (name: unknown) => [1, 'x', name, 'Voorbeeld']
  const bytes = await htcdsWorkbook(
    [row({ formula: '1+1', result: 'Ana' }), row({ error: '#N/A' }), row('Ana'), row('Bo')],
    (sheet) => sheet.mergeCells('C5:D5'),
  )
  expect(problemsOf((await good(bytes)).summary)).toEqual([
    [3, 'First Name', 'cell-is-formula'],
    [4, 'First Name', 'cell-is-error'],
    [5, undefined, 'cells-merged'],
  ])
})

test('a date of a workbook is the day on the sheet in every time zone', async () => {
  const zone = process.env.TZ
  const bytes = await htcdsWorkbook([HTCDS_ROW])
  for (const place of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Amsterdam']) {
    process.env.TZ = place
    expect((await good(bytes)).signals[0]?.person.birthDate).toEqual({ year: 1994, month: 3, day: 2 })
  }
  process.env.TZ = zone ?? ''
})

test('with several sheets the one with a known header is read, or the user is asked', async () => {
  const bytes = await htcdsWorkbook([HTCDS_ROW], (_, book) => book.addWorksheet('about').addRow(['niets']))
  expect((await good(bytes)).summary.taken).toBe(1)
  const twice = await htcdsWorkbook([HTCDS_ROW], (_, book) => book.addWorksheet('kopie').addRow(['naam']))
  expect(await codeOf(twice)).toBe('sheet-not-chosen')
  expect((await good(twice, { sheet: 'Case Sheet' })).summary.taken).toBe(1)
  expect(await codeOf(twice, { sheet: 'weg' })).toBe('sheet-not-found')
})

test('what is no table is refused by its content, whatever it is called [V5.2.2]', async () => {
  expect(await codeOf('')).toBe('file-empty')
  expect(await codeOf('<html><body>naam</body></html>')).toBe('file-is-markup')
  expect(await codeOf('\ufeff  <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>')).toBe(
    'file-is-markup',
  )
  expect(await codeOf('<svg onload="x()"/>')).toBe('file-is-markup')
  expect(await codeOf('{"naam": 1}')).toBe('file-is-json')
  expect(await codeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('file-not-a-table')
  expect(await codeOf('naam\0;x')).toBe('file-not-a-table')
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  expect(await codeOf(ole)).toBe('workbook-old-format')
  expect(await codeOf(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('workbook-encrypted')
})

test('a zip is judged by its directory before anything is unpacked, and may not unpack to more than that says [V5.2.3]', async () => {
  expect(await codeOf(craftedZip({ name: '../weg.txt' }))).toBe('zip-path-escapes')
  expect(await codeOf(craftedZip({ name: 'a', unpacked: 4_000_000_000 }))).toBe('zip-too-large')
  expect(await codeOf(craftedZip({ name: 'a', packed: 10_000, unpacked: 50_000_000 }))).toBe('zip-too-large')
  expect(await codeOf(craftedZip({ name: 'a', flags: 1 }))).toBe('zip-encrypted')
  expect(await codeOf(craftedZip({ name: 'a.txt' }))).toBe('workbook-not-xlsx')
  expect(await codeOf(craftedZip({ name: 'xl/vbaProject.bin' }))).toBe('workbook-has-macros')
  expect(await codeOf('PK\u0003\u0004 kapot')).toBe('zip-unreadable')
  const honest = Buffer.from(await htcdsWorkbook([HTCDS_ROW]))
  // The directory of the sheet says one byte: unpacking stops there.
  const lying = Buffer.from(honest)
  const entry = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46
  lying.writeUInt32LE(1, entry + 24)
  expect(await codeOf(honest)).toBe('taken')
  expect(await codeOf(lying)).toBe('zip-too-large')
})

test('encodings are settled for the whole file and a guess is said', async () => {
  const text = 'naam;datum\r\nZoë Müller;21-03-2024\r\n'
  const utf16 = (swap: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  const old = Buffer.from(text, 'latin1')
  const files = [text, `\ufeff${text}`, utf16(false), utf16(true), old]
  const read = await Promise.all(files.map((bytes) => good(bytes)))
  expect(new Set(read.map(({ keys }) => keys.join())).size).toBe(1)
  expect(read.map(({ summary }) => summary.notices.map((notice) => notice.code).join())).toEqual([
    '',
    '',
    '',
    '',
    'encoding-windows-1252',
  ])
  expect((await good(Buffer.from('naam\nO\x92Voorbeeld\n', 'latin1'))).signals[0]?.person.fullName).toBe(
    'O\u2019Voorbeeld',
  )
  expect(await codeOf(Buffer.concat([Buffer.from(text), old]))).toBe('encoding-mixed')
  expect(await codeOf(Buffer.concat([utf16(false), Buffer.from([0x00, 0xd8])]))).toBe('encoding-broken')
})

test('headers that can be read in two ways are asked back; a mapping answers', async () => {
  expect(await codeOf('naam;voornaam\nx;y')).toBe('column-ambiguous')
  expect(await codeOf('telefoon;mobiel\n1;2')).toBe('column-ambiguous')
  expect(await codeOf('a;b\n1;2')).toBe('header-not-recognised')
  expect(await codeOf('naam;naam\n1;2', { mapping: { fullName: 'naam' } })).toBe('column-twice')
  expect(await codeOf('naam;b\n1;2', { mapping: { fullName: 'weg' } })).toBe('map-column-missing')
  expect(await codeOf('naam;b\n1;2', { mapping: JSON.parse('{"__proto__": "naam"}') })).toBe('map-unknown-field')
  expect(
    (await good('naam;voornaam\nx;y', { mapping: { surname: 'NAAM', given: 'voornaam' } })).signals[0]?.person,
  ).toEqual({ surname: 'x', given: 'y' })
})

test('an unclear order of day and month changes nothing until the user tells it', async () => {
  const text = 'naam;geboortedatum\nAna;01-02-1990\n'
  expect(await codeOf(text)).toBe('date-order-unclear')
  expect((await good(text, { dateFormat: 'mdy' })).signals[0]?.person.birthDate).toEqual({
    year: 1990,
    month: 1,
    day: 2,
  })
  expect((await good(text, { dateFormat: 'dmy' })).signals[0]?.person.birthDate).toEqual({
    year: 1990,
    month: 2,
    day: 1,
  })
  expect(await codeOf('naam;datum\nA;21-02-2020\nB;02-21-2020')).toBe('date-order-mixed')
})

test('limits of the file refuse it before anything is taken [V5.2.1]', async () => {
  const limits = { ...TABLE_LIMITS, rows: 2, columns: 2, fileBytes: 60 }
  expect(await codeOf('naam\na\nb\nc', { limits })).toBe('file-too-many-rows')
  expect(await codeOf('naam,a,b\n1,2,3', { limits })).toBe('file-too-wide')
  expect(await codeOf(`naam\n${'x'.repeat(60)}`, { limits })).toBe('file-too-large')
})

// What can stand in a cell of free text without being refused or read as blank.
const word = fc
  .string({
    unit: fc.constantFrom('a', 'é', 'ش', '"', ',', ';', '\t', '|', '\n', "'", '=', '😀'),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => `x${text}`)

test('P1 a repeat gives the same keys, whatever the delimiter, encoding and order of the columns', async () => {
  const row = fc.record({
    naam: fc.stringMatching(/^[A-Z][a-zéü]{1,8}$/),
    plaats: fc.constantFrom('Teststad', 'Voorbeeldē'),
    omschrijving: word,
  })
  const orders: (readonly ('naam' | 'plaats' | 'omschrijving')[])[] = [
    ['naam', 'plaats', 'omschrijving'],
    ['omschrijving', 'naam', 'plaats'],
  ]
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      const seen = new Set<string>()
      for (const delimiter of [',', ';', '\t', '|'])
        for (const order of orders)
          for (const encoding of ['utf8', 'utf16le'] as const) {
            const text = [order, ...rows.map((one) => order.map((field) => quoted(one[field])))]
              .map((line) => line.join(delimiter))
              .join('\n')
            seen.add((await good(Buffer.from(`\ufeff${text}`, encoding))).keys.join())
          }
      expect(seen.size).toBe(1)
    }),
    { numRuns: 10 },
  )
})

test('P1 a second import changes nothing, also after a stop half-way; another organisation has other keys', async () => {
  const text = `naam\n${Array.from({ length: 2_500 }, (_, at) => `Ana ${at}`).join('\n')}\nAna 7\n`
  await withFile(text, async (file) => {
    const { sink, kept } = rememberingSink()
    const stop = new AbortController()
    const stopping: typeof sink = async (batch) => {
      stop.abort()
      return sink(batch)
    }
    const first = await importSignals({ ...optionsFor(file, stopping), signal: stop.signal })
    expect(first).toMatchObject({ value: { rows: 1_000, taken: 1_000, stopped: true } })
    expect(await importSignals(optionsFor(file, sink))).toMatchObject({
      value: { rows: 2_501, taken: 1_500, alreadyKnown: 1_001 },
    })
    expect(await importSignals(optionsFor(file, sink))).toMatchObject({
      value: { rows: 2_501, taken: 0, alreadyKnown: 2_501 },
    })
    expect(kept.size).toBe(2_500)
  })
  expect((await good('naam\nAna\nAna')).summary).toMatchObject({ rows: 2, taken: 1, alreadyKnown: 1 })
  const plain = (await good('naam\nAna')).keys
  expect((await good('naam\nAna', { keySecret: new Uint8Array(32) })).keys).not.toEqual(plain)
  expect((await good('naam;kenmerk\nAna;1\nAna;2')).keys).toHaveLength(2)
})

test('P2 every row is taken, known or named, never lost', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '"', ';', '1', '-', '\u202e', ' '), maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      const { summary } = await good(['naam;geboortedatum', ...lines].join('\n'), { dateFormat: 'dmy' })
      expect(summary.taken + summary.alreadyKnown + summary.refused).toBe(summary.rows)
      const named = new Set(summary.problems.map((problem) => problem.line))
      expect(named.size).toBe(summary.refused)
      // Without quotes each line with content is one row.
      const filled = lines.filter((text) => text.replaceAll(';', '').trim() !== '')
      if (!lines.some((text) => text.includes('"'))) expect(summary.rows).toBe(filled.length)
    }),
    { numRuns: 60 },
  )
})

test('P3 no bytes make it throw', async () => {
  const book = Buffer.from(await htcdsWorkbook([HTCDS_ROW]))
  const damaged = fc.tuple(fc.nat(book.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
    const bytes = Buffer.from(book)
    bytes[at] = byte
    return bytes
  })
  const cut = fc.nat(book.length).map((length) => book.subarray(0, length))
  const headed = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.concat([Buffer.from('naam;datum\n'), bytes]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), headed, cut, damaged), async (bytes) => {
      expect(typeof (await imported(bytes)).answer.ok).toBe('boolean')
    }),
    { numRuns: 150 },
  )
})

test('the command answers with its exit code and writes every bad row to the report', async () => {
  const run = (text: string, more: Partial<Parameters<typeof importSignalsCommand>[0]> = {}) =>
    withFile(text, async (file, folder) => {
      const said: string[] = []
      const say = (line: string) => void said.push(line)
      const report = `${folder}/p.csv`
      const { sink } = rememberingSink()
      const code = await importSignalsCommand({
        file,
        organisation: ORGANISATION,
        sink,
        clock: CLOCK,
        out: say,
        err: say,
        problems: report,
        ...more,
      })
      return {
        code,
        said: said.join(''),
        report: existsSync(report) ? await readFile(report, 'utf8') : '',
        list: await readFile(file, 'utf8'),
      }
    })
  expect(await run('naam\nAna\n')).toMatchObject({ code: 0, report: '' })
  const some = await run(`naam\n${'Ana\u200bBo\n'.repeat(30)}Ana\n`)
  expect(some.code).toBe(3)
  expect(some.said).toContain('regel 2, naam: er staat een onzichtbaar teken in')
  expect(some.said).toContain('en nog 10;')
  expect(some.report.trim().split('\r\n')).toHaveLength(31)
  expect(some.said + some.report).not.toContain('Ana')
  expect((await run('x\n1\n')).code).toBe(2)
  const [asJson, ...sentences] = (await run('x\n1\n', { json: true })).said.split('\n')
  expect(JSON.parse(asJson ?? '')).toMatchObject({ refused: { code: 'header-not-recognised' } })
  expect(sentences.filter((each) => each !== '')).toHaveLength(2)
  await expect(run('naam\nAna', { sink: () => Promise.reject(new Error('database')) })).rejects.toThrow('database')
})

test('every reason has a sentence in both languages', () => {
  for (const [code, text] of Object.entries({ ...FILE_PROBLEMS, ...ROW_PROBLEMS, ...NOTICES })) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
    expect(text.nl.length * text.en.length).toBeGreaterThan(0)
    expect(text.nl.match(/\{\w+\}/g)?.sort()).toEqual(text.en.match(/\{\w+\}/g)?.sort())
  }
  expect(sentence({ code: 'row-ragged', params: { found: 1, expected: 2 } }, 'nl')).toContain('1 cellen waar er 2')
})

const OWN = new URL('../../../shared/data/hostile/own/', import.meta.url)
test.skipIf(!existsSync(OWN))(
  'each shared hostile file is read or refused with a reason (skipped without that collection)',
  async () => {
    for (const name of readdirSync(OWN)) {
      const code = await codeOf(await readFile(new URL(name, OWN)))
      expect(code === 'taken' || Object.hasOwn(FILE_PROBLEMS, code), `${name}: ${code}`).toBe(true)
      expect(code === 'taken', name).toBe(name.endsWith('.csv'))
    }
  },
)
