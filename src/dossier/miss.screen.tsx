/** Of a term that was missed: who was told, what was said, and the form to say why or what is done now. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import type { ClockList } from '../agreement/agreement.schema.ts'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Badge, Button, Choice, Form, Refusal, Select, TextField } from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import type { Made } from './dossier.schema.ts'
import type { AnswerMiss } from './step.schema.ts'
import { today } from './today-here.screen.ts'

type List = Static<typeof ClockList>
type Clock = List['clocks'][number]
type Props = { readonly clock: Clock; readonly dossierId: string; readonly list: List }

export const Miss = (props: Props): ReactNode => {
  const words = useWords().dossier.miss
  const works = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const { clock } = props
  return (
    <>
      <Told told={clock.told} />
      {clock.said ? <Said said={clock.said} /> : null}
      {clock.asksWhy ? (
        <p>
          <Badge tone="attention">{words.asks}</Badge>
        </p>
      ) : null}
      {clock.mayAnswer && works ? (
        <details className="details">
          <summary>{words.why}</summary>
          <AnswerForm {...props} />
        </details>
      ) : null}
    </>
  )
}

/** Each function once, from the first day on which it was told. */
const Told = ({ told }: Pick<Clock, 'told'>): ReactNode => {
  const words = useWords().dossier.miss
  const { language } = useLanguage()
  const say = useSay()
  const firsts = told.filter(({ code }, at) => told.findIndex((other) => other.code === code) === at)
  if (firsts.length === 0) return null
  return (
    <ul className="soft small">
      {firsts.map((each) => (
        <li key={each.code}>{words.told(say(each), formatDay(each.sinceDate, language))}</li>
      ))}
    </ul>
  )
}

const Said = ({ said }: { readonly said: NonNullable<Clock['said']> }): ReactNode => {
  const words = useWords().dossier.miss
  const { language } = useLanguage()
  const say = useSay()
  const what = said.cause ?? said.action
  return (
    <p>
      <strong>
        {words.said} {formatDay(said.saidDate, language)}:
      </strong>{' '}
      {what ? say(what) : ''}
      {said.owner ? ` · ${say(said.owner)}` : ''}
      {said.untilDate ? ` · ${formatDay(said.untilDate, language)}` : ''}
      {said.words ? ` · ${said.words}` : ''}
    </p>
  )
}

const AnswerForm = ({ clock, dossierId, list }: Props): ReactNode => {
  const words = useWords().dossier.miss
  const say = useSay()
  const [which, setWhich] = useState<'cause' | 'action'>('cause')
  const [code, setCode] = useState('')
  const [owner, setOwner] = useState('')
  const [until, setUntil] = useState(today)
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const answer = useSend<typeof AnswerMiss, ReturnType<typeof Made>>(`/dossiers/${dossierId}/miss-answers`, {
    refresh: [`/dossiers/${dossierId}`],
  })
  const isAction = which === 'action'
  const complete = code !== '' && (!isAction || owner !== '')
  const submit = (): void => {
    setTried(true)
    if (!complete) return
    answer.send({
      ...{ normId: clock.normId, triggeredDate: clock.triggeredDate ?? '', [which]: code },
      ...(isAction ? { owner, dueDate: until } : {}),
      ...(remark.trim() === '' ? {} : { words: remark.trim() }),
    })
  }
  const optionsOf = (of: List['causes']) => of.map((each) => ({ value: each.code, label: say(each) }))
  return (
    <Form label={words.whyFor(say(clock.title))} onSubmit={submit}>
      <Choice
        label={words.which}
        lay="row"
        value={which}
        options={[
          { value: 'cause', label: words.cause },
          { value: 'action', label: words.action },
        ]}
        onChange={(next) => {
          setWhich(next)
          setCode('')
        }}
      />
      <Select
        label={isAction ? words.action : words.cause}
        choose={isAction ? words.chooseAction : words.chooseCause}
        value={code}
        options={optionsOf(isAction ? list.actions : list.causes)}
        error={tried && code === '' ? words.missing : undefined}
        onChange={setCode}
      />
      {isAction ? (
        <>
          <Select
            label={words.owner}
            choose={words.chooseOwner}
            value={owner}
            options={optionsOf(list.owners)}
            error={tried && owner === '' ? words.missing : undefined}
            onChange={setOwner}
          />
          <TextField type="date" width="short" label={words.until} value={until} onChange={setUntil} />
        </>
      ) : null}
      {clock.takesWords ? (
        <TextField label={words.words} hint={words.wordsHint} value={remark} maxLength={500} onChange={setRemark} />
      ) : null}
      <Refusal problem={answer.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={answer.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
