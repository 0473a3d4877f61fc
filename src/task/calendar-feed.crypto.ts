/** What of the calendar is secret: the address, of which a hash is kept, and numbers of days that only who holds the key can make again. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Day } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'

/** Names nothing: neither whose it is nor what for. */
export const CALENDAR_PATH = '/agenda/{token}'

export const newCalendarToken = (): { readonly token: string; readonly hash: Buffer } => {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

export type CalendarKey = {
  readonly uidOf: (link: string, day: Day) => string
  /** The version of a text for this address: a text with the same counts at another address has another one. */
  readonly versionOf: (link: string, text: string) => string
}

/** Derived from the master key. A number of a day is of the address and the day alone: nothing of a file goes into it, and a new address has new ones. */
export const calendarKeyOf = (master: Buffer): CalendarKey => {
  const key = createHmac('sha256', master).update('calendar of somebody').digest()
  const made = (...parts: readonly string[]): Buffer => createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return {
    uidOf: (link, day) => `${made('uid', link, day).toString('hex').slice(0, 32)}@taak.invalid`,
    versionOf: (link, text) => `"${made('version', link, text).toString('base64url')}"`,
  }
}
