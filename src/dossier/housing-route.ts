/**
 * Roads to a home after shelter as data (data/money/housing-routes.json): who falls within, who outside, and what then (Huisvestingswet 12, 16, 28).
 * An answer that is missing is asked for and never read as no.
 */
import Type, { type Static } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, lineOfFault, lineOfPath, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { ReadSource, Sentence, TERM_CERTAINTIES } from './money-book.ts'

/** What a road asks. `in-shelter` and `asylum-permit` come from the file, the others are answered with the plan. */
export const HOUSING_FIELDS = ['in-shelter', 'left-home', 'ordinance', 'asylum-permit'] as const
export type HousingField = (typeof HOUSING_FIELDS)[number]
export const HOUSING_ANSWERS = ['yes', 'no', 'unknown'] as const
export type HousingAnswer = (typeof HOUSING_ANSWERS)[number]
export type HousingAnswers = Readonly<Partial<Record<HousingField, HousingAnswer>>>

const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const closed = { additionalProperties: false } as const
const text = Type.String({ minLength: 1, maxLength: 100 })
const Row = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 60 }),
    valid_from: text,
    valid_until: Type.Union([text, Type.Null()]),
    state: oneOf(['unreviewed', 'reviewed'] as const),
    rule: Type.Union([Type.String({ pattern: '^R\\d{2}$' }), Type.Null()]),
    needs: Type.Array(Type.Object({ field: oneOf(HOUSING_FIELDS), is: oneOf(['yes', 'no'] as const) }, closed), {
      minItems: 1,
      maxItems: 6,
    }),
    certainty: oneOf(TERM_CERTAINTIES),
    title: Sentence,
    inside: Sentence,
    outside: Sentence,
    source: ReadSource,
  },
  closed,
)
const File = Type.Object({ routes: Type.Array(Row, { minItems: 1, maxItems: 50 }) }, closed)
type RowData = Readonly<Static<typeof Row>>
export type HousingRoute = Omit<RowData, 'valid_from' | 'valid_until'> & {
  readonly validFrom: Day
  readonly validUntil?: Day
}

/** Reads the roads from the text of their file. Refuses, with the line: no JSON, another shape, no period, a road or a need that is there twice. */
export const readHousingRoutes = (file: string): Outcome<readonly HousingRoute[], 'housing-routes-unreadable'> => {
  const no = (path: string, why: string) => refuse('housing-routes-unreadable', { line: lineOfPath(file, path), why })
  let parsed: unknown
  try {
    parsed = JSON.parse(file)
  } catch (fault) {
    return refuse('housing-routes-unreadable', { line: lineOfFault(file, fault), why: 'no JSON' })
  }
  const [error] = Errors(File, parsed)
  if (error) return no(error.instancePath, error.message)
  const routes: HousingRoute[] = []
  // Safe: the schema accepted the input just above.
  for (const [at, { valid_from, valid_until, ...rest }] of (parsed as Static<typeof File>).routes.entries()) {
    const place = `/routes/${at}`
    const [validFrom, validUntil] = [parseDay(valid_from), valid_until === null ? undefined : parseDay(valid_until)]
    if (!validFrom) return no(`${place}/valid_from`, 'no day')
    if (valid_until !== null && (!validUntil || validUntil < validFrom)) return no(`${place}/valid_until`, 'no period')
    if (routes.some(({ id }) => id === rest.id)) return no(place, 'a road is there twice')
    if (new Set(rest.needs.map(({ field }) => field)).size < rest.needs.length)
      return no(place, 'a need is there twice')
    routes.push({ ...rest, validFrom, ...(validUntil ? { validUntil } : {}) })
  }
  return accept(routes)
}

/** `inside`: this road is hers. `outside`: it is not, and the row says what then. `ask`: these answers are missing to know. */
export type RouteJudged = {
  readonly route: HousingRoute
  readonly falls: 'inside' | 'outside' | 'ask'
  readonly missing: readonly HousingField[]
}

/** Every road that holds on this day, in the order of the file. One answer that does not fit puts her outside, whatever is missing beside it. */
export const judgeRoutes = (
  routes: readonly HousingRoute[],
  answers: HousingAnswers,
  on: Day,
): readonly RouteJudged[] =>
  routes
    .filter(({ validFrom, validUntil }) => validFrom <= on && (validUntil === undefined || on <= validUntil))
    .map((route) => {
      const answerOf = (field: HousingField): HousingAnswer => answers[field] ?? 'unknown'
      const missing = route.needs.map(({ field }) => field).filter((field) => answerOf(field) === 'unknown')
      const isOut = route.needs.some(({ field, is }) => answerOf(field) !== 'unknown' && answerOf(field) !== is)
      if (isOut) return { route, falls: 'outside', missing: [] }
      return missing.length > 0 ? { route, falls: 'ask', missing } : { route, falls: 'inside', missing: [] }
    })
