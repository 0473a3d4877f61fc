import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layNetwork } from './thing-layout.ts'

const names = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i))
const node = fc.constantFrom(...names)
const network = fc.record({
  nodes: fc.uniqueArray(node, { maxLength: 26 }),
  links: fc.array(fc.record({ one: node, other: node }), { maxLength: 80 }),
  width: fc.oneof(fc.integer({ min: 280, max: 420 }), fc.integer({ min: 280, max: 1200 })),
})

test('every node has one place inside the box, and no two stand on each other', () => {
  fc.assert(
    fc.property(network, ({ nodes, links, width }) => {
      const { places, height } = layNetwork(nodes, links, width)
      expect([...places.keys()].sort()).toEqual([...nodes].sort())
      const all = [...places.values()]
      for (const [i, a] of all.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(24)
        expect(a.x).toBeLessThanOrEqual(width - 24)
        expect(a.y).toBeLessThanOrEqual(height - 24)
        for (const b of all.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(50)
      }
    }),
  )
})

test('the same network is the same drawing, in whatever order it comes', () => {
  fc.assert(
    fc.property(network, ({ nodes, links, width }) => {
      const turned = [...links].reverse().map(({ one, other }) => ({ one: other, other: one }))
      const [one, other] = [layNetwork(nodes, links, width), layNetwork([...nodes].reverse(), turned, width)]
      expect([...one.places].sort()).toEqual([...other.places].sort())
    }),
  )
})

test('nothing drawn is an empty box', () => {
  expect(layNetwork([], [], 300)).toMatchObject({ height: 0 })
})
