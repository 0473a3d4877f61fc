/** Writing down what happened with one step: only what can come next is offered, and only what it needs is asked. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Actions, Button, Form, Refusal, Select, TextField } from '../web/parts/index.ts'
import { ChooseMunicipality } from './choose.screen.tsx'
import type { Made } from './dossier.schema.ts'
import type { MoneyStepShown, RecordMoneyStep } from './money.schema.ts'
import { MONEY_OUTCOMES, type MoneyAct, type MoneyOutcome } from './money-book.ts'

const DECISIONS: readonly string[] = ['decided', 'objection-decided', 'appeal-decided']

export const MoneyForm = (props: {
  readonly dossierId: string
  readonly step: MoneyStepShown
  readonly onDone: () => void
}): ReactNode => {
  const { step, dossierId } = props
  const words = useWords().money
  const say = useSay()
  const [act, setAct] = useState<MoneyAct | ''>(step.acts.length === 1 ? (step.acts[0] ?? '') : '')
  const [on, setOn] = useState('')
  const [outcome, setOutcome] = useState<MoneyOutcome | ''>('')
  const [until, setUntil] = useState('')
  const [where, setWhere] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useSend<typeof RecordMoneyStep, ReturnType<typeof Made>>(`/dossiers/${dossierId}/money-steps`, {
    refresh: [`/dossiers/${dossierId}`, '/day-list', '/due-clocks', '/open-dossiers'],
    onDone: props.onDone,
  })
  const decides = DECISIONS.includes(act)
  const asksWhere = act === 'applied' && step.atMunicipality
  const gives = decides && outcome !== '' && outcome !== 'refused'
  const lacks = act === '' || (decides && outcome === '') || (asksWhere && where === '')
  const submit = (): void => {
    setTried(true)
    if (act === '' || lacks) return
    sending.send({
      ...{ step: step.step, act },
      ...(on === '' ? {} : { happenedDate: on }),
      ...(decides && outcome !== '' ? { outcome } : {}),
      ...(gives && until !== '' ? { untilDate: until } : {}),
      ...(asksWhere ? { municipalityCode: where } : {}),
    })
  }
  return (
    <Form label={words.recordFor(say(step.title))} onSubmit={submit}>
      <Select
        label={words.act}
        {...(act === 'began' ? { hint: say(step.begins) } : {})}
        choose={words.actMissing}
        value={act}
        error={tried && act === '' ? words.actMissing : undefined}
        options={step.acts.map((value) => ({ value, label: words.acts[value] }))}
        onChange={setAct}
      />
      <TextField label={words.on} hint={words.onHint} type="date" width="short" value={on} onChange={setOn} />
      {asksWhere ? (
        <ChooseMunicipality
          label={words.where}
          error={tried && where === '' ? words.whereMissing : undefined}
          onChoose={setWhere}
        />
      ) : null}
      {decides ? (
        <Select
          label={words.outcome}
          choose={words.outcomeMissing}
          value={outcome}
          error={tried && outcome === '' ? words.outcomeMissing : undefined}
          options={MONEY_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
          onChange={setOutcome}
        />
      ) : null}
      {gives ? (
        <TextField
          label={words.untilDay}
          hint={words.untilHint}
          type="date"
          width="short"
          value={until}
          onChange={setUntil}
        />
      ) : null}
      <Refusal problem={sending.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sending.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
