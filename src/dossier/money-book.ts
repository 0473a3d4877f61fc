/**
 * Steps towards money and provisions as data (data/money/steps.json): what, for whom, who pays, which terms with their source, what a move does to
 * it. A step may stand there in versions with a period each. What nobody read or agreed has no term: then there is no clock.
 */
import Type, { type Static, type TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, lineOfFault, lineOfPath, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { CHAPTERS } from './chapter.ts'

/** What can be written down of a step, in the order in which it mostly comes. */
export const MONEY_ACTS = [
  'began',
  'applied',
  'advance-paid',
  'decided',
  'objected',
  'objection-decided',
  'appealed',
  'appeal-decided',
  'payment-started',
  'ended',
] as const
export type MoneyAct = (typeof MONEY_ACTS)[number]
export const MONEY_OUTCOMES = ['granted', 'partly', 'refused'] as const
export type MoneyOutcome = (typeof MONEY_OUTCOMES)[number]
/** Whose term it is: somebody who helps, the body that decides, or the person, who may let it pass. */
export const TERM_OF = ['helper', 'decider', 'person'] as const
export type TermOf = (typeof TERM_OF)[number]
/** What a move does: it goes along, it must be asked for again in the new municipality, or it stays where it is. */
export const ON_MOVE = ['travels', 'again', 'stays'] as const
export type OnMove = (typeof ON_MOVE)[number]
export const MONEY_PAYERS = ['municipality', 'coa', 'insurer', 'cak', 'state', 'nobody'] as const
export type MoneyPayer = (typeof MONEY_PAYERS)[number]
export const TERM_CERTAINTIES = ['law-text', 'page', 'believed', 'proposed'] as const
export type TermCertainty = (typeof TERM_CERTAINTIES)[number]

const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const closed = { additionalProperties: false } as const
const text = Type.String({ minLength: 1, maxLength: 400 })
export const Sentence = Type.Object({ nl: text, en: text }, closed)
const orNull = <T extends TSchema>(of: T) => Type.Union([of, Type.Null()])
const word = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const acts = Type.Array(oneOf(MONEY_ACTS), { minItems: 1, maxItems: 4, uniqueItems: true })
export const ReadSource = Type.Object(
  { name: text, article: orNull(text), text_of: orNull(text), read_on: text },
  closed,
)

const Term = Type.Object(
  {
    id: word,
    from: oneOf(MONEY_ACTS),
    /** Any one of these ends it. */
    until: acts,
    /** `not-before`: it may not happen earlier. Otherwise: it happens within. */
    rule: Type.Optional(Type.Literal('not-before')),
    count: Type.Integer({ minimum: 1, maximum: 1000 }),
    unit: oneOf(['days', 'weeks', 'months'] as const),
    /** A term of a law: it goes on until the next working day (Algemene termijnenwet 1 and 2). */
    extended: Type.Optional(Type.Literal(true)),
    whose: oneOf(TERM_OF),
    /** Afterwards the right itself is gone, or what was given is. */
    lapses: Type.Optional(Type.Literal(true)),
    expires: Type.Optional(Type.Literal(true)),
    /** Runs only after a decision with one of these outcomes. */
    outcomes: Type.Optional(Type.Array(oneOf(MONEY_OUTCOMES), { minItems: 1, maxItems: 3 })),
    /** Holds only for who is younger than this on the day on which it begins. */
    age_below: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    title: Sentence,
    certainty: oneOf(TERM_CERTAINTIES),
    source: ReadSource,
  },
  closed,
)
const Row = Type.Object(
  {
    id: word,
    valid_from: text,
    valid_until: orNull(text),
    state: oneOf(['unreviewed', 'reviewed'] as const),
    /** The rule of data/rules that says whose it is. */
    rule: orNull(Type.String({ pattern: '^R\\d{2}$' })),
    chapter: oneOf(CHAPTERS),
    /** Residence letters (art. 8 Vw) for which it is meant; null: for everybody. */
    letters: orNull(Type.Array(text, { minItems: 1, maxItems: 20 })),
    where: oneOf(['municipality', 'nowhere'] as const),
    payer: oneOf(MONEY_PAYERS),
    title: Sentence,
    for_whom: Sentence,
    decided_by: Sentence,
    /** What the day of `began` is, of this step. */
    begins: Sentence,
    /** Kinds of facts that norms read (data/norms/fact-kinds.json), by act. */
    facts: Type.Record(Type.String(), word),
    on_move: oneOf(ON_MOVE),
    move: Sentence,
    note: Sentence,
    terms: Type.Array(Term, { maxItems: 12 }),
  },
  closed,
)
const File = Type.Object({ steps: Type.Array(Row, { minItems: 1, maxItems: 100 }) }, closed)

export type MoneyTerm = Readonly<Static<typeof Term>>
type RowData = Readonly<Static<typeof Row>>
export type MoneyStep = Omit<RowData, 'valid_from' | 'valid_until'> & {
  readonly validFrom: Day
  readonly validUntil?: Day
}

/**
 * Reads the steps from the text of their file. Refuses, with the line: what is no JSON, another shape, a day that does not exist or a period that
 * ends before it begins, two versions of one step that overlap, a term that is there twice, ends with what it begins with, speaks of outcomes
 * without a decision, or has a proposed certainty and a law as its kind of source; and a fact of an act that does not exist.
 */
export const readMoneyBook = (file: string): Outcome<readonly MoneyStep[], 'money-book-unreadable'> => {
  const no = (path: string, why: string) => refuse('money-book-unreadable', { line: lineOfPath(file, path), why })
  const parsed = parse(file)
  if (!parsed.ok) return parsed
  const [error] = Errors(File, parsed.value)
  if (error) return no(error.instancePath, error.message)
  const steps: MoneyStep[] = []
  // Safe: the schema accepted the input just above.
  for (const [at, row] of (parsed.value as Static<typeof File>).steps.entries()) {
    const place = `/steps/${at}`
    const { valid_from, valid_until, ...rest } = row
    const [validFrom, validUntil] = [parseDay(valid_from), valid_until === null ? undefined : parseDay(valid_until)]
    if (!validFrom) return no(`${place}/valid_from`, 'no day')
    if (valid_until !== null && (!validUntil || validUntil < validFrom)) return no(`${place}/valid_until`, 'no period')
    const strange = Object.keys(row.facts).find((act) => !MONEY_ACTS.some((each) => each === act))
    if (strange) return no(`${place}/facts/${strange}`, 'no act')
    const step: MoneyStep = { ...rest, validFrom, ...(validUntil ? { validUntil } : {}) }
    if (steps.some((other) => other.id === step.id && overlap(other, step))) return no(place, 'versions overlap')
    const fault = termFault(row)
    if (fault) return no(`${place}/terms/${fault.at}`, fault.why)
    steps.push(step)
  }
  return accept(steps)
}

const overlap = (one: MoneyStep, other: MoneyStep): boolean =>
  (one.validUntil === undefined || other.validFrom <= one.validUntil) &&
  (other.validUntil === undefined || one.validFrom <= other.validUntil)

const DECIDES: readonly MoneyAct[] = ['decided', 'objection-decided', 'appeal-decided']

const termFault = ({ terms }: RowData): { readonly at: number; readonly why: string } | undefined => {
  for (const [at, term] of terms.entries()) {
    if (terms.findIndex(({ id }) => id === term.id) !== at) return { at, why: 'a term is there twice' }
    if (term.until.includes(term.from)) return { at, why: 'a term ends with what it begins with' }
    if (term.outcomes && !DECIDES.includes(term.from)) return { at, why: 'outcomes without a decision' }
    if (!parseDay(term.source.read_on)) return { at, why: 'a source without the day on which it was read' }
    // What is read in a law has its article, and the year of the text.
    if (term.certainty === 'law-text' && (term.source.article === null || term.source.text_of === null))
      return { at, why: 'a law without article or year' }
  }
  return undefined
}

const parse = (file: string): Outcome<unknown, 'money-book-unreadable'> => {
  try {
    return accept(JSON.parse(file) as unknown)
  } catch (fault) {
    return refuse('money-book-unreadable', { line: lineOfFault(file, fault), why: 'no JSON' })
  }
}

/** The version of a step that speaks for a day. */
export const stepOn = (book: readonly MoneyStep[], id: string, on: Day): MoneyStep | undefined =>
  book.find(
    (each) => each.id === id && each.validFrom <= on && (each.validUntil === undefined || on <= each.validUntil),
  )

/** The steps of a day, in the order of the file. */
export const stepsOn = (book: readonly MoneyStep[], on: Day): readonly MoneyStep[] =>
  book.filter((each) => stepOn(book, each.id, on) === each)
