/** What is known, as name and value. What is not known is left out or said in words, never left blank. */
import './facts.css'
import type { ReactNode } from 'react'

export type FactRow = { readonly key: string; readonly name: string; readonly value: ReactNode }

export const Facts = ({ rows }: { readonly rows: readonly FactRow[] }): ReactNode => (
  <dl className="facts">
    {rows.map(({ key, name, value }) => (
      <div className="facts__item" key={key}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
