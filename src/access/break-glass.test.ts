import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAt, daysBetween } from '../kernel/index.ts'
import {
  BREAK_GLASS,
  type BreakGlassAsked,
  fieldsShown,
  fileNumberIn,
  isNews,
  judgeList,
  mayBreakGlass,
  mayEnd,
  mayReview,
  type Opener,
  type Opening,
  type Reading,
  readableUnder,
  reviewDue,
  standsAt,
} from './break-glass.ts'
import { CHAPTERS } from './consent.ts'

const now = new Date('2026-11-16T02:10:00Z')
const HOUR = 3_600_000
const later = (hours: number): Date => new Date(now.getTime() + hours * HOUR)
const asked = (more: Partial<BreakGlassAsked> = {}): BreakGlassAsked => ({
  chapters: ['safety'],
  kind: 'acute-danger',
  reason: 'Er staat een man voor de deur die naar haar vraagt.',
  hours: 2,
  ...more,
})
const worker: Opener = { plane: 'care', function: 'shelter-worker', spent: 0, hasReviewer: true }
const opening = (more: Partial<Opening> = {}): Opening => ({
  id: 'opening',
  dossier: 'dossier',
  organisation: 'haven',
  actor: 'nadia',
  holder: 'zaanstad',
  chapters: ['safety', 'contact'],
  openedAt: now,
  endsAt: later(2),
  ...more,
})
const reading: Reading = { organisation: 'haven', actor: 'nadia', plane: 'care', purpose: 'E01', ground: 'opening' }

test('a shelter worker opens one chapter for two hours', () => {
  expect(mayBreakGlass(asked(), worker, now)).toEqual({ ok: true, value: { chapters: ['safety'], endsAt: later(2) } })
})

test.each([
  ['the story', asked({ chapters: ['safety', 'story'] }), worker, 'break-glass-chapter-closed'],
  ['nothing', asked({ chapters: [] }), worker, 'bad-input'],
  ['no emergency that is known', asked({ kind: 'curious' }), worker, 'bad-input'],
  ['a whole day', asked({ hours: 24 }), worker, 'break-glass-too-long'],
  ['no time', asked({ hours: 0 }), worker, 'break-glass-too-long'],
  ['a time that is none', asked({ hours: Number.NaN }), worker, 'break-glass-too-long'],
  ['blanks for a reason', asked({ reason: ' '.repeat(200) }), worker, 'break-glass-reason-short'],
  ['nobody who judges', asked(), { ...worker, hasReviewer: false }, 'break-glass-no-reviewer'],
  ['too often', asked(), { ...worker, spent: BREAK_GLASS.budget.perPerson }, 'break-glass-budget-spent'],
  ['police', asked(), { ...worker, plane: 'enforcement' }, 'not-your-function'],
  ['an investigator', asked(), { ...worker, function: 'investigator' }, 'not-your-function'],
  ['the contact desk', asked(), { ...worker, plane: 'desk' }, 'not-your-function'],
  ['a payer', asked(), { ...worker, function: 'payer' }, 'not-your-function'],
  ['the privacy officer', asked(), { ...worker, function: 'privacy-officer' }, 'not-your-function'],
] as const)('it is not opened: %s', (_name, what, who, code) => {
  expect(mayBreakGlass(what, who, now)).toMatchObject({ ok: false, refusal: { code } })
})

const someAsked = fc.record({
  chapters: fc.array(fc.constantFrom(...CHAPTERS), { maxLength: 5 }),
  kind: fc.oneof(fc.constantFrom(...BREAK_GLASS.kinds.map(({ id }) => id)), fc.string()),
  reason: fc.string({ maxLength: 80 }),
  hours: fc.oneof(fc.integer({ min: -2, max: 30 }), fc.double()),
})
const someOpener = fc.record({
  plane: fc.constantFrom('care', 'enforcement', 'desk', 'numbers', 'person' as const),
  function: fc.constantFrom('shelter-worker', 'care-coordinator', 'investigator', 'payer', 'privacy-officer', 'person'),
  spent: fc.integer({ min: 0, max: 6 }),
  hasReviewer: fc.boolean(),
})

test('P9 an emergency opens no more than the terms name: chapters, hours, reason, reviewer, budget', () => {
  const openable = BREAK_GLASS.openable.map(({ chapter }) => chapter)
  fc.assert(
    fc.property(someAsked, someOpener, (what, who) => {
      const may = mayBreakGlass(what, who, now)
      if (!may.ok) return
      const { chapters, endsAt } = may.value
      expect([who.plane, who.hasReviewer]).toEqual(['care', true])
      expect(BREAK_GLASS.functions).toContain(who.function)
      expect(who.spent).toBeLessThan(BREAK_GLASS.budget.perPerson)
      expect(what.reason.trim().length).toBeGreaterThanOrEqual(BREAK_GLASS.reasonLengthMin)
      expect(chapters.length).toBeGreaterThan(0)
      expect(new Set(chapters)).toEqual(new Set(what.chapters))
      for (const chapter of chapters) expect(openable).toContain(chapter)
      expect(endsAt.getTime()).toBeGreaterThan(now.getTime())
      expect(endsAt.getTime() - now.getTime()).toBeLessThanOrEqual(BREAK_GLASS.hoursMax * HOUR)
    }),
    { numRuns: 2_000 },
  )
  // Something of all this is opened, so that the lines above were reached.
  expect(mayBreakGlass(asked(), worker, now).ok).toBe(true)
})

const someOpening = fc.record({
  organisation: fc.constantFrom('haven', 'zaanstad'),
  actor: fc.constantFrom('nadia', 'tobias'),
  chapters: fc.uniqueArray(fc.constantFrom<string>(...CHAPTERS), { minLength: 1, maxLength: 4 }),
  from: fc.integer({ min: -2, max: 1 }),
  hours: fc.integer({ min: 1, max: 4 }),
  endedAfter: fc.option(fc.double({ min: 0, max: 5, noNaN: true }), { nil: undefined }),
})
const someReading: fc.Arbitrary<Reading> = fc.record({
  organisation: fc.constantFrom('haven', 'zaanstad'),
  actor: fc.constantFrom('nadia', 'tobias'),
  plane: fc.constantFrom('care', 'care', 'enforcement', 'desk' as const),
  purpose: fc.constantFrom('E01', 'E01', 'W01', 'D26'),
  ground: fc.constantFrom('opening', 'opening', 'another'),
})

test('P10 what was opened in an emergency reads for who opened it alone, on the plane of care, its chapters, while it stands', () => {
  let read = 0
  fc.assert(
    fc.property(someOpening, fc.oneof(fc.constant(reading), someReading), ({ from, hours, endedAfter, ...of }, by) => {
      const openedAt = later(from)
      const endsAt = new Date(openedAt.getTime() + hours * HOUR)
      const endedAt = endedAfter === undefined ? undefined : new Date(openedAt.getTime() + endedAfter * HOUR)
      const one = opening({ ...of, openedAt, endsAt, ...(endedAt ? { endedAt } : {}) })
      const open = readableUnder(one, by, now)
      const stands = openedAt <= now && now < endsAt && (endedAt === undefined || now < endedAt)
      const isReader = by.actor === of.actor && by.organisation === of.organisation
      const isClaim = by.plane === 'care' && by.purpose === 'E01' && by.ground === 'opening'
      const expected = of.chapters.filter((each) => ['safety', 'health', 'contact'].includes(each))
      expect(open).toEqual(stands && isReader && isClaim ? expected : [])
      if (open.length > 0) read += 1
    }),
    { numRuns: 4_000 },
  )
  expect(read).toBeGreaterThan(10)
})

test('P11 it ends by itself and by hand, and what ended never stands again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 240 }),
      fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 0, max: 600 }),
      (minutes, endedAfter, first, more) => {
        const after = (count: number): Date => new Date(now.getTime() + count * 60_000)
        const one = opening({
          endsAt: after(minutes),
          ...(endedAfter === undefined ? {} : { endedAt: after(endedAfter) }),
        })
        expect(standsAt(one, after(first))).toBe(first < minutes && (endedAfter === undefined || first < endedAfter))
        if (!standsAt(one, after(first))) expect(standsAt(one, after(first + more))).toBe(false)
      },
    ),
  )
})

test('who opened it and the house that holds the file end it, and nobody else', () => {
  const by = (organisation: string, actor: string, holdsNow = false) =>
    mayEnd(opening(), { organisation, actor }, holdsNow)
  expect([by('haven', 'nadia'), by('zaanstad', 'hanna'), by('eindhoven', 'mirte', true)]).toEqual([true, true, true])
  expect([by('haven', 'colleague'), by('eindhoven', 'mirte')]).toEqual([false, false])
})

test('P12 nobody judges what (s)he opened; the privacy officer of either house does', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('haven', 'zaanstad', 'eindhoven'),
      fc.constantFrom('privacy-officer', 'care-coordinator', 'shelter-worker', 'investigator'),
      fc.boolean(),
      (organisation, workFunction, isOpener) => {
        const may = mayReview(opening(), { organisation, function: workFunction, isOpener })
        const isOfficer = workFunction === 'privacy-officer' && organisation !== 'eindhoven'
        if (isOfficer && !isOpener) expect(may.ok).toBe(true)
        else expect(may).toMatchObject({ refusal: { code: isOfficer ? 'review-of-oneself' : 'not-found' } })
      },
    ),
  )
})

test('two working days to judge: opened on a Friday night it is due on Tuesday', () => {
  expect(reviewDue(new Date('2026-11-16T02:10:00Z'))).toBe('2026-11-18')
  expect(reviewDue(new Date('2026-11-20T22:30:00Z'))).toBe('2026-11-24')
  expect(reviewDue(new Date('2026-11-21T12:00:00Z'))).toBe('2026-11-24')
})

test('P13 on the list of those who judge the late ones stand on top, and each says until when', () => {
  const days = fc.array(fc.record({ ago: fc.integer({ min: 0, max: 40 }), judged: fc.boolean() }), { maxLength: 20 })
  fc.assert(
    fc.property(days, (drawn) => {
      const list = judgeList(
        drawn.map(({ ago, judged }, index) => ({
          id: String(index),
          openedAt: new Date(now.getTime() - ago * 24 * HOUR),
          judged,
        })),
        now,
      )
      expect(list).toHaveLength(drawn.length)
      const rank = list.map(({ late, judged }) => (late ? 0 : judged ? 2 : 1))
      expect(rank).toEqual([...rank].sort())
      for (const each of list) {
        expect(daysBetween(dayAt(each.openedAt), each.due)).toBeGreaterThanOrEqual(BREAK_GLASS.review.workingDays)
        expect(each.late).toBe(!each.judged && dayAt(now) > each.due)
      }
      const open = list.filter(({ judged }) => !judged).map(({ due }) => due)
      expect(open).toEqual([...open].sort())
    }),
  )
})

test('the holder finds it among the day’s work while it stands and some days after', () => {
  const afterDays = (count: number): Date => new Date(`${addDays(dayAt(now), count)}T12:00:00Z`)
  expect(
    [0, BREAK_GLASS.toldDays, BREAK_GLASS.toldDays + 1].map((count) => isNews(opening(), afterDays(count))),
  ).toEqual([true, true, false])
})

test('of contact the safe way to reach her is shown and nothing else; safety and health as they are', () => {
  expect(fieldsShown('contact')).toEqual(['safe-contact', 'phone'])
  expect([fieldsShown('safety'), fieldsShown('health')]).toEqual([undefined, undefined])
})

test('the number of a file is read from what was typed or pasted', () => {
  const id = '68b41de6-b7e9-4a14-bac2-21cbe4bdb4ac'
  for (const text of [
    id,
    ` ${id.toUpperCase()}. `,
    `https://samenhang.example/app/dossiers/${id}/plek?taal=en`,
    `nr ${id}`,
  ])
    expect(fileNumberIn(text)).toBe(id)
  for (const text of ['', 'Wu Jianguo', id.slice(1), `${id}0`, `0${id}`]) expect(fileNumberIn(text)).toBeUndefined()
})

test('the terms name chapters of the dossier, never the story, and stay within what the database holds', () => {
  const chapters = BREAK_GLASS.openable.map(({ chapter }) => chapter)
  for (const chapter of chapters) expect(['safety', 'health', 'contact']).toContain(chapter)
  expect(CHAPTERS).toEqual(expect.arrayContaining(chapters))
  // Migration 0019: hours of an opening, openings in thirty days, functions.
  expect(BREAK_GLASS.hoursMax).toBeLessThanOrEqual(4)
  expect(BREAK_GLASS.budget.perPerson).toBeLessThanOrEqual(3)
  expect(BREAK_GLASS.budget.days).toBeGreaterThanOrEqual(30)
  for (const each of BREAK_GLASS.functions)
    expect(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker']).toContain(each)
  for (const { id, nl, en } of BREAK_GLASS.kinds) {
    expect(id).toMatch(/^[a-z][a-z-]{2,40}$/)
    expect([nl.trim(), en.trim()]).not.toContain('')
  }
})
