/**
 * The key authority: holds the key of an epoch, evaluates blinded elements, sees no names, no handles and no index. How
 * many elements an organisation asked for is returned to its caller, who counts, budgets and refuses.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { MESSAGE_VERSION, type MessageRefusal, parseElements, toBase64url } from './messages.ts'
import { blindEvaluate, deriveKey, publicKeyOf } from './oblivious.crypto.ts'

export type EpochKey = { readonly epoch: string; readonly key: Uint8Array }

/** The key of an epoch from the authority's 32-byte seed: another epoch gives tokens that cannot be compared. */
export const epochKeyFrom = (seed: Uint8Array, epoch: string): EpochKey => ({
  epoch,
  key: deriveKey(seed, new TextEncoder().encode(`samenhang linkage ${epoch}`)),
})

/** What every owner may know of that key: with it masks can be made before they are needed. */
export const authorityPublicKey = ({ key }: EpochKey): Uint8Array => publicKeyOf(key)

/** Answers one `blinded` message. `evaluations` is what counts against the asker's budget. */
export const evaluateBlinded = (
  blindedMessage: string,
  { epoch, key }: EpochKey,
): Outcome<{ readonly message: string; readonly evaluations: number }, MessageRefusal> => {
  const parsed = parseElements(blindedMessage, 'blinded', epoch)
  if (!parsed.ok) return parsed
  const elements = evaluateAll(key, parsed.value)
  if (!elements) return refuse('linkage-message-unreadable')
  const message = JSON.stringify({ version: MESSAGE_VERSION, kind: 'evaluated', epoch, elements })
  return accept({ message, evaluations: elements.length })
}

// Undefined when one of them is no element.
const evaluateAll = (key: Uint8Array, blinded: readonly Uint8Array[]): readonly string[] | undefined => {
  try {
    return blinded.map((element) => toBase64url(blindEvaluate(key, element)))
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault
    return undefined
  }
}
