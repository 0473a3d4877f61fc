import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvReader, detectShape } from './csv-rows.ts'
import { TABLE_LIMITS, type TableRow } from './table.ts'

const read = (text: string, piece = text.length || 1): readonly TableRow[] => {
  const reader = csvReader(detectShape(text, TABLE_LIMITS), TABLE_LIMITS)
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += piece) rows.push(...reader.push(text.slice(at, at + piece)))
  return [...rows, ...reader.end()]
}
const cells = (text: string) => read(text).map((row) => row.cells)

test('delimiter, quotes, line ends and a first line sep= are read as spreadsheets write them', () => {
  expect(cells('a;b\r\n"x;""y""\nz";2\r\n')).toEqual([
    ['a', 'b'],
    ['x;"y"\nz', '2'],
  ])
  expect(cells('a\tb\n1\t')).toEqual([
    ['a', 'b'],
    ['1', ''],
  ])
  expect(cells('a|b\r1|2\r')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(detectShape('sep=|\na|b', TABLE_LIMITS)).toMatchObject({ delimiter: '|', skipLine: true })
  expect(cells('a,b\n5" buis,x')).toEqual([
    ['a', 'b'],
    ['5" buis', 'x'],
  ])
})

test('a row keeps the line it starts on, also after a cell of several lines', () => {
  expect(read('a,b\n1,"x\n\ny"\n2,3').map((row) => row.line)).toEqual([1, 2, 5])
})

test('a broken quote costs one line and says which; the next line is read', () => {
  const rows = read('a;b\n"x;y\n1;2\n"q"z;1\n3;4\n')
  expect(rows.map((row) => row.refused ?? row.cells.join(';'))).toEqual([
    'a;b',
    'text-after-quote',
    '1;2',
    'text-after-quote',
    '3;4',
  ])
  expect(read('a;b\n1;"x\n2;3\n').map((row) => row.refused ?? row.line)).toEqual([1, 'quote-not-closed', 3])
})

test('a cell past the limit is refused by itself, a row past the limit as a row', () => {
  const long = 'x'.repeat(TABLE_LIMITS.cell + 1)
  expect(read(`a,b\n${long},1`)[1]?.cells).toEqual([{ kind: 'refused', code: 'cell-too-long' }, '1'])
  expect(read(`a,b\n${'1,'.repeat(700)}1\n2,3`).map((row) => row.refused ?? row.line)).toEqual([1, 'row-too-long', 3])
})

test('P1 the pieces in which a file arrives make no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r', 'é', ' '), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (input, piece) => {
      expect(read(input, piece)).toEqual(read(input))
    }),
    { numRuns: 500 },
  )
})

test('a line end of two characters may be cut in two by the pieces', () => {
  const text = 'a;b\r\n1;"x"\r\n2;3\r\n'
  for (let piece = 1; piece < text.length; piece += 1) expect(read(text, piece), String(piece)).toEqual(read(text))
})

test('well-formed files are read exactly as a second reader (csv-parse) reads them', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'ß', "'"), maxLength: 8 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      (table, end) => {
        const text = [
          'k,l,m',
          ...table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
        ].join(end)
        const reader = csvReader({ delimiter: ',', newline: '\n' }, TABLE_LIMITS)
        expect([...reader.push(text), ...reader.end()].map((row) => row.cells)).toEqual(
          parse(text, { recordDelimiter: end }),
        )
      },
    ),
  )
})

const SPECTRUM = new URL('../../../shared/data/hostile/csv-spectrum/', import.meta.url)
test.skipIf(!existsSync(SPECTRUM))(
  'the shared torture files give the rows they should (skipped without that collection)',
  () => {
    for (const name of readdirSync(new URL('csvs/', SPECTRUM))) {
      const [header, ...rows] = cells(readFileSync(new URL(`csvs/${name}`, SPECTRUM), 'utf8'))
      const found = rows.map((row) => Object.fromEntries((header ?? []).map((key, at) => [key, row[at]])))
      const wanted: unknown = JSON.parse(
        readFileSync(new URL(`json/${name.replace('.csv', '.json')}`, SPECTRUM), 'utf8'),
      )
      // One of the wanted answers is of another row than its table has; its columns are what can be compared.
      if (name === 'location_coordinates.csv')
        expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(wanted as object))
      else expect(found, name).toEqual(wanted)
    }
  },
)
