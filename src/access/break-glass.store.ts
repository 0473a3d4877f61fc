/** Emergencies: one row per opening, its reason sealed in a fact; the keys of its chapters are lent until it ends. */
import { sql } from 'kysely'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { classesOfChapter } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import {
  BREAK_GLASS,
  type BreakGlassAsked,
  type BreakGlassProblem,
  type Judged,
  type Judgement,
  judgeList,
  mayBreakGlass,
  mayEnd,
  mayReview,
  type Opening,
  standsAt,
} from './break-glass.ts'
import { isHolder } from './consent.store.ts'

const LIST_MAX = 100
/** Reasons and judgements have a key of their own beside the chapters: who reads a chapter does not read these. */
const SEALED_AS = 'break-glass'
const keyOf = (dossier: string) => ({ subject: dossier, chapter: SEALED_AS })

type Refused = BreakGlassProblem | 'not-found' | 'break-glass-not-needed' | 'break-glass-stands'

/**
 * Opens chapters of one dossier in an emergency. Refuses `not-found` for a dossier that is absent or closed, `break-glass-not-needed` to who
 * holds it or has a chapter in reach, and what `mayBreakGlass` refuses before any dossier is looked at.
 */
export const openBreakGlass = async (
  work: Work,
  dossierId: string,
  asked: BreakGlassAsked,
): Promise<Outcome<{ openingId: string; endsAt: Date }, Refused>> => {
  const { claim, keys } = work
  const may = mayBreakGlass(
    asked,
    { plane: claim.plane, function: claim.function, spent: await spentBy(work), hasReviewer: await hasReviewer(work) },
    work.now,
  )
  if (!may.ok) return may
  const { chapters, endsAt } = may.value
  const openingId = work.newId()
  const { rows } = await sql<{ refused: Refused | null; holder: string | null }>`
    select refused, holder from access.open_break_glass(${openingId}, ${dossierId}, ${[...chapters]}::text[], ${asked.kind}, ${endsAt})`.execute(
    work.trx,
  )
  const [answer] = rows
  if (!answer?.holder) return refuse(answer?.refused ?? 'not-found')
  const { holder } = answer
  for (const chapter of chapters) {
    const ref = { subject: dossierId, chapter }
    // What the holder writes down meanwhile opens too.
    await keys.create(
      holder,
      classesOfChapter(chapter).map((fieldClass) => ({ ...ref, fieldClass })),
    )
    await keys.lend(ref, holder, claim.organisation, endsAt)
  }
  await work.record({
    slice: 'access',
    stream: dossierId,
    kind: 'break-glass-opened',
    chapter: SEALED_AS,
    happened: work.today,
    addressee: holder,
    payload: { openingId, chapters, kind: asked.kind, endsAt: endsAt.toISOString() },
    personal: { reason: asked.reason.trim() },
  })
  await keys.share(keyOf(dossierId), claim.organisation, holder)
  work.concerns(dossierId, 'open-break-glass', chapters)
  return accept({ openingId, endsAt })
}

/** How many openings this person has left within the days of the budget. */
export const budgetLeft = async (work: Work): Promise<number> =>
  Math.max(0, BREAK_GLASS.budget.perPerson - (await spentBy(work)))

const spentBy = async ({ trx, claim, now }: Work): Promise<number> => {
  const since = new Date(now.getTime() - BREAK_GLASS.budget.days * 86_400_000)
  const { spent } = await trx
    .selectFrom('access.break_glass')
    .select((eb) => eb.fn.countAll<number>().as('spent'))
    .where('actor_id', '=', claim.actor)
    .where('opened_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(spent)
}

const hasReviewer = async ({ trx, claim }: Work): Promise<boolean> => {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select 1 from access.account a where a.organisation_id = ${claim.organisation}
      and a.function = ${BREAK_GLASS.review.function} and a.closed_at is null and not access.is_same_person(a.actor_id)) as has`.execute(
    trx,
  )
  return rows[0]?.has === true
}

export type OpeningRead = Opening & {
  readonly function: string
  readonly kind: string
  readonly organisationName: string
  readonly holderName: string
  readonly endedFor?: 'reader' | 'holder'
}

type OpeningRow = {
  readonly id: string
  readonly dossier_id: string
  readonly organisation_id: string
  readonly actor_id: string
  readonly function: string
  readonly holder_id: string
  readonly chapters: string[]
  readonly kind: string
  readonly opened_at: Date
  readonly ends_at: Date
  readonly ended_at: Date | null
  readonly ended_for: string | null
  readonly organisation_name: string | null
  readonly holder_name: string | null
}

const COLUMNS =
  sql.raw(`b.id, b.dossier_id, b.organisation_id, b.actor_id, b.function, b.holder_id, b.chapters, b.kind, b.opened_at,
  b.ends_at, b.ended_at, b.ended_for, o.name as organisation_name, h.name as holder_name`)
const WITH_NAMES = sql.raw(`access.break_glass b left join directory.organisation o on o.id = b.organisation_id
  left join directory.organisation h on h.id = b.holder_id`)

const openingOf = (row: OpeningRow): OpeningRead => ({
  id: row.id,
  dossier: row.dossier_id,
  organisation: row.organisation_id,
  actor: row.actor_id,
  function: row.function,
  holder: row.holder_id,
  chapters: row.chapters,
  kind: row.kind,
  openedAt: row.opened_at,
  endsAt: row.ends_at,
  ...(row.ended_at ? { endedAt: row.ended_at } : {}),
  // Safe: the constraint break_glass_ended_for allows these two only.
  ...(row.ended_for ? { endedFor: row.ended_for as 'reader' | 'holder' } : {}),
  organisationName: row.organisation_name ?? row.organisation_id,
  holderName: row.holder_name ?? row.holder_id,
})

/** One opening as far as this claim may know of it: who opened, the holder, an officer of either house. */
export const findOpening = async (work: Work, openingId: string): Promise<OpeningRead | undefined> => {
  const { rows } = await sql<OpeningRow>`select ${COLUMNS} from ${WITH_NAMES} where b.id = ${openingId}`.execute(
    work.trx,
  )
  return rows[0] && openingOf(rows[0])
}

/** What this person opened and what was opened at the own house, newest first; all of it, of one dossier, or what is recent. */
export const listOpenings = async (
  work: Work,
  asked: { readonly dossierId?: string; readonly recent?: boolean } = {},
): Promise<readonly OpeningRead[]> => {
  const since = asked.recent ? new Date(work.now.getTime() - (BREAK_GLASS.toldDays + 1) * 86_400_000) : new Date(0)
  const { rows } = await sql<OpeningRow>`
    select ${COLUMNS} from ${WITH_NAMES}
    where (${asked.dossierId ?? null}::uuid is null or b.dossier_id = ${asked.dossierId ?? null}) and b.opened_at >= ${since}
    order by b.opened_at desc, b.id limit ${LIST_MAX}`.execute(work.trx)
  return rows.map(openingOf)
}

/** Ends an opening at once, for who opened it or for the holder. One that is over already stays as it ended. */
export const endBreakGlass = async (
  work: Work,
  openingId: string,
): Promise<Outcome<{ openingId: string }, 'not-found'>> => {
  const opening = await findOpening(work, openingId)
  if (!opening || !mayEnd(opening, work.claim, await isHolder(work, opening.dossier))) return refuse('not-found')
  if (!standsAt(opening, work.now)) return accept({ openingId })
  const endedFor = opening.organisation === work.claim.organisation ? 'reader' : 'holder'
  await work.trx
    .updateTable('access.break_glass')
    .set({ ended_at: work.now, ended_by: work.claim.actor, ended_for: endedFor })
    .where('id', '=', openingId)
    .execute()
  await work.record({
    slice: 'access',
    stream: opening.dossier,
    kind: 'break-glass-ended',
    chapter: SEALED_AS,
    happened: work.today,
    addressee: endedFor === 'reader' ? opening.holder : opening.organisation,
    payload: { openingId, endedFor },
  })
  for (const chapter of opening.chapters) await endLoan(work, opening, chapter)
  work.concerns(opening.dossier, 'end-break-glass', opening.chapters)
  return accept({ openingId })
}

// After the commit, as with consent: in doubt the row policy rules. A colleague who opened it too keeps the key until then.
const endLoan = async (work: Work, opening: Opening, chapter: string): Promise<void> => {
  const { rows } = await sql<{ until: Date | null }>`
    select access.break_glass_key_until(${opening.id}, ${chapter}) as until`.execute(work.trx)
  const until = rows[0]?.until ?? undefined
  work.afterCommit(() => work.keys.endLoan({ subject: opening.dossier, chapter }, opening.organisation, until))
}

export type ReviewOf = { readonly outcome: Judgement; readonly at: Date; readonly note?: string }
export type OpeningToJudge = OpeningRead & {
  readonly judged: boolean
  readonly actorName?: string
  readonly reason?: string
  /** What the own house found, and the other one. */
  readonly own?: ReviewOf
  readonly other?: ReviewOf
  readonly isOpener: boolean
}

/** What the privacy officer of this house judges, late ones on top, with the reasons. Three queries and one for keys, however many. */
export const listToJudge = async (work: Work): Promise<readonly Judged<OpeningToJudge>[]> => {
  const { organisation } = work.claim
  const { rows } = await sql<OpeningRow & { actor_name: string | null; is_opener: boolean }>`
    select ${COLUMNS}, a.display_name as actor_name, access.is_same_person(b.actor_id) as is_opener
    from ${WITH_NAMES} left join access.account a on a.actor_id = b.actor_id
    where b.organisation_id = ${organisation} or b.holder_id = ${organisation}
    order by b.opened_at desc, b.id limit ${LIST_MAX}`.execute(work.trx)
  const reviews = await readReviews(
    work,
    rows.map((row) => row.id),
  )
  const said = await openWords(work, [...new Set(rows.map((row) => row.dossier_id))])
  const openings = rows.map((row): OpeningToJudge => {
    const of = (own: boolean) =>
      reviews.find((each) => each.opening === row.id && (each.organisation === organisation) === own)
    const [own, other] = [of(true), of(false)]
    const reason = said.get(row.id)?.reason
    return {
      ...openingOf(row),
      judged: own !== undefined,
      ...(row.actor_name === null ? {} : { actorName: row.actor_name }),
      ...(reason === undefined ? {} : { reason }),
      ...(own ? { own: withNote(own, said) } : {}),
      ...(other ? { other: withNote(other, said) } : {}),
      isOpener: row.is_opener,
    }
  })
  for (const dossier of new Set(openings.map((each) => each.dossier))) work.concerns(dossier, 'read-break-glass-reason')
  return judgeList(openings, work.now)
}

type ReviewRow = {
  readonly id: string
  readonly opening: string
  readonly organisation: string
  readonly outcome: Judgement
  readonly at: Date
}
// The newest of each house first.
const readReviews = async (work: Work, openings: readonly string[]): Promise<readonly ReviewRow[]> => {
  if (openings.length === 0) return []
  const { rows } = await sql<ReviewRow>`
    select distinct on (break_glass_id, organisation_id) id, break_glass_id as opening, organisation_id as organisation, outcome, reviewed_at as at
    from access.break_glass_review where break_glass_id = any (${[...openings]}::uuid[])
    order by break_glass_id, organisation_id, reviewed_at desc, id`.execute(work.trx)
  return rows
}

type Words = { readonly reason?: string; readonly note?: string }
const withNote = ({ id, outcome, at }: ReviewRow, said: ReadonlyMap<string, Words>): ReviewOf => {
  const note = said.get(id)?.note
  return { outcome, at, ...(note === undefined ? {} : { note }) }
}

// By the id of the opening (its reason) or of the review (its words).
const openWords = async (work: Work, dossiers: readonly string[]): Promise<ReadonlyMap<string, Words>> => {
  if (dossiers.length === 0) return new Map()
  const facts = await work.trx
    .selectFrom('access.fact')
    .select(['id', 'stream', 'chapter', 'sealed', 'payload'])
    .where('stream', 'in', dossiers)
    .where('kind', 'in', ['break-glass-opened', 'break-glass-reviewed'])
    .execute()
  const opened = await work.openFacts('access', facts)
  return new Map(
    facts.flatMap((fact) => {
      // Safe: openBreakGlass and reviewBreakGlass alone write these facts.
      const { openingId, reviewId } = fact.payload as { openingId?: string; reviewId?: string }
      const words = opened.get(fact.id) as Words | undefined
      const id = reviewId ?? openingId
      return id !== undefined && words ? [[id, words] as const] : []
    }),
  )
}

/** Writes down what the privacy officer found, for both houses to read. A second opinion is a second row; the newest counts. */
export const reviewBreakGlass = async (
  work: Work,
  openingId: string,
  said: { readonly outcome: Judgement; readonly note: string },
): Promise<
  Outcome<{ openingId: string; outcome: Judgement }, 'not-found' | 'review-of-oneself' | 'break-glass-words-missing'>
> => {
  const opening = await findOpening(work, openingId)
  if (!opening) return refuse('not-found')
  const { claim, keys } = work
  const { rows } = await sql<{ same: boolean }>`select access.is_same_person(${opening.actor}) as same`.execute(
    work.trx,
  )
  const may = mayReview(opening, { ...claim, isOpener: rows[0]?.same === true })
  if (!may.ok) return may
  if (said.note.trim() === '') return refuse('break-glass-words-missing')
  const reviewId = work.newId()
  await work.trx
    .insertInto('access.break_glass_review')
    .values({
      id: reviewId,
      break_glass_id: openingId,
      organisation_id: claim.organisation,
      outcome: said.outcome,
      reviewed_by: claim.actor,
      reviewed_at: work.now,
    })
    .execute()
  const other = claim.organisation === opening.holder ? opening.organisation : opening.holder
  await work.record({
    slice: 'access',
    stream: opening.dossier,
    kind: 'break-glass-reviewed',
    chapter: SEALED_AS,
    happened: work.today,
    addressee: other,
    payload: { openingId, reviewId, outcome: said.outcome },
    personal: { note: said.note },
  })
  await keys.share(keyOf(opening.dossier), claim.organisation, other)
  work.concerns(opening.dossier, 'review-break-glass')
  return accept({ openingId, outcome: said.outcome })
}
