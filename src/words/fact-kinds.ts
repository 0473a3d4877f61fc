/** The words of steps that are written down by hand, out of the list of kinds of facts (data/norms/fact-kinds.json). */
import file from '../../data/norms/fact-kinds.json' with { type: 'json' }

/** By kind, what stands in a timeline. */
export const stepWords = (language: 'nl' | 'en'): Readonly<Record<string, string>> =>
  Object.fromEntries(file.kinds.map((each) => [each.kind, each[language]]))
