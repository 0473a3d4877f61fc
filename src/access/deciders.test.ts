import fc from 'fast-check'
import { expect, test } from 'vitest'
import table from '../../data/sharing/who-decides.json' with { type: 'json' }
import { addDays, ageOn, day } from '../kernel/index.ts'
import {
  AGE_GROUPS,
  AUTHORITIES,
  ageGroupOn,
  checkDeciders,
  countingAge,
  DECIDERS,
  lastDayOf,
  latestBirth,
  WHO_DECIDES,
} from './deciders.ts'

const today = day('2026-11-16')
const aDecision = fc.record({
  group: fc.constantFrom(...AGE_GROUPS),
  decidedBy: fc.uniqueArray(fc.constantFrom(...DECIDERS)),
  free: fc.boolean(),
})
const aBirth = fc.integer({ min: 0, max: 30 * 365 }).map((back) => addDays(today, -back))

test('every row says of which law it is and that nobody reviewed it', () => {
  expect(table.ages.map((row) => row.group)).toEqual([...AGE_GROUPS])
  expect(table.authorities.map(({ who }) => who)).toEqual([...AUTHORITIES])
  for (const row of [...table.ages, ...table.authorities, table.inDoubt]) {
    expect(row.review).toBe('unreviewed')
    expect(row.law.length).toBeGreaterThan(0)
    for (const { source, article } of row.law) {
      expect(Object.keys(table.sources)).toContain(source)
      expect(article).not.toBe('')
    }
  }
  for (const row of table.ages) {
    expect(['heard', 'decides']).toContain(row.herself)
    expect(['decides', 'none']).toContain(row.authority)
  }
  // Without a gap and without an overlap.
  expect(WHO_DECIDES.map(({ from }) => from)).toEqual([
    0,
    ...WHO_DECIDES.slice(0, -1).map(({ until }) => (until ?? 0) + 1),
  ])
})

test.each([
  ['under twelve who has authority, after hearing her', 'under-12', ['herself', 'guardianship-body'], undefined],
  ['under twelve she alone does not', 'under-12', ['herself'], 'decider-missing'],
  ['from twelve both', '12-15', ['herself', 'guardian'], undefined],
  ['from twelve not she alone', '12-15', ['herself'], 'decider-missing'],
  ['from twelve not over her head', '12-15', ['parents'], 'decider-missing'],
  ['from sixteen she', '16-17', ['herself'], undefined],
  ['from sixteen nobody beside her', '16-17', ['herself', 'parents'], 'decider-not-hers'],
  ['a grown woman herself', '18-plus', ['herself'], undefined],
  ['a grown woman is not decided for', '18-plus', ['guardian'], 'decider-not-hers'],
] as const)('%s', (_why, group, decidedBy, code) => {
  const checked = checkDeciders(group, decidedBy, true)
  expect(checked.ok ? undefined : checked.refusal.code).toBe(code)
})

test('P18 a yes is carried by everybody whom her age asks for and by nobody else, and never by who is suspected or asks', () => {
  fc.assert(
    fc.property(aDecision, ({ group, decidedBy, free }) => {
      const { ok } = checkDeciders(group, decidedBy, free)
      const [herself, authority] = [decidedBy.includes('herself'), decidedBy.some((each) => each !== 'herself')]
      // Written from the articles, not from the table.
      const lawful = {
        'under-12': authority,
        '12-15': herself && authority,
        '16-17': herself && !authority,
        '18-plus': herself && !authority,
      }[group]
      expect(ok).toBe(lawful && (!authority || free))
    }),
  )
})

test('P19 of what is said and what is known the younger counts, and no yes is without an age', () => {
  fc.assert(
    fc.property(fc.constantFrom(undefined, ...AGE_GROUPS), fc.option(aBirth, { nil: undefined }), (said, birth) => {
      const counted = countingAge({ said, birth }, today)
      if (said === undefined && birth === undefined) expect(counted).toMatchObject({ refusal: { code: 'age-needed' } })
      if (!counted.ok) return
      const places = [said, birth && ageGroupOn(birth, today)].flatMap((each) =>
        each ? [AGE_GROUPS.indexOf(each)] : [],
      )
      expect(AGE_GROUPS.indexOf(counted.value)).toBe(Math.min(...places))
    }),
  )
})

test('P20 a yes of who had authority ends before the birthday from which she decides otherwise', () => {
  fc.assert(
    fc.property(aBirth, fc.integer({ min: 0, max: 17 * 365 }), (birth, days) => {
      const on = addDays(birth, days)
      const last = lastDayOf(ageGroupOn(birth, on), birth)
      if (ageOn(birth, on) >= 16) {
        expect(last).toBeUndefined()
        return
      }
      if (!last) throw new Error('a minor under sixteen has a last day')
      expect(last >= on).toBe(true)
      expect([11, 15]).toContain(ageOn(birth, last))
      expect([12, 16]).toContain(ageOn(birth, addDays(last, 1)))
    }),
  )
})

test('a date of birth of which a part is unknown is read as the latest day that it can be', () => {
  expect(latestBirth('2010')).toBe('2010-12-31')
  expect(latestBirth('2012-02')).toBe('2012-02-29')
  expect(latestBirth('2012-12')).toBe('2012-12-31')
  expect(latestBirth('2012-02-03')).toBe('2012-02-03')
  expect(latestBirth('onbekend')).toBeUndefined()
})
