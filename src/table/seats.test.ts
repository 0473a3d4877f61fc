import fc from 'fast-check'
import { expect, test } from 'vitest'
import seatsFile from '../../data/case-table/seats.json' with { type: 'json' }
import { day } from '../kernel/index.ts'
import { readSeatRules, SEAT_RULES } from './seat-rules.ts'
import {
  type CaseAtTable,
  EXPLOITATION_FORMS,
  SEAT_ANSWERS,
  SEAT_KINDS,
  type SeatKind,
  seatState,
  seatsNeeded,
  TASK_KINDS,
} from './seats.ts'

const today = day('2026-11-16')
const kinds = (of: CaseAtTable): readonly SeatKind[] => seatsNeeded(of, today).map((each) => each.kind)
const anyCase: fc.Arbitrary<CaseAtTable> = fc.record(
  {
    exploitation: fc.constantFrom(...EXPLOITATION_FORMS),
    letter: fc.constantFrom('NL', '8a', '8e', '8g', '8h', '8k', 'none'),
    minor: fc.boolean(),
    municipality: fc.constantFrom('GM0394', 'GM0415'),
    tasks: fc.uniqueArray(fc.constantFrom(...TASK_KINDS)),
    missedBefore: fc.uniqueArray(fc.constantFrom(...SEAT_KINDS)),
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

test('P5 each seat has the rule that asks for it, valid on that day, with a source', () => {
  fc.assert(
    fc.property(anyCase, (known) => {
      for (const { kind, why, rule } of seatsNeeded(known, today)) {
        const found = SEAT_RULES.find(({ id }) => id === rule)
        if (why === 'missing-last-time') expect(known.missedBefore).toContain(kind)
        else expect(found).toMatchObject({ seat: kind, reason: why })
        if (found) {
          expect(found.validFrom <= today && (found.validUntil ?? today) >= today).toBe(true)
          expect(found.sources.length).toBeGreaterThan(0)
        }
      }
    }),
  )
})

test('P6 whoever was missing at the last table has a seat at the next, whatever the rules say now', () => {
  fc.assert(
    fc.property(anyCase, (known) => {
      expect(kinds(known)).toEqual(expect.arrayContaining([...(known.missedBefore ?? [])]))
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

test('a foreign minor brings child protection, the guardian and youth help, and no Wmo', () => {
  const seats = kinds({ exploitation: 'criminal', letter: 'none', minor: true })
  expect(seats).toEqual(expect.arrayContaining(['child-protection', 'guardian', 'youth', 'public-prosecution']))
  expect(seats).not.toContain('wmo')
})

test('found near Schiphol the military police have a seat; a question of payment that is open brings the Wmo', () => {
  expect(kinds({ municipality: 'GM0394' })).toContain('military-police')
  expect(kinds({ municipality: 'GM0415' })).not.toContain('military-police')
  expect(kinds({ letter: 'none', minor: false })).not.toContain('wmo')
  expect(kinds({ letter: 'none', minor: false, tasks: ['payer-request'] })).toContain('wmo')
})

test('before its first day a rule asks for nobody', () => {
  expect(seatsNeeded({}, day('2025-12-31'))).toEqual([])
})

test('rules with a day that does not exist, a number twice, a signed proposal or another word are refused', () => {
  const [first] = seatsFile.rules
  const read = (...rules: readonly unknown[]) => readSeatRules({ rules })
  expect(readSeatRules(seatsFile)).toMatchObject({ ok: true })
  expect(read({ ...first, valid_from: '2026-02-30' })).toMatchObject({ refusal: { code: 'seat-rules-unreadable' } })
  expect(read({ ...first, seat: 'mayor' })).toMatchObject({ refusal: { code: 'seat-rules-unreadable' } })
  expect(read({ ...first, when: { exploitatoin: ['sexual'] } })).toMatchObject({
    refusal: { code: 'seat-rules-unreadable' },
  })
  expect(read(first, first)).toMatchObject({ refusal: { code: 'seat-rule-twice' } })
  expect(read({ ...first, kind: 'proposed', signed_by: ['somebody'] })).toMatchObject({
    refusal: { code: 'proposed-seat-rule-signed' },
  })
})
