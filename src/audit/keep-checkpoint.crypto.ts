/** What somebody else keeps of a log, and whether a checkpoint that was fetched may stand beside it. */
import { readCheckpoint } from './checkpoint.crypto.ts'
import { isConsistent } from './merkle.crypto.ts'

/** Notes in the order in which they were kept, all signed by one key. */
export type Kept = { readonly verifierKey: string; readonly notes: readonly string[] }
/** `does-not-continue`: the proof does not fit what was kept last, or the log once had another root at this size. */
export type Judged = 'kept' | 'known' | 'older' | 'other-key' | 'not-signed' | 'does-not-continue'

/** Judges a fetched checkpoint; only what is `kept` is added. */
export const judgeCheckpoint = (
  before: Kept,
  fetched: { readonly note: string; readonly verifierKey: string; readonly proof: readonly string[] },
): Judged => {
  if (before.verifierKey !== fetched.verifierKey) return 'other-key'
  const later = readCheckpoint(fetched.note, fetched.verifierKey)
  if (!later) return 'not-signed'
  const known = before.notes.flatMap((note) => readCheckpoint(note, fetched.verifierKey) ?? [])
  const last = known.at(-1)
  if (!last) return 'kept'
  const same = known.find(({ size }) => size === later.size)
  if (same) return same.root.equals(later.root) ? 'known' : 'does-not-continue'
  if (later.size < last.size) return 'older'
  const proof = fetched.proof.map((hash) => Buffer.from(hash, 'base64'))
  return isConsistent(last, later, proof) ? 'kept' : 'does-not-continue'
}
