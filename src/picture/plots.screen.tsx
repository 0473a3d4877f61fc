/**
 * Plots of the desk: bars, and a line of months. Each stands beside its table and can be taken away as a figure. This year is a full bar or a
 * line with dots, the year before a hatched one or a dashed line with squares: colour never says anything alone.
 */
import './plots.css'
import { type ReactNode, useRef } from 'react'
import { FigureFiles, type FigureOf } from './figure-files.screen.tsx'

const INK = '#17252e'
const THIS_YEAR = '#0b4f5c'
const BEFORE = '#5d6b76'
const FAINT = '#dcdad2'
const WIDTH = 360
const FONT = { fontFamily: 'system-ui, sans-serif', fontSize: 12, fill: INK }

/** Frames a plot with its name, and gives it as files that say what they are. */
const Figure = (props: {
  readonly label: string
  readonly height: number
  readonly fileName: string
  readonly says?: FigureOf | undefined
  readonly children: ReactNode
}): ReactNode => {
  const drawing = useRef<SVGSVGElement>(null)
  return (
    <figure className="plot-frame">
      <svg
        ref={drawing}
        className="plot"
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${WIDTH} ${props.height}`}
        role="img"
        aria-label={props.label}
      >
        <title>{props.label}</title>
        {props.children}
      </svg>
      <FigureFiles drawing={drawing} title={props.label} fileName={props.fileName} says={props.says} />
    </figure>
  )
}

export type Bar = {
  readonly key: string
  readonly name: string
  /** No number is one that is withheld: no bar, and `absent` says so. */
  readonly value: number | null
  readonly before?: number
}
const ROW = 34
const BAR = 12

/** Horizontal bars in the order given; never sorted by size. `whole` is the length of a full bar: bars of parts are seen as parts of it. */
export const Bars = (props: {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly fileName: string
  readonly whole?: number
  readonly says?: FigureOf
  readonly absent?: string
}): ReactNode => {
  const paired = props.bars.some(({ before }) => before !== undefined)
  const row = paired ? ROW + BAR + 2 : ROW
  const most = Math.max(1, props.whole ?? 0, ...props.bars.flatMap(({ value, before = 0 }) => [value ?? 0, before]))
  const long = (value: number): number => (value / most) * (WIDTH - 60)
  return (
    <Figure label={props.label} height={props.bars.length * row + 4} fileName={props.fileName} says={props.says}>
      <Hatch />
      {props.bars.map(({ key, name, value, before }, place) => (
        <g key={key} transform={`translate(0 ${place * row})`}>
          <text x="0" y="13" {...FONT}>
            {name}
          </text>
          {value === null ? null : <rect x="0" y="18" width={long(value)} height={BAR} fill={THIS_YEAR} />}
          <text x={value === null ? 0 : long(value) + 5} y="28" {...FONT}>
            {value ?? props.absent}
          </text>
          {before === undefined ? null : (
            <>
              <rect x="0" y={20 + BAR} width={long(before)} height={BAR} fill="url(#before)" stroke={BEFORE} />
              <text x={long(before) + 5} y={30 + BAR} {...FONT}>
                {before}
              </text>
            </>
          )}
        </g>
      ))}
    </Figure>
  )
}

const Hatch = (): ReactNode => (
  <defs>
    <pattern id="before" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="#ffffff" />
      <rect width="1.5" height="5" fill={BEFORE} />
    </pattern>
  </defs>
)

const TOP = 24
const TALL = 120
const LEFT = 34
const STEP = (WIDTH - LEFT - 12) / 11

/** Twelve months of two years. Months that have not come are not drawn: nobody yet is not nobody. */
export const MonthLines = (props: {
  readonly label: string
  readonly year: number
  readonly untilMonth: number
  readonly months: readonly { readonly month: number; readonly persons: number; readonly before: number }[]
  readonly nameOf: (month: number) => string
  readonly fileName: string
}): ReactNode => {
  const most = Math.max(1, ...props.months.flatMap(({ persons, before }) => [persons, before]))
  const at = (month: number, value: number) => ({ x: LEFT + (month - 1) * STEP, y: TOP + TALL - (value / most) * TALL })
  const line = (points: readonly { readonly x: number; readonly y: number }[]): string =>
    points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const before = props.months.map((each) => at(each.month, each.before))
  const now = props.months.filter(({ month }) => month <= props.untilMonth).map((each) => at(each.month, each.persons))
  return (
    <Figure label={props.label} height={TOP + TALL + 24} fileName={props.fileName}>
      {[0, most].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH - 12} y1={at(1, value).y} y2={at(1, value).y} stroke={FAINT} />
          <text x={LEFT - 6} y={at(1, value).y + 4} textAnchor="end" {...FONT}>
            {value}
          </text>
        </g>
      ))}
      <circle cx={LEFT + 4} cy="8" r="4" fill={THIS_YEAR} />
      <text x={LEFT + 14} y="12" {...FONT}>
        {props.year}
      </text>
      <rect x={LEFT + 60} y="4" width="8" height="8" fill="#ffffff" stroke={BEFORE} strokeWidth="1.5" />
      <text x={LEFT + 74} y="12" {...FONT}>
        {props.year - 1}
      </text>
      <polyline points={line(before)} fill="none" stroke={BEFORE} strokeWidth="1.5" strokeDasharray="4 3" />
      {before.map(({ x, y }) => (
        <rect key={x} x={x - 3} y={y - 3} width="6" height="6" fill="#ffffff" stroke={BEFORE} strokeWidth="1.5" />
      ))}
      <polyline points={line(now)} fill="none" stroke={THIS_YEAR} strokeWidth="2" />
      {now.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r="3.5" fill={THIS_YEAR} />
      ))}
      {props.months.map(({ month }) => (
        <text key={month} x={at(month, 0).x} y={TOP + TALL + 18} textAnchor="middle" {...FONT}>
          {props.nameOf(month).slice(0, 1).toUpperCase()}
        </text>
      ))}
    </Figure>
  )
}
