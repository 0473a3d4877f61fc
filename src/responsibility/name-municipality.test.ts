import { expect, test } from 'vitest'
import { type MunicipalityOnMap, nameMunicipality } from './name-municipality.ts'
import { MUNICIPALITY_CODES } from './rule.ts'

const centres = (municipality: string) => ({
  'women-shelter': { municipality, grade: 'A' as const },
  'homeless-shelter': { municipality, grade: 'C' as const },
})
const map: readonly MunicipalityOnMap[] = [
  { code: 'GM0001', name: 'Kleindorp', centres: centres('GM0002') },
  { code: 'GM0002', name: 'Grootstad', centres: centres('GM0002') },
  { code: 'GM0003', name: 'Verweg', centres: centres('GM0009') },
]
const find = (code: string) => map.find((one) => one.code === code)

test('the college he turns to is named, with the centre that organises shelter and how sure that is', () => {
  const rule = { municipality: 'where-he-turns-to', payer: 'centre-municipality' } as const
  expect(nameMunicipality(rule, { turnedTo: 'GM0001' }, 'homeless-shelter', find)).toEqual({
    ok: true,
    value: {
      municipality: { code: 'GM0001', name: 'Kleindorp' },
      organiser: { code: 'GM0002', name: 'Grootstad', grade: 'C' },
      from: 'turnedTo',
    },
  })
})

test('someone without a known place of residence is the concern of the place where he was found', () => {
  const rule = { municipality: 'where-found', payer: 'none' } as const
  const named = nameMunicipality(rule, { stay: 'GM0002', found: 'GM0001' }, 'women-shelter', find)
  expect(named).toEqual({ ok: true, value: { municipality: { code: 'GM0001', name: 'Kleindorp' }, from: 'found' } })
})

test('what is not known is refused by name, never guessed', () => {
  const naming = (municipality: 'none' | 'residence' | 'where-he-turns-to', whereabouts: object) =>
    nameMunicipality({ municipality, payer: 'centre-municipality' }, whereabouts, 'women-shelter', find)
  expect(naming('none', {})).toMatchObject({ refusal: { code: 'no-municipality-in-rule' } })
  expect(naming('residence', { turnedTo: 'GM0001' })).toMatchObject({ refusal: { code: 'whereabouts-missing' } })
  expect(naming('residence', { registered: 'GM7777' })).toMatchObject({ refusal: { code: 'municipality-not-known' } })
  expect(naming('residence', { registered: 'GM0003' })).toMatchObject({ refusal: { code: 'municipality-not-known' } })
})

test('every code of a rule but "none" can be named from complete whereabouts', () => {
  const whereabouts = { turnedTo: 'GM0001', found: 'GM0001', registered: 'GM0001', stay: 'GM0001', chosen: 'GM0001' }
  for (const municipality of MUNICIPALITY_CODES.filter((code) => code !== 'none')) {
    expect(nameMunicipality({ municipality, payer: 'none' }, whereabouts, 'women-shelter', find).ok).toBe(true)
  }
})
