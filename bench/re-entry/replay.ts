/**
 * Plays the signals of a country through the encoding and matching of the product, in the order in which they were learned, and asks of
 * each new one: does it meet the file of somebody whose case was closed? Nothing but the answer of the matcher is looked at.
 */
import {
  bloomEncoder,
  COMMITTED_GRADES,
  COMMITTED_PARAMETERS,
  encodePerson,
  type Grade,
  type LinkagePlane,
  Matcher,
  type PersonDescription,
} from '../../src/linkage/index.ts'
import type { Description, Reporter, SimulatedSignal } from '../../src/simulation/index.ts'
import { type EncodingChoice, keyingOf } from '../linkage/keyed-tokens.ts'
import type { Country } from './truth.ts'

/** A new signal met the file of a closed case: what the holder of that file is told. */
export type Claim = {
  /** Place of the new signal in `Country.told`. */
  readonly asking: number
  readonly caseId: string
  readonly grade: Grade
  readonly probability: number
  /** Not both of care: the contact desk decides whom it tells (decision 0021). */
  readonly throughDesk: boolean
  readonly right: boolean
}
export type ReplayOptions = {
  /** True: only what has a ground is encoded, as in the product. False: as if everybody had said yes. */
  readonly grounds: boolean
  readonly encoding: Exclude<EncodingChoice, 'plain'>
  /** The least chance of the grade `hit`; the product's when absent. */
  readonly hit?: number
  /** Changes what is described before it is encoded; a test breaks the matcher with it. */
  readonly describe?: (person: PersonDescription) => PersonDescription
}
export type Replayed = {
  readonly claims: readonly Claim[]
  /** Of each signal, whether it was looked up. */
  readonly encoded: readonly boolean[]
  /** All pairs of one person that were looked up and held, and what the grade `hit` said of pairs. */
  readonly pairs: { readonly truth: number; readonly told: number; readonly right: number }
}

/** Plays a country. The same country gives the same answer. */
export const replay = (
  country: Country,
  { grounds, encoding, hit = COMMITTED_GRADES.hit, describe = same }: ReplayOptions,
): Replayed => {
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: { ...COMMITTED_GRADES, hit } })
  const encoder = bloomEncoder(new Uint8Array(32).fill(7))
  const keyed = keyingOf(encoding)
  const held = new Map<string, number>()
  const claims: Claim[] = []
  const pairs = { truth: 0, told: 0, right: 0 }
  const encoded = country.told.map(({ signal, person }, place) => {
    if (grounds && signal.searchGround === 'none') return false
    const { tokens, row } = encodePerson(describe(describedBy(signal.person)), encoder)
    if (tokens.length === 0) return false
    const { introductions } = matcher.insert({
      ...{ handle: String(place), plane: planeOf(signal.organisation.kind), tokens: tokens.map(keyed), row },
    })
    pairs.truth += held.get(person) ?? 0
    held.set(person, (held.get(person) ?? 0) + 1)
    for (const each of introductions) {
      const other = country.told[Number(each.held)]
      if (each.grade === 'hit') {
        pairs.told += 1
        if (other?.person === person) pairs.right += 1
      }
      const caseId = other?.caseId
      if (caseId === undefined || !isClosed(country, caseId, signal)) continue
      const claim = { asking: place, caseId, grade: each.grade, probability: each.probability }
      claims.push({ ...claim, throughDesk: !isDirect(each.acrossPlanes, signal), right: other?.person === person })
    }
    return true
  })
  return { claims: strongest(claims), encoded, pairs }
}

const same = (person: PersonDescription): PersonDescription => person

export const isClosed = ({ cases }: Country, caseId: string, { learned }: SimulatedSignal): boolean => {
  const closed = cases.get(caseId)?.closed
  return closed !== undefined && closed <= learned.slice(0, 10)
}

// Two reports may stand for one file: its holder is told of one re-entry, by the stronger.
export const strongest = (claims: readonly Claim[]): readonly Claim[] => {
  const best = new Map<string, Claim>()
  for (const claim of claims) {
    const key = `${claim.asking} ${claim.caseId}`
    const before = best.get(key)
    if (!before || claim.probability > before.probability || (claim.grade === 'hit' && before.grade !== 'hit'))
      best.set(key, claim)
  }
  return [...best.values()]
}

const ENFORCEMENT: ReadonlySet<Reporter> = new Set(['police', 'kmar', 'labour-authority'])
const planeOf = (kind: Reporter): LinkagePlane => (ENFORCEMENT.has(kind) ? 'enforcement' : 'care')
const isDirect = (acrossPlanes: boolean, { organisation }: SimulatedSignal): boolean =>
  !acrossPlanes && planeOf(organisation.kind) === 'care'

/** What the clerk wrote, field by field, as a signal of the product carries it. */
const describedBy = ({ birthDate, ...person }: Description): PersonDescription => ({
  ...person,
  ...(birthDate === undefined ? {} : { birthYear: String(birthDate.year) }),
  ...(birthDate && 'month' in birthDate ? { birthMonth: String(birthDate.month) } : {}),
  ...(birthDate && 'day' in birthDate ? { birthDay: String(birthDate.day) } : {}),
})
