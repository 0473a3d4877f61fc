/** The norms of data/norms/ and the kinds of facts they may name, read once. An unreadable file is a fault of ours. */
import kindsFile from '../../data/norms/fact-kinds.json' with { type: 'json' }
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { type FactKind, readFactKinds } from './fact-kinds.ts'
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

export const FACT_KINDS: readonly FactKind[] = loadKinds()
export const NORMS: readonly Norm[] = loadNorms()
/** The norms that read the facts of one file. */
export const NORMS_OF_PERSONS: readonly Norm[] = NORMS.filter(({ about }) => about === 'person')
