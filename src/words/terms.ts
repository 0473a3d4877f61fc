/** A term in the largest unit a reader counts in: days up to two weeks, then weeks, months and years. Whole units only; else it stays in days. */
const HALF_YEAR = 182

type Unit = { readonly days: number; readonly nl: readonly [string, string]; readonly en: readonly [string, string] }
const UNITS: readonly Unit[] = [
  { days: 365, nl: ['jaar', 'jaar'], en: ['year', 'years'] },
  { days: 30, nl: ['maand', 'maanden'], en: ['month', 'months'] },
  { days: 7, nl: ['week', 'weken'], en: ['week', 'weeks'] },
  { days: 1, nl: ['dag', 'dagen'], en: ['day', 'days'] },
]

/** `vandaag`, `binnen 5 dagen`, `binnen 8 weken`, `binnen 4 maanden`, `binnen 10 jaar`. */
export const termInWords = (days: number, language: 'nl' | 'en'): string => {
  const [today, within] = { nl: ['vandaag', 'binnen'], en: ['today', 'within'] }[language]
  if (days === 0) return today ?? ''
  if (days === HALF_YEAR) return { nl: 'binnen een half jaar', en: 'within half a year' }[language]
  const unit = UNITS.find((each) => days % each.days === 0)
  if (!unit) return `${within} ${days}`
  const count = days / unit.days
  return `${within} ${count} ${unit[language][count === 1 ? 0 : 1]}`
}
