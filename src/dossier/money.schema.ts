/** What goes over the line about money and moving on: codes and days; her wish is the one text, and it is hers. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { Id } from './dossier.schema.ts'
import { HOUSING_ANSWERS, HOUSING_FIELDS } from './housing-route.ts'
import { MONEY_ACTS, MONEY_OUTCOMES, MONEY_PAYERS, ON_MOVE, TERM_CERTAINTIES, TERM_OF } from './money-book.ts'
import { MONEY_PHASES } from './money-course.ts'
import { HOME_NEEDS, OUTFLOW_DOERS, OUTFLOW_GOALS, OUTFLOW_TASKS } from './outflow.ts'

const DayText = Type.String({ format: 'date', maxLength: 10 })
const closed = { additionalProperties: false } as const
const Municipality = Type.String({ pattern: '^GM[0-9]{4}$' })
const Words = Type.Object({ nl: Type.String(), en: Type.String() })
const StepId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const ReadSource = Type.Object({
  name: Type.String(),
  article: Type.Optional(Type.String()),
  textOf: Type.Optional(Type.String()),
  readDate: DayText,
})
const abilities = Type.Array(Type.String())

export const MoneyPath = Type.Object({ dossierId: Id, moneyStepId: Id })
export const MoneyQuery = Type.Object(
  { withinDays: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])$' })) },
  closed,
)
export const RecordMoneyStep = Type.Object(
  {
    step: StepId,
    act: Type.Enum([...MONEY_ACTS]),
    happenedDate: Type.Optional(DayText),
    /** With a decision, and only then. */
    outcome: Type.Optional(Type.Enum([...MONEY_OUTCOMES])),
    /** The last day of what was granted. */
    untilDate: Type.Optional(DayText),
    /** With an application to a municipality, and only then. */
    municipalityCode: Type.Optional(Municipality),
  },
  closed,
)
export const Nothing = Type.Object({}, closed)

const Clock = Type.Object({
  /** Absent: the last day of what was granted. */
  termId: Type.Optional(Type.String()),
  title: Words,
  fromDate: DayText,
  dueDate: DayText,
  state: Type.Enum(['running', 'late', 'lapsed', 'waits']),
  /** Days until the last day, below zero when it is over. */
  daysLeft: Type.Integer(),
  whose: Type.Optional(Type.Enum([...TERM_OF])),
  certainty: Type.Optional(Type.Enum([...TERM_CERTAINTIES])),
  source: Type.Optional(ReadSource),
  /** Holds only below this age, and the age cannot be read here. */
  onlyBelowAge: Type.Optional(Type.Integer()),
  /** Ends within the days that were asked about. */
  soon: Type.Boolean(),
})
const Entry = Type.Object({
  moneyStepId: Id,
  act: Type.Enum([...MONEY_ACTS]),
  happenedDate: DayText,
  outcome: Type.Optional(Type.Enum([...MONEY_OUTCOMES])),
  untilDate: Type.Optional(DayText),
  municipalityCode: Type.Optional(Type.String()),
})
const Round = Type.Object({
  phase: Type.Enum([...MONEY_PHASES]),
  /** Money or a provision runs today. */
  runs: Type.Boolean(),
  entries: Type.Array(Entry),
  clocks: Type.Array(Clock),
})
export const MoneyStepShown = Type.Object({
  step: StepId,
  title: Words,
  forWhom: Words,
  decidedBy: Words,
  begins: Words,
  note: Words,
  payer: Type.Enum([...MONEY_PAYERS]),
  ruleId: Type.Optional(Type.String()),
  chapter: Type.String(),
  atMunicipality: Type.Boolean(),
  /** Is it meant for the residence letter that stands in the file? */
  meantFor: Type.Enum(['yes', 'no', 'unknown']),
  onMove: Type.Enum([...ON_MOVE]),
  move: Words,
  terms: Type.Array(
    Type.Object({
      termId: Type.String(),
      title: Words,
      from: Type.Enum([...MONEY_ACTS]),
      count: Type.Integer(),
      unit: Type.Enum(['days', 'weeks', 'months']),
      whose: Type.Enum([...TERM_OF]),
      certainty: Type.Enum([...TERM_CERTAINTIES]),
      source: ReadSource,
      onlyBelowAge: Type.Optional(Type.Integer()),
    }),
  ),
  /** The newest first. */
  rounds: Type.Array(Round),
  /** What can be written down now. */
  acts: Type.Array(Type.Enum([...MONEY_ACTS])),
  abilities,
})
export const MoneyShown = Type.Object({
  dossierId: Id,
  date: DayText,
  withinDays: Type.Integer(),
  letter: Type.Optional(Type.String()),
  steps: Type.Array(MoneyStepShown),
  abilities,
})
export type MoneyShown = Static<typeof MoneyShown>
export type MoneyStepShown = Static<typeof MoneyStepShown>

export const RecordStay = Type.Object(
  { step: Type.Enum(['shelter-admitted', 'shelter-left']), happenedDate: Type.Optional(DayText) },
  closed,
)
const Task = {
  task: Type.Enum([...OUTFLOW_TASKS]),
  who: Type.Enum([...OUTFLOW_DOERS]),
  byDate: DayText,
}
export const MakePlan = Type.Object(
  {
    happenedDate: Type.Optional(DayText),
    /** What the person wants, in the person's own words. */
    wish: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    /** The person does not want to say it now. */
    wishNotNow: Type.Optional(Type.Boolean()),
    goal: Type.Enum([...OUTFLOW_GOALS]),
    needs: Type.Array(Type.Enum([...HOME_NEEDS]), { maxItems: HOME_NEEDS.length, uniqueItems: true }),
    municipalityCode: Type.Optional(Municipality),
    leftHome: Type.Enum([...HOUSING_ANSWERS]),
    ordinance: Type.Enum([...HOUSING_ANSWERS]),
    tasks: Type.Array(Type.Object({ ...Task, done: Type.Optional(Type.Boolean()) }, closed), { maxItems: 20 }),
  },
  closed,
)
const Centre = Type.Object({ code: Type.String(), name: Type.String(), grade: Type.String() })
const Place = Type.Object({ code: Type.String(), name: Type.String(), womenShelter: Centre, homelessShelter: Centre })
export const OutflowShown = Type.Object({
  dossierId: Id,
  date: DayText,
  stay: Type.Optional(Type.Object({ admittedDate: DayText, leftDate: Type.Optional(DayText) })),
  /** The last plan that can be read here. */
  plan: Type.Optional(
    Type.Object({
      planId: Id,
      madeDate: DayText,
      by: Type.Object({ organisationId: Id, name: Type.String() }),
      wish: Type.Optional(Type.String()),
      goal: Type.Enum([...OUTFLOW_GOALS]),
      needs: Type.Array(Type.Enum([...HOME_NEEDS])),
      municipality: Type.Optional(Place),
      leftHome: Type.Enum([...HOUSING_ANSWERS]),
      ordinance: Type.Enum([...HOUSING_ANSWERS]),
      tasks: Type.Array(Type.Object({ ...Task, done: Type.Boolean(), late: Type.Boolean() })),
      /** A municipality that receives the person is named, or the person goes abroad: only then the agreement is kept. */
      counts: Type.Boolean(),
    }),
  ),
  /** Who is responsible by the last verdict of this house, with the day of it. */
  verdict: Type.Optional(Type.Object({ decidedDate: DayText, municipality: Place })),
  routes: Type.Array(
    Type.Object({
      routeId: Type.String(),
      title: Words,
      falls: Type.Enum(['inside', 'outside', 'ask']),
      says: Type.Optional(Words),
      missing: Type.Array(Type.Enum([...HOUSING_FIELDS])),
      certainty: Type.Enum([...TERM_CERTAINTIES]),
      source: ReadSource,
    }),
  ),
  abilities,
})
export type OutflowShown = Static<typeof OutflowShown>
