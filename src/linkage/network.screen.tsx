/** The network of one's own signals: drawn, with its table, what a person may judge, and how it came to be. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatMoment, formatPartialDay } from '../web/dates.ts'
import { type Language, useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Cards, Empty, Notice, Page, Phone, Section, Table } from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'
import type { Words } from '../words/nl.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { type DrawnNode, type DrawnTie, NetworkDrawing, NetworkLegend, SAMPLES } from './network-drawing.screen.tsx'
import { LinkReview } from './network-review.screen.tsx'
import type { NetworkLinkList } from './thing.schema.ts'

type Network = Static<typeof NetworkLinkList>
type LinkView = Network['links'][number]
type NetworkWords = Words['network']

export const NetworkScreen = (): ReactNode => {
  const words = useWords().network
  const { data: session } = useSession()
  const isDesk = session?.signedIn === true && session.function === 'contact-desk-officer'
  const network = useAnswer<typeof NetworkLinkList>('/network-links', { everyMs: 3_000 })
  return (
    <Page title={words.title} lead={isDesk ? words.deskLead : words.lead}>
      <Answer
        of={network}
        isEmpty={(answer) => answer.signals.length === 0 && answer.links.length === 0}
        empty={
          <Empty title={words.empty.title}>
            <p>{isDesk ? words.empty.desk : words.empty.text}</p>
          </Empty>
        }
      >
        {(answer) => (isDesk ? <LinkTable network={answer} links={answer.links} /> : <OwnNetwork network={answer} />)}
      </Answer>
    </Page>
  )
}

const OwnNetwork = ({ network }: { readonly network: Network }): ReactNode => {
  const words = useWords().network
  const [chosen, setChosen] = useState<string>()
  const nodes = useNodes(network)
  const node = nodes.find(({ id }) => id === chosen)
  const shown = node ? network.links.filter((link) => endsOf(link).includes(node.id)) : network.links
  const toJudge = network.links.filter(({ abilities }) => abilities.includes('review-link'))
  return (
    <>
      <SharedWidely network={network} />
      {network.links.length === 0 ? <Notice>{words.empty.noLinks}</Notice> : null}
      {nodes.length === 0 ? null : (
        <Section title={words.drawing.title}>
          <NetworkDrawing
            label={words.drawing.label}
            nodes={nodes}
            ties={tiesOf(network, words)}
            chosen={chosen}
            onChoose={(id) => setChosen(id === chosen ? undefined : id)}
          />
          <NetworkLegend title={words.drawing.legend} entries={legendOf(words)} />
        </Section>
      )}
      {node ? (
        <Notice announce title={words.table.onlyOf(node.says)}>
          <Actions>
            <Button onClick={() => setChosen(undefined)}>{words.table.showAll}</Button>
          </Actions>
        </Notice>
      ) : null}
      {network.links.length === 0 ? null : <LinkTable network={network} links={shown} />}
      {toJudge.length === 0 ? null : (
        <Section title={words.review.title} lead={words.review.lead}>
          <Cards>
            {toJudge.map((link) => (
              <LinkReview key={link.linkId} link={link} title={titleOf(link, network, words)} />
            ))}
          </Cards>
        </Section>
      )}
      <History network={network} />
    </>
  )
}

const SharedWidely = ({ network }: { readonly network: Network }): ReactNode => {
  const words = useWords().network
  const wide = network.things.filter(({ sharedWidely }) => sharedWidely)
  if (wide.length === 0) return null
  const named = [...new Set(wide.map(({ kind, text }) => [words.kinds[kind] ?? kind, text].filter(Boolean).join(' ')))]
  return (
    <Notice kind="attention" title={words.shared.title}>
      <p>{words.shared.text}</p>
      <ul>
        {named.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Notice>
  )
}

const numberOf = (network: Network, signalId: string | undefined): number =>
  network.signals.findIndex((signal) => signal.signalId === signalId) + 1

const houseOf = (link: LinkView): string => `${link.signalId} ${link.callOrganisationId}`
const endsOf = (link: LinkView): readonly string[] => [
  ...(link.signalId ? [link.signalId] : []),
  ...(link.otherSignalId ? [link.otherSignalId] : link.callOrganisationId ? [houseOf(link)] : []),
]
const standing = (network: Network): readonly LinkView[] => network.links.filter(({ until }) => until === undefined)

/** Only what is tied is drawn: a signal that nobody shares anything with says nothing in a drawing. */
const useNodes = (network: Network): readonly DrawnNode[] => {
  const words = useWords().network
  const { language } = useLanguage()
  const nodes = new Map<string, DrawnNode>()
  for (const link of standing(network)) {
    for (const signalId of [link.signalId, link.otherSignalId])
      if (signalId) nodes.set(signalId, signalNode(network, signalId, words, language))
    if (link.callOrganisationId) {
      const name = link.callOrganisationName ?? ''
      nodes.set(houseOf(link), {
        ...{
          id: houseOf(link),
          shape: 'house',
          mark: words.drawing.houseMark,
          caption: name.split(', ').at(-1) ?? name,
        },
        says: `${words.drawing.house}: ${name}`,
      })
    }
  }
  return [...nodes.values()]
}

const signalNode = (network: Network, signalId: string, words: NetworkWords, language: Language): DrawnNode => {
  const number = numberOf(network, signalId)
  const signal = network.signals[number - 1]
  const where = [
    signal?.month === undefined ? undefined : formatPartialDay(signal.month, language),
    signal?.safetyRegionCode === undefined ? undefined : SAFETY_REGIONS[signal.safetyRegionCode],
    signal?.cluster === undefined ? words.drawing.alone : words.drawing.inCluster(signal.cluster),
  ]
  return {
    ...{ id: signalId, shape: 'signal', mark: words.drawing.short(number), caption: signal?.month ?? '' },
    says: words.drawing.ownAt(number, where.filter(Boolean).join(', ')),
    ...(signal?.cluster === undefined ? {} : { cluster: signal.cluster }),
  }
}

/** All that ties the same two is one line. */
const tiesOf = (network: Network, words: NetworkWords): readonly DrawnTie[] => {
  const groups = new Map<string, LinkView[]>()
  for (const link of standing(network)) {
    const key = [...endsOf(link)].sort().join(' ')
    groups.set(key, [...(groups.get(key) ?? []), link])
  }
  return [...groups].flatMap(([key, links]) => {
    const [one, other] = links[0] ? endsOf(links[0]) : []
    if (one === undefined || other === undefined) return []
    const kinds = [...new Set(links.map(({ kind }) => words.kinds[kind] ?? kind))]
    return [
      {
        ...{ id: key, one, other, caption: kinds.join(', ') },
        near: links.every(({ grade }) => grade === 'near'),
        review: links.some(({ review }) => review === 'confirmed')
          ? 'confirmed'
          : links.every(({ review }) => review === 'rejected')
            ? 'rejected'
            : 'open',
      },
    ]
  })
}

const legendOf = ({ drawing }: NetworkWords) => [
  { key: 'signal', sample: SAMPLES.signal, says: drawing.own },
  { key: 'cluster', sample: SAMPLES.clustered, says: drawing.cluster },
  { key: 'house', sample: SAMPLES.house, says: drawing.house },
  { key: 'exact', sample: SAMPLES.exact, says: drawing.exact },
  { key: 'near', sample: SAMPLES.near, says: drawing.near },
  { key: 'confirmed', sample: SAMPLES.confirmed, says: drawing.confirmed },
  { key: 'rejected', sample: SAMPLES.rejected, says: drawing.rejected },
]

const thingName = (link: LinkView, network: Network, words: NetworkWords): string => {
  const text = network.things.find(({ thingId }) => thingId === link.thingId)?.text
  return [words.kinds[link.kind] ?? link.kind, text].filter(Boolean).join(' ')
}
const titleOf = (link: LinkView, network: Network, words: NetworkWords): string => {
  const other = link.otherSignalId
    ? words.table.signalNumber(numberOf(network, link.otherSignalId))
    : (link.callOrganisationName ?? '')
  return `${thingName(link, network, words)}: ${words.table.signalNumber(numberOf(network, link.signalId))} – ${other}`
}

const LinkTable = ({
  network,
  links,
}: {
  readonly network: Network
  readonly links: readonly LinkView[]
}): ReactNode => {
  const words = useWords().network
  return (
    <Table
      caption={words.table.caption}
      rows={links}
      rowKey={({ linkId }) => linkId}
      columns={[
        { key: 'thing', name: words.table.thing, cell: (link) => thingName(link, network, words) },
        {
          key: 'signal',
          name: words.table.signal,
          cell: ({ signalId }) => (signalId ? <SignalLink network={network} signalId={signalId} /> : '–'),
        },
        { key: 'other', name: words.table.other, cell: (link) => <Other link={link} network={network} /> },
        { key: 'sure', name: words.table.sure, cell: ({ grade }) => words.table[grade] },
        {
          key: 'state',
          name: words.table.state,
          cell: ({ review, untilCause }) => (untilCause ? words.table.ended[untilCause] : words.table.reviews[review]),
        },
      ]}
    />
  )
}

const SignalLink = ({ network, signalId }: { readonly network: Network; readonly signalId: string }): ReactNode => (
  <Link to="/app/signalen/$signalId" params={{ signalId }}>
    {useWords().network.table.signalNumber(numberOf(network, signalId))}
  </Link>
)

const Other = ({ link, network }: { readonly link: LinkView; readonly network: Network }): ReactNode => {
  const words = useWords()
  const say = useSay()
  if (link.otherSignalId) return <SignalLink network={network} signalId={link.otherSignalId} />
  if (link.partyNames) return words.network.table.connect(link.partyNames.join(' – '))
  const name = link.callOrganisationName ?? ''
  return (
    <>
      {words.network.table.call(name)}
      <br />
      {link.callPhone === undefined ? (
        <span className="soft">{words.whoToCall.noNumber}</span>
      ) : (
        <>
          {link.callHolder ? <span className="soft">{say(link.callHolder)} </span> : null}
          <Phone number={link.callPhone} of={name} />
        </>
      )}
    </>
  )
}

const History = ({ network }: { readonly network: Network }): ReactNode => {
  const words = useWords().network
  const { language } = useLanguage()
  if (network.history.length === 0) return null
  return (
    <Section title={words.history.title}>
      <ul>
        {network.history.map(({ changedAt, change, cause, byOwnReview, signalIds }) => {
          const signals = signalIds.map((id) => words.table.signalNumber(numberOf(network, id))).join(', ')
          const why = cause === 'review' && byOwnReview ? words.history.byOwn : words.history.causes[cause]
          return (
            <li key={`${changedAt} ${change} ${signalIds[0]}`}>
              {formatMoment(changedAt, language)}. {words.history[change](signals)}; {why}.
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
