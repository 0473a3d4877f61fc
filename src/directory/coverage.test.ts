import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { COVERAGE_STATES, type CoverageState, coverageOf, MAPPED_STEPS } from './coverage.ts'
import { findMunicipality, type MunicipalityCode } from './municipality.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import { type Directory, whoToCall } from './who-to-call.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const directory: Directory = read.value
const MONDAY = day('2026-11-16')
const codeOf = (name: string) => findMunicipality(directory.municipalities, name, 1)[0]?.code
const stateOf = (name: string, of = directory) =>
  coverageOf(of, 'own-focal-officer', MONDAY).find(({ municipality }) => municipality === codeOf(name))

test('every task has a state in every one of the 342 municipalities', () => {
  for (const step of MAPPED_STEPS) {
    const states = coverageOf(directory, step, MONDAY)
    expect(new Set(states.map(({ municipality }) => municipality)).size).toBe(342)
    expect(COVERAGE_STATES).toEqual(expect.arrayContaining([...new Set(states.map(({ state }) => state))]))
  }
})

test('the holes on the map are exactly those that who-to-call names', () => {
  const holes = coverageOf(directory, 'own-focal-officer', MONDAY).filter(({ organisation }) => !organisation)
  const named = directory.municipalities.filter(({ code }) => {
    const answer = whoToCall(directory, code, 'victim-found', MONDAY)
    return answer.ok && answer.value.holes.some(({ step }) => step === 'own-focal-officer')
  })
  expect(holes).toHaveLength(23)
  expect(holes.map(({ municipality }) => municipality)).toEqual(named.map(({ code }) => code))
})

test('whoever left is told with the last day, and who is there with a name', () => {
  expect(stateOf('Oirschot')).toMatchObject({ state: 'vacant', lastFilled: '2025-06-30' })
  expect(stateOf('Landsmeer')).toMatchObject({ state: 'filled', organisation: { name: 'Gemeente Landsmeer' } })
})

test('an officer who is shared with a neighbour is shared in both', () => {
  const oirschot = codeOf('Oirschot')
  const best = directory.organisations.find(
    ({ kind, municipality }) => kind === 'municipality' && municipality === codeOf('Best'),
  )
  if (!oirschot || !best) throw new Error('not in the directory')
  const organisations = directory.organisations.map((each) =>
    each.id === best.id ? { ...each, serves: [...each.serves, oirschot] } : each,
  )
  const shared: CoverageState[] = ['Oirschot', 'Best'].map(
    (name) => stateOf(name, { ...directory, organisations })?.state ?? 'unknown',
  )
  expect(shared).toEqual(['shared', 'shared'])
})

test('where nobody was ever named it says so', () => {
  const organisation = directory.organisations.find(
    ({ serves, kind }) => kind === 'municipality' && serves.includes(codeOf('Best') as MunicipalityCode),
  )
  const contactPoints = directory.contactPoints.filter((each) => each.organisation !== organisation?.id)
  expect(stateOf('Best', { ...directory, contactPoints })).toEqual({ municipality: codeOf('Best'), state: 'unknown' })
})
