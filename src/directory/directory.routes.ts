/** The HTTP edge of the directory: public, because nobody is named in it. */
import type { WorkFunction } from '../kernel/index.ts'
import { accept, type Day, dayAt, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import { callStepWords, gradeWords, holeWords } from '../words/who-to-call.ts'
import { readDrawing } from './boundaries.store.ts'
import { coverageOf, type MappedStep } from './coverage.ts'
import {
  ContactList,
  ContactQuery,
  CoverageMap,
  CoverageQuery,
  MunicipalityList,
  MunicipalityParams,
  MunicipalityQuery,
  OrganisationList,
  OrganisationNames,
  OrganisationQuery,
} from './directory.schema.ts'
import { followHole, type HoleFact } from './holes.ts'
import { BoundaryDrawing } from './map.schema.ts'
import { readMapFacts } from './map.store.ts'
import { findMunicipality, type Municipality, parseMunicipalityCode, type ShelterKind } from './municipality.ts'
import { isValidOn } from './organisation.ts'
import type { Reference } from './reference.ts'
import type { Standing } from './standing.ts'
import { mapOn, type TodaysMap } from './todays-map.ts'
import { type CallContact, type Hole, placeOfStep, whoToCall } from './who-to-call.ts'

const TAG = 'sociale kaart'
/** Everybody of the care plane who chooses a receiver, a partner or a payer. */
const CHOOSERS: readonly WorkFunction[] = [
  'care-coordinator',
  'focal-officer',
  'wmo-desk',
  'shelter-worker',
  'table-chair',
  'payer',
]

const nameOf = (reference: Reference, code: string): string =>
  reference.municipalities.find((each) => each.code === code)?.name ?? code

const showMunicipality = (reference: Reference, municipality: Municipality) => {
  const centre = (kind: ShelterKind) => {
    const { municipality: code, grade } = municipality.centres[kind]
    return { code, name: nameOf(reference, code), grade: { code: grade, ...gradeWords[grade] } }
  }
  return {
    code: municipality.code,
    name: municipality.name,
    safetyRegionCode: municipality.safetyRegion,
    safetyRegionName:
      reference.safetyRegions.find((each) => each.code === municipality.safetyRegion)?.name ??
      municipality.safetyRegion,
    womenShelterCentre: centre('women-shelter'),
    homelessShelterCentre: centre('homeless-shelter'),
  }
}

const showContact = (
  { step, grade, territory, organisation, contactPoint }: CallContact,
  standing: Standing | undefined,
) => ({
  step: { code: step, ...callStepWords[step] },
  grade: { code: grade, ...gradeWords[grade] },
  territory,
  organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
  holderNl: contactPoint.holder.nl,
  holderEn: contactPoint.holder.en,
  phone: contactPoint.phone,
  mail: contactPoint.mail,
  reachableNl: contactPoint.reachable.nl,
  reachableEn: contactPoint.reachable.en,
  standing: standing?.stage ?? ('unasked' as const),
  ...(standing?.confirmed ? { confirmedDate: standing.confirmed } : {}),
})

const showHole = ({ step, code, territory, lastFilled }: Hole) => ({
  step: { code: step, ...callStepWords[step] },
  hole: { code, ...holeWords[code] },
  territory,
  ...(lastFilled && { lastFilledDate: lastFilled }),
})

type Asked = { readonly task: MappedStep; readonly on: Day; readonly holes: readonly HoleFact[] }
const showCoverage = (reference: Reference, { directory, isStale }: TodaysMap, { task, on, holes }: Asked) => {
  const tiles = new Map(reference.tiles.map((each) => [each.municipality, each]))
  const regions = new Map(reference.safetyRegions.map(({ code, name }) => [code, name]))
  const states = new Map(coverageOf(directory, task, on, isStale).map((each) => [each.municipality, each]))
  const followed = Map.groupBy(
    holes.filter(({ step }) => step === task),
    ({ territory }) => territory,
  )
  const follow = (municipality: Municipality) => {
    const state = states.get(municipality.code)?.state
    if (state !== 'vacant' && state !== 'unknown') return {}
    const { stage, owner } = followHole(followed.get(placeOfStep(task, municipality).territory) ?? [], on)
    const ownerName = reference.organisations.find(({ id }) => id === owner)?.name
    return ownerName ? { followStage: stage, followOwnerName: ownerName } : {}
  }
  return {
    task: { code: task, ...callStepWords[task] },
    on,
    provinces: reference.provinces.map(({ code, name }) => ({ code, name })),
    municipalities: reference.municipalities.map((municipality) => {
      const { code, name, province, safetyRegion } = municipality
      const [tile, covered] = [tiles.get(code), states.get(code)]
      return {
        ...{ code, name, provinceCode: province, safetyRegionName: regions.get(safetyRegion) ?? safetyRegion },
        ...{ column: tile?.column ?? 0, row: tile?.row ?? 0, state: covered?.state ?? 'unknown' },
        ...(covered?.organisation ? { organisationName: covered.organisation.name } : {}),
        ...(covered?.lastFilled ? { lastFilledDate: covered.lastFilled } : {}),
        ...follow(municipality),
      }
    }),
  }
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** All routes of the directory. */
export const directoryRoutes = (needs: {
  readonly reference: Reference
  /** The connection of requests: what stands on the map is read without a claim, like the map itself. */
  readonly worker: () => Database
}): readonly Route[] => [
  route({
    method: 'GET',
    path: '/municipalities',
    operationId: 'findMunicipalities',
    summary: 'Gemeenten zoeken op naam, ook op een andere schrijfwijze of vroegere naam',
    tag: TAG,
    access: { kind: 'public' },
    query: MunicipalityQuery,
    answer: MunicipalityList,
    refusals: [],
    handlePublic: async (_context, { query }) => {
      const { reference } = needs
      const found = findMunicipality(reference.municipalities, query.search, Number(query.limit ?? 8))
      return accept({ municipalities: found.map((each) => showMunicipality(reference, each)) })
    },
  }),
  route({
    method: 'GET',
    path: '/municipalities/{code}/contacts',
    operationId: 'listContacts',
    summary: 'Wie bel ik vandaag, met de gaten erbij',
    tag: TAG,
    access: { kind: 'public' },
    params: MunicipalityParams,
    query: ContactQuery,
    answer: ContactList,
    refusals: ['municipality-unknown', 'nobody-to-call'],
    handlePublic: async ({ now }, { params, query }) => {
      const { reference } = needs
      const code = parseMunicipalityCode(params.code)
      if (!code) return refuse('municipality-unknown')
      const { directory, standings } = mapOn(reference, await readMapFacts(needs.worker()), dayAt(now))
      const answer = whoToCall(directory, code, query.subject, dayAt(now))
      if (!answer.ok) return answer
      const { contacts, holes, on, subject } = answer.value
      return accept({
        municipality: { code, name: nameOf(reference, code) },
        subject,
        on,
        contacts: contacts.map((each) => showContact(each, standings.get(each.contactPoint.id))),
        holes: holes.map(showHole),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/coverage',
    operationId: 'readCoverage',
    summary: 'De kaart: wie een taak vandaag doet in elke gemeente, en waar niemand',
    tag: TAG,
    access: { kind: 'public' },
    query: CoverageQuery,
    answer: CoverageMap,
    refusals: [],
    handlePublic: async ({ now }, { query }) => {
      const [facts, on] = [await readMapFacts(needs.worker()), dayAt(now)]
      const today = mapOn(needs.reference, facts, on)
      return accept(showCoverage(needs.reference, today, { task: query.task, on, holes: facts.holes }))
    },
  }),
  route({
    method: 'GET',
    path: '/boundaries',
    operationId: 'readBoundaries',
    summary: 'Echte grenzen van gemeenten om op te tekenen, als deze installatie ze heeft ingelezen',
    tag: TAG,
    access: { kind: 'public' },
    answer: BoundaryDrawing,
    refusals: [],
    handlePublic: async () => {
      const { shapes, ...drawing } = await readDrawing(needs.worker())
      return accept({ ...drawing, shapes: [...shapes] })
    },
  }),
  route({
    method: 'GET',
    path: '/organisation-names',
    operationId: 'listOrganisationNames',
    summary: 'De namen van alle organisaties in de sociale kaart, naast hun id',
    tag: TAG,
    access: { kind: 'signed-in', functions: CHOOSERS, purpose: 'W01' },
    answer: OrganisationNames,
    refusals: [],
    handle: async () =>
      accept({ organisations: needs.reference.organisations.map(({ id, name }) => ({ organisationId: id, name })) }),
  }),
  route({
    method: 'GET',
    path: '/organisations',
    operationId: 'listOrganisations',
    summary: 'Organisaties kiezen als ontvanger, partner of betaler',
    tag: TAG,
    access: { kind: 'signed-in', functions: CHOOSERS, purpose: 'W01' },
    query: OrganisationQuery,
    answer: OrganisationList,
    refusals: [],
    handle: async (work, { query }) => {
      const text = plain(query.search ?? '')
      const found = needs.reference.organisations
        .filter((each) => isValidOn(each.valid, work.today))
        .filter((each) => query.kind === undefined || each.kind === query.kind)
        .filter((each) => plain(each.name).includes(text))
        .slice(0, Number(query.limit ?? 25))
      return accept({
        organisations: found.map(({ id, name, kind, plane, municipality }) => ({
          id,
          name,
          kind,
          plane,
          ...(municipality && { municipalityCode: municipality }),
        })),
      })
    },
  }),
]
