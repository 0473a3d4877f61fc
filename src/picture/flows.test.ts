import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entropy, flowsToShow, placeFlows } from './flows.ts'

test('in, out, net, how one-sided, and how many leave', () => {
  const places = placeFlows([
    { from: 'VR11', to: 'VR13', moves: 30 },
    { from: 'VR13', to: 'VR11', moves: 10 },
    { from: 'VR11', to: 'VR17', moves: 30 },
    { from: 'VR11', to: 'VR11', moves: 60 },
  ])
  const [zaanstreek, amsterdam] = places
  expect(zaanstreek).toMatchObject({ place: 'VR11', in: 10, out: 60, net: -50, destinations: 2 })
  expect(zaanstreek?.effectiveness).toBeCloseTo(50 / 70)
  expect(zaanstreek?.leaving?.share).toBeCloseTo(0.5)
  expect(zaanstreek?.leaving?.low).toBeGreaterThan(0.4)
  expect(amsterdam).toMatchObject({ place: 'VR13', in: 30, out: 10, net: 20, destinations: 1 })
})

test.each([
  ['all in one', [8], 0],
  ['evenly over four', [5, 5, 5, 5], 2],
  ['nothing', [], 0],
])('entropy of %s', (_what, parts, bits) => {
  expect(entropy(parts)).toBeCloseTo(bits)
})

test('P9 a flow of 1 to 4 is told as few, and no other figure of its place tells it more closely', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (one, other) => {
      const shown = (moves: number) => {
        const flows = [
          { from: 'VR11', to: 'VR13', moves },
          { from: 'VR13', to: 'VR17', moves: 12 },
        ]
        return { flows: flowsToShow(flows), places: placeFlows(flows) }
      }
      expect(shown(one)).toEqual(shown(other))
      expect(JSON.stringify(shown(one).flows)).toContain('<5')
    }),
  )
})

test('a total beside one flow of few is not said: 12 less 9 would tell it', () => {
  const [first, , third] = placeFlows([
    { from: 'VR01', to: 'VR02', moves: 9 },
    { from: 'VR01', to: 'VR03', moves: 3 },
    { from: 'VR01', to: 'VR01', moves: 20 },
  ])
  expect(first).toEqual({ place: 'VR01', in: 0, out: 'not-said' })
  expect(third).toEqual({ place: 'VR03', in: 'not-said', out: 0 })
})

test('two flows of few that are five to seven together hide each other', () => {
  const [first] = placeFlows([
    { from: 'VR01', to: 'VR02', moves: 9 },
    { from: 'VR01', to: 'VR03', moves: 3 },
    { from: 'VR01', to: 'VR04', moves: 4 },
  ])
  expect(first).toMatchObject({ out: 16, in: 0 })
})

test('P9 whoever knows the rule and tries every table finds more than one number for each flow of few', () => {
  const pairs = ['VR01', 'VR02', 'VR03'].flatMap((from) =>
    ['VR01', 'VR02', 'VR03'].flatMap((to) => (from === to ? [] : [{ from, to }])),
  )
  const drawn = fc.array(fc.oneof(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 })), {
    ...{ minLength: pairs.length, maxLength: pairs.length },
  })
  const tableOf = (moves: readonly number[]) => pairs.map((pair, at) => ({ ...pair, moves: moves[at] ?? 0 }))
  const read = (moves: readonly number[]) => JSON.stringify([flowsToShow(tableOf(moves)), placeFlows(tableOf(moves))])
  fc.assert(
    fc.property(drawn, (moves) => {
      const small = moves.flatMap((each, at) => (each > 0 && each < 5 ? [at] : []))
      const seen = read(moves)
      const found = small.map(() => new Set<number>())
      for (let guess = 0; guess < 4 ** small.length; guess += 1) {
        const tried = [...moves]
        for (const [place, at] of small.entries()) tried[at] = 1 + (Math.floor(guess / 4 ** place) % 4)
        if (read(tried) === seen) for (const [place, at] of small.entries()) found[place]?.add(tried[at] ?? 0)
      }
      for (const each of found) expect(each.size).toBeGreaterThan(1)
    }),
    { numRuns: 60 },
  )
})
