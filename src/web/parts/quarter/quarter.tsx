/** Which closed quarter figures are of: chosen from those that there are, and shown above what it changes. */
import type { ReactNode } from 'react'
import { Select } from '../field/field.tsx'

export const QuarterSelect = (props: {
  readonly label: string
  /** What was answered: the quarter that is shown, and those that may be chosen. */
  readonly of: { readonly quarter: string; readonly quarters: readonly string[] }
  /** How a quarter (`2026Q3`) is called. */
  readonly nameOf: (quarter: string) => string
  readonly onChange: (quarter: string) => void
}): ReactNode => (
  <Select
    width="short"
    label={props.label}
    value={props.of.quarter}
    options={props.of.quarters.map((each) => ({ value: each, label: props.nameOf(each) }))}
    onChange={props.onChange}
  />
)

/** The part of an address that asks for a quarter; of none, what the server chooses. */
export const quarterQuery = (quarter: string | undefined): string => (quarter ? `?quarter=${quarter}` : '')
