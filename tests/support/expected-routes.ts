/**
 * What every route must answer, by function and by how a house stands to the file. Written from the purposes, decisions 2, 3, 14 and 15
 * and the field descriptions, not read from routes or policies: when a route opens to somebody new, this table has to be changed by hand.
 */
import type { Plane, WorkFunction } from '../../src/kernel/index.ts'
import { PLANES, WORKS } from '../policy/oracle/sharing-facts.ts'
import type { Relation } from './relations.ts'
import type { Outcome } from './route-cells.ts'

const [CC, FO, WD, SW, IN, TC, PA, PO, DO, AN]: readonly WorkFunction[] = [
  ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator', 'table-chair'] as const),
  ...(['payer', 'privacy-officer', 'contact-desk-officer', 'analyst'] as const),
]
/** Who takes a signal in; who works in a file; who reads one; who may sit at a table. */
const INTAKE = [CC, FO, WD, SW, IN, TC]
const SEARCH = [CC, FO, WD, SW, IN]
const CONSENT = [CC, FO, WD, SW]
const FILE = [CC, FO, SW]
const READ = [CC, FO, SW, WD, TC]
const SIT = [CC, TC, FO, WD, SW, IN]
/** Who works in files of care or sits at tables. */
const DAY = [CC, FO, WD, SW, TC]
const ASK = [CC, WD]
/** The officer, and whoever wrote: two of them destroy. */
const DESTROY = [PO, CC, FO, WD, SW, IN]
export const EVERYBODY = 'everybody'

/**
 * `who` may ask at all; then what comes of it, for the house whose it is, for who was asked about it (a payer, who is offered the file, the
 * other side of a hit), for who has her consent for one chapter, and for all others; of these for the police where that differs. `all` when
 * it makes no difference.
 */
type Expected = {
  readonly who: typeof EVERYBODY | readonly (WorkFunction | undefined)[]
  /** One function, or each (`*`), in one relation gets something else than its row says. */
  readonly but?: Readonly<Record<string, Outcome>>
} & (
  | { readonly all: Outcome }
  | {
      readonly own: Outcome
      readonly asked?: Outcome
      readonly consent?: Outcome
      readonly others: Outcome
      readonly police?: Outcome
    }
)

/**
 * What breaking the glass gives to who opened, beside what a stranger gets (decision 0040): one line for each route. The house gets nothing: a
 * colleague is asked in the relation `asked` of an opening. The officer of that house judges.
 */
const BREAK_GLASS: Readonly<Record<string, Outcome>> = {
  // It stands already.
  openBreakGlass: 'refused',
  listBreakGlass: 'shows',
  readBreakGlass: 'shows',
  endBreakGlass: 'does',
  listBreakGlassReviews: 'shows',
  reviewBreakGlass: 'does',
}

/**
 * A handover is offered to a function of a house: the one of the scene to the care co-ordinator. Others who work there see that it stands and
 * are refused an answer.
 */
const ANSWERED_BY: Readonly<Record<string, WorkFunction | undefined>> = { acceptHandover: CC, declineHandover: CC }

export const EXPECTED: Readonly<Record<string, Expected>> = {
  listCastMembers: { who: EVERYBODY, all: 'empty' },
  beginSession: { who: EVERYBODY, all: 'empty' },
  endSession: { who: EVERYBODY, all: 'empty' },
  endAllSessions: { who: EVERYBODY, all: 'empty' },
  readSession: { who: EVERYBODY, all: 'empty' },
  listSessions: { who: EVERYBODY, all: 'empty' },
  // Of somebody else: as if it were not there.
  endOneSession: { who: EVERYBODY, all: 'absent' },
  recordGround: { who: SEARCH, own: 'does', others: 'absent' },
  listGrounds: { who: SEARCH, own: 'shows', others: 'absent' },
  withdrawGround: { who: SEARCH, own: 'does', others: 'absent' },
  recordConsent: { who: CONSENT, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  listConsents: { who: CONSENT, own: 'shows', asked: 'shows', consent: 'empty', others: 'absent' },
  withdrawConsent: { who: CONSENT, own: 'does', asked: 'does', others: 'absent' },
  listLogEntries: { who: [PO], all: 'empty' },
  readNewestCheckpoint: { who: [PO], all: 'absent' },
  proposeSignal: { who: INTAKE, all: 'does' },
  recordSignal: { who: INTAKE, all: 'does' },
  listSignals: { who: INTAKE, own: 'shows', others: 'empty' },
  readSignal: { who: INTAKE, own: 'shows', others: 'absent' },
  logCall: { who: INTAKE, own: 'does', others: 'absent' },
  listCalls: { who: INTAKE, own: 'shows', others: 'empty' },
  askLookUp: { who: [CC, IN], own: 'does', others: 'absent' },
  listHits: { who: [CC, IN, DO], own: 'shows', others: 'empty' },
  answerHit: { who: [CC, IN, DO], own: 'does', others: 'absent' },
  listContactsOfHit: { who: [CC, IN, DO], own: 'empty', others: 'absent' },
  listDeskHits: { who: [DO], own: 'shows', others: 'empty' },
  decideDeskHit: { who: [DO], own: 'does', others: 'absent' },
  readFollowUpRates: { who: [DO, AN], all: 'empty' },
  readOwnFollowUpRates: { who: [CC, IN, DO], all: 'empty' },
  listRefusedLookUps: { who: [PO], own: 'shows', others: 'empty' },
  listWaitingLookUps: { who: [CC, IN], own: 'shows', others: 'empty' },
  decideLookUp: { who: [CC, IN], own: 'does', others: 'absent' },
  markSignalSensitive: { who: SEARCH, own: 'does', others: 'absent' },
  readLookUpOversight: { who: [PO], own: 'shows', others: 'empty' },
  reviewLookUp: { who: [PO], own: 'does', others: 'absent' },
  tickRefusedLookUp: { who: [PO], own: 'does', others: 'absent' },
  tickDecoyAlarm: { who: [PO], own: 'does', others: 'absent' },
  askThingLookUp: { who: [CC, IN], own: 'does', others: 'absent' },
  listNetworkLinks: { who: [CC, IN, DO], own: 'shows', asked: 'shows', others: 'empty' },
  reviewNetworkLink: { who: [CC, IN], own: 'does', asked: 'does', others: 'absent' },
  readNetworkView: { who: [AN], all: 'empty' },
  findMunicipalities: { who: EVERYBODY, all: 'empty' },
  listContacts: { who: EVERYBODY, all: 'empty' },
  readCoverage: { who: EVERYBODY, all: 'empty' },
  readBoundaries: { who: EVERYBODY, all: 'empty' },
  listHoles: { who: [CC, FO, WD], all: 'empty' },
  // The hole that is tried lies with none of these houses, and neither does the entry.
  stepHole: { who: [CC, FO, WD], all: 'refused' },
  makeEntryLink: { who: [CC, FO, WD], all: 'absent' },
  // What stands on the map of the house next to it is what the scene holds.
  readOwnPractice: { who: [CC, FO, WD], all: 'empty', but: { '* same-region': 'shows' } },
  readNationalPractice: { who: [AN], own: 'empty', others: 'closed' },
  listOrganisationNames: { who: [CC, FO, WD, SW, TC, PA], all: 'empty' },
  listOrganisations: { who: [CC, FO, WD, SW, TC, PA], all: 'empty' },
  readFirstQuestion: { who: EVERYBODY, all: 'empty' },
  takeRouteStep: { who: EVERYBODY, all: 'empty' },
  listRules: { who: EVERYBODY, all: 'empty' },
  tryRules: { who: EVERYBODY, all: 'empty' },
  readLetterBlank: { who: EVERYBODY, all: 'empty' },
  decideResponsibility: { who: ASK, own: 'does', asked: 'does', consent: 'does', others: 'absent' },
  readVerdict: { who: [...ASK, PA], own: 'shows', asked: 'shows', others: 'absent' },
  listVerdicts: { who: ASK, own: 'shows', asked: 'empty', consent: 'empty', others: 'absent' },
  askPayer: { who: ASK, own: 'refused', others: 'absent' },
  listPayerRequests: { who: [...ASK, PA], own: 'shows', asked: 'shows', others: 'empty' },
  answerPayerRequest: { who: [PA, WD], own: 'absent', asked: 'does', others: 'absent' },
  readPayerRequest: { who: [...ASK, PA], own: 'shows', asked: 'shows', others: 'absent' },
  withdrawPayerRequest: { who: ASK, own: 'does', asked: 'absent', others: 'absent' },
  makePayerLink: { who: ASK, own: 'does', asked: 'absent', others: 'absent' },
  // The question of the scene was not answered yet: there is no dispute.
  statePosition: { who: [...ASK, PA], own: 'refused', asked: 'refused', others: 'absent' },
  takeDisputeStep: { who: [...ASK, PA], own: 'refused', asked: 'refused', others: 'absent' },
  settleDispute: { who: ASK, own: 'refused', asked: 'refused', others: 'absent' },
  addPlace: { who: [SW], all: 'does' },
  listPlaces: { who: [SW], own: 'shows', others: 'empty' },
  makeBedLink: { who: [SW], own: 'does', others: 'absent' },
  endBedLinks: { who: [SW], own: 'does', others: 'absent' },
  countBeds: { who: [SW], own: 'does', others: 'absent' },
  askPlace: { who: ASK, own: 'refused', asked: 'refused', consent: 'refused', others: 'absent' },
  listPlaceRequests: { who: ASK, own: 'shows', asked: 'empty', consent: 'empty', others: 'absent' },
  readPlaceRequest: { who: ASK, own: 'shows', others: 'absent' },
  askNextWave: { who: ASK, own: 'refused', others: 'absent' },
  searchPlaces: { who: ASK, own: 'does', asked: 'does', consent: 'does', others: 'absent' },
  holdBed: { who: ASK, own: 'refused', others: 'absent' },
  releaseBed: { who: ASK, own: 'refused', others: 'absent' },
  awardPlace: { who: ASK, own: 'refused', others: 'absent' },
  withdrawPlaceRequest: { who: ASK, own: 'does', others: 'absent' },
  listPlaceOffers: { who: [SW], own: 'shows', others: 'empty' },
  answerPlaceOffer: { who: [SW], own: 'does', others: 'absent' },
  tellShelterNeed: { who: ASK, own: 'does', asked: 'does', consent: 'does', others: 'absent' },
  startWait: { who: ASK, own: 'does', asked: 'does', consent: 'does', others: 'absent' },
  endWait: { who: ASK, own: 'does', others: 'absent' },
  correctWait: { who: ASK, own: 'does', others: 'absent' },
  joinWaitingList: { who: ASK, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  // No bed of the scene came from the list.
  passListOffer: { who: ASK, own: 'absent', others: 'absent' },
  readOwnReplies: { who: [SW], all: 'empty' },
  readWaitingFigures: { who: [AN], own: 'empty', others: 'closed' },
  readNormFigures: { who: [AN], own: 'empty', others: 'closed' },
  readNormFigure: { who: [AN], own: 'empty', others: 'closed' },
  readNamedGaps: { who: [DO, AN], all: 'empty' },
  listWaits: { who: ASK, own: 'shows', asked: 'empty', consent: 'empty', others: 'absent' },
  readClocks: { who: [CC, WD, TC], own: 'empty', asked: 'empty', consent: 'empty', others: 'absent' },
  listDueClocks: { who: [CC, FO], all: 'empty' },
  openDossier: { who: [CC, FO], own: 'does', others: 'absent' },
  listDossiers: { who: READ, own: 'shows', asked: 'shows', consent: 'shows', others: 'empty' },
  listOpenDossiers: { who: READ, own: 'shows', others: 'empty' },
  // Whoever may search searches what it may read; what that is stands with the promises P26 and P27 of dossier.
  searchDossiers: { who: READ, all: 'does' },
  readDossier: { who: READ, own: 'shows', asked: 'shows', consent: 'shows', others: 'absent' },
  noteChapter: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  addAttachment: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  // Whoever prepares a table needs no papers. Her yes without an accepted handover brings no key, so nothing is opened.
  takeAttachment: { who: CONSENT, own: 'empty', others: 'absent' },
  removeAttachment: { who: FILE, own: 'does', consent: 'refused', others: 'absent' },
  noteResidenceLetter: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  recordMove: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  readCourse: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  recordCourseStep: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  notePlace: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  recordSentReport: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  // What nobody consented to is not in the answer: the list comes, without what stands in chapters.
  // A chair of a table reads no chapter, so no step of one.
  listSteps: {
    who: READ,
    own: 'shows',
    asked: 'empty',
    consent: 'shows',
    others: 'absent',
    but: { 'table-chair own': 'empty', 'table-chair consent': 'empty' },
  },
  recordStep: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  withdrawStep: { who: FILE, own: 'does', asked: 'absent', consent: 'refused', others: 'absent' },
  // No term of the scene was missed.
  answerMiss: { who: FILE, own: 'refused', asked: 'refused', consent: 'refused', others: 'absent' },
  // Who signed what is no secret.
  listAdoptions: { who: [CC, FO, SW], all: 'shows' },
  // The body names no norm that there is.
  signNorm: { who: [CC, FO, SW], all: 'refused' },
  // Of a house of care co-ordination the co-ordinator has the mandate.
  endAdoption: {
    ...{ who: [CC, FO, SW], own: 'does', others: 'absent' },
    but: { 'focal-officer own': 'refused', 'shelter-worker own': 'refused' },
  },
  // The scene's houses serve places; which they are is no secret.
  listOwnAreas: { who: [CC, FO, AN], all: 'empty' },
  readAreaClocks: { who: [CC, FO, AN], all: 'empty' },
  // The area is theirs, and of who works there the focal officer says it.
  noteAreaFact: { who: [CC, FO, AN], all: 'refused', but: { 'focal-officer same-region': 'does' } },
  withdrawAreaFact: { who: [CC, FO, AN], all: 'absent' },
  listNorms: { who: EVERYBODY, all: 'empty' },
  listSentReports: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  answerSentReport: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  readMoney: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  recordMoneyStep: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  takeBackMoneyStep: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  readOutflow: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  recordShelterStay: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  makeOutflowPlan: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  // Amounts and payers: nothing in it leads to a verdict or a file.
  readTrajectoryCost: { who: ASK, own: 'empty', asked: 'empty', consent: 'empty', others: 'absent' },
  writeReport: { who: FILE, own: 'refused', asked: 'refused', consent: 'refused', others: 'absent' },
  offerHandover: { who: [CC, FO], own: 'refused', asked: 'refused', consent: 'refused', others: 'absent' },
  listHandovers: { who: READ, own: 'shows', asked: 'shows', others: 'empty' },
  seeHandover: { who: READ, own: 'refused', asked: 'does', others: 'absent' },
  acceptHandover: { who: FILE, own: 'refused', asked: 'does', others: 'absent' },
  declineHandover: { who: FILE, own: 'refused', asked: 'does', others: 'absent' },
  withdrawHandover: { who: FILE, own: 'does', asked: 'refused', others: 'absent' },
  readHandoverNote: { who: FILE, own: 'shows', asked: 'refused', others: 'absent' },
  renewHandoverNote: { who: FILE, own: 'does', asked: 'refused', others: 'absent' },
  meetHandover: { who: FILE, own: 'refused', asked: 'refused', others: 'absent' },
  landHandover: { who: FILE, own: 'refused', asked: 'refused', others: 'absent' },
  closeHandover: { who: FILE, own: 'refused', asked: 'refused', others: 'absent' },
  stopHandover: { who: FILE, own: 'does', asked: 'does', others: 'absent' },
  // The scene has a handover inside that stands, and one outside that was received.
  nameOutsideParty: { who: [CC, FO], own: 'refused', asked: 'refused', consent: 'refused', others: 'absent' },
  listOutsideHandovers: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  makeOutsideLink: { who: [CC, FO], own: 'refused', others: 'absent' },
  renewOutsideCode: { who: [CC, FO], own: 'does', others: 'absent' },
  withdrawOutsideHandover: { who: FILE, own: 'does', others: 'absent' },
  settleOutsideHandover: { who: [CC, FO], own: 'does', others: 'absent' },
  switchPersonPage: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  makePaperCard: { who: FILE, own: 'empty', asked: 'refused', consent: 'refused', others: 'absent' },
  renewPageCode: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  printPaperCard: { who: FILE, own: 'empty', asked: 'refused', consent: 'refused', others: 'absent' },
  listPersonRequests: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  answerPersonRequest: { who: FILE, own: 'does', others: 'absent' },
  listPersonTasks: { who: FILE, own: 'shows', others: 'empty' },
  // No emergency where one reads anyway: the holder, and who has her yes for one of the chapters. Never on the plane of enforcement.
  openBreakGlass: { who: CONSENT, own: 'refused', asked: 'does', consent: 'refused', others: 'does', police: 'closed' },
  listBreakGlass: { who: CONSENT, own: 'shows', others: 'empty' },
  readBreakGlass: { who: CONSENT, own: 'absent', others: 'absent' },
  endBreakGlass: { who: CONSENT, own: 'does', others: 'absent' },
  listBreakGlassReviews: { who: [PO], own: 'shows', others: 'empty' },
  reviewBreakGlass: { who: [PO], own: 'does', asked: 'does', others: 'absent' },
  readDestructionList: { who: DESTROY, all: 'empty' },
  askErasure: { who: DESTROY, own: 'does', others: 'absent' },
  decideDestruction: { who: DESTROY, all: 'absent' },
  listUnusualLooks: { who: [PO], all: 'empty' },
  reviewUnusualLook: { who: [PO], all: 'absent' },
  readProcessingRegister: { who: [PO], all: 'empty' },
  listAccessRequests: { who: [PO, CC], own: 'shows', others: 'empty' },
  recordAccessRequest: { who: [PO, CC], all: 'does' },
  stepAccessRequest: { who: [PO, CC], own: 'refused', others: 'absent' },
  makeAccessAnswer: { who: [CC], own: 'empty', others: 'absent' },
  planTable: { who: [CC, TC], own: 'does', asked: 'does', consent: 'does', others: 'absent' },
  listTables: { who: SIT, own: 'shows', others: 'empty' },
  readTable: { who: SIT, own: 'shows', others: 'absent' },
  answerSeat: { who: SIT, own: 'does', others: 'absent' },
  makeSeatLink: { who: [CC, TC], own: 'does', others: 'absent' },
  readInterest: { who: FILE, own: 'shows', asked: 'refused', consent: 'refused', others: 'absent' },
  noteWish: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  stateGoal: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  agreeGoal: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  checkConflicts: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  takeDecision: { who: FILE, own: 'does', asked: 'refused', consent: 'refused', others: 'absent' },
  stateInterest: { who: FILE, own: 'does', others: 'absent' },
  raiseObjection: { who: FILE, own: 'does', others: 'absent' },
  listSecondLooks: { who: FILE, own: 'shows', others: 'empty' },
  giveSecondLook: { who: FILE, own: 'does', others: 'absent' },
  readNeededSeats: { who: [CC, TC], own: 'empty', asked: 'empty', consent: 'empty', others: 'absent' },
  // Police have a seat at the table of the scene, by a mailbox: of hits nobody speaks.
  readHitPoints: { who: [CC], own: 'refused', others: 'absent' },
  askForSeat: { who: [CC, TC], own: 'does', others: 'absent' },
  // The table is still to come.
  recordAttendance: { who: [CC, TC], own: 'refused', others: 'absent' },
  // Each says it for itself: whoever holds the table does not say it for a party.
  makeStatement: { who: SIT, all: 'absent' },
  noteDecision: { who: [CC, TC], own: 'does', others: 'absent' },
  agreeAction: { who: [CC, TC], own: 'does', others: 'absent' },
  listTableActions: { who: SIT, own: 'shows', others: 'empty' },
  endTableAction: { who: SIT, own: 'does', others: 'absent' },
  closeTable: { who: [CC, TC], own: 'refused', others: 'absent' },
  moveTable: { who: [CC, TC], own: 'does', others: 'absent' },
  callOffTable: { who: [CC, TC], own: 'does', others: 'absent' },
  listDay: { who: DAY, own: 'shows', others: 'empty' },
  takeDayItem: { who: DAY, own: 'does', others: 'absent' },
  setReminder: { who: DAY, own: 'does', others: 'absent' },
  listAbsences: { who: DAY, own: 'shows', others: 'empty' },
  nameAbsence: { who: DAY, all: 'does' },
  // Somebody else was asked, or nobody.
  answerAbsence: { who: DAY, all: 'absent' },
  // Somebody whom nobody knows cannot stand in.
  assignStandIn: { who: [CC], own: 'refused', others: 'absent' },
  // Of a colleague.
  endAbsence: { who: DAY, all: 'absent' },
  readCalendarLink: { who: DAY, all: 'empty' },
  makeCalendarLink: { who: DAY, all: 'does' },
  endCalendarLink: { who: DAY, all: 'does' },
  correctMinutes: { who: [CC, TC], own: 'refused', others: 'absent' },
  countPersons: { who: [AN], own: 'empty', others: 'closed' },
  compareRegions: { who: [AN], own: 'empty', others: 'closed' },
  readFlows: { who: [AN], own: 'empty', others: 'closed' },
  readThingFlows: { who: [AN], own: 'empty', others: 'closed' },
  readRevolvingDoor: { who: [AN], own: 'empty', others: 'closed' },
  readPictureDesk: { who: [AN], own: 'empty', others: 'closed' },
  askCube: { who: [AN], own: 'empty', others: 'closed' },
  readHiddenNumber: { who: [AN], own: 'empty', others: 'closed' },
  exportDirectiveCube: { who: [AN], own: 'empty', others: 'closed' },
  releaseNumbers: { who: [AN], own: 'does', others: 'closed' },
  // Nothing was counted of that year.
  releaseNorm: { who: [AN], own: 'refused', others: 'closed' },
  withdrawRelease: { who: [AN], own: 'absent', others: 'closed' },
  listReleases: { who: EVERYBODY, all: 'empty' },
  readLatestRelease: { who: EVERYBODY, all: 'absent' },
  readRelease: { who: EVERYBODY, all: 'absent' },
  readReleaseFile: { who: EVERYBODY, all: 'absent' },
  readOpenDataCatalogue: { who: EVERYBODY, all: 'absent' },
  readYearlyReport: { who: EVERYBODY, all: 'absent' },
}

/** May somebody in this function ask the route? */
export const mayAsk = (operation: string, role: WorkFunction): boolean => {
  const who = EXPECTED[operation]?.who
  return who === EVERYBODY || (who?.includes(role) ?? false)
}

/** Decision 3: a function stands on the planes where its work is done; an account elsewhere has no purpose there (record 0042). */
const standsOn = (role: WorkFunction, plane: Plane): boolean => {
  const planes = Object.values(WORKS).find(([name]) => name === role)?.[1] ?? ''
  return [...planes].some((each) => PLANES[each] === plane)
}

/** What must come of it when somebody with an account asks. */
export const expectedOf = (
  operation: string,
  role: WorkFunction,
  relation: Relation,
  plane: Plane = 'care',
): Outcome => {
  const expected = EXPECTED[operation]
  if (!expected) throw new Error(`nobody said what ${operation} must answer`)
  if (!mayAsk(operation, role)) return 'closed'
  if (expected.who !== EVERYBODY && !standsOn(role, plane)) return 'closed'
  const but = expected.but?.[`${role} ${relation}`] ?? expected.but?.[`* ${relation}`]
  if (but) return but
  const opened = relation === 'break-glass' ? BREAK_GLASS[operation] : undefined
  if (opened) return opened
  if ('all' in expected) return expected.all
  if (relation === 'own') return expected.own
  const desk = ANSWERED_BY[operation]
  if (relation === 'asked' && desk && desk !== role) return 'refused'
  if (relation === 'asked') return expected.asked ?? expected.others
  if (relation === 'consent') return expected.consent ?? expected.others
  if (relation === 'none' && expected.police) return expected.police
  return expected.others
}

/**
 * Things of the API by their noun, each with where all of them stand and where one of them stands: `list` and `one`. The nine acts are
 * asked of every noun; where no route is, nothing may answer.
 */
export const NOUNS: Readonly<Record<string, { readonly list: string; readonly one: string }>> = Object.fromEntries(
  [
    ...[
      ['signals', 'signalId'],
      ['dossiers', 'dossierId'],
      ['dossier-searches', 'dossierId'],
      ['hits', 'hitId'],
      ['desk-hits', 'deskHitId'],
    ],
    ...[
      ['look-ups', 'lookupId'],
      ['waiting-look-ups', 'waitingLookUpId'],
      ['refused-look-ups', 'refusedLookUpId'],
    ],
    ...[
      ['network-links', 'linkId'],
      ['decoy-alarms', 'alarmId'],
      ['consents', 'consentId'],
      ['grounds', 'groundId'],
    ],
    ...[
      ['handovers', 'handoverId'],
      ['outside-handovers', 'outsideHandoverId'],
      ['codes', 'outsideHandoverId'],
      ['verdicts', 'verdictId'],
      ['payer-requests', 'payerRequestId'],
    ],
    ...[
      ['places', 'placeId'],
      ['place-requests', 'placeRequestId'],
      ['place-offers', 'offerId'],
      ['waits', 'waitId'],
    ],
    ...[
      ['tables', 'tableId'],
      ['seats', 'seatId'],
      ['table-actions', 'actionId'],
      ['day-list', 'subjectId'],
      ['day-items', 'subjectId'],
      ['absences', 'absenceId'],
      ['calendar-links', 'absenceId'],
      ['needed-seats', 'dossierId'],
      ['hit-points', 'tableId'],
      ['calls', 'callId'],
      ['thing-look-ups', 'lookupId'],
    ],
    ...[
      ['log-entries', 'dossierId'],
      ['log-checkpoints', 'dossierId'],
      ['organisations', 'dossierId'],
    ],
    ...[
      ['releases', 'dossierId'],
      ['open-data-catalogue', 'dossierId'],
      ['yearly-reports', 'dossierId'],
      ['files', 'releaseId'],
      ['counts', 'dossierId'],
      ['region-comparisons', 'dossierId'],
      ['norm-figures', 'norm'],
      ['norm-releases', 'dossierId'],
      ['flows', 'dossierId'],
      ['thing-flows', 'dossierId'],
      ['revolving-door', 'dossierId'],
      ['picture', 'dossierId'],
      ['waiting-figures', 'dossierId'],
      ['own-replies', 'dossierId'],
      ['named-gaps', 'dossierId'],
      ['waiting-entries', 'placeRequestId'],
    ],
    ...[
      ['boundaries', 'dossierId'],
      ['holes', 'entryId'],
      ['entry-links', 'entryId'],
      ['practice', 'entryId'],
    ],
    ...[
      ['network-views', 'dossierId'],
      ['sessions', 'dossierId'],
    ],
    ...[
      ['clocks', 'dossierId'],
      ['norms', 'dossierId'],
      ['adoptions', 'adoptionId'],
      ['areas', 'areaFactId'],
      ['miss-answers', 'dossierId'],
      ['due-clocks', 'dossierId'],
      ['chapter-notes', 'dossierId'],
      ['moves', 'dossierId'],
    ],
    ...[
      ['reports', 'dossierId'],
      ['sent-reports', 'sentReportId'],
      ['money-steps', 'moneyStepId'],
      ['outflow', 'dossierId'],
      ['outflow-steps', 'dossierId'],
      ['outflow-plans', 'dossierId'],
      ['trajectory-cost', 'dossierId'],
      ['paper-cards', 'dossierId'],
      ['page-switches', 'dossierId'],
    ],
    ...[
      ['residence-letters', 'dossierId'],
      ['course', 'dossierId'],
      ['course-steps', 'dossierId'],
      ['whereabouts', 'dossierId'],
      ['shelter-needs', 'dossierId'],
      ['sensitive-marks', 'signalId'],
    ],
    ...[
      ['follow-up-rates', 'dossierId'],
      ['own-follow-up-rates', 'dossierId'],
      ['look-up-oversight', 'lookupId'],
    ],
    ...[
      ['municipalities', 'dossierId'],
      ['cast-members', 'dossierId'],
      ['signal-proposals', 'signalId'],
    ],
    ...[
      ['break-glass-openings', 'openingId'],
      ['break-glass-reviews', 'openingId'],
      ['unusual-looks', 'dossierId'],
    ],
    ...[
      ['open-dossiers', 'dossierId'],
      ['person-requests', 'requestId'],
      ['person-tasks', 'dossierId'],
      ['page-codes', 'dossierId'],
      ['paper-card-files', 'dossierId'],
    ],
    ...[
      ['destruction-list', 'dossierId'],
      ['erasure-requests', 'dossierId'],
      ['destruction-decisions', 'dossierId'],
    ],
    ...[
      ['subject-access-requests', 'accessRequestId'],
      ['processing-register', 'dossierId'],
    ],
    ...[
      ['interests', 'dossierId'],
      ['wishes', 'dossierId'],
      ['goals', 'dossierId'],
      ['goal-agreements', 'dossierId'],
      ['conflict-checks', 'dossierId'],
      ['interest-decisions', 'decisionId'],
      ['second-looks', 'secondLookId'],
      ['attachments', 'attachmentId'],
      ['attachment-files', 'attachmentId'],
    ],
    ...[
      ['rules', 'dossierId'],
      ['letter-blanks', 'letter'],
      ['rule-trials', 'dossierId'],
      ['route-questions', 'dossierId'],
      ['route-advice-steps', 'dossierId'],
      ['organisation-names', 'dossierId'],
    ],
  ].map(([noun, id]) => [String(noun), { list: `/v1/${noun}`, one: `/v1/${noun}/{${id}}` }]),
)
/** Nouns that stand for an act on what stands before them. */
export const ACT_NOUNS: readonly string[] = [
  ...['takings', 'reminders', 'stand-ins', 'endings', 'cancellations'],
  'removals',
  ...['withdrawals', 'decisions', 'contacts', 'reviews', 'ticks', 'bed-counts', 'waves', 'awards', 'answers', 'ends'],
  ...['views', 'acceptances', 'declines', 'landings', 'closings', 'stops', 'links', 'current', 'latest', 'newest'],
  ...['statements', 'objections', 'outcomes', 'endings', 'facts'],
  ...['positions', 'dispute-steps', 'settlements'],
  // The map: one word for what is everywhere, asked as a whole.
  'coverage',
  ...['place-searches', 'holds', 'hold-releases', 'link-ends'],
  ...['chapters', 'steps', 'unusual-look-reviews', 'notes', 'meetings'],
  ...['invitations', 'attendances', 'corrections', 'actions', 'passes'],
  // The picture and practice, asked as a whole.
  ...['country', 'desk', 'cube', 'directive-cube', 'hidden'],
]
