import { expect, test } from 'vitest'
import { addDays, asId, type Day, day } from '../kernel/index.ts'
import { coverageOf } from './coverage.ts'
import { findMunicipality } from './municipality.ts'
import type { ContactPointId } from './organisation.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import { type EntryFact, type EntryFactKind, standingOf } from './standing.ts'
import { mapOn } from './todays-map.ts'
import { whoToCall } from './who-to-call.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const reference = read.value
const ASKED = day('2026-01-05')
const landsmeer = findMunicipality(reference.municipalities, 'Landsmeer', 1)[0]
if (!landsmeer) throw new Error('Landsmeer')
const house = reference.organisations.find(
  ({ kind, serves }) => kind === 'municipality' && serves.includes(landsmeer.code),
)
const officer = reference.contactPoints.find(
  (each) => each.organisation === house?.id && each.function === 'focal-officer',
)
if (!officer) throw new Error('officer')

const facts = (...told: readonly (readonly [EntryFactKind, Day])[]): readonly EntryFact[] =>
  told.map(([kind, on], at) => ({ contactPoint: asId<ContactPointId>(officer.id), version: at + 1, kind, on }))
const stageOn = (on: Day, ...told: readonly (readonly [EntryFactKind, Day])[]) => standingOf(facts(...told), on).stage

test('P8 silence makes an entry stale and then a hole, each on its day and on no other', () => {
  const asked = ['confirmation-asked', ASKED] as const
  expect(stageOn(ASKED, asked)).toBe('asked')
  expect(stageOn(addDays(ASKED, 30), asked)).toBe('asked')
  expect(stageOn(addDays(ASKED, 31), asked)).toBe('stale')
  expect(stageOn(addDays(ASKED, 122), asked)).toBe('stale')
  expect(standingOf(facts(asked), addDays(ASKED, 123))).toEqual({ stage: 'silent', lastDay: addDays(ASKED, 122) })
})

test('a confirmation holds for half a year; asking again does not begin a new wait, and an answer ends any silence', () => {
  const confirmed = ['entry-confirmed', ASKED] as const
  expect(stageOn(addDays(ASKED, 183), confirmed)).toBe('confirmed')
  expect(stageOn(addDays(ASKED, 184), confirmed)).toBe('stale')
  const late = addDays(ASKED, 180)
  const again = [confirmed, ['confirmation-asked', late], ['confirmation-asked', addDays(late, 29)]] as const
  expect(stageOn(addDays(late, 30), ...again)).toBe('confirmed')
  expect(stageOn(addDays(late, 31), ...again)).toBe('stale')
  expect(stageOn(addDays(late, 300), ...again)).toBe('silent')
  expect(stageOn(addDays(late, 300), ...again, ['entry-confirmed', addDays(late, 299)])).toBe('confirmed')
})

test('nobody was asked: nothing is made stale, and it says so; what happened later changes no earlier day', () => {
  expect(stageOn(ASKED)).toBe('unasked')
  expect(stageOn(addDays(ASKED, -1), ['entry-ended', ASKED])).toBe('unasked')
  expect(stageOn(ASKED, ['entry-differs', ASKED])).toBe('differs')
})

test('P8 who fell silent or stopped is a hole for the map and for who calls alike, with the last day; who is stale is still called, with a sign', () => {
  const on = addDays(ASKED, 60)
  const look = (told: readonly EntryFact[], day: Day) => {
    const today = mapOn(reference, { entries: told, holes: [] }, day)
    const state = coverageOf(today.directory, 'own-focal-officer', day, today.isStale).find(
      ({ municipality }) => municipality === landsmeer.code,
    )
    const calls = whoToCall(today.directory, landsmeer.code, 'victim-found', day)
    return [
      state?.state,
      state?.lastFilled,
      calls.ok && calls.value.contacts.some(({ contactPoint }) => contactPoint.id === officer.id),
    ]
  }
  expect(look([], on)).toEqual(['filled', undefined, true])
  expect(look(facts(['confirmation-asked', ASKED]), on)).toEqual(['stale', undefined, true])
  expect(look(facts(['confirmation-asked', ASKED]), addDays(ASKED, 200))).toEqual([
    'vacant',
    addDays(ASKED, 122),
    false,
  ])
  expect(look(facts(['entry-ended', on]), on)).toEqual(['vacant', addDays(on, -1), false])
})
