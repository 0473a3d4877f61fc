import { expect, test } from 'vitest'
import published from '../../data/picture/published-tables.json' with { type: 'json' }
import { accept, refuse } from '../kernel/index.ts'
import { captureTableOf, seenBy } from './capture.ts'
import { estimateHidden } from './estimate.ts'
import { presentHidden } from './hidden.present.ts'

const CARE = ['care-coordination', 'shelter', 'care-provider', 'municipality']
const SEEN = seenBy(
  'care',
  published.tables.kosovo.rows.map((row) => ({
    key: CARE.filter((_, at) => row[at] === 1)
      .sort()
      .join('+'),
    persons: row.at(-1) ?? 0,
  })),
)
const asked = { year: 2025, years: [2025], waiting: 0, side: 'care', persons: 5_000, seen: SEEN } as const

test('what an estimate is flagged for names lists as people do, in both languages, and every estimated number has two digits', () => {
  const table = captureTableOf(SEEN)
  if (!table.ok) throw new Error(table.refusal.code)
  const report = estimateHidden(table.value, { replicates: 100 })
  const shown = presentHidden(asked, accept({ is: 'made', report }))
  expect(shown).toMatchObject({ state: 'answered', seen: 4400, persons: 5000 })
  const decides = shown.flags.filter(({ code }) => code === 'one-list-decides')
  expect(decides.length).toBeGreaterThan(0)
  for (const { nl, en } of decides) {
    expect(nl).toMatch(/Zonder lijst (zorgcoördinatie|opvang|zorgaanbieder|gemeente) /)
    expect(en).toMatch(/Without list (care co-ordination|shelter|care provider|municipality) /)
  }
  expect(shown.withoutList.map(({ list }) => list)).toEqual(CARE)
  const { estimate, range, secondOpinion, missedLinks, withoutList, peopleDiffer } = shown
  const numbers = [
    ...[estimate?.estimate, estimate?.hidden, ...(estimate?.interval95 ?? []), ...(estimate?.interval80 ?? [])],
    ...[range?.lowest, range?.highest, secondOpinion?.median, ...(secondOpinion?.interval95 ?? [])],
    ...[...missedLinks, ...withoutList].map((each) => each.estimate ?? undefined),
    peopleDiffer?.estimate,
  ].filter((each) => each !== undefined)
  expect(numbers.length).toBeGreaterThan(15)
  for (const number of numbers) expect(Number(number.toPrecision(2)), String(number)).toBe(number)
})

test('lists that carry no estimate: the reasons in words, and no number beside them', () => {
  const few = seenBy('care', [
    ...['care-coordination', 'shelter', 'municipality'].map((key) => ({ key, persons: 40 })),
    { key: 'municipality+shelter', persons: 2 },
  ])
  const table = captureTableOf(few)
  if (!table.ok) throw new Error(table.refusal.code)
  const report = estimateHidden(table.value, { replicates: 100 })
  expect(report.range).toBeDefined()
  const shown = presentHidden({ ...asked, seen: few }, accept({ is: 'made', report }))
  expect([shown.state, shown.reasons.map(({ code }) => code)]).toEqual([
    'refused',
    ['overlap-too-small', 'too-few-pairs'],
  ])
  for (const { nl, en } of shown.reasons) expect(nl + en).not.toMatch(/[{}]/)
  const { estimate, range, secondOpinion, missedLinks, withoutList, assumptions } = shown
  expect([estimate, range, secondOpinion, missedLinks, withoutList, assumptions]).toEqual([
    ...[undefined, undefined, undefined],
    ...[[], [], []],
  ])
})

test('without a table, while it is computed, and given up: a state with words, and never a number', () => {
  const states = [
    presentHidden(asked, refuse('estimate-list-contained', { list: 'shelter', other: 'municipality' })),
    presentHidden(asked, accept({ is: 'computing', progress: { step: 'interval', done: 3, of: 10 } })),
    presentHidden(asked, accept({ is: 'given-up' })),
  ]
  expect(states.map(({ state }) => state)).toEqual(['refused', 'computing', 'given-up'])
  expect(states[0]?.reasons[0]?.nl).toContain('lijst opvang staat ook op gemeente')
  expect(states[1]?.progress?.step.en).toBe('interval')
  for (const { estimate, range, secondOpinion } of states)
    expect([estimate, range, secondOpinion]).toEqual([undefined, undefined, undefined])
})
