/** The steering desk: every norm as it went in closed quarters, those that hold apart from proposals, in the order of the agreements and never ranked. */
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { PictureParts } from '../picture/parts.screen.tsx'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Notice, Page, QuarterSelect, quarterQuery, Section, Table } from '../web/parts/index.ts'
import { steeringWords } from '../words/steering.ts'
import { stateColumns, useFigures } from './norm-figure-parts.screen.tsx'
import type { NormFigures } from './norm-figures.schema.ts'

const route = getRouteApi('/signed-in/app/beeld/normen')
type Overview = Static<typeof NormFigures>
type Row = Overview['norms'][number]

export const SteeringScreen = (): ReactNode => {
  const words = useWords().steering
  const { kwartaal } = route.useSearch()
  const navigate = route.useNavigate()
  const figures = useAnswer<typeof NormFigures>(`/norm-figures${quarterQuery(kwartaal)}`)
  return (
    <Page title={words.title} lead={words.lead}>
      <PictureParts />
      <Answer of={figures}>
        {(answer) => (
          <>
            <QuarterSelect
              label={words.quarter}
              of={answer}
              nameOf={words.quarterName}
              onChange={(chosen) => navigate({ search: { kwartaal: chosen } })}
            />
            <p className="soft">
              {words.period(words.quarterName(answer.fromQuarter), words.quarterName(answer.quarter))}
            </p>
            <Binding rows={answer.norms.filter(({ binds }) => binds)} quarter={answer.quarter} />
            <Proposed rows={answer.norms.filter(({ binds }) => !binds)} quarter={answer.quarter} />
            <WhatItSays notices={answer.notices} />
          </>
        )}
      </Answer>
    </Page>
  )
}

type Rows = { readonly rows: readonly Row[]; readonly quarter: string }

const NormLink = ({ norm, quarter }: { readonly norm: Row; readonly quarter: string }): ReactNode => {
  const say = useSay()
  return (
    <Link
      to="/app/beeld/normen/$norm"
      params={{ norm: norm.normId }}
      search={{ kwartaal: quarter }}
      className="utrecht-link utrecht-link--html-a"
    >
      {`${norm.normId} ${say(norm.title)}`}
    </Link>
  )
}

/** Of which fewer than five, or nobody, were counted: named, so that nobody looks for them in the table. */
const Few = ({ rows, quarter }: Rows): ReactNode => {
  const words = useWords().steering
  const few = rows.filter(({ country }) => country.few)
  if (few.length === 0) return null
  return (
    <details>
      <summary>{words.fewOf(few.length)}</summary>
      <ul className="measure">
        {few.map((row) => (
          <li key={row.normId}>
            <NormLink norm={row} quarter={quarter} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const Binding = ({ rows, quarter }: Rows): ReactNode => {
  const words = useWords().steering
  const figures = useFigures()
  const told = rows.filter(({ country }) => !country.few)
  return (
    <Section title={words.binding}>
      {told.length === 0 ? null : (
        <Table
          caption={words.bindingCaption}
          rows={told}
          rowKey={({ normId }) => normId}
          columns={[
            { key: 'norm', name: words.norm, cell: (row) => <NormLink norm={row} quarter={quarter} /> },
            ...stateColumns<Row>(words, figures, ({ country }) => country),
            { key: 'share', name: words.missedShare, numeric: true, cell: ({ country }) => figures.missed(country) },
          ]}
        />
      )}
      <Few rows={rows} quarter={quarter} />
    </Section>
  )
}

/** Of a proposal nobody fails: it says for how many it happens anyhow. */
const Proposed = ({ rows, quarter }: Rows): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  const figures = useFigures()
  const told = rows.filter(({ country }) => !country.few)
  return (
    <Section title={words.proposed}>
      <Notice kind="info">{say(steeringWords.proposed)}</Notice>
      {told.length === 0 ? null : (
        <Table
          caption={words.proposedCaption}
          rows={told}
          rowKey={({ normId }) => normId}
          columns={[
            { key: 'norm', name: words.norm, cell: (row) => <NormLink norm={row} quarter={quarter} /> },
            { key: 'persons', name: words.persons, numeric: true, cell: ({ country }) => figures.persons(country) },
            { key: 'kept', name: words.keptAnyhow, numeric: true, cell: ({ country }) => figures.kept(country) },
            { key: 'signed', name: words.signedBy, cell: ({ signedBy }) => words.houses(signedBy) },
          ]}
        />
      )}
      <Few rows={rows} quarter={quarter} />
    </Section>
  )
}

/** What the figures can say and cannot, below them. */
export const WhatItSays = ({ notices }: { readonly notices: Overview['notices'] }): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  return (
    <Section title={words.says}>
      <ul className="measure stack stack--tight">
        {notices.map((each) => (
          <li key={each.code}>{say(each)}</li>
        ))}
      </ul>
    </Section>
  )
}
