/**
 * Adoption: a party signs a norm, from a day on. It may bind itself to more than the base and never to less: a shorter term, more that is asked,
 * fewer exceptions; of a ban a longer term, of a limit a lower number. What a party signed judges the clocks that it starts from that day on, and
 * changes nothing about an earlier one.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import { ALWAYS_KEEPS, type Judged, type NormVersion } from './norm.ts'

/** How a party goes further than the base; what is left out stays as the base has it. */
export type Terms = {
  readonly count?: number
  readonly most?: number
  readonly required?: readonly string[]
  readonly withoutExceptions?: readonly string[]
}

/** Signed by a party from `from` on, until the day before `ended`, when it ended. */
export type Adoption = {
  readonly id: string
  readonly party: string
  /** How the party is called, for who reads the clock. */
  readonly name: string
  readonly normId: string
  readonly version: number
  readonly from: Day
  readonly ended?: Day
  readonly terms: Terms
}

export type AdoptionRefusal =
  | 'adopts-less'
  | 'adopts-what-is-not-asked'
  | 'adopted-from-past'
  | 'adopted-already'
  | 'norm-not-known'
  | 'party-has-no-mandate'

/** Do these terms ask at least what the base asks? Refuses with the part that asks less, or that the norm does not have. */
export const checkTerms = (base: NormVersion, terms: Terms): Outcome<NormVersion, AdoptionRefusal> => {
  const { judged, term, exceptions } = base
  const less = (part: string) => refuse('adopts-less' as const, { part })
  const notAsked = (part: string) => refuse('adopts-what-is-not-asked' as const, { part })
  const { count, most, required, withoutExceptions = [] } = terms
  if (count !== undefined) {
    if (term.unit === 'none') return notAsked('term')
    // Of what must be done sooner is more; of what may not happen longer is more.
    if (judged.rule === 'within' ? count > term.count : count < term.count) return less('term')
    if (judged.rule === 'within' && count < judged.notBeforeDays) return notAsked('term')
  }
  if (most !== undefined) {
    if (judged.rule !== 'at-most') return notAsked('most')
    if (most > judged.most) return less('most')
  }
  if (required !== undefined) {
    if (judged.rule !== 'within') return notAsked('required')
    if (!asksMore(judged, required)) return less('required')
  }
  for (const kind of withoutExceptions) {
    if (ALWAYS_KEEPS.some((each) => each === kind)) return notAsked(kind)
    if (!exceptions.some((each) => each.kind === kind)) return notAsked(kind)
  }
  return accept(applied(base, terms))
}

type Within = Extract<Judged, { rule: 'within' }>

/** All of several: the same ones and more. One of several: fewer ways to keep it. */
const asksMore = (judged: Within, required: readonly string[]): boolean => {
  if (required.length === 0) return false
  if (judged.all || judged.required.length === 1) return judged.required.every((kind) => required.includes(kind))
  return required.every((kind) => judged.required.includes(kind))
}

/** The base as this party signed it: what was proposed is agreed for it. */
const applied = (base: NormVersion, terms: Terms): NormVersion => {
  const { judged, term, exceptions } = base
  const without = new Set(terms.withoutExceptions ?? [])
  return {
    ...base,
    kind: base.kind === 'proposed' ? 'agreement' : base.kind,
    term: {
      ...term,
      count: terms.count ?? term.count,
      kind: term.kind === 'proposed' ? 'agreement' : term.kind,
    },
    exceptions: exceptions.filter(({ kind }) => !without.has(kind)),
    judged: judgedFor(judged, terms),
  }
}

const judgedFor = (judged: Judged, { required, most }: Terms): Judged => {
  if (judged.rule === 'within' && required !== undefined)
    return { ...judged, required, all: judged.all || (judged.required.length === 1 && required.length > 1) }
  return judged.rule === 'at-most' && most !== undefined ? { ...judged, most } : judged
}

/** Does this adoption stand on that day? */
export const standsOn = ({ from, ended }: Pick<Adoption, 'from' | 'ended'>, on: Day): boolean =>
  from <= on && (ended === undefined || on < ended)

/**
 * The version that binds the parties that wrote down what started the clock: the base, with what the first of them signed. A party whose terms
 * do not fit the base of that day (the norm was changed after it signed) is bound by the base as it is.
 */
export const versionFor = (
  normId: string,
  asked: {
    readonly base: NormVersion
    readonly on: Day
    readonly parties: readonly string[]
    readonly adoptions: readonly Adoption[]
  },
): NormVersion => {
  const { base, on, parties, adoptions } = asked
  const adoption = adoptions.find(
    (each) =>
      each.normId === normId && each.version === base.version && parties.includes(each.party) && standsOn(each, on),
  )
  return adoption ? (boundBy(base, adoption) ?? base) : base
}

const BOUND = new WeakMap<Adoption, { readonly base: NormVersion; readonly version: NormVersion | undefined }>()

const boundBy = (base: NormVersion, adoption: Adoption): NormVersion | undefined => {
  const known = BOUND.get(adoption)
  if (known?.base === base) return known.version
  const checked = checkTerms(base, adoption.terms)
  const version = checked.ok
    ? {
        ...checked.value,
        signed_by: [...base.signed_by, adoption.name],
        adopted: { by: adoption.party, from: adoption.from },
      }
    : undefined
  BOUND.set(adoption, { base, version })
  return version
}

/** May this party sign this norm from this day? Nothing is signed from a day that has been: what was judged stays judged. */
export const checkAdoption = (
  asked: Pick<Adoption, 'party' | 'normId' | 'from' | 'terms'>,
  known: {
    readonly base: NormVersion | undefined
    readonly standing: readonly Adoption[]
    readonly mandate: boolean
    readonly today: Day
  },
): Outcome<NormVersion, AdoptionRefusal> => {
  if (!known.mandate) return refuse('party-has-no-mandate')
  if (!known.base) return refuse('norm-not-known', { norm: asked.normId })
  if (asked.from <= known.today) return refuse('adopted-from-past')
  const twice = known.standing.some(
    (each) =>
      each.party === asked.party &&
      each.normId === asked.normId &&
      (each.ended === undefined || asked.from < each.ended),
  )
  if (twice) return refuse('adopted-already', { norm: asked.normId })
  return checkTerms(known.base, asked.terms)
}
