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
} from '../web/parts/index.ts'
import type { ContactAnswer, ContactBody, Hit, HitList } from './follow-up.schema.ts'

type HitView = Static<typeof Hit>
type Told = Static<typeof ContactBody>['outcome']

const TOLD = ['same-person', 'other-person', 'cannot-say', 'refused'] as const satisfies readonly Told[]

export const HitsScreen = (): ReactNode => {
  const words = useWords()
  const hits = useAnswer<typeof HitList>('/hits', { everyMs: 1_000 })
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
        {(answer) => <HitLists hits={answer.hits} />}
      </Answer>
    </Page>
  )
}

const HitLists = ({ hits }: { readonly hits: readonly HitView[] }): ReactNode => {
  const words = useWords()
  const [open, done] = [
    hits.filter((hit) => hit.outcome === undefined),
    hits.filter((hit) => hit.outcome !== undefined),
  ]
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

const AfterTheCall = ({ hitId }: { readonly hitId: string }): ReactNode => {
  const words = useWords()
  const [told, setTold] = useState<Told | ''>('')
  const [missing, setMissing] = useState(false)
  const contact = useSend<typeof ContactBody, typeof ContactAnswer>(`/hits/${hitId}/contacts`, { refresh: ['/hits'] })
  return (
    <Form
      label={words.hits.follow}
      onSubmit={() => {
        setMissing(told === '')
        if (told !== '') contact.send({ outcome: told })
      }}
    >
      <Choice
        label={words.hits.afterwards}
        hint={words.hits.followHint}
        value={told}
        onChange={setTold}
        error={missing && told === '' ? words.hits.choose : undefined}
        options={TOLD.map((value) => ({ value, ...words.hits.outcomes[value] }))}
      />
      <Refusal problem={contact.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={contact.busy}>
          {words.hits.save}
        </Button>
      </Actions>
    </Form>
  )
}

const DoneHit = ({ hit }: { readonly hit: HitView }): ReactNode => {
  const words = useWords()
  const { language } = useLanguage()
  const outcomes: Readonly<Record<string, { readonly label: string }>> = words.hits.outcomes
  return (
    <Card
      tone="done"
      title={words.hits.grades[hit.grade]}
      aside={<Badge tone="done">{outcomes[hit.outcome ?? '']?.label ?? hit.outcome}</Badge>}
      meta={
        <>
          {words.hits.arrived} {formatMoment(hit.arrivedAt, language)}
          {hit.callOrganisationName ? ` · ${hit.callOrganisationName}` : ''}
        </>
      }
    />
  )
}
