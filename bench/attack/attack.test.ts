import { expect, test, vi } from 'vitest'
import { SLOTS } from '../../src/linkage/encoding.ts'
import { featuresOf, HARDENING, normalisePerson, SALTED } from '../../src/linkage/index.ts'
import { LOOKUP_BUDGET } from '../../src/linkage/lookup.ts'
import {
  frequencyAttack,
  graphAttack,
  type Line,
  lengthsAttack,
  patternAttack,
  SETTING,
  type Setting,
  spreadAttacks,
  tableAttack,
} from './attacks.ts'
import { breakRows, breakTokens } from './dictionary.ts'
import { matchLengths } from './lengths.ts'
import { main } from './main.ts'
import { oneBitEncoder, oneBitLikeness } from './one-bit.ts'
import { bloomRows, rowsPerToken } from './per-token.ts'
import { inventedNames, inventPeople } from './population.ts'
import { falseAlarms, simulateProbing } from './probing.ts'
import { asProduct, type EncoderOf, makeScene, type Seen, yieldOf } from './scene.ts'

const BAR = 0.005
const small: Setting = { ...SETTING, size: 700, overlaps: [0.8], hardening: SALTED, chaff: 3 }
const bare: Setting = { ...small, hardening: { flipShare: 0, fill: {}, salts: {} }, chaff: 0 }
const rightOf = (lines: readonly Line[], attack: string, target: Line['target'] = 'product'): number => {
  const found = lines.find((line) => line.attack === attack && line.target === target)
  if (!found) throw new Error(`no line for ${attack}`)
  return found.rightOfAll
}
const worst = (lines: readonly Line[]): number =>
  Math.max(...lines.filter(({ target }) => target === 'product').map(({ rightOfAll }) => rightOfAll))

test('the same seed gives the same people, and common names are common', () => {
  const people = inventPeople(2_000, 3)
  expect(people).toEqual(inventPeople(2_000, 3))
  const counts = new Map<string, number>()
  for (const { given = '' } of people) counts.set(given, (counts.get(given) ?? 0) + 1)
  const most = Math.max(...counts.values())
  expect(most).toBeGreaterThan(15)
  expect(most).toBeLessThan(70)
})

// The bar of 0.5 % is not reached at 80 % overlap: docs/threats/linkage-attacks.md says what this yields and what limits it.
test('who sees which slots and tokens are equal, and has a list that overlaps by 80 %, names most people', () => {
  const bareTable = tableAttack(bare)
  expect(rightOf(bareTable, 'table, slots')).toBeGreaterThan(0.3)
  const fifth = tableAttack({ ...bare, overlaps: [0.2] })
  expect(worst(fifth)).toBeLessThan(rightOf(bareTable, 'table, slots'))
})

test('the graph of shared tokens names people, fewer when no token is of a year and one word, and chaff hides it', () => {
  const shorter = rightOf(graphAttack({ ...bare, overlaps: [1], tokens: 'shorter' }), 'graph, tokens')
  expect(shorter).toBeGreaterThan(0.05)
  expect(rightOf(graphAttack({ ...bare, overlaps: [1] }), 'graph, tokens')).toBeLessThan(shorter / 2)
  const withChaff = graphAttack(small)
  expect(rightOf(withChaff, 'graph, tokens')).toBeLessThanOrEqual(BAR)
  expect(rightOf(withChaff, 'graph, names')).toBeLessThanOrEqual(BAR)
})

test(
  'pattern mining reads nothing from our slots, and most surnames from the first filters',
  { timeout: 400_000 },
  () => {
    const lines = patternAttack(small)
    expect(worst(lines)).toBeLessThanOrEqual(BAR)
    expect(rightOf(lines, 'patterns, surname', 'control')).toBeGreaterThan(0.3)
  },
)

test('frequencies of tokens and salted slots name one in a hundred at most', () => {
  expect(worst(frequencyAttack(small))).toBeLessThanOrEqual(0.01)
})

test('a member with the rows and the epoch key reads slots that stand alone; salts make him work for each birth date', () => {
  const bareRows = breakRows(300, 1, inventedNames(), HARDENING)
  expect(bareRows.fullName).toBeGreaterThan(0.95)
  const salted = breakRows(300, 1, inventedNames(), SALTED)
  expect(salted.fullName).toBeLessThan(0.01)
  expect(salted.guesses).toBeGreaterThan(1_000 * bareRows.guesses)
})

test('a leaked key of the authority opens tokens of names and phones', () => {
  const broken = breakTokens(200, 1, inventedNames())
  expect(broken.soundsAndYear).toBeGreaterThan(0.9)
  expect(broken.phone).toBe(1)
})

test('how many bits are set names people under any key, best who is shown under many keys; one-bit rows tell nothing', () => {
  const few: Setting = { ...SETTING, size: 200, overlaps: [0.8] }
  expect(worst(lengthsAttack(few))).toBeGreaterThan(0.08)
  expect(worst(lengthsAttack({ ...few, size: 100, rows: 'per-token' }))).toBeGreaterThan(0.6)
  const encoderOf: EncoderOf = (key) => (person) => ({
    tokens: [],
    row: oneBitEncoder(key)(featuresOf(normalisePerson(person))),
  })
  const scene = makeScene({ ...few, overlap: 0.8, encoderOf })
  expect(yieldOf(scene, matchLengths(scene.index, scene.own, scene.ownAgain(), 3)).rightOfAll).toBeLessThanOrEqual(0.01)
})

test('what two people have in common shows in one-bit rows, and more of it shows more', () => {
  const encode = oneBitEncoder(new Uint8Array(32).fill(3))
  const name = (fullName: string) => encode(featuresOf(normalisePerson({ fullName }))).subarray(0, 32)
  const asked = name('Verzonnen Verzinsel')
  expect(oneBitLikeness(asked, name('Verzonnen Verzinsel'))).toBe(1)
  const near = oneBitLikeness(asked, name('Verzonnen Verzinsol'))
  expect(near).toBeGreaterThan(0.6)
  expect(oneBitLikeness(asked, name('Bedacht Fabel'))).toBeLessThan(near - 0.3)
})

test('rows under tokens are equal only under a token that both hold', () => {
  const encode = rowsPerToken(asProduct(), bloomRows)(new Uint8Array(32).fill(5))
  const [a, b] = [
    encode({ given: 'Verzonnen', surname: 'Fabel', birthDate: '1990-05-06' }),
    encode({ given: 'Verzonnen', surname: 'Bedacht', birthDate: '1990-05-06' }),
  ]
  const shared = a.tokens.find((token) => b.tokens.includes(token)) ?? ''
  const rowOf = (seen: Seen, token: string) => [...(seen.rowUnder?.(seen.tokens.indexOf(token)) ?? [])]
  const given = (row: readonly number[]) => row.slice(SLOTS.given.at, SLOTS.given.at + SLOTS.given.words)
  expect(given(rowOf(a, shared))).toEqual(given(rowOf(b, shared)))
  const other = a.tokens.find((token) => token !== shared) ?? ''
  expect(given(rowOf(a, other))).not.toEqual(given(rowOf(a, shared)))
})

test('who hears ties from neighbour to neighbour names people through rows under tokens as well; longer tokens and chaff with kin take most of it', () => {
  const few: Setting = { ...SETTING, size: 400, overlaps: [0.8] }
  const shorter = spreadAttacks({ ...few, tokens: 'shorter' })
  expect(rightOf(shorter, 'spread, tokens')).toBeGreaterThan(0.03)
  const product = spreadAttacks(few)
  expect(rightOf(product, 'spread, tokens')).toBeLessThan(rightOf(shorter, 'spread, tokens') / 2)
  const apart = spreadAttacks({ ...few, rows: 'per-token' })
  expect(rightOf(apart, 'spread, tokens and rows')).toBeGreaterThan(0.03)
  const longest = spreadAttacks({ ...few, tokens: 'longest' })
  expect(rightOf(longest, 'spread, tokens')).toBeLessThanOrEqual(rightOf(product, 'spread, tokens'))
  const hidden = spreadAttacks({ ...few, tokens: 'longest', rows: 'per-token', kinChaff: 30 })
  expect(rightOf(hidden, 'spread, tokens and rows')).toBeLessThan(rightOf(apart, 'spread, tokens and rows') / 4)
})

test('nobody notices one look-up; a list is noticed within the budget of a week', () => {
  const [once, ...others] = simulateProbing(1)
  expect(once?.noticedShare).toBe(0)
  for (const other of others) {
    expect(other.noticedShare).toBe(1)
    expect(other.testedMost).toBeLessThanOrEqual(Math.max(40, 7 * other.perDay))
  }
  expect(others.at(-1)?.perDay).toBe(LOOKUP_BUDGET.organisationPerDay)
  expect(falseAlarms(1).share).toBeLessThan(0.2)
})

test('arguments that are wrong are answered with a sentence and exit code 2', () => {
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(main(['--set', 'guessing'])).toBe(2)
  expect(main(['--sizes', '5'])).toBe(2)
  expect(main(['--size', '5'])).toBe(2)
  expect(main(['--hardening', '{'])).toBe(2)
  expect(main(['--rows', 'none'])).toBe(2)
  expect(main(['--kin-chaff', '30'])).toBe(2)
  error.mockRestore()
})

test('on standard output stands one JSON object', () => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  expect(main(['--set', 'probing', '--json'])).toBe(0)
  expect(JSON.parse(String(out.mock.calls[0]?.[0]))).toHaveProperty('results.probing.probers')
  out.mockRestore()
})
