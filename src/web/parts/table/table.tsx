/**
 * Rows and columns. On a narrow screen each row is a card with the name of the column before each value; for a screen reader it stays a
 * table. A wide one scrolls inside its own frame and can be reached by keyboard there.
 */
import './table.css'
import type { ReactNode } from 'react'

export type Column<R> = {
  readonly key: string
  readonly name: string
  readonly cell: (row: R) => ReactNode
  readonly numeric?: boolean
}

export type TableProps<R> = {
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R) => string
}

// Said aloud although the elements say it too: a browser forgets it of a table that is laid out as anything else (WCAG 1.3.1).
const IS = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader', scope: 'col' },
  names: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const

/** The first column names the row. */
export const Table = <R,>({ caption, columns, rows, rowKey }: TableProps<R>): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section className="table-frame" tabIndex={0} aria-label={caption}>
    <table {...IS.table}>
      <caption>{caption}</caption>
      <thead {...IS.group}>
        <tr {...IS.row}>
          {columns.map(({ key, name, numeric }) => (
            <th key={key} {...IS.column} data-numeric={numeric ?? false}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...IS.group}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...IS.row}>
            {columns.map(({ key, name, cell, numeric }, place) =>
              place === 0 ? (
                <th key={key} {...IS.names} data-column={name}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} {...IS.cell} data-column={name} data-numeric={numeric ?? false}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
