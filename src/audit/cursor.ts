/** Where a page of the log ended: moment and trace of its last line, as one opaque word. */
import { isUuid } from '../kernel/index.ts'

export type LogCursor = { readonly at: Date; readonly id: string }

/** `1794820000000_<uuid>`; the reverse of `parseCursor`. */
export const formatCursor = (cursor: LogCursor): string => `${cursor.at.getTime()}_${cursor.id}`

/** Undefined when the text is no cursor of ours. */
export const parseCursor = (text: string): LogCursor | undefined => {
  const parts = /^(\d{1,15})_(.{36})$/.exec(text)
  const id = parts?.[2] ?? ''
  return isUuid(id) ? { at: new Date(Number(parts?.[1])), id } : undefined
}
