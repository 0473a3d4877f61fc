import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { parsePlace, placeText, type WorkPlace } from './worklist.ts'

const places: fc.Arbitrary<WorkPlace> = fc
  .record({
    urgency: fc.constantFrom(0 as const, 1 as const),
    due: fc.option(
      fc.integer({ min: -400, max: 400 }).map((days) => addDays(day('2026-11-16'), days)),
      { nil: undefined },
    ),
    id: fc.uuid(),
  })
  .map(({ due, ...rest }) => ({ ...rest, ...(due ? { due } : {}) }))

test('a place of the list comes back from its text, and nothing else is a place', () => {
  fc.assert(
    fc.property(places, fc.string(), (place, text) => {
      const parsed = parsePlace(placeText(place))
      expect(parsed).toMatchObject({ urgency: place.urgency, id: place.id, due: place.due ?? '9999-12-31' })
      const other = parsePlace(text)
      if (other) expect(placeText(other)).toBe(text)
    }),
  )
  for (const text of ['', '1', '2~2026-11-16~x', `1~2026-13-01~${crypto.randomUUID()}`])
    expect(parsePlace(text)).toBe(undefined)
})

test('who is out of sight stands first, then what is due first, and last that for which nothing is due', () => {
  const id = 'aaaaaaaa-0000-4000-8000-000000000000'
  const missing: WorkPlace = { urgency: 0, id }
  const late: WorkPlace = { urgency: 1, due: day('2026-11-01'), id }
  const soon: WorkPlace = { urgency: 1, due: day('2026-11-20'), id }
  const quiet: WorkPlace = { urgency: 1, id }
  expect([quiet, soon, missing, late].map(placeText).toSorted()).toEqual([missing, late, soon, quiet].map(placeText))
})
