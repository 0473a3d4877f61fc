/** Regions beside each other: the own history of one first, then all in a funnel, in the order of their codes and never of their numbers. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Empty, Notice, Page, Section, Select, Table } from '../web/parts/index.ts'
import type { RegionComparison } from './movement.schema.ts'
import { axesOf, CHART, Chart, lineThrough, PictureParts, useNumbers, usePlaceName } from './parts.screen.tsx'
import { recentYears } from './years.screen.ts'

type Answered = Static<typeof RegionComparison>
type Comparison = NonNullable<Answered['comparison']>
type Region = Comparison['regions'][number]
const SIGNS = ['within', 'outside-95', 'outside-998', 'few'] as const
/** More than this many times what is expected is drawn at the upper edge; the table has the number. */
const RATIO_MOST = 4

export const RegionsScreen = (): ReactNode => {
  const words = useWords().movement
  const years = recentYears()
  const [year, setYear] = useState(years[0] ?? '')
  const answer = useAnswer<typeof RegionComparison>(`/region-comparisons?year=${year}`, { keepPrevious: true })
  return (
    <Page title={words.regions.title} lead={words.regions.lead}>
      <PictureParts />
      <Select
        width="short"
        label={words.year}
        value={year}
        options={years.map((each) => ({ value: each, label: each }))}
        onChange={setYear}
      />
      <Answer of={answer}>
        {(answered) =>
          answered.comparison ? (
            <Compared answered={answered} comparison={answered.comparison} />
          ) : (
            <Empty title={words.regions.tooFew(answered.needsPersons)} />
          )
        }
      </Answer>
    </Page>
  )
}

const Compared = ({
  answered,
  comparison,
}: {
  readonly answered: Answered
  readonly comparison: Comparison
}): ReactNode => {
  const words = useWords().movement
  const say = useSay()
  const nameOf = usePlaceName()
  const [code, setCode] = useState(comparison.regions[0]?.safetyRegionCode ?? '')
  const region = comparison.regions.find((each) => each.safetyRegionCode === code)
  const [first, ...others] = answered.notices
  return (
    <>
      <Notice kind="attention">{first ? say(first) : null}</Notice>
      <Select
        label={words.regions.choose}
        value={code}
        options={comparison.regions.map((each) => ({
          value: each.safetyRegionCode,
          label: nameOf(each.safetyRegionCode),
        }))}
        onChange={setCode}
      />
      {region ? <History region={region} /> : null}
      <Funnel comparison={comparison} chosen={code} />
      {others.map((each) => (
        <p key={each.code} className="measure">
          {say(each)}
        </p>
      ))}
      <AllRegions year={answered.year} comparison={comparison} />
      <How comparison={comparison} />
      <Context answered={answered} comparison={comparison} />
    </>
  )
}

const History = ({ region }: { readonly region: Region }): ReactNode => {
  const words = useWords().movement
  const nameOf = usePlaceName()
  const { whole, fine } = useNumbers()
  const name = nameOf(region.safetyRegionCode)
  const most = Math.max(...region.history.map(({ high }) => high))
  const axes = axesOf(region.history.length + 1, most * 1.05)
  return (
    <Section title={words.regions.history(name)}>
      <Chart
        fileName="regio-jaren"
        label={words.regions.historyDrawing(name)}
        axes={{ ...axes, ticksX: region.history.map((_, place) => place + 1) }}
        nameX={words.year}
        nameY={words.regions.persons}
        sayX={(place) => String(region.history[place - 1]?.year ?? '')}
        sayY={whole}
      >
        {region.history.map(({ year, persons, low, high }, place) => (
          <g key={year}>
            <line
              className="chart__span"
              data-few={persons === undefined}
              x1={axes.x(place + 1)}
              x2={axes.x(place + 1)}
              y1={axes.y(low)}
              y2={axes.y(high)}
            />
            {persons === undefined ? null : (
              <circle className="chart__point" cx={axes.x(place + 1)} cy={axes.y(persons)} r={6} />
            )}
          </g>
        ))}
      </Chart>
      <Table
        caption={words.regions.historyCaption(name)}
        rows={region.history}
        rowKey={({ year }) => String(year)}
        columns={[
          { key: 'year', name: words.year, cell: ({ year }) => year },
          {
            key: 'persons',
            name: words.regions.persons,
            numeric: true,
            cell: ({ persons }) => (persons === undefined ? words.few : whole(persons)),
          },
          {
            key: 'interval',
            name: words.regions.interval,
            numeric: true,
            cell: ({ low, high }) => words.range(fine(low), fine(high)),
          },
        ]}
      />
    </Section>
  )
}

const Funnel = ({ comparison, chosen }: { readonly comparison: Comparison; readonly chosen: string }): ReactNode => {
  const words = useWords().movement
  const nameOf = usePlaceName()
  const { whole, fine } = useNumbers()
  const mostX = comparison.lines.at(-1)?.expected ?? 1
  const highest = Math.max(...comparison.regions.map(({ ratio, high }) => Math.max(ratio ?? 0, high)))
  const axes = axesOf(mostX, Math.min(RATIO_MOST, Math.max(2, highest * 1.05)))
  const line = (which: 'low998' | 'low95' | 'high95' | 'high998') =>
    lineThrough(comparison.lines.map((each) => [axes.x(each.expected), axes.y(each[which])]))
  return (
    <Section title={words.regions.funnel} lead={words.regions.funnelLead}>
      <Chart
        fileName="regio-trechter"
        label={words.regions.funnelDrawing}
        axes={axes}
        nameX={words.regions.axisExpected}
        nameY={words.regions.axisRatio}
        sayX={whole}
        sayY={fine}
      >
        <line className="chart__one" x1={CHART.start} x2={CHART.end} y1={axes.y(1)} y2={axes.y(1)} />
        {(['low95', 'high95'] as const).map((which) => (
          <path key={which} className="chart__limit" d={line(which)} />
        ))}
        {(['low998', 'high998'] as const).map((which) => (
          <path key={which} className="chart__limit" data-outer="true" d={line(which)} />
        ))}
        {comparison.regions.map((each) => {
          const [x, isChosen] = [axes.x(each.expected), each.safetyRegionCode === chosen]
          return (
            <g key={each.safetyRegionCode}>
              <title>{nameOf(each.safetyRegionCode)}</title>
              {each.ratio === undefined || isChosen ? (
                <line
                  className="chart__span"
                  data-few={each.ratio === undefined}
                  x1={x}
                  x2={x}
                  y1={axes.y(each.low)}
                  y2={axes.y(each.high)}
                />
              ) : null}
              {each.ratio === undefined ? null : <Sign place={each.place} x={x} y={axes.y(each.ratio)} />}
              {isChosen ? (
                <>
                  {each.ratio === undefined ? null : (
                    <circle className="chart__chosen" cx={x} cy={axes.y(each.ratio)} r={10} />
                  )}
                  <text
                    x={x > CHART.width / 2 ? x - 14 : x + 14}
                    y={axes.y(each.ratio ?? each.high) - 12}
                    textAnchor={x > CHART.width / 2 ? 'end' : 'start'}
                  >
                    {nameOf(each.safetyRegionCode)}
                  </text>
                </>
              ) : null}
            </g>
          )
        })}
      </Chart>
      <ul className="chart-legend" aria-label={words.regions.legend}>
        {SIGNS.map((place) => (
          <li key={place}>
            <svg viewBox="0 0 28 20" aria-hidden="true">
              {place === 'few' ? (
                <line className="chart__span" data-few="true" x1={14} x2={14} y1={1} y2={19} />
              ) : (
                <Sign place={place} x={14} y={10} />
              )}
            </svg>
            {words.regions.places[place]}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Each place has a shape of its own, so that colour says nothing alone. */
const Sign = ({ place, x, y }: { readonly place: string; readonly x: number; readonly y: number }): ReactNode => {
  if (place === 'outside-95')
    return (
      <path
        className="chart__point"
        data-place={place}
        d={`M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`}
      />
    )
  if (place === 'outside-998')
    return (
      <path className="chart__point" data-place={place} d={`M${x} ${y - 8}L${x + 8} ${y + 6}L${x - 8} ${y + 6}Z`} />
    )
  return <circle className="chart__point" cx={x} cy={y} r={5.5} />
}

const AllRegions = ({ year, comparison }: { readonly year: number; readonly comparison: Comparison }): ReactNode => {
  const words = useWords().movement
  const nameOf = usePlaceName()
  const { whole, fine } = useNumbers()
  return (
    <Table
      caption={words.regions.caption(year)}
      rows={comparison.regions}
      rowKey={({ safetyRegionCode }) => safetyRegionCode}
      columns={[
        { key: 'region', name: words.regions.region, cell: (row) => nameOf(row.safetyRegionCode) },
        {
          key: 'observed',
          name: words.regions.observed,
          numeric: true,
          cell: ({ observed }) => (observed === undefined ? words.few : whole(observed)),
        },
        { key: 'expected', name: words.regions.expected, numeric: true, cell: ({ expected }) => fine(expected) },
        {
          key: 'ratio',
          name: words.regions.ratio,
          numeric: true,
          cell: ({ ratio }) => (ratio === undefined ? '–' : fine(ratio)),
        },
        {
          key: 'interval',
          name: words.regions.interval,
          numeric: true,
          cell: ({ low, high }) => words.range(fine(low), fine(high)),
        },
        {
          key: 'shrunken',
          name: words.regions.shrunken,
          numeric: true,
          cell: ({ shrunken }) => (shrunken === undefined ? '–' : fine(shrunken)),
        },
        { key: 'place', name: words.regions.place, cell: ({ place }) => words.regions.short[place] ?? place },
      ]}
    />
  )
}

const How = ({ comparison }: { readonly comparison: Comparison }): ReactNode => {
  const words = useWords().movement.regions
  const { fine } = useNumbers()
  const { spread, checks, widening } = comparison
  return (
    <Section title={words.how}>
      <p className="measure">{words.method(fine(widening), widening > 1)}</p>
      <p className="measure">{spread ? words.estimator(fine(spread.shape), fine(spread.rate)) : words.noSpread}</p>
      {checks.moments ? (
        <p className="measure">
          {words.otherEstimator(fine(checks.moments.shape), fine(checks.moments.rate), fine(checks.marshall))}
        </p>
      ) : null}
      <p className="measure">{words.exact}</p>
    </Section>
  )
}

const Context = ({
  answered,
  comparison,
}: {
  readonly answered: Answered
  readonly comparison: Comparison
}): ReactNode => {
  const words = useWords().movement.regions
  const nameOf = usePlaceName()
  const { whole } = useNumbers()
  return (
    <Section title={words.context}>
      <Table
        caption={words.contextCaption}
        rows={comparison.regions}
        rowKey={({ safetyRegionCode }) => safetyRegionCode}
        columns={[
          { key: 'region', name: words.region, cell: (row: Region) => nameOf(row.safetyRegionCode) },
          ...answered.context.map(({ code, year }) => ({
            key: code,
            name: words.variable(words.variables[code] ?? code, year),
            numeric: true,
            cell: (row: Region) => whole(Number(row.context[code as keyof typeof row.context] ?? 0)),
          })),
        ]}
      />
      <ul className="soft small">
        {answered.context.map(({ code, origin, year }) => (
          <li key={code}>
            {words.variable(words.variables[code] ?? code, year)}: {origin}
          </li>
        ))}
      </ul>
    </Section>
  )
}
