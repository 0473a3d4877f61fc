/** The destruction list: what is due by the clocks, what was asked, what people decided, and what was destroyed. */
import { sql } from 'kysely'
import type { Day, Outcome } from '../kernel/index.ts'
import { accept, addDays, day, refuse } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { approve, type Destruction, hold } from './destruction.ts'
import type { RetentionPorts } from './ports.ts'
import {
  ANSWER_WITHIN_DAYS,
  CLASSES,
  type ContentClass,
  clocksOf,
  type HoldReason,
  isDue,
  type Kept,
  ON_REQUEST,
  type SubjectKind,
  TERMS,
} from './retention.ts'

type Row = {
  readonly id: string
  readonly subject: string
  readonly subject_kind: string
  readonly clock: string
  readonly classes: readonly string[]
  readonly due_on: string
  readonly stage: string
  readonly listed_at: Date
  readonly held_until: string | null
  readonly hold_reason: string | null
  readonly erased_at: Date | null
  readonly keys_ended: number | null
  readonly approvals: readonly {
    readonly actor: string
    readonly function: string
    readonly name: string | null
    readonly at: string
  }[]
}

export type ListItem = Destruction & {
  /** Absent while nobody decided anything about it. */
  readonly id?: string
  readonly subject: string
  readonly kind: SubjectKind
  readonly clock: string
  readonly classes: readonly ContentClass[]
  readonly firstEntry?: Day
  readonly lastEntry?: Day
  readonly answerBy?: Day
  readonly holdReason?: HoldReason
  readonly erasedAt?: Date
  readonly keysEnded?: number
  readonly approvedBy: readonly {
    readonly actor: string
    readonly name?: string
    readonly function: string
    readonly at: Date
  }[]
}

const LIST_MAX = 200
const ERASED_SHOWN = 50
const SOON_DAYS = 365

export type DestructionList = {
  readonly items: readonly ListItem[]
  readonly erased: readonly ListItem[]
  /** How many become due within a year. */
  readonly soon: number
  /** How many are due beyond those shown. */
  readonly more: number
}

/** The list of the own organisation on this day, the longest due first. */
export const readList = async (work: Work, ports: RetentionPorts): Promise<DestructionList> => {
  const [kept, rows] = [await ports.listKept(work), await readRows(work)]
  const { items, soon } = listOf(work, ports, kept, rows)
  const erased = rows.filter((row) => row.stage === 'erased').slice(0, ERASED_SHOWN)
  for (const subject of new Set(items.slice(0, LIST_MAX).map((each) => each.subject)))
    work.concerns(subject, 'read-destruction-list')
  return {
    items: items.slice(0, LIST_MAX),
    erased: erased.map((row) => itemOf(row)),
    soon,
    more: Math.max(0, items.length - LIST_MAX),
  }
}

const listOf = (
  { today, claim }: Work,
  ports: RetentionPorts,
  kept: readonly Kept[],
  rows: readonly Row[],
): { readonly items: readonly ListItem[]; readonly soon: number } => {
  const kind = ports.kindOf(claim.organisation, today) ?? ''
  const open = new Map(rows.filter((row) => row.stage !== 'erased').map((row) => [nameOf(row.subject, row.clock), row]))
  const keptBy = new Map(kept.map((each) => [each.subject, each]))
  const clocks = kept.flatMap((each) =>
    clocksOf(TERMS, kind, each).filter((due) => !isErased(rows, due.subject, due.clock, each.lastEntry)),
  )
  const byTerm = clocks
    .filter((each) => isDue(each, today))
    .map((due): ListItem => {
      const row = open.get(nameOf(due.subject, due.clock))
      const { firstEntry, lastEntry } = keptBy.get(due.subject) ?? {}
      return {
        ...(row ? itemOf(row) : { stage: 'due' as const, approvals: [], approvedBy: [] }),
        ...due,
        ...(firstEntry && lastEntry ? { firstEntry, lastEntry } : {}),
      }
    })
  const asked = [...open.values()]
    .filter((row) => row.clock === ON_REQUEST)
    .map((row): ListItem => {
      const { firstEntry, lastEntry } = keptBy.get(row.subject) ?? {}
      return {
        ...itemOf(row),
        answerBy: addDays(day(row.due_on), ANSWER_WITHIN_DAYS),
        ...(firstEntry && lastEntry ? { firstEntry, lastEntry } : {}),
      }
    })
  const until = addDays(today, SOON_DAYS)
  return {
    items: [...asked, ...byTerm].toSorted(
      (a, b) => a.dueOn.localeCompare(b.dueOn) || a.subject.localeCompare(b.subject),
    ),
    soon: clocks.filter((each) => !isDue(each, today) && each.dueOn <= until).length,
  }
}

const nameOf = (subject: string, clock: string): string => `${subject}/${clock}`

// What was written after a destruction is content again, with a clock of its own.
const isErased = (rows: readonly Row[], subject: string, clock: string, lastEntry: Day): boolean =>
  rows.some(
    (row) =>
      row.stage === 'erased' &&
      row.subject === subject &&
      (row.clock === clock || row.clock === ON_REQUEST) &&
      (row.erased_at?.toISOString().slice(0, 10) ?? '') >= lastEntry,
  )

const itemOf = (row: Row): ListItem => ({
  id: row.id,
  subject: row.subject,
  // Safe: constraints of the table allow these words only.
  kind: row.subject_kind as SubjectKind,
  clock: row.clock,
  classes: CLASSES.filter((each) => row.classes.includes(each)),
  dueOn: day(row.due_on),
  stage: row.stage as ListItem['stage'],
  approvals: row.approvals,
  approvedBy: row.approvals.map(({ actor, function: workFunction, name, at }) => ({
    ...{ actor, function: workFunction, at: new Date(at) },
    ...(name === null ? {} : { name }),
  })),
  ...(row.held_until ? { heldUntil: day(row.held_until) } : {}),
  ...(row.hold_reason ? { holdReason: row.hold_reason as HoldReason } : {}),
  ...(row.erased_at ? { erasedAt: row.erased_at } : {}),
  ...(row.keys_ended === null ? {} : { keysEnded: row.keys_ended }),
})

const readRows = async ({ trx, claim }: Work, id?: string): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select d.id, d.subject, d.subject_kind, d.clock, d.classes, d.due_on, d.stage, d.listed_at, d.held_until, d.hold_reason,
      d.erased_at, d.keys_ended, coalesce(a.people, '[]'::jsonb) as approvals
    from retention.destruction d
    left join lateral (
      select jsonb_agg(jsonb_build_object('actor', p.actor_id, 'function', p.function, 'at', p.approved_at,
        'name', (select w.display_name from access.account w where w.actor_id = p.actor_id)) order by p.approved_at) as people
      from retention.approval p where p.destruction_id = d.id and (d.held_at is null or p.approved_at > d.held_at)) a on true
    where d.organisation_id = ${claim.organisation} and (${id ?? null}::uuid is null or d.id = ${id ?? null}::uuid)
    order by d.erased_at desc nulls first, d.listed_at, d.id limit ${LIST_MAX * 10}`.execute(trx)
  return rows
}

/** Who decides about an item waits for who does so already: what is read after this is as that one left it. */
const decideAlone = async (
  { trx }: Work,
  { subject, clock }: { readonly subject: string; readonly clock: string },
): Promise<void> => {
  await takeTurn(trx, `destruction ${nameOf(subject, clock)}`)
}

/** Notes that the person asks for her content to be destroyed. Refuses what this organisation keeps nothing of, or a second request. */
export const askErasure = async (
  work: Work,
  ports: RetentionPorts,
  dossierId: string,
): Promise<Outcome<{ destructionId: string }, 'not-found' | 'erasure-asked-already'>> => {
  const kept = (await ports.listKept(work)).find((each) => each.subject === dossierId && each.kind === 'dossier')
  if (!kept) return refuse('not-found')
  await decideAlone(work, { subject: dossierId, clock: ON_REQUEST })
  const open = (await readRows(work)).some(
    (row) => row.subject === dossierId && row.clock === ON_REQUEST && row.stage !== 'erased',
  )
  if (open) return refuse('erasure-asked-already')
  const id = await insert(work, {
    ...{ subject: dossierId, kind: 'dossier', clock: ON_REQUEST, classes: CLASSES, dueOn: work.today },
  })
  work.concerns(dossierId, 'ask-erasure')
  return accept({ destructionId: id })
}

const insert = async (
  { trx, claim, now, newId }: Work,
  due: Pick<ListItem, 'subject' | 'kind' | 'clock' | 'classes' | 'dueOn'>,
): Promise<string> => {
  const id = newId()
  await sql`
    insert into retention.destruction (id, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_by, listed_at)
    values (${id}, ${claim.organisation}, ${due.subject}, ${due.kind}, ${due.clock}, ${[...due.classes]}::text[], ${due.dueOn}, 'listed',
      ${claim.actor}, ${now})`.execute(trx)
  return id
}

export type Decided = {
  readonly destructionId: string
  readonly state: 'held' | 'waits' | 'erased'
  readonly keysEnded?: number
}
export type Decision =
  | { readonly decision: 'approve' }
  | { readonly decision: 'hold'; readonly reason: HoldReason; readonly until: Day }

/**
 * Decides about one item of the list as it stands now. The second approval destroys: first everything outside the sealed content is taken
 * away and the fact is written, last the keys; if anything fails before, nothing is marked as destroyed.
 */
export const decide = async (
  work: Work,
  ports: RetentionPorts,
  asked: { readonly subject: string; readonly clock: string } & Decision,
): Promise<Outcome<Decided, string>> => {
  // Two second people at one moment: the later one sees what the first did.
  await decideAlone(work, asked)
  const { items } = listOf(work, ports, await ports.listKept(work), await readRows(work))
  const item = items.find((each) => each.subject === asked.subject && each.clock === asked.clock)
  if (!item) return refuse('not-found')
  const by = { actor: work.claim.actor, function: work.claim.function, today: work.today }
  const settled = asked.decision === 'hold' ? hold(item, asked, by) : approve(item, by)
  if (!settled.ok) return settled
  const id = item.id ?? (await insert(work, item))
  if (asked.decision === 'hold') {
    await sql`update retention.destruction set stage = 'held', held_at = ${work.now}, held_by = ${work.claim.actor},
      held_until = ${asked.until}, hold_reason = ${asked.reason} where id = ${id}`.execute(work.trx)
    work.concerns(item.subject, 'hold-destruction')
    return accept({ destructionId: id, state: 'held' as const })
  }
  await sql`
    insert into retention.approval (id, organisation_id, destruction_id, actor_id, function, approved_at)
    values (${work.newId()}, ${work.claim.organisation}, ${id}, ${work.claim.actor}, ${work.claim.function}, ${work.now})`.execute(
    work.trx,
  )
  work.concerns(item.subject, 'approve-destruction')
  if (settled.value === 'waits') return accept({ destructionId: id, state: 'waits' as const })
  return accept({ destructionId: id, state: 'erased' as const, keysEnded: await erase(work, ports, { ...item, id }) })
}

const erase = async (work: Work, ports: RetentionPorts, item: ListItem & { readonly id: string }): Promise<number> => {
  const taken = await ports.takeAway(work, item)
  const only = { createdBy: work.claim.organisation, classes: item.classes }
  let ended = 0
  for (const subject of taken.keySubjects) ended += await work.keys.count(subject, only)
  await sql`update retention.destruction set stage = 'erased', erased_at = ${work.now}, keys_ended = ${ended}
    where id = ${item.id}`.execute(work.trx)
  await work.record({
    slice: item.kind,
    stream: item.subject,
    kind: 'content-erased',
    happened: work.today,
    payload: {
      ...{ destructionId: item.id, clock: item.clock, classes: item.classes, dueOn: item.dueOn },
      ...{ grounds: taken.grounds, links: taken.links },
    },
  })
  work.concerns(item.subject, 'erase-content')
  // Last, and before the commit: what is marked as destroyed is. A commit that then fails leaves an approval to give again, and no key.
  for (const subject of taken.keySubjects) await work.keys.destroy(subject, only)
  return ended
}
