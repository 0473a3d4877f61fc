/**
 * What nobody saw: an estimate with everything that makes it less sure, or why these lists carry none; who saw whom; and what such a number cannot say.
 * Nothing here can be taken away as a file: it goes outside as a release only.
 */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Empty, Notice, Page, Section, Select, Table } from '../web/parts/index.ts'
import type { Side } from './capture.ts'
import { scaleOf } from './chart-scale.ts'
import type { HiddenView } from './hidden.schema.ts'
import { PictureParts, StaysInside, useNumbers } from './parts.screen.tsx'
import { recentYears } from './years.screen.ts'

type Hidden = Static<typeof HiddenView>
const SIDES: readonly Side[] = ['care', 'enforcement']
const EVERY_MS = 1_000

export const HiddenScreen = (): ReactNode => {
  const words = useWords().hidden
  const say = useSay()
  const [year, setYear] = useState(recentYears()[0] ?? '')
  const [side, setSide] = useState<Side>('care')
  const path = `/picture/hidden?year=${year}&side=${side}`
  const hidden = useAnswer<typeof HiddenView>(path, { keepPrevious: true, always: true })
  // Asked again only as long as it is being computed.
  useAnswer<typeof HiddenView>(path, { everyMs: EVERY_MS, enabled: hidden.data?.state === 'computing' })
  const years = [...new Set([...recentYears(), ...(hidden.data?.years ?? []).map(String), year])].sort().reverse()
  const sides = hidden.data?.sides ?? []
  return (
    <Page title={words.title} lead={words.lead}>
      <PictureParts />
      <div className="picture-asked">
        <Select
          label={words.year}
          value={year}
          options={years.map((each) => ({ value: each, label: each }))}
          onChange={setYear}
        />
        <Select<Side>
          label={words.side}
          value={side}
          options={SIDES.map((value) => {
            const found = sides.find(({ code }) => code === value)
            return { value, label: found ? say(found) : '…' }
          })}
          onChange={setSide}
        />
      </div>
      <Answer of={hidden}>{(answer) => <Found hidden={answer} />}</Answer>
    </Page>
  )
}

const Found = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  return (
    <>
      <StaysInside of={hidden} outside={words.outside} />
      {hidden.waiting > 0 ? <p className="soft">{words.waiting(hidden.waiting)}</p> : null}
      {hidden.seen === 0 ? (
        <Empty title={words.empty} />
      ) : (
        <>
          <Section title={words.answer} surface>
            <Estimate hidden={hidden} />
          </Section>
          <WhoSawWhom hidden={hidden} />
        </>
      )}
      <Limits hidden={hidden} />
    </>
  )
}

const Estimate = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  const say = useSay()
  const { whole } = useNumbers()
  const { state, progress, reasons, flags, estimate } = hidden
  if (state === 'computing')
    return (
      <output>
        {words.computing}
        <br />
        {progress ? words.step(say(progress.step), whole(progress.done), whole(progress.of)) : null}
      </output>
    )
  if (estimate === undefined)
    return (
      <Notice kind="attention" title={state === 'refused' ? words.refused : words.notMade}>
        <ul className="picture-says">
          {reasons.map((each) => (
            <li key={each.code}>{say(each)}</li>
          ))}
        </ul>
      </Notice>
    )
  const [low, high] = estimate.interval95
  return (
    <>
      <p>
        <strong>{words.said(whole(estimate.estimate), whole(hidden.seen))}</strong>
      </p>
      <p>{words.unseen(whole(estimate.hidden), whole(low ?? 0), whole(high ?? 0))}</p>
      {flags.length === 0 ? null : (
        <Notice kind="attention" title={words.flags}>
          <ul className="picture-says">
            {flags.map((each) => (
              <li key={say(each)}>{say(each)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Ways hidden={hidden} />
      <Models hidden={hidden} />
    </>
  )
}

type Way = {
  readonly key: string
  readonly name: string
  readonly number?: number | null
  readonly low?: number
  readonly high?: number
  readonly thickLow?: number
  readonly thickHigh?: number
  readonly change?: number | null
}
const useWays = ({ lists, ...hidden }: Hidden): readonly Way[] => {
  const { seen, estimate, range, secondOpinion, missedLinks, withoutList, peopleDiffer } = hidden
  const words = useWords().hidden.ways
  const say = useSay()
  const { share } = useNumbers()
  const between = (interval: readonly number[] | undefined) => ({ low: interval?.[0] ?? 0, high: interval?.[1] ?? 0 })
  const [thickLow = 0, thickHigh = 0] = estimate?.interval80 ?? []
  const otherTops = (secondOpinion?.humps ?? []).length > 1 ? (secondOpinion?.humps ?? []) : []
  return [
    { key: 'seen', name: words.seen, number: seen },
    ...(estimate
      ? [
          {
            ...{ key: 'estimate', name: words.estimate, number: estimate.estimate, thickLow, thickHigh },
            ...between(estimate.interval95),
          },
        ]
      : []),
    ...(range ? [{ key: 'models', name: words.models(range.models), low: range.lowest, high: range.highest }] : []),
    ...(secondOpinion
      ? [{ key: 'second', name: words.second, number: secondOpinion.median, ...between(secondOpinion.interval95) }]
      : []),
    ...otherTops.map((number) => ({ key: `top ${number}`, name: words.humps, number })),
    ...missedLinks
      .filter((each) => each.share > 0)
      .map((each) => ({
        ...{ key: `links ${each.share}`, name: words.links(share(each.share)) },
        ...{ number: each.estimate, change: each.change },
      })),
    ...(peopleDiffer
      ? [{ key: 'differ', name: words.differ, number: peopleDiffer.estimate, change: peopleDiffer.change }]
      : []),
    ...withoutList.map((each) => {
      const found = lists.find(({ code }) => code === each.list)
      const name = words.without(found ? say(found) : each.list)
      return { key: `without ${each.list}`, name, number: each.estimate, change: each.change }
    }),
  ]
}

const WIDE = 340
const HIGH = 20

const Ways = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  const { whole, share } = useNumbers()
  const ways = useWays(hidden)
  const most = Math.max(...ways.flatMap(({ number, high }) => [number ?? 0, high ?? 0]))
  const x = scaleOf([0, most], [6, WIDE - 6])
  const signed = (change: number): string => `${change > 0 ? '+' : ''}${share(change)}`
  const [low, high] = hidden.estimate?.interval80 ?? []
  return (
    <>
      <div className="ways" role="img" aria-label={words.drawing}>
        {ways.map((way) => (
          <div key={way.key}>
            <span>{way.name}</span>
            <svg viewBox={`0 0 ${WIDE} ${HIGH}`} className="chart" aria-hidden="true">
              <line className="chart__grid" x1={x(0)} x2={x(most)} y1={HIGH / 2} y2={HIGH / 2} />
              <line className="ways__seen" x1={x(hidden.seen)} x2={x(hidden.seen)} y1="0" y2={HIGH} />
              {way.low === undefined || way.high === undefined ? null : (
                <line className="ways__span" x1={x(way.low)} x2={x(way.high)} y1={HIGH / 2} y2={HIGH / 2} />
              )}
              {way.thickLow === undefined || way.thickHigh === undefined ? null : (
                <line
                  className="ways__span ways__span--thick"
                  x1={x(way.thickLow)}
                  x2={x(way.thickHigh)}
                  y1={HIGH / 2}
                  y2={HIGH / 2}
                />
              )}
              {way.number === undefined || way.number === null ? null : (
                <circle className="ways__point" cx={x(way.number)} cy={HIGH / 2} r="6" />
              )}
            </svg>
          </div>
        ))}
        <svg viewBox={`0 0 ${WIDE} ${HIGH}`} className="chart seen-by" aria-hidden="true">
          <text className="chart__tick" x={x(0)} y="14">
            {whole(0)}
          </text>
          <text className="chart__tick" x={x(most)} y="14" textAnchor="end">
            {whole(most)}
          </text>
        </svg>
      </div>
      <p className="soft">{words.legend}</p>
      <Table
        caption={words.caption(hidden.year)}
        rows={ways.flatMap((way) =>
          way.key === 'estimate'
            ? [way, { key: 'eighty', name: words.ways.eighty, low: low ?? 0, high: high ?? 0 } as Way]
            : [way],
        )}
        rowKey={({ key }) => key}
        columns={[
          { key: 'way', name: words.way, cell: ({ name }) => name },
          {
            key: 'number',
            name: words.number,
            numeric: true,
            cell: ({ number }) => (number === null ? words.noNumber : number === undefined ? '–' : whole(number)),
          },
          {
            key: 'between',
            name: words.between,
            numeric: true,
            cell: (way) =>
              way.low === undefined || way.high === undefined ? '–' : words.range(whole(way.low), whole(way.high)),
          },
          {
            key: 'change',
            name: words.change,
            numeric: true,
            cell: ({ change }) => (change === undefined || change === null ? '–' : signed(change)),
          },
        ]}
      />
    </>
  )
}

const Models = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  const { whole } = useNumbers()
  if (!hidden.range) return null
  return (
    <details className="details">
      <summary>{words.models}</summary>
      <p className="soft">{words.modelsSays}</p>
      <Table
        caption={words.models}
        rows={hidden.range.top}
        rowKey={({ model }) => model}
        columns={[
          { key: 'model', name: words.model, cell: ({ model }) => model },
          { key: 'estimate', name: words.number, numeric: true, cell: ({ estimate }) => whole(estimate) },
        ]}
      />
    </details>
  )
}

const ROW = 22
const DOT = 22

const WhoSawWhom = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  const say = useSay()
  const { whole } = useNumbers()
  const { lists, combinations, year } = hidden
  const most = Math.max(1, ...combinations.map(({ persons }) => persons))
  const start = lists.length * DOT + 8
  const x = scaleOf([0, most], [start, WIDE - 64])
  const nameOf = (code: string): string => {
    const found = lists.find((each) => each.code === code)
    return found ? say(found) : code
  }
  return (
    <Section title={words.lists} lead={words.listsLead} surface>
      <p>{words.ofAll(whole(hidden.seen), whole(hidden.persons))}</p>
      {hidden.silent.length === 0 ? null : <p>{words.silent(hidden.silent.map(say).join(', '))}</p>}
      <Table
        caption={words.listsCaption(year)}
        rows={lists.map((each, place) => ({ ...each, place: place + 1 }))}
        rowKey={({ code }) => code}
        columns={[
          { key: 'list', name: words.list, cell: (each) => `${each.place}. ${say(each)}` },
          { key: 'persons', name: words.persons, numeric: true, cell: ({ persons }) => whole(persons) },
          { key: 'alone', name: words.alone, numeric: true, cell: ({ alone }) => whole(alone) },
        ]}
      />
      <svg
        className="chart seen-by"
        viewBox={`0 0 ${WIDE} ${(combinations.length + 1) * ROW}`}
        role="img"
        aria-label={words.matrix}
      >
        {lists.map(({ code }, place) => (
          <text key={code} x={place * DOT + 8} y="15" textAnchor="middle">
            {place + 1}
          </text>
        ))}
        {combinations.map((each, row) => (
          <g key={each.lists.join('+')} transform={`translate(0 ${(row + 1) * ROW})`}>
            {lists.map(({ code }, place) => (
              <circle
                key={code}
                className={each.lists.includes(code) ? 'ways__point' : 'seen-by__not'}
                cx={place * DOT + 8}
                cy={ROW / 2}
                r="6"
              />
            ))}
            <rect className="seen-by__bar" x={start} y="5" width={x(each.persons) - start} height={ROW - 10} />
            <text x={x(each.persons) + 5} y="16">
              {whole(each.persons)}
            </text>
          </g>
        ))}
      </svg>
      <details className="details">
        <summary>{words.combinations(year)}</summary>
        <Table
          caption={words.combinations(year)}
          rows={combinations}
          rowKey={({ lists: on }) => on.join('+')}
          columns={[
            { key: 'lists', name: words.seenBy, cell: ({ lists: on }) => on.map(nameOf).join(words.and) },
            { key: 'persons', name: words.persons, numeric: true, cell: ({ persons }) => whole(persons) },
          ]}
        />
      </details>
      <p className="soft">{words.source(say(hidden.sourceSaid))}</p>
    </Section>
  )
}

const Limits = ({ hidden }: { readonly hidden: Hidden }): ReactNode => {
  const words = useWords().hidden
  const say = useSay()
  return (
    <Section title={words.limits}>
      {hidden.assumptions.length === 0 ? null : (
        <>
          <p>{words.onlyIf}</p>
          <ul className="picture-says">
            {hidden.assumptions.map((each) => (
              <li key={each.code}>{say(each)}</li>
            ))}
          </ul>
        </>
      )}
      <p>{words.cannot}</p>
      <ul className="picture-says">
        {hidden.says.map((each) => (
          <li key={each.code}>{say(each)}</li>
        ))}
      </ul>
    </Section>
  )
}
