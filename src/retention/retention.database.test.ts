import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { makeScene, type Scene } from '../../tests/support/scene.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { logSignerOf, proveLog } from '../audit/index.ts'
import { asId, type TraceId } from '../kernel/index.ts'
import { asClaim } from '../platform/database.ts'

const { coordinatorZaanstad, colleagueZaanstad, privacyOfficerZaanstad, coordinatorEindhoven, shelterWorkerHaven } =
  cast
const WORD = 'kanarie'

type Item = {
  readonly subjectId: string
  readonly clock: string
  readonly classes: readonly string[]
  readonly state: string
  readonly dueDate: string
  readonly abilities: readonly string[]
}
type Shown = { readonly items: readonly Item[]; readonly erased: readonly Item[]; readonly soon: number }

let house: TestSystem
let scene: Scene
beforeAll(async () => {
  house = await openTestSystem()
  scene = await sceneOf(house)
})
afterAll(async () => {
  await house.close()
})

const sceneOf = (of: TestSystem) =>
  makeScene(of, {
    ...{ coordinator: coordinatorZaanstad, other: cast.comenshaDesk, provider: shelterWorkerHaven },
    receiver: castOrganisations.safetyHouse,
    text: (field) => `${WORD} ${field}`,
  })
const listFor = async (member: CastMember): Promise<Shown> =>
  (await (await house.as(member)).get('/v1/destruction-list')).body as Shown
const decideAs = async (member: CastMember, body: object) =>
  (await house.as(member)).post('/v1/destruction-decisions', body)
const codeOf = (answer: { readonly body: unknown }) => (answer.body as { code?: string }).code
const approval = (clock = 'on-request', subjectId = scene.dossierId) => ({ subjectId, clock, decision: 'approve' })

const proven = () =>
  proveLog(house.platform.databases.auditor, {
    ...{ verifierKey: logSignerOf(house.platform.secrets.master).verifierKey, kept: [], now: house.clock.now() },
  })

describe('on request of the person', () => {
  test('a file that holds no more than a name in one chapter can be asked to go too', async () => {
    const small = await openTestSystem()
    const hanna = await small.as(coordinatorZaanstad)
    const opened = await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: WORD }] })
    const { dossierId } = opened.body as { dossierId: string }
    expect((await hanna.post('/v1/erasure-requests', { dossierId })).status).toBe(201)
    const list = (await (await small.as(privacyOfficerZaanstad)).get('/v1/destruction-list')).body as Shown
    expect(list.items).toMatchObject([{ subjectId: dossierId }])
    await small.close()
  })

  test('what she asks stands on the list of the house that keeps it, once, and of no other house', async () => {
    expect((await listFor(privacyOfficerZaanstad)).items).toEqual([])
    const hanna = await house.as(coordinatorZaanstad)
    expect((await hanna.post('/v1/erasure-requests', { dossierId: scene.dossierId })).status).toBe(201)
    expect(codeOf(await hanna.post('/v1/erasure-requests', { dossierId: scene.dossierId }))).toBe(
      'erasure-asked-already',
    )
    const [item, ...more] = (await listFor(privacyOfficerZaanstad)).items
    expect(more).toEqual([])
    expect(item).toMatchObject({
      ...{
        subjectId: scene.dossierId,
        clock: 'on-request',
        reason: 'request',
        state: 'due',
        abilities: ['approve', 'hold'],
      },
      classes: ['identity', 'location', 'medical', 'investigation', 'oversight', 'outside'],
    })
    expect((await listFor(coordinatorEindhoven)).items).toEqual([])
    const elsewhere = await house.as(coordinatorEindhoven)
    for (const dossierId of [scene.dossierId, randomUUID()])
      expect(codeOf(await elsewhere.post('/v1/erasure-requests', { dossierId }))).toBe('not-found')
    expect(codeOf(await decideAs(coordinatorEindhoven, approval()))).toBe('not-found')
    expect(codeOf(await decideAs(privacyOfficerZaanstad, approval('on-request', randomUUID())))).toBe('not-found')
    expect(codeOf(await decideAs(privacyOfficerZaanstad, approval('wmo-file')))).toBe('not-found')
  })

  test('held with a reason it waits, and approvals of before do not count any more', async () => {
    const held = { ...approval(), decision: 'hold' }
    expect(codeOf(await decideAs(coordinatorZaanstad, held))).toBe('hold-says-why')
    expect(codeOf(await decideAs(coordinatorZaanstad, { ...approval(), holdReason: 'was-minor' }))).toBe(
      'hold-says-why',
    )
    expect((await decideAs(coordinatorZaanstad, approval())).body).toMatchObject({ state: 'waits' })
    house.clock.advance({ minutes: 1 })
    const why = { holdReason: 'running-procedure', holdUntilDate: '2027-01-31' }
    expect((await decideAs(privacyOfficerZaanstad, { ...held, ...why })).body).toMatchObject({ state: 'held' })
    expect(codeOf(await decideAs(privacyOfficerZaanstad, approval()))).toBe('destruction-held')
    const [item] = (await listFor(privacyOfficerZaanstad)).items
    expect(item).toMatchObject({ state: 'held', holdReason: 'running-procedure', approvals: [], abilities: [] })
    house.clock.advance({ days: 120 })
    expect((await listFor(privacyOfficerZaanstad)).items[0]).toMatchObject({
      state: 'due',
      abilities: ['approve', 'hold'],
    })
  })

  test('P3 one person alone, twice or beside a colleague without the officer, destroys nothing', async () => {
    expect((await decideAs(coordinatorZaanstad, approval())).body).toMatchObject({ state: 'waits' })
    expect(codeOf(await decideAs(coordinatorZaanstad, approval()))).toBe('destruction-approved-by-you')
    expect(codeOf(await decideAs(colleagueZaanstad, approval()))).toBe('destruction-needs-officer')
    expect((await read(`/v1/dossiers/${scene.dossierId}`)).text).toContain(`${WORD} healthText`)
  })

  test('P3 the database refuses to mark as destroyed what two people did not approve', async () => {
    const { platform } = house
    const as = (member: CastMember, statement: string) =>
      asClaim(
        platform.databases.worker,
        platform.secrets.claim,
        {
          ...{ organisation: member.organisation, actor: member.actor, function: member.function, plane: member.plane },
          ...{ purpose: 'W11', trace: asId<TraceId>(randomUUID()), at: house.clock.now() },
        },
        async (trx) => Number((await sql.raw(statement).execute(trx)).numAffectedRows ?? 0),
      ).catch((fault: { code?: string }) => fault.code)
    const erased = `update retention.destruction set stage = 'erased', erased_at = now() where stage <> 'erased'`
    expect(await as(privacyOfficerZaanstad, erased)).toBe('42501')
    expect(await as(coordinatorEindhoven, erased)).toBe(0)
    for (const tried of [
      'delete from retention.destruction',
      'delete from retention.approval',
      `update retention.approval set function = 'privacy-officer'`,
    ])
      expect(await as(privacyOfficerZaanstad, tried), tried).toBe('42501')
    const forged = (actor: string, workFunction: string) =>
      `insert into retention.approval select gen_random_uuid(), organisation_id, id, '${actor}', '${workFunction}', keeper.claim_time() from retention.destruction`
    expect(await as(coordinatorZaanstad, forged(privacyOfficerZaanstad.actor, 'privacy-officer'))).toBe('42501')
    expect(await as(coordinatorZaanstad, forged(coordinatorZaanstad.actor, 'privacy-officer'))).toBe('42501')
    const early = `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key)
      values (gen_random_uuid(), '${scene.dossierId}', kernel.next_version('dossier', '${scene.dossierId}'), 'content-erased', current_date, 'day', now(),
        '${coordinatorEindhoven.actor}', '${coordinatorEindhoven.organisation}', 'W11', gen_random_uuid())`
    expect(await as(coordinatorEindhoven, early)).toBe('42501')
  })

  test('P4 approved by two, nothing that this house wrote of her opens, her link is dead and nobody finds her', async () => {
    const handles = await handlesOf(scene.signalId)
    expect(await known(handles)).toBeGreaterThan(0)
    const done = await decideAs(privacyOfficerZaanstad, approval())
    expect(done.body).toMatchObject({ state: 'erased' })
    expect((done.body as { keysEnded: number }).keysEnded).toBeGreaterThan(10)
    const paths = [
      `/v1/dossiers/${scene.dossierId}`,
      `/v1/signals/${scene.signalId}`,
      `/v1/dossiers/${scene.dossierId}/consents`,
    ]
    for (const path of [
      ...paths,
      `/v1/signals/${scene.signalId}/grounds`,
      `/v1/verdicts/${scene.verdictId}`,
      '/v1/calls',
      '/v1/dossiers',
      '/v1/tables',
    ])
      for (const member of [coordinatorZaanstad, colleagueZaanstad]) {
        const { text, status } = await read(path, member)
        expect(status, path).toBe(200)
        // Other signals of the scene are about somebody else's question and stay.
        if (!['/v1/dossiers', '/v1/tables'].includes(path)) expect(text, path).not.toContain(WORD)
      }
    expect((await house.http.inject({ method: 'GET', url: `/mijn/${scene.personToken}` })).payload).not.toContain(WORD)
    await (await house.system.courier()).carry()
    expect(await known(handles)).toBe(0)
    const admin = await house.admin()
    const { rows } = await admin.query(
      `select count(*)::int as kept from linkage.outbox where sent_at is not null and exists (select 1 from unnest($1::text[]) h where message like '%' || h || '%' and message like '%sealed%')`,
      [handles],
    )
    expect(rows[0]).toEqual({ kept: 0 })
  })

  test('P5 what stays is that it was destroyed, on which ground, when and by whom, and the log is whole', async () => {
    const shown = await listFor(privacyOfficerZaanstad)
    expect(shown.items).toEqual([])
    expect(shown.erased).toMatchObject([
      { subjectId: scene.dossierId, reason: 'request', approvals: [{}, { function: 'privacy-officer' }] },
    ])
    const file = (await read(`/v1/dossiers/${scene.dossierId}`)).body as {
      timeline: readonly { kind: string; payload: object }[]
    }
    expect(file.timeline.find((fact) => fact.kind === 'content-erased')).toBeDefined()
    expect(codeOf(await decideAs(privacyOfficerZaanstad, approval()))).toBe('not-found')
    while ((await house.system.seal()).rows > 0);
    expect((await proven()).findings).toEqual([])
    // What others know of her is theirs: they still open it.
    expect((await read('/v1/signals', cast.comenshaDesk)).text).toContain(`${WORD} fullName`)
  })
})

describe('by a term that ran out', () => {
  let later: TestSystem
  beforeAll(async () => {
    later = house
    house = await openTestSystem()
    scene = await sceneOf(house)
  })
  afterAll(async () => {
    await house.close()
    house = later
  })
  const years = (count: number) => house.clock.advance({ days: Math.ceil(count * 365.25) + 2 })

  test(
    'fifteen years on the file is due but for what is medical, which is kept twenty',
    { timeout: 120_000 },
    async () => {
      years(14)
      const soon = await listFor(privacyOfficerZaanstad)
      expect(soon.items.filter((each) => each.subjectId === scene.dossierId)).toEqual([])
      expect(soon.soon).toBeGreaterThan(0)
      years(1)
      const file = (await listFor(privacyOfficerZaanstad)).items.filter((each) => each.subjectId === scene.dossierId)
      expect(file).toMatchObject([
        {
          clock: 'wmo-file',
          classes: ['identity', 'location', 'investigation', 'oversight', 'outside'],
          article: expect.stringContaining('5.3.4'),
        },
      ])
      expect(codeOf(await decideAs(privacyOfficerZaanstad, approval('medical-file')))).toBe('not-found')
      await decideAs(colleagueZaanstad, approval('wmo-file'))
      expect((await decideAs(privacyOfficerZaanstad, approval('wmo-file'))).body).toMatchObject({ state: 'erased' })
      const { text } = await read(`/v1/dossiers/${scene.dossierId}`)
      for (const gone of ['identityText', 'storyText', 'safetyText', 'contactField'])
        expect(text).not.toContain(`${WORD} ${gone}`)
      expect(text).toContain(`${WORD} healthText`)
      years(5)
      await decideAs(colleagueZaanstad, approval('medical-file'))
      expect((await decideAs(privacyOfficerZaanstad, approval('medical-file'))).body).toMatchObject({ state: 'erased' })
      expect((await read(`/v1/dossiers/${scene.dossierId}`)).text).not.toContain(WORD)
      expect(
        (await listFor(privacyOfficerZaanstad)).items.filter((each) => each.subjectId === scene.dossierId),
      ).toEqual([])
    },
  )
})

const read = async (path: string, member: CastMember = coordinatorZaanstad) => (await house.as(member)).get(path)

const handlesOf = async (signal: string): Promise<readonly string[]> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ handle: string }>(
    `select h.handle from linkage.entry e join linkage.epoch_handle h on h.entry = e.handle where e.subject = $1
     union select t.handle from linkage.thing t join linkage.network_node n on n.handle = t.node where n.subject = $1`,
    [signal],
  )
  return rows.map(({ handle }) => handle)
}
const known = async (handles: readonly string[]): Promise<number> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ count: number }>(
    'select (select count(*) from matching.entry where handle = any ($1::uuid[]))::int + (select count(*) from matching.thing where handle = any ($1::uuid[]))::int as count',
    [handles],
  )
  return rows[0]?.count ?? 0
}
