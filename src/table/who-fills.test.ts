import { expect, test } from 'vitest'
import { castOrganisations } from '../../fixtures/cast.ts'
import { type Reference, readReference, readReferenceTables } from '../directory/index.ts'
import { day } from '../kernel/index.ts'
import { SEAT_KINDS } from './seats.ts'
import { PARTY_KINDS, whoFills } from './who-fills.ts'

const on = day('2026-11-16')
const reference = async (): Promise<Reference> => {
  const read = readReference(await readReferenceTables())
  if (!read.ok) throw new Error('the directory cannot be read')
  return read.value
}

test('AVIM and the vice squad are those of the police unit where she is, for every municipality', async () => {
  const { organisations, municipalities } = await reference()
  for (const municipality of municipalities)
    for (const kind of ['avim', 'vice'] as const) {
      const found = whoFills(kind, { organisations, municipality, on })
      expect(found?.serves, `${kind} ${municipality.name}`).toContain(municipality.policeUnit)
    }
})

test('the Wmo desk and youth help are the own municipality’s; what serves the country is found also when nobody knows where she is', async () => {
  const { organisations, municipalities } = await reference()
  const zaanstad = municipalities.find(({ code }) => code === 'GM0415')
  for (const kind of ['wmo', 'youth'] as const) {
    expect(whoFills(kind, { organisations, municipality: zaanstad, on })?.serves).toEqual(['GM0415'])
    expect(whoFills(kind, { organisations, municipality: undefined, on })).toBeUndefined()
  }
  expect(whoFills('labour-authority', { organisations, municipality: undefined, on })?.kind).toBe('labour-authority')
  expect(whoFills('avim', { organisations, municipality: undefined, on })).toBeUndefined()
})

test('no shelter is named by where she is, and nobody takes a seat that is not of its kind (decision 8)', async () => {
  const { organisations, municipalities } = await reference()
  for (const municipality of municipalities)
    for (const kind of SEAT_KINDS) {
      const found = whoFills(kind, { organisations, municipality, on })
      if (kind === 'shelter') expect(found).toBeUndefined()
      if (found) expect(PARTY_KINDS[kind]).toContain(found.kind)
    }
})

test('whoever holds the table is itself the one where it fits, and nowhere else', async () => {
  const { organisations, municipalities } = await reference()
  const zaanstad = municipalities.find(({ code }) => code === 'GM0479')
  const of = { organisations, municipality: zaanstad, on, own: castOrganisations.careZaanstad }
  expect(whoFills('care-coordinator', of)?.id).toBe(castOrganisations.careZaanstad)
  expect(whoFills('avim', of)?.kind).toBe('police-avim')
})

test('two that could be are not one: somebody chooses', async () => {
  const { organisations, municipalities } = await reference()
  const [municipality] = municipalities
  const one = whoFills('labour-authority', { organisations, municipality, on })
  if (!one) throw new Error('nobody')
  const twin = { ...one, id: crypto.randomUUID() as typeof one.id }
  expect(whoFills('labour-authority', { organisations: [...organisations, twin], municipality, on })).toBeUndefined()
})
