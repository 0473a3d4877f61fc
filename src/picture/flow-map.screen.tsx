/** Lines between places on the map of equal tiles: with an arrow where something goes, without one where two places share something. */
import { type ReactNode, useRef } from 'react'
import { useWords } from '../web/language.tsx'
import { Section } from '../web/parts/index.ts'
import { edgesBetween, hexagon, middleOf, sizeOf } from '../web/parts/tile-map/hexagons.ts'
import { bowBetween, middleOfTiles } from './chart-scale.ts'
import { FigureFiles, useInside } from './figure-files.screen.tsx'
import { usePlaceName } from './parts.screen.tsx'

/** So many countries stand beside the map; the others are in the table. */
const COUNTRIES_DRAWN = 12
const COUNTRY_STEP = 26
const ASIDE = 96

export type FlowMapProps = {
  /** What is large enough to be drawn. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly size: number }[]
  readonly tiles: readonly { readonly column: number; readonly row: number; readonly region: string }[]
  readonly words: {
    readonly title: string
    readonly drawing: string
    readonly drawn: string
    readonly nothingDrawn: string
  }
  readonly fileName: string
  readonly isDirected?: boolean
}

const isCountry = (place: string): boolean => /^[A-Z]{2}$/.test(place)

export const FlowMap = ({ flows, tiles, words, fileName, isDirected = true }: FlowMapProps): ReactNode => {
  const { countriesNotDrawn } = useWords().movement.flows
  const nameOf = usePlaceName()
  const drawing = useRef<SVGSVGElement>(null)
  const inside = useInside('few')
  const countries = [...new Set(flows.flatMap(({ from, to }) => [from, to]).filter(isCountry))].sort()
  const drawn = countries.slice(0, COUNTRIES_DRAWN)
  const spots = new Map<string, { readonly x: number; readonly y: number }>([
    ...[...Map.groupBy(tiles, ({ region }) => region)].map(
      ([region, here]) => [region, middleOfTiles(here.map(middleOf))] as const,
    ),
    ...drawn.map((country, at) => [country, { x: -14, y: 24 + at * COUNTRY_STEP }] as const),
  ])
  const lines = flows.flatMap((flow) => {
    const [from, to] = [spots.get(flow.from), spots.get(flow.to)]
    return from && to ? [{ ...flow, path: bowBetween(from, to, isDirected ? undefined : 0) }] : []
  })
  const most = Math.max(1, ...lines.map(({ size }) => size))
  const { width, height } = sizeOf(tiles)
  const tall = Math.max(height, 40 + drawn.length * COUNTRY_STEP)
  const touched = new Set(lines.flatMap(({ from, to }) => [from, to]))
  return (
    <Section title={words.title}>
      {lines.length === 0 ? <p>{words.nothingDrawn}</p> : null}
      <svg
        ref={drawing}
        className="flow-map"
        viewBox={`${-ASIDE} 0 ${width + ASIDE} ${tall}`}
        role="img"
        aria-label={words.drawing}
      >
        <defs>
          <marker
            id="flow-head"
            viewBox="0 0 8 8"
            refX="5"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className="flow-map__head" d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        {tiles.map((tile) => (
          <polygon key={`${tile.column} ${tile.row}`} className="flow-map__tile" points={hexagon(tile)} />
        ))}
        <path className="flow-map__outline" d={edgesBetween(tiles.map((tile) => ({ ...tile, area: tile.region })))} />
        {lines.map(({ from, to, size, path }) => (
          <path
            key={`${from} ${to}`}
            className="flow-map__line"
            d={path}
            strokeWidth={Math.round((1 + (5 * size) / most) * 10) / 10}
            {...(isDirected ? { markerEnd: 'url(#flow-head)' } : {})}
          >
            <title>{`${nameOf(from)} ${isDirected ? '→' : '–'} ${nameOf(to)}: ${size}`}</title>
          </path>
        ))}
        {[...spots].map(([place, { x, y }]) =>
          isCountry(place) ? (
            <text key={place} x={x - 6} y={y + 4} textAnchor="end">
              {nameOf(place)}
            </text>
          ) : (
            <g key={place}>
              <title>{nameOf(place)}</title>
              <circle className="flow-map__spot" cx={x} cy={y} r={touched.has(place) ? 3.5 : 1.5} />
            </g>
          ),
        )}
      </svg>
      <FigureFiles drawing={drawing} title={words.drawing} fileName={fileName} says={inside} />
      {countries.length > drawn.length ? <p>{countriesNotDrawn(countries.length - drawn.length)}</p> : null}
      <p className="soft small measure">{words.drawn}</p>
    </Section>
  )
}
