/**
 * One act of one person: a transaction with a claim, its facts, its audit rows. Pages, API, imports, jobs and the seed all
 * come through `createActs().run`, so there is one place where nothing happens without a row in the log (decision 19).
 */
import { createHmac } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Claim, Day, Decision, Judge, NewId, Outcome, Question, Refusal, TraceId } from '../kernel/index.ts'
import { asId, dayAt, refuse } from '../kernel/index.ts'
import { bellOf } from './bell.ts'
import { asClaim, type Database, later, type SignedClaim, type Statement, type Trx } from './database.ts'
import { type FactListeners, factPlace, type NewFact, type RecordedFact, recordFact } from './facts.ts'
import { type KeyRef, type KeyStore, keyName, sealPersonal } from './key-store.ts'
import { STALE } from './line.ts'
import { classesOfFunction, openContent } from './sealed-content.ts'

/** A fact as a slice records it; id, key and sealing are filled in here. */
export type FactToRecord = Omit<NewFact, 'id' | 'idempotencyKey' | 'sealed'> & {
  readonly id?: string
  readonly idempotencyKey?: string
  /** Personal content; sealed by class with the keys of `sealWith` (the stream itself and its chapter when absent). */
  readonly personal?: unknown
  readonly sealWith?: KeyRef
}

/** What is asked about one dossier; who asks, for what and when is the act's own. */
export type AboutFile = Partial<Omit<Question, keyof Asker>> & { readonly act: Question['act'] }
type Asker = Pick<Question, 'organisation' | 'kind' | 'actor' | 'function' | 'plane' | 'purpose' | 'at' | 'today'>

/** What everything that acts gets: never a database of its own, never a clock of its own. */
export type Work = {
  readonly trx: Trx
  readonly claim: SignedClaim
  readonly now: Date
  readonly today: Day
  readonly newId: NewId
  readonly keys: KeyStore
  /** Records a fact; listeners of wiring.ts hear of it in this transaction. */
  record(fact: FactToRecord): Promise<RecordedFact>
  /** Says that this act concerns a person: one processing row, readable by that person. */
  concerns(subject: string, act: string, chapters?: readonly string[]): void
  /** Asks the one decision about a dossier; question and answer stand in the log of this act. */
  decide(about: AboutFile): Decision
  /** Opens sealed facts; a fact whose key this organisation does not have gives undefined. */
  openFacts<F extends SealedFact>(slice: NewFact['slice'], facts: readonly F[]): Promise<ReadonlyMap<string, unknown>>
  /** Writes with the next statement of this act that is waited for, or with its end: nobody needs the answer, and a fault ends the act. */
  later(...statements: readonly Statement[]): Promise<void>
  /** Tells whoever listens on this channel that there is something to do, once this act is committed. */
  wakes(channel: string): void
  /** Runs after the commit; a fault in it is logged and does not undo the act. */
  afterCommit(act: () => Promise<void> | void): void
}

export type SealedFact = {
  readonly id: string
  readonly stream: string
  readonly chapter: string | null
  readonly sealed: Buffer | null
}

export type RunOptions = {
  readonly claim: Claim & { readonly linkSubject?: string }
  readonly operation: string
  readonly trace?: TraceId
  /** From the sender of a command: a repeat gives the kept answer and changes nothing. */
  readonly idempotencyKey?: string
  /** What the key came with (path and body): the same key with anything else is refused, so that nothing is lost behind an old answer. */
  readonly asked?: string
  /** The answer holds a secret that is given once (a link): it is not kept, and a repeat is told so. */
  readonly answersOnce?: boolean
  /** What the edge refuses already: it stands in the log as every refusal, and the act is not begun. */
  readonly refused?: Refusal
}

export type Answered<T> = Outcome<T, string> & { readonly repeated?: boolean }

export type Acts = {
  run<T>(options: RunOptions, act: (work: Work) => Promise<Outcome<T, string>>): Promise<Answered<T>>
}

export type ActsOptions = {
  readonly worker: Database
  readonly claimKey: Buffer
  readonly keys: KeyStore
  /** The one decision: every act is judged by it before it begins. */
  readonly judge: Judge
  readonly listeners: FactListeners
  readonly clock: () => Date
  readonly newId: NewId
  readonly onFault?: (fault: unknown, trace: TraceId) => void
  /** Told of every refusal, in the transaction that logs it: the privacy officer hears of refused look-ups this way. */
  readonly onRefusal?: (told: {
    trx: Trx
    claim: SignedClaim
    operation: string
    refusal: Refusal
    now: Date
    newId: NewId
  }) => Promise<void>
}

const TRIES = 4

/** Binds database, keys, clock and listeners once; gives the one way to act. */
export const createActs = (given: ActsOptions): Acts => {
  const options = { ...given, ring: bellOf(given.worker) }
  return {
    run: async (request, act) => {
      const trace = request.trace ?? asId<TraceId>(options.newId())
      const streams = new Set<string>()
      for (let attempt = 1; ; attempt += 1) {
        try {
          // Whoever lost the place in a stream waits for the others who did: so all come to their turn, however many they are.
          return await attemptOnce(options, { ...request, trace, streams, waitsFor: [...streams].sort() }, act)
        } catch (fault) {
          if (attempt >= TRIES || !mayTryAgain(fault)) throw fault
        }
      }
    },
  }
}

type Bound = ActsOptions & { readonly ring: (channel: string) => void }

/** Where facts were written, and behind whom the act waits its turn. */
type Attempt = { readonly streams: Set<string>; readonly waitsFor: readonly string[] }

class RefusedInTransaction extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const attemptOnce = async <T>(
  options: Bound,
  request: RunOptions & { readonly trace: TraceId } & Attempt,
  act: (work: Work) => Promise<Outcome<T, string>>,
): Promise<Answered<T>> => {
  const began = performance.now()
  const now = options.clock()
  const claim: SignedClaim = { ...request.claim, trace: request.trace, at: now }
  const after: (() => Promise<void> | void)[] = []
  const door = openDoor(options.judge, claim, request.operation, now)
  try {
    const inClaim = async (trx: Trx): Promise<Answered<T>> => {
      const judged = door.decide(door.about)
      if (request.refused) throw new RefusedInTransaction(request.refused)
      if (!judged.ok) throw new RefusedInTransaction(judged.refusal)
      const kept = request.idempotencyKey
        ? await keepPlace(
            trx,
            claim,
            request.idempotencyKey,
            { ...request, asked: markOf(options, request.asked) },
            now,
          )
        : undefined
      if (kept && request.answersOnce) throw new RefusedInTransaction({ code: 'answered-once' })
      if (kept) {
        // An answer that is given again is an answer: it has its row too.
        await writeLog(trx, { operation: request.operation, outcome: 'repeated', began, newId: options.newId, door })
        // Safe: the body of the same operation under the same key, as it was answered before.
        return { ok: true, value: kept.body as T, repeated: true }
      }
      const { work, concerned } = workIn(options, trx, claim, now, { after, door, streams: request.streams })
      const outcome = await act(work)
      if (!outcome.ok) throw new RefusedInTransaction(outcome.refusal)
      if (request.idempotencyKey && !request.answersOnce)
        await keepAnswer(trx, claim, request.idempotencyKey, outcome.value)
      await writeLog(trx, {
        operation: request.operation,
        outcome: 'done',
        began,
        concerned,
        newId: options.newId,
        door,
      })
      return outcome
    }
    const answer = await asClaim(options.worker, options.claimKey, claim, inClaim, request.waitsFor)
    for (const each of after)
      await Promise.resolve()
        .then(each)
        .catch((fault: unknown) => options.onFault?.(fault, request.trace))
    return answer
  } catch (fault) {
    if (!(fault instanceof RefusedInTransaction)) throw fault
    // The act left no trace of its own; that it was refused does, in a transaction of its own.
    await asClaim(options.worker, options.claimKey, claim, async (trx) => {
      const { code } = fault.refusal
      await writeLog(trx, { operation: request.operation, outcome: 'refused', code, began, newId: options.newId, door })
      await options.onRefusal?.({
        trx,
        claim,
        operation: request.operation,
        refusal: fault.refusal,
        now,
        newId: options.newId,
      })
    })
    return refuse(fault.refusal.code, fault.refusal.params)
  }
}

type Judged = { readonly about: AboutFile; readonly answer: string }
/** The door of one act: the same question about who, for what and when, asked once at the beginning and again about each dossier. */
type Door = {
  readonly who: Asker & { readonly ground?: string }
  readonly about: AboutFile
  readonly named: boolean
  readonly policy: string
  readonly asked: Judged[]
  decide(about: AboutFile): Decision
  /** The code of the decision that refused the act, when one did; a chapter that stays closed in an act that goes on is no refusal of it. */
  answerTo(refusedWith: string | undefined): string
}

const openDoor = (judge: Judge, claim: SignedClaim, operation: string, now: Date): Door => {
  const act = judge.actOf(operation)
  const kind = judge.kindOf(claim.organisation)
  const who = {
    ...{ organisation: claim.organisation, actor: claim.actor, function: claim.function, plane: claim.plane },
    ...{ purpose: claim.purpose, at: now.toISOString(), today: dayAt(now) },
    ...(kind === undefined ? {} : { kind }),
    ...(claim.ground === undefined ? {} : { ground: claim.ground }),
  }
  const asked: Judged[] = []
  return {
    ...{ who, asked, policy: judge.policy, named: act !== undefined, about: { act: act ?? 'see' } },
    decide: (about) => {
      const decision = judge.decide({ ...who, ...about })
      asked.push({ about, answer: decision.ok ? 'yes' : decision.refusal.code })
      return decision
    },
    answerTo: (code) => {
      const [first] = asked
      if (first && first.answer !== 'yes') return first.answer
      return asked.find(({ answer }) => answer === code)?.answer ?? 'yes'
    },
  }
}

type Concerned = { readonly subject: string; readonly act: string; readonly chapters: readonly string[] }

const workIn = (
  options: Bound,
  trx: Trx,
  claim: SignedClaim,
  now: Date,
  {
    after,
    door,
    streams,
  }: { readonly after: (() => Promise<void> | void)[]; readonly door: Door; readonly streams: Set<string> },
): { work: Work; concerned: Concerned[] } => {
  const concerned: Concerned[] = []
  const work: Work = {
    trx,
    claim,
    now,
    today: door.who.today,
    newId: options.newId,
    keys: options.keys,
    decide: door.decide,
    concerns: (subject, act, chapters = []) => concerned.push({ subject, act, chapters }),
    later: (...statements) => later(trx, ...statements),
    wakes: (channel) => after.push(() => options.ring(channel)),
    afterCommit: (each) => after.push(each),
    record: async (fact) => {
      const id = fact.id ?? options.newId()
      const { personal, sealWith, ...rest } = fact
      const sealed = personal === undefined ? {} : { sealed: await sealFor(options.keys, claim, fact, id) }
      if (fact.addressee !== undefined)
        await writeCrossing(trx, claim, { id, kind: fact.kind, to: fact.addressee }, now)
      const whole = { ...rest, ...sealed, id, idempotencyKey: fact.idempotencyKey ?? id }
      streams.add(`${fact.slice} ${fact.stream}`)
      return recordFact(work, whole, options.listeners, personal)
    },
    openFacts: (slice, facts) => openAll(options.keys, claim, slice, facts),
  }
  return { work, concerned }
}

const sealFor = async (keys: KeyStore, claim: SignedClaim, fact: FactToRecord, id: string): Promise<Buffer> => {
  const ref = fact.sealWith ?? { subject: fact.stream, chapter: fact.chapter ?? fact.slice }
  return sealPersonal(keys, claim.organisation, { ...ref, place: factPlace(fact.slice, id) }, fact.personal)
}

const openAll = async <F extends SealedFact>(
  keys: KeyStore,
  claim: SignedClaim,
  slice: NewFact['slice'],
  facts: readonly F[],
): Promise<ReadonlyMap<string, unknown>> => {
  const refOf = (fact: F): KeyRef => ({ subject: fact.stream, chapter: fact.chapter ?? slice })
  const sealed = facts.filter((fact) => fact.sealed !== null)
  const distinct = new Map(sealed.map((fact) => [keyName(refOf(fact)), refOf(fact)]))
  // Denied by key: of a class that is not for this function not even the key is opened, whatever the policy of the row says.
  const found = await keys.find(claim.organisation, [...distinct.values()], claim.at, classesOfFunction(claim.function))
  const opened = new Map<string, unknown>()
  for (const fact of sealed) {
    const content = fact.sealed && openContent(found, factPlace(slice, fact.id), fact.sealed)
    if (content !== null && content !== undefined) opened.set(fact.id, content)
  }
  return opened
}

// Keyed, because what was asked may be short enough to guess from its hash.
const markOf = ({ claimKey }: ActsOptions, asked = ''): Buffer =>
  createHmac('sha256', claimKey).update('asked with a key').update(asked).digest()

// Takes the place of the key first, so that two equal commands at the same moment wait for each other.
const keepPlace = async (
  trx: Trx,
  claim: SignedClaim,
  key: string,
  command: { readonly operation: string; readonly asked: Buffer },
  now: Date,
): Promise<{ readonly body: unknown } | undefined> => {
  const { rows } = await sql<{ idempotency_key: string }>`
    insert into access.kept_answer (organisation_id, idempotency_key, operation, asked, kept_at)
    values (${claim.organisation}, ${key}, ${command.operation}, ${command.asked}, ${now})
    on conflict do nothing returning idempotency_key`.execute(trx)
  if (rows.length > 0) return undefined
  const kept = await trx
    .selectFrom('access.kept_answer')
    .select(['operation', 'asked', 'body'])
    .where('organisation_id', '=', claim.organisation)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  const same = kept?.operation === command.operation && kept.asked.equals(command.asked)
  if (!kept || !same) throw new RefusedInTransaction({ code: 'idempotency-key-reused' })
  return { body: kept.body }
}

const keepAnswer = async (trx: Trx, claim: SignedClaim, key: string, body: unknown): Promise<void> => {
  await later(
    trx,
    trx
      .updateTable('access.kept_answer')
      .set({ status: 200, body: JSON.stringify(body ?? null) })
      .where('organisation_id', '=', claim.organisation)
      .where('idempotency_key', '=', key),
  )
}

// A fact that is addressed to another house is a message to it: each side finds it in its own log, without whom it was about.
const writeCrossing = async (
  trx: Trx,
  claim: SignedClaim,
  message: { readonly id: string; readonly kind: string; readonly to: string },
  now: Date,
): Promise<void> => {
  if (message.to === claim.organisation) return
  const statement = sql`
    insert into audit.crossing (id, trace_id, at, side, organisation_id, other_id, message, message_id, purpose)
    select gen_random_uuid(), ${claim.trace}, ${now}, side, one::uuid, other::uuid, ${message.kind}, ${message.id}, ${claim.purpose}
    from (values ('sent', ${claim.organisation}, ${message.to}), ('received', ${message.to}, ${claim.organisation})) as s(side, one, other)`
  await later(trx, statement)
}

type LogRow = {
  readonly operation: string
  readonly outcome: 'done' | 'repeated' | 'refused'
  readonly code?: string
  readonly began: number
  readonly concerned?: readonly Concerned[]
  readonly newId: NewId
  readonly door: Door
}
const WRITE_ACT = 'select audit.write_act($1, $2, $3, $4, $5::jsonb, $6::jsonb)'

// With the end of the transaction: without these rows there is no commit, and no byte leaves before that. Who, for whom, why and when the
// database takes from the claim. One statement, however many persons: an import concerns a thousand at once.
const writeLog = (
  trx: Trx,
  { operation, outcome, code, began, concerned = [], newId, door }: LogRow,
): Promise<void> => {
  const rows = concerned.map((each) => ({ id: newId(), ...each }))
  const took = Math.round(performance.now() - began)
  const decided = {
    ...{ act: door.named ? door.about.act : null, answer: door.answerTo(code), policy: door.policy },
    ...{ who: door.who, asked: door.asked },
  }
  const persons = rows.length === 0 ? null : JSON.stringify(rows)
  const values = [operation, outcome, code ?? null, took, persons, JSON.stringify(decided)]
  return later(trx, CompiledQuery.raw(WRITE_ACT, values))
}

// Serialisation, deadlock, a version of a stream or the place of an answer that somebody else took, a statement that was prepared before
// a migration: the next try sees the newer state.
const mayTryAgain = (fault: unknown): boolean => {
  const { code, constraint, message } = fault as { code?: string; constraint?: string; message?: string }
  return (
    code === '40001' ||
    code === '40P01' ||
    code === STALE ||
    (code === '23505' && (constraint ?? '').endsWith('_fact_once_per_version')) ||
    // The next version was somebody else's between the moment it was worked out and the moment the policy looked.
    (code === '42501' && (message ?? '').includes('"next_version_only"'))
  )
}
