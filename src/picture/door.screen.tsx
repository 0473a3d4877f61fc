/** The revolving door: who comes back and how soon, with what linkage misses said first; how people go out. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Facts, Notice, Page, Section, Select, Table } from '../web/parts/index.ts'
import type { DoorShown } from './movement.schema.ts'
import { axesOf, bandBetween, CHART, Chart, lineThrough, PictureParts, useFew, useNumbers } from './parts.screen.tsx'

type Door = Static<typeof DoorShown>
type Curve = Door['curve']
const GAPS = ['7', '14', '30', '60', '90'] as const
/** The table has a row for each quarter; the drawing has every point. */
const TABLE_DAYS = 90

export const DoorScreen = (): ReactNode => {
  const words = useWords().movement
  const [gap, setGap] = useState('30')
  const door = useAnswer<typeof DoorShown>(`/revolving-door?gapDays=${gap}`, { keepPrevious: true })
  return (
    <Page title={words.door.title} lead={words.door.lead}>
      <PictureParts />
      <Select
        width="short"
        label={words.door.gap}
        value={gap}
        options={GAPS.map((value) => ({ value, label: words.door.gapOption(Number(value)) }))}
        onChange={setGap}
      />
      <Answer of={door}>{(answer) => <Turns door={answer} />}</Answer>
    </Page>
  )
}

const Turns = ({ door }: { readonly door: Door }): ReactNode => {
  const words = useWords().movement.door
  const say = useSay()
  const few = useFew()
  return (
    <>
      <Notice kind="attention" title={words.recallTitle}>
        {words.recall(door.recallInHundred)}
      </Notice>
      <Section title={words.curve} surface>
        <Facts
          rows={[
            { key: 'ended', name: words.ended, value: few(door.ended) },
            { key: 'notAwaited', name: words.notAwaited, value: few(door.notAwaited) },
            { key: 'back', name: words.back, value: few(door.back) },
          ]}
        />
        <BackCurve door={door} />
        {door.notices.map((each) => (
          <p key={each.code} className="measure">
            {say(each)}
          </p>
        ))}
      </Section>
      <Routes door={door} />
      <Section title={words.ways}>
        <Coded caption={words.ways} rows={door.ways} names={words.wayNames} />
      </Section>
      <Section title={words.causes}>
        <Coded caption={words.causes} rows={door.gapCauses} names={words.causeNames} />
      </Section>
      <WaysOut door={door} />
    </>
  )
}

const mostOf = (curves: readonly Curve[]) => ({
  days: Math.max(TABLE_DAYS, ...curves.flatMap((curve) => curve.map(({ days }) => days))),
  share: Math.max(0.1, ...curves.flatMap((curve) => curve.map(({ high }) => high))) * 1.05,
})

const BackCurve = ({ door }: { readonly door: Door }): ReactNode => {
  const words = useWords().movement
  const { whole, fine, share } = useNumbers()
  const { curve, riskMin } = door
  if (curve.length === 0) return <p>{words.door.noCurve(riskMin)}</p>
  const most = mostOf([curve])
  const axes = axesOf(most.days, most.share)
  const along = (which: 'back' | 'low' | 'high') =>
    curve.map((point) => [axes.x(point.days), axes.y(point[which])] as const)
  // As many as can be read beside each other, the last point among them.
  const step = Math.max(1, Math.ceil(curve.length / 6))
  const risks = curve.filter((_, place) => place % step === 0)
  return (
    <>
      <Chart
        fileName="draaideur-terug"
        label={words.door.curveDrawing}
        axes={axes}
        nameX={words.door.axisDays}
        sayX={whole}
        sayY={share}
        below={
          <>
            <text className="chart__name" x={CHART.start} y={CHART.height + 14}>
              {words.atRisk}
            </text>
            {risks.map(({ days, atRisk }) => (
              <text
                key={days}
                className="chart__risk"
                x={axes.x(days)}
                y={CHART.height + 36}
                textAnchor={days === 0 ? 'start' : 'middle'}
              >
                {whole(atRisk)}
              </text>
            ))}
          </>
        }
      >
        <path className="chart__band" d={bandBetween(along('high'), along('low'))} />
        <path className="chart__line" d={lineThrough(along('back'))} />
      </Chart>
      <p className="soft">{words.door.stopped(riskMin)}</p>
      <Table
        caption={words.door.curveCaption}
        rows={curve.filter(({ days }) => days % TABLE_DAYS === 0)}
        rowKey={({ days }) => String(days)}
        columns={[
          { key: 'days', name: words.days, cell: ({ days }) => whole(days) },
          { key: 'risk', name: words.atRisk, numeric: true, cell: ({ atRisk }) => whole(atRisk) },
          { key: 'back', name: words.door.share, numeric: true, cell: ({ back }) => share(back) },
          {
            key: 'interval',
            name: words.door.interval,
            numeric: true,
            cell: ({ low, high }) => words.range(share(low), share(high)),
          },
        ]}
      />
      {door.returnsOnAverage.map(({ days, mean }) => (
        <p key={days}>{words.door.average(days, fine(mean))}</p>
      ))}
    </>
  )
}

const Routes = ({ door }: { readonly door: Door }): ReactNode => {
  const words = useWords().movement
  const { whole, share } = useNumbers()
  const drawn = door.routes.filter(({ curve }) => curve.length > 0)
  if (drawn.length === 0) return null
  const most = mostOf(drawn.map(({ curve }) => curve))
  const axes = axesOf(most.days, most.share)
  const names = words.door.routeNames
  return (
    <Section title={words.door.routes}>
      <Chart
        fileName="draaideur-wegen"
        label={words.door.routesDrawing}
        axes={axes}
        nameX={words.door.axisDays}
        sayX={whole}
        sayY={share}
      >
        {drawn.map(({ route, curve }, place) => (
          <path
            key={route}
            className="chart__line"
            data-style={place}
            d={lineThrough(curve.map(({ days, back }) => [axes.x(days), axes.y(back)]))}
          />
        ))}
      </Chart>
      <Legend entries={drawn.map(({ route }) => names[route] ?? route)} />
      <Table
        caption={words.door.routesCaption}
        rows={drawn.flatMap(({ route, curve }) =>
          curve.filter(({ days }) => days > 0 && days % 180 === 0).map((point) => ({ route, ...point })),
        )}
        rowKey={({ route, days }) => `${route} ${days}`}
        columns={[
          { key: 'route', name: words.door.route, cell: ({ route }) => names[route] ?? route },
          { key: 'days', name: words.days, numeric: true, cell: ({ days }) => whole(days) },
          { key: 'risk', name: words.atRisk, numeric: true, cell: ({ atRisk }) => whole(atRisk) },
          { key: 'back', name: words.door.share, numeric: true, cell: ({ back }) => share(back) },
          {
            key: 'interval',
            name: words.door.interval,
            numeric: true,
            cell: ({ low, high }) => words.range(share(low), share(high)),
          },
        ]}
      />
      {door.routesDiffer === undefined ? null : (
        <p className="measure">
          {words.door.differ(door.routesDiffer < 0.01 ? words.underOne : share(door.routesDiffer))}
        </p>
      )}
    </Section>
  )
}

const Legend = ({ entries }: { readonly entries: readonly string[] }): ReactNode => (
  <ul className="chart-legend">
    {entries.map((name, place) => (
      <li key={name}>
        <svg viewBox="0 0 28 20" aria-hidden="true">
          <path className="chart__line" data-style={place} d="M0 10L28 10" />
        </svg>
        {name}
      </li>
    ))}
  </ul>
)

const Coded = ({
  caption,
  rows,
  names,
}: {
  readonly caption: string
  readonly rows: Door['ways']
  readonly names: Readonly<Record<string, string>>
}): ReactNode => {
  const words = useWords().movement.door
  const few = useFew()
  if (rows.length === 0) return <p>{words.nothingYet}</p>
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: 'code', name: words.code, cell: ({ code }) => names[code] ?? code },
        { key: 'count', name: words.count, numeric: true, cell: ({ count }) => few(count) },
      ]}
    />
  )
}

const OUT = ['ended', 'abroad', 'deceased', 'out-of-sight'] as const

const WaysOut = ({ door }: { readonly door: Door }): ReactNode => {
  const words = useWords().movement
  const { whole, share } = useNumbers()
  const points = door.waysOut
  const sharesOf = (point: (typeof points)[number], way: (typeof OUT)[number]): number =>
    Number(point.shares[way as keyof typeof point.shares] ?? 0)
  if (points.length === 0)
    return (
      <Section title={words.door.out}>
        <p>{words.door.noCurve(door.riskMin)}</p>
      </Section>
    )
  const most = Math.max(0.1, ...points.flatMap((point) => OUT.map((way) => sharesOf(point, way))))
  const axes = axesOf(points.at(-1)?.days ?? TABLE_DAYS, most * 1.05)
  return (
    <Section title={words.door.out}>
      <Chart
        fileName="draaideur-uitstroom"
        label={words.door.outDrawing}
        axes={axes}
        nameX={words.door.axisIn}
        sayX={whole}
        sayY={share}
      >
        {OUT.map((way, place) => (
          <path
            key={way}
            className="chart__line"
            data-style={place}
            d={lineThrough([
              [axes.x(0), axes.y(0)],
              ...points.map((point) => [axes.x(point.days), axes.y(sharesOf(point, way))] as const),
            ])}
          />
        ))}
      </Chart>
      <Legend entries={OUT.map((way) => words.door.outNames[way] ?? way)} />
      <Table
        caption={words.door.outCaption}
        rows={points}
        rowKey={({ days }) => String(days)}
        columns={[
          { key: 'days', name: words.days, cell: ({ days }) => whole(days) },
          { key: 'risk', name: words.atRisk, numeric: true, cell: ({ atRisk }) => whole(atRisk) },
          ...OUT.map((way) => ({
            key: way,
            name: words.door.outNames[way] ?? way,
            numeric: true,
            cell: (point: (typeof points)[number]) => share(sharesOf(point, way)),
          })),
        ]}
      />
    </Section>
  )
}
