/** What the table decides and agrees: a decision in the own words of this house, an action in a fixed word; each with who and by when. */
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
  Form,
  Refusal,
  Section,
  Select,
  TextArea,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'
import { ASKS, type Ask, mayTellAcross, WHY_NOT, type WhyNot } from './across.ts'
import type {
  ActionAgreed,
  ActionEnded,
  ActionShown,
  AgreeAction,
  DecisionNoted,
  EndAction,
  NoteDecision,
  TableShown,
} from './table.schema.ts'
import { planeOfSeat } from './who-fills.ts'

type Owner = 'organiser' | TableShown['seats'][number]['kind']

export const Agreed = ({ table }: { readonly table: TableShown }): ReactNode => (
  <>
    {table.organised ? <Decisions table={table} /> : null}
    <TableActions table={table} />
  </>
)

const useOwnerName = (): ((owner: string) => string) => {
  const words = useWords().caseTable
  const names: Readonly<Record<string, string>> = words.seats
  return (owner) => (owner === 'organiser' ? words.followers.organiser : (names[owner] ?? owner))
}

const Decisions = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const nameOf = useOwnerName()
  const may = table.abilities.includes('note-decision')
  const [open, setOpen] = useState(false)
  return (
    <Section title={words.decisions}>
      {table.decisions.length === 0 ? <p className="soft">{words.decisionsEmpty}</p> : null}
      <Cards>
        {table.decisions.map(({ decisionId, text, owner, dueDate }) => (
          <Card
            key={decisionId}
            title={nameOf(owner)}
            aside={<Badge>{words.until(formatDay(dueDate, language))}</Badge>}
          >
            {text === undefined ? null : <p className="own-words">{text}</p>}
          </Card>
        ))}
      </Cards>
      {may && !open ? (
        <Actions>
          <Button opens="decide" onClick={() => setOpen(true)}>
            {words.decisionAdd}
          </Button>
        </Actions>
      ) : null}
      {may && open ? (
        <Unfolded by="decide" onLeave={() => setOpen(false)}>
          <DecisionForm table={table} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </Section>
  )
}

const DecisionForm = ({ table, onDone }: { readonly table: TableShown; readonly onDone: () => void }): ReactNode => {
  const words = useWords().caseTable
  const [text, setText] = useState('')
  const [owner, setOwner] = useState<Owner | ''>('')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof NoteDecision, typeof DecisionNoted>(`/tables/${table.tableId}/decisions`, {
    refresh: ['/tables'],
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    if (text.trim() !== '' && owner !== '' && day !== '') sent.send({ text: text.trim(), owner, dueDate: day })
  }
  return (
    <Form label={words.decisionAdd} onSubmit={submit}>
      <TextArea
        label={words.decisionText}
        hint={words.decisionHint}
        rows={3}
        maxLength={5000}
        value={text}
        error={tried && text.trim() === '' ? words.decisionNeeds : undefined}
        onChange={setText}
      />
      <WhoAndWhen table={table} owner={owner} day={day} tried={tried} onOwner={setOwner} onDay={setDay} />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.decisionAdd}
        </Button>
      </Actions>
    </Form>
  )
}

const WhoAndWhen = (props: {
  readonly table: TableShown
  readonly owner: Owner | ''
  readonly day: string
  readonly tried: boolean
  readonly onOwner: (owner: Owner) => void
  readonly onDay: (day: string) => void
}): ReactNode => {
  const words = useWords().caseTable
  const { table, owner, day, tried } = props
  const owners: readonly Owner[] = ['organiser', ...table.seats.map(({ kind }) => kind)]
  const nameOf = useOwnerName()
  return (
    <>
      <Select
        label={words.owner}
        choose={words.pick}
        value={owner}
        error={tried && owner === '' ? words.chooseOwner : undefined}
        options={owners.map((value) => ({ value, label: nameOf(value) }))}
        onChange={props.onOwner}
      />
      <TextField
        type="date"
        width="short"
        label={words.followsOn}
        value={day}
        error={tried && day === '' ? words.chooseDay : undefined}
        onChange={props.onDay}
      />
    </>
  )
}

const TableActions = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const may = table.abilities.includes('agree-action')
  const [open, setOpen] = useState(false)
  return (
    <Section title={words.actions}>
      {table.actions.length === 0 ? <p className="soft">{words.actionsEmpty}</p> : null}
      <Cards>
        {table.actions.map((action) => (
          <ActionCard key={action.actionId} action={action} />
        ))}
      </Cards>
      {may && !open ? (
        <Actions>
          <Button opens="agree" onClick={() => setOpen(true)}>
            {words.actionAdd}
          </Button>
        </Actions>
      ) : null}
      {may && open ? (
        <Unfolded by="agree" onLeave={() => setOpen(false)}>
          <ActionForm table={table} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </Section>
  )
}

const ActionForm = ({ table, onDone }: { readonly table: TableShown; readonly onDone: () => void }): ReactNode => {
  const words = useWords().caseTable
  const [owner, setOwner] = useState<Owner | ''>('')
  const [ask, setAsk] = useState<Ask | ''>('')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof AgreeAction, typeof ActionAgreed>(`/tables/${table.tableId}/actions`, {
    refresh: ['/tables', '/table-actions'],
    onDone,
  })
  const seat = table.seats.find(({ kind }) => kind === owner)
  const offered =
    seat?.mayBeAsked ?? ASKS.filter((each) => each !== 'offer-reflection' && each !== 'assess-non-punishment')
  const submit = (): void => {
    setTried(true)
    if (owner !== '' && ask !== '' && day !== '') sent.send({ ask, owner, dueDate: day })
  }
  return (
    <Form label={words.actionAdd} onSubmit={submit}>
      <WhoAndWhen
        table={table}
        owner={owner}
        day={day}
        tried={tried}
        onOwner={(value) => {
          setOwner(value)
          setAsk('')
        }}
        onDay={setDay}
      />
      <Select
        label={words.actionAsk}
        choose={words.pick}
        hint={words.actionHint}
        value={ask}
        error={tried && ask === '' ? words.chooseAsk : undefined}
        options={offered.map((value) => ({ value, label: words.asks[value] }))}
        onChange={setAsk}
      />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.actionAdd}
        </Button>
      </Actions>
    </Form>
  )
}

/** The function that does it and its house, and whose table it was: no house is named twice, and one's own is called so. */
const useWhoDoes = (): ((action: ActionShown) => { readonly who: string; readonly where: string }) => {
  const words = useWords().caseTable
  const { data: session } = useSession()
  return ({ seatKind, owner, organiser }) => {
    const own = (id: string): boolean => id === session?.organisationId
    const office = seatKind ? words.seats[seatKind] : words.followers.organiser
    return {
      who: `${office}, ${own(owner.organisationId) ? words.yourHouse : owner.name}`,
      where: own(organiser.organisationId)
        ? words.atYourTable
        : organiser.organisationId === owner.organisationId
          ? words.atOwnTable
          : words.atTableOf(organiser.name),
    }
  }
}

/** One action, wherever it is shown: at its table, and on the list of who does it. */
export const ActionCard = ({
  action,
  withTable = false,
}: {
  readonly action: ActionShown
  readonly withTable?: boolean
}): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const day = formatDay(action.dueDate, language)
  const { who, where } = useWhoDoes()(action)
  const from = withTable ? [where] : action.carried ? [words.carried] : []
  const ended =
    action.outcome === 'done' ? words.done : action.whyNot ? `${words.notDone}: ${words.whyNots[action.whyNot]}` : ''
  return (
    <Card
      title={words.asks[action.ask]}
      meta={[who, ...from].join(' · ')}
      {...(withTable ? { link: { to: '/app/tafels/$tableId', params: { tableId: action.tableId } } } : {})}
      aside={
        <Badge tone={action.outcome === 'done' ? 'done' : action.late ? 'attention' : 'plain'}>
          {action.outcome ? ended : (action.late ? words.wasUntil : words.until)(day)}
        </Badge>
      }
    >
      {action.abilities.includes('end-action') && !withTable ? (
        <div className="quiet">
          <Button look="subtle" pressed={open} opens="end" onClick={() => setOpen(!open)}>
            {words.end}
            <span className="visually-hidden">: {words.asks[action.ask]}</span>
          </Button>
        </div>
      ) : null}
      {open ? (
        <Unfolded by="end" onLeave={() => setOpen(false)}>
          <EndForm action={action} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </Card>
  )
}

/** What may be told of it: to police or of police only what says nothing about her. The server holds the same. */
const tellable = ({ seatKind }: ActionShown): readonly WhyNot[] =>
  seatKind !== undefined && planeOfSeat(seatKind) !== 'care' ? WHY_NOT.filter(mayTellAcross) : WHY_NOT

const EndForm = ({ action, onDone }: { readonly action: ActionShown; readonly onDone: () => void }): ReactNode => {
  const words = useWords().caseTable
  const [outcome, setOutcome] = useState<'done' | 'not-done' | ''>('')
  const [why, setWhy] = useState<WhyNot | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof EndAction, typeof ActionEnded>(`/table-actions/${action.actionId}/outcomes`, {
    refresh: ['/tables', '/table-actions'],
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    if (outcome === 'done') sent.send({ outcome })
    if (outcome === 'not-done' && why !== '') sent.send({ outcome, whyNot: why })
  }
  return (
    <Form label={words.end} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.end}
        value={outcome}
        error={tried && outcome === '' ? words.chooseAnswer : undefined}
        options={[
          { value: 'done', label: words.done },
          { value: 'not-done', label: words.notDone },
        ]}
        onChange={setOutcome}
      />
      {outcome === 'not-done' ? (
        <Select
          label={words.whyNot}
          choose={words.pick}
          value={why}
          error={tried && why === '' ? words.chooseWhyNot : undefined}
          options={tellable(action).map((value) => ({ value, label: words.whyNots[value] }))}
          onChange={setWhy}
        />
      ) : null}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
