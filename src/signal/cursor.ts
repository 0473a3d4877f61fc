/** Where a page ended: moment and id of its last line, as one opaque word. */
import { isUuid } from '../kernel/index.ts'

export type PageCursor = { readonly at: Date; readonly id: string }

/** `1794820000000_<uuid>`; the reverse of `parseCursor`. */
export const formatCursor = (cursor: PageCursor): string => `${cursor.at.getTime()}_${cursor.id}`

/** Undefined when the text is no cursor of ours. */
export const parseCursor = (text: string): PageCursor | undefined => {
  const parts = /^(\d{1,15})_(.{36})$/.exec(text)
  const id = parts?.[2] ?? ''
  return isUuid(id) ? { at: new Date(Number(parts?.[1])), id } : undefined
}
