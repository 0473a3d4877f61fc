import { type ReactNode, useState } from 'react'
import type { Example } from '../examples.ts'
import { QuarterSelect } from './quarter.tsx'

const QUARTERS = ['2026Q3', '2026Q2', '2026Q1'] as const

const Chosen = (): ReactNode => {
  const [quarter, setQuarter] = useState<string>(QUARTERS[0])
  return (
    <QuarterSelect
      label="Kwartaal"
      of={{ quarter, quarters: QUARTERS }}
      nameOf={(each) => `${each.slice(5)}e kwartaal ${each.slice(0, 4)}`}
      onChange={setQuarter}
    />
  )
}

export const examples: readonly Example[] = [{ name: 'Een gesloten kwartaal kiezen', show: () => <Chosen /> }]
