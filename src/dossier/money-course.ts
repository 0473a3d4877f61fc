/**
 * What happened with a step towards money, as one table: every phase by every act, each cell the next phase or a refusal. A step may come round
 * again: a new application opens a new round. Clocks are read from the facts and from the terms that held on the day on which they began.
 */
import { accept, addDays, ageOn, type Day, day, endOfLegalTerm, type Outcome, refuse } from '../kernel/index.ts'
import {
  MONEY_ACTS,
  MONEY_OUTCOMES,
  type MoneyAct,
  type MoneyOutcome,
  type MoneyStep,
  type MoneyTerm,
  stepOn,
} from './money-book.ts'

export const MONEY_PHASES = ['none', 'began', 'applied', 'granted', 'refused', 'objected', 'appealed', 'ended'] as const
export type MoneyPhase = (typeof MONEY_PHASES)[number]

export type MoneyRefusal =
  | 'money-not-applied'
  | 'money-open-already'
  | 'money-not-decided'
  | 'money-decided-already'
  | 'money-not-granted'
  | 'money-not-objected'
  | 'money-objected-already'
  | 'money-review-open'
  | 'money-ended'
type Cell = MoneyPhase | 'by-outcome' | { readonly no: MoneyRefusal }

const no = (code: MoneyRefusal): Cell => ({ no: code })

const NOT_YET = no('money-not-applied')
const UNDECIDED = no('money-not-decided')
const DECIDED = no('money-decided-already')
const UNASKED = no('money-not-objected')
const REVIEWED = no('money-review-open')
const OVER = no('money-ended')

/** Leave a cell out and it does not compile. `by-outcome`: granted and partly lead to granted, refused to refused. */
export const MONEY_MOVES: Readonly<Record<MoneyPhase, Readonly<Record<MoneyAct, Cell>>>> = {
  none: {
    ...{ began: 'began', applied: 'applied', 'advance-paid': NOT_YET, decided: NOT_YET, objected: NOT_YET },
    ...{ 'objection-decided': NOT_YET, appealed: NOT_YET, 'appeal-decided': NOT_YET },
    ...{ 'payment-started': NOT_YET, ended: NOT_YET },
  },
  began: {
    ...{ began: no('money-open-already'), applied: 'applied', 'advance-paid': NOT_YET, decided: NOT_YET },
    ...{ objected: NOT_YET, 'objection-decided': NOT_YET, appealed: NOT_YET, 'appeal-decided': NOT_YET },
    ...{ 'payment-started': NOT_YET, ended: 'ended' },
  },
  applied: {
    ...{ began: no('money-open-already'), applied: no('money-open-already'), 'advance-paid': 'applied' },
    ...{ decided: 'by-outcome', objected: UNDECIDED, 'objection-decided': UNDECIDED, appealed: UNDECIDED },
    ...{ 'appeal-decided': UNDECIDED, 'payment-started': UNDECIDED, ended: 'ended' },
  },
  granted: {
    ...{ began: no('money-open-already'), applied: no('money-open-already'), 'advance-paid': DECIDED },
    ...{ decided: DECIDED, objected: 'objected', 'objection-decided': UNASKED, appealed: 'appealed' },
    ...{ 'appeal-decided': UNASKED, 'payment-started': 'granted', ended: 'ended' },
  },
  refused: {
    ...{ began: 'began', applied: 'applied', 'advance-paid': DECIDED, decided: DECIDED, objected: 'objected' },
    ...{ 'objection-decided': UNASKED, appealed: 'appealed', 'appeal-decided': UNASKED },
    ...{ 'payment-started': no('money-not-granted'), ended: no('money-not-granted') },
  },
  objected: {
    ...{ began: REVIEWED, applied: REVIEWED, 'advance-paid': REVIEWED, decided: DECIDED, objected: REVIEWED },
    ...{ 'objection-decided': 'by-outcome', appealed: REVIEWED, 'appeal-decided': UNASKED },
    ...{ 'payment-started': 'objected', ended: 'ended' },
  },
  appealed: {
    ...{ began: REVIEWED, applied: REVIEWED, 'advance-paid': REVIEWED, decided: DECIDED, objected: REVIEWED },
    ...{ 'objection-decided': UNASKED, appealed: REVIEWED, 'appeal-decided': 'by-outcome' },
    ...{ 'payment-started': 'appealed', ended: 'ended' },
  },
  ended: {
    ...{ began: 'began', applied: 'applied', 'advance-paid': OVER, decided: OVER, objected: OVER },
    ...{ 'objection-decided': OVER, appealed: OVER, 'appeal-decided': OVER, 'payment-started': OVER, ended: OVER },
  },
}

/** One thing that was written down of a step. */
export type MoneyFact = {
  readonly id: string
  readonly step: string
  readonly act: MoneyAct
  readonly on: Day
  readonly outcome?: MoneyOutcome
  /** The last day of what was granted. */
  readonly until?: Day
  /** Where it was applied for. */
  readonly municipality?: string
}

/** One round of a step: from the day on which it began, or was applied for, to its end. */
export type MoneyRound = {
  readonly step: string
  readonly phase: MoneyPhase
  readonly facts: readonly MoneyFact[]
}

/** The last fact of this act in a round. */
export const factOf = ({ facts }: MoneyRound, act: MoneyAct): MoneyFact | undefined =>
  facts.findLast((each) => each.act === act)

/** The last decision, whoever took it. */
export const decisionOf = ({ facts }: MoneyRound): MoneyFact | undefined =>
  facts.findLast(({ outcome }) => outcome !== undefined)

/** Does money or a provision run in this round on that day? */
export const runsOn = (round: MoneyRound, on: Day): boolean => {
  const decision = decisionOf(round)
  const gives = decision?.outcome === 'granted' || decision?.outcome === 'partly'
  return gives && round.phase !== 'ended' && (decision.until === undefined || on <= decision.until)
}

/**
 * The rounds of all steps, oldest first. What the table refuses changes nothing: it can be there when two houses wrote at the same time, or when a
 * fact before it cannot be read here.
 */
export const roundsOf = (facts: readonly MoneyFact[]): readonly MoneyRound[] => {
  const rounds: MoneyRound[] = []
  for (const fact of facts) {
    const now = rounds.findLast(({ step }) => step === fact.step)
    const moved = moveMoney(now, fact)
    if (!moved.ok) continue
    const { opens, phase } = moved.value
    if (opens || now === undefined) rounds.push({ step: fact.step, phase, facts: [fact] })
    else rounds[rounds.indexOf(now)] = { ...now, phase, facts: [...now.facts, fact] }
  }
  return rounds
}

type Moved = { readonly phase: MoneyPhase; readonly opens: boolean }
export type MoneyProblem =
  | MoneyRefusal
  | 'money-outcome-missing'
  | 'money-outcome-without-decision'
  | 'money-until-before-decision'
  | 'money-day-before-last'

const DECISIONS: readonly MoneyAct[] = ['decided', 'objection-decided', 'appeal-decided']
const OPENS: readonly MoneyAct[] = ['began', 'applied']

/**
 * May this be written down after what stands there, and where does it lead? Refuses a decision before an application, a second round while one is
 * open (of what has a last day the next may be applied for before), an appeal before the objection was decided, a day before the last that
 * was written down, a decision without an outcome, and an end before its decision.
 */
export const moveMoney = (
  now: MoneyRound | undefined,
  fact: Omit<MoneyFact, 'id' | 'municipality'>,
): Outcome<Moved, MoneyProblem> => {
  const shape = refuseShape(fact)
  if (shape) return refuse(shape)
  const last = now?.facts.at(-1)
  if (last && fact.on < last.on) return refuse('money-day-before-last', { last: last.on })
  if (now && isRenewal(now, fact)) return accept({ phase: 'applied', opens: true })
  const phase = now?.phase ?? 'none'
  const cell = MONEY_MOVES[phase][fact.act]
  if (typeof cell === 'object') return refuse(cell.no)
  // The court comes after the decision on an objection and not in its place (Awb 7:1); against that decision nobody objects once more.
  const isReviewed = now !== undefined && factOf(now, 'objection-decided') !== undefined
  if (cell === 'appealed' && !isReviewed) return refuse('money-not-objected')
  if (fact.act === 'objected' && isReviewed) return refuse('money-objected-already')
  const next = cell === 'by-outcome' ? (fact.outcome === 'refused' ? 'refused' : 'granted') : cell
  const opens = OPENS.includes(fact.act) && (phase === 'refused' || phase === 'ended')
  return accept({ phase: next, opens })
}

const refuseShape = ({ act, on, outcome, until }: Omit<MoneyFact, 'id' | 'municipality'>): MoneyProblem | undefined => {
  const decides = DECISIONS.includes(act)
  if (decides && outcome === undefined) return 'money-outcome-missing'
  if (!decides && (outcome !== undefined || until !== undefined)) return 'money-outcome-without-decision'
  if (until !== undefined && outcome === 'refused') return 'money-outcome-without-decision'
  return until !== undefined && until < on ? 'money-until-before-decision' : undefined
}

const isRenewal = (now: MoneyRound, { act }: Pick<MoneyFact, 'act'>): boolean =>
  act === 'applied' && now.phase === 'granted' && decisionOf(now)?.until !== undefined

/** What can be written down next of a step, in the order of the acts. */
export const nextActs = (now: MoneyRound | undefined): readonly MoneyAct[] =>
  MONEY_ACTS.filter((act) => {
    const outcome = DECISIONS.includes(act) ? { outcome: MONEY_OUTCOMES[0] } : {}
    return moveMoney(now, { step: now?.step ?? '', act, on: now?.facts.at(-1)?.on ?? NEVER, ...outcome }).ok
  })
const NEVER = day('9999-12-31')

// --- clocks ---

/** What is known of the person, as far as this reader may read it. */
export type MoneyPerson = { readonly letter?: string; readonly birth?: Day }

/** What stands beside the last day of what was granted. */
export const GRANT_ENDS = { nl: 'Loopt af', en: 'Ends' } as const

export type MoneyClockState = 'running' | 'late' | 'lapsed' | 'waits'
/** A term that runs for her now, or is over and still waits. */
export type MoneyClock = {
  readonly step: string
  /** Absent: the last day of what was granted. */
  readonly term?: MoneyTerm
  readonly from: Day
  readonly due: Day
  readonly state: MoneyClockState
  /** The age decides whether it holds, and nobody here may read it. */
  readonly ageUnknown?: true
}

/**
 * The clocks of one round on a day: terms that wait for an act that did not come, and the last day of what was granted. `followed`: another
 * round of the same step came after it; who applied for the next need not be told that this one ends.
 */
export const clocksOf = (
  book: readonly MoneyStep[],
  round: MoneyRound,
  at: { readonly today: Day; readonly person: MoneyPerson; readonly followed: boolean },
): readonly MoneyClock[] => {
  const clocks: MoneyClock[] = []
  for (const [place, fact] of round.facts.entries()) {
    const step = stepOn(book, fact.step, fact.on)
    for (const term of step?.terms ?? []) {
      if (term.from !== fact.act || !isLastOf(round, fact)) continue
      if (term.outcomes && !(fact.outcome && term.outcomes.includes(fact.outcome))) continue
      const holds = ageHolds(term, at.person, fact.on)
      const done = round.facts.slice(place + 1).some(({ act }) => term.until.includes(act) || act === 'ended')
      if (holds === 'no' || done || (term.expires && at.followed)) continue
      const due = lastDayOf(term, fact.on)
      const state = stateOf(term, due, at.today)
      if (!state) continue
      const ageUnknown = holds === 'unknown' ? { ageUnknown: true as const } : {}
      clocks.push({ step: fact.step, term, from: fact.on, due, state, ...ageUnknown })
    }
  }
  const decision = decisionOf(round)
  if (decision?.until && round.phase !== 'ended' && decision.outcome !== 'refused' && !at.followed)
    clocks.push({
      ...{ step: round.step, from: decision.on, due: decision.until },
      state: decision.until < at.today ? 'lapsed' : 'running',
    })
  return clocks
}

// A term runs from the last time: a second decision begins its own objection term.
const isLastOf = (round: MoneyRound, fact: MoneyFact): boolean => factOf(round, fact.act) === fact

/** The last day of a term; of one that may not be begun before, the last day of waiting. */
export const lastDayOf = ({ count, unit, extended }: MoneyTerm, from: Day): Day => {
  if (unit === 'months') return addMonths(from, count)
  const days = unit === 'weeks' ? count * 7 : count
  return extended ? endOfLegalTerm(from, days) : addDays(from, days)
}

const addMonths = (from: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const total = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  // Day 0 of the next month is the last of this one.
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  return day(`${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`)
}

const stateOf = (term: MoneyTerm, due: Day, today: Day): MoneyClockState | undefined => {
  // Once the waiting is over there is nothing to tell.
  if (term.rule === 'not-before') return today <= due ? 'waits' : undefined
  if (today <= due) return 'running'
  return term.lapses || term.expires ? 'lapsed' : 'late'
}

const ageHolds = ({ age_below }: MoneyTerm, { birth }: MoneyPerson, on: Day): 'yes' | 'no' | 'unknown' => {
  if (age_below === undefined) return 'yes'
  if (birth === undefined) return 'unknown'
  return ageOn(birth, on) < age_below ? 'yes' : 'no'
}

export type MoneyMeant = 'yes' | 'no' | 'unknown'
/** Is this step meant for who has this residence letter? Nobody is kept from writing down what happened. */
export const isMeantFor = ({ letters }: Pick<MoneyStep, 'letters'>, { letter }: MoneyPerson): MoneyMeant => {
  if (letters === null) return 'yes'
  if (letter === undefined) return 'unknown'
  return letters.includes(letter) ? 'yes' : 'no'
}

/** What comes due first, of what waits for an act: the last day of a search period is no term to keep. */
export const firstDue = (clocks: readonly MoneyClock[]): MoneyClock | undefined =>
  clocks.filter(({ state }) => state !== 'waits').toSorted((one, other) => one.due.localeCompare(other.due))[0]

/** What a file holds of money for its reader: the last round of each step with its clocks, and the rounds before it. */
export type MoneyHeld = { readonly round: MoneyRound; readonly clocks: readonly MoneyClock[] }
export const heldMoney = (
  book: readonly MoneyStep[],
  facts: readonly MoneyFact[],
  at: { readonly today: Day; readonly person: MoneyPerson },
): readonly MoneyHeld[] => {
  const rounds = roundsOf(facts)
  return rounds.map((round, place) => {
    const followed = rounds.slice(place + 1).some(({ step }) => step === round.step)
    return { round, clocks: clocksOf(book, round, { ...at, followed }) }
  })
}
