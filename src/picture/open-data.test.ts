import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeCatalogue, describeRelease, OPEN_DATA, publisherOf, releaseCsv } from './open-data.ts'
import { signedOf, signedTextOf } from './release-note.crypto.ts'
import { aRelease, COUNTRY, testSigner } from './signed-release.fixture.ts'
import { periodOf, rowsOf, withheldOf } from './signed-release.ts'

const publisher = { address: 'https://samenhang.example', demonstration: false } as const
const reason = { nl: 'de getallen klopten niet', en: 'the numbers were not right' }
const withdrawn = {
  ...{ id: 'withdrawn', year: 2025, releasedAt: new Date('2026-02-01T09:00:00Z') },
  withdrawn: { at: new Date('2026-03-01T09:00:00Z'), reason },
}

// What DCAT-AP-NL 3.0 asks (shapes/300 of Geonovum/DCAT-AP-NL30, on top of DCAT-AP 3.0): at least one, and of some no more than one.
const DATASET = ['title', 'description', 'accessRights', 'creator', 'identifier', 'publisher'].map(
  (each) => `dct:${each}`,
)
const ONCE = ['dct:identifier', 'dct:publisher', 'dct:accessRights', 'dcat:contactPoint']
const ADVISED = ['dct:language', 'dcat:landingPage', 'foaf:page']
const DISTRIBUTION = [
  'dcat:accessURL',
  'dct:license',
  'dcat:downloadURL',
  'dct:format',
  'dcat:mediaType',
  'dct:language',
]
const CATALOGUE = ['dct:title', 'dct:description', 'dct:publisher', 'dct:creator', 'dcat:contactPoint', 'dcat:dataset']
type Described = Readonly<Record<string, unknown>>
const keysOf = (described: unknown): readonly string[] => Object.keys(Object(described))
const listIn = (described: Described, key: string): readonly Described[] => {
  const found = described[key]
  return Array.isArray(found) ? found : []
}

test('a release is described with every field that the profile asks of a dataset and its distributions', () => {
  const described = describeRelease(publisher, aRelease())
  expect(keysOf(described)).toEqual(
    expect.arrayContaining([...DATASET, ...ONCE, ...ADVISED, 'dcat:theme', 'dct:temporal', 'dct:spatial']),
  )
  for (const once of ONCE) expect(Array.isArray(described[once]), once).toBe(false)
  const distributions = listIn(described, 'dcat:distribution')
  expect(distributions).toHaveLength(2)
  for (const each of distributions) expect(keysOf(each)).toEqual(expect.arrayContaining(DISTRIBUTION))
  expect(described).toMatchObject({
    'dct:accessRights': { '@id': expect.stringMatching(/access-right\/PUBLIC$/) },
    'dct:temporal': { 'dcat:startDate': { '@value': '2026-01-01' }, 'dcat:endDate': { '@value': '2026-12-31' } },
    'adms:status': { '@id': expect.stringMatching(/dataset-status\/COMPLETED$/) },
  })
})

test('the checksum of the signed text is the digest that was signed', () => {
  const release = aRelease({ numbers: COUNTRY })
  const hex = createHash('sha256').update(signedTextOf(release.settings, release.numbers)).digest('hex')
  const signed = listIn(describeRelease(publisher, release), 'dcat:distribution')[1]
  expect(signed?.['spdx:checksum']).toMatchObject({ 'spdx:checksumValue': { '@value': hex } })
})

test('the catalogue keeps what was withdrawn as withdrawn, with the reason and nothing to take away', () => {
  const catalogue = describeCatalogue(publisher, { standing: [aRelease()], withdrawn: [withdrawn] })
  expect(keysOf(catalogue)).toEqual(expect.arrayContaining(CATALOGUE))
  const [stands, gone] = listIn(catalogue, 'dcat:dataset')
  expect(keysOf(stands)).toContain('dcat:distribution')
  expect(keysOf(gone)).toEqual(expect.arrayContaining([...DATASET, 'dcat:contactPoint', 'dcat:theme']))
  expect(keysOf(gone)).not.toContain('dcat:distribution')
  expect(gone).toMatchObject({
    'adms:status': { '@id': expect.stringMatching(/WITHDRAWN$/) },
    'adms:versionNotes': [{ '@value': 'Ingetrokken: de getallen klopten niet.' }, expect.anything()],
  })
})

test('a publisher and contact that were set stand in the description, and a demonstration says that all is invented', () => {
  const set = publisherOf({
    ...{ publicUrl: 'https://samenhang.example/', demonstration: true },
    ...{ publisher: 'Verzonnen Uitgever', publisherContact: 'mailto:getallen@verzonnen.example' },
  })
  expect(set.address).toBe('https://samenhang.example')
  const described = describeRelease(set, aRelease())
  expect(described).toMatchObject({
    'dct:publisher': { 'foaf:name': 'Verzonnen Uitgever' },
    'dcat:contactPoint': { 'vcard:hasEmail': { '@id': 'mailto:getallen@verzonnen.example' } },
  })
  expect(JSON.stringify(described['dct:description'])).toContain('verzonnen')
  expect(JSON.stringify(describeRelease(publisher, aRelease())['dct:description'])).not.toContain('verzonnen')
})

test('as CSV every number has a row, what is withheld is empty and said to be so, and regions stand in their order', () => {
  const release = aRelease({ numbers: COUNTRY })
  const [head, ...rows] = releaseCsv(release).trimEnd().split('\r\n')
  expect(head).toBe('jaar,regio,regio_naam,vorm,vorm_nl,vorm_en,personen,getoond')
  expect(rows).toHaveLength(27 * 7)
  expect(rows[0]).toBe('2026,VR01,Groningen,criminal,criminele uitbuiting,criminal exploitation,0,ja')
  expect(rows.filter((row) => row.endsWith(',,nee'))).toHaveLength(withheldOf(COUNTRY).numbers)
  expect([...new Set(rows.map((row) => row.split(',')[1]))]).toEqual([...COUNTRY.regions, 'all'])
  expect(rows.at(-1)).toMatch(new RegExp(`^2026,all,alle,all,alle,all,${COUNTRY.total},ja$`))
})

test('what is withheld is counted, and regions without any form are named', () => {
  expect(withheldOf(COUNTRY)).toEqual({
    numbers: 36,
    of: 189,
    regions: ['VR04', 'VR08', 'VR12', 'VR16', 'VR20', 'VR24'],
  })
  expect(rowsOf(COUNTRY)).toHaveLength(189)
})

test('a year that is not over is described until the day of counting', () => {
  expect(periodOf(2026, '2026-11-30')).toEqual({ from: '2026-01-01', until: '2026-11-30', whole: false })
  expect(periodOf(2026, '2026-12-31')).toMatchObject({ until: '2026-12-31', whole: false })
  expect(periodOf(2026, '2027-01-01')).toEqual({ from: '2026-01-01', until: '2026-12-31', whole: true })
  const [{ 'dct:description': said } = {}] = [
    describeRelease(publisher, aRelease({ releasedAt: '2026-11-30T09:00:00Z' })),
  ]
  expect(JSON.stringify(said)).toContain('nog niet voorbij')
})

test('P19 a release of which one number, setting or word of the note is another than was signed is not public', () => {
  const release = aRelease({ numbers: COUNTRY })
  const { digest, note, method, attacked } = release
  const kept = { ...release, kept: { digest, note, method, attacked } }
  expect(signedOf(kept, testSigner.verifierKey)).toEqual(release)
  expect(signedOf({ ...release }, testSigner.verifierKey)).toBeUndefined()
  expect(signedOf({ ...kept, id: '0b4f5c11-7f2e-4a51-8b10-000000000009' }, testSigner.verifierKey)).toBeUndefined()
  fc.assert(
    fc.property(fc.nat({ max: 25 }), fc.nat({ max: 5 }), fc.integer({ min: 1, max: 50 }), (row, column, more) => {
      const cells = COUNTRY.cells.map((each, at) =>
        each.map((shown, place) => (at === row && place === column ? Number(shown) + more : shown)),
      )
      expect(signedOf({ ...kept, numbers: { ...COUNTRY, cells } }, testSigner.verifierKey)).toBeUndefined()
    }),
  )
  const settings = { ...release.settings, year: 2025 }
  expect(signedOf({ ...kept, settings }, testSigner.verifierKey)).toBeUndefined()
})

test('everything that is said about public numbers is said in Dutch and English, with its source', () => {
  const said = [...OPEN_DATA.can, ...OPEN_DATA.cannot, ...OPEN_DATA.keywords, ...Object.values(OPEN_DATA.definitions)]
  for (const { nl, en } of said) expect([nl.length, en.length].every((long) => long > 5)).toBe(true)
  for (const { source, state } of Object.values(OPEN_DATA.definitions))
    expect([source.nl !== '', source.en !== '', state]).toEqual([true, true, 'proposed'])
})
