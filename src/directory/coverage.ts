/** Who does what where: for one task, of every municipality whether somebody does it there on this day, shares it, or nobody does. Pure. */
import type { Day } from '../kernel/index.ts'
import type { Municipality, MunicipalityCode, Territory } from './municipality.ts'
import type { ContactPointId } from './organisation.ts'
import { type CallStep, type Directory, takeStep } from './who-to-call.ts'

/** The tasks that a municipality should know who does them: the steps of "who do I call" that differ from place to place. */
export const MAPPED_STEPS = [
  'own-focal-officer',
  'region-care-coordinator',
  'own-wmo-desk',
  'women-shelter-centre',
  'homeless-shelter-centre',
  'police-unit-avim',
] as const satisfies readonly CallStep[]
export type MappedStep = (typeof MAPPED_STEPS)[number]

/**
 * `stale`: somebody does, and did not confirm it in time (standing.ts). `filled`: somebody here does it for this municipality alone. `shared`: somebody does it for several. `vacant`: somebody did, until the day
 * `lastFilled`. `unknown`: nobody ever said that anybody does.
 */
export const COVERAGE_STATES = ['filled', 'shared', 'stale', 'vacant', 'unknown'] as const
export type CoverageState = (typeof COVERAGE_STATES)[number]

export type Coverage = {
  readonly municipality: MunicipalityCode
  readonly state: CoverageState
  /** Who does it; absent in a hole. */
  readonly organisation?: { readonly name: string; readonly serves: readonly Territory[] }
  /** The last day on which somebody did; only when nobody does now. */
  readonly lastFilled?: Day
}

/** The state of this task in every municipality on this day, in the order of the directory; who is stale that day is told along. */
export const coverageOf = (
  directory: Directory,
  step: MappedStep,
  on: Day,
  isStale: (entry: ContactPointId) => boolean = () => false,
): readonly Coverage[] =>
  directory.municipalities.map((municipality) => coverageIn(directory, municipality, { step, on, isStale }))

type Asked = {
  readonly step: MappedStep
  readonly on: Day
  readonly isStale: (entry: ContactPointId) => boolean
}
const coverageIn = (directory: Directory, municipality: Municipality, { step, on, isStale }: Asked): Coverage => {
  const { contacts, hole } = takeStep(directory, municipality, step, on)
  // Somebody who confirmed goes before somebody who did not.
  const first = contacts.find(({ contactPoint }) => !isStale(contactPoint.id)) ?? contacts[0]
  if (!first) {
    const lastFilled = hole?.lastFilled
    return { municipality: municipality.code, ...(lastFilled ? { state: 'vacant', lastFilled } : { state: 'unknown' }) }
  }
  const { name, serves } = first.organisation
  if (isStale(first.contactPoint.id))
    return { municipality: municipality.code, state: 'stale', organisation: { name, serves } }
  const alone = first.territory === municipality.code && serves.length === 1 && serves[0] === municipality.code
  return { municipality: municipality.code, state: alone ? 'filled' : 'shared', organisation: { name, serves } }
}
