import type { Example } from '../examples.ts'
import { Phone } from './phone.tsx'

export const examples: readonly Example[] = [
  { name: 'Een nummer om te bellen', show: () => <Phone number="099 000 0000" of="CoMensha" /> },
]
