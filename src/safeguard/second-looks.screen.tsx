/** Looking again: what was objected to, by when, by whom; and the desk of one organisation with its own figures. */
import { type ReactNode, useState } from 'react'
import { useFileNames } from '../dossier/names.screen.ts'
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
  Unfolded,
} from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'
import type { GiveSecondLook, SecondLookGiven, SecondLookList, SecondLookShown } from './safeguard.schema.ts'
import { LOOK_OUTCOMES, type LookOutcome } from './second-look.ts'
import { useWeighedOn } from './weighed-on.screen.ts'

type ListProps = { readonly looks: readonly SecondLookShown[]; readonly dossierId?: string }

export const SecondLooks = ({ looks, dossierId }: ListProps): ReactNode => {
  const words = useWords().interest.looks
  const names = useFileNames(dossierId === undefined && looks.length > 0)
  if (looks.length === 0) return <Empty title={words.none} />
  return (
    <Cards>
      {looks.map((each) => (
        <OneLook
          key={each.secondLookId}
          look={each}
          {...(dossierId === undefined ? { person: names.get(each.dossierId) ?? words.someFile } : {})}
        />
      ))}
    </Cards>
  )
}

type LookProps = {
  readonly look: SecondLookShown
  /** Whom it is about, where the screen is not of that person alone. */
  readonly person?: string
}

const OneLook = ({ look, person }: LookProps): ReactNode => {
  const words = useWords().interest
  const [open, setOpen] = useState(false)
  const may = look.abilities.includes('give-second-look')
  return (
    <Card
      title={[person, look.kind ? words.kinds[look.kind] : words.looks.ownPage].filter(Boolean).join(': ')}
      tone={look.missed ? 'attention' : 'plain'}
      meta={`${words.raisedBy[look.raisedBy]} · ${words.looks.decider(look.decider.name)}`}
      aside={<Term look={look} />}
    >
      {look.said === undefined ? null : (
        <p className="chapter__note" dir="auto">
          “{look.said}”
        </p>
      )}
      {look.reason === undefined ? null : <p dir="auto">{look.reason}</p>}
      {look.outcome ? null : <WhoActs look={look} />}
      {person === undefined ? null : (
        <Actions>
          <ButtonLink to="/app/dossiers/$dossierId/belang" params={{ dossierId: look.dossierId }} look="secondary">
            {may ? words.looks.read : words.desk.open}
          </ButtonLink>
        </Actions>
      )}
      {open && may ? (
        <Unfolded by="look" onLeave={() => setOpen(false)}>
          <LookForm look={look} />
        </Unfolded>
      ) : null}
      {!open && person === undefined && may ? (
        <Actions>
          <Button opens="look" onClick={() => setOpen(true)}>
            {words.looks.give}
          </Button>
        </Actions>
      ) : null}
    </Card>
  )
}

const Term = ({ look }: { readonly look: SecondLookShown }): ReactNode => {
  const words = useWords().interest
  const { language } = useLanguage()
  return (
    <Badge tone={look.missed ? 'attention' : look.outcome ? 'done' : 'plain'}>
      {look.outcome ? `${words.outcomes[look.outcome]}${look.missed ? ' · ' : ''}` : ''}
      {look.outcome && !look.missed
        ? ''
        : `${look.missed ? words.looks.missed : words.looks.due} ${formatDay(look.lookByDate, language)}`}
    </Badge>
  )
}

/** Who must do something now: this reader, a colleague of the same house, or the other house. */
const WhoActs = ({ look }: { readonly look: SecondLookShown }): ReactNode => {
  const words = useWords().interest.looks
  const { data: session } = useSession()
  if (look.abilities.includes('give-second-look')) return <p>{words.you(look.reader.name)}</p>
  const own = session?.organisationId === look.reader.organisationId
  return <p>{own ? words.colleague(look.reader.name) : words.other(look.reader.name)}</p>
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

const PAGE = 25

/** What this organisation looks at again, what it still has to state, and its own figures. */
export const SecondLooksScreen = (): ReactNode => {
  const words = useWords().interest
  const desk = useAnswer<typeof SecondLookList>(`/second-looks?limit=${PAGE}`)
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
            <More next={shown.nextCursor} of="cursor" />
            <Section title={words.desk.owed}>
              {shown.owed.length === 0 ? <p className="soft">{words.desk.owedNone}</p> : <Owed owed={shown.owed} />}
              <More next={shown.nextOwedCursor} of="owedCursor" />
            </Section>
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

type ListOf = 'cursor' | 'owedCursor'

/** The rest of one of the two lists: nothing when there is none, a button when there is, and the next page when it was pressed. */
const More = (props: { readonly next: string | undefined; readonly of: ListOf }): ReactNode => {
  const words = useWords().interest.desk
  const [asked, setAsked] = useState(false)
  if (props.next === undefined) return null
  if (asked) return <NextPage next={props.next} of={props.of} />
  return (
    <Actions>
      <Button onClick={() => setAsked(true)}>{props.of === 'cursor' ? words.moreLooks : words.moreOwed}</Button>
    </Actions>
  )
}

const NextPage = (props: { readonly next: string; readonly of: ListOf }): ReactNode => {
  const path = `/second-looks?limit=${PAGE}&${props.of}=${encodeURIComponent(props.next)}`
  const page = useAnswer<typeof SecondLookList>(path)
  return (
    <Answer of={page}>
      {(shown) => (
        <>
          {props.of === 'cursor' ? <SecondLooks looks={shown.secondLooks} /> : <Owed owed={shown.owed} />}
          <More next={props.of === 'cursor' ? shown.nextCursor : shown.nextOwedCursor} of={props.of} />
        </>
      )}
    </Answer>
  )
}

const Owed = ({ owed }: Pick<SecondLookList, 'owed'>): ReactNode => {
  const words = useWords().interest
  const { language } = useLanguage()
  const names = useFileNames(owed.length > 0)
  const weighedOn = useWeighedOn()
  return (
    <Cards>
      {owed.map((each) => (
        <Card
          key={each.decisionId}
          title={`${names.get(each.dossierId) ?? words.looks.someFile}: ${words.kinds[each.kind]}`}
          tone={each.late ? 'attention' : 'plain'}
          link={{ to: '/app/dossiers/$dossierId/belang', params: { dossierId: each.dossierId } }}
          meta={`${weighedOn(each.takenAt, each.afterwards)} · ${words.desk.owedWhat}`}
          aside={
            <Badge tone={each.late ? 'attention' : 'plain'}>
              {each.late ? words.decisions.late : words.decisions.owed} {formatDay(each.owedByDate, language)}
            </Badge>
          }
        />
      ))}
    </Cards>
  )
}
