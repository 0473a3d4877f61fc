/** Reads the log; it is written by the platform, in the transaction of the act itself (decision 19). */
import type { Day, Plane } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { LogCursor } from './cursor.ts'
import { EMERGENCY, type OwnLogEntry, type Processing, presentOwnLog, type WhoIs } from './own-log.ts'
import { readPurposeWords } from './purpose-words.store.ts'

export type LogEntry = {
  readonly traceId: string
  readonly at: Date
  readonly actorId: string | null
  readonly function: string | null
  readonly purpose: string | null
  readonly operation: string
  readonly outcome: string
  readonly refusalCode: string | null
  readonly durationMs: number
}

export type LogAsked = {
  /** From the beginning of this day up to and including the last one, in UTC. */
  readonly from?: Day
  readonly until?: Day
  readonly refusedOnly: boolean
  readonly after?: LogCursor
  readonly limit: number
}

/** Requests of the own organisation, newest first. The row policy shows them to the privacy officer alone. */
export const listRequests = async (work: Work, asked: LogAsked): Promise<readonly LogEntry[]> => {
  let query = work.trx
    .selectFrom('audit.request')
    .select([
      'trace_id',
      'at',
      'actor_id',
      'function',
      'purpose',
      'operation',
      'outcome',
      'refusal_code',
      'duration_ms',
    ])
    .where('organisation_id', '=', work.claim.organisation)
  if (asked.from) query = query.where('at', '>=', new Date(`${asked.from}T00:00:00Z`))
  if (asked.until) query = query.where('at', '<', new Date(Date.parse(`${asked.until}T00:00:00Z`) + MS_PER_DAY))
  if (asked.refusedOnly) query = query.where('outcome', '=', 'refused')
  const { after } = asked
  if (after) {
    const { at, id } = after
    query = query.where((w) => w.or([w('at', '<', at), w.and([w('at', '=', at), w('trace_id', '>', id)])]))
  }
  const rows = await query.orderBy('at', 'desc').orderBy('trace_id').limit(asked.limit).execute()
  return rows.map((row) => ({
    traceId: row.trace_id,
    at: row.at,
    actorId: row.actor_id,
    function: row.function,
    purpose: row.purpose,
    operation: row.operation,
    outcome: row.outcome,
    refusalCode: row.refusal_code,
    durationMs: row.duration_ms,
  }))
}

const MS_PER_DAY = 86_400_000
const OWN_LOG_MAX = 200

/**
 * The log of her own file, newest first, for her page (claim `person`). Anybody else gets an empty list: the policy shows
 * these rows to the dossier of the claim. `since` is the first day and `until` the last, at most two years back is read; at most 200
 * lines, and beside them as many of what was done in an emergency. Who asks for others only does not read how often she was here herself.
 */
export const readOwnLog = async (
  work: Work,
  whoIs: WhoIs,
  asked: { readonly since?: Day; readonly until?: Day; readonly limit?: number; readonly othersOnly?: boolean } = {},
): Promise<readonly OwnLogEntry[]> => {
  const { dossier } = work.claim
  if (work.claim.function !== 'person' || !dossier) return []
  const limit = Math.min(Math.max(1, asked.limit ?? 50), OWN_LOG_MAX)
  const earliest = new Date(work.now.getTime() - 731 * MS_PER_DAY)
  const since = asked.since ? new Date(`${asked.since}T00:00:00Z`) : earliest
  const newest = work.trx
    .selectFrom('audit.processing')
    .select(['id', 'at', 'organisation_id', 'function', 'plane', 'purpose', 'act', 'chapters'])
    .where('subject', '=', dossier)
    .where('at', '>=', since < earliest ? earliest : since)
    .$if(asked.until !== undefined, (query) =>
      query.where('at', '<', new Date(Date.parse(`${asked.until}T00:00:00Z`) + MS_PER_DAY)),
    )
    .$if(asked.othersOnly === true, (query) => query.where('function', '!=', 'person'))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
  // A screen that reads a list every few seconds writes many lines: what was done in an emergency is not pushed out by them.
  const found = [...(await newest.where('purpose', '=', EMERGENCY).execute()), ...(await newest.execute())]
  const rows = [...new Map(found.map((row) => [row.id, row])).values()].sort((one, other) => +other.at - +one.at)
  work.concerns(dossier, 'read-own-log')
  return presentOwnLog(rows.map(processingOf), work.today, whoIs, readPurposeWords())
}

type ProcessingRow = {
  readonly at: Date
  readonly organisation_id: string
  readonly function: string
  readonly plane: string
  readonly purpose: string
  readonly act: string
  readonly chapters: readonly string[]
}
const processingOf = (row: ProcessingRow): Processing => ({
  at: row.at,
  organisation: row.organisation_id,
  function: row.function,
  // Safe: the platform writes the plane of the claim, which has this type.
  plane: row.plane as Plane,
  purpose: row.purpose,
  act: row.act,
  chapters: row.chapters,
})
