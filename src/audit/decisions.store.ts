/**
 * Decisions that were kept, taken again under the policy that held then; and the four records of one act side by side: who did what and why
 * (request), whom it concerned (processing), what was decided (decision), what went to another house (crossing). They have one trace id and are
 * never merged. Reads as the auditor; changes nothing.
 */
import { sql } from 'kysely'
import type { Decision, Question } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'

/** How a policy that was kept judges; undefined when it cannot be read. */
export type JudgeUnder = (document: unknown) => ((question: Question) => Decision) | undefined

export type Difference =
  | { readonly what: 'answer-differs'; readonly trace: string; readonly kept: string; readonly now: string }
  | { readonly what: 'policy-missing' | 'decision-unreadable'; readonly trace: string }

export type Replayed = {
  readonly decisions: number
  readonly questions: number
  /** Decisions that were taken by another text of the rule than the one that judged here. */
  readonly otherRules: number
  readonly policies: number
  readonly differences: readonly Difference[]
}

type Row = { trace_id: string; at: Date; answer: string; policy: string; who: unknown; asked: unknown }
type Judge = { readonly decide: (question: Question) => Decision; readonly rules: string }
const PAGE = 1000
const DIFFERENCES_MAX = 100

/** Takes the newest so many decisions again, newest first. */
export const replayDecisions = async (
  db: Database,
  options: { readonly last: number; readonly rules: string; readonly judgeUnder: JudgeUnder },
): Promise<Replayed> => {
  const policies = await readPolicies(db, options.judgeUnder)
  const differences: Difference[] = []
  let [decisions, questions, otherRules] = [0, 0, 0]
  let after: Row | undefined
  while (decisions < options.last) {
    const rows = await readPage(db, Math.min(PAGE, options.last - decisions), after)
    for (const row of rows) {
      const judge = policies.get(row.policy)
      const replayed = judge && again(row, judge.decide)
      decisions += 1
      questions += replayed?.questions ?? 0
      if (judge && judge.rules !== options.rules) otherRules += 1
      const found = replayed ? replayed.difference : ({ what: 'policy-missing', trace: row.trace_id } as const)
      if (found && differences.length < DIFFERENCES_MAX) differences.push(found)
    }
    after = rows.at(-1)
    if (rows.length < PAGE) break
  }
  return { decisions, questions, otherRules, policies: policies.size, differences }
}

const readPolicies = async (db: Database, judgeUnder: JudgeUnder): Promise<ReadonlyMap<string, Judge>> => {
  const rows = await db.selectFrom('audit.policy').select(['version', 'rules', 'document']).execute()
  return new Map(
    rows.flatMap(({ version, rules, document }) => {
      const decide = judgeUnder(document)
      return decide ? [[version, { decide, rules }] as const] : []
    }),
  )
}

const readPage = (db: Database, limit: number, after: Row | undefined): Promise<readonly Row[]> =>
  db
    .selectFrom('audit.decision')
    .select(['trace_id', 'at', 'answer', 'policy', 'who', 'asked'])
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, trace_id) < (${after?.at}, ${after?.trace_id}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('trace_id', 'desc')
    .limit(limit)
    .execute()

const again = (row: Row, decide: Judge['decide']): { readonly questions: number; readonly difference?: Difference } => {
  const trace = row.trace_id
  if (!isWho(row.who) || !isAsked(row.asked))
    return { questions: 0, difference: { what: 'decision-unreadable', trace } }
  for (const { about, answer: kept } of row.asked) {
    const decision = decide({ ...row.who, ...about })
    const now = decision.ok ? 'yes' : decision.refusal.code
    if (now !== kept) return { questions: row.asked.length, difference: { what: 'answer-differs', trace, kept, now } }
  }
  // What the row says of the whole act is one of the answers, or the yes of the door.
  const answers = row.asked.map(({ answer }) => answer)
  return answers.includes(row.answer)
    ? { questions: answers.length }
    : {
        questions: answers.length,
        difference: { what: 'answer-differs', trace, kept: row.answer, now: answers.join(' ') },
      }
}

type Who = Omit<Question, 'act'>
const isWho = (value: unknown): value is Who =>
  typeof value === 'object' && value !== null && 'purpose' in value && 'function' in value && 'today' in value
const isAsked = (
  value: unknown,
): value is readonly { readonly about: Pick<Question, 'act'> & Partial<Question>; readonly answer: string }[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (each) =>
      typeof each?.answer === 'string' && typeof each?.about === 'object' && typeof each?.about?.act === 'string',
  )

/** The four records of one act, each as it stands in its own table. */
export type Records = {
  readonly request: readonly Readonly<Record<string, unknown>>[]
  readonly processing: readonly Readonly<Record<string, unknown>>[]
  readonly decision: readonly Readonly<Record<string, unknown>>[]
  readonly crossing: readonly Readonly<Record<string, unknown>>[]
}

/** Everything in the log under this trace. An act has one request and one decision; the other two as many as there were persons and messages. */
export const recordsOf = async (db: Database, trace: string): Promise<Records> => {
  const [request, processing, decision, crossing] = await Promise.all([
    db
      .selectFrom('audit.request')
      .select(['at', 'organisation_id', 'actor_id', 'function', 'plane', 'purpose', 'ground', 'operation', 'outcome'])
      .select(['refusal_code', 'duration_ms'])
      .where('trace_id', '=', trace)
      .execute(),
    db
      .selectFrom('audit.processing')
      .select(['id', 'at', 'organisation_id', 'function', 'plane', 'purpose', 'act', 'subject', 'chapters'])
      .where('trace_id', '=', trace)
      .orderBy('id')
      .execute(),
    db
      .selectFrom('audit.decision')
      .select(['at', 'operation', 'act', 'answer', 'policy', 'who', 'asked'])
      .where('trace_id', '=', trace)
      .execute(),
    db
      .selectFrom('audit.crossing')
      .select(['at', 'side', 'organisation_id', 'other_id', 'message', 'message_id', 'purpose'])
      .where('trace_id', '=', trace)
      .orderBy('message_id')
      .orderBy('side', 'desc')
      .execute(),
  ])
  return { request, processing, decision, crossing }
}
