/** The norms of data/norms/, read once. An unreadable file is a fault of ours. */
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { type Norm, readNorms } from './norm.ts'

const loadNorms = (): readonly Norm[] => {
  const read = readNorms(normsFile)
  if (!read.ok) throw new Error(`data/norms/norms.json: ${JSON.stringify(read.refusal)}`)
  return read.value
}

export const NORMS: readonly Norm[] = loadNorms()
