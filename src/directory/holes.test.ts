import { expect, test } from 'vitest'
import { addDays, day, type OrganisationId } from '../kernel/index.ts'
import { coverageOf } from './coverage.ts'
import { followHole, type HoleFact, type HoleFactKind, holesOf, mayTakeUp, optionsFor, stepHole } from './holes.ts'
import { findMunicipality } from './municipality.ts'
import { holesToday } from './open-holes.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import { mapOn } from './todays-map.ts'
import { whoToCall } from './who-to-call.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const reference = read.value
const MONDAY = day('2026-11-16')
const placeOf = (name: string) => {
  const found = findMunicipality(reference.municipalities, name, 1)[0]
  if (!found) throw new Error(name)
  return found
}
const oirschot = placeOf('Oirschot')
const houseOf = (name: string) => {
  const { code } = placeOf(name)
  const found = reference.organisations.find(({ kind, serves }) => kind === 'municipality' && serves.includes(code))
  if (!found) throw new Error(name)
  return found
}
const about = { step: 'own-focal-officer', territory: oirschot.code } as const
const owner = houseOf('Oirschot').id
const fact = (kind: HoleFactKind, version: number, more: Partial<HoleFact> = {}): HoleFact => ({
  ...{ hole: 'one', version, kind, on: addDays(MONDAY, -10 + version), by: owner, ...about, ...more },
})
const options = optionsFor(reference, about, MONDAY)
const shared = options.find(({ choice }) => choice === 'share-with-neighbour')
const SHARED = [
  fact('hole-taken-up', 1),
  fact('hole-choice-made', 2, { choice: 'share-with-neighbour', ...(shared?.with ? { with: shared.with } : {}) }),
  fact('hole-agreed', 3),
]

test('P9 the holes are counted exactly: what an independent reading of the tables finds, each once by task and territory', () => {
  const holes = holesOf(reference, MONDAY)
  // By hand: a municipality whose own house has no focal officer on that day.
  const active = (valid: { from: string; until?: string }) => valid.from <= MONDAY && (valid.until ?? '9') >= MONDAY
  const without = reference.municipalities.filter(
    ({ code }) =>
      !reference.contactPoints.some(
        (each) =>
          each.function === 'focal-officer' &&
          active(each.valid) &&
          reference.organisations.some(
            ({ id, kind, serves, valid }) =>
              id === each.organisation && kind === 'municipality' && serves.includes(code) && active(valid),
          ),
      ),
  )
  const officers = holes.filter(({ step }) => step === 'own-focal-officer')
  expect(officers.map(({ territory }) => territory)).toEqual(without.map(({ code }) => code))
  expect(officers).toHaveLength(23)
  const coordination = holes.filter(({ step }) => step === 'region-care-coordinator')
  const uncovered = reference.municipalities.filter(({ centres }) =>
    ['Den Helder', 'Gouda'].some((name) => placeOf(name).code === centres['women-shelter'].municipality),
  )
  expect(coordination).toHaveLength(2)
  expect(new Set(coordination.flatMap(({ municipalities }) => municipalities))).toEqual(
    new Set(uncovered.map(({ code }) => code)),
  )
  expect(holes).toHaveLength(25)
})

test('neighbours are offered from the table of borders, and only who has somebody', () => {
  const near = options.filter(({ choice }) => choice === 'share-with-neighbour').map((each) => each.with)
  expect(near.length).toBeGreaterThan(0)
  for (const code of near) {
    expect(
      reference.neighbours.some(({ one, other }) => [one, other].sort().join() === [oirschot.code, code].sort().join()),
    ).toBe(true)
    expect(
      coverageOf(reference, 'own-focal-officer', MONDAY).find(({ municipality }) => municipality === code)
        ?.organisation,
    ).toBeDefined()
  }
  // Cranendonck and Nederweert border on each other, and neither has anybody.
  const cranendonck = optionsFor(reference, { ...about, territory: placeOf('Cranendonck').code }, MONDAY)
  expect(cranendonck.map((each) => each.with)).not.toContain(placeOf('Nederweert').code)
  expect(cranendonck.length).toBeGreaterThan(1)
  expect(options).toContainEqual({ choice: 'centre-takes-over', with: oirschot.centres['women-shelter'].municipality })
})

test('each step is a fact, and the stage a fold over them; what comes out of order changes nothing', () => {
  const stages = SHARED.map((_each, at) => followHole(SHARED.slice(0, at + 1), MONDAY).stage)
  expect(stages).toEqual(['taken-up', 'chosen', 'agreed'])
  expect(followHole([fact('hole-agreed', 1)], MONDAY)).toEqual({ stage: 'open' })
  expect(followHole([...SHARED, fact('hole-refused', 4)], MONDAY)).toMatchObject({ stage: 'taken-up', owner })
  expect(followHole([...SHARED, fact('hole-given-back', 4)], MONDAY)).toEqual({ stage: 'open' })
  expect(followHole(SHARED, addDays(MONDAY, -9)).stage).toBe('taken-up')
})

test('P10 an agreed neighbour is called in the hole, which closes by itself, and opens again when the neighbour stops', () => {
  const hole = (entries: Parameters<typeof mapOn>[1]['entries'] = []) =>
    holesToday(reference, { entries, holes: SHARED }, { on: MONDAY, by: owner }).find(
      ({ hole: { step, territory } }) => step === about.step && territory === about.territory,
    )
  expect(hole()).toMatchObject({ closed: true, now: { stage: 'agreed' } })
  const chosen = mapOn(reference, { entries: [], holes: SHARED.slice(0, 2) }, MONDAY)
  expect(chosen.directory.arrangements).toEqual([])
  const { directory } = mapOn(reference, { entries: [], holes: SHARED }, MONDAY)
  const answer = whoToCall(directory, oirschot.code, 'victim-found', MONDAY)
  const first = answer.ok ? answer.value.contacts[0] : undefined
  expect(first).toMatchObject({ step: 'own-focal-officer', organisation: { serves: [shared?.with] } })
  expect(
    coverageOf(directory, 'own-focal-officer', MONDAY).find(({ municipality }) => municipality === oirschot.code)
      ?.state,
  ).toBe('shared')
  if (!first) throw new Error('nobody')
  const stopped = { contactPoint: first.contactPoint.id, version: 1, kind: 'entry-ended', on: MONDAY } as const
  expect(hole([stopped])).toMatchObject({ closed: false, isOwn: true })
})

test('a hole is taken up by the place, its centre, its care co-ordination or CoMensha, and by nobody twice', () => {
  const [hole] = holesOf(reference, MONDAY).filter(({ territory }) => territory === oirschot.code)
  if (!hole) throw new Error('hole')
  const may = (name: string) => mayTakeUp(reference, houseOf(name), hole, MONDAY)
  expect([may('Oirschot'), may('Eindhoven'), may('Landsmeer')]).toEqual([true, true, false])
  const comensha = reference.organisations.find(({ kind }) => kind === 'comensha')
  expect(comensha && mayTakeUp(reference, comensha, hole, MONDAY)).toBe(true)
  const step = (kind: HoleFactKind, now = followHole([], MONDAY), by: OrganisationId = owner) => {
    const answer = stepHole({ kind }, { now, by, mayTakeUp: true, options })
    return answer.ok ? 'ok' : answer.refusal.code
  }
  const taken = followHole(SHARED.slice(0, 1), MONDAY)
  expect(
    stepHole({ kind: 'hole-taken-up' }, { now: followHole([], MONDAY), by: owner, mayTakeUp: false, options }),
  ).toMatchObject({ refusal: { code: 'hole-not-yours' } })
  expect([step('hole-taken-up'), step('hole-taken-up', taken), step('hole-agreed', taken)]).toEqual([
    'ok',
    'hole-taken-already',
    'hole-not-this-step',
  ])
  expect(step('hole-given-back', taken, houseOf('Landsmeer').id)).toBe('hole-not-yours')
  expect(
    stepHole(
      { kind: 'hole-choice-made', choice: 'national-meanwhile' },
      { now: taken, by: owner, mayTakeUp: true, options },
    ),
  ).toMatchObject({ refusal: { code: 'choice-not-open' } })
})
