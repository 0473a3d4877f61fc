/** Days and moments as a reader writes them. Amsterdam time, whatever the clock of the computer says. */
import type { Language } from './language.tsx'

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' }
const ZONE = 'Europe/Amsterdam'

/** `16 november 2026` for `2026-11-16`; text that is no day comes back as it is. */
export const formatDay = (day: string, language: Language): string =>
  withDay(day, language, { day: 'numeric', month: 'long', year: 'numeric' })

/** `maandag 16 november`, for what is near. */
export const formatWeekday = (day: string, language: Language): string =>
  withDay(day, language, { weekday: 'long', day: 'numeric', month: 'long' })

/** `maandag 16 november, 14:05` for an instant in ISO form. */
export const formatMoment = (instant: string, language: Language): string => {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: ZONE,
  }).format(at)
  return `${day}, ${formatTime(instant, language)}`
}

/** `14:05` for an instant in ISO form. */
export const formatTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(
    new Date(instant),
  )

/** A date that may be known by year or month only: `1985`, `juni 1985`, `3 juni 1985`. Other text comes back as it is. */
export const formatPartialDay = (date: string, language: Language): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return formatDay(date, language)
  if (/^\d{4}-\d{2}$/.test(date)) return withDay(`${date}-01`, language, { month: 'long', year: 'numeric' })
  return date
}

/** The name of a country for its ISO code; text that is no code comes back as it is. */
export const formatCountry = (code: string, language: Language): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([LOCALES[language]], { type: 'region' }).of(code) ?? code) : code

const withDay = (day: string, language: Language, options: Intl.DateTimeFormatOptions): string => {
  // Noon UTC is the same day in Amsterdam, summer and winter.
  const at = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: ZONE }).format(at)
}
