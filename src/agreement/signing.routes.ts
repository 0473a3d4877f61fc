/** The HTTP edge of signing and of areas: who signed which norm, what was done for a municipality, region or the country, and the norms for everybody. */
import { accept, dayAt, parseDay, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { insertAdoption, lockAdoptions, readAdoptions } from './adoption.store.ts'
import { checkAdoption } from './adoption.ts'
import { insertAreaFact, readAreaFacts, writeAreaAlone } from './area.store.ts'
import { answersFor, areasOf, checkAreaFact, kindsAbout, standingFacts } from './area.ts'
import { hasMandate } from './mandate.ts'
import { findVersion } from './norm.ts'
import { FACT_KINDS, NORMS } from './norm-book.ts'
import { showAdoptions, showArea, showNorms } from './signing.present.ts'
import {
  AdoptionList,
  AdoptionMade,
  AdoptionPath,
  AreaClocks,
  AreaFactMade,
  AreaFactPath,
  AreaPath,
  EndAdoption,
  NormList,
  NoteAreaFact,
  OwnAreas,
  SignNorm,
} from './signing.schema.ts'

/** What signing must know of the directory; bound in wiring.ts. */
export type SigningPorts = {
  readonly organisations: readonly {
    readonly id: string
    readonly kind: string
    readonly name: string
    readonly serves: readonly string[]
  }[]
  /** How a municipality or region is called. */
  readonly nameOfArea: (area: string) => string
  /** The connection of the role that reads no person, for what everybody reads. */
  readonly publicReader: () => Database
}

const tag = 'afspraken'
const SIGNERS = ['care-coordinator', 'focal-officer', 'shelter-worker'] as const
const AREA_FUNCTIONS = ['care-coordinator', 'focal-officer', 'analyst'] as const
const signs = { kind: 'signed-in', functions: SIGNERS, purpose: 'W19' } as const
const ofArea = { kind: 'signed-in', functions: AREA_FUNCTIONS, purpose: 'W19' } as const

export const signingRoutes = (ports: SigningPorts): readonly Route[] => {
  const houses = new Map(ports.organisations.map((each) => [each.id, each]))
  const nameOf = (id: string): string => houses.get(id)?.name ?? id
  const mandateOf = ({ claim }: Work): boolean => hasMandate(houses.get(claim.organisation)?.kind, claim.function)
  const readerOf = (work: Work) => ({
    ...{ organisation: work.claim.organisation, today: work.today, nameOf },
    ...{ serves: houses.get(work.claim.organisation)?.serves ?? [], function: work.claim.function },
  })
  return [
    route({
      method: 'GET',
      path: '/norms',
      operationId: 'listNorms',
      summary: 'Alle basisafspraken met stand, bron, wie tekende, geldigheid en voorbeelden',
      tag,
      access: { kind: 'public' },
      answer: NormList,
      refusals: [],
      handlePublic: async ({ now }) => {
        const on = dayAt(now)
        const adoptions = await readAdoptions({ trx: ports.publicReader() }, { nameOf })
        return accept({ on, norms: showNorms(NORMS, adoptions, on) })
      },
    }),
    route({
      method: 'GET',
      path: '/adoptions',
      operationId: 'listAdoptions',
      summary: 'Wie welke basisafspraak tekende, van wanneer, en wat het eigen huis kan tekenen',
      tag,
      access: signs,
      answer: AdoptionList,
      refusals: [],
      handle: async (work) =>
        accept(showAdoptions(await readAdoptions(work, { nameOf }), { ...readerOf(work), mandate: mandateOf(work) })),
    }),
    route({
      method: 'POST',
      path: '/adoptions',
      operationId: 'signNorm',
      summary:
        'Namens de eigen organisatie een basisafspraak tekenen, vanaf een dag die nog komt; meer mag, minder niet',
      tag,
      access: signs,
      body: SignNorm,
      answer: AdoptionMade,
      status: 201,
      refusals: [
        ...['party-has-no-mandate', 'norm-not-known', 'adopted-from-past', 'adopted-already'],
        ...['adopts-less', 'adopts-what-is-not-asked', 'bad-input'],
      ],
      handle: async (work, { body: { normId, fromDate, ...terms } }) => {
        const from = parseDay(fromDate)
        if (!from) return refuse('bad-input')
        const norm = NORMS.find(({ id }) => id === normId)
        const base = norm && findVersion(norm, from)
        await lockAdoptions(work)
        const checked = checkAdoption(
          { party: work.claim.organisation, normId, from, terms },
          {
            base,
            standing: await readAdoptions(work, { parties: [work.claim.organisation] }),
            mandate: mandateOf(work),
            today: work.today,
          },
        )
        if (!checked.ok) return checked
        return accept({
          adoptionId: await insertAdoption(work, { normId, version: checked.value.version, from, terms }),
        })
      },
    }),
    route({
      method: 'POST',
      path: '/adoptions/{adoptionId}/endings',
      operationId: 'endAdoption',
      summary: 'Een eigen ondertekening laten eindigen, vanaf een dag die nog komt',
      tag,
      access: signs,
      params: AdoptionPath,
      body: EndAdoption,
      answer: AdoptionMade,
      status: 201,
      refusals: ['not-found', 'party-has-no-mandate', 'adopted-from-past', 'adoption-ended-already', 'bad-input'],
      handle: async (work, { params, body }) => {
        const from = parseDay(body.fromDate)
        await lockAdoptions(work)
        const signed = (await readAdoptions(work, { parties: [work.claim.organisation] })).find(
          ({ id }) => id === params.adoptionId,
        )
        if (!signed) return refuse('not-found')
        if (!from) return refuse('bad-input')
        if (!mandateOf(work)) return refuse('party-has-no-mandate')
        if (signed.ended) return refuse('adoption-ended-already')
        if (from <= work.today || from < signed.from) return refuse('adopted-from-past')
        const { normId, version } = signed
        await insertAdoption(work, { normId, version, from, terms: {}, ends: signed.id })
        return accept({ adoptionId: signed.id })
      },
    }),
    route({
      method: 'GET',
      path: '/areas',
      operationId: 'listOwnAreas',
      summary: 'De gemeenten, de regio of het land waarvoor de eigen organisatie werkt, met hun naam',
      tag,
      access: ofArea,
      answer: OwnAreas,
      refusals: [],
      handle: async (work) =>
        accept({
          areas: areasOf(readerOf(work).serves).map(({ about, area }) => ({
            about,
            area,
            name: ports.nameOfArea(area),
          })),
        }),
    }),
    route({
      method: 'GET',
      path: '/areas/{about}/{area}/clocks',
      operationId: 'readAreaClocks',
      summary: 'Wat elke afspraak vandaag zegt over een gemeente, een regio of het land, en wat daar is gedaan',
      tag,
      access: ofArea,
      params: AreaPath,
      answer: AreaClocks,
      refusals: [],
      handle: async (work, { params }) => {
        const facts = await readAreaFacts(work, params)
        const reader = readerOf(work)
        const kinds = answersFor(params, reader)
          ? kindsAbout(NORMS, FACT_KINDS, params.about).filter(({ functions }) => functions?.includes(reader.function))
          : []
        return accept(
          showArea(params, facts, {
            ...reader,
            kinds: kinds.map(({ kind }) => kind),
            adoptions: await readAdoptions(work, { parties: [...new Set(facts.map(({ by }) => by))], nameOf }),
          }),
        )
      },
    }),
    route({
      method: 'POST',
      path: '/areas/{about}/{area}/facts',
      operationId: 'noteAreaFact',
      summary: 'Noteren wat voor een gemeente, een regio of het land is gedaan; alleen wie ervoor werkt',
      tag,
      access: ofArea,
      params: AreaPath,
      body: NoteAreaFact,
      answer: AreaFactMade,
      status: 201,
      refusals: [
        ...['step-not-known', 'step-recorded-elsewhere', 'not-your-area', 'happened-in-future', 'step-noted-already'],
        'bad-input',
      ],
      handle: async (work, { params, body }) => {
        const on = body.happenedDate === undefined ? work.today : parseDay(body.happenedDate)
        if (!on) return refuse('bad-input')
        await writeAreaAlone(work, params)
        const checked = checkAreaFact(
          { ...params, kind: body.kind, on },
          {
            ...{ norms: NORMS, kinds: FACT_KINDS, facts: await readAreaFacts(work, params) },
            ...readerOf(work),
          },
        )
        if (!checked.ok) return checked
        return accept({ areaFactId: await insertAreaFact(work, { ...params, kind: body.kind, happened: on }) })
      },
    }),
    route({
      method: 'POST',
      path: '/areas/{about}/{area}/facts/{areaFactId}/withdrawals',
      operationId: 'withdrawAreaFact',
      summary: 'Terugnemen wat het eigen huis over een gebied verkeerd noteerde',
      tag,
      access: ofArea,
      params: AreaFactPath,
      answer: AreaFactMade,
      status: 201,
      refusals: ['not-found'],
      handle: async (work, { params: { about, area, areaFactId } }) => {
        await writeAreaAlone(work, { about, area })
        const facts = standingFacts(await readAreaFacts(work, { about, area }))
        const fact = facts.find(({ id, by }) => id === areaFactId && by === work.claim.organisation)
        if (!fact) return refuse('not-found')
        const { kind, happened } = fact
        await insertAreaFact(work, { about, area, kind, happened, withdraws: fact.id })
        return accept({ areaFactId: fact.id })
      },
    }),
  ]
}
