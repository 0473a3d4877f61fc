import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import type { Adoption } from './adoption.ts'
import { showAdoptions } from './signing.present.ts'

const [OWN, OTHER, TODAY] = ['own', 'other', day('2026-11-16')]
const signed = (id: string, more: Partial<Adoption> = {}): Adoption => ({
  ...{ id, party: OWN, name: 'Huis', normId: 'N32', version: 1, from: day('2026-12-01'), terms: {} },
  ...more,
})
const shown = (adoptions: readonly Adoption[], mandate = true) =>
  showAdoptions(adoptions, { organisation: OWN, mandate, today: TODAY, nameOf: (id) => id })
const offered = (adoptions: readonly Adoption[]) => shown(adoptions).norms.map(({ normId }) => normId)

test('a house is offered what it has not signed without an end, from tomorrow, and nothing without the mandate', () => {
  expect(offered([])).toContain('N32')
  expect(offered([signed('a')])).not.toContain('N32')
  expect(offered([signed('a', { party: OTHER })])).toContain('N32')
  expect(offered([signed('a', { ended: day('2027-06-01') })])).toContain('N32')
  expect(shown([]).earliestDate).toBe('2026-11-17')
  expect(shown([], false)).toMatchObject({ norms: [], abilities: [] })
})

test('a signature says whose it is and how it goes further than the base, in words', () => {
  const [mine, theirs] = shown([
    signed('a', { terms: { count: 1, withoutExceptions: [] }, from: day('2026-12-02') }),
    signed('b', { party: OTHER }),
  ]).adoptions
  expect(mine).toMatchObject({ isOwn: true, stricter: [{ nl: 'binnen 1 dag', en: 'within 1 day' }] })
  expect(theirs).toMatchObject({ isOwn: false, stricter: [], abilities: [] })
  const [longer] = shown([signed('c', { normId: 'N05', terms: { count: 120 } })]).adoptions
  expect(longer?.stricter).toEqual([{ nl: 'minstens 120 dagen', en: 'at least 120 days' }])
  const [rarer] = shown([signed('d', { normId: 'N21', terms: { most: 1 } })]).adoptions
  expect(rarer?.stricter).toEqual([{ nl: 'hooguit 1 keer', en: 'at most once' }])
})

test('nothing is offered that could not be stricter: no shorter term than none, and never her no', () => {
  const of = (norm: string) => shown([]).norms.find(({ normId }) => normId === norm)
  expect(of('N32')).toMatchObject({ mayBeStricter: ['count'], exceptions: [] })
  expect(of('N01')?.mayBeStricter).toEqual([])
  expect(of('N01')?.exceptions.map(({ code }) => code)).toEqual(['lawfully-resident', 'public-order-danger'])
  expect(of('N21')).toMatchObject({ mayBeStricter: ['most'], most: 3 })
  expect(of('N05')?.mayBeStricter).toEqual(['count'])
})
