/** What an answer shows of money and of moving on, and what can be written down now. */
import { type Day, daysBetween } from '../kernel/index.ts'
import type { NameOf } from './dossier.present.ts'
import type { RouteJudged } from './housing-route.ts'
import type { MoneyShown, MoneyStepShown, OutflowShown } from './money.schema.ts'
import type { StandingPlan } from './money.store.ts'
import type { MoneyStep, MoneyTerm } from './money-book.ts'
import {
  GRANT_ENDS,
  isMeantFor,
  type MoneyClock,
  type MoneyHeld,
  type MoneyPerson,
  nextActs,
  runsOn,
} from './money-course.ts'
import { planKind, type ShelterStay } from './outflow.ts'
import type { PlaceNamed, VerdictNamed } from './ports.ts'

type Said = MoneyTerm['source']
const showSource = ({ name, article, text_of, read_on }: Said) => ({
  ...{ name, readDate: read_on },
  ...(article === null ? {} : { article }),
  ...(text_of === null ? {} : { textOf: text_of }),
})

const showClock = (clock: MoneyClock, { today, withinDays }: { readonly today: Day; readonly withinDays: number }) => {
  const { term, from, due, state, ageUnknown } = clock
  const daysLeft = daysBetween(today, due)
  return {
    ...{ title: term?.title ?? GRANT_ENDS, fromDate: from, dueDate: due, state, daysLeft },
    soon: state === 'running' && daysLeft <= withinDays,
    ...(term ? { termId: term.id, whose: term.whose, certainty: term.certainty, source: showSource(term.source) } : {}),
    ...(ageUnknown && term?.age_below !== undefined ? { onlyBelowAge: term.age_below } : {}),
  }
}

const showRound = (held: MoneyHeld, at: { readonly today: Day; readonly withinDays: number }) => ({
  ...{ phase: held.round.phase, runs: runsOn(held.round, at.today) },
  entries: held.round.facts.map(({ id, act, on, outcome, until, municipality }) => ({
    ...{ moneyStepId: id, act, happenedDate: on },
    ...(outcome ? { outcome } : {}),
    ...(until ? { untilDate: until } : {}),
    ...(municipality ? { municipalityCode: municipality } : {}),
  })),
  clocks: held.clocks.map((clock) => showClock(clock, at)),
})

/** Every step of the book with what happened in this file. Steps that were begun stand above, then what is meant for her letter. */
export const showMoney = (
  book: readonly MoneyStep[],
  held: readonly MoneyHeld[],
  file: {
    readonly dossierId: string
    readonly person: MoneyPerson
    readonly today: Day
    readonly withinDays: number
  },
): MoneyShown => {
  const shown = book.map((step): MoneyStepShown => {
    const rounds = held.filter(({ round }) => round.step === step.id).toReversed()
    return {
      step: step.id,
      ...{ title: step.title, forWhom: step.for_whom, decidedBy: step.decided_by, begins: step.begins },
      ...{ note: step.note, payer: step.payer, chapter: step.chapter, atMunicipality: step.where === 'municipality' },
      ...(step.rule === null ? {} : { ruleId: step.rule }),
      ...{ meantFor: isMeantFor(step, file.person), onMove: step.on_move, move: step.move },
      terms: step.terms.map(({ id, title, from, count, unit, whose, certainty, source, age_below }) => ({
        ...{ termId: id, title, from, count, unit, whose, certainty, source: showSource(source) },
        ...(age_below === undefined ? {} : { onlyBelowAge: age_below }),
      })),
      rounds: rounds.map((round) => showRound(round, file)),
      acts: [...nextActs(rounds[0]?.round)],
      abilities: ['record-money-step', ...(rounds.length > 0 ? ['take-back-money-step'] : [])],
    }
  })
  const rank = ({ rounds, meantFor }: MoneyStepShown): number =>
    rounds.length > 0 ? 0 : meantFor === 'yes' ? 1 : meantFor === 'unknown' ? 2 : 3
  return {
    ...{ dossierId: file.dossierId, date: file.today, withinDays: file.withinDays },
    ...(file.person.letter ? { letter: file.person.letter } : {}),
    steps: shown.toSorted((one, other) => rank(one) - rank(other)),
    abilities: ['record-money-step'],
  }
}

const showPlan = (
  plan: StandingPlan,
  about: { readonly today: Day; readonly nameOf: NameOf; readonly place?: PlaceNamed },
) => ({
  ...{ planId: plan.id, madeDate: plan.on, by: { organisationId: plan.by, name: about.nameOf(plan.by) } },
  ...(plan.wish ? { wish: plan.wish } : {}),
  ...{ goal: plan.goal, needs: [...plan.needs], leftHome: plan.leftHome, ordinance: plan.ordinance },
  ...(about.place ? { municipality: about.place } : {}),
  tasks: plan.tasks.map(({ task, who, by, done }) => ({
    task,
    who,
    byDate: by,
    done,
    late: !done && by < about.today,
  })),
  counts: planKind(plan) === 'outflow-plan-made',
})

export const showOutflow = (file: {
  readonly dossierId: string
  readonly today: Day
  readonly nameOf: NameOf
  readonly stay?: ShelterStay
  readonly plan?: StandingPlan
  readonly place?: PlaceNamed
  readonly verdict?: VerdictNamed
  readonly routes: readonly RouteJudged[]
}): OutflowShown => {
  const { stay, plan, verdict } = file
  const isIn = stay !== undefined && stay.left === undefined
  return {
    ...{ dossierId: file.dossierId, date: file.today },
    ...(stay ? { stay: { admittedDate: stay.admitted, ...(stay.left ? { leftDate: stay.left } : {}) } } : {}),
    ...(plan ? { plan: showPlan(plan, file) } : {}),
    ...(verdict ? { verdict: { decidedDate: verdict.on, municipality: verdict.municipality } } : {}),
    routes: file.routes.map(({ route, falls, missing }) => ({
      ...{ routeId: route.id, title: route.title, falls, missing: [...missing] },
      ...(falls === 'ask' ? {} : { says: falls === 'inside' ? route.inside : route.outside }),
      ...{ certainty: route.certainty, source: showSource(route.source) },
    })),
    abilities: isIn ? ['make-outflow-plan', 'record-shelter-left'] : ['record-shelter-admitted'],
  }
}
