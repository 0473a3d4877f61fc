import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Correction, WAIT_CAUSES, type Wait } from './wait-clock.ts'
import { lostOf, type NeedFacts, piecesOf } from './wait-pieces.ts'

const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.UTC(2026, 10, 16) + hours * HOUR)
const NOW = at(200)
const need = (until?: number): Wait => ({
  cause: 'no-place',
  started: at(0),
  ...(until !== undefined && { ended: at(until) }),
})
const short = (facts: NeedFacts, now = NOW) =>
  piecesOf(facts, now).map(({ from, until, cause }) => [cause, (until.getTime() - from.getTime()) / HOUR])

test('no place until a house said yes, the payer while it was asked, and what nothing explains is unknown', () => {
  const facts: NeedFacts = {
    need: need(20),
    waits: [need(20), { cause: 'money', party: 'zaanstad', started: at(8), ended: at(12) }],
    offered: [{ from: at(6) }],
    explained: [],
  }
  expect(short(facts)).toEqual([
    ['no-place', 6],
    ['unknown', 2],
    ['money', 4],
    ['unknown', 8],
  ])
})

test('a bed of the list that ran out is no bed any more', () => {
  const facts: NeedFacts = { need: need(10), waits: [], offered: [{ from: at(2), until: at(6) }], explained: [] }
  expect(short(facts)).toEqual([
    ['no-place', 2],
    ['unknown', 4],
    ['no-place', 4],
  ])
})

test('what people say of the unexplained hours names them, and what was derived stays beside it', () => {
  const facts: NeedFacts = {
    need: need(10),
    waits: [],
    offered: [{ from: at(4) }],
    explained: [
      { cause: 'transport', party: 'taxi', reason: 'party-told-so', at: at(30) },
      { cause: 'consent', reason: 'other-cause', at: at(20) },
    ],
  }
  expect(piecesOf(facts, NOW).at(-1)).toEqual({
    ...{ from: at(4), until: at(10), cause: 'transport', party: 'taxi' },
    derived: { cause: 'unknown' },
  })
})

test('less than a minute is no lost time, and a need that lies ahead has no pieces', () => {
  expect(lostOf([{ from: at(0), until: new Date(at(0).getTime() + 20_000), cause: 'unknown' }])).toEqual([])
  expect(piecesOf({ need: need(5), waits: [], offered: [], explained: [] }, at(-1))).toEqual([])
})

const correction: fc.Arbitrary<Correction> = fc.record({
  cause: fc.constantFrom(...WAIT_CAUSES),
  reason: fc.constant('other-cause' as const),
  at: fc.integer({ min: 0, max: 300 }).map(at),
})
const wait: fc.Arbitrary<Wait> = fc
  .record({
    cause: fc.constantFrom(...WAIT_CAUSES),
    party: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    from: fc.integer({ min: -50, max: 150 }),
    hours: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
    corrections: fc.uniqueArray(correction, { maxLength: 2, selector: (each) => each.at.getTime() }),
  })
  .map(({ cause, party, from, hours, corrections }) => ({
    ...{ cause, started: at(from) },
    ...(party && { party }),
    ...(hours !== undefined && { ended: at(from + hours) }),
    ...(corrections.length > 0 && {
      corrections: corrections.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    }),
  }))
const facts: fc.Arbitrary<NeedFacts> = fc.record({
  need: fc.option(fc.integer({ min: 0, max: 150 }), { nil: undefined }).map(need),
  waits: fc.array(wait, { maxLength: 6 }),
  offered: fc.array(
    fc
      .record({
        from: fc.integer({ min: -20, max: 150 }),
        hours: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      })
      .map(({ from, hours }) => ({ from: at(from), ...(hours !== undefined && { until: at(from + hours) }) })),
    { maxLength: 3 },
  ),
  explained: fc.uniqueArray(correction, { maxLength: 3, selector: (each) => each.at.getTime() }),
})

test('P17 the pieces of a need do not overlap and leave nothing out, from the need to its end', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const pieces = piecesOf(given, NOW)
      const end = given.need.ended ?? NOW
      if (end <= given.need.started) {
        expect(pieces).toEqual([])
        return
      }
      expect(pieces[0]?.from).toEqual(given.need.started)
      expect(pieces.at(-1)?.until).toEqual(end)
      for (const [place, piece] of pieces.entries()) {
        expect(piece.until > piece.from).toBe(true)
        if (place > 0) expect(piece.from).toEqual(pieces[place - 1]?.until)
      }
      const minutes = lostOf(pieces).reduce((sum, each) => sum + each.minutes, 0)
      expect(minutes).toBe((end.getTime() - given.need.started.getTime()) / 60_000)
    }),
  )
})

test('P18 whatever order facts arrive in, the pieces are the same', () => {
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (given, chance) => {
      const mixed = <T>(items: readonly T[]): readonly T[] =>
        items
          .map((item) => ({ item, turn: chance.next().value ?? 0 }))
          .sort((one, other) => one.turn - other.turn)
          .map(({ item }) => item)
      expect(
        piecesOf(
          {
            need: given.need,
            waits: mixed(given.waits),
            offered: mixed(given.offered),
            explained: mixed(given.explained),
          },
          NOW,
        ),
      ).toEqual(piecesOf(given, NOW))
    }),
  )
})

test('P12 a correction moves no hour of a need: the pieces begin and end where they did', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const bare = ({ corrections: _, ...each }: Wait): Wait => each
      const plain = piecesOf({ ...given, need: bare(given.need), explained: [] }, NOW)
      const told = piecesOf(given, NOW)
      const total = (pieces: typeof plain) =>
        pieces.reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0)
      expect(total(told)).toBe(total(plain))
    }),
  )
})
