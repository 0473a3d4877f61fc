/**
 * Every sentence of the screens in Dutch: the source. `en.ts` has the same keys or does not compile. One file per group of
 * screens; sentences with a number or a name in them are functions.
 */

import { breakGlassNl } from './break-glass.nl.ts'
import { caseTableNl } from './case-table.nl.ts'
import { courseNl } from './course.nl.ts'
import { cubeNl } from './cube.nl.ts'
import { deskNl } from './desk.nl.ts'
import { disputeNl } from './dispute.nl.ts'
import { dossierNl } from './dossier.nl.ts'
import { hiddenNl } from './hidden.nl.ts'
import { hitsNl } from './hits.nl.ts'
import { interestNl } from './interest.nl.ts'
import { keepMapNl } from './keep-map.nl.ts'
import { mapNl } from './map.nl.ts'
import { movementNl } from './movement.nl.ts'
import { movingOnNl } from './moving-on.nl.ts'
import { networkNl } from './network.nl.ts'
import { normPageNl } from './norm-page.nl.ts'
import { numbersNl } from './numbers.nl.ts'
import { openDataNl } from './open-data.nl.ts'
import { outsideNl } from './outside-screen.nl.ts'
import { oversightNl } from './oversight.nl.ts'
import { placeNl } from './place.nl.ts'
import { privacyNl } from './privacy.nl.ts'
import { finderNl, whoToCallNl } from './public.nl.ts'
import { retentionNl } from './retention.nl.ts'
import { rulesNl } from './rules.nl.ts'
import { shellNl, signInNl, startNl } from './shell.nl.ts'
import { signalNl } from './signal.nl.ts'
import { signingNl } from './signing.nl.ts'
import { steeringNl } from './steering.nl.ts'
import { taskNl } from './task.nl.ts'
import { todayNl } from './today.nl.ts'
import { verdictNl } from './verdict.nl.ts'

export const nl = {
  shell: shellNl,
  start: startNl,
  signIn: signInNl,
  hits: hitsNl,
  finder: finderNl,
  whoToCall: whoToCallNl,
  signal: signalNl,
  signing: signingNl,
  steering: steeringNl,
  task: taskNl,
  today: todayNl,
  breakGlass: breakGlassNl,
  caseTable: caseTableNl,
  course: courseNl,
  desk: deskNl,
  dispute: disputeNl,
  dossier: dossierNl,
  interest: interestNl,
  keepMap: keepMapNl,
  map: mapNl,
  openData: openDataNl,
  outside: outsideNl,
  movement: movementNl,
  network: networkNl,
  numbers: numbersNl,
  cube: cubeNl,
  hidden: hiddenNl,
  oversight: oversightNl,
  retention: retentionNl,
  place: placeNl,
  privacy: privacyNl,
  verdict: verdictNl,
  money: movingOnNl.money,
  outflow: movingOnNl.outflow,
  rules: rulesNl,
  normPage: normPageNl,
}

/** The shape that every other language must fill. */
export type Words = typeof nl
