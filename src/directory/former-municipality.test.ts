import { expect, test } from 'vitest'
import formerFile from '../../data/geo/merged-municipalities.json' with { type: 'json' }
import { placeMunicipality } from './former-municipality.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const read = readReference(await readReferenceTables())
const municipalities = read.ok ? read.value.municipalities : []

test('a code of a merged municipality leads to its new one, with the day', () => {
  expect(placeMunicipality(municipalities, 'GM0457')).toMatchObject({
    value: {
      municipality: { code: 'GM0363', name: 'Amsterdam' },
      merged: { code: 'GM0457', name: 'Weesp', on: '2022-03-24' },
    },
  })
  expect(placeMunicipality(municipalities, 'GM0363')).toMatchObject({ value: { municipality: { name: 'Amsterdam' } } })
})

test('every former code leads to one of the 342, and none of them is a code of today', () => {
  expect(municipalities).toHaveLength(342)
  const today = new Set<string>(municipalities.map(({ code }) => code))
  for (const { code, into } of formerFile.merged)
    expect([code, today.has(code), today.has(into)]).toEqual([code, false, true])
  const codes = [...formerFile.merged, ...formerFile.split].map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
})

test('a municipality that was split leads to none, and says where its parts went; a code that never was one is unknown', () => {
  expect(placeMunicipality(municipalities, 'GM0788')).toMatchObject({
    refusal: { code: 'municipality-split', params: { name: 'Haaren', day: '2021-01-01' } },
  })
  expect(placeMunicipality(municipalities, 'GM9999')).toMatchObject({ refusal: { code: 'municipality-unknown' } })
})
