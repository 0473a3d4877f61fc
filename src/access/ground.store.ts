/** Grounds: rows say what stands, sealed facts say what was said. */
import type { GroundId, Outcome } from '../kernel/index.ts'
import { accept, asId, day, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { AgeGroup, Decider } from './deciders.ts'
import {
  CONSENT_BASIS,
  checkGround,
  type Ground,
  type GroundKind,
  type GroundProblem,
  type NewGround,
  standsOn,
} from './ground.ts'

/** What was said with a ground; opened only where this organisation has the key. */
export type GroundWords = {
  readonly understood?: string
  readonly weighing?: string
  readonly interpreterName?: string
  readonly present?: readonly string[]
}
export type GroundRead = Ground & {
  readonly language?: string
  readonly interpreted: boolean
  readonly ageGroup?: AgeGroup
  readonly decidedBy: readonly Decider[]
  readonly words: GroundWords
}

const LIST_MAX = 100

/** Writes a ground down for a subject of the own organisation; the caller has checked that the subject is its own. */
export const recordGround = async (
  work: Work,
  subject: string,
  purpose: string,
  ground: NewGround,
): Promise<Outcome<{ groundId: GroundId }, GroundProblem>> => {
  const period = checkGround(ground, work.today)
  if (!period.ok) return period
  const id = asId<GroundId>(work.newId())
  const searching = ground.kind === 'consent-to-search'
  const basis = searching ? CONSENT_BASIS : ground.basis
  await work.trx
    .insertInto('access.ground')
    .values({
      id,
      organisation_id: work.claim.organisation,
      subject,
      kind: ground.kind,
      purpose,
      basis,
      language: searching ? ground.language : null,
      interpreted: searching && ground.interpreterName !== undefined,
      given_on: period.value.givenOn,
      valid_until: period.value.validUntil,
      age_group: period.value.ageGroup ?? null,
      decided_by: [...period.value.decidedBy],
      recorded_by: work.claim.actor,
    })
    .execute()
  await work.record({
    slice: 'access',
    stream: subject,
    kind: 'ground-recorded',
    happened: period.value.givenOn,
    payload: { groundId: id, kind: ground.kind, basis, purpose, validUntil: period.value.validUntil },
    personal: wordsOf(ground),
  })
  work.concerns(subject, 'record-ground')
  return accept({ groundId: id })
}

const wordsOf = (ground: NewGround): GroundWords =>
  ground.kind === 'legal-basis'
    ? { weighing: ground.weighing }
    : {
        understood: ground.understood,
        present: ground.present,
        ...(ground.interpreterName === undefined ? {} : { interpreterName: ground.interpreterName }),
      }

/** A ground of the own organisation, withdrawn or not; undefined when it is not there or not for this reader. */
export const findGround = async (work: Work, groundId: string): Promise<Ground | undefined> => {
  const row = await work.trx.selectFrom('access.ground').selectAll().where('id', '=', groundId).executeTakeFirst()
  return row && groundOf(row)
}

/** The port of linkage: does this ground carry a look-up for this subject and purpose today? */
export const groundStands = async (
  work: Work,
  asked: { readonly groundId: string; readonly subject: string; readonly purpose: string },
): Promise<Outcome<{ readonly kind: GroundKind }, string>> => {
  const stands = standsOn(await findGround(work, asked.groundId), work.today, asked.purpose, asked.subject)
  return stands.ok ? accept({ kind: stands.value.kind }) : stands
}

/** The own grounds for one subject, newest first, with what was said. Two queries and one for keys, however many there are. */
export const listGrounds = async (work: Work, subject: string): Promise<readonly GroundRead[]> => {
  const rows = await work.trx
    .selectFrom('access.ground')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('given_on', 'desc')
    .orderBy('id')
    .limit(LIST_MAX)
    .execute()
  const facts = await work.trx
    .selectFrom('access.fact')
    .select(['id', 'stream', 'chapter', 'sealed', 'payload'])
    .where('stream', '=', subject)
    .where('kind', '=', 'ground-recorded')
    .execute()
  const opened = await work.openFacts('access', facts)
  // Safe: recordGround alone writes these facts, with GroundWords sealed and groundId in the payload.
  const said = new Map(
    facts.map((fact) => [
      (fact.payload as { groundId?: string }).groundId,
      opened.get(fact.id) as GroundWords | undefined,
    ]),
  )
  work.concerns(subject, 'read-grounds')
  return rows.map((row) => ({
    ...groundOf(row),
    interpreted: row.interpreted,
    // Safe, twice: ground_age_group and ground_decider allow these only.
    ...(row.age_group === null ? {} : { ageGroup: row.age_group as AgeGroup }),
    decidedBy: row.decided_by as readonly Decider[],
    ...(row.language === null ? {} : { language: row.language }),
    words: said.get(row.id) ?? {},
  }))
}

/** Ends a ground from now on. A ground that ended already stays ended as it was. */
export const withdrawGround = async (
  work: Work,
  groundId: string,
): Promise<Outcome<{ groundId: string }, 'not-found'>> => {
  const ground = await findGround(work, groundId)
  if (!ground) return refuse('not-found')
  if (ground.withdrawnAt) return accept({ groundId })
  await work.trx.updateTable('access.ground').set({ withdrawn_at: work.now }).where('id', '=', groundId).execute()
  await work.record({
    slice: 'access',
    stream: ground.subject,
    kind: 'ground-withdrawn',
    happened: work.today,
    payload: { groundId, purpose: ground.purpose },
  })
  work.concerns(ground.subject, 'withdraw-ground')
  return accept({ groundId })
}

/** Ends every standing ground of this organisation for one subject, so that nothing of it stays findable. Gives how many. */
export const withdrawGroundsOf = async (work: Work, subject: string): Promise<number> => {
  const rows = await work.trx
    .selectFrom('access.ground')
    .select('id')
    .where('organisation_id', '=', work.claim.organisation)
    .where('subject', '=', subject)
    .where('withdrawn_at', 'is', null)
    .execute()
  for (const { id } of rows) await withdrawGround(work, id)
  return rows.length
}

type GroundRow = {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly purpose: string
  readonly basis: string
  readonly given_on: string
  readonly valid_until: string
  readonly withdrawn_at: Date | null
}
const groundOf = (row: GroundRow): Ground => ({
  id: asId(row.id),
  // Safe: the constraint ground_kind allows these two only.
  kind: row.kind as GroundKind,
  subject: row.subject,
  purpose: row.purpose,
  basis: row.basis,
  givenOn: day(row.given_on),
  validUntil: day(row.valid_until),
  ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
})
