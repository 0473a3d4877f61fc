/** The shape of a rule and of the whole book as they stand in data/rules/; reading refuses what it cannot understand. */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Condition, fieldsOf, readCondition } from './conditions.ts'
import { type Facts, FIELDS } from './facts.ts'
import { COMBINATIONS_MAX, countCombinations, type TruthTable, tableOf } from './truth-table.ts'

export const BODIES = [
  'police',
  'border-police',
  'reporting-service',
  'reporting-organisation',
  'organisation-that-speaks',
  'care-coordinator',
  'comensha',
  'cosm',
  'omm-provider',
  'college',
  'council-and-college',
  'mayor-and-aldermen',
  'mayor',
  'municipality-by-choice',
  'ind',
  'return-service',
  'coa',
  'nidos',
  'health-insurer',
  'care-provider',
  'cak',
  'ggd',
  'legal-aid-board',
  'schadefonds',
  'dispute-commission',
  'employer',
  'iom',
] as const
export type Body = (typeof BODIES)[number]

/** Which municipality; `name-municipality.ts` turns the code into a name. */
export const MUNICIPALITY_CODES = [
  'none',
  'where-he-turns-to',
  'where-found',
  'residence',
  'domicile',
  'stay',
  'region-of-stay',
  'chosen',
  'settlement',
  'youth-address',
  'youth-without-address',
  'unchanged',
  'centre-of-residence',
] as const
export type MunicipalityCode = (typeof MUNICIPALITY_CODES)[number]

export const PAYERS = [
  'none',
  'centre-municipality',
  'region-municipalities',
  'municipality-of-residence',
  'municipality-of-domicile',
  'that-municipality',
  'same-municipality',
  'receiving-municipality',
  'municipality-or-justice',
  'ministry-of-justice',
  'labour-ministry-beds',
  'health-ministry',
  'coa',
  'state',
  'insurer',
  'cak',
  'criminal-case-or-organisation',
  'social-landlord',
] as const
export type Payer = (typeof PAYERS)[number]

export const CERTAINTIES = [
  'law',
  'treaty',
  'law-and-page',
  'page',
  'law-and-believed',
  'believed',
  'proposed',
] as const
/** From what was read in the law down to what is only ours. The order is the order of trust. */
export type Certainty = (typeof CERTAINTIES)[number]

export const TOPICS = [
  'shelter',
  'youth',
  'residence',
  'care',
  'report',
  'support',
  'income',
  'health',
  'address',
  'language',
  'legal',
  'compensation',
  'housing',
  'work',
  'dispute',
  'return',
] as const
export type Topic = (typeof TOPICS)[number]

/** Which desk to call; `call-desk.ts` says what to ask the directory for it, the names and numbers live there. */
export const CALL_SUBJECTS = [
  'emergency',
  'care-coordinator',
  'comensha',
  'wmo-desk',
  'police-trafficking',
  'labour-authority',
  'ind',
  'coa',
  'nidos',
  'youth-team',
  'veilig-thuis',
  'income-desk',
  'civil-registry',
  'health-uninsured',
  'legal-aid',
  'interpreter',
] as const
export type CallSubject = (typeof CALL_SUBJECTS)[number]

export const LETTER_KINDS = [
  'wmo-report',
  'comensha-report',
  'rvb-form',
  'postal-address',
  'urgency-declaration',
  'objection',
] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

export const TERM_KINDS = ['law', 'policy', 'treaty', 'believed', 'proposed'] as const
export type TermKind = (typeof TERM_KINDS)[number]

/** One of these words; `Unsafe` only tells the compiler what the enumeration already checks. */
const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const text = Type.String({ minLength: 1, maxLength: 600 })

const RuleSentence = Type.Object({ nl: text, en: text, certainty: Type.Optional(oneOf(CERTAINTIES)) })
const SourceUse = Type.Object({
  key: text,
  article: Type.Union([text, Type.Null()]),
  text_of: Type.Union([Type.String({ pattern: '^\\d{4}$' }), Type.Null()]),
})

const RuleRow = Type.Object({
  id: Type.String({ pattern: '^R\\d{2}$' }),
  version: Type.Integer({ minimum: 1 }),
  valid_from: text,
  valid_until: Type.Union([text, Type.Null()]),
  state: oneOf(['unreviewed', 'proposed', 'reviewed', 'agreed']),
  /** By whom and on which day, for a rule that is agreed and no other. */
  agreed: Type.Optional(Type.Object({ by: text, on: text }, { additionalProperties: false })),
  topic: oneOf(TOPICS),
  title: RuleSentence,
  when: Type.Unknown(),
  opens: Type.Union([
    Type.Null(),
    Type.Object(
      { residence: oneOf(FIELDS.residence), permit: Type.Optional(oneOf(FIELDS.permit)) },
      { additionalProperties: false },
    ),
  ]),
  responsible: Type.Array(oneOf(BODIES), { minItems: 1, maxItems: 4 }),
  municipality: oneOf(MUNICIPALITY_CODES),
  payer: oneOf(PAYERS),
  step: RuleSentence,
  term: Type.Union([
    Type.Null(),
    Type.Object({ days: Type.Integer({ minimum: 0, maximum: 3650 }), kind: oneOf(TERM_KINDS) }),
  ]),
  obstacle: Type.Union([Type.Null(), RuleSentence]),
  avoid: Type.Array(RuleSentence, { maxItems: 10 }),
  call: Type.Array(oneOf(CALL_SUBJECTS), { minItems: 1, maxItems: 5 }),
  letters: Type.Array(oneOf(LETTER_KINDS), { maxItems: 5 }),
  sources: Type.Array(SourceUse, { minItems: 1, maxItems: 10 }),
  certainty: oneOf(CERTAINTIES),
  read_on: text,
})

/** At most this many rules in a book; the whole of Dutch practice as read here has 46. */
export const RULES_MAX = 500

const BookFile = Type.Object({
  sources: Type.Record(Type.String(), Type.Object({ name: text, where: text })),
  rules: Type.Array(RuleRow, { minItems: 1, maxItems: RULES_MAX }),
})

type Row = Static<typeof RuleRow>

/** A source as a reader sees it: which text, which article, of which year, read when. */
export type Source = {
  /** Its key in the list of sources of the book. */
  readonly key?: string
  readonly name: string
  readonly where: string
  readonly article?: string
  readonly textOf?: string
  readonly readOn: Day
}

/** Every sentence that leaves the rules carries where it comes from, when that was read and how sure it is. */
export type Sentence = {
  readonly nl: string
  readonly en: string
  readonly sources: readonly Source[]
  readonly certainty: Certainty
}

export type Rule = {
  readonly id: string
  readonly version: number
  readonly validFrom: Day
  readonly validUntil?: Day
  readonly state: Row['state']
  /** Who agreed to it and when; present exactly when the state says so. */
  readonly agreed?: { readonly by: string; readonly on: Day }
  readonly topic: Topic
  readonly title: Sentence
  readonly when: Condition
  /** The same condition as a table, made when it is first asked; `conditions.ts` holds the oracle. */
  readonly table: () => TruthTable
  /** What the letter of art. 8 becomes when the first step succeeds: the rules after it are shown as next. */
  readonly opens?: Facts
  readonly responsible: readonly Body[]
  readonly municipality: MunicipalityCode
  readonly payer: Payer
  readonly step: Sentence
  readonly term?: { readonly days: number; readonly kind: TermKind }
  readonly obstacle?: Sentence
  readonly avoid: readonly Sentence[]
  readonly call: readonly CallSubject[]
  readonly letters: readonly LetterKind[]
  readonly sources: readonly Source[]
  readonly certainty: Certainty
}

export type RuleRefusal = 'rules-unreadable' | 'rule-versions-overlap'

/** Does the rule speak on this day? Both ends included. */
export const isValidOn = (rule: Pick<Rule, 'validFrom' | 'validUntil'>, on: Day): boolean =>
  rule.validFrom <= on && (rule.validUntil === undefined || on <= rule.validUntil)

/** Reads the book of rules. Refuses a shape, field, value, source or day that does not exist, and overlapping versions. */
export const readRules = (input: unknown): Outcome<readonly Rule[], RuleRefusal> => {
  const [error] = Errors(BookFile, input)
  if (error) return refuse('rules-unreadable', { path: error.instancePath, at: error.instancePath })
  // Safe: the schema accepted it just above.
  const book = input as Static<typeof BookFile>
  const rules: Rule[] = []
  for (const [place, row] of book.rules.entries()) {
    const rule = readRule(row, book.sources, `/rules/${place}`)
    if (!rule.ok) return rule
    rules.push(rule.value)
  }
  const clash = rules.findIndex((one, at) =>
    rules.slice(0, at).some((other) => other.id === one.id && (overlap(one, other) || other.version === one.version)),
  )
  return clash < 0
    ? accept(rules)
    : refuse('rule-versions-overlap', { rule: rules[clash]?.id ?? '', at: `/rules/${clash}` })
}

const overlap = (one: Rule, other: Rule): boolean => isValidOn(one, other.validFrom) || isValidOn(other, one.validFrom)

const readRule = (
  row: Row,
  names: Static<typeof BookFile>['sources'],
  at: string,
): Outcome<Rule, 'rules-unreadable'> => {
  const when = readCondition(row.when)
  if (!when.ok) {
    const path = `${when.refusal.params?.path ?? ''}`
    return refuse('rules-unreadable', {
      path: `${row.id} ${path}`,
      at: `${at}/${path.replaceAll(/[.[]/g, '/').replaceAll(']', '')}`,
    })
  }
  if (countCombinations(fieldsOf(when.value), { unknown: true }) > COMBINATIONS_MAX)
    return refuse('rules-unreadable', { path: `${row.id} when: too many combinations`, at: `${at}/when` })
  const [readOn, validFrom] = [parseDay(row.read_on), parseDay(row.valid_from)]
  const validUntil = row.valid_until === null ? undefined : parseDay(row.valid_until)
  const daysAreRead = readOn && validFrom && (row.valid_until === null || validUntil)
  if (!daysAreRead) return refuse('rules-unreadable', { path: `${row.id} days`, at: `${at}/valid_from` })
  const agreed = readAgreed(row)
  if (agreed === 'unreadable') return refuse('rules-unreadable', { path: `${row.id} agreed`, at: `${at}/agreed` })
  const sources = row.sources.flatMap((use) => readSource(use, names, readOn))
  if (sources.length < row.sources.length)
    return refuse('rules-unreadable', { path: `${row.id} sources`, at: `${at}/sources` })
  const sentence = (from: Static<typeof RuleSentence>): Sentence => ({
    nl: from.nl,
    en: from.en,
    sources,
    certainty: from.certainty ?? row.certainty,
  })
  return accept({
    id: row.id,
    version: row.version,
    validFrom,
    ...(validUntil && { validUntil }),
    state: row.state,
    ...(agreed && { agreed }),
    topic: row.topic,
    title: sentence(row.title),
    when: when.value,
    table: () => tableOf(when.value),
    ...(row.opens && { opens: row.opens }),
    responsible: row.responsible,
    municipality: row.municipality,
    payer: row.payer,
    step: sentence(row.step),
    ...(row.term && { term: row.term }),
    ...(row.obstacle && { obstacle: sentence(row.obstacle) }),
    avoid: row.avoid.map(sentence),
    call: row.call,
    letters: row.letters,
    sources,
    certainty: row.certainty,
  })
}

// Agreed without who and when is a claim that nobody can check; who and when without being agreed is a slip.
const readAgreed = ({ state, agreed, read_on }: Row): Rule['agreed'] | 'unreadable' => {
  if (!agreed) return state === 'agreed' ? 'unreadable' : undefined
  const on = parseDay(agreed.on)
  return state === 'agreed' && on && agreed.by.trim() !== '' && agreed.on >= read_on
    ? { by: agreed.by, on }
    : 'unreadable'
}

const readSource = (
  use: Static<typeof SourceUse>,
  names: Static<typeof BookFile>['sources'],
  readOn: Day,
): readonly Source[] => {
  const known = Object.hasOwn(names, use.key) ? names[use.key] : undefined
  if (!known) return []
  const article = use.article === null ? {} : { article: use.article }
  return [{ key: use.key, ...known, ...article, ...(use.text_of !== null && { textOf: use.text_of }), readOn }]
}
