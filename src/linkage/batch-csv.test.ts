import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachRecord, recordFinder } from './batch-csv.ts'

const cell = fc.string({ unit: fc.constantFrom(...'ab1 é;,"\n\r'), maxLength: 6 })
const written = (cells: readonly string[], delimiter: string, end: string): string =>
  cells
    .map((text) => (/[",;\n\r]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text))
    .join(delimiter) + end
const table = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r\n'))
  .chain(([width, delimiter, end]) =>
    fc
      .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })
      .map((rows) => ({ rows, delimiter, text: rows.map((row) => written(row, delimiter, end)).join('') })),
  )

test('cells are read as the library for delimited text reads them', () => {
  fc.assert(
    fc.property(table, ({ delimiter, text }) => {
      const read: string[][] = []
      eachRecord(text, delimiter, (cells) => read.push([...cells]))
      expect(read).toEqual(parse(text, { delimiter, skip_empty_lines: true }))
    }),
  )
})

test('wherever the bytes are cut, the chunks hold all records, each once and in order', () => {
  fc.assert(
    fc.property(
      table,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      ({ rows, delimiter, text }, piece, perChunk) => {
        const bytes = Buffer.from(text)
        const finder = recordFinder(perChunk)
        for (let at = 0; at < bytes.length; at += piece) finder.add(bytes.subarray(at, at + piece))
        const { header, chunks, records } = finder.end()
        const read: string[][] = []
        for (const { from, to } of [header, ...chunks])
          eachRecord(bytes.toString('utf8', from, to), delimiter, (cells) => read.push([...cells]))
        expect(read).toEqual(rows)
        expect(records).toBe(rows.length - 1)
        expect(chunks.map(({ first }) => first)).toEqual(chunks.map((_, i) => i * perChunk))
      },
    ),
  )
})
