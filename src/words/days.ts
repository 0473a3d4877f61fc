/** Days as a reader writes them, for pages and cards that the server draws. */
import { LANGUAGE_TAGS, type PersonLanguage } from './person.ts'

/** `18:06` in Amsterdam, wherever the server stands. */
export const timeInWords = (at: Date, language: PersonLanguage): string =>
  new Intl.DateTimeFormat(LANGUAGE_TAGS[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Amsterdam',
  }).format(at)

const PATTERN = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/

/** `16 november 2027` for `2027-11-16`, `november 2027` for `2027-11`; other text comes back as it is. */
export const dayInWords = (day: string, language: PersonLanguage): string => {
  const found = PATTERN.exec(day)
  if (!found) return day
  // Noon UTC is the same day wherever the server stands.
  const at = new Date(`${found[1]}-${found[2]}-${found[3] ?? '01'}T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return formatOf(language, found[3] !== undefined).format(at)
}

// Making a format costs a hundred times what using it costs.
const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (language: PersonLanguage, withDay: boolean): Intl.DateTimeFormat => {
  const key = `${language} ${withDay}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(LANGUAGE_TAGS[language], {
      ...(withDay ? { day: 'numeric' } : {}),
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
  formats.set(key, format)
  return format
}
