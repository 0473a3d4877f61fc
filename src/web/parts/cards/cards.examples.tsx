import { Badge } from '../badge/badge.tsx'
import type { Example } from '../examples.ts'
import { Card, Cards } from './cards.tsx'

const LONG = 'Samenwerkingsverband maatschappelijke ondersteuning en vrouwenopvang Zaanstreek-Waterland en omstreken'

export const examples: readonly Example[] = [
  {
    name: 'Wat gedaan moet worden en wat gedaan is',
    show: () => (
      <Cards>
        <Card
          tone="attention"
          title="Iemand kent deze persoon"
          aside={<Badge tone="attention">voor woensdag</Badge>}
          meta="maandag, 14:05"
        />
        <Card title="Een kaart die ergens heen gaat" link={{ to: '/app/wie-bel-ik' }} meta="Druk ergens op de kaart" />
        <Card tone="done" title="Iemand anders" aside={<Badge tone="done">Afgehandeld</Badge>} />
      </Cards>
    ),
  },
  {
    name: 'Een heel lange naam',
    show: () => (
      <Cards lay="grid">
        <Card title={LONG} meta={LONG} aside={<Badge>nieuw</Badge>} />
      </Cards>
    ),
  },
]
