/** The earliest term of each of many dossiers, by the norms of today: one query, however many. */
import { createHash } from 'node:crypto'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { adoptionsOn } from './adoption.store.ts'
import { showClocks } from './agreement.present.ts'
import { readClockFactsOf } from './agreement.store.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'

export type NextDue = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly due: Day
}

/** Changes when a norm does: what was read by other norms must be read again. */
export const NORMS_MARK = createHash('sha256').update(JSON.stringify(NORMS_OF_PERSONS)).digest('hex')

/** A dossier for which nothing is due is not in the answer. */
export const nextDuesOf = async (work: Work, dossierIds: readonly string[]): Promise<ReadonlyMap<string, NextDue>> => {
  const factsOf = await readClockFactsOf(work, dossierIds)
  const adoptions = await adoptionsOn(work, [...factsOf.values()].flat())
  return new Map(
    [...factsOf].flatMap(([dossierId, facts]) => {
      const dues = showClocks(NORMS_OF_PERSONS, facts, work.today, { adoptions }).flatMap(
        ({ normId, title, state, dueDate, because }) => {
          const waits = state.code === 'running' || (state.code === 'missed' && because === undefined)
          return waits && dueDate !== undefined ? [{ normId, title, due: day(dueDate) }] : []
        },
      )
      const [first] = dues.toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
      return first ? [[dossierId, first] as const] : []
    }),
  )
}
