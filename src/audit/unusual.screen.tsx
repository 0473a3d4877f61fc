/** For the privacy officer: who looked outside the own pattern, in one sentence with its numbers, and what (s)he found of it. */
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
  Choice,
  Empty,
  Facts,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Table,
} from '../web/parts/index.ts'
import type { Words } from '../words/nl.ts'
import type { LookReviewBody, LookReviewed, UnusualLook, UnusualLooks } from './unusual.schema.ts'

type View = Static<typeof UnusualLooks>
type Look = Static<typeof UnusualLook>
type Outcome = Static<typeof LookReviewBody>['outcome']

export const UnusualScreen = (): ReactNode => {
  const words = useWords().privacy.unusual
  const found = useAnswer<typeof UnusualLooks>('/unusual-looks')
  return (
    <Page
      title={words.title}
      lead={found.data ? words.lead(found.data.terms.judgedDays, found.data.terms.windowDays) : undefined}
    >
      <p className="soft">{words.proposed}</p>
      <Answer of={found}>{(view) => <Whole view={view} />}</Answer>
    </Page>
  )
}

const Whole = ({ view }: { readonly view: View }): ReactNode => {
  const words = useWords().privacy.unusual
  const { unusualLooks, total } = view
  return (
    <>
      {view.cut ? (
        <Notice kind="attention">
          <p>{words.cut}</p>
        </Notice>
      ) : null}
      <Section
        title={words.list}
        aside={
          total > unusualLooks.length ? <Badge tone="plain">{words.shown(unusualLooks.length, total)}</Badge> : null
        }
      >
        {unusualLooks.length === 0 ? (
          <Empty title={words.none}>
            <p>{words.noneText}</p>
          </Empty>
        ) : (
          <Cards>
            {unusualLooks.map((look) => (
              <LookCard key={look.finding} look={look} />
            ))}
          </Cards>
        )}
      </Section>
      {view.tooLittle.length === 0 ? null : <TooLittle view={view} />}
    </>
  )
}

const useNames = () => {
  const { privacy, shell } = useWords()
  const functions: Readonly<Record<string, string>> = shell.functions
  return {
    name: ({ actorId, actorName }: { readonly actorId: string; readonly actorName?: string }): string =>
      actorName ?? privacy.unusual.worker(actorId.slice(0, 8)),
    work: (code: string): string => functions[code] ?? code,
  }
}

/** What stands out, in one sentence with the numbers that it rests on. */
const sentenceOf = (look: Look, { privacy: { unusual } }: Words): string => {
  const { pattern, count, usual = 0, days = 0, hours } = look
  const own = look.comparedWith === 'own'
  if (pattern === 'many-files') return unusual.manyFiles(count, usual, days, own)
  if (pattern === 'odd-hours') return unusual.oddHours(count, hours.join(', '), days, own)
  if (pattern === 'same-file') return unusual.sameFile(count, days)
  return pattern === 'no-business' ? unusual.noBusiness(count) : unusual.guessing(count)
}

const LookCard = ({ look }: { readonly look: Look }): ReactNode => {
  const all = useWords()
  const words = all.privacy.unusual
  const { language } = useLanguage()
  const { name, work } = useNames()
  const { review, files, fileCount } = look
  const closed = review !== undefined && review.outcome !== 'asked'
  const more = fileCount > files.length ? ` ${words.more(fileCount - files.length)}` : ''
  return (
    <Card
      title={words.titles[look.pattern] ?? look.pattern}
      tone={closed ? 'done' : 'attention'}
      aside={<Badge tone={closed ? 'done' : 'attention'}>{review ? words.reviewed[review.outcome] : words.open}</Badge>}
      meta={`${formatDay(look.lookedOn, language)} · ${words.who(name(look), work(look.function))}`}
    >
      <p>{sentenceOf(look, all)}</p>
      <Facts
        rows={[
          ...(files.length === 0 ? [] : [{ key: 'files', name: words.files, value: `${files.join(', ')}${more}` }]),
          ...(review
            ? [
                {
                  key: 'review',
                  name: words.review,
                  value: `${words.reviewed[review.outcome]}, ${formatMoment(review.reviewedAt, language)}`,
                },
              ]
            : []),
        ]}
      />
      {closed ? null : look.abilities.includes('review-unusual-look') ? (
        <Review finding={look.finding} of={`${words.titles[look.pattern]}, ${name(look)}`} />
      ) : (
        <p className="soft">{look.actorName === undefined ? words.gone : words.own}</p>
      )}
    </Card>
  )
}

const OUTCOMES = ['explained', 'not-explained', 'asked'] as const satisfies readonly Outcome[]

const Review = ({ finding, of }: { readonly finding: string; readonly of: string }): ReactNode => {
  const words = useWords().privacy.unusual
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [tried, setTried] = useState(false)
  const review = useSend<typeof LookReviewBody, typeof LookReviewed>('/unusual-look-reviews', {
    refresh: ['/unusual-looks'],
  })
  return (
    <details className="details">
      <summary>
        {words.review}
        <span className="visually-hidden">: {of}</span>
      </summary>
      <div>
        <Form
          label={words.review}
          onSubmit={() => {
            setTried(true)
            if (outcome !== '') review.send({ finding, outcome })
          }}
        >
          <Choice
            label={words.outcome}
            value={outcome}
            onChange={setOutcome}
            error={tried && outcome === '' ? words.choose : undefined}
            options={OUTCOMES.map((value) => ({ value, ...words.outcomes[value] }))}
          />
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

const TooLittle = ({ view }: { readonly view: View }): ReactNode => {
  const words = useWords().privacy.unusual
  const { name, work } = useNames()
  return (
    <Section title={words.tooLittle} lead={words.tooLittleLead(view.terms.leastDays)}>
      <Table
        caption={words.tooLittle}
        rows={view.tooLittle}
        rowKey={({ actorId }) => actorId}
        columns={[
          { key: 'name', name: words.name, cell: name },
          { key: 'work', name: words.work, cell: (row) => work(row.function) },
          { key: 'days', name: words.days, numeric: true, cell: ({ days }) => days },
        ]}
      />
    </Section>
  )
}
