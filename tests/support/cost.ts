/** What an act costs the database, for budgets that may fall and never rise unsaid. */
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { vi } from 'vitest'
import { Line } from '../../src/platform/line.ts'

/** What is done after an answer, and nobody waits for, belongs to the act that it follows. */
const AFTERWARDS_MS = 50
const WRITES = /^\s*(insert|update|delete)/i

/** How often the database was asked during an act, in how many statements, and how often it had to make something last. */
export const costOf = async (act: () => Promise<unknown>) => {
  await setTimeout(AFTERWARDS_MS)
  const open = new WeakSet<Line>()
  let commits = 0
  const [begin, commit, ask] = [Line.prototype.begin, Line.prototype.commit, Line.prototype.executeQuery]
  const spies = [
    vi.spyOn(Line.prototype, 'begin').mockImplementation(function (this: Line, how) {
      open.add(this)
      begin.call(this, how)
    }),
    vi.spyOn(Line.prototype, 'commit').mockImplementation(async function (this: Line) {
      open.delete(this)
      commits += 1
      await commit.call(this)
    }),
    vi.spyOn(Line.prototype, 'executeQuery').mockImplementation(async function (this: Line, query) {
      // What is written outside a transaction is a commit by itself.
      if (!open.has(this) && WRITES.test(query.sql)) commits += 1
      return ask.call(this, query) as never
    }),
  ]
  const [executed, ended] = [vi.spyOn(pg.Connection.prototype, 'execute'), vi.spyOn(pg.Connection.prototype, 'sync')]
  await act()
  await setTimeout(AFTERWARDS_MS)
  const cost = { crossings: ended.mock.calls.length, statements: executed.mock.calls.length, commits }
  for (const spy of [...spies, executed, ended]) spy.mockRestore()
  return cost
}
