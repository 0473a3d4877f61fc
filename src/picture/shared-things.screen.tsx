/** What signals of two regions share, of one side and one kind: lines without a direction on the map of equal tiles, and the same as a table. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, Empty, Notice, Select, Table } from '../web/parts/index.ts'
import { SIDES, type Side } from './capture.ts'
import { FlowMap } from './flow-map.screen.tsx'
import type { SharedShown } from './movement.schema.ts'
import { useFew, useNumbers, usePlaceName } from './parts.screen.tsx'
import { SHARED_KINDS, type SharedKind } from './shared-things.ts'

type Answered = Static<typeof SharedShown>

export const SharedThings = ({ year }: { readonly year: string }): ReactNode => {
  const { network, movement } = useWords()
  const words = movement.shared
  const [side, setSide] = useState<Side>('care')
  const [kind, setKind] = useState<SharedKind>('phone')
  const answer = useAnswer<typeof SharedShown>(`/thing-flows?year=${year}&side=${side}&kind=${kind}`, {
    keepPrevious: true,
  })
  return (
    <>
      <div className="picture-asked">
        <Select<Side>
          label={words.side}
          value={side}
          options={SIDES.map((value) => ({ value, label: words.sides[value] }))}
          onChange={setSide}
        />
        <Select<SharedKind>
          label={words.kind}
          value={kind}
          options={SHARED_KINDS.map((value) => ({ value, label: network.kinds[value] ?? value }))}
          onChange={setKind}
        />
      </div>
      <Answer of={answer}>{(answered) => <Shared answered={answered} />}</Answer>
    </>
  )
}

const Shared = ({ answered }: { readonly answered: Answered }): ReactNode => {
  const { network, movement } = useWords()
  const words = movement.shared
  const say = useSay()
  const nameOf = usePlaceName()
  const few = useFew()
  const { whole } = useNumbers()
  const [place, setPlace] = useState('all')
  const places = [...new Set(answered.pairs.flatMap(({ one, other }) => [one, other]))].sort()
  const chosen = places.includes(place) ? place : 'all'
  // Of all regions only what is drawn, as with moves.
  const pairs = answered.pairs.filter(({ one, other, links }) =>
    chosen === 'all' ? links !== '<5' : one === chosen || other === chosen,
  )
  const small = chosen === 'all' ? answered.pairs.length - pairs.length : 0
  return (
    <>
      {answered.notices.map((each) => (
        <Notice key={each.code}>{say(each)}</Notice>
      ))}
      {answered.pairs.length === 0 ? (
        <Empty title={words.empty} />
      ) : (
        <>
          <Select
            label={words.show}
            value={chosen}
            options={[{ value: 'all', label: words.all }, ...places.map((value) => ({ value, label: nameOf(value) }))]}
            onChange={setPlace}
          />
          <FlowMap
            flows={pairs.flatMap(({ one, other, links }) =>
              links === '<5' ? [] : [{ from: one, to: other, size: links }],
            )}
            tiles={answered.tiles}
            words={words}
            fileName="zelfde-ding"
            isDirected={false}
          />
          <Table
            caption={words.caption(network.kinds[answered.kind] ?? answered.kind, answered.year)}
            rows={pairs}
            rowKey={({ one, other }) => `${one} ${other}`}
            columns={[
              { key: 'one', name: words.one, cell: ({ one }) => nameOf(one) },
              { key: 'other', name: words.other, cell: ({ other }) => nameOf(other) },
              { key: 'links', name: words.links, numeric: true, cell: ({ links }) => few(links) },
            ]}
          />
          {small > 0 ? <p className="measure">{words.fewPairs(whole(small))}</p> : null}
        </>
      )}
    </>
  )
}
