/** The edge of audit: the privacy officer reads what was asked in the own organisation, refusals included. */
import { accept, day, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { CheckpointQuery, LogList, LogQuery, NewestCheckpoint } from './audit.schema.ts'
import { type LogEntry, listRequests } from './audit.store.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { Bilingual } from './own-log.ts'
import { newestCheckpoint, readConsistencyProof } from './proof.store.ts'
import { readPurposeWords } from './purpose-words.store.ts'

const LIMIT = 50

/** Routes of the log. */
export const auditRoutes = ({ verifierKey }: { readonly verifierKey: () => string }): readonly Route[] => {
  const purposes = readPurposeWords()
  return [
    route({
      method: 'GET',
      path: '/log-entries',
      operationId: 'listLogEntries',
      summary: 'Wat er in de eigen organisatie is gevraagd en geweigerd, voor de privacyfunctionaris',
      tag: 'verantwoording',
      access: { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' },
      query: LogQuery,
      answer: LogList,
      refusals: ['period-reversed', 'bad-input'],
      handle: async (work, { query }) => {
        const after = query.cursor === undefined ? undefined : parseCursor(query.cursor)
        if (query.cursor !== undefined && !after) return refuse('bad-input')
        const [from, until] = [query.fromDate, query.untilDate]
        if (from !== undefined && until !== undefined && until < from) return refuse('period-reversed')
        const limit = Number(query.limit ?? LIMIT)
        const entries = await listRequests(work, {
          ...(from === undefined ? {} : { from: day(from) }),
          ...(until === undefined ? {} : { until: day(until) }),
          refusedOnly: query.refusedOnly === 'true',
          ...(after ? { after } : {}),
          limit,
        })
        const last = entries.length === limit ? entries.at(-1) : undefined
        return accept({
          entries: entries.map((entry) => present(entry, purposes)),
          ...(last ? { nextCursor: formatCursor({ at: last.at, id: last.traceId }) } : {}),
          abilities: [],
        })
      },
    }),
    route({
      method: 'GET',
      path: '/log-checkpoints/newest',
      operationId: 'readNewestCheckpoint',
      summary: 'Hoe ver het logboek is, ondertekend, en het bewijs dat het verdergaat waar het bewaarde was',
      tag: 'verantwoording',
      access: { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' },
      query: CheckpointQuery,
      answer: NewestCheckpoint,
      refusals: ['not-found', 'checkpoint-ahead'],
      handle: async (work, { query }) => {
        const newest = await newestCheckpoint(work.trx)
        if (!newest) return refuse('not-found')
        const { note, size } = newest
        const since = query.since === undefined ? size : Number(query.since)
        if (since > size) return refuse('checkpoint-ahead')
        const proof = await readConsistencyProof(work.trx, since, size)
        return accept({
          ...{ note, size, verifierKey: verifierKey() },
          sealedAt: newest.sealedAt.toISOString(),
          proof: proof.map((hash) => hash.toString('base64')),
          abilities: [],
        })
      },
    }),
  ]
}

const present = (entry: LogEntry, purposes: ReadonlyMap<string, Bilingual>) => {
  const { traceId, operation, outcome, durationMs, purpose } = entry
  return {
    ...{ traceId, operation, outcome, durationMs },
    recordedAt: entry.at.toISOString(),
    ...(entry.actorId === null ? {} : { actorId: entry.actorId }),
    ...(entry.function === null ? {} : { function: entry.function }),
    ...(purpose === null ? {} : { purpose, purposeNl: purposes.get(purpose)?.nl ?? purpose }),
    ...(entry.refusalCode === null ? {} : { refusalCode: entry.refusalCode }),
  }
}
