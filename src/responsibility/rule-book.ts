/** The rules and the table of residence letters of data/rules/, read once. An unreadable book is a fault of ours. */
import lettersFile from '../../data/rules/residence-letters.json' with { type: 'json' }
import rulesFile from '../../data/rules/responsibility.json' with { type: 'json' }
import { type LetterRow, readLetters } from './residence.ts'
import { type Rule, readRules } from './rule.ts'

const loadRules = (): readonly Rule[] => {
  const read = readRules(rulesFile)
  if (!read.ok) throw new Error(`data/rules/responsibility.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}
const loadLetters = (): readonly LetterRow[] => {
  const read = readLetters(lettersFile)
  if (!read.ok) throw new Error(`data/rules/residence-letters.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}

export const RULES: readonly Rule[] = loadRules()
export const LETTERS: readonly LetterRow[] = loadLetters()
