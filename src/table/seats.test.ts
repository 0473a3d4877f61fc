import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CaseAtTable,
  EXPLOITATION_FORMS,
  SEAT_ANSWERS,
  SEAT_KINDS,
  type SeatKind,
  seatState,
  seatsNeeded,
} from './seats.ts'

const kinds = (of: CaseAtTable): readonly SeatKind[] => seatsNeeded(of).map((each) => each.kind)
const anyCase: fc.Arbitrary<CaseAtTable> = fc.record(
  {
    exploitation: fc.constantFrom(...EXPLOITATION_FORMS),
    letter: fc.constantFrom('NL', '8a', '8e', '8h', '8k', 'none'),
    minor: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('P1 a seat that is not filled is visible: no answer makes a seat disappear', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SEAT_KINDS),
      fc.boolean(),
      fc.option(fc.constantFrom(...SEAT_ANSWERS), { nil: undefined }),
      (kind, invited, answer) => {
        const state = seatState({ kind, invited, ...(answer ? { answer } : {}) })
        expect(state === 'filled').toBe(answer === 'attending')
        if (!invited && answer === undefined) expect(state).toBe('missing')
      },
    ),
  )
})

test('P2 knowing less never asks for fewer seats of the police', () => {
  fc.assert(
    fc.property(anyCase, (known) => {
      const { letter: _letter, ...withoutLetter } = known
      if (kinds(known).includes('avim')) expect(kinds(withoutLetter)).toContain('avim')
      const { exploitation: _form, ...withoutForm } = known
      if (kinds(known).includes('vice')) expect(kinds(withoutForm)).toContain('vice')
    }),
  )
})

test('every case has a care co-ordinator, shelter and legal aid, and no seat twice', () => {
  fc.assert(
    fc.property(anyCase, (known) => {
      const all = kinds(known)
      expect(all).toEqual(expect.arrayContaining(['care-coordinator', 'shelter', 'legal-aid']))
      expect(new Set(all).size).toBe(all.length)
    }),
  )
})

test('sexual exploitation brings AVIM and the vice squad both (N39)', () => {
  expect(kinds({ exploitation: 'sexual', letter: '8k' })).toEqual(expect.arrayContaining(['avim', 'vice', 'coa']))
})

test('without a foreign element AVIM is not asked', () => {
  expect(kinds({ exploitation: 'sexual', letter: 'NL' })).not.toContain('avim')
  expect(kinds({ exploitation: 'sexual', letter: 'NL' })).toContain('vice')
})

test('the cook: labour exploitation with a valid permit asks for the Labour Authority, AVIM and the Wmo, not for COA', () => {
  const seats = kinds({ exploitation: 'labour', letter: '8a', minor: false })
  expect(seats).toEqual(['care-coordinator', 'avim', 'labour-authority', 'wmo', 'shelter', 'legal-aid'])
})

test('a foreign minor brings child protection and the guardian, and no Wmo', () => {
  expect(kinds({ exploitation: 'criminal', letter: 'none', minor: true })).toEqual(
    expect.arrayContaining(['child-protection', 'guardian', 'public-prosecution']),
  )
  expect(kinds({ exploitation: 'criminal', letter: 'none', minor: true })).not.toContain('wmo')
})
