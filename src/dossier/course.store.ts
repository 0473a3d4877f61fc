/** The course of a file: its stage and watch in the row, its steps and places as facts. SQL in, domain out. */
import { sql } from 'kysely'
import { type Day, day, dayAt, parseDay } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import {
  type CourseFact,
  type CourseStep,
  DEATH_FACTS,
  type DeathFact,
  type FileStage,
  mayEndForDeath,
} from './course.ts'
import type { TimelineFact } from './dossier.store.ts'
import { type NotedPlace, PLACE_KINDS, type PlaceKind } from './place-line.ts'

/** Moves the stage; the constraints of the table hold it once more (migration 0034). Gives false when this claim may not. */
export const moveStage = async (
  { trx }: Work,
  id: string,
  to: { readonly stage: FileStage; readonly watchDue: Day | undefined },
): Promise<boolean> => {
  const result = await trx
    .updateTable('dossier.dossier')
    .set((eb) => ({ version: eb('version', '+', 1), stage: to.stage, watch_due: to.watchDue ?? null }))
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

const ENDS = ['dossier-opened', 'person-missing', 'care-ended', 'dossier-reopened', 're-entry-recognised'] as const

export type CourseSoFar = { readonly kind: (typeof ENDS)[number]; readonly happened: Day; readonly because?: string }

/** How help in this file began, ended and began again before one of its facts, oldest first, as far as this claim may read. */
export const courseBefore = async ({ trx }: Work, id: string, version: number): Promise<readonly CourseSoFar[]> => {
  const rows = await trx
    .selectFrom('dossier.fact')
    .select(['kind', 'happened', sql<string | null>`payload ->> 'because'`.as('because')])
    .where('stream', '=', id)
    .where('kind', 'in', ENDS)
    .where('version', '<', version)
    .orderBy('version')
    .execute()
  return rows.map(({ kind, happened, because }) => ({
    // Safe: the query asks for these kinds alone.
    kind: kind as CourseSoFar['kind'],
    happened: day(happened),
    ...(because === null ? {} : { because }),
  }))
}

/** The news that she died and every time that help was taken up again, oldest first, as far as this claim may read. */
export const readDeathFacts = async ({ trx }: Work, id: string): Promise<readonly DeathFact[]> => {
  const rows = await trx
    .selectFrom('dossier.fact')
    .select(['kind', 'organisation_id', sql<boolean>`coalesce(access.is_same_person(actor_id), false)`.as('by_asker')])
    .where('stream', '=', id)
    .where('kind', 'in', DEATH_FACTS)
    .orderBy('version')
    .execute()
  return rows.map(deathFactOf)
}

const deathFactOf = (row: {
  readonly kind: string
  readonly organisation_id: string
  readonly by_asker: boolean
}): DeathFact => ({
  // Safe: the query asks for these kinds alone.
  kind: row.kind as DeathFact['kind'],
  ...{ by: row.organisation_id, byAsker: row.by_asker },
})

export type DeathToConfirm = { readonly factId: string; readonly dossierId: string; readonly toldOn: Day }

/**
 * Open files of the own house of which a colleague said that the person died, and that wait for who reads: to confirm it or to contradict it.
 * Whoever said it is not asked. One query, however many.
 */
export const deathsToConfirm = async ({ trx, claim }: Work, limit: number): Promise<readonly DeathToConfirm[]> => {
  const told = trx
    .selectFrom('dossier.fact')
    .select('stream')
    .where('organisation_id', '=', claim.organisation)
    .where('kind', '=', 'death-told')
  const rows = await trx
    .selectFrom('dossier.fact as fact')
    .innerJoin('dossier.dossier as file', 'file.id', 'fact.stream')
    .select([
      ...(['fact.id', 'fact.stream', 'fact.kind', 'fact.organisation_id', 'fact.learned'] as const),
      sql<boolean>`coalesce(access.is_same_person(fact.actor_id), false)`.as('by_asker'),
    ])
    .where('file.holder_id', '=', claim.organisation)
    .where('file.stage', '=', 'open')
    .where('fact.stream', 'in', told)
    .where('fact.kind', 'in', DEATH_FACTS)
    .orderBy('fact.version')
    .execute()
  return [...Map.groupBy(rows, ({ stream }) => stream)]
    .flatMap(([dossierId, facts]) => {
      const last = facts.at(-1)
      return last && mayEndForDeath(facts.map(deathFactOf), claim.organisation).ok
        ? [{ factId: last.id, dossierId, toldOn: dayAt(last.learned) }]
        : []
    })
    .toSorted((one, other) => one.toldOn.localeCompare(other.toldOn) || one.dossierId.localeCompare(other.dossierId))
    .slice(0, limit)
}

export type Watch = { readonly dossierId: string; readonly dueOn: Day }

/** The watches of the own house, the most urgent first: one range of an index. */
export const openWatches = async ({ trx, claim }: Work, limit: number): Promise<readonly Watch[]> => {
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select(['id', 'watch_due'])
    .where('holder_id', '=', claim.organisation)
    .where('stage', '=', 'missing')
    .orderBy('watch_due')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ id, watch_due }) => (watch_due === null ? [] : [{ dossierId: id, dueOn: day(watch_due) }]))
}

export const watchDueOf = async ({ trx }: Work, id: string): Promise<Day | undefined> => {
  const row = await trx.selectFrom('dossier.dossier').select('watch_due').where('id', '=', id).executeTakeFirst()
  return row?.watch_due ? day(row.watch_due) : undefined
}

export type ComesBack = {
  readonly dossierId: string
  readonly stage: Exclude<FileStage, 'open'>
  /** The hits that were recorded as re-entry of this file already. */
  readonly recordedHits: readonly string[]
}

/** Of these own files, those that are out of sight, in aftercare or closed. Two queries, however many. */
export const filesNotOpen = async (
  { trx, claim }: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, ComesBack>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select(['id', 'stage'])
    .where(sql<boolean>`id = any(${[...dossierIds]}::uuid[])`)
    .where('holder_id', '=', claim.organisation)
    .where('stage', '<>', 'open')
    .execute()
  if (rows.length === 0) return new Map()
  const recorded = await trx
    .selectFrom('dossier.fact')
    .select(['stream', sql<string | null>`payload ->> 'hitId'`.as('hit')])
    .where(sql<boolean>`stream = any(${rows.map(({ id }) => id)}::uuid[])`)
    .where('kind', '=', 're-entry-recognised')
    .execute()
  return new Map(
    rows.map(({ id, stage }) => [
      id,
      {
        dossierId: id,
        // Safe: the constraint dossier_stage allows these words only, and `open` was left out.
        stage: stage as ComesBack['stage'],
        recordedHits: recorded.flatMap(({ stream, hit }) => (stream === id && hit ? [hit] : [])),
      },
    ]),
  )
}

/** The steps among the facts of a file, as the rules read them. */
export const courseFactsOf = (facts: readonly TimelineFact[]): readonly CourseFact[] =>
  facts.map(({ kind, happened, learned, payload }) => ({
    ...{ kind, happened, learned },
    ...(typeof payload['hitId'] === 'string' ? { hitId: payload['hitId'] } : {}),
  }))

/** The last fact of this kind, for what the screen says of it. */
export const lastOf = (facts: readonly TimelineFact[], kind: CourseStep): TimelineFact | undefined =>
  facts.findLast((each) => each.kind === kind)

/** The places that this reader can open; what was sealed with a key that is not here is not among them. */
export const placesIn = (facts: readonly TimelineFact[]): readonly (NotedPlace & { readonly learned: Date })[] =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'place-noted') return []
    const { kind, municipality, country, until } = (fact.opened ?? {}) as Readonly<Record<string, unknown>>
    if (!isPlaceKind(kind)) return []
    const [last, replaces] = [typeof until === 'string' ? parseDay(until) : undefined, fact.payload['replaces']]
    return [
      {
        ...{ id: fact.id, kind, from: fact.happened, precision: fact.precision, learned: fact.learned },
        ...(typeof municipality === 'string' ? { municipality } : {}),
        ...(typeof country === 'string' ? { country } : {}),
        ...(last ? { until: last } : {}),
        ...(typeof replaces === 'string' ? { replaces } : {}),
      },
    ]
  })

/** What the holder thought a gap came from, of each review that this reader can open. */
export const causesIn = (facts: readonly TimelineFact[]): readonly { readonly on: Day; readonly cause: string }[] =>
  facts.flatMap((fact) => {
    const { cause } = (fact.opened ?? {}) as { cause?: unknown }
    return fact.kind === 're-entry-reviewed' && typeof cause === 'string' ? [{ on: fact.happened, cause }] : []
  })

const isPlaceKind = (value: unknown): value is PlaceKind => PLACE_KINDS.some((each) => each === value)
