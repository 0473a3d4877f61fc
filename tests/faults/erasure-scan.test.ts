/**
 * After an erasure and a turn of the root, every byte that this installation ever wrote is read: heap, write-ahead log, a dump of before and one of
 * after, the log of the database and of the process. No word of the erased person stands there, and no key that anybody still has opens a sealed
 * one. What is known bad is found by the same scan: a plain column, and the root that was not destroyed yet.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { seedCast } from '../../src/demonstration/cast.store.ts'
import { loadReference } from '../../src/load-reference.ts'
import { type Config, ROOT } from '../../src/platform/config.ts'
import { withDatabase } from '../../src/platform/embedded-postgres.ts'
import { hashToken } from '../../src/platform/http.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { openContent } from '../../src/platform/sealed-content.ts'
import { openBytes } from '../../src/platform/sealing.ts'
import { createSystem } from '../../src/wiring.ts'
import { readReferenceOrThrow, testConfig } from '../support/system.ts'

const GONE = 'KanarieWeg'
const STAYS = 'KanarieBlijft'
const PLAIN = `KanarieBloot${randomBytes(6).toString('hex')}`

const folder = mkdtempSync(join(tmpdir(), 'samenhang-scan-'))
const lines: string[] = []
let platform: Platform
let http: FastifyInstance
let seal: () => Promise<{ readonly rows: number }>
const { coordinatorZaanstad: hanna, privacyOfficerZaanstad: officer } = cast

beforeAll(async () => {
  const { databaseUrl: _none, ...config } = testConfig('', folder)
  platform = await openPlatform(config satisfies Config)
  const reference = await readReferenceOrThrow()
  await loadReference(platform.urls.admin, reference, new Date())
  await seedCast(platform.urls.admin)
  const log = (...said: readonly unknown[]) => void lines.push(JSON.stringify(said))
  const system = createSystem({ platform, reference, clock: () => new Date(), log, requestsPerMinute: 1_000_000 })
  http = await system.http()
  seal = system.seal
}, 240_000)
afterAll(async () => {
  await http.close()
  await platform.close({ stopServer: true })
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const call = async (member: CastMember, method: 'GET' | 'POST', url: string, payload?: object) => {
  const token = randomBytes(32).toString('base64url')
  await beginSession(platform, { tokenHash: hashToken(token), member, now: new Date() })
  const answer = await http.inject({
    ...{ method, url: `/v1${url}`, headers: { authorization: `Bearer ${token}` } },
    ...(payload ? { payload } : {}),
  })
  if (answer.statusCode >= 300) throw new Error(`${url} ${answer.statusCode} ${answer.payload}`)
  return answer
}

const operate = async (...args: readonly string[]) => {
  const { DATABASE_URL: _given, ...env } = process.env
  return promisify(execFile)(process.execPath, [join(ROOT, 'bin/samenhang.js'), ...args], {
    env: {
      ...env,
      SAMENHANG_DATA: folder,
      SAMENHANG_FSYNC: 'off',
      SAMENHANG_LOG: 'info',
      SAMENHANG_KEY_BACKUP_DAYS: '0',
    },
  })
}

const urls = (): readonly string[] => [platform.urls.admin, withDatabase(platform.urls.admin, 'samenhang_keys')]
const onEach = async <T>(act: (client: pg.Client) => Promise<T>): Promise<readonly T[]> => {
  const all: T[] = []
  for (const connectionString of urls()) {
    const client = new pg.Client({ connectionString })
    await client.connect()
    all.push(await act(client).finally(() => client.end()))
  }
  return all
}

/** A logical copy of both databases, as text: what a nightly dump holds. */
const dump = async (): Promise<Buffer> => {
  const texts = await onEach(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const copies: string[] = []
    for (const { name } of rows) {
      const copied = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      copies.push(name, ...copied.rows.map(({ line }) => line))
    }
    return copies.join('\n')
  })
  return Buffer.from(texts.join('\n'))
}

type File = { readonly name: string; readonly bytes: Buffer }
const filesIn = (at: string): readonly File[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    // The key folder is no copy of data: what lies there is what one still has.
    .filter((name) => !name.startsWith(join(folder, 'keys')))
    .map((name) => ({ name, bytes: readFileSync(name) }))

type DataKeyRow = {
  readonly key_id: string
  readonly organisation_id: string
  readonly class: string
  readonly name: string
  readonly version: number
  readonly wrapped: Buffer
}
type FolderKeyRow = { readonly name: string; readonly version: number; readonly root: string; readonly wrapped: Buffer }
type WrappedKeys = { readonly data: readonly DataKeyRow[]; readonly folder: readonly FolderKeyRow[] }
const wrappedKeys = async (): Promise<WrappedKeys> => {
  const client = new pg.Client({ connectionString: urls()[1] })
  await client.connect()
  try {
    const [data, own] = [
      await client.query<DataKeyRow>('select * from data_key'),
      await client.query<FolderKeyRow>('select * from folder_key'),
    ]
    return { data: data.rows, folder: own.rows }
  } finally {
    await client.end()
  }
}

const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act()
  } catch {
    return undefined
  }
}

/** Every file in the key folder: all that somebody who has this installation can try. */
const secretsNow = (): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(join(folder, 'keys')).map((name) => [name, readFileSync(join(folder, 'keys', name))]))

/** Every data key that these secrets open, from all wrapped keys that were ever written, whichever key fits which. */
const openable = (
  secrets: ReadonlyMap<string, Buffer>,
  written: readonly WrappedKeys[],
): ReadonlyMap<string, Buffer> => {
  const roots = [...secrets.values()]
  const wrapping = written
    .flatMap((each) => each.folder)
    .flatMap((row) =>
      roots.map((root) => attempt(() => openBytes(root, `folder_key:${row.name}:${row.version}`, row.wrapped))),
    )
    .filter((key) => key !== undefined)
  const found = new Map<string, Buffer>()
  for (const row of written.flatMap((each) => each.data))
    for (const key of wrapping) {
      const opened = attempt(() =>
        openBytes(key, `data_key:${row.key_id}:${row.organisation_id}:${row.class}`, row.wrapped),
      )
      if (opened) found.set(row.key_id, opened)
    }
  return found
}

/** Sealed values stand behind this mark, in bytes and as the hexadecimal of a dump. */
const MARK = Buffer.from('SEALED\0\x02', 'latin1')
const HEX = Buffer.from(MARK.toString('hex'))
const LONGEST = 4_096

/** Every sealed value in these bytes, as far as it stands there in one piece, tried with every key for every place that there is. */
const openEverything = (
  files: readonly File[],
  keys: ReadonlyMap<string, Buffer>,
  placeOf: ReadonlyMap<string, string>,
): { readonly seen: number; readonly opened: string } => {
  let seen = 0
  const texts: string[] = []
  for (const { bytes } of files)
    for (const [mark, decode] of [
      [MARK, (part: Buffer) => part],
      [HEX, hexOf],
    ] as const)
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
        const part = decode(bytes.subarray(at, at + LONGEST * (mark === HEX ? 2 : 1)))
        const whole = wholeOf(part)
        if (!whole) continue
        seen += 1
        const place = placeOf.get(whole.toString('latin1'))
        if (place === undefined) continue
        const content = attempt(() => openContent(keys, place, whole))
        if (content !== undefined) texts.push(JSON.stringify(content))
      }
  return { seen, opened: texts.join('\n') }
}

const hexOf = (part: Buffer): Buffer => {
  const [hex = ''] = /^[0-9a-f]*/.exec(part.toString('latin1')) ?? []
  return Buffer.from(hex.slice(0, hex.length & ~1), 'hex')
}

// The header says how long each part is.
const wholeOf = (part: Buffer): Buffer | undefined => {
  const count = part[8] ?? 0
  let length = 9 + count * 21
  if (count === 0 || count > 5 || part.length < length) return undefined
  for (let index = 0; index < count; index += 1) length += part.readUInt32BE(9 + index * 21 + 17)
  return part.length < length ? undefined : part.subarray(0, length)
}

/** Where each sealed value that was ever written belongs. */
const readPlaces = async (): Promise<ReadonlyMap<string, string>> => {
  const places = new Map<string, string>()
  const client = new pg.Client({ connectionString: platform.urls.admin })
  await client.connect()
  for (const slice of ['access', 'signal', 'dossier', 'responsibility', 'care', 'case_table', 'safeguard']) {
    const { rows } = await client.query<{ id: string; sealed: Buffer }>(
      `select id, sealed from ${slice}.fact where sealed is not null`,
    )
    for (const { id, sealed } of rows) places.set(sealed.toString('latin1'), `${slice}.fact.sealed:${id}:1`)
  }
  await client.end()
  return places
}

const shapesOf = (word: string): readonly string[] => [
  word,
  Buffer.from(word).toString('hex'),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + word)
      .toString('base64')
      .slice(shift === 0 ? 0 : 2, -3),
  ),
]
const holding = (files: readonly File[], word: string): readonly string[] =>
  files.filter(({ bytes }) => shapesOf(word).some((shape) => bytes.includes(shape))).map(({ name }) => name)

const fileOf = async (word: string) => {
  const person = { fullName: `${word} Achternaam`, birthDate: '1985-03-06', street: `${word}straat` }
  const signal = await call(hanna, 'POST', '/signals', {
    ...{ source: 'typed', exploitation: 'labour', person, freeText: `${word} verteld` },
  })
  const { signalId } = signal.json<{ signalId: string }>()
  const opened = await call(hanna, 'POST', '/dossiers', {
    ...{ signalId, fields: [{ field: 'name', value: `${word} Achternaam` }] },
  })
  const { dossierId } = opened.json<{ dossierId: string }>()
  for (const chapter of ['contact', 'health', 'story'])
    await call(hanna, 'POST', `/dossiers/${dossierId}/chapter-notes`, {
      ...{ chapter, text: `${word} in ${chapter}`, fields: [{ field: 'remark', value: `${word} veld` }] },
    })
  return { signalId, dossierId }
}

test(
  'after erasure and a turn of the root no byte of heap, write-ahead log, dump or log gives the erased person back',
  { timeout: 280_000 },
  async () => {
    const gone = await fileOf(GONE)
    const stays = await fileOf(STAYS)
    await onEach(async (client) => {
      await client.query('create table if not exists public.known_bad (plain text)')
      await client.query('insert into public.known_bad values ($1)', [PLAIN])
      await client.query('delete from public.known_bad')
      await client.query('vacuum public.known_bad')
    })
    const [before, keysBefore, secretsBefore] = [await dump(), await wrappedKeys(), secretsNow()]
    const places = await readPlaces()

    await call(hanna, 'POST', '/erasure-requests', { dossierId: gone.dossierId })
    const approval = { subjectId: gone.dossierId, clock: 'on-request', decision: 'approve' }
    await call(hanna, 'POST', '/destruction-decisions', approval)
    expect((await call(officer, 'POST', '/destruction-decisions', approval)).json()).toMatchObject({ state: 'erased' })
    const keysBetween = await wrappedKeys()
    const erasedKeys = keysBefore.data.filter((row) => !keysBetween.data.some((other) => other.key_id === row.key_id))
    expect(erasedKeys.length).toBeGreaterThan(4)

    const turned = await operate('keys', 'rotate', '--master', '--json')
    expect(JSON.parse(turned.stdout)).toMatchObject({ opened: 'e2', rootsDestroyed: ['e1'] })
    // The server that ran all the while reads on and writes on.
    expect((await call(hanna, 'GET', `/dossiers/${stays.dossierId}`)).payload).toContain(STAYS)
    expect((await call(hanna, 'GET', `/dossiers/${gone.dossierId}`)).payload).not.toContain(GONE)
    await fileOf(`${STAYS}Later`)

    while ((await seal()).rows > 0);
    await onEach((client) => client.query('checkpoint'))
    const keysAfter = await wrappedKeys()
    const scanned: readonly File[] = [
      ...filesIn(folder),
      { name: 'dump of before', bytes: before },
      { name: 'dump of after', bytes: await dump() },
      { name: 'log of the process', bytes: Buffer.from(lines.join('\n') + turned.stderr) },
    ]
    const size = scanned.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(scanned.some(({ name }) => name.includes('pg_wal'))).toBe(true)

    // 1. Plain words: none of either person; the plain column is found, also deleted and vacuumed.
    expect(holding(scanned, GONE)).toEqual([])
    expect(holding(scanned, STAYS)).toEqual([])
    expect(holding(scanned, PLAIN).some((name) => name.includes('pg_wal'))).toBe(true)

    // 2. The wrapped keys of her still stand in the write-ahead log and in the dump of before: that is why the root had to go.
    const inLog = erasedKeys.filter((row) =>
      scanned.some(({ name, bytes }) => name.includes('pg_wal') && bytes.includes(row.wrapped)),
    )
    expect(inLog.length).toBeGreaterThan(0)

    // 3. Every key that can still be had, tried on every sealed value that stands anywhere.
    const known = openable(secretsNow(), [keysBefore, keysBetween, keysAfter])
    for (const { key_id } of erasedKeys) expect(known.has(key_id)).toBe(false)
    const after = openEverything(scanned, known, places)
    expect(after.opened).not.toContain(GONE)
    for (const part of ['Achternaam', 'verteld', 'in contact', 'in health', 'in story'])
      expect(after.opened).toContain(`${STAYS} ${part}`)

    // 4. Known bad: with the root that was destroyed, the dump of before gives her back.
    const leaked = openEverything(
      scanned,
      openable(new Map([...secretsBefore, ...secretsNow()]), [keysBefore, keysAfter]),
      places,
    )
    for (const part of ['Achternaam', 'verteld', 'in contact', 'in health', 'in story'])
      expect(leaked.opened).toContain(`${GONE} ${part}`)

    const verified = JSON.parse((await operate('audit', 'verify', '--json')).stdout) as {
      findings: unknown[]
      rows: number
    }
    expect(verified.findings).toEqual([])
    console.log(
      `erasure scan: ${scanned.length} files, ${Math.round(size / 1_048_576)} MB, ${after.seen} sealed values tried with ${known.size} keys, ${erasedKeys.length} keys erased (${inLog.length} still in the write-ahead log), log of ${verified.rows} rows whole`,
    )
  },
)

test(
  'a rotation of all keys that is killed goes on where it was, beside a house that reads and writes without one failure',
  { timeout: 240_000 },
  async () => {
    const refs = Array.from({ length: 6_000 }, () => ({ subject: randomUUID(), chapter: 'health' }))
    const made = await platform.keys.createForNew(hanna.organisation, refs)
    const name = `${hanna.organisation}.medical`
    const stateOf = async () => (await platform.keys.upkeep.names()).find((each) => each.name === name)
    const before = await stateOf()
    let [going, acts] = [true, 0]
    const failed: unknown[] = []
    const working = (async () => {
      for (let at = 0; going; at += 1) {
        const ref = refs[at % refs.length] ?? { subject: '', chapter: '' }
        const found = await platform.keys
          .find(hanna.organisation, [ref])
          .catch((fault: unknown) => void failed.push(fault))
        const { id, key } = [...made.values()][at % refs.length] ?? { id: '', key: Buffer.alloc(0) }
        if (!found?.get(id)?.equals(key)) failed.push(`row ${at}`)
        await platform.keys
          .create(hanna.organisation, [{ subject: randomUUID(), chapter: 'health' }])
          .catch((fault: unknown) => void failed.push(fault))
        acts += 1
      }
    })()
    const { DATABASE_URL: _given, ...env } = process.env
    let half: Awaited<ReturnType<typeof stateOf>>
    try {
      const child = spawn(
        process.execPath,
        [join(ROOT, 'bin/samenhang.js'), 'keys', 'rotate', '--organisation', hanna.organisation],
        {
          env: {
            ...env,
            SAMENHANG_DATA: folder,
            SAMENHANG_FSYNC: 'off',
            SAMENHANG_LOG: 'silent',
            SAMENHANG_KEY_BACKUP_DAYS: '0',
          },
        },
      )
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stderr.on('data', (said: Buffer) => {
        if (said.toString().includes('.medical')) child.kill('SIGKILL')
      })
      await ended
      half = await stateOf()
      expect(half?.version).toBe((before?.version ?? 0) + 1)
      expect(half?.behind).toBeGreaterThan(0)
      expect(half?.wrapped).toBeGreaterThan(0)
      await operate('keys', 'rotate', '--organisation', hanna.organisation, '--json')
    } finally {
      // Also when something failed: a loop that nobody stops takes the whole run along.
      going = false
      await working
    }
    expect(failed).toEqual([])
    expect(acts).toBeGreaterThan(20)
    expect(await stateOf()).toMatchObject({ version: half?.version, behind: 0, retired: 0 })
    expect((await platform.keys.find(hanna.organisation, refs)).size).toBe(refs.length)
    const status = JSON.parse((await operate('keys', 'status', '--json')).stdout) as { names: { behind: number }[] }
    expect(status.names.every(({ behind }) => behind === 0)).toBe(true)
    console.log(
      `rotation killed with ${half?.wrapped} of ${(half?.wrapped ?? 0) + (half?.behind ?? 0)} wrapped anew; ${acts} reads and writes beside it, 0 failed`,
    )
  },
)

test(
  'the command of keys answers --help, refuses what is not clear, and each turn stands in the log of the organisation',
  { timeout: 120_000 },
  async () => {
    const said = await operate('keys', '--help')
    for (const act of ['status', 'rotate', 'epoch']) expect(said.stdout).toContain(act)
    for (const args of [['rotate'], ['rotate', '--all', '--master'], ['rotate', '--organisation', 'Bestaat Niet']]) {
      const refused = await operate('keys', ...args).catch((fault: { code: number; stderr: string }) => fault)
      expect('code' in refused && refused.code, args.join(' ')).toBe(2)
    }
    const epoch = JSON.parse((await operate('keys', 'epoch', '--json')).stdout) as { opened?: string; names: number }
    expect(epoch).toMatchObject({ names: 0, rootsDestroyed: [] })
    const client = new pg.Client({ connectionString: platform.urls.admin })
    await client.connect()
    const { rows } = await client.query(
      'select distinct operation, function from audit.request where organisation_id = $1 and purpose = $2 order by 1',
      [hanna.organisation, 'keys'],
    )
    await client.end()
    expect(rows.map(({ operation }: { operation: string }) => operation)).toEqual([
      'rotateKeys',
      'rotateMasterKey',
      'turnKeyEpoch',
    ])
  },
)
