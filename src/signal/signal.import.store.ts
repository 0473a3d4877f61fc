/**
 * Many signals at once, for `samenhang import signals`. A batch costs a handful of statements whatever its size: which keys
 * are known, the data keys of the new ones, facts, rows, and the log rows that the platform writes with the act.
 */
import { sql } from 'kysely'
import type { OrganisationId, PartialDate } from '../kernel/index.ts'
import { formatPartialDate } from '../kernel/index.ts'
import { factPlace } from '../platform/facts.ts'
import { refsFor, sealWith } from '../platform/key-store.ts'
import type { Work } from '../platform/work.ts'
import { EXPLOITATION, type Exploitation, happenedOn, PERSON_FIELDS, type SignalPerson } from './signal.ts'

/** What a list says of one signal; the shape in which `exchange` hands it over. */
export type ImportedSignal = {
  readonly idempotencyKey: string
  readonly externalId?: string
  readonly happened?: PartialDate
  readonly person: { readonly birthDate?: PartialDate } & Readonly<Record<string, unknown>>
  readonly exploitation?: string
  readonly furtherExploitation: readonly string[]
  readonly exploitationForms: readonly string[]
  readonly means: readonly string[]
  readonly reporterKind?: string
  readonly freeText?: string
  /** Where it was seen, when the list says so in a code of ours; counted, and not kept with the signal. */
  readonly safetyRegion?: string
}

/** A signal that was new, as the listeners of `signal-recorded` want to hear of it. */
export type TakenSignal = {
  readonly signalId: string
  readonly factId: string
  readonly exploitation: Exploitation
  readonly happened: string
  readonly safetyRegion?: string
  readonly precision: string
  /** What was sealed of the person, in clear, for who groups it in this same act; nobody keeps it. */
  readonly person: Readonly<Record<string, unknown>>
}

/** One transaction; the claim of an act stands a minute, and one statement carries at most 65,535 values. */
export const BATCH_MAX = 1_000

/**
 * Takes a batch in for the acting organisation and says how many were new. A key that was taken before changes nothing, also
 * when two imports of the same list run at once. `told` hears of the new ones in the same transaction (wiring binds it).
 */
export const importBatch = async (
  work: Work,
  organisation: OrganisationId,
  batch: readonly ImportedSignal[],
  told?: (work: Work, taken: readonly TakenSignal[]) => Promise<void>,
): Promise<{ readonly taken: number; readonly alreadyKnown: number }> => {
  if (batch.length > BATCH_MAX) throw new RangeError('batch too large')
  if (organisation !== work.claim.organisation) throw new TypeError('an import is for the acting organisation')
  const fresh = await withoutKnown(work, organisation, batch)
  if (fresh.length === 0) return { taken: 0, alreadyKnown: batch.length }
  const rows = await sealRows(work, organisation, fresh)
  const taken = await insertFacts(work, organisation, rows)
  await insertSignals(work, organisation, taken)
  for (const row of taken) work.concerns(row.signalId, 'import-signal')
  await told?.(work, taken)
  return { taken: taken.length, alreadyKnown: batch.length - taken.length }
}

// Asked before keys are made: a list that comes back every night must not leave a key a row behind.
const withoutKnown = async (
  work: Work,
  organisation: string,
  batch: readonly ImportedSignal[],
): Promise<readonly ImportedSignal[]> => {
  const { rows } = await sql<{ idempotency_key: string }>`
    select idempotency_key from signal.fact
    where organisation_id = ${organisation} and idempotency_key = any (${batch.map(keyOf)}::text[])`.execute(work.trx)
  const seen = new Set(rows.map((row) => row.idempotency_key))
  return batch.filter((each) => {
    const known = seen.has(keyOf(each))
    seen.add(keyOf(each))
    return !known
  })
}

// A namespace of its own: the key of a row in a list is never the key of a request.
const keyOf = (signal: Pick<ImportedSignal, 'idempotencyKey'>): string => `import:${signal.idempotencyKey}`

type Row = TakenSignal & { readonly key: string; readonly sealed: Buffer }

const sealRows = async (
  work: Work,
  organisation: string,
  batch: readonly ImportedSignal[],
): Promise<readonly Row[]> => {
  const placed = batch.map((signal) => ({
    ...{ signal, signalId: work.newId(), factId: work.newId(), content: contentOf(signal) },
  }))
  const refOf = (signalId: string) => ({ subject: signalId, chapter: 'signal' })
  const keys = await work.keys.createForNew(
    organisation,
    placed.flatMap(({ signalId, content }) => refsFor(refOf(signalId), content)),
  )
  return placed.map(({ signal, signalId, factId, content }) => {
    const happened = happenedOn(signal.happened, work.today)
    return {
      signalId,
      factId,
      key: keyOf(signal),
      exploitation: exploitationOf(signal.exploitation),
      happened: happened.day,
      ...(signal.safetyRegion === undefined ? {} : { safetyRegion: signal.safetyRegion }),
      precision: happened.precision,
      person: content.person,
      sealed: sealWith(keys, { ...refOf(signalId), place: factPlace('signal', factId) }, content),
    }
  })
}

const exploitationOf = (code: string | undefined): Exploitation =>
  EXPLOITATION.find((each) => each === code) ?? 'unknown'

/** As the sealed part of a typed signal, with what only a list brings beside it. */
const contentOf = (signal: ImportedSignal) => {
  const { externalId, exploitationForms, means, reporterKind, freeText } = signal
  return { person: personOf(signal.person), externalId, exploitationForms, means, reporterKind, note: freeText }
}

// Fields that linkage has no place for (a second phone, other nationalities) stay beside, so that nothing of the list is lost.
const personOf = (
  person: ImportedSignal['person'],
): SignalPerson & { readonly further?: Readonly<Record<string, unknown>> } => {
  const known = new Set<string>(PERSON_FIELDS)
  const entries = Object.entries(person).filter(([field]) => field !== 'birthDate')
  const further = Object.fromEntries(entries.filter(([field]) => !known.has(field)))
  return {
    ...Object.fromEntries(entries.filter(([field, value]) => known.has(field) && typeof value === 'string')),
    ...(person.birthDate ? { birthDate: formatPartialDate(person.birthDate) } : {}),
    ...(Object.keys(further).length > 0 ? { further } : {}),
  }
}

const insertFacts = async (work: Work, organisation: string, rows: readonly Row[]): Promise<readonly Row[]> => {
  const { claim, now } = work
  const payloads = rows.map(({ exploitation, happened }) =>
    JSON.stringify({ source: 'imported', exploitation, happened }),
  )
  const { rows: written } = await sql<{ id: string }>`
    insert into signal.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, ground,
      idempotency_key, payload, sealed)
    select t.id, t.stream, 1, 'signal-recorded', t.happened, t.precision, ${now}, ${claim.actor}, ${organisation}, ${claim.purpose},
      ${claim.ground ?? null}, t.key, t.payload, t.sealed
    from unnest(${rows.map((row) => row.factId)}::uuid[], ${rows.map((row) => row.signalId)}::uuid[],
      ${rows.map((row) => row.happened)}::date[], ${rows.map((row) => row.precision)}::text[], ${rows.map((row) => row.key)}::text[],
      ${payloads}::jsonb[], ${rows.map((row) => row.sealed)}::bytea[])
      as t(id, stream, happened, precision, key, payload, sealed)
    on conflict (organisation_id, idempotency_key) do nothing
    returning id`.execute(work.trx)
  const ids = new Set(written.map((row) => row.id))
  return rows.filter((row) => ids.has(row.factId))
}

const insertSignals = async (work: Work, organisation: string, rows: readonly Row[]): Promise<void> => {
  await sql`
    insert into signal.signal (id, organisation_id, learned, happened, exploitation, source, stage)
    select t.id, ${organisation}, ${work.now}, t.happened, t.exploitation, 'imported', 'recorded'
    from unnest(${rows.map((row) => row.signalId)}::uuid[], ${rows.map((row) => row.happened)}::date[],
      ${rows.map((row) => row.exploitation)}::text[]) as t(id, happened, exploitation)`.execute(work.trx)
}
