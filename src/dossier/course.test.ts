import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import {
  CARE_ENDED_BECAUSE,
  COURSE,
  COURSE_STEPS,
  checkReason,
  FILE_STAGES,
  type FileStage,
  REASONS_OF,
  reEntriesIn,
  stageAfter,
  stepsFrom,
  tryStep,
  WATCH_DAYS,
  watchDue,
} from './course.ts'

const someSteps = fc.array(fc.constantFrom(...COURSE_STEPS), { maxLength: 40 })
const TODAY = day('2026-11-16')

test('P16 who is out of sight is never at an end: after any steps, a file goes from missing to nowhere but open', () => {
  fc.assert(
    fc.property(someSteps, fc.constantFrom(...COURSE_STEPS), (steps, next) => {
      const before = stageAfter(steps)
      const after = stageAfter([...steps, next])
      if (before !== 'missing') return
      expect(['missing', 'open']).toContain(after)
      expect(after === 'open').toBe(next === 'person-found')
    }),
    { numRuns: 5_000 },
  )
})

test('P16 a watch stands exactly while somebody is out of sight, and only looking moves its day', () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      let [stage, due] = ['open' as FileStage, undefined as ReturnType<typeof watchDue>]
      steps.forEach((step, at) => {
        const moved = tryStep(stage, step)
        if (!moved.ok) return
        const on = addDays(TODAY, at)
        const before = due
        ;[stage, due] = [moved.value, watchDue(moved.value, step, on, due)]
        expect(due !== undefined).toBe(stage === 'missing')
        if (due !== undefined && due !== before) expect(due).toBe(addDays(on, WATCH_DAYS))
        if (step === 're-entry-recognised') expect(due).toBe(before)
      })
    }),
    { numRuns: 3_000 },
  )
})

test('P17 a file is closed out of aftercare only, and its end is never that nobody knows where she is', () => {
  for (const stage of FILE_STAGES) {
    const moved = tryStep(stage, 'dossier-closed')
    expect(moved.ok).toBe(stage === 'aftercare')
  }
  expect(CARE_ENDED_BECAUSE.filter((each) => /unknown|destination|missing/.test(each))).toEqual([])
})

test('what can be done now is what the table moves, and every step can be taken somewhere', () => {
  for (const stage of FILE_STAGES)
    for (const step of COURSE_STEPS) expect(stepsFrom(stage).includes(step)).toBe(tryStep(stage, step).ok)
  for (const step of COURSE_STEPS) expect(FILE_STAGES.some((stage) => 'to' in COURSE[stage][step])).toBe(true)
})

test('a step takes a reason of its own, all of it and nothing else', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COURSE_STEPS),
      fc.option(fc.constantFrom(...Object.values(REASONS_OF).flat()), { nil: undefined }),
      (step, because) => {
        const fits =
          REASONS_OF[step].length === 0 ? because === undefined : REASONS_OF[step].some((one) => one === because)
        expect(checkReason(step, because).ok).toBe(fits)
      },
    ),
  )
})

test('a review is of the re-entry before it', () => {
  const fact = (kind: string, at: number, hitId?: string) => ({
    ...{ kind, happened: addDays(TODAY, at), learned: new Date(0) },
    ...(hitId ? { hitId } : {}),
  })
  expect(
    reEntriesIn([
      fact('re-entry-reviewed', 0),
      fact('re-entry-recognised', 1, 'a'),
      fact('re-entry-reviewed', 2),
      fact('re-entry-recognised', 3, 'b'),
    ]),
  ).toEqual([
    { on: addDays(TODAY, 1), hitId: 'a', reviewed: true },
    { on: addDays(TODAY, 3), hitId: 'b', reviewed: false },
  ])
})
