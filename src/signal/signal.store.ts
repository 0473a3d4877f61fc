/** Signals and calls: rows say where a signal stands, sealed facts say what was seen and told. */
import { sql } from 'kysely'
import type { Day, Outcome, Precision, SignalId } from '../kernel/index.ts'
import { accept, asId, day, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { PageCursor } from './cursor.ts'
import type {
  CallOutcome,
  Exploitation,
  Happened,
  SignalFact,
  SignalPerson,
  SignalSource,
  SignalThing,
} from './signal.ts'
import { type ToldBySignal, toldBySignal } from './told-by-signal.ts'

/** The sealed part of `signal-recorded`. */
export type SignalContent = {
  readonly person?: SignalPerson
  readonly note?: string
  readonly facts?: readonly SignalFact[]
  readonly things?: readonly SignalThing[]
}

export type SignalRead = {
  readonly id: string
  readonly learned: Date
  readonly happened: Day
  readonly precision: Precision
  readonly exploitation: Exploitation
  readonly municipalityCode?: string
  readonly source: SignalSource
  readonly stage: string
  readonly dossierId?: string
  /** Undefined when the key is gone (erased on request): the row stays, what it said does not. */
  readonly content?: SignalContent
}

export type SignalToRecord = SignalContent & {
  readonly source: SignalSource
  readonly exploitation: Exploitation
  readonly municipalityCode?: string
  readonly happened: Happened
}

/** Writes a signal down; `checkSignal` has said that it may be. */
export const recordSignal = async (work: Work, signal: SignalToRecord): Promise<SignalId> => {
  const id = asId<SignalId>(work.newId())
  const { source, exploitation, happened, municipalityCode } = signal
  await work.trx
    .insertInto('signal.signal')
    .values({
      id,
      organisation_id: work.claim.organisation,
      learned: work.now,
      happened: happened.day,
      exploitation,
      municipality_code: municipalityCode ?? null,
      source,
      stage: 'recorded',
    })
    .execute()
  const content: SignalContent = {
    ...(signal.person ? { person: signal.person } : {}),
    ...(signal.note === undefined ? {} : { note: signal.note }),
    ...(signal.facts ? { facts: signal.facts } : {}),
    ...(signal.things ? { things: signal.things } : {}),
  }
  await work.record({
    slice: 'signal',
    stream: id,
    kind: 'signal-recorded',
    happened: happened.day,
    precision: happened.precision,
    payload: { source, exploitation, happened: happened.day, ...(municipalityCode ? { municipalityCode } : {}) },
    personal: content,
  })
  work.concerns(id, 'record-signal')
  return id
}

const readSignals = (work: Work) =>
  work.trx
    .selectFrom('signal.signal as s')
    .innerJoin('signal.fact as f', (join) =>
      join
        .onRef('f.stream', '=', 's.id')
        .onRef('f.organisation_id', '=', 's.organisation_id')
        .on('f.kind', '=', 'signal-recorded'),
    )
    .select([
      's.id',
      's.learned',
      's.happened',
      's.exploitation',
      's.municipality_code',
      's.source',
      's.stage',
      's.dossier_id',
    ])
    .select(['f.id as fact_id', 'f.precision', 'f.sealed'])
    .where('s.organisation_id', '=', work.claim.organisation)

/** A page of the own signals, newest first. One query, one for all keys, whatever the size of the page. */
export const listSignals = async (
  work: Work,
  page: { readonly after?: PageCursor; readonly limit: number },
): Promise<readonly SignalRead[]> => {
  const { after } = page
  const query = after
    ? readSignals(work).where((w) =>
        w.or([w('s.learned', '<', after.at), w.and([w('s.learned', '=', after.at), w('s.id', '>', after.id)])]),
      )
    : readSignals(work)
  const rows = await query.orderBy('s.learned', 'desc').orderBy('s.id').limit(page.limit).execute()
  return openSignals(work, rows)
}

/** One own signal, opened; undefined when it is not there or not for this reader. */
export const findSignal = async (work: Work, signalId: string): Promise<SignalRead | undefined> => {
  const rows = await readSignals(work).where('s.id', '=', signalId).limit(1).execute()
  return (await openSignals(work, rows))[0]
}

/** Is this a signal of the acting organisation? The port of access. */
export const isOwnSignal = async (work: Work, signalId: string): Promise<boolean> => {
  const row = await work.trx
    .selectFrom('signal.signal')
    .select('id')
    .where('id', '=', signalId)
    .where('organisation_id', '=', work.claim.organisation)
    .executeTakeFirst()
  return row !== undefined
}

/** What the own signal says of the person, for encoding at the owner: empty when it names nobody, undefined when there is no such signal. */
export const describePerson = async (work: Work, signalId: string): Promise<SignalPerson | undefined> => {
  const signal = await findSignal(work, signalId)
  return signal && (signal.content?.person ?? {})
}

/** What own signals say of things, with their month and municipality; a signal that is not there or not for this reader is left out. */
export const describeThings = async (
  work: Work,
  signalIds: readonly string[],
): Promise<
  ReadonlyMap<
    string,
    { readonly things: readonly SignalThing[]; readonly month?: string; readonly municipality?: string }
  >
> => {
  if (signalIds.length === 0) return new Map()
  const signals = await openSignals(work, await readSignals(work).where('s.id', 'in', signalIds).execute())
  return new Map(
    signals.map(({ id, content, happened, precision, municipalityCode }) => [
      id,
      {
        things: content?.things ?? [],
        ...(precision === 'day' || precision === 'month' ? { month: happened.slice(0, 7) } : {}),
        ...(municipalityCode === undefined ? {} : { municipality: municipalityCode }),
      },
    ]),
  )
}

/** What the own signal tells, in the words of a dossier; undefined when there is no such signal for this reader. */
export const tellForDossier = async (work: Work, signalId: string): Promise<ToldBySignal | undefined> => {
  const signal = await findSignal(work, signalId)
  return signal && toldBySignal({ ...signal, ...signal.content })
}

/** Says that the signal belongs to a dossier now; the first one that was opened from it stays. */
export const joinDossier = async (
  { trx, claim }: Work,
  joined: { readonly signalId: string; readonly dossierId: string },
): Promise<void> => {
  await trx
    .updateTable('signal.signal')
    .set({ stage: 'joined', dossier_id: joined.dossierId })
    .where('id', '=', joined.signalId)
    .where('organisation_id', '=', claim.organisation)
    .where('dossier_id', 'is', null)
    .execute()
}

type SignalRow = {
  readonly id: string
  readonly learned: Date
  readonly happened: string
  readonly exploitation: string
  readonly municipality_code: string | null
  readonly source: string
  readonly stage: string
  readonly dossier_id: string | null
  readonly fact_id: string
  readonly precision: string
  readonly sealed: Buffer | null
}

const openSignals = async (work: Work, rows: readonly SignalRow[]): Promise<readonly SignalRead[]> => {
  const opened = await work.openFacts(
    'signal',
    rows.map((row) => ({ id: row.fact_id, stream: row.id, chapter: null, sealed: row.sealed })),
  )
  for (const row of rows) work.concerns(row.id, 'read-signal')
  return rows.map((row) => {
    // Safe: only recordSignal and importBatch seal these facts, with SignalContent; constraints hold the three words.
    const content = opened.get(row.fact_id) as SignalContent | undefined
    return {
      id: row.id,
      learned: row.learned,
      happened: day(row.happened),
      precision: row.precision as Precision,
      exploitation: row.exploitation as Exploitation,
      source: row.source as SignalSource,
      stage: row.stage,
      ...(row.municipality_code === null ? {} : { municipalityCode: row.municipality_code }),
      ...(row.dossier_id === null ? {} : { dossierId: row.dossier_id }),
      ...(content ? { content } : {}),
    }
  })
}

export type CallToLog = {
  readonly organisation?: string
  /** Sealed: whoever was on the line. */
  readonly withWhom?: string
  readonly about?: { readonly kind: 'signal' | 'dossier'; readonly id: string }
  readonly outcome: CallOutcome
  readonly minutes: number
  readonly note?: string
}
export type CallRead = CallToLog & { readonly id: string; readonly learned: Date }
type CallWords = { readonly withWhom?: string; readonly note?: string }

/** May this organisation speak of this dossier? Access answers; bound by the route. */
export type MayMention = (work: Work, dossierId: string) => Promise<boolean>

/** Logs a call. Refuses `not-found` for a signal or dossier that this organisation does not know. */
export const logCall = async (
  work: Work,
  call: CallToLog,
  mayMention: MayMention,
): Promise<Outcome<{ callId: string }, 'not-found'>> => {
  const { about } = call
  if (about && !(await (about.kind === 'signal' ? isOwnSignal : mayMention)(work, about.id))) return refuse('not-found')
  const id = work.newId()
  const words: CallWords = {
    ...(call.withWhom === undefined ? {} : { withWhom: call.withWhom }),
    ...(call.note === undefined ? {} : { note: call.note }),
  }
  await work.record({
    id,
    slice: 'signal',
    stream: about?.kind === 'signal' ? about.id : id,
    kind: 'call-logged',
    happened: work.today,
    payload: {
      ...(about ? { about: about.kind, subject: about.id } : {}),
      ...(call.organisation === undefined ? {} : { withOrganisation: call.organisation }),
      outcome: call.outcome,
      minutes: call.minutes,
    },
    ...(Object.keys(words).length > 0 ? { personal: words } : {}),
  })
  if (about) work.concerns(about.id, 'log-call')
  return accept({ callId: id })
}

/** A page of the own calls, newest first, about everything or about one subject. */
export const listCalls = async (
  work: Work,
  page: { readonly subject?: string; readonly after?: PageCursor; readonly limit: number },
): Promise<readonly CallRead[]> => {
  let query = work.trx
    .selectFrom('signal.fact')
    .select(['id', 'stream', 'chapter', 'learned', 'payload', 'sealed'])
    .where('organisation_id', '=', work.claim.organisation)
    .where('kind', '=', 'call-logged')
  const { after } = page
  if (page.subject !== undefined) query = query.where(sql`payload ->> 'subject'`, '=', page.subject)
  if (after)
    query = query.where((w) =>
      w.or([w('learned', '<', after.at), w.and([w('learned', '=', after.at), w('id', '>', after.id)])]),
    )
  const rows = await query.orderBy('learned', 'desc').orderBy('id').limit(page.limit).execute()
  const opened = await work.openFacts('signal', rows)
  return rows.map((row) => {
    // Safe: logCall alone writes these facts.
    const said = row.payload as {
      about?: 'signal' | 'dossier'
      subject?: string
      withOrganisation?: string
      outcome: CallOutcome
      minutes: number
    }
    if (said.subject !== undefined) work.concerns(said.subject, 'read-call')
    return {
      id: row.id,
      learned: row.learned,
      outcome: said.outcome,
      minutes: said.minutes,
      ...(said.withOrganisation === undefined ? {} : { organisation: said.withOrganisation }),
      ...(said.about !== undefined && said.subject !== undefined
        ? { about: { kind: said.about, id: said.subject } }
        : {}),
      ...((opened.get(row.id) as CallWords | undefined) ?? {}),
    }
  })
}
