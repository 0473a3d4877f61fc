import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallBoundaries } from '../../fixtures/boundaries.ts'
import { readBoundaries } from './boundaries.ts'
import type { Municipality } from './municipality.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const { municipalities } = read.value
const three = municipalities.slice(0, 3)
const codes = three.map(({ code }) => code)
const good = smallBoundaries(three)
const refusalOf = (file: unknown, of: readonly Municipality[] = three) => {
  const answer = readBoundaries(typeof file === 'string' ? file : JSON.stringify(file), of)
  return answer.ok ? 'drawn' : [answer.refusal.code, answer.refusal.params?.['place']]
}
const feature = (code: string, ring: unknown = good.features[0]?.geometry.coordinates[0]) => ({
  type: 'Feature',
  properties: { statcode: code },
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const withFeatures = (...features: readonly unknown[]) => ({ type: 'FeatureCollection', features })

test('a file of the statistics is drawn: one path for each municipality', () => {
  const answer = readBoundaries(JSON.stringify(good), three)
  if (!answer.ok) throw new Error(answer.refusal.code)
  expect(answer.value.shapes.map(({ code }) => code)).toEqual(codes)
  for (const { path } of answer.value.shapes) expect(path).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){3,}Z$/)
})

test('P13 what is wrong refuses the whole file, with what it is about', () => {
  const [first, second] = good.features
  expect(refusalOf('{')).toEqual(['boundary-file-unreadable', undefined])
  expect(refusalOf({ type: 'Feature' })).toEqual(['boundary-file-unreadable', undefined])
  expect(refusalOf(withFeatures(...good.features, feature('GM9999')))).toEqual(['boundary-code-unknown', 'GM9999'])
  expect(refusalOf(withFeatures(...good.features, feature('GM0370')), municipalities)).toEqual([
    'boundary-code-merged',
    'GM0370 Beemster',
  ])
  expect(refusalOf(withFeatures(...good.features, feature('GM0788')), municipalities)).toEqual([
    'boundary-code-merged',
    'GM0788',
  ])
  expect(refusalOf(withFeatures(first, second, first))).toEqual(['boundary-code-twice', codes[0]])
  expect(refusalOf(withFeatures(first, second))).toEqual(['boundary-municipality-missing', three[2]?.name])
  const broken = (ring: unknown) => refusalOf(withFeatures(second, good.features[2], feature(codes[0] ?? '', ring)))
  for (const ring of [
    [
      [5, 52],
      [5.1, 52],
      [5.1, 52.1],
    ],
    [
      [5, 52],
      [5.1, 52],
      [5.2, 52],
      [5, 52],
    ],
    [
      [5, 52],
      [25, 52],
      [5.1, 52.1],
      [5, 52],
    ],
    [
      [5, 52],
      ['x', 52],
      [5.1, 52.1],
      [5, 52],
    ],
    [
      [5, 52],
      [null, 52],
      [5.1, 52.1],
      [5, 52],
    ],
    'no ring',
  ])
    expect(broken(ring)).toEqual(['boundary-geometry-broken', codes[0]])
  expect(refusalOf(`"${'x'.repeat(20_000_001)}"`)).toEqual(['boundary-file-too-large', undefined])
  const many = [...Array.from({ length: 400_001 }, (_, at) => [5 + at / 1e6, 52 + (at % 2) / 100]), [5, 52]]
  expect(refusalOf(withFeatures(second, good.features[2], feature(codes[0] ?? '', many)))).toEqual([
    'boundary-file-too-large',
    undefined,
  ])
})

test('a topology that points to an arc that is not there is refused', () => {
  const topology = (index: number) => ({
    type: 'Topology',
    arcs: [
      [
        [5, 52],
        [5.1, 52],
        [5.1, 52.1],
        [5, 52],
      ],
    ],
    objects: {
      gm: {
        type: 'GeometryCollection',
        geometries: [{ type: 'Polygon', arcs: [[index]], properties: { code: codes[0] } }],
      },
    },
  })
  expect(refusalOf(topology(0), three.slice(0, 1))).toBe('drawn')
  expect(refusalOf(topology(-1), three.slice(0, 1))).toBe('drawn')
  expect(refusalOf(topology(7), three.slice(0, 1))).toEqual(['boundary-geometry-broken', codes[0]])
})

const OFFICIAL = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'nl', 'nl-vr-gm-2023.topo.json')
test.skipIf(!existsSync(OFFICIAL))(
  'the file of the statistics of 2023 (skipped where it is not at hand): all 342 are drawn',
  () => {
    const answer = readBoundaries(readFileSync(OFFICIAL, 'utf8'), municipalities)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    expect(answer.value.shapes).toHaveLength(342)
  },
)
