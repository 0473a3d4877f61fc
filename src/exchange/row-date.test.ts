import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, formatPartialDate } from '../kernel/index.ts'
import { type DateOrder, decideOrder, noEvidence, orderIn, plausible, readDate } from './row-date.ts'

const shown = (text: string, order: DateOrder = 'dmy') => {
  const date = readDate(text, order)
  return date.ok ? formatPartialDate(date.value) : date.refusal.code
}

test('a date is one day, month or year, with unknown parts as zeros', () => {
  const understood = {
    '1984-06-03': '1984-06-03',
    '3-6-1984': '1984-06-03',
    '03/06/1984': '1984-06-03',
    '3.6.1984': '1984-06-03',
    '1984-6-3': '1984-06-03',
  }
  for (const [text, wanted] of Object.entries(understood)) expect(shown(text), text).toBe(wanted)
  for (const text of ['1984', '00-00-1984', '1984-00-00', '19840000']) expect(shown(text), text).toBe('1984')
  for (const text of ['1984-06', '06-1984', '00-06-1984', '1984-06-00', '19840600'])
    expect(shown(text), text).toBe('1984-06')
  expect(shown('2024-02-29 00:00:00')).toBe('2024-02-29')
})

test('what is no date is refused with its own reason, never moved to another day', () => {
  const refusals = {
    '30-02-2024': 'date-no-such-day',
    '29-02-2023': 'date-no-such-day',
    '31-04-2024': 'date-no-such-day',
    '2024-13-01': 'date-no-such-day',
    '1984-00-05': 'date-no-such-day',
    '12/31/2024': 'date-order-wrong',
    '01-02-03': 'date-year-two-digits',
    '45292': 'date-is-serial',
    '2024-01-01T00:00:00+14:00': 'date-has-time',
    '2024-06-30T23:59:60Z': 'date-has-time',
    'ca. 1984': 'date-not-understood',
    '１９８４-01-01': 'date-not-understood',
    '10000-01-01': 'date-not-understood',
    '-0001-01-01': 'date-not-understood',
    '2024-W01-1': 'date-not-understood',
    '20121984': 'date-no-such-day',
    infinity: 'date-not-understood',
  }
  for (const [text, code] of Object.entries(refusals)) expect(shown(text), text).toBe(code)
})

test('P4 every day comes back as that day in every way of writing it', () => {
  const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [y, m, d] = iso.split('-')
      expect([shown(iso), shown(`${d}-${m}-${y}`), shown(`${m}/${d}/${y}`, 'mdy'), shown(`${y}${m}${d}`)]).toEqual([
        iso,
        iso,
        iso,
        iso,
      ])
    }),
  )
})

test('the order of day and month is told by the column, or asked', () => {
  const decide = (...texts: readonly string[]) => {
    const evidence = noEvidence()
    for (const text of texts) {
      const order = orderIn(text)
      if (order) evidence[order] += 1
    }
    const order = decideOrder(evidence)
    return order.ok ? order.value : order.refusal.code
  }
  expect(decide('01-02-2024', '21-03-2024')).toBe('dmy')
  expect(decide('01/02/2024', '03/21/2024')).toBe('mdy')
  expect(decide('01-02-2024', '05-05-2024')).toBe('date-order-unclear')
  expect(decide('21-03-2024', '03-21-2024')).toBe('date-order-mixed')
  expect(decide('05-05-2024', '2024-01-02', '1984')).toBe('dmy')
  expect(decide('01-02-2024', '00-06-2024')).toBe('dmy')
})

test('nobody is born tomorrow, or so long ago that it is a placeholder', () => {
  const today = day('2026-11-23')
  const code = (text: string, what: 'birth' | 'event') => {
    const date = readDate(text, 'dmy')
    if (!date.ok) return date.refusal.code
    const judged = plausible(date.value, what, today)
    return judged.ok ? 'ok' : judged.refusal.code
  }
  expect([code('2026-11-23', 'birth'), code('2026-11', 'birth'), code('2026', 'event')]).toEqual(['ok', 'ok', 'ok'])
  expect([code('2026-11-24', 'birth'), code('2026-12', 'event'), code('2027', 'birth')]).toEqual(
    Array(3).fill('date-in-future'),
  )
  expect([code('1899-12-31', 'birth'), code('0001-01-01', 'birth'), code('1949-12-31', 'event')]).toEqual(
    Array(3).fill('date-out-of-range'),
  )
})
