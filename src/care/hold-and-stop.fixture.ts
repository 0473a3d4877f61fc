/** A process of its own that holds a bed and then stands still, to be killed: before its act is done, or after. Says `held` when it held. */
import { asId, type TraceId, type WorkFunction } from '../kernel/index.ts'
import { asClaim, connect } from '../platform/database.ts'
import { holdBed } from './care.store.ts'

export type HoldAndStop = {
  readonly url: string
  readonly key: string
  readonly claim: { organisation: string; actor: string; function: WorkFunction; purpose: string; trace: string }
  readonly offer: string
  readonly now: string
  readonly until: string
  readonly when: 'before' | 'after'
}

const forever = (): Promise<never> => new Promise(() => setInterval(() => undefined, 1_000))

process.once('message', async (given) => {
  // Safe: the test that forks this process sends nothing else.
  const { url, key, claim, offer, now, until, when } = given as HoldAndStop
  const { organisation, actor, trace } = claim
  const acting = {
    ...claim,
    ...{ organisation: asId(organisation), actor: asId(actor), plane: 'care' as const, at: new Date(now) },
    trace: asId<TraceId>(trace),
  } as Parameters<typeof asClaim>[2]
  const answer = await asClaim(connect(url, 1).db, Buffer.from(key, 'hex'), acting, async (trx) => {
    const held = await holdBed({ trx }, offer, new Date(until))
    if (when === 'before') {
      process.send?.(held)
      await forever()
    }
    return held
  })
  process.send?.(answer)
  await forever()
})
