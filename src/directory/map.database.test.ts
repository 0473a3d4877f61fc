/** Confirmations, holes, declarations and real boundaries on a real database: links without an account, and who may what. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smallBoundaries } from '../../fixtures/boundaries.ts'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { accept, type Claim, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { inventSelfAssessment } from '../simulation/index.ts'
import { keepBoundaries } from './boundaries.store.ts'
import { readBoundaries } from './boundaries.ts'
import { holeId, type MapFactToRecord, readCounts, readDeclarations, recordMapFact } from './map.store.ts'
import { PRACTICE_ITEMS } from './practice.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import { readSelfAssessment } from './self-assessment.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const reference = read.value
const LANDSMEER = castOrganisations.municipalityLandsmeer
const officer = reference.contactPoints.find(
  (each) => each.organisation === LANDSMEER && each.function === 'focal-officer',
)

let house: TestSystem
let admin: Awaited<ReturnType<TestSystem['admin']>>
let focal: Caller
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
beforeEach(async () => {
  focal = await house.as(cast.focalOfficerLandsmeer)
})
afterAll(async () => {
  await house.close()
})

const codeOf = (answer: { body: unknown }): string => (answer.body as { code: string }).code
const linkTo = async (kind: string, subject: string | undefined, by = focal): Promise<string> =>
  ((await by.post('/v1/entry-links', { kind, subject })).body as { path: string }).path
const open = (url: string) => house.http.inject({ method: 'GET', url })
const send = (url: string, form: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) =>
  house.http.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
  })
const stateOf = async (name: string): Promise<unknown> => {
  const { body } = await focal.get('/v1/coverage?task=own-focal-officer')
  const all = (body as { municipalities: { name: string; state: string; followOwnerName?: string }[] }).municipalities
  return all.find((each) => each.name === name)
}
const factsOf = async (stream: string | undefined): Promise<readonly string[]> =>
  (
    await admin.query<{ kind: string }>('select kind from directory.map_fact where stream = $1 order by version', [
      stream,
    ])
  ).rows.map(({ kind }) => kind)

test('P14 a contact confirms itself behind a link without an account: it asks, tells and ends a hole, each a fact, and no name or address of a person', async () => {
  const path = await linkTo('entry-confirm', officer?.id)
  const page = await open(path)
  expect([page.statusCode, page.payload.includes('Alles klopt'), page.payload.includes('Gemeente Landsmeer')]).toEqual([
    200,
    true,
    true,
  ])
  expect(page.payload).not.toContain(cast.focalOfficerLandsmeer.name)
  expect(page.payload).toContain('.example')
  const confirmed = await send(path, { answer: 'confirmed' })
  expect([confirmed.statusCode, confirmed.headers['location']]).toEqual([303, `${path}?taal=nl&bewaard=confirmed`])
  expect((await open(`${path}?taal=nl&bewaard=confirmed`)).payload).toContain('Bewaard: alles klopt')
  expect((await open(`${path}?taal=en`)).payload).toContain('All of it is right')
  await send(path, { answer: 'ended' })
  expect(await stateOf('Landsmeer')).toMatchObject({ state: 'vacant' })
  await send(path, { answer: 'confirmed' })
  expect(await stateOf('Landsmeer')).toMatchObject({ state: 'filled' })
  expect(await factsOf(officer?.id)).toEqual([
    'confirmation-asked',
    'entry-confirmed',
    'entry-ended',
    'entry-confirmed',
  ])
  expect((await send(path, { answer: 'misschien' })).statusCode).toBe(400)
  expect((await send(path, { answer: 'ended' }, { origin: 'https://elders.example' })).statusCode).toBe(403)
})

test('a link is for one entry of the own house, ends with the next and with its days, and opens nothing else', async () => {
  const other = reference.contactPoints.find((each) => each.organisation !== LANDSMEER)
  expect(codeOf(await focal.post('/v1/entry-links', { kind: 'entry-confirm', subject: other?.id }))).toBe('not-found')
  expect(codeOf(await focal.post('/v1/entry-links', { kind: 'practice-declare', subject: other?.organisation }))).toBe(
    'not-found',
  )
  const first = await linkTo('entry-confirm', officer?.id)
  const second = await linkTo('entry-confirm', officer?.id)
  expect([(await open(first)).statusCode, (await open(second)).statusCode]).toEqual([404, 200])
  expect((await open(second.replace('/bevestigen/', '/opgave/'))).statusCode).toBe(404)
  house.clock.advance({ days: 61 })
  expect((await open(second)).statusCode).toBe(404)
})

test('silence makes the entry stale and then a hole on the public map, and whoever calls is warned first', async () => {
  await linkTo('entry-confirm', officer?.id)
  house.clock.advance({ days: 184 })
  focal = await house.as(cast.focalOfficerLandsmeer)
  expect(await stateOf('Landsmeer')).toMatchObject({ state: 'stale' })
  const call = async () =>
    JSON.stringify((await focal.get('/v1/municipalities/GM0415/contacts?subject=victim-found')).body)
  expect(await call()).toContain('"standing":"stale"')
  house.clock.advance({ days: 100 })
  focal = await house.as(cast.focalOfficerLandsmeer)
  expect(await stateOf('Landsmeer')).toMatchObject({ state: 'vacant' })
  expect(await call()).toContain('no-focal-officer')
  const { body } = await focal.get('/v1/holes?show=own')
  expect(body).toMatchObject({ holes: [{ name: 'Landsmeer', stage: 'open', abilities: ['hole-taken-up'] }] })
})

test('P10 a hole is taken up, a neighbour is chosen and says yes, and the map calls the neighbour: each step a fact', async () => {
  const about = { step: 'own-focal-officer', territory: 'GM0415' }
  const step = async (kind: string, more = {}, by = focal) => {
    const { status, body } = await by.post('/v1/holes/steps', { ...about, kind, ...more })
    return status === 201 ? 'done' : (body as { code: string }).code
  }
  const own = async () =>
    (
      (await focal.get('/v1/holes?show=own')).body as {
        holes: { options: { choice: string; with?: string; name?: string }[]; stage: string; ownerName?: string }[]
      }
    ).holes[0]
  expect(await step('hole-taken-up', {}, await house.as(cast.coordinatorEindhoven))).toBe('hole-not-yours')
  expect(await step('hole-agreed')).toBe('hole-not-yours')
  expect(await step('hole-taken-up')).toBe('done')
  expect(await step('hole-taken-up')).toBe('hole-taken-already')
  expect(await step('hole-choice-made', { choice: 'share-with-neighbour', with: 'GM0772' })).toBe('choice-not-open')
  const neighbour = (await own())?.options.find(({ choice }) => choice === 'share-with-neighbour')
  expect(neighbour?.with).toBeDefined()
  expect(await step('hole-choice-made', { choice: 'share-with-neighbour', with: neighbour?.with })).toBe('done')
  expect(await stateOf('Landsmeer')).toMatchObject({
    state: 'vacant',
    followStage: 'chosen',
    followOwnerName: 'Gemeente Landsmeer',
  })
  expect(await step('hole-agreed')).toBe('done')
  expect(await stateOf('Landsmeer')).toMatchObject({ state: 'shared', organisationName: `Gemeente ${neighbour?.name}` })
  expect(await own()).toMatchObject({ stage: 'closed' })
  expect(await step('hole-refused')).toBe('done')
  expect(await step('hole-given-back')).toBe('done')
  expect(await own()).toMatchObject({ stage: 'open' })
})

test('P10 of houses that take up one hole at once exactly one hears that it is done, the others that somebody was first', async () => {
  const about = { step: 'own-focal-officer', territory: 'GM0415' }
  const callers = [focal, await house.as(cast.coordinatorZaanstad), await house.as(cast.wmoDeskZaanstad)]
  for (let round = 0; round < 6; round += 1) {
    const answers = await Promise.all(
      callers.map((caller) => caller.post('/v1/holes/steps', { ...about, kind: 'hole-taken-up' })),
    )
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(codeOf)).toEqual(['hole-taken-already', 'hole-taken-already'])
    const owner = callers[answers.findIndex(({ status }) => status === 201)]
    expect((await owner?.post('/v1/holes/steps', { ...about, kind: 'hole-given-back' }))?.status).toBe(201)
  }
})

test('P15 what is declared takes one page, filled in with last year, and stands beside what facts show', async () => {
  const path = await linkTo('practice-declare', LANDSMEER)
  expect((await open(path)).payload).toContain('Dit is de eerste keer.')
  const answers = Object.fromEntries(PRACTICE_ITEMS.map((item) => [item, 'yes']))
  expect((await send(path, { ...answers, training: 'misschien' })).statusCode).toBe(400)
  expect((await send(path, { ...answers, training: 'no' })).statusCode).toBe(303)
  const again = await open(path)
  expect(again.payload).toContain('<option value="no" selected>')
  expect(again.payload.match(/<option value="yes" selected>/g)?.length).toBe(5)
  const own = (await focal.get('/v1/practice')).body
  expect(own).toMatchObject({ house: { organisationId: LANDSMEER }, declaredOld: false })
  expect(
    (own as { items: { item: string; answer: string }[] }).items.find(({ item }) => item === 'training'),
  ).toMatchObject({ answer: 'no' })
  expect((own as { measures: { now: { kind: string } }[] }).measures.map(({ now }) => now.kind)).toEqual([
    'none',
    'none',
    'none',
    'none',
  ])
})

type Shown = { measures: { now: Record<string, unknown> }[] }
/** Questions to the payer of Landsmeer, each asked so many days ago, to be answered within five and answered after so many; or never. */
const askPayer = async (daysAgo: number, answered: readonly (number | null)[]): Promise<void> => {
  await admin.query('set session_replication_role = replica')
  for (const days of answered)
    await admin.query(
      `insert into responsibility.payer_request (id, verdict_id, dossier_id, organisation_id, payer_id, asked_at, answer, answered_at, answer_by, answered_by)
       values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, $2::timestamptz, case when $3::integer is null then null else 'accepts' end,
         $2::timestamptz + make_interval(days => $3), ($2::timestamptz + interval '5 days')::date, case when $3::integer is null then null else 'account' end)`,
      [LANDSMEER, new Date(house.clock.now().getTime() - daysAgo * 86_400_000), days],
    )
  await admin.query('set session_replication_role = origin')
}
const ofPayer = async (caller: Caller, path: string) =>
  ((await caller.get(path)).body as Shown).measures[0]?.now as Record<string, unknown>

test('P11 five questions to a payer are a figure with its interval, four are not', async () => {
  await askPayer(20, [1, 2, 3, 9])
  expect(await ofPayer(focal, '/v1/practice')).toEqual({ measure: 'payer-answered', kind: 'few' })
  await askPayer(20, [4])
  expect(await ofPayer(focal, '/v1/practice')).toMatchObject({
    ...{ kind: 'figure', asked: 5, kept: 4, fromPercent: 28.4, toPercent: 99.5 },
  })
})

test('P11 what can still be answered today is not missed; tomorrow it is', async () => {
  await askPayer(5, [null, null, null, null, null])
  expect(await ofPayer(focal, '/v1/practice')).toMatchObject({ asked: 5, kept: 4 })
  house.clock.advance({ days: 1 })
  focal = await house.as(cast.focalOfficerLandsmeer)
  expect(await ofPayer(focal, '/v1/practice')).toMatchObject({ asked: 10, kept: 4 })
})

test('P11 a seat at a table of today that nobody answered is not missed; tomorrow it is', async () => {
  await admin.query('set session_replication_role = replica')
  await admin.query(
    `insert into case_table.seat (id, meeting_id, organisation_id, kind, held_on, party_id)
     select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'municipality', $1::date, $2 from generate_series(1, 6)`,
    [house.clock.now(), LANDSMEER],
  )
  await admin.query('set session_replication_role = origin')
  const seats = async () =>
    ((await focal.get('/v1/practice')).body as Shown).measures.find(({ now }) => now['measure'] === 'seat-answered')
  expect((await seats())?.now).toEqual({ measure: 'seat-answered', kind: 'none' })
  house.clock.advance({ days: 1 })
  focal = await house.as(cast.focalOfficerLandsmeer)
  expect((await seats())?.now).toMatchObject({ kind: 'figure', asked: 6, kept: 0 })
})

test('P11 of the country there are closed quarters and fives: one case moves nothing', async () => {
  const country = async () => ofPayer(await house.as(cast.analyst), '/v1/practice/country')
  expect(await country()).toEqual({ measure: 'payer-answered', kind: 'few' })
  house.clock.advance({ days: 120 })
  const then = await country()
  expect(then).toEqual({
    ...{ measure: 'payer-answered', kind: 'figure', asked: 10, kept: 0 },
    ...{ fromPercent: expect.any(Number), toPercent: expect.any(Number) },
  })
  // One more of the same time, and six of a quarter that is not closed: nothing that is read changes.
  await askPayer(145, [9])
  await askPayer(20, [1, 1, 1, 1, 1, 1])
  expect(await country()).toEqual(then)
})

test('the invented country loads its self-assessment for all 342, and who counts reads exactly what was loaded [Q03]', async () => {
  const text = inventSelfAssessment(
    reference.municipalities.map(({ code, inhabitants }, at) => ({ code, inhabitants, hasFocalOfficer: at % 7 !== 0 })),
    11,
  )
  const list = readSelfAssessment(text, reference)
  if (!list.ok) throw new Error(JSON.stringify(list.refusal))
  house.clock.advance({ days: 1 })
  expect(await house.system.map.declare(list.value)).toEqual({ ok: true, value: 342 })
  const analyst = await house.as(cast.analyst)
  const answer = (await analyst.get('/v1/practice/country')).body as {
    municipalities: number
    items: Record<string, unknown>[]
  }
  expect(answer.municipalities).toBe(342)
  const [head = '', ...lines] = text.trim().split('\n')
  for (const item of PRACTICE_ITEMS) {
    const column = head.split(',').indexOf(item)
    const count = (word: string) => lines.filter((line) => line.split(',')[column] === word).length
    expect(answer.items.find((each) => each['item'] === item)).toEqual({
      ...{ item, yes: count('yes'), partly: count('partly'), no: count('no'), unknown: count('unknown'), silent: 0 },
    })
  }
  // Not one municipality is named to who counts, and who keeps the map cannot read the country.
  expect(JSON.stringify(answer)).not.toContain('Gemeente')
  focal = await house.as(cast.focalOfficerLandsmeer)
  expect(codeOf(await focal.get('/v1/practice/country'))).toBe('not-your-function')
})

test('a round of confirmations gives everybody of today one link, with a reserved address', async () => {
  const asked = await house.system.map.ask('entry-confirm')
  if (!asked.ok) throw new Error(asked.refusal.code)
  expect(asked.value.length).toBeGreaterThan(700)
  expect(asked.value.every(({ mail }) => mail.endsWith('.example'))).toBe(true)
  expect((await open(asked.value[5]?.path ?? '')).statusCode).toBe(200)
})

test('real boundaries are drawn once they are loaded; a refused file and the same file change nothing', async () => {
  const drawn = async () => (await focal.get('/v1/boundaries')).body as { source?: string; shapes: unknown[] }
  expect(await drawn()).toEqual({ width: 0, height: 0, shapes: [] })
  const drawing = readBoundaries(JSON.stringify(smallBoundaries(reference.municipalities)), reference.municipalities)
  if (!drawing.ok) throw new Error(drawing.refusal.code)
  const load = (source: string) =>
    keepBoundaries(house.platform.urls.admin, { drawing: drawing.value, source, now: new Date() })
  expect([await load('Verzonnen vierkanten'), await load('Verzonnen vierkanten')]).toEqual([true, false])
  expect(await drawn()).toMatchObject({ source: 'Verzonnen vierkanten', width: 1000 })
  expect((await drawn()).shapes).toHaveLength(342)
  expect(await load('Andere vierkanten')).toBe(true)
  expect((await drawn()).source).toBe('Andere vierkanten')
})

test('the database judges as well: a link writes about its own subject alone, nobody counts another house, and one purpose is not another', async () => {
  const other = reference.contactPoints.find((each) => each.organisation !== LANDSMEER)
  const member = cast.focalOfficerLandsmeer
  const mine = { ...pick(member), purpose: 'W03' }
  const guest = {
    ...{ ...mine, function: 'guest' as const, plane: 'person' as const, purpose: 'W20' },
    linkSubject: officer?.id ?? '',
  }
  const analyst = { ...pick(cast.analyst), purpose: 'W04' }
  const as = async <T>(claim: typeof mine & { readonly linkSubject?: string }, act: (work: Work) => Promise<T>) => {
    // Each by an act that its purpose has, so that it is the database that answers and not the decision before it.
    const operation =
      claim.purpose === 'W20' ? 'answerEntryPage' : claim.purpose === 'W04' ? 'readNationalPractice' : 'stepHole'
    const done = await house.system.acts.run({ claim, operation }, async (work) => accept(await act(work)))
    return done.ok ? done.value : done.refusal.code
  }
  const write = (kind: MapFactToRecord['kind'], stream: string | undefined) => (work: Work) =>
    recordMapFact(work, { stream: stream ?? '', kind })
  const hole = holeId({ step: 'own-focal-officer', territory: 'NL' })
  expect(await as(guest, write('entry-confirmed', officer?.id))).toBe(true)
  expect(await as(guest, write('entry-ended', other?.id))).toBe(false)
  expect(await as(guest, write('practice-declared', LANDSMEER))).toBe(false)
  expect(await as(guest, write('hole-taken-up', hole))).toBe(false)
  expect(await as(mine, write('entry-confirmed', officer?.id))).toBe(false)
  expect(await as(mine, write('practice-declared', LANDSMEER))).toBe(false)
  expect(await as(mine, write('confirmation-asked', other?.id))).toBe(false)
  expect(await as({ ...mine, purpose: 'W01' }, write('hole-taken-up', hole))).toBe(false)
  // The decision refuses an investigator before the database is asked.
  expect(await as({ ...mine, function: 'investigator' }, write('hole-taken-up', hole))).not.toBe(true)
  expect(await as(mine, write('hole-taken-up', other?.id))).toBe(false)
  const period = { from: day('2020-01-01'), until: day('2030-01-01') }
  const counted = (house?: string) => async (work: Work) =>
    (await readCounts(work, { ...period, ...(house ? { house } : {}) })).length
  expect(await as(mine, counted(LANDSMEER))).toBe(2)
  expect(await as(mine, counted())).toBe(0)
  expect(await as({ ...pick(cast.coordinatorEindhoven), purpose: 'W03' }, counted(LANDSMEER))).toBe(0)
  expect(await as(analyst, counted(LANDSMEER))).toBe(0)
  expect(await as(analyst, counted())).toBe(2)
  const declared = (house?: string) => async (work: Work) => (await readDeclarations(work, house)).size
  expect(await as(mine, declared())).toBe(0)
  expect(await as(guest, declared(LANDSMEER))).toBe(0)
  expect(await as(analyst, declared())).toBe(342)
})

const pick = ({ actor, organisation, function: role, plane }: CastMember): Claim => ({
  ...{ actor, organisation, function: role, plane, purpose: '' },
})
