/**
 * A turn of keys: a new epoch opens, every house's entries with a standing ground are encoded again in it, the older epochs close and
 * their keys are forgotten. It runs in the background in small batches, each a transaction of its house with its rows in the log, so a
 * kill at any moment loses nothing and the next start goes on where it was.
 */
import { sql } from 'kysely'
import type { NewId, Outcome, Plane } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type EpochSeeds, markOfSeed } from '../platform/epoch-seeds.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import type { Work } from '../platform/work.ts'
import type { AuthorityService } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { carryDecoys } from './decoy.store.ts'
import {
  aloneWithEpochs,
  closeOlder,
  insertEpoch,
  readEpochs,
  readMarks,
  readProgress,
  type TurnProgress,
  type Waiting,
  waitingFor,
  writeMarks,
} from './epoch.store.ts'
import {
  currentEpoch,
  type EncodingVersions,
  type Epoch,
  type EpochReason,
  encodableIn,
  needsTurn,
  nextEpoch,
  openEpochs,
  turningFrom,
} from './epoch.ts'
import { type ReEncoded, reEncodeBatch } from './epoch-re-encode.store.ts'
import type { PersonDescription } from './normalise.ts'
import type { OwnerEpochs } from './owner-epochs.store.ts'

/** `worked`: there may be more at once. `waiting`: somebody else must do something first. `idle`: no turn. */
export type TurnStep = 'worked' | 'waiting' | 'idle'

export type EpochTurn = {
  /** Sees to it that there is an epoch, that its keys are the right ones, and that a raise of a version opens a turn. */
  begin(): Promise<void>
  /** Opens the next epoch; gives its name. */
  open(reason?: EpochReason): Promise<string>
  /** One batch of one house, or the end of the turn. */
  step(): Promise<TurnStep>
  progress(): Promise<TurnProgress & { readonly turning: boolean }>
  /** Steps until stopped. */
  keepGoing(): Promise<() => Promise<void>>
}

export type EpochTurnOptions = {
  /** The courier's connection: it knows which house has which entry, and reads no signal. */
  readonly db: Database
  readonly authority: AuthorityService
  readonly seeds: EpochSeeds
  readonly epochs: OwnerEpochs
  readonly versions: EncodingVersions
  readonly contactDesk: string
  readonly clock: () => Date
  readonly newId: NewId
  readonly log: Log
  readonly keyLost: () => Error
  /** Runs an act with the claim of a house: its own rows, its own keys, its own log. */
  readonly actAs: <T>(
    house: { readonly organisation: string; readonly plane: Plane },
    act: (work: Work) => Promise<Outcome<T, string>>,
  ) => Promise<Outcome<T, string>>
  /** Runs an act with the claim under which the contact desk keeps decoys. */
  readonly asKeeper: <T>(act: (work: Work) => Promise<Outcome<T, string>>) => Promise<Outcome<T, string>>
  /** The description of the person of an own signal, opened. */
  readonly describe: (work: Work, subject: string) => Promise<PersonDescription | undefined>
}

const PAUSE_MS = 5_000
/** A house that was refused (its budget, or the authority is away) is asked again after this. */
const REFUSED_PAUSE_MS = 60_000

/** Binds the turn. */
export const openEpochTurn = (options: EpochTurnOptions): EpochTurn => {
  const refused = new Map<string, number>()
  const step = () => turnStep(options, refused)
  return {
    begin: () => begin(options),
    open: (reason = 'opened') => openNext(options, reason, () => true),
    step,
    progress: async () => {
      const log = await readEpochs(options.db)
      const current = currentEpoch(log)
      const progress = await readProgress(options.db, current?.name ?? '', options.clock())
      return { ...progress, turning: turningFrom(log).length > 0 }
    },
    keepGoing: () => keepGoing(options, step),
  }
}

const begin = async (options: EpochTurnOptions): Promise<void> => {
  const log = await readEpochs(options.db)
  if (log.length === 0) await openNext(options, 'first', (now) => now.length === 0)
  await checkKeys(options)
  if (needsTurn(log, options.versions))
    await openNext(options, 'version-raised', (now) => needsTurn(now, options.versions))
}

// The keys of the next epoch are drawn before its row is written. Two servers that open at once: the second finds it done.
const openNext = async (
  options: EpochTurnOptions,
  reason: EpochReason,
  stillWanted: (log: readonly Epoch[]) => boolean,
): Promise<string> => {
  const opened = await aloneWithEpochs(options.db, async (trx) => {
    const log = await readEpochs(trx)
    if (!stillWanted(log)) return currentEpoch(log)?.name ?? ''
    const { name } = nextEpoch(log)
    const marks = {
      authority: await options.authority.openEpoch(name),
      owners: markOfSeed(options.seeds.make(name), name).toString('hex'),
    }
    return insertEpoch(trx, log, { versions: options.versions, reason, marks, now: options.clock() })
  })
  options.log('info', 'epoch-opened', { epoch: opened, reason })
  return opened
}

// A key that was lost and drawn again would match nobody and say so to nobody: the marks in the log tell.
const checkKeys = async (options: EpochTurnOptions): Promise<void> => {
  for (const { name } of openEpochs(await readEpochs(options.db))) {
    const seed = options.seeds.find(name)
    const authority = await options.authority.markOf(name)
    if (!seed || !authority) throw options.keyLost()
    const marks = { authority, owners: markOfSeed(seed, name).toString('hex') }
    const written = await readMarks(options.db, name)
    if (written.authority === undefined || written.owners === undefined)
      await aloneWithEpochs(options.db, (trx) => writeMarks(trx, name, marks))
    else if (written.authority !== marks.authority || written.owners !== marks.owners) throw options.keyLost()
  }
}

const turnStep = async (options: EpochTurnOptions, refused: Map<string, number>): Promise<TurnStep> => {
  const log = await readEpochs(options.db)
  await forgetClosed(options, log)
  const current = currentEpoch(log)
  const older = turningFrom(log).map((each) => each.name)
  // Older code leaves the turn to the newer server: it cannot encode as the new epoch asks.
  if (!current || older.length === 0 || encodableIn(log, options.versions).length === 0) return 'idle'
  const waiting = await waitingFor(options.db, current.name, options.clock())
  if (waiting.length === 0) return (await stepDecoys(options, current.name)) ?? finish(options, current.name, older)
  const ready = waiting.filter((each) => (refused.get(nameOf(each)) ?? 0) <= options.clock().getTime())
  const [next] = ready
  if (!next) return 'waiting'
  const done = await reEncodeFor(options, current.name, next)
  if (done.ok && done.value.taken > 0) return 'worked'
  // Refused, or every row of it is in somebody's hands: the others go first.
  refused.set(nameOf(next), options.clock().getTime() + REFUSED_PAUSE_MS)
  if (!done.ok) options.log('warn', 're-encoding-refused', { epoch: current.name, code: done.refusal.code })
  return ready.length > 1 ? 'worked' : 'waiting'
}

const nameOf = ({ organisation, plane }: Waiting): string => `${organisation} ${plane}`

const reEncodeFor = async (
  options: EpochTurnOptions,
  epoch: string,
  { organisation, plane, entries }: Waiting,
): Promise<Outcome<ReEncoded, string>> => {
  const told = await options.authority.announce({ organisation, epoch, entries, now: options.clock() })
  if (!told.ok) return told
  // Safe: the policy of linkage.entry lets a house write entries of its own plane only.
  const done = await options.actAs({ organisation, plane: plane as Plane }, (work) => reEncodeBatch(work, options))
  if (done.ok) options.log('info', 're-encoded', { epoch, entries: done.value.taken, leftOver: done.value.leftOver })
  return done
}

// Decoys are no entries, so nobody waits for them; but an epoch that closed without them would leave nobody who rings.
const stepDecoys = async (options: EpochTurnOptions, epoch: string): Promise<TurnStep | undefined> => {
  const carried = await options.asKeeper((work) => carryDecoys(work, options))
  if (!carried.ok) {
    options.log('warn', 're-encoding-refused', { epoch, code: carried.refusal.code })
    return 'waiting'
  }
  if (carried.value > 0) options.log('info', 'decoys-carried', { epoch, decoys: carried.value })
  return carried.value > 0 ? 'worked' : undefined
}

const finish = async (options: EpochTurnOptions, current: string, older: readonly string[]): Promise<TurnStep> => {
  const { contactDesk, newId } = options
  const closed = await aloneWithEpochs(options.db, (trx) =>
    closeOlder(trx, { current, older, contactDesk, newId, now: options.clock() }),
  )
  if (closed.length === 0) return 'waiting'
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(options.db)
  options.log('info', 'epoch-closed', { epoch: closed.join(' '), current })
  await forgetClosed(options, await readEpochs(options.db))
  return 'worked'
}

// Every server does this for its own folder, also the one that did not run the turn.
const forgetClosed = async ({ seeds, authority }: EpochTurnOptions, log: readonly Epoch[]): Promise<void> => {
  for (const { name, closedAt } of log) {
    if (closedAt === undefined) continue
    if (seeds.find(name)) seeds.forget(name)
    if (await authority.markOf(name)) await authority.forgetEpoch(name)
  }
}

const keepGoing = async (options: EpochTurnOptions, step: () => Promise<TurnStep>): Promise<() => Promise<void>> =>
  keepRunning({
    round: async () => (await step()) === 'worked',
    pauseMs: PAUSE_MS,
    onFault: (fault) => options.log('error', 'epoch-turn-failed', faultFields(fault)),
  })
