import { expect, test } from 'vitest'
import { bookOf, NORMS, readBook } from '../../src/agreement/index.ts'
import { addDays, day, randomFrom } from '../../src/kernel/index.ts'
import { readMunicipalities, readTables } from '../../src/simulation/index.ts'
import { mattersOf } from './country.ts'
import { cannotMeet, countWays, factsIn, WAYS } from './figures.ts'

const { municipalities } = readMunicipalities()
/** Two countries: most norms hold since 2017, the proposals since 2026, so each is met before it held. */
const country = (lastYear: number) => [
  ...mattersOf(
    { persons: 6_000, years: 5, seed: 7, municipalities, tables: readTables(), lastDay: day(`${lastYear}-12-31`) },
    NORMS,
    7,
  ),
]
const [earlier, matters] = [country(2019), country(2027)]

test('all norms run on the invented country, and each is met in every way in which it can be read', () => {
  // A term of the same day runs on that day alone: each matter is read on the days of its own facts, and on the last day.
  const read = [earlier, matters].map((all) =>
    countWays(NORMS, [...all.slice(0, 4_000), ...all.filter(({ about }) => about !== 'person')], ({ facts }) => [
      ...new Set(facts.map(({ happened }) => happened)),
      day('2027-12-31'),
    ]),
  )
  expect(factsIn(matters)).toBeGreaterThan(20_000)
  const unmet = NORMS.flatMap((norm) =>
    WAYS.filter((way) => read.every((counts) => !counts[norm.id]?.[way]) && !cannotMeet(norm).includes(way)).map(
      (way) => `${norm.id} ${way}`,
    ),
  )
  expect(unmet).toEqual([])
})

test('a replay of five years gives, for every month, what was read then', () => {
  const book = bookOf(NORMS.filter(({ about }) => about === 'person'))
  const random = randomFrom(5)
  let read = 0
  for (const { facts } of matters.filter(({ about }) => about === 'person').slice(0, 300)) {
    // Everything is learned some days after it happened; what was not yet known then was not read then.
    const learned = facts.map((fact) => ({
      ...fact,
      learned: new Date(`${addDays(fact.happened, random.below(20))}T12:00:00Z`),
    }))
    for (let month = 0; month < 60; month += 1) {
      const on = day(`${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`)
      const knownBy = new Date(`${on}T12:00:00Z`)
      const then = readBook(
        book,
        learned.filter((fact) => fact.learned <= knownBy),
        { day: on },
      )
      expect(readBook(book, learned, { day: on, knownBy })).toEqual(then)
      read += then.length
    }
  }
  expect(read).toBeGreaterThan(10_000)
})

test('a norm that is changed on a date changes nothing about what was triggered before it', () => {
  const changed = day('2026-06-01')
  const after = NORMS.map((norm) => {
    const [only, more] = norm.versions
    if (!only || more || only.judged.rule !== 'within' || only.term.unit === 'none') return norm
    const stricter = { ...only, version: 2, validFrom: changed, term: { ...only.term, count: only.term.count + 3 } }
    return { ...norm, versions: [{ ...only, validUntil: addDays(changed, -1) }, stricter] }
  })
  const readings = (norms: typeof after, from: boolean) => {
    const book = bookOf(norms.filter(({ about }) => about === 'person'))
    return matters.slice(0, 1_500).map(({ facts }) =>
      readBook(book, facts, { day: day('2027-11-29') }).map(({ norm, clocks }) => [
        norm.id,
        // The version that judges is the same one, but for the last day on which it is valid.
        clocks
          .filter(({ trigger }) => trigger >= changed === from)
          .map((clock) => ({ ...clock, version: { ...clock.version, validUntil: undefined } })),
      ]),
    )
  }
  expect(readings(after, false)).toEqual(readings([...NORMS], false))
  expect(readings(after, true)).not.toEqual(readings([...NORMS], true))
})
