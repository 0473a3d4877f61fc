import type { Example } from '../examples.ts'
import { Facts } from './facts.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Naam en waarde',
    show: () => (
      <Facts
        rows={[
          { key: 'name', name: 'Naam', value: 'Woe Tsjen-kwo' },
          { key: 'phone', name: 'Telefoon', value: '06 00 00 41 41' },
          {
            key: 'mail',
            name: 'E-mail',
            value: 'een.heel.lang.adres.zonder.spatie@zorgcoordinatie-zaanstreek-waterland.example',
          },
        ]}
      />
    ),
  },
]
