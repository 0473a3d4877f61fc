import { type ReactNode, useState } from 'react'
import type { Example } from '../examples.ts'
import { Choice } from './choice.tsx'

const OPTIONS = [
  { value: 'yes', label: 'Ja' },
  { value: 'no', label: 'Nee, er is een veilige plek' },
  { value: 'unknown', label: 'Weet ik niet' },
] as const

const Chosen = ({ lay }: { readonly lay: 'row' | 'list' }): ReactNode => {
  const [value, setValue] = useState<(typeof OPTIONS)[number]['value'] | ''>('')
  return (
    <Choice
      label="Is er vannacht een veilige plek nodig?"
      lay={lay}
      value={value}
      onChange={setValue}
      options={OPTIONS}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'Onder elkaar', show: () => <Chosen lay="list" /> },
  { name: 'Naast elkaar', show: () => <Chosen lay="row" /> },
]
