import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { checkPlan, checkStay, type OutflowPlan, openTasksOf, planKind, staysOf } from './outflow.ts'

const stays = staysOf([{ kind: 'shelter-admitted', on: day('2026-11-02') }])
const plan: OutflowPlan = {
  ...{ wish: 'Een kamer dicht bij mijn zus.', goal: 'own-home', needs: ['alone'], municipality: 'GM0479' },
  ...{ leftHome: 'yes', ordinance: 'yes' },
  tasks: [{ task: 'settle-income', who: 'shelter', by: day('2026-12-01'), done: false }],
}
const about = { on: day('2026-11-16'), wishNotNow: false, stays }
const code = (given: Partial<OutflowPlan>, more: object = {}): string | undefined => {
  const checked = checkPlan({ ...plan, ...given }, { ...about, ...more })
  return checked.ok ? undefined : checked.refusal.code
}

describe('a plan', () => {
  test('P39 her wish comes first: in her words or that she does not want to say it now, and never nothing', () => {
    const { wish: _wish, ...without } = plan
    expect(code({})).toBeUndefined()
    expect(checkPlan(without, about)).toMatchObject({ refusal: { code: 'wish-first' } })
    expect(checkPlan(without, { ...about, wishNotNow: true }).ok).toBe(true)
    expect(code({ wish: '   ' })).toBe('wish-first')
  })

  test('names a municipality that receives, unless she goes abroad or nobody knows yet', () => {
    const { municipality: _place, ...without } = plan
    expect(checkPlan(without, about)).toMatchObject({ refusal: { code: 'plan-needs-municipality' } })
    expect(checkPlan({ ...without, goal: 'not-known-yet' }, about).ok).toBe(true)
    expect(planKind({ ...without, goal: 'not-known-yet' })).toBe('outflow-plan-begun')
    expect(planKind({ ...without, goal: 'abroad' })).toBe('outflow-plan-made')
    expect(planKind(plan)).toBe('outflow-plan-made')
  })

  test('is made while she is in shelter, and its tasks have days to come', () => {
    expect(code({}, { stays: [] })).toBe('not-in-shelter')
    expect(code({}, { on: day('2026-11-01') })).toBe('plan-before-admitted')
    const over = { task: 'settle-address', who: 'shelter', by: day('2026-11-15'), done: false } as const
    expect(code({ tasks: [over] })).toBe('plan-task-over')
    expect(code({ tasks: [{ ...over, done: true }] })).toBeUndefined()
    expect(openTasksOf({ tasks: [{ ...over, done: true }, ...plan.tasks] })).toEqual(plan.tasks)
  })
})

describe('a stay', () => {
  const left = staysOf([
    { kind: 'shelter-admitted', on: day('2026-11-02') },
    { kind: 'shelter-left', on: day('2026-11-20') },
  ])
  test('begins once, ends after it began, and the next begins after that', () => {
    const coded = (given: typeof stays, kind: 'shelter-admitted' | 'shelter-left', on: string) => {
      const checked = checkStay(given, { kind, on: day(on) })
      return checked.ok ? undefined : checked.refusal.code
    }
    expect(coded(stays, 'shelter-admitted', '2026-11-05')).toBe('in-shelter-already')
    expect(coded(stays, 'shelter-left', '2026-11-01')).toBe('left-before-admitted')
    expect(coded([], 'shelter-left', '2026-11-01')).toBe('not-in-shelter')
    expect(coded(left, 'shelter-admitted', '2026-11-10')).toBe('admitted-before-left')
    expect(coded(left, 'shelter-admitted', '2026-11-20')).toBeUndefined()
  })

  test('that ended without having begun is none', () => {
    expect(staysOf([{ kind: 'shelter-left', on: day('2026-11-01') }])).toEqual([])
  })
})
