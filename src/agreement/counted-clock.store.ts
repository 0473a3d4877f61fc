/** How the clocks of a file went, kept by the house that holds it, and read as persons by who counts. Who may what stands in db/policies/agreement.sql. */
import { sql } from 'kysely'
import { day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { adoptionsOn } from './adoption.store.ts'
import { readClockFacts } from './agreement.store.ts'
import { COUNTED_STATES, type CountedClock, clocksToCount, type ToldCause, whatChanged } from './counted-clock.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'

/** Who holds a file now and in which safety region the person is; bound in wiring.ts. */
export type FileForCounting = { readonly holder: string; readonly region?: string }
export type FileForCountingPort = (work: Work, dossier: string) => Promise<FileForCounting | undefined>

/** More clocks than a file has. */
const CLOCKS_MAX = 5_000
type Kept = CountedClock & { readonly turn: number; readonly region?: string }

/**
 * Counts the clocks of a file anew and writes what changed. Only the house that holds the file knows all that was told in it, so what another house
 * writes is counted with the next act of the holder.
 */
export const countFile = async (
  work: Work,
  dossier: string,
  { fileForCounting, told }: { readonly fileForCounting: FileForCountingPort; readonly told?: ToldCause },
): Promise<void> => {
  const { claim } = work
  if (claim.plane !== 'care' || claim.function === 'person' || claim.function === 'guest') return
  const file = await fileForCounting(work, dossier)
  if (file?.holder !== claim.organisation) return
  // Two acts in one file count one after another: otherwise neither would know what the other told.
  await sql`select pg_advisory_xact_lock(hashtext('agreement.counted_clock'), hashtext(${dossier}))`.execute(work.trx)
  const [facts, kept] = await Promise.all([readClockFacts(work, dossier), keptClocks(work, dossier)])
  const now = clocksToCount(NORMS_OF_PERSONS, facts, { on: work.today, adoptions: await adoptionsOn(work, facts) })
  const before = new Map(kept.map((each) => [keyOf(each), each]))
  const rows = whatChanged(kept, now, { on: work.today, ...(told ? { told } : {}) }).map((each) => {
    const earlier = before.get(keyOf(each))
    return rowOf(work, dossier, each, {
      turn: (earlier?.turn ?? 0) + 1,
      // Where a clock began it stays, wherever the person goes.
      region: earlier ? earlier.region : file.region,
    })
  })
  if (rows.length > 0) await work.trx.insertInto('agreement.counted_clock').values(rows).execute()
}

const keyOf = ({ normId, triggered }: CountedClock): string => `${normId} ${triggered}`

const rowOf = (
  { claim, now, newId }: Work,
  dossier: string,
  clock: CountedClock,
  { turn, region }: { readonly turn: number; readonly region: string | undefined },
) => ({
  ...{ id: newId(), organisation_id: claim.organisation, dossier_id: dossier, turn, counted_at: now },
  ...{ norm_id: clock.normId, norm_version: clock.version, triggered: clock.triggered, state: clock.state },
  ...{ due: clock.due ?? null, lapses_to: clock.lapsesTo ?? null, area_code: region ?? null },
  ...{ party_id: clock.party ?? null, cause: clock.cause ?? null },
})

/** The last that was written of each clock of a file. */
const keptClocks = async ({ trx }: Work, dossier: string): Promise<readonly Kept[]> => {
  const rows = await trx
    .selectFrom('agreement.counted_clock')
    .distinctOn(['norm_id', 'triggered'])
    .select([
      'norm_id',
      'norm_version',
      'triggered',
      'state',
      'due',
      'lapses_to',
      'area_code',
      'party_id',
      'cause',
      'turn',
    ])
    .where('dossier_id', '=', dossier)
    .orderBy('norm_id')
    .orderBy('triggered')
    .orderBy('turn', 'desc')
    .limit(CLOCKS_MAX)
    .execute()
  return rows.map((row) => ({
    ...{ normId: row.norm_id, version: row.norm_version, triggered: day(row.triggered), turn: row.turn },
    state: COUNTED_STATES.find((each) => each === row.state) ?? 'withdrawn',
    ...(row.due !== null && row.lapses_to !== null
      ? { due: day(row.due), lapsesTo: row.lapses_to === 'kept' ? ('kept' as const) : ('missed' as const) }
      : {}),
    ...(row.area_code === null ? {} : { region: row.area_code }),
    ...(row.party_id === null ? {} : { party: row.party_id }),
    ...(row.cause === null ? {} : { cause: row.cause }),
  }))
}
