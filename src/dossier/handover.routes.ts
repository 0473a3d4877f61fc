/** The HTTP edge of warm handovers. Every change asks the table of handover.ts; the row is locked before it is asked. */
import { standingConsents, standingConsentsOf } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import {
  accept,
  addDays,
  asId,
  dayAt,
  type HandoverId,
  type OrganisationId,
  type Outcome,
  refuse,
} from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { latestFields } from './chapter.ts'
import { mayReadNote, presentHandover, presentNote } from './dossier.present.ts'
import {
  DossierPath,
  GiveReason,
  HandoverChanged,
  HandoverList,
  HandoverNoteShown,
  HandoverPath,
  LimitQuery,
  Made,
  Nothing,
  OfferHandover,
} from './dossier.schema.ts'
import { findDossier, lockDossier, notesOf, readFacts, updateDossier } from './dossier.store.ts'
import { heldDossier, namesFrom, READERS, readerOf, WORKERS } from './dossier-edge.routes.ts'
import {
  comesAlong,
  findHandover,
  type Handover,
  handoversOf,
  insertHandover,
  listHandovers,
  lockHandover,
  NOTHING_ALONG,
  offerKey,
  updateHandover,
} from './handover.store.ts'
import {
  answersFor,
  type HandoverKind,
  type HandoverRefusal,
  heldBy,
  holdingOf,
  isOverdue,
  isUnfinished,
  isWaiting,
  MOVES,
  OVERLAP_DAYS,
  type ReceivingFunction,
  receivingFunctionOf,
  STAGES,
  tryMove,
} from './handover.ts'
import { latestNote, makeNote, shareNote } from './handover-note.store.ts'
import { noteLines, noteWithin } from './handover-note.ts'
import { runsOutside } from './outside.routes.ts'
import type { DossierPorts } from './ports.ts'

const tag = 'overdracht'
/** Warm handover, with her consent per chapter (data/sharing/purposes.csv). */
const PURPOSE = 'D26'
const LIMIT_DEFAULT = 50
const SUMMARY_MAX = 8

export const handoverRoutes = (ports: DossierPorts): readonly Route[] => {
  const nameOf = namesFrom(ports.reference.organisations)
  return [
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/handovers',
      operationId: 'offerHandover',
      summary: 'Een warme overdracht aanbieden aan een andere organisatie',
      tag,
      access: { kind: 'signed-in', functions: ['care-coordinator', 'focal-officer'], purpose: PURPOSE },
      params: DossierPath,
      body: OfferHandover,
      answer: Made('handoverId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'unknown-receiver', 'receiver-not-care'],
        ...['interest-not-stated', 'wish-has-changed', 'decision-set-aside', 'second-look-open'],
        ...['still-missing', 'handover-file-not-open', 'outside-stands'],
        ...OFFER_ANSWERS,
      ],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'offer' })
        if (!held.ok) return held
        const receiver = receiverFor(ports, body.receiverId, work)
        if (!receiver.ok) return receiver
        const desk = body.receiverFunction ?? receivingFunctionOf(receiver.value.kind)
        return offer(work, ports, { dossier: held.value.id, to: receiver.value.id, desk })
      },
    }),
    route({
      method: 'GET',
      path: '/handovers',
      operationId: 'listHandovers',
      summary: 'Overdrachten waarbij uw organisatie zender of ontvanger is, met wat er meekomt',
      tag,
      access: { kind: 'signed-in', functions: READERS, purpose: PURPOSE },
      query: LimitQuery,
      answer: HandoverList,
      refusals: [],
      handle: async (work, { query }) => {
        const handovers = await listHandovers(work, Number(query.limit ?? LIMIT_DEFAULT))
        const ids = [...new Set(handovers.map((each) => each.dossier))]
        const along = await comesAlong(work, handovers, await standingConsentsOf(work, ids))
        for (const id of ids) work.concerns(id, 'list-handovers', ['identity'])
        return accept({
          handovers: handovers.map((each) =>
            presentHandover(each, along.get(each.id) ?? NOTHING_ALONG, readerOf(work), nameOf),
          ),
        })
      },
    }),
    route({
      method: 'GET',
      path: '/handovers/{handoverId}/notes/latest',
      operationId: 'readHandoverNote',
      summary: 'Het overdrachtsbericht: wat bekend is, wat open staat, welke termijnen lopen',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: PURPOSE },
      params: HandoverPath,
      answer: HandoverNoteShown,
      refusals: ['not-found', 'handover-not-accepted', 'handover-overlap-over'],
      handle: async (work, { params }) => {
        const handover = await findHandover(work, params.handoverId)
        if (!handover) return refuse('not-found')
        const reader = readerOf(work)
        if (!mayReadNote(handover, reader))
          return refuse(handover.to === reader.organisation ? 'handover-not-accepted' : 'handover-overlap-over')
        const agreed = await agreedWith(work, handover)
        const notes = notesOf(await readFacts(work, handover.dossier))
        const made = await latestNote(work, handover)
        const lines = noteLines(agreed, (chapter) => latestFields(notes.filter((each) => each.chapter === chapter)))
        const call = callPoint(ports, handover.from)
        work.concerns(
          handover.dossier,
          'read-handover-note',
          lines.filter(({ how }) => how === 'known').map(({ chapter }) => chapter),
        )
        return accept(
          presentNote(
            handover,
            { lines, ...(made ? { made: { ...made, ...noteWithin(made, agreed) } } : {}), ...(call ? { call } : {}) },
            reader,
            nameOf,
          ),
        )
      },
    }),
    route({
      method: 'POST',
      path: '/handovers/{handoverId}/notes',
      operationId: 'renewHandoverNote',
      summary: 'Het overdrachtsbericht bijwerken: wat nu open staat en loopt',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: PURPOSE },
      params: HandoverPath,
      body: Nothing,
      answer: HandoverChanged,
      status: 201,
      refusals: ['not-found', 'handover-other-side', 'handover-overlap-over'],
      handle: async (work, { params }) => {
        const handover = (await lockHandover(work, params.handoverId)) ?? (await findHandover(work, params.handoverId))
        if (!handover) return refuse('not-found')
        const reader = readerOf(work)
        if (handover.from !== reader.organisation) return refuse('handover-other-side')
        if (!mayReadNote(handover, reader)) return refuse('handover-overlap-over')
        await makeNote(work, ports, handover)
        work.concerns(handover.dossier, 'note-handover', [])
        return accept({ handoverId: handover.id, stage: handover.stage })
      },
    }),
    ...MOVES_BY_PATH.map(({ path, operationId, summary, kind, functions }) =>
      route({
        method: 'POST',
        path: `/handovers/{handoverId}/${path}`,
        operationId,
        summary,
        tag,
        access: { kind: 'signed-in', functions, purpose: PURPOSE },
        params: HandoverPath,
        body: GiveReason,
        answer: HandoverChanged,
        refusals: [
          'not-found',
          'handover-moved-on',
          'handover-expired',
          'handover-other-desk',
          'handover-rests',
          ...tableAnswers(kind),
        ],
        handle: (work, { params, body }) => moveHandover(work, params.handoverId, kind, body.reason),
      }),
    ),
  ]
}

/** What the table can answer to this fact: the refusals of a route are read from it. */
const tableAnswers = (kind: HandoverKind): readonly HandoverRefusal[] => [
  ...new Set([
    'handover-other-side' as const,
    ...STAGES.filter((stage) => stage !== 'held').flatMap((stage) => {
      const cell = MOVES[stage][kind]
      return 'no' in cell ? [cell.no] : []
    }),
  ]),
]

const OFFER_ANSWERS = tableAnswers('handover-offered')

const agreedWith = async (work: Work, { dossier, to }: Handover): Promise<ReadonlySet<string>> =>
  new Set((await standingConsents(work, dossier)).filter(({ partner }) => partner === to).map(({ chapter }) => chapter))

// A desk that can be called at the sender: its care co-ordinator first.
const callPoint = ({ reference }: DossierPorts, organisation: string) => {
  const points = reference.contactPoints.filter((each) => each.organisation === organisation)
  const point = points.find((each) => each.function === 'care-coordinator') ?? points[0]
  return point && { holder: point.holder, phone: point.phone, reachable: point.reachable }
}

const MOVES_BY_PATH = [
  {
    path: 'views',
    operationId: 'seeHandover',
    summary: 'Laten weten dat het aanbod gelezen is',
    kind: 'handover-seen',
    functions: READERS,
  },
  {
    path: 'acceptances',
    operationId: 'acceptHandover',
    summary: 'Een overdracht aannemen: uw organisatie voert het dossier',
    kind: 'handover-accepted',
    functions: WORKERS,
  },
  {
    path: 'declines',
    operationId: 'declineHandover',
    summary: 'Een overdracht niet aannemen',
    kind: 'handover-declined',
    functions: WORKERS,
  },
  {
    path: 'withdrawals',
    operationId: 'withdrawHandover',
    summary: 'Een aanbod intrekken',
    kind: 'handover-withdrawn',
    functions: WORKERS,
  },
  {
    path: 'meetings',
    operationId: 'meetHandover',
    summary: 'Melden dat zender en ontvanger samen bij haar of hem waren',
    kind: 'handover-met',
    functions: WORKERS,
  },
  {
    path: 'landings',
    operationId: 'landHandover',
    summary: 'Melden dat iemand is aangekomen; de zender ziet het',
    kind: 'handover-landed',
    functions: WORKERS,
  },
  {
    path: 'closings',
    operationId: 'closeHandover',
    summary: 'De overdracht afronden',
    kind: 'handover-closed',
    functions: WORKERS,
  },
  {
    path: 'stops',
    operationId: 'stopHandover',
    summary: 'Stoppen omdat zij of hij dat zegt',
    kind: 'handover-stopped',
    functions: WORKERS,
  },
] as const

/** The words of the log of processing begin with a verb; the person reads them. */
const ACT_OF: Readonly<Record<HandoverKind, string>> = {
  'handover-offered': 'offer-handover',
  'handover-seen': 'read-handover',
  'handover-accepted': 'accept-handover',
  'handover-met': 'record-meeting',
  'handover-landed': 'record-landing',
  'handover-closed': 'record-closing',
  'handover-declined': 'answer-handover',
  'handover-withdrawn': 'withdraw-handover',
  'handover-expired': 'withdraw-handover',
  'handover-stopped': 'withdraw-handover',
}

// In the directory, still there today, and on the plane of care: nothing of a dossier goes to enforcement by a handover (decision 3).
const receiverFor = (
  ports: DossierPorts,
  id: string,
  { today, claim }: Work,
): Outcome<Organisation, 'unknown-receiver' | 'receiver-not-care'> => {
  const found = ports.reference.organisations.find((each) => each.id === id)
  const stands = found && found.valid.from <= today && (found.valid.until === undefined || today <= found.valid.until)
  if (!stands || found.id === claim.organisation) return refuse('unknown-receiver')
  return found.plane === 'care' ? accept(found) : refuse('receiver-not-care')
}

type Offered = { readonly dossier: string; readonly to: OrganisationId; readonly desk: ReceivingFunction }

const offer = async (
  work: Work,
  ports: DossierPorts,
  { dossier, to, desk }: Offered,
): Promise<Outcome<{ handoverId: string }, string>> => {
  const from = work.claim.organisation
  // Two offers at the same moment wait for each other here; the second one finds that one stands.
  const file = await lockDossier(work, dossier)
  if (file && file.stage !== 'open')
    return refuse(file.stage === 'missing' ? 'still-missing' : 'handover-file-not-open')
  if (await runsOutside(work, dossier)) return refuse('outside-stands')
  const latest = await lastHandover(work, dossier)
  const now = latest ? { ...holdingOf(latest), holder: from } : heldBy(from)
  const handover = asId<HandoverId>(work.newId())
  const moved = tryMove(now, { kind: 'handover-offered', handover, from, to, by: from })
  if (!moved.ok) return moved
  // The file first, then her interest: whoever decides about her locks no file.
  const may = await ports.mayHandOver(work, { dossierId: dossier, receiver: to })
  if (!may.ok) return may
  await insertHandover(work, { id: handover, dossier, from, to, desk })
  const summary = await summaryFor(work, dossier, to)
  await work.record({
    slice: 'dossier',
    stream: dossier,
    kind: 'handover-offered',
    happened: work.today,
    addressee: to,
    payload: { handoverId: handover, from, to, desk },
    ...(summary.length > 0 ? { personal: { fields: summary }, sealWith: offerKey({ dossier, id: handover }) } : {}),
  })
  if (summary.length > 0) await work.keys.share(offerKey({ dossier, id: handover }), from, to)
  const made = await findHandover(work, handover)
  if (made) await makeNote(work, ports, made)
  work.concerns(dossier, 'offer-handover', summary.length > 0 ? ['identity'] : [])
  return accept({ handoverId: handover })
}

// The latest handover, locked; an offer that waited too long becomes a fact now, so that the next one can stand.
const lastHandover = async (work: Work, dossier: string): Promise<Handover | undefined> => {
  const all = await handoversOf(work, [dossier])
  // The one that stands, whatever the clock says of others: two can be offered in the same millisecond.
  const latest = all.find(({ stage }) => isUnfinished(stage)) ?? all[0]
  if (!latest) return undefined
  const locked = (await lockHandover(work, latest.id)) ?? (await findHandover(work, latest.id))
  if (!locked || !isWaiting(locked.stage) || !isOverdue(dayAt(locked.offeredAt), work.today)) return locked
  const expired = await recordMove(work, locked, 'handover-expired')
  return expired.ok ? { ...locked, stage: 'expired' } : locked
}

/** The summary that goes with an offer: the fields of identity, only when she agreed to share that chapter with this receiver. */
const summaryFor = async (work: Work, dossier: string, to: string) => {
  const consents = await standingConsents(work, dossier)
  if (!consents.some((each) => each.partner === to && each.chapter === 'identity')) return []
  const notes = notesOf(await readFacts(work, dossier)).filter((each) => each.chapter === 'identity')
  return latestFields(notes)
    .slice(0, SUMMARY_MAX)
    .map(({ field, value }) => ({ field, value }))
}

// What is over says how it ended, from the same table.
const refuseOver = async (work: Work, id: string, kind: HandoverKind): Promise<Outcome<never, string>> => {
  const over = await findHandover(work, id)
  if (!over) return refuse('not-found')
  const cell = MOVES[over.stage][kind]
  const why = 'no' in cell ? cell.no : 'handover-moved-on'
  return refuse(why)
}

/** One move of one side, or a stop for her. Whoever comes second sees what the first one did. */
export const moveHandover = async (
  work: Work,
  id: string,
  kind: HandoverKind,
  reason?: string,
): Promise<Outcome<{ handoverId: string; stage: Handover['stage'] }, string>> => {
  const handover = await lockHandover(work, id)
  // A handover that is over cannot be locked: no policy lets anybody change it. It is still there to be told about.
  if (!handover) return refuseOver(work, id, kind)
  const overdue = isWaiting(handover.stage) && isOverdue(dayAt(handover.offeredAt), work.today)
  if (overdue && kind !== 'handover-withdrawn' && kind !== 'handover-stopped') return refuse('handover-expired')
  const answers = kind === 'handover-accepted' || kind === 'handover-declined'
  if (answers && handover.to === work.claim.organisation && !answersFor(handover.desk, work.claim.function))
    return refuse('handover-other-desk')
  return recordMove(work, handover, kind, reason)
}

const recordMove = async (
  work: Work,
  handover: Handover,
  kind: HandoverKind,
  reason?: string,
): Promise<Outcome<{ handoverId: string; stage: Handover['stage'] }, string>> => {
  const { id, from, to, dossier } = handover
  const by = work.claim.organisation
  const moved = tryMove(holdingOf(handover), { kind, handover: id, from, to, by })
  if (!moved.ok) return moved
  const { stage } = moved.value
  // Who is out of sight is received by nobody. The receiver is told to call and not why: that is content.
  if (kind === 'handover-accepted' && (await findDossier(work, dossier))?.stage === 'missing')
    return refuse('handover-rests')
  const overlapUntil = kind === 'handover-accepted' ? addDays(work.today, OVERLAP_DAYS) : undefined
  // The dossier first: its policy wants the offer to stand still, and at commit the acceptance beside it.
  if (kind === 'handover-accepted' && !(await updateDossier(work, dossier, { holder: to })))
    return refuse('handover-moved-on')
  if (!(await updateHandover(work, id, { stage, ...(overlapUntil ? { overlapUntil } : {}) })))
    return refuse('handover-moved-on')
  if (kind === 'handover-accepted') await shareNote(work, handover)
  await work.record({
    slice: 'dossier',
    stream: dossier,
    kind,
    happened: work.today,
    addressee: by === from ? to : from,
    payload: { handoverId: id, from, to, ...(overlapUntil ? { overlapUntil } : {}), ...(reason ? { reason } : {}) },
  })
  // Her "not now" and "not safe" are facts of their own: every norm counts them as kept (decision 4).
  if (kind === 'handover-stopped' && (reason === 'not-now' || reason === 'not-safe'))
    await work.record({
      slice: 'dossier',
      stream: dossier,
      kind: reason,
      happened: work.today,
      payload: { handoverId: id },
    })
  // An offer that came to nothing leaves the receiver nothing to read.
  if (['declined', 'withdrawn', 'expired', 'stopped'].includes(stage))
    work.afterCommit(() => work.keys.revoke(offerKey(handover), to))
  work.concerns(dossier, ACT_OF[kind], [])
  return accept({ handoverId: id, stage })
}
