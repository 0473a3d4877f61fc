/**
 * What facts of files add to the picture: one row at most for each, and nothing in it that leads back to person, house or file.
 * The rest of the course comes through a port that wiring binds; the picture asks no other slice.
 */
import type { Day } from '../kernel/index.ts'
import type { FactListener, FactListeners } from '../platform/facts.ts'
import type { Work } from '../platform/work.ts'
import { COURSE_KINDS, type CourseSoFar, stepAfter } from './course-steps.ts'
import { insertCourseSteps, insertMoves, type ToldMove } from './movement.store.ts'

export type MovementPorts = {
  readonly safetyRegionOf: (municipalityCode: string) => string | undefined
  /** The number of a row of moves: made from the fact with a key, so that a correction finds what it replaces and nobody finds the fact. */
  readonly rowIdOf: (fact: string) => string
  /** The course of this file before a fact. */
  readonly courseBefore: (work: Work, file: string, version: number) => Promise<readonly CourseSoFar[]>
  /** Where the file is now, and since when there is one. */
  readonly fileNow: (
    work: Work,
    file: string,
  ) => Promise<{ readonly municipality?: string; readonly openedOn: Day } | undefined>
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Who hears of moves and of the course of files. */
export const movementListeners = (ports: MovementPorts): FactListeners => ({
  'person-moved': [inCare(hearMove(ports))],
  'place-noted': [inCare(hearPlace(ports))],
  ...Object.fromEntries(COURSE_KINDS.map((kind) => [kind, [inCare(hearCourse(ports))]])),
  're-entry-reviewed': [inCare(hearGap)],
})

// Care alone adds, as the policy says: an act of a payer or a guest goes on and is not counted.
const inCare =
  (hear: FactListener): FactListener =>
  async (fact, work, personal) => {
    const { plane, function: by } = work.claim
    if (plane === 'care' && by !== 'person' && by !== 'guest') await hear(fact, work, personal)
  }

const regionOf = ({ safetyRegionOf }: MovementPorts, municipality: unknown): string => {
  const code = text(municipality)
  return (code && safetyRegionOf(code)) ?? 'unknown'
}

const hearMove =
  (ports: MovementPorts): FactListener =>
  async ({ id, happened, payload }, work) =>
    insertMoves(work, [
      {
        ...{ id: ports.rowIdOf(id), happened },
        ...{ from: regionOf(ports, payload['fromMunicipality']), to: regionOf(ports, payload['toMunicipality']) },
      },
    ])

/** A place in another country: she came from there before there was a file, or went there from where the file is. */
const hearPlace =
  (ports: MovementPorts): FactListener =>
  async ({ id, stream, happened, payload }, work, personal) => {
    const { country } = (personal ?? {}) as { readonly country?: unknown }
    const [abroad, replaced] = [text(country), text(payload['replaces'])]
    const replaces = replaced === undefined ? {} : { replaces: ports.rowIdOf(replaced) }
    if (abroad === undefined && replaced === undefined) return
    const file = await ports.fileNow(work, stream)
    const here = regionOf(ports, file?.municipality)
    // Without a country it takes a row away that named one: nothing went from nowhere to nowhere.
    const [from, to] =
      abroad === undefined ? ['unknown', 'unknown'] : file && happened < file.openedOn ? [abroad, here] : [here, abroad]
    await insertMoves(work, [{ id: ports.rowIdOf(id), happened, from, to, ...replaces }])
  }

const hearCourse =
  (ports: MovementPorts): FactListener =>
  async ({ kind, stream, version, happened, payload }, work) => {
    const isCourse = COURSE_KINDS.find((each) => each === kind)
    if (!isCourse) return
    const because = text(payload['because'])
    // Nothing comes before the first: nobody is asked.
    const before = isCourse === 'dossier-opened' ? [] : await ports.courseBefore(work, stream, version)
    const step = stepAfter(before, { kind: isCourse, happened, ...(because ? { because } : {}) })
    if (step) await insertCourseSteps(work, [{ id: work.newId(), ...step }])
  }

/** What the gap came from, as a code: it is sealed in the file, and here it stands without the file. */
const hearGap: FactListener = async ({ happened }, work, personal) => {
  const { cause } = (personal ?? {}) as { readonly cause?: unknown }
  const code = text(cause)
  if (code) await insertCourseSteps(work, [{ id: work.newId(), kind: 'gap', happened, cause: code, isFirstOut: false }])
}

/** The course of somebody as it is told at once, oldest first; `key` makes that a repeat adds nothing. */
export type ToldCourse = { readonly key: string; readonly course: readonly CourseSoFar[] }

/** Takes moves and courses in that no fact stands behind: an invented country. The same rules as for facts, and the same rows. */
export const takeMovement = async (
  work: Work,
  { rowIdOf }: Pick<MovementPorts, 'rowIdOf'>,
  { moves, courses }: { readonly moves: readonly ToldMove[]; readonly courses: readonly ToldCourse[] },
): Promise<void> => {
  const steps = courses.flatMap(({ key, course }) =>
    course.flatMap((fact, place) => {
      const step = stepAfter(course.slice(0, place), fact)
      return step ? [{ id: rowIdOf(`${key} ${place}`), ...step }] : []
    }),
  )
  if (moves.length > 0)
    await insertMoves(
      work,
      moves.map(({ key, ...move }) => ({ id: rowIdOf(key), ...move })),
    )
  if (steps.length > 0) await insertCourseSteps(work, steps)
}
