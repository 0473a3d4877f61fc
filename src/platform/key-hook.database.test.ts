/** The same battery for every implementation of the key hook, and for the store of data keys above it. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { type KeyServiceDouble, startKeyService } from '../../tests/support/key-service.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { withDatabase } from './embedded-postgres.ts'
import { openEpochSeeds } from './epoch-seeds.ts'
import { KeyGone, type KeyHook, KeyServiceAway } from './key-hook.ts'
import { openServiceHook } from './key-hook-service.ts'
import { keyName, openKeyStore } from './key-store.ts'
import { turnEpoch, turnNames } from './key-turn.ts'
import { newDataKey, sealBytes } from './sealing.ts'

const care = cast.coordinatorEindhoven.organisation
const theirs = cast.coordinatorZaanstad.organisation
const newName = (): string => `${randomUUID()}.identity`
const only = <T>(all: readonly T[]): T => {
  const [first] = all
  if (first === undefined || all.length !== 1) throw new Error(`one, not ${all.length}`)
  return first
}

describe.each(['folder', 'service'] as const)('keys kept by a %s', (kind) => {
  let service: KeyServiceDouble
  let house: TestSystem
  let hook: KeyHook
  beforeAll(async () => {
    service = await startKeyService()
    house = await openTestSystem({
      ownKeys: true,
      config: () => (kind === 'service' ? { keyService: service.settings } : {}),
    })
    hook = house.platform.keys.upkeep.hook
  })
  afterAll(async () => {
    await house.close()
    await service.stop()
  })

  const wrapOne = async (name: string, place: string, key: Buffer) => {
    const { version, wrapped } = await hook.wrap(name, [{ place, key }])
    return { place, version, wrapped: only(wrapped) }
  }
  const openOne = async (name: string, each: { place: string; version: number; wrapped: Buffer }) =>
    only(await hook.unwrap(name, each.version, [each]))

  test('what is wrapped opens again, many at once and in their order', async () => {
    const name = newName()
    const keys = Array.from({ length: 600 }, (_, i) => ({ place: `row ${i}`, key: randomBytes(32) }))
    const { version, wrapped } = await hook.wrap(name, keys)
    const opened = await hook.unwrap(
      name,
      version,
      wrapped.map((each, i) => ({ place: `row ${i}`, wrapped: each })),
    )
    expect(opened.every((each, i) => each.equals(keys[i]?.key ?? Buffer.alloc(0)))).toBe(true)
    expect(hook.kind).toBe(kind)
  })

  test('a wrapped key does not open in another place, under another name, or with a byte changed or missing', async () => {
    const [name, other] = [newName(), newName()]
    const key = randomBytes(32)
    const one = await wrapOne(name, 'row 1', key)
    await wrapOne(other, 'row 1', key)
    await expect(openOne(name, { ...one, place: 'row 2' })).rejects.toThrow()
    await expect(openOne(other, one)).rejects.toThrow()
    for (const at of [0, 9, 14, one.wrapped.length >> 1, one.wrapped.length - 1]) {
      const changed = Buffer.from(one.wrapped)
      changed[at] = (changed[at] ?? 0) ^ 0x01
      await expect(openOne(name, { ...one, wrapped: changed }), `byte ${at}`).rejects.toThrow()
    }
    await expect(openOne(name, { ...one, wrapped: one.wrapped.subarray(0, -4) })).rejects.toThrow()
    await expect(openOne(name, { ...one, wrapped: Buffer.alloc(0) })).rejects.toThrow()
    expect((await openOne(name, one)).equals(key)).toBe(true)
  })

  test('after a rotation the older version still opens and the newer one wraps; destroyed, it opens nothing', async () => {
    const name = newName()
    const key = randomBytes(32)
    const old = await wrapOne(name, 'row', key)
    const version = await hook.rotate(name)
    expect(version).toBe(old.version + 1)
    expect((await openOne(name, old)).equals(key)).toBe(true)
    const again = await hook.rewrap(name, old.version, [old])
    const moved = { place: 'row', version: again.version, wrapped: only(again.wrapped) }
    expect(moved.version).toBe(version)
    await hook.destroy(name, version)
    await expect(openOne(name, old)).rejects.toThrow(KeyGone)
    expect((await openOne(name, moved)).equals(key)).toBe(true)
    expect((await wrapOne(name, 'row', key)).version).toBe(version)
  })

  test('destroying twice, or what never was, changes nothing', async () => {
    const name = newName()
    const one = await wrapOne(name, 'row', randomBytes(32))
    const version = await hook.rotate(name)
    const two = await wrapOne(name, 'row', randomBytes(32))
    for (let times = 0; times < 2; times += 1) await hook.destroy(name, version)
    await expect(openOne(name, one)).rejects.toThrow(KeyGone)
    expect((await openOne(name, two)).length).toBe(32)
  })

  const other = theirs
  const keys = () => house.platform.keys

  test('an organisation opens its own keys and what was shared with it, by class, and nobody else does', async () => {
    const ref = { subject: randomUUID(), chapter: 'contact' }
    const refs = [
      { ...ref, fieldClass: 'identity' as const },
      { ...ref, fieldClass: 'location' as const },
    ]
    const made = await keys().create(care, refs)
    expect([...made.keys()].sort()).toEqual(refs.map(keyName).sort())
    expect(await keys().create(care, refs)).toEqual(made)
    expect((await keys().find(other, [ref])).size).toBe(0)
    expect((await keys().find(care, [ref], undefined, ['location'])).size).toBe(1)
    expect((await keys().find(care, [ref], undefined, [])).size).toBe(0)
    expect(await keys().share(ref, care, other)).toBe(2)
    expect((await keys().find(other, [ref])).size).toBe(2)
    await keys().revoke(ref, other)
    expect((await keys().find(other, [ref])).size).toBe(0)
    expect((await keys().find(care, [ref])).size).toBe(2)
  })

  test('destroying takes the keys of one writer or one class from everybody, and leaves the rest', async () => {
    const ref = { subject: randomUUID(), chapter: 'contact' }
    const both = (['identity', 'location'] as const).map((fieldClass) => ({ ...ref, fieldClass }))
    await keys().create(care, both)
    await keys().create(other, both)
    await keys().share(ref, care, other)
    expect(await keys().destroy(ref.subject, { createdBy: care, classes: ['location'] })).toBe(1)
    expect((await keys().find(care, [ref])).size).toBe(1)
    expect((await keys().find(other, [ref])).size).toBe(3)
    expect(await keys().destroy(ref.subject, { createdBy: care })).toBe(1)
    expect((await keys().find(care, [ref])).size).toBe(0)
    expect((await keys().find(other, [ref])).size).toBe(2)
    expect(await keys().destroy(ref.subject)).toBe(2)
  })

  test(
    'a rotation under reads and writes fails none of them, and what was wrapped before opens after',
    { timeout: 120_000 },
    async () => {
      const refs = Array.from({ length: 150 }, () => ({ subject: randomUUID(), chapter: 'health' }))
      const made = await keys().create(care, refs)
      let [going, acts] = [true, 0]
      const failed: unknown[] = []
      const under = async (act: (i: number) => Promise<void>): Promise<void> => {
        for (let i = 0; going; i += 1)
          await act(i).then(
            () => {
              acts += 1
            },
            (fault: unknown) => failed.push(fault),
          )
      }
      const reader = async (i: number) => {
        const ref = refs[i % refs.length] ?? { subject: '', chapter: '' }
        const found = await keys().find(care, [ref])
        const { id, key } = made.get(keyName(ref)) ?? { id: '', key: Buffer.alloc(0) }
        if (!found.get(id)?.equals(key)) throw new Error('not the key that was made')
      }
      const written: string[] = []
      const writer = async () => {
        const ref = { subject: randomUUID(), chapter: 'health' }
        await keys().create(care, [ref])
        written.push(ref.subject)
      }
      const at = [reader, writer, reader, writer].map(under)
      for (let turns = 0; turns < 3; turns += 1)
        await turnNames(keys().upkeep, [`${care}.medical`], { now: () => new Date(), keepDays: 0, batch: 20 })
      going = false
      await Promise.all(at)
      expect(failed).toEqual([])
      expect(acts).toBeGreaterThan(20)
      const [state] = (await keys().upkeep.names()).filter(({ name }) => name === `${care}.medical`)
      expect(state).toMatchObject({ behind: 0, retired: 0 })
      expect((await keys().find(care, refs)).size).toBe(refs.length)
      const all = written.map((subject) => ({ subject, chapter: 'health' }))
      expect((await keys().find(care, all)).size).toBe(all.length)
    },
  )

  test('known bad: a turn that ends the older version before everything was wrapped anew does fail reads', async () => {
    const refs = Array.from({ length: 40 }, () => ({ subject: randomUUID(), chapter: 'story' }))
    await keys().create(other, refs)
    const name = `${other}.investigation`
    const version = await hook.rotate(name)
    await keys().upkeep.rewrap(name, 5)
    await hook.destroy(name, version)
    await expect(keys().find(other, refs)).rejects.toThrow(KeyGone)
  })

  test('a turn that stopped half-way goes on where it was, without another version', async () => {
    const ref = { subject: randomUUID(), chapter: 'legal' }
    const organisation = cast.shelterWorkerHaven.organisation
    await keys().create(
      organisation,
      Array.from({ length: 30 }, () => ({ ...ref, subject: randomUUID() })),
    )
    const name = `${organisation}.investigation`
    const version = await keys().upkeep.rotate(name)
    await keys().upkeep.rewrap(name, 10)
    const [half] = (await keys().upkeep.names()).filter((each) => each.name === name)
    expect(half).toMatchObject({ version, wrapped: 10, behind: 20 })
    await turnNames(keys().upkeep, [name], { now: () => new Date(), keepDays: 0, batch: 7 })
    const [whole] = (await keys().upkeep.names()).filter((each) => each.name === name)
    expect(whole).toMatchObject({ version, wrapped: 30, behind: 0, retired: 0 })
  })
})

describe('a key service that is away', () => {
  let service: KeyServiceDouble
  let house: TestSystem
  beforeAll(async () => {
    service = await startKeyService()
    house = await openTestSystem({ ownKeys: true, config: () => ({ keyService: service.settings }) })
  })
  afterAll(async () => {
    await house.close()
    await service.stop()
  })

  test(
    'nothing is shown and nothing is kept: 503 with a sentence, until it answers again',
    { timeout: 60_000 },
    async () => {
      const worker = await house.as(cast.coordinatorEindhoven)
      const signal = { source: 'typed', exploitation: 'labour', person: { given: 'Adaeze', surname: 'Kanarie' } }
      expect((await worker.post('/v1/signals', signal)).status).toBe(201)
      for (const behaviour of ['broken', 503, 403, 429, 'nonsense'] as const) {
        service.behave(behaviour)
        for (const answer of [await worker.get('/v1/signals'), await worker.post('/v1/signals', signal)]) {
          expect(answer.status, String(behaviour)).toBe(503)
          expect(answer.body).toMatchObject({ code: 'key-service-away' })
          expect(String(answer.headers['content-type'])).toContain('problem+json')
          expect(answer.text).not.toContain('Kanarie')
        }
      }
      service.behave('good')
      const again = await worker.get('/v1/signals')
      expect(again.status).toBe(200)
      expect(again.text).toContain('Kanarie')
      const admin = await house.admin()
      const { rows } = await admin.query('select count(*)::integer as count from signal.signal')
      expect(rows[0]?.count).toBe(1)
    },
  )

  test('a token that the service does not take is the service being away, and the token is in no sentence', async () => {
    const hook = openServiceHook({ ...service.settings, token: 'geheim-en-fout' })
    const fault = await hook.wrap('x', [{ place: 'p', key: randomBytes(32) }]).catch((each: unknown) => each)
    expect(fault).toBeInstanceOf(KeyServiceAway)
    expect(String(fault)).not.toContain('geheim')
  })
})

test(
  'a house moves its keys to a key service, and does not open without it afterwards',
  { timeout: 120_000 },
  async () => {
    const service = await startKeyService()
    let used = false
    let house = await openTestSystem({
      ownKeys: true,
      config: () => (used ? { keyService: service.settings } : {}),
    })
    try {
      const organisation = cast.coordinatorEindhoven.organisation
      const ref = { subject: randomUUID(), chapter: 'identity' }
      const before = await house.platform.keys.create(organisation, [ref])
      used = true
      house = await house.restart()
      const { upkeep } = house.platform.keys
      expect(await house.platform.keys.create(organisation, [ref])).toEqual(before)
      await turnNames(upkeep, [`${organisation}.identity`], { now: () => new Date(), keepDays: 0 })
      const [state] = (await upkeep.names()).filter(({ name }) => name === `${organisation}.identity`)
      expect(state).toMatchObject({ heldBy: 'service', behind: 0, retired: 0 })
      expect(await house.platform.keys.create(organisation, [ref])).toEqual(before)
      used = false
      await expect(house.restart()).rejects.toThrow(/SAMENHANG_KEY_SERVICE_URL/)
    } finally {
      used = true
      await house.close().catch(() => undefined)
      await service.stop()
    }
  },
)

test('a house of before there were classes opens what it has, and one turn takes its keys from under the old root', async () => {
  const house = await openTestSystem({ ownKeys: true })
  const adminUrl = house.platform.urls.admin
  const name = `${new URL(adminUrl).pathname.slice(1)}_before`
  const onKeys = async <T>(act: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: withDatabase(adminUrl, name) })
    await client.connect()
    return act(client).finally(() => client.end())
  }
  const admin = await house.admin()
  await admin.query(`create database ${name}`)
  const [organisation, other, subject, id] = [care, theirs, randomUUID(), randomUUID()]
  const [master, wrapping, key] = [newDataKey(), newDataKey(), newDataKey()]
  await onKeys(async (client) => {
    await client.query(`create table organisation_key (organisation_id uuid primary key, wrapped bytea not null);
      create table data_key (key_id uuid not null, subject uuid not null, chapter text not null, organisation_id uuid not null,
        created_by uuid not null, wrapped bytea not null, primary key (key_id, organisation_id));
      create unique index data_key_one_to_write_with on data_key (subject, chapter, organisation_id) where created_by = organisation_id`)
    await client.query('insert into organisation_key values ($1, $2)', [
      organisation,
      sealBytes(master, `organisation_key:${organisation}`, wrapping),
    ])
    await client.query('insert into data_key values ($1, $2, $3, $4, $4, $5)', [
      ...[id, subject, 'health', organisation],
      sealBytes(wrapping, `data_key:${id}:${organisation}`, key),
    ])
  })
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-before-'))
  const options = {
    ...{ connectionString: withDatabase(adminUrl, name), master },
    roots: openEpochSeeds(folder, 'wrap'),
  }
  const [store, beside] = await Promise.all([openKeyStore(options), openKeyStore(options)])
  try {
    const ref = { subject, chapter: 'health' }
    expect((await store.find(organisation, [ref])).get(id)).toEqual(key)
    expect((await store.find(organisation, [ref], undefined, ['medical'])).size).toBe(0)
    expect(await store.share(ref, organisation, other)).toBe(1)
    expect((await store.find(other, [ref])).get(id)).toEqual(key)
    const turned = await turnEpoch(store.upkeep, { now: () => new Date(), keepDays: 0, epochDays: 0 })
    expect(turned).toMatchObject({ opened: 'e2', rootsDestroyed: ['e1'] })
    const { rows } = await onKeys((client) => client.query('select distinct root from folder_key'))
    expect(rows).toEqual([{ root: 'e2' }])
    for (const each of [store, beside]) expect((await each.find(organisation, [ref])).get(id)).toEqual(key)
    // A folder that lost the root that wraps is refused, not completed.
    options.roots.forget('e2')
    await expect(openKeyStore(options)).rejects.toThrow(/sleutelmap/)
  } finally {
    await Promise.all([store.close(), beside.close()])
    await admin.query(`drop database ${name} with (force)`)
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('older roots open what they wrapped until backups of then are dead, and nothing afterwards', async () => {
  const house = await openTestSystem({ ownKeys: true })
  try {
    const { upkeep } = house.platform.keys
    const ref = { subject: randomUUID(), chapter: 'health' }
    await house.platform.keys.create(care, [ref])
    const at = (days: number) => ({
      ...{ now: () => new Date(Date.now() + days * 86_400_000), keepDays: 30, epochDays: 30 },
    })
    expect(await turnEpoch(upkeep, at(0))).toMatchObject({ names: 0, rootsDestroyed: [] })
    expect(await turnEpoch(upkeep, at(31))).toMatchObject({ opened: 'e2', rootsDestroyed: [], destroyed: 0 })
    // The older version still opens for a backup of the key database, and so its root stays.
    expect(await turnEpoch(upkeep, at(60))).toMatchObject({ rootsDestroyed: [] })
    const dead = await turnEpoch(upkeep, at(62))
    expect(dead.destroyed).toBeGreaterThan(0)
    expect(dead.rootsDestroyed).toEqual(['e1'])
    expect((await house.platform.keys.find(care, [ref])).size).toBe(1)
    const roots = await upkeep.folder.roots()
    expect(await upkeep.folder.destroyRoot(roots.at(-1)?.root ?? '', new Date())).toBe(false)
  } finally {
    await house.close()
  }
})

test('a process that writes all the while hears of a turn at its next write, so the turn ends', async () => {
  const house = await openTestSystem({ ownKeys: true })
  const { secrets, urls, keys } = house.platform
  const connectionString = withDatabase(urls.admin, `${new URL(urls.admin).pathname.slice(1)}_keys`)
  const writer = await openKeyStore({ connectionString, master: secrets.master, roots: secrets.seeds.roots })
  const write = () => writer.create(care, [{ subject: randomUUID(), chapter: 'health' }])
  try {
    await write()
    await keys.upkeep.rotate(`${care}.medical`)
    // The older version is there still: nothing of it has been wrapped anew.
    await write()
    await write()
    expect(await keys.upkeep.names(`${care}.medical`)).toMatchObject([{ version: 2, wrapped: 2, behind: 1 }])
  } finally {
    await writer.close()
    await house.close()
  }
})

test('a process that has not heard of a turn writes nothing with the version that ended, and what it writes opens everywhere', async () => {
  const house = await openTestSystem({ ownKeys: true })
  const { secrets, urls, keys } = house.platform
  const connectionString = withDatabase(urls.admin, `${new URL(urls.admin).pathname.slice(1)}_keys`)
  const stale = await openKeyStore({ connectionString, master: secrets.master, roots: secrets.seeds.roots })
  try {
    const first = { subject: randomUUID(), chapter: 'health' }
    await stale.create(care, [first])
    await turnNames(keys.upkeep, [`${care}.medical`], { now: () => new Date(), keepDays: 0 })
    const second = { subject: randomUUID(), chapter: 'health' }
    const made = await stale.create(care, [second])
    expect((await keys.find(care, [first, second])).size).toBe(2)
    expect([...(await keys.find(care, [second])).keys()]).toEqual([...made.values()].map(({ id }) => id))
    expect(await keys.upkeep.names(`${care}.medical`)).toMatchObject([{ version: 2, wrapped: 2, behind: 0 }])
  } finally {
    await stale.close()
    await house.close()
  }
})
