/**
 * Base agreements as data (data/norms/norms.json): who must do what, within how long after what, unless what. A norm has
 * versions with a period of validity; what happened last year is judged by last year's version.
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

const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const text = Type.String({ minLength: 1, maxLength: 600 })
const factKind = Type.String({ pattern: '^[a-z]+(-[a-z0-9]+)*$', maxLength: 60 })
const Sentence = Type.Object({ nl: text, en: text })

const ExampleRow = Type.Object({
  name: text,
  facts: Type.Array(Type.Object({ kind: factKind, happened: text }), { maxItems: 20 }),
  at: text,
  expect: Type.Object({
    state: oneOf(CLOCK_STATES),
    by: Type.Optional(text),
    left: Type.Optional(Type.Integer()),
    late: Type.Optional(Type.Integer()),
  }),
})

const VersionRow = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  valid_from: text,
  valid_until: Type.Union([text, Type.Null()]),
  kind: oneOf(NORM_KINDS),
  signed_by: Type.Array(text, { maxItems: 100 }),
  title: Sentence,
  sentence: Sentence,
  trigger: Type.Array(factKind, { minItems: 1, maxItems: 10 }),
  required: Type.Array(factKind, { minItems: 1, maxItems: 10 }),
  /** A contact at three months is not the contact of the first week. */
  not_before_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  term: Type.Object({
    count: Type.Integer({ minimum: 0, maximum: 3650 }),
    unit: oneOf(['days', 'hours'] as const),
    kind: oneOf(NORM_KINDS),
  }),
  who: Type.Array(text, { minItems: 1, maxItems: 10 }),
  exceptions: Type.Array(
    Type.Object({
      kind: factKind,
      effect: oneOf(EFFECTS),
      /** Counts from the trigger on: what was said of an earlier time says nothing of this one. */
      after_trigger: Type.Optional(Type.Literal(true)),
      sentence: Sentence,
    }),
    { maxItems: 20 },
  ),
  sources: Type.Array(
    Type.Object({
      name: text,
      article: Type.Union([text, Type.Null()]),
      text_of: Type.Union([text, Type.Null()]),
      read_on: text,
    }),
    { minItems: 1, maxItems: 10 },
  ),
  examples: Type.Array(ExampleRow, { minItems: 1, maxItems: 30 }),
})

export const NORMS_MAX = 200

const NormsFile = Type.Object({
  norms: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^N\\d{2}(-\\d+)?$' }),
      versions: Type.Array(VersionRow, { minItems: 1, maxItems: 50 }),
    }),
    { minItems: 1, maxItems: NORMS_MAX },
  ),
})
type VersionData = Static<typeof VersionRow>

export type NormVersion = Readonly<Omit<VersionData, 'valid_from' | 'valid_until' | 'not_before_days'>> & {
  readonly validFrom: Day
  readonly validUntil?: Day
  readonly notBeforeDays?: number
}
/** A norm through the years, oldest version first. */
export type Norm = { readonly id: string; readonly versions: readonly NormVersion[] }

export type NormRefusal = 'norms-unreadable' | 'norm-versions-overlap' | 'proposed-norm-signed'

/** The victim can say stop at any step, and that keeps every norm (decision 4); the reader refuses data that say otherwise. */
export const ALWAYS_KEEPS = ['consent-refused', 'not-now', 'not-safe'] as const

/** Reads the norms. Refuses a shape or day that does not exist, overlapping versions, and a proposal with signatures. */
export const readNorms = (input: unknown): Outcome<readonly Norm[], NormRefusal> => {
  const [error] = Errors(NormsFile, input)
  if (error) return refuse('norms-unreadable', { path: error.instancePath })
  const norms: Norm[] = []
  for (const row of (input as Static<typeof NormsFile>).norms) {
    // Safe: the schema accepted the input just above.
    const versions: NormVersion[] = []
    for (const data of row.versions) {
      const version = readVersion(row.id, data)
      if (!version.ok) return version
      versions.push(version.value)
    }
    versions.sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
    if (versions.some((one, at) => overlaps(one, versions[at + 1]))) {
      return refuse('norm-versions-overlap', { norm: row.id })
    }
    norms.push({ id: row.id, versions })
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

const readVersion = (id: string, data: VersionData): Outcome<NormVersion, NormRefusal> => {
  const { valid_from, valid_until, not_before_days, ...rest } = data
  const validFrom = parseDay(valid_from)
  const validUntil = valid_until === null ? undefined : parseDay(valid_until)
  const days = data.examples.flatMap((example) => [example.at, ...example.facts.map((fact) => fact.happened)])
  const allRead = [...days, ...data.sources.map((source) => source.read_on)].every((written) => parseDay(written))
  const endIsRead =
    valid_until === null || (validUntil !== undefined && validFrom !== undefined && validFrom <= validUntil)
  if (!validFrom || !endIsRead || !allRead) return refuse('norms-unreadable', { path: `${id} days` })
  if (data.kind === 'proposed' && data.signed_by.length > 0) return refuse('proposed-norm-signed', { norm: id })
  const presses = ALWAYS_KEEPS.find((kind) =>
    data.exceptions.some((one) => one.kind === kind && (one.effect !== 'kept' || one.after_trigger)),
  )
  if (presses) return refuse('norms-unreadable', { path: `${id} ${presses}` })
  return accept({
    ...rest,
    validFrom,
    ...(validUntil && { validUntil }),
    ...(not_before_days !== undefined && { notBeforeDays: not_before_days }),
  })
}

const overlaps = (one: NormVersion, next: NormVersion | undefined): boolean =>
  next !== undefined && (one.validUntil === undefined || next.validFrom <= one.validUntil)
