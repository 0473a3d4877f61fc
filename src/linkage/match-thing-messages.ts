/**
 * Messages about things. Owner to matcher: handles with keyed tokens, no plane and no kind: the matcher need not know either.
 * Matcher to courier: which handles hold the same, or no longer. Strictly parsed; what is unknown is refused, not guessed.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { HeldThing, ThingChange } from './match-things.ts'
import { isHandle, MESSAGE_VERSION, type MessageRefusal } from './messages.ts'

export const THING_ENCODING = 'things-1'
export const THINGS_PER_MESSAGE_MAX = 100
export const NEAR_PER_THING_MAX = 64

/** `hold` adds or replaces; `let-go` takes away what no longer stands. */
export type ThingMessage =
  | { readonly act: 'hold'; readonly things: readonly HeldThing[] }
  | { readonly act: 'let-go'; readonly handles: readonly string[] }

/** Writes a message for the matcher. */
export const writeThings = (message: ThingMessage, epoch: string): string =>
  JSON.stringify({ version: MESSAGE_VERSION, kind: 'things', encoding: THING_ENCODING, epoch, ...message })

/** Reads a message of an owner. */
export const parseThings = (text: string, epoch: string): Outcome<ThingMessage, MessageRefusal> => {
  const value = readObject(text)
  if (value?.kind !== 'things') return refuse('linkage-message-unreadable')
  if (value.version !== MESSAGE_VERSION || value.encoding !== THING_ENCODING) return refuse('linkage-version-unknown')
  if (value.epoch !== epoch) return refuse('linkage-epoch-closed')
  const list = value.act === 'hold' ? value.things : value.act === 'let-go' ? value.handles : undefined
  if (!Array.isArray(list)) return refuse('linkage-message-unreadable')
  if (list.length > THINGS_PER_MESSAGE_MAX) return refuse('linkage-message-too-large', { most: THINGS_PER_MESSAGE_MAX })
  if (value.act === 'let-go')
    return list.every((each): each is string => typeof each === 'string' && isHandle(each))
      ? accept({ act: 'let-go', handles: list })
      : refuse('linkage-message-unreadable')
  const things = list.map(readHeld)
  return things.every((each) => each !== undefined)
    ? accept({ act: 'hold', things })
    : refuse('linkage-message-unreadable')
}

const readHeld = (item: unknown): HeldThing | undefined => {
  if (!isObject(item)) return undefined
  const { handle, exact, near } = item
  if (typeof handle !== 'string' || !isHandle(handle) || !isToken(exact)) return undefined
  if (!Array.isArray(near) || near.length > NEAR_PER_THING_MAX || !near.every(isToken)) return undefined
  return { handle, exact, near }
}

/** What the courier hears back, as text: the matcher may run in another process. */
export const writeChange = (change: ThingChange): string =>
  JSON.stringify({ version: MESSAGE_VERSION, kind: 'thing-change', ...change })

/** Reads the answer of the matcher; a fault of ours when it cannot be read, so undefined. */
export const parseChange = (text: string): ThingChange | undefined => {
  const value = readObject(text)
  if (value?.kind !== 'thing-change' || value.version !== MESSAGE_VERSION) return undefined
  const { found, ended, spread } = value
  if (!Array.isArray(found) || !Array.isArray(ended) || !Array.isArray(spread)) return undefined
  if (![...found, ...ended].every(isPair) || !spread.every(isSpread)) return undefined
  return { found, ended, spread }
}

const isPair = (item: unknown): boolean =>
  isObject(item) &&
  [item.one, item.other].every((each) => typeof each === 'string' && isHandle(each)) &&
  (item.grade === 'exact' || item.grade === 'near')
const isSpread = (item: unknown): boolean =>
  isObject(item) &&
  typeof item.handle === 'string' &&
  isHandle(item.handle) &&
  ['alone', 'few', 'several', 'wide'].includes(String(item.spread))

/** 16 bytes of the keyed function in base64url. */
const isToken = (token: unknown): token is string => typeof token === 'string' && /^[A-Za-z0-9_-]{22}$/.test(token)
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const readObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
