/**
 * A calendar that names nobody (RFC 5545): on each day how many things wait, and the address of the product. Whole days without a clock time, so
 * that no time zone and no change to summer time moves them. Written by hand: a library would bring more than these lines do (decision 0061).
 */
import { addDays, type Day } from '../kernel/index.ts'

/** How many things wait on a day. */
export type CountedDay = { readonly day: Day; readonly count: number }

const LINE_OCTETS_MAX = 75
const encoder = new TextEncoder()

/** RFC 5545 3.1: a line of more than 75 octets goes on after a line break and a space; never within a character. */
export const foldLine = (line: string): string => {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const size = encoder.encode(character).length
    // What follows begins with a space, which counts.
    if (octets + size > LINE_OCTETS_MAX - (parts.length > 0 ? 1 : 0)) {
      parts.push(part)
      ;[part, octets] = ['', 0]
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

/** RFC 5545 3.3.11. */
export const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n')

const compact = (day: Day): string => day.replaceAll('-', '')

/** The days with their counts: what was due before today waits today. */
export const countDays = (dues: readonly Day[], today: Day): readonly CountedDay[] => {
  const counts = new Map<Day, number>()
  for (const due of dues) {
    const day = due < today ? today : due
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].map(([day, count]) => ({ day, count })).toSorted((one, other) => one.day.localeCompare(other.day))
}

export type CalendarWords = { readonly name: string; readonly title: (count: number) => string }

/** The whole text. `uidOf` gives a number that only who holds the key can make again; `made` is the day on which this is so. */
export const writeCalendar = (
  days: readonly CountedDay[],
  options: {
    readonly words: CalendarWords
    readonly address: string
    readonly made: Day
    readonly uidOf: (day: Day) => string
  },
): string => {
  const events = days.flatMap(({ day, count }) => [
    'BEGIN:VEVENT',
    `UID:${options.uidOf(day)}`,
    `DTSTAMP:${compact(options.made)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escapeText(options.words.title(count))}`,
    `URL:${options.address}`,
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'END:VEVENT',
  ])
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samenhang//Taken//NL', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...[`X-WR-CALNAME:${escapeText(options.words.name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'],
    ...events,
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
