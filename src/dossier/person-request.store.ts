/** What she asked and what was answered: a row for the term, facts with the words, sealed. Policies: she asks, the holder answers, once. */
import { accept, type Day, day, type Outcome, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Chapter } from './chapter.ts'
import { isChapter } from './dossier.store.ts'
import { checkRequest, monthLater, type RequestAbout, type RequestKind, type RequestOutcome } from './person-request.ts'

export type PersonRequest = {
  readonly id: string
  readonly dossier: string
  readonly kind: RequestKind
  readonly about: RequestAbout
  readonly chapter?: Chapter
  readonly field?: string
  readonly madeAt: Date
  readonly answerBy: Day
  readonly outcome?: RequestOutcome
  readonly answeredAt?: Date
  /** Her words and the answer, where this claim has the key. */
  readonly text?: string
  /** The line of her log that it is about, as she read it. */
  readonly line?: string
  readonly answer?: string
}

export type NewRequest = {
  readonly text: string
  readonly line?: string
} & (
  | { readonly kind: 'correction'; readonly chapter: Chapter; readonly field?: string }
  | { readonly kind: 'objection'; readonly about: RequestAbout }
)

const LIST_MAX = 200

/** Writes down what she asks (claim `person`). */
export const makeRequest = async (
  work: Work,
  dossierId: string,
  made: NewRequest,
): Promise<Outcome<{ requestId: string }, 'request-without-words' | 'request-too-long' | 'too-many-requests-open'>> => {
  const { n } = await work.trx
    .selectFrom('dossier.person_request')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('dossier_id', '=', dossierId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow()
  const words = checkRequest(made.text, Number(n))
  if (!words.ok) return words
  const requestId = work.newId()
  const [chapter, field] = made.kind === 'correction' ? [made.chapter, made.field] : []
  const about = made.kind === 'correction' ? 'fact' : made.about
  await work.trx
    .insertInto('dossier.person_request')
    .values({
      id: requestId,
      dossier_id: dossierId,
      kind: made.kind,
      about,
      chapter: chapter ?? null,
      field: field ?? null,
      made_at: work.now,
      answer_by: monthLater(work.today),
    })
    .execute()
  await work.record({
    slice: 'dossier',
    stream: dossierId,
    kind: made.kind === 'correction' ? 'correction-added' : 'objection-made',
    happened: work.today,
    ...(chapter ? { chapter } : {}),
    payload: { requestId, about, ...(field ? { field } : {}) },
    personal: { said: words.value, ...(made.line ? { line: made.line } : {}) },
  })
  work.concerns(dossierId, `ask-${made.kind}`, chapter ? [chapter] : [])
  return accept({ requestId })
}

/** Answers one request in words for her. Refuses `not-found` to who does not hold the file, `request-answered` the second time. */
export const answerRequest = async (
  work: Work,
  requestId: string,
  given: { readonly outcome: RequestOutcome; readonly text: string },
): Promise<Outcome<{ requestId: string }, 'not-found' | 'request-answered'>> => {
  const row = await work.trx
    .selectFrom('dossier.person_request')
    .select(['dossier_id', 'chapter', 'outcome'])
    .where('id', '=', requestId)
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  const { numUpdatedRows } = await work.trx
    .updateTable('dossier.person_request')
    .set({ outcome: given.outcome, answered_at: work.now, answered_by_id: work.claim.organisation })
    .where('id', '=', requestId)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return refuse('request-answered')
  await work.record({
    slice: 'dossier',
    stream: row.dossier_id,
    kind: 'person-request-answered',
    happened: work.today,
    ...(row.chapter ? { chapter: row.chapter } : {}),
    payload: { requestId, outcome: given.outcome },
    personal: { answered: given.text },
  })
  work.concerns(row.dossier_id, 'answer-person-request', row.chapter ? [row.chapter] : [])
  return accept({ requestId })
}

/** What she asked in this file, newest first, with the words that this claim can open. */
export const requestsOf = async (work: Work, dossierId: string): Promise<readonly PersonRequest[]> => {
  const rows = await work.trx
    .selectFrom('dossier.person_request')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  if (rows.length === 0) return []
  const words = await wordsOf(work, dossierId)
  return rows.map((row) => ({
    id: row.id,
    dossier: row.dossier_id,
    // Safe, three times: constraints of the table allow these words only.
    kind: row.kind as RequestKind,
    about: row.about as RequestAbout,
    ...(row.outcome ? { outcome: row.outcome as RequestOutcome } : {}),
    ...(isChapter(row.chapter ?? undefined) ? { chapter: row.chapter as Chapter } : {}),
    ...(row.field ? { field: row.field } : {}),
    madeAt: row.made_at,
    answerBy: day(row.answer_by),
    ...(row.answered_at ? { answeredAt: row.answered_at } : {}),
    ...words.get(row.id),
  }))
}

type Words = { readonly text?: string; readonly line?: string; readonly answer?: string }

const wordsOf = async (work: Work, dossierId: string): Promise<ReadonlyMap<string, Words>> => {
  const facts = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'chapter', 'sealed', 'payload'])
    .where('stream', '=', dossierId)
    .where('kind', 'in', ['correction-added', 'objection-made', 'person-request-answered'])
    .orderBy('version')
    .execute()
  const opened = await work.openFacts('dossier', facts)
  const words = new Map<string, Words>()
  for (const fact of facts) {
    // Safe: this file alone writes these facts.
    const { requestId } = fact.payload as { requestId: string }
    const { said, line, answered } = (opened.get(fact.id) ?? {}) as { said?: string; line?: string; answered?: string }
    words.set(requestId, {
      ...words.get(requestId),
      ...(said === undefined ? {} : { text: said }),
      ...(line === undefined ? {} : { line }),
      ...(answered === undefined ? {} : { answer: answered }),
    })
  }
  return words
}

export type OpenRequest = Pick<PersonRequest, 'id' | 'dossier' | 'kind' | 'answerBy'>

/** What waits for an answer in files that this organisation holds, the earliest term first; rows only, no words. */
export const openRequests = async (work: Work, limit: number): Promise<readonly OpenRequest[]> => {
  const rows = await work.trx
    .selectFrom('dossier.person_request')
    .select(['id', 'dossier_id', 'kind', 'answer_by'])
    .where('outcome', 'is', null)
    .orderBy('answer_by')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    dossier: row.dossier_id,
    kind: row.kind as RequestKind,
    answerBy: day(row.answer_by),
  }))
}

/** What waits for an answer in one file; rows only, no words. */
export const openRequestsOf = async (
  work: Work,
  dossierId: string,
): Promise<readonly Pick<PersonRequest, 'chapter' | 'answerBy'>[]> => {
  const rows = await work.trx
    .selectFrom('dossier.person_request')
    .select(['chapter', 'answer_by'])
    .where('dossier_id', '=', dossierId)
    .where('outcome', 'is', null)
    .orderBy('answer_by')
    .limit(LIST_MAX)
    .execute()
  return rows.map(({ chapter, answer_by }) => ({
    ...(isChapter(chapter ?? undefined) ? { chapter: chapter as Chapter } : {}),
    answerBy: day(answer_by),
  }))
}
