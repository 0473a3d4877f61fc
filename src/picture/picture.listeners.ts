/** Each recorded signal is one report. Whether two reports are one person is joined later, by whoever may. */
import { dayAt, parseDay } from '../kernel/index.ts'
import type { FactListener, FactListeners, RecordedFact } from '../platform/facts.ts'
import type { Work } from '../platform/work.ts'
import { listOf } from './capture.ts'
import { delayOf, facetsOf, reporterOf } from './facets.ts'
import { insertCaseLink, insertReports, insertStep, type NewStep } from './picture.store.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What the picture must know of places and houses, bound by wiring: it holds no area smaller than a safety region and no house. */
export type PicturePlaces = {
  readonly regionOf: (municipalityCode: string) => string | undefined
  /** The region of a town as a list writes it, when it is the name of exactly one municipality. */
  readonly regionOfTown: (town: string) => string | undefined
  readonly kindOf: (organisation: string) => string | undefined
}

/** On `signal-recorded`. */
export const countReport =
  (places: PicturePlaces): FactListener =>
  async (fact, work, personal) => {
    const { municipalityCode, exploitation } = fact.payload
    const municipality = text(municipalityCode)
    const region = municipality && places.regionOf(municipality)
    await insertReports(work, [
      {
        signal: fact.stream,
        year: Number(fact.happened.slice(0, 4)),
        month: Number(fact.happened.slice(5, 7)),
        exploitation: text(exploitation) ?? 'unknown',
        learnedYear: fact.learned.getUTCFullYear(),
        ...facetsOf(personOf(personal), fact.happened),
        reporter: reporterOf(places.kindOf(fact.organisation)),
        list: listOf(places.kindOf(fact.organisation)),
        delay: delayOf(fact.happened, fact.precision, dayAt(fact.learned)),
        ...(region && { safetyRegion: region }),
      },
    ])
  }
const personOf = (personal: unknown): unknown =>
  typeof personal === 'object' && personal !== null && 'person' in personal ? personal.person : undefined

/** A signal of a list, as import tells it: it names a region at most, and no municipality that we know by code. */
type TakenSignal = {
  readonly signalId: string
  readonly exploitation: string
  readonly happened: string
  readonly precision: string
  readonly safetyRegion?: string
  readonly person: Readonly<Record<string, unknown>>
}
/** As `countReport`, for a batch that came in from a list. */
export const countImported =
  (places: PicturePlaces) =>
  async (work: Work, taken: readonly TakenSignal[]): Promise<void> =>
    insertReports(
      work,
      taken.map(({ signalId, exploitation, happened, precision, person, safetyRegion }) => {
        const on = parseDay(happened) ?? work.today
        const region = safetyRegion ?? places.regionOfTown(text(person['town']) ?? '')
        return {
          signal: signalId,
          year: Number(happened.slice(0, 4)),
          month: Number(happened.slice(5, 7)),
          exploitation,
          learnedYear: work.now.getUTCFullYear(),
          ...facetsOf(person, on),
          reporter: reporterOf(places.kindOf(work.claim.organisation)),
          list: listOf(places.kindOf(work.claim.organisation)),
          delay: delayOf(on, precision, work.today),
          ...(region && { safetyRegion: region }),
        }
      }),
    )

/** What moves a file, by kind of fact; what a fact says of the person stays out, its stage, end and region go in. */
export const followFiles = ({ regionOf }: Pick<PicturePlaces, 'regionOf'>): FactListeners => {
  const step =
    (
      of: (fact: RecordedFact) => Partial<NewStep>,
      dossierOf = (fact: RecordedFact): unknown => fact.stream,
    ): FactListener =>
    async (fact, work) => {
      const dossier = text(dossierOf(fact))
      if (dossier) await insertStep(work, { dossier, happened: fact.happened, version: fact.version, ...of(fact) })
    }
  const region = (code: unknown): Partial<NewStep> => {
    const found = regionOf(text(code) ?? '')
    return found === undefined ? {} : { stayRegion: found }
  }
  const inPayload = (fact: RecordedFact): unknown => fact.payload['dossierId']
  return {
    'dossier-opened': [
      async (fact, work) => {
        const signal = text(fact.payload['signalId'])
        if (signal) await insertCaseLink(work, { dossier: fact.stream, signal })
      },
      step(({ payload }) => ({ reached: 1, outcome: 'open', ...region(payload['municipalityCode']) })),
    ],
    'person-moved': [step(({ payload }) => region(payload['toMunicipality']))],
    'place-asked': [step(() => ({ reached: 2 }), inPayload)],
    'place-won': [step(() => ({ reached: 3 }), inPayload)],
    'person-missing': [step(() => ({ outcome: 'missing' }))],
    'person-found': [step(() => ({ outcome: 'open' }))],
    'care-ended': [step(({ payload }) => ({ outcome: text(payload['because']) ?? 'recovered' }))],
    'dossier-reopened': [step(() => ({ outcome: 'open' }))],
    'content-erased': [step(() => ({ erased: true }))],
  }
}
