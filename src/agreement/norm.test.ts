import { expect, test } from 'vitest'
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { day } from '../kernel/index.ts'
import { ALWAYS_KEEPS, binds, findVersion, readNorms } from './norm.ts'
import { NORMS } from './norm-book.ts'

const warm = normsFile.norms.find(({ id }) => id === 'N32')
const withWarm = (...changes: readonly object[]) => ({
  norms: [{ id: 'N32', versions: changes.map((change) => ({ ...warm?.versions[0], ...change })) }],
})

test('the norms that the walk needs are there, each with the three ways in which a person can say stop', () => {
  expect(NORMS.map(({ id }) => id)).toEqual([
    'N02',
    'N04',
    'N09',
    'N16',
    'N32',
    'N34',
    'N36',
    'N36-90',
    'N36-180',
    'N37',
  ])
  for (const { versions } of NORMS) {
    for (const kind of ALWAYS_KEEPS) {
      expect(versions.every(({ exceptions }) => exceptions.some((one) => one.kind === kind))).toBe(true)
    }
  }
})

test('a file with overlapping versions is refused', () => {
  const next = { version: 2, valid_from: '2027-01-01' }
  expect(readNorms(withWarm({}, next))).toMatchObject({ refusal: { code: 'norm-versions-overlap' } })
  expect(readNorms(withWarm({ valid_until: '2026-12-31' }, next)).ok).toBe(true)
  expect(readNorms({ norms: [warm, warm] })).toMatchObject({ refusal: { code: 'norm-versions-overlap' } })
})

test('a proposal with signatures is refused: then it is an agreement', () => {
  expect(readNorms(withWarm({ signed_by: ['Voorbeelddam'] }))).toMatchObject({
    refusal: { code: 'proposed-norm-signed' },
  })
})

test('a file in which a refusal does not keep the norm is refused', () => {
  const pressing = { exceptions: [{ kind: 'not-now', effect: 'not-applicable', sentence: { nl: 'x', en: 'x' } }] }
  expect(readNorms(withWarm(pressing))).toMatchObject({ refusal: { code: 'norms-unreadable' } })
})

test('a day that does not exist, or a shape that is not a norm, is refused', () => {
  expect(readNorms(withWarm({ valid_from: '2026-02-30' })).ok).toBe(false)
  expect(readNorms(withWarm({ valid_until: '2025-01-01' })).ok).toBe(false)
  expect(readNorms(withWarm({ term: { count: 7, unit: 'weeks', kind: 'proposed' } })).ok).toBe(false)
  expect(readNorms({}).ok).toBe(false)
})

test('a version speaks from its first day to its last', () => {
  const read = readNorms(withWarm({ valid_until: '2026-12-31' }, { version: 2, valid_from: '2027-01-01' }))
  const norm = read.ok ? read.value[0] : undefined
  expect(norm && findVersion(norm, day('2026-12-31'))?.version).toBe(1)
  expect(norm && findVersion(norm, day('2027-01-01'))?.version).toBe(2)
  expect(norm && findVersion(norm, day('2025-12-31'))).toBeUndefined()
})

test('only law, policy, treaty and signed agreements bind, and a proposed number of days never does', () => {
  const bound = (id: string) => NORMS.find((norm) => norm.id === id)?.versions.map(binds)
  expect(bound('N09')).toEqual([true])
  expect(bound('N02')).toEqual([false])
  expect(bound('N32')).toEqual([false])
  const agreed = (signed_by: readonly string[]) => {
    const read = readNorms(
      withWarm({ kind: 'agreement', signed_by, term: { count: 7, unit: 'days', kind: 'agreement' } }),
    )
    return read.ok ? read.value[0]?.versions.map(binds) : read
  }
  expect(agreed(['Voorbeelddam', 'Kleindorp'])).toEqual([true])
  expect(agreed([])).toEqual([false])
})
