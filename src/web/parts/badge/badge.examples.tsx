import type { Example } from '../examples.ts'
import { Badge } from './badge.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Alle tonen',
    show: () => (
      <div className="row">
        <Badge>vastgelegd</Badge>
        <Badge tone="accent">Begin hier</Badge>
        <Badge tone="attention">Bellen voor woensdag 18 november</Badge>
        <Badge tone="done">Afgehandeld</Badge>
        <Badge tone="danger">In gevaar</Badge>
      </div>
    ),
  },
]
