/**
 * A map on which every place is one hexagon of the same size. Each state has a colour and a sign of its own, so colour never says anything alone.
 * The drawing is one picture with a label; whoever cannot see or point reads the table that stands beside it.
 */
import './tile-map.css'
import type { ReactNode } from 'react'
import { edgesBetween, hexagon, middleOf, sizeOf } from './hexagons.ts'

export const TILE_TONES = ['full', 'part', 'doubt', 'gone', 'none'] as const
export type TileTone = (typeof TILE_TONES)[number]

export type MapTile = {
  readonly key: string
  readonly column: number
  readonly row: number
  readonly tone: TileTone
  /** What lies together inside one outline, a province for instance. */
  readonly area: string
  /** Shown when somebody points at it. */
  readonly says: string
}

export type TileMapProps = {
  readonly label: string
  readonly tiles: readonly MapTile[]
  readonly chosen?: string | undefined
  readonly onChoose?: (key: string) => void
}

export const TileMap = ({ label, tiles, chosen, onChoose }: TileMapProps): ReactNode => {
  const { width, height } = sizeOf(tiles)
  const current = tiles.find(({ key }) => key === chosen)
  return (
    <svg className="tile-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {tiles.map((tile) => (
        <g
          key={tile.key}
          className="tile-map__tile"
          data-tone={tile.tone}
          {...(onChoose ? { onClick: () => onChoose(tile.key) } : {})}
        >
          <title>{tile.says}</title>
          <polygon points={hexagon(tile)} />
          <TileSign tone={tile.tone} {...middleOf(tile)} />
        </g>
      ))}
      <path className="tile-map__outline" d={edgesBetween(tiles)} />
      {current ? <polygon className="tile-map__chosen" points={hexagon(current)} /> : null}
    </svg>
  )
}

export type BoundaryMapProps = Pick<TileMapProps, 'label' | 'chosen' | 'onChoose'> & {
  readonly places: readonly Pick<MapTile, 'key' | 'tone' | 'says'>[]
  readonly drawing: {
    readonly width: number
    readonly height: number
    readonly shapes: readonly { readonly code: string; readonly path: string }[]
  }
}

/** The same states in real outlines: the colours of the tiles, with a broken line around a hole, so that colour says nothing alone. */
export const BoundaryMap = ({ label, places, drawing, chosen, onChoose }: BoundaryMapProps): ReactNode => {
  const byKey = new Map(places.map((each) => [each.key, each]))
  const current = drawing.shapes.find(({ code }) => code === chosen)
  return (
    <svg
      className="tile-map boundary-map"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={label}
    >
      {drawing.shapes.map(({ code, path }) => {
        const place = byKey.get(code)
        return place ? (
          <g
            key={code}
            className="tile-map__tile"
            data-tone={place.tone}
            {...(onChoose ? { onClick: () => onChoose(code) } : {})}
          >
            <title>{place.says}</title>
            <path d={path} />
          </g>
        ) : null
      })}
      {current ? <path className="tile-map__chosen" d={current.path} /> : null}
    </svg>
  )
}

const SIGN = 3

const TileSign = ({ tone, x, y }: { readonly tone: TileTone; readonly x: number; readonly y: number }): ReactNode => {
  if (tone === 'part') return <circle className="tile-map__sign" cx={x} cy={y} r={SIGN - 0.6} />
  if (tone === 'doubt')
    return (
      <path
        className="tile-map__sign"
        d={`M${x - SIGN} ${y + SIGN - 1}L${x} ${y - SIGN}L${x + SIGN} ${y + SIGN - 1}Z`}
      />
    )
  if (tone === 'gone')
    return (
      <path
        className="tile-map__sign"
        d={`M${x - SIGN} ${y - SIGN}L${x + SIGN} ${y + SIGN}M${x + SIGN} ${y - SIGN}L${x - SIGN} ${y + SIGN}`}
      />
    )
  if (tone === 'none')
    return <rect className="tile-map__sign" x={x - SIGN} y={y - SIGN} width={2 * SIGN} height={2 * SIGN} />
  return null
}

export type TileLegendEntry = { readonly tone: TileTone; readonly name: string; readonly count: number }

/** What each sign means, with how many tiles have it. */
export const TileLegend = ({ entries }: { readonly entries: readonly TileLegendEntry[] }): ReactNode => (
  <ul className="tile-legend">
    {entries.map(({ tone, name, count }) => (
      <li key={tone}>
        <svg className="tile-map tile-legend__tile" viewBox="0 0 21 24" aria-hidden="true">
          <g className="tile-map__tile" data-tone={tone}>
            <polygon points={hexagon({ column: 0, row: 0 })} />
            <TileSign tone={tone} {...middleOf({ column: 0, row: 0 })} />
          </g>
        </svg>
        <span>
          <strong>{count}</strong> {name}
        </span>
      </li>
    ))}
  </ul>
)
