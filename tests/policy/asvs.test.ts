/**
 * What a browser and a caller see of the house over a real line: headers of every kind of answer, other sites, methods, files beside the
 * screens, faults. The numbers at the end of a title are those of ASVS 5.0 (docs/asvs.md).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { LOGIN_ROLES } from '../../src/platform/migrate.ts'
import { type Route, route } from '../../src/platform/route.ts'
import { createSystem, type System } from '../../src/wiring.ts'
import { exampleBodies, type Ids, pathOf } from '../support/hostile.ts'
import { tokenFor } from '../support/route-acts.ts'
import { nobodysId, type Scene, zaanstadScene } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

const HOUSE = 'samenhang.example'
const ELSEWHERE = 'https://elders.example'
/** What a fault knows and an answer must not tell. */
const INSIDE = 'geheim-van-binnen'
const MEMBERS: readonly CastMember[] = [
  ...[cast.coordinatorZaanstad, cast.coordinatorEindhoven, cast.shelterWorkerHaven, cast.payerZaanstad, cast.analyst],
  ...[cast.privacyOfficerZaanstad, cast.investigatorNoordHolland, cast.contactDeskOfficer],
]

let house: TestSystem
let scene: Scene
let folder: string
let front: FastifyInstance
let port: number
let token: string
const logged: string[] = []

beforeAll(async () => {
  house = await openTestSystem()
  scene = await zaanstadScene(house)
  token = (await house.as(cast.coordinatorZaanstad)).token ?? ''
  folder = screensOfATest()
  front = await openFront()
  port = await listen(front)
})
afterAll(async () => {
  await front.close()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Files as a build leaves them, and beside them what must never be served. */
const screensOfATest = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'samenhang-asvs-'))
  const files = {
    'web/index.html': '<!doctype html><title>Samenhang</title>',
    'web/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'web/assets/app-1.js': 'export {}',
    'web/assets/app-1.css': 'p{}',
    'web/.git/config': `[remote] ${INSIDE}`,
    'web/.env': INSIDE,
    'web/assets/.hidden/a.js': INSIDE,
    'secret.txt': INSIDE,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(made, path, '..'), { recursive: true })
    writeFileSync(join(made, path), text)
  }
  return made
}

/** The same house behind a proxy with TLS, with the screens; one route more, that breaks. */
const openFront = async (
  more: { readonly requestsPerMinute?: number; readonly trustedProxy?: string } = {},
): Promise<FastifyInstance> => {
  const { requestsPerMinute = 1_000_000, ...settings } = more
  const config = { ...house.platform.config, publicUrl: `https://${HOUSE}`, ...settings }
  const system: System = createSystem({
    platform: { ...house.platform, config },
    reference: house.reference,
    clock: house.clock.now,
    log: (level, event, fields) => logged.push(JSON.stringify({ level, event, ...fields })),
    requestsPerMinute,
    webFolder: join(folder, 'web'),
  })
  // Safe: the list is this system's own, and the server is made from it afterwards.
  ;(system.routes as Route[]).push(brokenRoute)
  return system.http()
}
const brokenRoute = route({
  ...{ method: 'GET', path: '/broken', operationId: 'break', summary: '', tag: '', access: { kind: 'public' } },
  ...{ answer: Type.Object({}), refusals: [] },
  handlePublic: async () => {
    throw new Error(`select ${INSIDE} from /src/${INSIDE}`)
  },
})

const listen = async (http: FastifyInstance): Promise<number> =>
  Number(new URL(await http.listen({ host: '127.0.0.1', port: 0 })).port)

type Seen = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }
type Asked = {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Another server than the one of all tests. */
  readonly at?: number
}

/** Asks over a socket of its own, byte by byte as said here, so that nothing is tidied up on the way. */
const ask = (method: string, path: string, { headers = {}, body = '', at = port }: Asked = {}): Promise<Seen> => {
  const all = {
    host: HOUSE,
    connection: 'close',
    ...headers,
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return askRaw(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`, at)
}
const askRaw = (bytes: string, at = port): Promise<Seen> =>
  new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(at, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      text += part
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(readAnswer(text)))
  })
const readAnswer = (text: string): Seen => {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    ),
    text: rest.join('\r\n\r\n'),
  }
}

const bearer = () => ({ authorization: `Bearer ${token}` })
const json = { 'content-type': 'application/json' }

type Kind = { readonly name: string; readonly status: number; readonly ask: () => Promise<Seen> }
const kind = (name: string, status: number, asks: () => Promise<Seen>): Kind => ({ name, status, ask: asks })
/** Every way in which the server answers. */
const KINDS: readonly Kind[] = [
  kind('the screens', 200, () => ask('GET', '/')),
  kind('a deep screen', 200, () => ask('GET', '/app/vandaag')),
  kind('a script', 200, () => ask('GET', '/assets/app-1.js')),
  kind('a sheet', 200, () => ask('GET', '/assets/app-1.css')),
  kind('a picture', 200, () => ask('GET', '/icon.svg')),
  kind('a page behind a link', 200, () => ask('GET', `/mijn/${scene.personToken}`)),
  kind('a page behind no link', 404, () => ask('GET', '/mijn/verzonnen')),
  kind('a public answer', 200, () => ask('GET', '/v1/sessions/current')),
  kind('a personal answer', 200, () => ask('GET', '/v1/signals', { headers: bearer() })),
  kind('the description', 200, () => ask('GET', '/v1/openapi.json')),
  kind('not signed in', 401, () => ask('GET', '/v1/signals')),
  kind('not for this function', 403, () => ask('GET', '/v1/log-entries', { headers: bearer() })),
  kind('not there', 404, () => ask('GET', '/v1/niets')),
  kind('unreadable', 400, () => ask('POST', '/v1/signals', { headers: { ...bearer(), ...json }, body: '{"a":1}' })),
  kind('no JSON', 400, () => ask('POST', '/v1/signals', { headers: { ...bearer(), ...json }, body: '{' })),
  kind('another type', 415, () =>
    ask('POST', '/v1/signals', { headers: { ...bearer(), 'content-type': 'application/xml' }, body: '<x/>' }),
  ),
  kind('a form to the API', 415, () =>
    ask('POST', '/v1/sessions', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `castMember=${cast.coordinatorZaanstad.key}`,
    }),
  ),
  kind('plain text to the API', 415, () =>
    ask('POST', '/v1/sessions', {
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ castMember: cast.coordinatorZaanstad.key }),
    }),
  ),
  kind('too large', 413, () =>
    ask('POST', '/v1/signals', { headers: { ...bearer(), ...json }, body: ' '.repeat(1_100_000) }),
  ),
  kind('a fault', 500, () => ask('GET', '/v1/broken')),
  kind('a broken address', 400, () => ask('GET', '/v1/%zz')),
  kind('a broken address of a screen', 400, () => ask('GET', '/%')),
  kind('what is no HTTP', 400, () => askRaw('verzonnen\r\n\r\n')),
  kind('headers without end', 431, () => ask('GET', '/', { headers: { x: 'x'.repeat(20_000) } })),
  kind('without a host', 400, () => askRaw('GET / HTTP/1.1\r\nconnection: close\r\n\r\n')),
  kind('a method that is none here', 404, () => ask('PUT', '/v1/signals', { headers: json, body: '{}' })),
  kind('a preflight', 404, () => ask('OPTIONS', '/v1/signals', { headers: { origin: ELSEWHERE } })),
  kind('TRACE', 404, () => ask('TRACE', '/')),
]

let everyAnswer: readonly (Seen & { readonly name: string })[] = []
beforeAll(async () => {
  const all: (Seen & { readonly name: string })[] = []
  for (const { name, status, ask: asks } of KINDS) {
    const seen = await asks()
    expect([name, seen.status]).toEqual([name, status])
    all.push({ ...seen, name })
  }
  everyAnswer = all
})
/** The names of the answers of which this does not hold. */
const unlike = (holds: (seen: Seen) => boolean): readonly string[] =>
  everyAnswer.filter((each) => !holds(each)).map(({ name, headers }) => `${name}: ${JSON.stringify(headers)}`)
/** Asks the browser what a policy says of one kind of content. */
const directive = ({ headers }: Seen, name: string): string | undefined =>
  (headers['content-security-policy'] ?? '')
    .split(';')
    .map((each) => each.trim().split(' '))
    .find(([first]) => first === name)
    ?.slice(1)
    .join(' ')

// ---- headers of every answer

test('every answer tells browsers to come back over TLS only, for a year, neighbours below this name included [V3.4.1]', () => {
  expect(
    unlike(({ headers }) => {
      const [, seconds] = /^max-age=(\d+); includeSubDomains$/.exec(headers['strict-transport-security'] ?? '') ?? []
      return Number(seconds) >= 31_536_000
    }),
  ).toEqual([])
})

test('every answer says what may be loaded: nothing from elsewhere, no script or style that stands in a page, no plug-in [V3.4.3, V3.7.1, V14.2.3]', () => {
  expect(
    unlike((seen) => {
      const sources = ['default-src', 'script-src', 'style-src', 'img-src', 'connect-src', 'font-src', 'form-action']
        .map((name) => directive(seen, name) ?? '')
        .join(' ')
      return (
        ["'self'", "'none'"].includes(directive(seen, 'default-src') ?? '') &&
        directive(seen, 'object-src') === "'none'" &&
        directive(seen, 'base-uri') === "'none'" &&
        !/https?:|\*|unsafe|blob:/.test(sources)
      )
    }),
  ).toEqual([])
})

test('no answer lets its type be guessed, tells another site where somebody was, or can be framed [V3.4.4, V3.4.5, V3.4.6]', () => {
  expect(unlike(({ headers }) => headers['x-content-type-options'] === 'nosniff')).toEqual([])
  expect(unlike(({ headers }) => ['same-origin', 'no-referrer'].includes(headers['referrer-policy'] ?? ''))).toEqual([])
  expect(unlike((seen) => directive(seen, 'frame-ancestors') === "'none'")).toEqual([])
})

test('an answer of the API that is opened as a page is nothing but text [V3.2.1]', () => {
  const answers = everyAnswer.filter(({ headers }) => /json/.test(headers['content-type'] ?? ''))
  expect(answers.length).toBeGreaterThan(8)
  for (const each of answers)
    expect([each.name, directive(each, 'default-src'), directive(each, 'sandbox')]).toEqual([each.name, "'none'", ''])
})

test('every body says its type and its character set [V4.1.1]', () => {
  const bodies = everyAnswer.filter(({ text }) => text !== '')
  expect(bodies.length).toBeGreaterThan(20)
  for (const { name, headers, text } of bodies) {
    const type = headers['content-type'] ?? ''
    expect([name, type]).toEqual([name, expect.stringMatching(/^[a-z]+\/[a-z+.-]+; charset=utf-8$/)])
    const begins = type.includes('json') ? /^[{[]/ : type.includes('html') ? /^<!doctype html>/i : /./
    expect([name, text.slice(0, 15)]).toEqual([name, expect.stringMatching(begins)])
  }
})

test('nothing but the files of the screens is kept by a browser or by what stands in between [V14.3.2]', () => {
  const kept = everyAnswer.filter(({ headers }) => headers['cache-control'] !== 'no-store').map(({ name }) => name)
  expect(kept).toEqual(['the screens', 'a deep screen', 'a script', 'a sheet', 'a picture'])
})

// ---- other sites

test('no other site reads an answer: whatever origin asks, only the description is for everybody [V3.4.2]', async () => {
  for (const origin of [ELSEWHERE, 'null', `https://${HOUSE}.elders.example`, `http://${HOUSE}`])
    for (const [path, method] of [
      ['/v1/signals', 'GET'],
      ['/v1/sessions/current', 'GET'],
      ['/v1/signals', 'OPTIONS'],
      ['/app', 'GET'],
    ] as const) {
      const { headers } = await ask(method, path, {
        headers: { ...bearer(), origin, 'access-control-request-method': 'POST' },
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  const { headers } = await ask('GET', '/v1/openapi.json', { headers: { origin: ELSEWHERE } })
  expect([headers['access-control-allow-origin'], headers['access-control-allow-credentials']]).toEqual([
    '*',
    undefined,
  ])
})

const cookie = () => ({ cookie: `__Host-samenhang_session=${token}` })
const SIGNAL = JSON.stringify({ source: 'typed', exploitation: 'labour', freeText: 'Verzonnen' })
const signalsKept = async (): Promise<number> => {
  const { rows } = await (await house.admin()).query<{ n: number }>('select count(*)::int as n from signal.signal')
  return rows[0]?.n ?? 0
}

test('another site does nothing with the cookie of somebody who is signed in; our own screens do [V3.5.1]', async () => {
  const before = await signalsKept()
  const send = (more: Readonly<Record<string, string>>) =>
    ask('POST', '/v1/signals', { headers: { ...cookie(), ...json, ...more }, body: SIGNAL })
  for (const more of [
    { origin: ELSEWHERE },
    { origin: 'null' },
    { origin: `https://${HOUSE}.elders.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const { status, text } = await send(more)
    expect([more, status, JSON.parse(text).code]).toEqual([more, 403, 'other-origin'])
  }
  expect(await signalsKept()).toBe(before)
  expect((await send({ origin: `https://${HOUSE}` })).status).toBe(201)
  expect(await signalsKept()).toBe(before + 1)
})

test('what a browser sends for another site without asking first is read by no route of the API [V3.5.2]', async () => {
  const kinds = [
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'text/plain; a=json',
  ]
  const wrong: string[] = []
  for (const each of house.system.routes.filter(({ method, body }) => method === 'POST' && body))
    for (const type of kinds) {
      const path = `/v1${each.path.replaceAll(/\{\w+\}/g, 'x')}`
      const { status } = await ask('POST', path, { headers: { ...cookie(), 'content-type': type }, body: '{"a":"b"}' })
      if (status !== 415) wrong.push(`${each.operationId} ${type}: ${status}`)
    }
  expect(wrong).toEqual([])
  const preflight = await ask('OPTIONS', '/v1/sessions', {
    headers: { origin: ELSEWHERE, 'access-control-request-method': 'DELETE' },
  })
  expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([404, undefined])
})

/** Every row of every table, but the log and when a hand was last on a session. */
const everything = async (): Promise<string> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'audit', 'keeper')
       and schemaname || '.' || tablename <> 'access.session' order by 1`,
  )
  const sums: string[] = []
  for (const { name } of rows) {
    // By when something is due is worked out from facts, and kept beside the file to sort by: to work it out again changes nothing (0054).
    const row =
      name === 'dossier.dossier'
        ? "(to_jsonb(t) - '{next_due,due_read_by,due_order,due_mark}'::text[])::text"
        : 't::text'
    const sum = await admin.query<{ sum: string }>(
      `select md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) as sum from ${name} t`,
    )
    sums.push(`${name} ${sum.rows[0]?.sum}`)
  }
  return sums.join('\n')
}

test('reading changes nothing: every address that is read, by everybody who may, leaves every row as it was [V3.5.3]', async () => {
  const before = await everything()
  const callers = await Promise.all(MEMBERS.map((member) => house.as(member)))
  let good = 0
  for (const each of house.system.routes.filter(({ method }) => method === 'GET'))
    for (const caller of callers)
      if ((await caller.get(pathOf(each, scene as unknown as Ids))).status === 200) good += 1
  for (const page of house.system.pages.filter(({ method }) => method === 'GET')) {
    const token = tokenFor(page, scene)
    // Who has not typed a code is shown where to type it.
    const { status } = await house.nobody.get(page.path.replace('{token}', token))
    expect([200, 303, 401], page.path).toContain(status)
  }
  expect(good).toBeGreaterThan(60)
  expect(await everything()).toBe(before)
})

type Loose = {
  readonly anyOf?: readonly Loose[]
  readonly properties?: Readonly<Record<string, Loose>>
  readonly patternProperties?: Readonly<Record<string, Loose>>
  readonly items?: Loose
}
/** Where a value has a field that its schema does not name. */
const unnamed = (value: unknown, schema: Loose, at: string): readonly string[] => {
  if (schema.anyOf) {
    const found = schema.anyOf.map((each) => unnamed(value, each, at))
    return found.reduce((least, each) => (each.length < least.length ? each : least))
  }
  if (Array.isArray(value))
    return schema.items ? value.flatMap((each) => unnamed(each, schema.items ?? {}, `${at}[]`)) : []
  if (typeof value !== 'object' || value === null) return []
  const [any] = Object.values(schema.patternProperties ?? {})
  return Object.entries(value).flatMap(([name, each]) => {
    const own = schema.properties?.[name] ?? any
    return own ? unnamed(each, own, `${at}/${name}`) : [`${at}/${name}`]
  })
}

test('no answer holds a field that its route does not name, whoever reads [V8.2.3, V15.3.1]', async () => {
  expect(unnamed({ a: 1, b: [{ c: 1 }] }, { properties: { a: {}, b: { items: { properties: {} } } } }, '')).toEqual([
    '/b[]/c',
  ])
  const callers = await Promise.all(MEMBERS.map((member) => house.as(member)))
  const found = new Set<string>()
  let good = 0
  for (const each of house.system.routes.filter(({ method }) => method === 'GET'))
    for (const caller of callers) {
      const { status, body } = await caller.get(pathOf(each, scene as unknown as Ids))
      if (status !== 200) continue
      good += 1
      for (const name of unnamed(body, each.answer as unknown as Loose, each.operationId)) found.add(name)
    }
  expect(good).toBeGreaterThan(60)
  expect([...found]).toEqual([])
})

test('a method that is none of a route does nothing, also when a header or a field says so [V3.5.3, V13.4.4]', async () => {
  const before = await signalsKept()
  for (const method of ['TRACE', 'PUT', 'PATCH', 'PROPFIND', 'SEARCH', 'LOCK']) {
    const seen = await ask(method, '/v1/signals', { headers: { ...bearer(), 'x-verzonnen': INSIDE } })
    expect([method, seen.status]).toEqual([
      method,
      expect.toSatisfy((status: number) => [400, 404, 405].includes(status)),
    ])
    expect(seen.text).not.toContain(INSIDE)
  }
  for (const more of [{ 'x-http-method-override': 'POST' }, { 'x-method-override': 'DELETE' }]) {
    const path = '/v1/signals?_method=POST'
    expect((await ask('GET', path, { headers: { ...bearer(), ...more } })).status).not.toBe(201)
  }
  expect(await signalsKept()).toBe(before)
})

// ---- sessions

const begin = async (): Promise<string> => {
  const { headers } = await ask('POST', '/v1/sessions', {
    headers: json,
    body: JSON.stringify({ castMember: cast.coordinatorEindhoven.key }),
  })
  return headers['set-cookie'] ?? ''
}
const readSignals = (value: string): Promise<Seen> => ask('GET', '/v1/signals', { headers: { cookie: value } })

test('a session that was ended opens nothing, whatever the browser still sends, and the browser is told to forget [V7.2.1, V7.4.1, V14.3.1]', async () => {
  for (const path of ['/v1/sessions/current', '/v1/sessions']) {
    const value = (await begin()).split(';')[0] ?? ''
    expect((await readSignals(value)).status).toBe(200)
    const ended = await ask('DELETE', path, { headers: { cookie: value } })
    expect([ended.status, ended.headers['clear-site-data']]).toEqual([200, '"storage"'])
    expect(ended.headers['set-cookie']).toMatch(/^__Host-samenhang_session=; .*Expires=Thu, 01 Jan 1970/)
    expect((await readSignals(value)).status).toBe(401)
  }
})

test('a token that was changed, cut, said twice or made up is no session [V7.2.1]', async () => {
  const value = (await begin()).split(';')[0] ?? ''
  const secret = value.split('=')[1] ?? ''
  const turned = `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`
  for (const each of [turned, secret.slice(1), `${secret}A`, secret.toLowerCase(), '', 'x'.repeat(43), '%00']) {
    expect((await readSignals(`__Host-samenhang_session=${each}`)).status).toBe(401)
    expect((await ask('GET', '/v1/signals', { headers: { authorization: `Bearer ${each}` } })).status).toBe(401)
  }
  // A cookie that a neighbouring host could have set is not read, and neither is a token in the address.
  expect((await readSignals(`samenhang_session=${secret}`)).status).toBe(401)
  for (const query of [`token=${secret}`, `access_token=${secret}`, `session=${secret}`])
    expect([400, 401]).toContain((await ask('GET', `/v1/signals?${query}`)).status)
  expect((await readSignals(value)).status).toBe(200)
})

test('every session has a token of its own of 256 random bits, in a cookie for this host and out of reach of scripts [V3.3.1, V3.3.4, V7.2.2, V7.2.3, V11.5.1]', async () => {
  const tokens = new Set<string>()
  for (let count = 0; count < 50; count += 1) {
    const [, value = ''] =
      /^__Host-samenhang_session=([\w-]{43}); Path=\/; HttpOnly; Secure; SameSite=Strict$/.exec(await begin()) ?? []
    tokens.add(value)
  }
  expect(tokens.size).toBe(50)
  const bytes = [...tokens].map((each) => Buffer.from(each, 'base64url'))
  expect(new Set(bytes.map((each) => each.length))).toEqual(new Set([32]))
  // No byte of the fifty stands still: nothing in them is a clock, a counter or a name.
  for (let at = 0; at < 32; at += 1) expect(new Set(bytes.map((each) => each[at])).size).toBeGreaterThan(10)
})

// ---- input

test('no route takes a field that it does not name, and no row comes to say what was sent with it [V15.3.3]', async () => {
  const extra = {
    ...{ id: nobodysId(), organisationId: cast.investigatorNoordHolland.organisation, actorId: nobodysId() },
    ...{ plane: 'enforcement', function: 'operator', demonstration: false },
  }
  const caller = await house.as(cast.coordinatorZaanstad)
  const before = await everything()
  const wrong: string[] = []
  for (const each of house.system.routes.filter(({ method, body }) => method === 'POST' && body))
    for (const body of exampleBodies(each, scene as unknown as Ids))
      for (const [name, value] of Object.entries(extra)) {
        if (name in (body as object)) continue
        const path = pathOf(each, scene as unknown as Ids)
        const { status, text } = await caller.post(path, { ...(body as object), [name]: value })
        if (status !== 400 || !/additionalProperties|anyOf/.test(text))
          wrong.push(`${each.operationId} ${name}: ${status} ${text}`)
      }
  expect(wrong).toEqual([])
  expect(await everything()).toBe(before)
})

test('a parameter that comes twice, or from another side than asked, is refused or not heard [V15.3.7]', async () => {
  const get = (query: string) => ask('GET', `/v1/signals?${query}`, { headers: bearer() })
  expect((await get('limit=1')).status).toBe(200)
  for (const query of ['limit=1&limit=2', 'limit[]=1', 'limit=1&limit=1', 'limit[a]=1', 'limit=1;limit=2'])
    expect([query, (await get(query)).status]).toEqual([query, 400])
  // A field of the body in the address, and the other way round.
  const inAddress = await ask('POST', '/v1/signals?source=typed&exploitation=labour', {
    headers: { ...bearer(), ...json },
    body: '{}',
  })
  expect(inAddress.status).toBe(400)
  const form = (body: string) =>
    ask('POST', `/antwoord/${scene.seatToken}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${HOUSE}` },
      body,
    })
  expect((await form('answer=attending&answer=attending')).status).toBe(400)
  expect((await form('answer=attending')).status).toBeLessThan(400)
})

// ---- files beside the screens

test('only the files of the screens are given: no list, no hidden file, nothing above the folder [V5.3.2, V13.4.1, V13.4.3]', async () => {
  for (const path of [
    ...[
      '/.git/config',
      '/.git/HEAD',
      '/.env',
      '/assets/.hidden/a.js',
      '/assets/',
      '/assets',
      '/.svn/entries',
      '/package.json',
    ],
    ...[
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
    ],
    ...[
      '//secret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '/....//secret.txt',
      `/${join(folder, 'secret.txt')}`,
      '/%00',
    ],
  ]) {
    const { status, text } = await ask('GET', path)
    expect([path, [400, 403, 404].includes(status)]).toEqual([path, true])
    expect(text).not.toContain(INSIDE)
    expect(text).not.toContain('app-1.js')
  }
})

// ---- faults, log

test('a fault tells nothing of the inside, gives a number, and stands under it in the log with its place and without its words [V13.4.2, V16.3.4, V16.5.1]', async () => {
  logged.length = 0
  const seen = await ask('GET', '/v1/broken')
  expect(seen.status).toBe(500)
  expect(`${seen.text} ${JSON.stringify(seen.headers)}`).not.toMatch(
    new RegExp(`${INSIDE}|/src/|node_modules|at .+:\\d+|select|fastify|postgres|x-powered-by`, 'i'),
  )
  const trace = /urn:uuid:([\w-]{36})/.exec(seen.text)?.[1]
  expect(logged).toEqual([expect.stringContaining('"event":"request-failed"')])
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'error', trace, operation: '/v1/broken', fault: 'Error' })
  expect(logged[0]).not.toContain(INSIDE)
  for (const each of everyAnswer) expect(`${each.text}`).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\/|postgres/i)
})

test('whoever tries to get around a control stands in the log of the process, without what was sent [V16.3.2, V16.3.3]', async () => {
  const tries: readonly (readonly [string, () => Promise<Seen>])[] = [
    ['not-signed-in', () => ask('GET', '/v1/signals')],
    ['not-signed-in', () => ask('GET', '/v1/signals', { headers: { cookie: `__Host-samenhang_session=${INSIDE}` } })],
    [
      'other-origin',
      () => ask('POST', '/v1/signals', { headers: { ...cookie(), ...json, origin: ELSEWHERE }, body: SIGNAL }),
    ],
    [
      'unknown-media-type',
      () => ask('POST', '/v1/signals', { headers: { ...bearer(), 'content-type': 'text/plain' }, body: INSIDE }),
    ],
    [
      'bad-input',
      () => ask('POST', '/v1/signals', { headers: { ...bearer(), ...json }, body: `{"${INSIDE}":"${INSIDE}"}` }),
    ],
    [
      'bad-text',
      () =>
        ask('POST', '/v1/signals', {
          headers: { ...bearer(), ...json },
          body: JSON.stringify({ source: 'typed', exploitation: 'labour', freeText: `${INSIDE}\u202e` }),
        }),
    ],
    ['bad-input', () => ask('GET', '/v1/%zz')],
  ]
  for (const [code, attempt] of tries) {
    logged.length = 0
    await attempt()
    expect(logged.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'warn', event: 'request-refused', code, trace: expect.any(String) }),
    ])
    expect(logged[0]).not.toContain(INSIDE)
  }
})

test('who asks too often is told to wait, also for what does not exist, and the log says so [V2.4.1, V16.3.3]', async () => {
  const strict = await openFront({ requestsPerMinute: 5 })
  try {
    const at = await listen(strict)
    logged.length = 0
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) statuses.push((await ask('GET', '/v1/sessions/current', { at })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    for (const path of ['/v1/niets', '/niets', `/mijn/${scene.personToken}`, '/aanmelden/begin'])
      expect([path, (await ask('GET', path, { at })).status]).toEqual([path, 429])
    expect(logged.filter((line) => line.includes('too-many-requests')).length).toBe(5)
  } finally {
    await strict.close()
  }
})

test('colleagues behind one address do not shut each other out, and a token that was made up is no colleague [V2.4.1]', async () => {
  const strict = await openFront({ requestsPerMinute: 8 })
  try {
    const at = await listen(strict)
    const statusesOf = async (bearer: string | undefined, path: string, times: number): Promise<readonly number[]> => {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
      const statuses: number[] = []
      for (let count = 0; count < times; count += 1) statuses.push((await ask('GET', path, { at, headers })).status)
      return statuses
    }
    const tokens = [cast.coordinatorZaanstad, cast.colleagueZaanstad, cast.coordinatorEindhoven].map(
      async (member) => (await house.as(member)).token ?? '',
    )
    for (const each of await Promise.all(tokens)) {
      // The first question counts with the address, as nobody is known by it yet.
      expect(await statusesOf(each, '/v1/signals', 9)).toEqual(new Array(9).fill(200))
      expect(await statusesOf(each, '/v1/signals', 1)).toEqual([429])
    }
    const madeUp = Array.from({ length: 6 }, (_, i) => statusesOf(`${i}`.repeat(43), '/v1/signals', 1))
    expect((await Promise.all(madeUp)).flat().toSorted()).toEqual([401, 401, 401, 401, 401, 429])
    expect(await statusesOf(undefined, '/v1/sessions/current', 1)).toEqual([429])
    // Files of the screens have room of their own: an office begins its day with them.
    expect(await statusesOf(undefined, '/assets/app-1.css', 20)).toEqual(new Array(20).fill(200))
    expect((await statusesOf(undefined, '/assets/app-1.css', 61)).at(-1)).toBe(429)
  } finally {
    await strict.close()
  }
})

test('who calls is told by the proxy that is named, and by nobody else [V4.1.3, V15.3.4]', async () => {
  const statuses = async (trustedProxy: string | undefined): Promise<readonly number[]> => {
    const limited = await openFront({ requestsPerMinute: 2, ...(trustedProxy ? { trustedProxy } : {}) })
    try {
      const at = await listen(limited)
      const seen: number[] = []
      for (let count = 0; count < 4; count += 1) {
        const headers = {
          'x-forwarded-for': `192.0.2.${count}`,
          'x-real-ip': `192.0.2.${count}`,
          forwarded: 'for=192.0.2.9',
        }
        seen.push((await ask('GET', '/v1/sessions/current', { at, headers })).status)
      }
      return seen
    } finally {
      await limited.close()
    }
  }
  expect(await statuses(undefined)).toEqual([200, 200, 429, 429])
  expect(await statuses('192.0.2.200')).toEqual([200, 200, 429, 429])
  expect(await statuses('127.0.0.1')).toEqual([200, 200, 200, 200])
  // The host that a request names makes no address either.
  const forged = { 'x-forwarded-host': 'elders.example', 'x-forwarded-proto': 'http', host: HOUSE }
  const { text } = await ask('GET', `/mijn/${scene.personToken}`, { headers: forged })
  expect(text).not.toContain('elders.example')
})

// ---- database

test('every moment that is kept has its zone: no column holds a time without one [V16.2.2]', async () => {
  const admin = await house.admin()
  const times = async (): Promise<readonly { readonly column: string; readonly type: string }[]> => {
    const { rows } = await admin.query<{ column: string; type: string }>(
      `select table_schema || '.' || table_name || '.' || column_name as column, data_type as type
       from information_schema.columns where data_type like 'time%' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    return rows.filter(({ type }) => type !== 'timestamp with time zone')
  }
  expect(await times()).toEqual([])
  await admin.query('begin')
  await admin.query('create table signal.planted (at timestamp, since timestamptz)')
  expect(await times()).toEqual([{ column: 'signal.planted.at', type: 'timestamp without time zone' }])
  await admin.query('rollback')
})

test('no role of the database opens with a name or a word that everybody tries [V13.2.3]', async () => {
  const url = new URL(house.platform.urls.worker)
  const opens = async (user: string, password: string): Promise<boolean> => {
    const client = new pg.Client({
      ...{ host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port || 5432) },
      ...{ database: url.pathname.slice(1), user, password },
    })
    try {
      await client.connect()
      return true
    } catch {
      return false
    } finally {
      await client.end()
    }
  }
  expect(await opens(url.username, decodeURIComponent(url.password))).toBe(true)
  for (const role of [...LOGIN_ROLES.map((each) => `samenhang_${each}`), 'postgres'])
    for (const word of ['', role, 'postgres', 'password', 'samenhang', 'admin', '123456'])
      expect([role, word, await opens(role, word)]).toEqual([role, word, false])
})
