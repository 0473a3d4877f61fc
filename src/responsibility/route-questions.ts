/**
 * The public route finder: at most seven questions about a situation, never about who somebody is. Each can be answered
 * with "don't know". A question is asked only while a rule that may still speak waits for it.
 */
import type { Day } from '../kernel/index.ts'
import { evaluate } from './conditions.ts'
import type { Facts, Field } from './facts.ts'
import { isValidOn, type Rule } from './rule.ts'

/** Nobody with a victim in front of him answers more than this. */
export const QUESTIONS_MAX = 7

/** What each answer means in facts. The order of the questions is the order of urgency. */
export const ANSWERS = {
  placeTonight: { yes: { needShelter: 'yes' }, no: { needShelter: 'no' } },
  age: { child: { age: 'minor' }, young: { age: '18-20' }, adult: { age: '21-plus' } },
  papers: {
    dutch: { residence: 'NL', nationality: 'nl' },
    eu: { residence: '8e', nationality: 'eu' },
    permit: { residence: '8a' },
    permanent: { residence: '8b', permit: 'other' },
    refugee: { residence: '8c', permit: 'asylum' },
    reflection: { residence: '8k', permit: 'none' },
    waiting: {},
    lapsed: { permit: 'none' },
    never: { residence: 'none', permit: 'none' },
  },
  permit: { work: { permit: 'work', asylumOrigin: 'no' }, victim: { permit: 'b8' }, other: { permit: 'other' } },
  euStay: { settled: { eu24: 'no' }, newcomer: { eu24: 'yes' } },
  waiting: {
    victim: { residence: '8f', coOperates: 'yes', asylum: 'no' },
    asylum: { residence: '8f', asylum: 'yes' },
    extension: { residence: '8g' },
    objection: { residence: '8h' },
    dublin: { residence: '8m', dublin: 'yes' },
  },
  lapsed: { objection: { residence: '8h' }, 'no-objection': { residence: 'none' } },
  alone: { yes: { unaccompanied: 'yes' }, no: { unaccompanied: 'no' } },
  address: {
    exploiter: { registration: 'exploiter' },
    own: { registration: 'own' },
    postal: { registration: 'postal' },
    none: { registration: 'none' },
  },
  asker: {
    municipality: { reporter: 'municipality' },
    care: { reporter: 'care' },
    police: { reporter: 'police' },
    'border-police': { reporter: 'border-police' },
    'labour-authority': { reporter: 'labour-authority' },
    self: { reporter: 'self' },
  },
  complaint: { yes: { coOperates: 'yes' }, no: { coOperates: 'no' } },
  work: {
    labour: { exploitation: 'labour' },
    sexual: { exploitation: 'sexual' },
    criminal: { exploitation: 'criminal' },
    other: { exploitation: 'other' },
  },
} as const satisfies Record<string, Record<string, Facts>>

export type QuestionId = keyof typeof ANSWERS
export type AnswerId<Q extends QuestionId> = Extract<keyof (typeof ANSWERS)[Q], string>
/** What was answered; `unknown` is an answer too, an absent question was not asked yet. */
export type Answers = { readonly [Q in QuestionId]?: AnswerId<Q> | 'unknown' }

export const QUESTION_IDS = Object.keys(ANSWERS) as readonly QuestionId[] // safe: the keys of a constant

/** A question that only makes sense after a certain answer to another one. */
const FOLLOWS = {
  permit: { papers: 'permit' },
  euStay: { papers: 'eu' },
  waiting: { papers: 'waiting' },
  lapsed: { papers: 'lapsed' },
  alone: { age: 'child' },
} as const satisfies { readonly [Q in QuestionId]?: Answers }

/** The answers to one question, in the order in which they are shown. */
export const answersTo = <Q extends QuestionId>(question: Q): readonly AnswerId<Q>[] =>
  Object.keys(ANSWERS[question]) as AnswerId<Q>[] // safe: the keys of a constant

/**
 * What anybody who leaves exploitation needs sooner or later. The route finder takes these for granted instead of asking,
 * and the page says so.
 */
export const ASSUMED = {
  indication: 'yes',
  needIncome: 'yes',
  needMedical: 'yes',
  needAddress: 'yes',
  needLegalAid: 'yes',
  needCompensation: 'yes',
} as const satisfies Facts

/** The facts that the page takes for granted with these answers. */
export const assumedFacts = (answers: Answers): Facts => ({
  ...ASSUMED,
  ...(answers.papers !== undefined && answers.papers !== 'dutch' && { needInterpreter: 'yes' as const }),
  ...(answers.age === 'child' && { needYouthCare: 'yes' as const }),
})

/** The facts that the answers give. An answer to a question that does not belong to the others says nothing. */
export const factsOfAnswers = (answers: Answers): Facts => {
  const said = QUESTION_IDS.filter((question) => belongs(question, answers)).map((question) =>
    factsOf(question, answers),
  )
  return Object.assign({}, ...said)
}

/** The next question to ask on this day, or undefined when nothing that could still be decided depends on one. */
export const nextQuestion = (rules: readonly Rule[], answers: Answers, on: Day): QuestionId | undefined => {
  const asked = QUESTION_IDS.filter((question) => answers[question] !== undefined)
  if (asked.length >= QUESTIONS_MAX) return undefined
  const waitedFor = fieldsWaitedFor(rules, { ...assumedFacts(answers), ...factsOfAnswers(answers) }, on)
  return QUESTION_IDS.find(
    (question) =>
      answers[question] === undefined &&
      belongs(question, answers) &&
      fieldsOfQuestion(question).some((field) => waitedFor.has(field)),
  )
}

const fieldsWaitedFor = (rules: readonly Rule[], facts: Facts, on: Day): ReadonlySet<Field> =>
  new Set(rules.filter((rule) => isValidOn(rule, on)).flatMap((rule) => evaluate(rule.when, facts).missing))

const fieldsOfQuestion = (question: QuestionId): readonly Field[] =>
  Object.values<Facts>(ANSWERS[question]).flatMap((facts) => Object.keys(facts) as Field[]) // safe: keys of Facts

const belongs = (question: QuestionId, answers: Answers): boolean => {
  const follows: { readonly [Q in QuestionId]?: Answers } = FOLLOWS
  const needed = follows[question]
  if (needed === undefined) return true
  return QUESTION_IDS.every((other) => needed[other] === undefined || needed[other] === answers[other])
}

const factsOf = (question: QuestionId, answers: Answers): Facts => {
  const answer = answers[question]
  if (answer === undefined || answer === 'unknown') return {}
  const meanings: Readonly<Record<string, Facts>> = ANSWERS[question]
  return meanings[answer] ?? {}
}

/** Answers as they come over the line; whatever is no question or no answer of it is left out. */
export const readAnswers = (input: Readonly<Record<string, unknown>>): Answers => {
  const kept = QUESTION_IDS.filter((question) => isAnswer(question, input[question])).map((question) => [
    question,
    input[question],
  ])
  // Safe: each pair was checked against ANSWERS by isAnswer.
  return Object.fromEntries(kept.slice(0, QUESTIONS_MAX)) as Answers
}

const isAnswer = (question: QuestionId, value: unknown): boolean =>
  value === 'unknown' || (typeof value === 'string' && Object.hasOwn(ANSWERS[question], value))
