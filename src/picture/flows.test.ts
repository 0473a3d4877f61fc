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
