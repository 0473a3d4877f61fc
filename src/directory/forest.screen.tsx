/** The forest: who does which task, drawn and as a table, with overlaps and gaps. Public; nothing of it is read from a server. */
import './forest.css'
import type { ReactNode } from 'react'
import { useSay, useWords } from '../web/language.tsx'
import { Page, Section, Table } from '../web/parts/index.ts'
import { FOREST, TASKS } from './forest.ts'

export const ForestScreen = (): ReactNode => {
  const words = useWords().keepMap.forest
  const say = useSay()
  const nameOf = (key: string): string => {
    const row = FOREST.rows.find((each) => each.key === key)
    return row ? say(row) : key
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.what}>
        {/* Wider than a phone: it scrolls by itself, also by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="forest-frame" tabIndex={0} aria-label={words.drawing}>
          <ForestDrawing />
        </section>
        <p className="soft small">
          ● {words.parts.main} · ○ {words.parts.part}. {words.unreviewed}
        </p>
      </Section>
      <Section title={words.overlaps}>
        <ul>
          {FOREST.overlaps.map((each) => (
            <li key={each.nl}>
              <strong>
                {words.tasks[each.task]}: {each.between.map(nameOf).join(' · ')}
              </strong>
              <br />
              {say(each)} <span className="soft small">({each.source})</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words.gaps}>
        <ul>
          {FOREST.gaps.map((each) => (
            <li key={each.nl}>
              <strong>{words.tasks[each.task]}</strong>: {say(each)} <span className="soft small">({each.source})</span>
            </li>
          ))}
        </ul>
      </Section>
      <Table
        caption={words.caption(FOREST.rows.length)}
        rows={FOREST.rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'who', name: words.who, cell: (row) => say(row) },
          {
            key: 'what',
            name: words.what,
            cell: ({ tasks }) =>
              TASKS.flatMap((task) => {
                const part = tasks[task]
                return part ? [`${words.tasks[task]} (${words.parts[part]})`] : []
              }).join(', '),
          },
          { key: 'may', name: words.may, cell: ({ may }) => say(may) },
          { key: 'mayNot', name: words.mayNot, cell: ({ mayNot }) => say(mayNot) },
          { key: 'source', name: words.source, cell: ({ source, certain }) => `${source} (${words.certain[certain]})` },
        ]}
      />
    </Page>
  )
}

const [NAMES, COLUMN, ROW, HEAD] = [330, 92, 26, 40]
const ForestDrawing = (): ReactNode => {
  const words = useWords().keepMap.forest
  const say = useSay()
  const [width, height] = [NAMES + TASKS.length * COLUMN, HEAD + FOREST.rows.length * ROW]
  const middle = (column: number): number => NAMES + (column + 0.5) * COLUMN
  return (
    <svg className="forest" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.drawing}>
      {TASKS.map((task, column) => (
        <text key={task} x={middle(column)} y={HEAD - 16} textAnchor="middle">
          {words.tasks[task]}
        </text>
      ))}
      {FOREST.rows.map((row, at) => {
        const y = HEAD + at * ROW
        return (
          <g key={row.key}>
            <line className="forest__line" x1={0} x2={width} y1={y + ROW - 8} y2={y + ROW - 8} />
            <text x={0} y={y + 12}>
              {shortened(say(row))}
            </text>
            {TASKS.map((task, column) => {
              const part = row.tasks[task]
              return part ? (
                <circle
                  key={task}
                  className="forest__dot"
                  data-part={part}
                  cx={middle(column)}
                  cy={y + 8}
                  r={part === 'main' ? 7 : 5}
                />
              ) : null
            })}
          </g>
        )
      })}
    </svg>
  )
}

// A name must fit beside its row; the whole of it stands in the table.
const shortened = (name: string): string => (name.length > 44 ? `${name.slice(0, 42)}…` : name)
