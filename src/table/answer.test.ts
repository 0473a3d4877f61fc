import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { readAnswer } from './answer.ts'

const party = { organiser: false, today: day('2026-11-16') }

test('who follows up says on which day, today or later', () => {
  expect(readAnswer({ answer: 'follows' }, party)).toMatchObject({ refusal: { code: 'follows-needs-day' } })
  expect(readAnswer({ answer: 'follows', followsDate: '2026-11-31' }, party)).toMatchObject({
    refusal: { code: 'follows-needs-day' },
  })
  expect(readAnswer({ answer: 'follows', followsDate: '2026-11-15' }, party)).toMatchObject({
    refusal: { code: 'follows-in-past' },
  })
  expect(readAnswer({ answer: 'follows', followsDate: '2026-11-16' }, party)).toEqual({
    ok: true,
    value: { answer: 'follows', followsOn: '2026-11-16' },
  })
})

test('only the organiser says that somebody stayed away', () => {
  expect(readAnswer({ answer: 'absent' }, party)).toMatchObject({ refusal: { code: 'absent-by-organiser-only' } })
  expect(readAnswer({ answer: 'absent' }, { ...party, organiser: true })).toMatchObject({ ok: true })
})

test('a day that comes with another answer is left out', () => {
  expect(readAnswer({ answer: 'attending', followsDate: '2026-11-20' }, party)).toEqual({
    ok: true,
    value: { answer: 'attending' },
  })
})
