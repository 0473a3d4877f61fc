/** The examples of data/rules/, judged when they are read: a rule that lost its example, or answers it differently, is a fault of ours. */
import examplesFile from '../../data/rules/examples.json' with { type: 'json' }
import { RULES } from './rule-book.ts'
import { type RuleExample, readExamples } from './rule-examples.ts'

const loadExamples = (): readonly RuleExample[] => {
  const read = readExamples(examplesFile, RULES)
  if (!read.ok) throw new Error(`data/rules/examples.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}

export const EXAMPLES: readonly RuleExample[] = loadExamples()
