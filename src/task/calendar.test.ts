import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { calendarNl } from '../words/calendar.ts'
import { countDays, escapeText, foldLine, writeCalendar } from './calendar.ts'
import { calendarKeyOf } from './calendar-feed.crypto.ts'

const TODAY = day('2026-11-16')
const octets = (text: string): number => Buffer.byteLength(text)
const unfold = (text: string): string => text.replaceAll('\r\n ', '')
const write = (days: Parameters<typeof writeCalendar>[0], link = 'link'): string =>
  writeCalendar(days, {
    ...{ words: calendarNl, address: `https://samenhang.example/${'x'.repeat(80)}/app/mijn-dag`, made: TODAY },
    uidOf: (each) => calendarKeyOf(Buffer.alloc(32, 7)).uidOf(link, each),
  })
const dues = fc.array(
  fc.integer({ min: -60, max: 400 }).map((count) => addDays(TODAY, count)),
  { maxLength: 60 },
)

test('P5 a calendar holds days and counts and nothing else, and every line is one that a calendar reads', () => {
  fc.assert(
    fc.property(dues, (list) => {
      const text = write(countDays(list, TODAY))
      const parts = text.split('\r\n')
      expect(parts.at(-1)).toBe('')
      expect(parts.every((line) => octets(line) <= 75 && !/[\r\n]/.test(line))).toBe(true)
      const lines = unfold(text).split('\r\n').slice(0, -1)
      const allowed = [
        /^(BEGIN|END):(VCALENDAR|VEVENT)$/,
        /^(VERSION:2\.0|CALSCALE:GREGORIAN|METHOD:PUBLISH|TRANSP:TRANSPARENT|CLASS:PRIVATE)$/,
        /^PRODID:-\/\/Samenhang\/\/Taken\/\/NL$/,
        /^X-WR-CALNAME:Taken$/,
        /^REFRESH-INTERVAL;VALUE=DURATION:PT1H$/,
        /^UID:[0-9a-f]{32}@taak\.invalid$/,
        /^DTSTAMP:20261116T000000Z$/,
        /^DT(START|END);VALUE=DATE:\d{8}$/,
        /^SUMMARY:(Taak \(1\)|Taken \(\d+\))$/,
        /^URL:https:\/\/samenhang\.example\/x{80}\/app\/mijn-dag$/,
      ]
      expect(lines.filter((line) => !allowed.some((each) => each.test(line)))).toEqual([])
      const counts = lines.flatMap((line) => (line.startsWith('SUMMARY') ? [Number(/\d+/.exec(line)?.[0])] : []))
      expect(counts.reduce((sum, each) => sum + each, 0)).toBe(list.length)
      expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT')).length).toBe(
        lines.filter((line) => line.startsWith('END:VEVENT')).length,
      )
    }),
  )
})

test('a day is a whole day, also when the clock goes to summer time, and what was due before waits today', () => {
  const text = write(countDays([addDays(TODAY, -3), TODAY, day('2027-03-28'), day('2026-12-31')], TODAY))
  expect(text).toContain('DTSTART;VALUE=DATE:20261116\r\nDTEND;VALUE=DATE:20261117\r\nSUMMARY:Taken (2)')
  expect(text).toContain('DTSTART;VALUE=DATE:20270328\r\nDTEND;VALUE=DATE:20270329\r\nSUMMARY:Taak (1)')
  expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101')
  expect(text.match(/TZID|VTIMEZONE|T\d{6}[^Z]/g)).toBe(null)
})

test('a number of a day is the same tomorrow, and another at another address and under another key', () => {
  const [key, other] = [calendarKeyOf(Buffer.alloc(32, 7)), calendarKeyOf(Buffer.alloc(32, 8))]
  expect(key.uidOf('a', TODAY)).toBe(key.uidOf('a', TODAY))
  const all = [key.uidOf('a', TODAY), key.uidOf('b', TODAY), key.uidOf('a', addDays(TODAY, 1)), other.uidOf('a', TODAY)]
  expect(new Set(all).size).toBe(4)
})

test('a line is folded by octets and never within a character; signs of the format are escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const folded = foldLine(text.replaceAll(/[\r\n]/g, ''))
      expect(folded.split('\r\n').every((line) => octets(line) <= 75)).toBe(true)
      expect(unfold(folded)).toBe(text.replaceAll(/[\r\n]/g, ''))
    }),
  )
  // What goes on begins with a space, which counts too.
  const long = foldLine('x'.repeat(400)).split('\r\n')
  expect(long.length).toBeGreaterThan(4)
  expect(Math.max(...long.map(octets))).toBeLessThanOrEqual(75)
  expect(escapeText('a;b,c\\d\ne')).toBe('a\\;b\\,c\\\\d\\ne')
})
