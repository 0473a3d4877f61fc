import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import {
  ACCORDS,
  checkStatement,
  DECIDED_BY,
  DECISION_KINDS,
  type Decided,
  endTogether,
  isOwedLate,
  mayAct,
  type Statement,
  WISH_ABSENT,
} from './interest.ts'

const today = day('2026-11-16')
const at = (on: string, hour = 12): Date => new Date(`${on}T${String(hour).padStart(2, '0')}:00:00Z`)
const wish = { id: 'wens' }
const said: Statement = {
  ...{ decidedBy: 'we', accords: 'against-wish', wishId: 'wens', effect: 'Zij verliest haar plek.' },
  alternatives: 'Een maand langer blijven.',
}

test('a statement points at the wish that stands now, or says why there is none', () => {
  expect(checkStatement(said, wish)).toEqual({ ok: true, value: said })
  expect(checkStatement({ ...said, wishId: 'eerder' }, wish)).toMatchObject({ refusal: { code: 'wish-has-changed' } })
  const { wishId: _wish, ...without } = said
  const none = { ...without, accords: 'wish-unknown', wishAbsent: 'not-reached' } as const
  expect(checkStatement(none, wish)).toMatchObject({ refusal: { code: 'wish-is-on-record' } })
  expect(checkStatement(none, undefined)).toMatchObject({ ok: true })
  expect(checkStatement(without, undefined)).toMatchObject({ refusal: { code: 'statement-without-wish' } })
})

test('against her wish cannot be said of a wish that nobody knows, nor unknown of one that is on record', () => {
  expect(checkStatement({ ...said, accords: 'wish-unknown' }, wish)).toMatchObject({
    refusal: { code: 'accords-needs-wish' },
  })
  const { wishId: _wish, ...without } = said
  expect(checkStatement({ ...without, wishAbsent: 'will-not-say' }, undefined)).toMatchObject({
    refusal: { code: 'accords-needs-wish' },
  })
})

test('what it does to her and what else there was may stay empty only when she decides', () => {
  expect(checkStatement({ ...said, effect: ' ' }, wish)).toMatchObject({
    refusal: { code: 'statement-without-effect' },
  })
  expect(checkStatement({ ...said, alternatives: '' }, wish)).toMatchObject({
    refusal: { code: 'statement-without-effect' },
  })
  expect(
    checkStatement({ ...said, decidedBy: 'herself', accords: 'as-wished', effect: '', alternatives: '' }, wish),
  ).toMatchObject({
    ok: true,
  })
})

test('she decides herself only as she wished, never when nobody reached her or against her wish', () => {
  const herself = { ...said, decidedBy: 'herself', effect: '', alternatives: '' } as const
  expect(checkStatement({ ...herself, accords: 'as-wished' }, wish)).toMatchObject({ ok: true })
  expect(checkStatement(herself, wish)).toMatchObject({ refusal: { code: 'herself-as-wished' } })
  const { wishId: _wish, ...without } = herself
  for (const wishAbsent of WISH_ABSENT)
    expect(checkStatement({ ...without, accords: 'wish-unknown', wishAbsent }, undefined)).toMatchObject({
      refusal: { code: 'herself-as-wished' },
    })
})

const decided = (more: Partial<Decided> = {}): Decided => ({
  ...{ kind: 'end-shelter', takenAt: at('2026-11-15'), statedAt: at('2026-11-15'), objected: false },
  ...more,
})
const ask = (decisions: readonly Decided[], wishToldAt?: Date) =>
  mayAct(decisions, { kinds: ['end-shelter'], today, standsDays: 30, ...(wishToldAt ? { wishToldAt } : {}) })

test('without a statement, after a newer wish, while somebody looks again and once set aside the act is refused, each with its reason', () => {
  expect(ask([])).toMatchObject({ refusal: { code: 'interest-not-stated' } })
  expect(ask([decided({ kind: 'move' })])).toMatchObject({ refusal: { code: 'interest-not-stated' } })
  expect(ask([decided()])).toMatchObject({ ok: true })
  expect(ask([decided()], at('2026-11-15', 13))).toMatchObject({ refusal: { code: 'wish-has-changed' } })
  expect(ask([decided({ objected: true })])).toMatchObject({ refusal: { code: 'second-look-open' } })
  expect(ask([decided({ setAsideAt: at('2026-11-16', 9) })])).toMatchObject({ refusal: { code: 'decision-set-aside' } })
  const happened = { takenAt: at('2026-11-15'), kind: 'end-shelter', afterwards: 'happened', objected: false } as const
  expect(ask([happened])).toMatchObject({ refusal: { code: 'interest-not-stated' } })
  expect(ask([decided(), { ...happened, takenAt: at('2026-11-16') }])).toMatchObject({ ok: true })
})

test('deciding the same again passes no objection by, and an outcome that found for her ends all that was decided before it', () => {
  const first = decided({ objected: true })
  const again = decided({ takenAt: at('2026-11-16', 8), statedAt: at('2026-11-16', 8) })
  expect(ask([first, again])).toMatchObject({ refusal: { code: 'second-look-open' } })
  const found = { ...first, objected: false, setAsideAt: at('2026-11-16', 9) }
  expect(ask([found, again])).toMatchObject({ refusal: { code: 'decision-set-aside' } })
  const anew = decided({ takenAt: at('2026-11-16', 10), statedAt: at('2026-11-16', 10) })
  expect(ask([found, again, anew])).toEqual({ ok: true, value: anew })
  // What was objected to and is no longer decided by anybody holds nothing up.
  const old = decided({ takenAt: at('2026-10-16'), statedAt: at('2026-10-16'), objected: true })
  expect(ask([old, again])).toEqual({ ok: true, value: again })
})

test('what was decided again before the outcome is shown as set aside with the first, of this kind and this house alone', () => {
  const one = { by: 'wij', kind: 'close', takenAt: at('2026-11-14') } as const
  const setAsideAt = at('2026-11-16')
  const again = { ...one, takenAt: at('2026-11-15') }
  const others = [
    { ...again, by: 'zij' },
    { ...again, kind: 'return' },
    { ...one, takenAt: at('2026-11-16', 13) },
  ] as const
  const ended = endTogether([{ ...one, setAsideAt }, again, ...others])
  expect(ended.map((each) => ('setAsideAt' in each ? each.setAsideAt : undefined))).toEqual([
    ...[setAsideAt, setAsideAt],
    ...[undefined, undefined, undefined],
  ])
})

test('a handover was weighed for one house, and an objection to being handed over is about every house', () => {
  const to = (receiver: string, more: Partial<Decided> = {}) => decided({ kind: 'hand-over', receiver, ...more })
  const askFor = (decisions: readonly Decided[]) =>
    mayAct(decisions, { kinds: ['hand-over'], receiver: 'haven', today, standsDays: 30 })
  expect(askFor([to('zorg')])).toMatchObject({ refusal: { code: 'interest-not-stated' } })
  expect(askFor([to('haven'), to('zorg', { takenAt: at('2026-11-16') })])).toMatchObject({ ok: true })
  expect(askFor([to('haven'), to('zorg', { objected: true })])).toMatchObject({ refusal: { code: 'second-look-open' } })
})

test('a statement stands thirty days, and the day itself counts', () => {
  expect(ask([decided({ takenAt: at('2026-10-17'), statedAt: at('2026-10-17') })])).toMatchObject({ ok: true })
  expect(ask([decided({ takenAt: at('2026-10-16'), statedAt: at('2026-10-16') })])).toMatchObject({ ok: false })
})

test('danger is never delayed: not by a statement that is owed, an objection or a newer wish', () => {
  const danger: Decided = {
    kind: 'end-shelter',
    takenAt: at('2026-11-16'),
    afterwards: 'danger',
    objected: true,
    owedBy: today,
  }
  expect(ask([danger], at('2026-11-16', 13))).toMatchObject({ ok: true })
  // The day after its statement was due it is a decision like any other.
  const yesterday = { ...danger, owedBy: day('2026-11-15') }
  expect(ask([yesterday])).toMatchObject({ refusal: { code: 'second-look-open' } })
  expect(ask([{ ...yesterday, objected: false }])).toMatchObject({ refusal: { code: 'interest-not-stated' } })
  expect(ask([{ ...yesterday, objected: false, statedAt: at('2026-11-16') }])).toMatchObject({ ok: true })
})

test('what is owed is late the day after, also when it was stated later', () => {
  const owedBy = day('2026-11-15')
  expect(isOwedLate({ owedBy }, owedBy)).toBe(false)
  expect(isOwedLate({ owedBy }, today)).toBe(true)
  expect(isOwedLate({ owedBy, statedAt: at('2026-11-15') }, today)).toBe(false)
  expect(isOwedLate({ owedBy, statedAt: at('2026-11-16') }, today)).toBe(true)
  expect(isOwedLate({}, today)).toBe(false)
})

/** Whatever happens in whatever order: a wish is told, something is decided in one of three ways, somebody objects, looks again, or acts. */
type Step =
  | { readonly do: 'tell' }
  | { readonly do: 'decide'; readonly kind: number; readonly how: 'stated' | 'danger' | 'happened' }
  | { readonly do: 'state' | 'object' | 'uphold' | 'dismiss'; readonly back: number }
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'act'; readonly kind: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ do: 'tell' } as const),
  fc.record({
    do: fc.constant('decide' as const),
    kind: fc.nat(2),
    how: fc.constantFrom('stated', 'danger', 'happened'),
  }) as fc.Arbitrary<Step>,
  // Of any decision that was taken, not of the last alone: others may have been taken since.
  fc.record({ do: fc.constantFrom('state', 'object', 'uphold', 'dismiss'), back: fc.nat(3) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('act' as const), kind: fc.nat(2) }),
)
type Kept = {
  kind: Decided['kind']
  takenAt: Date
  statedAt?: Date
  afterwards?: 'danger' | 'happened'
  owedBy?: ReturnType<typeof day>
  setAsideAt?: Date
  objected: boolean
}

test('P1 no consequential decision goes on without her interest on record, or danger that says so, in any history', () => {
  let done = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const kept: Kept[] = []
      let now = at('2026-01-01', 0)
      let told: Date | undefined
      for (const each of steps) {
        now = new Date(now.getTime() + 60_000)
        const about = 'back' in each ? kept.at(-1 - each.back) : undefined
        if (each.do === 'tell') told = now
        else if (each.do === 'wait') now = new Date(now.getTime() + each.days * 86_400_000)
        else if (each.do === 'decide') {
          const kind = DECISION_KINDS[each.kind] ?? 'move'
          const owedBy = addDays(day(now.toISOString().slice(0, 10)), 2)
          const how = each.how === 'stated' ? { statedAt: now } : { afterwards: each.how, owedBy }
          kept.push({ kind, takenAt: now, objected: false, ...how })
        } else if (each.do === 'act') {
          const kind = DECISION_KINDS[each.kind] ?? 'move'
          const on = day(now.toISOString().slice(0, 10))
          const judged = mayAct(kept, {
            kinds: [kind],
            today: on,
            standsDays: 30,
            ...(told ? { wishToldAt: told } : {}),
          })
          if (!judged.ok) continue
          done += 1
          const { value } = judged
          // Said anew, not by the rule: the newest of this kind, not old, not set aside, in danger or stated after the last wish and not objected to.
          const newest = kept.filter((one) => one.kind === kind && (one.statedAt || one.afterwards === 'danger')).at(-1)
          expect(value).toBe(newest)
          // An outcome that found for her ends whatever of this kind was taken before it.
          const sameKind = kept.filter((one) => one.kind === kind)
          const found = sameKind.flatMap(({ setAsideAt }) => (setAsideAt ? [setAsideAt.getTime()] : []))
          expect(value.takenAt.getTime()).toBeGreaterThan(Math.max(0, ...found))
          expect(addDays(day(value.takenAt.toISOString().slice(0, 10)), 31) > on).toBe(true)
          if (value.afterwards === 'danger' && value.owedBy && on <= value.owedBy) continue
          expect(value.statedAt).toBeDefined()
          const living = sameKind.filter(
            ({ takenAt }) =>
              takenAt.getTime() > Math.max(0, ...found) && addDays(day(takenAt.toISOString().slice(0, 10)), 31) > on,
          )
          expect(living.every(({ objected }) => !objected)).toBe(true)
          expect((told?.getTime() ?? 0) <= (value.statedAt?.getTime() ?? 0)).toBe(true)
        } else if (about) {
          if (each.do === 'state') about.statedAt ??= now
          if (each.do === 'object' && !about.setAsideAt) about.objected = true
          if (each.do === 'dismiss') about.objected = false
          if (each.do === 'uphold' && about.objected) Object.assign(about, { objected: false, setAsideAt: now })
        }
      }
    }),
    { numRuns: 10_000 },
  )
  // A gate that lets nothing through would keep the promise too.
  expect(done).toBeGreaterThan(1_000)
})

test('P2 no statement is taken that points at nothing, at a wish of before, or at two things', () => {
  const id = fc.constantFrom('nu', 'eerder', undefined)
  fc.assert(
    fc.property(
      fc.constantFrom(...DECIDED_BY),
      fc.constantFrom(...ACCORDS),
      id,
      fc.option(fc.constantFrom(...WISH_ABSENT), { nil: undefined }),
      fc.constantFrom('', ' ', 'iets'),
      fc.boolean(),
      (decidedBy, accords, wishId, wishAbsent, effect, known) => {
        const stands = known ? { id: 'nu' } : undefined
        const given: Statement = {
          ...{ decidedBy, accords, effect, alternatives: effect },
          ...(wishId === undefined ? {} : { wishId }),
          ...(wishAbsent === undefined ? {} : { wishAbsent }),
        }
        const taken = checkStatement(given, stands)
        if (!taken.ok) return
        expect(wishId === undefined).toBe(wishAbsent !== undefined)
        expect(wishId === undefined ? stands : stands?.id).toBe(wishId)
        expect(accords === 'wish-unknown').toBe(wishId === undefined)
        expect(effect.trim() !== '' || decidedBy === 'herself').toBe(true)
        if (decidedBy === 'herself') expect([wishId, accords]).toEqual(['nu', 'as-wished'])
      },
    ),
    { numRuns: 10_000 },
  )
})
