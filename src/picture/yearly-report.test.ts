import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REPORT_WORDS } from '../words/yearly-report.ts'
import { keptReports } from './kept-report.ts'
import type { SafeTable } from './release.ts'
import { aRelease, COUNTRY, testSigner } from './signed-release.fixture.ts'
import type { SignedRelease } from './signed-release.ts'
import { drawReport } from './yearly-report.page.ts'
import { layReport, type Report } from './yearly-report.ts'

const asked = {
  year: 2026,
  language: 'nl',
  verifierKey: testSigner.verifierKey,
  publisher: { address: 'https://samenhang.example', demonstration: true },
} as const
const laid = (releases: readonly SignedRelease[], change: Partial<Parameters<typeof layReport>[1]> = {}): Report => {
  const report = layReport(releases, { ...asked, ...change })
  if (!report.ok) throw new Error(report.refusal.code)
  return report.value
}
const textOf = (report: Report): string => JSON.stringify(report)

test('a year of which nothing stands is refused in words, also when another year stands', () => {
  const refusal = { ok: false, refusal: { code: 'no-release-of-year', params: { year: 2026 } } }
  expect(layReport([], asked)).toEqual(refusal)
  expect(layReport([aRelease({ year: 2025 })], asked)).toEqual(refusal)
})

test('only sets of the year are in it, the newest in full and the others by name', () => {
  const older = aRelease({ id: '0b4f5c11-7f2e-4a51-8b10-000000000002', releasedAt: '2026-07-01T09:00:00Z' })
  const other = aRelease({ id: '0b4f5c11-7f2e-4a51-8b10-000000000003', year: 2025 })
  const report = laid([older, other, aRelease({ numbers: COUNTRY })])
  expect(textOf(report)).toContain(aRelease({ numbers: COUNTRY }).digest)
  expect(textOf(report)).toContain(older.digest)
  expect(textOf(report)).not.toContain(other.digest)
  const whole = report.blocks.flatMap((block) => (block.kind === 'table' && block.rows.length === 27 ? [block] : []))
  expect(whole.map(({ rows }) => rows[3])).toEqual([
    ['IJsselland', '5'],
    ['IJsselland', ...Array.from({ length: 6 }, () => 'niet getoond'), '5'],
  ])
})

test('what is withheld is a word and no bar, and the report says of which regions and why', () => {
  const report = laid([aRelease({ numbers: { ...COUNTRY, regionTotals: COUNTRY.regionTotals.map(() => null) } })])
  const figure = report.blocks.filter((block) => block.kind === 'bars').at(-1)
  expect(figure?.bars.every(({ value, says }) => value === null && says === 'niet getoond')).toBe(true)
  for (const part of ['Een regio met minder dan 10 personen', 'Kennemerland', '0 betekent: niemand, of minder dan 5'])
    expect(textOf(report)).toContain(part)
})

test('a year that was not over says so, and numbers that were rounded are called about', () => {
  expect(textOf(laid([aRelease({ releasedAt: '2026-11-30T09:00:00Z' })]))).toContain('nog niet voorbij')
  expect(textOf(laid([aRelease()]))).toContain('ongeveer 15 personen')
  expect(textOf(laid([aRelease({ method: 'suppress' })]))).not.toContain('ongeveer 15')
})

test('Dutch and English have the same blocks, number for number', () => {
  const [nl, en] = (['nl', 'en'] as const).map((language) => laid([aRelease({ numbers: COUNTRY })], { language }))
  expect(nl?.blocks.map(({ kind }) => kind)).toEqual(en?.blocks.map(({ kind }) => kind))
  expect(textOf(en ?? laid([]))).not.toMatch(/niet getoond|Noemer|Bron:/)
})

test('a table with twenty forms is laid in parts that fit, and no number is lost', () => {
  const forms = Array.from({ length: 20 }, (_, at) => `form-${at}`)
  const numbers: SafeTable = {
    ...{ regions: ['VR01'], forms, cells: [forms.map((_, at) => at * 5)] },
    ...{ regionTotals: [950], formTotals: forms.map((_, at) => at * 5), total: 950 },
  }
  const tables = laid([aRelease({ numbers })]).blocks.filter(
    (block) => block.kind === 'table' && block.caption.startsWith('Personen naar regio en vorm'),
  )
  expect(tables).toHaveLength(3)
  const numbersShown = tables.flatMap((block) => (block.kind === 'table' ? (block.rows[0]?.slice(1) ?? []) : []))
  expect(numbersShown).toEqual([...forms.map((_, at) => String(at * 5)), '950'])
})

/** What stands in the file, with every stream unpacked. */
const plainOf = (bytes: Buffer): string => {
  const text = bytes.toString('latin1')
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((found) => {
    try {
      return inflateSync(Buffer.from(found[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [text, ...streams].join('\n')
}
/** A text as a PDF writes it: two bytes a sign. */
const written = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.replaceAll(/[\\()]/g, '\\$&')
    : `\u00fe\u00ff${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`.replaceAll(/[\\()]/g, '\\$&')
/** Asked with a yes or no: nobody reads a whole file in a report of a test. */
const has = (file: string, part: string): boolean => file.includes(part)
const count = (file: string, pattern: RegExp): number => file.match(pattern)?.length ?? 0

test.each(['nl', 'en'] as const)(
  'the report in %s is a PDF that says what it is for who cannot see it',
  async (language) => {
    const report = laid([aRelease({ numbers: COUNTRY })], { language })
    const file = plainOf(await drawReport(report))
    expect(file.slice(0, 8)).toBe('%PDF-1.7')
    for (const part of [
      `/Lang (${language})`,
      '/Marked true',
      '/DisplayDocTitle true',
      '/Type /StructTreeRoot',
      'pdfuaid:part',
    ])
      expect(has(file, part), part).toBe(true)
    expect(has(file, `obj\n(${written(report.title)})`)).toBe(true)
    // Headings: one title, one for each part with the contents, those below them.
    const levels = report.blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
    expect(count(file, /\/S \/H1\b/g)).toBe(1)
    expect(count(file, /\/S \/H2\b/g)).toBe(levels.filter((level) => level === 2).length + 1)
    expect(count(file, /\/S \/H3\b/g)).toBe(levels.filter((level) => level === 3).length)
    // Contents lead somewhere, each with its text for who does not see it.
    const parts = levels.filter((level) => level === 2).length
    for (const tag of ['TOCI', 'Link']) expect(count(file, new RegExp(`/S /${tag}\\b`, 'g'))).toBe(parts)
    expect(count(file, /\/S \/GoTo\b/g)).toBe(parts)
    expect(count(file, /\/Outlines/g)).toBeGreaterThan(0)
    // Tables: each with its name, cells that name columns and rows, and as many rows as it has.
    const tables = report.blocks.filter((block) => block.kind === 'table')
    for (const tag of ['Table', 'Caption', 'THead', 'TBody'])
      expect(count(file, new RegExp(`/S /${tag}\\b`, 'g'))).toBe(tables.length)
    expect(count(file, /\/S \/TR\b/g)).toBe(tables.reduce((sum, { rows }) => sum + rows.length + 1, 0))
    expect(count(file, /\/Scope \/Column/g)).toBe(tables.reduce((sum, { head }) => sum + head.length, 0))
    expect(count(file, /\/Scope \/Row/g)).toBe(tables.reduce((sum, { rows }) => sum + rows.length, 0))
    // Figures say what they show.
    const figures = report.blocks.filter((block) => block.kind === 'bars')
    expect(count(file, /\/S \/Figure\b/g)).toBe(figures.length)
    for (const { alt } of figures) expect(has(file, `/Alt (${written(alt)})`), alt).toBe(true)
    // The fonts are inside.
    expect(file).toMatch(/\/FontFile2/)
    expect(file).not.toMatch(/\/BaseFont \/(?:Helvetica|Times|Courier)/)
    expect(file).not.toMatch(/pdfkit/i)
  },
)

test('P20 the same releases give the same bytes, in whatever order they come', async () => {
  const older = aRelease({ id: '0b4f5c11-7f2e-4a51-8b10-000000000002', releasedAt: '2026-07-01T09:00:00Z' })
  const newest = aRelease({ numbers: COUNTRY })
  const one = await drawReport(laid([older, newest]))
  expect(one.equals(await drawReport(laid([newest, older])))).toBe(true)
  fc.assert(
    fc.property(fc.shuffledSubarray([older, newest, aRelease({ year: 2025 })], { minLength: 3 }), (releases) => {
      expect(textOf(laid(releases))).toBe(textOf(laid([older, newest])))
    }),
  )
})

test('a report is drawn once however many ask, anew when a release came, and a fault is not kept', async () => {
  let drawn = 0
  const reports = keptReports(async () => {
    drawn += 1
    if (drawn === 3) throw new Error('full')
    return Buffer.from(String(drawn))
  })
  const report = laid([aRelease()])
  const many = await Promise.all([reports(2026, report), reports(2026, report), reports(2026, laid([aRelease()]))])
  expect(new Set(many.map(String))).toEqual(new Set(['1']))
  expect(String(await reports(2026, laid([aRelease({ numbers: COUNTRY })])))).toBe('2')
  await expect(reports(2026, report)).rejects.toThrow('full')
  expect(String(await reports(2026, report))).toBe('4')
})

test('every page says below that all is invented in a demonstration, and only there', () => {
  expect(laid([aRelease()]).foot).toHaveLength(2)
  const { publisher } = asked
  expect(laid([aRelease()], { publisher: { ...publisher, demonstration: false } }).foot).toEqual([
    REPORT_WORDS.nl.foot(2026),
  ])
})
