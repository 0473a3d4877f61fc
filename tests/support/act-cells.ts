/**
 * Cells that depend on more than who asks and which table: what a claim is for, its ground, a moment, a link, a hash. Breaking the glass, her
 * page, means of signing in, destroying with two people, answers to who asks what is kept. Each is one statement as the worker, and what it
 * must tell; written from decisions 0040, 0044, 0045, 0047 and the articles behind them, not from the policies.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { CastMember } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { BACKEND_STAMP, claimText, type SignedClaim } from '../../src/platform/database.ts'
import { PURPOSE_OF } from './purposes.ts'
import { memberOf, type Relations } from './relations.ts'
import type { TestSystem } from './system.ts'

type More = Partial<Pick<SignedClaim, 'purpose' | 'ground' | 'dossier' | 'linkSubject' | 'function' | 'at'>>
export type ActCell = {
  readonly name: string
  readonly member: CastMember
  readonly more?: More
  /** One value, or a change: then how many rows, or the code with which it was refused. */
  readonly sql: string
  readonly told: string
}

const hex = (byte: string, length = 32): string => `decode(repeat('${byte}', ${length}), 'hex')`
const HOURS = 3_600_000

/** What the cells need beside the scene; put there by the administrator. Gives the cells. */
export const actCells = async (house: TestSystem, relations: Relations): Promise<readonly ActCell[]> => {
  const admin = await house.admin()
  const things = await prepare(admin, house, relations)
  await admin.end()
  return [
    ...emergencyCells(house, relations),
    ...pageCells(relations, things),
    ...outsideCells(relations, things),
    ...meansCells(relations, things),
    ...destroyCells(relations, things),
    ...deskCells(relations, things),
    ...factCells(relations),
  ]
}

/** Asks every cell on one connection, each in a transaction that is undone; gives what differs from what it must tell. */
export const wrongActs = async (house: TestSystem, cells: readonly ActCell[]): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: house.platform.urls.worker })
  await client.connect()
  try {
    const { rows } = await client.query<Parameters<typeof claimText>[1]>(BACKEND_STAMP)
    const [stamp] = rows
    if (!stamp) throw new Error('no backend')
    const wrong: string[] = []
    for (const { name, member, more = {}, sql, told } of cells) {
      const purpose = PURPOSE_OF[more.function ?? member.function]
      const claim = { ...member, purpose, at: house.clock.now(), ...more, trace: asId<TraceId>(randomUUID()) }
      const text = claimText(claim, stamp, Date.now() / 1000 + 60)
      const code = createHmac('sha256', house.platform.secrets.claim).update(text).digest('hex')
      await client.query('begin')
      await client.query(
        "select set_config('samenhang.claim', $1, true), set_config('samenhang.claim_code', $2, true)",
        [text, code],
      )
      const found = await ask(client, sql)
      await client.query('rollback')
      if (found !== told) wrong.push(`${name}: ${found}, not ${told}`)
    }
    return wrong
  } finally {
    await client.end()
  }
}

const ask = async (client: pg.Client, sql: string): Promise<string> => {
  try {
    const { rows, rowCount, command } = await client.query<Record<string, unknown>>(sql)
    const [first] = Object.values(rows[0] ?? {})
    return command === 'SELECT' ? String(first ?? null) : String(rowCount)
  } catch (fault) {
    // Safe: only faults of the database have a code of five.
    return (fault as { code?: string }).code ?? 'fault'
  }
}

type Things = {
  readonly destructions: Readonly<Record<'one' | 'noOfficer' | 'beforeHold' | 'two', string>>
  readonly bound: {
    readonly actor: string
    readonly closed: string
    readonly foreign: string
    readonly session: string
    readonly foreignSession: string
  }
  readonly locked: string
  readonly off: string
  /** Handovers outside that are shut after wrong codes, and over. */
  readonly shut: string
  readonly over: string
  readonly answered: string
  readonly answeredRequest: string
}

const prepare = async (admin: pg.Client, house: TestSystem, relations: Relations): Promise<Things> => {
  const now = house.clock.now()
  const own = relations.asker('care-coordinator', 'own', '')
  const { scene } = relations
  const page = (relation: 'other-region' | 'same-region') => String(relations.asker('person', relation, '').dossier)
  const [locked, off] = [page('other-region'), page('same-region')]
  const answered = randomUUID()
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  await admin.query('update access.page_code set tries_left = 0 where dossier_id = $1', [locked])
  await admin.query('update dossier.dossier set page_on = false where id = $1', [off])
  await admin.query(`update access.page_code set code_hash = ${hex('11')}, set_at = $2 where dossier_id = $1`, [
    ...[scene.dossierId, ago(120)],
  ])
  await admin.query('update access.link set created_at = $2 where subject = $1', [scene.dossierId, ago(120)])
  const visit = (hash: string, dossier: string, begun: Date, seen: Date, ended: Date | null) =>
    admin.query(`insert into access.page_session values (${hex(hash)}, $1, $2, $3, $4)`, [dossier, begun, seen, ended])
  await visit('20', scene.dossierId, ago(5), ago(1), null)
  await visit('21', scene.dossierId, ago(30), ago(11), null)
  await visit('22', scene.dossierId, ago(61), ago(1), null)
  await visit('23', scene.dossierId, ago(5), ago(1), ago(1))
  await visit('24', scene.dossierId, ago(130), ago(1), null)
  await visit('25', off, ago(-1), ago(-1), null)
  // A page whose code was chosen anew while the visit went on.
  const renewed = String(relations.asker('person', 'consent', '').dossier)
  await admin.query('update access.link set created_at = $2 where subject = $1', [renewed, ago(120)])
  await visit('26', renewed, ago(5), ago(1), null)
  const outside = await prepareOutside(admin, relations, now)
  // Beds: the house elsewhere gives her one and does not hold her file.
  const stranger = relations.asker('shelter-worker', 'other-region', '').house.organisation
  await admin.query(
    `with placed as (
       insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at, placed_at, placed_with_id)
       values (gen_random_uuid(), $1, $2, '{man}', '{}', 'placed', $3, $3::timestamptz + interval '1 minute', $4) returning id)
     insert into care.place_offer (id, request_id, organisation_id, provider_id, wanted, fits, wave, asked_at, answer, answered_at, won_at)
     select gen_random_uuid(), id, $1, $4, '{man}', '{man}', 1, $3, 'yes', $3, $3 from placed`,
    [own.house.organisation, scene.dossierId, now, stranger],
  )
  return {
    destructions: await prepareDestructions(admin, relations, now),
    bound: await prepareMeans(admin, relations, now),
    ...{ locked, off, answered, ...outside },
    answeredRequest: await prepareDesk(admin, relations, now, answered),
  }
}

/** Of the handover outside of the scene: a code, visits, a yes that she took back; and two that open nothing. */
const prepareOutside = async (admin: pg.Client, relations: Relations, now: Date) => {
  const { scene } = relations
  const own = relations.asker('care-coordinator', 'own', '')
  const [shut, over] = [randomUUID(), randomUUID()]
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  for (const [id, stage] of [
    [shut, 'opened'],
    [over, 'withdrawn'],
  ])
    await admin.query(
      `insert into dossier.outside_handover (id, dossier_id, organisation_id, party_kind, country, language, stage, named_at, changed_at, open_until, reads_left)
       values ($1, $2, $3, 'shelter', 'BE', 'fr', $4, $5::timestamptz, $5::timestamptz, $5::timestamptz::date + 3, 10)`,
      [id, scene.dossierId, own.house.organisation, stage, ago(120)],
    )
  for (const [id, tries] of [
    [shut, 0],
    [over, 5],
  ])
    await admin.query(`insert into access.outside_code values ($1, ${hex('ab', 16)}, ${hex('11')}, $2, $3)`, [
      ...[id, tries, ago(10)],
    ])
  await admin.query(`update access.outside_code set code_hash = ${hex('11')}, set_at = $2 where handover_id = $1`, [
    ...[scene.outsideHandoverId, ago(120)],
  ])
  await admin.query('delete from access.outside_visit where handover_id = $1', [scene.outsideHandoverId])
  for (const [hash, id, begun] of [
    ['30', scene.outsideHandoverId, 5],
    ['31', scene.outsideHandoverId, 31],
    // Under the code of before.
    ['32', shut, 20],
    ['33', over, 5],
  ] as const)
    await admin.query(`insert into access.outside_visit values (${hex(hash)}, $1, $2)`, [id, ago(begun)])
  await admin.query(
    `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present, given_on, valid_until, recorded_by, withdrawn_at, age_group, decided_by)
     values (gen_random_uuid(), $1, 'health', $2, $3, 'D26', 'given', 'zh', false, '{}', '2026-11-01', '2027-11-01', $4, $5, '18-plus', '{herself}')`,
    [scene.dossierId, own.house.organisation, scene.outsideHandoverId, own.actor, now],
  )
  return { shut, over }
}

const prepareMeans = async (admin: pg.Client, relations: Relations, now: Date): Promise<Things['bound']> => {
  const [bound, foreign] = [relations.asker('auditor', 'own', ''), relations.asker('auditor', 'other-region', '')]
  const closed = relations.asker('operator', 'own', '').actor
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  // A demonstration knows no identities: the rule of the house is put aside for the moment that these are written.
  await admin.query('alter table access.identity disable trigger identity_fits_installation')
  for (const [actor, subject] of [
    [bound.actor, 'een'],
    [closed, 'twee'],
    [foreign.actor, 'drie'],
  ])
    await admin.query("insert into access.identity values ($1, 'local', $2, $3)", [actor, subject, now])
  await admin.query('alter table access.identity enable trigger identity_fits_installation')
  await admin.query('update access.account set closed_at = $2 where actor_id = $1', [closed, now])
  const enrol = (hash: string, actor: string, until: Date, used: Date | null) =>
    admin.query(`insert into access.enrolment values (${hex(hash)}, $1, $2, $3, $4)`, [actor, now, until, used])
  await enrol('30', bound.actor, later(60), null)
  await enrol('31', bound.actor, later(-1), null)
  await enrol('32', bound.actor, later(60), now)
  await enrol('33', closed, later(60), null)
  const passkey = (hash: string, counter: number, ended: Date | null) =>
    admin.query(`insert into access.passkey values (${hex(hash, 16)}, 'een', ${hex('01', 40)}, $1, $2, null, $3)`, [
      ...[counter, now, ended],
    ])
  await passkey('40', 5, null)
  await passkey('41', 5, now)
  const key = (hash: string, lockedUntil: Date | null, ended: Date | null) =>
    admin.query(`insert into access.access_key values (${hex(hash)}, 'een', ${hex('01', 60)}, 100, 0, $1, $2, $3)`, [
      ...[lockedUntil, now, ended],
    ])
  await key('50', null, null)
  await key('51', later(10), null)
  await key('52', null, now)
  const session = (hash: string, actor: string, until: Date, ended: Date | null) =>
    admin.query(
      `insert into access.session (token_hash, actor_id, created_at, expires_at, ended_at) values (${hex(hash)}, $1, $2, $3, $4)`,
      [actor, later(-60), until, ended],
    )
  await session('60', bound.actor, later(60), null)
  await session('61', bound.actor, later(-1), null)
  await session('62', bound.actor, later(60), now)
  await session('63', closed, later(60), null)
  await session('64', foreign.actor, later(60), null)
  const idOf = async (hash: string): Promise<string> => {
    const { rows } = await admin.query<{ id: string }>(`select id from access.session where token_hash = ${hex(hash)}`)
    return rows[0]?.id ?? ''
  }
  await admin.query(`insert into access.sign_in_proof values (${hex('70')}, '/', $1, $2, null, $3)`, [
    ...[bound.actor, now, later(-1)],
  ])
  await admin.query(`insert into access.sign_in values (${hex('71')}, '/', null, $1, $2)`, [now, later(-1)])
  return {
    ...{ actor: bound.actor, closed, foreign: foreign.actor },
    ...{ session: await idOf('60'), foreignSession: await idOf('64') },
  }
}

const prepareDestructions = async (
  admin: pg.Client,
  relations: Relations,
  now: Date,
): Promise<Things['destructions']> => {
  const [writer, officer] = [
    relations.asker('care-coordinator', 'own', ''),
    relations.asker('privacy-officer', 'own', ''),
  ]
  const other = relations.asker('focal-officer', 'own', '')
  const { organisation } = writer.house
  const make = async (clock: string, held: Date | null, approved: readonly (readonly [string, string, Date])[]) => {
    const id = randomUUID()
    await admin.query(
      `insert into retention.destruction (id, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_by, listed_at, held_at)
       values ($1, $2, $3, 'dossier', $4, '{identity}', '2026-11-30', 'listed', $5, $6, $7)`,
      [id, organisation, relations.scene.dossierId, clock, writer.actor, now, held],
    )
    for (const [actor, role, at] of approved)
      await admin.query('insert into retention.approval values (gen_random_uuid(), $1, $2, $3, $4, $5)', [
        ...[organisation, id, actor, role, at],
      ])
    return id
  }
  const before = new Date(now.getTime() - HOURS)
  return {
    one: await make('alleen-een', null, [[officer.actor, 'privacy-officer', now]]),
    noOfficer: await make('zonder-officier', null, [
      [writer.actor, 'care-coordinator', now],
      [other.actor, 'focal-officer', now],
    ]),
    beforeHold: await make('voor-aanhouden', now, [
      [writer.actor, 'care-coordinator', before],
      [officer.actor, 'privacy-officer', before],
    ]),
    two: await make('met-twee', null, [
      [writer.actor, 'care-coordinator', now],
      [officer.actor, 'privacy-officer', now],
    ]),
  }
}

/** Another file of the house, of which a request was answered: the log of it is closed again. */
const prepareDesk = async (admin: pg.Client, relations: Relations, now: Date, dossier: string): Promise<string> => {
  const own = relations.asker('care-coordinator', 'own', '')
  const [id, { organisation }] = [randomUUID(), own.house]
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')",
    [dossier, organisation, now],
  )
  await admin.query(
    `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key, payload)
     values (gen_random_uuid(), $1, 1, 'chapter-noted', '2026-11-16', 'day', $2, $3, $4, 'W01', 'safety', gen_random_uuid()::text, '{}')`,
    [dossier, now, own.actor, organisation],
  )
  await admin.query("insert into privacy.access_request values ($1, $2, '2026-11-16', 'own-page', $3, $4)", [
    ...[id, organisation, own.actor, now],
  ])
  for (const [step, about] of [
    ['linked', dossier],
    ['answered', null],
  ])
    await admin.query(
      "insert into privacy.access_request_step values (gen_random_uuid(), $1, $2, $3, $4, null, '2026-11-16', $5, $6)",
      [organisation, id, step, about, own.actor, now],
    )
  await admin.query(
    `insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject)
     values (gen_random_uuid(), gen_random_uuid(), $1, $2, 'care-coordinator', 'care', 'W01', 'read-dossier', $3)`,
    [now, organisation, dossier],
  )
  return id
}

/** Of breaking the glass: one person, named chapters, hours (decision 0040). */
const emergencyCells = (house: TestSystem, relations: Relations): readonly ActCell[] => {
  const { dossierId, handoverId } = relations.scene
  const opener = relations.asker('care-coordinator', 'break-glass', '')
  const colleague = relations.asker('focal-officer', 'break-glass', '')
  const stranger = relations.asker('care-coordinator', 'other-region', '')
  const holder = relations.asker('care-coordinator', 'own', '')
  const police = relations.asker('investigator', 'none', '')
  const ground = relations.openingOf(opener) as NonNullable<SignedClaim['ground']>
  const [me, it] = [memberOf(opener), { purpose: 'E01', ground }] as const
  const seen = `select coalesce(string_agg(distinct chapter, ' ' order by chapter), 'nothing') from dossier.fact where stream = '${dossierId}'`
  const open = (of: string, hours = 2) =>
    `select coalesce(b.refused, 'opened') from access.open_break_glass(gen_random_uuid(), '${of}', '{safety}', 'acute-danger',
      keeper.claim_time() + interval '${hours} hours') b`
  const emergency = { purpose: 'E01' }
  const later = new Date(house.clock.now().getTime() + 3 * HOURS)
  const earlier = new Date(house.clock.now().getTime() - HOURS)
  return [
    { name: 'who opened reads the chapters', member: me, more: it, sql: seen, told: 'contact safety' },
    { name: 'a colleague does not', member: memberOf(colleague), more: it, sql: seen, told: 'nothing' },
    { name: 'another house does not', member: memberOf(stranger), more: it, sql: seen, told: 'nothing' },
    { name: 'not for another purpose', member: me, more: { ground }, sql: seen, told: 'nothing' },
    { name: 'not without the opening', member: me, more: emergency, sql: seen, told: 'nothing' },
    { name: 'not after its end', member: me, more: { ...it, at: later }, sql: seen, told: 'nothing' },
    { name: 'not before it', member: me, more: { ...it, at: earlier }, sql: seen, told: 'nothing' },
    {
      ...{
        name: 'not on the plane of enforcement',
        member: { ...me, plane: 'enforcement' },
        more: it,
        told: 'nothing',
      },
      sql: seen,
    },
    {
      name: 'the own file is not read in an emergency',
      member: memberOf(holder),
      more: emergency,
      sql: seen,
      told: 'nothing',
    },
    {
      ...{ name: 'no plane but that of care opens', told: 'not-your-function', sql: open(dossierId) },
      ...{ member: { ...memberOf(stranger), plane: 'enforcement' }, more: emergency },
    },
    {
      ...{
        name: 'that it was opened stays within care',
        member: { ...memberOf(holder), plane: 'enforcement' },
        told: '0',
      },
      sql: 'select count(*) from access.break_glass',
    },
    {
      ...{
        name: 'what the officers found stays within care',
        told: '0',
        sql: 'select count(*) from access.break_glass_review',
      },
      member: { ...memberOf(relations.asker('privacy-officer', 'own', '')), plane: 'enforcement' },
    },
    {
      ...{ name: 'of no other file', member: me, more: it, told: '0' },
      sql: `select count(*) from dossier.fact where stream <> '${dossierId}'`,
    },
    {
      name: 'police open nothing',
      member: memberOf(police),
      more: emergency,
      sql: open(dossierId),
      told: 'not-your-function',
    },
    {
      ...{ name: 'no function of enforcement in a borrowed plane', told: 'not-your-function', sql: open(dossierId) },
      ...{ member: { ...memberOf(police), plane: 'care' }, more: emergency },
    },
    {
      name: 'nothing is opened for another purpose',
      member: memberOf(stranger),
      sql: open(dossierId),
      told: 'not-your-function',
    },
    {
      name: 'the holder needs no emergency',
      member: memberOf(holder),
      more: emergency,
      sql: open(dossierId),
      told: 'break-glass-not-needed',
    },
    { name: 'not twice at once', member: me, more: emergency, sql: open(dossierId), told: 'break-glass-stands' },
    {
      name: 'no longer than four hours',
      member: memberOf(stranger),
      more: emergency,
      sql: open(dossierId, 5),
      told: '23514',
    },
    { name: 'somebody else may', member: memberOf(stranger), more: emergency, sql: open(dossierId), told: 'opened' },
    {
      ...{ name: 'the reason is for officers and who wrote it', member: memberOf(holder), told: '0' },
      sql: "select count(*) from access.fact where kind like 'break-glass-%'",
    },
    {
      ...{ name: 'a stranger is not told how long', member: memberOf(stranger), told: 'null' },
      sql: `select access.break_glass_key_until('${ground}', 'safety')`,
    },
    {
      name: 'somebody else is somebody else',
      member: memberOf(stranger),
      sql: `select access.is_same_person('${holder.actor}')`,
      told: 'false',
    },
    {
      ...{ name: 'in an emergency nothing is written', member: memberOf(holder), more: emergency, told: '42501' },
      sql: `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key, payload)
        values (gen_random_uuid(), '${dossierId}', kernel.next_version('dossier', '${dossierId}'), 'chapter-noted', '2026-11-16', 'day', keeper.claim_time(),
          '${holder.actor}', '${holder.house.organisation}', 'E01', 'story', gen_random_uuid()::text, '{}')`,
    },
    {
      ...{ name: 'in an emergency no file is opened', member: memberOf(holder), more: emergency, told: '42501' },
      sql: `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage)
        values (gen_random_uuid(), '${holder.house.organisation}', '${holder.house.organisation}', now(), 'open')`,
    },
    {
      ...{ name: 'in an emergency no file is changed', member: memberOf(holder), more: emergency, told: '0' },
      sql: `update dossier.dossier set page_on = page_on where id = '${dossierId}'`,
    },
    {
      ...{ name: 'in an emergency nothing is handed over', member: memberOf(holder), more: emergency, told: '0' },
      sql: `update dossier.handover set stage = stage where id = '${handoverId}'`,
    },
    {
      ...{ name: 'nobody ends it in the name of somebody else', member: me, told: '42501' },
      sql: `update access.break_glass set ended_at = keeper.claim_time(), ended_by = '${holder.actor}', ended_for = 'reader' where id = '${ground}'`,
    },
    {
      ...{ name: 'a colleague does not end it', member: memberOf(colleague), told: '0' },
      sql: `update access.break_glass set ended_at = keeper.claim_time(), ended_by = '${colleague.actor}', ended_for = 'reader' where id = '${ground}'`,
    },
    {
      ...{ name: 'the officer judges in the own name', told: '42501' },
      member: memberOf(relations.asker('privacy-officer', 'break-glass', '')),
      sql: `insert into access.break_glass_review values (gen_random_uuid(), '${ground}', '${opener.house.organisation}', 'justified', '${opener.actor}', keeper.claim_time())`,
    },
    {
      ...{ name: 'the officer of another house does not judge', told: '42501' },
      member: memberOf(relations.asker('privacy-officer', 'other-region', '')),
      sql: `insert into access.break_glass_review values (gen_random_uuid(), '${ground}', '${stranger.house.organisation}', 'justified',
        '${relations.asker('privacy-officer', 'other-region', '').actor}', keeper.claim_time())`,
    },
  ]
}

/** Of a party without an account: a link, a code, a visit, and the yes of that moment (decision 0060). */
const outsideCells = (relations: Relations, { shut, over }: Things): readonly ActCell[] => {
  const mine = relations.scene.outsideHandoverId
  const guest = memberOf(relations.asker('guest', 'own', ''))
  const holder = memberOf(relations.asker('care-coordinator', 'own', ''))
  const more = { purpose: 'W14', linkSubject: mine }
  const at = (linkSubject: string) => ({ ...more, linkSubject })
  const salt = (of: string) => `select count(*) from access.outside_salt('${of}')`
  const enter = (of: string, hash: string) =>
    `select access.enter_outside('${of}', ${hex(hash)}, decode('${randomBytes(32).toString('hex')}', 'hex'))`
  const goes = (of: string, hash: string) => `select access.outside_goes_on('${of}', ${hex(hash)})`
  const chapters = (of: string) => `select count(*) from access.outside_chapters('${of}')`
  const cell = (name: string, sql: string, told: string, claim: More = more, member = guest): ActCell => ({
    ...{ name: `outside: ${name}`, member, more: claim, sql, told },
  })
  const given = "select count(*) from dossier.fact where kind = 'outside-chapter-given'"
  return [
    cell('who has the link gets what its code is made with', salt(mine), '1'),
    cell('not for another purpose', salt(mine), '0', { ...more, purpose: 'W06' }),
    cell('not of another link', salt(shut), '0'),
    cell('nobody with an account', salt(mine), '0', more, holder),
    cell('nothing of what is over', salt(over), '0', at(over)),
    cell('the right code opens', enter(mine, '11'), 'entered'),
    cell('a wrong code does not', enter(mine, '12'), 'wrong'),
    cell('what is shut stays shut', enter(shut, '11'), 'locked', at(shut)),
    cell('what is over opens for no code', enter(over, '11'), 'not-found', at(over)),
    cell('the code of another does not', enter(shut, '11'), 'not-found'),
    cell('a visit goes on', goes(mine, '30'), 'true'),
    cell('after half an hour it is over', goes(mine, '31'), 'false'),
    cell('under a code of before it is over', goes(shut, '32'), 'false', at(shut)),
    cell('of what is over there is none', goes(over, '33'), 'false', at(over)),
    cell('a visit of one is none of another', goes(shut, '30'), 'false', at(shut)),
    cell('one chapter stands, and one was taken back', chapters(mine), '1'),
    cell('without a visit there is no chapter', chapters(shut), '0', at(shut)),
    cell('what went along and stands shows', given, '1'),
    cell('of what is over nothing shows', given, '0', at(over)),
    cell('for another purpose nothing shows', given, '0', { ...more, purpose: 'W13' }),
    // Who it is, the one chapter, that it was opened and received; no other step and no note.
    cell('of the file nothing else shows', 'select count(*) from dossier.fact', '4'),
    cell('the file itself does not', 'select count(*) from dossier.dossier', '0'),
    cell('its own row shows', 'select count(*) from dossier.outside_handover', '1'),
    cell('without a visit not even that', 'select count(*) from dossier.outside_handover', '0', at(shut)),
    cell('it settles nothing', "update dossier.outside_handover set stage = 'settled', becomes = 'ends'", '0'),
    cell('it makes nobody holder', 'update dossier.dossier set holder_id = holder_id', '0'),
  ]
}

/** Of her page: a link, a code, a visit (decision 0044). */
const pageCells = (relations: Relations, { locked, off }: Things): readonly ActCell[] => {
  const { dossierId, requestId } = relations.scene
  const guest = memberOf(relations.asker('guest', 'own', ''))
  const holder = relations.asker('care-coordinator', 'own', '')
  const stranger = relations.asker('shelter-worker', 'other-region', '')
  const link = { purpose: 'W06', linkSubject: dossierId }
  const salt = (of: string) => `select count(*) from access.page_salt('${of}')`
  const enter = (of: string, hash: string) =>
    `select access.enter_page('${of}', ${hex(hash)}, decode('${randomBytes(32).toString('hex')}', 'hex'), now())`
  const visit = (hash: string) => `select count(*) from access.find_page_session(${hex(hash)}, keeper.claim_time())`
  return [
    {
      name: 'who has the link gets what a code is made with',
      member: guest,
      more: link,
      sql: salt(dossierId),
      told: '1',
    },
    {
      name: 'not for another purpose',
      member: guest,
      more: { purpose: 'W13', linkSubject: dossierId },
      sql: salt(dossierId),
      told: '0',
    },
    { name: 'not of another page', member: guest, more: link, sql: salt(locked), told: '0' },
    { name: 'nobody with an account', member: memberOf(holder), more: link, sql: salt(dossierId), told: '0' },
    {
      name: 'nothing of a page that is off',
      member: guest,
      more: { ...link, linkSubject: off },
      sql: salt(off),
      told: '0',
    },
    { name: 'the right code opens', member: guest, more: link, sql: enter(dossierId, '11'), told: 'entered' },
    { name: 'a wrong code does not', member: guest, more: link, sql: enter(dossierId, '12'), told: 'wrong' },
    {
      name: 'the right code of another page does not',
      member: guest,
      more: link,
      sql: enter(locked, '11'),
      told: 'not-found',
    },
    {
      name: 'a locked page stays locked',
      member: guest,
      more: { ...link, linkSubject: locked },
      sql: enter(locked, '11'),
      told: 'locked',
    },
    {
      name: 'a page that is off opens for no code',
      member: guest,
      more: { ...link, linkSubject: off },
      sql: enter(off, '11'),
      told: 'not-found',
    },
    {
      name: 'nobody with an account enters',
      member: memberOf(holder),
      more: link,
      sql: enter(dossierId, '11'),
      told: 'not-found',
    },
    { name: 'a visit is found', member: guest, sql: visit('20'), told: '1' },
    { name: 'after ten minutes it is over', member: guest, sql: visit('21'), told: '0' },
    { name: 'after an hour it is over', member: guest, sql: visit('22'), told: '0' },
    { name: 'who left is gone', member: guest, sql: visit('23'), told: '0' },
    { name: 'under a code of before it is over', member: guest, sql: visit('24'), told: '0' },
    { name: 'under a code that was chosen since it is over', member: guest, sql: visit('26'), told: '0' },
    { name: 'on a page that is off it is over', member: guest, sql: visit('25'), told: '0' },
    {
      // The bed of the scene is given by the house elsewhere; who asks here gives none.
      ...{ name: 'who pays for a bed is told to the house that gives it alone', member: memberOf(holder), told: '0' },
      sql: 'select count(*) from care.payers_for_beds()',
    },
    {
      ...{ name: 'who pays for a bed is told to the house that gives it', told: 'true' },
      member: memberOf(relations.asker('shelter-worker', 'other-region', '')),
      sql: 'select count(*) > 0 from care.payers_for_beds()',
    },
    {
      ...{ name: 'who pays for a bed is not told to another shelter', told: '0' },
      member: memberOf(relations.asker('shelter-worker', 'own', '')),
      sql: 'select count(*) from care.payers_for_beds()',
    },
    {
      ...{ name: 'a bed is known to who holds the file alone', member: memberOf(stranger), told: 'false' },
      sql: `select care.gives_bed('${dossierId}')`,
    },
    {
      ...{ name: 'the holder answers in the own name', member: memberOf(holder), told: '42501' },
      sql: `update dossier.person_request set outcome = 'done', answered_at = now(), answered_by_id = '${stranger.house.organisation}' where id = '${requestId}'`,
    },
    {
      ...{ name: 'what was answered stays answered', member: memberOf(holder), told: '0' },
      sql: `update dossier.person_request set outcome = 'done', answered_at = now(), answered_by_id = '${holder.house.organisation}' where outcome is not null`,
    },
  ]
}

/** Of signing in here (decision 0047) and of accounts. */
const meansCells = (relations: Relations, { bound }: Things): readonly ActCell[] => {
  const own = relations.asker('care-coordinator', 'own', '')
  const stranger = relations.asker('care-coordinator', 'other-region', '')
  const me = memberOf(own)
  const operator = { function: 'operator', purpose: 'accounts' } as const
  const enrolled = (hash: string) => `select access.find_enrolment(${hex(hash)}, keeper.claim_time())`
  const use = (hash: string, counter: number) => `select access.use_passkey(${hex(hash, 16)}, ${counter}, now())`
  const tried = (hash: string) =>
    `select coalesce((select t.resting::text from access.try_access_key(${hex(hash)}, keeper.claim_time()) t), 'nothing')`
  const found = (hash: string) => `select count(*) from access.find_session(${hex(hash)}, keeper.claim_time(), false)`
  const listed = (hash: string) => `select count(*) from access.list_sessions(${hex(hash)}, keeper.claim_time())`
  const endOne = (hash: string) =>
    `select access.end_own_session(${hex(hash)}, '${bound.session}', keeper.claim_time())`
  const ended = `select access.end_sessions_of('${bound.actor}', now())`
  const means = `select access.end_means_of('${bound.actor}', now()) > 0`
  const begin = (actor: string) =>
    `insert into access.session (token_hash, actor_id, created_at, expires_at) values (decode('${randomBytes(32).toString('hex')}', 'hex'), '${actor}', now(), now() + interval '1 hour')`
  const add = (organisation: string, role: string, plane: string) =>
    `insert into access.account (actor_id, organisation_id, function, plane, display_name) values (gen_random_uuid(), '${organisation}', '${role}', '${plane}', 'Verzonnen')`
  const invite = (actor: string) =>
    `insert into access.enrolment (code_hash, actor_id, created_at, expires_at) values (decode('${randomBytes(32).toString('hex')}', 'hex'), '${actor}', now(), now() + interval '1 day')`
  const bind = (actor: string) => `update access.identity set bound_at = bound_at where actor_id = '${actor}'`
  const home = own.house.organisation
  return [
    { name: 'an invitation is found', member: me, sql: enrolled('30'), told: 'een' },
    { name: 'not when it is over', member: me, sql: enrolled('31'), told: 'null' },
    { name: 'not twice', member: me, sql: enrolled('32'), told: 'null' },
    { name: 'not of an account that is closed', member: me, sql: enrolled('33'), told: 'null' },
    { name: 'a passkey counts on', member: me, sql: use('40', 6), told: 'true' },
    { name: 'a passkey that counts back is a copy', member: me, sql: use('40', 5), told: 'false' },
    { name: 'a passkey that ended is none', member: me, sql: use('41', 6), told: 'false' },
    {
      name: 'nor is it found',
      member: me,
      sql: `select count(*) from access.find_passkey(${hex('41', 16)})`,
      told: '0',
    },
    { name: 'a key with a code is tried', member: me, sql: tried('50'), told: 'false' },
    { name: 'one that rests, rests', member: me, sql: tried('51'), told: 'true' },
    { name: 'one that ended is none', member: me, sql: tried('52'), told: 'nothing' },
    { name: 'a code is good once', member: me, sql: `select access.use_access_key(${hex('50')}, 100)`, told: 'false' },
    { name: 'a session is found', member: me, sql: found('60'), told: '1' },
    { name: 'not when it is over', member: me, sql: found('61'), told: '0' },
    { name: 'not when it was ended', member: me, sql: found('62'), told: '0' },
    { name: 'not of an account that is closed', member: me, sql: found('63'), told: '0' },
    {
      name: 'who holds a token sees the own sessions',
      member: me,
      sql: `${listed('60')} where id = '${bound.session}'`,
      told: '1',
    },
    {
      name: 'and not that of somebody else',
      member: me,
      sql: `${listed('60')} where id = '${bound.foreignSession}'`,
      told: '0',
    },
    { name: 'with one that is over none', member: me, sql: listed('61'), told: '0' },
    { name: 'with one that was ended none', member: me, sql: listed('62'), told: '0' },
    { name: 'of a closed account none', member: me, sql: listed('63'), told: '0' },
    { name: 'an own session is ended', member: me, sql: endOne('60'), told: 'true' },
    { name: 'nobody ends that of somebody else', member: me, sql: endOne('64'), told: 'false' },
    {
      name: 'a proof that is over is none',
      member: me,
      sql: `select count(*) from access.find_proof(${hex('70')}, keeper.claim_time())`,
      told: '0',
    },
    {
      name: 'an attempt that is over is none',
      member: me,
      sql: `select count(*) from access.take_sign_in(${hex('71')}, keeper.claim_time())`,
      told: '0',
    },
    { name: 'the operator ends sessions', member: me, more: operator, sql: `${ended} > 0`, told: 'true' },
    { name: 'nobody else does', member: me, sql: ended, told: '0' },
    {
      name: 'the operator of another house does not',
      member: memberOf(stranger),
      more: operator,
      sql: ended,
      told: '0',
    },
    { name: 'the operator ends means', member: me, more: operator, sql: means, told: 'true' },
    { name: 'nobody else ends means', member: me, sql: means, told: 'false' },
    {
      name: 'the operator of another house ends none',
      member: memberOf(stranger),
      more: operator,
      sql: means,
      told: 'false',
    },
    {
      ...{ name: 'own sessions end in an act of signing in alone', member: me, told: '0' },
      sql: 'select access.end_own_sessions(now())',
    },
    {
      name: 'a session begins for oneself',
      member: me,
      more: { purpose: 'sign-in' },
      sql: begin(own.actor),
      told: '1',
    },
    { name: 'not for somebody else', member: me, more: { purpose: 'sign-in' }, sql: begin(bound.actor), told: '42501' },
    { name: 'not in another act', member: me, sql: begin(own.actor), told: '42501' },
    { name: 'the operator adds an account', member: me, more: operator, sql: add(home, 'payer', 'care'), told: '1' },
    { name: 'nobody else adds one', member: me, sql: add(home, 'payer', 'care'), told: '42501' },
    {
      name: 'not for another house',
      member: me,
      more: operator,
      sql: add(stranger.house.organisation, 'payer', 'care'),
      told: '42501',
    },
    { name: 'not on another plane', member: me, more: operator, sql: add(home, 'payer', 'enforcement'), told: '42501' },
    { name: 'nobody becomes the person', member: me, more: operator, sql: add(home, 'person', 'care'), told: '42501' },
    { name: 'the operator invites', member: me, more: operator, sql: invite(bound.actor), told: '1' },
    { name: 'not somebody of another house', member: me, more: operator, sql: invite(bound.foreign), told: '42501' },
    { name: 'not whose account is closed', member: me, more: operator, sql: invite(bound.closed), told: '42501' },
    { name: 'nobody else invites', member: me, sql: invite(bound.actor), told: '42501' },
    {
      name: 'who is bound is bound by the operator of the house',
      member: me,
      more: operator,
      sql: bind(bound.foreign),
      told: '0',
    },
  ]
}

/** Of destroying: two people, one of them the officer, after the last hold (decision 0045). */
const destroyCells = (relations: Relations, { destructions }: Things): readonly ActCell[] => {
  const own = relations.asker('care-coordinator', 'own', '')
  const other = relations.asker('focal-officer', 'own', '').actor
  const { organisation } = own.house
  const me = memberOf(own)
  const erase = (id: string) =>
    `update retention.destruction set stage = 'erased', erased_at = now(), keys_ended = 0 where id = '${id}'`
  const approve = (actor: string, role: string, at = 'keeper.claim_time()') =>
    `insert into retention.approval values (gen_random_uuid(), '${organisation}', '${destructions.one}', '${actor}', '${role}', ${at})`
  const listed = (by: string, stage = 'listed') =>
    `insert into retention.destruction (id, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_by, listed_at, erased_at)
     values (gen_random_uuid(), '${organisation}', gen_random_uuid(), 'dossier', 'person-asks', '{identity}', '2026-11-30', '${stage}', '${by}',
       keeper.claim_time(), ${stage === 'erased' ? 'now()' : 'null'})`
  const cells: readonly ActCell[] = [
    { name: 'two people, one the officer, destroy', member: me, sql: erase(destructions.two), told: '1' },
    { name: 'one does not', member: me, sql: erase(destructions.one), told: '42501' },
    { name: 'two without the officer do not', member: me, sql: erase(destructions.noOfficer), told: '42501' },
    {
      name: 'what was said before it was held does not count',
      member: me,
      sql: erase(destructions.beforeHold),
      told: '42501',
    },
    { name: 'everybody approves for oneself', member: me, sql: approve(own.actor, 'care-coordinator'), told: '1' },
    { name: 'not for a colleague', member: me, sql: approve(other, 'care-coordinator'), told: '42501' },
    { name: 'not as the officer', member: me, sql: approve(own.actor, 'privacy-officer'), told: '42501' },
    {
      name: 'not at another moment',
      member: me,
      sql: approve(own.actor, 'care-coordinator', "now() - interval '1 hour'"),
      told: '42501',
    },
    { name: 'nobody lists in the name of a colleague', member: me, sql: listed(other), told: '42501' },
    { name: 'nothing is listed as destroyed', member: me, sql: listed(own.actor, 'erased'), told: '42501' },
    {
      ...{ name: 'nobody holds in the name of a colleague', member: me, told: '42501' },
      sql: `update retention.destruction set stage = 'held', held_at = now(), held_by = '${other}', held_until = '2027-01-01', hold_reason = 'was-minor' where id = '${destructions.one}'`,
    },
  ]
  return [
    ...cells.map((cell) => ({ ...cell, more: { purpose: 'W11' } })),
    { name: 'not for another purpose', member: me, sql: approve(own.actor, 'care-coordinator'), told: '42501' },
  ]
}

/** Of who asks what is kept (AVG 15): the log of one file, for who answers, while it is asked. */
const deskCells = (relations: Relations, { answered, answeredRequest }: Things): readonly ActCell[] => {
  const own = relations.asker('care-coordinator', 'own', '')
  const officer = relations.asker('privacy-officer', 'own', '')
  const colleague = relations.asker('wmo-desk', 'own', '')
  const { dossierId, accessRequestId } = relations.scene
  const answers = { purpose: 'W12' }
  const log = (of: string) => `select count(*) > 0 from audit.processing where subject = '${of}'`
  const step = (request: string, by: string, of: string | null, what = 'linked') =>
    `insert into privacy.access_request_step values (gen_random_uuid(), '${own.house.organisation}', '${request}', '${what}', ${of ? `'${of}'` : 'null'}, null,
      '2026-11-16', '${by}', keeper.claim_time())`
  const [me, stranger] = [memberOf(own), String(relations.asker('person', 'other-region', '').dossier)]
  return [
    { name: 'who answers reads the log of the file', member: me, more: answers, sql: log(dossierId), told: 'true' },
    { name: 'not for another purpose', member: me, sql: log(dossierId), told: 'false' },
    { name: 'not in another function', member: memberOf(colleague), more: answers, sql: log(dossierId), told: 'false' },
    { name: 'not after it was answered', member: me, more: answers, sql: log(answered), told: 'false' },
    {
      ...{ name: 'of no other file', member: me, more: answers, told: '0' },
      sql: `select count(*) from audit.processing p where p.subject <> '${dossierId}'
        and not exists (select 1 from signal.signal s where s.id = p.subject and s.dossier_id = '${dossierId}')`,
    },
    {
      name: 'the officer says of no request which file it is about',
      member: memberOf(officer),
      sql: step(answeredRequest, officer.actor, dossierId),
      told: '42501',
    },
    {
      name: 'nobody fastens the file of another house',
      member: me,
      sql: step(answeredRequest, own.actor, stranger),
      told: '42501',
    },
    {
      name: 'nobody writes in the name of a colleague',
      member: me,
      sql: step(accessRequestId, officer.actor, null, 'withdrawn'),
      told: '42501',
    },
  ]
}

/** Of what is written down: the next version of its stream, at this moment (decisions 6 and 17). */
const factCells = (relations: Relations): readonly ActCell[] => {
  const own = relations.asker('care-coordinator', 'own', '')
  const { signalId } = relations.scene
  const fact = (version: string) =>
    `insert into signal.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
     values (gen_random_uuid(), '${signalId}', ${version}, 'call-logged', '2026-11-16', 'day', keeper.claim_time(), '${own.actor}',
       '${own.house.organisation}', 'W01', gen_random_uuid()::text, '{}')`
  const refused = (at: string) =>
    `insert into linkage.refused_lookup (id, organisation_id, actor_id, code, asked_at)
     values (gen_random_uuid(), '${own.house.organisation}', '${own.actor}', 'ground-missing', ${at})`
  const me = memberOf(own)
  return [
    {
      name: 'the next version is written',
      member: me,
      sql: fact(`kernel.next_version('signal', '${signalId}')`),
      told: '1',
    },
    { name: 'a version that is made up is not', member: me, sql: fact('99'), told: '42501' },
    { name: 'a refusal is of this moment', member: me, sql: refused('keeper.claim_time()'), told: '1' },
    { name: 'and of no other', member: me, sql: refused("keeper.claim_time() - interval '1 day'"), told: '42501' },
  ]
}
