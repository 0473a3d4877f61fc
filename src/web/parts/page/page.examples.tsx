import type { Example } from '../examples.ts'
import { Section } from './page.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Een deel van een bladzijde, op een vel',
    show: () => (
      <Section title="Wat er is vastgelegd" lead="Een zin die zegt wat hier staat." surface>
        <p>Inhoud.</p>
      </Section>
    ),
  },
]
