/** Decisions that weigh for the person: each with whose it is, on which wish it leans, what rubs, and who does not agree. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Empty,
  Form,
  Notice,
  Refusal,
  Section,
  TextArea,
  Unfolded,
} from '../web/parts/index.ts'
import { ConflictList } from './conflicts.screen.tsx'
import { DecideForm, StateForm } from './decide.screen.tsx'
import type { DecisionShown, InterestShown, ObjectionRaised, RaiseObjection } from './safeguard.schema.ts'

type Shown = { readonly interest: InterestShown; readonly dossierId: string }

export const Decisions = ({ interest, dossierId }: Shown): ReactNode => {
  const words = useWords().interest.decisions
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState(false)
  const done = (): void => {
    setOpen(false)
    setSaved(true)
  }
  return (
    <Section title={words.title}>
      {saved ? (
        <Notice kind="done" announce>
          {words.saved}
        </Notice>
      ) : null}
      {open ? (
        <Unfolded by="take-decision" onLeave={() => setOpen(false)}>
          <DecideForm interest={interest} dossierId={dossierId} onDone={done} />
        </Unfolded>
      ) : null}
      {!open && interest.abilities.includes('take-decision') ? (
        <Actions>
          <Button
            look="primary"
            opens="take-decision"
            onClick={() => {
              setSaved(false)
              setOpen(true)
            }}
          >
            {words.take}
          </Button>
        </Actions>
      ) : null}
      {interest.decisions.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <Cards>
          {interest.decisions.map((each) => (
            <OneDecision key={each.decisionId} decision={each} interest={interest} dossierId={dossierId} />
          ))}
        </Cards>
      )}
    </Section>
  )
}

type One = Shown & { readonly decision: DecisionShown }

const OneDecision = (props: One): ReactNode => {
  const { decision, interest, dossierId } = props
  const words = useWords().interest
  const { language } = useLanguage()
  const [doing, setDoing] = useState<'object' | 'state' | undefined>()
  const because: Readonly<Record<string, string>> = words.because
  const stop = (): void => setDoing(undefined)
  return (
    <Card
      title={words.kinds[decision.kind]}
      tone={decision.late ? 'attention' : 'plain'}
      meta={[
        words.decisions.by(decision.by.name, formatDay(decision.takenAt.slice(0, 10), language)),
        decision.because.map((each) => because[each] ?? each).join(', '),
      ].join(' · ')}
      aside={<State decision={decision} />}
    >
      <Statement decision={decision} />
      {decision.conflicts.length > 0 ? <ConflictList conflicts={decision.conflicts} /> : null}
      {doing === 'object' ? (
        <Unfolded by="object" onLeave={stop}>
          <ObjectForm {...props} onDone={stop} />
        </Unfolded>
      ) : null}
      {doing === 'state' ? (
        <Unfolded by="state" onLeave={stop}>
          <StateForm interest={interest} dossierId={dossierId} decision={decision} onDone={stop} />
        </Unfolded>
      ) : null}
      {doing === undefined && decision.abilities.length > 0 ? (
        <Actions>
          {decision.abilities.includes('state-interest') ? (
            <Button look="primary" opens="state" onClick={() => setDoing('state')}>
              {words.decisions.state}
            </Button>
          ) : null}
          {decision.abilities.includes('raise-objection') ? (
            <Button opens="object" onClick={() => setDoing('object')}>
              {words.decisions.object}
            </Button>
          ) : null}
        </Actions>
      ) : null}
    </Card>
  )
}

const State = ({ decision }: { readonly decision: DecisionShown }): ReactNode => {
  const words = useWords().interest
  const { language } = useLanguage()
  const accords: Readonly<Record<string, string>> = words.accords
  if (decision.setAsideAt) return <Badge tone="attention">{words.decisions.setAside}</Badge>
  if (decision.accords) return <Badge>{accords[decision.accords] ?? decision.accords}</Badge>
  return (
    <Badge tone={decision.late ? 'attention' : 'plain'}>
      {decision.late ? words.decisions.late : words.decisions.owed} {formatDay(decision.owedByDate ?? '', language)}
    </Badge>
  )
}

const Statement = ({ decision }: { readonly decision: DecisionShown }): ReactNode => {
  const words = useWords().interest
  const decidedBy: Readonly<Record<string, string>> = words.decidedBy
  const absent: Readonly<Record<string, string>> = words.wishAbsent
  const accords: Readonly<Record<string, string>> = words.accords
  // What stands in the badge is not said twice; once set aside the badge says that.
  const told = decision.setAsideAt && decision.accords ? (accords[decision.accords] ?? decision.accords) : undefined
  const rows = [
    [words.decisions.receiver, decision.to?.name],
    [words.decisions.accords, told],
    [words.decisions.decidedBy, decision.decidedBy && (decidedBy[decision.decidedBy] ?? decision.decidedBy)],
    [words.decisions.noWish, decision.wishAbsent && (absent[decision.wishAbsent] ?? decision.wishAbsent)],
    [words.decisions.effect, decision.effect],
    [words.decisions.alternatives, decision.alternatives],
  ] as const
  const when = decision.afterwards === 'danger' ? words.decisions.danger2 : words.decisions.happened
  return (
    <>
      {decision.afterwards ? <p className="soft">{when}</p> : null}
      <dl className="facts">
        {rows.map(([name, value]) =>
          value ? (
            <div className="facts__item" key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  )
}

type ObjectBy = 'herself' | 'us'

const ObjectForm = ({ decision, dossierId, onDone }: One & { readonly onDone: () => void }): ReactNode => {
  const words = useWords().interest.decisions
  const [by, setBy] = useState<ObjectBy>('herself')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const object = useSend<typeof RaiseObjection, typeof ObjectionRaised>(
    `/interest-decisions/${decision.decisionId}/objections`,
    { refresh: [`/dossiers/${dossierId}/interests`, '/second-looks'], onDone },
  )
  const submit = (): void => {
    setTried(true)
    if (text.trim() !== '') object.send({ by, words: text.trim() })
  }
  return (
    <Form label={words.object} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.objectBy}
        value={by}
        options={(['herself', 'us'] as const).map((value) => ({ value, label: words.objectBys[value] }))}
        onChange={setBy}
      />
      <TextArea
        label={words.objectWords}
        error={tried && text.trim() === '' ? words.missing.words : undefined}
        rows={3}
        value={text}
        onChange={setText}
      />
      <Refusal problem={object.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={object.busy}>
          {words.objectSave}
        </Button>
      </Actions>
    </Form>
  )
}
