/** The edge of what is written down by hand: steps, taking one back, and what is said of a term that was missed. */
import { standingConsents } from '../access/index.ts'
import { accept, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { opensChapter } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { dossierAbilities } from './dossier.present.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { type Dossier, findDossier, readFacts, writeStepsAlone } from './dossier.store.ts'
import {
  happenedOn,
  namesFrom,
  noteableDossier,
  READERS,
  readableBy,
  readerOf,
  WORKERS,
} from './dossier-edge.routes.ts'
import { handoversOf } from './handover.store.ts'
import type { DossierPorts } from './ports.ts'
import { relationsTo } from './relation.ts'
import { AnswerMiss, NothingSaid, RecordStep, StepList, StepPath } from './step.schema.ts'
import { chapterOfStep, checkStep, MISS_ANSWERED, STEP_MARK, STEP_WITHDRAWN, type Step, stepsIn } from './step.ts'

const tag = 'afspraken'
const writes = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const

/** The steps that this reader may read: by row security, by the decision for each chapter, and by the keys of the function. */
const readSteps = async (work: Work, dossier: Dossier): Promise<readonly Step[]> => {
  const [facts, consents] = await Promise.all([readFacts(work, dossier.id), standingConsents(work, dossier.id)])
  const handovers = await handoversOf(work, [dossier.id])
  const relations = relationsTo(dossier, readerOf(work), handovers, consents)
  return stepsIn(facts.filter(readableBy(work, { dossier: dossier.id, relations, consents })))
}

/** Routes of steps; who may note in a chapter writes them there, and who may read it reads them. */
export const stepRoutes = (ports: DossierPorts): readonly Route[] => {
  const nameOf = namesFrom(ports.reference.organisations)
  const worded = new Map(ports.stepKinds.map(({ kind, nl, en }) => [kind, { code: kind, nl, en }]))
  const wordOf = (kind: string) => worded.get(kind) ?? { code: kind, nl: kind, en: kind }
  return [
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/steps',
      operationId: 'listSteps',
      summary: 'Welke stappen met de hand zijn genoteerd, wat er te noteren is en wat lopende termijnen vragen',
      tag,
      access: { kind: 'signed-in', functions: READERS, purpose: 'W01' },
      params: DossierPath,
      answer: StepList,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const dossier = await findDossier(work, params.dossierId)
        if (!dossier) return refuse('not-found')
        const [handovers, consents] = [await handoversOf(work, [dossier.id]), await standingConsents(work, dossier.id)]
        const reader = readerOf(work)
        const seen = work.decide({
          act: 'see',
          dossier: dossier.id,
          relations: relationsTo(dossier, reader, handovers, consents),
        })
        if (!seen.ok) return seen
        const steps = await readSteps(work, dossier)
        const mayNote = dossierAbilities(dossier, handovers, reader).includes('note-chapter')
        const kinds = mayNote
          ? ports.stepKinds.filter(({ chapter }) => chapter !== undefined && opensChapter(reader.function, chapter))
          : []
        const open = new Set(kinds.map(({ kind }) => kind))
        const asked = mayNote ? await ports.asksFor(work, dossier.id) : []
        work.concerns(dossier.id, 'read-steps', [...new Set(steps.map(({ chapter }) => chapter))])
        return accept({
          steps: steps.map((step) => ({
            ...{ stepId: step.id, kind: wordOf(step.kind), chapter: step.chapter, happenedDate: step.happened },
            ...{ learnedAt: step.learned.toISOString(), by: { organisationId: step.by, name: nameOf(step.by) } },
            abilities: mayNote && mayTakeBack(dossier, step, reader.organisation) ? ['take-back'] : [],
          })),
          kinds: kinds.map(({ kind, chapter = '' }) => ({ ...wordOf(kind), chapter })),
          asked: asked.flatMap(({ normId, title, due, missed, kinds: waits }) => {
            const notable = waits.filter((kind) => open.has(kind))
            return notable.length === 0
              ? []
              : [{ normId, title, missed, ...(due ? { dueDate: due } : {}), kinds: notable.map(wordOf) }]
          }),
          abilities: mayNote ? ['record-step'] : [],
        })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/steps',
      operationId: 'recordStep',
      summary: 'Met de hand noteren dat een stap is gezet, en op welke dag; de klokken lezen het meteen',
      tag,
      access: writes,
      params: DossierPath,
      body: RecordStep,
      answer: Made('stepId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'chapter-not-shared', 'happened-in-future'],
        ...['step-not-known', 'step-recorded-elsewhere', 'step-noted-already'],
      ],
      handle: async (work, { params, body }) => {
        const chapter = chapterOfStep(ports.stepKinds, body.kind)
        // Whose file it is comes first: a stranger learns nothing from a kind.
        const dossier = await noteableDossier(work, params.dossierId, chapter.ok ? chapter.value : 'goal')
        if (!dossier.ok) return dossier
        if (!chapter.ok) return chapter
        const on = happenedOn(body.happenedDate, work.today)
        if (!on.ok) return on
        await writeStepsAlone(work, dossier.value.id)
        const checked = checkStep(await readSteps(work, dossier.value), { kind: body.kind, on: on.value })
        if (!checked.ok) return checked
        const { id: stepId } = await work.record({
          ...{ slice: 'dossier', stream: dossier.value.id, kind: body.kind, chapter: chapter.value },
          ...{ happened: on.value, payload: STEP_MARK },
        })
        work.concerns(dossier.value.id, 'record-step', [chapter.value])
        return accept({ stepId })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/steps/{stepId}/withdrawals',
      operationId: 'withdrawStep',
      summary: 'Een stap terugnemen die verkeerd is genoteerd; wat er stond blijft te lezen in de tijdlijn',
      tag,
      access: writes,
      params: StepPath,
      body: NothingSaid,
      answer: Made('stepId'),
      status: 201,
      refusals: ['not-found', 'not-the-holder', 'chapter-not-shared'],
      handle: async (work, { params }) => {
        const seen = await findDossier(work, params.dossierId)
        if (!seen) return refuse('not-found')
        await writeStepsAlone(work, seen.id)
        const step = (await readSteps(work, seen)).find(({ id }) => id === params.stepId)
        if (!step) return refuse('not-found')
        const dossier = await noteableDossier(work, params.dossierId, step.chapter)
        if (!dossier.ok) return dossier
        if (!mayTakeBack(dossier.value, step, work.claim.organisation)) return refuse('not-the-holder')
        await work.record({
          ...{ slice: 'dossier', stream: dossier.value.id, kind: STEP_WITHDRAWN },
          ...{ chapter: step.chapter, happened: step.happened, payload: { factId: step.id, step: step.kind } },
        })
        work.concerns(dossier.value.id, 'take-back-step', [step.chapter])
        return accept({ stepId: step.id })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/miss-answers',
      operationId: 'answerMiss',
      summary: 'Van een gemiste termijn zeggen waarom, of wat er nu gebeurt, door wie en wanneer',
      tag,
      access: writes,
      params: DossierPath,
      body: AnswerMiss,
      answer: Made('missAnswerId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'chapter-not-shared', 'not-missed', 'miss-needs-cause-or-action'],
        ...['miss-cause-not-known', 'action-needs-owner-and-day', 'action-in-past', 'words-not-in-this-chapter'],
      ],
      handle: async (work, { params, body }) => {
        const { normId, triggeredDate, cause, action, owner, dueDate, words } = body
        const until = dueDate === undefined ? undefined : parseDay(dueDate)
        const dossier = await noteableDossier(work, params.dossierId, ports.chapterOfNorm(normId) ?? 'goal')
        if (!dossier.ok) return dossier
        const weighed = await ports.weighMiss(work, {
          ...{ dossierId: dossier.value.id, normId, triggered: triggeredDate },
          answer: { cause, action, owner, until, words },
        })
        if (!weighed.ok) return weighed
        const { id: missAnswerId } = await work.record({
          ...{ slice: 'dossier', stream: dossier.value.id, kind: MISS_ANSWERED, chapter: weighed.value.chapter },
          happened: work.today,
          payload: { norm: normId, triggered: triggeredDate, cause, action, owner, until },
          ...(words?.trim() ? { personal: { words: words.trim() } } : {}),
        })
        work.concerns(dossier.value.id, 'answer-miss', [weighed.value.chapter])
        return accept({ missAnswerId })
      },
    }),
  ]
}

/** Who wrote it takes it back, and who holds the file. */
const mayTakeBack = ({ holder }: Dossier, { by }: Step, organisation: string): boolean =>
  by === organisation || holder === organisation
