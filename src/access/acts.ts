/**
 * Which act an operation is. Routes, pages, commands and jobs are all named here; a name that is not here is judged by who asks, for what and on
 * which plane alone, and a test wants every route, page and job of the system to have its line.
 */
import type { Act } from '../kernel/index.ts'

const PAGES = {
  hear: ['askPageCode', 'enterPersonPage'],
  see: ['readPersonPage'],
  read: ['readOwnDetails', 'takeOwnLog', 'readOwnLog', 'readOwnRequests'],
  note: ['correctOwnDetails', 'objectOnPage'],
  stop: ['actOnPersonPage'],
} as const satisfies Partial<Record<Act, readonly string[]>>
/** Her page exists once for each language. */
const LANGUAGES = ['', 'En', 'Ar']

const OPERATIONS: Readonly<Record<Act, readonly string[]>> = {
  see: [
    ...[
      'listDossiers',
      'listOpenDossiers',
      'listDueClocks',
      'listOrganisationNames',
      'listOrganisations',
      'readClocks',
      'listWaits',
    ],
    ...['listSignals', 'listCalls', 'listGrounds', 'readFollowUpRates', 'readOwnFollowUpRates', 'countPersons'],
    ...['readWaitingFigures', 'readOwnReplies', 'readNamedGaps', 'readNormFigures', 'readNormFigure'],
    ...['compareRegions', 'readFlows', 'readThingFlows', 'readRevolvingDoor'],
    ...['readPictureDesk', 'askCube', 'exportDirectiveCube', 'readHiddenNumber'],
    ...['readNetworkView', 'listNetworkLinks', 'listHits', 'listContactsOfHit', 'listWaitingLookUps', 'listDeskHits'],
    ...[
      'listLogEntries',
      'readNewestCheckpoint',
      'listSessions',
      'listUnusualLooks',
      'listRefusedLookUps',
      'readLookUpOversight',
    ],
    ...['listBreakGlassReviews', 'readProcessingRegister', 'listAccessRequests', 'readDestructionList'],
    ...['listPlaces', 'listPlaceOffers', 'listPlaceRequests', 'readPlaceRequest', 'listVerdicts', 'readVerdict'],
    ...['listSecondLooks'],
    ...['listAdoptions', 'readAreaClocks', 'listOwnAreas'],
    ...[
      'listPayerRequests',
      'readTrajectoryCost',
      'readPayerRequest',
      'listBreakGlass',
      'listDecoys',
      'signIn',
      'proveIdentity',
      'enrolPasskey',
    ],
    ...['listDay', 'listAbsences', 'readCalendarLink', 'makeCalendarLink', 'endCalendarLink', 'readCalendar'],
    ...['listHoles', 'readOwnPractice', 'readNationalPractice'],
    ...['takeDayItem', 'setReminder', 'nameAbsence', 'answerAbsence', 'assignStandIn', 'endAbsence'],
  ],
  read: [
    ...['readDossier', 'readSignal', 'writeReport', 'makePaperCard', 'printPaperCard', 'listPersonRequests'],
    ...['readInterest', 'checkConflicts'],
    ...['readCourse', 'readMoney', 'readOutflow'],
    'listSteps',
    ...['listPersonTasks', 'listSentReports', 'readBreakGlass', 'openBreakGlass', 'listConsents', 'makeAccessAnswer'],
    'takeAttachment',
    'searchDossiers',
    ...['readNeededSeats'],
  ],
  note: [
    ...['openDossier', 'noteChapter', 'noteResidenceLetter', 'recordMove', 'recordSignal', 'proposeSignal', 'logCall'],
    ...[
      'importSignals',
      'tellMovement',
      'addPlace',
      'countBeds',
      'startWait',
      'endWait',
      'decideResponsibility',
      'tellShelterNeed',
    ],
    ...['markSignalSensitive', 'noteWish', 'stateGoal', 'agreeGoal', 'takeDecision', 'stateInterest', 'raiseObjection'],
    ...['recordSentReport', 'answerSentReport'],
    ...['recordStep', 'withdrawStep', 'answerMiss', 'signNorm', 'endAdoption', 'noteAreaFact', 'withdrawAreaFact'],
    ...['notePlace', 'recordMoneyStep', 'takeBackMoneyStep', 'recordShelterStay', 'makeOutflowPlan'],
    ...['addAttachment', 'removeAttachment'],
    ...['statePosition', 'takeDisputeStep', 'settleDispute', 'correctWait'],
    'passListOffer',
    ...['noteDecision', 'correctMinutes'],
  ],
  change: [
    ...['switchPersonPage', 'renewPageCode', 'inviteAccount', 'bindAccount', 'addAccount', 'closeAccount', 'endMeans'],
    ...['recordCourseStep'],
    ...['stepHole', 'makeEntryLink', 'askEntries', 'declarePractice'],
    ...['endAccountSessions', 'endOneSession', 'plantDecoys', 'retireDecoys'],
  ],
  hear: [
    ...[
      'listHandovers',
      'readHandoverNote',
      'listTables',
      'readTable',
      'readSeatPage',
      'readPayerPage',
      'readHitPoints',
      'readBedPage',
    ],
    ...['listTableActions', 'readEntryPage', 'readPracticePage'],
    ...['listOutsideHandovers', 'askOutsideCode'],
  ],
  agree: ['recordConsent', 'recordGround'],
  stop: [
    ...['withdrawConsent', 'withdrawGround', 'endBreakGlass', 'stopHandover', 'withdrawHandover', 'closeHandover'],
    ...['withdrawPlaceRequest', 'endByProvider', 'withdrawOutsideHandover', 'withdrawPayerRequest'],
    ...['endBedLinks', 'releaseBed'],
  ],
  offer: [
    'offerHandover',
    'renewHandoverNote',
    'askPlace',
    'askNextWave',
    'awardPlace',
    ...['searchPlaces', 'holdBed', 'makeBedLink', 'joinWaitingList'],
    'askPayer',
    'makePayerLink',
    'makeSeatLink',
    'planTable',
    ...['askForSeat', 'agreeAction', 'closeTable', 'moveTable', 'callOffTable'],
    ...['nameOutsideParty', 'makeOutsideLink', 'renewOutsideCode', 'settleOutsideHandover'],
  ],
  answer: [
    ...[
      'seeHandover',
      'acceptHandover',
      'declineHandover',
      'meetHandover',
      'landHandover',
      'answerSeat',
      'answerSeatPage',
      'answerPayerPage',
      'countBedsPage',
    ],
    ...['answerPayerRequest', 'answerPlaceOffer', 'answerHit', 'decideDeskHit', 'reviewNetworkLink', 'decideLookUp'],
    ...['reviewBreakGlass', 'reviewUnusualLook', 'reviewLookUp', 'tickRefusedLookUp', 'tickDecoyAlarm'],
    ...['giveSecondLook', 'answerOutsidePage', 'answerEntryPage', 'answerPracticePage'],
    ...['answerPersonRequest', 'stepAccessRequest', 'recordAccessRequest'],
    ...['recordAttendance', 'makeStatement', 'endTableAction'],
  ],
  search: ['askLookUp', 'askThingLookUp', 'reEncodeEntries', 'carryDecoys'],
  destroy: ['askErasure', 'decideDestruction'],
  share: ['releaseNumbers', 'releaseNorm', 'withdrawRelease'],
}

/** The act of every operation by its name. */
export const ACT_OF: Readonly<Record<string, Act>> = Object.fromEntries([
  ...entries(OPERATIONS).flatMap(([act, names]) => names.map((name) => [name, act] as const)),
  ...entries(PAGES).flatMap(([act, names]) =>
    names.flatMap((name) => LANGUAGES.map((language) => [`${name}${language}`, act] as const)),
  ),
])

// Safe: the keys of these two tables are acts, by their types.
function entries(table: Partial<Record<Act, readonly string[]>>): readonly (readonly [Act, readonly string[]])[] {
  return Object.entries(table) as unknown as readonly (readonly [Act, readonly string[]])[]
}
