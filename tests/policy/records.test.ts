/**
 * Four records of one act, joined by a trace and never merged; and decisions taken again under the policy that held then. The suite replays 400
 * acts; `SAMENHANG_REPLAYED` says how many.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations, everyone } from '../../fixtures/cast.ts'
import { ACT_OF } from '../../src/access/acts.ts'
import { readPolicy } from '../../src/access/policy.store.ts'
import { type Records, recordsOf, replayDecisions } from '../../src/audit/index.ts'
import { judgeUnder } from '../../src/audit-decisions.command.ts'
import { weighed } from '../../src/dossier/handover.fixture.ts'
import { accept, asId, type Claim, randomFrom, type TraceId } from '../../src/kernel/index.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { FACTS } from './oracle/oracle.ts'

const COUNT = Number(process.env['SAMENHANG_REPLAYED'] ?? 400)
const { rules, version } = readPolicy()

let house: TestSystem
let admin: pg.Client
let dossierId: string
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  const caller = await house.as(cast.coordinatorZaanstad)
  dossierId = ((await caller.post('/v1/dossiers', {})).body as { dossierId: string }).dossierId
  for (const chapter of ['safety', 'story'])
    await caller.post(`/v1/dossiers/${dossierId}/chapter-notes`, { chapter, text: 'Verzonnen' })
})
afterAll(async () => {
  await house.close()
})

const auditor = () => house.platform.databases.auditor
const newest = async (operation: string): Promise<Records> => {
  const { rows } = await admin.query<{ trace_id: string }>(
    'select trace_id from audit.request where operation = $1 order by at desc, duration_ms limit 1',
    [operation],
  )
  return recordsOf(auditor(), rows[0]?.trace_id ?? '')
}
const replay = (last = 1_000_000) => replayDecisions(auditor(), { last, rules, judgeUnder })

test('an offer to another house leaves one request, one decision, one row for her and one for each side of the message', async () => {
  const caller = await house.as(cast.coordinatorZaanstad)
  await weighed(caller, dossierId)
  const offered = await caller.post(`/v1/dossiers/${dossierId}/handovers`, {
    receiverId: castOrganisations.careEindhoven,
  })
  expect(offered.status).toBe(201)
  const { request, processing, decision, crossing } = await newest('offerHandover')
  expect([request, decision].map(({ length }) => length)).toEqual([1, 1])
  expect(request[0]).toMatchObject({ actor_id: cast.coordinatorZaanstad.actor, purpose: 'D26', outcome: 'done' })
  expect(processing.map(({ subject }) => subject)).toEqual([dossierId])
  expect(decision[0]).toMatchObject({ act: 'offer', answer: 'yes', policy: version })
  expect(decision[0]?.['asked']).toMatchObject([
    { about: { act: 'offer' } },
    { about: { dossier: dossierId, relations: ['holder'] } },
  ])
  const { careZaanstad, careEindhoven } = castOrganisations
  expect(crossing.map((each) => [each['side'], each['organisation_id'], each['other_id'], each['message']])).toEqual([
    ['sent', careZaanstad, careEindhoven, 'handover-offered'],
    ['received', careEindhoven, careZaanstad, 'handover-offered'],
  ])
})

test('the record about her names nobody who acted, and the message between houses names no person', async () => {
  const { processing, crossing } = await newest('offerHandover')
  const { actor } = cast.coordinatorZaanstad
  expect(JSON.stringify(processing)).not.toContain(actor)
  expect(JSON.stringify(crossing)).not.toContain(dossierId)
  expect(JSON.stringify(crossing)).not.toContain(actor)
})

test('each house finds its own side of a message in its log, through its privacy officer, and nobody else any', async () => {
  const sides = async (member: CastMember, purpose: string) => {
    const answer = await house.system.acts.run(
      { claim: { ...claimOf(member), purpose }, operation: 'listLogEntries' },
      async ({ trx }) => accept(await trx.selectFrom('audit.crossing').select(['side', 'organisation_id']).execute()),
    )
    return answer.ok ? answer.value : []
  }
  const { officerZaanstad } = { officerZaanstad: everyone.find(isOfficerOf(castOrganisations.careZaanstad)) }
  const seen = officerZaanstad ? await sides(officerZaanstad, 'W08') : []
  expect(seen.length).toBeGreaterThan(0)
  expect(new Set(seen.map((each) => each.organisation_id))).toEqual(new Set([castOrganisations.careZaanstad]))
  expect(await sides(cast.coordinatorZaanstad, 'W01')).toEqual([])
})
const isOfficerOf = (organisation: string) => (each: CastMember) =>
  each.function === 'privacy-officer' && each.organisation === organisation

test('a look at a file is decided chapter by chapter, and the row says by which ids', async () => {
  await (await house.as(cast.coordinatorZaanstad)).get(`/v1/dossiers/${dossierId}`)
  const { decision } = await newest('readDossier')
  const asked = decision[0]?.['asked'] as { about: { act: string; chapter?: string }; answer: string }[]
  expect(asked.map(({ about }) => [about.act, about.chapter])).toEqual([
    ['read', undefined],
    ['see', undefined],
    ['read', 'safety'],
    ['read', 'story'],
  ])
  expect(asked.every(({ answer }) => answer === 'yes')).toBe(true)
  expect(JSON.stringify(decision)).not.toContain('Verzonnen')
})

const claimOf = (member: CastMember): Omit<Claim, 'purpose'> => ({
  ...{ organisation: member.organisation, actor: member.actor, function: member.function, plane: member.plane },
})

test('a purpose that does not fit the function is refused at the door, before the act begins, and stands in the log', async () => {
  let begun = false
  const trace = asId<TraceId>(randomUUID())
  const answer = await house.system.acts.run(
    { claim: { ...claimOf(cast.coordinatorZaanstad), purpose: 'W08' }, operation: 'readDossier', trace },
    async () => {
      begun = true
      return accept(true)
    },
  )
  expect(answer).toEqual({ ok: false, refusal: { code: 'purpose-not-for-function' } })
  expect(begun).toBe(false)
  const { request, decision } = await recordsOf(auditor(), trace)
  expect(request[0]).toMatchObject({ outcome: 'refused', refusal_code: 'purpose-not-for-function' })
  expect(decision[0]).toMatchObject({ answer: 'purpose-not-for-function', policy: version })
})

test('without the row of its decision an act has no answer and changes nothing', async () => {
  await admin.query(`create function public.no_decision() returns trigger language plpgsql as
    $$ begin raise exception 'held' using errcode = '53100'; end $$`)
  await admin.query(
    'create trigger no_decision before insert on audit.decision for each row execute function public.no_decision()',
  )
  const caller = await house.as(cast.coordinatorZaanstad)
  const answer = await caller.post(`/v1/dossiers/${dossierId}/chapter-notes`, { chapter: 'health', text: 'Verzonnen' })
  await admin.query('drop trigger no_decision on audit.decision')
  expect(answer.status).toBe(507)
  const { rows } = await admin.query("select 1 from dossier.fact where stream = $1 and chapter = 'health'", [dossierId])
  expect(rows).toEqual([])
})

test('every route, page and job is an act that its purpose carries for each of its functions', () => {
  const unnamed = [...house.system.routes, ...house.system.pages]
    .filter(({ access }) => access.kind !== 'public')
    .filter(({ operationId }) => !(operationId in ACT_OF))
  expect(unnamed.map(({ operationId }) => operationId)).toEqual([])
  const wrong = house.system.routes.flatMap(({ access, operationId }) => {
    if (access.kind !== 'signed-in') return []
    const fact = FACTS.get(access.purpose)
    const carried = fact?.may.has(ACT_OF[operationId] ?? '') && access.functions.every((each) => fact.who.has(each))
    return carried ? [] : [`${operationId} ${access.purpose} ${ACT_OF[operationId]}`]
  })
  expect(wrong).toEqual([])
})

test('decisions that were kept come out the same when they are taken again under the policy of then', async () => {
  const random = randomFrom(20)
  const purposes = [...FACTS.keys()]
  const operations = Object.keys(ACT_OF)
  const before = (await replay()).decisions
  const began = performance.now()
  let left = COUNT
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      while (left > 0) {
        left -= 1
        const member = random.pick(everyone.filter((each) => each.function !== 'person'))
        const claim = { ...claimOf(member), purpose: random.pick(purposes) }
        const held = random.chance(0.5)
        await house.system.acts.run({ claim, operation: random.pick(operations) }, async (work) => {
          const act = random.pick(['see', 'read', 'note', 'offer'] as const)
          const decided = work.decide({ act, dossier: dossierId, relations: held ? ['holder'] : [], chapter: 'safety' })
          return decided.ok ? accept(true) : decided
        })
      }
    }),
  )
  const replayed = await replay()
  console.log(
    `${replayed.decisions} decisions, ${replayed.questions} questions taken again: ${replayed.differences.length} different, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  )
  expect(replayed.differences).toEqual([])
  expect(replayed.decisions).toBe(before + COUNT)
  expect(replayed.otherRules).toBe(0)
}, 600_000)

test.each([
  [
    'an answer that was changed',
    "update audit.decision set answer = 'no-ground' where trace_id = $1",
    'answer-differs',
  ],
  [
    'an input that was changed',
    `update audit.decision set who = jsonb_set(who, '{function}', '"auditor"') where trace_id = $1`,
    'answer-differs',
  ],
  ['a policy that is gone', "update audit.decision set policy = repeat('0', 64) where trace_id = $1", 'policy-missing'],
  ['a row that cannot be read', "update audit.decision set asked = '[]' where trace_id = $1", 'decision-unreadable'],
] as const)('taking again finds %s', async (_name, change, what) => {
  const trace = asId<TraceId>(randomUUID())
  await house.system.acts.run(
    { claim: { ...claimOf(cast.coordinatorZaanstad), purpose: 'W01' }, operation: 'readDossier', trace },
    async () => accept(true),
  )
  const { rows } = await admin.query<{ row: object }>(
    'select to_jsonb(d) as row from audit.decision d where trace_id = $1',
    [trace],
  )
  await admin.query(change, [trace])
  expect((await replay()).differences).toMatchObject([{ what, trace }])
  await admin.query('delete from audit.decision where trace_id = $1', [trace])
  expect(rows).toHaveLength(1)
})

test('a policy that said otherwise then gives what it said then', async () => {
  const { rows } = await admin.query<{ document: { purposes: Record<string, { functions: string[] }> } }>(
    'select document from audit.policy where version = $1',
    [version],
  )
  const document = rows[0]?.document
  if (!document) throw new Error('no policy')
  const then = structuredClone(document)
  for (const each of [then.purposes['W01'], then.purposes['W08']]) each?.functions.splice(0, 99, 'auditor')
  await admin.query("insert into audit.policy values (repeat('1', 64), $1, now(), $2)", [rules, JSON.stringify(then)])
  const trace = asId<TraceId>(randomUUID())
  await house.system.acts.run(
    { claim: { ...claimOf(cast.coordinatorZaanstad), purpose: 'W01' }, operation: 'readDossier', trace },
    async () => accept(true),
  )
  await admin.query("update audit.decision set policy = repeat('1', 64) where trace_id = $1", [trace])
  expect((await replay()).differences).toMatchObject([
    { what: 'answer-differs', kept: 'yes', now: 'purpose-not-for-function' },
  ])
  await admin.query('delete from audit.decision where trace_id = $1', [trace])
})
