import { expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import type { WorkFunction } from '../kernel/index.ts'
import { fitsHouse, functionsOf } from './account-functions.ts'
import { ORGANISATION_KINDS, PLANE_OF } from './organisation.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const FUNCTIONS: readonly WorkFunction[] = [
  ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'] as const),
  ...(['contact-desk-officer', 'table-chair', 'payer', 'privacy-officer', 'analyst', 'auditor', 'operator'] as const),
]

test('every house can have a privacy officer, and every function has a house', () => {
  for (const kind of ORGANISATION_KINDS) expect(fitsHouse('privacy-officer', kind), kind).toBe(true)
  const used = new Set(ORGANISATION_KINDS.flatMap((kind) => functionsOf(kind)))
  expect(FUNCTIONS.filter((each) => !used.has(each))).toEqual([])
})

test('nobody who works with care has an account at a house of enforcement, and no investigator at a house of care', () => {
  const care = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair', 'payer'] as const
  for (const kind of ORGANISATION_KINDS) {
    if (PLANE_OF[kind] !== 'care') for (const each of care) expect(fitsHouse(each, kind), `${each} ${kind}`).toBe(false)
    if (PLANE_OF[kind] !== 'enforcement') expect(fitsHouse('investigator', kind), kind).toBe(false)
    if (kind !== 'contact-desk') expect(fitsHouse('contact-desk-officer', kind), kind).toBe(false)
  }
})

test('the person and a guest have no account anywhere, and the cast would be let in', async () => {
  for (const kind of ORGANISATION_KINDS)
    for (const each of ['person', 'guest'] as const) expect(fitsHouse(each, kind)).toBe(false)
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new Error(reference.refusal.code)
  const kindOf = new Map(reference.value.organisations.map((each) => [each.id, each.kind]))
  for (const member of Object.values(cast).filter((each) => each.function !== 'person')) {
    const kind = kindOf.get(member.organisation)
    expect(kind && fitsHouse(member.function, kind), `${member.key} ${kind}`).toBe(true)
  }
})
