/** As the login role of the worker, with plain SQL: an emergency opens its chapters to one person for its hours, and nothing makes it more. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { emergencyBody, fileOfZaanstad, openInEmergency } from '../support/emergency.ts'
import { asForged, FORGERIES } from '../support/forge.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
let dossierId = ''
let openingId = ''
const { coordinatorZaanstad: hanna, shelterWorkerHaven: nadia, privacyOfficerHaven: irma } = cast
const { privacyOfficerZaanstad: willemijn, coordinatorEindhoven: mirte, investigatorNoordHolland: police } = cast
/** Somebody of the same shelter who opened nothing. */
const colleague: CastMember = { ...nadia, key: 'colleague', actor: randomUUID() as typeof nadia.actor }

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  dossierId = await fileOfZaanstad(house)
  openingId = await openInEmergency(house, dossierId)
})
afterAll(async () => {
  await house.close()
})

type More = Parameters<typeof asForged>[5]
const E01 = (more: More = {}): More => ({ purpose: 'E01', ground: openingId, ...more })
const soon = (minutes: number): Date => new Date(house.clock.now().getTime() + minutes * 60_000)
const codeOf = (fault: unknown): string => String((fault as { code?: string }).code)
/** Runs SQL as this member; gives the rows, or the code of the fault. */
const sqlAs = <T extends pg.QueryResultRow>(
  member: CastMember,
  text: string,
  values: unknown[] = [],
  more: More = {},
) => asForged(house, 'good', member, hanna, async (client) => (await client.query<T>(text, values)).rows, more)
const tried = (member: CastMember, text: string, values: unknown[] = [], more: More = {}) =>
  asForged(
    house,
    'good',
    member,
    hanna,
    async (client) => `${(await client.query(text, values)).rowCount} rows`,
    more,
  ).catch(codeOf)
const chaptersSeen = async (member: CastMember, more: More): Promise<readonly string[]> => {
  const rows = await sqlAs<{ chapter: string | null }>(
    member,
    'select chapter from dossier.fact where stream = $1 order by chapter',
    [dossierId],
    more,
  )
  return rows.map(({ chapter }) => String(chapter))
}

test('who opened it sees the rows of its chapters while it stands, so that a zero below means something', async () => {
  expect(await chaptersSeen(nadia, E01())).toEqual(['contact', 'safety'])
})

test('nobody else and no other claim sees a row: another purpose, ground, person, house, plane or function', async () => {
  const tries: readonly (readonly [string, CastMember, More])[] = [
    ['another purpose', nadia, { purpose: 'W01', ground: openingId }],
    ['no ground', nadia, { purpose: 'E01' }],
    ['a ground of nobody', nadia, E01({ ground: randomUUID() })],
    ['a colleague of the same house', colleague, E01()],
    ['another house', mirte, E01()],
    ['the same actor in another house', { ...nadia, organisation: castOrganisations.shelterBaken }, E01()],
    ['police', police, E01()],
    ['the same person on the plane of police', { ...nadia, plane: 'enforcement' }, E01()],
    ['the privacy officer', irma, E01()],
    ['a guest', nadia, E01({ function: 'guest', ground: randomUUID() })],
  ]
  for (const [name, member, more] of tries) expect(await chaptersSeen(member, more), name).toEqual([])
})

test('after its end there are 0 rows, by the clock of the claim and by hand', async () => {
  expect(await chaptersSeen(nadia, E01({ at: soon(119) }))).toHaveLength(2)
  expect(await chaptersSeen(nadia, E01({ at: soon(120) }))).toEqual([])
  expect(await chaptersSeen(nadia, E01({ at: soon(-1) }))).toEqual([])
  const after = await asForged(house, 'good', hanna, nadia, async (client) => {
    const { rowCount } = await client.query(
      "update access.break_glass set ended_at = keeper.claim_time(), ended_by = $2, ended_for = 'holder' where id = $1",
      [openingId, hanna.actor],
    )
    return rowCount
  })
  expect(after).toBe(1)
  // The end of a moment ago was rolled back with its transaction; the same by the administrator, for good.
  await admin.query("update access.break_glass set ended_at = $2, ended_by = $3, ended_for = 'holder' where id = $1", [
    openingId,
    house.clock.now(),
    hanna.actor,
  ])
  expect(await chaptersSeen(nadia, E01())).toEqual([])
  await admin.query('update access.break_glass set ended_at = null, ended_by = null, ended_for = null where id = $1', [
    openingId,
  ])
})

test.each(FORGERIES)('a claim that is %s sees nothing of it', async (forgery) => {
  const seen = await asForged(
    house,
    forgery,
    mirte,
    nadia,
    async (client) => {
      const facts = await client.query('select 1 from dossier.fact where stream = $1', [dossierId])
      const openings = await client.query('select 1 from access.break_glass')
      return [facts.rowCount, openings.rowCount]
    },
    E01(),
  )
  expect(seen).toEqual([0, 0])
})

test('under this purpose the holder itself reads nothing of the file, and nobody writes in it', async () => {
  expect(await chaptersSeen(hanna, { purpose: 'E01' })).toEqual([])
  const insert = `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose,
      chapter, idempotency_key) values (gen_random_uuid(), $1, kernel.next_version('dossier', $1), 'chapter-noted', '2026-11-16', 'day',
      now(), $2, $3, 'E01', 'safety', gen_random_uuid()::text)`
  for (const member of [nadia, hanna])
    expect(await tried(member, insert, [dossierId, member.actor, member.organisation], E01()), member.key).toBe('42501')
  // As own case work the holder can: the refusals above are of the purpose.
  expect(await tried(hanna, insert, [dossierId, hanna.actor, hanna.organisation])).toBe('1 rows')
  const change = ['update dossier.dossier set page_on = true where id = $1', [dossierId]] as const
  for (const member of [nadia, hanna]) expect(await tried(member, change[0], [...change[1]], E01())).toBe('0 rows')
  expect(await tried(hanna, change[0], [...change[1]])).toBe('1 rows')
})

const OPEN = "select refused, holder from access.open_break_glass($1, $2, $3::text[], 'medical', $4)"
const open = async (
  member: CastMember,
  more: More = {},
  given: { chapters?: string[]; minutes?: number; dossier?: string } = {},
) => {
  const file = given.dossier ?? dossierId
  const values = [randomUUID(), file, given.chapters ?? ['health'], soon(given.minutes ?? 60)]
  return asForged(
    house,
    'good',
    member,
    hanna,
    async (client) => {
      const { rows } = await client.query<{ refused: string | null }>(OPEN, values)
      const made = await client.query(
        'select organisation_id, actor_id, holder_id, opened_at from access.break_glass where id = $1',
        [values[0]],
      )
      return rows[0]?.refused ?? made.rows[0]
    },
    { purpose: 'E01', ...more },
  ).catch(codeOf)
}

test('it is opened through the one function, in the name and at the moment of the claim', async () => {
  expect(await open(nadia, {}, { dossier: await fileOfZaanstad(house) })).toEqual({
    organisation_id: nadia.organisation,
    actor_id: nadia.actor,
    holder_id: hanna.organisation,
    opened_at: house.clock.now(),
  })
})

test('SQL opens nothing in another way: not for somebody of another house, not by a row of its own', async () => {
  const insert = `insert into access.break_glass (id, dossier_id, organisation_id, actor_id, function, holder_id, chapters, kind, opened_at, ends_at)
    values (gen_random_uuid(), $1, $2, $3, 'shelter-worker', $4, '{safety}', 'medical', now(), now() + interval '1 hour')`
  for (const victim of [nadia, mirte, cast.shelterWorkerBaken])
    expect(
      await tried(nadia, insert, [dossierId, victim.organisation, victim.actor, hanna.organisation], {
        purpose: 'E01',
      }),
    ).toBe('42501')
  expect(await tried(nadia, 'delete from access.break_glass')).toBe('42501')
})

test('the function refuses what the rule refuses, also when SQL calls it', async () => {
  const file = await fileOfZaanstad(house)
  const tries: readonly (readonly [string, Promise<unknown>, string])[] = [
    ['another purpose', open(nadia, { purpose: 'W01' }, { dossier: file }), 'not-your-function'],
    ['police', open(police, {}, { dossier: file }), 'not-your-function'],
    [
      'a shelter worker on the plane of police',
      open({ ...nadia, plane: 'enforcement' }, {}, { dossier: file }),
      'not-your-function',
    ],
    [
      'an investigator on the plane of care',
      open(nadia, { function: 'investigator' }, { dossier: file }),
      'not-your-function',
    ],
    ['the person herself', open(nadia, { function: 'person' }, { dossier: file }), 'not-your-function'],
    ['a house without a privacy officer', open(mirte, {}, { dossier: file }), 'break-glass-no-reviewer'],
    [
      'the holder',
      open({ ...hanna, actor: cast.colleagueZaanstad.actor }, {}, { dossier: file }),
      'break-glass-not-needed',
    ],
    ['nobody’s file', open(nadia, {}, { dossier: randomUUID() }), 'not-found'],
    ['twice the same', open(nadia, {}, { chapters: ['health'] }), 'break-glass-stands'],
    ['the story', open(nadia, {}, { dossier: file, chapters: ['safety', 'story'] }), '23514'],
    [
      'every chapter there is',
      open(nadia, {}, { dossier: file, chapters: ['identity', 'children', 'legal'] }),
      '23514',
    ],
    ['no chapter', open(nadia, {}, { dossier: file, chapters: [] }), '23514'],
    ['five hours', open(nadia, {}, { dossier: file, minutes: 300 }), '23514'],
    ['until yesterday', open(nadia, {}, { dossier: file, minutes: -60 }), '23514'],
  ]
  for (const [name, outcome, expected] of tries) expect(await outcome, name).toBe(expected)
})

test('the budget is counted by the database: a fourth in thirty days is refused to SQL too', async () => {
  const files = [await fileOfZaanstad(house), await fileOfZaanstad(house), await fileOfZaanstad(house)]
  const refused = await asForged(
    house,
    'good',
    nadia,
    hanna,
    async (client) => {
      const answers: unknown[] = []
      for (const file of files)
        answers.push(
          (await client.query(OPEN, [randomUUID(), file, ['safety'], soon(30)])).rows[0]?.refused ?? 'opened',
        )
      return answers
    },
    { purpose: 'E01' },
  )
  expect(refused).toEqual(['opened', 'opened', 'break-glass-budget-spent'])
})

test('nothing of an opening is changed but its end: no chapter, hour, person or file is added', async () => {
  // Alone, and together with an end that would be good: what is judged later must be what was.
  for (const change of [
    "chapters = '{safety,health,contact}'",
    "ends_at = ends_at + interval '2 hours'",
    'opened_at = now()',
    `actor_id = '${colleague.actor}'`,
    `organisation_id = '${mirte.organisation}'`,
    'dossier_id = gen_random_uuid()',
    "kind = 'medical'",
    `holder_id = '${nadia.organisation}'`,
  ])
    for (const [member, side] of [
      [nadia, 'reader'],
      [hanna, 'holder'],
    ] as const)
      for (const more of ['', `, ended_at = keeper.claim_time(), ended_by = '${member.actor}', ended_for = '${side}'`])
        expect(
          await tried(member, `update access.break_glass set ${change}${more} where id = $1`, [openingId]),
          change,
        ).toBe('42501')
})

test('its end is of this moment and in one’s own name; nobody else ends it, and nobody takes an end back', async () => {
  const end = (at: string, by: string, side: string) =>
    `update access.break_glass set ended_at = ${at}, ended_by = '${by}', ended_for = '${side}' where id = $1`
  const NOW = 'keeper.claim_time()'
  expect(await tried(nadia, end(NOW, nadia.actor, 'reader'), [openingId])).toBe('1 rows')
  expect(await tried(hanna, end(NOW, hanna.actor, 'holder'), [openingId])).toBe('1 rows')
  for (const [name, member, text] of [
    ['later', nadia, end(`${NOW} + interval '1 hour'`, nadia.actor, 'reader')],
    ['earlier', nadia, end(`${NOW} - interval '1 hour'`, nadia.actor, 'reader')],
    ['in the name of the holder', nadia, end(NOW, hanna.actor, 'reader')],
    ['as if the holder did', nadia, end(NOW, nadia.actor, 'holder')],
  ] as const)
    expect(await tried(member, text, [openingId]), name).toBe('42501')
  for (const member of [colleague, mirte, police, cast.shelterWorkerBaken])
    expect(await tried(member, end(NOW, member.actor, 'holder'), [openingId]), member.key).toBe('0 rows')
  await admin.query("update access.break_glass set ended_at = $2, ended_by = $3, ended_for = 'reader' where id = $1", [
    openingId,
    house.clock.now(),
    nadia.actor,
  ])
  for (const member of [nadia, hanna])
    expect(
      await tried(
        member,
        'update access.break_glass set ended_at = null, ended_by = null, ended_for = null where id = $1',
        [openingId],
      ),
    ).toBe('0 rows')
  await admin.query('update access.break_glass set ended_at = null, ended_by = null, ended_for = null where id = $1', [
    openingId,
  ])
})

test('an opening shows to who opened it, to the holder and to the two privacy officers, and to nobody else', async () => {
  const sees = async (member: CastMember, more: More = {}) =>
    (await sqlAs(member, 'select id from access.break_glass where id = $1', [openingId], more)).length
  for (const member of [nadia, hanna, cast.colleagueZaanstad, willemijn, irma])
    expect(await sees(member), member.key).toBe(1)
  for (const member of [
    colleague,
    mirte,
    police,
    cast.contactDeskOfficer,
    cast.privacyOfficerContactDesk,
    cast.analyst,
    cast.auditor,
  ])
    expect(await sees(member), member.key).toBe(0)
  // The person reads it in her own log, in words that say no house; the row names one.
  expect(await sees({ ...cast.theCook }, { function: 'person', dossier: dossierId as never })).toBe(0)
})

test('the reason is for the officers and for who wrote it: not for colleagues, not for the workers of the holder', async () => {
  const words = async (member: CastMember) =>
    (await sqlAs(member, "select id from access.fact where kind = 'break-glass-opened' and stream = $1", [dossierId]))
      .length
  expect([await words(nadia), await words(irma), await words(willemijn)]).toEqual([1, 1, 1])
  expect([await words(colleague), await words(hanna), await words(mirte), await words(police)]).toEqual([0, 0, 0, 0])
})

test('a judgement is of a privacy officer of one of the two houses, in the own name, and never of who opened it', async () => {
  const judge = (
    member: CastMember,
    more: { by?: string; organisation?: string; at?: string } = {},
    claim: More = {},
  ) =>
    tried(
      member,
      `insert into access.break_glass_review values (gen_random_uuid(), $1, $2, 'justified', $3, ${more.at ?? 'keeper.claim_time()'})`,
      [openingId, more.organisation ?? member.organisation, more.by ?? member.actor],
      claim,
    )
  expect([await judge(irma), await judge(willemijn)]).toEqual(['1 rows', '1 rows'])
  expect(await judge(nadia)).toBe('42501')
  expect(await judge(nadia, {}, { function: 'privacy-officer' }), 'by who opened it').toBe('42501')
  expect(await judge(hanna), 'in another function').toBe('42501')
  expect(await judge(cast.privacyOfficerContactDesk), 'of a third house').toBe('42501')
  expect(await judge(irma, { by: willemijn.actor }), 'in the name of another').toBe('42501')
  expect(await judge(irma, { organisation: willemijn.organisation }), 'for the other house').toBe('42501')
  expect(await judge(irma, { at: "keeper.claim_time() - interval '2 days'" }), 'as if in time').toBe('42501')
  for (const change of [
    "update access.break_glass_review set outcome = 'justified'",
    'delete from access.break_glass_review',
  ])
    expect(await tried(irma, change)).toBe('42501')
})

test('the functions of the owner tell a stranger nothing', async () => {
  const asks: readonly (readonly [string, unknown[]])[] = [
    ['select access.reads_in_emergency($1, $2, $3) as told', [dossierId, 'safety', hanna.organisation]],
    ['select access.break_glass_key_until($1, $2) is not null as told', [openingId, 'safety']],
    ['select access.is_same_person($1) as told', [nadia.actor]],
  ]
  for (const member of [mirte, police, colleague, cast.analyst])
    for (const [text, values] of asks)
      expect(await sqlAs(member, text, values, E01()), `${member.key} ${text}`).toEqual([{ told: false }])
})

test('the edge and the database agree: what stands for the API stands in SQL, chapter by chapter', async () => {
  const caller = await house.as(nadia)
  expect((await caller.post('/v1/break-glass-openings', emergencyBody(dossierId))).status).toBe(409)
  const { body } = await caller.get(`/v1/break-glass-openings/${openingId}/chapters`)
  const shown = (body as { chapters: { chapter: string }[] }).chapters.map(({ chapter }) => chapter).sort()
  expect(shown).toEqual(await chaptersSeen(nadia, E01()))
})

/** The file goes on to Eindhoven, as after an accepted handover without a yes for any chapter. */
const moveToEindhoven = async (file: string): Promise<void> => {
  await admin.query('alter table dossier.dossier disable trigger dossier_holder_accepted')
  await admin.query('update dossier.dossier set holder_id = $2 where id = $1', [file, mirte.organisation])
  await admin.query('alter table dossier.dossier enable trigger dossier_holder_accepted')
}

test('a new holder is told and may end it; judging stays with the house that held it then', async () => {
  const file = await fileOfZaanstad(house)
  const id = await openInEmergency(house, file)
  await moveToEindhoven(file)
  const see = (member: CastMember, more: More = {}) =>
    tried(member, 'select 1 from access.break_glass where id = $1', [id], more)
  expect([await see(mirte), await see(hanna), await see(cast.coordinatorEindhoven)]).toEqual([
    '1 rows',
    '1 rows',
    '1 rows',
  ])
  const end = `update access.break_glass set ended_at = keeper.claim_time(), ended_by = '${mirte.actor}', ended_for = 'holder' where id = $1`
  expect(await tried(mirte, end, [id])).toBe('1 rows')
  const judge = (member: CastMember) =>
    tried(
      member,
      "insert into access.break_glass_review values (gen_random_uuid(), $1, $2, 'justified', $3, keeper.claim_time())",
      [id, member.organisation, member.actor],
      { function: 'privacy-officer' },
    )
  expect([await judge(mirte), await judge(willemijn)]).toEqual(['42501', '1 rows'])
  await admin.query("update access.break_glass set ended_at = $2, ended_by = $3, ended_for = 'reader' where id = $1", [
    id,
    house.clock.now(),
    nadia.actor,
  ])
})

test('no row of a predecessor shows whose chapter the holder itself may not read; with her yes it does', async () => {
  const file = await fileOfZaanstad(house)
  await moveToEindhoven(file)
  const note = { chapter: 'safety', text: 'Verzonnen notitie van Eindhoven.' }
  expect((await (await house.as(mirte)).post(`/v1/dossiers/${file}/chapter-notes`, note)).status).toBe(201)
  const ground = await openInEmergency(house, file)
  const by = async (): Promise<readonly string[]> => {
    const text = 'select organisation_id from dossier.fact where stream = $1 order by 1'
    const rows = await sqlAs<{ organisation_id: string }>(nadia, text, [file], E01({ ground }))
    return rows.map((row) => row.organisation_id)
  }
  expect(await by()).toEqual([mirte.organisation])
  const consent = randomUUID()
  await admin.query(
    `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
       given_on, valid_until, recorded_by) values ($1, $2, 'safety', $3, $4, 'D26', 'given', 'vi', true, '{interpreter}', '2026-11-01', '2027-11-01', $3)`,
    [consent, file, hanna.organisation, mirte.organisation],
  )
  await admin.query("insert into access.reach values ($1, 'safety', $2, 'D26', '2027-01-01', $3)", [
    file,
    mirte.organisation,
    consent,
  ])
  expect(await by()).toEqual([mirte.organisation, hanna.organisation].sort())
})
