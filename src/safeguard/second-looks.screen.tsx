/** Looking again: what was objected to, by when, by whom; and the desk of one organisation with its own figures. */
import { type ReactNode, useState } from 'react'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonLink,
  Card,
  Cards,
  Choice,
  Empty,
  Facts,
  Form,
  Page,
  Refusal,
  Section,
  TextArea,
} from '../web/parts/index.ts'
import type { GiveSecondLook, SecondLookGiven, SecondLookList, SecondLookShown } from './safeguard.schema.ts'
import { LOOK_OUTCOMES, type LookOutcome } from './second-look.ts'

type ListProps = { readonly looks: readonly SecondLookShown[]; readonly dossierId?: string }

export const SecondLooks = ({ looks, dossierId }: ListProps): ReactNode => {
  const words = useWords().interest.looks
  if (looks.length === 0) return <Empty title={words.none} />
  return (
    <Cards>
      {looks.map((each) => (
        <OneLook key={each.secondLookId} look={each} linked={dossierId === undefined} />
      ))}
    </Cards>
  )
}

const OneLook = ({ look, linked }: { readonly look: SecondLookShown; readonly linked: boolean }): ReactNode => {
  const words = useWords().interest
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const may = look.abilities.includes('give-second-look')
  return (
    <Card
      title={words.raisedBy[look.raisedBy]}
      tone={look.missed ? 'attention' : 'plain'}
      meta={`${words.looks.reader}: ${look.reader.name}`}
      aside={
        <Badge tone={look.missed ? 'attention' : look.outcome ? 'done' : 'plain'}>
          {look.outcome ? `${words.outcomes[look.outcome]}${look.missed ? ' · ' : ''}` : ''}
          {look.outcome && !look.missed
            ? ''
            : `${look.missed ? words.looks.missed : words.looks.due} ${formatDay(look.lookByDate, language)}`}
        </Badge>
      }
    >
      {look.said === undefined ? null : (
        <p className="chapter__note" dir="auto">
          “{look.said}”
        </p>
      )}
      {look.reason === undefined ? null : <p dir="auto">{look.reason}</p>}
      {linked ? (
        <Actions>
          <ButtonLink to="/app/dossiers/$dossierId/belang" params={{ dossierId: look.dossierId }} look="secondary">
            {words.desk.open}
          </ButtonLink>
        </Actions>
      ) : null}
      {open && may ? <LookForm look={look} /> : null}
      {!open && !linked && may ? (
        <Actions>
          <Button onClick={() => setOpen(true)}>{words.looks.give}</Button>
        </Actions>
      ) : null}
    </Card>
  )
}

const LookForm = ({ look }: { readonly look: SecondLookShown }): ReactNode => {
  const words = useWords().interest
  const [outcome, setOutcome] = useState<LookOutcome | ''>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const give = useSend<typeof GiveSecondLook, typeof SecondLookGiven>(`/second-looks/${look.secondLookId}/outcomes`, {
    refresh: [`/dossiers/${look.dossierId}/interests`, '/second-looks'],
  })
  const submit = (): void => {
    setTried(true)
    if (outcome !== '' && reason.trim() !== '') give.send({ outcome, words: reason.trim() })
  }
  return (
    <Form label={words.looks.give} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.looks.outcome}
        error={tried && outcome === '' ? words.looks.missing.outcome : undefined}
        value={outcome}
        options={LOOK_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
        onChange={setOutcome}
      />
      <TextArea
        label={words.looks.reason}
        error={tried && reason.trim() === '' ? words.looks.missing.reason : undefined}
        rows={3}
        value={reason}
        onChange={setReason}
      />
      <Refusal problem={give.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={give.busy}>
          {words.looks.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** What this organisation looks at again, what it still has to state, and its own figures. */
export const SecondLooksScreen = (): ReactNode => {
  const words = useWords().interest
  const desk = useAnswer<typeof SecondLookList>('/second-looks')
  return (
    <Page title={words.desk.title} lead={words.desk.lead}>
      <Answer of={desk}>
        {(shown) => (
          <>
            {shown.secondLooks.length === 0 ? (
              <Empty title={words.desk.nothing} />
            ) : (
              <SecondLooks looks={shown.secondLooks} />
            )}
            <Owed owed={shown.owed} />
            <Section title={words.desk.figures} lead={words.desk.figuresLead}>
              <Facts
                rows={FIGURES.map((key) => ({ key, name: words.desk.rows[key], value: String(shown.figures[key]) }))}
              />
              <p className="soft">
                {shown.figures.againstWishPercent === undefined
                  ? words.desk.few
                  : words.desk.percent(shown.figures.againstWishPercent)}
              </p>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}
const FIGURES = ['decisions', 'againstWish', 'wishUnknown', 'owedLate', 'objections', 'upheld', 'missed'] as const

type DeskShown = { readonly owed: readonly Owing[] }
type Owing = {
  readonly decisionId: string
  readonly dossierId: string
  readonly kind: keyof ReturnType<typeof useWords>['interest']['kinds']
  readonly owedByDate: string
  readonly late: boolean
}

const Owed = ({ owed }: DeskShown): ReactNode => {
  const words = useWords().interest
  const { language } = useLanguage()
  return (
    <Section title={words.desk.owed}>
      {owed.length === 0 ? <p className="soft">{words.desk.owedNone}</p> : null}
      <Cards>
        {owed.map((each) => (
          <Card
            key={each.decisionId}
            title={words.kinds[each.kind]}
            tone={each.late ? 'attention' : 'plain'}
            link={{ to: '/app/dossiers/$dossierId/belang', params: { dossierId: each.dossierId } }}
            aside={
              <Badge tone={each.late ? 'attention' : 'plain'}>
                {each.late ? words.decisions.late : words.decisions.owed} {formatDay(each.owedByDate, language)}
              </Badge>
            }
          />
        ))}
      </Cards>
    </Section>
  )
}
