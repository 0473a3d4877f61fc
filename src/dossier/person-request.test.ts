import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import type { Chapter } from './chapter.ts'
import { FIELDS_OF } from './chapter-fields.ts'
import { OWN_FIELDS, ownFields, tells } from './own-file.ts'
import { together } from './person-more.page.ts'
import { checkRequest, isLate, MOST_OPEN, monthLater } from './person-request.ts'

const aDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays(day('2000-01-01'), count))

test.each([
  ['2026-11-16', '2026-12-16'],
  ['2026-12-31', '2027-01-31'],
  ['2027-01-30', '2027-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-11-30', '2026-12-30'],
])('a month after %s is %s', (from, to) => expect(monthLater(day(from))).toBe(to))

test('P10 every request has a term of a month, and is late only after it and without an answer', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 0, max: 60 }), (made, later) => {
      const answerBy = monthLater(made)
      const days = (Date.parse(answerBy) - Date.parse(made)) / 86_400_000
      expect(days).toBeGreaterThanOrEqual(28)
      expect(days).toBeLessThanOrEqual(31)
      const today = addDays(made, later)
      expect(isLate({ answerBy }, today)).toBe(today > answerBy)
      expect(isLate({ answerBy, outcome: 'not-done' }, today)).toBe(false)
    }),
  )
})

test('words without ink are no request, and there is an end to how many wait', () => {
  expect(checkRequest(' \n ', 0)).toMatchObject({ refusal: { code: 'request-without-words' } })
  expect(checkRequest('x'.repeat(4_001), 0)).toMatchObject({ refusal: { code: 'request-too-long' } })
  expect(checkRequest('Dit klopt niet.', MOST_OPEN)).toMatchObject({ refusal: { code: 'too-many-requests-open' } })
  expect(checkRequest('  Dit klopt niet. ', 0)).toEqual({ ok: true, value: 'Dit klopt niet.' })
})

test('P9 the page shows of each chapter the listed fields and none that names a house, however it is written', () => {
  const houses = ['Opvang De Haven', 'AVIM Noord-Holland']
  const chapters = Object.keys(FIELDS_OF) as Chapter[]
  const aField = fc
    .constantFrom(...chapters.flatMap((chapter) => FIELDS_OF[chapter].map((field) => ({ chapter, field }))))
    .chain((place) =>
      fc
        .constantFrom(
          'Vietnamees',
          'bij opvang de haven',
          'OPVANG  DE-HAVEN 3',
          'avim, noord holland',
          '06 00 00 00 00',
        )
        .map((value) => ({ ...place, value, by: 'a', since: day('2026-11-01') })),
    )
  fc.assert(
    fc.property(fc.array(aField, { maxLength: 20 }), (known) => {
      for (const { chapter, field, value } of ownFields(known, houses)) {
        expect((OWN_FIELDS[chapter] as readonly string[]).includes(field)).toBe(true)
        expect(value === undefined || !/haven|avim/i.test(value)).toBe(true)
      }
    }),
  )
  expect(Object.keys(OWN_FIELDS)).not.toContain('shelter')
  expect(tells('Ópvang de Haven', houses)).toBe(true)
})

test('what the same party did again and again on one day is one line with how often, and nothing else falls together', () => {
  const line = (more: object = {}) => ({
    day: '2026-11-16',
    time: '10:00',
    who: 'A',
    what: 'las',
    why: 'werk',
    ...more,
  })
  expect(together([line({ time: '10:02' }), line({ time: '10:01' }), line(), line({ day: '2026-11-15' })])).toEqual([
    line({ time: '10:02', times: 3 }),
    line({ day: '2026-11-15' }),
  ])
  const apart = [line(), line({ who: 'B' }), line(), line({ what: 'schreef' }), line({ why: 'nood' })]
  expect(together(apart)).toEqual(apart)
})
