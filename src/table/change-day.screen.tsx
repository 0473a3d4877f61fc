/** A planned table to another day, or called off: two small forms that stay shut until somebody wants one. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Form, Refusal, Section, TextField } from '../web/parts/index.ts'
import type { MoveTable, Nothing, TableCalledOff, TableMoved, TableShown } from './table.schema.ts'

export const ChangeDay = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable.change
  const [open, setOpen] = useState<'move' | 'call-off' | undefined>()
  return (
    <Section title={words.title} lead={words.lead}>
      {open === undefined ? (
        <Actions>
          <Button onClick={() => setOpen('move')}>{words.move}</Button>
          <Button onClick={() => setOpen('call-off')}>{words.callOff}</Button>
        </Actions>
      ) : null}
      {open === 'move' ? <Move table={table} onKeep={() => setOpen(undefined)} /> : null}
      {open === 'call-off' ? <CallOff table={table} onKeep={() => setOpen(undefined)} /> : null}
    </Section>
  )
}

type Props = { readonly table: TableShown; readonly onKeep: () => void }
const refresh = (tableId: string) => [`/tables/${tableId}`, '/tables', '/day-list']

const Move = ({ table, onKeep }: Props): ReactNode => {
  const words = useWords().caseTable.change
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const move = useSend<typeof MoveTable, typeof TableMoved>(`/tables/${table.tableId}/moves`, {
    refresh: refresh(table.tableId),
    onDone: onKeep,
  })
  const submit = (): void => {
    setTried(true)
    if (day !== '') move.send({ heldDate: day })
  }
  return (
    <Form label={words.move} onSubmit={submit}>
      <TextField
        type="date"
        width="short"
        label={words.newDay}
        value={day}
        error={tried && day === '' ? words.missingDay : undefined}
        onChange={setDay}
      />
      <Refusal problem={move.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={move.busy}>
          {words.moveSave}
        </Button>
        <Button onClick={onKeep}>{words.keep}</Button>
      </Actions>
    </Form>
  )
}

const CallOff = ({ table, onKeep }: Props): ReactNode => {
  const words = useWords().caseTable.change
  const callOff = useSend<typeof Nothing, typeof TableCalledOff>(`/tables/${table.tableId}/cancellations`, {
    refresh: refresh(table.tableId),
  })
  return (
    <Form label={words.callOff} onSubmit={() => callOff.send({})}>
      <p>{words.callOffAsk}</p>
      <Refusal problem={callOff.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={callOff.busy}>
          {words.callOffSave}
        </Button>
        <Button onClick={onKeep}>{words.keep}</Button>
      </Actions>
    </Form>
  )
}
