/** What happened and when we learned it, drawn and as a table. The drawing says nothing that the table does not. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Empty, Table } from '../web/parts/index.ts'
import type { DossierShown } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'

type Shown = Static<typeof DossierShown>['timeline'][number]

/** Enough to see the last weeks; the rest is one press away. */
const SHOWN_FIRST = 12
/** A drawing with more dots than this is a smear. */
const DRAWN_MAX = 60

export const Timeline = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier.timeline
  const all = dossier.timeline.toSorted((one, other) => other.happenedDate.localeCompare(one.happenedDate))
  const [whole, setWhole] = useState(false)
  if (all.length === 0) return <Empty title={words.empty} />
  return (
    <>
      <Drawing facts={all.slice(0, DRAWN_MAX)} />
      <FactTable facts={whole ? all : all.slice(0, SHOWN_FIRST)} />
      {whole || all.length <= SHOWN_FIRST ? null : (
        <Actions>
          <Button onClick={() => setWhole(true)}>{words.all(all.length)}</Button>
        </Actions>
      )}
    </>
  )
}

const FactTable = ({ facts }: { readonly facts: readonly Shown[] }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  return (
    <Table
      caption={words.page.timeline}
      rows={facts}
      rowKey={({ factId }) => factId}
      columns={[
        { key: 'what', name: words.timeline.what, cell: (fact) => <What fact={fact} /> },
        { key: 'happened', name: words.timeline.happened, cell: (fact) => happenedOf(fact, words.timeline, language) },
        { key: 'learned', name: words.timeline.learned, cell: (fact) => learnedOf(fact, words.timeline, language) },
        { key: 'by', name: words.timeline.by, cell: ({ by }) => by.name },
      ]}
    />
  )
}

type TimelineWords = ReturnType<typeof useWords>['dossier']['timeline']

const happenedOf = ({ happenedDate, precision }: Shown, words: TimelineWords, language: 'nl' | 'en'): string => {
  const about = words.precision[precision]
  return `${formatDay(happenedDate, language)}${about ? `, ${about}` : ''}`
}

const MS_PER_DAY = 86_400_000
const daysLater = ({ happenedDate, learnedAt }: Shown): number =>
  Math.max(0, Math.round((Date.parse(learnedAt.slice(0, 10)) - Date.parse(happenedDate)) / MS_PER_DAY))

const learnedOf = (fact: Shown, words: TimelineWords, language: 'nl' | 'en'): string => {
  const days = daysLater(fact)
  return days === 0 ? words.sameDay : `${formatDay(fact.learnedAt.slice(0, 10), language)} (${words.later(days)})`
}

const What = ({ fact }: { readonly fact: Shown }): ReactNode => {
  const words = useWords().dossier
  const chapters: Readonly<Record<string, string>> = words.chapters
  const { letter, toMunicipality, reason } = fact.payload
  const municipality = useMunicipalityName(typeof toMunicipality === 'string' ? toMunicipality : undefined)
  const about = [
    fact.chapter && fact.kind === 'chapter-noted' ? chapters[fact.chapter] : undefined,
    typeof letter === 'string' ? letter : undefined,
    municipality,
    typeof reason === 'string' ? words.handover.reasons[reason] : undefined,
  ].find((each) => each !== undefined)
  return (
    <>
      {words.facts[fact.kind] ?? fact.kind}
      {about ? <span className="soft"> · {about}</span> : null}
    </>
  )
}

const WIDTH = 640
const [EDGE, TOP, AXIS, BOTTOM] = [16, 20, 44, 68]

const Drawing = ({ facts }: { readonly facts: readonly Shown[] }): ReactNode => {
  const words = useWords().dossier.timeline
  const { language } = useLanguage()
  const days = facts.flatMap(({ happenedDate, learnedAt }) => [happenedDate, learnedAt.slice(0, 10)]).toSorted()
  const [from = '', to = ''] = [days[0], days.at(-1)]
  const place = (day: string): number => {
    const span = Date.parse(to) - Date.parse(from)
    return span === 0 ? WIDTH / 2 : EDGE + ((Date.parse(day) - Date.parse(from)) / span) * (WIDTH - 2 * EDGE)
  }
  const label = words.drawing(facts.length, formatDay(from, language), formatDay(to, language))
  return (
    <div className="timeline">
      <svg viewBox={`0 0 ${WIDTH} 88`} role="img" aria-label={label}>
        <line className="timeline__axis" x1={0} x2={WIDTH} y1={AXIS} y2={AXIS} />
        {facts.map((fact) => (
          <g key={fact.factId}>
            <line
              className="timeline__link"
              x1={place(fact.happenedDate)}
              y1={TOP}
              x2={place(fact.learnedAt.slice(0, 10))}
              y2={BOTTOM}
            />
            <circle className="timeline__happened" cx={place(fact.happenedDate)} cy={TOP} r={7} />
            <circle className="timeline__learned" cx={place(fact.learnedAt.slice(0, 10))} cy={BOTTOM} r={6} />
          </g>
        ))}
      </svg>
      <div className="timeline__legend" aria-hidden="true">
        <span>{formatDay(from, language)}</span>
        <span>
          <span className="timeline__key">
            <span className="timeline__dot" data-of="happened" />
            {words.legendHappened}
          </span>
          <span className="timeline__key">
            <span className="timeline__dot" data-of="learned" />
            {words.legendLearned}
          </span>
        </span>
        <span>{formatDay(to, language)}</span>
      </div>
    </div>
  )
}
