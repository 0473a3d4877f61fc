/** What the municipalities of the invented country declare: a line for each, with known truth. Small ones have less arranged, and some do not know. Pure. */
import { randomFrom } from '../kernel/index.ts'

export type AssessedPlace = {
  readonly code: string
  readonly inhabitants: number
  /** Whether somebody is named there today: what is declared about that is true in this country. */
  readonly hasFocalOfficer: boolean
}

const ITEMS = [
  'policy-adopted',
  'focal-officer',
  'coordinator-hours',
  'centre-arrangement',
  'shelter-contract',
  'training',
] as const

/** The list as `samenhang map declare` reads it. The same seed gives the same list. */
export const inventSelfAssessment = (places: readonly AssessedPlace[], seed: number): string => {
  const random = randomFrom(seed)
  const answer = (chance: number): string => {
    const drawn = random.next()
    if (drawn < chance) return 'yes'
    if (drawn < chance + 0.15) return 'partly'
    return drawn > 0.97 ? 'unknown' : 'no'
  }
  const rows = places.map(({ code, inhabitants, hasFocalOfficer }) => {
    const chance = inhabitants > 100_000 ? 0.8 : inhabitants > 30_000 ? 0.6 : 0.4
    return [
      code,
      ...ITEMS.map((item) => (item === 'focal-officer' ? (hasFocalOfficer ? 'yes' : 'no') : answer(chance))),
    ].join(',')
  })
  return [['municipality_code', ...ITEMS].join(','), ...rows, ''].join('\n')
}
