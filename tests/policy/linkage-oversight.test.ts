/** Who watches those who look, in SQL: as the worker with a true claim, so that nothing but the policies stands in the way. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations, theCook } from '../../fixtures/cast.ts'
import { TERMS } from '../../src/linkage/oversight.ts'
import { asForged } from '../support/forge.ts'
import { lookFor, writeGround, writeSignal } from '../support/looking.ts'
import { type Answer, openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, privacyOfficerZaanstad: officer, privacyOfficerContactDesk: deskOfficer } = cast
const { investigatorNoordHolland: ruben, colleagueNoordHolland: elin } = cast
const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven
const adult = { fullName, birthDate, phone }
const minor = { fullName: 'Verzonnen Jongere', birthDate: '2011-05-04' }
const lookupIdOf = (answer: Answer): string => (answer.body as { lookupId: string }).lookupId

test('nobody reads which persons are decoys: no member, no privacy officer, not the desk itself', async () => {
  await house.system.decoys.plant({ count: 1, seed: 5 })
  for (const member of [hanna, officer, cast.contactDeskOfficer, deskOfficer, cast.operator])
    for (const purpose of ['W08', 'D27']) {
      const seen = await asForged(
        house,
        'good',
        member,
        hanna,
        async (client) =>
          (await client.query<{ n: number }>('select count(*)::int as n from linkage.decoy')).rows[0]?.n,
        { purpose },
      )
      expect(seen, `${member.key} ${purpose}`).toBe(0)
    }
})

const refusedBy = (fault: unknown): string => String((fault as { code?: string }).code)
const asWorker = (
  member: Parameters<typeof asForged>[2],
  statement: string,
  values: readonly unknown[],
  more: Parameters<typeof asForged>[5] = {},
): Promise<string> =>
  asForged(house, 'good', member, member, (client) => client.query(statement, [...values]), more).then(
    ({ rowCount }) => `rows ${rowCount}`,
    refusedBy,
  )

const LOOK_UP = `insert into linkage.lookup (id, organisation_id, actor_id, subject, handle, ground_id, purpose, case_reference, asked_at)
  values (gen_random_uuid(), $1, $2, $3, (select handle from linkage.entry where subject = $3 limit 1), $4, 'D27', 'ZAAK', $5::timestamptz)`

test('a look-up in SQL is of the moment of the act: not of yesterday, so that no budget is stretched', async () => {
  const { signalId, groundId } = await lookFor(house, hanna, adult)
  const now = house.clock.now()
  const at = (moment: Date) =>
    asWorker(hanna, LOOK_UP, [hanna.organisation, hanna.actor, signalId, groundId, moment], {
      purpose: 'D27',
      ground: groundId,
    })
  expect(await at(now)).toBe('rows 1')
  for (const hours of [-30, -1, 1]) expect(await at(new Date(now.getTime() + hours * 3_600_000))).toBe('42501')
})

test('an entry in SQL rests on a ground of the person it stands for', async () => {
  const { signalId, groundId } = await lookFor(house, hanna, adult)
  const other = await writeSignal(house, hanna, minor)
  const otherGround = await writeGround(house, hanna, other)
  const INSERT = `insert into linkage.entry (handle, organisation_id, plane, subject, ground_id, epoch, normalisation_version, created_at)
    values (gen_random_uuid(), $1, 'care', $2, $3, 'e9', 'n1', now())`
  expect(await asWorker(hanna, INSERT, [hanna.organisation, other, otherGround])).toBe('rows 1')
  expect(await asWorker(hanna, INSERT, [hanna.organisation, other, groundId])).toBe('42501')
  const MOVE = 'update linkage.entry set ground_id = $2 where subject = $1'
  expect(await asWorker(hanna, MOVE, [signalId, otherGround])).toBe('42501')
})

test('in SQL nobody agrees to his own look-up, agrees too late, or writes a sensitive look-up alone', async () => {
  const { signalId, groundId, answer } = await lookFor(house, ruben, adult)
  const DECIDE = `insert into linkage.second_person (lookup_id, organisation_id, actor_id, decision, decided_at) values ($1, $2, $3, 'confirmed', $4::timestamptz)`
  const id = lookupIdOf(answer)
  const now = house.clock.now()
  const decision = (member: typeof ruben | typeof elin) => [id, member.organisation, member.actor, now]
  expect(await asWorker(ruben, DECIDE, decision(ruben))).toBe('42501')
  expect(await asWorker(ruben, DECIDE, decision(elin))).toBe('42501')
  expect(await asWorker(elin, DECIDE, decision(elin), { function: 'privacy-officer' })).toBe('42501')
  expect(await asWorker(elin, DECIDE, decision(elin))).toBe('rows 1')
  const ENTRY = `insert into linkage.entry (handle, organisation_id, plane, subject, ground_id, epoch, normalisation_version, created_at)
    values (gen_random_uuid(), $1, 'enforcement', $2, $3, 'e1', 'n1', now())`
  const alone = asForged(
    house,
    'good',
    ruben,
    ruben,
    async (client) => {
      await client.query(ENTRY, [ruben.organisation, signalId, groundId])
      await client.query(LOOK_UP, [ruben.organisation, ruben.actor, signalId, groundId, now])
    },
    { purpose: 'D27', ground: groundId },
  )
  expect(await alone.then(() => 'written', refusedBy)).toBe('42501')
  house.clock.advance({ hours: TERMS.secondPersonHours })
  expect(await asWorker(elin, DECIDE, [id, elin.organisation, elin.actor, house.clock.now()])).toBe('42501')
})

test('in SQL nobody judges his own look-up, whatever function the claim says', async () => {
  const { answer } = await lookFor(house, hanna, adult)
  const REVIEW = `insert into linkage.lookup_review (id, organisation_id, lookup_id, outcome, reason, reviewed_by, reviewed_at)
    values (gen_random_uuid(), $1, $2, 'legitimate', 'nobody-was-known', $3, $4::timestamptz)`
  const by = (member: typeof hanna | typeof officer) => [
    member.organisation,
    lookupIdOf(answer),
    member.actor,
    house.clock.now(),
  ]
  expect(await asWorker(officer, REVIEW, by(officer))).toBe('rows 1')
  expect(await asWorker(hanna, REVIEW, by(hanna))).toBe('42501')
  expect(await asWorker(hanna, REVIEW, by(hanna), { function: 'privacy-officer' })).toBe('42501')
})

test('in SQL no session plants a decoy or sends what is not a look-up to the matcher', async () => {
  const DECOY = `insert into linkage.decoy (handle, organisation_id, mark, sealed, planted_at, epoch)
    select gen_random_uuid(), $1, sha256('x'), 'x', $2::timestamptz, max(name) from linkage.epoch`
  for (const member of [hanna, deskOfficer, cast.contactDeskOfficer]) {
    const values = [member.organisation, house.clock.now()]
    expect(await asWorker(member, DECOY, values), member.key).toBe('42501')
    expect(await asWorker(member, DECOY, values, { purpose: 'decoys' }), member.key).toBe('42501')
    expect(await asWorker(member, DECOY, values, { purpose: 'decoys', function: 'operator' }), member.key).toBe(
      // The purpose opens it for the installation and for the desk alone, and no route acts for that purpose (tested below).
      member.organisation === castOrganisations.contactDesk ? 'rows 1' : '42501',
    )
  }
  const purposes = house.system.routes.flatMap(({ access }) => (access.kind === 'signed-in' ? [access.purpose] : []))
  expect(purposes).not.toContain('decoys')
})
