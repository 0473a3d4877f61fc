/** The face of access on the server: grounds, consents and reach, links. Sideways and upwards nobody writes its tables. */

export { findOpening } from './break-glass.store.ts'
export { BREAK_GLASS, fieldsShown, type Opening, readableUnder } from './break-glass.ts'
export {
  type ConsentRead,
  consentsToAskAgain,
  isHolder,
  listConsents,
  mayMentionDossier,
  standingConsents,
  standingConsentsOf,
  withdrawAllFor,
  withdrawConsent,
} from './consent.store.ts'
export {
  CHAPTERS,
  type Chapter,
  type ConsentAnswer,
  type ConsentFact,
  foldConsents,
  isOpenOn,
  PRESENT,
  shouldAskAgainAlone,
} from './consent.ts'
export { findGround, groundStands, withdrawGroundsOf } from './ground.store.ts'
export { type Ground, type GroundRefusal, standsOn } from './ground.ts'
export { createLink, endLinks, type LinkKind, madeAt, standingLinks } from './link.store.ts'
export {
  enterOutside,
  findOutsideDoor,
  outsideChapters,
  outsideGoesOn,
  setOutsideCode,
  shutOutside,
} from './outside-code.store.ts'
export { enterPage, findPageLock, isPageLocked, setPageCode } from './page-code.store.ts'
export { readPurposes } from './purpose.store.ts'
export type { Purposes, SharingPurpose } from './purpose.ts'
export { organisationsInReach } from './reach.store.ts'
