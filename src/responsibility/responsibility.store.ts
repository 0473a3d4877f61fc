/** SQL in, domain out: verdicts by rule ids, payer requests by codes. Who sees a row stands in db/policies/responsibility.sql. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../kernel/index.ts'
import { day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { AMOUNT_PER, type Cost } from './cost.ts'
import type { Verdict } from './decide-responsibility.ts'
import type { DISPUTE_STEPS, DisputeFact, POSITION_GROUNDS } from './dispute.ts'
import { PAYER_ANSWERS, type PayerAnswer, REFUSAL_GROUNDS, type RefusalGround } from './responsibility.schema.ts'
import type { Rule } from './rule.ts'

/** A ruling as it is kept: which rule in which version, and the names of fields; never their values. */
export type KeptRuling = {
  readonly ruleId: string
  readonly ruleVersion: number
  readonly because: readonly string[]
  readonly missing: readonly string[]
}
export type KeptVerdict = {
  readonly id: string
  readonly organisation: string
  readonly dossier: string
  readonly decidedOn: Day
  readonly rulesVersion: string
  readonly certain: readonly KeptRuling[]
  readonly possible: readonly KeptRuling[]
  readonly next: readonly KeptRuling[]
  readonly gap?: { readonly code: string; readonly missing: readonly string[] }
  readonly provisional: boolean
  readonly state: Rule['state']
  readonly municipalityCode?: string
  readonly payerMunicipalityCode?: string
}
export type PayerRequest = {
  readonly id: string
  readonly verdict: string
  readonly dossier: string
  readonly asker: string
  readonly payer: string
  readonly askedAt: Date
  readonly cost?: Cost
  readonly answerBy?: Day
  readonly answer?: PayerAnswer
  readonly ground?: RefusalGround
  readonly answeredAt?: Date
  readonly answeredBy?: AnsweredBy
  readonly withdrawnAt?: Date
  readonly bed?: NamedBed
}
/** The bed that a question is about: the request that found it, and the day on which it was promised. */
export type NamedBed = { readonly placeRequest: string; readonly promisedOn: Day }
const ANSWERED_BY = ['account', 'link'] as const
export type AnsweredBy = (typeof ANSWERED_BY)[number]

/** Which book of rules judged: a fingerprint (256 bits) of all rules with their versions and days. */
export const rulesVersionOf = (rules: readonly Rule[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rules.map((rule) => [rule.id, rule.version, rule.validFrom, rule.validUntil ?? null])))
    .digest('hex')

/** A verdict in the form in which it is kept. */
export const keptVerdict = (
  verdict: Verdict,
): Pick<KeptVerdict, 'certain' | 'possible' | 'next' | 'gap' | 'provisional' | 'state'> => {
  const kept = (ruling: { rule: Rule; because: readonly string[]; missing?: readonly string[] }): KeptRuling => ({
    ruleId: ruling.rule.id,
    ruleVersion: ruling.rule.version,
    because: ruling.because,
    missing: ruling.missing ?? [],
  })
  return {
    certain: verdict.certain.map(kept),
    possible: verdict.possible.map(kept),
    next: verdict.next.map(kept),
    ...(verdict.gap && { gap: verdict.gap }),
    provisional: verdict.provisional !== undefined,
    state: verdict.state,
  }
}

export const insertVerdict = async (
  { trx, claim, now }: Work,
  verdict: Omit<KeptVerdict, 'organisation'>,
): Promise<void> => {
  const { certain, possible, next, gap, provisional, state, municipalityCode } = verdict
  await trx
    .insertInto('responsibility.verdict')
    .values({
      id: verdict.id,
      organisation_id: claim.organisation,
      dossier_id: verdict.dossier,
      decided_on: verdict.decidedOn,
      rules_version: verdict.rulesVersion,
      verdict: JSON.stringify({ certain, possible, next, gap, provisional, state, municipalityCode }),
      payer_municipality_code: verdict.payerMunicipalityCode ?? null,
      created_at: now,
    })
    .execute()
}

export const findVerdict = async ({ trx }: Work, id: string): Promise<KeptVerdict | undefined> => {
  const row = await trx.selectFrom('responsibility.verdict').selectAll().where('id', '=', id).executeTakeFirst()
  return row && verdictOf(row)
}

export const listVerdicts = async ({ trx }: Work, dossier: string, limit: number): Promise<readonly KeptVerdict[]> => {
  const rows = await trx
    .selectFrom('responsibility.verdict')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(verdictOf)
}

/** The verdicts that this organisation asked for a file; each has a key of its own for the facts it was given. */
export const verdictsOf = async ({ trx, claim }: Work, dossier: string): Promise<readonly string[]> => {
  const rows = await trx
    .selectFrom('responsibility.fact')
    .select('stream')
    .distinct()
    .where('organisation_id', '=', claim.organisation)
    .where('kind', '=', 'verdict-given')
    .where(sql`payload ->> 'dossierId'`, '=', dossier)
    .execute()
  return rows.map(({ stream }) => stream)
}

/** The facts that this organisation itself gave for a verdict; nothing for anybody else. */
export const openVerdictFacts = async (
  work: Work,
  verdict: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const rows = await work.trx
    .selectFrom('responsibility.fact')
    .select(['id', 'stream', 'chapter', 'sealed'])
    .where('stream', '=', verdict)
    .where('kind', '=', 'verdict-given')
    .where('organisation_id', '=', work.claim.organisation)
    .execute()
  const [opened] = [...(await work.openFacts('responsibility', rows)).values()]
  // Safe: sealed by recordVerdict in exactly this shape, and authenticated when it is opened.
  return (opened as { facts: Readonly<Record<string, string>> } | undefined)?.facts
}

/** Gives false when this payer is being asked about this dossier already and has not answered yet. */
export const insertPayerRequest = async (
  { trx, claim, now }: Work,
  request: Pick<PayerRequest, 'id' | 'verdict' | 'dossier' | 'payer' | 'cost' | 'answerBy' | 'bed'>,
): Promise<boolean> => {
  const made = await trx
    .insertInto('responsibility.payer_request')
    .values({
      id: request.id,
      organisation_id: claim.organisation,
      payer_id: request.payer,
      dossier_id: request.dossier,
      verdict_id: request.verdict,
      asked_at: now,
      amount_cents: request.cost?.cents ?? null,
      amount_per: request.cost?.per ?? null,
      from_on: request.cost?.from ?? null,
      until_on: request.cost?.until ?? null,
      answer_by: request.answerBy ?? null,
      place_request_id: request.bed?.placeRequest ?? null,
      bed_promised_on: request.bed?.promisedOn ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const findPayerRequest = async ({ trx }: Work, id: string): Promise<PayerRequest | undefined> => {
  const row = await trx.selectFrom('responsibility.payer_request').selectAll().where('id', '=', id).executeTakeFirst()
  return row && requestOf(row)
}

/** Requests in which this organisation asks or pays, newest first. */
export const listPayerRequests = async ({ trx }: Work, limit: number): Promise<readonly PayerRequest[]> => {
  const rows = await trx
    .selectFrom('responsibility.payer_request')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(requestOf)
}

/** Every question that this organisation asked about one dossier and did not take back, oldest first. */
export const askedAbout = async ({ trx, claim }: Work, dossier: string): Promise<readonly PayerRequest[]> => {
  const rows = await trx
    .selectFrom('responsibility.payer_request')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('organisation_id', '=', claim.organisation)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(ASKED_MAX)
    .execute()
  return rows.map(requestOf)
}
const ASKED_MAX = 200

/** Payers that this organisation asked about one dossier and that have not answered yet. */
export const unansweredPayersOf = async (
  { trx, claim }: Work,
  dossier: string,
): Promise<readonly { readonly payer: string; readonly askedAt: Date; readonly answerBy?: Day }[]> => {
  const rows = await trx
    .selectFrom('responsibility.payer_request')
    .select(['payer_id', 'asked_at', 'answer_by'])
    .where('dossier_id', '=', dossier)
    .where('organisation_id', '=', claim.organisation)
    .where('answer', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .limit(OPEN_MAX)
    .execute()
  return rows.map((row) => ({
    ...{ payer: row.payer_id, askedAt: row.asked_at },
    ...(row.answer_by && { answerBy: day(row.answer_by) }),
  }))
}
const OPEN_MAX = 50

/** Gives false when it was answered already: an answer in writing stands. */
export const writePayerAnswer = async (
  { trx, now }: Work,
  given: { id: string; answer: PayerAnswer; ground?: RefusalGround; by: AnsweredBy },
): Promise<boolean> => {
  const done = await trx
    .updateTable('responsibility.payer_request')
    .set({ answer: given.answer, answer_ground: given.ground ?? null, answered_at: now, answered_by: given.by })
    .where('id', '=', given.id)
    .where('answer', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Gives false when it was answered or taken back already. */
export const withdrawPayerRequest = async ({ trx, now }: Work, id: string): Promise<boolean> => {
  const done = await trx
    .updateTable('responsibility.payer_request')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const KINDS_OF_DISPUTE = ['payer-position-stated', 'dispute-step-taken', 'dispute-settled'] as const

/** What was said and done in the dispute about one question, as far as this reader may see it, in its order. */
export const disputeFactsOf = async ({ trx }: Work, request: string): Promise<readonly DisputeFact[]> => {
  const rows = await trx
    .selectFrom('responsibility.fact')
    .select(['kind', 'organisation_id', 'happened', 'payload'])
    .where('stream', '=', request)
    .where('kind', 'in', [...KINDS_OF_DISPUTE])
    .orderBy('version')
    .execute()
  return rows.map(disputeFactOf)
}

type DisputeRow = { kind: string; organisation_id: string; happened: string; payload: unknown }
const disputeFactOf = ({ kind, organisation_id, happened, payload }: DisputeRow): DisputeFact => {
  const on = day(happened)
  // Safe: written by the routes of disputes alone, in exactly these shapes; a fact is never changed.
  if (kind === 'dispute-step-taken') {
    const { step } = payload as { step: (typeof DISPUTE_STEPS)[number] }
    return { kind: 'step', step, on }
  }
  if (kind === 'dispute-settled') {
    const { decided, carried, pays } = payload as { decided: Day } & Omit<
      Extract<DisputeFact, { kind: 'settled' }>,
      'kind' | 'on'
    >
    return { kind: 'settled', on: decided, carried, pays }
  }
  const said = payload as { holds: string; ground: (typeof POSITION_GROUNDS)[number]; ruleId?: string }
  return {
    ...{ kind: 'position', party: organisation_id, holds: said.holds, ground: said.ground, on },
    ...(said.ruleId && { ruleId: said.ruleId }),
  }
}

type VerdictRow = {
  id: string
  organisation_id: string
  dossier_id: string
  decided_on: string
  rules_version: string
  verdict: unknown
  payer_municipality_code: string | null
}
const verdictOf = (row: VerdictRow): KeptVerdict => ({
  // Safe: written by insertVerdict alone, in exactly this shape; the table takes no update.
  ...(row.verdict as Pick<
    KeptVerdict,
    'certain' | 'possible' | 'next' | 'gap' | 'provisional' | 'state' | 'municipalityCode'
  >),
  id: row.id,
  organisation: row.organisation_id,
  dossier: row.dossier_id,
  decidedOn: day(row.decided_on),
  rulesVersion: row.rules_version,
  ...(row.payer_municipality_code && { payerMunicipalityCode: row.payer_municipality_code }),
})

type RequestRow = {
  id: string
  organisation_id: string
  payer_id: string
  dossier_id: string
  verdict_id: string
  asked_at: Date
  answer: string | null
  answer_ground: string | null
  answered_at: Date | null
  amount_cents: number | null
  amount_per: string | null
  from_on: string | null
  until_on: string | null
  answer_by: string | null
  answered_by: string | null
  withdrawn_at: Date | null
  place_request_id: string | null
  bed_promised_on: string | null
}
const costOf = (row: RequestRow): Cost | undefined => {
  const per = AMOUNT_PER.find((each) => each === row.amount_per)
  if (row.amount_cents === null || !per || row.from_on === null) return undefined
  return { cents: row.amount_cents, per, from: day(row.from_on), ...(row.until_on && { until: day(row.until_on) }) }
}
const requestOf = (row: RequestRow): PayerRequest => {
  const answer = PAYER_ANSWERS.find((each) => each === row.answer)
  const ground = REFUSAL_GROUNDS.find((each) => each === row.answer_ground)
  const answeredBy = ANSWERED_BY.find((each) => each === row.answered_by)
  const cost = costOf(row)
  return {
    id: row.id,
    verdict: row.verdict_id,
    dossier: row.dossier_id,
    asker: row.organisation_id,
    payer: row.payer_id,
    askedAt: row.asked_at,
    ...(answer && { answer }),
    ...(ground && { ground }),
    ...(row.answered_at && { answeredAt: row.answered_at }),
    ...(cost && { cost }),
    ...(row.answer_by && { answerBy: day(row.answer_by) }),
    ...(answeredBy && { answeredBy }),
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
    ...(row.place_request_id &&
      row.bed_promised_on && { bed: { placeRequest: row.place_request_id, promisedOn: day(row.bed_promised_on) } }),
  }
}
