/** The edge of money and of moving on: what was applied for and decided, which terms run, and the plan for the home after shelter. */
import { standingConsents } from '../access/index.ts'
import { placeMunicipality } from '../directory/index.ts'
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import type { Chapter } from './chapter.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { type Dossier, readFacts, type TimelineFact, writeStepsAlone } from './dossier.store.ts'
import { happenedOn, heldDossier, namesFrom, readableBy, readerOf, WORKERS } from './dossier-edge.routes.ts'
import { type HousingAnswers, judgeRoutes } from './housing-route.ts'
import { showMoney, showOutflow } from './money.present.ts'
import {
  MakePlan,
  MoneyPath,
  MoneyQuery,
  MoneyShown,
  Nothing,
  OutflowShown,
  RecordMoneyStep,
  RecordStay,
} from './money.schema.ts'
import { heldMoneyIn, MONEY_NOTED, MONEY_TAKEN_BACK, moneyPersonIn, permitIn, planIn, staysIn } from './money.store.ts'
import { HOUSING_ROUTES, MONEY_BOOK } from './money-book.store.ts'
import { type MoneyStep, stepOn, stepsOn } from './money-book.ts'
import { moveMoney } from './money-course.ts'
import { checkPlan, checkStay, type OutflowPlan, type PlannedTask, planKind } from './outflow.ts'
import type { DossierPorts } from './ports.ts'
import { relationsTo } from './relation.ts'

type Ports = Pick<DossierPorts, 'reference' | 'placeNamed' | 'lastVerdict'>
const access = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const
const TAG = 'dossier'
/** What ends within these days is pointed out, when nothing else is asked. */
const WITHIN_DAYS = 30
/** Where she was and left is of the chapter shelter, what she wants of the chapter goal. */
const STAY_CHAPTER: Chapter = 'shelter'
const PLAN_CHAPTER: Chapter = 'goal'

/** What this house may read of the file: its own, and of who held it before, by her yes for each chapter. */
const readable = async (work: Work, dossier: Dossier): Promise<readonly TimelineFact[]> => {
  const [facts, consents] = await Promise.all([readFacts(work, dossier.id), standingConsents(work, dossier.id)])
  const relations = relationsTo(dossier, readerOf(work), [], consents)
  return facts.filter(readableBy(work, { dossier: dossier.id, relations, consents }))
}

const chaptersOf = (steps: readonly MoneyStep[]): readonly Chapter[] => [
  ...new Set(steps.map(({ chapter }) => chapter)),
]

export const moneyRoutes = (ports: Ports): readonly Route[] => [
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/money-steps',
    operationId: 'readMoney',
    summary:
      'Stappen naar geld en voorzieningen: wat is gedaan, welke termijnen lopen, wat afloopt en wat een verhuizing doet',
    tag: TAG,
    access,
    params: DossierPath,
    query: MoneyQuery,
    answer: MoneyShown,
    refusals: ['not-found', 'not-the-holder'],
    handle: async (work, { params, query }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'see' })
      if (!held.ok) return held
      const facts = await readable(work, held.value)
      const book = stepsOn(MONEY_BOOK, work.today)
      work.concerns(params.dossierId, 'read-money', chaptersOf(book))
      return accept(
        showMoney(book, heldMoneyIn(facts, work.today), {
          ...{ dossierId: params.dossierId, person: moneyPersonIn(facts), today: work.today },
          withinDays: query.withinDays === undefined ? WITHIN_DAYS : Number(query.withinDays),
        }),
      )
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/money-steps',
    operationId: 'recordMoneyStep',
    summary: 'Noteren dat iets is aangevraagd, besloten, uitbetaald of geëindigd',
    tag: TAG,
    access,
    params: DossierPath,
    body: RecordMoneyStep,
    answer: Made('moneyStepId'),
    status: 201,
    refusals: [
      ...['not-found', 'not-the-holder', 'happened-in-future', 'money-step-unknown', 'money-not-applied'],
      ...['money-open-already', 'money-not-decided', 'money-decided-already', 'money-not-granted'],
      ...['money-not-objected', 'money-objected-already', 'money-review-open', 'money-ended', 'money-outcome-missing'],
      ...['money-outcome-without-decision', 'money-until-before-decision', 'money-day-before-last'],
      ...['money-needs-municipality', 'money-at-no-municipality', 'municipality-unknown', 'municipality-split'],
    ],
    handle: async (work, { params, body }) => {
      const on = happenedOn(body.happenedDate, work.today)
      if (!on.ok) return on
      const step = stepOn(MONEY_BOOK, body.step, on.value)
      if (!step) return refuse('money-step-unknown')
      const held = await heldDossier(work, params.dossierId, { act: 'note', chapter: step.chapter })
      if (!held.ok) return held
      const where = readWhere(ports, step, body)
      if (!where.ok) return where
      const until = body.untilDate === undefined ? undefined : parseDay(body.untilDate)
      if (body.untilDate !== undefined && !until) return refuse('bad-input')
      await writeStepsAlone(work, params.dossierId)
      const now = heldMoneyIn(await readable(work, held.value), work.today).findLast(
        ({ round }) => round.step === step.id,
      )
      const { act, outcome } = body
      const moved = moveMoney(now?.round, {
        ...{ step: step.id, act, on: on.value },
        ...(outcome ? { outcome } : {}),
        ...(until ? { until } : {}),
      })
      if (!moved.ok) return moved
      const personal = {
        ...(outcome ? { outcome } : {}),
        ...(until ? { until } : {}),
        ...(where.value ? { municipality: where.value } : {}),
      }
      const { id: moneyStepId } = await work.record({
        ...{ slice: 'dossier', stream: params.dossierId, kind: step.facts[act] ?? MONEY_NOTED, chapter: step.chapter },
        ...{ happened: on.value, payload: { moneyStep: step.id, act } },
        ...(Object.keys(personal).length === 0 ? {} : { personal }),
      })
      work.concerns(params.dossierId, 'record-money-step', [step.chapter])
      return accept({ moneyStepId })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/money-steps/{moneyStepId}/corrections',
    operationId: 'takeBackMoneyStep',
    summary: 'Terugnemen wat verkeerd is genoteerd: alleen het laatste van een stap',
    tag: TAG,
    access,
    params: MoneyPath,
    body: Nothing,
    answer: Made('moneyStepId'),
    status: 201,
    refusals: ['not-found', 'not-the-holder', 'money-not-the-last'],
    handle: async (work, { params }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'see' })
      if (!held.ok) return held
      await writeStepsAlone(work, params.dossierId)
      const rounds = heldMoneyIn(await readable(work, held.value), work.today).map(({ round }) => round)
      const round = rounds.find(({ facts }) => facts.some(({ id }) => id === params.moneyStepId))
      if (!round) return refuse('not-found')
      const newest = rounds.findLast(({ step }) => step === round.step)
      if (newest?.facts.at(-1)?.id !== params.moneyStepId) return refuse('money-not-the-last')
      const chapter = stepOn(MONEY_BOOK, round.step, round.facts[0]?.on ?? work.today)?.chapter
      const mayNote = await heldDossier(work, params.dossierId, { act: 'note', ...(chapter ? { chapter } : {}) })
      if (!mayNote.ok) return mayNote
      await work.record({
        ...{ slice: 'dossier', stream: params.dossierId, kind: MONEY_TAKEN_BACK, ...(chapter ? { chapter } : {}) },
        ...{ happened: work.today, payload: { moneyStep: round.step, takenBackId: params.moneyStepId } },
      })
      work.concerns(params.dossierId, 'record-money-step-back', chapter ? [chapter] : [])
      return accept({ moneyStepId: params.moneyStepId })
    },
  }),
]

type Where = { readonly act: string; readonly municipalityCode?: string | undefined }
/** The municipality of an application, by its code of today; a step of the country has none, and neither have other acts. */
const readWhere = (
  { reference }: Ports,
  step: MoneyStep,
  { act, municipalityCode }: Where,
): Outcome<string | undefined, string> => {
  const isAsked = act === 'applied' && step.where === 'municipality'
  if (municipalityCode === undefined) return isAsked ? refuse('money-needs-municipality') : accept(undefined)
  if (!isAsked) return refuse('money-at-no-municipality')
  const placed = placeMunicipality(reference.municipalities, municipalityCode)
  return placed.ok ? accept(placed.value.municipality.code) : placed
}

export const outflowRoutes = (ports: Ports): readonly Route[] => {
  const nameOf = namesFrom(ports.reference.organisations)
  return [
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/outflow',
      operationId: 'readOutflow',
      summary: 'Uitstroom: wanneer iemand binnenkwam, het plan, wegen naar een woning en de gemeente bij naam',
      tag: TAG,
      access,
      params: DossierPath,
      answer: OutflowShown,
      refusals: ['not-found', 'not-the-holder'],
      handle: async (work, { params }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'see' })
        if (!held.ok) return held
        const facts = await readable(work, held.value)
        const verdict = await ports.lastVerdict(work, params.dossierId)
        work.concerns(params.dossierId, 'read-outflow', [STAY_CHAPTER, PLAN_CHAPTER])
        const [stay, plan] = [staysIn(facts).at(-1), planIn(facts)]
        const place = plan?.municipality === undefined ? undefined : ports.placeNamed(plan.municipality)
        return accept(
          showOutflow({
            ...{ dossierId: params.dossierId, today: work.today, nameOf },
            ...(stay ? { stay } : {}),
            ...(plan ? { plan } : {}),
            ...(place ? { place } : {}),
            ...(verdict ? { verdict } : {}),
            routes: judgeRoutes(HOUSING_ROUTES, answersOf(facts), work.today),
          }),
        )
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/outflow-steps',
      operationId: 'recordShelterStay',
      summary: 'Noteren dat iemand in de opvang kwam, of de opvang verliet; niet welk huis',
      tag: TAG,
      access,
      params: DossierPath,
      body: RecordStay,
      answer: Made('outflowStepId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'happened-in-future', 'in-shelter-already', 'not-in-shelter'],
        ...['left-before-admitted', 'admitted-before-left'],
      ],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'note', chapter: STAY_CHAPTER })
        if (!held.ok) return held
        const on = happenedOn(body.happenedDate, work.today)
        if (!on.ok) return on
        await writeStepsAlone(work, params.dossierId)
        const stays = staysIn(await readable(work, held.value))
        const checked = checkStay(stays, { kind: body.step, on: on.value })
        if (!checked.ok) return checked
        const { id: outflowStepId } = await work.record({
          ...{ slice: 'dossier', stream: params.dossierId, kind: body.step, chapter: STAY_CHAPTER, happened: on.value },
          payload: {},
        })
        work.concerns(params.dossierId, 'record-shelter-stay', [STAY_CHAPTER])
        return accept({ outflowStepId })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/outflow-plans',
      operationId: 'makeOutflowPlan',
      summary:
        'Het uitstroomplan opschrijven of vervangen: haar of zijn wens eerst, dan waarheen, wie wat doet en wanneer',
      tag: TAG,
      access,
      params: DossierPath,
      body: MakePlan,
      answer: Made('outflowPlanId'),
      status: 201,
      refusals: [
        ...['not-found', 'not-the-holder', 'happened-in-future', 'wish-first', 'not-in-shelter'],
        ...['plan-before-admitted', 'plan-needs-municipality', 'plan-task-over'],
        ...['municipality-unknown', 'municipality-split'],
      ],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'note', chapter: PLAN_CHAPTER })
        if (!held.ok) return held
        const on = happenedOn(body.happenedDate, work.today)
        if (!on.ok) return on
        const plan = readPlan(ports, body)
        if (!plan.ok) return plan
        const stays = staysIn(await readable(work, held.value))
        const about = { on: on.value, wishNotNow: body.wishNotNow === true, stays }
        const checked = checkPlan(plan.value, about)
        if (!checked.ok) return checked
        const { id: outflowPlanId } = await work.record({
          ...{ slice: 'dossier', stream: params.dossierId, kind: planKind(plan.value), chapter: PLAN_CHAPTER },
          ...{ happened: on.value, payload: {}, personal: plan.value },
        })
        work.concerns(params.dossierId, 'record-outflow-plan', [PLAN_CHAPTER])
        return accept({ outflowPlanId })
      },
    }),
  ]
}

/** What the file and the plan answer to the roads. A letter that nobody noted is unknown, and never a no. */
const answersOf = (facts: readonly TimelineFact[]): HousingAnswers => {
  const [stay, plan, { letter }, permit] = [staysIn(facts).at(-1), planIn(facts), moneyPersonIn(facts), permitIn(facts)]
  return {
    ...(stay ? { 'in-shelter': stay.left === undefined ? 'yes' : 'no' } : {}),
    ...(plan ? { 'left-home': plan.leftHome, ordinance: plan.ordinance } : {}),
    'asylum-permit': asylumPermit(letter, permit),
  }
}

// Huisvestingswet 1(g): a permit holder is who has a permit after an application for asylum. Of 8a without a word on the permit nobody can say.
const asylumPermit = (letter: string | undefined, permit: string | undefined): 'yes' | 'no' | 'unknown' => {
  if (letter === '8c' || letter === '8d') return 'yes'
  if (letter === '8a') return permit === undefined ? 'unknown' : permit === 'asylum' ? 'yes' : 'no'
  return letter === undefined ? 'unknown' : 'no'
}

type Said = {
  readonly wish?: string | undefined
  readonly goal: OutflowPlan['goal']
  readonly needs: OutflowPlan['needs']
  readonly municipalityCode?: string | undefined
  readonly leftHome: OutflowPlan['leftHome']
  readonly ordinance: OutflowPlan['ordinance']
  readonly tasks: readonly (Omit<PlannedTask, 'by' | 'done'> & {
    readonly byDate: string
    readonly done?: boolean | undefined
  })[]
}
const readPlan = ({ reference }: Ports, said: Said): Outcome<OutflowPlan, string> => {
  const placed =
    said.municipalityCode === undefined ? undefined : placeMunicipality(reference.municipalities, said.municipalityCode)
  if (placed && !placed.ok) return placed
  const tasks: PlannedTask[] = []
  for (const { task, who, byDate, done } of said.tasks) {
    const by: Day | undefined = parseDay(byDate)
    if (!by) return refuse('bad-input')
    tasks.push({ task, who, by, done: done === true })
  }
  const wish = said.wish?.trim()
  return accept({
    ...(wish ? { wish } : {}),
    ...{ goal: said.goal, needs: said.needs, leftHome: said.leftHome, ordinance: said.ordinance, tasks },
    ...(placed ? { municipality: placed.value.municipality.code } : {}),
  })
}
