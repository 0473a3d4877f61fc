/**
 * The schema walk. Every column of a migrated database has a class; in every column about the person something is planted that stands
 * nowhere else, in two files of one house; the answer about one holds all of hers and nothing of the other. Which rows are hers is found
 * here by the classes alone, not by the sections that the answer is made of.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Scene, zaanstadScene } from '../../tests/support/scene.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { attachmentPlace } from '../dossier/index.ts'
import { type FactSlice, factPlace } from '../platform/facts.ts'
import { sealPersonal } from '../platform/key-store.ts'
import { readColumnClasses } from './columns.store.ts'
import { isAboutPerson, schemaFindings } from './columns.ts'
import { KEPT_BACK, SECTIONS } from './sections.ts'

let house: TestSystem
let admin: pg.Client
let hanna: Caller
const own = castOrganisations.careZaanstad
const classes = readColumnClasses()
const scenes: Scene[] = []

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  hanna = await house.as(cast.coordinatorZaanstad)
  for (const side of ['A', 'B']) scenes.push(await zaanstadScene(house, (field) => `kanarie ${side} ${field}`))
}, 120_000)
afterAll(async () => {
  await house.close()
})

test('P4 every column of every table has a class, and every table about a person a section', async () => {
  const { rows } = await admin.query<{ table: string; column: string }>(
    `select c.table_schema || '.' || c.table_name as table, c.column_name as column
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'extensions', 'keeper', 'public')`,
  )
  expect(rows.length).toBeGreaterThan(500)
  const tables = SECTIONS.map(({ table }) => table)
  expect(schemaFindings(rows, classes, tables)).toEqual([])
  await admin.query('begin')
  await admin.query('alter table care.wait add column remark text')
  const { rows: more } = await admin.query<{ table: string; column: string }>(
    "select 'care.wait' as table, column_name as column from information_schema.columns where table_schema = 'care' and table_name = 'wait' and column_name = 'remark'",
  )
  await admin.query('rollback')
  expect(schemaFindings([...rows, ...more], classes, tables)).toEqual([
    expect.stringContaining('add "care.wait,remark,CLASS" to data/schema/columns.csv'),
  ])
})

/** What the answer asks of the database by these columns is a row's place, not what it says. */
const LEFT_ALONE = new Set([
  ...Object.entries(KEPT_BACK).map(([table, { column }]) => `${table}.${column}`),
  // The row policy of the log asks which file an open request is about.
  'privacy.access_request_step.step',
])
type Column = { readonly table: string; readonly column: string; readonly type: string }
type Planted = { readonly table: string; readonly column: string; readonly row: string; readonly canary: string }

const columnsAboutPeople = async (): Promise<readonly Column[]> => {
  const { rows } = await admin.query<Column>(
    `select table_schema || '.' || table_name as table, column_name as column, data_type as type from information_schema.columns`,
  )
  const about = new Set(classes.filter(isAboutPerson).map(({ table, column }) => `${table}.${column}`))
  return rows.filter(({ table, column }) => about.has(`${table}.${column}`) && !LEFT_ALONE.has(`${table}.${column}`))
}

// The rules of the tables would refuse what is planted: in this database they are taken away.
const unbind = async (): Promise<void> => {
  const { rows } = await admin.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I cascade', c.conrelid::regclass, c.conname) as statement
     from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
     where c.contype in ('c', 'f', 'u') and n.nspname in (select distinct split_part(x, '.', 1) from unnest($1::text[]) x)`,
    [SECTIONS.map(({ table }) => table)],
  )
  for (const { statement } of rows) await admin.query(statement).catch(() => undefined)
  const { rows: indexes } = await admin.query<{ statement: string }>(
    `select format('drop index %s', i.indexrelid::regclass) as statement from pg_index i join pg_class t on t.oid = i.indrelid
     join pg_namespace n on n.oid = t.relnamespace where i.indisunique and not i.indisprimary
       and n.nspname in (select distinct split_part(x, '.', 1) from unnest($1::text[]) x)`,
    [SECTIONS.map(({ table }) => table)],
  )
  for (const { statement } of indexes) await admin.query(statement)
  // A small number has no room for one that nothing else in the house is.
  for (const { table, column, type } of await columnsAboutPeople())
    if (type === 'smallint') await admin.query(`alter table ${table} alter column ${column} type integer`)
  await admin.query("set session_replication_role = 'replica'")
}

const keyOf = async (table: string): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary order by 1`,
    [table],
  )
  return rows.map(({ name }) => name)
}

// Days and moments of their own, each once: nothing else in the house is of the nineteenth century.
let days = 0
const nextDay = (): string => {
  days += 1
  return new Date(Date.UTC(1801, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
}

// Numbers of eight digits, each once: no amount or count in the house is as large.
let numbers = 70_000_000
const nextNumber = (): number => {
  numbers += 1
  return numbers
}

/** Puts something of its own into every column about a person, row by row. Gives what stands where. */
const plantEverywhere = async (): Promise<readonly Planted[]> => {
  const planted: Planted[] = []
  for (const [table, columns] of Map.groupBy(await columnsAboutPeople(), (each) => each.table)) {
    const key = await keyOf(table)
    const { rows } = await admin.query<{ place: string; id: string | null; stream: string | null }>(
      `select ctid::text as place, ${key.includes('id') ? 'id::text' : 'null'} as id,
        ${table.endsWith('.fact') ? 'stream::text' : 'null'} as stream from ${table}`,
    )
    for (const row of rows) {
      const mark = randomUUID().slice(0, 8)
      const values = []
      for (const { column, type } of columns) {
        const { value, canary } = await valueFor({ table, column, type, mark, ...row })
        values.push({ column, value })
        if (canary !== undefined) planted.push({ table, column, row: mark, canary })
      }
      const sets = values.map(({ column }, at) => `${column} = ${setOf(columns, column, at + 2)}`)
      const { rows: after } = await admin.query<{ line: Readonly<Record<string, unknown>> }>(
        `update ${table} t set ${sets.join(', ')} where ctid = $1::tid returning to_jsonb(t) as line`,
        [row.place, ...values.map(({ value }) => value)],
      )
      names.set(mark, nameOf(table, key, after[0]?.line ?? {}))
    }
  }
  return planted
}
const names = new Map<string, string>()

const setOf = (columns: readonly Column[], name: string, at: number): string => {
  const type = columns.find(({ column }) => column === name)?.type
  if (type === 'jsonb') return `coalesce(${name}, '{}'::jsonb) || $${at}::jsonb`
  return type === 'ARRAY' ? `$${at}::text[]` : `$${at}`
}

type Cell = Column & { readonly mark: string; readonly id: string | null; readonly stream: string | null }
const valueFor = async ({
  table,
  column,
  type,
  mark,
  id,
  stream,
}: Cell): Promise<{ value: unknown; canary?: string }> => {
  const canary = `kanarie ${table}.${column} ${mark}`
  if (type === 'text') return { value: canary, canary }
  if (type === 'ARRAY') return { value: [canary], canary }
  if (type === 'jsonb') return { value: JSON.stringify({ kanarie: canary }), canary }
  if (type === 'date') {
    const value = nextDay()
    return { value, canary: value }
  }
  if (type.startsWith('timestamp')) {
    const value = `${nextDay()}T00:00:00.000Z`
    return { value, canary: value }
  }
  if (type === 'bytea') return { value: await sealed(table, String(id), stream, canary), canary }
  if (type === 'integer') {
    const value = nextNumber()
    return { value, canary: String(value) }
  }
  // A yes or no has no words of its own: that its column is given is looked at below.
  if (type === 'boolean') return { value: true }
  throw new Error(`${table}.${column} is of a type that nothing can be planted in yet: ${type}`)
}

const sealed = async (table: string, id: string, stream: string | null, canary: string): Promise<Buffer> => {
  if (table === 'dossier.attachment') {
    const subject = await fileOfAttachment(id)
    return sealPersonal(
      house.platform.keys,
      own,
      { subject, chapter: 'identity', place: attachmentPlace(id) },
      { kanarie: canary },
    )
  }
  const slice = table.split('.')[0] as FactSlice
  const ref =
    stream === null ? { subject: await signalOfReview(id), chapter: 'signal' } : { subject: stream, chapter: slice }
  const place = stream === null ? `linkage/network-review/${id}` : factPlace(slice, id)
  return sealPersonal(house.platform.keys, own, { ...ref, place }, { kanarie: canary })
}
const fileOfAttachment = async (id: string): Promise<string> =>
  (await admin.query<{ of: string }>('select dossier_id as of from dossier.attachment where id = $1', [id])).rows[0]
    ?.of ?? ''
const signalOfReview = async (id: string): Promise<string> => {
  const { rows } = await admin.query<{ subject: string }>(
    `select n.subject from linkage.network_review r join linkage.network_side s on s.edge_id = r.edge_id and s.organisation_id = r.organisation_id
     join linkage.thing t on t.handle = s.own_thing join linkage.network_node n on n.handle = t.node where r.id = $1`,
    [id],
  )
  return rows[0]?.subject ?? ''
}

/** Numbers that lead on although they are no key of their table. */
const LEADS_ON = new Set(['linkage.network_side.edge_id', 'privacy.access_request_step.request_id'])
const linkColumns = Map.groupBy(
  classes.filter(({ of }) => of === 'link-to-person'),
  ({ table }) => table,
)

/** Which rows belong to a file: whatever points to it, and whatever points to those, within the own house. */
const belonging = async (dossier: string): Promise<ReadonlySet<string>> => {
  const known = new Set([dossier])
  const hers = new Set<string>()
  const others = await everyLinkRow()
  for (let grew = true; grew; ) {
    grew = false
    for (const each of others) {
      if (hers.has(each.name) || !each.links.some((id) => known.has(id))) continue
      hers.add(each.name)
      for (const id of each.gives) known.add(id)
      grew = true
    }
  }
  return hers
}

type LinkRow = { readonly name: string; readonly links: readonly string[]; readonly gives: readonly string[] }
const everyLinkRow = async (): Promise<readonly LinkRow[]> => {
  const found: LinkRow[] = []
  for (const [table, columns] of linkColumns) {
    const key = await keyOf(table)
    const { rows } = await admin.query<{ line: Readonly<Record<string, unknown>> }>(
      `select to_jsonb(t) as line from ${table} t`,
    )
    for (const { line } of rows) {
      // Reach is the row of the partner, about what this house shared.
      // An emergency is the row of who opened it, told to the house that holds the file.
      const houses = ['organisation_id', 'addressee_id', 'holder_id'].flatMap((each) =>
        each in line ? [line[each]] : [],
      )
      if (table !== 'access.reach' && 'organisation_id' in line && !houses.includes(own)) continue
      const payload = (line['payload'] ?? {}) as Readonly<Record<string, unknown>>
      const links = [...columns.map(({ column }) => line[column]), payload['dossierId'], payload['subject']]
      found.push({
        name: nameOf(table, key, line),
        links: links.filter((each) => typeof each === 'string'),
        gives: [...key, ...Object.keys(line).filter((column) => LEADS_ON.has(`${table}.${column}`))].map((column) =>
          String(line[column]),
        ),
      })
    }
  }
  return found
}
const nameOf = (table: string, key: readonly string[], line: Readonly<Record<string, unknown>>): string =>
  `${table} ${key.map((each) => String(line[each])).join(' ')}`

type Answered = {
  readonly document: { readonly sections: readonly { key: string; rows: { name: string; value: string }[][] }[] }
  page: string
}
const ask = async (dossierId: string): Promise<string> => {
  const { body } = await hanna.post('/v1/subject-access-requests', {
    receivedDate: '2026-11-16',
    recognised: 'document-shown',
    dossierId,
  })
  return (body as { accessRequestId: string }).accessRequestId
}
const answerTo = (id: string, language = 'nl') => hanna.get(`/v1/subject-access-requests/${id}/answers/${language}`)

test('P5 what is written in a file is in its answer, opened; other people, workers and the other file are not', async () => {
  const [A, B] = scenes
  const answer = await answerTo(await ask(A?.dossierId ?? ''), 'en')
  expect(answer.status).toBe(200)
  const { page, document } = answer.body as Answered
  for (const field of [
    'fullName',
    'freeText',
    'groundUnderstood',
    'openedField',
    'consentUnderstood',
    'callNote',
    'wish',
    'reviewReason',
    'storyText',
    'healthField',
    'outsideName',
    'outsideReceiver',
  ])
    expect(page, field).toContain(`kanarie A ${field}`)
  for (const field of ['groundInterpreter', 'consentInterpreter', 'callWithWhom', 'thingText'])
    expect(answer.text, field).not.toContain(`kanarie A ${field}`)
  expect(answer.text).not.toContain('kanarie B')
  for (const member of Object.values(cast)) expect(answer.text, member.name).not.toContain(member.name)
  const hidden = [...Object.values(A ?? {}), ...Object.values(B ?? {})].filter(
    (each) => typeof each === 'string' && each !== '',
  )
  expect(hidden.filter((id) => answer.text.includes(id as string))).toEqual([])
  expect(document.sections.find(({ key }) => key === 'log')?.rows.length).toBeGreaterThan(5)
  expect(document.sections.find(({ key }) => key === 'hits')?.rows.length).toBeGreaterThan(0)
  expect(page).toContain('care co-ordinator, ')
  expect(page).not.toContain('De Haven')
})

test('P5 whatever stands in a column about the person is in the answer, and nothing of another file of the same house', async () => {
  const [A, B] = scenes.map((each) => each.dossierId)
  const [first, second] = [await ask(A ?? ''), await ask(B ?? '')]
  await unbind()
  // Something for tables that the scene leaves empty.
  for (const [at, scene] of scenes.entries()) await fillTheRest(scene, at === 0 ? first : second)
  const planted = await plantEverywhere()
  await admin.query("set session_replication_role = 'origin'")
  const hers = await belonging(A ?? '')
  const [mine, others] = [[] as Planted[], [] as Planted[]]
  for (const each of planted) {
    ;(hers.has(names.get(each.row) ?? '') ? mine : others).push(each)
  }
  // As the route does, without its rules: what was planted is no state of a request or dossier.
  const answer = await house.system.acts.run(
    { claim: { ...cast.coordinatorZaanstad, purpose: 'W12' }, operation: 'makeAccessAnswer' },
    async (work) => {
      const { makeAnswer } = await import('./make-answer.store.ts')
      return {
        ok: true as const,
        value: (await makeAnswer(work, { reference: house.reference }, A ?? '', 'nl')).answer,
      }
    },
  )
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const text = JSON.stringify(answer.value.document)
  const missing = mine.filter(({ canary }) => !text.includes(canary))
  expect(missing.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  expect(others.filter(({ canary }) => text.includes(canary)).map(({ table, column }) => `${table}.${column}`)).toEqual(
    [],
  )
  const tables = new Set(mine.map(({ table }) => table))
  expect(SECTIONS.map(({ table }) => table).filter((table) => !tables.has(table))).toEqual([])
  expect(mine.length).toBeGreaterThan(200)
  expect(others.length).toBeGreaterThan(200)
}, 120_000)

const fillTheRest = async (scene: Scene, _requestId: string): Promise<void> => {
  const { dossierId, signalId, consentId, handoverId, hitId } = scene
  await admin.query("insert into access.acceptance values ($1, $2, $3, $4, now(), '2027-01-01')", [
    handoverId,
    dossierId,
    own,
    castOrganisations.careEindhoven,
  ])
  await admin.query("insert into access.reach values ($1, 'identity', $2, 'D26', '2027-01-01', $3)", [
    dossierId,
    castOrganisations.careEindhoven,
    consentId,
  ])
  await admin.query(
    "insert into case_table.attendance values ($1, $2, $3, 'absent', 'organiser', '2026-11-30', now())",
    [scene.seatId, scene.tableId, own],
  )
  await admin.query('insert into linkage.sensitive_mark values ($1, $2, $3, now()) on conflict do nothing', [
    own,
    signalId,
    cast.coordinatorZaanstad.actor,
  ])
  await admin.query(
    `insert into linkage.hit_outcome (id, hit_id, organisation_id, pair_id, version, actor_id, purpose, outcome, contacted_on, recorded_at)
     select gen_random_uuid(), h.id, h.organisation_id, h.pair_id, 1, $2, 'D27', 'same-person', '2026-11-16', now() from linkage.hit h where h.id = $1`,
    [hitId, cast.coordinatorZaanstad.actor],
  )
  await admin.query(
    `insert into linkage.waiting_lookup (id, organisation_id, actor_id, subject, ground_id, purpose, case_reference, reasons, asked_at, expires_at)
     values (gen_random_uuid(), $1, $2, $3, $4, 'D27', 'ZAAK 1', array['minor'], now(), now() + interval '1 hour')`,
    [own, cast.coordinatorZaanstad.actor, signalId, scene.groundId],
  )
  await admin.query(
    `insert into retention.destruction (id, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_by, listed_at,
       held_at, held_by, held_until, hold_reason)
     values (gen_random_uuid(), $1, $2, 'dossier', 'on-request', array['medical'], '2027-01-01', 'held', $3, now(), now(), $3, '2027-02-01', 'was-minor')`,
    [own, dossierId, cast.coordinatorZaanstad.actor],
  )
}

test('who may not read the file makes no answer; a request that is closed or without a file gives none', async () => {
  const officer = await house.as(cast.privacyOfficerZaanstad)
  const made = await officer.post('/v1/subject-access-requests', { receivedDate: '2026-11-16', recognised: 'own-page' })
  const { accessRequestId } = made.body as { accessRequestId: string }
  expect((await officer.get(`/v1/subject-access-requests/${accessRequestId}/answers/nl`)).status).toBe(403)
  expect((await answerTo(accessRequestId)).body).toMatchObject({ code: 'access-request-not-linked' })
  const stranger = await house.as(cast.coordinatorEindhoven)
  expect((await stranger.get(`/v1/subject-access-requests/${accessRequestId}/answers/nl`)).status).toBe(404)
})
