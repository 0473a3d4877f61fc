import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusterSignals, type NetworkEdge } from './thing-clusters.ts'
import { coarsen, type NodeFacts, viewNetwork } from './thing-view.ts'

const facts: fc.Arbitrary<NodeFacts[]> = fc
  .array(
    fc.record(
      { month: fc.constantFrom('2026-10', '2026-11'), region: fc.constantFrom('VR11', 'VR22', 'VR25') },
      { requiredKeys: [] },
    ),
    { maxLength: 25 },
  )
  .map((all) => all.map((each, i) => ({ ...each, handle: `h${String(i).padStart(2, '0')}` })))

test('P17 whatever is said of a signal is said of three signals at least', () => {
  fc.assert(
    fc.property(facts, (all) => {
      const said = [...coarsen(all).values()].map(({ month, region }) => `${month ?? ''} ${region ?? ''}`)
      for (const each of new Set(said))
        if (each.trim() !== '') expect(said.filter((other) => other === each).length).toBeGreaterThanOrEqual(3)
    }),
  )
})

test('nothing is said that is not so', () => {
  fc.assert(
    fc.property(facts, (all) => {
      const coarse = coarsen(all)
      for (const { handle, month, region } of all) {
        const said = coarse.get(handle)
        if (said?.month !== undefined) expect(said.month).toBe(month)
        if (said?.region !== undefined) expect(said.region).toBe(region)
      }
    }),
  )
})

const edge = (one: string, other: string): NetworkEdge => ({
  ...{ plane: 'care', one, other, kind: 'phone', grade: 'exact', spread: 'few', review: 'open' },
})

test('a cluster of two is left out and it is said that something is left out; no handle is in the view', () => {
  const edges = [edge('aaa', 'bbb'), edge('bbb', 'ccc'), edge('aaa', 'ccc'), edge('ddd', 'eee')]
  const nodes = new Map(
    ['aaa', 'bbb', 'ccc', 'ddd', 'eee'].map((handle) => [handle, { handle, month: '2026-11', region: 'VR11' }]),
  )
  const view = viewNetwork(clusterSignals(edges), nodes, edges)
  expect(view.clusters).toHaveLength(1)
  expect(view.withheld).toBe(true)
  expect(view.clusters[0]?.signals).toHaveLength(3)
  expect(JSON.stringify(view)).not.toMatch(/aaa|bbb|ccc|ddd|eee/)
  expect(viewNetwork([], nodes, [])).toEqual({ clusters: [], withheld: false })
})
