/** What a house declared beside what facts show: of the own house, or (for who counts) of all municipalities together. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Notice, Page, Refusal, Section, Table } from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'
import { declaredWords, practiceItemWords } from '../words/own-entry.ts'
import type { EntryLink, NationalPractice, NewEntryLink, OwnPractice } from './map.schema.ts'

type Own = Static<typeof OwnPractice>
type Country = Static<typeof NationalPractice>
type Compared = Own['measures'][number]

export const PracticeScreen = (): ReactNode => {
  const { data: session } = useSession()
  if (!session) return null
  return session.function === 'analyst' ? <CountryPractice /> : <HousePractice />
}

const HousePractice = (): ReactNode => {
  const words = useWords().keepMap.practice
  const practice = useAnswer<typeof OwnPractice>('/practice')
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={practice}>
        {(own) => (
          <>
            <Declared own={own} />
            <Measures measures={own.measures} mergers={own.mergers} said={words} />
            <Entries own={own} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const CountryPractice = (): ReactNode => {
  const words = useWords().keepMap.practice
  const say = useSay()
  const practice = useAnswer<typeof NationalPractice>('/practice/country')
  const columns = ['yes', 'partly', 'no', 'unknown', 'silent'] as const
  return (
    <Page title={words.country.title} lead={words.country.lead}>
      <Answer of={practice}>
        {(country: Country) => (
          <>
            <Table
              caption={words.country.caption(country.municipalities)}
              rows={country.items}
              rowKey={({ item }) => item}
              columns={[
                { key: 'item', name: words.item, cell: ({ item }) => say(practiceItemWords[item]) },
                ...columns.map((key) => ({
                  key,
                  name: key === 'silent' ? words.country.silent : say(declaredWords[key]),
                  numeric: true,
                  cell: (row: Country['items'][number]) => row[key],
                })),
              ]}
            />
            <Measures measures={country.measures} mergers={[]} said={words.country} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const Declared = ({ own }: { readonly own: Own }): ReactNode => {
  const words = useWords().keepMap.practice
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Section
      title={words.declared}
      lead={own.declaredDate ? words.on(formatDay(own.declaredDate, language)) : words.never}
    >
      {own.declaredOld ? <Notice kind="attention" title={words.old} /> : null}
      {own.declaredDate ? (
        <Table
          caption={own.house.name}
          rows={own.items}
          rowKey={({ item }) => item}
          columns={[
            { key: 'item', name: words.item, cell: ({ item }) => say(practiceItemWords[item]) },
            { key: 'answer', name: words.answer, cell: ({ answer }) => say(declaredWords[answer]) },
            { key: 'since', name: words.since, cell: ({ since }) => (since ? formatDay(since, language) : '–') },
          ]}
        />
      ) : null}
      <MakeLink kind="practice-declare" subject={own.house.organisationId} label={words.linkPractice} />
    </Section>
  )
}

const Measures = (props: {
  readonly measures: readonly Compared[]
  readonly mergers: Own['mergers']
  readonly said: { readonly measuresLead: string; readonly now: string; readonly before: string }
}): ReactNode => {
  const words = useWords().keepMap.practice
  const { language } = useLanguage()
  const say = ({ kind, kept, asked, fromPercent, toPercent, middleDays }: Compared['now']): string => {
    if (kind !== 'figure') return words[kind]
    const figure = words.figure(kept ?? 0, asked ?? 0, fromPercent ?? 0, toPercent ?? 100)
    return middleDays === undefined ? figure : figure + words.days(middleDays)
  }
  return (
    <Section title={words.measures} lead={props.said.measuresLead}>
      <Table
        caption={words.measures}
        rows={props.measures}
        rowKey={({ now }) => now.measure}
        columns={[
          { key: 'measure', name: words.measure, cell: ({ now }) => words.names[now.measure] },
          { key: 'now', name: props.said.now, cell: ({ now }) => say(now) },
          { key: 'before', name: props.said.before, cell: ({ before }) => say(before) },
          { key: 'change', name: words.change, cell: ({ change }) => words.changes[change] },
        ]}
      />
      <p className="soft small measure">{words.context}</p>
      {props.mergers.map(({ name, on }) => (
        <p key={name}>{words.merged(name, formatDay(on, language))}</p>
      ))}
    </Section>
  )
}

const Entries = ({ own }: { readonly own: Own }): ReactNode => {
  const words = useWords().keepMap.practice
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Section title={words.entries}>
      <Table
        caption={words.entries}
        rows={own.entries}
        rowKey={({ contactPointId }) => contactPointId}
        columns={[
          { key: 'entry', name: words.entry, cell: (row) => say({ nl: row.holderNl, en: row.holderEn }) },
          {
            key: 'stage',
            name: words.stage,
            cell: ({ stage, confirmedDate }) => (
              <Badge
                tone={stage === 'confirmed' ? 'done' : stage === 'unasked' || stage === 'asked' ? 'plain' : 'attention'}
              >
                {words.stages[stage]}
                {confirmedDate ? ` · ${formatDay(confirmedDate, language)}` : ''}
              </Badge>
            ),
          },
          {
            key: 'link',
            name: words.link,
            cell: (row) => (
              <MakeLink
                kind="entry-confirm"
                subject={row.contactPointId}
                label={words.link}
                about={words.linkTo(say({ nl: row.holderNl, en: row.holderEn }))}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

const MakeLink = (props: {
  readonly kind: Static<typeof NewEntryLink>['kind']
  readonly subject: string
  readonly label: string
  readonly about?: string
}): ReactNode => {
  const words = useWords().keepMap.practice
  const make = useSend<typeof NewEntryLink, typeof EntryLink>('/entry-links', { refresh: ['/practice'] })
  return (
    <div className="stack stack--tight">
      <div aria-live="polite">
        {make.answer ? (
          <Notice kind="done" title={words.once}>
            <p className="wish">{`${window.location.origin}${make.answer.path}`}</p>
          </Notice>
        ) : null}
      </div>
      <Refusal problem={make.refused} />
      <Actions>
        <Button
          look="secondary"
          busy={make.busy}
          onClick={() => make.send({ kind: props.kind, subject: props.subject })}
        >
          {props.label}
          {props.about ? <span className="visually-hidden">{props.about}</span> : null}
        </Button>
      </Actions>
    </div>
  )
}
