import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type Known, reportFacts } from './report.ts'

const known: Known = {
  identity: [{ field: 'name', value: 'Woe Tsjen-kwo', by: 'zaanstad', since: day('2026-11-16') }],
  story: [{ field: 'found-in', value: 'GM0415', by: 'zaanstad', since: day('2026-11-16') }],
}

test('a field goes along as shared only when she agreed to its chapter', () => {
  expect(reportFacts(known, new Set(['identity']), {})).toEqual({
    person: { text: 'Woe Tsjen-kwo', shared: true },
    found: { text: 'GM0415', shared: false },
  })
})

test('what nobody noted is absent, never empty', () => {
  expect(reportFacts({}, new Set(['identity', 'story']), {})).toEqual({})
})

test('who writes stands in it whatever she agreed to', () => {
  expect(reportFacts({}, new Set(), { organisation: { text: 'Zorgcoördinatie', shared: true } })).toMatchObject({
    organisation: { text: 'Zorgcoördinatie' },
  })
})
