/** Each recorded signal is one report. Whether two reports are one person is joined later, by whoever may. */
import type { FactListener } from '../platform/facts.ts'
import type { Work } from '../platform/work.ts'
import { insertReports } from './picture.store.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** On `signal-recorded`. `safetyRegionOf` gives the region of a municipality code; the picture holds no smaller area. */
export const countReport =
  (safetyRegionOf: (municipalityCode: string) => string | undefined): FactListener =>
  async (fact, work) => {
    const { municipalityCode, exploitation } = fact.payload
    const municipality = text(municipalityCode)
    const region = municipality && safetyRegionOf(municipality)
    await insertReports(work, [
      {
        signal: fact.stream,
        year: Number(fact.happened.slice(0, 4)),
        month: Number(fact.happened.slice(5, 7)),
        exploitation: text(exploitation) ?? 'unknown',
        learnedYear: fact.learned.getUTCFullYear(),
        ...(region && { safetyRegion: region }),
      },
    ])
  }

/** As `countReport`, for a batch that came in from a list: a list names no municipality that we know by code. */
export const countImported = async (
  work: Work,
  taken: readonly { readonly signalId: string; readonly exploitation: string; readonly happened: string }[],
): Promise<void> =>
  insertReports(
    work,
    taken.map((each) => ({
      signal: each.signalId,
      year: Number(each.happened.slice(0, 4)),
      month: Number(each.happened.slice(5, 7)),
      exploitation: each.exploitation,
      learnedYear: work.now.getUTCFullYear(),
    })),
  )
