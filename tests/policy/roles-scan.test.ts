/**
 * Matcher and key authority, each as its own process with its own database role: everything that the role can read (every relation of every
 * schema, statistics and catalogues included, and every function it may call) and all that its process says, is searched for the people
 * who were looked up: names, numbers and clear tokens, as they are, in hex and base64, hashed, and keyed with every key of the house.
 */
import { createHash, createHmac } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import {
  describeTokens,
  epochKeyFrom,
  normalisePerson,
  type PersonDescription,
  TOKEN_BYTES,
  tokenText,
} from '../../src/linkage/index.ts'
import { blind, blindEvaluate, finalize } from '../../src/linkage/oblivious.crypto.ts'
import { openRoleLine } from '../../src/platform/role-line.ts'
import { carryAll, finishTurn, lookUpPerson } from '../support/linked-people.ts'
import { type RoleName, type RoleProcess, startRole } from '../support/role-process.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
const ROLES: readonly RoleName[] = ['matcher', 'authority']
const folders = {} as Record<RoleName, string>
const roles = {} as Record<RoleName, RoleProcess>

/** Words that stand nowhere else, long enough not to arise by chance. */
const PEOPLE: readonly Required<
  Pick<PersonDescription, 'fullName' | 'birthDate' | 'phone' | 'document' | 'email' | 'street' | 'town' | 'birthPlace'>
>[] = [
  {
    ...{
      fullName: 'Kanariella Zangvogelsma',
      birthDate: '1987-11-23',
      phone: '06 00 83 71 94',
      document: 'KNR8371942',
    },
    ...{ email: 'kanariella@zangvogel.example', street: 'Volièrelaan', town: 'Fluitendorp', birthPlace: 'Kwinkelstad' },
  },
  {
    ...{
      fullName: 'Sijsbert Goudvinkenstein',
      birthDate: '1991-07-14',
      phone: '06 00 59 26 13',
      document: 'SYS5926137',
    },
    ...{ email: 'sijsbert@goudvink.example', street: 'Nestkastpad', town: 'Tjilpenveen', birthPlace: 'Kierewiet' },
  },
]

const keyed: Record<string, Buffer> = {}

beforeAll(async () => {
  house = await openTestSystem({ ownKeys: true, config: () => addresses() })
  const keys = join(house.platform.config.dataFolder, 'keys')
  for (const file of readdirSync(keys)) keyed[file] = readFileSync(join(keys, file))
  for (const role of ROLES) {
    folders[role] = mkdtempSync(join(tmpdir(), `samenhang-scan-${role}-`))
    cpSync(join(keys, `${role}.key`), join(folders[role], `${role}.key`))
    roles[role] = await startRole({ role, databaseUrl: house.platform.urls[role], keyFolder: folders[role] })
  }
  house = await house.restart()
  for (const person of PEOPLE)
    for (const member of [cast.coordinatorZaanstad, cast.coordinatorEindhoven])
      await lookUpPerson(house, member, person)
  await carryAll(house)
  // The first epoch stays open beside the second, so that both are read.
  await house.system.turn.open()
  await house.system.turn.step()
  await carryAll(house)
  for (const role of ROLES)
    for (const file of readdirSync(folders[role])) keyed[`${role}/${file}`] = readFileSync(join(folders[role], file))
  for (const file of readdirSync(keys)) keyed[file] = readFileSync(join(keys, file))
  // What goes wrong is said too: messages that make no sense, with a name in them.
  for (const role of ROLES)
    for (const path of ['/messages', '/evaluations', '/epochs', '/announcements'])
      await openRoleLine(roles[role].address)(path, `{"act":"open","epoch":"${PEOPLE[0]?.fullName}"`).catch(
        () => undefined,
      )
  admin = await house.admin()
  // Statistics hold the commonest values of every column: they are read as well.
  await admin.query('analyze')
}, 120_000)
afterAll(async () => {
  await Promise.all(Object.values(roles).map((each) => each.kill()))
  await house.close()
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
})

const addresses = () =>
  roles.matcher && roles.authority ? { matcher: roles.matcher.address, authority: roles.authority.address } : {}

/** What a person is known by, each alone: as typed, in the one stable form, and as the clear tokens that are the preimages of the keyed ones. */
const clearWords = (): readonly string[] => {
  const words = PEOPLE.flatMap((person) => {
    const normal = normalisePerson(person)
    const typed = Object.values(person)
    const stable = [
      ...normal.words,
      ...normal.town,
      ...normal.street,
      ...normal.birthPlace,
      normal.phone,
      normal.email,
      normal.document,
    ]
    const birth = person.birthDate
    const tokens = describeTokens(normal).map(tokenText)
    return [...typed, ...typed.map((each) => each.replaceAll(' ', '')), ...stable, birth.replaceAll('-', ''), ...tokens]
  })
  return [...new Set(words.filter((each): each is string => each !== undefined && each.length >= 6))]
}

type Needle = { readonly name: string; readonly bytes: Buffer }
const needle = (name: string, bytes: Buffer): readonly Needle[] => [
  { name, bytes },
  { name: `${name} in hex`, bytes: Buffer.from(bytes.toString('hex')) },
  // Whatever stands before it shifts base64 by one or two bytes: the middle part of each of the three is searched.
  ...[0, 1, 2].map((shift) => ({
    name: `${name} in base64`,
    bytes: Buffer.from(
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64url')
        .slice(shift === 0 ? 0 : 4, -4),
    ),
  })),
]
const LEAST = 6

/** Everything to search for. A keyed value may be cut: its first 16 bytes are searched, as long as a token. */
const needles = (): readonly Needle[] => {
  const clear = clearWords()
  const cut = (bytes: Uint8Array): Buffer => Buffer.from(bytes).subarray(0, TOKEN_BYTES)
  const found = clear.flatMap((word) => {
    const lower = word.toLowerCase()
    const hashes = ['sha256', 'sha512', 'sha1', 'md5'].map((kind) => cut(createHash(kind).update(lower).digest()))
    return [
      ...needle(`"${word}"`, Buffer.from(word)),
      ...needle(`"${word}" in small letters`, Buffer.from(lower)),
      ...hashes.flatMap((hash) => needle(`"${word}" hashed`, hash)),
    ]
  })
  return [...found, ...keyedNeedles(cut)].filter(({ bytes }) => bytes.length >= LEAST)
}

// Single words keyed with each key that the house has, and put through the function of the authority: nothing of one value alone becomes a
// token but phone, e-mail and document, which are identifiers (promise P1 of linkage).
const keyedNeedles = (cut: (bytes: Uint8Array) => Buffer): readonly Needle[] => {
  const single = PEOPLE.flatMap((person) => {
    const normal = normalisePerson(person)
    return [...normal.words, ...normal.town, ...normal.street, ...normal.birthPlace, person.birthDate]
  })
  const hmacs = Object.entries(keyed).flatMap(([file, key]) =>
    [...new Set([...single, ...clearWords()])].flatMap((word) =>
      ['sha256', 'sha512'].flatMap((kind) =>
        needle(`"${word}" keyed with ${file}`, cut(createHmac(kind, key).update(word).digest())),
      ),
    ),
  )
  const seeds = Object.entries(keyed).filter(([file]) => file.startsWith('authority/'))
  const oblivious = seeds.flatMap(([file, seed]) => {
    const epoch = /authority\.(e\d+)\.key/.exec(file)?.[1] ?? 'e1'
    const { key } = epochKeyFrom(seed, epoch)
    return single.flatMap((word) => {
      const blinding = blind(Buffer.from(word))
      return needle(
        `"${word}" through the function of ${epoch}`,
        cut(finalize(blinding, blindEvaluate(key, blinding.blinded))),
      )
    })
  })
  return [...hmacs, ...oblivious]
}

/** One value of a row as bytes, however it came. */
const bytesOf = (value: unknown): Buffer => {
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return Buffer.concat(value.flatMap((each) => [bytesOf(each), Buffer.alloc(1)]))
  if (value === null || value === undefined) return Buffer.alloc(0)
  return Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

type Place = { readonly where: string; readonly bytes: Buffer }
const connected = async <T>(role: RoleName, act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: house.platform.urls[role] })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** Every relation of every schema, column by column where the whole is closed. */
const relationsOf = (role: RoleName): Promise<readonly Place[]> =>
  connected(role, async (client) => {
    const { rows: relations } = await client.query<{ name: string; columns: string[] }>(
      `select format('%I.%I', n.nspname, c.relname) as name,
         array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and has_column_privilege(c.oid, a.attnum, 'select') order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f') and has_schema_privilege(n.oid, 'usage') and n.nspname !~ '^pg_(toast|temp)' order by 1`,
    )
    const places: Place[] = []
    for (const { name, columns } of relations) {
      if (columns.length === 0) continue
      // A view of the catalogue may ask for a right that this role has not: then it can be read by nobody here.
      const found = await client
        .query({ text: `select ${columns.join(', ')} from ${name}`, rowMode: 'array' })
        .catch(() => undefined)
      if (found) places.push({ where: `${role} ${name}`, bytes: bytesOf(found.rows) })
    }
    return places
  })

/** Functions of ours that the role may call, with what they answer when they need nothing. */
const functionsOf = (role: RoleName): Promise<readonly Place[]> =>
  connected(role, async (client) => {
    const { rows } = await client.query<{ name: string; wants: number }>(
      `select format('%I.%I', n.nspname, p.proname) as name, p.pronargs as wants from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege(n.oid, 'usage')
         and has_function_privilege(p.oid, 'execute') order by 1`,
    )
    const places: Place[] = []
    for (const { name, wants } of rows) {
      const found =
        wants === 0
          ? await client.query({ text: `select * from ${name}()`, rowMode: 'array' }).catch(() => undefined)
          : undefined
      places.push({ where: `${role} ${name}()`, bytes: bytesOf(found?.rows) })
    }
    return places
  })

const everyPlace = async (role: RoleName): Promise<readonly Place[]> => [
  ...(await relationsOf(role)),
  ...(await functionsOf(role)),
  { where: `${role} says`, bytes: Buffer.from(roles[role].said()) },
]

/** All needles at once: by their first four bytes, looked up at every place of what was read; the first two say where there is no need. */
const searcher = (all: readonly Needle[]): ((bytes: Buffer) => readonly string[]) => {
  const byHead = new Map<number, Needle[]>()
  const begins = new Uint8Array(0x1_00_00)
  for (const each of all) {
    const head = each.bytes.readUInt32LE(0)
    byHead.set(head, [...(byHead.get(head) ?? []), each])
    begins[each.bytes.readUInt16LE(0)] = 1
  }
  return (bytes) => {
    const heard = new Set<string>()
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (begins[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] === 0) continue
      for (const each of byHead.get(bytes.readUInt32LE(at)) ?? [])
        if (bytes.subarray(at, at + each.bytes.length).equals(each.bytes)) heard.add(each.name)
    }
    return [...heard]
  }
}

// The people and the keys stay as they were after the preparation: what to search for is made once.
let searching: ((bytes: Buffer) => readonly string[]) | undefined
const searchIn = (places: readonly Place[]): readonly string[] => {
  searching ??= searcher(needles())
  const search = searching
  return places.flatMap(({ where, bytes }) => search(bytes).map((name) => `${where}: ${name}`))
}
const found = async (role: RoleName): Promise<readonly string[]> => searchIn(await everyPlace(role))

test('neither role reads a name, a number, a clear token, or one of them hashed or keyed, in anything it can reach', async () => {
  const looked = needles()
  for (const role of ROLES) {
    const places = await everyPlace(role)
    console.log(
      `${role}: ${places.length} places, ${places.reduce((sum, each) => sum + each.bytes.length, 0)} bytes, ${looked.length} needles`,
    )
    expect(places.length).toBeGreaterThan(100)
    expect(searchIn(places)).toEqual([])
  }
}, 120_000)

test('each role reads its own tables and no function of ours, and there is something in them [V13.2.2]', async () => {
  const ours = async (role: RoleName) =>
    (await relationsOf(role))
      .filter(({ where }) => !/ (pg_catalog|information_schema)\./.test(where))
      .map(({ where, bytes }) => `${where.split(' ')[1]} ${bytes.length > 0 ? 'holds rows' : 'is empty'}`)
  expect(await ours('matcher')).toEqual([
    'matching.calibration is empty',
    'matching.closed_epoch is empty',
    'matching.entry holds rows',
    'matching.link is empty',
    'matching.link_found is empty',
    'matching.link_run is empty',
    'matching.thing is empty',
  ])
  expect(await ours('authority')).toEqual(['authority.announcement holds rows', 'authority.evaluation holds rows'])
  for (const role of ROLES) expect(await functionsOf(role)).toEqual([])
})

const [ONE] = PEOPLE
const word = normalisePerson(ONE ?? {}).words[0] ?? ''
const PLANTED = 'ffffffff-0000-4000-8000-'
const hmac = (key: string | Buffer): Buffer => createHmac('sha256', key).update(word).digest()
const hexOf = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'::bytea`
const plantEntry = (tokens: string, sealed: string): string =>
  `insert into matching.entry (handle, plane, epoch, encoding, tokens, sealed, learned)
   values (('${PLANTED}' || lpad((select count(*) from matching.entry)::text, 12, '0'))::uuid, 'care', 'e1', 'e1', array[${tokens}]::bytea[], ${sealed}, now())`
const clearToken = (): string => describeTokens(normalisePerson(ONE ?? {})).map(tokenText)[0] ?? ''

type Leak = { readonly role: RoleName; readonly plant: () => string; readonly shows: RegExp }
const of = (role: RoleName, plant: () => string, shows: RegExp): Leak => ({ role, plant, shows })

/** Each is a leak that somebody could make, and what the search must say of it. They are made together, and searched for once. */
const LEAKS: Readonly<Record<string, Leak>> = {
  'a name in a sealed field': of(
    'matcher',
    () => plantEntry('', hexOf(Buffer.from(`xx${word}xx`))),
    new RegExp(`matching\\.entry: "${word}"$`),
  ),
  'a clear token': of(
    'matcher',
    () => plantEntry(hexOf(Buffer.from(clearToken())), "''"),
    /matching\.entry: ".*[:|].*"$/,
  ),
  'a single name keyed with the key of the owners': of(
    'matcher',
    () => plantEntry(hexOf(hmac(keyed['epoch.key'] ?? '').subarray(0, 16)), "''"),
    new RegExp(`matching\\.entry: "${word}" keyed with epoch\\.key`),
  ),
  'a single name through the function of the authority': of(
    'matcher',
    () => {
      const { key } = epochKeyFrom(keyed['authority/authority.key'] ?? Buffer.alloc(32), 'e1')
      const blinding = blind(Buffer.from(word))
      return plantEntry(hexOf(finalize(blinding, blindEvaluate(key, blinding.blinded)).subarray(0, 16)), "''")
    },
    new RegExp(`matching\\.entry: "${word}" through the function of e1`),
  ),
  'a hash of a document number': of(
    'matcher',
    () => plantEntry(hexOf(createHash('sha256').update('knr8371942').digest()), "''"),
    /matching\.entry: "knr8371942" hashed/i,
  ),
  'a phone number in a name of an epoch': of(
    'authority',
    () =>
      `update authority.evaluation set epoch = '${normalisePerson(ONE ?? {}).phone}' where id = (select id from authority.evaluation limit 1)`,
    /authority\.evaluation: "\+31/,
  ),
  'a table of another slice that was opened by mistake': of(
    'authority',
    () =>
      `create table authority.planted as select '${ONE?.fullName}'::text as who; grant select on authority.planted to samenhang_authority`,
    /authority\.planted: /,
  ),
  'a function that answers with a name': of(
    'matcher',
    () =>
      `create function matching.planted() returns text language sql security definer as $$select '${ONE?.fullName}'::text$$`,
    /matching\.planted\(\): /,
  ),
  'a comment with a name': of(
    'authority',
    () => `comment on table authority.evaluation is 'as for ${ONE?.fullName}'`,
    /pg_catalog\.pg_description: /,
  ),
  'a name that a process says': of('matcher', () => 'select 1', /matcher says: /),
}
const UNPLANT = `delete from matching.entry where handle::text like '${PLANTED}%';
  update authority.evaluation set epoch = 'e1' where epoch like '+31%';
  drop table authority.planted;
  drop function matching.planted();
  comment on table authority.evaluation is 'The key authority counts; it never sees a name or an index.'`

describe('when leaks are planted', () => {
  const seen = {} as Record<RoleName, readonly string[]>
  beforeAll(async () => {
    for (const { plant } of Object.values(LEAKS)) await admin.query(plant())
    const quiet = roles.matcher
    const said = quiet.said
    roles.matcher = { ...quiet, said: () => `${said()}\n{"fault":"${ONE?.email}"}` }
    try {
      for (const role of ROLES) seen[role] = await found(role)
    } finally {
      roles.matcher = quiet
      await admin.query(UNPLANT)
    }
  }, 120_000)

  test.each(Object.entries(LEAKS))('the search finds %s', (_name, { role, shows }) => {
    expect(seen[role].filter((each) => shows.test(each))).not.toEqual([])
  })
})

test('after the turn, too, there is nothing', async () => {
  await finishTurn(house)
  for (const role of ROLES) expect(await found(role)).toEqual([])
}, 120_000)
