/** Where a page of the contact desk ended: the due day and id of its last hit, as one opaque word. */
import { isUuid, parseDay } from '../kernel/index.ts'

export type DeskCursor = { readonly dueOn: string; readonly id: string }

/** `2026-11-18_<uuid>`; the reverse of `parseDeskCursor`. */
export const formatDeskCursor = ({ dueOn, id }: DeskCursor): string => `${dueOn}_${id}`

/** Undefined when the text is no cursor of ours. */
export const parseDeskCursor = (text: string): DeskCursor | undefined => {
  const parts = /^(\d{4}-\d{2}-\d{2})_(.{36})$/.exec(text)
  const [dueOn, id] = [parseDay(parts?.[1] ?? ''), parts?.[2] ?? '']
  return dueOn && isUuid(id) ? { dueOn, id } : undefined
}
