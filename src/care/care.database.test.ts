import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
let hanna: Caller
let nadia: Caller
let payer: Caller

beforeAll(async () => {
  house = await openTestSystem()
})
// The clock is turned by hours in these tests, and a session ends after ten.
beforeEach(async () => {
  house.clock.advance({ minutes: 1 })
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  payer = await house.as(cast.payerZaanstad)
})
afterAll(async () => {
  await house.close()
})

/** A dossier that this organisation holds, made by the administrator: opening one belongs to another slice. */
const aDossier = async (holder: string = castOrganisations.careZaanstad): Promise<string> => {
  const id = randomUUID()
  const admin = await house.admin()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [id, holder],
  )
  await admin.end()
  return id
}
const aPlace = async (provider: Caller, place: object = {}): Promise<string> =>
  idOf(await provider.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 1, ...place }))
const emptyAllPlaces = async () => {
  const admin = await house.admin()
  await admin.query('update care.place set beds_free = 0')
  await admin.end()
}
const idOf = (answer: Answer): string => {
  expect(answer.status, answer.text).toBe(201)
  return (answer.body as { id: string }).id
}
const wish = { wanted: ['man'], regionsAvoided: [] }
type Offers = { placeOffers: { id: string; askerOrganisationId?: string }[] }
const newestOffer = async (provider: Caller): Promise<string> =>
  ((await provider.get('/v1/place-offers')).body as Offers).placeOffers[0]?.id ?? ''

test('who is not signed in, of another function, or sends what cannot be read gets no place', async () => {
  const dossier = await aDossier()
  const path = `/v1/dossiers/${dossier}/place-requests`
  expect((await house.nobody.post(path, wish)).status).toBe(401)
  expect((await nadia.post(path, wish)).status).toBe(403)
  expect((await (await house.as(cast.investigatorNoordHolland)).post(path, wish)).status).toBe(403)
  expect((await hanna.post(path, { ...wish, wanted: ['close-to-Landsmeer'] })).status).toBe(400)
  expect((await hanna.post(path, { ...wish, wanted: ['man', 'secured', 'step-free', 'independent'] })).status).toBe(400)
})

test('a dossier of another organisation and one that does not exist look the same', async () => {
  const theirs = await aDossier(castOrganisations.careEindhoven)
  for (const path of ['place-requests', 'waits', 'shelter-needs']) {
    const [other, none] = [
      await hanna.post(`/v1/dossiers/${theirs}/${path}`, bodyFor(path)),
      await hanna.post(`/v1/dossiers/${randomUUID()}/${path}`, bodyFor(path)),
    ]
    expect([other.status, none.status]).toEqual([404, 404])
    expect({ ...(other.body as object), instance: '' }).toEqual({ ...(none.body as object), instance: '' })
  }
})
const bodyFor = (path: string): object =>
  path === 'place-requests' ? wish : path === 'waits' ? { cause: 'papers' } : {}

test('from need to place: asked in words, offered without names, awarded once, and the clock stops', async () => {
  await emptyAllPlaces()
  const dossier = await aDossier()
  expect((await hanna.post(`/v1/dossiers/${dossier}/shelter-needs`)).status).toBe(201)
  expect((await hanna.post(`/v1/dossiers/${dossier}/shelter-needs`)).status).toBe(409)
  const place = await aPlace(nadia)
  const asked = await hanna.post(`/v1/dossiers/${dossier}/place-requests`, {
    wanted: ['man', 'step-free'],
    regionsAvoided: ['VR22'],
  })
  const request = idOf(asked)
  expect(asked.body).toMatchObject({ wave: 1, asked: 1 })
  expect((await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish)).body).toMatchObject({
    code: 'place-request-open',
  })

  const received = await nadia.get('/v1/place-offers')
  expect(received.text).not.toContain(dossier)
  expect(received.text).not.toContain(castOrganisations.careZaanstad)
  const offer = await newestOffer(nadia)
  expect((await nadia.post(`/v1/place-offers/${offer}/answers`, { answer: 'yes', placeId: randomUUID() })).status).toBe(
    404,
  )
  expect((await nadia.post(`/v1/place-offers/${offer}/answers`, { answer: 'yes', placeId: place })).status).toBe(201)

  const seen = await hanna.get(`/v1/place-requests/${request}`)
  expect(seen.text).not.toContain(castOrganisations.shelterHaven)
  expect(seen.body).toMatchObject({
    offers: [
      {
        answer: 'yes',
        fits: [{ code: 'man' }],
        lacks: [{ code: 'step-free' }],
        abilities: ['award-place', 'hold-bed'],
      },
    ],
  })
  house.clock.advance({ hours: 9 })
  expect((await hanna.post(`/v1/place-requests/${request}/awards`, { offerId: offer })).status).toBe(201)
  expect((await hanna.post(`/v1/place-requests/${request}/awards`, { offerId: offer })).body).toMatchObject({
    code: 'place-request-closed',
  })

  expect((await hanna.get(`/v1/place-requests/${request}`)).body).toMatchObject({
    stage: 'placed',
    offers: [{ providerOrganisationId: castOrganisations.shelterHaven }],
  })
  expect(((await nadia.get('/v1/place-offers')).body as Offers).placeOffers[0]?.askerOrganisationId).toBe(
    castOrganisations.careZaanstad,
  )
  expect((await nadia.get('/v1/places')).body).toMatchObject({
    places: expect.arrayContaining([expect.objectContaining({ id: place, bedsFree: 0 })]),
  })
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({
    hours: 9,
    running: false,
    shares: [{ cause: { code: 'no-place' }, hours: 9 }],
  })
})

test('the wait for a payer counts as money, and stops when the payer answers, also with a no', async () => {
  const dossier = await aDossier()
  await hanna.post(`/v1/dossiers/${dossier}/shelter-needs`)
  const verdict = idOf(
    await hanna.post(`/v1/dossiers/${dossier}/verdicts`, {
      facts: { residence: '8a', permit: 'work', age: '21-plus', needShelter: 'yes' },
      shelterKind: 'homeless-shelter',
    }),
  )
  house.clock.advance({ hours: 1 })
  const request = idOf(
    await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, {
      payerOrganisationId: castOrganisations.municipalityZaanstad,
    }),
  )
  house.clock.advance({ hours: 6 })
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({
    hours: 7,
    shares: [
      { cause: { code: 'money' }, partyOrganisationId: castOrganisations.municipalityZaanstad, hours: 6 },
      { cause: { code: 'no-place' }, hours: 1 },
    ],
  })
  expect(
    (await payer.post(`/v1/payer-requests/${request}/answers`, { answer: 'refuses', ground: 'other-municipality' }))
      .status,
  ).toBe(201)
  house.clock.advance({ hours: 2 })
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({
    hours: 9,
    running: true,
    shares: [{ hours: 6 }, { cause: { code: 'no-place' }, hours: 3 }],
  })
  // A dispute never delays shelter: with a refused payment a place is asked as before.
  await emptyAllPlaces()
  await aPlace(nadia)
  expect((await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish)).status).toBe(201)
})

test('a wait may name no party of the other plane', async () => {
  const dossier = await aDossier()
  const wait = (partyOrganisationId: string) =>
    hanna.post(`/v1/dossiers/${dossier}/waits`, { cause: 'decision', partyOrganisationId })
  expect((await wait(castOrganisations.avimNoordHolland)).body).toMatchObject({ code: 'party-unknown' })
  const id = idOf(await wait(castOrganisations.municipalityZaanstad))
  expect((await hanna.post(`/v1/waits/${id}/ends`)).status).toBe(201)
  expect((await hanna.post(`/v1/waits/${id}/ends`)).body).toMatchObject({ code: 'wait-ended-already' })
})

test('the next wave goes to others, when all said no or the hours are over, and then there is nobody left', async () => {
  await emptyAllPlaces()
  const tobias = await house.as(cast.shelterWorkerBaken)
  await aPlace(nadia)
  const dossier = await aDossier()
  const request = idOf(await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish))
  const wave = () => hanna.post(`/v1/place-requests/${request}/waves`)
  expect((await wave()).body).toMatchObject({ code: 'wave-still-open' })
  expect(
    (await nadia.post(`/v1/place-offers/${await newestOffer(nadia)}/answers`, { answer: 'no', reason: 'no-staff' }))
      .status,
  ).toBe(201)
  expect((await wave()).body).toMatchObject({ code: 'no-more-providers' })
  await aPlace(tobias, { regionCode: 'VR22' })
  expect((await wave()).body).toMatchObject({ wave: 2, asked: 1 })
  expect((await wave()).body).toMatchObject({ code: 'wave-still-open' })
})

test('where houses stand changes nothing in the answer, as long as the region is not avoided', async () => {
  const answers: unknown[] = []
  for (const regionCode of ['VR11', 'VR01', 'VR25']) {
    await emptyAllPlaces()
    await aPlace(nadia, { regionCode })
    const request = idOf(await hanna.post(`/v1/dossiers/${await aDossier()}/place-requests`, wish))
    const { offers } = (await hanna.get(`/v1/place-requests/${request}`)).body as { offers: { id: string }[] }
    answers.push(offers.map((offer) => ({ ...offer, id: '' })))
    expect(JSON.stringify(offers)).not.toContain(regionCode)
  }
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test('asking more often than the budget of a day is refused [V2.3.2]', async () => {
  await emptyAllPlaces()
  await aPlace(nadia)
  const dossier = await aDossier()
  for (let time = 0; time < 3; time += 1) {
    const request = idOf(await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish))
    expect((await hanna.post(`/v1/place-requests/${request}/withdrawals`)).status).toBe(201)
  }
  expect((await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish)).body).toMatchObject({
    code: 'too-many-place-requests',
  })
})

test('P1 the last bed goes to exactly one of fifty who take it at the same moment [V2.3.4]', async () => {
  await emptyAllPlaces()
  const place = await aPlace(nadia, { bedsFree: 1 })
  const takers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const request = idOf(await hanna.post(`/v1/dossiers/${await aDossier()}/place-requests`, wish))
      return { request }
    }),
  )
  const offers = ((await nadia.get('/v1/place-offers?limit=100')).body as Offers).placeOffers
  for (const { id } of offers) await nadia.post(`/v1/place-offers/${id}/answers`, { answer: 'yes', placeId: place })
  const claims = await Promise.all(
    takers.map(async ({ request }) => {
      const { offers: own } = (await hanna.get(`/v1/place-requests/${request}`)).body as { offers: { id: string }[] }
      return { request, offerId: own[0]?.id }
    }),
  )
  const answers = await Promise.all(
    claims.map(({ request, offerId }) => hanna.post(`/v1/place-requests/${request}/awards`, { offerId })),
  )
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  const refused = answers.filter((answer) => answer.status !== 201)
  expect(refused).toHaveLength(49)
  for (const answer of refused) expect(answer.body).toMatchObject({ code: 'place-already-taken' })
  const admin = await house.admin()
  const { rows } = await admin.query('select beds_free from care.place where id = $1', [place])
  const { rows: won } = await admin.query(
    'select count(*)::integer as count from care.place_offer where place_id = $1 and won_at is not null',
    [place],
  )
  await admin.end()
  expect([rows[0].beds_free, won[0].count]).toEqual([0, 1])
})

test('P1 of two colleagues who take two houses for one request at the same moment, one gets a place', async () => {
  await emptyAllPlaces()
  const tobias = await house.as(cast.shelterWorkerBaken)
  const places = [await aPlace(nadia), await aPlace(tobias)]
  const request = idOf(await hanna.post(`/v1/dossiers/${await aDossier()}/place-requests`, wish))
  const providers = [nadia, tobias]
  for (const [index, each] of providers.entries()) {
    await each.post(`/v1/place-offers/${await newestOffer(each)}/answers`, { answer: 'yes', placeId: places[index] })
  }
  const { offers } = (await hanna.get(`/v1/place-requests/${request}`)).body as { offers: { id: string }[] }
  expect(offers).toHaveLength(2)
  const answers = await Promise.all(
    offers.map(({ id }) => hanna.post(`/v1/place-requests/${request}/awards`, { offerId: id })),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409])
})

test('a wait is given another cause with a reason: it counts there, what was derived stays beside it, and a payer reads nothing of it', async () => {
  const dossier = await aDossier()
  const id = idOf(await hanna.post(`/v1/dossiers/${dossier}/waits`, { cause: 'papers' }))
  house.clock.advance({ hours: 2 })
  const correct = (body: object) => hanna.post(`/v1/waits/${id}/corrections`, body)
  expect((await correct({ cause: 'consent' })).body).toMatchObject({ code: 'correction-needs-reason' })
  expect((await correct({ cause: 'papers', reason: 'other-cause' })).body).toMatchObject({
    code: 'correction-changes-nothing',
  })
  expect(
    (
      await correct({
        cause: 'consent',
        reason: 'other-cause',
        partyOrganisationId: castOrganisations.avimNoordHolland,
      })
    ).body,
  ).toMatchObject({ code: 'party-unknown' })
  idOf(await correct({ cause: 'consent', reason: 'other-cause' }))
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({
    hours: 2,
    shares: [{ cause: { code: 'consent' }, hours: 2 }],
    waits: [
      {
        cause: { code: 'consent' },
        corrected: { derivedCause: { code: 'papers' }, reason: { code: 'other-cause' } },
        abilities: ['end-wait', 'correct-wait'],
      },
    ],
  })
  const admin = await house.admin()
  const { rows } = await admin.query('select kind from care.fact where stream = $1 order by version', [id])
  await admin.end()
  expect(rows.map(({ kind }) => kind)).toEqual(['wait-started', 'wait-corrected'])
  expect((await payer.post(`/v1/waits/${id}/corrections`, { cause: 'money', reason: 'other-cause' })).status).toBe(403)
})

/** A bed that a house gave, and a verdict on the file that it is for. */
const aGivenBed = async () => {
  await emptyAllPlaces()
  const dossier = await aDossier()
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  payer = await house.as(cast.payerZaanstad)
  const place = await aPlace(nadia)
  const request = idOf(await hanna.post(`/v1/dossiers/${dossier}/place-requests`, wish))
  const { placeOffers } = (await nadia.get('/v1/place-offers')).body as {
    placeOffers: { id: string; answer?: string }[]
  }
  const offer = placeOffers.find(({ answer }) => answer === undefined)?.id ?? ''
  expect((await nadia.post(`/v1/place-offers/${offer}/answers`, { answer: 'yes', placeId: place })).status).toBe(201)
  expect((await hanna.post(`/v1/place-requests/${request}/awards`, { offerId: offer })).status).toBe(201)
  const verdict = idOf(
    await hanna.post(`/v1/dossiers/${dossier}/verdicts`, {
      facts: { residence: '8a', age: '21-plus', needShelter: 'yes' },
      shelterKind: 'homeless-shelter',
    }),
  )
  return { dossier, request, offer, verdict }
}

test('a question to a payer names its bed by a reference and a day; the house of that bed hears of it, and a bed of another file is refused', async () => {
  const given = await aGivenBed()
  const ask = (verdict: string, placeRequestId: string) =>
    hanna.post(`/v1/verdicts/${verdict}/payer-requests`, {
      payerOrganisationId: castOrganisations.municipalityZaanstad,
      ...{ cost: { amountCents: 100, per: 'day', fromDate: '2026-11-20' }, placeRequestId },
    })
  const refused = async (placeRequestId: string) => (await ask(given.verdict, placeRequestId)).body
  expect(await refused(randomUUID())).toMatchObject({ code: 'bed-not-promised' })
  const other = await aGivenBed()
  expect(await refused(other.request)).toMatchObject({ code: 'bed-not-promised' })
  const id = idOf(await ask(given.verdict, given.request))
  const bedFor = async (caller: Caller) => {
    const answer = await caller.get('/v1/payer-requests?limit=100')
    expect(answer.text).not.toContain(castOrganisations.shelterHaven)
    const { payerRequests } = answer.body as { payerRequests: { id: string; bed?: object }[] }
    return payerRequests.find((each) => each.id === id)?.bed
  }
  const bed = { reference: given.request.slice(0, 8).toUpperCase(), promisedDate: expect.any(String) }
  expect(await bedFor(payer)).toEqual(bed)
  expect(await bedFor(hanna)).toEqual({ ...bed, placeRequestId: given.request })
  const { placeOffers } = (await nadia.get('/v1/place-offers')).body as {
    placeOffers: { id: string; payers?: object[] }[]
  }
  expect(placeOffers.find((each) => each.id === given.offer)?.payers).toHaveLength(1)
  expect(placeOffers.find((each) => each.id === other.offer)?.payers ?? []).toHaveLength(0)
})

test('the house that gives the bed hears whether somebody pays, and not how much or on which ground; another house hears nothing', async () => {
  const { verdict, offer } = await aGivenBed()
  const asked = idOf(
    await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, {
      payerOrganisationId: castOrganisations.municipalityZaanstad,
      cost: { amountCents: 12_345, per: 'day', fromDate: '2026-11-20' },
    }),
  )
  const mine = async () => {
    const answer = await nadia.get('/v1/place-offers')
    expect(answer.text).not.toContain('12345')
    const { placeOffers } = answer.body as { placeOffers: { id: string; payers?: object[] }[] }
    return placeOffers.find(({ id }) => id === offer)?.payers
  }
  expect(await mine()).toMatchObject([{ standing: { code: 'asked' }, fromDate: '2026-11-20' }])
  expect(JSON.stringify(await mine())).not.toContain(castOrganisations.municipalityZaanstad)
  expect((await payer.post(`/v1/payer-requests/${asked}/answers`, { answer: 'provisional' })).status).toBe(201)
  expect(await mine()).toMatchObject([
    { standing: { code: 'provisional' }, payerOrganisationId: castOrganisations.municipalityZaanstad },
  ])
  const baken = await house.as(cast.shelterWorkerBaken)
  expect((await baken.get('/v1/place-offers')).text).not.toContain('provisional')
})
