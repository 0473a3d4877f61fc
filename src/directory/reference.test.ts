import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { isValidOn } from './organisation.ts'
import { readReferenceTables } from './reference.store.ts'
import { findReferenceProblems, REFERENCE_FILES, type ReferenceTables, readReference } from './reference.ts'

const tables = await readReferenceTables()
const edited = (table: keyof ReferenceTables, edit: (text: string) => string): ReferenceTables => ({
  ...tables,
  [table]: edit(tables[table]),
})
const lineOf = (table: keyof ReferenceTables, part: string): number =>
  tables[table].split('\n').findIndex((line) => line.includes(part)) + 1
const lineWith = (table: keyof ReferenceTables, part: string): string =>
  tables[table].split('\n')[lineOf(table, part) - 1] ?? ''

test('the tables that come with the product hold', () => {
  expect(findReferenceProblems(tables)).toEqual([])
  const read = readReference(tables)
  if (!read.ok) throw new Error('refused')
  expect(read.value.municipalities).toHaveLength(342)
  expect(read.value.provinces).toHaveLength(12)
  expect(read.value.safetyRegions).toHaveLength(25)
  expect(read.value.policeUnits).toHaveLength(10)
  expect(read.value.shelterRegions.filter(({ kind }) => kind === 'women-shelter')).toHaveLength(35)
  expect(read.value.shelterRegions.filter(({ kind }) => kind === 'homeless-shelter')).toHaveLength(43)
})

test('the figures that origin.json gives of grades and holes are those of the tables', () => {
  const read = readReference(tables)
  if (!read.ok) throw new Error('refused')
  const { municipalities, organisations, contactPoints } = read.value
  const graded = (kind: 'women-shelter' | 'homeless-shelter') =>
    ['A', 'B', 'C'].map((grade) => municipalities.filter(({ centres }) => centres[kind].grade === grade).length)
  expect(graded('women-shelter')).toEqual([161, 118, 63])
  expect(graded('homeless-shelter')).toEqual([106, 125, 111])
  const filled = new Set(
    contactPoints
      .filter((point) => point.function === 'focal-officer' && isValidOn(point.valid, day('2026-11-16')))
      .map((point) => organisations.find(({ id }) => id === point.organisation)?.municipality),
  )
  const small = municipalities.filter(({ inhabitants }) => inhabitants < 30_000)
  expect(small).toHaveLength(155)
  expect(small.filter(({ code }) => !filled.has(code))).toHaveLength(23)
  expect(municipalities.filter(({ code }) => !filled.has(code))).toHaveLength(23)
})

type Breakage = [
  what: string,
  table: keyof ReferenceTables,
  part: string,
  edit: (line: string) => string,
  reason: string,
  /** Where the problem is reported when that is not the broken line itself. */
  at?: number,
]
const BREAKAGES: Breakage[] = [
  ['a missing municipality', 'municipalities', 'GM0060', () => '', 'wrong-count', 1],
  ['a missing province', 'provinces', 'PV29', () => '', 'wrong-count', 1],
  ['a missing centre', 'centreMunicipalities', 'MO0439', () => '', 'wrong-count', 1],
  [
    'a code that is there twice',
    'municipalities',
    'GM0060',
    (line) => line.replace('GM0060', 'GM0072'),
    'code-twice',
    lineOf('municipalities', 'GM0072'),
  ],
  [
    'a name that is there twice',
    'municipalities',
    'Bergen (L.)',
    (line) => line.replace('Bergen (L.)', 'Bergen (NH.)'),
    'name-twice',
  ],
  ['a code of another shape', 'municipalities', 'GM0060', (line) => line.replace('GM0060', 'GM60'), 'wrong-code'],
  [
    'a grade that does not exist',
    'municipalities',
    'GM0060',
    (line) => line.replace(',A,', ',D,'),
    'wrong-women-shelter-grade',
  ],
  [
    'a municipality outside the country',
    'municipalities',
    'GM0060',
    (line) => line.replace(/,[\d.]+$/, ',12.5'),
    'wrong-latitude',
  ],
  [
    'a safety region nobody knows',
    'municipalities',
    'GM0060',
    (line) => line.replace('VR02', 'VR99'),
    'safety-region-unknown',
  ],
  [
    'a municipality in another province than its region',
    'municipalities',
    'GM0060',
    (line) => line.replace('PV21', 'PV22'),
    'province-is-not-of-safety-region',
  ],
  [
    'a municipality in another police unit than its region',
    'municipalities',
    'GM0060',
    (line) => line.replace('RE01', 'RE02'),
    'police-unit-is-not-of-safety-region',
  ],
  [
    'a centre that is none',
    'municipalities',
    'GM0060',
    (line) => line.replace('GM0080', 'GM0059'),
    'no-women-shelter-centre',
  ],
  [
    'a region of an unknown province',
    'safetyRegions',
    'VR25',
    (line) => line.replace('PV24', 'PV99'),
    'province-unknown',
  ],
  [
    'an id that is there twice',
    'organisations',
    'Nidos',
    (line) => line.replace(/^[^,]+/, '87315807-8fcb-4156-8f99-efa1160e741c'),
    'id-twice',
  ],
  [
    'a region of an unknown police unit',
    'safetyRegions',
    'VR25',
    (line) => line.replace('RE03', 'RE99'),
    'police-unit-unknown',
  ],
  [
    'a centre that is no municipality',
    'centreMunicipalities',
    'VO0479',
    (line) => line.replace('GM0479', 'GM9999'),
    'municipality-unknown',
  ],
  [
    'a region code of another centre',
    'centreMunicipalities',
    'VO0479',
    (line) => line.replace('VO0479', 'VO0478'),
    'code-is-of-another-centre',
  ],
  [
    'a phone that may ring',
    'contactPoints',
    'helpdesk@comensha',
    (line) => line.replace('099 000 0000', '033 448 1186'),
    'phone-not-in-unassigned-range',
  ],
  [
    'a mail address that may arrive',
    'contactPoints',
    'helpdesk@comensha',
    (line) => line.replace('comensha.example', 'comensha.nl'),
    'mail-not-in-example-domain',
  ],
  [
    'a domain that only begins like the example',
    'contactPoints',
    'helpdesk@comensha',
    (line) => line.replace('comensha.example', 'comensha.example.nl'),
    'mail-not-in-example-domain',
  ],
  [
    'a day that does not exist',
    'contactPoints',
    'helpdesk@comensha',
    (line) => line.replace('2023-01-01', '2023-02-30'),
    'wrong-valid-from',
  ],
  [
    'an end before the beginning',
    'contactPoints',
    'helpdesk@comensha',
    (line) => `${line}2022-12-31`,
    'ends-before-it-begins',
  ],
  [
    'a contact point of nobody',
    'contactPoints',
    'loket@ind',
    (line) => line.replace(/(?<=^.{37})[0-9a-f]{8}/, '00000000'),
    'organisation-unknown',
  ],
  [
    'a contact point that outlives its organisation',
    'contactPoints',
    'vroegere-verzinsels',
    (line) => line.replace('2025-12-31', '2026-12-31'),
    'valid-beyond-its-organisation',
  ],
  [
    'a helpdesk that ends',
    'contactPoints',
    'helpdesk@comensha',
    (line) => `${line}2030-12-31`,
    'no-national-helpdesk',
    1,
  ],
  ['a municipality without a Wmo desk', 'contactPoints', 'wmo@gemeente-ameland', () => '', 'no-wmo-desk'],
  ['an id with capitals', 'organisations', ',CoMensha,', (line) => line.replace('8731', 'ABCD'), 'wrong-id'],
  ['a kind nobody knows', 'organisations', ',CoMensha,', (line) => line.replace('comensha', 'agency'), 'wrong-kind'],
  [
    'a plane that is not of the kind',
    'organisations',
    ', AVIM',
    (line) => line.replace('enforcement', 'care'),
    'plane-is-not-of-kind',
  ],
  [
    'a territory nobody knows',
    'organisations',
    'Zorg- en Veiligheidshuis Twente',
    (line) => line.replace('VR05', 'VR55'),
    'territory-unknown',
  ],
  [
    'an organisation that serves nobody',
    'organisations',
    'Zorg- en Veiligheidshuis Twente',
    (line) => line.replace('VR05', ''),
    'serves-nobody',
  ],
  [
    'care co-ordination without a position',
    'organisations',
    'Verzonnen Brug, regio Zaanstad',
    (line) => line.replace('care-organisation', ''),
    'position-belongs-to-care-coordination',
  ],
  [
    'a shelter without a form',
    'organisations',
    'Opvang De Verzonnen Haven',
    (line) => line.replace(',men,', ',,'),
    'shelter-form-belongs-to-shelter',
  ],
  [
    'two municipalities on one tile',
    'tiles',
    'GM0034',
    () => lineWith('tiles', 'GM0014').replace('GM0014', 'GM0034'),
    'tile-twice',
  ],
  ['a tile that is no number', 'tiles', 'GM0034', (line) => line.replace(/\d+$/, '-3'), 'wrong-row'],
  ['a municipality without a tile', 'tiles', 'GM0034', () => '', 'wrong-count', 1],
  ['a tile of nobody', 'tiles', 'GM0034', (line) => line.replace('GM0034', 'GM9998'), 'municipality-unknown'],
  [
    'a neighbour that does not exist',
    'neighbours',
    'GM0014,GM',
    (line) => line.replace(/,GM\d+/, ',GM9998'),
    'municipality-unknown',
  ],
  [
    'neighbours in the wrong order',
    'neighbours',
    'GM0014,GM',
    (line) => line.replace(/^(GM\d+),(GM\d+)/, '$2,$1'),
    'neighbours-out-of-order',
  ],
  [
    'a border that is neither land nor ferry',
    'neighbours',
    'GM0014,GM',
    (line) => line.replace('land', 'air'),
    'wrong-kind',
  ],
  ['a row with a cell too many', 'provinces', 'PV29', (line) => `${line},x`, 'wrong-number-of-cells'],
  ['another header', 'provinces', 'code,name', () => 'name,code', 'wrong-header'],
  ['a quote that is never closed', 'provinces', 'PV29', (line) => line.replace('PV29', '"PV29'), 'unreadable', 13],
]

test.each(BREAKAGES)('%s is refused with its place', (_what, table, part, edit, reason, at) => {
  const line = lineWith(table, part)
  expect(line).not.toBe('')
  const broken = edited(table, (text) => text.replace(line, edit(line)))
  expect(broken[table]).not.toBe(tables[table])
  const problems = findReferenceProblems(broken)
  const file = reason === 'no-wmo-desk' ? REFERENCE_FILES.municipalities : REFERENCE_FILES[table]
  const where = reason === 'no-wmo-desk' ? lineOf('municipalities', ',Ameland,') : (at ?? lineOf(table, part))
  expect(problems).toContainEqual(expect.objectContaining({ file, line: where, reason }))
})

test('the refusal carries the first problem and how many there are', () => {
  const broken = edited('municipalities', (text) => text.replaceAll('RE04', 'RE40'))
  const problems = findReferenceProblems(broken)
  expect(problems.length).toBeGreaterThan(30)
  expect(readReference(broken)).toEqual({
    ok: false,
    refusal: { code: 'reference-data-broken', params: { ...problems[0], problems: problems.length } },
  })
})

test('a table that is far too long is not parsed', () => {
  const problems = findReferenceProblems(edited('provinces', (text) => text + ' '.repeat(2_000_000)))
  expect(problems[0]).toMatchObject({ file: 'geo/provinces.csv', reason: 'table-too-long' })
})

test('P4 a broken table is refused with file, line and reason, and never throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('provinces' as const, 'policeUnits' as const, 'safetyRegions' as const),
      fc.nat(),
      fc.string({
        unit: fc.constantFrom('"', ',', '\n', '\r', 'x', '\u0000', ' ', 'PV20'),
        minLength: 1,
        maxLength: 6,
      }),
      (table, place, noise) => {
        const at = place % (tables[table].length + 1)
        const broken = edited(table, (text) => text.slice(0, at) + noise + text.slice(at))
        const read = readReference(broken)
        if (read.ok) return
        const { file, line, reason } = read.refusal.params ?? {}
        expect(Object.values(REFERENCE_FILES)).toContain(file)
        expect(line).toBeGreaterThan(0)
        expect(reason).toMatch(/^[a-z-]+$/)
      },
    ),
    { numRuns: 20 },
  )
})

test('P5 no shelter or care provider can be placed more closely than a safety region', () => {
  const read = readReference(tables)
  if (!read.ok) throw new Error('refused')
  const hidden = read.value.organisations.filter(({ kind }) => kind === 'shelter' || kind === 'care-provider')
  expect(hidden.length).toBeGreaterThan(25)
  const rows = tables.organisations
    .split('\n')
    .filter((line) => line.includes(',shelter,') || line.includes(',care-provider,'))
  expect(rows).toHaveLength(hidden.length)
  const closer = fc.constantFrom('GM0479', 'VO0479', 'MO0479', 'RE04')
  fc.assert(
    fc.property(fc.constantFrom(...rows), closer, fc.boolean(), (row, code, asSeat) => {
      const located = asSeat
        ? row.replace(/,,([^,]*,2023)/, `,${code},$1`)
        : row.replace(/,([^,]*),(2023)/, `,${code},$2`)
      expect(located).not.toBe(row)
      const problems = findReferenceProblems(edited('organisations', (text) => text.replace(row, located)))
      const reasons = problems.map(({ reason }) => reason)
      expect(reasons).toContain(asSeat && !code.startsWith('GM') ? 'wrong-municipality-code' : 'place-can-be-located')
    }),
    { numRuns: 20 },
  )
})
