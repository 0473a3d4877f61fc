import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  explainFit,
  type Match,
  matchPlace,
  mayAskNextWave,
  needOf,
  rankHouses,
  WAVE_HOURS,
  WAVE_SIZE,
  WHY_NOT,
  whyNot,
} from './match-place.ts'
import { bitsOf, isMoney, MATCH_WORDS, type MatchWord, wordsIn } from './needs.ts'
import { isAudience, isWish, WISHES, WISHES_MAX, type Wish } from './wishes.ts'

const word = fc.constantFrom<MatchWord[]>(...MATCH_WORDS)
const wanted = fc.uniqueArray(fc.constantFrom<Wish[]>(...WISHES), { minLength: 1, maxLength: WISHES_MAX })
const words = fc.uniqueArray(word, { maxLength: 6 })
const need = fc.tuple(wanted, words, words).map(([coarse, must, nice]) => needOf(coarse, { must, nice }))
const provider = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const candidates = need.chain((each) =>
  fc.tuple(
    fc.constant(each),
    fc.array(
      fc.record({
        provider,
        // Half of them do all that must be, so that there is something to rank.
        fits: fc
          .tuple(fc.boolean(), fc.subarray([...each.must, ...each.nice]))
          .map(([does, some]) => (does ? [...each.must, ...some] : some)),
        stale: fc.boolean(),
      }),
      { maxLength: 20 },
    ),
  ),
)
const request = fc
  .tuple(fc.uuid(), candidates, fc.uniqueArray(provider, { maxLength: 3 }))
  .map(([id, [asked, houses], askedBefore]) => ({ id, need: asked, candidates: houses, askedBefore }))
const namesOf = (matches: readonly Match[]): readonly string[] => matches.map((match) => match.provider)

test('a house for men is asked for a man, and says what it lacks', () => {
  const wave = matchPlace({
    id: 'r',
    need: needOf(['man', 'step-free'], { must: [], nice: [] }),
    candidates: [
      { provider: 'haven', fits: ['man'] },
      { provider: 'vlinder', fits: ['step-free'] },
    ],
    askedBefore: [],
  })
  expect(wave).toEqual([{ provider: 'haven', fits: ['man'], lacks: ['step-free'], stale: false }])
})

test('what must be is not weighed: a house that speaks the language goes before one that has all the rest', () => {
  const asked = needOf(['woman', 'secured'], { must: ['speaks-bg'], nice: ['longer'] })
  const ranked = rankHouses({
    id: 'r',
    need: asked,
    candidates: [
      { provider: 'with all but the language', fits: ['woman', 'secured', 'longer'] },
      { provider: 'with the language', fits: ['woman', 'speaks-bg'] },
    ],
    askedBefore: [],
  })
  expect(ranked).toEqual([
    { provider: 'with the language', fits: ['woman', 'speaks-bg'], lacks: ['secured', 'longer'], stale: false },
  ])
})

test('money never must: asked as a must it is good to have, and its lack stops nothing', () => {
  const asked = needOf(['man'], { must: ['paid-wmo'], nice: [] })
  expect(asked).toEqual({ must: ['man'], nice: ['paid-wmo'] })
  fc.assert(fc.property(need, (each) => each.must.filter(isMoney).length === 0))
})

test('an old count stands behind a fresh one that fits alike, and before a fresh one that fits less', () => {
  const old = { stale: true }
  const ranked = rankHouses({
    id: 'r',
    need: needOf(['man', 'secured'], { must: [], nice: [] }),
    candidates: [
      { provider: 'old and secured', fits: ['man', 'secured'], ...old },
      { provider: 'fresh', fits: ['man'] },
      { provider: 'fresh and secured', fits: ['man', 'secured'] },
    ],
    askedBefore: [],
  })
  expect(namesOf(ranked)).toEqual(['fresh and secured', 'old and secured', 'fresh'])
  expect(ranked.map(({ stale }) => stale)).toEqual([false, true, false])
})

test('P2 at most three are asked at a time, nobody twice, nobody again', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const names = namesOf(matchPlace(asked))
      expect(names.length).toBeLessThanOrEqual(WAVE_SIZE)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(asked.askedBefore).not.toContain(name)
    }),
  )
})

test('P3 whoever is asked has a house that does all that must be, and every word is said to fit or to lack', () => {
  fc.assert(
    fc.property(request, (asked) => {
      for (const match of rankHouses(asked)) {
        expect(match.lacks.filter((each) => asked.need.must.includes(each))).toEqual([])
        expect(match.lacks.filter((each) => isWish(each) && isAudience(each))).toEqual([])
        expect([...match.fits, ...match.lacks].sort()).toEqual([...asked.need.must, ...asked.need.nice].sort())
        expect(
          asked.candidates.some(
            (each) =>
              each.provider === match.provider && explainFit(asked.need, each).fits.join() === match.fits.join(),
          ),
        ).toBe(true)
      }
    }),
  )
})

test('whoever stands higher fits at least as many words', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const fitting = rankHouses(asked).map(({ fits }) => fits.length)
      expect(fitting).toEqual([...fitting].sort((one, other) => other - one))
    }),
  )
})

// Few providers with several houses that fit alike: where the order of finding could decide.
const alike = fc.array(
  fc.record({
    provider: fc.constantFrom('a', 'b'),
    fits: fc.constantFrom<MatchWord[][]>(['man', 'secured'], ['man', 'step-free'], ['man']),
  }),
  { maxLength: 8 },
)
const shuffledAlike = alike.chain((houses) =>
  fc.tuple(fc.constant(houses), fc.shuffledSubarray(houses, { minLength: houses.length })),
)

test('P4 the same houses give the same wave in whatever order they lie, so nothing about where they lie shows', () => {
  fc.assert(
    fc.property(fc.uuid(), shuffledAlike, (id, [houses, shuffled]) => {
      const asked = needOf(['man', 'secured', 'step-free'], { must: [], nice: [] })
      const wave = (given: typeof houses) => matchPlace({ id, need: asked, candidates: given, askedBefore: [] })
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
      need: needOf(['man'], { must: [], nice: [] }),
      candidates: five,
      askedBefore: [],
    })) {
      asked.set(name, (asked.get(name) ?? 0) + 1)
    }
  }
  expect([...asked.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const times of asked.values()) expect(times).toBeGreaterThan(60)
})

test('why not is a kind of reason, each once and in a fixed order, however many houses there are', () => {
  const full = { lacks: [], safe: true, room: false }
  const away = { lacks: [], safe: false, room: true }
  expect(whyNot([away, full, full, { lacks: ['man', 'speaks-vi'], safe: false, room: false }])).toEqual([
    'for-others',
    'in-avoided-area',
    'no-room',
  ])
  expect(whyNot([{ lacks: ['speaks-vi'], safe: true, room: true }])).toEqual(['lacks-what-must'])
  // A full house in an avoided area is full: that it lies there is not told.
  expect(whyNot([{ lacks: [], safe: false, room: false }])).toEqual(['no-room'])
  const miss = fc.record({ lacks: words, safe: fc.boolean(), room: fc.boolean() })
  fc.assert(
    fc.property(fc.array(miss), (misses) => {
      const said = whyNot(misses)
      expect(said).toEqual(WHY_NOT.filter((reason) => said.includes(reason)))
      expect(whyNot([...misses, ...misses].reverse())).toEqual(said)
      expect(said.length > 0).toBe(misses.length > 0)
    }),
  )
})

test('words go into bits and come out again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word), fc.uniqueArray(word), (some, asked) => {
      expect(wordsIn(bitsOf(some), asked)).toEqual(asked.filter((each) => some.includes(each)))
    }),
  )
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
