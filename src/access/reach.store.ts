/**
 * Reach: how far consent goes now (decision 15), and the data key that goes with it. In doubt the row policy rules: a key is
 * shared before the commit and taken back after it, so at no moment is there reach without a way to read, and what has no
 * reach has no rows, whoever still holds a key for a moment.
 */
import { sql } from 'kysely'
import type { ConsentId, Day } from '../kernel/index.ts'
import { day } from '../kernel/index.ts'
import { classesOfChapter } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { type Acceptance, type Chapter, reachUntil } from './consent.ts'

/** A yes as far as reach needs it. */
export type GivenConsent = {
  readonly consentId: ConsentId
  readonly dossierId: string
  readonly chapter: Chapter
  readonly partner: string
  readonly purpose: string
  readonly givenOn: Day
  readonly validUntil: Day
}

/** Keeps that a handover was accepted; a repeat changes nothing. */
export const keepAcceptance = async (
  work: Work,
  accepted: Acceptance & { readonly handoverId: string; readonly dossierId: string },
): Promise<void> => {
  await work.trx
    .insertInto('access.acceptance')
    .values({
      handover_id: accepted.handoverId,
      dossier_id: accepted.dossierId,
      from_id: accepted.from,
      to_id: accepted.to,
      accepted_at: work.now,
      overlap_until: accepted.overlapUntil ?? null,
    })
    .execute()
  await sql`select access.shorten_reach(${accepted.handoverId})`.execute(work.trx)
}

/** Handovers of a dossier that were accepted, oldest first, as far as this reader may know. */
export const findAcceptances = async (work: Work, dossierId: string): Promise<readonly Acceptance[]> => {
  const rows = await work.trx
    .selectFrom('access.acceptance')
    .select(['from_id', 'to_id', 'overlap_until'])
    .where('dossier_id', '=', dossierId)
    .orderBy('accepted_at')
    .execute()
  return rows.map((row) => ({
    from: row.from_id,
    to: row.to_id,
    ...(row.overlap_until === null ? {} : { overlapUntil: day(row.overlap_until) }),
  }))
}

/** Opens what these answers allow, and nothing for a partner with whom no handover was accepted. Gives how many opened. */
export const openReach = async (
  work: Work,
  consents: readonly GivenConsent[],
  acceptances: readonly Acceptance[],
  holder: string,
): Promise<number> => {
  let opened = 0
  for (const consent of consents) {
    const reach = reachUntil(consent, acceptances, { holder, day: work.today })
    if (!reach.ok) continue
    await work.trx
      .insertInto('access.reach')
      .values({
        dossier_id: consent.dossierId,
        chapter: consent.chapter,
        organisation_id: consent.partner,
        purpose: consent.purpose,
        until: reach.value.until,
        consent_id: consent.consentId,
      })
      // What ran out when the file left stays as a row; when the file comes back it opens again.
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'dossier_id', 'chapter', 'purpose'])
          .doUpdateSet({ until: reach.value.until, consent_id: consent.consentId }),
      )
      .execute()
    await shareKey(work, consent, reach.value.keyFrom)
    opened += 1
  }
  return opened
}

// Both sides get a key to write with now, and each other's: what is written later opens for both as long as reach stands.
const shareKey = async (work: Work, consent: GivenConsent, from: string): Promise<void> => {
  const ref = { subject: consent.dossierId, chapter: consent.chapter }
  const refs = classesOfChapter(consent.chapter).map((fieldClass) => ({ ...ref, fieldClass }))
  for (const [giver, taker] of [
    [from, consent.partner],
    [consent.partner, from],
  ] as const) {
    await work.keys.create(giver, refs)
    await work.keys.share(ref, giver, taker)
  }
}

/** Closes what one answer opened, at once. The key stays until `takeKeyBack`: another answer may open the chapter again first. */
export const closeReach = async (work: Work, consentId: ConsentId): Promise<boolean> => {
  const { rows } = await sql<{ closed: number }>`select access.close_reach(${consentId}) as closed`.execute(work.trx)
  return (rows[0]?.closed ?? 0) > 0
}

/** Takes the key of a chapter back after the commit, when nothing keeps the chapter open for this partner. Last act of a change. */
export const takeKeyBack = async (
  work: Work,
  consent: Pick<GivenConsent, 'dossierId' | 'chapter' | 'partner'>,
): Promise<void> => {
  if (await isKeyStillNeeded(work, consent)) return
  const ref = { subject: consent.dossierId, chapter: consent.chapter }
  work.afterCommit(() => work.keys.revoke(ref, consent.partner))
}

/** Which houses may read this chapter today by her yes, as far as the asker may know; in a fixed order. */
export const organisationsInReach = async (
  { trx, today }: Work,
  dossierId: string,
  chapter: Chapter,
): Promise<readonly string[]> => {
  const rows = await trx
    .selectFrom('access.reach')
    .select('organisation_id')
    .distinct()
    .where('dossier_id', '=', dossierId)
    .where('chapter', '=', chapter)
    .where('until', '>=', today)
    .orderBy('organisation_id')
    .execute()
  return rows.map((row) => row.organisation_id)
}

const isKeyStillNeeded = async (
  work: Work,
  consent: Pick<GivenConsent, 'dossierId' | 'chapter' | 'partner'>,
): Promise<boolean> => {
  const other = await work.trx
    .selectFrom('access.reach')
    .select('consent_id')
    .where('organisation_id', '=', consent.partner)
    .where('dossier_id', '=', consent.dossierId)
    .where('chapter', '=', consent.chapter)
    .executeTakeFirst()
  return other !== undefined
}
