import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayAt } from '../kernel/index.ts'
import {
  countReviews,
  FOLLOW_UP_ACTS,
  isClosed,
  type LookedUp,
  mayJudge,
  REASONS_FOR,
  TERMS,
  toReview,
} from './oversight.ts'

const at = (text: string): Date => new Date(`${text}T12:00:00Z`)
const ASKED = '2026-11-16'
const afterDays = (days: number): Date => at(addDays(day(ASKED), days))
const never = (): boolean => false
const always = (): boolean => true
const lookUp = (more: Partial<LookedUp> = {}): LookedUp => ({
  lookupId: 'a',
  subject: 's',
  askedAt: at(ASKED),
  hitsArrived: [],
  hitsAnswered: [],
  ...more,
})
const causes = (...given: Parameters<typeof toReview>): readonly string[] =>
  toReview(...given).map(({ cause }) => cause)

test('a look-up after which nothing happened is listed when its days are over, and not a day earlier', () => {
  expect(causes([lookUp()], [], afterDays(TERMS.followUpDays), never)).toEqual([])
  expect(causes([lookUp()], [], afterDays(TERMS.followUpDays + 1), never)).toEqual(['nothing-followed'])
})

test('a hit that nobody answered is no follow-up; one that was answered is', () => {
  const late = afterDays(30)
  expect(causes([lookUp({ hitsArrived: [afterDays(1)] })], [], late, never)).toEqual(['hit-not-answered'])
  const answered = lookUp({ hitsArrived: [afterDays(1)], hitsAnswered: [afterDays(2)] })
  expect(causes([answered], [], late, never)).toEqual([])
})

test('what came after the days were over, or before the look-up, is no follow-up', () => {
  const late = afterDays(60)
  for (const days of [-1, TERMS.followUpDays + 1])
    expect(causes([lookUp({ hitsAnswered: [afterDays(days)] })], [], late, never)).toEqual(['nothing-followed'])
})

test('reading, writing a ground down, looking up again or noting a call is no follow-up', () => {
  for (const act of ['read-signal', 'record-signal', 'record-ground', 'withdraw-ground', 'looked-up', 'log-call'])
    expect(causes([lookUp()], [{ subject: 's', act, at: afterDays(1) }], afterDays(30), never), act).toEqual([
      'nothing-followed',
    ])
})

test('a look-up that was followed up is listed all the same when it is drawn', () => {
  const acts = [{ subject: 's', act: 'open-dossier', at: afterDays(1) }]
  expect(causes([lookUp()], acts, afterDays(30), never)).toEqual([])
  expect(causes([lookUp()], acts, afterDays(30), always)).toEqual(['drawn'])
})

test('a review that is not there in time is late; asking the person who looked does not stop that clock', () => {
  const [inTime, late] = [TERMS.followUpDays + TERMS.reviewDays, TERMS.followUpDays + TERMS.reviewDays + 1]
  const isLate = (days: number, review?: LookedUp['review']) =>
    toReview([lookUp(review ? { review } : {})], [], afterDays(days), never)[0]?.late
  expect([isLate(inTime), isLate(late)]).toEqual([false, true])
  expect(isLate(late, { outcome: 'asked', at: afterDays(16) })).toBe(true)
  expect(isLate(late, { outcome: 'legitimate', at: afterDays(16) })).toBe(false)
})

const days = fc.integer({ min: -5, max: 60 })
const someLookUp: fc.Arbitrary<LookedUp> = fc.record({
  lookupId: fc.uuid(),
  subject: fc.constantFrom('s', 't', 'u'),
  askedAt: days.map(afterDays),
  hitsArrived: fc.array(days.map(afterDays), { maxLength: 3 }),
  hitsAnswered: fc.array(days.map(afterDays), { maxLength: 3 }),
})
const someAct = fc.record({
  subject: fc.constantFrom('s', 't', 'u'),
  act: fc.constantFrom('open-dossier', 'read-signal', 'log-call', ...FOLLOW_UP_ACTS),
  at: days.map(afterDays),
})

test('P21 every look-up whose days are over is listed, or something was done for that person within them', () => {
  fc.assert(
    fc.property(fc.array(someLookUp), fc.array(someAct), days, (all, acts, today) => {
      const listed = new Set(toReview(all, acts, afterDays(today), never).map(({ lookupId }) => lookupId))
      for (const each of all) {
        const last = addDays(dayAt(each.askedAt), TERMS.followUpDays)
        const within = (moment: Date): boolean => moment >= each.askedAt && dayAt(moment) <= last
        const done =
          each.hitsAnswered.some(within) ||
          acts.some(
            ({ subject, act, at: when }) => subject === each.subject && FOLLOW_UP_ACTS.includes(act) && within(when),
          )
        expect(listed.has(each.lookupId)).toBe(dayAt(afterDays(today)) > last && !done)
      }
    }),
  )
})

test('P22 the figure counts every listed look-up once, and what is open is never behind what is closed', () => {
  const reviewed = fc
    .tuple(someLookUp, fc.option(fc.constantFrom('legitimate', 'not-legitimate', 'asked'), { nil: undefined }))
    .map(([each, outcome]): LookedUp => (outcome ? { ...each, review: { outcome, at: afterDays(20) } } : each))
  fc.assert(
    fc.property(fc.array(reviewed), (all) => {
      const list = toReview(all, [], afterDays(200), always)
      const figures = countReviews(list)
      expect(figures.listed).toBe(all.length)
      expect(figures.reviewed).toBe(all.filter(({ review }) => review && review.outcome !== 'asked').length)
      const closed = list.map(isClosed)
      expect(closed).toEqual([...closed].sort((one, other) => Number(one) - Number(other)))
    }),
  )
})

test('a judgement has a reason of its own kind; asking has none', () => {
  expect(mayJudge('asked', undefined)).toBe(true)
  expect(mayJudge('asked', 'nobody-was-known')).toBe(false)
  expect(mayJudge('legitimate', undefined)).toBe(false)
  for (const reason of REASONS_FOR['not-legitimate']) expect(mayJudge('legitimate', reason)).toBe(false)
  for (const reason of REASONS_FOR.legitimate) expect(mayJudge('legitimate', reason)).toBe(true)
})
