/**
 * The index of words: tokens go in with their fact, what came within reach is read in a step at a time, and a question gives the dossiers that may
 * answer it. What is shown is decided by reading them (search.routes.ts), never by the index.
 */
import { type RawBuilder, sql } from 'kysely'
import { takeTurn } from '../platform/database.ts'
import type { FactListener, FactListeners } from '../platform/facts.ts'
import { cutContent, FIELD_CLASSES, type FieldClass } from '../platform/field-classes.ts'
import { keyName } from '../platform/key-store.ts'
import { CLASS_TABLE, classesOfFunction } from '../platform/sealed-content.ts'
import type { SealedFact, Work } from '../platform/work.ts'
import { keysOf, type Place, type ReadWords, type SearchWord, wordsAt } from './search.ts'
import { tokenOf } from './search-token.crypto.ts'

/** The facts whose words can be found: what a chapter shows. */
const SEARCHED_KINDS = ['chapter-noted', 'attachment-added', 'correction-added'] as const
/** Under this name the keys of the index lie with the house itself, one for each class: whoever has no key of a class cannot ask for its words. */
const CHAPTER = 'search'

const CHAPTERS_A_STEP = 50
const FACTS_A_STEP = 400
const ROWS_A_WORD = 500
/** So many are opened and read to answer. */
const CANDIDATES_MAX = 40

type Words = ReadonlyMap<FieldClass, ReadonlySet<string>>
type Indexed = {
  readonly factId: string
  readonly dossierId: string
  readonly author: string
  readonly chapter: string
  readonly words: Words
}

/** All that a sealed value says, by class, as the index has it. */
const wordsOf = (chapter: string, content: unknown, read: ReadWords): Words =>
  new Map(
    [...cutContent(CLASS_TABLE, chapter, content)].flatMap(([fieldClass, pieces]) => {
      const words = new Set(
        pieces.flatMap(([at, value]) => textsOf(at[0], value)).flatMap((text) => wordsAt(text, read).flatMap(keysOf)),
      )
      return words.size === 0 ? [] : [[fieldClass, words] as const]
    }),
  )

/** What is shown of a sealed value: the value of a field, a note, a title, her own words. Codes beside it are not. */
const textsOf = (member: string | number | undefined, value: unknown): readonly Pick<Place, 'text' | 'isName'>[] => {
  if (member === 'fields') {
    const { field, value: text } = (value ?? {}) as { readonly field?: unknown; readonly value?: unknown }
    return typeof text === 'string' ? [{ text, isName: field === 'name' }] : []
  }
  return typeof value === 'string' && ['text', 'title', 'said'].includes(String(member))
    ? [{ text: value, isName: false }]
    : []
}

const insertTokens = async (
  work: Work,
  facts: readonly Indexed[],
  write: (statement: RawBuilder<unknown>) => Promise<unknown>,
): Promise<void> => {
  const organisation = work.claim.organisation
  const classes = new Set(facts.flatMap(({ words }) => [...words.keys()]))
  if (classes.size === 0) return
  const refOf = (fieldClass: FieldClass) => ({ subject: organisation, chapter: CHAPTER, fieldClass })
  const keys = await work.keys.create(organisation, [...classes].map(refOf))
  const rows = facts.flatMap((fact, at) =>
    [...fact.words].flatMap(([fieldClass, words]) => {
      const key = keys.get(keyName(refOf(fieldClass)))
      if (!key) throw new Error('no key to index with')
      return [...words].map((word) => ({ at, fieldClass, token: tokenOf(key.key, word) }))
    }),
  )
  // By token, so that the order of rows does not tell the order of words.
  rows.sort((a, b) => a.at - b.at || a.token.compare(b.token))
  await write(sql`
    insert into dossier.search_token (organisation_id, token, fact_id, dossier_id, author_id, chapter, field_class)
    select ${organisation}::uuid, t.token, f.fact_id, f.dossier_id, f.author_id, f.chapter, t.field_class
    from unnest(${rows.map(({ at }) => at)}::int[], ${rows.map(({ token }) => token)}::bytea[], ${rows.map(({ fieldClass }) => fieldClass)}::text[])
      as t(at, token, field_class)
    join unnest(${facts.map((_, at) => at)}::int[], ${facts.map(({ factId }) => factId)}::uuid[], ${facts.map(({ dossierId }) => dossierId)}::uuid[],
      ${facts.map(({ author }) => author)}::uuid[], ${facts.map(({ chapter }) => chapter)}::text[])
      as f(at, fact_id, dossier_id, author_id, chapter) on f.at = t.at
    on conflict do nothing`)
}

/** Listeners that index a fact in the transaction that records it, for wiring.ts. */
export const searchListeners = (read: ReadWords): FactListeners => {
  const indexWords: FactListener = async (fact, work, personal) => {
    if (fact.chapter === undefined || personal === undefined) return
    const indexed = {
      ...{ factId: fact.id, dossierId: fact.stream, author: fact.organisation, chapter: fact.chapter },
      words: wordsOf(fact.chapter, personal, read),
    }
    await insertTokens(work, [indexed], (statement) => work.later(statement))
  }
  return Object.fromEntries(SEARCHED_KINDS.map((kind) => [kind, [indexWords]]))
}

type Due = { readonly dossier_id: string; readonly chapter: string; readonly after_version: number }

/**
 * Reads in what this house may read and has no words of: a bounded step, in a fixed number of queries. Gives how many chapters still wait, at most
 * so many as are counted. Who may not open every class leaves it to who may.
 */
export const readInStep = async (work: Work, read: ReadWords): Promise<number> => {
  const opensAll = FIELD_CLASSES.every((each) => classesOfFunction(work.claim.function).includes(each))
  if (opensAll) {
    await sql`select dossier.forget_out_of_reach()`.execute(work.trx)
    const { rows: due } = await sql<Due>`
      select dossier_id, chapter, after_version from dossier.search_due
      where organisation_id = ${work.claim.organisation} and waits order by dossier_id, chapter
      limit ${CHAPTERS_A_STEP} for update skip locked`.execute(work.trx)
    if (due.length > 0) await readIn(work, due, read)
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from dossier.search_due
      where organisation_id = ${work.claim.organisation} and waits limit ${COUNTED_MAX}) w`.execute(work.trx)
  return rows[0]?.n ?? 0
}
const COUNTED_MAX = 10_000

type DueFact = SealedFact & {
  readonly chapter: string
  readonly version: number
  readonly organisation_id: string
  readonly known: boolean
}

const readIn = async (work: Work, due: readonly Due[], read: ReadWords): Promise<void> => {
  const wanted = sql`unnest(${due.map((each) => each.dossier_id)}::uuid[], ${due.map((each) => each.chapter)}::text[],
    ${due.map((each) => each.after_version)}::int[]) as w(stream, chapter, after_version)`
  const { rows } = await sql<DueFact>`
    select f.id, f.stream, f.chapter, f.version, f.organisation_id, f.sealed,
      exists (select 1 from dossier.search_token t where t.fact_id = f.id and t.organisation_id = ${work.claim.organisation}) as known
    from dossier.fact f join ${wanted} on w.stream = f.stream and w.chapter = f.chapter
    where f.version > w.after_version and f.sealed is not null and f.kind = any (${[...SEARCHED_KINDS]}::text[])
    order by f.stream, f.chapter, f.version limit ${FACTS_A_STEP}`.execute(work.trx)
  const unknown = rows.filter(({ known }) => !known)
  const opened = await work.openFacts('dossier', unknown)
  const facts = unknown.map((row) => ({
    ...{ factId: row.id, dossierId: row.stream, author: row.organisation_id, chapter: row.chapter },
    words: opened.has(row.id) ? wordsOf(row.chapter, opened.get(row.id), read) : new Map(),
  }))
  await insertTokens(work, facts, (statement) => statement.execute(work.trx))
  // A step that was full stopped somewhere in the last chapter that it saw; what sorts behind that was not read.
  const last = rows.length < FACTS_A_STEP ? undefined : rows.at(-1)
  await sql`
    update dossier.search_due d set waits = r.waits, after_version = r.after_version
    from jsonb_to_recordset(${JSON.stringify(due.flatMap((each) => afterStep(each, last)))}::jsonb)
      as r(dossier_id uuid, chapter text, waits boolean, after_version int)
    where d.organisation_id = ${work.claim.organisation} and d.dossier_id = r.dossier_id and d.chapter = r.chapter`.execute(
    work.trx,
  )
}

const afterStep = (due: Due, last: DueFact | undefined) => {
  const { dossier_id, chapter } = due
  if (last === undefined) return [{ dossier_id, chapter, waits: false, after_version: 0 }]
  if (dossier_id === last.stream && chapter === last.chapter)
    return [{ dossier_id, chapter, waits: true, after_version: last.version }]
  const isBefore = dossier_id < last.stream || (dossier_id === last.stream && chapter < last.chapter)
  return isBefore ? [{ dossier_id, chapter, waits: false, after_version: 0 }] : []
}

export type Candidates = {
  /** The likeliest first: where most words stand as they were asked. */
  readonly dossiers: readonly string[]
  /** There are more than these, or a word stands in so many that not all were looked at. */
  readonly more: boolean
}

/** Dossiers in which every word may stand: one query, however many there are. A word that stands in very many does not narrow. */
export const findCandidates = async (work: Work, asked: readonly SearchWord[]): Promise<Candidates> => {
  const { claim, keys, now } = work
  const held = await keys.find(
    claim.organisation,
    [{ subject: claim.organisation, chapter: CHAPTER }],
    now,
    classesOfFunction(claim.function),
  )
  if (held.size === 0) return { dossiers: [], more: false }
  const tokens = (words: readonly string[]) =>
    [...held.values()].flatMap((key) => words.map((word) => tokenOf(key, word)))
  const parts = asked.slice(0, WORDS_MAX).flatMap((word, at) => {
    const all = keysOf(word)
    const [spelled, heard] = [all.filter((each) => each.startsWith('w ')), all.filter((each) => each.startsWith('s '))]
    return [
      ...(spelled.length > 0 ? [{ at, weight: 2, tokens: tokens(spelled) }] : []),
      ...(heard.length > 0 ? [{ at, weight: 1, tokens: tokens(heard) }] : []),
    ]
  })
  const selects = parts.map(
    ({ at, weight, tokens: of }) => sql`(
      select ${at}::int as at, ${weight}::int as weight, t.dossier_id from dossier.search_token t
      where t.organisation_id = ${claim.organisation} and t.token = any (${of}::bytea[]) limit ${ROWS_A_WORD + 1})`,
  )
  const { rows } = await sql<Met>`${sql.join(selects, sql` union all `)}`.execute(work.trx)
  return narrow(rows, asked.slice(0, WORDS_MAX).length)
}
const WORDS_MAX = 6

type Met = { readonly at: number; readonly weight: number; readonly dossier_id: string }

/** What every word that narrows has in common; when none does, what any of them has. */
const narrow = (rows: readonly Met[], words: number): Candidates => {
  const full = new Set(
    [...Map.groupBy(rows, ({ at, weight }) => `${at} ${weight}`).values()].flatMap((of) =>
      of.length > ROWS_A_WORD && of[0] ? [of[0].at] : [],
    ),
  )
  const narrowing = Array.from({ length: words }, (_, at) => at).filter((at) => !full.has(at))
  const weights = new Map<string, Map<number, number>>()
  for (const { at, weight, dossier_id } of rows) {
    const of = weights.get(dossier_id) ?? new Map<number, number>()
    weights.set(dossier_id, of.set(at, Math.max(weight, of.get(at) ?? 0)))
  }
  const met = [...weights]
    .filter(([, of]) => narrowing.every((at) => of.has(at)))
    .map(([id, of]) => ({ id, weight: [...of.values()].reduce((sum, each) => sum + each, 0) }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
  return {
    dossiers: met.slice(0, CANDIDATES_MAX).map(({ id }) => id),
    more: met.length > CANDIDATES_MAX || (full.size > 0 && narrowing.length === 0),
  }
}

/** How often this person searched in the last hour, before now. Two searches of one person wait for each other: the budget counts both. */
export const countSearches = async ({ trx, claim, now }: Work): Promise<number> => {
  await takeTurn(trx, `searches of ${claim.actor}`)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from dossier.search_made
    where actor_id = ${claim.actor} and made_at > ${new Date(now.getTime() - 3_600_000)}`.execute(trx)
  return rows[0]?.n ?? 0
}

/** That it was done counts; what was sought is kept nowhere. */
export const noteSearch = (work: Work): Promise<void> =>
  work.later(
    sql`insert into dossier.search_made (id, organisation_id, actor_id, made_at)
      values (${work.newId()}, ${work.claim.organisation}, ${work.claim.actor}, ${work.now})`,
  )

/** Takes the words away of what the own house wrote in these classes: with the keys, at a destruction. */
export const forgetWords = async ({ trx }: Work, dossierId: string, classes: readonly string[]): Promise<void> => {
  await sql`select dossier.forget_words(${dossierId}, ${[...classes]}::text[])`.execute(trx)
}
