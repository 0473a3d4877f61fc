import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HeldThing, HOLDERS_MOST, type ThingChange, ThingIndex, type ThingPair } from './match-things.ts'

const thing = (handle: string, exact: string, near: readonly string[] = []): HeldThing => ({
  handle,
  exact,
  near: [exact, ...near],
})
const keyOf = ({ one, other, grade }: ThingPair): string => `${one} ${other} ${grade}`

/** What somebody who only hears of changes knows at the end. */
const told = (changes: readonly ThingChange[]): readonly string[] => {
  const known = new Set<string>()
  for (const { found, ended } of changes) {
    for (const pair of ended) known.delete(keyOf(pair))
    for (const pair of found) known.add(keyOf(pair))
  }
  return [...known].sort()
}

test('the same thing is exact, a shared key near, anything else nothing', () => {
  const index = new ThingIndex()
  index.insert(thing('a', 'x', ['n1']))
  expect(index.insert(thing('b', 'x')).found).toEqual([{ one: 'a', other: 'b', grade: 'exact' }])
  expect(index.insert(thing('c', 'y', ['n1'])).found).toEqual([{ one: 'a', other: 'c', grade: 'near' }])
  expect(index.insert(thing('d', 'z')).found).toEqual([])
})

test('a message that comes twice changes nothing', () => {
  const index = new ThingIndex()
  index.insert(thing('a', 'x'))
  index.insert(thing('b', 'x'))
  expect(index.insert(thing('b', 'x'))).toEqual({ found: [], ended: [], spread: [] })
})

test('P14 a phone of 400 people links nobody, says that it is shared widely, and costs bounded work', () => {
  const index = new ThingIndex()
  const began = performance.now()
  const changes = Array.from({ length: 400 }, (_, i) => index.insert(thing(`h${String(i).padStart(3, '0')}`, 'phone')))
  expect(index.pairs()).toEqual([])
  expect(told(changes)).toEqual([])
  expect(index.spreadOf('h000')).toBe('wide')
  expect(index.spreadOf('h399')).toBe('wide')
  expect(Math.max(...changes.map(({ found, ended }) => found.length + ended.length))).toBeLessThanOrEqual(
    (HOLDERS_MOST * (HOLDERS_MOST + 1)) / 2,
  )
  expect(performance.now() - began).toBeLessThan(2_000)
  for (let i = 399; i >= HOLDERS_MOST; i -= 1) changes.push(index.remove(`h${String(i).padStart(3, '0')}`))
  expect(told(changes)).toEqual(index.pairs().map(keyOf).sort())
  expect(index.pairs()).toHaveLength((HOLDERS_MOST * (HOLDERS_MOST - 1)) / 2)
})

const tokens = fc.integer({ min: 0, max: 3 }).map((n) => `t${n}`)
const things = fc.array(
  fc.record({
    exact: tokens,
    near: fc.array(
      tokens.map((token) => `n${token}`),
      { maxLength: 2 },
    ),
  }),
  { minLength: 1, maxLength: 40 },
)

test('P13 what was told along the way is what holds at the end, in any order, also with things taken out', () => {
  fc.assert(
    fc.property(things, fc.infiniteStream(fc.nat()), fc.array(fc.nat(39), { maxLength: 10 }), (all, draws, gone) => {
      const named = all.map(({ exact, near }, i) => thing(`h${String(i).padStart(2, '0')}`, exact, near))
      const shuffled = named.map((each) => ({ each, draw: draws.next().value ?? 0 })).sort((a, b) => a.draw - b.draw)
      const kept = named.filter((_, i) => !gone.includes(i))
      const [one, other, fresh] = [new ThingIndex(), new ThingIndex(), new ThingIndex()]
      const changes = named.map((each) => one.insert(each))
      for (const i of gone) changes.push(one.remove(`h${String(i).padStart(2, '0')}`))
      for (const { each } of shuffled) other.insert(each)
      for (const i of gone) other.remove(`h${String(i).padStart(2, '0')}`)
      for (const each of kept) fresh.insert(each)
      expect(one.pairs()).toEqual(fresh.pairs())
      expect(other.pairs()).toEqual(fresh.pairs())
      expect(told(changes)).toEqual(fresh.pairs().map(keyOf).sort())
      for (const { handle } of kept) expect(one.spreadOf(handle)).toBe(fresh.spreadOf(handle))
    }),
    { numRuns: 300 },
  )
})

test('a thing that was corrected leaves nothing of what it was', () => {
  fc.assert(
    fc.property(things, things, (first, second) => {
      const [index, fresh] = [new ThingIndex(), new ThingIndex()]
      const changes = [...first, ...second.slice(0, first.length)].map(({ exact, near }, i) =>
        index.insert(thing(`h${String(i % first.length).padStart(2, '0')}`, exact, near)),
      )
      first.forEach((each, i) => {
        const { exact, near } = second[i] ?? each
        fresh.insert(thing(`h${String(i).padStart(2, '0')}`, exact, near))
      })
      expect(told(changes)).toEqual(fresh.pairs().map(keyOf).sort())
    }),
  )
})

test('how widely a thing is shared is told to all who hold it when it changes', () => {
  const index = new ThingIndex()
  const known = new Map<string, string>()
  for (let i = 0; i < 30; i += 1)
    for (const { handle, spread } of index.insert(thing(`h${i}`, 'x')).spread) known.set(handle, spread)
  for (let i = 0; i < 30; i += 1) expect(known.get(`h${i}`)).toBe('wide')
})
