/** One cell of the access matrix over HTTP: who asks which route about whose object, and what came of it. */
import { castDay, castOrganisations } from '../../fixtures/cast.ts'
import type { WorkFunction } from '../../src/kernel/index.ts'
import type { Route } from '../../src/platform/route.ts'
import { aPhoto } from './attachments.ts'
import { emergencyBody } from './emergency.ts'
import { exampleBody, type Ids, pathOf } from './hostile.ts'
import { inTurns, LINKED, type Line, openLine, RELATIONS, type Relation, type Relations } from './relations.ts'
import type { TestSystem } from './system.ts'

/**
 * What came of a request. `shows`: it is answered with something of the scene in it; `empty`: answered without. `does`: let through to the
 * very end, where the log takes no row of a write, so that nothing changes (see `holdWrites`). `refused`: known to be there, not done.
 */
export type Outcome = 'nobody' | 'closed' | 'absent' | 'shows' | 'empty' | 'does' | 'refused' | 'broken'

export type RouteCell = {
  readonly route: Route
  readonly role: WorkFunction
  readonly relation: Relation
}

/** Routes that cannot be asked without a query. */
export const QUERIES: Readonly<Record<string, string>> = {
  askCube: '?year=2026',
  countPersons: '?year=2026',
  compareRegions: '?year=2026',
  readFlows: '?year=2026',
  readThingFlows: '?year=2026&side=care&kind=phone',
  exportDirectiveCube: '?year=2026',
  readPictureDesk: '?year=2026',
  readYearlyReport: '?language=nl',
  readHiddenNumber: '?year=2026&side=care',
  findMunicipalities: '?search=Zaan',
  listContacts: '?subject=victim-found',
  listDay: '?whose=all',
  readCoverage: '?task=own-focal-officer',
  listHoles: '?show=all',
}
/** Routes that end the session they are asked with. */
export const ENDS_SESSION: readonly string[] = ['endSession', 'endAllSessions']

/** Somebody without an account to whom can be handed over. */
export const OUTSIDE_PARTY = {
  ...{ kind: 'shelter', name: 'Verzonnen Huis', function: 'intake', phone: '+32 2 000 00 00', country: 'BE' },
  language: 'fr',
} as const

/** A body that is let through where it may be, for routes of which the smallest one is refused for what it says. */
const BODIES: Readonly<Record<string, (ids: Ids) => unknown>> = {
  recordSignal: () => ({ source: 'typed', exploitation: 'labour', person: { fullName: 'Verzonnen' } }),
  logCall: ({ signalId }) => ({
    ...{ withWhom: 'Verzonnen', outcome: 'agreed', minutes: 1 },
    about: { kind: 'signal', id: signalId },
  }),
  openDossier: ({ signalId }) => ({ signalId, municipalityCode: 'GM0415' }),
  askLookUp: ({ signalId, groundId }) => ({ signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' }),
  askThingLookUp: ({ signalId, groundId }) => ({ signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' }),
  decideDeskHit: () => ({ decision: 'do-not-connect', because: 'no-consent' }),
  decideLookUp: ({ groundId }) => ({ decision: 'refused', groundId, reason: 'not-needed' }),
  reviewLookUp: () => ({ outcome: 'asked' }),
  joinWaitingList: () => ({ urgency: 'unsafe-tonight' }),
  passListOffer: ({ offerId }) => ({ offerId, reason: 'she-says-no' }),
  correctWait: () => ({ cause: 'decision', reason: 'other-cause' }),
  askPayer: () => ({ payerOrganisationId: castOrganisations.municipalityZaanstad }),
  openBreakGlass: ({ dossierId }) => emergencyBody(String(dossierId)),
  recordStep: () => ({ kind: 'first-contact' }),
  recordMoneyStep: () => ({ step: 'schadefonds', act: 'applied' }),
  recordShelterStay: () => ({ step: 'shelter-left' }),
  makeOutflowPlan: () => ({
    ...{ wish: 'Verzonnen', goal: 'own-home', needs: ['alone'], municipalityCode: 'GM0479', tasks: [] },
    ...{ leftHome: 'yes', ordinance: 'unknown' },
  }),
  answerMiss: () => ({ normId: 'N32', triggeredDate: castDay, cause: 'other' }),
  releaseNorm: () => ({ norm: 'N32', year: 2025 }),
  signNorm: () => ({ normId: 'N99', fromDate: '2027-06-01', count: 5 }),
  endAdoption: () => ({ fromDate: '2027-06-01' }),
  noteAreaFact: () => ({ kind: 'approach-adopted' }),
  noteChapter: () => ({ chapter: 'story', text: 'Verzonnen' }),
  searchDossiers: () => ({ sought: 'kanarie' }),
  addAttachment: () => ({ chapter: 'story', title: 'Verzonnen', fileBase64: aPhoto().toString('base64') }),
  nameOutsideParty: () => OUTSIDE_PARTY,
  settleOutsideHandover: () => ({ becomes: 'stays' }),
  offerHandover: () => ({ receiverId: castOrganisations.careEindhoven }),
  agreeGoal: ({ goalId = '00000000-0000-4000-8000-000000000000' }) => ({ goalId, by: 'us' }),
  takeDecision: () => ({ kind: 'end-shelter', because: ['danger'], danger: true }),
  stateInterest: ({ wishId }) => ({
    because: ['her-wish'],
    statement: { decidedBy: 'herself', accords: 'as-wished', wishId, effect: '', alternatives: '' },
    seenConflicts: ['ends-while-money-is-asked', 'decider-gives-bed'],
  }),
  stepHole: () => ({ step: 'own-focal-officer', territory: 'GM0088', kind: 'hole-taken-up' }),
  makeEntryLink: () => ({ kind: 'practice-declare', subject: castOrganisations.comensha }),
  moveTable: () => ({ heldDate: '2027-01-15' }),
  nameAbsence: () => ({ fromDate: '2027-01-11', untilDate: '2027-01-15' }),
  takeDayItem: () => ({ taken: true }),
  setReminder: () => ({}),
  askForSeat: () => ({ mail: 'stoel@verzonnen.example' }),
  switchPersonPage: () => ({ on: true, besideHer: true }),
  recordGround: () => ({
    ...{
      kind: 'consent-to-search',
      purpose: 'D27',
      language: 'zh',
      present: ['interpreter'],
      helpDoesNotDependOnIt: true,
    },
    ...{ understood: 'Ja.', ageGroup: '18-plus', givenDate: castDay },
  }),
  recordConsent: () => ({
    ...{ chapter: 'health', partnerId: castOrganisations.careEindhoven, purpose: 'D26', answer: 'given' },
    ...{ language: 'zh', present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.', givenDate: castDay },
  }),
}
export const bodyOf = (route: Route, ids: Ids): unknown =>
  route.method === 'POST' ? (BODIES[route.operationId]?.(ids) ?? exampleBody(route, ids)) : undefined

export const idsIn = (route: Pick<Route, 'path'>): readonly string[] =>
  [...route.path.matchAll(/\{(\w+Id)\}/g)].map((found) => String(found[1]))

/** Whose the thing is that a route without an id is about. */
const ABOUT: Readonly<Record<string, string>> = {
  ...{
    countPersons: 'numbers',
    readNationalPractice: 'numbers',
    releaseNumbers: 'numbers',
    releaseNorm: 'numbers',
    withdrawRelease: 'numbers',
    readNetworkView: 'numbers',
    readFollowUpRates: 'numbers',
  },
  ...{ readWaitingFigures: 'numbers', readNamedGaps: 'numbers' },
  ...{ readNormFigures: 'numbers', readNormFigure: 'numbers' },
  ...{ compareRegions: 'numbers', readFlows: 'numbers', readThingFlows: 'numbers', readRevolvingDoor: 'numbers' },
  ...{ readPictureDesk: 'numbers', askCube: 'numbers', exportDirectiveCube: 'numbers' },
  readHiddenNumber: 'numbers',
  ...{ listDeskHits: 'deskHitId', addPlace: 'placeId', listPlaces: 'placeId', listPlaceOffers: 'offerId' },
  listPayerRequests: 'payerRequestId',
  listSecondLooks: 'secondLookId',
}
/** The object that decides who stands in which relation on this route. */
export const objectOf = (route: Route): string => idsIn(route)[0] ?? ABOUT[route.operationId] ?? ''

// Safe: a scene holds an id under each name that a path or a body asks for.
export const idsOf = (relations: Relations): Ids => ({ ...(relations.scene as unknown as Ids), kind: 'allowance-form' })

/** Every route in every function and relation. */
export const routeCells = (routes: readonly Route[], roles: readonly WorkFunction[]): readonly RouteCell[] =>
  routes.flatMap((route) => roles.flatMap((role) => RELATIONS.map((relation) => ({ route, role, relation }))))

/**
 * From here on a write is done up to its row in the log, which is refused with the code of a disk that is full: the answer says that
 * everything else let it through, and nothing is changed. What is refused is logged as ever.
 */
export const holdWrites = async (house: TestSystem): Promise<void> => {
  const admin = await house.admin()
  const writes = house.system.routes.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId)
  await admin.query(`create function public.hold_writes() returns trigger language plpgsql security definer as $$
    begin
      if new.outcome <> 'refused' and new.operation = any (array[${writes.map((each) => `'${each}'`).join(', ')}]) then
        raise exception 'held' using errcode = '53100';
      end if;
      return new;
    end $$`)
  await admin.query(
    'create trigger hold_writes before insert on audit.request for each row execute function public.hold_writes()',
  )
}

/** Lets writes through again, for one act between cells; `hold` puts it back. */
export const letWrites = async (house: TestSystem, how: 'through' | 'hold'): Promise<void> => {
  const admin = await house.admin()
  await admin.query(`alter table audit.request ${how === 'through' ? 'disable' : 'enable'} trigger hold_writes`)
  await admin.end()
}

/** Refused for who asks and for what, whatever it was about. */
const CLOSED = ['not-your-function', 'function-not-on-plane', 'purpose-not-for-house', 'purpose-not-for-function']

const outcomeOf = (status: number, text: string, marks: readonly string[]): Outcome => {
  if (status === 401) return 'nobody'
  if (status === 403) return CLOSED.some((code) => text.includes(`"${code}"`)) ? 'closed' : 'refused'
  if (status === 404) return 'absent'
  if (status === 507) return 'does'
  if (status >= 500) return 'broken'
  if (status >= 400) return 'refused'
  return marks.some((mark) => text.includes(mark)) ? 'shows' : 'empty'
}

export type Answered = RouteCell & { readonly outcome: Outcome; readonly status: number; readonly text: string }

/** Asks every cell over the socket, so many at once. What a request brings itself is no mark of what it was shown. */
export const askCells = async (
  relations: Relations,
  cells: readonly RouteCell[],
  line: Line,
): Promise<readonly Answered[]> => {
  const all = idsOf(relations)
  const marks = Object.entries(relations.scene).flatMap(([name, id]) => (name.endsWith('Id') ? [String(id)] : []))
  const answered: Answered[] = []
  await inTurns(cells, 8, async (cell) => {
    const { route, role, relation } = cell
    const asker = relations.asker(role, relation, objectOf(route))
    const token =
      ENDS_SESSION.includes(route.operationId) && !LINKED.includes(role) ? await relations.again(asker) : asker.token
    // An opening is of one person: who opened asks about the own one.
    const openingId = relation === 'break-glass' ? relations.openingOf(asker) : undefined
    const ids = openingId ? { ...all, openingId } : all
    const path = `${pathOf(route, ids)}${QUERIES[route.operationId] ?? ''}`
    const body = bodyOf(route, ids)
    const { status, text } = await line.ask({ method: route.method, path, token, body })
    const said = `${path} ${JSON.stringify(body ?? '')}`
    const news = route.method === 'GET' ? marks : marks.filter((mark) => !said.includes(mark))
    answered.push({ ...cell, status, text, outcome: outcomeOf(status, text, news) })
  })
  return answered
}

export { openLine }

/** Bodies of what the smallest body is refused for in the scene, as it was done there already. */
export const REPEATED_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  askPayer: { payerOrganisationId: castOrganisations.municipalityLandsmeer },
  makeEntryLink: { kind: 'practice-declare', subject: castOrganisations.careZaanstad },
  recordMoneyStep: { step: 'schadefonds', act: 'applied' },
  recordShelterStay: { step: 'shelter-left' },
  signNorm: { normId: 'N35', fromDate: '2027-06-01', count: 10 },
}
