import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { THING_KINDS } from './thing.ts'
import { type KeptEdge, sharedThings } from './thing-regions.ts'

const REGIONS: Readonly<Record<string, string>> = { a: 'VR11', b: 'VR22', c: 'VR11', d: 'VR25' }
const regionOf = (node: string): string | undefined => REGIONS[node]
const node = fc.constantFrom('a', 'b', 'c', 'd', 'nowhere')
const edges: fc.Arbitrary<readonly KeptEdge[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    since: fc.constant(day('2026-11-16')),
    plane: fc.constantFrom('care' as const, 'enforcement' as const),
    one: node,
    other: node,
    kind: fc.constantFrom(...THING_KINDS),
    grade: fc.constantFrom('exact' as const, 'near' as const),
    spread: fc.constant('few' as const),
    review: fc.constantFrom('open' as const, 'confirmed' as const, 'rejected' as const),
  }),
  { maxLength: 30 },
)

test('P49 the picture hears one row for each link that stands between two regions, on the side of both signals, and no handle', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const told = sharedThings(all, regionOf)
      const counts = ({ one, other, kind, grade, review }: KeptEdge): boolean =>
        (regionOf(one) ?? 'unknown') !== (regionOf(other) ?? 'unknown') &&
        kind !== 'document' &&
        (review === 'confirmed' || (review === 'open' && grade === 'exact'))
      expect(told.map(({ link }) => link)).toEqual(all.filter(counts).map(({ id }) => id))
      for (const shared of told) {
        const edge = all.find(({ id }) => id === shared.link)
        expect(shared).toEqual({
          ...{ link: edge?.id, happened: edge?.since, side: edge?.plane, kind: edge?.kind },
          ...{ one: expect.stringMatching(/^VR\d\d$/), other: expect.stringMatching(/^(VR\d\d|unknown)$/) },
        })
        expect(shared.one < shared.other).toBe(true)
        expect([regionOf(edge?.one ?? '') ?? 'unknown', regionOf(edge?.other ?? '') ?? 'unknown'].sort()).toEqual([
          ...[shared.one, shared.other],
        ])
      }
    }),
  )
})

test('who held the thing first is not told: an edge turned round is the same', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const turned = all.map((edge) => ({ ...edge, one: edge.other, other: edge.one }))
      expect(sharedThings(turned, regionOf)).toEqual(sharedThings(all, regionOf))
    }),
  )
})
