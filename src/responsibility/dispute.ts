/**
 * A dispute about who pays is a fold over facts: it begins with the answer of the payer that refuses or pays for now, each party says whom it
 * holds responsible and on which ground, the steps of the covenant are taken in their order, and a settlement says who pays from when. A later
 * settlement takes the place of an earlier one. Nothing in it stops shelter: the carrier for the meantime stands from the first fact on (N34).
 */
import covenantFile from '../../data/disputes/covenant.json' with { type: 'json' }
import { accept, addDays, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import type { PayerDays } from './carry-over.ts'

export const DISPUTE_STEPS = ['contact-persons', 'regional-adviser', 'commission'] as const
export type DisputeStep = (typeof DISPUTE_STEPS)[number]
/** On what a party relies: a category, so that no story about a person comes along. */
export const POSITION_GROUNDS = [
  'registered-there',
  'found-there',
  'turned-to-there',
  'best-chance-there',
  'other-law-first',
  'no-right',
] as const
export type PositionGround = (typeof POSITION_GROUNDS)[number]

type Sentence = { readonly nl: string; readonly en: string }
type SourceRow = {
  readonly name: string
  readonly article: string | null
  readonly text_of: string
  readonly read_on: string
}
type Dated = { readonly valid_from: string; readonly valid_until: string | null; readonly kind: string }
type StepRow = Dated & {
  readonly step: string
  readonly days: number
  readonly who: string
  readonly sentence: Sentence
  readonly sources: readonly SourceRow[]
}
type Covenant = {
  readonly answer: Dated & {
    readonly days: number
    readonly sentence: Sentence
    readonly sources: readonly SourceRow[]
  }
  readonly steps: readonly StepRow[]
}
const COVENANT: Covenant = covenantFile

const holdsOn = ({ valid_from, valid_until }: Dated, on: Day): boolean =>
  valid_from <= on && (valid_until === null || on <= valid_until)

/** The day on which an answer is due when it is asked today; none outside the validity of the term. */
export const answerDue = (asked: Day): Day | undefined =>
  holdsOn(COVENANT.answer, asked) ? addDays(asked, COVENANT.answer.days) : undefined

export type Position = {
  readonly party: string
  readonly holds: string
  readonly ground: PositionGround
  readonly ruleId?: string
  readonly on: Day
}
export type DisputeFact =
  | ({ readonly kind: 'position' } & Position)
  | { readonly kind: 'step'; readonly step: DisputeStep; readonly on: Day }
  | {
      readonly kind: 'settled'
      readonly on: Day
      readonly carried: readonly PayerDays[]
      readonly pays: readonly PayerDays[]
    }
export type Settlement = Extract<DisputeFact, { kind: 'settled' }>

export type StepState = {
  readonly step: DisputeStep
  readonly row: StepRow
  readonly taken?: Day
  /** By when, from the step before it or from the beginning; only for the step that is next. */
  readonly due?: Day
  readonly overdue: boolean
}
export type Dispute = {
  readonly since: Day
  readonly positions: readonly Position[]
  readonly steps: readonly StepState[]
  readonly settlement?: Settlement
}

/** What the dispute is now. The last position of a party counts; facts are given in the order in which they were recorded. */
export const readDispute = (since: Day, facts: readonly DisputeFact[], today: Day): Dispute => {
  const positions = new Map<string, Position>()
  const taken = new Map<DisputeStep, Day>()
  let settlement: Settlement | undefined
  for (const fact of facts) {
    if (fact.kind === 'position') positions.set(fact.party, fact)
    else if (fact.kind === 'step') taken.set(fact.step, fact.on)
    else settlement = fact
  }
  return {
    since,
    positions: [...positions.values()],
    steps: stepsOf({ since, today, taken, settled: settlement !== undefined }),
    ...(settlement && { settlement }),
  }
}

const stepsOf = (of: {
  readonly since: Day
  readonly today: Day
  readonly taken: ReadonlyMap<DisputeStep, Day>
  readonly settled: boolean
}): readonly StepState[] => {
  let before: Day | undefined = of.since
  return COVENANT.steps
    .filter((row) => holdsOn(row, of.since))
    .map((row) => {
      // Safe: a test compares the steps of the file with DISPUTE_STEPS.
      const step = row.step as DisputeStep
      const taken = of.taken.get(step)
      const due: Day | undefined =
        !of.settled && taken === undefined && before !== undefined ? addDays(before, row.days) : undefined
      before = taken
      return { step, row, ...(taken && { taken }), ...(due && { due }), overdue: due !== undefined && due < of.today }
    })
}

export type DisputeRefusal =
  | 'no-dispute'
  | 'dispute-settled'
  | 'dispute-step-not-next'
  | 'settlement-before-dispute'
  | 'settlement-of-days-to-come'
  | 'day-in-future'

/** A step is taken in its order, once, and not after a settlement. */
export const takeStep = (dispute: Dispute, step: DisputeStep): Outcome<true, DisputeRefusal> => {
  if (dispute.settlement) return refuse('dispute-settled')
  return dispute.steps.find(({ due }) => due !== undefined)?.step === step
    ? accept(true)
    : refuse('dispute-step-not-next')
}

/** A settlement is not of before the dispute, not of a day to come, and nobody carried a day that has not been. */
export const maySettle = (
  dispute: Dispute,
  { decided, carried }: { readonly decided: Day; readonly carried: readonly PayerDays[] },
  today: Day,
): Outcome<true, DisputeRefusal> => {
  if (decided < dispute.since) return refuse('settlement-before-dispute')
  if (decided > today) return refuse('day-in-future')
  return carried.some(({ until }) => until > today) ? refuse('settlement-of-days-to-come') : accept(true)
}

/** Whether this text is a day of the calendar; a schema knows only its shape. */
export const daysOf = (
  spans: readonly { readonly partyOrganisationId: string; readonly fromDate: string; readonly untilDate: string }[],
): readonly PayerDays[] | undefined => {
  const read = spans.map(({ partyOrganisationId: party, fromDate, untilDate }) => ({
    ...{ party, from: parseDay(fromDate), until: parseDay(untilDate) },
  }))
  // Safe: the filter keeps spans of which both days were read.
  return read.every(({ from, until }) => from && until) ? (read as unknown as readonly PayerDays[]) : undefined
}
