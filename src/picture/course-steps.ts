/**
 * What a fact in the course of a file adds to the picture: help began, somebody got out of sight, help ended, help began again. Each step
 * carries the days that it took, so that no row needs to know which other row is of the same person. Help ends with `care-ended`; out of
 * sight is a way out and no end (decision 0056); death and leaving the country are ends after which nobody is awaited.
 */
import { type Day, daysBetween } from '../kernel/index.ts'

/** Facts of one file that the steps follow from. */
export const COURSE_KINDS = [
  'dossier-opened',
  'person-missing',
  'care-ended',
  'dossier-reopened',
  're-entry-recognised',
] as const
export type CourseKind = (typeof COURSE_KINDS)[number]
export type CourseSoFar = { readonly kind: CourseKind; readonly happened: Day; readonly because?: string }

export const WAYS_BACK = ['met-elsewhere', 'asked-for-help'] as const
export type WayBack = (typeof WAYS_BACK)[number]

export type CourseStep = {
  readonly kind: 'entered' | 'missing' | 'left' | 'undone' | 'back' | 'gap'
  readonly happened: Day
  readonly cause?: string
  readonly way?: WayBack
  readonly days?: number
  readonly daysFromFirst?: number
  readonly nth?: number
  readonly isFirstOut: boolean
}

type Now = { entered?: Day; out: boolean; first?: Day; ends: number; standing?: CourseStep }

/**
 * The step that this fact adds after what the file knew before it; nothing when it adds none. A return counts once for each end, whether
 * it was met elsewhere first or asked for; an end that was a mistake is undone by the same row once more.
 */
export const stepAfter = (before: readonly CourseSoFar[], fact: CourseSoFar): CourseStep | undefined => {
  const now: Now = { out: false, ends: 0 }
  for (const each of before) follow(now, each, stepOf(now, each))
  return stepOf(now, fact)
}

const stepOf = (now: Now, { kind, happened, because }: CourseSoFar): CourseStep | undefined => {
  if (kind === 'dossier-opened') return { kind: 'entered', happened, isFirstOut: false }
  if (kind === 'person-missing')
    return now.out ? undefined : { kind: 'missing', happened, ...sinceEntry(now, happened), isFirstOut: true }
  if (kind === 'care-ended')
    return {
      ...{ kind: 'left' as const, happened, cause: because ?? 'unknown', ...sinceEntry(now, happened) },
      ...{ nth: now.ends + 1, isFirstOut: !now.out },
    }
  const { standing, first } = now
  if (!standing) return undefined
  if (because === 'mistake') return { ...standing, kind: 'undone' }
  return {
    ...{ kind: 'back', happened, way: kind === 're-entry-recognised' ? 'met-elsewhere' : wayOf(because) },
    ...(standing.cause === undefined ? {} : { cause: standing.cause }),
    ...(standing.nth === undefined ? {} : { nth: standing.nth }),
    days: apart(standing.happened, happened),
    daysFromFirst: apart(first ?? standing.happened, happened),
    isFirstOut: false,
  }
}

const follow = (now: Now, { kind, happened }: CourseSoFar, step: CourseStep | undefined): void => {
  if (kind === 'dossier-opened') now.entered ??= happened
  if (kind === 'person-missing') now.out = true
  if (!step) return
  if (step.kind === 'left') {
    now.out = true
    now.ends += 1
    now.first ??= happened
    now.standing = step
  }
  if (step.kind === 'back') delete now.standing
  if (step.kind === 'undone') {
    now.ends -= 1
    if (step.isFirstOut) now.out = false
    if (step.nth === 1) delete now.first
    delete now.standing
  }
}

const wayOf = (because: string | undefined): WayBack => (because === 're-entry' ? 'met-elsewhere' : 'asked-for-help')
const apart = (from: Day, until: Day): number => Math.max(0, daysBetween(from, until))
const sinceEntry = ({ entered }: Now, on: Day): { days?: number } =>
  entered === undefined ? {} : { days: apart(entered, on) }
