import { type ReactNode, useState } from 'react'
import type { Example } from '../examples.ts'
import { Checkbox, FileField, Select, TextArea, TextField } from './field.tsx'

const Typed = (): ReactNode => {
  const [value, setValue] = useState('')
  return (
    <TextField
      label="Kenmerk van uw zaak"
      hint="Het kenmerk dat u zelf gebruikt."
      value={value}
      onChange={setValue}
      width="short"
    />
  )
}
const Chosen = (): ReactNode => {
  const [value, setValue] = useState<'nl' | 'vi' | ''>('')
  const options = [
    { value: 'nl', label: 'Nederlands' },
    { value: 'vi', label: 'Vietnamees' },
  ] as const
  return (
    <Select label="Taal van het gesprek" choose="Kies een taal" value={value} onChange={setValue} options={options} />
  )
}
const Ticked = (): ReactNode => {
  const [checked, setChecked] = useState(false)
  return <Checkbox label="Ik heb gezegd dat de hulp hier niet van afhangt" checked={checked} onChange={setChecked} />
}

export const examples: readonly Example[] = [
  { name: 'Kort veld met uitleg', show: () => <Typed /> },
  {
    name: 'Er ontbreekt iets',
    show: () => (
      <TextField label="Naam" error="Vul een naam, een nummer of een beschrijving in." value="" onChange={() => {}} />
    ),
  },
  { name: 'Lange tekst', show: () => <TextArea label="Wat is er gezien of gehoord?" value="" onChange={() => {}} /> },
  { name: 'Kiezen uit een lijst', show: () => <Chosen /> },
  {
    name: 'Een bestand kiezen',
    show: () => <FileField label="Bestand" hint="Een foto of een PDF." accept=".pdf" onChange={() => {}} />,
  },
  { name: 'Aanvinken', show: () => <Ticked /> },
]
