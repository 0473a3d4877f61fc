/**
 * Real boundaries of municipalities from the file of the statistics (TopoJSON or GeoJSON, WGS 84), checked before they are drawn: exactly the municipalities
 * of the directory, each once, with rings that close and points inside the country. Whatever is wrong refuses the whole file. Pure.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { placeMunicipality } from './former-municipality.ts'
import type { Municipality } from './municipality.ts'

export type Shape = { readonly code: string; readonly path: string }
export type Drawing = { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] }
export type BoundaryRefusal =
  | 'boundary-file-too-large'
  | 'boundary-file-unreadable'
  | 'boundary-code-unknown'
  | 'boundary-code-merged'
  | 'boundary-code-twice'
  | 'boundary-municipality-missing'
  | 'boundary-geometry-broken'

export const BOUNDARY_BYTES_MAX = 20_000_000
const POINTS_MAX = 400_000
/** The Netherlands in Europe, with some water around it. */
const BOX = { west: 3, east: 7.4, south: 50.6, north: 53.8 } as const
const WIDTH = 1000
/** A degree of longitude is shorter than one of latitude here: at 52 degrees north. */
const SQUEEZE = Math.cos((52.2 * Math.PI) / 180)
const SCALE = WIDTH / ((BOX.east - BOX.west) * SQUEEZE)
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE)

type Point = readonly [number, number]
type Ring = readonly Point[]
type Feature = { readonly code: string; readonly rings: readonly Ring[] }
type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
class Broken extends Error {}

/** The drawing of a file, or why it is refused; the municipality or code that is wrong stands in the parameters. */
export const readBoundaries = (
  text: string,
  municipalities: readonly Municipality[],
): Outcome<Drawing, BoundaryRefusal> => {
  if (text.length > BOUNDARY_BYTES_MAX)
    return refuse('boundary-file-too-large', { max: BOUNDARY_BYTES_MAX / 1_000_000 })
  let features: readonly Feature[]
  try {
    features = featuresOf(JSON.parse(text))
  } catch (fault) {
    if (fault instanceof Broken) return refuse('boundary-geometry-broken', { place: fault.message })
    if (fault instanceof SyntaxError) return refuse('boundary-file-unreadable')
    throw fault
  }
  if (features.length === 0) return refuse('boundary-file-unreadable')
  const wrong = wrongCode(features, municipalities)
  if (wrong) return wrong
  const broken = features.find(({ rings }) => rings.length === 0 || !rings.every(isSound))
  if (broken) return refuse('boundary-geometry-broken', { place: broken.code })
  if (
    features.reduce((sum, { rings }) => sum + rings.reduce((points, ring) => points + ring.length, 0), 0) > POINTS_MAX
  )
    return refuse('boundary-file-too-large', { max: BOUNDARY_BYTES_MAX / 1_000_000 })
  return accept({
    width: WIDTH,
    height: HEIGHT,
    shapes: features.map(({ code, rings }) => ({ code, path: pathOf(rings) })),
  })
}

const wrongCode = (
  features: readonly Feature[],
  municipalities: readonly Municipality[],
): ReturnType<typeof refuse<BoundaryRefusal>> | undefined => {
  const seen = new Set<string>()
  for (const { code } of features) {
    if (seen.has(code)) return refuse('boundary-code-twice', { place: code })
    seen.add(code)
    const placed = placeMunicipality(municipalities, code)
    if (!placed.ok && placed.refusal.code === 'municipality-split')
      return refuse('boundary-code-merged', { place: code })
    if (!placed.ok) return refuse('boundary-code-unknown', { place: code.slice(0, 20) })
    if (placed.value.merged) return refuse('boundary-code-merged', { place: `${code} ${placed.value.merged.name}` })
  }
  const missing = municipalities.filter(({ code }) => !seen.has(code))
  return missing[0] && refuse('boundary-municipality-missing', { place: missing[0].name, count: missing.length })
}

// Closed, of four points at least, not flat, and inside the country.
const isSound = (ring: Ring): boolean => {
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) return false
  const area = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[at + 1] ?? first
    return sum + x * nextY - nextX * y
  }, 0)
  return area !== 0 && ring.every(([x, y]) => x >= BOX.west && x <= BOX.east && y >= BOX.south && y <= BOX.north)
}

const pathOf = (rings: readonly Ring[]): string =>
  rings
    .map(
      (ring) =>
        `M${ring
          .slice(0, -1)
          .map(drawn)
          .filter((each, at, all) => each !== all[at - 1])
          .join('L')}Z`,
    )
    .join('')
const drawn = ([lon, lat]: Point): string =>
  `${Math.round((lon - BOX.west) * SQUEEZE * SCALE * 10) / 10} ${Math.round((BOX.north - lat) * SCALE * 10) / 10}`

const featuresOf = (file: unknown): readonly Feature[] => {
  if (!isJson(file)) return []
  if (file['type'] === 'Topology') return fromTopology(file)
  return file['type'] === 'FeatureCollection'
    ? listOf(file['features']).flatMap((feature) => {
        if (!isJson(feature)) return []
        const code = codeOf(feature)
        const geometry = isJson(feature['geometry']) ? feature['geometry'] : {}
        return [
          {
            code,
            rings: ringsOf(geometry, (points) => listOf(points).map((point) => pointOf(point, code)), 'coordinates'),
          },
        ]
      })
    : []
}

/** The code as the statistics write it in their several files. */
const codeOf = (feature: Json): string => {
  const properties = isJson(feature['properties']) ? feature['properties'] : {}
  for (const key of ['statcode', 'code', 'gm_code', 'GM_CODE', 'gemeentecode'])
    if (typeof properties[key] === 'string')
      return properties[key].startsWith('GM') ? properties[key] : `GM${properties[key]}`
  return String(feature['id'] ?? '')
}

const pointOf = (point: unknown, code: string): Point => {
  const [x, y] = listOf(point)
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    throw new Broken(code)
  return [x, y]
}

const ringsOf = (geometry: Json, toRing: (ring: unknown) => Ring, key: 'coordinates' | 'arcs'): readonly Ring[] => {
  const polygons =
    geometry['type'] === 'Polygon' ? [geometry[key]] : geometry['type'] === 'MultiPolygon' ? listOf(geometry[key]) : []
  return polygons.flatMap((polygon) => listOf(polygon).map(toRing))
}

// Of the objects in a topology, the one whose geometries are municipalities.
const fromTopology = (file: Json): readonly Feature[] => {
  const transform = isJson(file['transform']) ? file['transform'] : {}
  const [scaleX, scaleY] = listOf(transform['scale'] ?? [1, 1])
  const [moveX, moveY] = listOf(transform['translate'] ?? [0, 0])
  if (![scaleX, scaleY, moveX, moveY].every((each) => typeof each === 'number')) throw new Broken('transform')
  const isDelta = isJson(file['transform'])
  const arcs = listOf(file['arcs']).map((arc): readonly Point[] => {
    let [x, y] = [0, 0]
    return listOf(arc).map((step) => {
      const [stepX, stepY] = pointOf(step, 'arcs')
      ;[x, y] = isDelta ? [x + stepX, y + stepY] : [stepX, stepY]
      return [x * Number(scaleX) + Number(moveX), y * Number(scaleY) + Number(moveY)]
    })
  })
  const objects = isJson(file['objects']) ? Object.values(file['objects']) : []
  const geometries = objects
    .map((object) => (isJson(object) ? listOf(object['geometries']).filter(isJson) : []))
    .find((all) => all.some((each) => /^GM\d{4}$/.test(codeOf(each))))
  return (geometries ?? []).map((geometry) => {
    const code = codeOf(geometry)
    return { code, rings: ringsOf(geometry, (indexes) => joined(arcs, listOf(indexes), code), 'arcs') }
  })
}

const joined = (arcs: readonly (readonly Point[])[], indexes: readonly unknown[], code: string): Ring =>
  indexes.flatMap((index, at) => {
    const arc = typeof index === 'number' && Number.isInteger(index) ? arcs[index < 0 ? ~index : index] : undefined
    if (!arc) throw new Broken(code)
    const points = Number(index) < 0 ? arc.toReversed() : arc
    return at === 0 ? points : points.slice(1)
  })
