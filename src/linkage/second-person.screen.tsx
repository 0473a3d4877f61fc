/** Sensitive look-ups of the own organisation: a second person agrees or refuses. Whoever asked sees only that it waits. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Card, Cards, Choice, Empty, Form, Page, Refusal } from '../web/parts/index.ts'
import type { DecisionAnswer, DecisionBody, WaitingLookUp, WaitingLookUpList } from './oversight.schema.ts'

type View = Static<typeof WaitingLookUp>
type Because = NonNullable<Static<typeof DecisionBody>['reason']>
const BECAUSE = [
  'ground-too-thin',
  'not-needed',
  'ask-the-person-first',
  'not-our-case',
] as const satisfies readonly Because[]
const EVERY_MS = 5_000

export const SecondPersonScreen = (): ReactNode => {
  const words = useWords().oversight.second
  const list = useAnswer<typeof WaitingLookUpList>('/waiting-look-ups', { everyMs: EVERY_MS })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer
        of={list}
        isEmpty={({ waitingLookUps }) => waitingLookUps.length === 0}
        empty={
          <Empty title={words.empty.title}>
            <p>{words.empty.text}</p>
          </Empty>
        }
      >
        {({ waitingLookUps }) => (
          <Cards label={words.title}>
            {waitingLookUps.map((each) => (
              <WaitingCard key={each.lookupId} lookUp={each} />
            ))}
          </Cards>
        )}
      </Answer>
    </Page>
  )
}

const WaitingCard = ({ lookUp }: { readonly lookUp: View }): ReactNode => {
  const { oversight } = useWords()
  const words = oversight.second
  const { language } = useLanguage()
  const waits = lookUp.state === 'waiting'
  const because: Readonly<Record<string, { readonly label: string }>> = words.refusals
  return (
    <Card
      level={2}
      title={lookUp.reasons.map((reason) => words.reasons[reason] ?? reason).join('. ')}
      tone={waits ? 'attention' : 'done'}
      aside={<Badge tone={waits ? 'attention' : 'plain'}>{words.states[lookUp.state]}</Badge>}
      meta={[
        formatMoment(lookUp.askedAt, language),
        oversight.who(lookUp.actorName ?? oversight.worker(lookUp.actorId.slice(0, 8))),
        oversight.caseOf(lookUp.caseReference),
        ...(waits ? [`${words.until} ${formatMoment(lookUp.expiresAt, language)}`] : []),
        ...(lookUp.reason ? [because[lookUp.reason]?.label ?? lookUp.reason] : []),
      ].join(' · ')}
    >
      <p>
        <Link to="/app/signalen/$signalId" params={{ signalId: lookUp.signalId }}>
          {words.toSignal}
        </Link>
      </p>
      {waits && lookUp.isOwn ? <p className="soft">{words.own}</p> : null}
      {lookUp.abilities.includes('decide-look-up') ? <Decide lookUp={lookUp} /> : null}
    </Card>
  )
}

const Decide = ({ lookUp }: { readonly lookUp: View }): ReactNode => {
  const words = useWords().oversight.second
  const [reason, setReason] = useState<Because | ''>('')
  const [tried, setTried] = useState(false)
  const decision = useSend<typeof DecisionBody, typeof DecisionAnswer>(
    `/waiting-look-ups/${lookUp.lookupId}/decisions`,
    { refresh: ['/waiting-look-ups', '/hits'] },
  )
  return (
    <>
      <Refusal problem={decision.refused} />
      <Actions>
        <Button
          look="primary"
          busy={decision.busy}
          onClick={() => decision.send({ decision: 'confirmed', groundId: lookUp.groundId })}
        >
          {words.confirm}
        </Button>
      </Actions>
      <details className="details">
        <summary>{words.refuse}</summary>
        <div>
          {' '}
          <Form
            label={words.refuseTitle}
            onSubmit={() => {
              setTried(true)
              if (reason !== '') decision.send({ decision: 'refused', reason })
            }}
          >
            <Choice
              label={words.refuseTitle}
              value={reason}
              onChange={setReason}
              error={tried && reason === '' ? words.choose : undefined}
              options={BECAUSE.map((value) => ({ value, ...words.refusals[value] }))}
            />
            <Actions>
              <Button type="submit" busy={decision.busy}>
                {words.refuse}
              </Button>
            </Actions>
          </Form>
        </div>
      </details>
    </>
  )
}
