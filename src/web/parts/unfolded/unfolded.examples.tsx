import { type ReactNode, useState } from 'react'
import { Button } from '../button/button.tsx'
import type { Example } from '../examples.ts'
import { Form, TextField } from '../field/field.tsx'
import { Unfolded } from './unfolded.tsx'

const Opening = (): ReactNode => {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const close = (): void => setOpen(false)
  return open ? (
    <Unfolded by="example" onLeave={close}>
      <Form label="Naam opschrijven" onSubmit={close}>
        <TextField label="Naam" value={text} onChange={setText} />
        <Button type="submit">Bewaren</Button>
      </Form>
    </Unfolded>
  ) : (
    <Button opens="example" onClick={() => setOpen(true)}>
      Naam opschrijven
    </Button>
  )
}

export const examples: readonly Example[] = [{ name: 'Een formulier dat opengaat', show: () => <Opening /> }]
