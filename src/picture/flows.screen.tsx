/** Moves between regions and countries: lines on the map of equal tiles, and the same as tables in the order of places. */
import { type ReactNode, useRef, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Empty, Notice, Page, Section, Select, Table } from '../web/parts/index.ts'
import { edgesBetween, hexagon, middleOf, sizeOf } from '../web/parts/tile-map/hexagons.ts'
import { bowBetween, middleOfTiles } from './chart-scale.ts'
import { FigureFiles, useInside } from './figure-files.screen.tsx'
import type { FlowsShown } from './movement.schema.ts'
import { PictureParts, useFew, useNumbers, usePlaceName } from './parts.screen.tsx'
import { recentYears } from './years.screen.ts'

type Answered = Static<typeof FlowsShown>
type Flow = Answered['flows'][number]
/** So many countries stand beside the map; the others are in the table. */
const COUNTRIES_DRAWN = 12
const COUNTRY_STEP = 26
const ASIDE = 96

export const FlowsScreen = (): ReactNode => {
  const words = useWords().movement
  const years = recentYears()
  const [year, setYear] = useState(years[0] ?? '')
  const answer = useAnswer<typeof FlowsShown>(`/flows?year=${year}`, { keepPrevious: true })
  return (
    <Page title={words.flows.title} lead={words.flows.lead}>
      <PictureParts />
      <Select
        width="short"
        label={words.year}
        value={year}
        options={years.map((each) => ({ value: each, label: each }))}
        onChange={setYear}
      />
      <Answer of={answer} isEmpty={({ flows }) => flows.length === 0} empty={<Empty title={words.flows.empty} />}>
        {(answered) => <Flows answered={answered} />}
      </Answer>
    </Page>
  )
}

const Flows = ({ answered }: { readonly answered: Answered }): ReactNode => {
  const words = useWords().movement.flows
  const say = useSay()
  const nameOf = usePlaceName()
  const few = useFew()
  const [place, setPlace] = useState('all')
  const places = answered.places.map((each) => each.place)
  const { whole } = useNumbers()
  // Of all places only what is drawn: hundreds of pairs of one or two moves say nothing together.
  const flows = answered.flows.filter(({ from, to, moves }) =>
    place === 'all' ? moves !== '<5' : from === place || to === place,
  )
  const small = place === 'all' ? answered.flows.length - flows.length : 0
  return (
    <>
      {answered.notices.map((each) => (
        <Notice key={each.code}>{say(each)}</Notice>
      ))}
      <Select
        label={words.show}
        value={places.includes(place) ? place : 'all'}
        options={[{ value: 'all', label: words.all }, ...places.map((value) => ({ value, label: nameOf(value) }))]}
        onChange={setPlace}
      />
      <FlowMap flows={flows} tiles={answered.tiles} />
      <Table
        caption={words.caption(answered.year)}
        rows={flows}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          { key: 'from', name: words.from, cell: ({ from }) => nameOf(from) },
          { key: 'to', name: words.to, cell: ({ to }) => nameOf(to) },
          { key: 'moves', name: words.moves, numeric: true, cell: ({ moves }) => few(moves) },
        ]}
      />
      {small > 0 ? <p className="measure">{words.fewPairs(whole(small))}</p> : null}
      <Places answered={answered} />
    </>
  )
}

const isCountry = (place: string): boolean => /^[A-Z]{2}$/.test(place)

const FlowMap = ({
  flows,
  tiles,
}: {
  readonly flows: readonly Flow[]
  readonly tiles: Answered['tiles']
}): ReactNode => {
  const words = useWords().movement.flows
  const nameOf = usePlaceName()
  const drawing = useRef<SVGSVGElement>(null)
  const inside = useInside('few')
  const told = flows.flatMap(({ from, to, moves }) => (moves === '<5' ? [] : [{ from, to, moves }]))
  const countries = [...new Set(told.flatMap(({ from, to }) => [from, to]).filter(isCountry))].sort()
  const drawn = countries.slice(0, COUNTRIES_DRAWN)
  const spots = new Map<string, { readonly x: number; readonly y: number }>([
    ...[...Map.groupBy(tiles, ({ region }) => region)].map(
      ([region, here]) => [region, middleOfTiles(here.map(middleOf))] as const,
    ),
    ...drawn.map((country, at) => [country, { x: -14, y: 24 + at * COUNTRY_STEP }] as const),
  ])
  const lines = told.flatMap((flow) => {
    const [from, to] = [spots.get(flow.from), spots.get(flow.to)]
    return from && to ? [{ ...flow, path: bowBetween(from, to) }] : []
  })
  const most = Math.max(1, ...lines.map(({ moves }) => moves))
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
        {lines.map(({ from, to, moves, path }) => (
          <path
            key={`${from} ${to}`}
            className="flow-map__line"
            d={path}
            strokeWidth={Math.round((1 + (5 * moves) / most) * 10) / 10}
            markerEnd="url(#flow-head)"
          >
            <title>{`${nameOf(from)} → ${nameOf(to)}: ${moves}`}</title>
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
      <FigureFiles drawing={drawing} title={words.drawing} fileName="verplaatsingen" says={inside} />
      {countries.length > drawn.length ? <p>{words.countriesNotDrawn(countries.length - drawn.length)}</p> : null}
      <p className="soft small measure">{words.drawn}</p>
    </Section>
  )
}

const Places = ({ answered }: { readonly answered: Answered }): ReactNode => {
  const words = useWords().movement
  const nameOf = usePlaceName()
  const few = useFew()
  const { whole, fine, share } = useNumbers()
  const told = (value: number | undefined, say: (value: number) => string) => (value === undefined ? '–' : say(value))
  return (
    <>
      <Table
        caption={words.flows.places(answered.year)}
        rows={answered.places}
        rowKey={({ place }) => place}
        columns={[
          { key: 'place', name: words.flows.place, cell: ({ place }) => nameOf(place) },
          { key: 'in', name: words.flows.in, numeric: true, cell: (row) => few(row.in) },
          { key: 'out', name: words.flows.out, numeric: true, cell: (row) => few(row.out) },
          { key: 'net', name: words.flows.net, numeric: true, cell: (row) => told(row.net, whole) },
          {
            key: 'effectiveness',
            name: words.flows.effectiveness,
            numeric: true,
            cell: (row) => told(row.effectiveness, share),
          },
          {
            key: 'leaving',
            name: words.flows.leaving,
            numeric: true,
            cell: ({ leaving }) =>
              leaving ? `${share(leaving.share)} (${words.range(share(leaving.low), share(leaving.high))})` : '–',
          },
          {
            key: 'destinations',
            name: words.flows.destinations,
            numeric: true,
            cell: (row) => told(row.destinations, fine),
          },
        ]}
      />
      <p className="soft small measure">{words.flows.terms}</p>
    </>
  )
}
