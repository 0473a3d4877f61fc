/** The HTTP edge of holes, entries and practice: those who keep the map, and who counts. What an address can do is judged by the database as well. */
import terms from '../../data/directory/terms.json' with { type: 'json' }
import { accept, addDays, addQuarters, closedQuarters, type Outcome, refuse, startOfQuarter } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { stepHole } from './holes.ts'
import { showHoles, showNational, showPractice, territoryName } from './map.present.ts'
import {
  EntryLink,
  HoleList,
  HoleQuery,
  HoleStepTaken,
  Kept,
  NationalPractice,
  NewEntryLink,
  OwnPractice,
} from './map.schema.ts'
import { holeId, lockHole, readCounts, readDeclarations, readMapFacts, recordMapFact } from './map.store.ts'
import { parseTerritory } from './municipality.ts'
import { holesToday } from './open-holes.ts'
import type { EntryLinkKind, MapPorts } from './ports.ts'
import { mapOn } from './todays-map.ts'

const TAG = 'sociale kaart'
/** Those who work for people in places, for the upkeep of the directory. */
const keeper = {
  kind: 'signed-in',
  functions: ['care-coordinator', 'focal-officer', 'wmo-desk'],
  purpose: 'W03',
} as const
const PATHS: Readonly<Record<EntryLinkKind, string>> = { 'entry-confirm': '/bevestigen', 'practice-declare': '/opgave' }

export const mapRoutes = (ports: MapPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/holes',
    operationId: 'listHoles',
    summary: 'De gaten in de kaart als werklijst: wie pakt het op, wat is gekozen',
    tag: TAG,
    access: keeper,
    query: HoleQuery,
    answer: HoleList,
    refusals: [],
    handle: async (work, { query }) => {
      const followed = holesToday(ports.reference, await readMapFacts(work.trx), {
        on: work.today,
        by: work.claim.organisation,
      })
      return accept(showHoles(ports.reference, followed, { on: work.today, show: query.show }))
    },
  }),
  route({
    method: 'POST',
    path: '/holes/steps',
    operationId: 'stepHole',
    summary: 'Een stap in een gat: oppakken, kiezen, toegezegd, geweigerd of teruggeven',
    tag: TAG,
    access: keeper,
    body: HoleStepTaken,
    answer: Kept,
    status: 201,
    refusals: ['not-found', 'hole-not-yours', 'hole-taken-already', 'hole-not-this-step', 'choice-not-open'],
    handle: async (work, { body }) => {
      const territory = parseTerritory(body.territory)
      if (!territory) return refuse('not-found')
      await lockHole(work, { step: body.step, territory })
      const followed = holesToday(ports.reference, await readMapFacts(work.trx), {
        on: work.today,
        by: work.claim.organisation,
      })
      const about = followed.find((each) => each.hole.step === body.step && each.hole.territory === territory)
      if (!about) return refuse('not-found')
      const step = stepHole(
        { kind: body.kind, ...(body.choice ? { choice: body.choice } : {}), ...withOf(about.options, body) },
        { now: about.now, by: work.claim.organisation, mayTakeUp: about.mayTakeUp, options: about.options },
      )
      if (!step.ok) return refuse(step.refusal.code, { place: territoryName(ports.reference, about.hole.territory) })
      const { kind, ...payload } = step.value
      const recorded = await recordMapFact(work, {
        ...{ stream: holeId(about.hole), kind },
        payload: { step: body.step, territory: body.territory, ...payload },
      })
      return recorded ? accept({ done: true }) : refuse('not-found')
    },
  }),
  route({
    method: 'POST',
    path: '/entry-links',
    operationId: 'makeEntryLink',
    summary: 'Een link waarmee een eigen vermelding of opgave zonder account wordt bevestigd; een vorige eindigt',
    tag: TAG,
    access: keeper,
    body: NewEntryLink,
    answer: EntryLink,
    answersOnce: true,
    status: 201,
    refusals: ['not-found'],
    handle: async (work, { body }) => {
      const isOwn =
        body.kind === 'practice-declare'
          ? body.subject === work.claim.organisation
          : ports.reference.contactPoints.some(
              (each) => each.id === body.subject && each.organisation === work.claim.organisation,
            )
      return isOwn ? askEntry(work, ports, body) : refuse('not-found')
    },
  }),
  route({
    method: 'GET',
    path: '/practice',
    operationId: 'readOwnPractice',
    summary: 'Wat de eigen organisatie opgaf, naast wat de feiten laten zien',
    tag: TAG,
    access: keeper,
    answer: OwnPractice,
    refusals: [],
    handle: async (work) => {
      const house = work.claim.organisation
      const [declared, facts, periods] = [
        await readDeclarations(work, house),
        await readMapFacts(work.trx),
        await readOwnYears(work, house),
      ]
      return accept(
        showPractice(ports.reference, {
          ...{ house, on: work.today, declared: declared.get(house) ?? [], ...periods },
          standings: mapOn(ports.reference, facts, work.today).standings,
        }),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/practice/country',
    operationId: 'readNationalPractice',
    summary: 'Hoeveel gemeenten wat opgaven, naast wat de feiten van alle gemeenten samen laten zien',
    tag: TAG,
    access: { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' },
    answer: NationalPractice,
    refusals: [],
    handle: async (work) => {
      // For organisations that count (W04); an analyst elsewhere sees what was released, as everybody.
      if (work.claim.plane !== 'numbers') return refuse('not-your-function')
      return accept(
        showNational(ports.reference, {
          ...{ on: work.today, declared: await readDeclarations(work) },
          ...(await readClosedYears(work)),
        }),
      )
    },
  }),
]

/** Gives a link to one entry or declaration and records that it was asked; refuses what the database finds not to be this asker's. */
export const askEntry = async (
  work: Work,
  ports: Pick<MapPorts, 'createLink' | 'endLinks'>,
  asked: { readonly kind: EntryLinkKind; readonly subject: string },
): Promise<Outcome<{ token: string; path: string }, 'not-found'>> => {
  const kind = asked.kind === 'entry-confirm' ? 'confirmation-asked' : 'practice-asked'
  if (!(await recordMapFact(work, { stream: asked.subject, kind }))) return refuse('not-found')
  await ports.endLinks(work, asked)
  const token = await ports.createLink(work, { ...asked, validDays: terms.linkDays })
  return accept({ token, path: `${PATHS[asked.kind]}/${token}` })
}

// A choice with one municipality only needs no municipality said with it.
const withOf = (
  options: readonly { readonly choice: string; readonly with?: string }[],
  body: { readonly choice?: string; readonly with?: string },
) => {
  const option = options.find((each) => each.choice === body.choice && each.with === body.with)
  return option?.with ? { with: option.with as never } : {}
}

const YEAR = 365
/** Of the own house: the last 365 days, today among them, and the 365 before. */
const readOwnYears = async (work: Work, house: string) => {
  const between = (from: number, until: number) =>
    readCounts(work, { house, from: addDays(work.today, from), until: addDays(work.today, until) })
  return { now: await between(1 - YEAR, 0), before: await between(1 - 2 * YEAR, -YEAR) }
}

const QUARTERS = 4
/** Of the country: the last four quarters that are closed, and the four before. */
const readClosedYears = async (work: Work) => {
  const [last = ''] = closedQuarters(work.now, 1)
  const between = (from: number, until: number) =>
    readCounts(work, { from: startOfQuarter(addQuarters(last, from)), until: startOfQuarter(addQuarters(last, until)) })
  return { now: await between(1 - QUARTERS, 0), before: await between(1 - 2 * QUARTERS, -QUARTERS) }
}
