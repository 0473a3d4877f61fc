/** The HTTP edge of the course of a file: where she was, out of sight and found again, the end of care, aftercare, and coming back. */
import { accept, type Day, dayAt, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { CourseMoved, CourseShown, NotePlace, RecordCourseStep } from './course.schema.ts'
import { causesIn, courseFactsOf, lastOf, moveStage, placesIn, readDeathFacts, watchDueOf } from './course.store.ts'
import {
  COURSE,
  COURSE_STEPS,
  type CourseRefusal,
  type CourseStep,
  checkReason,
  type DeathFact,
  FILE_STAGES,
  type FileStage,
  GAP_CAUSES,
  isDeathTold,
  mayEndForDeath,
  reEntriesIn,
  stepsFrom,
  tryStep,
  watchDue,
} from './course.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { type Dossier, lockDossier, readFacts, type TimelineFact } from './dossier.store.ts'
import { happenedOn, heldDossier, WORKERS } from './dossier-edge.routes.ts'
import { checkPlace, lineOf } from './place-line.ts'
import type { DossierPorts, HitOnFile } from './ports.ts'

const tag = 'verloop'
const access = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const

/** Every refusal that the table can give. */
const TABLE_ANSWERS: readonly CourseRefusal[] = [
  ...new Set(
    FILE_STAGES.flatMap((stage) =>
      COURSE_STEPS.flatMap((step) => {
        const cell = COURSE[stage][step]
        return 'no' in cell ? [cell.no] : []
      }),
    ),
  ),
]

export const courseRoutes = (ports: DossierPorts): readonly Route[] => {
  const municipalities = new Set<string>(ports.reference.municipalities.map((each) => each.code))
  return [
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/course',
      operationId: 'readCourse',
      summary: 'Het verloop: waar iemand was, of zij of hij uit beeld is, nazorg, en of iemand terugkwam',
      tag,
      access,
      params: DossierPath,
      answer: CourseShown,
      refusals: ['not-found', 'not-the-holder'],
      handle: async (work, { params }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'see' })
        if (!held.ok) return held
        const [facts, due, hits, death] = await Promise.all([
          readFacts(work, held.value.id),
          watchDueOf(work, held.value.id),
          hitsFor(work, ports, held.value),
          readDeathFacts(work, held.value.id),
        ])
        work.concerns(held.value.id, 'read-course', ['shelter', 'safety'])
        return accept(
          shown(held.value, {
            facts,
            hits,
            death,
            by: work.claim.organisation,
            today: work.today,
            ...(due ? { due } : {}),
          }),
        )
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/course-steps',
      operationId: 'recordCourseStep',
      summary: 'Een stap in het verloop: uit beeld, gevonden, hulp beëindigd, nazorg, afgesloten, terug in beeld',
      tag,
      access,
      params: DossierPath,
      body: RecordCourseStep,
      answer: CourseMoved,
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'happened-in-future', 'step-needs-reason', 'told-without-watch'],
        ...['re-entry-not-confirmed', 're-entry-known', 'no-re-entry', ...TABLE_ANSWERS],
        ...['interest-not-stated', 'wish-has-changed', 'decision-set-aside', 'second-look-open'],
        ...['death-needs-second-person', 'death-not-told'],
      ],
      handle: (work, { params, body }) => takeStep(work, ports, params.dossierId, body),
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/whereabouts',
      operationId: 'notePlace',
      summary: 'Noteren waar iemand was: soort plek en hooguit gemeente of land, van wanneer tot wanneer',
      tag,
      access,
      params: DossierPath,
      body: NotePlace,
      answer: Made('placeId'),
      status: 201,
      refusals: [
        ...[
          'not-found',
          'not-the-holder',
          'unknown-municipality',
          'bad-input',
          'place-too-fine',
          'place-needs-country',
        ],
        ...['place-not-abroad', 'place-ends-before-it-begins', 'happened-in-future'],
      ],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'note', chapter: 'shelter' })
        if (!held.ok) return held
        const { kind, municipalityCode, countryCode, fromDate, precision, untilDate, replacesId } = body
        const [from, until] = [parseDay(fromDate), untilDate === undefined ? undefined : parseDay(untilDate)]
        if (!from || (untilDate !== undefined && !until)) return refuse('bad-input')
        if (municipalityCode && !municipalities.has(municipalityCode)) return refuse('unknown-municipality')
        const checked = checkPlace(
          {
            ...{ kind, from, precision: precision ?? 'day' },
            ...(municipalityCode ? { municipality: municipalityCode } : {}),
            ...(countryCode ? { country: countryCode } : {}),
            ...(until ? { until } : {}),
          },
          work.today,
        )
        if (!checked.ok) return checked
        const known = replacesId === undefined ? [] : placesIn(await readFacts(work, held.value.id))
        if (replacesId !== undefined && !known.some(({ id }) => id === replacesId)) return refuse('not-found')
        const { id: placeId } = await work.record({
          slice: 'dossier',
          stream: held.value.id,
          kind: 'place-noted',
          chapter: 'shelter',
          happened: from,
          precision: checked.value.precision,
          payload: replacesId === undefined ? {} : { replaces: replacesId },
          personal: { kind, municipality: municipalityCode, country: countryCode, until },
        })
        work.concerns(held.value.id, 'note-place', ['shelter'])
        return accept({ placeId })
      },
    }),
  ]
}

type Asked = {
  readonly step: CourseStep
  readonly happenedDate?: string
  readonly because?: string
  readonly told?: readonly string[]
  readonly hitId?: string
}

const takeStep = async (
  work: Work,
  ports: DossierPorts,
  dossierId: string,
  asked: Asked,
): Promise<Outcome<{ factId: string; stage: FileStage }, string>> => {
  const [held, happened] = [
    await heldDossier(work, dossierId, { act: 'change' }),
    happenedOn(asked.happenedDate, work.today),
  ]
  if (!held.ok) return held
  if (!happened.ok) return happened
  // Two steps at the same moment wait for each other here; the second one sees what the first one did.
  const dossier = await lockDossier(work, dossierId)
  if (!dossier) return refuse('not-found')
  const { step, because, told, hitId } = asked
  const moved = tryStep(dossier.stage, step)
  if (!moved.ok) return moved
  const reason = checkReason(step, because)
  if (!reason.ok) return reason
  if (told !== undefined && step !== 'person-missing' && step !== 'watch-looked') return refuse('told-without-watch')
  // That help ends weighs for her as much as that it moves (decision 0057).
  const weighed = step === 'care-ended' ? await mayEnd(work, ports, dossierId, because) : accept(true)
  if (!weighed.ok) return weighed
  if (step === 'death-withdrawn' && !isDeathTold(await readDeathFacts(work, dossierId), work.claim.organisation))
    return refuse('death-not-told')
  const isReEntry = step.startsWith('re-entry-')
  const stands = isReEntry ? await checkReEntry(work, ports, dossier, asked) : accept(true)
  if (!stands.ok) return stands
  if (!isReEntry || moved.value !== dossier.stage) {
    const due = watchDue(moved.value, step, happened.value, await watchDueOf(work, dossierId))
    if (!(await moveStage(work, dossierId, { stage: moved.value, watchDue: due }))) return refuse('not-found')
  }
  // What a gap came from says where she is in danger: sealed with the chapter safety. The rest are codes and days of process.
  const isReview = step === 're-entry-reviewed'
  const { id: factId } = await work.record({
    slice: 'dossier',
    stream: dossierId,
    kind: step,
    happened: happened.value,
    ...(isReview ? { chapter: 'safety', personal: { cause: because } } : {}),
    payload: {
      ...(because === undefined || isReview ? {} : { because }),
      ...(told === undefined ? {} : { told }),
      ...(hitId === undefined ? {} : { hitId }),
    },
  })
  work.concerns(dossierId, 'record-course', isReview ? ['safety'] : [])
  return accept({ factId, stage: moved.value })
}

/** Of who died nothing more is asked, but two people of the house say so; every other end is weighed for her. */
const mayEnd = async (
  work: Work,
  ports: DossierPorts,
  dossierId: string,
  because: string | undefined,
): Promise<Outcome<true, string>> =>
  because === 'deceased'
    ? mayEndForDeath(await readDeathFacts(work, dossierId), work.claim.organisation)
    : ports.mayEndCare(work, { dossierId })

/** A re-entry rests on an own hit about this person that the desk called and confirmed, once for each hit; a review rests on a re-entry. */
const checkReEntry = async (
  work: Work,
  ports: DossierPorts,
  dossier: Dossier,
  { step, hitId }: Asked,
): Promise<Outcome<true, 're-entry-not-confirmed' | 're-entry-known' | 'no-re-entry'>> => {
  const seen = reEntriesIn(courseFactsOf(await readFacts(work, dossier.id)))
  if (step === 're-entry-reviewed') return seen.at(-1)?.reviewed === false ? accept(true) : refuse('no-re-entry')
  if (hitId !== undefined && seen.some((each) => each.hitId === hitId)) return refuse('re-entry-known')
  const hits = await hitsFor(work, ports, dossier)
  return hits.some((each) => each.hitId === hitId && each.confirmed) ? accept(true) : refuse('re-entry-not-confirmed')
}

/** Hits are read by who may read hits (linkage): others of the house learn of a re-entry once it is recorded. */
const MAY_READ_HITS: readonly string[] = ['care-coordinator']
const hitsFor = (work: Work, ports: DossierPorts, { id }: Dossier): Promise<readonly HitOnFile[]> =>
  MAY_READ_HITS.includes(work.claim.function) ? ports.hitsOnFile(work, id) : Promise.resolve([])

const shown = (
  dossier: Dossier,
  read: {
    readonly facts: readonly TimelineFact[]
    readonly hits: readonly HitOnFile[]
    readonly death: readonly DeathFact[]
    readonly by: string
    readonly today: Day
    readonly due?: Day
  },
): CourseShown => {
  const { facts, hits, death, by, today, due } = read
  const isTold = dossier.stage === 'open' && isDeathTold(death, by)
  const seen = reEntriesIn(courseFactsOf(facts))
  const since = endOfSight(facts, dossier)
  const learned = new Map(placesIn(facts).map(({ id, learned: at }) => [id, at]))
  return {
    dossierId: dossier.id,
    stage: dossier.stage,
    ...(due ? { watch: watchOf(facts, due, today) } : {}),
    places: lineOf(placesIn(facts)).map((each) => ({
      ...{ placeId: each.id, kind: each.kind, fromDate: each.from, precision: each.precision, gapDays: each.gapDays },
      ...(each.municipality ? { municipalityCode: each.municipality } : {}),
      ...(each.country ? { countryCode: each.country } : {}),
      ...(each.until ? { untilDate: each.until } : {}),
      learnedAt: (learned.get(each.id) ?? new Date(0)).toISOString(),
    })),
    comesBack: hits
      .filter(
        ({ hitId, arrivedOn }) => since !== undefined && arrivedOn >= since && !seen.some((one) => one.hitId === hitId),
      )
      .map(({ hitId, arrivedOn, grade, confirmed }) => ({ hitId, arrivedDate: arrivedOn, grade, confirmed })),
    reEntries: reEntriesShown(facts, seen),
    ...(isTold ? { deathTold: { mayConfirm: mayEndForDeath(death, by).ok } } : {}),
    abilities: [...stepsFrom(dossier.stage).filter((each) => each !== 'death-withdrawn' || isTold), 'note-place'],
  }
}

const watchOf = (facts: readonly TimelineFact[], due: Day, today: Day): NonNullable<CourseShown['watch']> => {
  const [missing, looked] = [lastOf(facts, 'person-missing'), lastOf(facts, 'watch-looked')]
  const since = missing?.happened ?? due
  const isOfThisWatch = looked !== undefined && missing !== undefined && looked.learned >= missing.learned
  const told = facts.flatMap(({ kind, payload, learned }) =>
    (kind === 'person-missing' || kind === 'watch-looked') && missing !== undefined && learned >= missing.learned
      ? toldIn(payload)
      : [],
  )
  return {
    sinceDate: since,
    ...(isOfThisWatch ? { lookedDate: looked.happened } : {}),
    ...{ dueDate: due, late: due < today, told: [...new Set(told)] },
  }
}

const toldIn = ({ told }: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(told) ? told.filter((each): each is string => typeof each === 'string') : []

// Since when the file is not open: a hit from before that is no coming back.
const endOfSight = (facts: readonly TimelineFact[], { stage }: Dossier): Day | undefined => {
  if (stage === 'open') return undefined
  const ended = facts.findLast(({ kind }) => kind === 'person-missing' || kind === 'care-ended')
  return ended ? dayAt(ended.learned) : ('0000-01-01' as Day)
}

const reEntriesShown = (
  facts: readonly TimelineFact[],
  seen: ReturnType<typeof reEntriesIn>,
): CourseShown['reEntries'] => {
  const causes = causesIn(facts)
  let reviews = 0
  return seen.map(({ on, reviewed }) => {
    const found = reviewed ? causes[reviews++]?.cause : undefined
    const cause = GAP_CAUSES.find((each) => each === found)
    return { recognisedDate: on, reviewed, ...(cause ? { cause } : {}) }
  })
}
