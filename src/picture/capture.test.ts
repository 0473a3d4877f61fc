import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS, PLANE_OF } from '../directory/index.ts'
import { CAPTURE_LISTS, captureTableOf, listOf, NO_LIST, SIDES, type Side, seenBy } from './capture.ts'
import { type CountedReport, cellsOf, joinLists, LISTS_VIEW, ON_NO_LIST, placePersons } from './cube.ts'
import { DIMENSIONS } from './definitions.ts'
import { onAll } from './estimate-table.ts'

const codes = (side: Side) => CAPTURE_LISTS[side].lists.map(({ code }) => code)

test('every kind of house that reports is on at most one list, and all kinds of a list work on the side of that list', () => {
  const kinds = SIDES.flatMap((side) =>
    CAPTURE_LISTS[side].lists.flatMap((list) => list.kinds.map((kind) => ({ side, kind }))),
  )
  expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length)
  for (const { side, kind } of kinds) {
    const known = ORGANISATION_KINDS.find((each) => each === kind)
    expect(known && PLANE_OF[known], kind).toBe(side)
  }
  expect(listOf('police-vice')).toBe(listOf('police-avim'))
})

test('a house that hears from others is no list of its own: its reports would make overlap that is none', () => {
  for (const kind of [...NO_LIST.kinds, 'supervision', 'constructor', undefined]) expect(listOf(kind)).toBe(ON_NO_LIST)
  expect(NO_LIST.kinds).toContain('comensha')
})

test('units are counted by exactly which lists saw them, fewer lists first and then in the order of lists, never by size', () => {
  const seen = seenBy('care', [
    { key: 'municipality+shelter', persons: 4 },
    { key: 'shelter', persons: 2 },
    { key: 'care-coordination', persons: 1 },
    { key: 'police', persons: 50 },
  ])
  expect(seen.combinations).toEqual([
    { lists: ['care-coordination'], persons: 1 },
    { lists: ['shelter'], persons: 2 },
    { lists: ['shelter', 'municipality'], persons: 4 },
  ])
  expect(seen.lists).toEqual([
    { code: 'care-coordination', persons: 1, alone: 1 },
    { code: 'shelter', persons: 6, alone: 2 },
    { code: 'municipality', persons: 4, alone: 0 },
  ])
  expect(seen).toMatchObject({ silent: ['care-provider', 'reception', 'support'], persons: 7 })
})

test('lists that saw nobody are left out; with fewer than three, or one within another, there is no table and a reason', () => {
  const outcome = (cells: Parameters<typeof seenBy>[1]) => captureTableOf(seenBy('enforcement', cells))
  expect(outcome([])).toMatchObject({ ok: false, refusal: { code: 'estimate-too-few-lists' } })
  const three = [
    { key: 'police', persons: 40 },
    { key: 'border-police', persons: 30 },
    { key: 'labour-inspectorate+police', persons: 9 },
  ]
  expect(outcome(three)).toMatchObject({ ok: false, refusal: { code: 'estimate-list-contained' } })
  const table = outcome([...three, { key: 'labour-inspectorate', persons: 20 }])
  expect(table.ok && table.value.lists).toEqual(['police', 'border-police', 'labour-inspectorate'])
  expect(table.ok && onAll(table.value.counts, 1)).toBe(49)
})

const someReport = fc.record({
  ...{ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), year: fc.constant(2026), month: fc.constant(1) },
  list: fc.constantFrom(...codes('care'), ...codes('enforcement'), ON_NO_LIST),
})
test('P22 each unit that a side saw counts once, whatever else saw it, and a list holds whom it reported', () => {
  fc.assert(
    fc.property(fc.array(someReport, { maxLength: 30 }), (reports) => {
      // Safe: one value for each dimension.
      const values = Object.fromEntries(DIMENSIONS.map((each) => [each, 'x'])) as CountedReport['values']
      const cells = placePersons(reports.map((each) => ({ ...each, values })))
        .flatMap(cellsOf)
        .filter(({ dimensions }) => dimensions === LISTS_VIEW)
        .map(({ key }) => ({ key, persons: 1 }))
      for (const side of SIDES) {
        const seen = seenBy(side, cells)
        const units = (of: readonly string[]) =>
          new Set(reports.filter(({ list }) => of.includes(list)).map(({ unit }) => unit)).size
        expect(seen.persons).toBe(units(codes(side)))
        for (const { code, persons } of seen.lists) expect(persons).toBe(units([code]))
        expect(seen.combinations.every(({ lists }) => joinLists(lists).split('+').length === lists.length)).toBe(true)
      }
    }),
  )
})
