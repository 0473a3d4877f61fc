import type { Example } from '../examples.ts'
import { Empty, Waiting } from './answer.tsx'

export const examples: readonly Example[] = [
  { name: 'Wachten', show: () => <Waiting /> },
  {
    name: 'Niets',
    show: () => (
      <Empty title="Er wacht niets op u">
        <p>Nieuwe treffers verschijnen hier vanzelf.</p>
      </Empty>
    ),
  },
]
