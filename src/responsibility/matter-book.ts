/** Matters and named gaps of data/rules/, read once. */
import gapsFile from '../../data/rules/gaps.json' with { type: 'json' }
import mattersFile from '../../data/rules/matters.json' with { type: 'json' }
import { readMatters } from './rule-matters.ts'

const load = () => {
  const read = readMatters(mattersFile, gapsFile)
  if (!read.ok) throw new Error(`data/rules/matters.json or gaps.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}

export const { matters: MATTERS, gaps: GAPS } = load()
