/** The edge of the network of things: ask, see one's own side, judge; and the coarse view for who counts. */
import { accept, type Day } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { MAY_LOOK_UP } from './lookup.ts'
import { type CallDesk, presentNetwork } from './thing.present.ts'
import {
  NetworkLinkList,
  NetworkLinkPath,
  NetworkReviewBody,
  NetworkReviewed,
  NetworkViewShown,
  ThingLookUpAnswer,
  ThingLookUpBody,
} from './thing.schema.ts'
import { askThingLookUp, type ThingPorts } from './thing-lookup.store.ts'
import {
  listHistory,
  listNodes,
  listReviews,
  listSides,
  readView,
  reviewEdges,
  type SideRow,
} from './thing-network.store.ts'

/** As for a person: D27, finding out whether somebody is known elsewhere. */
const PURPOSE = 'D27'
/** The picture of the phenomenon: results without personal data. */
const VIEW_PURPOSE = 'D28'
const TAG = 'netwerk'

export type NetworkPorts = ThingPorts & {
  readonly deskOf: (organisationId: string, on: Day) => CallDesk | undefined
}

/** Routes of the network, with what they must ask of others. */
export const thingRoutes = (ports: NetworkPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/thing-look-ups',
    operationId: 'askThingLookUp',
    summary: 'Vraag of een ander huis de telefoon, het kenteken of de rekening van dit signaal kent',
    tag: TAG,
    access: { kind: 'signed-in', functions: MAY_LOOK_UP, purpose: PURPOSE },
    body: ThingLookUpBody,
    answer: ThingLookUpAnswer,
    status: 201,
    refusals: [
      ...['lookup-without-ground', 'lookup-without-purpose', 'lookup-without-case', 'lookup-budget-spent'],
      ...['lookup-for-other-purpose', 'no-ground', 'ground-withdrawn', 'ground-expired', 'ground-of-other-purpose'],
      ...['linkage-nothing-to-encode', 'not-found', 'thing-look-up-needs-second-person'],
    ],
    handle: (work, { body }) => askThingLookUp(work, ports, body),
  }),
  route({
    method: 'GET',
    path: '/network-links',
    operationId: 'listNetworkLinks',
    summary: 'De eigen signalen in het netwerk: welk ding ook elders bekend is en wie u daarover belt',
    tag: TAG,
    access: { kind: 'signed-in', functions: [...MAY_LOOK_UP, 'contact-desk-officer'], purpose: PURPOSE },
    answer: NetworkLinkList,
    refusals: [],
    handle: async (work) => accept(await readNetwork(work, ports)),
  }),
  route({
    method: 'POST',
    path: '/network-links/{linkId}/reviews',
    operationId: 'reviewNetworkLink',
    summary: 'Beoordeel een verband: klopt het, of niet, en waarom',
    tag: TAG,
    access: { kind: 'signed-in', functions: MAY_LOOK_UP, purpose: PURPOSE },
    params: NetworkLinkPath,
    body: NetworkReviewBody,
    answer: NetworkReviewed,
    status: 201,
    refusals: ['not-found', 'network-link-ended'],
    handle: (work, { params, body }) => reviewEdges(work, params.linkId, body),
  }),
  route({
    method: 'GET',
    path: '/network-views',
    operationId: 'readNetworkView',
    summary: 'Het netwerk zonder personen: soorten dingen, regio’s en maanden, zo grof als nodig',
    tag: TAG,
    access: { kind: 'signed-in', functions: ['analyst'], purpose: VIEW_PURPOSE },
    answer: NetworkViewShown,
    refusals: [],
    handle: async (work) => {
      const { view, madeAt } = await readView(work)
      return accept({
        clusters: view.clusters.map(({ plane, signals, links }) => ({
          plane,
          signals: signals.map(({ month, region }) => ({
            ...(month === undefined ? {} : { month }),
            ...(region === undefined ? {} : { safetyRegionCode: region }),
          })),
          links: links.map(({ one, other, kinds }) => ({ one, other, kinds: [...kinds] })),
        })),
        withheld: view.withheld,
        ...(madeAt ? { madeAt: madeAt.toISOString() } : {}),
        abilities: [],
      })
    },
  }),
]

const readNetwork = async (work: Work, ports: NetworkPorts) => {
  const [{ nodes, things }, sides, history] = [await listNodes(work), await listSides(work), await listHistory(work)]
  const subjects = new Map(nodes.map(({ handle, subject }) => [handle, subject]))
  const nodeOf = new Map(things.map(({ handle, node }) => [handle, node]))
  const subjectOf = (side: SideRow) => subjects.get(nodeOf.get(side.own_thing ?? '') ?? '')
  const about = new Map(
    sides.flatMap((side) => {
      const subject = subjectOf(side)
      return subject === undefined ? [] : [[side.edge_id, subject] as const]
    }),
  )
  return presentNetwork({
    ...{ nodes, things, sides, history },
    reviews: await listReviews(work, about),
    texts: await ports.describeThings(work, [...subjects.values()]),
    deskOf: (id) => ports.deskOf(id, work.today),
    mayReview: MAY_LOOK_UP.includes(work.claim.function),
  })
}
