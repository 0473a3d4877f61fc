/** Networks without persons, for who counts: each cluster drawn and in a table, as coarse as the server gave it. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatMoment, formatPartialDay } from '../web/dates.ts'
import { type Language, useLanguage, useWords } from '../web/language.tsx'
import { Answer, Empty, Notice, Page, Section, Table } from '../web/parts/index.ts'
import type { Words } from '../words/nl.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { NetworkDrawing, NetworkLegend, SAMPLES } from './network-drawing.screen.tsx'
import type { NetworkViewShown } from './thing.schema.ts'

type View = Static<typeof NetworkViewShown>
type ClusterView = View['clusters'][number]
type SignalView = ClusterView['signals'][number]

export const NetworkViewScreen = (): ReactNode => {
  const words = useWords().network.view
  const { language } = useLanguage()
  const view = useAnswer<typeof NetworkViewShown>('/network-views')
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer
        of={view}
        isEmpty={(answer) => answer.clusters.length === 0 && !answer.withheld}
        empty={<Empty title={words.empty} />}
      >
        {(answer) => (
          <>
            {answer.clusters.length === 0 ? <Notice>{words.empty}</Notice> : null}
            {answer.withheld ? <Notice>{words.withheld}</Notice> : null}
            {answer.clusters.map((cluster, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cluster has no name of its own here, on purpose
              <Cluster key={place} cluster={cluster} number={place + 1} />
            ))}
            {answer.madeAt ? (
              <p className="soft">
                {words.made} {formatMoment(answer.madeAt, language)}
              </p>
            ) : null}
          </>
        )}
      </Answer>
    </Page>
  )
}

const Cluster = ({ cluster, number }: { readonly cluster: ClusterView; readonly number: number }): ReactNode => {
  const words = useWords().network
  const { language } = useLanguage()
  const title = words.view.cluster(number, words.view.planes[cluster.plane])
  const rows = cluster.signals.map((signal, place) => ({ ...signal, place }))
  return (
    <Section title={title} lead={words.view.signals(rows.length)}>
      <NetworkDrawing
        label={`${title}. ${words.drawing.label}`}
        nodes={rows.map((signal) => ({
          ...{ id: String(signal.place).padStart(4, '0'), shape: 'signal', mark: String(signal.place + 1) },
          caption: signal.month ?? '',
          says: `${words.view.signal} ${signal.place + 1}, ${monthOf(signal, words, language)}, ${regionOf(signal, words)}`,
        }))}
        ties={cluster.links.map(({ one, other, kinds }) => ({
          ...{ id: `${one} ${other}`, one: String(one).padStart(4, '0'), other: String(other).padStart(4, '0') },
          ...{ caption: kinds.map((kind) => words.kinds[kind] ?? kind).join(', '), near: false, review: 'open' },
        }))}
      />
      <NetworkLegend
        title={words.drawing.legend}
        entries={[
          { key: 'signal', sample: SAMPLES.signal, says: words.view.signal },
          { key: 'exact', sample: SAMPLES.exact, says: words.view.ties },
        ]}
      />
      <Table
        caption={title}
        rows={rows}
        rowKey={({ place }) => String(place)}
        columns={[
          { key: 'signal', name: words.view.signal, cell: ({ place }) => place + 1 },
          { key: 'month', name: words.view.month, cell: (signal) => monthOf(signal, words, language) },
          { key: 'region', name: words.view.region, cell: (signal) => regionOf(signal, words) },
          { key: 'ties', name: words.view.ties, cell: ({ place }) => tiesOf(cluster, place, words) },
        ]}
      />
    </Section>
  )
}

type NetworkWords = Words['network']
const monthOf = ({ month }: SignalView, words: NetworkWords, language: Language): string =>
  month === undefined ? words.view.notSaid : formatPartialDay(month, language)
const regionOf = ({ safetyRegionCode }: SignalView, words: NetworkWords): string =>
  (safetyRegionCode === undefined ? undefined : SAFETY_REGIONS[safetyRegionCode]) ?? words.view.notSaid

const tiesOf = ({ links }: ClusterView, place: number, words: NetworkWords): string =>
  links
    .filter(({ one, other }) => one === place || other === place)
    .map(({ one, other, kinds }) =>
      words.view.tie((one === place ? other : one) + 1, kinds.map((kind) => words.kinds[kind] ?? kind).join(', ')),
    )
    .join('; ')
