import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import {
  carryAll,
  finishTurn,
  hitsOf,
  inventedPerson,
  lookUpPerson,
  postLookUp,
  preparedLookUp,
} from '../../tests/support/linked-people.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte } = cast
const open = () => openTestSystem({ ownKeys: true })

const asks = async (member: CastMember, person: object, validUntilDate?: string) =>
  lookUpPerson(house, member, person, validUntilDate ? { validUntilDate } : {})
const carry = () => carryAll(house)
const rows = async <T extends object>(query: string): Promise<readonly T[]> => {
  const admin = await house.admin()
  return (await admin.query<T>(query)).rows
}
/** For each pair that was told: how often each house heard of it. */
const told = () =>
  rows<{ pair: string; house: string; times: number }>(
    'select pair_id as pair, organisation_id as house, count(*)::int as times from linkage.hit group by 1, 2',
  )
const keyFiles = (): readonly string[] =>
  readdirSync(join(house.platform.config.dataFolder, 'keys'))
    // The key of things does not turn.
    .filter((file) => file !== 'authority.things-1.key')
    .sort()
const epochsOfMatcher = () =>
  rows<{ epoch: string; held: number }>('select epoch, count(*)::int as held from matching.entry group by 1 order by 1')

test('P34 whoever was put in before, during or after a turn finds who was put in before, during or after it', async () => {
  house = await open()
  // Nine pairs: each side in each of the three times.
  const times = ['before', 'during', 'after'] as const
  const pairs = times.flatMap((one) => times.map((other) => ({ one, other })))
  const inTime = async (time: (typeof times)[number]): Promise<void> => {
    for (const [n, pair] of pairs.entries()) {
      if (pair.one === time) await asks(hanna, inventedPerson(n))
      if (pair.other === time) await asks(mirte, inventedPerson(n))
    }
  }
  await inTime('before')
  await carry()
  expect(await house.system.turn.open()).toBe('e2')
  await inTime('during')
  await carry()
  // Already now, before anybody was encoded again: who came during the turn has met who was there before it.
  expect(await hitsOf(house, hanna)).toHaveLength(4)
  await finishTurn(house)
  await inTime('after')
  await carry()
  expect(await hitsOf(house, hanna)).toHaveLength(9)
  expect(await hitsOf(house, mirte)).toHaveLength(9)
  expect((await told()).every((each) => each.times === 1)).toBe(true)
}, 60_000)

test('P35 when the turn is over the old rows are gone, the old keys are deleted, and the old epoch takes nothing in again', async () => {
  house = await open()
  await asks(hanna, inventedPerson(1))
  const [message] = await rows<{ message: string }>('select message from linkage.outbox')
  await carry()
  expect(keyFiles()).toContain('authority.key')
  await house.system.turn.open()
  expect(keyFiles()).toEqual(expect.arrayContaining(['authority.e2.key', 'authority.key', 'epoch.e2.key', 'epoch.key']))
  await finishTurn(house)
  expect(await epochsOfMatcher()).toEqual([{ epoch: 'e2', held: 1 }])
  expect(keyFiles()).toEqual([
    'authority.e2.key',
    'claim.key',
    'epoch.e2.key',
    'master.key',
    'matcher.key',
    'roles.key',
    'wrap.key',
  ])
  const [closed] = await rows<{ name: string; open: boolean }>(
    'select name, closed_at is null as open from linkage.epoch order by place',
  )
  expect(closed).toEqual({ name: 'e1', open: false })
  // The old message once more, as a courier would carry it after a crash.
  await rows(`update linkage.outbox set sent_at = null where message like '%"kind":"encoded"%"epoch":"e1"%'`)
  await carry()
  expect(await epochsOfMatcher()).toEqual([{ epoch: 'e2', held: 1 }])
  expect(message?.message).toContain('"epoch":"e1"')
  house = await house.restart()
  await asks(mirte, inventedPerson(1))
  await carry()
  expect(await hitsOf(house, mirte)).toHaveLength(1)
}, 60_000)

test('handles of an entry in two epochs have nothing in common, and tokens neither', async () => {
  house = await open()
  await asks(hanna, inventedPerson(1))
  await carry()
  await house.system.turn.open()
  await house.system.turn.step()
  await carry()
  const held = await rows<{ epoch: string; handle: string; tokens: Buffer[] }>(
    'select epoch, handle, tokens from matching.entry order by epoch',
  )
  expect(held.map((each) => each.epoch)).toEqual(['e1', 'e2'])
  const [old, young] = held
  expect(old?.handle).not.toBe(young?.handle)
  const hex = (tokens: readonly Buffer[] = []): readonly string[] => tokens.map((each) => each.toString('hex'))
  expect(hex(old?.tokens).filter((token) => hex(young?.tokens).includes(token))).toEqual([])
})

test('a raise of a version encodes everybody again at the start, and rows of the old version are never compared', async () => {
  house = await open()
  for (const n of [1, 2, 3]) await asks(hanna, inventedPerson(n))
  await carry()
  // As if all this was written by older code: other rules of writing, another layout of bits.
  await rows(`update linkage.epoch set normalisation_version = 'n0', encoding_version = 'e0'`)
  await rows(`update matching.entry set encoding = 'e0'`)
  house = await house.restart()
  await asks(mirte, inventedPerson(1))
  await carry()
  expect(await hitsOf(house, mirte)).toEqual([])
  const log = await rows<{ name: string; reason: string }>('select name, reason from linkage.epoch order by place')
  expect(log).toEqual([
    { name: 'e1', reason: 'first' },
    { name: 'e2', reason: 'version-raised' },
  ])
  await finishTurn(house)
  expect(await hitsOf(house, mirte)).toHaveLength(1)
  expect(await epochsOfMatcher()).toEqual([{ epoch: 'e2', held: 4 }])
}, 60_000)

test('code that is older than the epoch in use refuses to search, and says so', async () => {
  house = await open()
  await asks(hanna, inventedPerson(1))
  await rows(`update linkage.epoch set normalisation_version = 'n999'`)
  const answer = await postLookUp(house, mirte, await preparedLookUp(house, mirte, inventedPerson(1)))
  expect(answer).toMatchObject({ status: 409, body: { code: 'linkage-version-unknown' } })
  expect(await house.system.turn.step()).toBe('idle')
})

test('who has no ground any more does not come along, and who cannot be described does not hold the turn up', async () => {
  house = await open()
  const withdrawn = await asks(hanna, inventedPerson(1))
  await asks(hanna, inventedPerson(2), '2026-11-20')
  const erased = await asks(hanna, inventedPerson(3))
  await asks(hanna, inventedPerson(4))
  await carry()
  await (await house.as(hanna)).post(`/v1/grounds/${withdrawn.groundId}/withdrawals`)
  await house.platform.keys.destroy(erased.signalId)
  house.clock.advance({ days: 5 })
  await house.system.turn.open()
  await finishTurn(house)
  expect(await epochsOfMatcher()).toEqual([{ epoch: 'e2', held: 1 }])
  expect(await rows('select reason from linkage.epoch_leftover')).toEqual([{ reason: 'nothing-to-encode' }])
})

test('each house is encoded again by its own act: in its own log, with its own keys, and the person can read it', async () => {
  house = await open()
  const { signalId } = await asks(hanna, inventedPerson(1))
  await asks(mirte, inventedPerson(2))
  await carry()
  await house.system.turn.open()
  await finishTurn(house)
  const requests = await rows<{ organisation_id: string }>(
    "select organisation_id from audit.request where operation = 'reEncodeEntries' and outcome = 'done' order by 1",
  )
  expect(requests.map((each) => each.organisation_id).sort()).toEqual([hanna.organisation, mirte.organisation].sort())
  const processed = await rows(
    `select organisation_id, act from audit.processing where subject = '${signalId}' and act = 're-encoded'`,
  )
  expect(processed).toEqual([{ organisation_id: hanna.organisation, act: 're-encoded' }])
})

test('a turn does not touch the day’s budget of look-ups, and nobody announces more than was ever asked', async () => {
  house = await open()
  await asks(hanna, inventedPerson(1))
  const { openKeyAuthority } = await import('./authority.store.ts')
  const { platform, clock } = house
  const authority = openKeyAuthority(platform.databases.authority, platform.secrets.seeds.authority, () =>
    crypto.randomUUID(),
  )
  const told = { organisation: hanna.organisation, epoch: 'e2', now: clock.now() }
  expect(await authority.announce({ ...told, entries: 1_000_000 })).toMatchObject({
    refusal: { code: 'linkage-re-encoding-budget-spent' },
  })
  expect(await authority.announce({ ...told, organisation: mirte.organisation, entries: 1 })).toMatchObject({
    ok: false,
  })
  expect(await authority.announce({ ...told, entries: 3 })).toMatchObject({ ok: true })
})

test('a key that was lost and drawn again is found out at the start, before it can match nobody', async () => {
  house = await open()
  await asks(hanna, inventedPerson(1))
  await house.system.turn.open()
  const seeds = house.platform.secrets.seeds.owners
  seeds.forget('e2')
  seeds.make('e2')
  house = await house.restart()
  await expect(house.system.turn.begin()).rejects.toThrow(/sleutelmap/)
  seeds.forget('e2')
  await expect(house.system.turn.begin()).rejects.toThrow(/sleutelmap/)
})

test('an installation without a log gets its first epoch at the first question, and one only', async () => {
  house = await open()
  await Promise.all([1, 2, 3, 4].map((n) => asks(n % 2 ? hanna : mirte, inventedPerson(n))))
  expect(await rows('select name, reason from linkage.epoch')).toEqual([{ name: 'e1', reason: 'first' }])
  expect(existsSync(join(house.platform.config.dataFolder, 'keys', 'epoch.e2.key'))).toBe(false)
})

const settled = async (act: Promise<unknown>): Promise<boolean> => {
  let done = false
  void act.then(() => {
    done = true
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  return done
}

test('a question that is under way is waited for at the end of a turn, and the other way round', async () => {
  house = await open()
  const asked = await preparedLookUp(house, hanna, inventedPerson(1))
  await lookUpPerson(house, mirte, inventedPerson(1))
  await carry()
  await house.system.turn.open()
  await house.system.turn.step()
  await carry()
  const admin = await house.admin()
  // As somebody who encodes at this moment: the turn does not end under his hands.
  await admin.query('begin; select pg_advisory_xact_lock_shared(823748)')
  const ending = house.system.turn.step()
  expect(await settled(ending)).toBe(false)
  await admin.query('commit')
  expect(await ending).toBe('worked')
  // As the end of a turn: who wants to encode waits until it is known which epoch is open.
  await admin.query('begin; select pg_advisory_xact_lock(823748)')
  const looking = postLookUp(house, hanna, asked)
  expect(await settled(looking)).toBe(false)
  await admin.query('commit')
  expect((await looking).status).toBe(201)
  await carry()
  expect(await hitsOf(house, hanna)).toHaveLength(1)
})

test('a turn does not end while a message is on its way', async () => {
  house = await open()
  await lookUpPerson(house, hanna, inventedPerson(1))
  await house.system.turn.open()
  await house.system.turn.step()
  expect(await house.system.turn.step()).toBe('waiting')
  await carry()
  expect(await house.system.turn.step()).toBe('worked')
  expect(await house.system.turn.step()).toBe('idle')
})

test('decoys come along: each rings before, during and after a turn, once for each look-up', async () => {
  house = await open()
  const { decoys } = house.system
  await decoys.plant({ count: 53, seed: 7 })
  expect(await decoys.retire([(await decoys.list())[52]?.handle ?? ''])).toBe(1)
  await carry()
  const [decoy] = await decoys.list()
  const { given, surname, birthDate } = decoy?.person ?? { given: '', surname: '', birthDate: '' }
  const looks = async () => {
    await asks(hanna, { fullName: `${given} ${surname}`, birthDate })
    await carry()
  }
  const rung = () =>
    rows<{ decoy: string | null }>('select decoy from linkage.decoy_alarm order by rung_at, decoy nulls first')
  const readDuring = async () => {
    const met = await rows<{ epoch: string; n: number }>(
      'select epoch, count(*)::int as n from linkage.decoy where retired_at is null group by 1 order by 1',
    )
    return met.map(({ epoch, n }) => [epoch, n])
  }
  await looks()
  expect(await rung()).toEqual([{ decoy: null }, { decoy: decoy?.handle }])
  await house.system.turn.open()
  // Nobody waits, so the next steps are those of decoys: fifty, then two. In the meantime the turn does not end.
  await finishEntries()
  expect(await readDuring()).toEqual([
    ['e1', 52],
    ['e2', 52],
  ])
  await looks()
  expect(await rung()).toHaveLength(4)
  await finishTurn(house)
  await looks()
  const alarms = await rung()
  expect(alarms).toHaveLength(6)
  const listed = await decoys.list()
  expect(listed).toHaveLength(53)
  const same = listed.find(({ formerHandles }) => formerHandles.includes(decoy?.handle ?? ''))
  expect(alarms.at(-1)).toEqual({ decoy: same?.handle })
  expect(same?.plantedAt).toEqual(decoy?.plantedAt)
  expect(await decoys.plant({ count: 53, seed: 7 })).toBe(0)
  expect(await decoys.retire([same?.handle ?? ''])).toBe(1)
  await looks()
  expect(await rung()).toHaveLength(6)
}, 60_000)

const finishEntries = async (): Promise<void> => {
  for (const step of ['entries', 'fifty decoys', 'two decoys'])
    expect(await house.system.turn.step(), step).toBe('worked')
  await carry()
}
