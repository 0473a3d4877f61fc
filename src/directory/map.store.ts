/** Facts of the map and declarations: read and written through the functions of db/migrations/0055_keep_the_map_true.sql. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { asId, type Day, day, type OrganisationId } from '../kernel/index.ts'
import { type Database, takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { MAPPED_STEPS } from './coverage.ts'
import { HOLE_CHOICES, type HoleFact, type HoleFactKind } from './holes.ts'
import { parseMunicipalityCode, parseTerritory } from './municipality.ts'
import type { ContactPointId } from './organisation.ts'
import { type Counted, type Declaration, PRACTICE_MEASURES, readDeclaration } from './practice.ts'
import type { EntryFact, EntryFactKind } from './standing.ts'

export type MapFacts = { readonly entries: readonly EntryFact[]; readonly holes: readonly HoleFact[] }

type Row = {
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly happened: string
  readonly house_id: string
  readonly payload: Readonly<Record<string, unknown>>
}

const ENTRY_KINDS = [
  'confirmation-asked',
  'entry-confirmed',
  'entry-differs',
  'entry-ended',
] as const satisfies readonly EntryFactKind[]
const HOLE_KINDS = [
  'hole-taken-up',
  'hole-choice-made',
  'hole-agreed',
  'hole-refused',
  'hole-given-back',
] as const satisfies readonly HoleFactKind[]

/** Everything that happened to entries and holes; anybody may know it, so no claim is needed. */
export const readMapFacts = async (db: Database | Work['trx']): Promise<MapFacts> => {
  const { rows } =
    await sql<Row>`select stream, version, kind, happened::text, house_id, payload from directory.map_facts()`.execute(
      db,
    )
  return { entries: rows.flatMap(entryOf), holes: rows.flatMap(holeOf) }
}

const entryOf = ({ stream, version, kind: word, happened }: Row): readonly EntryFact[] => {
  const kind = ENTRY_KINDS.find((each) => each === word)
  return kind ? [{ contactPoint: asId<ContactPointId>(stream), version, kind, on: day(happened) }] : []
}

const holeOf = ({ stream, version, kind: word, happened, house_id, payload }: Row): readonly HoleFact[] => {
  const kind = HOLE_KINDS.find((each) => each === word)
  const step = MAPPED_STEPS.find((each) => each === payload['step'])
  const territory = parseTerritory(String(payload['territory']))
  if (!kind || !step || !territory) return []
  const choice = HOLE_CHOICES.find((each) => each === payload['choice'])
  const other = parseMunicipalityCode(String(payload['with']))
  return [
    {
      ...{ hole: stream, version, kind, on: day(happened), by: asId<OrganisationId>(house_id), step, territory },
      ...(choice ? { choice } : {}),
      ...(other ? { with: other } : {}),
    },
  ]
}

/** The stream of a hole: made of its task and its territory, so that two who take it up at once are in each other's way. */
export const holeId = ({ step, territory }: Pick<HoleFact, 'step' | 'territory'>): string => {
  const hash = createHash('sha256').update(`hole ${step} ${territory}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** One step at a time in one hole, from here to the end of the transaction: what is read and judged after this is what the step is added to. */
export const lockHole = async (
  { trx }: Pick<Work, 'trx'>,
  hole: Pick<HoleFact, 'step' | 'territory'>,
): Promise<void> => {
  // The key that directory.record_map_fact takes for the stream.
  await takeTurn(trx, `hole ${holeId(hole)}`)
}

export type MapFactToRecord = {
  readonly stream: string
  readonly kind: EntryFactKind | HoleFactKind | 'practice-asked' | 'practice-declared'
  readonly payload?: Readonly<Record<string, unknown>>
}

/** Adds one fact; false when the database finds that this asker may not. */
export const recordMapFact = async ({ trx, newId }: Work, fact: MapFactToRecord): Promise<boolean> => {
  const { rows } = await sql<{
    version: number | null
  }>`select directory.record_map_fact(${newId()}, ${fact.stream}, ${fact.kind},
    ${JSON.stringify(fact.payload ?? {})}::jsonb) as version`.execute(trx)
  return typeof rows[0]?.version === 'number'
}

/** What houses declared, oldest first: of one house, or of all for whoever may read all. */
export const readDeclarations = async (
  { trx }: Pick<Work, 'trx'>,
  house?: string,
): Promise<ReadonlyMap<string, readonly Declaration[]>> => {
  const { rows } = await sql<{ house_id: string; happened: string; payload: Readonly<Record<string, unknown>> }>`
    select house_id, happened::text, payload from directory.practice_facts(${house ?? null})`.execute(trx)
  const byHouse = new Map<string, Declaration[]>()
  for (const row of rows) {
    const answers = readDeclaration(row.payload)
    if (answers) byHouse.set(row.house_id, [...(byHouse.get(row.house_id) ?? []), { on: day(row.happened), answers }])
  }
  return byHouse
}

/** What facts show in a period: of one's own house, or (for who counts) of all municipalities together, in the quarters in which the period begins and ends. */
export const readCounts = async (
  { trx }: Pick<Work, 'trx'>,
  period: { readonly house?: string; readonly from: Day; readonly until: Day },
): Promise<readonly Counted[]> => {
  const { rows } = await sql<{ measure: string; asked: number; kept: number; middle_days: number | string | null }>`
    select measure, asked, kept, middle_days from directory.practice_counts(${period.house ?? null}, ${period.from}, ${period.until})`.execute(
    trx,
  )
  return rows.flatMap(({ measure: word, asked, kept, middle_days }) => {
    const measure = PRACTICE_MEASURES.find((each) => each === word)
    return measure
      ? [{ measure, asked, kept, ...(middle_days === null ? {} : { middleDays: Number(middle_days) }) }]
      : []
  })
}
