/** The directory as one may count on it today: entries that fell silent have ended, agreed arrangements count, and who is stale is known. Pure. */
import type { Day } from '../kernel/index.ts'
import { arrangementsOf, type HoleFact } from './holes.ts'
import type { ContactPointId } from './organisation.ts'
import type { Reference } from './reference.ts'
import { confirmedDirectory, type EntryFact, type Standing, standingsOf } from './standing.ts'
import type { Arrangement } from './who-to-call.ts'

export type TodaysMap = {
  readonly directory: Reference & { readonly arrangements: readonly Arrangement[] }
  readonly standings: ReadonlyMap<ContactPointId, Standing>
  readonly isStale: (entry: ContactPointId) => boolean
}

/** The map of a day from the tables and everything that happened until then; the same facts and day give the same map. */
export const mapOn = (
  reference: Reference,
  facts: { readonly entries: readonly EntryFact[]; readonly holes: readonly HoleFact[] },
  on: Day,
): TodaysMap => {
  const standings = standingsOf(facts.entries, on)
  return {
    directory: { ...confirmedDirectory(reference, standings), arrangements: arrangementsOf(facts.holes, on) },
    standings,
    isStale: (entry) => standings.get(entry)?.stage === 'stale',
  }
}
