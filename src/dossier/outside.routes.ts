/**
 * The sender's side of a handover to a party without an account: state who it is, ask her (consents, as for any partner), give a link and a
 * code, see what comes back, say what the file becomes. The file stays where it is all the while (decision 0060).
 */
import { createLink, endLinks, setOutsideCode, shutOutside, standingConsents } from '../access/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { latestFields } from './chapter.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { type Dossier, findDossier, lockDossier, notesOf, readFacts } from './dossier.store.ts'
import { heldDossier, WORKERS } from './dossier-edge.routes.ts'
import { handoversOf, shownStage } from './handover.store.ts'
import { isUnfinished } from './handover.ts'
import {
  MakeOutsideLink,
  NameOutside,
  OutsideChanged,
  OutsideCodeMade,
  OutsideLinkMade,
  OutsideList,
  OutsidePath,
  type OutsideShown,
  RenewOutsideCode,
  SettleOutside,
  WithdrawOutside,
} from './outside.schema.ts'
import {
  insertOutside,
  lockOutside,
  type Outside,
  type OutsideChange,
  outsideKey,
  outsideOfDossier,
  readOutsideFacts,
  updateOutside,
} from './outside.store.ts'
import {
  checkParty,
  isOutsideOpen,
  isOutsideRunning,
  type KnownParty,
  lastDay,
  OUTSIDE_MOVES,
  OUTSIDE_STAGES,
  type OutsideHand,
  type OutsideKind,
  type OutsideRefusal,
  outsideAbilities,
  shownOutside,
  tryOutside,
} from './outside.ts'
import { CENTRAL_POINT, OUTSIDE_TERMS, pointsOf } from './outside-book.ts'
import { readPhone } from './phone.ts'
import type { DossierPorts } from './ports.ts'

const tag = 'overdracht'
const PURPOSE = 'D26'
const OFFERERS = ['care-coordinator', 'focal-officer'] as const
const TEXTS_MAX = 5

/** What the table can answer to this fact: the refusals of a route are read from it. */
const tableAnswers = (kind: OutsideKind): readonly OutsideRefusal[] => [
  ...new Set([
    'outside-other-side' as const,
    ...OUTSIDE_STAGES.flatMap((stage) => {
      const cell = OUTSIDE_MOVES[stage][kind]
      return 'no' in cell ? [cell.no] : []
    }),
  ]),
]

const ON_MAKING = tableAnswers('outside-made')
const ON_SETTLING = tableAnswers('outside-settled')
const ON_CLOSING = [...new Set([...tableAnswers('outside-withdrawn'), ...tableAnswers('outside-stopped')])]

export const outsideRoutes = (ports: DossierPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/outside-handovers',
    operationId: 'nameOutsideParty',
    summary: 'Een partij zonder account noemen aan wie u wilt overdragen; er gaat nog niets weg',
    tag,
    access: { kind: 'signed-in', functions: OFFERERS, purpose: PURPOSE },
    params: DossierPath,
    body: NameOutside,
    answer: Made('outsideHandoverId'),
    status: 201,
    refusals: [
      ...['not-found', 'not-the-holder', 'phone-unreadable', 'receiver-not-care', 'outside-has-account'],
      ...['handover-stands', 'outside-stands', 'still-missing', 'handover-file-not-open'],
    ],
    handle: async (work, { params, body }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'offer' })
      if (!held.ok) return held
      const phone = readPhone(body.phone, body.country)
      if (!phone.ok) return phone
      const { kind } = body
      const may = checkParty({ ...body, phone: phone.value }, knownParties(ports))
      if (!may.ok) return may
      // Never: checkParty refuses an authority. The row has no word for it either.
      if (kind === 'authority') return refuse('receiver-not-care')
      const free = await mayBegin(work, held.value.id)
      if (!free.ok) return free
      const row = { id: work.newId(), dossier: held.value.id }
      await insertOutside(work, {
        ...{ ...row, partyKind: kind, country: body.country, language: body.language },
        readsLeft: OUTSIDE_TERMS.readTimes,
      })
      await work.record({
        ...{ slice: 'dossier', stream: row.dossier, kind: 'outside-named', happened: work.today },
        payload: { outsideId: row.id, partyKind: kind, country: body.country },
        personal: { name: body.name, function: body.function, phone: phone.value },
        sealWith: outsideKey(row),
      })
      work.concerns(row.dossier, 'offer-outside', [])
      return accept({ outsideHandoverId: row.id })
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/outside-handovers',
    operationId: 'listOutsideHandovers',
    summary: 'Overdrachten aan partijen zonder account: wie, hoe ver, en de ontvangstbevestiging',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: PURPOSE },
    params: DossierPath,
    answer: OutsideList,
    refusals: ['not-found', 'not-the-holder'],
    handle: async (work, { params }) => {
      const dossier = await findDossier(work, params.dossierId)
      if (!dossier) return refuse('not-found')
      if (dossier.holder !== work.claim.organisation) return refuse('not-the-holder')
      work.concerns(dossier.id, 'read-outside', [])
      const rows = await outsideOfDossier(work, dossier.id)
      return accept({
        outsideHandovers: await present(work, dossier.id, rows),
        central: CENTRAL_POINT,
        abilities: (await stands(work, dossier)) === undefined ? ['name-outside-party'] : [],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/outside-handovers/{outsideHandoverId}/links',
    operationId: 'makeOutsideLink',
    answersOnce: true,
    summary: 'De link en de code maken, als zij of hij ja heeft gezegd; beide worden één keer getoond',
    tag,
    access: { kind: 'signed-in', functions: OFFERERS, purpose: PURPOSE, stepUp: 'always' },
    params: OutsidePath,
    body: MakeOutsideLink,
    answer: OutsideLinkMade,
    status: 201,
    refusals: [
      ...['not-found', 'not-the-holder', 'outside-needs-her-yes', 'handover-stands', 'still-missing'],
      ...[
        'handover-file-not-open',
        'interest-not-stated',
        'wish-has-changed',
        'decision-set-aside',
        'second-look-open',
      ],
      ...ON_MAKING,
    ],
    handle: async (work, { params }) => makeLink(work, ports, params.outsideHandoverId),
  }),
  route({
    method: 'POST',
    path: '/outside-handovers/{outsideHandoverId}/codes',
    operationId: 'renewOutsideCode',
    answersOnce: true,
    summary: 'Een nieuwe code, als de link dicht is of de code kwijt; bel eerst terug',
    tag,
    access: { kind: 'signed-in', functions: OFFERERS, purpose: PURPOSE, stepUp: 'always' },
    params: OutsidePath,
    body: RenewOutsideCode,
    answer: OutsideCodeMade,
    status: 201,
    refusals: ['not-found', 'not-the-holder', 'outside-link-over', 'outside-other-side'],
    handle: async (work, { params }) => {
      const own = await ownOutside(work, params.outsideHandoverId)
      if (!own.ok) return own
      if (!isOutsideOpen(own.value, work.today)) return refuse('outside-link-over')
      work.concerns(own.value.dossier, 'renew-outside-code', [])
      return accept({ outsideHandoverId: own.value.id, code: await setOutsideCode(work, own.value.id) })
    },
  }),
  route({
    method: 'POST',
    path: '/outside-handovers/{outsideHandoverId}/withdrawals',
    operationId: 'withdrawOutsideHandover',
    summary:
      'De link dichtdoen: u trekt terug, of zij of hij zegt stop. Bij het volgende verzoek is er niets meer te lezen',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: PURPOSE },
    params: OutsidePath,
    body: WithdrawOutside,
    answer: OutsideChanged,
    refusals: ['not-found', ...ON_CLOSING],
    handle: async (work, { params, body }) => {
      const row = await lockOutside(work, params.outsideHandoverId)
      if (!row) return refuse('not-found')
      return body.reason === 'she-says-no'
        ? moveOutside(work, row, { kind: 'outside-stopped', by: 'she' })
        : moveOutside(work, row, { kind: 'outside-withdrawn', by: 'sender' }, { reason: body.reason })
    },
  }),
  route({
    method: 'POST',
    path: '/outside-handovers/{outsideHandoverId}/decisions',
    operationId: 'settleOutsideHandover',
    summary: 'Na de ontvangstbevestiging zeggen wat het dossier wordt: het blijft hier, of de hulp hier is beëindigd',
    tag,
    access: { kind: 'signed-in', functions: OFFERERS, purpose: PURPOSE },
    params: OutsidePath,
    body: SettleOutside,
    answer: OutsideChanged,
    refusals: ['not-found', 'not-the-holder', 'outside-care-not-ended', ...ON_SETTLING],
    handle: async (work, { params, body }) => {
      const own = await ownOutside(work, params.outsideHandoverId)
      if (!own.ok) return own
      // Help ends by its own rules and its own gate (decisions 0056 and 0057); here that is said, never done.
      const file = await findDossier(work, own.value.dossier)
      if (body.becomes === 'ends' && file?.stage !== 'aftercare' && file?.stage !== 'closed')
        return refuse('outside-care-not-ended')
      return moveOutside(work, own.value, { kind: 'outside-settled', by: 'sender' }, { becomes: body.becomes })
    },
  }),
]

/** Everybody in the directory: who has an account is handed over to inside, and an authority gets nothing. */
const knownParties = ({ reference }: DossierPorts): readonly KnownParty[] =>
  reference.organisations.map(({ id, name, plane }) => ({
    ...{ name, plane },
    phones: reference.contactPoints.flatMap((each) => {
      const phone = each.organisation === id ? readPhone(each.phone, 'NL') : undefined
      return phone?.ok ? [phone.value] : []
    }),
  }))

/** One thing at a time: no handover inside that is not finished, and none outside that waits. The file is locked, so two wait for each other. */
const mayBegin = async (work: Work, dossierId: string): Promise<Outcome<true, string>> => {
  const file = await lockDossier(work, dossierId)
  if (!file) return refuse('not-found')
  for (const each of await outsideOfDossier(work, dossierId)) await expireIfOver(work, each)
  const why = await stands(work, file)
  return why === undefined ? accept(true) : refuse(why)
}

/** What stands in the way of handing this file over to somebody outside. */
const stands = async (work: Work, file: Dossier): Promise<string | undefined> => {
  if (file.stage !== 'open') return file.stage === 'missing' ? 'still-missing' : 'handover-file-not-open'
  const inside = await handoversOf(work, [file.id])
  if (inside.some((each) => isUnfinished(shownStage(each, work.today)))) return 'handover-stands'
  return (await runsOutside(work, file.id)) ? 'outside-stands' : undefined
}

/** Does a handover outside wait for an answer? An offer inside stands beside none. */
export const runsOutside = async (work: Work, dossierId: string): Promise<boolean> =>
  (await outsideOfDossier(work, dossierId)).some((each) => isOutsideRunning(shownOutside(each, work.today)))

// A link that waited too long becomes a fact when the next thing is asked of it.
const expireIfOver = async (work: Work, row: Outside): Promise<void> => {
  if (isOutsideRunning(row.stage) && shownOutside(row, work.today) === 'expired')
    await moveOutside(work, row, { kind: 'outside-expired', by: 'clock' })
}

const ownOutside = async (work: Work, id: string): Promise<Outcome<Outside, string>> => {
  const row = await lockOutside(work, id)
  if (!row) return refuse('not-found')
  const held = await heldDossier(work, row.dossier, { act: 'offer' })
  if (!held.ok) return held
  // Of a house that held the file before: who holds it now can end it, and nothing else.
  return row.from === work.claim.organisation ? accept(row) : refuse('outside-other-side')
}

/** One move, asked of the table; the act that she reads in her log. */
export const moveOutside = async (
  work: Work,
  row: Outside,
  move: { readonly kind: OutsideKind; readonly by: OutsideHand },
  change: Omit<OutsideChange, 'stage'> = {},
): Promise<Outcome<{ outsideHandoverId: string; stage: Outside['stage'] }, string>> => {
  const moved = tryOutside(move.by === 'clock' ? row.stage : shownOutside(row, work.today), move.kind, move.by)
  if (!moved.ok) return moved
  const over = ['withdrawn', 'stopped', 'expired', 'declined'].includes(moved.value)
  // A guest cannot end what it stands on; its link opens nothing any more by its stage.
  if (over && move.by !== 'receiver') await endLinks(work, { kind: 'outside-handover', subject: row.id })
  await work.record({
    ...{ slice: 'dossier', stream: row.dossier, kind: move.kind, happened: work.today },
    payload: {
      outsideId: row.id,
      ...(change.reason ? { reason: change.reason } : {}),
      ...(change.becomes ? { becomes: change.becomes } : {}),
    },
  })
  if (!(await updateOutside(work, row.id, { ...change, stage: moved.value }))) return refuse('not-found')
  work.concerns(row.dossier, ACT_OF[move.kind], [])
  return accept({ outsideHandoverId: row.id, stage: moved.value })
}

/** The words of the log of processing begin with a verb; she reads them. */
const ACT_OF: Readonly<Record<OutsideKind, string>> = {
  'outside-made': 'offer-outside-link',
  'outside-opened': 'open-outside',
  'outside-received': 'accept-outside',
  'outside-settled': 'record-outside-outcome',
  'outside-declined': 'answer-outside',
  'outside-expired': 'withdraw-outside',
  'outside-withdrawn': 'withdraw-outside',
  'outside-stopped': 'withdraw-outside',
}

const makeLink = async (work: Work, ports: DossierPorts, id: string) => {
  const own = await ownOutside(work, id)
  if (!own.ok) return own
  const row = own.value
  const moved = tryOutside(row.stage, 'outside-made', 'sender')
  if (!moved.ok) return moved
  const file = await lockDossier(work, row.dossier)
  const why = file && (await stands(work, file))
  // That this one waits itself is no reason.
  if (why !== undefined && why !== 'outside-stands') return refuse(why)
  const agreed = await agreedFor(work, row)
  if (agreed.size === 0) return refuse('outside-needs-her-yes')
  const may = await ports.mayHandOver(work, { dossierId: row.dossier, receiver: row.id })
  if (!may.ok) return may
  const openUntil = lastDay(work.today, OUTSIDE_TERMS.openDays)
  await giveAlong(work, row, agreed)
  const made = await moveOutside(work, row, { kind: 'outside-made', by: 'sender' }, { openUntil })
  if (!made.ok) return made
  const code = await setOutsideCode(work, row.id)
  // The line of the link lasts as long as it could be read at most; whether it opens anything the handover says, at each request.
  const validDays = OUTSIDE_TERMS.openDays + OUTSIDE_TERMS.readDays + 1
  const token = await createLink(work, { kind: 'outside-handover', subject: row.id, validDays })
  return accept({ outsideHandoverId: row.id, token, code, openUntilDate: openUntil })
}

/** The chapters to which she says yes for this party, for a handover, today. */
const agreedFor = async (work: Work, { dossier, id }: Outside): Promise<ReadonlySet<string>> =>
  new Set(
    (await standingConsents(work, dossier))
      .filter(({ partner, purpose }) => partner === id && purpose === PURPOSE)
      .map(({ chapter }) => chapter),
  )

/** Seals what goes along, one fact for each chapter, so that each closes by itself when she takes it back. */
const giveAlong = async (work: Work, row: Outside, agreed: ReadonlySet<string>): Promise<void> => {
  const notes = notesOf(await readFacts(work, row.dossier))
  for (const chapter of agreed) {
    const own = notes.filter((each) => each.chapter === chapter)
    await work.record({
      ...{ slice: 'dossier', stream: row.dossier, kind: 'outside-chapter-given', happened: work.today },
      payload: { outsideId: row.id, chapter },
      personal: {
        fields: latestFields(own).map(({ field, value }) => ({ field, value })),
        texts: own.flatMap(({ text }) => (text === '' ? [] : [text])).slice(-TEXTS_MAX),
      },
      sealWith: outsideKey(row),
    })
  }
}

const present = async (work: Work, dossierId: string, rows: readonly Outside[]): Promise<OutsideShown[]> => {
  const facts = await readOutsideFacts(work, dossierId)
  const shut = await shutOutside(
    work,
    rows.map(({ id }) => id),
  )
  const said = await standingConsents(work, dossierId)
  return rows.map((row) => {
    const { party, receipt } = facts(row.id)
    const stage = shownOutside(row, work.today)
    return {
      ...{ outsideHandoverId: row.id, dossierId, partyKind: row.partyKind, country: row.country },
      ...{ language: row.language, stage, shut: shut.has(row.id) && isOutsideOpen(row, work.today) },
      agreed: said
        .filter(({ partner, purpose }) => partner === row.id && purpose === PURPOSE)
        .map(({ chapter }) => chapter),
      ...(party ? { party } : {}),
      ...(row.openUntil ? { openUntilDate: row.openUntil } : {}),
      ...(row.openedOn ? { openedDate: row.openedOn } : {}),
      ...(row.receivedOn ? { receivedDate: row.receivedOn } : {}),
      ...(receipt ? { receivedBy: receipt.function } : {}),
      ...(row.readUntil ? { readUntilDate: row.readUntil } : {}),
      readsLeft: row.readsLeft,
      ...(row.reason ? { reason: row.reason } : {}),
      ...(row.becomes ? { becomes: row.becomes } : {}),
      points: pointsOf(row.country, work.today).map(({ name, is, web, year }) => ({ name, is, web, year })),
      abilities: [...outsideAbilities(stage, row.from === work.claim.organisation ? 'own' : 'of-holder-before')],
    }
  })
}
