/** The owner's side of things: clear keys are blinded, keyed by the authority that does not see them, and go to the matcher as tokens. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { writeThings } from './match-thing-messages.ts'
import {
  ELEMENTS_PER_MESSAGE_MAX,
  MESSAGE_VERSION,
  type MessageRefusal,
  parseElements,
  toBase64url,
} from './messages.ts'
import { type Blinding, blind, isElement, platformBytes } from './oblivious.crypto.ts'
import { keyedToken, type OwnerSetting } from './owner.crypto.ts'
import type { ThingTokens } from './thing-tokens.ts'

export type ThingToKey = { readonly handle: string; readonly tokens: ThingTokens }
/** Secret until the authority has answered: never stored, never sent. */
export type PreparedThings = {
  readonly things: readonly ThingToKey[]
  readonly blindings: ReadonlyMap<string, Blinding>
}

/** First step: the message for the key authority. Equal keys of one batch are asked once. */
export const prepareThings = (
  things: readonly ThingToKey[],
  setting: Pick<OwnerSetting, 'epoch' | 'bytes'>,
): Outcome<
  { readonly message: string; readonly prepared: PreparedThings },
  'linkage-nothing-to-encode' | 'linkage-message-too-large'
> => {
  if (things.length === 0) return refuse('linkage-nothing-to-encode')
  const blindings = new Map<string, Blinding>()
  for (const { tokens } of things)
    for (const key of [tokens.exact, ...tokens.near])
      if (!blindings.has(key)) blindings.set(key, blind(new TextEncoder().encode(key), setting.bytes ?? platformBytes))
  if (blindings.size > ELEMENTS_PER_MESSAGE_MAX)
    return refuse('linkage-message-too-large', { most: ELEMENTS_PER_MESSAGE_MAX })
  const elements = [...blindings.values()].map(({ blinded }) => toBase64url(blinded))
  const message = JSON.stringify({ version: MESSAGE_VERSION, kind: 'blinded', epoch: setting.epoch, elements })
  return accept({ message, prepared: { things, blindings } })
}

/** Second step: the answer of the authority becomes the message for the matcher. */
export const finishThings = (
  { things, blindings }: PreparedThings,
  evaluatedMessage: string,
  setting: Pick<OwnerSetting, 'epoch'>,
): Outcome<string, MessageRefusal> => {
  const parsed = parseElements(evaluatedMessage, 'evaluated', setting.epoch)
  if (!parsed.ok) return parsed
  if (parsed.value.length !== blindings.size || !parsed.value.every(isElement))
    return refuse('linkage-message-unreadable')
  const evaluated = parsed.value
  const keyed = new Map(
    [...blindings].map(([key, each], i) => [key, keyedToken(each, evaluated[i] ?? new Uint8Array())]),
  )
  const held = things.map(({ handle, tokens }) => ({
    handle,
    exact: keyed.get(tokens.exact) ?? '',
    // Sorted: the order of deletions would tell where which character stands.
    near: tokens.near.map((key) => keyed.get(key) ?? '').sort(),
  }))
  return accept(writeThings({ act: 'hold', things: held }, setting.epoch))
}
