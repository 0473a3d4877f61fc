import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import moneySteps from '../../data/money/steps.json' with { type: 'json' }
import normsFile from '../../data/norms/norms.json' with { type: 'json' }
import { CHAPTERS } from '../access/public.ts'
import { day } from '../kernel/index.ts'
import { readFactKinds } from './fact-kinds.ts'
import { ALWAYS_KEEPS, binds, findVersion, type Norm, readNorms } from './norm.ts'
import { FACT_KINDS, NORMS } from './norm-book.ts'

const SOURCES = join(import.meta.dirname, '..')
const KIND = { kind: 'person-moved', nl: 'x', en: 'x', by: 'act' }

const warm = normsFile.norms.find(({ id }) => id === 'N32')
const withWarm = (...changes: readonly object[]) => ({
  norms: [{ id: 'N32', versions: changes.map((change) => ({ ...warm?.versions[0], ...change })) }],
})

test('all forty norms are there, and each that asks for something knows the three ways in which a person can say stop', () => {
  const numbers = new Set(NORMS.map(({ id }) => id.slice(0, 3)))
  expect([...numbers]).toEqual(Array.from({ length: 40 }, (_, at) => `N${String(at + 1).padStart(2, '0')}`))
  for (const version of NORMS.flatMap(({ versions }) => versions)) {
    const kept = version.exceptions.filter(({ effect }) => effect === 'kept').map(({ kind }) => kind)
    if (version.judged.rule === 'within') expect(kept).toEqual(expect.arrayContaining([...ALWAYS_KEEPS]))
  }
})

/** What an example shows. A ban or a limit knows no exception unless it names one; a norm without a term is never missed. */
const shows = (norm: Norm): ReadonlySet<string> =>
  new Set(
    norm.versions.flatMap(({ examples, exceptions, judged }) =>
      examples.map(({ expect: { state, by } }) => {
        if (by === 'no-version-valid') return 'not yet valid'
        const no = judged.rule === 'within' ? ALWAYS_KEEPS : []
        return [...exceptions.map(({ kind }) => kind), ...no].some((each) => each === by) ? 'excepted' : state
      }),
    ),
  )

test.each(NORMS.map((norm) => ({ id: norm.id, norm })))(
  '$id has an example of every way in which it can be read',
  ({ norm }) => {
    const canBeMissed = norm.versions.some(({ judged, term }) => judged.rule !== 'within' || term.unit !== 'none')
    const canBeExcepted = norm.versions.some(
      ({ judged, exceptions }) => judged.rule === 'within' || exceptions.length > 0,
    )
    expect([...shows(norm)]).toEqual(
      expect.arrayContaining([
        ...['kept', 'running', 'not yet valid'],
        ...(canBeMissed ? ['missed'] : []),
        ...(canBeExcepted ? ['excepted'] : []),
      ]),
    )
  },
)

test.each([
  ['waits for a fact that nobody records', { required: ['a-wish-upon-a-star'] }, 'norm-waits-for-nothing'],
  ['is triggered by one that nobody records', { trigger: ['a-wish-upon-a-star'] }, 'norm-waits-for-nothing'],
  ['asks for two things', { forbidden: ['removed-from-country'] }, 'norm-judges-not-one-thing'],
  ['asks for nothing', { required: undefined }, 'norm-judges-not-one-thing'],
  [
    'counts without saying how often',
    { required: undefined, counted: ['interview-held'] },
    'norm-judges-not-one-thing',
  ],
  [
    'forbids for ever',
    { required: undefined, forbidden: ['removed-from-country'], term: { count: 0, unit: 'none', kind: 'law' } },
    'norm-judges-not-one-thing',
  ],
  ['has a term of -3 days', { term: { count: -3, unit: 'days', kind: 'proposed' } }, 'norms-unreadable'],
  ['has no term and counts days', { term: { count: 3, unit: 'none', kind: 'proposed' } }, 'norm-judges-not-one-thing'],
  [
    'stretches hours to a working day',
    { term: { count: 3, unit: 'hours', kind: 'law', extended: true } },
    'norm-judges-not-one-thing',
  ],
  ['has a field that nobody reads', { terms: 7 }, 'norms-unreadable'],
])('a norm that %s is refused with the reason, and those in force stay', (_what, change, code) => {
  const kinds = new Set(FACT_KINDS.map(({ kind }) => kind))
  const input = JSON.parse(JSON.stringify(withWarm(change)))
  expect(readNorms(input, kinds)).toMatchObject({ refusal: { code } })
  expect(NORMS).toHaveLength(42)
})

test('what the norms name is recorded by an act of the product where it says so', () => {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^(words|simulation)\//.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(SOURCES, path), 'utf8'))
  // Steps towards money are kept by an act of the product that reads its kinds from a table.
  const text = [...sources, JSON.stringify(moneySteps).replaceAll('"', "'")].join('\n')
  const silent = FACT_KINDS.filter(({ by, kind }) => by === 'act' && !text.includes(`'${kind}'`))
  expect(silent.map(({ kind }) => kind)).toEqual([])
  for (const { by, chapter } of FACT_KINDS) if (by === 'step') expect(CHAPTERS).toContain(chapter)
})

test.each([
  ['twice the same kind', [KIND, KIND]],
  ['a step without its chapter', [{ ...KIND, by: 'step' }]],
  ['a chapter of what is no step', [{ ...KIND, chapter: 'goal' }]],
  ['nothing', []],
])('a list of kinds with %s is refused', (_what, kinds) => {
  expect(readFactKinds({ kinds })).toMatchObject({ refusal: { code: 'fact-kinds-unreadable' } })
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
