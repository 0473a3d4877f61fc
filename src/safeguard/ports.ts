/** What safeguard asks of slices beside it, as it needs it; wiring.ts binds these. */
import type { Organisation } from '../directory/index.ts'
import type { Work } from '../platform/work.ts'

export type SafeguardPorts = {
  readonly organisations: readonly Organisation[]
  /** Does the acting organisation give her the bed? */
  readonly givesHerBed: (work: Work, dossierId: string) => Promise<boolean>
  /** Does something of hers wait for money? */
  readonly waitsForMoney: (work: Work, dossierId: string) => Promise<boolean>
}
