/** How a figure of a norm is written: bands of persons, and shares from and until. */
import { type ReactNode, useMemo } from 'react'
import type { Static } from 'typebox'
import { useLanguage, useWords } from '../web/language.tsx'
import type { Column } from '../web/parts/index.ts'
import type { SteeringWords } from '../words/steering.nl.ts'
import type { NormFigures } from './norm-figures.schema.ts'
import { FIGURE_STATES, type FigureState } from './norm-figures.ts'

export type ShownFigure = Static<typeof NormFigures>['norms'][number]['country']
type Band = NonNullable<ShownFigure['persons']>
type Interval = NonNullable<ShownFigure['missedShare']>

export type FigureWriter = {
  readonly band: (band: Band) => string
  readonly persons: (figure: ShownFigure) => string
  readonly state: (figure: ShownFigure, state: FigureState) => string
  readonly missed: (figure: ShownFigure) => string
  readonly kept: (figure: ShownFigure) => string
  readonly points: (difference: Interval) => string
}

const LEAST = 5

/** Figures in the language of the reader. */
export const useFigures = (): FigureWriter => {
  const words = useWords().steering
  const { language } = useLanguage()
  return useMemo(() => {
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
    const share = ({ from, to }: Interval) => words.share(percent.format(from), percent.format(to))
    const band = ({ low, high }: Band) => (low < LEAST ? words.few : words.band(low, high))
    return {
      band,
      persons: ({ persons }) => (persons ? band(persons) : words.few),
      state: ({ states }, state) => (states ? band(states[state]) : '–'),
      missed: ({ few, missedShare }) => (missedShare ? share(missedShare) : few ? '–' : words.tooFew),
      kept: ({ few, missedShare }) =>
        missedShare ? share({ from: 1 - missedShare.to, to: 1 - missedShare.from }) : few ? '–' : words.tooFew,
      points: ({ from, to }) => words.points(whole.format(from * 100), whole.format(to * 100)),
    }
  }, [language, words])
}

/** Persons, and a column for each state, in one order everywhere. */
export const stateColumns = <R,>(
  words: SteeringWords,
  figures: FigureWriter,
  figureIn: (row: R) => ShownFigure,
): readonly Column<R>[] => [
  { key: 'persons', name: words.persons, numeric: true, cell: (row) => figures.persons(figureIn(row)) },
  ...FIGURE_STATES.map((state) => ({
    key: state,
    name: words.states[state],
    numeric: true,
    cell: (row: R): ReactNode => figures.state(figureIn(row), state),
  })),
]
