/** The destruction list: what is due with its reason, term and source; two people approve, or one holds it with a reason. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Checkbox,
  Choice,
  Empty,
  type FactRow,
  Facts,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Table,
  TextField,
} from '../web/parts/index.ts'
import type { DecisionAnswer, DecisionBody, DestructionListShown } from './retention.schema.ts'
import { HOLD_REASONS, type HoldReason } from './retention.ts'

type View = Static<typeof DestructionListShown>
type Item = View['items'][number]
const PATH = '/destruction-list'
type Done = keyof ReturnType<typeof useWords>['retention']['done']

export const DestructionScreen = (): ReactNode => {
  const words = useWords().retention
  const list = useAnswer<typeof DestructionListShown>(PATH, { always: true })
  const [done, setDone] = useState<Done | ''>('')
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={list}>
        {(view) => (
          <>
            {view.reviewed ? null : <Notice kind="attention">{words.unreviewed}</Notice>}
            {done === '' ? null : (
              <Notice kind="done" announce>
                {words.done[done]}
              </Notice>
            )}
            {view.items.length === 0 ? <Empty title={words.none} /> : null}
            <Cards>
              {view.items.map((item) => (
                <ItemCard key={`${item.subjectId} ${item.clock}`} item={item} onDone={setDone} />
              ))}
            </Cards>
            {view.more === 0 ? null : <p className="soft">{words.more(view.more)}</p>}
            <p className="soft">{words.soon(view.soon)}</p>
            <ErasedTable erased={view.erased} />
          </>
        )}
      </Answer>
    </Page>
  )
}

/** A file is named by the first part of its number: the list shows no content, also no name. */
const useSubject = (): ((of: Pick<Item, 'subjectId' | 'subjectKind'>) => string) => {
  const words = useWords().retention
  return ({ subjectId, subjectKind }) => words.subjects[subjectKind](subjectId.slice(0, 8))
}

const ItemCard = ({ item, onDone }: { readonly item: Item; readonly onDone: (done: Done) => void }): ReactNode => {
  const words = useWords().retention
  const { language } = useLanguage()
  const subject = useSubject()(item)
  const rows = useRows(item)
  const can = (ability: string): boolean => item.abilities.includes(ability)
  const approved = item.approvals.some(({ isOwn }) => isOwn)
  return (
    <Card
      title={subject}
      tone={item.state === 'due' ? 'attention' : 'plain'}
      aside={<Badge tone={item.state === 'held' ? 'plain' : 'attention'}>{words.states[item.state]}</Badge>}
      meta={`${item.term[language]} · ${words.due} ${formatDay(item.dueDate, language)}`}
    >
      <Facts rows={rows} />
      {item.state !== 'held' && !can('approve') && !can('erase') ? (
        <p className="soft">{approved ? words.needsOther : words.needsOfficer}</p>
      ) : null}
      {can('approve') || can('erase') ? (
        <Approve item={item} subject={subject} erases={can('erase')} onDone={onDone} />
      ) : null}
      {can('hold') ? <Hold item={item} subject={subject} onDone={onDone} /> : null}
    </Card>
  )
}

const useRows = (item: Item): readonly FactRow[] => {
  const words = useWords().retention
  const { language } = useLanguage()
  const term = [
    item.article,
    item.years === undefined ? undefined : words.years(item.years),
    words.certainty[item.certainty],
  ]
  const row = (key: string, name: string, value: string | undefined): readonly FactRow[] =>
    value === undefined || value === '' ? [] : [{ key, name, value }]
  const until = item.heldUntilDate
    ? [
        formatDay(item.heldUntilDate, language),
        item.holdReason ? `${words.because} ${words.holdReasons[item.holdReason]}` : undefined,
      ]
    : []
  return [
    ...row('source', words.source, term.filter(Boolean).join(', ')),
    ...row('what', words.what, item.classes.map((each) => words.classes[each]).join(', ')),
    ...row(
      'written',
      words.written,
      item.firstEntryDate && item.lastEntryDate
        ? words.between(formatDay(item.firstEntryDate, language), formatDay(item.lastEntryDate, language))
        : undefined,
    ),
    ...row('answer', words.answerBy, item.answerByDate && formatDay(item.answerByDate, language)),
    ...row('asks', words.asks, item.asks?.[language]),
    ...row('held', words.heldUntil, until.filter(Boolean).join(', ')),
    ...row('approved', words.approvedBy, useNames()(item.approvals)),
  ]
}

const useNames = (): ((approvals: Item['approvals']) => string) => {
  const words = useWords()
  const functions: Readonly<Record<string, string>> = words.shell.functions
  return (approvals) =>
    approvals
      .map((each) => {
        const name = each.isOwn ? words.retention.you : each.actorName
        const work = functions[each.function] ?? each.function
        return name ? `${name} (${work})` : work
      })
      .join(', ')
}

type Deciding = { readonly item: Item; readonly subject: string; readonly onDone: (done: Done) => void }

const useDecision = ({ onDone }: Deciding) =>
  useSend<typeof DecisionBody, typeof DecisionAnswer>('/destruction-decisions', {
    refresh: [PATH],
    onDone: ({ state }) => onDone(state),
  })

const Approve = (props: Deciding & { readonly erases: boolean }): ReactNode => {
  const words = useWords().retention
  const { item, subject, erases } = props
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState(false)
  const decision = useDecision(props)
  const send = (): void => {
    setTried(true)
    if (!erases || sure) decision.send({ subjectId: item.subjectId, clock: item.clock, decision: 'approve' })
  }
  return (
    <>
      {erases ? (
        <>
          <Notice kind="attention">{words.eraseSure}</Notice>
          <Checkbox
            label={`${words.sure}: ${subject}`}
            checked={sure}
            onChange={setSure}
            {...(tried && !sure ? { hint: words.sureMissing } : {})}
          />
        </>
      ) : null}
      <Refusal problem={decision.refused} />
      <Actions>
        <Button look="primary" busy={decision.busy} onClick={send}>
          {erases ? words.erase : words.approve}
          <span className="visually-hidden">: {subject}</span>
        </Button>
      </Actions>
    </>
  )
}

const Hold = (props: Deciding): ReactNode => {
  const words = useWords().retention
  const { item, subject } = props
  const [reason, setReason] = useState<HoldReason | ''>('')
  const [until, setUntil] = useState('')
  const [tried, setTried] = useState(false)
  const decision = useDecision(props)
  const send = (): void => {
    setTried(true)
    if (reason === '' || until === '') return
    decision.send({
      ...{ subjectId: item.subjectId, clock: item.clock, decision: 'hold' },
      ...{ holdReason: reason, holdUntilDate: until },
    })
  }
  return (
    <details className="details">
      <summary>
        {words.hold}
        <span className="visually-hidden">: {subject}</span>
      </summary>
      <div>
        <Form label={`${words.hold}: ${subject}`} onSubmit={send}>
          <Choice
            label={words.holdWhy}
            value={reason}
            onChange={setReason}
            error={tried && reason === '' ? words.choose : undefined}
            options={HOLD_REASONS.map((value) => ({ value, label: words.holdReasons[value] }))}
          />
          <TextField
            label={words.holdUntil}
            type="date"
            width="short"
            value={until}
            onChange={setUntil}
            error={tried && until === '' ? words.chooseDay : undefined}
          />
          <Refusal problem={decision.refused} />
          <Actions>
            <Button type="submit" busy={decision.busy}>
              {words.save}
            </Button>
          </Actions>
        </Form>
      </div>
    </details>
  )
}

const ErasedTable = ({ erased }: { readonly erased: View['erased'] }): ReactNode => {
  const words = useWords().retention.erased
  const { language } = useLanguage()
  const [subjectOf, namesOf] = [useSubject(), useNames()]
  return (
    <Section title={words.title} lead={words.lead}>
      {erased.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <Table
          caption={words.caption}
          rows={erased}
          rowKey={({ subjectId, erasedAt }) => `${subjectId} ${erasedAt}`}
          columns={[
            { key: 'subject', name: words.subject, cell: subjectOf },
            { key: 'why', name: words.why, cell: ({ term, article }) => `${term[language]} (${article})` },
            { key: 'when', name: words.when, cell: ({ erasedAt }) => formatMoment(erasedAt, language) },
            { key: 'by', name: words.by, cell: ({ approvals }) => namesOf(approvals) },
            { key: 'keys', name: words.keys, numeric: true, cell: ({ keysEnded }) => keysEnded },
          ]}
        />
      )}
    </Section>
  )
}
