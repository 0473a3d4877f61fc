/**
 * A word that occurs nowhere else in every personal field of two houses. Then everybody else reads all there is to read: the API,
 * the pages, the log of the process, the tables of every role, what goes over the line. Nothing of it may sing.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations, everyone } from '../../fixtures/cast.ts'
import { OUTBOX_CHANNEL } from '../../src/linkage/courier.job.ts'
import { withDatabase } from '../../src/platform/embedded-postgres.ts'
import { LOGIN_ROLES, type LoginRole } from '../../src/platform/migrate.ts'
import type { Route } from '../../src/platform/route.ts'
import { exampleBody, type Ids, pathOf } from '../support/hostile.ts'
import { openPersonPage } from '../support/person-page.ts'
import { makeScene, type Scene } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

type Owner = 'A' | 'C'
const MARK = 'kanarie'
const canary = (of: Owner, field: string): string => `${MARK} ${of} ${field}`
const FIELDS = [
  ...['fullName', 'birthPlace', 'street', 'document', 'freeText', 'groundInterpreter', 'groundUnderstood'],
  ...['callWithWhom', 'callNote', 'openedField', 'outflowWish', 'consentInterpreter', 'consentUnderstood', 'wish'],
  ...['interestWish', 'goalWords', 'decisionEffect', 'decisionAlternatives', 'partyObjection'],
  'decisionText',
  ...['thingText', 'reviewReason', 'correctionText', 'objectionText', 'answerText', 'emergencyReason', 'emergencyNote'],
  ...['attachmentTitle', 'attachmentComment'],
  ...['sentTo', 'number'],
  ...['outsideName', 'outsideFunction', 'outsideReceiver'],
  ...['identity', 'contact', 'story', 'health', 'safety'].flatMap((each) => [`${each}Field`, `${each}Text`]),
]

let house: TestSystem
const scenes = {} as Record<Owner, Scene>
const written = new Set<string>()
const logged: string[] = []
const notified: string[] = []

beforeAll(async () => {
  house = await openTestSystem({
    log: (level, event, fields) => logged.push(JSON.stringify({ level, event, ...fields })),
  })
  const ear = new pg.Client({ connectionString: house.platform.urls.courier })
  await ear.connect()
  ear.on('notification', ({ channel, payload }) => notified.push(`${channel} ${payload ?? ''}`))
  await ear.query(`listen ${ear.escapeIdentifier(OUTBOX_CHANNEL)}`)
  const text = (of: Owner) => (field: string) => {
    written.add(field)
    return canary(of, field)
  }
  const { coordinatorZaanstad, coordinatorEindhoven, comenshaDesk, shelterWorkerHaven, shelterWorkerBaken } = cast
  scenes.A = await makeScene(house, {
    coordinator: coordinatorZaanstad,
    other: comenshaDesk,
    provider: shelterWorkerHaven,
    receiver: castOrganisations.safetyHouse,
    text: text('A'),
  })
  scenes.C = await makeScene(house, {
    coordinator: coordinatorEindhoven,
    other: comenshaDesk,
    provider: shelterWorkerBaken,
    receiver: castOrganisations.safetyHouse,
    text: text('C'),
  })
  await (await house.system.courier()).carry()
  await ear.end()
})
afterAll(async () => {
  await house.close()
})

const sings = (text: string, of?: Owner): readonly string[] => [
  ...new Set(text.match(new RegExp(`${MARK} ${of ?? '[AC]'} \\w+`, 'g'))),
]
/** As the canary may look after a way through a column: in clear, in hex, in base64. */
const SHAPES = [MARK, Buffer.from(MARK).toString('hex'), Buffer.from(MARK).toString('base64').slice(0, 8)]

test('every personal field holds its canary, and its own house reads it back', async () => {
  expect([...written].sort()).toEqual([...FIELDS].sort())
  for (const side of ['A', 'C'] as const) {
    const member = side === 'A' ? cast.coordinatorZaanstad : cast.coordinatorEindhoven
    const own = `${await crawl(member, scenes[side])}\n${await crawl(cast.privacyOfficerHaven, scenes[side])}`
    // An interpreter's name is kept for the record and shown to nobody; all else comes back.
    // What a photo tells beside its picture is not kept at all.
    const unseen = (field: string) => field.endsWith('Interpreter') || field === 'attachmentComment'
    const expected = FIELDS.filter((field) => !unseen(field)).map((field) => canary(side, field))
    expect(expected.filter((each) => !own.includes(each))).toEqual([])
    expect(own).not.toContain(canary(side, 'attachmentComment'))
  }
})

const lists = (route: Route): boolean => !route.path.includes('{')
const idsOf = (scene: Scene): Ids => scene as unknown as Ids

/** Everything that a member can get: every list, and every id of a scene on every route that reads. */
const crawl = async (member: CastMember | undefined, scene: Scene): Promise<string> => {
  const caller = member ? await house.as(member) : house.nobody
  const texts: string[] = []
  for (const route of house.system.routes.filter((each) => each.method === 'GET')) {
    const path = pathOf(route, idsOf(scene))
    for (const each of lists(route)
      ? [path, `${path}?limit=100`, `${path}?year=2026`, `${path}?search=${MARK}`]
      : [path]) {
      const { text, headers } = await caller.get(each)
      texts.push(text, JSON.stringify(headers))
    }
  }
  return texts.join('\n')
}

/** Who opened in an emergency reads the named chapters, and nothing beside them; the officers who judge read its reason and each other's words. */
const OPENED = ['safetyField', 'safetyText', 'healthField', 'healthText']
const JUDGED = ['emergencyReason', 'emergencyNote']
const inEmergency = (member: CastMember | undefined, of: Owner): readonly string[] => {
  if (member?.key === cast.shelterWorkerHaven.key) return OPENED
  const officers = [cast.privacyOfficerHaven, ...(of === 'A' ? [cast.privacyOfficerZaanstad] : [])]
  return officers.some((each) => each.key === member?.key) ? JUDGED : []
}

test('who opened in an emergency reads exactly the chapters that were named', async () => {
  for (const side of ['A', 'C'] as const) {
    const heard = sings(await crawl(cast.shelterWorkerHaven, scenes[side]), side)
    expect([...heard].sort()).toEqual(OPENED.map((field) => canary(side, field)).sort())
  }
})

/** Who is offered a file sees the identity fields that she agreed to share with exactly that house, and nothing beside them. */
const AGREED = ['openedField', 'identityField']

test('nobody else reads a canary of either house: every actor, every route, every id [V8.2.3]', async () => {
  const heard: string[] = []
  for (const side of ['A', 'C'] as const) {
    const owner = side === 'A' ? castOrganisations.careZaanstad : castOrganisations.careEindhoven
    for (const member of [undefined, ...everyone]) {
      if (member?.organisation === owner && member.function !== 'privacy-officer' && member.function !== 'person')
        continue
      // Comensha took down a signal of its own with the words of the scene: its own words are not the other's.
      if (member?.organisation === castOrganisations.comensha) continue
      const receives = member?.organisation === castOrganisations.safetyHouse
      const lawful = [...(receives ? AGREED : []), ...inEmergency(member, side)].map((field) => canary(side, field))
      for (const found of sings(await crawl(member, scenes[side]), side))
        if (!lawful.includes(found)) heard.push(`${member?.key ?? 'nobody'}: ${found}`)
    }
  }
  expect(heard).toEqual([])
})

test('a problem answer does not repeat what was sent', async () => {
  const heard: string[] = []
  for (const member of [cast.coordinatorZaanstad, cast.shelterWorkerHaven, cast.payerZaanstad, cast.analyst]) {
    const caller = await house.as(member)
    for (const route of house.system.routes.filter((each) => each.method === 'POST')) {
      const body = {
        ...(exampleBody(route) as object),
        unknownField: canary('A', 'sent'),
        text: `${canary('A', 'sent')}\0`,
      }
      const { status, text } = await caller.post(pathOf(route, idsOf(scenes.A)), body)
      if (status >= 400) heard.push(...sings(text))
    }
  }
  expect(heard).toEqual([])
})

test('no page and no address holds a canary; the API file does not either [V14.2.1]', async () => {
  const { A, C } = scenes
  const paths = [A, C].flatMap((scene) => [
    `/mijn/${scene.personToken}`,
    `/mijn/${scene.personToken}/en`,
    `/antwoord/${scene.seatToken}`,
    `/bedden/${scene.bedToken}`,
    `/bevestigen/${scene.entryToken}`,
    `/opgave/${scene.practiceToken}`,
    `/antwoord/${scene.signalId}`,
    `/betaalvraag/${scene.payerToken}`,
  ])
  for (const path of [...paths, '/v1/openapi.json', '/', '/v1/niets']) {
    const { payload, headers } = await house.http.inject({ method: 'GET', url: path })
    expect(sings(payload + JSON.stringify(headers)), path).toEqual([])
  }
})

/** What she wrote and what was answered to her; and of the file nothing that somebody else wrote in words of his own. */
const HERS = ['correctionText', 'objectionText', 'answerText']
const OWN_PATHS = ['', '/gegevens', '/logboek', '/vragen', '/tekst'].flatMap((path) =>
  ['', '/en', '/ar'].map((language) => `/mijn${path}${language}`),
)

test('the page of a person shows words of the page and her own, nothing of the other person, no house and no place [V15.3.1]', async () => {
  const houses = house.reference.organisations.filter(
    ({ kind }) => kind !== 'care-coordination' && kind !== 'municipality',
  )
  const heard = new Set<string>()
  for (const side of ['A', 'C'] as const) {
    const other = side === 'A' ? scenes.C : scenes.A
    const visit = await openPersonPage(house, scenes[side].personToken)
    for (const path of OWN_PATHS) {
      const { text, headers, status } = await visit.get(path)
      const all = text + JSON.stringify(headers)
      expect(status, path).toBe(200)
      for (const id of Object.values(other)) if (typeof id === 'string') expect(all, path).not.toContain(id)
      expect(
        houses.filter(({ name }) => all.includes(name)).map(({ name }) => name),
        path,
      ).toEqual([])
      for (const { name } of house.reference.municipalities) expect(all, path).not.toContain(`>${name}<`)
      for (const found of sings(all)) heard.add(found)
    }
  }
  const expected = (['A', 'C'] as const).flatMap((of) => HERS.map((field) => canary(of, field)))
  // The name that she goes by is hers to read; the rest of what was noted is on paper.
  const name = (['A', 'C'] as const).map((of) => canary(of, 'openedField'))
  expect([...heard].sort()).toEqual([...expected, ...name].sort())
})

test('the log of the process holds no canary, also when something goes wrong [V16.2.5]', async () => {
  const admin = await house.admin()
  await admin.query('alter table signal.fact rename to fact_away')
  const caller = await house.as(cast.coordinatorZaanstad)
  const body = { source: 'typed', exploitation: 'labour', freeText: canary('A', 'atFault') }
  const answer = await caller.post('/v1/signals', body)
  await admin.query('alter table signal.fact_away rename to fact')
  await admin.end()
  expect(answer.status).toBe(500)
  expect(sings(answer.text)).toEqual([])
  expect(logged.length).toBeGreaterThan(0)
  expect(logged.filter((line) => line.includes(MARK))).toEqual([])
})

test('what is told between connections is empty', () => {
  expect(notified.length).toBeGreaterThan(0)
  expect(new Set(notified.map((each) => each.split(' ').slice(1).join(' ')))).toEqual(new Set(['']))
})

const tablesOf = async (client: pg.Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  )
  return rows.map((row) => row.name)
}

const nameOf = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  await client.end()
  return rows[0]?.name ?? ''
}

test('no column of any table holds a canary in clear, in hex or in base64', async () => {
  const { admin } = house.platform.urls
  const urls = [admin, withDatabase(admin, `${await nameOf(admin)}_keys`)]
  const heard: string[] = []
  let rowsRead = 0
  for (const url of urls) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    for (const name of await tablesOf(client)) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      rowsRead += rows.length
      for (const { line } of rows)
        if (SHAPES.some((shape) => line.includes(shape))) heard.push(`${name}: ${line.slice(0, 80)}`)
    }
    await client.end()
  }
  expect(heard).toEqual([])
  expect(rowsRead).toBeGreaterThan(500)
})

/** Tables that a role may read at all, and of which the rows hold a trace of a case. */
const READABLE: Readonly<Record<Exclude<LoginRole, 'worker'>, readonly string[]>> = {
  matcher: [
    'matching.calibration',
    'matching.closed_epoch',
    'matching.entry',
    'matching.link',
    'matching.link_found',
    'matching.link_run',
    'matching.thing',
  ],
  authority: ['authority.announcement', 'authority.evaluation'],
  courier: [
    'access.ground',
    'directory.organisation',
    'linkage.calibration',
    'linkage.cluster_change',
    'linkage.courier_round',
    'linkage.desk_connection',
    'linkage.entry',
    'linkage.epoch',
    'linkage.epoch_handle',
    'linkage.epoch_leftover',
    'linkage.hit',
    'linkage.hit_outcome',
    'linkage.hit_strength',
    'linkage.joined_pair',
    'linkage.network_edge',
    'linkage.network_node',
    'linkage.network_review',
    'linkage.network_side',
    'linkage.network_view',
    'linkage.outbox',
    'linkage.thing',
    'linkage.thing_outbox',
    'picture.report',
    'picture.shared_thing',
  ],
  // Who signed what stands on the public page of norms.
  picture: [
    'agreement.adoption',
    'picture.cell',
    'picture.changed',
    'picture.course_step',
    'picture.move',
    'picture.person',
    'picture.person_count',
    'picture.person_once',
    'picture.release',
    'picture.released_cell',
    'picture.report',
    'picture.shared_thing',
    'picture.withdrawal',
  ],
  auditor: [
    ...['audit.checkpoint', 'audit.crossing', 'audit.decision', 'audit.leaf', 'audit.node', 'audit.policy'],
    ...['audit.processing', 'audit.request'],
  ],
  sealer: ['audit.checkpoint', 'audit.leaf', 'audit.node', 'audit.processing', 'audit.request'],
}

test('every role reads its own tables and no other, and hears no canary and no id of a case that it may not know', async () => {
  const seen: Record<string, readonly string[]> = {}
  const heard: string[] = []
  for (const role of LOGIN_ROLES) {
    if (role === 'worker') continue
    const client = new pg.Client({ connectionString: house.platform.urls[role] })
    await client.connect()
    const readable: string[] = []
    for (const name of await tablesOf(client)) {
      const { rows: columns } = await client
        .query<{ name: string }>(
          `select a.attname as name from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
           and has_column_privilege(a.attrelid, a.attnum, 'select') and has_schema_privilege(split_part($1, '.', 1), 'usage')`,
          [name],
        )
        .catch(() => ({ rows: [] }))
      if (columns.length === 0) continue
      readable.push(name)
      const list = columns.map((column) => client.escapeIdentifier(column.name)).join(', ')
      const { rows } = await client.query<{ line: string }>(`select row(${list})::text as line from ${name}`)
      const text = rows.map((row) => row.line).join('\n')
      if (SHAPES.some((shape) => text.includes(shape))) heard.push(`${role} ${name}`)
      for (const id of [scenes.A.dossierId, scenes.A.signalId])
        if ((role === 'matcher' || role === 'authority' || role === 'picture') && text.includes(id))
          heard.push(`${role} ${name} ${id}`)
    }
    seen[role] = readable
    await client.end()
  }
  expect(seen).toEqual(READABLE)
  expect(heard).toEqual([])
})

test('kept answers and messages to the matcher hold no canary, and there are some', async () => {
  const caller = await house.as(cast.coordinatorZaanstad)
  for (const [key, field] of [
    ['kanarie-een', 'keptText'],
    ['kanarie-twee', 'keptToo'],
  ] as const)
    await caller.post(
      '/v1/signals',
      { source: 'typed', exploitation: 'labour', freeText: canary('A', field) },
      { 'idempotency-key': key },
    )
  const admin = await house.admin()
  const kept = await admin.query<{ line: string }>("select coalesce(body::text, '') as line from access.kept_answer")
  const sent = await admin.query<{ line: string }>('select message as line from linkage.outbox')
  await admin.end()
  expect(kept.rows.length).toBeGreaterThanOrEqual(2)
  expect(sent.rows.length).toBeGreaterThanOrEqual(4)
  for (const { line } of [...kept.rows, ...sent.rows])
    expect(SHAPES.filter((shape) => line.includes(shape))).toEqual([])
})
