import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asId, day, type HandoverId, type OrganisationId } from '../kernel/index.ts'
import { CHAPTERS } from './chapter.ts'
import { HANDOVER_FACTS, holding } from './handover.ts'
import {
  afterOutside,
  checkParty,
  isOutsideOpen,
  isOutsideRunning,
  NAMED,
  OUTSIDE_FACTS,
  OUTSIDE_MOVES,
  OUTSIDE_STAGES,
  type OutsideFact,
  outsideAbilities,
  shownOutside,
  stillAgreed,
  tryOutside,
} from './outside.ts'
import { OUTSIDE_TERMS, pointsOf, readPoints } from './outside-book.ts'
import { readPhone } from './phone.ts'

const HANDS = ['sender', 'receiver', 'she', 'clock'] as const
const aFact = fc.record({ kind: fc.constantFrom(...OUTSIDE_FACTS), by: fc.constantFrom(...HANDS) })
const history = fc.array(aFact, { maxLength: 20 })
const after = (facts: readonly OutsideFact[]) => facts.reduce(afterOutside, NAMED)

test('every stage answers every fact: with a move, or with a code that says why not', () => {
  for (const stage of OUTSIDE_STAGES)
    for (const kind of OUTSIDE_FACTS) {
      const cell = OUTSIDE_MOVES[stage][kind]
      expect('no' in cell ? cell.no : cell.to, `${stage} ${kind}`).toMatch(/^[a-z-]+$/)
    }
})

test('the ordinary road: stated, link made, opened, received, and the holder says what the file becomes', () => {
  expect(
    after([
      { kind: 'outside-made', by: 'sender' },
      { kind: 'outside-opened', by: 'receiver' },
      { kind: 'outside-received', by: 'receiver' },
      { kind: 'outside-settled', by: 'sender' },
    ]),
  ).toEqual({ stage: 'settled', receipts: 1 })
})

test('nobody says for the receiver that it takes it on, and nobody but she stops', () => {
  for (const by of ['sender', 'she', 'clock'] as const)
    expect(tryOutside('opened', 'outside-received', by)).toMatchObject({ refusal: { code: 'outside-other-side' } })
  for (const by of ['sender', 'receiver', 'clock'] as const)
    expect(tryOutside('opened', 'outside-stopped', by)).toMatchObject({ refusal: { code: 'outside-other-side' } })
})

test('she can stop at every moment until it is over, also what was received', () => {
  for (const stage of ['named', 'made', 'opened', 'received', 'settled'] as const)
    expect(tryOutside(stage, 'outside-stopped', 'she')).toEqual({ ok: true, value: 'stopped' })
})

const house = (number: number) => asId<OrganisationId>(`00000000-0000-4000-8000-00000000000${number}`)
const [zaanstad, eindhoven, outsideParty] = [house(1), house(2), house(3)]
const insideFact = fc.record({
  kind: fc.constantFrom(...HANDOVER_FACTS),
  handover: fc.constantFrom(8, 9).map((each) => asId<HandoverId>(house(each))),
  from: fc.constantFrom(zaanstad, eindhoven),
  to: fc.constantFrom(zaanstad, eindhoven),
  by: fc.constantFrom(zaanstad, eindhoven),
})

test('P31 a party outside is never the holder, and whatever it does there is exactly one holder, as without it', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          insideFact.map((inside) => ({ inside })),
          aFact.map((outside) => ({ outside })),
        ),
        {
          maxLength: 30,
        },
      ),
      (steps) => {
        const inside = steps.flatMap((step) => ('inside' in step ? [step.inside] : []))
        let outside = NAMED
        for (const [place, step] of steps.entries()) {
          const before = holding(zaanstad, inside.slice(0, countInside(steps, place))).holder
          if ('outside' in step) {
            outside = afterOutside(outside, step.outside)
            // Nothing that happens outside is an input of who holds: the type of a move has no place for it.
            expect(Object.keys(outside).sort()).toEqual(['receipts', 'stage'])
            expect(holding(zaanstad, inside.slice(0, countInside(steps, place))).holder).toBe(before)
          }
          expect([zaanstad, eindhoven]).toContain(before)
          expect(before).not.toBe(outsideParty)
        }
      },
    ),
    { numRuns: 10_000 },
  )
})

const countInside = (steps: readonly object[], until: number): number =>
  steps.slice(0, until).filter((each) => 'inside' in each).length

test('P33 under repeat and in any order there is never more than one receipt, and what was received stays received', () => {
  fc.assert(
    fc.property(history, (facts) => {
      let now = NAMED
      for (const each of facts.flatMap((fact) => [fact, fact])) {
        const next = afterOutside(now, each)
        expect(next.receipts).toBeGreaterThanOrEqual(now.receipts)
        expect(next.receipts).toBeLessThanOrEqual(1)
        if (next.stage === 'received' || next.stage === 'settled') expect(next.receipts).toBe(1)
        // A repeat of what counted changes nothing.
        if (next.stage !== now.stage) expect(afterOutside(next, each)).toEqual(next)
        now = next
      }
    }),
    { numRuns: 10_000 },
  )
})

test('P32 of what was given along nothing is left but the chapters to which she says yes at that moment', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CHAPTERS)), fc.array(fc.constantFrom(...CHAPTERS)), (given, agreed) => {
      const shown = stillAgreed(
        given.map((chapter) => ({ chapter })),
        new Set(agreed),
      )
      expect(shown.every(({ chapter }) => agreed.includes(chapter) && given.includes(chapter))).toBe(true)
    }),
  )
})

test('a link opens until its day, after a receipt until another, and in no other stage', () => {
  const [openUntil, readUntil] = [day('2026-12-06'), day('2026-12-13')]
  const dates = { openUntil, readUntil }
  expect(isOutsideOpen({ stage: 'made', openUntil }, day('2026-12-06'))).toBe(true)
  expect(isOutsideOpen({ stage: 'made', openUntil }, day('2026-12-07'))).toBe(false)
  expect(shownOutside({ stage: 'opened', openUntil }, day('2026-12-07'))).toBe('expired')
  expect(isOutsideOpen({ stage: 'received', ...dates }, day('2026-12-13'))).toBe(true)
  expect(isOutsideOpen({ stage: 'settled', ...dates }, day('2026-12-14'))).toBe(false)
  for (const stage of ['named', 'declined', 'expired', 'withdrawn', 'stopped'] as const)
    expect(isOutsideOpen({ stage, ...dates }, day('2026-11-30')), stage).toBe(false)
})

test('what waits stands in the way of another handover, what is over does not', () => {
  expect(OUTSIDE_STAGES.filter(isOutsideRunning)).toEqual(['named', 'made', 'opened'])
})

test('the sender can do what the table lets it', () => {
  expect(outsideAbilities('named', 'own')).toEqual(['make-outside-link', 'withdraw-outside'])
  expect(outsideAbilities('opened', 'own')).toEqual(['withdraw-outside', 'renew-outside-code'])
  expect(outsideAbilities('received', 'own')).toEqual(['settle-outside', 'withdraw-outside'])
  expect(outsideAbilities('stopped', 'own')).toEqual([])
})

const HAVEN = { name: 'Opvang De Verzonnen Haven', plane: 'care', phones: ['+31880000123'] }
const POLICE = { name: 'AVIM Noord-Holland', plane: 'enforcement', phones: ['+31990000001'] }

test('an authority is refused whatever it is called, police also under another kind, and who has an account is handed over to inside', () => {
  const known = [HAVEN, POLICE]
  const party = { kind: 'shelter', name: 'Maison Inventée', phone: '+33199001234' } as const
  expect(checkParty(party, known)).toEqual({ ok: true, value: true })
  expect(checkParty({ ...party, kind: 'authority' }, known)).toMatchObject({ refusal: { code: 'receiver-not-care' } })
  expect(checkParty({ ...party, name: 'avim noord holland' }, known)).toMatchObject({
    refusal: { code: 'receiver-not-care' },
  })
  expect(checkParty({ ...party, phone: '+31880000123' }, known)).toMatchObject({
    refusal: { code: 'outside-has-account' },
  })
})

test('a number is kept with its country, and what is no number is refused', () => {
  expect(readPhone('020 7946 0958', 'GB')).toEqual({ ok: true, value: '+442079460958' })
  expect(readPhone('06 00 00 41 41', 'NL')).toEqual({ ok: true, value: '+31600004141' })
  expect(readPhone('+32 2 000 00 00', 'NL')).toEqual({ ok: true, value: '+3220000000' })
  for (const typed of ['', 'bellen', '12', '0900', '+999999999999999999'])
    expect(readPhone(typed, 'NL'), typed).toMatchObject({ refusal: { code: 'phone-unreadable' } })
})

test('of a country that is not in the table nothing is made up', () => {
  expect(pointsOf('VN', day('2026-11-29'))).toEqual([])
  expect(pointsOf('BE', day('2026-11-29')).map(({ name }) => name)).toEqual(['PAG-ASA', 'Payoke', 'Sürya'])
  expect(pointsOf('BE', day('2025-12-31'))).toEqual([])
  expect(OUTSIDE_TERMS).toEqual({ openDays: 7, readDays: 14, readTimes: 10 })
  const point = { ...{ country: 'BE', name: 'X', is: 'network', web: 'https://x.example', year: 2024 } }
  const row = { ...point, valid_from: '2026-01-01', state: 'unreviewed' }
  expect(() => readPoints({ central: {}, points: [{ ...row, web: 'http://x.example' }] })).toThrow('cannot be read')
  expect(() => readPoints({ central: {}, points: [{ ...row, country: 'QQ' }] })).toThrow('cannot be read')
  expect(readPoints({ central: {}, points: [row] }).points).toHaveLength(1)
})
