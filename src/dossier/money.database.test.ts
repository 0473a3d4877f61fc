import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast, castDay } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays } from '../kernel/index.ts'
import { aConsent, aDossier, anOffer } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

const code = ({ body, status }: Answer): string => (status < 300 ? 'done' : (body as { code: string }).code)
const money = (dossier: string): string => `/v1/dossiers/${dossier}/money-steps`
const ago = (days: number): string => addDays(castDay, -days)
const ahead = (days: number): string => addDays(castDay, days)

type Step = {
  step: string
  onMove: string
  meantFor: string
  rounds: {
    phase: string
    entries: object[]
    clocks: { termId?: string; dueDate: string; state: string; soon: boolean }[]
  }[]
}
const stepOf = async (caller: Caller, dossier: string, step: string, query = ''): Promise<Step> => {
  const { steps } = (await caller.get(`${money(dossier)}${query}`)).body as { steps: Step[] }
  const found = steps.find((each) => each.step === step)
  if (!found) throw new Error(step)
  return found
}
const note = (dossier: string, act: string, more: object = {}): Promise<Answer> =>
  hanna.post(money(dossier), { step: 'participatiewet', act, ...more })
const clockOf = async (
  dossier: string,
  norm: string,
): Promise<{ state: { code: string }; daysLate?: number } | undefined> => {
  const { clocks } = (await hanna.get(`/v1/dossiers/${dossier}/clocks`)).body as {
    clocks: { normId: string; state: { code: string }; daysLate?: number }[]
  }
  return clocks.find(({ normId }) => normId === norm)
}

describe('steps towards money', () => {
  test('hands that note one application at once note it once, and take it back once', async () => {
    const dossier = await aDossier(hanna)
    const hands = Array.from({ length: 8 })
    const applied = await Promise.all(
      hands.map(() => note(dossier, 'applied', { happenedDate: ago(20), municipalityCode: 'GM0479' })),
    )
    expect(applied.map(code).toSorted()).toEqual(['done', ...Array(7).fill('money-open-already')])
    const made = applied.find(({ status }) => status === 201)?.body as { moneyStepId: string }
    const back = await Promise.all(hands.map(() => hanna.post(`${money(dossier)}/${made.moneyStepId}/corrections`)))
    expect(back.map(code).toSorted()).toEqual(['done', ...Array(7).fill('not-found')])
  })

  test('an application runs its terms, keeps its norm, ends on its last day and stands on the day list', async () => {
    const dossier = await aDossier(hanna)
    expect(code(await note(dossier, 'applied', { happenedDate: ago(20), municipalityCode: 'GM0479' }))).toBe('done')
    const applied = await stepOf(hanna, dossier, 'participatiewet')
    expect(applied.rounds[0]).toMatchObject({ phase: 'applied', clocks: [{ termId: 'advance' }, { termId: 'decide' }] })
    expect((await clockOf(dossier, 'N13'))?.state.code).toBe('running')
    const { items } = (await hanna.get('/v1/day-list')).body as { items: { kind: string; dossierId?: string }[] }
    expect(items.some((each) => each.kind === 'money-term' && each.dossierId === dossier)).toBe(true)
    const decision = { happenedDate: ago(2), outcome: 'granted', untilDate: ahead(20) }
    expect(code(await note(dossier, 'decided', decision))).toBe('done')
    expect((await clockOf(dossier, 'N13'))?.state.code).toBe('kept')
    expect((await stepOf(hanna, dossier, 'participatiewet')).rounds[0]?.clocks).toMatchObject([
      { dueDate: ahead(20), state: 'running', soon: true },
    ])
    const near = await stepOf(hanna, dossier, 'participatiewet', '?withinDays=14')
    expect(near.rounds[0]?.clocks).toMatchObject([{ soon: false }])
    const admin = await house.admin()
    const { rows } = await admin.query('select t::text as line from dossier.fact t where stream = $1', [dossier])
    await admin.end()
    expect(JSON.stringify(rows)).not.toMatch(/granted|GM0479/)
  })

  test('what cannot be is refused in words, and nothing is written', async () => {
    const dossier = await aDossier(hanna)
    expect(code(await note(dossier, 'decided', { outcome: 'granted' }))).toBe('money-not-applied')
    expect(code(await note(dossier, 'applied'))).toBe('money-needs-municipality')
    expect(code(await note(dossier, 'applied', { municipalityCode: 'GM9999' }))).toBe('municipality-unknown')
    expect(code(await note(dossier, 'applied', { municipalityCode: 'GM0788' }))).toBe('municipality-split')
    const tomorrow = { municipalityCode: 'GM0479', happenedDate: ahead(1) }
    expect(code(await note(dossier, 'applied', tomorrow))).toBe('happened-in-future')
    expect(code(await hanna.post(money(dossier), { step: 'lottery', act: 'applied' }))).toBe('money-step-unknown')
    expect(code(await hanna.post(money(dossier), { step: 'rvb', act: 'applied', municipalityCode: 'GM0479' }))).toBe(
      'money-at-no-municipality',
    )
    expect((await stepOf(hanna, dossier, 'participatiewet')).rounds).toEqual([])
    expect(code(await note(dossier, 'applied', { municipalityCode: 'GM0479' }))).toBe('done')
    expect(code(await note(dossier, 'applied', { municipalityCode: 'GM0479' }))).toBe('money-open-already')
    expect(code(await note(dossier, 'decided'))).toBe('money-outcome-missing')
    expect(code(await note(dossier, 'decided', { outcome: 'granted', untilDate: ago(1) }))).toBe(
      'money-until-before-decision',
    )
    expect(code(await note(dossier, 'decided', { outcome: 'granted', happenedDate: ago(1) }))).toBe(
      'money-day-before-last',
    )
    expect(code(await note(dossier, 'appealed'))).toBe('money-not-decided')
  })

  test('a merged municipality becomes its new one', async () => {
    const dossier = await aDossier(hanna)
    await note(dossier, 'applied', { municipalityCode: 'GM0457' })
    expect((await stepOf(hanna, dossier, 'participatiewet')).rounds[0]?.entries).toMatchObject([
      { municipalityCode: 'GM0363' },
    ])
  })

  test('the last that was written down is taken back, and what came before it is not', async () => {
    const dossier = await aDossier(hanna)
    const first = (await note(dossier, 'applied', { municipalityCode: 'GM0479' })).body as { moneyStepId: string }
    const second = (await note(dossier, 'decided', { outcome: 'refused' })).body as { moneyStepId: string }
    const back = (id: string) => hanna.post(`${money(dossier)}/${id}/corrections`, {})
    expect(code(await back(first.moneyStepId))).toBe('money-not-the-last')
    expect(code(await back(second.moneyStepId))).toBe('done')
    expect((await stepOf(hanna, dossier, 'participatiewet')).rounds[0]?.phase).toBe('applied')
    expect(code(await back(second.moneyStepId))).toBe('not-found')
    expect(code(await back(randomUUID()))).toBe('not-found')
    expect(code(await note(dossier, 'decided', { outcome: 'granted' }))).toBe('done')
  })

  test.each([
    ['with her yes for the chapter income, who takes over reads the step and what a move does to it', ['income'], 1],
    ['without it, nothing of it', ['contact'], 0],
  ] as const)('after a handover: %s', async (_what, chapters, count) => {
    const dossier = await aDossier(hanna)
    await note(dossier, 'applied', { municipalityCode: 'GM0479', happenedDate: ago(5) })
    for (const chapter of chapters) await aConsent(hanna, dossier, chapter)
    const handover = await anOffer(hanna, dossier)
    expect((await mirte.get(money(dossier))).status).not.toBe(200)
    expect((await mirte.post(`/v1/handovers/${handover}/acceptances`, {})).status).toBe(200)
    expect((await stepOf(mirte, dossier, 'participatiewet')).rounds).toHaveLength(count)
    const told = (await mirte.get(`/v1/handovers/${handover}/notes/latest`)).body as {
      tasks: { kind: string; onMove?: string; dueDate?: string }[]
      clocks: { normId: string }[]
    }
    const tasks = told.tasks.filter(({ kind }) => kind === 'money-step')
    expect(tasks).toHaveLength(count)
    expect(told.clocks.some(({ normId }) => normId === 'N13')).toBe(count === 1)
    if (count === 1) expect(tasks[0]).toMatchObject({ onMove: 'again', dueDate: expect.any(String) })
  })
})

describe('moving on, planned when somebody comes in', () => {
  const plan = {
    ...{ wish: 'Een kamer waar mijn kat mee mag.', goal: 'own-home', needs: ['alone'], municipalityCode: 'GM0479' },
    ...{ leftHome: 'yes', ordinance: 'yes' },
    tasks: [{ task: 'settle-income', who: 'shelter', byDate: ahead(5) }],
  }
  const at = (dossier: string): string => `/v1/dossiers/${dossier}`
  const stay = (dossier: string, step: string, happenedDate: string) =>
    hanna.post(`${at(dossier)}/outflow-steps`, { step, happenedDate })

  test('N35 runs from the day of coming in, is missed without a plan, and is kept by a plan that names who receives', async () => {
    const late = await aDossier(hanna)
    await stay(late, 'shelter-admitted', ago(50))
    expect(await clockOf(late, 'N35')).toMatchObject({ state: { code: 'missed' }, daysLate: 8 })
    const dossier = await aDossier(hanna)
    await stay(dossier, 'shelter-admitted', ago(10))
    expect((await clockOf(dossier, 'N35'))?.state.code).toBe('running')
    const { municipalityCode: _place, ...nowhere } = plan
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, { ...nowhere, goal: 'not-known-yet' }))).toBe('done')
    expect((await clockOf(dossier, 'N35'))?.state.code).toBe('running')
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, plan))).toBe('done')
    expect((await clockOf(dossier, 'N35'))?.state.code).toBe('kept')
    const shown = (await hanna.get(`${at(dossier)}/outflow`)).body
    expect(shown).toMatchObject({
      stay: { admittedDate: ago(10) },
      plan: {
        wish: plan.wish,
        counts: true,
        municipality: { name: 'Zaanstad', womenShelter: { grade: expect.any(String) } },
      },
      routes: [{ routeId: 'shelter-urgency', falls: 'inside' }, { falls: 'ask' }, { falls: 'outside' }],
    })
    const { items } = (await hanna.get('/v1/day-list')).body as { items: { kind: string; dossierId?: string }[] }
    expect(items.some((each) => each.kind === 'outflow-task' && each.dossierId === dossier)).toBe(true)
    await stay(dossier, 'shelter-left', castDay)
    expect((await clockOf(dossier, 'N36-1'))?.state.code ?? 'none').not.toBe('not-started')
    const admin = await house.admin()
    const { rows } = await admin.query('select t::text as line from dossier.fact t where stream = $1', [dossier])
    await admin.end()
    expect(JSON.stringify(rows)).not.toMatch(/kat mee mag|settle-income/)
  })

  test('what cannot be is refused in words', async () => {
    const dossier = await aDossier(hanna)
    const { wish: _wish, ...unsaid } = plan
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, plan))).toBe('not-in-shelter')
    expect(code(await stay(dossier, 'shelter-left', castDay))).toBe('not-in-shelter')
    expect(code(await stay(dossier, 'shelter-admitted', ahead(1)))).toBe('happened-in-future')
    expect(code(await stay(dossier, 'shelter-admitted', ago(3)))).toBe('done')
    expect(code(await stay(dossier, 'shelter-admitted', ago(2)))).toBe('in-shelter-already')
    expect(code(await stay(dossier, 'shelter-left', ago(4)))).toBe('left-before-admitted')
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, unsaid))).toBe('wish-first')
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, { ...unsaid, wishNotNow: true }))).toBe('done')
    const unknown = { ...plan, municipalityCode: 'GM9999' }
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, unknown))).toBe('municipality-unknown')
    const over = { ...plan, tasks: [{ task: 'settle-income', who: 'shelter', byDate: ago(1) }] }
    expect(code(await hanna.post(`${at(dossier)}/outflow-plans`, over))).toBe('plan-task-over')
  })
})
