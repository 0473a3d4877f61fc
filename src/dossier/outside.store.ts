/** Handovers to parties without an account: SQL in, domain out. Who it is and what goes along are sealed facts; the row has stage and days. */
import { sql } from 'kysely'
import { endLinks } from '../access/index.ts'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { OutsideLanguage } from '../words/outside.ts'
import type { Chapter, NotedField } from './chapter.ts'
import type { Country } from './countries.ts'
import { readContent } from './dossier.store.ts'
import type { OutsideBecomes, OutsidePartyKind, OutsideStage } from './outside.ts'

export type Outside = {
  readonly id: string
  readonly dossier: string
  readonly from: string
  readonly partyKind: OutsidePartyKind
  readonly country: Country
  readonly language: OutsideLanguage
  readonly stage: OutsideStage
  readonly namedAt: Date
  readonly changedAt: Date
  readonly openUntil?: Day
  readonly openedOn?: Day
  readonly receivedOn?: Day
  readonly readUntil?: Day
  readonly readsLeft: number
  readonly reason?: string
  readonly becomes?: OutsideBecomes
}

const COLUMNS = [
  ...(['id', 'dossier_id', 'organisation_id', 'party_kind', 'country', 'language', 'stage', 'named_at'] as const),
  ...([
    'changed_at',
    'open_until',
    'opened_on',
    'received_on',
    'read_until',
    'reads_left',
    'reason',
    'becomes',
  ] as const),
] as const
type Row = {
  readonly id: string
  readonly dossier_id: string
  readonly organisation_id: string
  readonly party_kind: string
  readonly country: string
  readonly language: string
  readonly stage: string
  readonly named_at: Date
  readonly changed_at: Date
  readonly open_until: string | null
  readonly opened_on: string | null
  readonly received_on: string | null
  readonly read_until: string | null
  readonly reads_left: number
  readonly reason: string | null
  readonly becomes: string | null
}

const outsideOf = (row: Row): Outside => ({
  id: row.id,
  dossier: row.dossier_id,
  from: row.organisation_id,
  // Safe, five times: constraints of the table allow these words only, and the country was checked when it was written.
  partyKind: row.party_kind as OutsidePartyKind,
  country: row.country as Country,
  language: row.language as OutsideLanguage,
  stage: row.stage as OutsideStage,
  namedAt: row.named_at,
  changedAt: row.changed_at,
  ...(row.open_until ? { openUntil: day(row.open_until) } : {}),
  ...(row.opened_on ? { openedOn: day(row.opened_on) } : {}),
  ...(row.received_on ? { receivedOn: day(row.received_on) } : {}),
  ...(row.read_until ? { readUntil: day(row.read_until) } : {}),
  readsLeft: row.reads_left,
  ...(row.reason ? { reason: row.reason } : {}),
  ...(row.becomes ? { becomes: row.becomes as OutsideBecomes } : {}),
})

/** The handover, locked: whoever else moves it waits and sees what became of it. What is over is found and not locked. */
export const lockOutside = async ({ trx }: Work, id: string): Promise<Outside | undefined> => {
  const query = trx.selectFrom('dossier.outside_handover').select(COLUMNS).where('id', '=', id)
  const row = (await query.forUpdate().executeTakeFirst()) ?? (await query.executeTakeFirst())
  return row && outsideOf(row)
}

const LIST_MAX = 50

/** Of one dossier, newest first, as far as this claim may read them. */
export const outsideOfDossier = async ({ trx }: Work, dossierId: string): Promise<readonly Outside[]> => {
  const rows = await trx
    .selectFrom('dossier.outside_handover')
    .select(COLUMNS)
    .where('dossier_id', '=', dossierId)
    .orderBy('named_at', 'desc')
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  return rows.map(outsideOf)
}

/** Ends every link of this file to a party without an account, when what stands behind them is destroyed. Gives how many. */
export const endOutsideLinks = async (work: Work, dossierId: string): Promise<number> => {
  let ended = 0
  for (const { id } of await outsideOfDossier(work, dossierId))
    ended += await endLinks(work, { kind: 'outside-handover', subject: id })
  return ended
}

export const insertOutside = async (
  { trx, now, claim }: Work,
  row: Pick<Outside, 'id' | 'dossier' | 'partyKind' | 'country' | 'language' | 'readsLeft'>,
): Promise<void> => {
  await trx
    .insertInto('dossier.outside_handover')
    .values({
      ...{ id: row.id, dossier_id: row.dossier, organisation_id: claim.organisation, party_kind: row.partyKind },
      ...{ country: row.country, language: row.language, stage: 'named', named_at: now, changed_at: now },
      reads_left: row.readsLeft,
    })
    .execute()
}

export type OutsideChange = { readonly stage: OutsideStage } & Partial<
  Pick<Outside, 'openUntil' | 'openedOn' | 'receivedOn' | 'readUntil' | 'reason' | 'becomes'>
>

/** Writes the new stage; gives false when this claim may not make that move. */
export const updateOutside = async ({ trx, now }: Work, id: string, change: OutsideChange): Promise<boolean> => {
  const result = await trx
    .updateTable('dossier.outside_handover')
    .set({
      ...{ stage: change.stage, changed_at: now },
      ...(change.openUntil ? { open_until: change.openUntil } : {}),
      ...(change.openedOn ? { opened_on: change.openedOn } : {}),
      ...(change.receivedOn ? { received_on: change.receivedOn } : {}),
      ...(change.readUntil ? { read_until: change.readUntil } : {}),
      ...(change.reason ? { reason: change.reason } : {}),
      ...(change.becomes ? { becomes: change.becomes } : {}),
    })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The key of a handover outside: of the dossier, so that it goes when the dossier's keys go, and of this party alone. */
export const outsideKey = ({ dossier, id }: Pick<Outside, 'dossier' | 'id'>) => ({
  subject: dossier,
  chapter: `outside-${id}`,
})

/** Who the party is, as the sender stated it. */
export type Party = { readonly name: string; readonly function: string; readonly phone: string }
/** Who says that it takes it on. */
export type Receipt = { readonly function: string }
/** What goes along of one chapter, as it stood on that day. */
export type Given = {
  readonly chapter: Chapter
  readonly fields: readonly NotedField[]
  readonly texts: readonly string[]
}

export type OutsideFacts = {
  readonly party?: Party
  readonly receipt?: Receipt
  readonly given: readonly Given[]
  /** How often a receipt was written down: never more than once. */
  readonly receipts: number
}
const NOTHING: OutsideFacts = { given: [], receipts: 0 }

/** What the facts of these handovers say, as far as this claim may read and open them. One query. */
export const readOutsideFacts = async (
  work: Work,
  dossierId: string,
): Promise<(handoverId: string) => OutsideFacts> => {
  const rows = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'kind', 'payload', 'sealed'])
    .where('stream', '=', dossierId)
    .where('kind', 'in', ['outside-named', 'outside-chapter-given', 'outside-received'])
    .orderBy('version')
    .limit(LIST_MAX * 13)
    .execute()
  const placed = rows.map((row) => {
    const { outsideId = '', chapter = '' } = row.payload as { outsideId?: string; chapter?: string }
    return { ...row, of: outsideId, about: chapter, chapter: `outside-${outsideId}` }
  })
  const opened = await work.openFacts('dossier', placed)
  const byId = new Map<string, OutsideFacts>()
  for (const { id, kind, of, about } of placed) {
    const now = byId.get(of) ?? NOTHING
    const content = opened.get(id)
    byId.set(of, {
      ...now,
      // Safe, twice: written by outside.routes.ts alone in exactly this shape, and authenticated when it is opened.
      ...(kind === 'outside-named' && content ? { party: content as Party } : {}),
      ...(kind === 'outside-received'
        ? { receipts: now.receipts + 1, ...(content ? { receipt: content as Receipt } : {}) }
        : {}),
      ...(kind === 'outside-chapter-given' && content
        ? { given: [...now.given, { chapter: about as Chapter, ...givenIn(content) }] }
        : {}),
    })
  }
  return (handoverId) => byId.get(handoverId) ?? NOTHING
}

const givenIn = (content: unknown): Pick<Given, 'fields' | 'texts'> => {
  const { texts } = content as { texts?: unknown }
  return {
    fields: readContent(content).fields,
    texts: Array.isArray(texts) ? texts.filter((each): each is string => typeof each === 'string') : [],
  }
}

/** Is this the id of a party outside that this house asked her about? For consents: she can say yes to it as to any partner. */
export const isOutsideParty = async ({ trx }: Work, dossierId: string, id: string): Promise<boolean> => {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select 1 from dossier.outside_handover h where h.id = ${id} and h.dossier_id = ${dossierId}) as is`.execute(
    trx,
  )
  return rows[0]?.is === true
}
