import type { Example } from '../examples.ts'
import { Table } from './table.tsx'

const ROWS = [
  { cause: 'Geld', hours: 9 },
  { cause: 'Geen plek', hours: 31 },
]

export const examples: readonly Example[] = [
  {
    name: 'Rijen en kolommen',
    show: () => (
      <Table
        caption="Wachttijd naar oorzaak"
        rows={ROWS}
        rowKey={({ cause }) => cause}
        columns={[
          { key: 'cause', name: 'Oorzaak', cell: ({ cause }) => cause },
          { key: 'hours', name: 'Uren', numeric: true, cell: ({ hours }) => hours },
        ]}
      />
    ),
  },
]
