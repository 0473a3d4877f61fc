/**
 * The key under which a row is known, so that the same row from the same organisation is taken once, whatever file,
 * delimiter, encoding or column order brings it. Bound to the organisation: two of them with the same list have two keys.
 */
import { createHash, createHmac } from 'node:crypto'
import type { OrganisationId } from '../kernel/index.ts'
import type { SignalContent } from './signal-row.ts'

/** The version is part of what is hashed: a change in how rows are read may not pass for the same row by accident. */
const VERSION = 'exchange/1'

/**
 * 64 hex digits. Pass `secret` (a key of the organisation) wherever the key is stored: a plain hash of a name and a
 * birth date can be guessed by trying names.
 */
export const rowKey = (organisation: OrganisationId, content: SignalContent, secret?: Uint8Array): string => {
  const hash = secret ? createHmac('sha256', secret) : createHash('sha256')
  return hash.update(JSON.stringify([VERSION, organisation, inOrder(content)])).digest('hex')
}

/** The same value with the keys of every object in order, so that JSON writes it one way only. */
const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, inOrder(inner)])
}
