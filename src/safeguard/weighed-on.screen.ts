/** When a decision was recorded and why it is stated afterwards, in words: what tells two of the same kind apart. */
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'

export const useWeighedOn = (): ((at: string | undefined, why: string | undefined) => string) => {
  const words = useWords()
  const { language } = useLanguage()
  const { danger2, happened } = words.interest.decisions
  const causes: Readonly<Record<string, string>> = { danger: danger2, happened }
  return (at, why) =>
    at === undefined ? '' : words.today.weighedOn(formatMoment(at, language), (causes[why ?? ''] ?? '').toLowerCase())
}
