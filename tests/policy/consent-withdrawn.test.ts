/**
 * A yes that is taken back closes at the next request, on every path that read or acted by it: every route in every function is asked
 * before and after, and every table as the login role. Which paths those are follows from the table of the matrix: where a house with her
 * consent gets another answer than a stranger. Taken back by the holder, by herself on her page, and by the partner.
 */
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { expectedOf } from '../support/expected-routes.ts'
import { openPersonPage } from '../support/person-page.ts'
import { FUNCTIONS, type Line, openLine, openRelations, type Relations } from '../support/relations.ts'
import { askCells, holdWrites, letWrites, type RouteCell, routeCells } from '../support/route-cells.ts'
import { allCells, claimants, openProber, takeSample, wrongRows } from '../support/row-cells.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
let relations: Relations
let line: Line
/** Everything that a house with her consent may do and a stranger may not. */
let byReach: readonly RouteCell[]

beforeAll(async () => {
  house = await openTestSystem()
  relations = await openRelations(house, (field) => `kanarie ${field}`)
  admin = await house.admin()
  await holdWrites(house)
  line = openLine(await house.listen())
  byReach = routeCells(house.system.routes, FUNCTIONS).filter(
    ({ route, role, relation }) =>
      relation === 'consent' &&
      expectedOf(route.operationId, role, 'consent') !== expectedOf(route.operationId, role, 'other-region'),
  )
}, 120_000)
afterAll(async () => {
  line.close()
  await house.close()
})

const consentOf = async (partner: string): Promise<string> => {
  const { rows } = await admin.query<{ id: string }>(
    'select id from access.consent where dossier_id = $1 and partner_id = $2 and withdrawn_at is null and replaced_by is null',
    [relations.scene.dossierId, partner],
  )
  return rows[0]?.id ?? ''
}
const unlike = async (as: 'consent' | 'other-region'): Promise<readonly string[]> =>
  (await askCells(relations, byReach, line)).flatMap(({ route, role, outcome }) =>
    outcome === expectedOf(route.operationId, role, as) ? [] : [`${route.operationId} ${role}: ${outcome}`],
  )
/** Whoever had her yes reads its own answer on, now with the day on which she took it back, and knows of the file by that; nothing else. */
const STILL_KNOWN = ['listConsents', 'recordConsent']
const closedToday = async (): Promise<readonly string[]> =>
  (await unlike('other-region')).filter((each) => !STILL_KNOWN.includes(each.split(' ')[0] ?? ''))
const reaches = async (): Promise<number> =>
  (
    await admin.query("select 1 from access.reach where dossier_id = $1 and chapter = 'safety'", [
      relations.scene.dossierId,
    ])
  ).rowCount ?? 0

const asOf = (relation: 'own' | 'consent'): string => relations.asker('care-coordinator', relation, 'consentId').token
/** Who may say stop, each in their own way. */
const STOPS: readonly (readonly [string, (consentId: string) => Promise<number>])[] = [
  [
    'the holder, because she said so',
    async (id) =>
      (await line.ask({ method: 'POST', path: `/v1/consents/${id}/withdrawals`, token: asOf('own'), body: {} })).status,
  ],
  [
    'the partner, to whom she said it',
    async (id) =>
      (await line.ask({ method: 'POST', path: `/v1/consents/${id}/withdrawals`, token: asOf('consent'), body: {} }))
        .status,
  ],
  [
    'herself, on her own page',
    async (id) =>
      (await (await openPersonPage(house, relations.scene.personToken)).post('/mijn', STOP_FORM(id))).status,
  ],
]
const STOP_FORM = (consentId: string): Record<string, string> => ({ action: 'withdraw', consentId })

test('there are paths that go by her consent, in lists, files, verdicts, waits and tables', () => {
  const routes = new Set(byReach.map(({ route }) => route.operationId))
  console.log(`consent: ${byReach.length} cells on ${routes.size} routes go by it`)
  for (const each of [
    'readDossier',
    'listDossiers',
    'listWaits',
    'startWait',
    'planTable',
    'decideResponsibility',
    'readClocks',
  ])
    expect([...routes]).toContain(each)
})

test.each(STOPS)(
  'taken back by %s, the next request of every path is answered as a stranger’s, and the row of reach is gone',
  async (_name, stop) => {
    expect(await unlike('consent')).toEqual([])
    const kept = (await admin.query('select to_jsonb(r) as row from access.reach r where chapter = $1', ['safety']))
      .rows[0]?.row
    const { organisation } = relations.asker('auditor', 'consent', '').house
    const consentId = await consentOf(organisation)
    await letWrites(house, 'through')
    try {
      expect(await stop(consentId)).toBeLessThan(400)
      await letWrites(house, 'hold')
      expect(await reaches()).toBe(0)
      expect(await closedToday()).toEqual([])
    } finally {
      await letWrites(house, 'hold')
      // She says yes again, so that the next one has something to take back.
      await admin.query('update access.consent set withdrawn_at = null, withdrawn_by = null where id = $1', [consentId])
      await admin.query(
        'insert into access.reach select (jsonb_populate_record(null::access.reach, $1)).* on conflict do nothing',
        [kept],
      )
    }
  },
)

test('taken back, no row of the file shows to the login role in the name of that house, in whatever function', async () => {
  const { organisation } = relations.asker('auditor', 'consent', '').house
  const consentId = await consentOf(organisation)
  const who = claimants(relations).filter(({ relation }) => relation === 'consent')
  const shown = async (): Promise<number> => {
    const sample = await takeSample(admin, relations)
    const prober = await openProber(house, sample)
    // The log takes no row of a write here, so it is no table to try.
    const asked = sample.tables.filter((table) => table !== 'audit.request')
    const { wrong } = await wrongRows([prober], sample, who, allCells(asked))
    const care = who.find(({ role }) => role === 'care-coordinator')
    const rows = care
      ? ((await prober.tell(
          care.asker,
          'select 1 from dossier.dossier union all select 1 from dossier.fact where chapter is not null',
        )) as unknown[])
      : []
    await prober.close()
    expect(wrong).toEqual([])
    return rows.length
  }
  const before = await shown()
  await letWrites(house, 'through')
  const asked = { method: 'POST', path: `/v1/consents/${consentId}/withdrawals`, token: asOf('own'), body: {} }
  expect((await line.ask(asked)).status).toBe(201)
  await letWrites(house, 'hold')
  // Its own file stays; that of the scene and its chapter are gone.
  expect([before > 1, await shown()]).toEqual([true, 1])
}, 120_000)

test('who was offered the file reads the chapter that she agreed to, and not one word of it at the next request after her no', async () => {
  const { token } = relations.asker('care-coordinator', 'asked', 'dossierId')
  const read = async () => {
    const paths = [`/v1/dossiers/${relations.scene.dossierId}`, '/v1/handovers', '/v1/dossiers']
    const answers = await Promise.all(paths.map((path) => line.ask({ method: 'GET', path, token })))
    return answers.map(({ text }) => text).join('\n')
  }
  expect(await read()).toContain('kanarie identityField')
  await letWrites(house, 'through')
  const stopped = await (await house.as(cast.coordinatorZaanstad)).post(
    `/v1/consents/${relations.scene.consentId}/withdrawals`,
  )
  expect(stopped.status).toBeLessThan(300)
  await letWrites(house, 'hold')
  expect(await read()).not.toContain('kanarie')
})

test('a ground that is taken back carries no look-up any more, of a person or of a thing, and nobody can agree to one that waits', async () => {
  const { signalId, groundId } = relations.scene
  const { token } = relations.asker('care-coordinator', 'own', '')
  const ask = async () => {
    const body = { signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' }
    const answers = await Promise.all(
      ['/v1/look-ups', '/v1/thing-look-ups'].map((path) => line.ask({ method: 'POST', path, token, body })),
    )
    return answers.map(({ status, text }) => `${status} ${/"code":"([\w-]+)"/.exec(text)?.[1]}`)
  }
  expect(await ask()).toEqual(['507 disk-full', '507 disk-full'])
  await letWrites(house, 'through')
  const withdrawn = await line.ask({ method: 'POST', path: `/v1/grounds/${groundId}/withdrawals`, token, body: {} })
  expect(withdrawn.status).toBeLessThan(300)
  await letWrites(house, 'hold')
  expect(await ask()).toEqual(['409 ground-withdrawn', '409 ground-withdrawn'])
})

test('the comparison sees a path that stays open', async () => {
  await admin.query(
    'create policy planted on dossier.dossier for select to samenhang_worker using (exists (select 1 from access.acceptance a where a.dossier_id = id))',
  )
  try {
    expect((await unlike('other-region')).length).toBeGreaterThan(5)
  } finally {
    await admin.query('drop policy planted on dossier.dossier')
  }
})
