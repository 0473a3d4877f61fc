/** A link for counting beds: given by the house, opened without an account, for one place; and ended by the house. */
import { createLink, endLinks } from '../access/index.ts'
import { accept, dayAt, type Outcome, refuse } from '../kernel/index.ts'
import { type Page, type PageAnswer, type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { bedsPage } from './beds.page.ts'
import { isStale } from './care.present.ts'
import { BedLink, Done, Nothing, PlaceParams } from './care.schema.ts'
import { countBedsByLink, isOwnPlace, readBedsByLink } from './care.store.ts'

const provider = { kind: 'signed-in', functions: ['shelter-worker'], purpose: 'W01' } as const
const TAG = 'opvang'
/** A link that lies on a telephone for ever is a key that nobody counts. Proposed by us. */
export const BED_LINK_DAYS = 90

export const bedLinkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/places/{placeId}/links',
    operationId: 'makeBedLink',
    summary: 'Een link om zonder account de vrije bedden van deze plek te tellen; een vorige eindigt',
    tag: TAG,
    access: provider,
    params: PlaceParams,
    body: Nothing,
    answer: BedLink,
    answersOnce: true,
    status: 201,
    refusals: ['not-found'],
    handle: async (work, { params: { placeId } }) => {
      if (!(await isOwnPlace(work, placeId))) return refuse('not-found')
      await endLinks(work, { kind: 'bed-count', subject: placeId })
      return accept({
        token: await createLink(work, { kind: 'bed-count', subject: placeId, validDays: BED_LINK_DAYS }),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/places/{placeId}/link-ends',
    operationId: 'endBedLinks',
    summary: 'De link om bedden te tellen werkt niet meer',
    tag: TAG,
    access: provider,
    params: PlaceParams,
    body: Nothing,
    answer: Done,
    refusals: ['not-found'],
    handle: async (work, { params: { placeId } }) => {
      if (!(await isOwnPlace(work, placeId))) return refuse('not-found')
      await endLinks(work, { kind: 'bed-count', subject: placeId })
      return accept({ done: true })
    },
  }),
]

type Needs = { readonly demonstration: boolean }

export const bedPages = (needs: Needs): readonly Page[] => {
  const access = { kind: 'link', link: 'bed-count' } as const
  const path = '/bedden/{token}'
  return [
    {
      ...{ method: 'GET', path, operationId: 'readBedPage', access },
      handle: (work, { params }) => showBeds(work, needs, params['token'] ?? ''),
    },
    {
      ...{ method: 'POST', path, operationId: 'countBedsPage', access },
      handle: (work, { params, form }) => takeCount(work, params['token'] ?? '', form['beds'] ?? ''),
    },
  ]
}

const addressOf = (token: string): string => `/bedden/${encodeURIComponent(token)}`

const showBeds = async (work: Work, needs: Needs, token: string): Promise<Outcome<PageAnswer, string>> => {
  const beds = await readBedsByLink(work)
  if (!beds) return refuse('not-found')
  const { countedAt, ...shown } = beds
  return accept({
    html: bedsPage({
      ...{ ...shown, address: addressOf(token), demonstration: needs.demonstration },
      ...{ countedDay: dayAt(countedAt), stale: isStale(countedAt, work.now) },
    }),
  })
}

const takeCount = async (work: Work, token: string, typed: string): Promise<Outcome<PageAnswer, string>> => {
  if (!/^\d{1,3}$/.test(typed)) return refuse('bad-input')
  const counted = await countBedsByLink(work, Number(typed))
  if (counted === 'more-free-than-beds') {
    const { capacity = 200 } = (await readBedsByLink(work)) ?? {}
    return refuse('more-free-than-beds', { max: capacity })
  }
  return counted === 'counted' ? accept({ seeOther: addressOf(token) }) : refuse('not-found')
}
