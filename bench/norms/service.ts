/**
 * What one new fact costs in the service: a step is written down through the server, and all clocks of its file are read through the server right
 * after it. Beside it, in turns, a reading of the same file that reads no clock: session, claim, policies and the row of the log cost both the same.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'
import type { Matter } from './country.ts'

/** So many of the fullest files of the country, and so many new facts in each. */
const [FILES, NEW_FACTS] = [30, 10]
/** The first files are read before anything counts: statements are prepared and pages are in memory. */
const WARM = 3

/** Times in milliseconds over 300 new facts in the files of the country that have most facts; `own` is what clocks cost beside the other reading. */
export const measureService = async (persons: readonly Matter[]) => {
  const fullest = persons.toSorted((a, b) => b.facts.length - a.facts.length).slice(0, FILES + WARM)
  const house = await openBenchHouse('norms', { flush: true })
  const admin = new pg.Client({ connectionString: house.platform.urls.admin })
  try {
    await admin.connect()
    const hanna = cast.coordinatorZaanstad
    const token = randomBytes(32).toString('base64url')
    await beginSession(house.platform, { tokenHash: hashToken(token), member: hanna, now: new Date() })
    const ask = async (method: 'GET' | 'POST', path: string, payload?: object) => {
      const begun = performance.now()
      const answer = await house.http.inject({
        ...{
          method,
          url: `/v1${path}`,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
        },
        ...(payload ? { payload } : {}),
      })
      if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.payload}`)
      return { ms: performance.now() - begun, body: answer.json() as Readonly<Record<string, unknown>> }
    }
    const today = dayAt(new Date())
    const [writes, clocks, others] = [[] as number[], [] as number[], [] as number[]]
    for (const [place, { facts }] of fullest.entries()) {
      const { body } = await ask('POST', '/dossiers', { municipalityCode: 'GM0479' })
      const id = String(body['dossierId'])
      await admin.query(
        `insert into agreement.clock_fact (id, organisation_id, dossier_id, kind, happened, learned, source_fact_id)
         select gen_random_uuid(), $1, $2, kind, happened, now(), gen_random_uuid()
         from jsonb_to_recordset($3::jsonb) as r(kind text, happened date)`,
        [hanna.organisation, id, JSON.stringify(facts)],
      )
      for (let back = 0; back < NEW_FACTS; back += 1) {
        const step = { kind: 'first-contact', happenedDate: addDays(today, -back) }
        const wrote = await ask('POST', `/dossiers/${id}/steps`, step)
        const read = await ask('GET', `/dossiers/${id}/clocks`)
        const other = await ask('GET', `/dossiers/${id}/sent-reports`)
        if (place < WARM) continue
        writes.push(wrote.ms)
        clocks.push(read.ms)
        others.push(other.ms)
      }
    }
    const [read, beside] = [percentiles(clocks), percentiles(others)]
    return {
      ...{ files: FILES, mostFacts: fullest[0]?.facts.length ?? 0, newFacts: clocks.length },
      ...{ write: percentiles(writes), read, beside },
      own: { p50Ms: round(read.p50Ms - beside.p50Ms), p95Ms: round(read.p95Ms - beside.p95Ms) },
    }
  } finally {
    await admin.end()
    await house.close()
  }
}
