/** What happened and when we learned it, drawn and as a table. The drawing says nothing that the table does not. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Empty, Select, Table } from '../web/parts/index.ts'
import type { DossierShown } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'
import { REPORT_KINDS } from './report.ts'
import type { SentReportList } from './sent-report.schema.ts'
import { inOrder, spanOf } from './timeline.ts'
import { formatHappened } from './when.screen.tsx'

type Shown = Static<typeof DossierShown>['timeline'][number]

/** Enough to see the last weeks; the rest is one press away. */
const SHOWN_FIRST = 12
/** A drawing with more dots than this is a smear. */
const DRAWN_MAX = 60
/** Steps of process stand in no chapter. */
const NO_CHAPTER = 'none'

export const Timeline = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier
  const [only, setOnly] = useState('')
  const [whole, setWhole] = useState(false)
  const sent = useSent(dossier)
  const ordered = inOrder(dossier.timeline)
  const all = ordered.filter(({ chapter }) => only === '' || (chapter ?? NO_CHAPTER) === only)
  const undated = all.filter((fact) => spanOf(fact) === undefined).length
  if (ordered.length === 0) return <Empty title={words.timeline.empty} />
  return (
    <>
      <Select
        width="short"
        label={words.timeline.filter}
        value={only}
        options={[
          { value: '', label: words.timeline.filterAll },
          ...dossier.chapters
            .filter(({ chapter }) => ordered.some((fact) => fact.chapter === chapter))
            .map(({ chapter }) => ({ value: chapter as string, label: words.chapters[chapter] })),
          { value: NO_CHAPTER, label: words.timeline.filterProcess },
        ]}
        onChange={setOnly}
      />
      {all.length === 0 ? <Empty title={words.timeline.noneInChapter} /> : null}
      {all.length > undated ? <Drawing facts={all.filter((fact) => spanOf(fact)).slice(0, DRAWN_MAX)} /> : null}
      {undated > 0 ? <p className="soft">{words.timeline.undated(undated)}</p> : null}
      {all.length > 0 ? <FactTable facts={whole ? all : all.slice(0, SHOWN_FIRST)} sent={sent} /> : null}
      {whole || all.length <= SHOWN_FIRST ? null : (
        <Actions>
          <Button onClick={() => setWhole(true)}>{words.timeline.all(all.length)}</Button>
        </Actions>
      )}
    </>
  )
}

type Sent = ReadonlyMap<string, Static<typeof SentReportList>['sentReports'][number]>
const ABOUT_SENT: readonly string[] = ['report-sent', 'report-answered']

/** Which report a step is about and where it went: asked when there is one, of who may read the list of them anyhow. */
const useSent = ({ dossierId, timeline, abilities }: DossierShown): Sent => {
  const enabled = abilities.includes('write-report') && timeline.some(({ kind }) => ABOUT_SENT.includes(kind))
  const list = useAnswer<typeof SentReportList>(`/dossiers/${dossierId}/sent-reports`, { enabled })
  return new Map(list.data?.sentReports.map((each) => [each.sentReportId, each]))
}

type FactsShown = { readonly facts: readonly Shown[]; readonly sent: Sent }

const FactTable = ({ facts, sent }: FactsShown): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  return (
    <Table
      caption={words.page.timeline}
      rows={facts}
      rowKey={({ factId }) => factId}
      columns={[
        { key: 'what', name: words.timeline.what, cell: (fact) => <What fact={fact} sent={sent} /> },
        {
          key: 'happened',
          name: words.timeline.happened,
          cell: (fact) => formatHappened(fact, words.timeline.unknown, language),
        },
        { key: 'learned', name: words.timeline.learned, cell: (fact) => learnedOf(fact, words.timeline, language) },
        { key: 'by', name: words.timeline.by, cell: (fact) => <By fact={fact} /> },
      ]}
    />
  )
}

type TimelineWords = ReturnType<typeof useWords>['dossier']['timeline']

/** Which house wrote it down, and beneath it who told it, where that was noted and may be read. */
const By = ({ fact }: { readonly fact: Shown }): ReactNode => {
  const words = useWords().dossier.timeline
  return (
    <>
      {fact.by.name}
      {fact.told ? (
        <span className="chapter__origin">
          {words.toldBy} {words.told[fact.told]}
        </span>
      ) : null}
    </>
  )
}

const MS_PER_DAY = 86_400_000
// Counted from the last day on which it can have happened: of a year nobody knows how many days later it was.
const daysLater = (fact: Shown): number | undefined => {
  const span = spanOf(fact)
  if (!span || fact.precision !== 'day') return undefined
  return Math.max(0, Math.round((Date.parse(fact.learnedAt.slice(0, 10)) - Date.parse(span[1])) / MS_PER_DAY))
}

const learnedOf = (fact: Shown, words: TimelineWords, language: 'nl' | 'en'): string => {
  const days = daysLater(fact)
  const learned = formatDay(fact.learnedAt.slice(0, 10), language)
  if (days === undefined) return learned
  return days === 0 ? words.sameDay : `${learned} (${words.later(days)})`
}

/** Of these the chapter says what it was about. */
const IN_CHAPTER: readonly string[] = ['chapter-noted', 'attachment-added', 'attachment-removed']

const useReport = (fact: Shown, sent: Sent): string | undefined => {
  const words = useWords().dossier
  if (!ABOUT_SENT.includes(fact.kind)) return undefined
  const { report, sentId } = fact.payload
  const one = sent.get(typeof sentId === 'string' ? sentId : fact.factId)
  const kind = one?.kind ?? REPORT_KINDS.find((each) => each === report)
  const to = one?.to === undefined ? undefined : words.timeline.to(one.to)
  return [kind && words.reportKinds[kind].title, to].filter((each) => each !== undefined).join(', ') || undefined
}

const What = ({ fact, sent }: { readonly fact: Shown; readonly sent: Sent }): ReactNode => {
  const words = useWords().dossier
  const report = useReport(fact, sent)
  const chapters: Readonly<Record<string, string>> = words.chapters
  const { letter, toMunicipality, reason } = fact.payload
  const municipality = useMunicipalityName(typeof toMunicipality === 'string' ? toMunicipality : undefined)
  const about = [
    fact.chapter && IN_CHAPTER.includes(fact.kind) ? chapters[fact.chapter] : undefined,
    typeof letter === 'string' ? letter : undefined,
    municipality,
    report,
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
  const days = facts.flatMap((fact) => [...(spanOf(fact) ?? []), fact.learnedAt.slice(0, 10)]).toSorted()
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
          <Drawn key={fact.factId} fact={fact} place={place} />
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
          {facts.some(({ precision }) => precision !== 'day') ? (
            <span className="timeline__key">
              <span className="timeline__dot" data-of="period" />
              {words.inPeriod}
            </span>
          ) : null}
        </span>
        <span>{formatDay(to, language)}</span>
      </div>
    </div>
  )
}

/** A day is a dot; a month or a year is a bar, and the line to when we heard of it begins where the bar ends. */
const Drawn = ({ fact, place }: { readonly fact: Shown; readonly place: (day: string) => number }): ReactNode => {
  const span = spanOf(fact)
  if (!span) return null
  const [from, to, learned] = [place(span[0]), place(span[1]), place(fact.learnedAt.slice(0, 10))]
  return (
    <g>
      <line className="timeline__link" x1={to} y1={TOP} x2={learned} y2={BOTTOM} />
      {fact.precision === 'day' ? (
        <circle className="timeline__happened" cx={to} cy={TOP} r={7} />
      ) : (
        <rect className="timeline__period" x={from} y={TOP - 6} width={Math.max(20, to - from)} height={12} rx={3} />
      )}
      <circle className="timeline__learned" cx={learned} cy={BOTTOM} r={6} />
    </g>
  )
}
