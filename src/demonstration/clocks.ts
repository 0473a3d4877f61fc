/** How the norms went in an invented country: clocks of everybody who was registered, as files of the last years would have kept them. Pure. */
import { bookOf, type CountedClock, clocksToCount, MISSES, NORMS_OF_PERSONS } from '../agreement/index.ts'
import { type Day, randomFrom } from '../kernel/index.ts'
import type { TruePerson } from '../simulation/index.ts'
import { practiceOf } from './practice.ts'

export type InventedClock = CountedClock & { readonly person: string; readonly region?: string }

const SEED = 20_261_130
/** Of what was missed, the share of which somebody said why. */
const EXPLAINED = 0.5

/** Hears persons one by one and draws what was done for each until a day. `regions` gives the safety region of a municipality. */
export const gatherClocks = (regions: ReadonlyMap<string, string>, until: Day) => {
  const random = randomFrom(SEED)
  const book = bookOf(NORMS_OF_PERSONS)
  const clocks: InventedClock[] = []
  return {
    hear: ({ id, registered, life }: Pick<TruePerson, 'id' | 'registered' | 'life'>): void => {
      if (!registered) return
      const facts = practiceOf(random, book, life).filter(({ happened }) => happened <= until)
      for (const clock of clocksToCount(NORMS_OF_PERSONS, facts, { on: until })) {
        const here = life.findLast(({ on }) => on <= clock.triggered) ?? life[0]
        const region = here && regions.get(here.municipality)
        const said = clock.state === 'missed' && random.chance(EXPLAINED)
        clocks.push({
          ...{ ...clock, person: id },
          ...(region === undefined ? {} : { region }),
          ...(said ? { cause: random.pick(MISSES.causes).code } : {}),
        })
      }
    },
    all: (): readonly InventedClock[] => clocks,
  }
}
