import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, dayAt, daysBetween, formatPartialDate } from '../kernel/index.ts'
import { checkCountry, PERSONS_MAX, simulateCountry } from './country.ts'
import { aCountry, told, toldOf } from './sample.fixture.ts'

const seeds = fc.nat({ max: 2_147_483_647 })
const runs = { numRuns: 15 }
const digitsOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^(0031|31)/, '0')

test('P1 the same seed gives the same country', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 60 }), (seed, persons) => {
      expect(JSON.stringify(told({ seed, persons }))).toBe(JSON.stringify(told({ seed, persons })))
    }),
    runs,
  )
})

test('P1 another seed gives another country', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(JSON.stringify(told({ seed, persons: 5 }))).not.toBe(JSON.stringify(told({ seed: seed ^ 1, persons: 5 })))
    }),
    runs,
  )
})

test('P2 every signal, move, case and pair is about a person who exists, and every pair about signals that exist', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const events = told({ seed })
      const persons = new Set(toldOf(events, 'person').map((event) => event.person.id))
      const signals = new Map(toldOf(events, 'signal').map((event) => [event.signal.id, event.person]))
      expect(persons.size).toBe(200)
      expect(signals.size).toBe(toldOf(events, 'signal').length)
      for (const person of signals.values()) expect(persons).toContain(person)
      for (const { move } of toldOf(events, 'move')) expect(persons).toContain(move.person)
      for (const event of toldOf(events, 'case')) expect(persons).toContain(event.case.person)
      for (const { pair } of toldOf(events, 'pair')) {
        expect([signals.get(pair.one), signals.get(pair.other)]).toEqual([pair.person, pair.person])
        expect(pair.one < pair.other).toBe(true)
      }
    }),
    runs,
  )
})

test('P2 all signals of one person are in pairs with each other, and registered means that a report was made', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const events = told({ seed })
      const perPerson = Map.groupBy(toldOf(events, 'signal'), (event) => event.person)
      const pairs = [...perPerson.values()].reduce((sum, own) => sum + (own.length * (own.length - 1)) / 2, 0)
      expect(toldOf(events, 'pair')).toHaveLength(pairs)
      for (const { person } of toldOf(events, 'person')) {
        const reported = (perPerson.get(person.id) ?? []).some((event) => event.signal.isReport)
        expect(reported).toBe(person.registered)
      }
    }),
    runs,
  )
})

test('P3 nothing is learned before it happened, and what is written down as its date holds the true day', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 8 }), (seed, years) => {
      for (const { signal, trueDay } of toldOf(told({ seed, years }), 'signal')) {
        expect(dayAt(new Date(signal.learned)) >= trueDay).toBe(true)
        expect(trueDay.startsWith(formatPartialDate(signal.happened))).toBe(true)
      }
    }),
    runs,
  )
})

test('P3 a life runs forward within the years of the country, and nobody is back before she was gone', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 8 }), (seed, years) => {
      const events = told({ seed, years })
      const byId = new Map(toldOf(events, 'case').map((event) => [event.case.id, event.case]))
      for (const { person } of toldOf(events, 'person')) {
        const days = person.life.map((event) => event.on)
        expect(days).toEqual([...days].sort())
        expect(days.every((on) => on >= `${2025 - years}-01-01` && on <= '2024-12-31')).toBe(true)
        person.life.forEach((event, index) => {
          if (event.kind !== 're-entered') return
          expect(['exited', 'left-destination-unknown']).toContain(person.life[index - 1]?.kind)
          expect(event.on > (person.life[index - 1]?.on ?? '9')).toBe(true)
        })
      }
      for (const one of byId.values()) {
        if (one.after !== undefined) expect(one.opened > (byId.get(one.after)?.closed ?? '9')).toBe(true)
        if (one.closed !== undefined) expect(one.closed > one.opened).toBe(true)
      }
    }),
    runs,
  )
})

test('P5 every phone lies in 06 00 and every document begins with XX, in truth and in what is written down', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const events = told({ seed })
      const people = [
        ...toldOf(events, 'person').map((event) => event.person),
        ...toldOf(events, 'signal').map((event) => event.signal.person),
      ]
      for (const { phone, document } of people) {
        if (phone !== undefined) expect(digitsOf(phone)).toMatch(/^0600\d{6}$/)
        if (document !== undefined) expect(document).toMatch(/^XX\d{7}$/)
      }
      for (const { signal } of toldOf(events, 'signal')) expect(signal.text).not.toMatch(/\d/)
    }),
    runs,
  )
})

test('P7 a larger country begins with the smaller one', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), (seed, persons, more) => {
      const small = told({ seed, persons })
      expect(told({ seed, persons: persons + more }).slice(0, small.length)).toEqual(small)
    }),
    runs,
  )
})

test('people in the hands of one exploiter share a form and, in some signals, his phone', () => {
  const events = told({ persons: 2000 })
  const schemes = Map.groupBy(toldOf(events, 'person'), (event) => event.person.scheme)
  for (const members of schemes.values()) expect(new Set(members.map((event) => event.person.form)).size).toBe(1)
  const byPhone = new Map<string, Set<string>>()
  for (const { signal, person } of toldOf(events, 'signal')) {
    if (signal.person.phone === undefined) continue
    const phone = digitsOf(signal.person.phone)
    byPhone.set(phone, (byPhone.get(phone) ?? new Set()).add(person))
  }
  expect([...byPhone.values()].filter((persons) => persons.size > 1).length).toBeGreaterThan(10)
})

test('a signal names the organisation where one of that kind and region exists, and kind and region where not', () => {
  const organisation = { id: 'avim-oost', kind: 'police', region: 'RE02' } as const
  const events = toldOf(told({ persons: 2000, organisations: [organisation] }), 'signal')
  const named = events.filter((event) => event.signal.organisation.id !== undefined)
  const there = events.filter(
    (event) => event.signal.organisation.kind === 'police' && event.signal.organisation.region === 'RE02',
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named).toEqual(there)
})

test('a country tells its first person without having made the others', () => {
  const [first] = simulateCountry(aCountry({ persons: PERSONS_MAX }))
  expect(first).toMatchObject({ kind: 'person', person: { id: 'P1' } })
})

test('a request that makes no country is refused with what is wrong', () => {
  const refusals = [
    [{ persons: 0 }, 'simulation-persons-out-of-range'],
    [{ persons: 1.5 }, 'simulation-persons-out-of-range'],
    [{ persons: PERSONS_MAX + 1 }, 'simulation-persons-out-of-range'],
    [{ years: 0 }, 'simulation-years-out-of-range'],
    [{ years: 41 }, 'simulation-years-out-of-range'],
    [{ seed: Number.NaN }, 'simulation-seed-not-whole'],
    [{ seed: -1 }, 'simulation-seed-not-whole'],
    [{ municipalities: [] }, 'simulation-without-municipalities'],
  ] as const
  for (const [given, code] of refusals) {
    expect(checkCountry(aCountry(given))).toMatchObject({ ok: false, refusal: { code } })
    expect(() => told(given)).toThrow(code)
  }
})

test('a country may end on any day, and lives as one that ends with the year: the same people, as many days earlier or later', () => {
  const [end, earlier] = [day('2024-12-31'), day('2024-09-30')]
  const apart = daysBetween(earlier, end)
  const livesOf = (lastDay: Day) => toldOf(told({ persons: 200, lastDay }), 'person').map(({ person }) => person.life)
  const lives = livesOf(earlier)
  expect(lives.flat().every(({ on }) => on <= earlier)).toBe(true)
  expect(lives.map((life) => life.map((each) => ({ ...each, on: addDays(each.on, apart) })))).toEqual(livesOf(end))
})
