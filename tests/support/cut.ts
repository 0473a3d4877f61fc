/** Cuts the connection to the database at one crossing of an act, before or after it is sent: what a crash between two steps leaves. */
import pg from 'pg'
import { vi } from 'vitest'

export type Cut = { readonly at: number; readonly sent: boolean }

/** Runs an act while the crossing of that number loses its connection. Gives whether the act came that far. */
export const withCut = async <A>(
  cut: Cut,
  act: () => Promise<A>,
): Promise<{ readonly answer: A; readonly cut: boolean }> => {
  const query = pg.Client.prototype.query as unknown as (...args: unknown[]) => unknown
  let crossings = 0
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    crossings += 1
    if (crossings !== cut.at) return query.apply(this, args) as never
    const { stream } = (this as unknown as { connection: { stream: { destroy(): void } } }).connection
    // After sending: the server may have done it, and the answer never comes.
    const answer = cut.sent ? query.apply(this, args) : undefined
    stream.destroy()
    return (cut.sent ? answer : query.apply(this, args)) as never
  })
  try {
    return { answer: await act(), cut: crossings >= cut.at }
  } finally {
    spy.mockRestore()
  }
}
