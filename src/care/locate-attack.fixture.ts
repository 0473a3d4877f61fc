/**
 * Somebody with one account who wants to know where a house is. It knows everything but that: the code, all municipalities and regions, how
 * areas are made, every word of the house it looks for (so that it recognises the house in any answer), and what each answer would be from
 * each municipality. It chooses every next question, regions and distances, so that the answer splits what is left as evenly as it can.
 */
import { DANGERS_MAX, type Danger, DISTANCES_KM, kilometres, type Spot, widen } from './areas.ts'

export type Question = { readonly regionsAvoided: readonly string[]; readonly dangers: readonly Danger[] }
/** Which houses would the answer show, by the municipality in which they stand? What the attacker computes. */
export type Predict = (question: Question) => (spot: Spot) => boolean
/** What the answer showed. */
export type Ask = (question: Question) => Promise<boolean>

const REGIONS_MAX = 5
const TRIED_PER_QUESTION = 24

type Near = (danger: Danger) => readonly Spot[]
/** Which municipalities lie within a distance, each pair computed once. */
const nearOf = (spots: readonly Spot[]): Near => {
  const known = new Map<string, readonly Spot[]>()
  return ({ municipality, km }) => {
    const key = `${municipality} ${km}`
    const from = spots.find(({ code }) => code === municipality)
    if (!from) throw new Error('no such municipality')
    const near = known.get(key) ?? spots.filter((spot) => kilometres(from, spot) <= km)
    known.set(key, near)
    return near
  }
}
/** As it is: whole areas, of regions and of distances. */
export const byArea = (spots: readonly Spot[]): Predict => {
  const near = nearOf(spots)
  return ({ regionsAvoided, dangers }) => {
    const avoided = widen([...regionsAvoided, ...dangers.flatMap(near).map(({ region }) => region)])
    return ({ region }) => !avoided.includes(region)
  }
}
/** As it was, for comparison: avoiding a region avoids that region alone, and a distance the region of each municipality within it. */
export const byRegion = (spots: readonly Spot[]): Predict => {
  const near = nearOf(spots)
  return ({ regionsAvoided, dangers }) => {
    const avoided = new Set([...regionsAvoided, ...dangers.flatMap(near).map(({ region }) => region)])
    return ({ region }) => !avoided.has(region)
  }
}
/** What looks natural, for comparison: a distance is measured from the house itself. */
export const byDistance = (spots: readonly Spot[]): Predict => {
  const near = nearOf(spots)
  return ({ regionsAvoided, dangers }) => {
    const avoided = new Set(dangers.flatMap(near).map(({ code }) => code))
    return ({ region, code }) => !regionsAvoided.includes(region) && !avoided.has(code)
  }
}

/** Asks so many questions about one house and gives the municipalities where it can still be. */
export const locate = async (attack: {
  readonly spots: readonly Spot[]
  readonly predict: Predict
  readonly ask: Ask
  readonly questions: number
  readonly random: () => number
}): Promise<readonly Spot[]> => {
  let left = attack.spots
  for (let asked = 0; asked < attack.questions; asked += 1) {
    const { question, shown } = sharpest(attack, left)
    const seen = await attack.ask(question)
    left = left.filter((_, index) => shown[index] === seen)
  }
  return left
}

type Tried = { readonly question: Question; readonly shown: readonly boolean[] }
const sharpest = (
  attack: { readonly spots: readonly Spot[]; readonly predict: Predict; readonly random: () => number },
  left: readonly Spot[],
): Tried => {
  let best: Tried | undefined
  let bestGap = Number.POSITIVE_INFINITY
  for (let tried = 0; tried < TRIED_PER_QUESTION; tried += 1) {
    const question = someQuestion(attack.spots, left, attack.random)
    const shown = left.map(attack.predict(question))
    const gap = Math.abs(left.length - 2 * shown.filter(Boolean).length)
    if (gap < bestGap) [best, bestGap] = [{ question, shown }, gap]
  }
  if (!best) throw new Error('no question')
  return best
}

/** Around what is left, where a border can still be found, and now and then anywhere. */
const someQuestion = (all: readonly Spot[], left: readonly Spot[], random: () => number): Question => {
  const one = (): Spot => pick(random() < 0.8 && left.length > 0 ? left : all, random)
  const regions = Array.from({ length: Math.floor(random() * (REGIONS_MAX + 1)) }, () => one().region)
  const dangers = Array.from({ length: Math.floor(random() * (DANGERS_MAX + 1)) }, () => ({
    municipality: (random() < 0.5 ? one() : pick(all, random)).code,
    km: pick(DISTANCES_KM, random),
  }))
  return { regionsAvoided: [...new Set(regions)], dangers }
}
const pick = <T>(items: readonly T[], random: () => number): T => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick')
  return item
}
