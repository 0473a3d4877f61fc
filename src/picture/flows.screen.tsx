/**
 * Moves between regions and countries: lines on the map of equal tiles, and the same as tables in the order of places. As a second choice what
 * regions share, which is no move of anybody.
 */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Choice, Empty, Notice, Page, Select, Table } from '../web/parts/index.ts'
import { FlowMap } from './flow-map.screen.tsx'
import type { FlowsShown } from './movement.schema.ts'
import { PictureParts, useFew, useNumbers, usePlaceName } from './parts.screen.tsx'
import { SharedThings } from './shared-things.screen.tsx'
import { recentYears } from './years.screen.ts'

type Answered = Static<typeof FlowsShown>
type What = 'moves' | 'things'

export const FlowsScreen = (): ReactNode => {
  const words = useWords().movement
  const years = recentYears()
  const [year, setYear] = useState(years[0] ?? '')
  const [what, setWhat] = useState<What>('moves')
  const { title, lead } = what === 'moves' ? words.flows : words.shared
  return (
    <Page title={title} lead={lead}>
      <PictureParts />
      <Choice<What>
        label={words.shared.which}
        lay="row"
        value={what}
        options={[
          { value: 'moves', label: words.shared.moves },
          { value: 'things', label: words.shared.things },
        ]}
        onChange={setWhat}
      />
      <Select
        width="short"
        label={words.year}
        value={year}
        options={years.map((each) => ({ value: each, label: each }))}
        onChange={setYear}
      />
      {what === 'moves' ? <Moves year={year} /> : <SharedThings year={year} />}
    </Page>
  )
}

const Moves = ({ year }: { readonly year: string }): ReactNode => {
  const words = useWords().movement.flows
  const answer = useAnswer<typeof FlowsShown>(`/flows?year=${year}`, { keepPrevious: true })
  return (
    <Answer of={answer} isEmpty={({ flows }) => flows.length === 0} empty={<Empty title={words.empty} />}>
      {(answered) => <Flows answered={answered} />}
    </Answer>
  )
}

const Flows = ({ answered }: { readonly answered: Answered }): ReactNode => {
  const words = useWords().movement.flows
  const say = useSay()
  const nameOf = usePlaceName()
  const few = useFew()
  const [place, setPlace] = useState('all')
  const places = answered.places.map((each) => each.place)
  const { whole } = useNumbers()
  // Of all places only what is drawn: hundreds of pairs of one or two moves say nothing together.
  const flows = answered.flows.filter(({ from, to, moves }) =>
    place === 'all' ? moves !== '<5' : from === place || to === place,
  )
  const small = place === 'all' ? answered.flows.length - flows.length : 0
  return (
    <>
      {answered.notices.map((each) => (
        <Notice key={each.code}>{say(each)}</Notice>
      ))}
      <Select
        label={words.show}
        value={places.includes(place) ? place : 'all'}
        options={[{ value: 'all', label: words.all }, ...places.map((value) => ({ value, label: nameOf(value) }))]}
        onChange={setPlace}
      />
      <FlowMap
        flows={flows.flatMap(({ from, to, moves }) => (moves === '<5' ? [] : [{ from, to, size: moves }]))}
        tiles={answered.tiles}
        words={words}
        fileName="verplaatsingen"
      />
      <Table
        caption={words.caption(answered.year)}
        rows={flows}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          { key: 'from', name: words.from, cell: ({ from }) => nameOf(from) },
          { key: 'to', name: words.to, cell: ({ to }) => nameOf(to) },
          { key: 'moves', name: words.moves, numeric: true, cell: ({ moves }) => few(moves) },
        ]}
      />
      {small > 0 ? <p className="measure">{words.fewPairs(whole(small))}</p> : null}
      <Places answered={answered} />
    </>
  )
}

const Places = ({ answered }: { readonly answered: Answered }): ReactNode => {
  const words = useWords().movement
  const nameOf = usePlaceName()
  const few = useFew()
  const { whole, fine, share } = useNumbers()
  const told = (value: number | undefined, say: (value: number) => string) => (value === undefined ? '–' : say(value))
  return (
    <>
      <Table
        caption={words.flows.places(answered.year)}
        rows={answered.places}
        rowKey={({ place }) => place}
        columns={[
          { key: 'place', name: words.flows.place, cell: ({ place }) => nameOf(place) },
          { key: 'in', name: words.flows.in, numeric: true, cell: (row) => few(row.in) },
          { key: 'out', name: words.flows.out, numeric: true, cell: (row) => few(row.out) },
          { key: 'net', name: words.flows.net, numeric: true, cell: (row) => told(row.net, whole) },
          {
            key: 'effectiveness',
            name: words.flows.effectiveness,
            numeric: true,
            cell: (row) => told(row.effectiveness, share),
          },
          {
            key: 'leaving',
            name: words.flows.leaving,
            numeric: true,
            cell: ({ leaving }) =>
              leaving ? `${share(leaving.share)} (${words.range(share(leaving.low), share(leaving.high))})` : '–',
          },
          {
            key: 'destinations',
            name: words.flows.destinations,
            numeric: true,
            cell: (row) => told(row.destinations, fine),
          },
        ]}
      />
      <p className="soft small measure">{words.flows.terms}</p>
    </>
  )
}
