/**
 * The course of a file (verloop) as one table: every stage by every step, each cell either the next stage or a refusal with its code. Leave a
 * cell out and it does not compile. Somebody who is out of sight is a risk, never an end: from `missing` no step leads to an end, and the type
 * of its row says so (Q27; domain: "met onbekende bestemming" opens a watch of 14 days). Care that ends becomes aftercare, and only aftercare
 * is closed.
 */
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'

export const FILE_STAGES = ['open', 'missing', 'aftercare', 'closed'] as const
export type FileStage = (typeof FILE_STAGES)[number]

export const COURSE_STEPS = [
  'person-missing',
  'watch-looked',
  'person-found',
  'death-told',
  'death-withdrawn',
  'care-ended',
  'aftercare-contact',
  'aftercare-not-reached',
  'aftercare-declined',
  'dossier-closed',
  'dossier-reopened',
  're-entry-recognised',
  're-entry-reviewed',
] as const
export type CourseStep = (typeof COURSE_STEPS)[number]

export type CourseRefusal =
  | 'missing-already'
  | 'nobody-missing'
  | 'still-missing'
  | 'dossier-is-open'
  | 'dossier-is-closed'
  | 'care-not-ended'
  | 'aftercare-runs'

type Goes<S extends FileStage> = { readonly to: S }
type Refuses = { readonly no: CourseRefusal }
/** Out of sight leads to being found or stays as it is; nothing else compiles. */
type Cell<S extends FileStage> = Refuses | Goes<S extends 'missing' ? 'missing' | 'open' : FileStage>
export type CourseTable = { readonly [S in FileStage]: { readonly [K in CourseStep]: Cell<S> } }

const no = (code: CourseRefusal): Refuses => ({ no: code })
const to = <S extends FileStage>(stage: S): Goes<S> => ({ to: stage })

export const COURSE: CourseTable = {
  open: {
    'person-missing': to('missing'),
    'watch-looked': no('nobody-missing'),
    'person-found': no('nobody-missing'),
    'death-told': to('open'),
    'death-withdrawn': to('open'),
    'care-ended': to('aftercare'),
    'aftercare-contact': no('care-not-ended'),
    'aftercare-not-reached': no('care-not-ended'),
    'aftercare-declined': no('care-not-ended'),
    'dossier-closed': no('care-not-ended'),
    'dossier-reopened': no('dossier-is-open'),
    're-entry-recognised': no('dossier-is-open'),
    're-entry-reviewed': to('open'),
  },
  missing: {
    'person-missing': no('missing-already'),
    'watch-looked': to('missing'),
    'person-found': to('open'),
    'death-told': no('still-missing'),
    'death-withdrawn': no('still-missing'),
    'care-ended': no('still-missing'),
    'aftercare-contact': no('still-missing'),
    'aftercare-not-reached': no('still-missing'),
    'aftercare-declined': no('still-missing'),
    'dossier-closed': no('still-missing'),
    'dossier-reopened': no('still-missing'),
    're-entry-recognised': to('missing'),
    're-entry-reviewed': to('missing'),
  },
  aftercare: {
    'person-missing': to('missing'),
    'watch-looked': no('nobody-missing'),
    'person-found': no('nobody-missing'),
    'death-told': no('aftercare-runs'),
    'death-withdrawn': no('aftercare-runs'),
    'care-ended': no('aftercare-runs'),
    'aftercare-contact': to('aftercare'),
    'aftercare-not-reached': to('aftercare'),
    'aftercare-declined': to('aftercare'),
    'dossier-closed': to('closed'),
    'dossier-reopened': to('open'),
    're-entry-recognised': to('aftercare'),
    're-entry-reviewed': to('aftercare'),
  },
  closed: {
    'person-missing': no('dossier-is-closed'),
    'watch-looked': no('nobody-missing'),
    'person-found': no('nobody-missing'),
    'death-told': no('dossier-is-closed'),
    'death-withdrawn': no('dossier-is-closed'),
    'care-ended': no('dossier-is-closed'),
    'aftercare-contact': to('closed'),
    'aftercare-not-reached': to('closed'),
    'aftercare-declined': to('closed'),
    'dossier-closed': no('dossier-is-closed'),
    'dossier-reopened': to('open'),
    're-entry-recognised': to('closed'),
    're-entry-reviewed': to('closed'),
  },
}

/** May this step be taken now? The stage after it, or the refusal that the table gives. */
export const tryStep = (stage: FileStage, step: CourseStep): Outcome<FileStage, CourseRefusal> => {
  const cell = COURSE[stage][step]
  return 'no' in cell ? refuse(cell.no) : accept(cell.to)
}

/** The stage after all steps; what the table refuses changes nothing. */
export const stageAfter = (steps: readonly CourseStep[]): FileStage =>
  steps.reduce<FileStage>((stage, step) => {
    const moved = tryStep(stage, step)
    return moved.ok ? moved.value : stage
  }, 'open')

/** The steps that can be taken now, read from the same table: the abilities of the screen. */
export const stepsFrom = (stage: FileStage): readonly CourseStep[] =>
  COURSE_STEPS.filter((step) => 'to' in COURSE[stage][step])

/** What one file has of the news that somebody died: by whom it was told, whether it was taken back, and whether help was taken up again. */
export const DEATH_FACTS = ['death-told', 'death-withdrawn', 'dossier-reopened'] as const
export type DeathFact = {
  readonly kind: (typeof DEATH_FACTS)[number]
  readonly by: string
  /** Told by the person who asks, under whichever of her or his accounts. */
  readonly byAsker: boolean
}

/** What this house said of it, since it was last taken back or help was taken up again. Oldest fact first. */
const deathToldBy = (facts: readonly DeathFact[], organisation: string): readonly DeathFact[] =>
  facts.slice(facts.findLastIndex(({ kind }) => kind !== 'death-told') + 1).filter(({ by }) => by === organisation)

/** Does it stand that this house said so? Then it can be taken back, by whoever of the house finds that it is not so. */
export const isDeathTold = (facts: readonly DeathFact[], organisation: string): boolean =>
  deathToldBy(facts, organisation).length > 0

/**
 * Death ends help without her interest on record. So it takes two: somebody of the house says it, and somebody else of the same house ends
 * the help for it; one person with two accounts is one. The database holds it once more (migration 0044).
 */
export const mayEndForDeath = (
  facts: readonly DeathFact[],
  organisation: string,
): Outcome<true, 'death-needs-second-person'> =>
  deathToldBy(facts, organisation).some(({ byAsker }) => !byAsker) ? accept(true) : refuse('death-needs-second-person')

/** A watch is looked at again after so many days, as long as she is out of sight. Proposed; signed by nobody. */
export const WATCH_DAYS = 14

/** The day by which the watch is looked at, after a step; absent: no watch stands. */
export const watchDue = (stage: FileStage, step: CourseStep, on: Day, before: Day | undefined): Day | undefined => {
  if (stage !== 'missing') return undefined
  return step === 'person-missing' || step === 'watch-looked' ? addDays(on, WATCH_DAYS) : before
}

/** Why care ended. "Destination unknown" is not among them: that is no end but `person-missing`. */
export const CARE_ENDED_BECAUSE = [
  'recovered',
  'own-wish',
  'returned-home',
  'transferred-abroad',
  'declined',
  'not-plausible',
  'deceased',
] as const
/** How she was found again. */
export const FOUND_BECAUSE = ['came-herself', 'told-by-others', 'known-elsewhere'] as const
/** Why a file is opened again. */
export const REOPENED_BECAUSE = ['re-entry', 'asks-help', 'mistake'] as const
/** What the holder thinks the gap came from, after somebody came back. */
export const GAP_CAUSES = [
  'place-ended',
  'money',
  'permit-ended',
  'back-to-exploiter',
  'aftercare-missing',
  'other',
  'unknown',
] as const

/** Whom the house told, by telephone: kinds of party, never a name. Nothing is sent by the system itself. */
export const TOLD_OF_WATCH = [
  'guardian',
  'shelter',
  'referrer',
  'municipality',
  'comensha',
  'police',
  'nobody',
] as const

/** The codes that a step takes as its reason; none: it takes no reason. */
export const REASONS_OF: Readonly<Record<CourseStep, readonly string[]>> = {
  'person-missing': [],
  'watch-looked': [],
  'person-found': FOUND_BECAUSE,
  'death-told': [],
  'death-withdrawn': [],
  'care-ended': CARE_ENDED_BECAUSE,
  'aftercare-contact': [],
  'aftercare-not-reached': [],
  'aftercare-declined': [],
  'dossier-closed': [],
  'dossier-reopened': REOPENED_BECAUSE,
  're-entry-recognised': [],
  're-entry-reviewed': GAP_CAUSES,
}

/** Refuses a step without the reason that it needs, and a reason that is not one of its own. */
export const checkReason = (step: CourseStep, because: string | undefined): Outcome<true, 'step-needs-reason'> => {
  const reasons = REASONS_OF[step]
  const fits = reasons.length === 0 ? because === undefined : because !== undefined && reasons.includes(because)
  return fits ? accept(true) : refuse('step-needs-reason')
}

export type CourseFact = {
  readonly kind: string
  readonly happened: Day
  readonly learned: Date
  readonly hitId?: string
}

/** Re-entries that were recognised, with the day of their review when there was one: the review belongs to the latest before it. */
export type SeenReEntry = { readonly on: Day; readonly hitId?: string; readonly reviewed: boolean }
export const reEntriesIn = (facts: readonly CourseFact[]): readonly SeenReEntry[] => {
  const seen: SeenReEntry[] = []
  for (const { kind, happened, hitId } of facts) {
    const last = seen.at(-1)
    if (kind === 're-entry-recognised') seen.push({ on: happened, ...(hitId ? { hitId } : {}), reviewed: false })
    else if (kind === 're-entry-reviewed' && last) seen[seen.length - 1] = { ...last, reviewed: true }
  }
  return seen
}
