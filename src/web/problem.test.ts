import { expect, test } from 'vitest'
import { readProblem, sentencesOf } from './problem.ts'

const problem = {
  code: 'no-ground',
  title: 'Er is geen grond.',
  titleEn: 'There is no ground.',
  detail: 'Er is geen grond. Leg eerst het gesprek vast.',
  detailEn: 'There is no ground. Record the conversation first.',
}

test('what happened stands apart from what can be done now, and is said once', () => {
  const read = readProblem(409, problem)
  expect(sentencesOf(read, 'nl')).toEqual({ what: 'Er is geen grond.', now: 'Leg eerst het gesprek vast.' })
  expect(sentencesOf(read, 'en').now).toBe('Record the conversation first.')
})

test('an answer that is no problem at all still gives a sentence and a code', () => {
  for (const body of [undefined, null, 'Bad gateway', 12, {}]) {
    const read = readProblem(502, body)
    expect(read.code).toBe('unreadable-answer')
    expect(sentencesOf(read, 'nl').what).toContain('502')
  }
})
