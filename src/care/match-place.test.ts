import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainFit, matchPlace, mayAskNextWave, WAVE_HOURS, WAVE_SIZE } from './match-place.ts'
import { isAudience, WISHES, WISHES_MAX, type Wish } from './wishes.ts'

const wish = fc.constantFrom<Wish[]>(...WISHES)
const wanted = fc.uniqueArray(wish, { minLength: 1, maxLength: WISHES_MAX })
const provider = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const candidates = fc.array(fc.record({ provider, fits: fc.uniqueArray(wish) }), { maxLength: 20 })
const request = fc.record({
  id: fc.uuid(),
  wanted,
  candidates,
  askedBefore: fc.uniqueArray(provider, { maxLength: 3 }),
})

test('a house for men is asked for a man, and says what it lacks', () => {
  const wave = matchPlace({
    id: 'r',
    wanted: ['man', 'step-free'],
    candidates: [
      { provider: 'haven', fits: ['man'] },
      { provider: 'vlinder', fits: ['step-free'] },
    ],
    askedBefore: [],
  })
  expect(wave).toEqual([{ provider: 'haven', fits: ['man'], lacks: ['step-free'] }])
})

test('P2 at most three are asked at a time, nobody twice, nobody again', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const names = matchPlace(asked).map((match) => match.provider)
      expect(names.length).toBeLessThanOrEqual(WAVE_SIZE)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(asked.askedBefore).not.toContain(name)
    }),
  )
})

test('P3 whoever is asked has a house for these people, and every wish is said to fit or to lack', () => {
  fc.assert(
    fc.property(request, (asked) => {
      for (const match of matchPlace(asked)) {
        expect(match.lacks.filter(isAudience)).toEqual([])
        expect([...match.fits, ...match.lacks].sort()).toEqual([...asked.wanted].sort())
        expect(
          asked.candidates.some(
            (each) =>
              each.provider === match.provider && explainFit(asked.wanted, each).fits.join() === match.fits.join(),
          ),
        ).toBe(true)
      }
    }),
  )
})

// Few providers with several houses that fit alike: where the order of finding could decide.
const alike = fc.array(
  fc.record({
    provider: fc.constantFrom('a', 'b'),
    fits: fc.constantFrom<Wish[][]>(['man', 'secured'], ['man', 'step-free'], ['man']),
  }),
  { maxLength: 8 },
)
const shuffledAlike = alike.chain((houses) =>
  fc.tuple(fc.constant(houses), fc.shuffledSubarray(houses, { minLength: houses.length })),
)

test('P4 the same houses give the same wave in whatever order they lie, so nothing about where they lie shows', () => {
  fc.assert(
    fc.property(fc.uuid(), shuffledAlike, (id, [houses, shuffled]) => {
      const wave = (candidates: typeof houses) =>
        matchPlace({ id, wanted: ['man', 'secured', 'step-free'], candidates, askedBefore: [] })
      expect(wave(shuffled)).toEqual(wave(houses))
    }),
    { numRuns: 300 },
  )
})

test('equal houses take turns: over many requests each of five is asked', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ provider: name, fits: ['man'] as const }))
  const asked = new Map<string, number>()
  for (let id = 0; id < 200; id += 1) {
    for (const { provider: name } of matchPlace({
      id: `request ${id}`,
      wanted: ['man'],
      candidates: five,
      askedBefore: [],
    })) {
      asked.set(name, (asked.get(name) ?? 0) + 1)
    }
  }
  expect([...asked.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const times of asked.values()) expect(times).toBeGreaterThan(60)
})

test('the next wave waits for every answer or for the hours of a wave', () => {
  const askedAt = new Date('2026-11-16T09:00:00Z')
  const later = (hours: number) => new Date(askedAt.getTime() + hours * 3_600_000)
  expect(
    mayAskNextWave(
      [
        { answer: 'no', askedAt },
        { answer: undefined, askedAt },
      ],
      later(1),
    ),
  ).toBe(false)
  expect(
    mayAskNextWave(
      [
        { answer: 'no', askedAt },
        { answer: undefined, askedAt },
      ],
      later(WAVE_HOURS),
    ),
  ).toBe(true)
  expect(
    mayAskNextWave(
      [
        { answer: 'no', askedAt },
        { answer: 'yes', askedAt },
      ],
      later(0),
    ),
  ).toBe(true)
})
