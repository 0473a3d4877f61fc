/** Consents: one row per answer, one fact per act. An answer takes the place of the one before it; a withdrawal closes at once. */
import { sql } from 'kysely'
import type { ConsentId, Day, Outcome } from '../kernel/index.ts'
import { accept, asId, day, refuse } from '../kernel/index.ts'
import { later } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import {
  type Chapter,
  type CheckedConsent,
  type ConsentAnswer,
  type ConsentProblem,
  checkConsent,
  factKindOf,
  isOpenOn,
  type NewConsent,
  type Present,
  shouldAskAgainAlone,
} from './consent.ts'
import type { AgeGroup, Decider } from './deciders.ts'
import { closeReach, findAcceptances, type GivenConsent, openReach, takeKeyBack } from './reach.store.ts'

export type ConsentRead = GivenConsent & {
  readonly answer: ConsentAnswer
  readonly language: string
  readonly interpreted: boolean
  readonly present: readonly Present[]
  readonly recordedFor: string
  readonly withdrawnAt?: Date
  readonly withdrawnBy?: 'person' | 'organisation'
  readonly replaced: boolean
  /** A yes that opens something today. */
  readonly stands: boolean
  readonly askAgainAlone: boolean
  readonly askAgainOn?: Day
  readonly ageGroup?: AgeGroup
  readonly decidedBy: readonly Decider[]
}
export type ConsentWords = { readonly understood?: string; readonly interpreterName?: string }

const LIST_MAX = 200

/**
 * Writes down what she said about one chapter, one partner, one purpose. Refuses `not-found` to who does not know the
 * dossier and `not-the-holder` to who does but does not hold it.
 */
export const recordConsent = async (
  work: Work,
  dossierId: string,
  consent: NewConsent,
): Promise<Outcome<{ consentId: ConsentId; opened: boolean }, ConsentProblem | 'not-found' | 'not-the-holder'>> => {
  const holds = await mayAnswerFor(work, dossierId)
  if (!holds.ok) return holds
  const period = checkConsent(consent, work.today)
  if (!period.ok) return period
  const consentId = asId<ConsentId>(work.newId())
  const closed = await replaceEarlier(work, dossierId, consent, consentId)
  await insertConsent(work, { dossierId, consentId, ...period.value }, consent)
  const { chapter, partner, purpose, answer } = consent
  await work.record({
    slice: 'access',
    stream: dossierId,
    kind: factKindOf(answer),
    happened: period.value.givenOn,
    addressee: partner,
    payload: { consentId, chapter, partnerId: partner, purpose, validUntil: period.value.validUntil },
    personal: wordsOf(consent),
  })
  work.concerns(dossierId, `record-consent-${answer}`, [chapter])
  const { givenOn, validUntil } = period.value
  const given = { consentId, dossierId, chapter, partner, purpose, givenOn, validUntil }
  const acceptances =
    answer === 'given' && isOpenOn({ answer, ...period.value }, work.today)
      ? await findAcceptances(work, dossierId)
      : []
  const opened = await openReach(work, [given], acceptances, work.claim.organisation)
  if (closed) await takeKeyBack(work, given)
  return accept({ consentId, opened: opened > 0 })
}

const mayAnswerFor = async (work: Work, dossierId: string): Promise<Outcome<true, 'not-found' | 'not-the-holder'>> => {
  if (await isHolder(work, dossierId)) return accept(true)
  return (await isKnown(work, dossierId)) ? refuse('not-the-holder') : refuse('not-found')
}

/** Does the acting organisation hold this dossier? */
export const isHolder = async (work: Work, dossierId: string): Promise<boolean> => {
  const { rows } = await sql<{ holds: boolean }>`select access.is_holder(${dossierId}) as holds`.execute(work.trx)
  return rows[0]?.holds === true
}

// Whoever sees a consent or a reach of it knows the dossier already; nobody else learns that it exists.
const isKnown = async (work: Work, dossierId: string): Promise<boolean> => {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from access.consent k where k.dossier_id = ${dossierId})
      or exists (select 1 from access.acceptance a where a.dossier_id = ${dossierId}) as known`.execute(work.trx)
  return rows[0]?.known === true
}

/** May the acting organisation speak of this dossier: it holds it, held it, or was named in a consent? */
export const mayMentionDossier = async (work: Work, dossierId: string): Promise<boolean> =>
  (await isHolder(work, dossierId)) || (await isKnown(work, dossierId))

const wordsOf = (consent: NewConsent): ConsentWords => ({
  ...(consent.understood === undefined ? {} : { understood: consent.understood }),
  ...(consent.interpreterName === undefined ? {} : { interpreterName: consent.interpreterName }),
})

const replaceEarlier = async (work: Work, dossierId: string, about: NewConsent, by: ConsentId): Promise<boolean> => {
  // Two who write down what she said at one moment come one after the other: the later answer takes the place of the earlier.
  await later(work.trx, sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${dossierId}`}, 0))`)
  const earlier = await work.trx
    .updateTable('access.consent')
    .set({ replaced_by: by })
    .where('dossier_id', '=', dossierId)
    .where('chapter', '=', about.chapter)
    .where('partner_id', '=', about.partner)
    .where('purpose', '=', about.purpose)
    .where('withdrawn_at', 'is', null)
    .where('replaced_by', 'is', null)
    .returning('id')
    .execute()
  let closed = false
  for (const { id } of earlier) closed = (await closeReach(work, asId(id))) || closed
  return closed
}

type Placed = Pick<GivenConsent, 'consentId' | 'dossierId'> & CheckedConsent

const insertConsent = async (work: Work, placed: Placed, consent: NewConsent): Promise<void> => {
  await work.trx
    .insertInto('access.consent')
    .values({
      id: placed.consentId,
      dossier_id: placed.dossierId,
      chapter: consent.chapter,
      organisation_id: work.claim.organisation,
      partner_id: consent.partner,
      purpose: consent.purpose,
      answer: consent.answer,
      language: consent.language,
      interpreted: consent.interpreterName !== undefined || consent.present.includes('interpreter'),
      present: [...consent.present],
      given_on: placed.givenOn,
      valid_until: placed.validUntil,
      recorded_by: work.claim.actor,
      age_group: placed.ageGroup ?? null,
      decided_by: [...placed.decidedBy],
      ask_again_on: placed.askAgainOn ?? null,
    })
    .execute()
}

/** All answers of a dossier that this reader may see, newest first; the ones that stand say so. */
export const listConsents = async (work: Work, dossierId: string): Promise<readonly ConsentRead[]> => {
  const rows = await work.trx
    .selectFrom('access.consent')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('given_on', 'desc')
    .orderBy('replaced_by', (order) => order.nullsFirst())
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  return rows.map((row) => consentOf(work, row))
}

/**
 * Only what stands today as a yes. For the page of the person and for whoever must know what is open. Not a page of the list:
 * one that was left out could not be stopped. At most one row per chapter, partner and purpose (consent_one_answer_stands).
 */
export const standingConsents = async (work: Work, dossierId: string): Promise<readonly ConsentRead[]> =>
  (await standingConsentsOf(work, [dossierId])).get(dossierId) ?? []

/** Answers of dossiers that this organisation holds which wait to be asked again without who was there, the earliest day first. */
export const consentsToAskAgain = async (
  work: Work,
  dossierIds: readonly string[],
): Promise<readonly { readonly dossierId: string; readonly askAgainOn: Day }[]> => {
  if (dossierIds.length === 0) return []
  const rows = await work.trx
    .selectFrom('access.consent')
    .select(['dossier_id', (eb) => eb.fn.min('ask_again_on').as('ask_again_on')])
    .where('dossier_id', 'in', dossierIds)
    .where('ask_again_on', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('replaced_by', 'is', null)
    .where('valid_until', '>=', work.today)
    .groupBy('dossier_id')
    .orderBy('ask_again_on')
    .execute()
  return rows.flatMap((row) =>
    row.ask_again_on ? [{ dossierId: row.dossier_id, askAgainOn: day(row.ask_again_on) }] : [],
  )
}

/** As `standingConsents`, of many dossiers at once: one query, however many. A dossier without a yes is not in the answer. */
export const standingConsentsOf = async (
  work: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ConsentRead[]>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await work.trx
    .selectFrom('access.consent')
    .selectAll()
    .where('dossier_id', 'in', dossierIds)
    .where('answer', '=', 'given')
    .where('withdrawn_at', 'is', null)
    .where('replaced_by', 'is', null)
    .orderBy('given_on', 'desc')
    .orderBy('id')
    .execute()
  const standing = rows.map((row) => consentOf(work, row)).filter((each) => each.stands)
  return Map.groupBy(standing, (each) => each.dossierId)
}

/** Her words with each answer, for whoever has the key of the conversation: consent id to words. */
export const openConsentWords = async (work: Work, dossierId: string): Promise<ReadonlyMap<string, ConsentWords>> => {
  const facts = await work.trx
    .selectFrom('access.fact')
    .select(['id', 'stream', 'chapter', 'sealed', 'payload'])
    .where('stream', '=', dossierId)
    .where('sealed', 'is not', null)
    .where('kind', 'like', 'consent-%')
    .limit(LIST_MAX)
    .execute()
  const opened = await work.openFacts('access', facts)
  const pairs = facts.flatMap((fact) => {
    // Safe: recordConsent alone writes these facts.
    const { consentId } = fact.payload as { consentId?: string }
    const words = opened.get(fact.id) as ConsentWords | undefined
    return consentId !== undefined && words ? [[consentId, words] as const] : []
  })
  return new Map(pairs)
}

/**
 * Takes one answer back, for the person herself (claim `person`) or by whoever she says it to. At once and without a reason.
 * An answer that ended already stays as it was. Refuses `not-found` for what this reader may not see.
 */
export const withdrawConsent = async (
  work: Work,
  consentId: string,
): Promise<Outcome<{ consentId: string }, 'not-found'>> => {
  const row = await work.trx.selectFrom('access.consent').selectAll().where('id', '=', consentId).executeTakeFirst()
  if (!row) return refuse('not-found')
  if (row.withdrawn_at || row.replaced_by) return accept({ consentId })
  const withdrawnBy = work.claim.function === 'person' ? 'person' : 'organisation'
  await work.trx
    .updateTable('access.consent')
    .set({ withdrawn_at: work.now, withdrawn_by: withdrawnBy })
    .where('id', '=', consentId)
    .execute()
  await work.record({
    slice: 'access',
    stream: row.dossier_id,
    kind: 'consent-withdrawn',
    happened: work.today,
    addressee: row.partner_id,
    payload: { consentId, chapter: row.chapter, partnerId: row.partner_id, purpose: row.purpose, by: withdrawnBy },
  })
  work.concerns(row.dossier_id, 'withdraw-consent', [row.chapter])
  return accept({ consentId })
}

/** Stop everything: takes back every answer of a dossier that stands as a yes, for all partners or for one. Gives how many. */
export const withdrawAllFor = async (
  work: Work,
  dossierId: string,
  options: { readonly partner?: string } = {},
): Promise<Outcome<{ withdrawn: number }, 'not-found'>> => {
  const standing = await standingConsents(work, dossierId)
  const chosen = standing.filter((each) => options.partner === undefined || each.partner === options.partner)
  for (const each of chosen) await withdrawConsent(work, each.consentId)
  return accept({ withdrawn: chosen.length })
}

type ConsentRow = {
  readonly id: string
  readonly dossier_id: string
  readonly chapter: string
  readonly organisation_id: string
  readonly partner_id: string
  readonly purpose: string
  readonly answer: string
  readonly language: string
  readonly interpreted: boolean
  readonly present: readonly string[]
  readonly given_on: string
  readonly valid_until: string
  readonly withdrawn_at: Date | null
  readonly withdrawn_by: string | null
  readonly replaced_by: string | null
  readonly age_group: string | null
  readonly decided_by: readonly string[]
  readonly ask_again_on: string | null
}

const consentOf = (work: Work, row: ConsentRow): ConsentRead => {
  // Safe, six times: recordConsent checked these words, and constraints of the table hold four of them.
  const answer = row.answer as ConsentAnswer
  const chapter = row.chapter as Chapter
  const present = row.present as readonly Present[]
  const withdrawnBy = row.withdrawn_by as 'person' | 'organisation' | null
  const ageGroup = row.age_group as AgeGroup | null
  const decidedBy = row.decided_by as readonly Decider[]
  const [givenOn, validUntil] = [day(row.given_on), day(row.valid_until)]
  const ended = row.withdrawn_at !== null || row.replaced_by !== null
  return {
    consentId: asId(row.id),
    dossierId: row.dossier_id,
    chapter,
    partner: row.partner_id,
    purpose: row.purpose,
    answer,
    language: row.language,
    interpreted: row.interpreted,
    present,
    recordedFor: row.organisation_id,
    givenOn,
    validUntil,
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
    ...(withdrawnBy ? { withdrawnBy } : {}),
    replaced: row.replaced_by !== null,
    stands: !ended && isOpenOn({ answer, givenOn, validUntil }, work.today),
    askAgainAlone: !ended && shouldAskAgainAlone(answer, present),
    ...(row.ask_again_on && !ended ? { askAgainOn: day(row.ask_again_on) } : {}),
    ...(ageGroup ? { ageGroup } : {}),
    decidedBy,
  }
}
