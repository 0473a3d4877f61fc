/**
 * The national contact desk: two houses that may know one person, by due day. It decides whether and whom to connect; what could
 * carry that comes with the answer, and nothing is worked out here.
 */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { NamedGaps } from '../responsibility/named-gaps.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment, formatWeekday } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Checkbox,
  Choice,
  Facts,
  Form,
  Page,
  Phone,
  Refusal,
  Section,
  Select,
} from '../web/parts/index.ts'
import type { DecisionAnswer, DecisionBody, DeskHit, DeskHitList } from './follow-up.schema.ts'
import { FollowUpRate } from './follow-up-rate.screen.tsx'

type HitView = Static<typeof DeskHit>
type PartyView = HitView['parties'][number]
type Body = Static<typeof DecisionBody>
type Telling = NonNullable<Body['tell']>[number]
type Stage = 'waiting' | 'done'
const PAGE = 25

export const ContactDeskScreen = (): ReactNode => {
  const words = useWords().desk
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.waiting}>
        <Pages stage="waiting" nothing={words.nothingWaits} />
      </Section>
      <Section title={words.done}>
        <Pages stage="done" nothing={words.nothingDone} />
      </Section>
      <FollowUpRate of="all" />
      <NamedGaps />
    </Page>
  )
}

const Pages = ({ stage, nothing }: { readonly stage: Stage; readonly nothing: string }): ReactNode => {
  const [pages, setPages] = useState<readonly string[]>([''])
  return pages.map((cursor, place) => (
    <DeskPage
      key={cursor}
      {...{ stage, nothing, cursor }}
      isLast={place === pages.length - 1}
      onMore={(next) => setPages([...pages, next])}
    />
  ))
}

const DeskPage = (props: {
  readonly stage: Stage
  readonly nothing: string
  readonly cursor: string
  readonly isLast: boolean
  readonly onMore: (cursor: string) => void
}): ReactNode => {
  const words = useWords().desk
  const from = props.cursor === '' ? '' : `&cursor=${encodeURIComponent(props.cursor)}`
  const hits = useAnswer<typeof DeskHitList>(`/desk-hits?stage=${props.stage}&limit=${PAGE}${from}`, { everyMs: 5_000 })
  return (
    <Answer
      of={hits}
      isEmpty={({ deskHits }) => deskHits.length === 0 && props.cursor === ''}
      empty={<p className="soft">{props.nothing}</p>}
    >
      {(answer) => (
        <>
          <Cards>
            {answer.deskHits.map((hit) => (
              <DeskCard key={hit.deskHitId} hit={hit} />
            ))}
          </Cards>
          {props.isLast && answer.nextCursor !== undefined ? (
            <Actions>
              <Button onClick={() => props.onMore(answer.nextCursor ?? '')}>{words.more}</Button>
            </Actions>
          ) : null}
        </>
      )}
    </Answer>
  )
}

const DeskCard = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords().desk
  const { language } = useLanguage()
  const waits = hit.stage === 'undecided' || hit.stage === 'asking'
  return (
    <Card
      tone={waits ? 'attention' : 'done'}
      title={waits ? words.grades[hit.grade] : (words.stages[hit.stage] ?? hit.stage)}
      aside={
        waits ? (
          <Badge tone={hit.overdue ? 'attention' : 'plain'}>
            {hit.overdue ? words.overdue : words.due} {formatWeekday(hit.dueDate, language)}
          </Badge>
        ) : null
      }
      meta={
        <>
          {words.arrived} {formatMoment(hit.arrivedAt, language)}
        </>
      }
    >
      {hit.stage === 'closed' ? <p>{words.closed}</p> : null}
      {hit.parties.map((party) => (
        <PartyFacts key={party.organisationId} party={party} />
      ))}
      {waits && hit.tenths !== undefined ? <p className="soft">{words.tenths(hit.tenths)}</p> : null}
      <Decided hit={hit} />
      {hit.abilities.length > 0 && hit.parties.length === 2 ? (
        <details className="details">
          <summary>{words.decide}</summary>
          <div>
            <Decide hit={hit} />
          </div>
        </details>
      ) : null}
    </Card>
  )
}

const PartyFacts = ({ party }: { readonly party: PartyView }): ReactNode => {
  const { desk: words, whoToCall } = useWords()
  const say = useSay()
  return (
    <div>
      <p>
        <strong>{party.name}</strong>
      </p>
      <Facts
        rows={[
          {
            key: 'kind',
            name: words.kind,
            value: `${words.kinds[party.kind] ?? party.kind} (${words.planes[party.plane] ?? party.plane})`,
          },
          ...(party.purpose
            ? [{ key: 'looked', name: words.looked, value: `${say(party.purpose)} (${party.purpose.id})` }]
            : []),
          {
            key: 'phone',
            name: words.phone,
            value: party.phone === undefined ? whoToCall.noNumber : <Phone number={party.phone} of={party.name} />,
          },
        ]}
      />
    </div>
  )
}

const Decided = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords().desk
  const { language } = useLanguage()
  if (hit.decisions.length === 0) return null
  const nameOf = (id: string): string =>
    hit.parties.find(({ organisationId }) => organisationId === id)?.name ?? words.toldWhom
  return (
    <div>
      <p>
        <strong>{words.history}</strong>
      </p>
      <ul>
        {hit.decisions.map((each) => (
          <li key={each.decidedAt}>
            {formatMoment(each.decidedAt, language)}: {words.decisions[each.decision]?.label ?? each.decision}
            {each.because ? `, ${words.reasons[each.because] ?? each.because}` : ''}
            {each.tell.map(({ organisationId, purpose }) => ` · ${words.told(nameOf(organisationId), purpose)}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const REASONS = {
  'do-not-connect': ['no-purpose', 'no-consent', 'not-safe', 'too-uncertain', 'already-in-touch'],
  'ask-first': ['ask-consent', 'ask-safety', 'ask-certainty', 'ask-weighing'],
} as const satisfies Record<string, readonly NonNullable<Body['because']>[]>
const DECISIONS = ['connect', 'do-not-connect', 'ask-first'] as const satisfies readonly Body['decision'][]

const Decide = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords().desk
  const [decision, setDecision] = useState<Body['decision'] | ''>('')
  const [because, setBecause] = useState<NonNullable<Body['because']> | ''>('')
  const [tell, setTell] = useState<Readonly<Record<string, Telling>>>({})
  const [asked, setAsked] = useState(false)
  const made = useSend<typeof DecisionBody, typeof DecisionAnswer>(`/desk-hits/${hit.deskHitId}/decisions`, {
    refresh: ['/desk-hits', '/hits', '/follow-up-rates'],
  })
  const tellings = Object.values(tell)
  const lacks =
    decision === ''
      ? 'decision'
      : decision !== 'connect'
        ? because === ''
          ? 'because'
          : undefined
        : tellings.length === 0
          ? 'nobody'
          : tellings.some(({ purpose }) => purpose === '')
            ? 'purpose'
            : undefined
  const send = (): void => {
    setAsked(true)
    if (decision === '' || lacks !== undefined) return
    made.send(decision === 'connect' ? { decision, tell: tellings } : { decision, ...(because ? { because } : {}) })
  }
  return (
    <Form label={words.decide} onSubmit={send}>
      <Choice
        label={words.decision}
        value={decision}
        onChange={(next) => {
          setDecision(next)
          setBecause('')
          setAsked(false)
        }}
        error={asked && lacks === 'decision' ? words.missing.decision : undefined}
        options={DECISIONS.filter((each) => hit.abilities.includes(each)).map((value) => ({
          value,
          label: words.decisions[value]?.label ?? value,
          hint: words.decisions[value]?.hint ?? '',
        }))}
      />
      {decision === 'connect'
        ? hit.parties.map((party) => (
            <Tell
              key={party.organisationId}
              party={party}
              other={hit.parties.find(({ organisationId }) => organisationId !== party.organisationId)?.name ?? ''}
              telling={tell[party.organisationId]}
              lacksPurpose={asked && lacks === 'purpose'}
              onChange={(next) => {
                const { [party.organisationId]: _before, ...others } = tell
                setTell(next ? { ...others, [party.organisationId]: next } : others)
              }}
            />
          ))
        : null}
      {asked && lacks === 'nobody' ? (
        <p className="field__error" role="alert">
          {words.missing.nobody}
        </p>
      ) : null}
      {decision === 'do-not-connect' || decision === 'ask-first' ? (
        <Choice
          label={words.because}
          value={because}
          onChange={setBecause}
          error={asked && lacks === 'because' ? words.missing.because : undefined}
          options={REASONS[decision].map((value) => ({ value, label: words.reasons[value] ?? value }))}
        />
      ) : null}
      <Refusal problem={made.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={made.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** One direction: this party hears of the other one, for a purpose, calling this or that number, with everything confirmed. */
const Tell = (props: {
  readonly party: PartyView
  readonly other: string
  readonly telling: Telling | undefined
  readonly lacksPurpose: boolean
  readonly onChange: (telling: Telling | undefined) => void
}): ReactNode => {
  const words = useWords().desk
  const say = useSay()
  const { party, other, telling, onChange } = props
  if (party.permissions.length === 0) return <p className="soft">{words.tellsNobody(party.name, other)}</p>
  const blank = { organisationId: party.organisationId, purpose: '', callThrough: 'desk', confirmed: [] } as const
  const chosen = party.permissions.find(({ purpose }) => purpose === telling?.purpose)
  return (
    <>
      <Checkbox
        label={words.tell(party.name)}
        checked={telling !== undefined}
        onChange={(checked) => onChange(checked ? { ...blank, confirmed: [] } : undefined)}
      />
      {telling ? (
        <Select
          label={words.purpose}
          choose={words.choosePurpose}
          value={telling.purpose}
          error={props.lacksPurpose && telling.purpose === '' ? words.missing.purpose : undefined}
          options={party.permissions.map((each) => ({ value: each.purpose, label: `${each.purpose} · ${say(each)}` }))}
          onChange={(purpose) => onChange({ ...telling, purpose, confirmed: [] })}
        />
      ) : null}
      {telling && chosen ? (
        <>
          <fieldset className="choice">
            <legend className="choice__legend">{words.confirm}</legend>
            {chosen.toConfirm.map((each) => (
              <Checkbox
                key={each}
                label={words.conditions[each] ?? each}
                checked={telling.confirmed.includes(each)}
                onChange={(checked) =>
                  onChange({
                    ...telling,
                    confirmed: checked
                      ? [...telling.confirmed, each]
                      : telling.confirmed.filter((confirmed) => confirmed !== each),
                  })
                }
              />
            ))}
          </fieldset>
          <Choice
            label={words.through(party.name)}
            value={telling.callThrough}
            options={(['desk', 'house'] as const)
              .filter((each) => each === 'desk' || chosen.callThrough === 'house')
              .map((value) => ({
                value,
                label: words.throughs[value]?.label ?? value,
                hint: words.throughs[value]?.hint ?? '',
              }))}
            onChange={(callThrough) => onChange({ ...telling, callThrough })}
          />
        </>
      ) : null}
    </>
  )
}
