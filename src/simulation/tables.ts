/** The tables behind an invented country: what they must contain, and how text becomes a table. Reading files is in tables.store.ts. */
import { parse } from 'csv-parse/sync'
import { type Static, type TSchema, Type } from 'typebox'
import { Errors } from 'typebox/value'

export const FORMS = ['sexual', 'labour', 'criminal', 'other'] as const
/** The form of exploitation that a person truly lived through. */
export type Form = (typeof FORMS)[number]

export const REPORTERS = [
  'police',
  'kmar',
  'labour-authority',
  'care-coordination',
  'fairwork',
  'municipality',
  'shelter',
  'health',
  'anonymous-line',
  'other',
] as const
/** The kinds of organisation that see something and write it down. */
export type Reporter = (typeof REPORTERS)[number]

export const CLOSING_REASONS = [
  'recovered',
  'own-wish',
  'returned-home',
  'transferred-abroad',
  'left-destination-unknown',
  'declined',
  'victimhood-not-plausible',
  'deceased',
] as const
export type ClosingReason = (typeof CLOSING_REASONS)[number]

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Positive = Type.Number({ exclusiveMinimum: 0 })
const Shares = Type.Record(Type.String(), Share)

/** A figure never stands alone: published, derived from what is published, or assumed. */
const figure = <T extends TSchema>(value: T) =>
  Type.Object({
    value,
    status: Type.Union([Type.Literal('sourced'), Type.Literal('derived'), Type.Literal('assumed')]),
    year: Type.Optional(Type.Integer()),
    source: Type.Optional(Type.String()),
    note: Type.Optional(Type.String()),
  })
const perForm = <T extends TSchema>(of: T) => Type.Object({ sexual: of, labour: of, criminal: of, other: of })
const Range = Type.Object({ least: Positive, most: Positive })
const perClosing = Type.Object({
  recovered: Share,
  'own-wish': Share,
  'returned-home': Share,
  'transferred-abroad': Share,
  'left-destination-unknown': Share,
  declined: Share,
  'victimhood-not-plausible': Share,
  deceased: Share,
})
const perReporter = <T extends TSchema>(of: T) =>
  Type.Object({
    police: of,
    kmar: of,
    'labour-authority': of,
    'care-coordination': of,
    fairwork: of,
    municipality: of,
    shelter: of,
    health: of,
    'anonymous-line': of,
    other: of,
  })
const ReporterShares = Type.Partial(perReporter(Share))

export const CalibrationSchema = Type.Object({
  about: Type.String(),
  targets: Type.Object({
    formShares: figure(Shares),
    formShares2017: figure(Type.Object({ sexual: Share, other: Share, unknown: Share })),
    femaleShare2017: figure(Share),
    maleShareLabour: figure(Share),
    meanAgeLabour: figure(Positive),
    labourOrigin: figure(Shares),
    nationalityShares: figure(Shares),
    minorShare: figure(Share),
    under23Share: figure(Share),
    minorForms: figure(Shares),
    reporterShares: figure(Shares),
    reportsPerVictim: figure(Range),
    hiddenRatio: figure(Range),
    firstShelterShare: figure(Share),
  }),
  parameters: Type.Object({
    formOfRegistered: figure(perForm(Share)),
    formUnknownShare: figure(Share),
    originOfRegistered: figure(perForm(Shares)),
    dutchNameOrigins: figure(Shares),
    femaleShare: figure(perForm(Share)),
    minorShareOfForm: figure(perForm(Share)),
    youngAdultShareOfForm: figure(perForm(Share)),
    dutchShareOfMinors: figure(perForm(Share)),
    adultAgeScale: figure(perForm(Positive)),
    registeredChance: figure(Type.Object({ 'dutch-minor-sexual': Positive, 'everyone-else': Positive })),
    reporterByForm: figure(perForm(ReporterShares)),
    secondReportChance: figure(Share),
    thirdReportChance: figure(Share),
    looseSignalMean: figure(Type.Object({ registered: Positive, hidden: Positive })),
    looseReporter: figure(ReporterShares),
    schemeMeanSize: figure(perForm(Type.Number({ minimum: 1 }))),
    sameOriginChance: figure(Share),
    exploitationMeanDays: figure(Positive),
    townStayMeanDays: figure(Positive),
    shelterKindCosmShare: figure(Share),
    firstShelterChance: figure(Share),
    careMeanDays: figure(Positive),
    careMoveChance: figure(Share),
    warmHandoverChance: figure(Share),
    closingReason: figure(perClosing),
    reEntryChance: figure(perClosing),
    reEntryGapMeanDays: figure(Positive),
    reEntryFoundChance: figure(Share),
    reportDelayMeanDays: figure(Positive),
    secondGivenChance: figure(Share),
    secondSurnameChance: figure(Shares),
    ownPhoneChance: figure(Share),
    documentChance: figure(Share),
    sexOtherChance: figure(Share),
    searchGround: figure(
      Type.Object({
        care: Type.Object({ consent: Share, none: Share }),
        enforcement: Type.Object({ 'legal-basis': Share, none: Share }),
      }),
    ),
  }),
})
export type Calibration = Static<typeof CalibrationSchema>
export type Parameters = Calibration['parameters']

export const NoiseSchema = Type.Object({
  about: Type.String(),
  rates: Type.Object({
    workingName: Share,
    nickname: Share,
    otherRomanisation: Share,
    respelling: Share,
    typo: Share,
    lostAccents: Share,
    cutName: Share,
    swappedOrder: Share,
    swappedOrderFamilyNameFirst: Share,
    swappedDayMonth: Share,
    firstOfJanuary: Share,
    wrongYearDigit: Share,
    yearOnly: Share,
    ageRaised: Share,
    exploitersPhone: Share,
    phoneDigit: Share,
    earlierTown: Share,
    documentDigit: Share,
    sexMistaken: Share,
    nationalityMistaken: Share,
  }),
  familyNameFirst: Type.Array(Type.String()),
  carelessness: perReporter(Positive),
  missing: perReporter(
    Type.Object({
      given: Share,
      surname: Share,
      birthDate: Share,
      sex: Share,
      nationality: Share,
      phone: Share,
      town: Share,
      document: Share,
    }),
  ),
  formUnknownInLooseSignal: Share,
  happenedPrecision: Type.Object({ day: Share, month: Share, year: Share }),
  respellings: Type.Array(Type.Tuple([Type.String({ minLength: 1 }), Type.String()])),
  neighbours: Type.Record(Type.String(), Type.String()),
  nationalityMistakes: Type.Record(Type.String(), Type.Array(Type.String())),
})
export type Noise = Static<typeof NoiseSchema>

const Sentences = Type.Array(Type.String(), { minItems: 1 })
export const TextsSchema = Type.Object({
  openings: perReporter(Sentences),
  findings: Type.Object({
    sexual: Sentences,
    labour: Sentences,
    criminal: Sentences,
    other: Sentences,
    unknown: Sentences,
  }),
  endings: Sentences,
})
export type Texts = Static<typeof TextsSchema>

/** One name as its bearer would write it, with the ways in which others write it. */
export type Name = {
  readonly origin: string
  readonly kind: 'given' | 'surname'
  readonly sex: 'F' | 'M' | ''
  readonly weight: number
  readonly name: string
  readonly native: string
  readonly variants: readonly string[]
  readonly nicknames: readonly string[]
}

/** Where something can happen. Codes as in data/geo. */
export type Municipality = {
  readonly code: string
  readonly name: string
  readonly inhabitants: number
  readonly safetyRegion: string
  readonly policeUnit: string
}

export type Tables = {
  readonly calibration: Calibration
  readonly noise: Noise
  readonly texts: Texts
  readonly names: readonly Name[]
}

/** Checks a table that was read; throws (a fault of ours: the tables are part of the product) and says where it is wrong. */
export const asTable = <T extends TSchema>(schema: T, value: unknown, file: string): Static<T> => {
  const [first] = Errors(schema, value)
  if (first) throw new TypeError(`${file}: ${first.instancePath || '/'} ${first.message}`)
  // Safe: the line above found no difference between the value and its schema.
  return value as Static<T>
}

/** Reads names.csv; several variants or nicknames in one cell are divided by `|`. */
export const parseNames = (csv: string): Name[] =>
  rowsOf(csv, 'names.csv').map((row) => ({
    origin: row('origin'),
    kind: oneOf(row('kind'), ['given', 'surname'] as const),
    sex: oneOf(row('sex'), ['F', 'M', ''] as const),
    weight: count(row('weight')),
    name: row('name'),
    native: row('native'),
    variants: listIn(row('variants')),
    nicknames: listIn(row('nicknames')),
  }))

/** Reads municipalities from any CSV that has the five columns (data/geo/municipalities.csv has more). */
export const parseMunicipalities = (csv: string): Municipality[] =>
  rowsOf(csv, 'municipalities').map((row) => ({
    code: row('code'),
    name: row('name'),
    inhabitants: count(row('inhabitants')),
    safetyRegion: row('safety_region_code'),
    policeUnit: row('police_unit_code'),
  }))

const rowsOf = (csv: string, file: string): ((column: string) => string)[] => {
  const rows: readonly Readonly<Record<string, string>>[] = parse(csv, { columns: true, bom: true })
  return rows.map((row) => (column) => {
    const cell = row[column]
    if (cell === undefined) throw new TypeError(`${file}: no column ${column}`)
    return cell
  })
}

const listIn = (cell: string): string[] => (cell === '' ? [] : cell.split('|'))
const count = (cell: string): number => {
  const number = Number(cell)
  if (!(cell !== '' && number >= 0)) throw new TypeError('not a count')
  return number
}
const oneOf = <T extends string>(cell: string, allowed: readonly T[]): T => {
  const found = allowed.find((value) => value === cell)
  if (found === undefined) throw new TypeError(`not one of ${allowed.join(', ')}`)
  return found
}
