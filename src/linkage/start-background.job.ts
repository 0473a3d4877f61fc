/** Starts what runs by itself in linkage: carrying and turning. A matcher or authority that is away is waited for; the server is up meanwhile. */
import { faultFields, type Log } from '../platform/log.ts'
import { RoleAway } from '../platform/role-line.ts'
import type { Courier } from './courier.job.ts'
import type { EpochTurn } from './epoch-turn.job.ts'

const AGAIN_MS = 3_000

/** Gives how to stop it. A lost key stops the start; a role that is away does not. */
export const startBackground = async (options: {
  readonly courier: () => Promise<Courier>
  readonly turn: EpochTurn
  readonly courierUrl: string
  readonly log: Log
}): Promise<() => Promise<void>> => {
  const stops: (() => Promise<void>)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let [stopped, starting] = [false, Promise.resolve()]
  const start = async (): Promise<void> => {
    const courier = await options.courier()
    if (stopped) return
    stops.push(await courier.keepGoing(options.courierUrl), await options.turn.keepGoing())
  }
  const later = (fault: unknown): void => {
    options.log('warn', 'linkage-role-away', faultFields(fault))
    if (stopped) return
    timer = setTimeout(() => {
      starting = start().catch(later)
    }, AGAIN_MS)
  }
  await start().catch((fault: unknown) => {
    if (!(fault instanceof RoleAway)) throw fault
    later(fault)
  })
  return async () => {
    stopped = true
    clearTimeout(timer)
    await starting
    await Promise.all(stops.map((stop) => stop()))
  }
}
