/** Owner, key authority and matcher exchange messages only: as processes of their own, each with its own credentials, they give the same result. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, theCook } from '../../fixtures/cast.ts'
import { openRoleLine, RoleAway } from '../../src/platform/role-line.ts'
import {
  carryAll,
  finishTurn,
  hitsOf,
  inventedPerson,
  lookUpPerson,
  postLookUp,
  preparedLookUp,
} from '../support/linked-people.ts'
import { newToken, type RoleName, type RoleProcess, startRole } from '../support/role-process.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

/** One house with the roles in its own process, one with each role in a process of its own; the same keys, so that results can be laid side by side. */
let together: TestSystem
let apart: TestSystem
const folders: Record<RoleName, string> = { matcher: '', authority: '' }
const roles = {} as Record<RoleName, RoleProcess>

beforeAll(async () => {
  together = await openTestSystem({ ownKeys: true })
  apart = await openTestSystem({ ownKeys: true, config: () => addresses() })
  const keys = join(apart.platform.config.dataFolder, 'keys')
  for (const role of ['matcher', 'authority'] as const) {
    folders[role] = mkdtempSync(join(tmpdir(), `samenhang-${role}-`))
    // Moved, not copied: the server keeps no key of a role that is apart.
    cpSync(join(keys, `${role}.key`), join(folders[role], `${role}.key`))
    rmSync(join(keys, `${role}.key`))
    roles[role] = await startOne(role)
  }
  apart = await apart.restart()
}, 120_000)
afterAll(async () => {
  await Promise.all(Object.values(roles).map((each) => each.kill()))
  await Promise.all([together.close(), apart.close()])
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
})

const startOne = (role: RoleName): Promise<RoleProcess> => {
  const { address } = roles[role] ?? {}
  return startRole({
    ...{ role, databaseUrl: apart.platform.urls[role], keyFolder: folders[role] },
    ...(address ? { token: address.token, port: Number(new URL(address.url).port) } : {}),
  })
}
const addresses = () =>
  roles.matcher && roles.authority ? { matcher: roles.matcher.address, authority: roles.authority.address } : {}

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, investigatorNoordHolland: police } = cast

/** Keys in the folder of a role, but for the one of things, which does not turn. */
const keysIn = (role: RoleName): readonly string[] =>
  readdirSync(folders[role])
    .filter((file) => file !== 'authority.things-1.key')
    .sort()

/** Who asks for whom, in this order: found, found otherwise spelled, not found, and across the planes. */
const QUESTIONS: readonly (readonly [CastMember, object])[] = [
  [
    mirte,
    {
      fullName: theCook.asKnown.eindhoven.name,
      birthDate: theCook.asKnown.eindhoven.birthDate,
      phone: theCook.asKnown.eindhoven.phone,
    },
  ],
  [
    hanna,
    {
      fullName: theCook.asKnown.zaanstad.name,
      birthDate: theCook.asKnown.zaanstad.birthDate,
      phone: theCook.asKnown.zaanstad.phone,
    },
  ],
  ...[1, 2, 3].map((n) => [mirte, inventedPerson(n)] as const),
  ...[2, 3, 4].map((n) => [hanna, inventedPerson(n)] as const),
  [hanna, { ...inventedPerson(1), fullName: `${inventedPerson(1).fullName}e` }],
  [police, inventedPerson(3)],
]

type Row = Readonly<Record<string, unknown>>
const rows = async (house: TestSystem, query: string): Promise<readonly Row[]> => {
  const admin = await house.admin()
  const found = (await admin.query<Row>(query)).rows
  await admin.end()
  return found
}

/** All that came of it, with each handle replaced by the place of its question: what two houses can be compared by. */
const outcomeOf = async (house: TestSystem) => {
  const entries = await rows(house, 'select handle from linkage.entry order by created_at, handle')
  const lookups = await rows(house, 'select handle from linkage.lookup order by asked_at')
  const place = new Map(lookups.map((each, n) => [each['handle'], n]))
  const hits = await rows(house, 'select organisation_id, handle, other_handle, grade, route from linkage.hit')
  const held = await rows(
    house,
    `select e.handle, m.plane, m.epoch, m.encoding, array(select encode(t, 'hex') from unnest(m.tokens) t) as tokens
     from matching.entry m join linkage.epoch_handle h on h.handle = m.handle join linkage.entry e on e.handle = h.entry`,
  )
  const named = (all: readonly Row[]) =>
    all
      .map(({ handle, other_handle, ...rest }) => JSON.stringify([place.get(handle), place.get(other_handle), rest]))
      .sort()
  return { entries: entries.length, hits: named(hits), held: named(held) }
}

const play = async (house: TestSystem): Promise<void> => {
  for (const [member, person] of QUESTIONS) {
    const known = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== ''))
    await lookUpPerson(house, member, known)
    house.clock.advance({ minutes: 1 })
    await carryAll(house)
  }
}

test('three roles as three processes find what they find in one: the same tokens, the same rows, the same hits', async () => {
  await play(together)
  await play(apart)
  const [one, three] = [await outcomeOf(together), await outcomeOf(apart)]
  expect(three).toEqual(one)
  expect(one.held).toHaveLength(QUESTIONS.length)
  // Two houses hear of each of four people; the contact desk hears twice of police beside care.
  expect(one.hits.filter((each) => each.includes('direct'))).toHaveLength(8)
  expect(one.hits.filter((each) => each.includes('desk')).length).toBeGreaterThanOrEqual(2)
}, 120_000)

test('no process has in its environment, its folder or its arguments what belongs to another', () => {
  const { urls, config } = apart.platform
  const others = (role: RoleName): readonly string[] => {
    const other = role === 'matcher' ? 'authority' : 'matcher'
    return [
      ...Object.entries(urls).flatMap(([name, url]) => (name === role ? [] : [url])),
      ...[config.dataFolder, folders[other], roles[other].address.token],
    ]
  }
  for (const role of ['matcher', 'authority'] as const) {
    const at = `/proc/${roles[role].child.pid}`
    expect(keysIn(role)).toEqual([`${role}.key`])
    expect(existsSync(join(config.dataFolder, 'keys', `${role}.key`))).toBe(false)
    if (!existsSync(at)) continue
    const has = ['environ', 'cmdline'].map((file) => readFileSync(join(at, file), 'latin1')).join('\n')
    expect(has).toContain(roles[role].address.token)
    expect(others(role).filter((secret) => has.includes(secret))).toEqual([])
  }
})

const bare = (url: string, headers: Record<string, string>, body: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (answer) => {
      let text = ''
      answer.on('data', (part: Buffer) => {
        text += part.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    call.on('error', reject)
    call.end(body)
  })

test('who has not the secret of a role hears nothing: absent, wrong, the secret of another role, or overheard', async () => {
  const before = await rows(apart, 'select count(*)::int as n from authority.evaluation')
  for (const role of ['matcher', 'authority'] as const) {
    const { url } = roles[role].address
    const path = role === 'matcher' ? '/messages' : '/epochs'
    const other = roles[role === 'matcher' ? 'authority' : 'matcher'].address.token
    const message = JSON.stringify({ act: 'forget', epoch: 'e1' })
    expect(await bare(`${url}${path}`, { 'content-type': 'text/plain' }, message)).toEqual({ status: 401, text: '' })
    const bearer = { 'content-type': 'text/plain', authorization: `Bearer ${roles[role].address.token}` }
    expect(await bare(`${url}${path}`, bearer, message)).toEqual({ status: 401, text: '' })
    for (const token of [newToken(), other])
      await expect(openRoleLine({ url, token })(path, message)).rejects.toThrow(RoleAway)
  }
  expect(keysIn('authority')).toEqual(['authority.key'])
  expect(await rows(apart, 'select count(*)::int as n from authority.evaluation')).toEqual(before)
})

test('a call that was overheard is not answered a second time, and a changed one not at all', async () => {
  const heard: { headers: Record<string, string>; body: string }[] = []
  const tap = createServer((asked, answer) => {
    let body = ''
    asked.on('data', (part: Buffer) => {
      body += part.toString()
    })
    asked.on('end', () => {
      heard.push({ headers: asked.headers as Record<string, string>, body })
      void bare(`${roles.authority.address.url}/epochs`, asked.headers as Record<string, string>, body).then((said) => {
        answer.writeHead(said.status, { 'x-samenhang-proof': 'made up' })
        answer.end(said.text)
      })
    })
  })
  await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve))
  const { port } = tap.address() as { port: number }
  const line = openRoleLine({ url: `http://127.0.0.1:${port}`, token: roles.authority.address.token })
  // Whoever sits in between cannot answer in the role's place either.
  await expect(line('/epochs', JSON.stringify({ act: 'mark', epoch: 'e1' }))).rejects.toThrow(/not proven/)
  tap.close()
  const [call] = heard
  const at = `${roles.authority.address.url}/epochs`
  expect((await bare(at, call?.headers ?? {}, call?.body ?? '')).status).toBe(401)
  const changed = JSON.stringify({ act: 'open', epoch: 'e1' })
  const headers = { ...call?.headers, 'content-length': String(changed.length) }
  expect((await bare(at, headers, changed)).status).toBe(401)
  expect(JSON.stringify(call)).not.toContain(roles.authority.address.token)
})

test('what is too large or makes no sense is refused, and the role goes on', async () => {
  for (const role of ['matcher', 'authority'] as const) {
    const line = openRoleLine(roles[role].address)
    const path = role === 'matcher' ? '/messages' : '/evaluations'
    await expect(line(path, 'x'.repeat(9_000_000))).rejects.toThrow(RoleAway)
    for (const body of ['', '{', '[]', 'null', '{"organisation":1}', '\u0000'])
      await line(path, body).catch((fault: unknown) => expect(fault).toBeInstanceOf(RoleAway))
  }
  await lookUpPerson(apart, hanna, inventedPerson(50))
  await carryAll(apart)
})

test('a matcher that is down loses no message: what was asked meanwhile is found when it is back', async () => {
  await roles.matcher.kill()
  await lookUpPerson(apart, hanna, inventedPerson(60))
  await lookUpPerson(apart, mirte, inventedPerson(60))
  const before = (await hitsOf(apart, hanna)).length
  await expect(carryAll(apart)).rejects.toThrow(RoleAway)
  const waiting = 'select count(*)::int as n from linkage.outbox where sent_at is null'
  expect(await rows(apart, waiting)).toEqual([{ n: 2 }])
  roles.matcher = await startOne('matcher')
  await carryAll(apart)
  expect(await rows(apart, waiting)).toEqual([{ n: 0 }])
  expect(await hitsOf(apart, hanna)).toHaveLength(before + 1)
  // And what it knew before it went down, it still knows.
  await lookUpPerson(apart, mirte, inventedPerson(4))
  await carryAll(apart)
  expect(await hitsOf(apart, hanna)).toHaveLength(before + 2)
})

test('an authority that is down makes a look-up a refusal that can be tried again, with nothing half done [V16.5.2]', async () => {
  await roles.authority.kill()
  const asked = await preparedLookUp(apart, hanna, inventedPerson(70))
  const count =
    'select (select count(*) from linkage.lookup)::int as l, (select count(*) from linkage.outbox)::int as o'
  const before = await rows(apart, count)
  expect(await postLookUp(apart, hanna, asked)).toMatchObject({ status: 503, body: { code: 'linkage-role-away' } })
  expect(await rows(apart, count)).toEqual(before)
  roles.authority = await startOne('authority')
  expect((await postLookUp(apart, hanna, asked)).status).toBe(201)
})

test('the server is up while its roles are not yet, and begins when they are', async () => {
  await roles.matcher.kill()
  apart = await apart.restart()
  const stop = await apart.system.startBackground()
  const asked = await preparedLookUp(apart, hanna, inventedPerson(80))
  expect((await postLookUp(apart, hanna, asked)).status).toBe(503)
  roles.matcher = await startOne('matcher')
  expect((await postLookUp(apart, hanna, asked)).status).toBe(201)
  await stop()
})

test('a turn of keys goes through processes too: the authority draws its own seed, and deletes the old one', async () => {
  await lookUpPerson(apart, hanna, inventedPerson(90))
  await carryAll(apart)
  await apart.system.turn.open()
  expect(keysIn('authority')).toEqual(['authority.e2.key', 'authority.key'])
  await finishTurn(apart)
  expect(keysIn('authority')).toEqual(['authority.e2.key'])
  expect(await rows(apart, 'select distinct epoch from matching.entry')).toEqual([{ epoch: 'e2' }])
  await roles.matcher.kill()
  roles.matcher = await startOne('matcher')
  await lookUpPerson(apart, mirte, inventedPerson(90))
  const before = (await hitsOf(apart, mirte)).length
  await carryAll(apart)
  expect(await hitsOf(apart, mirte)).toHaveLength(before + 1)
}, 60_000)

test('on a unix socket a role answers its owner’s user alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-socket-'))
  mkdirSync(join(folder, 'keys'))
  const socket = join(folder, 'authority.sock')
  const role = await startRole({
    ...{ role: 'authority', databaseUrl: apart.platform.urls.authority, keyFolder: join(folder, 'keys'), socket },
  })
  expect(statSync(socket).mode & 0o777).toBe(0o600)
  expect(await openRoleLine(role.address)('/epochs', JSON.stringify({ act: 'mark', epoch: 'e9' }))).toEqual({
    mark: '',
  })
  await role.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('a role without its secret, its folder or its database does not start', async () => {
  const good = { role: 'matcher', databaseUrl: apart.platform.urls.matcher, keyFolder: folders.matcher } as const
  for (const wrong of [{ token: 'short' }, { databaseUrl: '' }, { keyFolder: '' }])
    await expect(startRole({ ...good, ...wrong })).rejects.toThrow(/ended with 2.*SAMENHANG_ROLE_/s)
})

test('a role gives nothing for another role’s database', async () => {
  for (const [role, table] of [
    ['matcher', 'linkage.entry'],
    ['matcher', 'linkage.epoch_handle'],
    ['matcher', 'signal.fact'],
    ['matcher', 'authority.evaluation'],
    ['authority', 'matching.entry'],
    ['authority', 'linkage.entry'],
    ['authority', 'linkage.epoch_handle'],
    ['courier', 'matching.entry'],
    ['courier', 'authority.announcement'],
    ['courier', 'signal.fact'],
    ['courier', 'dossier.fact'],
  ] as const) {
    const { pool } = (await import('../../src/platform/database.ts')).connect(apart.platform.urls[role], 1)
    await expect(pool.query(`select 1 from ${table}`), `${role} reads ${table}`).rejects.toThrow(/permission denied/)
    await pool.end()
  }
})
