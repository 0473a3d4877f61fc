/** How many hits were followed up in time: a small drawing, and the same numbers in a table for who cannot or will not read a drawing. */
import './follow-up-rate.css'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { formatPartialDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Answer, Empty, Section, Table } from '../web/parts/index.ts'
import type { FollowUpRates } from './follow-up.schema.ts'

type Rates = Static<typeof FollowUpRates>
type Month = Rates['months'][number]
const EVERY_MS = 60_000
/** As many as are read at a glance; the table has them all. */
const DRAWN = 12

/** All organisations together (`all`), or the own one alone (`own`). */
export const FollowUpRate = ({ of }: { readonly of: 'all' | 'own' }): ReactNode => {
  const words = useWords().desk.rate
  const rates = useAnswer<typeof FollowUpRates>(of === 'all' ? '/follow-up-rates' : '/own-follow-up-rates', {
    everyMs: EVERY_MS,
  })
  if (isNotForMe(rates)) return null
  return (
    <Section title={of === 'all' ? words.title : words.ownTitle} lead={of === 'all' ? words.lead : words.ownLead}>
      <Answer of={rates} isEmpty={({ months }) => months.length === 0} empty={<Empty title={words.none} />}>
        {(answer) => <Figure rates={answer} />}
      </Answer>
    </Section>
  )
}

const Figure = ({ rates }: { readonly rates: Rates }): ReactNode => {
  const words = useWords().desk.rate
  return (
    <>
      <Drawing rates={rates} />
      <p className="soft">{words.field(rates.fieldPercent)}</p>
      <RateTable months={rates.months} />
    </>
  )
}

const WIDTH = 360
const HEIGHT = 150
const FLOOR = 122
const LEFT = 36
/** From the foot of a bar of nothing to the top of a full one. */
const TALL = 104
/** A bar lower than this has no room for its own figure. */
const LOW = 18
const topOf = (percent: number): number => FLOOR - (TALL * percent) / 100

const Drawing = ({ rates }: { readonly rates: Rates }): ReactNode => {
  const words = useWords().desk.rate
  const { language } = useLanguage()
  const months = rates.months.slice(0, DRAWN).reverse()
  const last = rates.months.find(({ percent }) => percent !== null)
  const said = last ? `${last.percent} %, ${formatPartialDay(last.month, language)}` : words.noFigure
  const step = (WIDTH - LEFT) / Math.max(months.length, 6)
  return (
    <svg className="rate" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.drawn(months.length, said)}>
      {[0, 50, 100].map((percent) => (
        <g key={percent}>
          <line className="rate__grid" x1={LEFT} x2={WIDTH} y1={topOf(percent)} y2={topOf(percent)} />
          <text className="rate__label" x={LEFT - 6} y={topOf(percent) + 4} textAnchor="end">
            {percent} %
          </text>
        </g>
      ))}
      {months.map((month, place) => (
        <Bar key={month.month} month={month} at={LEFT + place * step} width={step} />
      ))}
      <line
        className="rate__field"
        x1={LEFT}
        x2={WIDTH}
        y1={topOf(rates.fieldPercent)}
        y2={topOf(rates.fieldPercent)}
      />
    </svg>
  )
}

const Bar = ({
  month,
  at,
  width,
}: {
  readonly month: Month
  readonly at: number
  readonly width: number
}): ReactNode => {
  const { language } = useLanguage()
  const name = formatPartialDay(month.month, language).slice(0, 3)
  const middle = at + width / 2
  return (
    <g>
      {month.percent === null ? (
        <text className="rate__label" x={middle} y={FLOOR - 5} textAnchor="middle">
          –
        </text>
      ) : (
        <>
          <rect
            className="rate__bar"
            x={at + width * 0.18}
            width={width * 0.64}
            y={topOf(month.percent)}
            height={FLOOR - topOf(month.percent)}
          />
          <text
            className={month.percent < LOW ? 'rate__label' : 'rate__label rate__label--inside'}
            x={middle}
            y={month.percent < LOW ? topOf(month.percent) - 4 : FLOOR - 6}
            textAnchor="middle"
          >
            {month.percent}
          </text>
        </>
      )}
      <text className="rate__label" x={middle} y={FLOOR + 16} textAnchor="middle">
        {name}
      </text>
    </g>
  )
}

const RateTable = ({ months }: { readonly months: readonly Month[] }): ReactNode => {
  const words = useWords().desk.rate
  const { language } = useLanguage()
  const shown = (value: Month['late']): ReactNode =>
    value === null ? <span className="soft">{words.withheld}</span> : value
  return (
    <Table
      caption={words.table}
      rows={months}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', name: words.month, cell: ({ month }) => formatPartialDay(month, language) },
        {
          key: 'percent',
          name: words.percent,
          numeric: true,
          cell: ({ percent, withheld }) => (percent === null ? (withheld ? shown(null) : '–') : `${percent} %`),
        },
        { key: 'within', name: words.within, numeric: true, cell: ({ withinTerm }) => shown(withinTerm) },
        { key: 'late', name: words.late, numeric: true, cell: ({ late }) => shown(late) },
        { key: 'overdue', name: words.overdue, numeric: true, cell: ({ overdue }) => shown(overdue) },
        { key: 'pending', name: words.pending, numeric: true, cell: ({ pending }) => shown(pending) },
      ]}
    />
  )
}
