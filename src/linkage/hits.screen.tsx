/** Hits: somebody knows this person, call this desk. Both sides see it at the same moment, so it is read every second. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
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
  Choice,
  Empty,
  Form,
  Notice,
  Page,
  Phone,
  Refusal,
  Section,
  Select,
  TextField,
} from '../web/parts/index.ts'
import type { ContactAnswer, ContactBody, ContactList, Hit, HitList } from './follow-up.schema.ts'
import { FollowUpRate } from './follow-up-rate.screen.tsx'

type HitView = Static<typeof Hit>
type Told = Static<typeof ContactBody>['outcome']

const REFUSED = ['secrecy', 'no-consent', 'not-safe', 'not-known-there'] as const satisfies readonly NonNullable<
  Static<typeof ContactBody>['refusedBecause']
>[]
const CORRECTED = [
  'learned-more',
  'spoke-again',
  'person-says-otherwise',
  'mistake',
] as const satisfies readonly NonNullable<Static<typeof ContactBody>['correctedBecause']>[]
const TOLD = ['same-person', 'other-person', 'cannot-say', 'refused'] as const satisfies readonly Told[]

export const HitsScreen = (): ReactNode => {
  const words = useWords()
  const hits = useAnswer<typeof HitList>('/hits?first=open', { everyMs: 1_000 })
  return (
    <Page title={words.hits.title} lead={words.hits.lead}>
      <Answer
        of={hits}
        isEmpty={(answer) => answer.hits.length === 0}
        empty={
          <Empty title={words.hits.empty.title}>
            <p>{words.hits.empty.text}</p>
          </Empty>
        }
      >
        {(answer) => (
          <>
            <HitLists hits={answer.hits} />
            {answer.nextCursor === undefined ? null : <OlderHits cursor={answer.nextCursor} />}
            <FollowUpRate of="own" />
          </>
        )}
      </Answer>
    </Page>
  )
}

const HitLists = ({ hits }: { readonly hits: readonly HitView[] }): ReactNode => {
  const words = useWords()
  const isOpen = (hit: HitView): boolean => hit.outcome === undefined && !hit.closed
  const [open, done] = [hits.filter(isOpen), hits.filter((hit) => !isOpen(hit))]
  return (
    <>
      <Section title={words.hits.open}>
        {open.length === 0 ? <p className="soft">{words.hits.nothingOpen}</p> : null}
        <Cards>
          {open.map((hit, place) => (
            <OpenHit key={hit.hitId} hit={hit} isFirst={place === 0} />
          ))}
        </Cards>
      </Section>
      {done.length === 0 ? null : (
        <Section title={words.hits.done}>
          <Cards>
            {done.map((hit) => (
              <DoneHit key={hit.hitId} hit={hit} />
            ))}
          </Cards>
        </Section>
      )}
    </>
  )
}

const OpenHit = ({ hit, isFirst }: { readonly hit: HitView; readonly isFirst: boolean }): ReactNode => {
  const words = useWords()
  const { language } = useLanguage()
  return (
    <Card
      tone="attention"
      title={words.hits.grades[hit.grade]}
      aside={
        <Badge tone="attention">
          {words.hits.due} {formatWeekday(hit.dueDate, language)}
        </Badge>
      }
      meta={
        <>
          {words.hits.arrived} {formatMoment(hit.arrivedAt, language)}
        </>
      }
    >
      <WhomToCall hit={hit} />
      <OwnFileComesBack hit={hit} />
      {hit.grade === 'look-closer' ? <p className="soft">{words.hits.lookCloser}</p> : null}
      {hit.signalId ? (
        <p>
          <Link to="/app/signalen/$signalId" params={{ signalId: hit.signalId }}>
            {words.hits.onSignal}
          </Link>
        </p>
      ) : null}
      {hit.abilities.includes('answer-hit') ? (
        <details className="details" open={isFirst}>
          <summary>{words.hits.follow}</summary>
          <div>
            <AfterTheCall hitId={hit.hitId} />
          </div>
        </details>
      ) : null}
    </Card>
  )
}

/** Told to the house of the file alone. */
const OwnFileComesBack = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords().hits.comesBack
  if (hit.comesBack === undefined) return null
  return (
    <Notice title={words.title[hit.comesBack.stage]}>
      <p>
        {hit.comesBack.recorded ? words.recorded : hit.outcome === 'same-person' ? words.record : words.callFirst}{' '}
        <Link to="/app/dossiers/$dossierId/verloop" params={{ dossierId: hit.comesBack.dossierId }}>
          {words.toFile}
        </Link>
      </p>
    </Notice>
  )
}

const WhomToCall = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords()
  const say = useSay()
  if (hit.partyNames !== undefined) {
    return (
      <Notice title={words.hits.connect}>
        <ul>
          {hit.partyNames.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </Notice>
    )
  }
  if (hit.callOrganisationName === undefined) return <Notice>{words.hits.deskDecides}</Notice>
  return (
    <div>
      <p>
        <strong>{words.hits.callDesk(hit.callOrganisationName)}</strong>
      </p>
      {hit.callPhone === undefined ? (
        <p className="soft">{words.whoToCall.noNumber}</p>
      ) : (
        <p>
          {hit.callHolder ? <span className="soft">{say(hit.callHolder)} </span> : null}
          <Phone number={hit.callPhone} of={hit.callOrganisationName} />
        </p>
      )}
    </div>
  )
}

type Answered = Static<typeof ContactBody>

const AfterTheCall = ({ hitId, before }: { readonly hitId: string; readonly before?: string }): ReactNode => {
  const words = useWords().hits
  const [told, setTold] = useState<Told | ''>('')
  const [day, setDay] = useState('')
  const [refused, setRefused] = useState<NonNullable<Answered['refusedBecause']> | ''>('')
  const [corrected, setCorrected] = useState<NonNullable<Answered['correctedBecause']> | ''>('')
  const [missing, setMissing] = useState(false)
  const contact = useSend<typeof ContactBody, typeof ContactAnswer>(`/hits/${hitId}/contacts`, {
    refresh: ['/hits', '/own-follow-up-rates'],
  })
  const lacksReason = before !== undefined && corrected === ''
  const send = (): void => {
    setMissing(told === '' || lacksReason)
    if (told === '' || lacksReason) return
    contact.send({
      outcome: told,
      ...(day === '' ? {} : { contactedDate: day }),
      ...(told === 'refused' && refused !== '' ? { refusedBecause: refused } : {}),
      ...(corrected === '' ? {} : { correctedBecause: corrected }),
    })
  }
  return (
    <Form label={before === undefined ? words.follow : words.correct} onSubmit={send}>
      <Choice
        label={words.afterwards}
        hint={words.followHint}
        value={told}
        onChange={setTold}
        error={missing && told === '' ? words.choose : undefined}
        options={TOLD.filter((value) => value !== before).map((value) => ({ value, ...words.outcomes[value] }))}
      />
      {told === 'refused' ? (
        <Select
          label={words.refusedBecause}
          choose={words.refusals['no-reason-given'] ?? ''}
          value={refused}
          options={REFUSED.map((value) => ({ value, label: words.refusals[value] ?? value }))}
          onChange={setRefused}
        />
      ) : null}
      {before === undefined ? (
        <TextField width="short" type="date" label={words.contactedDate} value={day} onChange={setDay} />
      ) : (
        <Choice
          label={words.correctedBecause}
          hint={words.whyCorrect}
          value={corrected}
          onChange={setCorrected}
          error={missing && corrected === '' ? words.correctedBecause : undefined}
          options={CORRECTED.map((value) => ({ value, label: words.corrections[value] ?? value }))}
        />
      )}
      <Refusal problem={contact.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={contact.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const DoneHit = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords()
  const { language } = useLanguage()
  const [opened, setOpened] = useState(false)
  const outcomes: Readonly<Record<string, { readonly label: string }>> = words.hits.outcomes
  return (
    <Card
      tone="done"
      title={hit.closed && hit.outcome === undefined ? words.hits.closed : words.hits.grades[hit.grade]}
      aside={
        hit.outcome === undefined ? null : <Badge tone="done">{outcomes[hit.outcome]?.label ?? hit.outcome}</Badge>
      }
      meta={
        <>
          {words.hits.arrived} {formatMoment(hit.arrivedAt, language)}
          {hit.callOrganisationName ? ` · ${hit.callOrganisationName}` : ''}
        </>
      }
    >
      <OwnFileComesBack hit={hit} />
      {hit.abilities.includes('correct-hit') && hit.outcome !== undefined ? (
        <details className="details" onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{words.hits.correct}</summary>
          {opened ? (
            <div>
              <Earlier hitId={hit.hitId} />
              <AfterTheCall key={hit.outcome} hitId={hit.hitId} before={hit.outcome} />
            </div>
          ) : null}
        </details>
      ) : null}
    </Card>
  )
}

/** What was said of this hit before, with its reasons. */
const Earlier = ({ hitId }: { readonly hitId: string }): ReactNode => {
  const words = useWords().hits
  const { language } = useLanguage()
  const outcomes: Readonly<Record<string, { readonly label: string }>> = words.outcomes
  const contacts = useAnswer<typeof ContactList>(`/hits/${hitId}/contacts`, { always: true })
  return (
    <Answer of={contacts}>
      {(answer) => (
        <ul aria-label={words.history}>
          {answer.contacts.map((each) => (
            <li key={each.recordedAt}>
              {formatMoment(each.recordedAt, language)}: {outcomes[each.outcome]?.label ?? each.outcome}
              {each.refusedBecause ? `, ${words.refusals[each.refusedBecause] ?? each.refusedBecause}` : ''}
              {each.correctedBecause ? ` (${words.corrections[each.correctedBecause] ?? each.correctedBecause})` : ''}
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}

/** Pages after the first are read when they are asked for, and stay as they were read. */
const OlderHits = ({ cursor }: { readonly cursor: string }): ReactNode => {
  const words = useWords().hits
  const [asked, setAsked] = useState(false)
  const hits = useAnswer<typeof HitList>(`/hits?first=open&cursor=${encodeURIComponent(cursor)}`, { enabled: asked })
  if (!asked)
    return (
      <Actions>
        <Button onClick={() => setAsked(true)}>{words.more}</Button>
      </Actions>
    )
  return (
    <Answer of={hits}>
      {(answer) => (
        <>
          <Cards>
            {answer.hits.map((hit) =>
              hit.abilities.includes('answer-hit') ? (
                <OpenHit key={hit.hitId} hit={hit} isFirst={false} />
              ) : (
                <DoneHit key={hit.hitId} hit={hit} />
              ),
            )}
          </Cards>
          {answer.nextCursor === undefined ? null : <OlderHits cursor={answer.nextCursor} />}
        </>
      )}
    </Answer>
  )
}
