/** One norm at the steering desk: where it was missed and why, what changed after it changed, and publishing a safe set of it. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { PictureParts } from '../picture/parts.screen.tsx'
import type { NewNormRelease, ReleaseMade } from '../picture/picture.schema.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Facts,
  Notice,
  Page,
  quarterQuery,
  Refusal,
  Section,
  Select,
  Table,
} from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { stateColumns, useFigures } from './norm-figure-parts.screen.tsx'
import type { NormFigure } from './norm-figures.schema.ts'
import { FIGURE_STATES } from './norm-figures.ts'
import { WhatItSays } from './steering.screen.tsx'

const route = getRouteApi('/signed-in/app/beeld/normen/$norm')
type Detail = Static<typeof NormFigure>

export const NormSteeringScreen = (): ReactNode => {
  const { norm } = route.useParams()
  const { kwartaal } = route.useSearch()
  const words = useWords().steering
  const say = useSay()
  const figure = useAnswer<typeof NormFigure>(`/norm-figures/${norm}${quarterQuery(kwartaal)}`)
  const title = figure.data ? `${norm} ${say(figure.data.title)}` : norm
  return (
    <Page title={title} lead={figure.data ? say(figure.data.sentence) : ''}>
      <PictureParts />
      <p>
        <Link
          to="/app/beeld/normen"
          search={kwartaal ? { kwartaal } : {}}
          className="utrecht-link utrecht-link--html-a"
        >
          {words.back}
        </Link>
      </p>
      <Answer of={figure}>
        {(answer) => (
          <>
            <Country norm={answer} />
            <Regions norm={answer} />
            <Causes norm={answer} />
            <Changes norm={answer} />
            {answer.abilities.includes('release-norm') ? <Publish norm={norm} years={answer.years} /> : null}
            <WhatItSays notices={answer.notices} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const Country = ({ norm }: { readonly norm: Detail }): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  const figures = useFigures()
  return (
    <Section title={words.country} surface>
      <p className="soft">{words.period(words.quarterName(norm.fromQuarter), words.quarterName(norm.quarter))}</p>
      <Facts
        rows={[
          {
            key: 'kind',
            name: words.kind,
            value: (
              <Badge tone={norm.binds ? 'accent' : 'plain'}>{say(norm.binds ? norm.normKind : norm.termKind)}</Badge>
            ),
          },
          { key: 'signed', name: words.signedBy, value: words.houses(norm.signedBy) },
          { key: 'persons', name: words.persons, value: figures.persons(norm.country) },
          ...FIGURE_STATES.map((state) => ({
            key: state,
            name: words.states[state],
            value: figures.state(norm.country, state),
          })),
          norm.binds
            ? { key: 'share', name: words.missedShare, value: figures.missed(norm.country) }
            : { key: 'share', name: words.keptAnyhow, value: figures.kept(norm.country) },
        ]}
      />
    </Section>
  )
}

const Regions = ({ norm }: { readonly norm: Detail }): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  const figures = useFigures()
  type Row = Detail['regions'][number]
  return (
    <Section title={words.regions}>
      <Table
        caption={words.regionsCaption}
        rows={norm.regions}
        rowKey={({ safetyRegionCode }) => safetyRegionCode}
        columns={[
          {
            key: 'region',
            name: words.region,
            cell: ({ safetyRegionCode }) => SAFETY_REGIONS[safetyRegionCode] ?? words.noRegion,
          },
          ...stateColumns<Row>(words, figures, ({ figure }) => figure),
          norm.binds
            ? { key: 'share', name: words.missedShare, numeric: true, cell: ({ figure }) => figures.missed(figure) }
            : { key: 'share', name: words.keptAnyhow, numeric: true, cell: ({ figure }) => figures.kept(figure) },
          {
            key: 'causes',
            name: words.toldCauses,
            cell: ({ causes }) =>
              causes.length === 0
                ? '–'
                : causes.map(({ cause, persons }) => `${say(cause)} (${figures.band(persons)})`).join('; '),
          },
        ]}
      />
    </Section>
  )
}

const Causes = ({ norm }: { readonly norm: Detail }): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  const figures = useFigures()
  return (
    <Section title={words.causes}>
      <Table
        caption={words.causesCaption}
        rows={norm.causes}
        rowKey={({ cause }) => cause.code}
        columns={[
          { key: 'cause', name: words.cause, cell: ({ cause }) => say(cause) },
          { key: 'persons', name: words.persons, numeric: true, cell: ({ persons }) => figures.band(persons) },
        ]}
      />
    </Section>
  )
}

const Changes = ({ norm }: { readonly norm: Detail }): ReactNode => {
  const words = useWords().steering
  const say = useSay()
  const { language } = useLanguage()
  const figures = useFigures()
  type Row = Detail['changes'][number]
  const nameOf = ({ normVersion, fromDate, houses }: Row): string =>
    normVersion !== undefined && fromDate !== undefined
      ? words.byVersion(normVersion, formatDay(fromDate, language))
      : words.bySignature(words.houses(houses ?? 0))
  const caution = norm.notices.find(({ code }) => code === 'beforeAfter')
  if (norm.changes.length === 0)
    return (
      <Section title={words.changes}>
        <p>{words.noChanges}</p>
      </Section>
    )
  return (
    <Section title={words.changes}>
      {caution ? <Notice kind="info">{say(caution)}</Notice> : null}
      <Table
        caption={words.changes}
        rows={norm.changes}
        rowKey={nameOf}
        columns={[
          { key: 'what', name: words.what, cell: nameOf },
          { key: 'before', name: words.before, numeric: true, cell: ({ before }) => figures.missed(before) },
          { key: 'after', name: words.after, numeric: true, cell: ({ after }) => figures.missed(after) },
          {
            key: 'difference',
            name: words.difference,
            numeric: true,
            cell: ({ difference }) => (difference ? figures.points(difference) : words.tooFew),
          },
          { key: 'says', name: words.reads, cell: ({ says }) => say(says) },
        ]}
      />
    </Section>
  )
}

/** A figure goes out as a release of the picture and in no other way; it asks once more. */
const Publish = ({ norm, years }: { readonly norm: string; readonly years: readonly number[] }): ReactNode => {
  const words = useWords().steering.publish
  const [chosen, setChosen] = useState(`${years[0] ?? ''}`)
  const [asked, setAsked] = useState(false)
  const release = useSend<typeof NewNormRelease, typeof ReleaseMade>('/norm-releases', {
    refresh: ['/releases'],
    onDone: () => setAsked(false),
  })
  if (years.length === 0)
    return (
      <Section title={words.title} lead={words.lead} surface>
        <p>{words.none}</p>
      </Section>
    )
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Refusal problem={release.refused} />
      {release.answer ? (
        <Notice kind="done" title={words.done} announce>
          <Link to="/app/getallen">{words.look}</Link>
        </Notice>
      ) : null}
      <Select
        width="short"
        label={words.year}
        value={chosen}
        options={years.map((each) => ({ value: `${each}`, label: `${each}` }))}
        onChange={(year) => {
          setChosen(year)
          setAsked(false)
        }}
      />
      {asked ? <p>{words.sure(norm, chosen)}</p> : null}
      <Actions>
        {asked ? (
          <>
            <Button look="primary" busy={release.busy} onClick={() => release.send({ norm, year: Number(chosen) })}>
              {words.yes}
            </Button>
            <Button onClick={() => setAsked(false)}>{words.no}</Button>
          </>
        ) : (
          <Button onClick={() => setAsked(true)}>{words.ask}</Button>
        )}
      </Actions>
    </Section>
  )
}
