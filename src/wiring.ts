/**
 * The only file that knows who listens to whom and which port is bound to what. Read it and you know the system:
 * routes and pages by slice, listeners by fact, ports by name.
 */
import { createHmac, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { accessListeners } from './access/access.listeners.ts'
import { accessRoutes, sessionRoutes } from './access/access.routes.ts'
import { keepForgettingLoans } from './access/break-glass.job.ts'
import { needsFreshSignIn } from './access/fresh.ts'
import { createLink, endLinks, groundStands, readPurposes, withdrawGroundsOf } from './access/index.ts'
import { leavePages } from './access/leave.routes.ts'
import { openMeans, placeOfPasskeys } from './access/local-means.crypto.ts'
import { localPages } from './access/local-means.routes.ts'
import { findPageSession } from './access/page-code.store.ts'
import { findLink, findSession, IDLE_MINUTES } from './access/session.store.ts'
import { signInPages } from './access/sign-in.routes.ts'
import { agreementListeners, countingListeners } from './agreement/agreement.listeners.ts'
import { agreementRoutes } from './agreement/agreement.routes.ts'
import type { FileForCountingPort } from './agreement/counted-clock.store.ts'
import { NORMS_MARK, nextDuesOf } from './agreement/next-due.store.ts'
import { FACT_KINDS, NORMS_OF_PERSONS } from './agreement/norm-book.ts'
import { normFigureRoutes } from './agreement/norm-figures.routes.ts'
import { tableOfNormYear } from './agreement/norm-figures.store.ts'
import { askedByTerms, chapterOfNorm, clocksThatRun, weighMiss } from './agreement/running-clocks.store.ts'
import { signingRoutes } from './agreement/signing.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { actsOnSubjects, keepSealing, type LogSigner, logSignerOf, type Sealed, sealOnce } from './audit/index.ts'
import { unusualRoutes } from './audit/unusual.routes.ts'
import { bedPages } from './care/bed-link.routes.ts'
import {
  endQuestionOfBefore,
  stopAllWaiting,
  stopWaitingForConsent,
  stopWaitingForPayer,
  waitForPayer,
} from './care/care.listeners.ts'
import { careRoutes } from './care/care.routes.ts'
import { givesHerBed } from './care/gives-bed.store.ts'
import { countWaits, openCareOf, promisedBed } from './care/open-on-dossier.store.ts'
import { keepOffering } from './care/waiting.job.ts'
import { DAY_SOURCES } from './day-sources.ts'
import { directoryRoutes } from './directory/directory.routes.ts'
import { deskOf, type Reference } from './directory/index.ts'
import { type MapKeeper, mapKeeper } from './directory/keep-map.store.ts'
import { territoryName } from './directory/map.present.ts'
import { mapRoutes } from './directory/map.routes.ts'
import { ownEntryPages } from './directory/own-entry.routes.ts'
import type { MapPorts } from './directory/ports.ts'
import { readNames } from './dossier/dossier.store.ts'
import {
  attachmentRoutes,
  birthDateOf,
  courseBefore,
  courseRoutes,
  type DossierPorts,
  dossierRoutes,
  emergencyRoutes,
  emptyAttachments,
  endOutsideLinks,
  filesNotOpen,
  findDossier,
  forgetWords,
  handoverRoutes,
  heldDossiers,
  isOutsideParty,
  keptFiles,
  missAnswersOf,
  moneyRoutes,
  outflowRoutes,
  outsidePages,
  outsideRoutes,
  personPages,
  personRequestRoutes,
  personRoutes,
  searchListeners,
  searchRoutes,
  sentReportRoutes,
  stepRoutes,
  worklistRoutes,
} from './dossier/index.ts'
import type { Claim, NewId, OrganisationId, Outcome } from './kernel/index.ts'
import { accept, asId, dayAt, refuse } from './kernel/index.ts'
import type { Courier } from './linkage/courier.job.ts'
import { type DecoyKeeper, keepDecoys } from './linkage/decoy.job.ts'
import { decoyClaim } from './linkage/decoy.store.ts'
import type { EpochTurn } from './linkage/epoch-turn.job.ts'
import { followUpListeners } from './linkage/follow-up.listeners.ts'
import { hitsOnSubjects } from './linkage/follow-up.store.ts'
import { tellPrivacyOfficer } from './linkage/hit.store.ts'
import { readThing, wordForms } from './linkage/index.ts'
import { linkageRoutes } from './linkage/linkage.routes.ts'
import type { LookUpPorts } from './linkage/lookup.store.ts'
import { openHitsOn } from './linkage/open-hits.store.ts'
import { oversightRoutes } from './linkage/oversight.routes.ts'
import { TERMS } from './linkage/oversight.ts'
import { openLinkage } from './linkage/service.store.ts'
import { startBackground } from './linkage/start-background.job.ts'
import { thingRoutes } from './linkage/thing.routes.ts'
import { THING_EPOCH } from './linkage/thing-epoch.ts'
import { judgeOf } from './load-reference.ts'
import { keepCounting } from './picture/cube.job.ts'
import { cubeRoutes } from './picture/cube.routes.ts'
import { type EstimatesApart, estimatesApart } from './picture/estimates-apart.job.ts'
import { hiddenRoutes } from './picture/hidden.routes.ts'
import { publisherOf } from './picture/index.ts'
import { type MovementPorts, movementListeners, type ToldCourse, takeMovement } from './picture/movement.listeners.ts'
import { movementRoutes } from './picture/movement.routes.ts'
import type { ToldMove } from './picture/movement.store.ts'
import { openDataRoutes } from './picture/open-data.routes.ts'
import { countImported, countReport, followFiles, type PicturePlaces } from './picture/picture.listeners.ts'
import { pictureRoutes } from './picture/picture.routes.ts'
import { releaseSignerOf } from './picture/release-note.crypto.ts'
import { rowIdOf } from './picture/row-id.crypto.ts'
import { keepShared } from './picture/shared-things.store.ts'
import { BEAT_MS } from './platform/beat.ts'
import type { FactListeners } from './platform/facts.ts'
import { createHttp } from './platform/http.ts'
import type { Log } from './platform/log.ts'
import { openProvider } from './platform/oidc.ts'
import { openApiOf } from './platform/openapi.ts'
import type { Platform } from './platform/platform.ts'
import { type Page, type Route, readsByFunction } from './platform/route.ts'
import { type Acts, createActs, type Work } from './platform/work.ts'
import { accessRequestRoutes } from './privacy/access-request.routes.ts'
import { registerRoutes } from './privacy/register.routes.ts'
import type { Operation } from './privacy/register.ts'
import { relatedSubjects } from './privacy/related.store.ts'
import { aboutMunicipality } from './responsibility/about-municipality.ts'
import { decidedBy, LAWS } from './responsibility/decided-by.store.ts'
import { type LetterFacts, RULES, writeLetter } from './responsibility/index.ts'
import { payerPages } from './responsibility/payer-answer.routes.ts'
import { responsibilityRoutes } from './responsibility/responsibility.routes.ts'
import { listVerdicts, unansweredPayersOf, verdictsOf } from './responsibility/responsibility.store.ts'
import { type RetentionPorts, retentionRoutes } from './retention/index.ts'
import { mayDecide, mayHandOver, safeguardListeners, safeguardRoutes } from './safeguard/index.ts'
import {
  describePerson,
  describeThings,
  filesOf,
  type ImportedSignal,
  importBatch,
  isOwnSignal,
  keptSignals,
  type SignalThing,
  signalsAndCallsOf,
  tellForDossier,
} from './signal/index.ts'
import { signalListeners } from './signal/signal.listeners.ts'
import { signalRoutes } from './signal/signal.routes.ts'
import { meetingRoutes, seatPages, type TablePorts, tableRoutes } from './table/index.ts'
import { comingMeetingsOf } from './table/table.store.ts'
import { calendarKeyOf, calendarPages, taskRoutes } from './task/index.ts'
import { problemPage } from './words/problem.page.ts'
import { REFUSALS } from './words/refusals.ts'
import { routeFinderNl } from './words/route-finder.nl.ts'
import { SAFETY_REGIONS } from './words/safety-regions.ts'

export type SystemOptions = {
  readonly platform: Platform
  readonly reference: Reference
  readonly clock: () => Date
  readonly newId?: NewId
  readonly log: Log
  readonly webFolder?: string
  readonly requestsPerMinute?: number
  /** As in platform/beat.ts; tests that look at something else do not wait. */
  readonly beatMs?: number
}

export type System = {
  readonly acts: Acts
  readonly routes: readonly Route[]
  readonly pages: readonly Page[]
  readonly http: () => Promise<FastifyInstance>
  /** Takes a list of signals in for one organisation: the same act for the command line and the demonstration. */
  readonly importSignals: (
    claim: Claim,
    batch: readonly ImportedSignal[],
  ) => Promise<Outcome<{ taken: number; alreadyKnown: number }, string>>
  /** Rounds of confirmation and lists of declarations: for the command line and the demonstration. */
  readonly map: MapKeeper
  /** What an invented country moved and came back to: for the demonstration, where no file stands behind it. */
  readonly tellMovement: (
    claim: Claim,
    told: { readonly moves: readonly ToldMove[]; readonly courses: readonly ToldCourse[] },
  ) => Promise<void>
  /** Keeps the decoys of the contact desk: for the command line of the installation. */
  readonly decoys: DecoyKeeper
  /** Opens the matcher once and gives the courier; a test carries by hand. */
  readonly courier: () => Promise<Courier>
  /** The turn of key epochs; a test steps by hand. */
  readonly turn: EpochTurn
  /** Signs how far the log is. */
  readonly logSigner: LogSigner
  /** Seals what was written into the log since the last time. */
  readonly seal: () => Promise<Sealed>
  /** Starts what runs by itself; gives how to stop it. */
  readonly startBackground: () => Promise<() => Promise<void>>
}

/** Who hears of which fact, in the order in which they hear it. */
const LISTENERS: FactListeners = together([
  // The order is the order of hearing: reach opens before anybody counts.
  accessListeners,
  signalListeners,
  agreementListeners,
  followUpListeners,
  safeguardListeners,
  // Nobody hears a word of it: it goes into the index of the house that writes, in the transaction of its fact.
  searchListeners(wordForms),
  {
    'payer-asked': [waitForPayer],
    'payer-answered': [stopWaitingForPayer],
    'payer-request-withdrawn': [stopWaitingForPayer],
    'consent-given': [stopWaitingForConsent],
    'consent-refused': [stopWaitingForConsent],
    'care-ended': [stopAllWaiting(decidedBy)],
    'handover-accepted': [endQuestionOfBefore],
  },
])

/** What routes need from outside: bound at start, absent when only the list itself is wanted. */
export type RouteNeeds = Pick<SystemOptions, 'platform' | 'reference'> & {
  readonly lookUp: LookUpPorts
  readonly estimates: EstimatesApart
}

/** All routes of the system; the OpenAPI file and the access matrix are made from this list. */
export const allRoutes = (needs: RouteNeeds): readonly Route[] => {
  // Two of the routes tell of the list that they stand in.
  const routes: readonly Route[] = [
    ...sessionRoutes(
      needs.platform,
      once(() => readsByFunction(routes)),
    ),
    ...accessRoutes({
      isOwnSignal,
      bornBySignal: describePerson,
      birthDateOf,
      givesHerBed,
      isPartner: async (work, dossierId, id) =>
        needs.reference.organisations.some((each) => each.id === id && each.plane === 'care') ||
        (await isOutsideParty(work, dossierId, id)),
    }),
    ...auditRoutes({ verifierKey: () => logSignerOf(needs.platform.secrets.master).verifierKey }),
    ...unusualRoutes({ relatedTo: relatedSubjects }),
    ...signalRoutes(needs.reference, { mayKeepThings }),
    ...linkageRoutes({
      ...needs.lookUp,
      deskOf: (id, on) => deskOf(needs.reference, id, on),
      filesNotOpen: ownFilesNotOpen,
      purposes: once(readPurposes),
    }),
    ...oversightRoutes({ ...needs.lookUp, actsOn: actsAfterLookUp, isDrawn: drawnBy(needs.platform), isOwnSignal }),
    ...thingRoutes({
      ...needs.lookUp,
      describeThings: thingsWithRegion(needs.reference),
      thingKeys: { epoch: THING_EPOCH },
      deskOf: (id, on) => deskOf(needs.reference, id, on),
    }),
    ...directoryRoutes({ reference: needs.reference, worker: () => needs.platform.databases.worker }),
    ...mapRoutes(mapPorts(needs)),
    ...responsibilityRoutes({ reference: needs.reference, seesDossier, promisedBed }),
    ...careRoutes({
      seesDossier,
      isCareOrganisation: (id) => needs.reference.organisations.some((each) => each.id === id && each.plane === 'care'),
      spots: needs.reference.municipalities.map(({ code, safetyRegion: region, longitude, latitude }) => ({
        ...{ code, region, longitude, latitude },
      })),
      phoneOf: (house, on) => deskOf(needs.reference, house, on)?.phone,
      decidedBy,
      regionOf: regionOfHouse(needs.reference),
      nameOf: nameOfCell(needs.reference),
    }),
    ...agreementRoutes({ seesDossier, heldDossiers, missAnswersOf, nameOf: nameIn(needs.reference) }),
    ...signingRoutes({
      organisations: needs.reference.organisations,
      nameOfArea: (area) => SAFETY_REGIONS[area] ?? territoryName(needs.reference, area),
      publicReader: () => needs.platform.databases.picture,
    }),
    ...normFigureRoutes(),
    ...dossierRoutes(dossierPorts(needs)),
    ...worklistRoutes(dossierPorts(needs)),
    ...searchRoutes(dossierPorts(needs)),
    ...courseRoutes(dossierPorts(needs)),
    ...attachmentRoutes(),
    ...sentReportRoutes(needs.reference.organisations),
    ...stepRoutes(dossierPorts(needs)),
    ...moneyRoutes(dossierPorts(needs)),
    ...outflowRoutes(dossierPorts(needs)),
    ...emergencyRoutes(needs.reference),
    ...handoverRoutes(dossierPorts(needs)),
    ...outsideRoutes(dossierPorts(needs)),
    ...personRoutes(dossierPorts(needs)),
    ...personRequestRoutes(),
    ...safeguardRoutes({
      organisations: needs.reference.organisations,
      givesHerBed,
      waitsForMoney: async (work, dossierId) =>
        (await openCareOf(work, dossierId)).some((each) => each.kind === 'wait' && each.waitsFor === 'money'),
    }),
    ...taskRoutes({ sources: DAY_SOURCES, namesOf: readNames, publicUrl: () => needs.platform.config.publicUrl }),
    ...tableRoutes(tablePorts(needs.reference)),
    ...meetingRoutes(tablePorts(needs.reference)),
    ...retentionRoutes(retentionPorts(needs.reference)),
    ...pictureRoutes(
      () => needs.platform.databases.picture,
      () => releaseSignerOf(needs.platform.secrets.master),
      { titleOf: normTitleOf, tableOf: tableOfNormYear },
    ),
    ...openDataRoutes({
      titleOf: normTitleOf,
      reader: () => needs.platform.databases.picture,
      signer: () => releaseSignerOf(needs.platform.secrets.master),
      publisher: () => publisherOf(needs.platform.config),
    }),
    ...movementRoutes({ reader: () => needs.platform.databases.picture, tiles: tilesByRegion(needs.reference) }),
    ...cubeRoutes(() => needs.platform.databases.picture),
    ...hiddenRoutes(() => needs.platform.databases.picture, needs.estimates),
    ...registerRoutes({ reference: needs.reference, operations: once(() => operationsOf(routes)) }),
    ...accessRequestRoutes({ reference: needs.reference }),
  ]
  return routes
}

/** The safety region of a house that asks: of where it sits, or of the region that it works for. */
const regionOfHouse =
  ({ organisations, municipalities }: Reference) =>
  (id: string): string | undefined => {
    const house = organisations.find((each) => each.id === id)
    const places: readonly (string | undefined)[] = [house?.municipality, ...(house?.serves ?? [])]
    return municipalities.find(({ code, safetyRegion }) => places.includes(code) || places.includes(safetyRegion))
      ?.safetyRegion
  }

/** Who holds a file, and in which safety region the person is: where the file says so, else where the house that holds it works. */
const fileForCounting = (reference: Reference): FileForCountingPort => {
  const [regionOf, regionOfHolder] = [regionIn(reference), regionOfHouse(reference)]
  return async (work, dossier) => {
    const found = await findDossier(work, dossier)
    if (!found) return undefined
    const region = (found.municipality && regionOf(found.municipality)) ?? regionOfHolder(found.holder)
    return { holder: found.holder, ...(region ? { region } : {}) }
  }
}

/** How a norm of persons is called, by its newest version. */
const normTitleOf = (norm: string) => NORMS_OF_PERSONS.find(({ id }) => id === norm)?.versions.at(-1)?.title

/** What a cell of a figure is called, for who counts. */
const nameOfCell =
  ({ organisations, municipalities }: Reference) =>
  (dimension: 'municipality' | 'law' | 'provider', key: string): string | undefined => {
    if (dimension === 'law') return LAWS.get(key)
    if (dimension === 'provider') return organisations.find((each) => each.id === key)?.name
    return municipalities.find((each) => each.code === key)?.name
  }

/** Every operation of an account with the purpose that it acts for. */
const operationsOf = (routes: readonly Route[]): readonly Operation[] =>
  routes.flatMap(({ operationId, summary, access }) =>
    access.kind === 'signed-in' ? [{ operationId, summary, purpose: access.purpose }] : [],
  )

/** All server-drawn pages. */
export const allPages = (options: Pick<SystemOptions, 'platform' | 'reference'>): readonly Page[] => [
  ...leavePages(() => options.platform.databases.worker),
  ...personPages(dossierPorts(options)),
  ...bedPages({ demonstration: options.platform.config.demonstration }),
  ...ownEntryPages(mapPorts(options)),
  ...outsidePages(dossierPorts(options)),
  ...[seatPages, payerPages].flatMap((pages) =>
    pages({
      organisations: options.reference.organisations,
      contactPoints: options.reference.contactPoints,
      demonstration: options.platform.config.demonstration,
    }),
  ),
]

/** Addresses of signing in: at the provider that is set, at this house itself, or none. */
const signInAddresses = ({ platform, log }: SystemOptions, acts: Acts): readonly Page[] => {
  const { oidc, localAccounts = false, publicUrl, sessionIdleMinutes: idleMinutes = IDLE_MINUTES } = platform.config
  if (!oidc && !localAccounts) return []
  const needs = {
    ...{ worker: platform.databases.worker, acts, log, idleMinutes, local: localAccounts },
    ...(oidc ? { provider: openProvider(oidc, log) } : {}),
  }
  const local = { ...needs, means: openMeans(platform.secrets.master), place: placeOfPasskeys(publicUrl) }
  return [...signInPages(needs), ...(localAccounts ? localPages(local) : [])]
}

/** The ports of the map: links belong to access. */
const mapPorts = ({ platform, reference }: Pick<SystemOptions, 'platform' | 'reference'>): MapPorts => ({
  ...{ reference, demonstration: platform.config.demonstration, worker: () => platform.databases.worker },
  ...{ createLink, endLinks },
})

// Of a municipality a plan names who organises shelter for it, and neither its region nor its police.
const placeWithCentres = (reference: Reference, municipality: string) => {
  const found = aboutMunicipality(reference, municipality)
  if (!found) return undefined
  const { code, name, womenShelter, homelessShelter } = found
  return { code, name, womenShelter, homelessShelter }
}

/** The ports of dossier: a signal is asked of signal, a letter of responsibility; both stand beside it. */
const dossierPorts = ({ platform, reference }: Pick<SystemOptions, 'platform' | 'reference'>): DossierPorts => ({
  reference,
  demonstration: platform.config.demonstration,
  tellSignal: tellForDossier,
  mayHandOver,
  mayEndCare: (work, { dossierId }) => mayDecide(work, { dossierId, kinds: ['close', 'return'] }),
  openTasks: async (work, dossierId) => [
    ...(await openCareOf(work, dossierId)),
    ...(await unansweredPayersOf(work, dossierId)).map(({ payer, askedAt, answerBy }) => ({
      ...{ kind: 'payer-request' as const, party: payer, since: dayAt(askedAt) },
      ...(answerBy ? { due: answerBy } : {}),
    })),
    ...(await comingMeetingsOf(work, dossierId)).map((due) => ({ kind: 'table' as const, due })),
  ],
  hitsOnFile: async (work, dossierId) =>
    (await hitsOnSubjects(work, (await signalsAndCallsOf(work, dossierId)).signals)).map(({ arrivedAt, ...hit }) => ({
      ...{ ...hit, arrivedOn: dayAt(arrivedAt) },
    })),
  runningClocks: clocksThatRun,
  ...{ stepKinds: FACT_KINDS, asksFor: askedByTerms, chapterOfNorm, weighMiss },
  nextDues: nextDuesOf,
  normsMark: NORMS_MARK,
  placeNamed: (code) => placeWithCentres(reference, code),
  lastVerdict: async (work, dossierId) => {
    const last = (await listVerdicts(work, dossierId, VERDICTS_LOOKED)).find((each) => each.municipalityCode)
    const municipality = last?.municipalityCode && placeWithCentres(reference, last.municipalityCode)
    return municipality ? { on: last.decidedOn, municipality } : undefined
  },
  readWords: wordForms,
  countWaits,
  writeReport: ({ kind, facts, ground, on }) => {
    const words = routeFinderNl.letters
    // Safe: reportFacts names fields of letters only; a field that no letter asks for is not read.
    const letter = writeLetter(
      { kind: kind === 'allowance-form' ? 'rvb-form' : kind, facts: facts as LetterFacts, ground, on },
      RULES,
      words,
    )
    if (!letter.ok) return letter
    const { title, paragraphs, missing, notice, sources } = letter.value
    return {
      ok: true,
      value: {
        title,
        paragraphs,
        missing: missing.map((each) => ({ ...each, label: words.fields[each.field] })),
        notice,
        sources: sources.map((each) => [each.name, each.article].filter(Boolean).join(', ')),
      },
    }
  },
})

const VERDICTS_LOOKED = 20

/** The ports of table: terms, what others have open, and hits of the own signals that led to the file. */
const tablePorts = (reference: Reference): TablePorts => ({
  reference,
  runningClocks: clocksThatRun,
  openTasks: async (work, dossierId) => [
    ...(await openCareOf(work, dossierId)).map(({ kind }) => kind),
    ...(await unansweredPayersOf(work, dossierId)).map(() => 'payer-request' as const),
  ],
  openHits: async (work, dossierId) => openHitsOn(work, (await signalsAndCallsOf(work, dossierId)).signals),
})

/** The ports of keeping and destroying: each slice says what it keeps, and takes away its own. */
const retentionPorts = (reference: Reference): RetentionPorts => ({
  listKept: async (work) => [
    ...(await keptFiles(work)).map((each) => ({ ...each, kind: 'dossier' as const })),
    ...(await keptSignals(work)).map((each) => ({ ...each, kind: 'signal' as const })),
  ],
  kindOf: (id) => reference.organisations.find((each) => each.id === id)?.kind,
  takeAway: async (work, { subject, kind, classes }) => {
    if (kind === 'dossier') await emptyAttachments(work, subject, classes)
    if (kind === 'dossier') await forgetWords(work, subject, classes)
    const { signals, calls } = await signalsAndCallsOf(work, subject)
    const verdicts = kind === 'dossier' ? await verdictsOf(work, subject) : []
    let grounds = 0
    for (const each of new Set([subject, ...signals])) grounds += await withdrawGroundsOf(work, each)
    const links =
      kind === 'dossier'
        ? (await endLinks(work, { kind: 'person-page', subject })) + (await endOutsideLinks(work, subject))
        : 0
    return { keySubjects: [...new Set([subject, ...signals, ...calls, ...verdicts])], grounds, links }
  },
})

/** Binds everything once. */
export const createSystem = (options: SystemOptions): System => {
  const { platform, clock, log } = options
  const newId = options.newId ?? randomUUID
  const { worker, sealer } = platform.databases
  const logSigner = logSignerOf(platform.secrets.master)
  const movement = movementPorts(options)
  const places = picturePlaces(options.reference)
  const acts = createActs({
    worker,
    claimKey: platform.secrets.claim,
    keys: platform.keys,
    judge: judgeOf(options.reference),
    listeners: together([
      LISTENERS,
      { 'signal-recorded': [countReport(places)] },
      followFiles(places),
      movementListeners(movement),
      countingListeners(fileForCounting(options.reference)),
    ]),
    clock,
    newId,
    onFault: (_fault, trace) => log('error', 'after-commit-failed', { trace }),
    onRefusal: tellPrivacyOfficer,
  })
  const keeper: OrganisationId = asId(contactDeskOf(options.reference))
  const linkage = openLinkage({
    ...{ platform, contactDesk: keeper, clock, newId, log, describe: describePerson },
    actAs: ({ organisation, plane }, act) =>
      acts.run({ claim: turnClaim(organisation, plane), operation: 'reEncodeEntries' }, act),
    asKeeper: (act) => acts.run({ claim: decoyClaim(keeper), operation: 'carryDecoys' }, act),
    tellShared: keepShared(movement.rowIdOf),
  })
  const routes = allRoutes({
    ...options,
    lookUp: { groundStands, describe: describePerson, authority: linkage.authority.evaluate, epochs: linkage.epochs },
    estimates: estimatesApart({ log }),
  })
  const decoys = keepDecoys({
    acts,
    keeper,
    secret: platform.secrets.master,
    authority: linkage.authority.evaluate,
    epochs: linkage.epochs,
  })
  const courier = onceReady(() => linkage.openCourier())
  const pages = [
    ...allPages(options),
    ...signInAddresses(options, acts),
    ...calendarPages({
      ...{ acts, worker, sources: DAY_SOURCES },
      ...{ key: calendarKeyOf(platform.secrets.master), publicUrl: platform.config.publicUrl },
    }),
  ]
  const { demonstration } = platform.config
  return {
    acts,
    routes,
    pages,
    importSignals: (claim, batch) =>
      acts.run({ claim, operation: 'importSignals' }, async (work) =>
        accept(await importBatch(work, claim.organisation, batch, countImported(places))),
      ),
    map: mapKeeper({ ...mapPorts(options), acts, clock }),
    tellMovement: async (claim, told) => {
      await acts.run({ claim, operation: 'tellMovement' }, async (work) => {
        await takeMovement(work, movement, told)
        return accept(true)
      })
    },
    decoys,
    courier,
    turn: linkage.turn,
    logSigner,
    seal: () => sealOnce(sealer, logSigner, clock()),
    startBackground: async () => {
      const stopLinkage = await startBackground({ courier, turn: linkage.turn, courierUrl: platform.urls.courier, log })
      const stopForgetting = keepForgettingLoans({ keys: platform.keys, clock, log })
      const stopOffering = keepOffering({ db: platform.databases.courier, clock, log })
      const stopCounting = keepCounting({ picture: platform.databases.picture, log })
      const stopSealing = keepSealing({ db: sealer, signer: logSigner, clock, log })
      return async () => {
        await stopLinkage()
        await stopForgetting()
        await stopOffering()
        await stopCounting()
        // Last: what the others still wrote is sealed too.
        await stopSealing()
      }
    },
    http: () =>
      createHttp({
        routes,
        pages,
        acts,
        findSession: (hash, now, attended) => findSession(worker, hash, now, attended),
        needsFreshSignIn: (session, now) => needsFreshSignIn(session, { now, demonstration }),
        findLink: (hash, now) => findLink(worker, hash, now),
        findPageSession: (hash, now) => findPageSession(worker, hash, now),
        refusals: REFUSALS,
        problemPage: (problem) => problemPage(problem, platform.config.demonstration),
        openApi: openApiOf(routes, REFUSALS),
        ...(options.webFolder ? { webFolder: options.webFolder } : {}),
        ...(platform.config.trustedProxy ? { trustedProxy: platform.config.trustedProxy } : {}),
        secureCookies: platform.config.publicUrl.startsWith('https:'),
        clock,
        log,
        requestsPerMinute: options.requestsPerMinute ?? 600,
        beatMs: options.beatMs ?? BEAT_MS,
      }),
  }
}

/** Who encodes again in a turn of keys: the installation itself, in the name of each house, with its keys and in its log. */
const TURN_ACTOR = asId<Claim['actor']>('00000000-0000-4000-8000-000000000004')
const turnClaim = (organisation: string, plane: Claim['plane']): Claim => ({
  organisation: asId<Claim['organisation']>(organisation),
  actor: TURN_ACTOR,
  function: 'operator',
  plane,
  purpose: 'D27',
})

// Several slices may hear of one fact.
function together(all: readonly FactListeners[]): FactListeners {
  const merged: Record<string, FactListeners[string]> = {}
  for (const listeners of all)
    for (const [kind, hear] of Object.entries(listeners)) merged[kind] = [...(merged[kind] ?? []), ...hear]
  return merged
}

// What came of a look-up: acts on the signal, and on the dossier that was opened from it.
const actsAfterLookUp = async (work: Work, signals: readonly string[], acts: readonly string[]) => {
  const files = await filesOf(work, signals)
  const signalOf = new Map([...files].map(([signal, dossier]) => [dossier, signal]))
  const found = await actsOnSubjects(work, [...signals, ...signalOf.keys()], acts)
  return found.map((each) => ({ ...each, subject: signalOf.get(each.subject) ?? each.subject }))
}

// A hit about an own signal whose file is not open: the file, by signal.
const ownFilesNotOpen = async (work: Work, signals: readonly string[]) => {
  const files = await filesOf(work, signals)
  const ended = await filesNotOpen(work, [...new Set(files.values())])
  return new Map(
    [...files].flatMap(([signal, dossier]) => {
      const file = ended.get(dossier)
      return file ? [[signal, file] as const] : []
    }),
  )
}

// Keyed, so that whoever looks cannot tell beforehand which of his look-ups will be drawn.
const drawnBy =
  (platform: Platform) =>
  (lookupId: string): boolean =>
    createHmac('sha256', platform.secrets.claim).update(`drawn ${lookupId}`).digest().readUInt32BE(0) %
      TERMS.drawOneIn ===
    0

// Row security decides: a dossier that does not show does not exist for whoever acts.
const seesDossier = async (work: Work, dossier: string): Promise<boolean> =>
  (await findDossier(work, dossier)) !== undefined

const nameIn = ({ organisations }: Reference): ((id: string) => string) => {
  const names = new Map<string, string>(organisations.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

// The picture holds no area smaller than a safety region.
const regionIn = (reference: Reference) => {
  const regions = new Map<string, string>(reference.municipalities.map((each) => [each.code, each.safetyRegion]))
  return (municipality: string) => regions.get(municipality)
}

// The tiles of the map by safety region: a drawing of flows needs where a region lies, and no municipality.
const tilesByRegion = ({ municipalities, tiles }: Reference) => {
  const regions = new Map<string, string>(municipalities.map((each) => [each.code, each.safetyRegion]))
  return once(() =>
    tiles.map(({ municipality, column, row }) => ({ column, row, region: regions.get(municipality) ?? '' })),
  )
}

/** The ports of movement: what a file knew before, where it is, and what a wait was for. */
const movementPorts = ({ platform, reference }: SystemOptions): MovementPorts => ({
  safetyRegionOf: regionIn(reference),
  rowIdOf: rowIdOf(platform.secrets.master),
  courseBefore,
  fileNow: async (work, file) => {
    const found = await findDossier(work, file)
    if (!found) return undefined
    const { municipality, openedAt } = found
    return { ...(municipality ? { municipality } : {}), openedOn: dayAt(openedAt) }
  },
})

// A list writes a town as text: it counts when exactly one municipality is called so.
const picturePlaces = (reference: Reference): PicturePlaces => {
  const named = Map.groupBy(reference.municipalities, ({ name }) => name.toLowerCase())
  const kinds = new Map<string, string>(reference.organisations.map(({ id, kind }) => [id, kind]))
  return {
    regionOf: regionIn(reference),
    regionOfTown: (town) => {
      const [only, another] = named.get(town.toLowerCase()) ?? []
      return another ? undefined : only?.safetyRegion
    },
    kindOf: (organisation) => kinds.get(organisation),
  }
}

// The network holds no area smaller than a safety region either.
const thingsWithRegion = (reference: Reference) => {
  const regionOf = regionIn(reference)
  return async (work: Work, signalIds: readonly string[]) => {
    const found = await describeThings(work, signalIds)
    return new Map(
      [...found].map(([id, { municipality, ...signal }]) => {
        const safetyRegion = municipality === undefined ? undefined : regionOf(municipality)
        return [id, { ...signal, ...(safetyRegion === undefined ? {} : { safetyRegion }) }]
      }),
    )
  }
}

// A citizen service number is kept nowhere, also not as the text of a thing.
const mayKeepThings = (things: readonly SignalThing[]): Outcome<true, 'thing-is-service-number'> => {
  const refused = things.some((thing) => {
    const read = readThing(thing)
    return !read.ok && read.refusal.code === 'thing-is-service-number'
  })
  return refused ? refuse('thing-is-service-number') : accept(true)
}

// Decision 2: the desk is a function in the directory, with an owner.
const contactDeskOf = (reference: Reference): string => {
  const desk = reference.organisations.find((each) => each.kind === 'contact-desk')
  if (!desk) throw new Error('the directory has no contact desk')
  return desk.id
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

// What failed is tried again by who asks next.
const onceReady = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((fault: unknown) => {
      made = undefined
      throw fault
    })
    return made
  }
}

/** The list of routes alone, for what is made from it: nothing is opened, and no handler may be called. */
export const routeList = (reference: Reference): readonly Route[] => {
  const closed = new Proxy({}, { get: () => closed }) as never
  return allRoutes({ platform: closed, reference, lookUp: closed, estimates: closed })
}
