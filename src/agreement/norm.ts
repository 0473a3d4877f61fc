/**
 * Base agreements as data (data/norms/norms.json): who must do what, within how long after what, unless what; or what may not happen, or not more
 * than so often. A norm has versions with a period of validity; what happened last year is judged by last year's version.
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'

export const NORM_KINDS = ['law', 'policy', 'treaty', 'agreement', 'proposed'] as const
export type NormKind = (typeof NORM_KINDS)[number]
export const EFFECTS = ['kept', 'not-applicable'] as const
export type Effect = (typeof EFFECTS)[number]
export const CLOCK_STATES = ['not-started', 'running', 'kept', 'missed', 'not-applicable'] as const
export type ClockState = (typeof CLOCK_STATES)[number]
/** Whose facts the norm reads: those of one file, of a municipality, of a region, of the country, or of signals that were joined. */
export const ABOUT = ['person', 'municipality', 'region', 'country', 'cluster'] as const
export type About = (typeof ABOUT)[number]
/** `none`: no number of days is agreed; the clock runs until it is done and is never missed. */
export const TERM_UNITS = ['days', 'working-days', 'hours', 'none'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const text = Type.String({ minLength: 1, maxLength: 600 })
const factKind = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const kinds = Type.Array(factKind, { minItems: 1, maxItems: 10 })
const Sentence = Type.Object({ nl: text, en: text })
const closed = { additionalProperties: false } as const

const ExampleRow = Type.Object(
  {
    name: text,
    facts: Type.Array(Type.Object({ kind: factKind, happened: text }, closed), { maxItems: 20 }),
    at: text,
    expect: Type.Object(
      {
        state: oneOf(CLOCK_STATES),
        by: Type.Optional(text),
        left: Type.Optional(Type.Integer()),
        late: Type.Optional(Type.Integer()),
        early: Type.Optional(Type.Integer()),
        times: Type.Optional(Type.Integer()),
        due: Type.Optional(text),
      },
      closed,
    ),
  },
  closed,
)

const Term = Type.Object(
  {
    count: Type.Integer({ minimum: 0, maximum: 3650 }),
    unit: oneOf(TERM_UNITS),
    kind: oneOf(NORM_KINDS),
    /** A term of a law: it goes on until the next working day (Algemene termijnenwet 1 and 2). */
    extended: Type.Optional(Type.Literal(true)),
  },
  closed,
)

const VersionRow = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    valid_from: text,
    valid_until: Type.Union([text, Type.Null()]),
    kind: oneOf(NORM_KINDS),
    signed_by: Type.Array(text, { maxItems: 400 }),
    title: Sentence,
    sentence: Sentence,
    trigger: kinds,
    /** One of these facts keeps it; with `all_required` all of them. */
    required: Type.Optional(kinds),
    all_required: Type.Optional(Type.Literal(true)),
    /** What was done before the trigger counts too. */
    counts_before: Type.Optional(Type.Literal(true)),
    /** A contact at three months is not the contact of the first week. */
    not_before_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    /** A ban: none of these facts within the term, or until one of the facts of `until`. */
    forbidden: Type.Optional(kinds),
    /** A limit: of these facts at most `most`, until one of the facts of `until`. */
    counted: Type.Optional(kinds),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    until: Type.Optional(kinds),
    term: Term,
    who: Type.Array(text, { minItems: 1, maxItems: 10 }),
    exceptions: Type.Array(
      Type.Object(
        {
          kind: factKind,
          effect: oneOf(EFFECTS),
          /** Counts from the trigger on: what was said of an earlier time says nothing of this one. */
          after_trigger: Type.Optional(Type.Literal(true)),
          sentence: Sentence,
        },
        closed,
      ),
      { maxItems: 20 },
    ),
    sources: Type.Array(
      Type.Object(
        {
          name: text,
          article: Type.Union([text, Type.Null()]),
          text_of: Type.Union([text, Type.Null()]),
          read_on: text,
        },
        closed,
      ),
      { minItems: 1, maxItems: 10 },
    ),
    examples: Type.Array(ExampleRow, { minItems: 1, maxItems: 30 }),
  },
  closed,
)

export const NORMS_MAX = 200

const NormsFile = Type.Object({
  norms: Type.Array(
    Type.Object(
      {
        id: Type.String({ pattern: '^N\\d{2}(-\\d+)?$' }),
        about: Type.Optional(oneOf(ABOUT)),
        versions: Type.Array(VersionRow, { minItems: 1, maxItems: 50 }),
      },
      closed,
    ),
    { minItems: 1, maxItems: NORMS_MAX },
  ),
})
type VersionData = Static<typeof VersionRow>

/** What is judged: something done, something that may not happen, or how often something happens. */
export type Judged =
  | {
      readonly rule: 'within'
      readonly required: readonly string[]
      readonly all: boolean
      readonly before: boolean
      readonly notBeforeDays: number
    }
  | { readonly rule: 'never'; readonly forbidden: readonly string[]; readonly until: readonly string[] }
  | {
      readonly rule: 'at-most'
      readonly counted: readonly string[]
      readonly most: number
      readonly until: readonly string[]
    }

type Told = Pick<
  VersionData,
  | 'version'
  | 'kind'
  | 'signed_by'
  | 'title'
  | 'sentence'
  | 'trigger'
  | 'term'
  | 'who'
  | 'exceptions'
  | 'sources'
  | 'examples'
>
export type NormVersion = Readonly<Told> & {
  readonly judged: Judged
  readonly validFrom: Day
  readonly validUntil?: Day
  /** The party that bound itself to it, and from when; beside who signed it in the file. */
  readonly adopted?: { readonly by: string; readonly from: Day }
}
/** A norm through the years, oldest version first. */
export type Norm = { readonly id: string; readonly about: About; readonly versions: readonly NormVersion[] }

export type NormRefusal =
  | 'norms-unreadable'
  | 'norm-versions-overlap'
  | 'proposed-norm-signed'
  | 'norm-waits-for-nothing'
  | 'norm-judges-not-one-thing'

/** The victim can say stop at any step, and that keeps every norm (decision 4); the reader refuses data that say otherwise. */
export const ALWAYS_KEEPS = ['consent-refused', 'not-now', 'not-safe'] as const
/** A yes takes back an earlier no. */
export const LIFTS = 'consent-given'

/**
 * Reads the norms. `known` are the kinds of facts that somebody can record. Refuses a shape or day that does not exist, overlapping versions, a
 * proposal with signatures, a norm that asks for two things at once or for none, and one that waits for a fact that nobody records.
 */
export const readNorms = (input: unknown, known?: ReadonlySet<string>): Outcome<readonly Norm[], NormRefusal> => {
  const [error] = Errors(NormsFile, input)
  if (error) return refuse('norms-unreadable', { path: error.instancePath })
  const norms: Norm[] = []
  // Safe: the schema accepted the input just above.
  for (const row of (input as Static<typeof NormsFile>).norms) {
    const versions: NormVersion[] = []
    for (const data of row.versions) {
      const version = readVersion(row.id, data)
      if (!version.ok) return version
      const unknown = known && kindsOf(version.value).find((kind) => !known.has(kind))
      if (unknown) return refuse('norm-waits-for-nothing', { norm: row.id, kind: unknown })
      versions.push(version.value)
    }
    versions.sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
    if (versions.some((one, at) => overlaps(one, versions[at + 1]))) {
      return refuse('norm-versions-overlap', { norm: row.id })
    }
    norms.push({ id: row.id, about: row.about ?? 'person', versions })
  }
  const twice = norms.find((norm, at) => norms.findIndex((other) => other.id === norm.id) !== at)
  return twice ? refuse('norm-versions-overlap', { norm: twice.id }) : accept(norms)
}

/** The version that speaks for a day, if any. */
export const findVersion = (norm: Norm, on: Day): NormVersion | undefined =>
  norm.versions.find(
    (version) => version.validFrom <= on && (version.validUntil === undefined || on <= version.validUntil),
  )

/** Has anybody bound himself to this term: a legislator, or the parties that signed? Only then may a miss be taken up. */
export const binds = (version: NormVersion): boolean => {
  const { kind, signed_by, term } = version
  if (kind === 'proposed' || term.kind === 'proposed') return false
  return kind !== 'agreement' || signed_by.length > 0
}

/** The facts that are judged, whatever the rule is. */
export const judgedKinds = ({ judged }: NormVersion): readonly string[] => {
  switch (judged.rule) {
    case 'within':
      return judged.required
    case 'never':
      return [...judged.forbidden, ...judged.until]
    case 'at-most':
      return [...judged.counted, ...judged.until]
  }
}

/** All kinds of facts that a version names. */
export const kindsOf = (version: NormVersion): readonly string[] => [
  ...version.trigger,
  ...judgedKinds(version),
  ...version.exceptions.map(({ kind }) => kind),
]

const readVersion = (id: string, data: VersionData): Outcome<NormVersion, NormRefusal> => {
  const validFrom = parseDay(data.valid_from)
  const validUntil = data.valid_until === null ? undefined : parseDay(data.valid_until)
  const days = data.examples.flatMap((example) => [
    example.at,
    ...(example.expect.due === undefined ? [] : [example.expect.due]),
    ...example.facts.map((fact) => fact.happened),
  ])
  const allRead = [...days, ...data.sources.map((source) => source.read_on)].every((written) => parseDay(written))
  const endIsRead =
    data.valid_until === null || (validUntil !== undefined && validFrom !== undefined && validFrom <= validUntil)
  if (!validFrom || !endIsRead || !allRead) return refuse('norms-unreadable', { path: `${id} days` })
  if (data.kind === 'proposed' && data.signed_by.length > 0) return refuse('proposed-norm-signed', { norm: id })
  const presses = ALWAYS_KEEPS.find((kind) =>
    data.exceptions.some((one) => one.kind === kind && (one.effect !== 'kept' || one.after_trigger)),
  )
  if (presses) return refuse('norms-unreadable', { path: `${id} ${presses}` })
  const judged = judgedIn(data)
  if (!judged) return refuse('norm-judges-not-one-thing', { norm: id })
  const { version, kind, signed_by, title, sentence, trigger, term, who, exceptions, sources, examples } = data
  return accept({
    ...{ version, kind, signed_by, title, sentence, trigger, term, who, exceptions, sources, examples },
    ...{ judged, validFrom },
    ...(validUntil && { validUntil }),
  })
}

/** The one thing that this row judges; undefined when it judges none or two, or when its parts do not belong together. */
const judgedIn = (data: VersionData): Judged | undefined => {
  const { required, forbidden, counted, most, term } = data
  if ([required, forbidden, counted].filter((each) => each !== undefined).length !== 1) return undefined
  if ((counted === undefined) !== (most === undefined)) return undefined
  const bare = term.unit !== 'none' || (term.count === 0 && term.extended === undefined)
  if (!bare || (term.extended && term.unit !== 'days')) return undefined
  const until = data.until ?? []
  if (required) {
    if (until.length > 0) return undefined
    return {
      ...{ rule: 'within', required, all: data.all_required ?? false, before: data.counts_before ?? false },
      notBeforeDays: data.not_before_days ?? 0,
    }
  }
  if (data.all_required || data.counts_before || data.not_before_days !== undefined) return undefined
  if (forbidden) return term.unit === 'none' && until.length === 0 ? undefined : { rule: 'never', forbidden, until }
  if (counted && most !== undefined && term.unit === 'none') return { rule: 'at-most', counted, most, until }
  return undefined
}

const overlaps = (one: NormVersion, next: NormVersion | undefined): boolean =>
  next !== undefined && (one.validUntil === undefined || next.validFrom <= one.validUntil)
