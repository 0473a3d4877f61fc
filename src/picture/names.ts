/** Names of regions and forms in the language of a reader, for files. Pure. */
import { numbersEn } from '../words/numbers.en.ts'
import { numbersNl } from '../words/numbers.nl.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'

export type ReportLanguage = 'nl' | 'en'
const WORDS = { nl: numbersNl, en: numbersEn } as const

/** The name of a safety region; of what is none, that it is unknown. */
export const regionName = (code: string, language: ReportLanguage): string =>
  SAFETY_REGIONS[code] ?? WORDS[language].noRegion
/** The name of a form; a code without a name stays as it is. */
export const formName = (code: string, language: ReportLanguage): string => WORDS[language].forms[code] ?? code
