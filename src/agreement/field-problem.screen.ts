/** What the server said of one field, to stand beside it: what happened and what now. */
import { useLanguage } from '../web/language.tsx'
import { type Problem, sentencesOf } from '../web/problem.ts'

export const useFieldProblem = (): ((problem: Problem | undefined) => string | undefined) => {
  const { language } = useLanguage()
  return (problem) => {
    if (problem === undefined) return undefined
    const { what, now } = sentencesOf(problem, language)
    return `${what} ${now}`.trim()
  }
}
