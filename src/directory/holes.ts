/**
 * A hole of the map as work: who took it up, what was chosen, and whether the other side agreed, until somebody does the task again. The stages are a
 * fold over facts; whether it is filled says the directory of the day. Choices come from the map itself: neighbours, centre, region. Pure.
 */
import { accept, type Day, type OrganisationId, type Outcome, refuse } from '../kernel/index.ts'
import { coverageOf, MAPPED_STEPS, type MappedStep } from './coverage.ts'
import type { Municipality, MunicipalityCode, Territory } from './municipality.ts'
import { isValidOn, type Organisation } from './organisation.ts'
import type { Reference } from './reference.ts'
import { type Arrangement, placeOfStep, takeStep } from './who-to-call.ts'

/** What one can choose: an own officer, one of a neighbour, the centre municipality, or the national desk until there is somebody. */
export const HOLE_CHOICES = ['name-own', 'share-with-neighbour', 'centre-takes-over', 'national-meanwhile'] as const
export type HoleChoice = (typeof HOLE_CHOICES)[number]

export const HOLE_STAGES = ['open', 'taken-up', 'chosen', 'agreed', 'closed'] as const
export type HoleStage = (typeof HOLE_STAGES)[number]

export type HoleFactKind = 'hole-taken-up' | 'hole-choice-made' | 'hole-agreed' | 'hole-refused' | 'hole-given-back'
export type HoleFact = {
  readonly hole: string
  readonly version: number
  readonly kind: HoleFactKind
  readonly on: Day
  readonly by: OrganisationId
  readonly step: MappedStep
  readonly territory: Territory
  readonly choice?: HoleChoice
  /** The municipality whose officer it would be. */
  readonly with?: MunicipalityCode
}

export type Followed = {
  readonly stage: Exclude<HoleStage, 'closed'>
  readonly owner?: OrganisationId
  readonly since?: Day
  readonly choice?: HoleChoice
  readonly with?: MunicipalityCode
}

type Move = (now: Followed, fact: HoleFact) => Followed
const stay: Move = (now) => now
const takeUp: Move = (_now, { by, on }) => ({ stage: 'taken-up', owner: by, since: on })
const choose: Move = ({ owner }, { on, choice, with: other }) => ({
  ...{ stage: 'chosen', since: on },
  ...(owner ? { owner } : {}),
  ...(choice ? { choice } : {}),
  ...(other ? { with: other } : {}),
})
const agree: Move = (now, { on }) => ({ ...now, stage: 'agreed', since: on })
const goBack: Move = ({ owner }, { on }) => ({ stage: 'taken-up', since: on, ...(owner ? { owner } : {}) })
const giveBack: Move = () => ({ stage: 'open' })

/** Every stage and every fact: leave a cell out and this does not compile. */
const MOVES: Readonly<Record<Followed['stage'], Readonly<Record<HoleFactKind, Move>>>> = {
  open: {
    'hole-taken-up': takeUp,
    'hole-choice-made': stay,
    'hole-agreed': stay,
    'hole-refused': stay,
    'hole-given-back': stay,
  },
  'taken-up': {
    'hole-taken-up': stay,
    'hole-choice-made': choose,
    'hole-agreed': stay,
    'hole-refused': stay,
    'hole-given-back': giveBack,
  },
  chosen: {
    'hole-taken-up': stay,
    'hole-choice-made': choose,
    'hole-agreed': agree,
    'hole-refused': goBack,
    'hole-given-back': giveBack,
  },
  agreed: {
    'hole-taken-up': stay,
    'hole-choice-made': choose,
    'hole-agreed': stay,
    'hole-refused': goBack,
    'hole-given-back': giveBack,
  },
}

/** What is being done about one hole on a day. */
export const followHole = (facts: readonly HoleFact[], on: Day): Followed =>
  facts
    .filter((each) => each.on <= on)
    .sort((a, b) => a.version - b.version)
    .reduce<Followed>((now, fact) => MOVES[now.stage][fact.kind](now, fact), { stage: 'open' })

export type OpenHole = {
  readonly step: MappedStep
  /** The municipality or region where nobody does it. */
  readonly territory: Territory
  readonly municipalities: readonly MunicipalityCode[]
  readonly lastFilled?: Day
}

/** Every hole of the map on a day: each once by its task and its territory, with the municipalities that it leaves without anybody. */
export const holesOf = (
  directory: Reference & { readonly arrangements?: readonly Arrangement[] },
  on: Day,
): readonly OpenHole[] =>
  MAPPED_STEPS.flatMap((step) => {
    const byCode = new Map(directory.municipalities.map((each) => [each.code, each]))
    const holes = coverageOf(directory, step, on).filter(({ state }) => state === 'vacant' || state === 'unknown')
    const byTerritory = Map.groupBy(holes, ({ municipality }) => {
      const found = byCode.get(municipality)
      return found ? placeOfStep(step, found).territory : municipality
    })
    return [...byTerritory].map(([territory, inIt]): OpenHole => {
      const lastFilled = inIt[0]?.lastFilled
      return {
        ...{ step, territory, municipalities: inIt.map(({ municipality }) => municipality) },
        ...(lastFilled ? { lastFilled } : {}),
      }
    })
  })

/** Arrangements that were agreed: where nobody of the place itself does the task, the one of the other municipality is called. */
export const arrangementsOf = (facts: readonly HoleFact[], on: Day): readonly Arrangement[] =>
  [...Map.groupBy(facts, ({ hole }) => hole).values()].flatMap((own) => {
    const [first] = own
    const followed = followHole(own, on)
    if (!first || followed.stage !== 'agreed' || !followed.with) return []
    return [{ step: first.step, territory: first.territory, with: followed.with }]
  })

export type Option = { readonly choice: HoleChoice; readonly with?: MunicipalityCode }

/** What can be chosen for a hole that day: only a neighbour or a centre that has somebody itself. */
export const optionsFor = (
  reference: Reference,
  { step, territory }: Pick<OpenHole, 'step' | 'territory'>,
  on: Day,
): readonly Option[] => {
  const place = reference.municipalities.find(({ code }) => code === territory)
  if (!place || step !== 'own-focal-officer')
    return [
      { choice: 'name-own' },
      ...(step === 'region-care-coordinator' ? [{ choice: 'national-meanwhile' } as const] : []),
    ]
  const fills = (code: MunicipalityCode): boolean => {
    const other = reference.municipalities.find((each) => each.code === code)
    return other !== undefined && takeStep(reference, other, step, on).contacts.length > 0
  }
  const centre = place.centres['women-shelter'].municipality
  const neighbours = neighboursOf(reference, place.code).filter((code) => code !== centre && fills(code))
  return [
    { choice: 'name-own' },
    ...neighbours.map((code) => ({ choice: 'share-with-neighbour', with: code }) as const),
    ...(centre !== place.code && fills(centre) ? [{ choice: 'centre-takes-over', with: centre } as const] : []),
  ]
}

const neighboursOf = ({ neighbours }: Reference, code: MunicipalityCode): readonly MunicipalityCode[] =>
  neighbours.flatMap(({ one, other }) => (one === code ? [other] : other === code ? [one] : []))

/** Whose work a hole can be: of the place itself, of its centre municipality, of the care co-ordination of its region, or of CoMensha. */
export const mayTakeUp = (
  reference: Reference,
  house: Organisation,
  { municipalities }: Pick<OpenHole, 'municipalities'>,
  on: Day,
): boolean => {
  if (!isValidOn(house.valid, on)) return false
  if (house.kind === 'comensha') return true
  const places = reference.municipalities.filter(({ code }) => municipalities.includes(code))
  if (house.kind === 'municipality')
    return places.some((each) => house.serves.includes(each.code) || isCentreOf(house, each))
  return (
    house.kind === 'care-coordination' &&
    places.some((each) => house.serves.includes(placeOfStep('region-care-coordinator', each).territory))
  )
}
const isCentreOf = (house: Organisation, of: Municipality): boolean =>
  house.serves.includes(of.centres['women-shelter'].municipality)

export type HoleStep = { readonly kind: HoleFactKind; readonly choice?: HoleChoice; readonly with?: MunicipalityCode }
export type HoleRefusal = 'hole-not-yours' | 'hole-taken-already' | 'hole-not-this-step' | 'choice-not-open'

/** Whether this house may take this step in this hole now; the step itself when it may. */
export const stepHole = (
  step: HoleStep,
  about: {
    readonly now: Followed
    readonly by: OrganisationId
    readonly mayTakeUp: boolean
    readonly options: readonly Option[]
  },
): Outcome<HoleStep, HoleRefusal> => {
  const { now, by } = about
  if (step.kind === 'hole-taken-up') {
    if (!about.mayTakeUp) return refuse('hole-not-yours')
    return now.stage === 'open' ? accept(step) : refuse('hole-taken-already')
  }
  if (now.owner !== by) return refuse('hole-not-yours')
  if (step.kind === 'hole-choice-made') {
    const isOption = about.options.some((each) => each.choice === step.choice && each.with === step.with)
    return isOption ? accept(step) : refuse('choice-not-open')
  }
  if (step.kind === 'hole-given-back') return accept(step)
  const fits =
    now.with !== undefined && (step.kind === 'hole-agreed' ? now.stage === 'chosen' : now.stage !== 'taken-up')
  return fits ? accept(step) : refuse('hole-not-this-step')
}
