import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type CourseKind, type CourseSoFar, stepAfter } from './course-steps.ts'

const course = (...facts: readonly (readonly [CourseKind, string, string?])[]): readonly CourseSoFar[] =>
  facts.map(([kind, on, because]) => ({ kind, happened: day(on), ...(because ? { because } : {}) }))
/** The steps that a whole course adds. */
const steps = (facts: readonly CourseSoFar[]) =>
  facts.flatMap((fact, place) => stepAfter(facts.slice(0, place), fact) ?? [])

test('help begins, ends and begins again: each step carries its own days', () => {
  expect(
    steps(
      course(
        ['dossier-opened', '2026-01-01'],
        ['care-ended', '2026-02-01', 'own-wish'],
        ['re-entry-recognised', '2026-05-01'],
        ['dossier-reopened', '2026-05-03', 're-entry'],
        ['care-ended', '2026-06-01', 'recovered'],
        ['dossier-reopened', '2026-07-01', 'asks-help'],
      ),
    ),
  ).toEqual([
    { kind: 'entered', happened: '2026-01-01', isFirstOut: false },
    { kind: 'left', happened: '2026-02-01', cause: 'own-wish', days: 31, nth: 1, isFirstOut: true },
    {
      ...{ kind: 'back', happened: '2026-05-01', way: 'met-elsewhere', cause: 'own-wish', nth: 1 },
      ...{ days: 89, daysFromFirst: 89, isFirstOut: false },
    },
    { kind: 'left', happened: '2026-06-01', cause: 'recovered', days: 151, nth: 2, isFirstOut: false },
    {
      ...{ kind: 'back', happened: '2026-07-01', way: 'asked-for-help', cause: 'recovered', nth: 2 },
      ...{ days: 30, daysFromFirst: 150, isFirstOut: false },
    },
  ])
})

test('an end that was a mistake is taken back by its own row, and the next end is the first again', () => {
  const [, left, undone, again] = steps(
    course(
      ['dossier-opened', '2026-01-01'],
      ['care-ended', '2026-02-01', 'declined'],
      ['dossier-reopened', '2026-02-03', 'mistake'],
      ['care-ended', '2026-03-01', 'recovered'],
    ),
  )
  expect(undone).toEqual({ ...left, kind: 'undone' })
  expect(again).toMatchObject({ kind: 'left', nth: 1, isFirstOut: true })
})

test('out of sight is the first way out, and help that ends later is no second one', () => {
  expect(
    steps(
      course(
        ['dossier-opened', '2026-01-01'],
        ['person-missing', '2026-01-11'],
        ['person-missing', '2026-03-01'],
        ['care-ended', '2026-04-01', 'recovered'],
      ),
    ).map(({ kind, isFirstOut }) => [kind, isFirstOut]),
  ).toEqual([
    ['entered', false],
    ['missing', true],
    ['left', false],
  ])
})

test('coming back to a file of which nothing ended adds nothing', () => {
  expect(steps(course(['dossier-opened', '2026-01-01'], ['re-entry-recognised', '2026-02-01']))).toHaveLength(1)
})
