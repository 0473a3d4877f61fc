/** What a need cost, by cause: read as facts, counted when it is over, and read across houses only through functions of closed quarters. */
import { sql } from 'kysely'
import { quarterOf } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import {
  type KeptWait,
  known,
  listOffers,
  listRequests,
  listWaits,
  type Offer,
  type PlaceRequest,
} from './care.store.ts'
import type { Cell, Count, Replies } from './lost-figures.ts'
import { LOST_CAUSES, lostOf, type NeedFacts, piecesOf } from './wait-pieces.ts'

/** Which municipality and law the rules named for a dossier; bound in wiring.ts. */
export type DecidedByPort = (work: Work, dossier: string) => Promise<{ municipality?: string; law?: string }>
export type Need = NeedFacts & { readonly id: string; readonly need: KeptWait; readonly provider?: string }
const REQUESTS_MAX = 50

/** The needs of a dossier, oldest first, with all that explains their hours and is known to this house. */
export const readNeeds = async (work: Work, dossier: string): Promise<readonly Need[]> => {
  const waits = await listWaits(work, dossier)
  const requests = await listRequests(work, dossier, REQUESTS_MAX)
  const offers = await listOffers(
    work,
    requests.map(({ id }) => id),
  )
  return waits
    .filter(({ cause }) => cause === 'no-place')
    .map((need) => {
      const provider = placedBy(requests, offers, need)
      return {
        ...{ id: need.id, need, waits, offered: offers.flatMap(bedOf), explained: need.explained ?? [] },
        ...(provider && { provider }),
      }
    })
}

// A bed of the list was there until its hold was past or given back; any other yes is taken to stand.
const bedOf = (offer: Offer): NeedFacts['offered'] => {
  if (offer.answer !== 'yes' || !offer.answeredAt) return []
  const until = offer.fromListAt && !offer.wonAt ? (offer.heldUntil ?? offer.fromListAt) : undefined
  return [{ from: offer.answeredAt, ...(until && { until }) }]
}

const placedBy = (requests: readonly PlaceRequest[], offers: readonly Offer[], need: KeptWait): string | undefined =>
  offers.find(
    ({ wonAt, request }) =>
      wonAt &&
      wonAt >= need.started &&
      (!need.ended || wonAt <= need.ended) &&
      requests.some(({ id }) => id === request),
  )?.provider

/** Counts what each of these needs cost, once it is over; counting again stands beside what was counted, and the newest before a quarter closes counts. */
export const countNeeds = async (
  work: Work,
  {
    dossier,
    needs,
    decidedBy,
  }: { readonly dossier: string; readonly needs: readonly string[]; readonly decidedBy: DecidedByPort },
): Promise<void> => {
  const over = (await readNeeds(work, dossier)).filter(({ id, need }) => needs.includes(id) && need.ended)
  if (over.length === 0) return
  const by = await decidedBy(work, dossier)
  const counted = await lastCounts(work, dossier)
  const rows = over.flatMap((each) => {
    const last = counted.get(each.id)
    return lostOf(piecesOf(each, work.now)).map(({ cause, party, minutes }) => ({
      ...{ id: work.newId(), need_id: each.id, organisation_id: work.claim.organisation, dossier_id: dossier },
      ...{ quarter: quarterOf(each.need.ended ?? work.now), cause, party_id: party ?? null, minutes },
      // What this house cannot read is as it was counted before.
      municipality_code: by.municipality ?? last?.municipality_code ?? null,
      ...{ law: by.law ?? last?.law ?? null, provider_id: each.provider ?? last?.provider_id ?? null },
      ...{ turn: (last?.turn ?? 0) + 1, counted_at: work.now },
    }))
  })
  if (rows.length > 0) await work.trx.insertInto('care.lost_time').values(rows).execute()
}

type Counted = { need_id: string; turn: number } & Record<'provider_id' | 'municipality_code' | 'law', string | null>

/** How each need of a file was counted last, by whichever house it was (care.last_counts). */
const lastCounts = async ({ trx }: Work, dossier: string): Promise<ReadonlyMap<string, Counted>> => {
  const { rows } = await sql<Counted>`select * from care.last_counts(${dossier}::uuid)`.execute(trx)
  return new Map(rows.map((row) => [row.need_id, row]))
}

export const DIMENSIONS = ['municipality', 'law', 'provider'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The cells of a closed quarter, for an analyst; nothing for anybody else, and nothing of a quarter that is open. */
export const lostCells = async (work: Work, quarter: string): Promise<Readonly<Record<Dimension, readonly Cell[]>>> => {
  const { rows } = await sql<{ dimension: string; key: string; cause: string; minutes: number[] }>`
    select * from care.lost_time_cells(${quarter})`.execute(work.trx)
  const cellsOf = (dimension: Dimension): readonly Cell[] =>
    rows
      .filter((row) => row.dimension === dimension)
      .map(({ key, cause, minutes }) => ({ key, cause: known(LOST_CAUSES, cause), minutes }))
  return { municipality: cellsOf('municipality'), law: cellsOf('law'), provider: cellsOf('provider') }
}

/** Persons that joined the waiting list in a closed quarter, by area of the asker and profile. */
export const unmetCells = async (work: Work, quarter: string): Promise<readonly Count[]> => {
  const { rows } = await sql<{ area: string; profile: string; persons: number }>`
    select * from care.unmet_need_cells(${quarter})`.execute(work.trx)
  return rows.map(({ area, profile, persons }) => ({ row: area, column: profile, persons }))
}

/** How long houses took to answer in a closed quarter: every house for an analyst, its own for a house. */
export const replyCells = async (
  work: Work,
  quarter: string,
): Promise<readonly (Replies & { readonly provider: string })[]> => {
  const { rows } = await sql<{ provider_id: string; persons: number; unanswered: number; minutes: number[] }>`
    select * from care.reply_cells(${quarter})`.execute(work.trx)
  return rows.map(({ provider_id, ...replies }) => ({ provider: provider_id, ...replies }))
}
