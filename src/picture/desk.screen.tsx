/** The desk of the picture: three questions first, then a question of one's own, the figures of the directive, and what each number means. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Empty, Facts, Page, Section, Select, Table } from '../web/parts/index.ts'
import { saveFile } from '../web/save-file.ts'
import type { CubeView, DeskView, DirectiveView } from './cube.schema.ts'
import { csvOf, describeFile } from './cube-file.ts'
import type { Dimension, Worded } from './definitions.ts'
import { PictureParts, StaysInside } from './parts.screen.tsx'
import { Bars, MonthLines } from './plots.screen.tsx'
import type { PictureView, ViewPeriod } from './view-address.ts'
import { recentYears } from './years.screen.ts'

type Desk = Static<typeof DeskView>
type Definition = Desk['definitions'][number]
const here = getRouteApi('/signed-in/app/beeld')

/** Reads and changes the view, which is the address: going back is the view before. */
const useView = (): readonly [PictureView & { readonly jaar: string }, (change: PictureView) => void] => {
  const search = here.useSearch()
  const navigate = here.useNavigate()
  const view = { ...search, jaar: search.jaar ?? recentYears()[0] ?? '' }
  return [view, (change) => void navigate({ search: { ...search, ...change }, resetScroll: false })]
}

export const DeskScreen = (): ReactNode => {
  const words = useWords().cube
  const [view, change] = useView()
  const desk = useAnswer<typeof DeskView>(`/picture/desk?year=${view.jaar}`, { everyMs: 5_000, keepPrevious: true })
  const years = [...new Set([...recentYears(), ...(desk.data?.years ?? []).map(String), view.jaar])].sort().reverse()
  return (
    <Page title={words.title} lead={words.lead}>
      <PictureParts />
      <Select
        width="short"
        label={words.year}
        value={view.jaar}
        options={years.map((each) => ({ value: each, label: each }))}
        onChange={(jaar) => change({ jaar })}
      />
      <Answer
        of={desk}
        isEmpty={(answer) => answer.persons === 0 && answer.before === 0}
        empty={
          <Empty title={words.empty}>
            <Link to="/app/beeld/openbaar-maken">{words.toReleases}</Link>
          </Empty>
        }
      >
        {(answer) => <Questions desk={answer} />}
      </Answer>
    </Page>
  )
}

const Questions = ({ desk }: { readonly desk: Desk }): ReactNode => {
  const words = useWords().cube
  return (
    <>
      <StaysInside of={desk} outside={words.outside} />
      {desk.waiting > 0 ? <p className="soft">{words.waiting(desk.waiting)}</p> : null}
      <WhatChanged desk={desk} />
      <WhoDropsOut desk={desk} />
      <WhatIsUnseen desk={desk} />
      <OwnQuestion definitions={desk.definitions} />
      <ForDirective year={desk.year} />
      <Meanings desk={desk} />
    </>
  )
}

/** Names of dimensions and values in the language of the reader. */
const useNames = (definitions: readonly Definition[]) => {
  const say = useSay()
  const of = new Map(definitions.map((each) => [each.code, each]))
  return {
    nameOf: (dimension: string): string => {
      const found = of.get(dimension)
      return found ? say(found) : dimension
    },
    nameOfValue: (dimension: string, value: string): string => {
      const found = of.get(dimension)?.values.find(({ code }) => code === value)
      return found ? say(found) : value
    },
    saysOf: (dimension: string): string => {
      const found = of.get(dimension)
      return found ? say(found.says) : ''
    },
  }
}
const useMonths = (): ((month: number) => string) => {
  const { language } = useLanguage()
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return (month) => format.format(new Date(Date.UTC(2026, month - 1, 15)))
}
const shareOf = (part: number, whole: number): string => (whole === 0 ? '' : `${Math.round((100 * part) / whole)}%`)
const signed = (number: number): string => (number > 0 ? `+${number}` : String(number))

const WhatChanged = ({ desk }: { readonly desk: Desk }): ReactNode => {
  const words = useWords().cube
  const [view, change] = useView()
  const { nameOf, nameOfValue, saysOf } = useNames(desk.definitions)
  const monthOf = useMonths()
  const chosen = desk.changed.find(({ dimension }) => dimension === view.verandering) ?? desk.changed[0]
  const soFar = desk.months.filter(({ month }) => month <= desk.untilMonth).reduce((sum, each) => sum + each.persons, 0)
  const said =
    desk.untilMonth === 12
      ? words.changed.saidWhole(desk.year, soFar, desk.before)
      : words.changed.said(desk.year, soFar, desk.before, monthOf(desk.untilMonth))
  return (
    <Section title={words.changed.title} surface>
      <p>
        <strong>{said}</strong>
      </p>
      <p className="soft">{words.changed.caution}</p>
      <MonthLines
        label={words.changed.months(desk.year)}
        fileName={`maanden-${desk.year}`}
        nameOf={monthOf}
        {...{ year: desk.year, untilMonth: desk.untilMonth, months: desk.months }}
      />
      <details className="details">
        <summary>{words.asTable}</summary>
        <Table
          caption={words.changed.months(desk.year)}
          rows={desk.months}
          rowKey={({ month }) => String(month)}
          columns={[
            { key: 'month', name: words.changed.month, cell: ({ month }) => monthOf(month) },
            {
              key: 'persons',
              name: String(desk.year),
              numeric: true,
              cell: ({ month, persons }) => (month <= desk.untilMonth ? persons : ''),
            },
            { key: 'before', name: String(desk.year - 1), numeric: true, cell: ({ before }) => before },
          ]}
        />
      </details>
      {chosen ? (
        <>
          <Select
            label={words.changed.by}
            value={chosen.dimension}
            options={desk.changed.map(({ dimension }) => ({ value: dimension, label: nameOf(dimension) }))}
            onChange={(verandering) => change({ verandering })}
          />
          <p className="soft">{saysOf(chosen.dimension)}</p>
          <Bars
            label={words.changed.of(nameOf(chosen.dimension), desk.year)}
            fileName={`verandering-${chosen.dimension}-${desk.year}`}
            bars={chosen.values.map(({ value, persons, before }) => ({
              ...{ key: value, name: nameOfValue(chosen.dimension, value), value: persons, before },
            }))}
          />
          <Table
            caption={words.changed.of(nameOf(chosen.dimension), desk.year)}
            rows={chosen.values}
            rowKey={({ value }) => value}
            columns={[
              {
                key: 'value',
                name: nameOf(chosen.dimension),
                cell: ({ value }) => nameOfValue(chosen.dimension, value),
              },
              { key: 'persons', name: String(desk.year), numeric: true, cell: ({ persons }) => persons },
              { key: 'before', name: String(desk.year - 1), numeric: true, cell: ({ before }) => before },
              {
                key: 'difference',
                name: words.difference,
                numeric: true,
                cell: ({ persons, before }) => signed(persons - before),
              },
            ]}
          />
        </>
      ) : null}
    </Section>
  )
}

const WhoDropsOut = ({ desk }: { readonly desk: Desk }): ReactNode => {
  const words = useWords().cube
  const { nameOf, nameOfValue, saysOf } = useNames(desk.definitions)
  return (
    <Section title={words.path.title} lead={words.path.lead} surface>
      <Bars
        label={words.path.figure(desk.year)}
        fileName={`uitval-${desk.year}`}
        whole={desk.persons}
        bars={desk.path.map(({ value, persons }) => ({
          key: value,
          name: nameOfValue('status', value),
          value: persons,
        }))}
      />
      <Table
        caption={words.path.figure(desk.year)}
        rows={desk.path}
        rowKey={({ value }) => value}
        columns={[
          { key: 'stage', name: words.path.stage, cell: ({ value }) => nameOfValue('status', value) },
          {
            key: 'persons',
            name: words.persons,
            numeric: true,
            cell: ({ persons }) => words.of(persons, desk.persons),
          },
          {
            key: 'share',
            name: words.path.ofAll,
            numeric: true,
            cell: ({ persons }) => shareOf(persons, desk.persons),
          },
        ]}
      />
      <Table
        caption={words.path.outcomes(desk.year)}
        rows={desk.outcomes}
        rowKey={({ value }) => value}
        columns={[
          { key: 'outcome', name: nameOf('outcome'), cell: ({ value }) => nameOfValue('outcome', value) },
          {
            key: 'persons',
            name: words.persons,
            numeric: true,
            cell: ({ persons }) => words.of(persons, desk.persons),
          },
        ]}
      />
      <p className="soft">
        {saysOf('status')} {saysOf('outcome')}
      </p>
    </Section>
  )
}

const WhatIsUnseen = ({ desk }: { readonly desk: Desk }): ReactNode => {
  const words = useWords().cube
  const { nameOf, nameOfValue } = useNames(desk.definitions)
  const regions = desk.regionsWithoutReports
  return (
    <Section title={words.unseen.title} lead={words.unseen.lead} surface>
      <Bars
        label={words.unseen.figure(desk.year)}
        fileName={`onbekend-${desk.year}`}
        whole={desk.persons}
        bars={desk.unseen.map(({ dimension, unknown }) => ({
          key: dimension,
          name: nameOf(dimension),
          value: unknown,
        }))}
      />
      <Table
        caption={words.unseen.figure(desk.year)}
        rows={desk.unseen}
        rowKey={({ dimension }) => dimension}
        columns={[
          { key: 'feature', name: words.unseen.feature, cell: ({ dimension }) => nameOf(dimension) },
          { key: 'unknown', name: words.unseen.unknown, numeric: true, cell: (row) => words.of(row.unknown, row.of) },
          { key: 'share', name: words.share, numeric: true, cell: (row) => shareOf(row.unknown, row.of) },
        ]}
      />
      <p>{words.unseen.late(desk.late, desk.persons)}</p>
      {regions.length === 0 ? (
        <p>{words.unseen.allRegions}</p>
      ) : (
        <>
          <p>
            {words.unseen.regions(regions.length)} {words.unseen.nobody}
          </p>
          <ul className="picture-regions">
            {regions.map((code) => (
              <li key={code}>{nameOfValue('region', code)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        {words.unseen.unseenNumber}{' '}
        <Link to="/app/beeld/niet-gezien" className="utrecht-link utrecht-link--html-a">
          {words.unseen.toEstimate}
        </Link>
      </p>
    </Section>
  )
}

const OwnQuestion = ({ definitions }: { readonly definitions: readonly Definition[] }): ReactNode => {
  const words = useWords().cube
  const [view, change] = useView()
  const { nameOf } = useNames(definitions)
  // Safe: the definitions name every dimension and nothing else.
  const all = definitions.map(({ code }) => code as Dimension)
  const by = view.naar ?? 'form'
  const and = view.en === by ? undefined : view.en
  const period = view.per ?? 'year'
  const cube = useAnswer<typeof CubeView>(
    `/picture/cube?year=${view.jaar}&by=${by}${and ? `&and=${and}` : ''}&period=${period}`,
    { keepPrevious: true },
  )
  const options = all.map((value) => ({ value, label: nameOf(value) }))
  return (
    <Section title={words.ask.title} surface>
      <div className="picture-asked">
        <Select label={words.ask.by} value={by} options={options} onChange={(naar) => change({ naar })} />
        <Select
          label={words.ask.and}
          value={and ?? 'none'}
          options={[{ value: 'none', label: words.ask.nothing }, ...options.filter(({ value }) => value !== by)]}
          onChange={(en) => change(en === 'none' ? { en: undefined } : { en: en as Dimension })}
        />
        <Select<ViewPeriod>
          label={words.ask.period}
          value={period}
          options={(['year', 'quarter', 'month'] as const).map((value) => ({ value, label: words.ask.periods[value] }))}
          onChange={(per) => change({ per })}
        />
      </div>
      <Answer of={cube} isEmpty={({ cells }) => cells.length === 0} empty={<p>{words.ask.none}</p>}>
        {(answer) => <Counted cube={answer} />}
      </Answer>
      <KeepView />
    </Section>
  )
}

const Counted = ({ cube }: { readonly cube: Static<typeof CubeView> }): ReactNode => {
  const words = useWords().cube
  const { nameOf, nameOfValue, saysOf } = useNames(cube.definitions)
  const monthOf = useMonths()
  const period = cube.period === 'quarter' || cube.period === 'month' ? cube.period : undefined
  const partOf = (part: number): string => (cube.period === 'month' ? monthOf(part) : String(part))
  const [only, another] = cube.dimensions
  return (
    <>
      {only && !another && !period ? (
        <Bars
          label={`${words.ask.caption(cube.year)}: ${nameOf(only)}`}
          fileName={`beeld-${cube.year}-${only}`}
          whole={cube.persons}
          bars={cube.cells.map(({ values: [value = ''], persons }) => ({
            ...{ key: value, name: nameOfValue(only, value), value: persons },
          }))}
        />
      ) : null}
      <Table
        caption={words.ask.caption(cube.year)}
        rows={cube.cells}
        rowKey={({ part, values }) => [part, ...values].join(' ')}
        columns={[
          ...cube.dimensions.map((dimension, place) => ({
            key: dimension,
            name: nameOf(dimension),
            cell: ({ values }: (typeof cube.cells)[number]) => nameOfValue(dimension, values[place] ?? ''),
          })),
          ...(period
            ? [
                {
                  key: 'part',
                  name: words.ask.part[period],
                  cell: ({ part }: (typeof cube.cells)[number]) => partOf(part),
                },
              ]
            : []),
          {
            key: 'persons',
            name: words.persons,
            numeric: true,
            cell: ({ persons }) => words.of(persons, cube.persons),
          },
          { key: 'share', name: words.share, numeric: true, cell: ({ persons }) => shareOf(persons, cube.persons) },
          { key: 'reports', name: words.reports, numeric: true, cell: ({ reports }) => reports },
        ]}
      />
      <p className="soft">{cube.dimensions.map(saysOf).join(' ')}</p>
      <Files
        name={`beeld-${cube.year}-${['naar', ...cube.dimensions].join('-')}-${cube.period}`}
        title={{ nl: `Personen in ${cube.year}`, en: `Persons in ${cube.year}` }}
        description={{
          nl: cube.definitions.map(({ says }) => says.nl).join(' '),
          en: cube.definitions.map(({ says }) => says.en).join(' '),
        }}
        rights={cube.notice}
        year={cube.year}
        source={cube.definitions.map(({ source }) => source).join('; ')}
        columns={[
          { name: 'jaar', says: { nl: 'jaar', en: 'year' } },
          {
            name: 'deel',
            says: { nl: 'kwartaal of maand; 0 is het hele jaar', en: 'quarter or month; 0 is the whole year' },
          },
          ...cube.definitions.map(({ code, says }) => ({ name: code, says })),
          { name: 'personen', says: { nl: 'personen', en: 'persons' } },
          { name: 'meldingen', says: { nl: 'meldingen', en: 'reports' } },
          {
            name: 'alle_personen',
            says: { nl: 'noemer: alle personen van het jaar', en: 'denominator: all persons of the year' },
          },
        ]}
        rows={cube.cells.map(({ part, values, persons, reports }) => [
          ...[cube.year, part, ...values, persons, reports, cube.persons],
        ])}
      />
    </>
  )
}

/** Two files: the numbers, and what they are; the description says that they are not public. */
const Files = (props: {
  readonly name: string
  readonly title: Worded
  readonly description: Worded
  readonly rights: Worded
  readonly year: number
  readonly source: string
  readonly columns: readonly { readonly name: string; readonly says: Worded }[]
  readonly rows: readonly (readonly (string | number)[])[]
}): ReactNode => {
  const words = useWords().cube.ask
  const { rows, name, ...about } = props
  const fileName = `${name}-intern.csv`
  const described = () => describeFile({ ...about, fileName, madeAt: new Date().toISOString() })
  return (
    <Actions>
      <Button
        onClick={() =>
          saveFile(
            fileName,
            'text/csv',
            csvOf(
              props.columns.map((each) => each.name),
              rows,
            ),
          )
        }
      >
        {words.csv}
      </Button>
      <Button
        onClick={() => saveFile(`${name}-intern.jsonld`, 'application/ld+json', JSON.stringify(described(), null, 2))}
      >
        {words.about}
      </Button>
    </Actions>
  )
}

const KeepView = (): ReactNode => {
  const words = useWords().cube.ask
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <>
      <p>
        <strong>{words.address}</strong>
        <br />
        {words.addressSays}
      </p>
      <Actions>
        <Button onClick={copy}>{words.copy}</Button>
        <output>{copied ? words.copied : ''}</output>
      </Actions>
    </>
  )
}

const ForDirective = ({ year }: { readonly year: number }): ReactNode => {
  const words = useWords().cube
  const say = useSay()
  const cube = useAnswer<typeof DirectiveView>(`/picture/directive-cube?year=${year}`)
  const columns = ['year', 'registeringKind', 'sex', 'age', 'citizenship', 'form', 'persons'] as const
  return (
    <Section title={words.directive.title} lead={words.directive.lead} surface>
      <Answer of={cube}>
        {(answer) => (
          <>
            <p>{words.directive.persons(answer.persons, answer.rows.length)}</p>
            <p className="soft">{say(answer.description)}</p>
            <Files
              name={`eu-richtlijn-${year}`}
              title={{ nl: `Slachtoffers ${year}`, en: `Victims ${year}` }}
              description={answer.description}
              rights={answer.notice}
              year={year}
              source={answer.source}
              columns={columns.map((name) => ({ name, says: { nl: name, en: name } }))}
              rows={answer.rows.map((row) => columns.map((name) => row[name]))}
            />
          </>
        )}
      </Answer>
    </Section>
  )
}

const Meanings = ({ desk }: { readonly desk: Desk }): ReactNode => {
  const words = useWords().cube.definitions
  const say = useSay()
  return (
    <Section title={words.title}>
      <Facts
        rows={[
          ...desk.measures.map((each) => ({
            key: each.code,
            name: say(each).split(':')[0] ?? '',
            value: `${say(each)} ${words.source(say(each.sourceSaid))}`,
          })),
          ...desk.definitions.map((each) => ({
            key: each.code,
            name: say(each),
            value: `${say(each.says)} ${words.source(say(each.sourceSaid))}`,
          })),
        ]}
      />
    </Section>
  )
}
