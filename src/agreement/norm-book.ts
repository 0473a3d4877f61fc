/** The norms of data/norms/ and the kinds of facts they may name, read once. An unreadable file is a fault of ours. */
import causesFile from '../../data/norms/causes.json' with { type: 'json' }
import escalationFile from '../../data/norms/escalation.json' with { type: 'json' }
import kindsFile from '../../data/norms/fact-kinds.json' with { type: 'json' }
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { type Escalation, readEscalation } from './escalation.ts'
import { type FactKind, readFactKinds } from './fact-kinds.ts'
import { type MissBook, readMissBook } from './miss.ts'
import { type Norm, readNorms } from './norm.ts'

const loadKinds = (): readonly FactKind[] => {
  const read = readFactKinds(kindsFile)
  if (!read.ok) throw new Error(`data/norms/fact-kinds.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}
const loadNorms = (): readonly Norm[] => {
  const read = readNorms(normsFile, new Set(FACT_KINDS.map(({ kind }) => kind)))
  if (!read.ok) throw new Error(`data/norms/norms.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}
const loadEscalation = (): Escalation => {
  const read = readEscalation(escalationFile, NORMS)
  if (!read.ok) throw new Error(`data/norms/escalation.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}
const loadMissBook = (): MissBook => {
  const read = readMissBook(causesFile)
  if (!read.ok) throw new Error(`data/norms/causes.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}

export const FACT_KINDS: readonly FactKind[] = loadKinds()
export const KIND_OF: ReadonlyMap<string, FactKind> = new Map(FACT_KINDS.map((each) => [each.kind, each]))
export const NORMS: readonly Norm[] = loadNorms()
/** The norms that read the facts of one file. */
export const NORMS_OF_PERSONS: readonly Norm[] = NORMS.filter(({ about }) => about === 'person')
/** Where a term goes that is nearly over or was missed. */
export const ESCALATION: Escalation = loadEscalation()
/** What may be said of a miss. */
export const MISSES: MissBook = loadMissBook()
