import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, csvSafe, fromCsvSafe, LINE, NAME, NOTE, printable, type TextRefusal } from './text.ts'

const kept = (text: string, limits = NAME) =>
  expect(cleanText(text, limits), JSON.stringify(text)).toEqual({ ok: true, value: text.normalize('NFC') })
const refusedFor = (text: unknown, code: TextRefusal, limits = NAME) =>
  expect(cleanText(text, limits), JSON.stringify(text)).toMatchObject({ ok: false, refusal: { code } })

test('names are kept as people write them: apostrophes, marks, any script, blanks at the ends', () => {
  for (const name of [
    "'t Zand",
    "D'Ana-Øst",
    'محمد بن علي',
    '李小明',
    'Ngọc',
    'Zo\u0308e',
    'ᬅ',
    ' Kees ',
    'Jo\u00a0An',
    '-',
    'null',
    '👩‍👩‍👧 Ana',
  ])
    kept(name)
})

test('a joiner stays where a script needs it and is refused where it only hides', () => {
  kept('نمی\u200cخواهم')
  kept('क्\u200dष')
  for (const hidden of [
    'K\u200dees',
    'K\u200bees',
    'Ke\u00ades',
    'Kees\ufeff',
    'K\u2060ees',
    'Kees\u{e0041}',
    'K\u3164ees',
  ])
    refusedFor(hidden, 'text-invisible-character')
  kept('K\u200bees', NOTE)
})

test('text that turns the reading direction is refused everywhere', () => {
  for (const sign of ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])
    for (const limits of [NAME, LINE, NOTE]) refusedFor(`a${sign}b`, 'text-direction-override', limits)
})

test('control characters and line ends are refused in one line; a note keeps all but NUL', () => {
  for (const code of [1, 8, 11, 27, 31, 127, 0x90])
    refusedFor(`a${String.fromCharCode(code)}b`, 'text-control-character')
  for (const end of ['\n', '\r', '\t', '\u0085', '\u2028']) refusedFor(`a${end}b`, 'text-line-break')
  kept('een\r\ntwee\tdrie\u001b[31m', NOTE)
  for (const limits of [NAME, NOTE]) refusedFor('a\0b', 'text-control-character', limits)
})

test('damaged and foreign values are refused, not repaired', () => {
  for (const broken of ['\ud800', 'a\udc00b', '\ufffd', '\uffff', '\u{1fffe}']) refusedFor(broken, 'text-broken', NOTE)
  for (const value of [null, undefined, 7, ['a'], { $ne: null }]) refusedFor(value, 'text-not-text')
  refusedFor('x'.repeat(201), 'text-too-long')
  refusedFor('é'.repeat(201), 'text-too-long')
  refusedFor('x'.repeat(50_000_000), 'text-too-long', NOTE)
  kept('𝒳'.repeat(200))
})

test('text is kept the same after NFC or refused, whatever comes in', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.anything())
  fc.assert(
    fc.property(anything, fc.constantFrom(NAME, LINE, NOTE), (input, limits) => {
      const answer = cleanText(input, limits)
      if (answer.ok) expect(answer.value).toBe(String(input).normalize('NFC'))
      if (answer.ok) expect(cleanText(answer.value, limits)).toEqual(answer)
    }),
    { numRuns: 500 },
  )
})

test('no cell of an export runs, and every text comes back from its export as it was', () => {
  for (const formula of ['=1+1', '+31', '-1', '@SUM(1)', '\t=1', '\r=1', '  =1', '＝1', ';=1', '"=1"', "'=1", '\n'])
    expect(csvSafe(formula)).toBe(`'${formula}`)
  for (const plain of ["'t Zand", 'a=b', '1-2', '', '%3D1']) expect(csvSafe(plain)).toBe(plain)
  for (const text of ["''\tx", "'\r", "''=", "'' ="]) expect(fromCsvSafe(csvSafe(text))).toBe(text)
  const nasty = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', ' ', ';', '"', 'a', '＝') })
  fc.assert(
    fc.property(nasty, (text) => {
      expect(fromCsvSafe(csvSafe(text))).toBe(text)
    }),
  )
})

test('a long row of apostrophes is judged at once [V15.2.2]', () => {
  const started = performance.now()
  csvSafe(`${"'".repeat(200_000)}x`)
  fromCsvSafe(`${"'".repeat(200_000)}x`)
  expect(performance.now() - started).toBeLessThan(500)
})

test('what is printed in a log stays on one line and shows what was hidden [V16.4.1]', () => {
  expect(printable('a\n\u001b[31m\u202eb\u200b')).toBe('a\\u{a}\\u{1b}[31m\\u{202e}b\\u{200b}')
})

const SHARED = new URL('../../../shared/data/hostile/own/inputs.json', import.meta.url)
type Hostile = { readonly id: string; readonly class: string; readonly input: unknown; readonly expect: string }

test.skipIf(!existsSync(SHARED))(
  'the shared hostile inputs are kept or refused as they ask (skipped without that collection)',
  () => {
    const read: unknown = JSON.parse(readFileSync(SHARED, 'utf8'))
    // Safe: the collection is a list of such records; a wrong one fails the expectations below.
    const inputs = read as readonly Hostile[]
    for (const { id, class: kind, input, expect: wish } of inputs) {
      const answer = cleanText(input, kind === 'vrije-tekst' ? NOTE : NAME)
      if (answer.ok) expect(answer.value, id).toBe(String(input).normalize('NFC'))
      if (kind === 'vrije-tekst')
        expect(answer.ok || (typeof input === 'string' && input.length > NOTE.max), id).toBe(true)
      if (kind === 'csv-formule' && typeof input === 'string') expect(fromCsvSafe(csvSafe(input)), id).toBe(input)
      if (kind === 'unicode-paar' && Array.isArray(input)) {
        const [one, other] = input.map((text) => cleanText(text, NAME))
        if (wish.startsWith('zelfde')) expect(one, id).toEqual(other)
        if (wish.startsWith('verschillend')) expect(one, id).not.toEqual(other)
      }
    }
  },
)
