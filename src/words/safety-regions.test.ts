import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SAFETY_REGIONS } from './safety-regions.ts'

test('every safety region of the reference data has its name on the screens, and no other', () => {
  const [, ...rows] = readFileSync(new URL('../../data/geo/safety-regions.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const fromData = Object.fromEntries(rows.map((row) => row.split(',').slice(0, 2)))
  expect(SAFETY_REGIONS).toEqual(fromData)
})
