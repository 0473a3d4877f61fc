import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { inventSelfAssessment } from '../simulation/index.ts'
import { coverageOf } from './coverage.ts'
import { exactInterval } from './exact-interval.ts'
import {
  changeOf,
  countDeclared,
  type Declaration,
  declaredOn,
  PRACTICE_ITEMS,
  readDeclaration,
  showCountry,
  showMeasure,
} from './practice.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import { readSelfAssessment } from './self-assessment.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const reference = read.value
const MONDAY = day('2026-11-16')
const ALL_NO = {
  'policy-adopted': 'no',
  'focal-officer': 'no',
  'coordinator-hours': 'no',
  'centre-arrangement': 'no',
  'shelter-contract': 'no',
  training: 'no',
} as const

test('the interval is the exact one: against the published ends of Clopper and Pearson, and it covers what it should', () => {
  const ends = (hits: number, of: number) => {
    const { from, to } = exactInterval(hits, of)
    return [from, to].map((each) => Math.round(each * 10_000) / 10_000)
  }
  expect(ends(0, 10)).toEqual([0, 0.3085])
  expect(ends(5, 10)).toEqual([0.1871, 0.8129])
  expect(ends(10, 10)).toEqual([0.6915, 1])
  expect(ends(1, 20)).toEqual([0.0013, 0.2487])
  expect(exactInterval(0, 0)).toEqual({ from: 0, to: 1 })
})

test('P11 nothing under five is a figure, and the middle of few is not told', () => {
  const of = (asked: number, kept: number) =>
    showMeasure('payer-answered', { measure: 'payer-answered', asked, kept, middleDays: 3.14 })
  expect(of(4, 4)).toEqual({ measure: 'payer-answered', kind: 'few' })
  expect(of(5, 4)).toMatchObject({ kind: 'figure', asked: 5, kept: 4 })
  expect(of(5, 4)).not.toHaveProperty('middleDays')
  expect(of(9, 7)).toMatchObject({ middleDays: 3.1 })
  expect(showMeasure('payer-answered', undefined).kind).toBe('none')
})

test('P11 of the country the interval holds that of every number that the fives may be, and few looks like nobody', () => {
  for (const [asked, kept] of [
    [7, 3],
    [10, 10],
    [34, 29],
    [123, 0],
  ] as const) {
    const fives = { asked: asked - (asked % 5), kept: kept - (kept % 5) }
    const shown = showCountry('payer-answered', { measure: 'payer-answered', ...fives, middleDays: 3 })
    expect(shown).toMatchObject({ kind: 'figure', ...fives })
    expect(shown).not.toHaveProperty('middleDays')
    const exact = exactInterval(kept, asked)
    expect(shown.interval?.from).toBeLessThanOrEqual(exact.from)
    expect(shown.interval?.to).toBeGreaterThanOrEqual(exact.to)
  }
  expect(showCountry('payer-answered', undefined)).toEqual({ measure: 'payer-answered', kind: 'few' })
})

test('now and before differ only when their intervals lie apart', () => {
  const of = (asked: number, kept: number) => showMeasure('seat-answered', { measure: 'seat-answered', asked, kept })
  expect(changeOf(of(10, 4), of(10, 7))).toBe('not-sure')
  expect(changeOf(of(40, 4), of(40, 36))).toBe('more')
  expect(changeOf(of(40, 36), of(40, 4))).toBe('less')
  expect(changeOf(of(3, 3), of(40, 4))).toBe('unknown')
})

test('a declaration says since when it says so, grows old after a year, and nothing declared is no no', () => {
  const first: Declaration = { on: addDays(MONDAY, -500), answers: ALL_NO }
  const second: Declaration = { on: addDays(MONDAY, -100), answers: { ...ALL_NO, training: 'yes' } }
  const now = declaredOn([first, second], MONDAY)
  expect(now).toMatchObject({ last: second.on, old: false })
  expect(now.items.find(({ item }) => item === 'training')).toEqual({
    item: 'training',
    answer: 'yes',
    since: second.on,
  })
  expect(now.items.find(({ item }) => item === 'policy-adopted')?.since).toBe(first.on)
  expect(declaredOn([first], MONDAY).old).toBe(true)
  expect(declaredOn([], MONDAY).items.every(({ answer, since }) => answer === 'unknown' && since === undefined)).toBe(
    true,
  )
  expect(readDeclaration({ ...ALL_NO, training: 'maybe' })).toBeUndefined()
})

const places = coverageOf(reference, 'own-focal-officer', MONDAY).map(({ municipality, organisation }) => ({
  ...{ code: municipality, hasFocalOfficer: organisation !== undefined },
  inhabitants: reference.municipalities.find(({ code }) => code === municipality)?.inhabitants ?? 0,
}))

test('the invented country assesses itself in all 342, and every answer is counted exactly', () => {
  const text = inventSelfAssessment(places, 7)
  expect(inventSelfAssessment(places, 7)).toBe(text)
  const list = readSelfAssessment(text, reference)
  if (!list.ok) throw new Error(JSON.stringify(list.refusal))
  expect(list.value).toHaveLength(342)
  const declared = new Map(list.value.map(({ house, answers }) => [house as string, [{ on: MONDAY, answers }]]))
  const counted = countDeclared([...declared.keys()], declared, MONDAY)
  // By hand, from the text itself.
  const [head = '', ...lines] = text.trim().split('\n')
  for (const { item, counts } of counted) {
    const column = head.split(',').indexOf(item)
    for (const word of ['yes', 'partly', 'no', 'unknown'] as const)
      expect(counts[word]).toBe(lines.filter((each) => each.split(',')[column] === word).length)
    expect(counts.silent).toBe(0)
  }
  expect(counted.find(({ item }) => item === 'focal-officer')?.counts.no).toBe(23)
})

test('a list is taken whole or not at all, with the line that is wrong; a merged municipality is put on the map of today', () => {
  const head = ['municipality_code', ...PRACTICE_ITEMS].join(';')
  const row = (code: string, word = 'ja') => [code, ...PRACTICE_ITEMS.map(() => word)].join(';')
  const take = (...rows: readonly string[]) => {
    const answer = readSelfAssessment([head, ...rows].join('\n'), reference)
    return answer.ok ? answer.value.length : [answer.refusal.code, answer.refusal.params?.['line']]
  }
  expect(take(row('GM0415'), row('GM0370', 'deels'))).toBe(2)
  expect(take(row('GM0415'), row('GM9999'))).toEqual(['municipality-unknown', 3])
  expect(take(row('GM0370'), row('GM0439'))).toEqual(['assessment-twice', 3])
  expect(take(row('GM0788'))).toEqual(['municipality-split', 2])
  expect(take(row('GM0415', 'misschien'))).toEqual(['assessment-word-wrong', 2])
  expect(readSelfAssessment('code\nGM0415', reference)).toMatchObject({ refusal: { code: 'assessment-columns-wrong' } })
})
