/** Pools of connections to the database. */
import pg from 'pg'

/**
 * Opens a pool in which no connection that breaks ends the process: not while it rests, and not in the moment in which it comes and goes, when
 * the pool listens no more and who asked for it does not yet. Whoever asks next gets the fault.
 */
export const openPool = (options: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool(options)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
