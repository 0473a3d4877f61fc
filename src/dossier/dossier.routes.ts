/** The HTTP edge of dossiers: open, list, read, note, move, report. Handovers and the person's page have files of their own. */
import { isPageLocked, standingConsents } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import { accept, isUuid, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { withAttachments } from './attachment.present.ts'
import { CHAPTERS, latestFields, type NotedField } from './chapter.ts'
import { byChapter } from './chapter-fields.ts'
import {
  dossierAbilities,
  presentChapters,
  presentHandover,
  presentListed,
  presentTimeline,
  stageFor,
  withMayNote,
} from './dossier.present.ts'
import {
  DossierList,
  DossierPath,
  DossierShown,
  ListQuery,
  Made,
  NoteChapter,
  NoteResidenceLetter,
  OpenDossier,
  RecordMove,
  ReportPath,
  ReportShown,
} from './dossier.schema.ts'
import {
  type Cursor,
  correctionsOf,
  findDossier,
  insertDossier,
  listDossiers,
  notesOf,
  readFacts,
  readNames,
  updateDossier,
  writeStepsAlone,
} from './dossier.store.ts'
import {
  happenedOn,
  heldDossier,
  namesFrom,
  noteableDossier,
  noteChapter,
  READERS,
  readableBy,
  readerOf,
  WORKERS,
} from './dossier-edge.routes.ts'
import { comesAlong, handoversOf, NOTHING_ALONG } from './handover.store.ts'
import type { DossierPorts, Told } from './ports.ts'
import { relationsTo } from './relation.ts'
import { type Known, RECEIVER_KIND, type ReportKind, reportFacts } from './report.ts'
import { checkPeriod, periodsIn } from './residence-period.ts'
import { readWhen } from './timeline.ts'

const tag = 'dossier'
const LIMIT_DEFAULT = 50
/** Residence letters of art. 8 Vreemdelingenwet 2000, with the two cases outside it. */
const LETTER = /^(NL|8[a-m]|none)$/

const NOTHING_TOLD: Told = { fields: [] }

/** What is typed at opening goes to identity, before what the signal tells; the signal's other fields go to their chapters. */
const firstNotes = (typed: readonly NotedField[], told: readonly NotedField[]) => {
  const isTyped = ({ field }: NotedField) => typed.some((each) => each.field === field)
  const fromSignal = byChapter(told.filter((each) => !isTyped(each)))
  const identity = [...typed, ...(fromSignal.find(({ chapter }) => chapter === 'identity')?.fields ?? [])]
  return [
    ...(identity.length > 0 ? [{ chapter: 'identity', fields: identity } as const] : []),
    ...fromSignal.filter(({ chapter }) => chapter !== 'identity'),
  ]
}

const cursorOf = (text: string | undefined): Cursor | undefined => {
  const [at, id] = text?.split('~') ?? []
  const openedAt = at ? new Date(at) : undefined
  return openedAt && id && isUuid(id) && !Number.isNaN(openedAt.getTime()) ? { openedAt, id } : undefined
}

export const dossierRoutes = (ports: DossierPorts): readonly Route[] => {
  const nameOf = namesFrom(ports.reference.organisations)
  const municipalities = new Set<string>(ports.reference.municipalities.map((each) => each.code))
  return [
    route({
      method: 'POST',
      path: '/dossiers',
      operationId: 'openDossier',
      summary: 'Een dossier openen, leeg of vanuit een eigen signaal',
      tag,
      access: { kind: 'signed-in', functions: ['care-coordinator', 'focal-officer'], purpose: 'W01' },
      body: OpenDossier,
      answer: Made('dossierId'),
      status: 201,
      refusals: ['not-found', 'unknown-municipality', 'happened-in-future'],
      handle: async (work, { body }) => {
        const happened = happenedOn(body.happenedDate, work.today)
        if (!happened.ok) return happened
        if (body.municipalityCode && !municipalities.has(body.municipalityCode)) return refuse('unknown-municipality')
        const told = body.signalId ? await ports.tellSignal(work, body.signalId) : NOTHING_TOLD
        if (!told) return refuse('not-found')
        const municipality = body.municipalityCode ?? told.municipalityCode
        const id = work.newId()
        await insertDossier(work, { id, ...(municipality ? { municipality } : {}) })
        await work.record({
          slice: 'dossier',
          stream: id,
          kind: 'dossier-opened',
          happened: happened.value,
          payload: {
            ...(body.signalId ? { signalId: body.signalId } : {}),
            ...(municipality ? { municipalityCode: municipality } : {}),
          },
        })
        const notes = firstNotes(body.fields ?? [], told.fields)
        for (const note of notes) await noteChapter(work, id, { ...note, happened: happened.value, text: '' })
        work.concerns(id, 'open-dossier', [...new Set(['identity', ...notes.map(({ chapter }) => chapter)])])
        return accept({ dossierId: id })
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers',
      operationId: 'listDossiers',
      summary: 'Dossiers die uw organisatie voert of waar zij bij mag',
      tag,
      access: { kind: 'signed-in', functions: READERS, purpose: 'W01' },
      query: ListQuery,
      answer: DossierList,
      refusals: ['bad-input'],
      handle: async (work, { query }) => {
        const limit = Number(query.limit ?? LIMIT_DEFAULT)
        const after = cursorOf(query.cursor)
        if (query.cursor && !after) return refuse('bad-input')
        const found = await listDossiers(work, { limit: limit + 1, ...(after ? { after } : {}) })
        const dossiers = found.slice(0, limit)
        const ids = dossiers.map((each) => each.id)
        const [names, handovers] = [await readNames(work, ids), await handoversOf(work, ids)]
        for (const id of ids) work.concerns(id, 'list-dossiers', ['identity'])
        const last = dossiers.at(-1)
        return accept({
          dossiers: dossiers.map((each) => {
            const name = names.get(each.id)
            return presentListed(
              each,
              { ...(name ? { name } : {}), handovers: handovers.filter((one) => one.dossier === each.id) },
              readerOf(work),
              nameOf,
            )
          }),
          ...(found.length > limit && last ? { nextCursor: `${last.openedAt.toISOString()}~${last.id}` } : {}),
          abilities: ['care-coordinator', 'focal-officer'].includes(work.claim.function) ? ['open-dossier'] : [],
        })
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}',
      operationId: 'readDossier',
      summary: 'Een dossier: hoofdstukken, tijdlijn en overdrachten, zover u erbij mag',
      tag,
      access: { kind: 'signed-in', functions: READERS, purpose: 'W01' },
      params: DossierPath,
      answer: DossierShown,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        // One query each, whatever the size of the dossier, asked in one turn; keys of all facts at once.
        const [dossier, written, handovers, consents] = await Promise.all([
          findDossier(work, params.dossierId),
          readFacts(work, params.dossierId),
          handoversOf(work, [params.dossierId]),
          standingConsents(work, params.dossierId),
        ])
        if (!dossier) return refuse('not-found')
        const along = await comesAlong(work, handovers, new Map([[dossier.id, consents]]))
        const reader = readerOf(work)
        const relations = relationsTo(dossier, reader, handovers, consents)
        const seen = work.decide({ act: 'see', dossier: dossier.id, relations })
        if (!seen.ok) return seen
        const facts = written.filter(readableBy(work, { dossier: dossier.id, relations, consents }))
        const abilities = dossierAbilities(dossier, handovers, reader)
        const bare = presentChapters(
          {
            notes: notesOf(facts),
            facts,
            inReach: new Set(
              consents.filter((each) => each.partner === reader.organisation).map((each) => each.chapter),
            ),
            heldFromStart: dossier.holder === reader.organisation && dossier.openedBy === reader.organisation,
            corrections: correctionsOf(facts),
          },
          reader,
          nameOf,
        )
        const mayNote = abilities.includes('note-chapter')
        const chapters = withAttachments(bare, facts, { ...reader, mayNote }, nameOf)
        work.concerns(
          dossier.id,
          'read-dossier',
          chapters.filter((each) => each.state === 'open').map((each) => each.chapter),
        )
        return accept({
          dossierId: dossier.id,
          holder: { organisationId: dossier.holder, name: nameOf(dossier.holder) },
          mine: dossier.holder === reader.organisation,
          stage: stageFor(dossier, reader),
          ...(dossier.municipality ? { municipalityCode: dossier.municipality } : {}),
          openedAt: dossier.openedAt.toISOString(),
          pageOn: dossier.pageOn,
          ...(dossier.pageOn && (await isPageLocked(work, dossier.id)) ? { pageLocked: true } : {}),
          chapters:
            abilities.includes('note-chapter') && dossier.holder !== reader.organisation
              ? withMayNote(
                  chapters,
                  consents.filter(({ partner }) => partner === dossier.holder),
                )
              : chapters,
          timeline: presentTimeline(facts, nameOf),
          handovers: handovers.map((each) =>
            presentHandover(each, along.get(each.id) ?? NOTHING_ALONG, reader, nameOf),
          ),
          abilities: [...abilities],
        })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/chapter-notes',
      operationId: 'noteChapter',
      summary: 'Iets noteren in een hoofdstuk; verzegeld met de sleutel van dat hoofdstuk',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
      params: DossierPath,
      body: NoteChapter,
      answer: Made('noteId'),
      status: 201,
      refusals: ['not-found', 'not-the-holder', 'chapter-not-shared', 'nothing-noted', 'happened-in-future'],
      handle: async (work, { params, body }) => {
        const [held, happened] = [
          await noteableDossier(work, params.dossierId, body.chapter),
          readWhen(body.happened ?? body.happenedDate, work.today),
        ]
        if (!held.ok) return held
        if (!happened.ok) return happened
        const note = {
          chapter: body.chapter,
          ...happened.value,
          fields: body.fields ?? [],
          text: body.text ?? '',
          ...(body.told ? { told: body.told } : {}),
        }
        if (note.fields.length === 0 && note.text.trim() === '') return refuse('nothing-noted')
        const noteId = await noteChapter(work, params.dossierId, note)
        work.concerns(params.dossierId, 'note-chapter', [body.chapter])
        return accept({ noteId })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/residence-letters',
      operationId: 'noteResidenceLetter',
      summary: 'De verblijfsletter (artikel 8 Vreemdelingenwet) noteren, met de dag vanaf wanneer',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
      params: DossierPath,
      body: NoteResidenceLetter,
      answer: Made('noteId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'unknown-residence-letter', 'happened-in-future', 'bad-input'],
        ...['residence-period-reversed', 'residence-periods-overlap'],
      ],
      handle: async (work, { params, body }) => {
        const [held, happened] = [
          await heldDossier(work, params.dossierId, { act: 'note', chapter: 'residence' }),
          happenedOn(body.happenedDate, work.today),
        ]
        if (!held.ok) return held
        if (!happened.ok) return happened
        if (!LETTER.test(body.letter)) return refuse('unknown-residence-letter')
        const until = body.untilDate === undefined ? undefined : parseDay(body.untilDate)
        if (body.untilDate !== undefined && !until) return refuse('bad-input')
        await writeStepsAlone(work, params.dossierId)
        const known = periodsIn(await readFacts(work, params.dossierId))
        const period = checkPeriod(known, {
          ...{ letter: body.letter, from: happened.value },
          ...(until && { until }),
        })
        if (!period.ok) return period
        const { id: noteId } = await work.record({
          slice: 'dossier',
          stream: params.dossierId,
          kind: 'residence-letter-noted',
          chapter: 'residence',
          happened: happened.value,
          payload: {
            letter: body.letter,
            ...(body.permit ? { permit: body.permit } : {}),
            ...(until ? { until } : {}),
          },
        })
        work.concerns(params.dossierId, 'note-residence-letter', ['residence'])
        return accept({ noteId })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/moves',
      operationId: 'recordMove',
      summary: 'Noteren dat iemand naar een andere gemeente is gegaan',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
      params: DossierPath,
      body: RecordMove,
      answer: Made('factId'),
      status: 201,
      refusals: ['not-found', 'not-the-holder', 'unknown-municipality', 'happened-in-future'],
      handle: async (work, { params, body }) => {
        const [held, happened] = [
          await heldDossier(work, params.dossierId, { act: 'change' }),
          happenedOn(body.happenedDate, work.today),
        ]
        if (!held.ok) return held
        if (!happened.ok) return happened
        if (!municipalities.has(body.toMunicipalityCode)) return refuse('unknown-municipality')
        await updateDossier(work, params.dossierId, { municipality: body.toMunicipalityCode })
        const { id: factId } = await work.record({
          slice: 'dossier',
          stream: params.dossierId,
          kind: 'person-moved',
          happened: happened.value,
          payload: {
            ...(held.value.municipality ? { fromMunicipality: held.value.municipality } : {}),
            toMunicipality: body.toMunicipalityCode,
          },
        })
        work.concerns(params.dossierId, 'record-move', ['contact'])
        return accept({ factId })
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/reports/{kind}',
      operationId: 'writeReport',
      summary: 'Een melding, formulier of brief uit wat al is genoteerd, om mee te nemen',
      tag,
      access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
      params: ReportPath,
      answer: ReportShown,
      refusals: ['not-found', 'not-the-holder', 'letter-needs-ground', 'letter-field-too-long', 'letter-not-offered'],
      handle: async (work, { params }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'see' })
        if (!held.ok) return held
        const consents = await standingConsents(work, held.value.id)
        const agreed = agreedChapters(consents, receiversOf(ports.reference.organisations, params.kind))
        const known = knownFrom(notesOf(await readFacts(work, held.value.id)))
        const facts = reportFacts(known, agreed, writerOf(ports.reference, work.claim.organisation))
        const report = ports.writeReport({
          kind: params.kind,
          facts,
          ground: agreed.size > 0 ? 'consent' : 'none',
          on: work.today,
        })
        if (!report.ok) return report
        work.concerns(held.value.id, `record-report-${params.kind}`, [...agreed])
        return accept({ kind: params.kind, ...copied(report.value) })
      },
    }),
  ]
}

const knownFrom = (notes: Parameters<typeof latestFields>[0]): Known =>
  Object.fromEntries(
    CHAPTERS.map((chapter) => [chapter, latestFields(notes.filter((each) => each.chapter === chapter))]),
  )

const receiversOf = (organisations: readonly Organisation[], kind: ReportKind): ReadonlySet<string> =>
  new Set(organisations.filter((each) => each.kind === RECEIVER_KIND[kind]).map((each) => each.id))

const agreedChapters = (
  consents: readonly { chapter: string; partner: string }[],
  receivers: ReadonlySet<string>,
): ReadonlySet<string> => new Set(consents.filter((each) => receivers.has(each.partner)).map((each) => each.chapter))

// The writer is an organisation and a function that can be called, never the name of who sits there.
const writerOf = (reference: DossierPorts['reference'], organisation: string) => {
  const found = reference.organisations.find((each) => each.id === organisation)
  const point = reference.contactPoints.find((each) => each.organisation === organisation)
  return {
    ...(found ? { organisation: { text: found.name, shared: true } } : {}),
    ...(point ? { writer: { text: point.holder.nl, shared: true }, phone: { text: point.phone, shared: true } } : {}),
  }
}

const copied = (report: {
  title: string
  paragraphs: readonly string[]
  missing: readonly { field: string; label: string; why: string }[]
  notice: string
  sources: readonly string[]
}) => ({
  title: report.title,
  paragraphs: [...report.paragraphs],
  missing: [...report.missing],
  notice: report.notice,
  sources: [...report.sources],
})
