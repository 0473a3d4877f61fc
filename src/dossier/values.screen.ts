/** A noted value as a reader says it: days written out, codes as words, a country by its name. Anything else stays as it was told. */
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const COUNTRY = /^[A-Z]{2}$/

/** Gives how a value of a field is shown. */
export const useShownValue = (): ((field: string, value: string) => string) => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const letters: Readonly<Record<string, string>> = words.residence.letters
  const countries = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return (field, value) => {
    if (DAY.test(value)) return formatDay(value, language)
    if (field === 'letter') return letters[value] ?? value
    if (field === 'language') return words.consent.languages[value] ?? value
    if (field === 'permit') return words.residence.permits[value] ?? value
    if (field === 'nationality' && COUNTRY.test(value)) return countries.of(value) ?? value
    return words.values[value] ?? value
  }
}
