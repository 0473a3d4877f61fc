/**
 * What the database answers to "does the purpose of this claim fit", for every purpose, in every function of the cast, on its own
 * plane and on another, in its house and in one of another kind, for every act. What is expected is said here once more, from the table as the database holds it.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { asClaim } from '../../src/platform/database.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

type Purpose = { id: string; scope: string; senders: string[]; functions: string[]; acts: string[] }
const ACTS = ['see', 'read', 'note', 'change', 'hear', 'agree', 'stop', 'offer', 'answer', 'search', 'destroy', 'share']

/** The answers of the database as this member for this purpose: without an act first, then act by act. */
const askedAs = (member: CastMember, purpose: string): Promise<readonly boolean[]> => {
  const { organisation, actor, function: work, plane } = member
  const claim = { organisation, actor, function: work, plane, purpose, trace: asId<TraceId>(randomUUID()) }
  return asClaim(house.platform.databases.worker, house.platform.secrets.claim, claim, async (trx) => {
    const { rows } = await sql<{ fits: boolean }>`
      select access.purpose_fits(a.act) as fits from unnest(${[null, ...ACTS]}::text[]) with ordinality a (act, place)
      order by a.place`.execute(trx)
    return rows.map(({ fits }) => fits)
  })
}

test('a purpose fits its functions, planes, houses and acts and no other; what keeps the house itself carries no act on a file [Q04]', async () => {
  const admin = await house.admin()
  const purposes = (await admin.query<Purpose>('select id, scope, senders, functions, acts from access.purpose')).rows
  const kinds = new Map(
    (await admin.query<{ id: string; kind: string }>('select id, kind from directory.organisation')).rows.map(
      (each) => [each.id, each.kind],
    ),
  )
  const planes = new Set(
    (await admin.query<{ one: string }>(`select function || ' ' || plane as one from access.function_plane`)).rows.map(
      ({ one }) => one,
    ),
  )
  const expected = (member: CastMember, { scope, senders, functions, acts }: Purpose): readonly boolean[] =>
    [null, ...ACTS].map((act) => {
      if (!functions.includes(member.function)) return false
      if (scope === 'housekeeping') return act === null && acts.length > 0
      // She herself is of no house.
      const isOfHouse =
        scope === 'across' || member.function === 'person' || senders.includes(kinds.get(member.organisation) ?? '')
      return (act === null || acts.includes(act)) && planes.has(`${member.function} ${member.plane}`) && isOfHouse
    })
  const everybody = Object.values(cast).filter(
    (one, place, all) => all.findIndex(({ function: work }) => work === one.function) === place,
  )
  // And each of them on a plane that is not hers or his.
  const elsewhere = everybody.map(
    (one): CastMember => ({ ...one, plane: one.plane === 'care' ? 'enforcement' : 'care' }),
  )
  // And in a house of another kind.
  const { technicalOperator, shelterHaven } = castOrganisations
  const inOtherHouse = everybody.map(
    (one): CastMember => ({
      ...one,
      organisation: one.organisation === technicalOperator ? shelterHaven : technicalOperator,
    }),
  )
  const seen = new Set<string>()
  for (const member of [...everybody, ...elsewhere, ...inOtherHouse])
    for (const purpose of purposes) {
      const answers = await askedAs(member, purpose.id)
      expect(answers, `${member.function} on ${member.plane} for ${purpose.id}`).toEqual(expected(member, purpose))
      for (const each of answers) seen.add(`${purpose.scope} ${each}`)
    }
  expect([...seen].sort()).toEqual(
    ['across', 'housekeeping', 'inside'].flatMap((scope) => [`${scope} false`, `${scope} true`]),
  )
  expect(await askedAs(cast.coordinatorZaanstad, 'X99')).toEqual([null, ...ACTS].map(() => false))
})
