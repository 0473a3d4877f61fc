/**
 * Tells whoever listens on a channel of the database that there is something to do: an empty notification, outside any act. A transaction
 * that notifies holds a lock of the whole server from the beginning of its commit until it has reached the disk, so acts that notified
 * committed one by one, each waiting for the disk of the one before it.
 */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Gives how to ring. Nobody waits for it: who does not hear looks by itself every few seconds. What is rung while one notification is
 * under way goes together in the next.
 */
export const bellOf = (db: Database): ((channel: string) => void) => {
  const underWay = new Set<string>()
  const again = new Set<string>()
  const ring = async (channel: string): Promise<void> => {
    if (underWay.has(channel)) {
      again.add(channel)
      return
    }
    underWay.add(channel)
    await sql`select pg_notify(${channel}, '')`.execute(db).catch(() => undefined)
    underWay.delete(channel)
    if (again.delete(channel)) await ring(channel)
  }
  return (channel) => void ring(channel)
}
