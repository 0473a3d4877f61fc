/** Where a page of hits ended, as one opaque word: whether its last hit was open, its moment and its id. */
import { isUuid } from '../kernel/index.ts'

export type HitCursor = { readonly open: boolean; readonly at: Date; readonly id: string }

/** `1_1794820000000_<uuid>`; the reverse of `parseHitCursor`. */
export const formatHitCursor = ({ open, at, id }: HitCursor): string => `${open ? 1 : 0}_${at.getTime()}_${id}`

/** Undefined when the text is no cursor of ours. */
export const parseHitCursor = (text: string): HitCursor | undefined => {
  const parts = /^([01])_(\d{1,15})_(.{36})$/.exec(text)
  const id = parts?.[3] ?? ''
  // The last moment that a calendar has: later numbers are no moment at all.
  const at = new Date(Math.min(Number(parts?.[2]), 253_402_300_799_999))
  return parts && isUuid(id) ? { open: parts[1] === '1', at, id } : undefined
}
