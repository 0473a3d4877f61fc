import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import type { ImportedSignal as FromExchange } from '../exchange/index.ts'
import { day, parsePartialDate } from '../kernel/index.ts'
import type { PersonDescription } from '../linkage/index.ts'
import { proposeFacts, TEXT_MAX } from './propose-facts.ts'
import type { ImportedSignal } from './signal.import.store.ts'
import { checkSignal, happenedOn, type SignalPerson } from './signal.ts'

const today = day('2026-11-16')
const towns = [
  { code: 'GM0439', name: 'Purmerend' },
  { code: 'GM0518', name: "'s-Gravenhage" },
  { code: 'GM0796', name: "'s-Hertogenbosch" },
  { code: 'GM1695', name: 'Noord-Beveland' },
  { code: 'GM0772', name: 'Eindhoven' },
]
const propose = (text: string) => proposeFacts(text, { towns, today })

test('the words of a signal are those of exchange and linkage', () => {
  expectTypeOf<FromExchange>().toExtend<ImportedSignal>()
  expectTypeOf<SignalPerson>().toExtend<PersonDescription>()
})

test('suspicion is enough: a name, a number or a description', () => {
  expect(checkSignal({ person: { fullName: 'Verzonnen' } }, today).ok).toBe(true)
  expect(checkSignal({ person: { phone: '06 00 000 000' } }, today).ok).toBe(true)
  expect(checkSignal({ note: 'Een man slaapt boven het restaurant.' }, today).ok).toBe(true)
  for (const nothing of [{}, { note: ' ' }, { person: {} }, { person: { nationality: 'VN', given: ' ' } }])
    expect(checkSignal(nothing, today)).toMatchObject({ refusal: { code: 'nobody-described' } })
})

test('when it happened is kept as exactly as it is known', () => {
  expect(happenedOn(parsePartialDate('2026-03'), today)).toEqual({ day: '2026-03-01', precision: 'month' })
  expect(happenedOn(parsePartialDate('2026'), today)).toEqual({ day: '2026-01-01', precision: 'year' })
  expect(happenedOn(undefined, today)).toEqual({ day: today, precision: 'unknown' })
  expect(checkSignal({ note: 'x', happened: '2026-11-17' }, today)).toMatchObject({
    refusal: { code: 'happened-in-future' },
  })
  expect(checkSignal({ note: 'x', happened: '2026-13' }, today)).toMatchObject({ refusal: { code: 'not-a-date' } })
})

const MAIL = `Goedemiddag,
Gisteren sprak ik een kok. Naam: Minh Verzonnen, geboren 3 april 1991. Hij werkt in Purmerend en slaapt boven het restaurant.
Zijn vergunning is geldig. Nationaliteit: Vietnamese. Bereikbaar op 06 00 123 456 of kok@voorbeeld.example.
Sinds 12-10-2026 krijgt hij geen loon.`

test('a pasted mail yields what stands in it, with where it stands and how sure it is', () => {
  const found = propose(MAIL).map(({ field, written, code, confidence }) => ({ field, written, code, confidence }))
  expect(found).toEqual(
    expect.arrayContaining([
      { field: 'fullName', written: 'Minh Verzonnen', code: undefined, confidence: 'labelled' },
      { field: 'birthDate', written: '3 april 1991', code: '1991-04-03', confidence: 'labelled' },
      { field: 'town', written: 'Purmerend', code: 'GM0439', confidence: 'pattern' },
      { field: 'nationality', written: 'Vietnamese', code: 'VN', confidence: 'labelled' },
      { field: 'phone', written: '06 00 123 456', code: undefined, confidence: 'pattern' },
      { field: 'email', written: 'kok@voorbeeld.example', code: undefined, confidence: 'pattern' },
      { field: 'residence', written: 'vergunning is geldig', code: 'permit-valid', confidence: 'hint' },
      { field: 'exploitation', written: 'geen loon', code: 'labour', confidence: 'hint' },
      { field: 'happened', written: '12-10-2026', code: '2026-10-12', confidence: 'pattern' },
    ]),
  )
})

test('a withdrawn permit is not taken for a valid one, and a day that does not exist is no date', () => {
  expect(propose('De vergunning is vorige week ingetrokken.').map(({ code }) => code)).toEqual(['permit-withdrawn'])
  expect(propose('Gezien op 31-02-2026.').filter(({ field }) => field === 'happened')).toEqual([])
  expect(propose("Zij verblijft in 's-Hertogenbosch.").find(({ field }) => field === 'town')?.code).toBe('GM0796')
})

const PIECES = fc.constantFrom(
  ...MAIL.split(/(?<=[ .\n:])/),
  ...[
    'heet ',
    'mevrouw ',
    'Anna van der ',
    "in 's-",
    'B8',
    '+31 6',
    '00',
    '-',
    '1990',
    '31-12-2025',
    '😀',
    'ﬁ',
    'İ',
    '@a.b',
  ],
)
const aText = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.array(PIECES, { maxLength: 60 }).map((parts) => parts.join('')),
)

test('P1 every proposed value stands in the text, to the letter, and no two share words', () => {
  fc.assert(
    fc.property(aText, (text) => {
      let last = 0
      for (const { written, start, end } of propose(text)) {
        expect(text.slice(start, end)).toBe(written)
        expect(written).not.toBe('')
        expect(start).toBeGreaterThanOrEqual(last)
        last = end
      }
    }),
    { numRuns: 500 },
  )
})

test('P2 a text of the largest size is read within a second, whatever is in it', () => {
  for (const piece of ['A', 'Aa ', '0 ', 'in Aa ', 'vergunning ', 'van der ', 'a.', "'s-", 'a@']) {
    const began = performance.now()
    propose(piece.repeat(Math.floor(TEXT_MAX / piece.length)))
    expect(performance.now() - began, piece).toBeLessThan(1_000)
  }
})
