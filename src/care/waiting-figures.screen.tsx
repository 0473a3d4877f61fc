/** What waiting cost by municipality, law and provider, who waits in vain and how fast houses answer: closed quarters, in bands, in the order of names. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Notice, QuarterSelect, quarterQuery, Section, Table } from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { WaitingFigures as Figures, OwnReplies as Own } from './care.schema.ts'

type Shown = Static<typeof Figures>
type Lost = Shown['lostByLaw'][number]

export const WaitingFigures = (): ReactNode => {
  const words = useWords().place.figures
  const say = useSay()
  const [quarter, setQuarter] = useState<string>()
  const figures = useAnswer<typeof Figures>(`/waiting-figures${quarterQuery(quarter)}`)
  if (isNotForMe(figures)) return null
  return (
    <Section title={words.title} lead={words.lead}>
      <Answer of={figures}>
        {(answer) => (
          <>
            <QuarterSelect label={words.quarter} of={answer} nameOf={words.quarterName} onChange={setQuarter} />
            <Notice kind="info">{say(answer.notice)}</Notice>
            <LostTable caption={words.by.municipality} name={words.of.municipality} rows={answer.lostByMunicipality} />
            <LostTable caption={words.by.law} name={words.of.law} rows={answer.lostByLaw} />
            <LostTable caption={words.by.provider} name={words.of.provider} rows={answer.lostByProvider} />
            <Unmet rows={answer.unmetNeeds} />
            <Replies rows={answer.replies} />
          </>
        )}
      </Answer>
    </Section>
  )
}

const LostTable = (props: {
  readonly caption: string
  readonly name: string
  readonly rows: readonly Lost[]
}): ReactNode => {
  const words = useWords().place.figures
  const say = useSay()
  if (props.rows.length === 0) return <p className="soft">{`${props.caption}: ${words.none}`}</p>
  const told = (row: Lost, value: string | undefined): string =>
    row.withheld ? words.withheld : (value ?? words.tooFew)
  return (
    <Table
      caption={props.caption}
      rows={props.rows}
      rowKey={({ key, cause }) => `${key} ${cause.code}`}
      columns={[
        { key: 'name', name: props.name, cell: ({ name, key }) => name ?? (key === 'none' ? words.unnamed : key) },
        { key: 'cause', name: words.cause, cell: ({ cause }) => say(cause) },
        { key: 'persons', name: words.persons, numeric: true, cell: (row) => told(row, row.persons?.toString()) },
        {
          key: 'weeks',
          name: words.weeks,
          numeric: true,
          cell: (row) => told(row, row.weeks && words.weeksBand(row.weeks.low, row.weeks.high)),
        },
        {
          key: 'days',
          name: words.days,
          numeric: true,
          cell: (row) => told(row, row.days && words.daysBand(row.days.low, row.days.high)),
        },
      ]}
    />
  )
}

const Unmet = ({ rows }: { readonly rows: Shown['unmetNeeds'] }): ReactNode => {
  const words = useWords().place.figures
  const say = useSay()
  if (rows.length === 0) return <p className="soft">{`${words.unmet}: ${words.none}`}</p>
  return (
    <Table
      caption={words.unmet}
      rows={rows}
      rowKey={({ areaCode, profile }) => `${areaCode} ${profile.code}`}
      columns={[
        { key: 'area', name: words.area, cell: ({ areaCode }) => SAFETY_REGIONS[areaCode] ?? words.unnamed },
        { key: 'group', name: words.group, cell: ({ profile }) => say(profile) },
        { key: 'persons', name: words.persons, numeric: true, cell: ({ persons }) => persons ?? words.withheld },
      ]}
    />
  )
}

const Replies = ({ rows }: { readonly rows: Shown['replies'] }): ReactNode => {
  const words = useWords().place.figures
  const nameOf = useOrganisationName()
  if (rows.length === 0) return <p className="soft">{`${words.replies}: ${words.none}`}</p>
  const inOrder = rows.toSorted((one, other) =>
    nameOf(one.providerOrganisationId).localeCompare(nameOf(other.providerOrganisationId)),
  )
  return (
    <Table
      caption={words.replies}
      rows={inOrder}
      rowKey={({ providerOrganisationId }) => providerOrganisationId}
      columns={[
        { key: 'house', name: words.house, cell: ({ providerOrganisationId }) => nameOf(providerOrganisationId) },
        { key: 'asked', name: words.asked, numeric: true, cell: ({ asked }) => asked ?? words.withheld },
        {
          key: 'unanswered',
          name: words.unanswered,
          numeric: true,
          cell: ({ unanswered }) => unanswered ?? words.withheld,
        },
        {
          key: 'middle',
          name: words.middle,
          numeric: true,
          cell: ({ hours, withheld }) =>
            hours ? words.hoursBand(String(hours.low), String(hours.high)) : withheld ? words.withheld : words.tooFew,
        },
      ]}
    />
  )
}

/** For a house: its own history, exact. */
export const OwnReplies = (): ReactNode => {
  const words = useWords().place.figures
  const { language } = useLanguage()
  const own = useAnswer<typeof Own>('/own-replies')
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <Section title={words.own} lead={words.ownLead}>
      <Answer of={own}>
        {({ quarters }) =>
          quarters.length === 0 ? (
            <p className="soft">{words.none}</p>
          ) : (
            <Table
              caption={words.own}
              rows={quarters}
              rowKey={({ quarter }) => quarter}
              columns={[
                { key: 'quarter', name: words.quarter, cell: ({ quarter }) => words.quarterName(quarter) },
                { key: 'asked', name: words.asked, numeric: true, cell: ({ asked }) => asked },
                { key: 'unanswered', name: words.unanswered, numeric: true, cell: ({ unanswered }) => unanswered },
                {
                  key: 'middle',
                  name: words.middle,
                  numeric: true,
                  cell: ({ medianHours, hours }) =>
                    medianHours === undefined
                      ? words.tooFew
                      : [
                          words.ownMiddle(format.format(medianHours)),
                          ...(hours ? [words.hoursBand(format.format(hours.low), format.format(hours.high))] : []),
                        ].join(', '),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  )
}
