import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { figuresOf, SHARE_FROM } from './figures.ts'
import { foldGoals, type GoalFact, HERSELF } from './goals.ts'
import { chooseReader, holdsUp, isMissed, lookBy, mayLook, RAISED_BY } from './second-look.ts'
import { checkWish } from './wish.ts'

const today = day('2026-11-16')

test('another house that may know of her looks again, the holder first; without one the deciding house, by somebody else', () => {
  expect(chooseReader({ decider: 'opvang', knows: ['zorg', 'opvang'] })).toBe('zorg')
  expect(chooseReader({ decider: 'zorg', knows: ['zorg', 'opvang'] })).toBe('opvang')
  expect(chooseReader({ decider: 'zorg', objector: 'opvang', knows: ['zorg', 'opvang'] })).toBe('zorg')
  expect(chooseReader({ decider: 'zorg', knows: ['zorg'] })).toBe('zorg')
})

test('a look is missed the day after its term, also when somebody looked later, and not when in time', () => {
  expect(lookBy(today, 5)).toBe('2026-11-21')
  expect(isMissed({ lookBy: today }, today)).toBe(false)
  expect(isMissed({ lookBy: today }, day('2026-11-17'))).toBe(true)
  expect(isMissed({ lookBy: today, lookedAt: new Date('2026-11-17T09:00:00Z') }, today)).toBe(true)
  expect(isMissed({ lookBy: today, lookedAt: new Date('2026-11-16T09:00:00Z') }, day('2027-01-01'))).toBe(false)
})

test('what she or a party says holds the act up; what the norm asks does not', () => {
  expect(RAISED_BY.map((raisedBy) => holdsUp({ raisedBy }))).toEqual([true, true, true, false])
  expect(holdsUp({ raisedBy: 'herself', outcome: 'not-upheld' })).toBe(false)
})

test('P4 nobody looks again at what they decided, stated or objected to, nobody of another house, and nobody twice', () => {
  const who = fc.constantFrom('anna', 'bram', 'chris')
  const house = fc.constantFrom('zorg', 'opvang')
  fc.assert(
    fc.property(
      fc.record({
        reader: house,
        deciderActor: who,
        objectorActor: who,
        statedBy: fc.option(who, { nil: undefined }),
        raisedBy: fc.constantFrom(...RAISED_BY),
        done: fc.boolean(),
      }),
      fc.record({ organisation: house, actor: who }),
      ({ done, statedBy, ...look }, by) => {
        const stated = statedBy === undefined ? {} : { statedBy }
        const may = mayLook({ ...look, ...stated, ...(done ? { outcome: 'upheld' as const } : {}) }, by).ok
        const fits = look.reader === by.organisation && !done && look.deciderActor !== by.actor && statedBy !== by.actor
        expect(may).toBe(fits && (look.raisedBy !== 'party' || look.objectorActor !== by.actor))
      },
    ),
  )
})

test('P5 a shared goal is agreed to by those who agreed to these words, and to no later ones', () => {
  const by = fc.constantFrom('zorg', 'opvang', 'gemeente')
  const fact = fc.oneof(
    by.map((each): GoalFact => ({ kind: 'goal-stated', by: each, words: 'rust', on: today })),
    fc.tuple(by, fc.nat(3)).map(
      ([each, n]): GoalFact => ({
        ...{ kind: 'shared-goal-proposed', id: `doel ${n}`, by: each, words: 'samen', on: today },
      }),
    ),
    fc.tuple(fc.oneof(by, fc.constant(HERSELF)), fc.nat(3)).map(
      ([each, n]): GoalFact => ({
        ...{ kind: 'shared-goal-agreed', goalId: `doel ${n}`, by: each, on: today },
      }),
    ),
  )
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 20 }), (facts) => {
      const { shared, own } = foldGoals(facts)
      const at = facts.findLastIndex(({ kind }) => kind === 'shared-goal-proposed')
      const proposed = facts[at]
      expect(shared?.id).toBe(proposed?.kind === 'shared-goal-proposed' ? proposed.id : undefined)
      const after = facts
        .slice(at + 1)
        .flatMap((each) => (each.kind === 'shared-goal-agreed' && each.goalId === shared?.id ? [each.by] : []))
      expect(new Set(shared?.agreedBy ?? [])).toEqual(new Set(proposed ? [proposed.by, ...after] : []))
      expect(new Set(own.map((each) => each.by)).size).toBe(own.length)
    }),
  )
})

test('P6 of few decisions there is no share, and a look that the norm asks for is no objection', () => {
  const look = { lookBy: today } as const
  expect(figuresOf([], [], today)).not.toHaveProperty('againstWishPercent')
  const nine = Array.from({ length: SHARE_FROM - 1 }, () => ({ accords: 'against-wish' as const }))
  expect(figuresOf(nine, [], today)).toMatchObject({ decisions: 9, againstWish: 9 })
  expect(figuresOf(nine, [], today)).not.toHaveProperty('againstWishPercent')
  expect(figuresOf([...nine, { accords: 'as-wished' }], [], today)).toMatchObject({ againstWishPercent: 90 })
  const looks = [
    { ...look, raisedBy: 'norm', outcome: 'upheld' },
    { ...look, raisedBy: 'herself', outcome: 'upheld' },
    { ...look, raisedBy: 'party', lookBy: day('2026-11-15') },
  ] as const
  expect(figuresOf([{ owedBy: day('2026-11-01') }], looks, today)).toMatchObject({
    ...{ objections: 2, upheld: 1, missed: 1, owedLate: 1 },
  })
})

test('a wish has words and a day that is not yet to come', () => {
  expect(checkWish({ words: ' 我想休息 ', told: today }, today)).toEqual({ ok: true, value: '我想休息' })
  expect(checkWish({ words: '  ', told: today }, today)).toMatchObject({ refusal: { code: 'wish-without-words' } })
  expect(checkWish({ words: 'rust', told: day('2026-11-17') }, today)).toMatchObject({
    refusal: { code: 'happened-in-future' },
  })
})
