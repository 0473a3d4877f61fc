/** Random questions, most of them near a yes: each is drawn fitting and then at most a few parts are spoiled, so that every rule is met often. */
import {
  ACTS,
  day,
  type Question,
  type Random,
  RELATIONS,
  type SaidConsent,
  type StandingOpening,
  type WorkFunction,
} from '../../../src/kernel/index.ts'
import { FACTS } from './oracle.ts'
import { CHAPTER_DATA, HOUSES, PLANES, WORKS } from './sharing-facts.ts'

const KINDS = Object.values(HOUSES)
const OUTSIDE = ['youth-care', 'safe-at-home', 'mayor', 'health-provider', 'employer', 'family', 'public', 'research']
const PURPOSES = [...FACTS.keys(), 'sign-in', 'accounts', 'keys', 'decoys', 'D99', '']
const CHAPTERS = [...Object.keys(CHAPTER_DATA), 'diary']
const ORGANISATIONS = ['house-1', 'house-2', 'house-3']
const ACTORS = ['actor-1', 'actor-2']
const FILES = ['file-1', 'file-2']
const OPENINGS = ['opening-1', 'opening-2']
const CONDITIONS = [...new Set([...FACTS.values()].flatMap(({ needs }) => needs)), 'written', 'guardian']
const DAYS = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map(day)
const MOMENTS = ['2026-11-29T08:00:00.000Z', '2026-11-29T09:00:00.000Z', '2026-11-29T10:00:00.000Z']

/** Chapters that a purpose asks something of. */
const NEEDED = new Map(
  [...FACTS].map(([id, { data }]) => [
    id,
    CHAPTERS.filter((each) => (CHAPTER_DATA[each] ?? '').split(' ').some((one) => data.has(one))),
  ]),
)

const some = <T>(random: Random, from: readonly T[], chance: number): readonly T[] =>
  from.filter(() => random.chance(chance))

const consent = (random: Random, purpose: string, chapter: string): SaidConsent => ({
  chapter: random.chance(0.8) ? chapter : random.pick(CHAPTERS),
  partner: random.pick(ORGANISATIONS),
  purpose: random.chance(0.8) ? purpose : random.pick(PURPOSES),
  answer: random.chance(0.8) ? 'given' : random.pick(['refused', 'not-now']),
  from: random.pick(DAYS.slice(0, 4)),
  until: random.pick(DAYS.slice(1)),
  withdrawn: random.chance(0.15),
})

const opening = (random: Random, chapter: string): StandingOpening => ({
  id: random.pick(OPENINGS),
  dossier: random.pick(FILES),
  organisation: random.pick(ORGANISATIONS),
  actor: random.pick(ACTORS),
  chapters: random.chance(0.8) ? [chapter, 'safety'] : some(random, CHAPTERS, 0.2),
  until: random.pick(MOMENTS),
  ended: random.chance(0.15),
})

/** One question; the same row of numbers gives the same one. */
export const drawQuestion = (random: Random): Question => {
  const purpose = random.pick(PURPOSES)
  const fact = FACTS.get(purpose)
  const fits = (share = 0.9): boolean => fact !== undefined && random.chance(share)
  const letters = Object.values(WORKS)
  const fitting = letters.filter(([name]) => fact?.who.has(name))
  const [role, planes] = fits() && fitting.length > 0 ? random.pick(fitting) : random.pick(letters)
  const plane = PLANES[random.chance(0.9) ? random.pick([...planes]) : random.pick(Object.keys(PLANES))]
  const from = [...(fact?.from ?? [])]
  const kind = fits() && from.length > 0 ? random.pick(from) : random.pick(KINDS)
  const acts = [...(fact?.may ?? [])]
  const needed = NEEDED.get(purpose) ?? []
  const chapter = fits() && needed.length > 0 ? random.pick(needed) : random.pick(CHAPTERS)
  const receivers = [...(fact?.to ?? [])]
  const receiver = fits() && receivers.length > 0 ? random.pick(receivers) : random.pick([...KINDS, ...OUTSIDE])
  // Safe: names of functions, planes and acts as the facts and the kernel spell them; a test holds the two to each other.
  return {
    act: (fits() && acts.length > 0
      ? random.pick(acts.includes('share') ? [...acts, 'share'] : acts)
      : random.pick(ACTS)) as Question['act'],
    organisation: random.pick(ORGANISATIONS),
    ...(random.chance(0.95) ? { kind } : {}),
    actor: random.pick(ACTORS),
    function: role as WorkFunction,
    plane: plane as Question['plane'],
    purpose,
    ...(random.chance(0.6) ? { ground: random.pick([...OPENINGS, 'ground-1']) } : {}),
    ...(random.chance(0.85) ? { dossier: random.pick(FILES) } : {}),
    relations: random.chance(0.4) ? [random.pick(['holder', ...RELATIONS] as const)] : some(random, RELATIONS, 0.35),
    ...(random.chance(0.9) ? { chapter } : {}),
    ...(random.chance(0.5)
      ? {
          row: {
            ...(random.chance(0.7) ? { by: random.pick(ORGANISATIONS) } : {}),
            ...(random.chance(0.4) ? { to: random.pick(ORGANISATIONS) } : {}),
          },
        }
      : {}),
    ...(random.chance(0.85) ? { receiver: { organisation: random.pick(ORGANISATIONS), kind: receiver } } : {}),
    openings: random.chance(0.7) ? [opening(random, chapter), opening(random, chapter)] : [],
    consents: random.chance(0.8) ? [consent(random, purpose, chapter), consent(random, purpose, chapter)] : [],
    shown: random.chance(0.5) ? CONDITIONS : some(random, CONDITIONS, 0.5),
    at: random.pick(MOMENTS),
    today: random.pick(DAYS),
  }
}
