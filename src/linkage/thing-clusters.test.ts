import fc from 'fast-check'
import { expect, test } from 'vitest'
import { THING_KINDS } from './thing.ts'
import { changesBetween, clusterSignals, linkSignals, NETWORK_RULE, type NetworkEdge } from './thing-clusters.ts'

const edge = (one: string, other: string, more: Partial<NetworkEdge> = {}): NetworkEdge => ({
  plane: 'care',
  one,
  other,
  kind: 'phone',
  grade: 'exact',
  spread: 'few',
  review: 'open',
  ...more,
})

test('one phone that a few signals hold makes them one cluster', () => {
  expect(clusterSignals([edge('a', 'b'), edge('b', 'c'), edge('a', 'c')])).toEqual([['a', 'b', 'c']])
})

test('a chain through different weak things is no cluster at all', () => {
  const weak = [
    edge('a', 'b', { kind: 'address' }),
    edge('b', 'c', { kind: 'company' }),
    edge('c', 'd', { grade: 'near' }),
  ]
  expect(clusterSignals(weak)).toEqual([])
})

test('a chain through different strong things does not become one', () => {
  const chain = [edge('a', 'b'), edge('b', 'c', { kind: 'plate' }), edge('c', 'd', { kind: 'account' })]
  for (const cluster of clusterSignals(chain)) expect(cluster.length).toBeLessThan(3)
})

test('two weak things together are enough, one and the same thing twice nearly is not', () => {
  const [address, company] = [edge('a', 'b', { kind: 'address' }), edge('a', 'b', { kind: 'company' })]
  expect(clusterSignals([address, company])).toEqual([['a', 'b']])
  expect(clusterSignals([edge('a', 'b', { grade: 'near' }), edge('b', 'a', { grade: 'near' })])).toEqual([])
})

test('people have the last word: a confirmed weak edge joins, a rejected strong one does not', () => {
  expect(clusterSignals([edge('a', 'b', { kind: 'address', review: 'confirmed' })])).toEqual([['a', 'b']])
  expect(clusterSignals([edge('a', 'b', { review: 'rejected' })])).toEqual([])
})

test('confirming one pair does not push the others of a network out', () => {
  const ring = [edge('b', 'c'), edge('b', 'd'), edge('c', 'd')]
  expect(clusterSignals([...ring, edge('a', 'b', { grade: 'near', review: 'confirmed' })])).toEqual([
    ['a', 'b', 'c', 'd'],
  ])
})

const nodes = fc.constantFrom(...'abcdefgh')
const someEdge: fc.Arbitrary<NetworkEdge> = fc.record({
  plane: fc.constantFrom('care' as const, 'enforcement' as const),
  one: nodes,
  other: nodes,
  kind: fc.constantFrom(...THING_KINDS),
  grade: fc.constantFrom('exact' as const, 'near' as const),
  spread: fc.constantFrom('few' as const, 'several' as const),
  review: fc.constantFrom('open' as const, 'open' as const, 'confirmed' as const, 'rejected' as const),
})
/** A signal belongs to one plane: its letter says which. */
const named = (edges: readonly NetworkEdge[]): readonly NetworkEdge[] =>
  edges.map((each) => ({ ...each, one: `${each.plane}-${each.one}`, other: `${each.plane}-${each.other}` }))
const graph = fc.array(someEdge, { maxLength: 30 }).map(named)

test('the same edges in any order, and turned about, give the same clusters', () => {
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.nat()), (edges, draws) => {
      const shuffled = edges
        .map((each) => ({ each, draw: draws.next().value ?? 0 }))
        .sort((a, b) => a.draw - b.draw)
        .map(({ each, draw }) => (draw % 2 ? { ...each, one: each.other, other: each.one } : each))
      expect(clusterSignals(shuffled)).toEqual(clusterSignals(edges))
    }),
  )
})

test('no cluster holds signals of both planes', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      for (const cluster of clusterSignals(edges))
        expect(new Set(cluster.map((node) => node.split('-')[0])).size).toBe(1)
    }),
  )
})

test('P15 without a confirming person no cluster of three is a chain: most of its pairs are linked, and every member is', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const open = edges.map((each) => ({ ...each, review: 'open' as const }))
      const links = linkSignals(open).filter(({ weight }) => weight >= NETWORK_RULE.weightLeast)
      for (const cluster of clusterSignals(open)) {
        const inside = links.filter(({ one, other }) => cluster.includes(one) && cluster.includes(other))
        expect(inside.length).toBeGreaterThanOrEqual(
          // Not read from the rule: a looser rule must fail here.
          0.6 * ((cluster.length * (cluster.length - 1)) / 2),
        )
        for (const node of cluster) expect(inside.some(({ one, other }) => one === node || other === node)).toBe(true)
      }
    }),
  )
})

test('whom people joined stays together, whatever else is linked', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const clusters = clusterSignals(edges)
      for (const { one, other, weight } of linkSignals(edges))
        if (weight >= 1_000)
          expect(clusters.some((cluster) => cluster.includes(one) && cluster.includes(other))).toBe(true)
    }),
  )
})

test('without its edges a signal stands alone again', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      for (const node of clusterSignals(edges)[0] ?? []) {
        const left = edges.filter(({ one, other }) => one !== node && other !== node)
        expect(clusterSignals(left).flat()).not.toContain(node)
      }
    }),
  )
})

test('taking the one edge of a pair away splits it, and the history says so', () => {
  const before = clusterSignals([edge('a', 'b'), edge('c', 'd')])
  const after = clusterSignals([edge('c', 'd')])
  expect(changesBetween(before, after)).toEqual([{ change: 'split', groups: [['a'], ['b']] }])
  expect(changesBetween(after, before)).toEqual([{ change: 'merged', groups: [['a'], ['b']] }])
})

test('the history tells every state from the one before', () => {
  fc.assert(
    fc.property(graph, graph, (first, second) => {
      const [before, after] = [clusterSignals(first), clusterSignals(second)]
      const changes = changesBetween(before, after)
      const same = JSON.stringify(before) === JSON.stringify(after)
      expect(changes.length === 0).toBe(same)
      for (const { change, groups } of changes) {
        expect(groups.length).toBeGreaterThan(1)
        const whole = groups.flat().sort()
        expect(change === 'merged' ? after : before).toContainEqual(whole)
      }
    }),
  )
})
