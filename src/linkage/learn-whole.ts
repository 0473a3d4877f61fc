/**
 * Parameters for a registration that is linked as a whole. Learning from patterns alone can drift from persons to families or
 * peoples: where everybody who shares a nationality and a common name looks alike, the largest kind of likeness wins. Who is one
 * person with a second is one person with the third as well; families and peoples are not. So the same pairs are learned from under
 * several beliefs, and company decides, without labels.
 */
import { type Company, companyOf, consistencyOf, type PairColumns } from './company.ts'
import { type Evidence, LEARNING, learn } from './learn.ts'
import type { Group } from './match-levels.ts'
import { evidenceUnder, type Parameters } from './match-model.ts'

/** From trusting to doubting: groups whose likeness may come with being related or from one country, not from being one person. */
const DOUBTED: readonly (readonly Group[])[] = [
  [],
  ['origin', 'other'],
  ['phone', 'email', 'document', 'address', 'place', 'origin', 'other'],
]
/** A more doubting belief must hang together better by so much: doubt costs matches where nothing drifted. Ours, found on the development sets. */
const GAIN_LEAST = 0.02

export type CandidateColumns = {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly patterns: Float64Array
}
export type LearnedWhole = {
  readonly parameters: Parameters
  /** Log2 of the odds that any pair is one person. */
  readonly prior: number
  readonly consistency: number
  readonly doubted: readonly Group[]
}

/** Learns under each belief and keeps the most trusting one that hangs together. Nothing is drawn. */
export const learnWhole = (evidence: Evidence, start: Parameters, candidates: CandidateColumns): LearnedWhole => {
  const [first, ...more] = DOUBTED.map((doubted) => learnDoubting(evidence, start, candidates, doubted))
  if (!first) throw new RangeError('there is no belief to learn under')
  return more.reduce((best, next) => (next.consistency > best.consistency + GAIN_LEAST ? next : best), first)
}

const learnDoubting = (
  evidence: Evidence,
  start: Parameters,
  { a, b, patterns }: CandidateColumns,
  doubted: readonly Group[],
): LearnedWhole => {
  const parameters = learn(evidence, start, { ...LEARNING, amongCandidates: doubted })
  const prior = Math.log2((parameters.matchesPerRecord * evidence.records) / evidence.pairs)
  const bitsOf = evidenceUnder(parameters)
  const pairs: PairColumns = { a, b, bits: patterns.map((pattern) => bitsOf(pattern) + prior) }
  const company: Company = companyOf(pairs, evidence.records)
  return { parameters, prior, doubted, consistency: consistencyOf(pairs.bits, company) }
}
