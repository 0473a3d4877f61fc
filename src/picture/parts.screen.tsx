/** What the screens of the picture share: the way between them, numbers in the language of the reader, and drawings with their lines. */
import './picture.css'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useRef } from 'react'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Notice } from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { type Scale, scaleOf, ticksOf } from './chart-scale.ts'
import { FigureFiles, useInside } from './figure-files.screen.tsx'

const PARTS = [
  { to: '/app/beeld', name: (words: ReturnType<typeof useWords>) => words.movement.counts },
  { to: '/app/beeld/regios', name: (words: ReturnType<typeof useWords>) => words.movement.regions.nav },
  { to: '/app/beeld/verplaatsingen', name: (words: ReturnType<typeof useWords>) => words.movement.flows.nav },
  { to: '/app/beeld/draaideur', name: (words: ReturnType<typeof useWords>) => words.movement.door.nav },
  { to: '/app/beeld/tijd', name: (words: ReturnType<typeof useWords>) => words.movement.time.nav },
  { to: '/app/beeld/niet-gezien', name: (words: ReturnType<typeof useWords>) => words.hidden.nav },
  { to: '/app/beeld/normen', name: (words: ReturnType<typeof useWords>) => words.steering.nav },
  { to: '/app/beeld/openbaar-maken', name: (words: ReturnType<typeof useWords>) => words.numbers.publish.nav },
] as const

/** The parts of the picture, to go from one to another. */
export const PictureParts = (): ReactNode => {
  const words = useWords()
  return (
    <nav className="picture-parts" aria-label={words.movement.pages}>
      {PARTS.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }}>
          {name(words)}
        </Link>
      ))}
    </nav>
  )
}

/** That what stands here is for who counts, and the way out for whoever may release. */
export const StaysInside = (props: {
  readonly of: {
    readonly notice: { readonly nl: string; readonly en: string }
    readonly abilities: readonly string[]
  }
  readonly outside: string
}): ReactNode => {
  const words = useWords().cube
  const say = useSay()
  return (
    <Notice kind="attention">
      <p>{say(props.of.notice)}</p>
      <p>
        {props.outside}{' '}
        {props.of.abilities.includes('release-numbers') ? (
          <Link to="/app/beeld/openbaar-maken" className="utrecht-link utrecht-link--html-a">
            {words.toReleases}
          </Link>
        ) : null}
      </p>
    </Notice>
  )
}

export type Numbers = {
  readonly whole: (value: number) => string
  readonly fine: (value: number) => string
  readonly share: (value: number) => string
}
/** Numbers as the reader writes them: whole, with one or two digits, and as a share. */
export const useNumbers = (): Numbers => {
  const { language } = useLanguage()
  return useMemo(() => {
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
    return {
      whole: (value) => whole.format(value),
      fine: (value) => fine.format(value),
      share: (value) => share.format(value),
    }
  }, [language])
}

/** A count, or that it is one of 1 to 4. */
export const useFew = (): ((value: number | '<5' | 'not-said') => string) => {
  const words = useWords().movement
  const { whole } = useNumbers()
  return (value) => (value === '<5' ? words.few : value === 'not-said' ? '–' : whole(value))
}

/** The name of a safety region or country. */
export const usePlaceName = (): ((place: string) => string) => {
  const words = useWords().movement
  const { language } = useLanguage()
  return useMemo(() => {
    const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
    return (place) =>
      SAFETY_REGIONS[place] ?? (/^[A-Z]{2}$/.test(place) ? (countries.of(place) ?? place) : words.unknownPlace)
  }, [language, words])
}

export const CHART = { width: 520, height: 360, start: 58, end: 508, top: 14, bottom: 306 } as const

export type Axes = {
  readonly x: Scale
  readonly y: Scale
  readonly ticksX: readonly number[]
  readonly ticksY: readonly number[]
}

export const axesOf = (mostX: number, mostY: number): Axes => ({
  x: scaleOf([0, mostX], [CHART.start, CHART.end]),
  y: scaleOf([0, mostY], [CHART.bottom, CHART.top]),
  ticksX: ticksOf(mostX, 5),
  ticksY: ticksOf(mostY, 5),
})

/** A drawing with its two axes; the same numbers stand in a table beside it. `below` stands under the numbers of the lower axis. */
export const Chart = (props: {
  readonly label: string
  readonly fileName: string
  readonly axes: Axes
  readonly nameX: string
  readonly nameY?: string
  readonly sayX: (value: number) => string
  readonly sayY: (value: number) => string
  readonly below?: ReactNode
  readonly children: ReactNode
}): ReactNode => {
  const { label, fileName, axes, nameX, nameY, sayX, sayY, below, children } = props
  const drawing = useRef<SVGSVGElement>(null)
  return (
    <>
      <svg
        ref={drawing}
        className="chart"
        viewBox={`0 ${-aboveOf(nameY)} ${CHART.width} ${CHART.height + aboveOf(nameY) + (below ? 44 : 0)}`}
        role="img"
        aria-label={label}
      >
        {axes.ticksY.map((tick) => (
          <g key={tick}>
            <line className="chart__grid" x1={CHART.start} x2={CHART.end} y1={axes.y(tick)} y2={axes.y(tick)} />
            <text className="chart__tick" x={CHART.start - 6} y={axes.y(tick) + 5} textAnchor="end">
              {sayY(tick)}
            </text>
          </g>
        ))}
        {axes.ticksX.map((tick) => (
          <text key={tick} className="chart__tick" x={axes.x(tick)} y={CHART.bottom + 20} textAnchor="middle">
            {sayX(tick)}
          </text>
        ))}
        <text className="chart__name" x={CHART.end} y={CHART.bottom + 42} textAnchor="end">
          {nameX}
        </text>
        {nameY ? (
          <text className="chart__name" x={0} y={CHART.top - 16}>
            {nameY}
          </text>
        ) : null}
        {children}
        {below}
      </svg>
      <FigureFiles drawing={drawing} title={label} fileName={fileName} says={useInside('few')} />
    </>
  )
}

// Room for what stands along the axis upwards, so that no line runs through it.
const aboveOf = (nameY: string | undefined): number => (nameY ? 24 : 0)

/** A line through points. */
export const lineThrough = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** The surface between an upper and a lower line. */
export const bandBetween = (
  upper: readonly (readonly [number, number])[],
  lower: readonly (readonly [number, number])[],
): string => `${lineThrough([...upper, ...lower.toReversed()])}Z`
