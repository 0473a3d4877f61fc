/** Wishes, goals, decisions and second looks: SQL in, domain out. The row policies decide what this claim may see (db/policies/safeguard.sql). */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { GoalFact } from './goals.ts'
import { HERSELF } from './goals.ts'
import {
  type Accords,
  type Afterwards,
  type Because,
  type DecidedBy,
  type DecisionKind,
  endTogether,
  type Statement,
  type WishAbsent,
} from './interest.ts'
import type { LookOutcome, RaisedBy } from './second-look.ts'
import type { Interpreter } from './wish.ts'

/** Under whose key it is sealed: the chapter that she chooses to share or not, so that it opens and closes with her answer. */
export const CHAPTER = 'goal'
const FACTS_MAX = 2_000
const ROWS_MAX = 500

/** One act at a time about one file, from here to the end of the transaction: a wish that is told now and a decision that leans on it wait for each other. */
export const lockInterest = async ({ trx }: Work, dossierId: string): Promise<void> => {
  await takeTurn(trx, `interest ${dossierId}`)
}

export type InterestFact = {
  readonly id: string
  readonly kind: string
  readonly by: string
  readonly to?: string
  readonly happened: Day
  readonly learned: Date
  readonly payload: Readonly<Record<string, unknown>>
  readonly words: Readonly<Record<string, unknown>>
}

/** All facts about her interest in one file that this claim may read, oldest first, opened as far as its keys go. */
export const readInterestFacts = async (work: Work, dossierId: string): Promise<readonly InterestFact[]> => {
  const rows = await work.trx
    .selectFrom('safeguard.fact')
    .select(['id', 'stream', 'kind', 'happened', 'learned', 'organisation_id', 'addressee_id', 'chapter', 'payload'])
    .select('sealed')
    .where('stream', '=', dossierId)
    .orderBy('version')
    .limit(FACTS_MAX)
    .execute()
  const opened = await work.openFacts('safeguard', rows)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    by: row.organisation_id,
    ...(row.addressee_id ? { to: row.addressee_id } : {}),
    happened: day(row.happened),
    learned: row.learned,
    // Safe, twice: `record` writes objects and nothing else does.
    payload: row.payload as Readonly<Record<string, unknown>>,
    words: (opened.get(row.id) ?? {}) as Readonly<Record<string, unknown>>,
  }))
}

export type Wish = {
  readonly id: string
  readonly words?: string
  readonly language: string
  readonly interpreter: Interpreter
  readonly present: readonly string[]
  readonly told: Day
  readonly notedAt: Date
  readonly by: string
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Her wishes, the one that stands first: the last that was told, and of one day the last that was written down. */
export const wishesOf = (facts: readonly InterestFact[]): readonly Wish[] =>
  facts
    .filter(({ kind }) => kind === 'wish-told')
    .map((fact) => {
      const words = textOf(fact.words['words'])
      return {
        id: fact.id,
        ...(words === undefined ? {} : { words }),
        // Safe: noteWish writes these three and nobody else does.
        language: String(fact.payload['language']),
        interpreter: fact.payload['interpreter'] as Interpreter,
        present: fact.payload['present'] as readonly string[],
        told: fact.happened,
        notedAt: fact.learned,
        by: fact.by,
      }
    })
    .reverse()
    .toSorted((one, other) => other.told.localeCompare(one.told))

/** What was said about goals, as the fold takes it. */
export const goalFactsOf = (facts: readonly InterestFact[]): readonly GoalFact[] =>
  facts.flatMap((fact): readonly GoalFact[] => {
    const words = textOf(fact.words['words'])
    const said = { by: fact.by, on: fact.happened, ...(words === undefined ? {} : { words }) }
    if (fact.kind === 'goal-stated') return [{ kind: 'goal-stated', ...said }]
    if (fact.kind === 'shared-goal-proposed') return [{ kind: 'shared-goal-proposed', id: fact.id, ...said }]
    if (fact.kind !== 'shared-goal-agreed') return []
    const by = fact.payload['by'] === HERSELF ? HERSELF : fact.by
    return [{ kind: 'shared-goal-agreed', goalId: String(fact.payload['goalId']), by, on: fact.happened }]
  })

export type Decision = {
  readonly id: string
  readonly dossier: string
  readonly by: string
  readonly actor: string
  readonly kind: DecisionKind
  /** To which house, of a handover alone. */
  readonly receiver?: string
  readonly because: readonly Because[]
  readonly takenAt: Date
  readonly statedAt?: Date
  readonly decidedBy?: DecidedBy
  readonly accords?: Accords
  readonly wishId?: string
  readonly wishAbsent?: WishAbsent
  readonly conflicts: readonly string[]
  readonly afterwards?: Afterwards
  readonly owedBy?: Day
  readonly setAsideAt?: Date
}

type DecisionRow = {
  id: string
  dossier_id: string
  organisation_id: string
  actor_id: string
  kind: string
  receiver_id: string | null
  because: string[]
  taken_at: Date
  stated_at: Date | null
  decided_by: string | null
  accords: string | null
  wish_id: string | null
  wish_absent: string | null
  conflicts: string[]
  afterwards: string | null
  owed_by: string | null
  set_aside_at: Date | null
}
// Safe, each `as` of a code: constraints of the table and the schema of the route allow these words only.
const decisionOf = (row: DecisionRow): Decision => ({
  id: row.id,
  dossier: row.dossier_id,
  by: row.organisation_id,
  actor: row.actor_id,
  kind: row.kind as DecisionKind,
  because: row.because as Because[],
  takenAt: row.taken_at,
  conflicts: row.conflicts,
  ...(row.receiver_id ? { receiver: row.receiver_id } : {}),
  ...(row.stated_at ? { statedAt: row.stated_at } : {}),
  ...(row.decided_by ? { decidedBy: row.decided_by as DecidedBy } : {}),
  ...(row.accords ? { accords: row.accords as Accords } : {}),
  ...(row.wish_id ? { wishId: row.wish_id } : {}),
  ...(row.wish_absent ? { wishAbsent: row.wish_absent as WishAbsent } : {}),
  ...(row.afterwards ? { afterwards: row.afterwards as Afterwards } : {}),
  ...(row.owed_by ? { owedBy: day(row.owed_by) } : {}),
  ...(row.set_aside_at ? { setAsideAt: row.set_aside_at } : {}),
})

/** Decisions about one file that this claim may see, newest first; what an outcome ended together with another is set aside too. */
export const decisionsOf = async ({ trx }: Work, dossierId: string): Promise<readonly Decision[]> => {
  const rows = await trx
    .selectFrom('safeguard.decision')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('taken_at', 'desc')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return endTogether(rows.map(decisionOf))
}

export const findDecision = async ({ trx }: Work, id: string): Promise<Decision | undefined> => {
  const row = await trx.selectFrom('safeguard.decision').selectAll().where('id', '=', id).executeTakeFirst()
  return row && decisionOf(row)
}

/** What this organisation decided since a moment: for its own figures and what it owes. */
export const ownDecisions = async ({ trx, claim }: Work, since: Date): Promise<readonly Decision[]> => {
  const rows = await trx
    .selectFrom('safeguard.decision')
    .selectAll()
    .where('organisation_id', '=', claim.organisation)
    .where((eb) => eb.or([eb('taken_at', '>=', since), eb('stated_at', 'is', null)]))
    .orderBy('taken_at', 'desc')
    .execute()
  return rows.map(decisionOf)
}

/** What this organisation still has to state, the earliest term first. */
export const decisionsOwed = async (work: Work, { limit, after }: TermPage): Promise<readonly Decision[]> => {
  const owed = work.trx
    .selectFrom('safeguard.decision')
    .selectAll()
    .where('organisation_id', '=', work.claim.organisation)
    .where('stated_at', 'is', null)
    .where('owed_by', 'is not', null)
    .orderBy('owed_by')
    .orderBy('id')
    .limit(limit)
  const rows = await (after
    ? owed.where(sql<boolean>`(owed_by, id) > (${after.day}::date, ${after.id}::uuid)`)
    : owed
  ).execute()
  return rows.map(decisionOf)
}

export type NewDecision = {
  readonly id: string
  readonly dossier: string
  readonly addressee?: string
  readonly kind: DecisionKind
  /** To which house, of a handover alone. */
  readonly receiver?: string
  readonly because: readonly Because[]
  readonly statement?: Statement
  readonly conflicts: readonly string[]
  readonly afterwards?: Afterwards
  readonly owedBy?: Day
}

export const insertDecision = async ({ trx, claim, now }: Work, made: NewDecision): Promise<void> => {
  const { statement } = made
  await trx
    .insertInto('safeguard.decision')
    .values({
      id: made.id,
      dossier_id: made.dossier,
      organisation_id: claim.organisation,
      actor_id: claim.actor,
      addressee_id: made.addressee ?? null,
      kind: made.kind,
      receiver_id: made.receiver ?? null,
      because: [...made.because],
      taken_at: now,
      stated_at: statement ? now : null,
      stated_by_id: statement ? claim.actor : null,
      decided_by: statement?.decidedBy ?? null,
      accords: statement?.accords ?? null,
      wish_id: statement?.wishId ?? null,
      wish_absent: statement?.wishAbsent ?? null,
      conflicts: [...made.conflicts],
      afterwards: made.afterwards ?? null,
      owed_by: made.owedBy ?? null,
    })
    .execute()
}

/** Fills in what was owed; gives false when that was done already or is not for this claim. */
export const stateDecision = async (
  { trx, claim, now }: Work,
  id: string,
  stated: {
    readonly statement: Statement
    readonly because: readonly Because[]
    readonly conflicts: readonly string[]
  },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('safeguard.decision')
    .set({
      stated_at: now,
      stated_by_id: claim.actor,
      because: [...stated.because],
      decided_by: stated.statement.decidedBy,
      accords: stated.statement.accords,
      wish_id: stated.statement.wishId ?? null,
      wish_absent: stated.statement.wishAbsent ?? null,
      conflicts: [...stated.conflicts],
    })
    .where('id', '=', id)
    .where('stated_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Sets a decision aside after a look that found for her; a second time changes nothing. */
export const setAside = async ({ trx, now }: Work, id: string): Promise<void> => {
  await trx
    .updateTable('safeguard.decision')
    .set({ set_aside_at: now })
    .where('id', '=', id)
    .where('set_aside_at', 'is', null)
    .execute()
}

export type SecondLook = {
  readonly id: string
  readonly dossier: string
  readonly decision?: string
  /** What was decided; absent when there is no decision, or this reader may not see it. */
  readonly kind?: DecisionKind
  readonly request?: string
  readonly by: string
  readonly objectorActor: string
  readonly raisedBy: RaisedBy
  readonly decider: string
  readonly deciderActor: string
  readonly statedBy?: string
  readonly reader: string
  readonly raisedAt: Date
  readonly lookBy: Day
  readonly outcome?: LookOutcome
  readonly lookedAt?: Date
}

type LookRow = {
  id: string
  dossier_id: string
  decision_id: string | null
  decision_kind: string | null
  request_id: string | null
  organisation_id: string
  actor_id: string
  raised_by: string
  decider_id: string
  decider_actor_id: string
  stated_by_id: string | null
  reads_id: string
  raised_at: Date
  look_by: string
  outcome: string | null
  looked_at: Date | null
}
const lookOf = (row: LookRow): SecondLook => ({
  id: row.id,
  dossier: row.dossier_id,
  ...(row.decision_id ? { decision: row.decision_id } : {}),
  // Safe: the constraint decision_kind allows these words only.
  ...(row.decision_kind ? { kind: row.decision_kind as DecisionKind } : {}),
  ...(row.request_id ? { request: row.request_id } : {}),
  by: row.organisation_id,
  objectorActor: row.actor_id,
  // Safe, twice: constraints of the table allow these words only.
  raisedBy: row.raised_by as RaisedBy,
  decider: row.decider_id,
  deciderActor: row.decider_actor_id,
  ...(row.stated_by_id ? { statedBy: row.stated_by_id } : {}),
  reader: row.reads_id,
  raisedAt: row.raised_at,
  lookBy: day(row.look_by),
  ...(row.outcome ? { outcome: row.outcome as LookOutcome } : {}),
  ...(row.looked_at ? { lookedAt: row.looked_at } : {}),
})

// Who looks now: the house that was asked, or who decided once that house may not know of her any more.
const readerNow = sql<string>`safeguard.reader_now(id)`
const statedBy = sql<
  string | null
>`(select d.stated_by_id from safeguard.decision d where d.id = second_look.decision_id)`
const decisionKind = sql<string | null>`(select d.kind from safeguard.decision d where d.id = second_look.decision_id)`
const looks = ({ trx }: Work) =>
  trx
    .selectFrom('safeguard.second_look')
    .selectAll()
    .select(readerNow.as('reads_id'))
    .select(decisionKind.as('decision_kind'))
    .select(statedBy.as('stated_by_id'))

/** Second looks of one file in which this organisation has a part, newest first. */
export const looksOf = async (work: Work, dossierId: string): Promise<readonly SecondLook[]> => {
  const rows = await looks(work)
    .where('dossier_id', '=', dossierId)
    .orderBy('raised_at', 'desc')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(lookOf)
}

/** The look, locked: two outcomes at the same moment come one after the other. */
export const findLook = async (work: Work, id: string): Promise<SecondLook | undefined> => {
  const row = await looks(work).where('id', '=', id).executeTakeFirst()
  return row && lookOf(row)
}

/** A page of what has a day, the earliest first: so many, after the last one of the page before. */
export type TermPage = { readonly limit: number; readonly after?: { readonly day: Day; readonly id: string } }

/** What waits for a look by this organisation, the earliest term first. */
export const looksToGive = async (work: Work, { limit, after }: TermPage): Promise<readonly SecondLook[]> => {
  const waiting = looks(work)
    .where(readerNow, '=', work.claim.organisation)
    .where('outcome', 'is', null)
    .orderBy('look_by')
    .orderBy('id')
    .limit(limit)
  const rows = await (after
    ? waiting.where(sql<boolean>`(look_by, id) > (${after.day}::date, ${after.id}::uuid)`)
    : waiting
  ).execute()
  return rows.map(lookOf)
}

/** What was said against decisions of this organisation since a moment. */
export const looksAtOwn = async (work: Work, since: Date): Promise<readonly SecondLook[]> => {
  const rows = await looks(work)
    .where('decider_id', '=', work.claim.organisation)
    .where('raised_at', '>=', since)
    .orderBy('raised_at')
    .execute()
  return rows.map(lookOf)
}

export type NewLook = Omit<
  SecondLook,
  'by' | 'objectorActor' | 'raisedAt' | 'statedBy' | 'outcome' | 'lookedAt' | 'kind'
>

/** Gives false when the same organisation has one open about the same decision, or the request has one. */
export const insertLook = async ({ trx, claim, now }: Work, made: NewLook): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('safeguard.second_look')
    .values({
      id: made.id,
      dossier_id: made.dossier,
      decision_id: made.decision ?? null,
      request_id: made.request ?? null,
      organisation_id: claim.organisation,
      actor_id: claim.actor,
      raised_by: made.raisedBy,
      decider_id: made.decider,
      decider_actor_id: made.deciderActor,
      reader_id: made.reader,
      raised_at: now,
      look_by: made.lookBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Writes the outcome; gives false when somebody was first. */
export const closeLook = async ({ trx, claim, now }: Work, id: string, outcome: LookOutcome): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('safeguard.second_look')
    .set({ outcome, reader_id: claim.organisation, looked_by_id: claim.actor, looked_at: now })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
