import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { PURPOSE_OF } from '../../tests/support/purposes.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, asId, type DossierId, type Outcome } from '../kernel/index.ts'
import { createActs, type RunOptions, type Work } from '../platform/work.ts'
import { accessListeners } from './access.listeners.ts'
import { AGE_GROUPS, checkDeciders, DECIDERS } from './deciders.ts'
import { createLink, endLinks, standingConsents, withdrawAllFor, withdrawConsent } from './index.ts'
import { judgeBy, readPolicy } from './policy.store.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const { careZaanstad, careEindhoven } = castOrganisations
const aSignal = { source: 'typed', exploitation: 'labour', person: { fullName: 'Verzonnen Kok' } }
const aGround = {
  kind: 'consent-to-search',
  purpose: 'D27',
  language: 'vi',
  interpreterName: 'Tolk Verzonnen',
  present: ['interpreter'],
  helpDoesNotDependOnIt: true,
  ageGroup: '18-plus',
  understood: 'Ze kijken of iemand mij kent.',
  givenDate: castDay,
}
const aConsent = (more: Record<string, unknown> = {}) => ({
  chapter: 'residence',
  partnerId: careEindhoven,
  purpose: 'D26',
  answer: 'given',
  language: 'vi',
  present: ['interpreter'],
  helpDoesNotDependOnIt: true,
  understood: 'Zij mogen mijn brief lezen.',
  ageGroup: '18-plus',
  givenDate: castDay,
  ...more,
})
const idOf = (body: unknown, field: string): string => String((body as Record<string, unknown>)[field])

/** A dossier held by an organisation, without the slice that makes them: access must hold on its own. */
const aDossier = async (holder: string): Promise<string> => {
  const admin = await house.admin()
  const id = randomUUID()
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')",
    [id, holder],
  )
  await admin.end()
  return id
}
/** As the dossier slice does it: the receiver becomes holder and says so. */
const acceptHandover = async (
  dossierId: string,
  from: CastMember,
  to: CastMember,
  overlapUntil?: string,
): Promise<string> => {
  const admin = await house.admin()
  const handoverId = randomUUID()
  await admin.query("update dossier.handover set stage = 'landed' where dossier_id = $1 and stage = 'accepted'", [
    dossierId,
  ])
  await admin.query(
    "insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, stage, offered_at, changed_at) values ($1, $2, $3, $4, 'accepted', now(), now())",
    [handoverId, dossierId, from.organisation, to.organisation],
  )
  await admin.query('update dossier.dossier set holder_id = $2 where id = $1', [dossierId, to.organisation])
  await admin.end()
  const payload = {
    handoverId,
    from: from.organisation,
    to: to.organisation,
    ...(overlapUntil ? { overlapUntil } : {}),
  }
  await act(to, (work) =>
    work
      .record({ slice: 'access', stream: dossierId, kind: 'handover-accepted', happened: work.today, payload })
      .then(done),
  )
  return handoverId
}
const done = () => ({ ok: true as const, value: undefined })
// Only the listeners of access: what the other slices do with the same fact is theirs to prove.
const act = async <T>(
  who: CastMember | RunOptions['claim'],
  work: (work: Work) => Promise<Outcome<T, string>>,
): Promise<Outcome<T, string>> => {
  const { platform, clock } = house
  const acts = createActs({
    worker: platform.databases.worker,
    claimKey: platform.secrets.claim,
    keys: platform.keys,
    judge: judgeBy(readPolicy(), () => 'care-coordination'),
    listeners: accessListeners,
    clock: clock.now,
    newId: randomUUID,
  })
  const claim =
    'actor' in who && 'name' in who ? { ...who, purpose: PURPOSE_OF[who.function] } : (who as RunOptions['claim'])
  return acts.run({ claim, operation: 'test' }, work)
}
const reachOf = async (dossierId: string) => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ organisation_id: string; chapter: string; until: string }>(
    'select organisation_id, chapter, until from access.reach where dossier_id = $1 order by chapter',
    [dossierId],
  )
  await admin.end()
  return rows
}
const hasKey = async (organisation: string, subject: string, chapter: string): Promise<boolean> =>
  (await house.platform.keys.find(organisation, [{ subject, chapter }])).size > 0

test('a ground is written down, read back in her words, and ended', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const signalId = idOf((await hanna.post('/v1/signals', aSignal)).body, 'signalId')
  const recorded = await hanna.post(`/v1/signals/${signalId}/grounds`, aGround)
  expect(recorded.status).toBe(201)
  const groundId = idOf(recorded.body, 'groundId')
  expect(recorded.text).not.toContain('Tolk')
  const read = await hanna.get(`/v1/signals/${signalId}/grounds`)
  expect(read.body).toMatchObject({
    grounds: [{ groundId, understood: aGround.understood, interpreterName: aGround.interpreterName, stands: true }],
    abilities: ['record-ground', 'look-up'],
  })
  expect((await hanna.post(`/v1/grounds/${groundId}/withdrawals`)).status).toBe(201)
  expect((await hanna.get(`/v1/signals/${signalId}/grounds`)).body).toMatchObject({
    grounds: [{ stands: false, abilities: [] }],
    abilities: ['record-ground'],
  })
})

test('the table holds who decides as the rule does, age by age and decider by decider', async () => {
  const dossierId = await aDossier(careZaanstad)
  const admin = await house.admin()
  const wrong: string[] = []
  for (const group of AGE_GROUPS)
    for (let chosen = 1; chosen < 2 ** DECIDERS.length; chosen += 1) {
      const decidedBy = DECIDERS.filter((_each, place) => (chosen >> place) % 2 === 1)
      const kept = await admin
        .query(
          `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
             given_on, valid_until, recorded_by, age_group, decided_by, withdrawn_at)
           values (gen_random_uuid(), $1, 'story', $2, $3, 'D26', 'given', 'nl', false, '{}', now(), now(), $2, $4, $5, now())`,
          [dossierId, careZaanstad, careEindhoven, group, decidedBy],
        )
        .then(() => true)
        .catch(({ constraint }: { constraint?: string }) => constraint !== 'consent_decided_by_the_right_ones')
      const looked = await admin
        .query(
          `insert into access.ground (id, organisation_id, subject, kind, purpose, basis, given_on, valid_until, recorded_by, age_group, decided_by)
           values (gen_random_uuid(), $1, $2, 'consent-to-search', 'D27', 'avg-6-1-a', now(), now(), $1, $3, $4)`,
          [careZaanstad, dossierId, group, decidedBy],
        )
        .then(() => true)
        .catch(({ constraint }: { constraint?: string }) => constraint !== 'ground_decided_by_the_right_ones')
      const right = checkDeciders(group, decidedBy, true).ok
      if (kept !== right || looked !== right) wrong.push(`${group}: ${decidedBy.join(' ')}`)
    }
  await admin.end()
  expect(wrong).toEqual([])
})

test('a yes about a child is carried by who decides at that age, and ends before the birthday that changes it', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const { dossierId } = (await hanna.post('/v1/dossiers', { fields: [{ field: 'birth-date', value: '2012-02-03' }] }))
    .body as { dossierId: string }
  const path = `/v1/dossiers/${dossierId}/consents`
  const { ageGroup: _known, ...said } = aConsent({ chapter: 'identity' })
  expect((await hanna.post(path, said)).body).toMatchObject({ code: 'decider-missing' })
  expect((await hanna.post(path, { ...said, ageGroup: '18-plus' })).body).toMatchObject({
    code: 'age-older-than-known',
  })
  const both = { ...said, decidedBy: ['herself', 'guardianship-body'] }
  expect((await hanna.post(path, both)).body).toMatchObject({ code: 'authority-not-free' })
  expect((await hanna.post(path, { ...both, authorityIsFree: true, validUntilDate: '2028-03-01' })).status).toBe(201)
  expect((await hanna.get(path)).body).toMatchObject({
    ageGroup: '12-15',
    consents: [{ decidedBy: both.decidedBy, ageGroup: '12-15', validUntilDate: '2028-02-02' }],
  })
  // A no needs nobody beside her.
  expect((await hanna.post(path, { ...said, answer: 'refused' })).status).toBe(201)
})

test('a yes without any age is refused, by the edge and by the table', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  const { ageGroup: _none, ...said } = aConsent()
  expect((await hanna.post(`/v1/dossiers/${dossierId}/consents`, said)).body).toMatchObject({ code: 'age-needed' })
  const straight = asForged(house, 'good', cast.coordinatorZaanstad, cast.coordinatorEindhoven, (client) =>
    client.query(
      `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
         given_on, valid_until, recorded_by)
       values (gen_random_uuid(), $1, 'story', $2, $3, 'D26', 'given', 'nl', false, '{}', now(), now(), $4)`,
      [dossierId, careZaanstad, careEindhoven, cast.coordinatorZaanstad.actor],
    ),
  )
  await expect(straight).rejects.toMatchObject({ code: '42501' })
})

test('a yes for a partner, a chapter or a ground that is not there is refused with a code, and nothing is written', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  for (const partnerId of [randomUUID(), cast.investigatorNoordHolland.organisation])
    expect((await hanna.post(path, aConsent({ partnerId }))).body).toMatchObject({ code: 'unknown-partner' })
  expect((await hanna.post(path, aConsent({ chapter: 'hobbies' }))).body).toMatchObject({ code: 'bad-input' })
  expect((await hanna.post(path, aConsent({ purpose: 'D18', chapter: 'health' }))).body).toMatchObject({
    code: 'purpose-needs-no-consent',
  })
  expect((await hanna.get(path)).body).toMatchObject({ consents: [] })
})

test('who was there when she said yes is why she is asked again, on a day that the holder reads', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  await hanna.post(path, aConsent({ present: ['requesting-partner'] }))
  expect((await hanna.get(path)).body).toMatchObject({
    consents: [{ askAgainAlone: true, askAgainDate: addDays(castDay, 14) }],
  })
  const late = aConsent({ present: ['police'], askAgainDate: '2031-01-01' })
  expect((await hanna.post(path, late)).body).toMatchObject({ code: 'ask-again-outside-period' })
})

test('each line of who may read what is her consent or the law with its article, and only the holder reads the list', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  await hanna.post(path, aConsent())
  const { readers } = (await hanna.get(path)).body as { readers: { ground: string; articles: string; who: string }[] }
  expect(readers.map(({ who, ground }) => `${who} ${ground}`)).toEqual([
    ...['holder law', 'emergency law', 'herself law', 'privacy-officer law', 'auditor law', 'partner consent'],
  ])
  expect(readers.filter(({ articles }) => !/\d/.test(articles))).toEqual([])
  const theirs = (await (await house.as(cast.coordinatorEindhoven)).get(path)).body
  expect(theirs).toMatchObject({ consents: [{}] })
  for (const hidden of ['readers', 'ageGroup', 'decidedBy', 'whoDecides'])
    expect(JSON.stringify(theirs)).not.toContain(hidden)
})

test('who gives her the bed is known by the placement, whatever the function of who asks', async () => {
  const admin = await house.admin()
  const dossierId = await aDossier(careZaanstad)
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at, placed_with_id, placed_at)
     values (gen_random_uuid(), $1, $2, '{}', '{}', 'placed', now(), $3, now())`,
    [careEindhoven, dossierId, careZaanstad],
  )
  await admin.end()
  const hanna = await house.as(cast.coordinatorZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  expect((await hanna.post(path, aConsent({ present: ['nobody-else'] }))).body).toMatchObject({
    code: 'taken-by-bed-holder-alone',
  })
  expect((await hanna.post(path, aConsent({ present: ['interpreter'] }))).status).toBe(201)
  const asked = (member: CastMember) =>
    asForged(house, 'good', member, cast.investigatorNoordHolland, async (client) => {
      const { rows } = await client.query('select care.gives_bed($1) as gives', [dossierId])
      return rows[0]?.gives
    })
  expect(await asked(cast.coordinatorZaanstad)).toBe(true)
  expect(await asked(cast.coordinatorEindhoven)).toBe(false)
})

test('the edge of grounds: not signed in, another function, another organisation, unreadable, refused', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const signalId = idOf((await hanna.post('/v1/signals', aSignal)).body, 'signalId')
  const path = `/v1/signals/${signalId}/grounds`
  const groundId = idOf((await hanna.post(path, aGround)).body, 'groundId')
  expect((await house.nobody.post(path, aGround)).status).toBe(401)
  expect((await (await house.as(cast.analyst)).post(path, aGround)).status).toBe(403)
  const other = await house.as(cast.coordinatorEindhoven)
  const absent = `/v1/signals/${randomUUID()}/grounds`
  const same = (text: string) => text.replace(/"instance":"[^"]+"/, '')
  for (const [theirs, nothing] of [
    [await other.post(path, aGround), await other.post(absent, aGround)],
    [await other.get(path), await other.get(absent)],
    [
      await other.post(`/v1/grounds/${groundId}/withdrawals`),
      await other.post(`/v1/grounds/${randomUUID()}/withdrawals`),
    ],
  ] as const) {
    expect(theirs.status).toBe(404)
    expect(same(theirs.text)).toBe(same(nothing.text))
  }
  expect((await hanna.post(path, { ...aGround, givenDate: '2026-02-30' })).status).toBe(400)
  expect((await hanna.post(path, { ...aGround, helpDoesNotDependOnIt: false })).body).toMatchObject({
    code: 'help-must-not-depend',
  })
  expect((await hanna.post(path, { ...aGround, purpose: 'D31' })).body).toMatchObject({
    code: 'purpose-not-for-sharing',
  })
})

test('a yes to looking for a child asks who decides at that age, and of age and birth the younger counts', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const pathOf = async (birthDate?: string) => {
    const person = { fullName: 'Verzonnen Kind', ...(birthDate ? { birthDate } : {}) }
    return `/v1/signals/${idOf((await hanna.post('/v1/signals', { ...aSignal, person })).body, 'signalId')}/grounds`
  }
  const { ageGroup: _said, ...unsaid } = aGround
  const [ageless, child] = [await pathOf(), await pathOf('2012-02-03')]
  const code = async (path: string, body: object) => ((await hanna.post(path, body)).body as { code?: string }).code
  expect(await code(ageless, unsaid)).toBe('age-needed')
  expect(await code(child, unsaid)).toBe('decider-missing')
  expect(await code(child, aGround)).toBe('age-older-than-known')
  expect(await code(child, { ...unsaid, decidedBy: ['herself', 'guardian'] })).toBe('authority-not-free')
  const grown = await pathOf('1990-02-03')
  const asChild = { ...unsaid, ageGroup: 'under-12', decidedBy: ['parents'], authorityIsFree: true }
  expect(await code(grown, asChild)).toBe('age-younger-than-known')
  expect(await code(ageless, { ...aGround, decidedBy: ['herself', 'parents'] })).toBe('decider-not-hers')
  expect((await hanna.get(child)).body).toMatchObject({ grounds: [] })
  const said = { ...unsaid, decidedBy: ['herself', 'guardian'], authorityIsFree: true, validUntilDate: '2028-03-01' }
  expect((await hanna.post(child, said)).status).toBe(201)
  expect((await hanna.get(child)).body).toMatchObject({
    grounds: [{ ageGroup: '12-15', decidedBy: ['herself', 'guardian'], validUntilDate: '2028-02-02', stands: true }],
  })
})

test('a yes to looking that the giver of a bed took with nobody else there is none', async () => {
  const haven = await house.as(cast.shelterWorkerHaven)
  const signalId = idOf((await haven.post('/v1/signals', aSignal)).body, 'signalId')
  const path = `/v1/signals/${signalId}/grounds`
  const { interpreterName: _none, ...alone } = aGround
  expect((await haven.post(path, { ...alone, present: ['nobody-else'] })).body).toMatchObject({
    code: 'taken-by-bed-holder-alone',
  })
  expect((await haven.post(path, { ...alone, present: ['lawyer'] })).status).toBe(201)
})

test('as the role in SQL a yes to looking without an age is not written down', async () => {
  const written = act(cast.coordinatorZaanstad, async (work) => {
    await work.trx
      .insertInto('access.ground')
      .values({
        ...{
          id: work.newId(),
          organisation_id: work.claim.organisation,
          subject: work.newId(),
          kind: 'consent-to-search',
        },
        ...{
          purpose: 'D27',
          basis: 'avg-6-1-a',
          given_on: castDay,
          valid_until: castDay,
          recorded_by: work.claim.actor,
        },
      })
      .execute()
    return { ok: true as const, value: true }
  })
  await expect(written).rejects.toThrow(/row-level security/)
})

test('consent opens nothing before a handover is accepted, opens at acceptance, and closes at her word', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const dossierId = await aDossier(careZaanstad)
  const given = await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent())
  expect(given.body).toMatchObject({ opened: false })
  await hanna.post(
    `/v1/dossiers/${dossierId}/consents`,
    aConsent({ chapter: 'health', answer: 'refused', understood: undefined }),
  )
  expect(await reachOf(dossierId)).toEqual([])
  expect(await hasKey(careEindhoven, dossierId, 'residence')).toBe(false)

  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  expect(await reachOf(dossierId)).toMatchObject([
    { organisation_id: careEindhoven, chapter: 'residence', until: '2027-11-16' },
  ])
  const ref = { subject: dossierId, chapter: 'residence' }
  const [mine, theirs] = await Promise.all(
    [careZaanstad, careEindhoven].map((each) => house.platform.keys.find(each, [ref])),
  )
  expect([...(mine?.keys() ?? [])].sort()).toEqual([...(theirs?.keys() ?? [])].sort())

  expect((await hanna.post(`/v1/consents/${idOf(given.body, 'consentId')}/withdrawals`)).status).toBe(201)
  expect(await reachOf(dossierId)).toEqual([])
  // Each keeps the key that it writes with; the partner's view of the other's notes is gone.
  const left = await Promise.all([careZaanstad, careEindhoven].map((each) => house.platform.keys.find(each, [ref])))
  const written = await Promise.all(
    [careZaanstad, careEindhoven].map((each) => house.platform.keys.create(each, [ref])),
  )
  const [zaanstadWrites, eindhovenWrites] = written.map((keys) => [...keys.values()][0]?.id ?? '')
  expect(left[1]?.has(zaanstadWrites ?? '')).toBe(false)
  expect(left[1]?.has(eindhovenWrites ?? '')).toBe(true)
  expect(left[0]?.has(zaanstadWrites ?? '')).toBe(true)
})

test('the person herself takes back one answer or all of them, and nobody else is asked', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const dossierId = await aDossier(careZaanstad)
  for (const chapter of ['identity', 'contact', 'safety'])
    await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent({ chapter }))
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  expect(await reachOf(dossierId)).toHaveLength(3)
  const herself = {
    organisation: careZaanstad,
    actor: asId<CastMember['actor']>('00000000-0000-4000-8000-000000000001'),
    function: 'person',
    plane: 'person',
    purpose: 'W06',
    dossier: asId<DossierId>(dossierId),
  } as const
  const standing = await act(herself, async (work) => ({ ok: true, value: await standingConsents(work, dossierId) }))
  const first = standing.ok ? standing.value[0] : undefined
  expect((await act(herself, (work) => withdrawConsent(work, first?.consentId ?? ''))).ok).toBe(true)
  expect(await reachOf(dossierId)).toHaveLength(2)
  expect(await act(herself, (work) => withdrawAllFor(work, dossierId))).toEqual({ ok: true, value: { withdrawn: 2 } })
  expect(await reachOf(dossierId)).toEqual([])
  const elsewhere = await aDossier(careZaanstad)
  const others = await hanna.post(`/v1/dossiers/${elsewhere}/consents`, aConsent())
  expect(await act(herself, (work) => withdrawConsent(work, idOf(others.body, 'consentId')))).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
})

test('after acceptance the new holder asks for itself and it opens at once; a later no closes it again', async () => {
  const dossierId = await aDossier(careZaanstad)
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven, '2026-12-01')
  const bram = await house.as(cast.coordinatorEindhoven)
  expect((await bram.post(`/v1/dossiers/${dossierId}/consents`, aConsent({ chapter: 'safety' }))).body).toMatchObject({
    opened: true,
  })
  expect(await reachOf(dossierId)).toMatchObject([{ organisation_id: careEindhoven, chapter: 'safety' }])
  const back = aConsent({ chapter: 'contact', partnerId: careZaanstad })
  expect((await bram.post(`/v1/dossiers/${dossierId}/consents`, back)).body).toMatchObject({ opened: true })
  expect(await reachOf(dossierId)).toMatchObject([
    { organisation_id: careZaanstad, until: '2026-12-01' },
    { chapter: 'safety' },
  ])
  await bram.post(
    `/v1/dossiers/${dossierId}/consents`,
    aConsent({ chapter: 'safety', answer: 'not-now', understood: undefined }),
  )
  expect(await reachOf(dossierId)).toMatchObject([{ organisation_id: careZaanstad }])
  const hanna = await house.as(cast.coordinatorZaanstad)
  expect((await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent())).body).toMatchObject({
    code: 'not-the-holder',
  })
})

test('who hands the file on reads the notes of others no longer than the overlap', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent())
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  await acceptHandover(dossierId, cast.coordinatorEindhoven, cast.shelterWorkerHaven, '2026-11-20')
  expect(await reachOf(dossierId)).toMatchObject([{ organisation_id: careEindhoven, until: '2026-11-20' }])
})

test('the edge of consents: strangers see nothing, a purpose asks only for chapters that it needs', async () => {
  const dossierId = await aDossier(careZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  expect((await house.nobody.get(path)).status).toBe(401)
  expect((await (await house.as(cast.investigatorNoordHolland)).get(path)).status).toBe(403)
  const bram = await house.as(cast.coordinatorEindhoven)
  expect((await bram.get(path)).status).toBe(404)
  expect((await bram.post(path, aConsent())).status).toBe(404)
  const hanna = await house.as(cast.coordinatorZaanstad)
  expect((await hanna.post(path, aConsent({ chapter: 'diary' }))).status).toBe(400)
  expect((await hanna.post(path, aConsent({ purpose: 'D10', chapter: 'health' }))).body).toMatchObject({
    code: 'purpose-needs-no-such-chapter',
  })
  expect((await hanna.post(path, aConsent({ purpose: 'W01' }))).body).toMatchObject({ code: 'purpose-not-for-sharing' })
  expect((await hanna.get(path)).body).toMatchObject({ consents: [], abilities: ['record-consent'] })
  await hanna.post(path, aConsent({ answer: 'refused', understood: undefined }))
  expect((await bram.get(path)).body).toMatchObject({ consents: [{ answer: 'refused', stands: false }], abilities: [] })
})

test('eight answers written down at one moment come one after the other: none fails and one of them stands', async () => {
  const dossierId = await aDossier(careZaanstad)
  const path = `/v1/dossiers/${dossierId}/consents`
  const hanna = await house.as(cast.coordinatorZaanstad)
  const written = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      hanna.post(path, i % 2 === 0 ? aConsent() : aConsent({ answer: 'refused', understood: undefined })),
    ),
  )
  expect(written.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201))
  const { consents } = (await hanna.get(path)).body as { consents: { replaced: boolean }[] }
  expect([consents.length, consents.filter(({ replaced }) => !replaced).length]).toEqual([8, 1])
})

test('a link opens by its token, is kept as a hash only, and ends for everybody at once', async () => {
  const dossierId = await aDossier(careZaanstad)
  const made = await act(cast.coordinatorZaanstad, async (work) => ({
    ok: true as const,
    value: await createLink(work, { kind: 'person-page', subject: dossierId, validDays: 30 }),
  }))
  const token = made.ok ? made.value : ''
  expect(token).toHaveLength(43)
  const admin = await house.admin()
  const { rows } = await admin.query('select * from access.link where subject = $1', [dossierId])
  await admin.end()
  expect(JSON.stringify(rows)).not.toContain(token)
  const ended = await act(cast.coordinatorZaanstad, async (work) => ({
    ok: true as const,
    value: await endLinks(work, { kind: 'person-page', subject: dossierId }),
  }))
  expect(ended).toEqual({ ok: true, value: 1 })
})

test('a yes that is asked again keeps what was open readable: the key does not go with the older answer', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const dossierId = await aDossier(careZaanstad)
  await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent())
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  const bram = await house.as(cast.coordinatorEindhoven)
  const again = await bram.post(`/v1/dossiers/${dossierId}/consents`, aConsent({ validUntilDate: '2027-01-31' }))
  expect(again.body).toMatchObject({ opened: true })
  const ref = { subject: dossierId, chapter: 'residence' }
  const zaanstadWrites = [...(await house.platform.keys.create(careZaanstad, [ref])).values()][0]?.id ?? ''
  expect((await house.platform.keys.find(careEindhoven, [ref])).has(zaanstadWrites)).toBe(true)
})

test('a file that comes back opens again: reach that ran out does not stand in the way', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent())
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  await acceptHandover(dossierId, cast.coordinatorEindhoven, cast.coordinatorZaanstad)
  expect(await reachOf(dossierId)).toMatchObject([{ organisation_id: careEindhoven, until: '2026-11-15' }])
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  expect(await reachOf(dossierId)).toMatchObject([{ organisation_id: careEindhoven, until: '2027-11-16' }])
})

test('stop everything closes all that stands, however long the history is', async () => {
  const dossierId = await aDossier(careZaanstad)
  const hanna = await house.as(cast.coordinatorZaanstad)
  await hanna.post(`/v1/dossiers/${dossierId}/consents`, aConsent({ givenDate: '2026-11-01' }))
  const admin = await house.admin()
  await admin.query(
    `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
       given_on, valid_until, recorded_by, withdrawn_at, withdrawn_by)
     select gen_random_uuid(), dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
       $2, valid_until, recorded_by, now(), 'person'
     from access.consent, generate_series(1, 250) where dossier_id = $1`,
    [dossierId, castDay],
  )
  await admin.end()
  expect(await act(cast.coordinatorZaanstad, (work) => withdrawAllFor(work, dossierId))).toEqual({
    ok: true,
    value: { withdrawn: 1 },
  })
})

test('the new holder ends the link to her page that the holder before gave out', async () => {
  const dossierId = await aDossier(careZaanstad)
  const link = { kind: 'person-page', subject: dossierId } as const
  const ok = <T>(value: T) => ({ ok: true as const, value })
  await act(cast.coordinatorZaanstad, async (work) => ok(await createLink(work, { ...link, validDays: 30 })))
  await acceptHandover(dossierId, cast.coordinatorZaanstad, cast.coordinatorEindhoven)
  const ended = await act(cast.coordinatorEindhoven, async (work) => ok(await endLinks(work, link)))
  expect(ended).toEqual({ ok: true, value: 1 })
})
