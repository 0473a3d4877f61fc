/** When something happened, as exactly as somebody knows it: a day, a month, a year, or not at all. */
import type { ReactNode } from 'react'
import { formatPartialDay } from '../web/dates.ts'
import { type Language, useLanguage, useWords } from '../web/language.tsx'
import { Choice, Select, TextField } from '../web/parts/index.ts'
import { knownDate } from './timeline.ts'

const EXACT = ['day', 'month', 'year', 'unknown'] as const
/** What was filled in so far. */
export type Said = {
  readonly exact: (typeof EXACT)[number]
  readonly day: string
  readonly month: string
  readonly year: string
}
export const TODAY: Said = { exact: 'day', day: '', month: '', year: '' }
const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'))

/** What goes over the line: nothing for today; undefined when what is needed is missing. */
export const happenedOf = ({ exact, day, month, year }: Said): { readonly happened?: string } | undefined => {
  if (exact === 'unknown') return { happened: exact }
  if (exact === 'day') return day === '' ? {} : { happened: day }
  if (!/^\d{4}$/.test(year) || (exact === 'month' && month === '')) return undefined
  return { happened: exact === 'year' ? year : `${year}-${month}` }
}

/** `mei 2024` for what is known to the month; the given words when nobody knows. */
export const formatHappened = (
  fact: { readonly happenedDate: string; readonly precision?: string | undefined },
  unknown: string,
  language: Language,
): string => {
  const known = knownDate({ happenedDate: fact.happenedDate, precision: fact.precision ?? 'day' })
  return known === undefined ? unknown : formatPartialDay(known, language)
}

export const WhenField = (props: {
  readonly said: Said
  readonly missing: boolean
  /** A day that is left empty is not today here. */
  readonly dayNeeded?: true
  readonly onChange: (said: Said) => void
}): ReactNode => {
  const words = useWords().dossier.note
  const { language } = useLanguage()
  const { said, onChange } = props
  const error = props.missing ? words.whenMissing : undefined
  return (
    <>
      <Choice
        lay="row"
        label={words.howExact}
        value={said.exact}
        options={EXACT.map((value) => ({ value, label: words.exact[value] ?? value }))}
        onChange={(exact) => onChange({ ...said, exact })}
      />
      {said.exact === 'day' ? (
        <TextField
          type="date"
          width="short"
          label={words.happened}
          {...(props.dayNeeded ? {} : { hint: words.dayHint })}
          value={said.day}
          error={said.day === '' ? error : undefined}
          onChange={(day) => onChange({ ...said, day })}
        />
      ) : null}
      {said.exact === 'month' ? (
        <Select
          width="short"
          label={words.month}
          choose={words.monthChoose}
          value={said.month}
          error={said.month === '' ? error : undefined}
          options={MONTHS.map((value) => ({ value, label: monthName(value, language) }))}
          onChange={(month) => onChange({ ...said, month })}
        />
      ) : null}
      {said.exact === 'month' || said.exact === 'year' ? (
        <TextField
          width="short"
          label={words.year}
          hint={words.yearHint}
          maxLength={4}
          value={said.year}
          error={/^\d{4}$/.test(said.year) ? undefined : error}
          onChange={(year) => onChange({ ...said, year })}
        />
      ) : null}
    </>
  )
}

const monthName = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`2000-${month}-01T12:00:00Z`),
  )
