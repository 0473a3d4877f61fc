/** Reads what unusual looks are found from, and keeps what a privacy officer found of them. Numbers of files, hours and days; no content. */
import { sql } from 'kysely'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import {
  ASIDE,
  type Deed,
  type Finding,
  findUnusual,
  type Guess,
  LISTS,
  LOOKS,
  type Look,
  TERMS,
  type Unusual,
} from './unusual.ts'

export type UnusualPorts = {
  /** Which of these files and signals the own house has something to do with now. */
  readonly relatedTo: (work: Work, subjects: readonly string[]) => Promise<ReadonlySet<string>>
}

/** Hours of looks, days of deeds and days of guesses that are read at most; a house that has more is told so. */
export const ROWS_MAX = 50_000

export type Found = Unusual & {
  /** There were more rows than are read: the oldest are not in it. */
  readonly cut: boolean
  readonly names: ReadonlyMap<string, string>
  readonly reviews: ReadonlyMap<string, { readonly outcome: string; readonly at: Date }>
}

/** Everything unusual of the own house in the last days. Three queries of the log, by house and moment, and one of its relations. */
export const readUnusual = async (work: Work, ports: UnusualPorts): Promise<Found> => {
  const [looks, deeds, guesses] = [await readLooks(work), await readDeeds(work), await readGuesses(work)]
  const related = await ports.relatedTo(work, [...new Set(looks.map(({ subject }) => subject))])
  const seen = { looks, deeds, guesses, hasBusiness: (subject: string) => related.has(subject), today: work.today }
  return {
    ...findUnusual(seen),
    cut: looks.length === ROWS_MAX || deeds.length === ROWS_MAX,
    names: await readNames(work),
    reviews: await readReviews(work),
  }
}

const sinceOf = ({ now }: Work): Date => new Date(now.getTime() - TERMS.windowDays * 86_400_000)
const LOCAL = sql`p.at at time zone 'Europe/Amsterdam'`

const readLooks = async (work: Work): Promise<readonly Look[]> => {
  const { organisation } = work.claim
  const { rows } = await sql<Look>`
    select r.actor_id as actor, p.function, (${LOCAL})::date::text as day, extract(hour from ${LOCAL})::int as hour, p.subject, count(*)::int as times
    from audit.processing p join audit.request r on r.trace_id = p.trace_id
    where p.organisation_id = ${organisation} and p.at >= ${sinceOf(work)} and r.organisation_id = ${organisation} and r.at >= ${sinceOf(work)}
      and p.act = any (${[...(LOOKS ?? [])]}) and p.function not in ('person', 'guest') and r.actor_id is not null
    group by 1, 2, 3, 4, 5 order by 3 desc limit ${ROWS_MAX}`.execute(work.trx)
  return rows
}

const readDeeds = async (work: Work): Promise<readonly Deed[]> => {
  const { rows } = await sql<Deed>`
    select p.subject, (${LOCAL})::date::text as day from audit.processing p
    where p.organisation_id = ${work.claim.organisation} and p.at >= ${sinceOf(work)}
      and not p.act = any (${[...(LOOKS ?? []), ...(LISTS ?? []), ...(ASIDE ?? [])]}) and p.function not in ('person', 'guest')
    group by 1, 2 order by 2 desc limit ${ROWS_MAX}`.execute(work.trx)
  return rows
}

const readGuesses = async (work: Work): Promise<readonly Guess[]> => {
  const { rows } = await sql<Guess>`
    select p.actor_id as actor, p.function, (${LOCAL})::date::text as day, count(*)::int as times from audit.request p
    where p.organisation_id = ${work.claim.organisation} and p.at >= ${sinceOf(work)} and p.outcome = 'refused' and p.refusal_code = 'not-found'
      and p.actor_id is not null and p.function not in ('person', 'guest')
    group by 1, 2, 3 having count(*) >= ${TERMS.guesses} limit ${ROWS_MAX}`.execute(work.trx)
  return rows
}

const readNames = async ({ trx, claim }: Work): Promise<ReadonlyMap<string, string>> => {
  const rows = await trx
    .selectFrom('access.account')
    .select(['actor_id', 'display_name'])
    .where('organisation_id', '=', claim.organisation)
    .execute()
  return new Map(rows.map((row) => [row.actor_id, row.display_name]))
}

const readReviews = async (work: Work): Promise<Found['reviews']> => {
  const { rows } = await sql<{ finding: string; outcome: string; at: Date }>`
    select distinct on (finding) finding, outcome, reviewed_at as at from audit.look_review
    where organisation_id = ${work.claim.organisation} and reviewed_at >= ${sinceOf(work)}
    order by finding, reviewed_at desc, id limit ${ROWS_MAX}`.execute(work.trx)
  return new Map(rows.map(({ finding, outcome, at }) => [finding, { outcome, at }]))
}

/** Writes down what was found. Refuses `not-found` for what is no finding now, and one's own to oneself; a second opinion is a second row. */
export const reviewLook = async (
  work: Work,
  ports: UnusualPorts,
  said: { readonly finding: string; readonly outcome: string },
): Promise<Outcome<{ finding: string; outcome: string }, 'not-found' | 'review-of-oneself'>> => {
  const { findings, names } = await readUnusual(work, ports)
  const found: Finding | undefined = findings.find(({ id, actor }) => id === said.finding && names.has(actor))
  if (!found) return refuse('not-found')
  if (found.actor === work.claim.actor) return refuse('review-of-oneself')
  await work.trx
    .insertInto('audit.look_review')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      finding: found.id,
      actor_id: found.actor,
      outcome: said.outcome,
      reviewed_by: work.claim.actor,
      reviewed_at: work.now,
    })
    .execute()
  for (const subject of found.subjects.slice(0, CONCERNED_MAX)) work.concerns(subject, 'review-look')
  return accept({ finding: found.id, outcome: said.outcome })
}

/** One finding never fills the log of a hundred people. */
const CONCERNED_MAX = 50
