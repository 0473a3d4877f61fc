/** Every sentence of the screens in English, complete by type beside `nl.ts`. */

import { breakGlassEn } from './break-glass.en.ts'
import { caseTableEn } from './case-table.en.ts'
import { courseEn } from './course.en.ts'
import { cubeEn } from './cube.en.ts'
import { deskEn } from './desk.en.ts'
import { disputeEn } from './dispute.en.ts'
import { dossierEn } from './dossier.en.ts'
import { hiddenEn } from './hidden.en.ts'
import { hitsEn } from './hits.en.ts'
import { interestEn } from './interest.en.ts'
import { keepMapEn } from './keep-map.en.ts'
import { mapEn } from './map.en.ts'
import { movementEn } from './movement.en.ts'
import { movingOnEn } from './moving-on.en.ts'
import { networkEn } from './network.en.ts'
import type { Words } from './nl.ts'
import { normPageEn } from './norm-page.en.ts'
import { numbersEn } from './numbers.en.ts'
import { openDataEn } from './open-data.en.ts'
import { outsideEn } from './outside-screen.en.ts'
import { oversightEn } from './oversight.en.ts'
import { placeEn } from './place.en.ts'
import { privacyEn } from './privacy.en.ts'
import { finderEn, whoToCallEn } from './public.en.ts'
import { retentionEn } from './retention.en.ts'
import { rulesEn } from './rules.en.ts'
import { shellEn, signInEn, startEn } from './shell.en.ts'
import { signalEn } from './signal.en.ts'
import { signingEn } from './signing.en.ts'
import { steeringEn } from './steering.en.ts'
import { taskEn } from './task.en.ts'
import { todayEn } from './today.en.ts'
import { verdictEn } from './verdict.en.ts'

export const en: Words = {
  shell: shellEn,
  start: startEn,
  signIn: signInEn,
  hits: hitsEn,
  finder: finderEn,
  whoToCall: whoToCallEn,
  signal: signalEn,
  signing: signingEn,
  steering: steeringEn,
  task: taskEn,
  today: todayEn,
  breakGlass: breakGlassEn,
  caseTable: caseTableEn,
  course: courseEn,
  desk: deskEn,
  dispute: disputeEn,
  dossier: dossierEn,
  interest: interestEn,
  keepMap: keepMapEn,
  map: mapEn,
  openData: openDataEn,
  outside: outsideEn,
  movement: movementEn,
  network: networkEn,
  numbers: numbersEn,
  cube: cubeEn,
  hidden: hiddenEn,
  oversight: oversightEn,
  retention: retentionEn,
  place: placeEn,
  privacy: privacyEn,
  verdict: verdictEn,
  money: movingOnEn.money,
  outflow: movingOnEn.outflow,
  rules: rulesEn,
  normPage: normPageEn,
}
