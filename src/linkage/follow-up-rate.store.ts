/** Counts of follow-up per month: of one's own house by row security, of all together through a function that withholds small months. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import type { FollowUpCounts } from './follow-up-rate.ts'

type CountRow = {
  readonly month: string
  readonly within_term: number
  readonly late: number
  readonly overdue: number
  readonly pending: number
}
const countsOf = (row: CountRow): FollowUpCounts => ({
  month: row.month,
  withinTerm: row.within_term,
  late: row.late,
  overdue: row.overdue,
  pending: row.pending,
})

/** All houses together, newest month first; a month that the database withholds has no counts. */
export const countAllFollowUps = async (
  work: Work,
): Promise<readonly (FollowUpCounts | { readonly month: string; readonly withheld: true })[]> => {
  const { rows } = await sql<CountRow & { withheld: boolean }>`
    select * from linkage.follow_up_counts(${work.today}::date)`.execute(work.trx)
  return rows.map((row) => (row.withheld ? { month: row.month, withheld: true } : countsOf(row)))
}

/** The own house alone, newest month first. For a house a hit is done when it called; for the desk when it decided. */
export const countOwnFollowUps = async (work: Work): Promise<readonly FollowUpCounts[]> => {
  const { rows } = await sql<CountRow>`
    with task as (
      select to_char(h.arrived_at at time zone 'Europe/Amsterdam', 'YYYY-MM') as month, h.due_on,
        coalesce(h.contacted_on, (select min((d.decided_at at time zone 'Europe/Amsterdam')::date) from linkage.desk_decision d
          where d.hit_id = h.id and h.route = 'desk' and d.decision <> 'ask-first')) as done_on
      from linkage.hit h
      where h.organisation_id = ${work.claim.organisation} and h.closed_at is null
        and h.arrived_at >= date_trunc('month', ${work.today}::date - interval '23 months'))
    select month, (count(*) filter (where done_on <= due_on))::integer as within_term,
      (count(*) filter (where done_on > due_on))::integer as late,
      (count(*) filter (where done_on is null and due_on < ${work.today}::date))::integer as overdue,
      (count(*) filter (where done_on is null and due_on >= ${work.today}::date))::integer as pending
    from task group by month order by month desc`.execute(work.trx)
  return rows.map(countsOf)
}
