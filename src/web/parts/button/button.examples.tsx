import type { Example } from '../examples.ts'
import { Actions, Button, ButtonLink } from './button.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Eén hoofdknop, een tweede en een stille',
    show: () => (
      <Actions>
        <Button look="primary">Vastleggen</Button>
        <Button>Gesprek noteren</Button>
        <Button look="subtle">Vorige vraag</Button>
      </Actions>
    ),
  },
  { name: 'Bezig', show: () => <Button busy>Vastleggen</Button> },
  { name: 'Kan nu niet', show: () => <Button disabled>Vastleggen</Button> },
  { name: 'Naar een ander scherm', show: () => <ButtonLink to="/app/wegwijzer">Wegwijzer</ButtonLink> },
]
