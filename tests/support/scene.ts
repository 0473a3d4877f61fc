/** One dossier with everything around it, made through the API by the people who would make it: what an attacker would like to read. */
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { addDays, asId, type Day, day, type OrganisationId } from '../../src/kernel/index.ts'
import { aPhoto } from './attachments.ts'
import { openInEmergency } from './emergency.ts'
import { bothFound } from './look-ups.ts'
import { lookFor } from './looking.ts'
import { openPersonPage, TEST_CODE } from './person-page.ts'
import type { Answer, Caller, TestSystem } from './system.ts'

/** The ids of one organisation's objects; every id route of the system has one here. */
export type Scene = {
  readonly signalId: string
  readonly groundId: string
  readonly dossierId: string
  readonly consentId: string
  readonly handoverId: string
  readonly verdictId: string
  readonly payerRequestId: string
  readonly placeId: string
  readonly placeRequestId: string
  /** Of no release: to withdraw one is refused as not there. */
  readonly releaseId: string
  readonly offerId: string
  readonly waitId: string
  readonly tableId: string
  readonly seatId: string
  /** Agreed at the table, for whoever holds it to do. */
  readonly actionId: string
  /** What the co-ordinator took on the own day: the file itself. */
  readonly subjectId: string
  /** Days, far from now, on which the co-ordinator is away and nobody stands in. */
  readonly absenceId: string
  /** The address of the own calendar ends with it. */
  readonly calendarToken: string
  readonly hitId: string
  /** Police look for somebody whom the coordinator knows too: the contact desk decides. */
  readonly deskHitId: string
  readonly callId: string
  /** A session of the co-ordinator, somewhere else. */
  readonly sessionId: string
  readonly lookupId: string
  readonly waitingLookUpId: string
  readonly refusedLookUpId: string
  readonly alarmId: string
  readonly linkId: string
  /** A photo in the chapter safety. */
  readonly attachmentId: string
  /** She asked what is kept about her. */
  readonly accessRequestId: string
  /** Opened in an emergency by the shelter worker of De Verzonnen Haven, for safety and health; it stands. */
  readonly openingId: string
  readonly personToken: string
  /** What she asked on her page. */
  readonly requestId: string
  /** A report that was sent on and registered. */
  readonly sentReportId: string
  readonly moneyStepId: string
  /** A step about danger that was written down by hand. */
  readonly stepId: string
  /** What the house signed, and what it wrote down for an area. */
  readonly adoptionId: string
  readonly areaFactId: string
  readonly seatToken: string
  /** A handover to a party without an account that confirmed it, with its link and code. */
  readonly outsideHandoverId: string
  readonly outsideToken: string
  readonly outsideCode: string
  /** The link of the payer that was asked. */
  readonly payerToken: string
  /** Behind it the beds of the place of this scene are counted. */
  readonly bedToken: string
  readonly entryId: string
  readonly entryToken: string
  readonly practiceToken: string
  /** What she wants, a goal that is proposed, a decision that is not stated yet, and an objection that waits for a second look. */
  readonly wishId: string
  readonly goalId: string
  readonly decisionId: string
  readonly secondLookId: string
  /** Every organisation that has a part in it: all others are strangers. */
  readonly parties: ReadonlySet<OrganisationId>
}

export type SceneOptions = {
  readonly coordinator: CastMember
  /** Who knows the same person, so that there is a hit. */
  readonly other: CastMember
  readonly provider: CastMember
  readonly receiver: OrganisationId
  /** Gives the text of a field by its name; a canary per field, or a plain word. */
  readonly text: (field: string) => string
}

const body = <T>(answer: Answer): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  // Safe: tests only; the caller names the shape that the route promises.
  return answer.body as T
}

const talk = { language: 'zh', present: ['interpreter'], helpDoesNotDependOnIt: true, ageGroup: '18-plus' } as const
const labour = { source: 'typed', exploitation: 'labour', municipalityCode: 'GM0415' } as const

/** Stated, agreed to for one chapter, sent, opened with link and code, and received. */
const makeOutside = async (
  house: TestSystem,
  mine: Caller,
  about: { readonly dossierId: string; readonly today: string; readonly text: (field: string) => string },
) => {
  const { dossierId, today, text } = about
  const { outsideHandoverId } = body<{ outsideHandoverId: string }>(
    await mine.post(`/v1/dossiers/${dossierId}/outside-handovers`, {
      ...{ kind: 'shelter', name: text('outsideName'), function: text('outsideFunction'), phone: '+32 2 000 00 00' },
      ...{ country: 'BE', language: 'en' },
    }),
  )
  body(
    await mine.post(`/v1/dossiers/${dossierId}/consents`, {
      ...{ ...talk, chapter: 'contact', partnerId: outsideHandoverId, purpose: 'D26', answer: 'given' },
      ...{ understood: text('consentUnderstood'), givenDate: today },
    }),
  )
  const at = `/v1/outside-handovers/${outsideHandoverId}`
  const { token, code } = body<{ token: string; code: string }>(await mine.post(`${at}/links`, { calledFirst: true }))
  const fill = async (form: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await house.http.inject({
      ...{ method: 'POST', url: `/ontvangst/${token}`, payload: new URLSearchParams(form).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    if (answer.statusCode !== 200) throw new Error(answer.payload)
    return answer.payload
  }
  const visit = /name="visit" value="([\w-]+)"/.exec(await fill({ action: 'enter', code }))?.[1] ?? ''
  await fill({ action: 'receive', visit, function: text('outsideReceiver') })
  return { outsideHandoverId, outsideToken: token, outsideCode: code }
}

/** Makes the scene. The clock of the house is not turned. */
export const makeScene = async (house: TestSystem, options: SceneOptions): Promise<Scene> => {
  const { text } = options
  const today = day(house.clock.now().toISOString().slice(0, 10))
  const [mine, theirs, provider] = [
    await house.as(options.coordinator),
    await house.as(options.other),
    await house.as(options.provider),
  ]
  const person = {
    fullName: text('fullName'),
    birthDate: '1985-03-06',
    birthPlace: text('birthPlace'),
    street: text('street'),
    phone: '06 00 00 41 41',
    document: text('document'),
  }
  // Both hold the advert, and everybody's van: what ties them must not tell them more.
  const things = [
    { kind: 'advert', text: `${text('thingText')} staat in een advert van vijf woorden` },
    { kind: 'plate', text: 'VB-123-X' },
  ]
  const search = async (caller: typeof mine, marked = false) => {
    const { signalId } = body<{ signalId: string }>(
      await caller.post('/v1/signals', { ...labour, person, freeText: text('freeText'), things }),
    )
    const { groundId } = body<{ groundId: string }>(
      await caller.post(`/v1/signals/${signalId}/grounds`, {
        ...talk,
        kind: 'consent-to-search',
        purpose: 'D27',
        interpreterName: text('groundInterpreter'),
        understood: text('groundUnderstood'),
        givenDate: today,
      }),
    )
    const caseReference = 'ZAAK 1'
    if (marked) body(await caller.post(`/v1/signals/${signalId}/sensitive-marks`, {}))
    const { lookupId } = body<{ lookupId: string }>(
      await caller.post('/v1/look-ups', { signalId, groundId, purpose: 'D27', caseReference }),
    )
    // Things of a marked signal wait until two people agreed to look for the person.
    if (!marked) body(await caller.post('/v1/thing-look-ups', { signalId, groundId, purpose: 'D27', caseReference }))
    return { signalId, groundId, lookupId }
  }
  await search(theirs)
  const { signalId, groundId, lookupId } = await search(mine)
  const waitingLookUpId = (await search(mine, true)).lookupId
  const watched = await lookWrongly(house, options.coordinator)
  await (await house.system.courier()).carry()
  const { hits } = body<{ hits: { hitId: string; signalId?: string }[] }>(await mine.get('/v1/hits'))
  const hitId = hits.find((each) => each.signalId === signalId)?.hitId
  if (!hitId) throw new Error('the scene has no hit')
  const deskHitId = await makeDeskHit(house, options.coordinator)
  const linkId = await makeLink(house, mine, {
    signalId,
    callOrganisationId: options.other.organisation,
    reason: text('reviewReason'),
  })
  const { callId } = body<{ callId: string }>(
    await mine.post('/v1/calls', {
      withWhom: text('callWithWhom'),
      about: { kind: 'signal', id: signalId },
      outcome: 'agreed',
      minutes: 3,
      note: text('callNote'),
    }),
  )
  const { dossierId } = body<{ dossierId: string }>(
    await mine.post('/v1/dossiers', {
      signalId,
      municipalityCode: 'GM0415',
      fields: [{ field: 'name', value: text('openedField') }],
    }),
  )
  const at = `/v1/dossiers/${dossierId}`
  for (const chapter of ['identity', 'contact', 'story', 'health', 'safety'] as const) {
    const fields = [{ field: 'remark', value: text(`${chapter}Field`) }]
    body(await mine.post(`${at}/chapter-notes`, { chapter, text: text(`${chapter}Text`), fields }))
  }
  const { attachmentId } = body<{ attachmentId: string }>(
    await mine.post(`${at}/attachments`, {
      ...{ chapter: 'safety', title: text('attachmentTitle'), saidType: 'image/jpeg' },
      fileBase64: aPhoto({ comment: text('attachmentComment') }).toString('base64'),
    }),
  )
  body(await mine.post(`${at}/residence-letters`, { letter: '8a', permit: 'work' }))
  const { consentId } = body<{ consentId: string }>(
    await mine.post(`${at}/consents`, {
      ...talk,
      chapter: 'identity',
      partnerId: options.receiver,
      purpose: 'D26',
      answer: 'given',
      interpreterName: text('consentInterpreter'),
      understood: text('consentUnderstood'),
      givenDate: today,
    }),
  )
  const outside = await makeOutside(house, mine, { dossierId, today, text })
  const { handoverId } = body<{ handoverId: string }>(
    await mine.post(`${at}/handovers`, { receiverId: options.receiver }),
  )
  const interest = await makeInterest(mine, dossierId, text)
  const emergency = { chapters: ['safety', 'health'], reason: `${text('emergencyReason')} en dat kan niet wachten.` }
  const openingId = await openInEmergency(house, dossierId, cast.shelterWorkerHaven, emergency)
  body(
    await (await house.as(cast.privacyOfficerHaven)).post(`/v1/break-glass-openings/${openingId}/reviews`, {
      outcome: 'justified',
      note: text('emergencyNote'),
    }),
  )
  const verdict = body<{ id: string }>(
    await mine.post(`${at}/verdicts`, {
      facts: { age: '21-plus', residence: '8a', permit: 'work', needShelter: 'yes', exploitation: 'labour' },
      whereabouts: { turnedTo: 'GM0415', found: 'GM0415' },
      shelterKind: 'homeless-shelter',
    }),
  )
  const { sentReportId } = body<{ sentReportId: string }>(
    await mine.post(`${at}/sent-reports`, { kind: 'comensha-report', to: text('sentTo') }),
  )
  body(await mine.post(`${at}/sent-reports/${sentReportId}/answers`, { answer: 'registered', number: text('number') }))
  const moneyStepId = await makeMovingOn(mine, at, { today, text })
  const { stepId } = body<{ stepId: string }>(await mine.post(`${at}/steps`, { kind: 'acute-danger-seen' }))
  const signed = await signFor(house, options.coordinator, today)
  const payer = castOrganisations.municipalityZaanstad
  const asked = body<{ id?: string; payerRequestId?: string }>(
    await mine.post(`/v1/verdicts/${verdict.id}/payer-requests`, {
      payerOrganisationId: payer,
      cost: { amountCents: 8_050, per: 'day', fromDate: today },
    }),
  )
  const payerRequestId = asked.payerRequestId ?? asked.id ?? ''
  const payerLink = body<{ token: string }>(await mine.post(`/v1/payer-requests/${payerRequestId}/links`))
  const place = body<{ id?: string; placeId?: string }>(
    await provider.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR15', bedsFree: 1 }),
  )
  const bedLink = body<{ token: string }>(await provider.post(`/v1/places/${place.placeId ?? place.id ?? ''}/links`))
  const entry = await askLandsmeer(house)
  const request = body<{ id: string }>(
    await mine.post(`${at}/place-requests`, { wanted: ['man'], regionsAvoided: ['VR11'] }),
  )
  await mine.post(`${at}/place-searches`, { wanted: ['man'], regionsAvoided: [] })
  const { placeOffers } = body<{ placeOffers: { id: string }[] }>(await provider.get('/v1/place-offers'))
  const wait = body<{ id: string }>(await mine.post(`${at}/waits`, { cause: 'papers' }))
  body(await mine.post(`/v1/waits/${wait.id}/corrections`, { cause: 'consent', reason: 'entered-wrongly' }))
  const listed = body<{ id: string }>(await mine.post(`${at}/waiting-entries`, { urgency: 'no-bed-tonight' }))
  await countedRows(house, { dossierId, waitId: wait.id, entryId: listed.id })
  const planned = body<{ tableId: string; seats: { seatId: string; kind: string }[] }>(
    await mine.post(`${at}/tables`, {
      heldDate: addDays(today, 7),
      wish: text('wish'),
      exploitation: 'labour',
      seats: [{ kind: 'avim', mail: 'avim.noord-holland@politie.example' }],
    }),
  )
  const seatId = planned.seats.find((each) => each.kind === 'avim')?.seatId ?? ''
  const seatLink = body<{ token: string }>(await mine.post(`/v1/seats/${seatId}/links`))
  const { actionId } = body<{ actionId: string }>(
    await mine.post(`/v1/tables/${planned.tableId}/actions`, {
      ...{ ask: 'call-back', owner: 'organiser', dueDate: addDays(today, 7) },
    }),
  )
  body(
    await mine.post(`/v1/tables/${planned.tableId}/decisions`, {
      ...{ text: text('decisionText'), owner: 'organiser', dueDate: addDays(today, 14) },
    }),
  )
  const { accessRequestId } = body<{ accessRequestId: string }>(
    await mine.post('/v1/subject-access-requests', { receivedDate: today, recognised: 'own-page', dossierId }),
  )
  const pageLink = body<{ token: string }>(
    await mine.post(`${at}/page-switches`, { on: true, besideHer: true, code: TEST_CODE }),
  )
  const sessionId = await sessionOf(house, options.coordinator)
  const requestId = await makeRequests(house, pageLink.token, { dossierId, mine, text })
  const divided = await divideWork(mine, { dossierId, today })
  return {
    ...{ lookupId, waitingLookUpId, accessRequestId, sessionId, ...watched },
    ...{
      signalId,
      groundId,
      dossierId,
      consentId,
      handoverId,
      hitId,
      linkId,
      openingId,
      deskHitId,
      callId,
      seatId,
      actionId,
      verdictId: verdict.id,
    },
    payerRequestId,
    payerToken: payerLink.token,
    placeId: place.placeId ?? place.id ?? '',
    attachmentId,
    placeRequestId: request.id,
    releaseId: nobodysId(),
    offerId: placeOffers[0]?.id ?? '',
    waitId: wait.id,
    tableId: planned.tableId,
    seatToken: seatLink.token,
    ...outside,
    bedToken: bedLink.token,
    ...entry,
    personToken: pageLink.token,
    requestId,
    ...{ subjectId: dossierId, ...divided },
    ...interest,
    ...{ sentReportId, moneyStepId, stepId },
    ...signed,
    parties: new Set([
      ...[options.coordinator, options.other, options.provider].map((each) => each.organisation),
      ...[options.receiver, payer, castOrganisations.contactDesk, castOrganisations.shelterHaven],
    ]),
  }
}

/** The house signed a norm, and wrote down what was done for a region: of no person, but rows of these tables. */
const signFor = async (
  house: TestSystem,
  { organisation, actor }: CastMember,
  today: Day,
): Promise<Pick<Scene, 'adoptionId' | 'areaFactId'>> => {
  const admin = await house.admin()
  const [adoptionId, areaFactId] = [crypto.randomUUID(), crypto.randomUUID()]
  await admin.query(
    `insert into agreement.adoption (id, organisation_id, actor_id, norm_id, norm_version, valid_from, signed_at)
     values ($4, $1, $2, 'N33', 1, $3::date + 2, $3::date)`,
    [organisation, actor, today, adoptionId],
  )
  await admin.query(
    `insert into agreement.public_fact (id, organisation_id, actor_id, about, area, kind, happened, learned)
     values ($4, $1, $2, 'region', 'VR11', 'coordinator-in-place', $3, now())`,
    [organisation, actor, today, areaFactId],
  )
  await admin.end()
  return { adoptionId, areaFactId }
}

let scenesMade = 0
/** Somebody in shelter with a plan, and a step towards money that can be taken back. */
const makeMovingOn = async (
  mine: Caller,
  at: string,
  { today, text }: { readonly today: Day; readonly text: (name: string) => string },
): Promise<string> => {
  body(await mine.post(`${at}/outflow-steps`, { step: 'shelter-admitted' }))
  body(
    await mine.post(`${at}/outflow-plans`, {
      ...{ wish: text('outflowWish'), goal: 'own-home', needs: ['alone'], municipalityCode: 'GM0479' },
      ...{ leftHome: 'yes', ordinance: 'unknown' },
      tasks: [{ task: 'settle-income', who: 'shelter', byDate: addDays(today, 5) }],
    }),
  )
  const { moneyStepId } = body<{ moneyStepId: string }>(
    await mine.post(`${at}/money-steps`, { step: 'participatiewet', act: 'applied', municipalityCode: 'GM0479' }),
  )
  return moneyStepId
}

/** Takes the file on the own day, with a reminder; names days; makes an address for a calendar. */
const divideWork = async (mine: Caller, of: { readonly dossierId: string; readonly today: Day }) => {
  body(await mine.post(`/v1/day-items/${of.dossierId}/takings`, { taken: true }))
  body(await mine.post(`/v1/day-items/${of.dossierId}/reminders`, { remindDate: addDays(of.today, 40) }))
  const { address } = body<{ address: string }>(await mine.post('/v1/calendar-links', {}))
  // Several scenes of one person name days that lie apart.
  scenesMade += 1
  const days = { fromDate: addDays(of.today, 200 + 7 * scenesMade), untilDate: addDays(of.today, 205 + 7 * scenesMade) }
  const { absenceId } = body<{ absenceId: string }>(await mine.post('/v1/absences', days))
  return { absenceId, calendarToken: address.split('/').at(-1) ?? '' }
}

/** Her wish, a shared goal, a decision that leans on the wish and is objected to, and one in danger of which the statement is owed. */
const makeInterest = async (mine: Caller, dossierId: string, text: (field: string) => string) => {
  const at = `/v1/dossiers/${dossierId}`
  const { wishId } = body<{ wishId: string }>(
    await mine.post(`${at}/wishes`, {
      ...{ words: text('interestWish'), language: 'zh', interpreter: 'in-person', present: ['interpreter'] },
    }),
  )
  const { goalId } = body<{ goalId: string }>(
    await mine.post(`${at}/goals`, { words: text('goalWords'), shared: true }),
  )
  const { decisionId } = body<{ decisionId: string }>(
    await mine.post(`${at}/interest-decisions`, { kind: 'end-shelter', because: ['danger'], danger: true }),
  )
  const stated = body<{ decisionId: string }>(
    await mine.post(`${at}/interest-decisions`, {
      ...{ kind: 'move', because: ['her-wish'] },
      statement: {
        ...{ decidedBy: 'together', accords: 'as-wished', wishId, effect: text('decisionEffect') },
        alternatives: text('decisionAlternatives'),
      },
    }),
  )
  const { secondLookId } = body<{ secondLookId: string }>(
    await mine.post(`/v1/interest-decisions/${stated.decisionId}/objections`, {
      ...{ by: 'herself', words: text('partyObjection') },
    }),
  )
  return { wishId, goalId, decisionId, secondLookId }
}

const sessionOf = async (house: TestSystem, member: CastMember): Promise<string> => {
  const { sessions } = body<{ sessions: { sessionId: string; isThis: boolean }[] }>(
    await (await house.as(member)).get('/v1/sessions'),
  )
  const another = sessions.find(({ isThis }) => !isThis)
  if (!another) throw new Error('the scene has no other session')
  return another.sessionId
}

/** She corrects, objects and is answered once; one request waits. */
const makeRequests = async (
  house: TestSystem,
  token: string,
  of: { readonly dossierId: string; readonly mine: Caller; readonly text: (field: string) => string },
): Promise<string> => {
  const visit = await openPersonPage(house, token)
  const said = [
    await visit.post('/mijn/gegevens', { action: 'correct', chapter: 'identity', text: of.text('correctionText') }),
    await visit.post('/mijn/vragen', { action: 'object', about: 'use', text: of.text('objectionText') }),
  ]
  for (const { status } of said) if (status !== 303) throw new Error(`a request was not taken: ${status}`)
  const { requests } = body<{ requests: { requestId: string; kind: string }[] }>(
    await of.mine.get(`/v1/dossiers/${of.dossierId}/person-requests`),
  )
  const [objection, correction] = ['objection', 'correction'].map((kind) => requests.find((each) => each.kind === kind))
  if (!objection || !correction) throw new Error('the scene has no requests')
  body(
    await of.mine.post(`/v1/person-requests/${objection.requestId}/answers`, {
      ...{ outcome: 'not-done', text: of.text('answerText') },
    }),
  )
  return correction.requestId
}

// A question without a ground, and one for a decoy: each leaves a row for the privacy officer.
const lookWrongly = async (
  house: TestSystem,
  member: CastMember,
): Promise<{ readonly refusedLookUpId: string; readonly alarmId: string }> => {
  await house.system.decoys.plant({ count: 1, seed: 1 })
  const [decoy] = await house.system.decoys.list()
  if (!decoy?.person) throw new Error('the scene has no decoy')
  const { given, surname, birthDate } = decoy.person
  const { signalId } = await lookFor(house, member, { given, surname, birthDate })
  await (await house.as(member)).post('/v1/look-ups', { signalId })
  await (await house.system.courier()).carry()
  const admin = await house.admin()
  const { rows } = await admin.query<{ refused: string; alarm: string }>(
    `select (select id from linkage.refused_lookup where organisation_id = $1 limit 1) as refused,
      (select id from linkage.decoy_alarm where organisation_id = $1 limit 1) as alarm`,
    [member.organisation],
  )
  const [row] = rows
  if (!row?.refused || !row.alarm) throw new Error('the scene has nothing to watch')
  return { refusedLookUpId: row.refused, alarmId: row.alarm }
}

/** Somebody else, with plain words: what the desk sees holds no person. */
const makeDeskHit = async (house: TestSystem, coordinator: CastMember): Promise<string> => {
  const person = { fullName: 'Verzonnen Tweevlak', birthDate: '1991-02-03', phone: '06 00 00 51 51' }
  await bothFound(house, cast.investigatorNoordHolland, coordinator, person)
  const { deskHits } = body<{ deskHits: { deskHitId: string; parties: { organisationId: string }[] }[] }>(
    await (await house.as(cast.contactDeskOfficer)).get('/v1/desk-hits?limit=100'),
  )
  const own = deskHits.find(({ parties }) => parties.some((each) => each.organisationId === coordinator.organisation))
  if (!own) throw new Error('the scene has no hit at the desk')
  return own.deskHitId
}

/** A link of this signal with that house, judged once by its own house. */
const makeLink = async (
  house: TestSystem,
  caller: Caller,
  of: { readonly signalId: string; readonly callOrganisationId: string; readonly reason: string },
): Promise<string> => {
  const { links } = body<{ links: { linkId: string; signalId?: string; callOrganisationId?: string }[] }>(
    await caller.get('/v1/network-links'),
  )
  const linkId = links.find(
    (each) => each.signalId === of.signalId && each.callOrganisationId === of.callOrganisationId,
  )?.linkId
  if (!linkId) throw new Error('the scene has no link')
  const judgement = { verdict: 'confirmed', basis: 'called', reason: of.reason }
  body(await caller.post(`/v1/network-links/${linkId}/reviews`, judgement))
  await (await house.system.courier()).carry()
  return linkId
}

/** The scene of Zaanstad with plain words. */
export const zaanstadScene = (house: TestSystem, text = (field: string): string => `Verzonnen ${field}`) =>
  makeScene(house, {
    coordinator: cast.coordinatorZaanstad,
    other: cast.coordinatorEindhoven,
    provider: cast.shelterWorkerHaven,
    receiver: castOrganisations.careEindhoven,
    text,
  })

/** A random id that nothing has, in the shape of ours. */
export const nobodysId = (): string => asId<OrganisationId>(crypto.randomUUID())

/** What only time makes: what a need cost, why another had the turn, a gap of the rules, and somebody who moved. */
const countedRows = async (
  house: TestSystem,
  ids: { readonly dossierId: string; readonly waitId: string; readonly entryId: string },
): Promise<void> => {
  const admin = await house.admin()
  const [now, mine] = [house.clock.now(), castOrganisations.careZaanstad]
  await admin.query(
    `insert into care.lost_time (id, need_id, organisation_id, dossier_id, quarter, cause, minutes, turn, counted_at)
     values (gen_random_uuid(), $1, $2, $3, kernel.quarter_of($4), 'papers', 90, 1, $4)`,
    [ids.waitId, mine, ids.dossierId, now],
  )
  await admin.query(
    `insert into care.waiting_pass (id, waiting_id, organisation_id, reason, passed_on, passed_at)
     values (gen_random_uuid(), $1, $2, 'in-avoided-area', $3::timestamptz::date, $3)`,
    [ids.entryId, mine, now],
  )
  await admin.query(`insert into responsibility.named_gap values (gen_random_uuid(), $1, $2, 'G09', $3)`, [
    ...[mine, ids.dossierId, now],
  ])
  await admin.query("insert into picture.move values (gen_random_uuid(), '2026-11-16', 'VR11', 'VR13')")
  await admin.query(
    "insert into picture.shared_thing values (gen_random_uuid(), '2026-11-16', 'care', 'plate', 'VR11', 'VR22')",
  )
}

/** Links to what Landsmeer has on the map, given by its own focal officer. */
const askLandsmeer = async (house: TestSystem): Promise<Pick<Scene, 'entryId' | 'entryToken' | 'practiceToken'>> => {
  const officer = await house.as(cast.focalOfficerLandsmeer)
  const { rows } = await (await house.admin()).query<{ id: string }>(
    "select id from directory.contact_point where organisation_id = $1 and function = 'focal-officer'",
    [castOrganisations.municipalityLandsmeer],
  )
  const entryId = rows[0]?.id ?? ''
  const linkTo = async (kind: string, subject: string): Promise<string> =>
    body<{ token: string }>(await officer.post('/v1/entry-links', { kind, subject })).token
  return {
    entryId,
    entryToken: await linkTo('entry-confirm', entryId),
    practiceToken: await linkTo('practice-declare', castOrganisations.municipalityLandsmeer),
  }
}
