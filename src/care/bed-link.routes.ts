/** A link for counting beds: given by the house, opened without an account, for one place; and ended by the house. */
import { createLink, endLinks, madeAt, standingLinks } from '../access/index.ts'
import { accept, dayAt, type Outcome, refuse } from '../kernel/index.ts'
import { type Page, type PageAnswer, type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import type { BedLanguage } from '../words/beds.ts'
import { bedAddress, bedsPage } from './beds.page.ts'
import { isStale } from './care.present.ts'
import { BedLink, Done, Nothing, PlaceParams } from './care.schema.ts'
import { countBedsByLink, isOwnPlace, readBedsByLink } from './care.store.ts'

const provider = { kind: 'signed-in', functions: ['shelter-worker'], purpose: 'W01' } as const
const TAG = 'opvang'
/** A link that lies on a telephone for ever is a key that nobody counts. Proposed by us. */
export const BED_LINK_DAYS = 90

/** Since when each of these places has a link that still opens. */
export const bedLinksSince = async (work: Work, places: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const links = await standingLinks(work, { kind: 'bed-count', subjects: places })
  return new Map([...links].map(([place, until]) => [place, madeAt(until, BED_LINK_DAYS)]))
}

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
      handle: (work, { params, search }) => showBeds(work, needs, visitOf(params['token'], search)),
    },
    {
      ...{ method: 'POST', path, operationId: 'countBedsPage', access },
      handle: (work, { params, search, form }) => takeCount(work, visitOf(params['token'], search), form['beds'] ?? ''),
    },
  ]
}

type Visit = { readonly token: string; readonly language: BedLanguage; readonly saved: boolean }
const visitOf = (token = '', search: string): Visit => {
  const asked = new URLSearchParams(search)
  return { token, language: asked.get('taal') === 'en' ? 'en' : 'nl', saved: asked.get('bewaard') === 'ja' }
}

const showBeds = async (work: Work, needs: Needs, visit: Visit): Promise<Outcome<PageAnswer, string>> => {
  const beds = await readBedsByLink(work)
  if (!beds) return refuse('not-found')
  const countedDay = dayAt(beds.countedAt)
  return accept({
    html: bedsPage({
      ...{ ...beds, ...visit, countedDay, stale: isStale(beds.countedAt, work.now) },
      // An address that was kept says nothing of today tomorrow.
      ...{ saved: visit.saved && countedDay === work.today, demonstration: needs.demonstration },
    }),
  })
}

const takeCount = async (
  work: Work,
  { token, language }: Visit,
  typed: string,
): Promise<Outcome<PageAnswer, string>> => {
  if (!/^\d{1,3}$/.test(typed)) return refuse('bad-input')
  const counted = await countBedsByLink(work, Number(typed))
  if (counted === 'more-free-than-beds') {
    const { capacity = 200 } = (await readBedsByLink(work)) ?? {}
    return refuse('more-free-than-beds', { max: capacity })
  }
  return counted === 'counted' ? accept({ seeOther: bedAddress(token, language, true) }) : refuse('not-found')
}
