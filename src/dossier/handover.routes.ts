/** The HTTP edge of warm handovers. Every change asks the table of handover.ts; the row is locked before it is asked. */
import { standingConsents, standingConsentsOf } from '../access/index.ts'
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
import { presentHandover } from './dossier.present.ts'
import {
  DossierPath,
  GiveReason,
  HandoverChanged,
  HandoverList,
  HandoverPath,
  LimitQuery,
  Made,
  OfferHandover,
} from './dossier.schema.ts'
import { lockDossier, notesOf, readFacts, updateDossier } from './dossier.store.ts'
import { heldDossier, namesFrom, READERS, readerOf, WORKERS } from './dossier-edge.routes.ts'
import {
  comesAlong,
  findHandover,
  type Handover,
  handoversOf,
  holdingOf,
  insertHandover,
  listHandovers,
  lockHandover,
  NOTHING_ALONG,
  offerKey,
  updateHandover,
} from './handover.store.ts'
import { type HandoverFact, heldBy, isOverdue, isWaiting, OVERLAP_DAYS, tryMove } from './handover.ts'
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
      refusals: ['not-found', 'not-the-holder', 'unknown-receiver', 'receiver-not-care', 'handover-stands'],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'offer' })
        if (!held.ok) return held
        const receiver = receiverFor(ports, body.receiverId, work)
        if (!receiver.ok) return receiver
        return offer(work, { dossier: held.value.id, to: receiver.value })
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
        refusals: ['not-found', 'handover-moved-on', 'handover-expired'],
        handle: (work, { params, body }) => moveHandover(work, params.handoverId, kind, body.reason),
      }),
    ),
  ]
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
const ACT_OF: Readonly<Record<HandoverFact['kind'], string>> = {
  'handover-offered': 'offer-handover',
  'handover-seen': 'read-handover',
  'handover-accepted': 'accept-handover',
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
): Outcome<OrganisationId, 'unknown-receiver' | 'receiver-not-care'> => {
  const found = ports.reference.organisations.find((each) => each.id === id)
  const stands = found && found.valid.from <= today && (found.valid.until === undefined || today <= found.valid.until)
  if (!stands || found.id === claim.organisation) return refuse('unknown-receiver')
  return found.plane === 'care' ? accept(found.id) : refuse('receiver-not-care')
}

const offer = async (
  work: Work,
  { dossier, to }: { readonly dossier: string; readonly to: OrganisationId },
): Promise<Outcome<{ handoverId: string }, string>> => {
  const from = work.claim.organisation
  // Two offers at the same moment wait for each other here; the second one finds that one stands.
  await lockDossier(work, dossier)
  const latest = await lastHandover(work, dossier)
  const now = latest ? { ...holdingOf(latest), holder: from } : heldBy(from)
  const handover = asId<HandoverId>(work.newId())
  const moved = tryMove(now, { kind: 'handover-offered', handover, from, to, by: from })
  if (!moved.ok) return moved
  await insertHandover(work, { id: handover, dossier, from, to })
  const summary = await summaryFor(work, dossier, to)
  await work.record({
    slice: 'dossier',
    stream: dossier,
    kind: 'handover-offered',
    happened: work.today,
    addressee: to,
    payload: { handoverId: handover, from, to },
    ...(summary.length > 0 ? { personal: { fields: summary }, sealWith: offerKey({ dossier, id: handover }) } : {}),
  })
  if (summary.length > 0) await work.keys.share(offerKey({ dossier, id: handover }), from, to)
  work.concerns(dossier, 'offer-handover', summary.length > 0 ? ['identity'] : [])
  return accept({ handoverId: handover })
}

// The latest handover, locked; an offer that waited too long becomes a fact now, so that the next one can stand.
const lastHandover = async (work: Work, dossier: string): Promise<Handover | undefined> => {
  const latest = (await handoversOf(work, [dossier]))[0]
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

/** One move of one side, or a stop for her. Whoever comes second sees what the first one did. */
export const moveHandover = async (
  work: Work,
  id: string,
  kind: HandoverFact['kind'],
  reason?: string,
): Promise<Outcome<{ handoverId: string; stage: Handover['stage'] }, string>> => {
  const handover = await lockHandover(work, id)
  // A handover that is over cannot be locked: no policy lets anybody change it. It is still there to be told about.
  if (!handover) return (await findHandover(work, id)) ? refuse('handover-moved-on') : refuse('not-found')
  const overdue = isWaiting(handover.stage) && isOverdue(dayAt(handover.offeredAt), work.today)
  if (overdue && kind !== 'handover-withdrawn' && kind !== 'handover-stopped') return refuse('handover-expired')
  return recordMove(work, handover, kind, reason)
}

const recordMove = async (
  work: Work,
  handover: Handover,
  kind: HandoverFact['kind'],
  reason?: string,
): Promise<Outcome<{ handoverId: string; stage: Handover['stage'] }, string>> => {
  const { id, from, to, dossier } = handover
  const by = work.claim.organisation
  const moved = tryMove(holdingOf(handover), { kind, handover: id, from, to, by })
  if (!moved.ok) return moved
  const { stage } = moved.value
  const overlapUntil = kind === 'handover-accepted' ? addDays(work.today, OVERLAP_DAYS) : undefined
  // The dossier first: its policy wants the offer to stand still, and at commit the acceptance beside it.
  if (kind === 'handover-accepted' && !(await updateDossier(work, dossier, { holder: to })))
    return refuse('handover-moved-on')
  if (!(await updateHandover(work, id, { stage, ...(overlapUntil ? { overlapUntil } : {}) })))
    return refuse('handover-moved-on')
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
