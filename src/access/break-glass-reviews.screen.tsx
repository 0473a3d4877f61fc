/** For the privacy officer: who looked in a file in an emergency, why, and whether that was right. Late ones on top. */
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
  Empty,
  Facts,
  Form,
  Page,
  Refusal,
  TextArea,
} from '../web/parts/index.ts'
import type { BreakGlassReviews, JudgeAnswer, JudgeBody } from './break-glass.schema.ts'
import { BREAK_GLASS, JUDGEMENTS, type Judgement } from './break-glass.ts'
import { useChaptersOf, useKindOf, usePeriodOf } from './break-glass-card.screen.tsx'

type View = Static<typeof BreakGlassReviews>
type ToJudge = View['openings'][number]
const EVERY_MS = 15_000

export const BreakGlassReviewsScreen = (): ReactNode => {
  const words = useWords().breakGlass.reviews
  const list = useAnswer<typeof BreakGlassReviews>('/break-glass-reviews', { everyMs: EVERY_MS })
  return (
    <Page title={words.title} lead={words.lead(BREAK_GLASS.review.workingDays)}>
      <Answer
        of={list}
        isEmpty={({ openings }) => openings.length === 0}
        empty={
          <Empty title={words.none.title}>
            <p>{words.none.text}</p>
          </Empty>
        }
      >
        {({ figures, openings }) => (
          <>
            <p>
              <Badge tone="plain">{words.figure(figures.judged, figures.listed)}</Badge>{' '}
              {figures.late === 0 ? null : <Badge tone="attention">{words.late(figures.late)}</Badge>}
            </p>
            <Cards>
              {openings.map((opening) => (
                <JudgeCard key={opening.openingId} opening={opening} />
              ))}
            </Cards>
          </>
        )}
      </Answer>
    </Page>
  )
}

const JudgeCard = ({ opening }: { readonly opening: ToJudge }): ReactNode => {
  const { breakGlass, shell } = useWords()
  const words = breakGlass.reviews
  const { language } = useLanguage()
  const [kindOf, chaptersOf, periodOf] = [useKindOf(), useChaptersOf(), usePeriodOf()]
  const functions: Readonly<Record<string, string>> = shell.functions
  const { late, review, otherReview, actorName, reason } = opening
  const who = [opening.organisationName, functions[opening.function] ?? opening.function, actorName]
  const state = review ? words.done : `${late ? words.isLate : words.due} ${formatWeekday(opening.dueDate, language)}`
  return (
    <Card
      level={2}
      title={kindOf(opening.kind)}
      tone={review ? 'done' : 'attention'}
      aside={<Badge tone={late ? 'attention' : 'plain'}>{state}</Badge>}
      meta={opening.side === 'reader' ? words.ours : words.theirs}
    >
      <Facts
        rows={[
          { key: 'reason', name: words.reason, value: reason ?? words.noReason },
          { key: 'who', name: breakGlass.told.who, value: who.filter((part) => part !== undefined).join(', ') },
          { key: 'holder', name: words.holder, value: opening.holderName },
          { key: 'chapters', name: breakGlass.told.chapters, value: chaptersOf(opening.chapters) },
          { key: 'period', name: words.period, value: periodOf(opening) },
          ...(review ? [{ key: 'own', name: words.own, value: <Found review={review} /> }] : []),
          {
            key: 'other',
            name: words.other,
            value: otherReview ? <Found review={otherReview} /> : words.notYet,
          },
        ]}
      />
      {opening.abilities.includes('review-break-glass') ? (
        review ? null : (
          <Judge openingId={opening.openingId} of={formatMoment(opening.openedAt, language)} />
        )
      ) : (
        <p className="soft">{words.ownAct}</p>
      )}
    </Card>
  )
}

const Found = ({ review }: { readonly review: NonNullable<ToJudge['review']> }): ReactNode => {
  const words = useWords().breakGlass.reviews
  const { language } = useLanguage()
  return (
    <>
      {words.judged[review.outcome] ?? review.outcome}, {formatMoment(review.reviewedAt, language)}
      {review.note === undefined ? null : (
        <>
          <br />
          {review.note}
        </>
      )}
    </>
  )
}

const Judge = ({ openingId, of }: { readonly openingId: string; readonly of: string }): ReactNode => {
  const words = useWords().breakGlass.reviews
  const [outcome, setOutcome] = useState<Judgement | ''>('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const judge = useSend<typeof JudgeBody, typeof JudgeAnswer>(`/break-glass-openings/${openingId}/reviews`, {
    refresh: ['/break-glass-reviews'],
  })
  const send = (): void => {
    setTried(true)
    if (outcome !== '' && note.trim() !== '') judge.send({ outcome, note: note.trim() })
  }
  return (
    <details className="details">
      <summary>
        {words.judge}
        <span className="visually-hidden">: {of}</span>
      </summary>
      <div>
        <Form label={words.judge} onSubmit={send}>
          <Choice
            label={words.outcome}
            value={outcome}
            onChange={setOutcome}
            error={tried && outcome === '' ? words.choose : undefined}
            options={JUDGEMENTS.map((value) => ({ value, ...words.outcomes[value] }))}
          />
          <TextArea
            label={words.note}
            hint={words.noteHint}
            maxLength={2_000}
            value={note}
            onChange={setNote}
            error={tried && note.trim() === '' ? words.write : undefined}
          />
          <Refusal problem={judge.refused} />
          <Actions>
            <Button type="submit" look="primary" busy={judge.busy}>
              {words.save}
            </Button>
          </Actions>
        </Form>
      </div>
    </details>
  )
}
