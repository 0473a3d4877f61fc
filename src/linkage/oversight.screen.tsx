/** For the privacy officer: who looked, why, and what came of it. Decoys first, then what was refused, then what nobody followed up. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment, formatWeekday } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Facts,
  Form,
  Page,
  Refusal,
  Section,
  Table,
} from '../web/parts/index.ts'
import { REFUSALS } from '../words/refusals.ts'
import type { Oversight, ReviewAnswer, ReviewBody, TickAnswer, TickBody } from './oversight.schema.ts'
import { REASONS_FOR, type ReviewOutcome } from './oversight.ts'

type View = Static<typeof Oversight>
const EVERY_MS = 10_000

export const OversightScreen = (): ReactNode => {
  const words = useWords().oversight
  const oversight = useAnswer<typeof Oversight>('/look-up-oversight', { everyMs: EVERY_MS })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={oversight}>
        {(view) => (
          <>
            <Alarms alarms={view.alarms} />
            <Refused refused={view.refused} />
            <Reviews view={view} />
            <Budgets budgets={view.budgets} />
          </>
        )}
      </Answer>
    </Page>
  )
}

type Who = { readonly actorId: string; readonly actorName?: string }
// A worker without an account is known by a number; its first part tells two apart and can be read out on the telephone.
const useNameOf = (): ((who: Who) => string) => {
  const words = useWords().oversight
  return ({ actorId, actorName }) => actorName ?? words.worker(actorId.slice(0, 8))
}

const Alarms = ({ alarms }: { readonly alarms: View['alarms'] }): ReactNode => {
  const words = useWords().oversight
  const { language } = useLanguage()
  const nameOf = useNameOf()
  return (
    <Section title={words.alarms.title} lead={words.alarms.lead}>
      {alarms.length === 0 ? <p className="soft">{words.alarms.none}</p> : null}
      <Cards>
        {alarms.map((alarm) => (
          <Card
            key={alarm.alarmId}
            title={words.alarms.card}
            tone={alarm.seen ? 'done' : 'attention'}
            aside={<SeenBadge seen={alarm.seen} />}
            meta={[
              formatMoment(alarm.askedAt, language),
              words.who(nameOf(alarm)),
              alarm.askingOrganisationName,
              alarm.purpose,
              words.caseOf(alarm.caseReference),
              alarm.decoyId === undefined ? undefined : words.alarms.decoy(alarm.decoyId.slice(0, 8)),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          >
            <TickOff
              path={`/decoy-alarms/${alarm.alarmId}/ticks`}
              may={alarm.abilities.includes('tick-off')}
              seen={alarm.seen}
              of={`${words.alarms.card}, ${formatMoment(alarm.askedAt, language)}`}
            />
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

const Refused = ({ refused }: { readonly refused: View['refused'] }): ReactNode => {
  const words = useWords().oversight
  const { language } = useLanguage()
  const nameOf = useNameOf()
  const because = useBecause()
  return (
    <Section title={words.refused.title} lead={words.refused.lead}>
      {refused.length === 0 ? <p className="soft">{words.refused.none}</p> : null}
      <Cards>
        {refused.map((each) => (
          <Card
            key={each.refusedLookUpId}
            title={because(each.code)}
            tone={each.seen ? 'done' : 'attention'}
            aside={<SeenBadge seen={each.seen} />}
            meta={`${formatMoment(each.askedAt, language)} · ${words.who(nameOf(each))}`}
          >
            <TickOff
              path={`/refused-look-ups/${each.refusedLookUpId}/ticks`}
              may={each.abilities.includes('tick-off')}
              seen={each.seen}
              of={`${because(each.code)} ${formatMoment(each.askedAt, language)}`}
            />
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

const SeenBadge = ({ seen }: { readonly seen: boolean }): ReactNode => {
  const words = useWords().oversight
  return <Badge tone={seen ? 'plain' : 'attention'}>{seen ? words.ticked : words.fresh}</Badge>
}

/** What was told to the one who was refused: the first sentence of the refusal. */
const useBecause = (): ((code: string) => string) => {
  const { language } = useLanguage()
  const table: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
  return (code) => (table[code]?.[language] ?? code).split(/(?<=\.) /)[0] ?? code
}

const TickOff = (props: {
  readonly path: string
  readonly may: boolean
  readonly seen: boolean
  /** What is ticked off, for who hears the screen. */
  readonly of: string
}): ReactNode => {
  const words = useWords().oversight
  const tick = useSend<typeof TickBody, typeof TickAnswer>(props.path, { refresh: ['/look-up-oversight'] })
  if (props.seen) return null
  if (!props.may) return <p className="soft">{words.ownAct}</p>
  return (
    <>
      <Refusal problem={tick.refused} />
      <Actions>
        <Button busy={tick.busy} onClick={() => tick.send({})}>
          {words.tick}
          <span className="visually-hidden">: {props.of}</span>
        </Button>
      </Actions>
    </>
  )
}

const Reviews = ({ view }: { readonly view: View }): ReactNode => {
  const words = useWords().oversight.reviews
  const { figures, lookUps, terms } = view
  return (
    <Section
      title={words.title}
      lead={words.lead(terms.followUpDays, terms.drawOneIn)}
      aside={
        figures.listed === 0 ? null : (
          <span>
            <Badge tone="plain">{words.figure(figures.reviewed, figures.listed)}</Badge>{' '}
            {figures.late === 0 ? null : <Badge tone="attention">{words.late(figures.late)}</Badge>}
          </span>
        )
      }
    >
      {lookUps.length === 0 ? <p className="soft">{words.none}</p> : null}
      <Cards>
        {lookUps.map((each) => (
          <ReviewCard key={each.lookupId} lookUp={each} />
        ))}
      </Cards>
    </Section>
  )
}

const ReviewCard = ({ lookUp }: { readonly lookUp: View['lookUps'][number] }): ReactNode => {
  const { oversight } = useWords()
  const words = oversight.reviews
  const { language } = useLanguage()
  const nameOf = useNameOf()
  const { review, late } = lookUp
  const closed = review !== undefined && review.outcome !== 'asked'
  const remarks = [
    words.grounds[lookUp.groundKind] ?? lookUp.groundKind,
    ...(lookUp.ownGround ? [words.ownGround] : []),
    ...(lookUp.groundWithdrawn ? [words.withdrawn] : []),
  ]
  const judged = review ? [words.judged[review.outcome], review.reason && words.reasons[review.reason]] : []
  return (
    <Card
      title={words.causes[lookUp.cause] ?? lookUp.cause}
      tone={closed ? 'done' : late ? 'attention' : 'plain'}
      aside={
        closed ? (
          <Badge tone="done">{words.judged[review.outcome]}</Badge>
        ) : (
          <Badge tone={late ? 'attention' : 'plain'}>
            {late ? words.isLate : `${words.due} ${formatWeekday(lookUp.dueDate, language)}`}
          </Badge>
        )
      }
      meta={`${formatMoment(lookUp.askedAt, language)} · ${oversight.who(nameOf(lookUp))} · ${lookUp.purpose} · ${oversight.caseOf(lookUp.caseReference)}`}
    >
      <Facts
        rows={[
          { key: 'ground', name: words.ground, value: remarks.join(', ') },
          ...(lookUp.secondName ? [{ key: 'second', name: words.second, value: lookUp.secondName }] : []),
          ...(review ? [{ key: 'judged', name: words.judge, value: judged.filter(Boolean).join('. ') }] : []),
        ]}
      />
      {closed || !lookUp.abilities.includes('review-look-up') ? null : <Judge lookupId={lookUp.lookupId} />}
    </Card>
  )
}

const OUTCOMES = ['legitimate', 'not-legitimate', 'asked'] as const satisfies readonly ReviewOutcome[]
type Reason = NonNullable<Static<typeof ReviewBody>['reason']>

const Judge = ({ lookupId }: { readonly lookupId: string }): ReactNode => {
  const words = useWords().oversight.reviews
  const [outcome, setOutcome] = useState<ReviewOutcome | ''>('')
  const [reason, setReason] = useState<Reason | ''>('')
  const [tried, setTried] = useState(false)
  const review = useSend<typeof ReviewBody, typeof ReviewAnswer>(`/look-ups/${lookupId}/reviews`, {
    refresh: ['/look-up-oversight'],
  })
  const reasons: readonly Reason[] = outcome === '' ? [] : REASONS_FOR[outcome]
  const complete = outcome === 'asked' || (outcome !== '' && reason !== '')
  const send = (): void => {
    setTried(true)
    if (outcome === 'asked') review.send({ outcome })
    else if (outcome !== '' && reason !== '') review.send({ outcome, reason })
  }
  return (
    <details className="details">
      <summary>{words.judge}</summary>
      <div>
        {' '}
        <Form label={words.judge} onSubmit={send}>
          <Choice
            label={words.outcome}
            value={outcome}
            onChange={(chosen) => {
              setOutcome(chosen)
              setReason('')
            }}
            error={tried && outcome === '' ? words.choose : undefined}
            options={OUTCOMES.map((value) => ({ value, ...words.outcomes[value] }))}
          />
          {reasons.length === 0 ? null : (
            <Choice
              label={words.reason}
              value={reason}
              onChange={setReason}
              error={tried && !complete ? words.choose : undefined}
              options={reasons.map((value) => ({ value, label: words.reasons[value] ?? value }))}
            />
          )}
          <Refusal problem={review.refused} />
          <Actions>
            <Button type="submit" look="primary" busy={review.busy}>
              {words.save}
            </Button>
          </Actions>
        </Form>
      </div>
    </details>
  )
}

const Budgets = ({ budgets }: { readonly budgets: View['budgets'] }): ReactNode => {
  const words = useWords().oversight.budgets
  const nameOf = useNameOf()
  return (
    <Section
      title={words.title}
      lead={words.lead(budgets.perPerson, budgets.perOrganisation)}
      aside={budgets.spent === 0 ? null : <Badge tone="plain">{words.all(budgets.spent)}</Badge>}
    >
      {budgets.people.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <Table
          caption={words.caption}
          rows={budgets.people}
          rowKey={({ actorId }) => actorId}
          columns={[
            { key: 'name', name: words.name, cell: nameOf },
            { key: 'spent', name: words.spent, numeric: true, cell: ({ spent }) => spent },
            {
              key: 'left',
              name: words.left,
              numeric: true,
              cell: ({ spent }) => Math.max(0, budgets.perPerson - spent),
            },
          ]}
        />
      )}
    </Section>
  )
}
