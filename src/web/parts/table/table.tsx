/** Rows and columns; scrolls inside its own frame on a narrow screen and can be reached by keyboard there. */
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

/** The first column names the row. */
export const Table = <R,>({ caption, columns, rows, rowKey }: TableProps<R>): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section className="table-frame" tabIndex={0} aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, name, numeric }) => (
            <th key={key} scope="col" data-numeric={numeric ?? false}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, cell, numeric }, place) =>
              place === 0 ? (
                <th key={key} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={key} data-numeric={numeric ?? false}>
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
