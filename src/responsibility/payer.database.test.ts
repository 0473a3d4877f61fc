import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations, theCook } from '../../fixtures/cast.ts'
import { addDays, day } from '../../src/kernel/index.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'

const { municipalityZaanstad: zaanstad, municipalityLandsmeer: landsmeer } = castOrganisations
let house: TestSystem
let hanna: Caller
let payer: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  payer = await house.as(cast.payerZaanstad)
})
afterAll(async () => {
  await house.close()
})

const bodyOf = <T>(answer: Answer, status = 201): T => {
  expect(answer.status, answer.text).toBe(status)
  return answer.body as T
}
const idOf = (answer: Answer): string => bodyOf<{ id: string }>(answer).id
const codeOf = (answer: Answer): string => (answer.body as { code: string }).code
const today = () => day(house.clock.now().toISOString().slice(0, 10))
const eighty = () => ({ amountCents: 8_000, per: 'day', fromDate: today() })

const aVerdict = async (): Promise<{ readonly verdict: string; readonly dossier: string }> => {
  const dossier = randomUUID()
  const admin = await house.admin()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [dossier, castOrganisations.careZaanstad],
  )
  await admin.end()
  const verdict = await hanna.post(`/v1/dossiers/${dossier}/verdicts`, {
    facts: { residence: '8a', permit: 'work', age: '21-plus', indication: 'yes', needShelter: 'yes' },
    whereabouts: { turnedTo: theCook.municipality, found: theCook.municipality },
    shelterKind: 'homeless-shelter',
  })
  return { verdict: idOf(verdict), dossier }
}
const ask = async (more: object = { cost: eighty() }) => {
  const { verdict, dossier } = await aVerdict()
  const id = idOf(
    await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, { payerOrganisationId: zaanstad, ...more }),
  )
  return { id, verdict, dossier, at: `/v1/payer-requests/${id}` }
}
const refused = async () => {
  const request = await ask()
  bodyOf(await payer.post(`${request.at}/answers`, { answer: 'refuses', ground: 'other-municipality' }))
  return request
}
const page = async (token: string, form?: Readonly<Record<string, string>>) => {
  const answer = await house.http.inject({
    ...{ method: form ? 'POST' : 'GET', url: `/betaalvraag/${token}` },
    ...(form && {
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  })
  return { status: answer.statusCode, text: answer.payload }
}
const linkOf = async (at: string): Promise<string> => bodyOf<{ token: string }>(await hanna.post(`${at}/links`)).token

test('a payer is asked with a cost and a day by which to answer, and both read whether it came before arrival', async () => {
  const { id, at } = await ask({ cost: { ...eighty(), untilDate: addDays(today(), 29) } })
  const list = bodyOf<{ payerRequests: object[] }>(await payer.get('/v1/payer-requests'), 200)
  expect(list.payerRequests).toContainEqual(
    expect.objectContaining({
      id,
      cost: { amountCents: 8_000, per: 'day', fromDate: today(), untilDate: addDays(today(), 29) },
      answerBy: addDays(today(), 3),
      overdue: false,
      abilities: ['answer-payer-request'],
    }),
  )
  bodyOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))
  expect((await hanna.get(at)).body).toMatchObject({
    payerRequest: { answer: { code: 'accepts' }, answeredBy: 'account', beforeArrival: true },
  })
})

test('a cost that is none is refused in words and nobody is asked', async () => {
  const { verdict } = await aVerdict()
  const tried = async (cost: object) =>
    codeOf(await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, { payerOrganisationId: zaanstad, cost }))
  expect(await tried({ ...eighty(), amountCents: -1 })).toBe('cost-negative')
  expect(await tried({ ...eighty(), untilDate: addDays(today(), -1) })).toBe('cost-period-reversed')
  expect(await tried({ ...eighty(), per: 'whole' })).toBe('cost-whole-needs-end')
  expect(await tried({ ...eighty(), untilDate: addDays(today(), 5_000) })).toBe('cost-too-long')
  expect(await tried({ ...eighty(), amountCents: 0.5 })).toBe('bad-input')
})

test('behind a link a payer without an account reads the amount and nothing of the file, answers once, and the waiting for it ends', async () => {
  const { at, dossier, verdict, id } = await ask()
  const token = await linkOf(at)
  const shown = await page(token)
  expect(shown.status).toBe(200)
  expect(shown.text.replaceAll('\u00a0', ' ')).toContain('€ 80,00 per dag')
  for (const hidden of [dossier, verdict, id, 'Wu', theCook.municipality]) expect(shown.text).not.toContain(hidden)
  expect((await page(token, { answer: 'refuses' })).status).toBe(422)
  expect((await page(token, { answer: 'misschien' })).status).toBe(400)
  expect((await page(token, { answer: 'refuses', ground: 'other-law' })).status).toBe(200)
  expect((await page(token, { answer: 'accepts' })).status).toBe(404)
  expect((await page(token)).status).toBe(404)
  expect((await hanna.get(at)).body).toMatchObject({
    payerRequest: { answer: { code: 'refuses' }, ground: { code: 'other-law' }, answeredBy: 'link' },
    dispute: { positions: [], steps: [{ step: 'contact-persons', dueDate: addDays(today(), 3) }, {}, {}] },
  })
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({
    running: false,
    waits: [{ cause: { code: 'money' }, partyOrganisationId: zaanstad, endedAt: expect.any(String) }],
  })
  // The account of the payer finds the answer that was given.
  expect(codeOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))).toBe('payer-answered-already')
})

test('a new link ends the old one, an answer by account ends both, and only who asked gives one out', async () => {
  const { at } = await ask()
  const [old, newer] = [await linkOf(at), await linkOf(at)]
  expect([(await page(old)).status, (await page(newer)).status]).toEqual([404, 200])
  const mirte = await house.as(cast.coordinatorEindhoven)
  expect((await mirte.post(`${at}/links`)).status).toBe(404)
  bodyOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))
  expect((await page(newer)).status).toBe(404)
  expect((await page(newer, { answer: 'accepts' })).status).toBe(404)
  expect(codeOf(await hanna.post(`${at}/links`))).toBe('payer-answered-already')
})

test('who asked takes the question back; an answer after that is refused in words, the link is gone and nobody waits', async () => {
  const { at, dossier, verdict } = await ask()
  const token = await linkOf(at)
  bodyOf(await hanna.post(`${at}/withdrawals`, {}))
  expect(codeOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))).toBe('payer-request-withdrawn')
  expect((await page(token)).status).toBe(404)
  expect(codeOf(await hanna.post(`${at}/withdrawals`, {}))).toBe('payer-request-withdrawn')
  expect((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body).toMatchObject({ running: false })
  idOf(await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, { payerOrganisationId: zaanstad }))
})

test('P20 two answers at the same moment, by link and by account: exactly one stands, and it says who gave it', async () => {
  const { at } = await ask()
  const token = await linkOf(at)
  const [byLink, byAccount] = await Promise.all([
    page(token, { answer: 'accepts' }),
    payer.post(`${at}/answers`, { answer: 'provisional' }),
  ])
  expect([byLink.status === 200, byAccount.status === 201].filter(Boolean)).toHaveLength(1)
  expect((await hanna.get(at)).body).toMatchObject({
    payerRequest: { answeredBy: byLink.status === 200 ? 'link' : 'account' },
  })
})

test('a no is a dispute: each says whom it holds and why, steps go in their order, and both read it', async () => {
  const { at } = await refused()
  bodyOf(
    await hanna.post(`${at}/positions`, { holdsOrganisationId: zaanstad, ground: 'turned-to-there', ruleId: 'R10' }),
  )
  bodyOf(await payer.post(`${at}/positions`, { holdsOrganisationId: landsmeer, ground: 'registered-there' }))
  expect(
    codeOf(
      await payer.post(`${at}/positions`, { holdsOrganisationId: landsmeer, ground: 'found-there', ruleId: 'R99' }),
    ),
  ).toBe('rule-unknown')
  expect(codeOf(await hanna.post(`${at}/dispute-steps`, { step: 'commission' }))).toBe('dispute-step-not-next')
  bodyOf(await payer.post(`${at}/dispute-steps`, { step: 'contact-persons' }))
  for (const reader of [hanna, payer])
    expect((await reader.get(at)).body).toMatchObject({
      dispute: {
        positions: [
          {
            holdsOrganisationId: zaanstad,
            ground: { code: 'turned-to-there' },
            rule: { ruleId: 'R10', title: { sources: expect.any(Array) } },
          },
          { partyOrganisationId: zaanstad, holdsOrganisationId: landsmeer },
        ],
        steps: [
          { takenDate: today() },
          { step: 'regional-adviser', dueDate: addDays(today(), 7), state: { code: 'proposed' } },
          {},
        ],
      },
    })
  const other = await house.as(cast.payerPurmerend)
  expect((await other.get(at)).status).toBe(404)
  expect((await other.post(`${at}/positions`, { holdsOrganisationId: zaanstad, ground: 'found-there' })).status).toBe(
    404,
  )
})

test('what was settled is carried over to the cent, told to the payer, and a later settlement takes its place', async () => {
  const { at } = await refused()
  house.clock.advance({ days: 9 })
  hanna = await house.as(cast.coordinatorZaanstad)
  payer = await house.as(cast.payerZaanstad)
  const [first, last] = [addDays(today(), -9), today()]
  const carriedBy = [{ partyOrganisationId: zaanstad, fromDate: first, untilDate: last }]
  const from = (on: string) => [
    ...(on === first ? [] : [{ partyOrganisationId: zaanstad, fromDate: first, untilDate: addDays(day(on), -1) }]),
    { partyOrganisationId: landsmeer, fromDate: on, untilDate: last },
  ]
  const settle = (paysBy: object, more: object = {}) =>
    hanna.post(`${at}/settlements`, { decidedDate: last, carriedBy, paysBy, ...more })
  expect(codeOf(await settle(from(first), { decidedDate: addDays(first, -1) }))).toBe('settlement-before-dispute')
  expect(codeOf(await settle(from(first), { decidedDate: addDays(last, 1) }))).toBe('day-in-future')
  expect(codeOf(await settle([...from(first), ...carriedBy]))).toBe('payers-overlap')
  expect(codeOf(await settle([{ ...carriedBy[0], fromDate: addDays(first, 1) }]))).toBe('payers-cover-other-days')
  expect(codeOf(await settle([{ ...carriedBy[0], partyOrganisationId: castOrganisations.avimNoordHolland }]))).toBe(
    'payer-unknown',
  )
  expect((await payer.post(`${at}/settlements`, { decidedDate: last, carriedBy, paysBy: from(first) })).status).toBe(
    403,
  )
  bodyOf(await settle(from(addDays(first, 3))))
  expect((await payer.get(at)).body).toMatchObject({
    dispute: {
      settlement: {
        totalCents: 80_000,
        transfers: [{ fromOrganisationId: landsmeer, toOrganisationId: zaanstad, days: 7, cents: 56_000 }],
      },
    },
    abilities: [],
  })
  expect(codeOf(await payer.post(`${at}/positions`, { holdsOrganisationId: zaanstad, ground: 'found-there' }))).toBe(
    'dispute-settled',
  )
  bodyOf(await settle(from(first)))
  expect((await hanna.get(at)).body).toMatchObject({ dispute: { settlement: { transfers: [{ cents: 80_000 }] } } })
})

test('without a no there is no dispute to settle', async () => {
  const { at } = await ask()
  bodyOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))
  const days = [{ partyOrganisationId: zaanstad, fromDate: today(), untilDate: today() }]
  expect(codeOf(await hanna.post(`${at}/settlements`, { decidedDate: today(), carriedBy: days, paysBy: days }))).toBe(
    'no-dispute',
  )
  expect(codeOf(await hanna.post(`${at}/dispute-steps`, { step: 'contact-persons' }))).toBe('no-dispute')
})

test('what a trajectory costs stands there by payer, up to today and to the cent; a question taken back is not in it', async () => {
  const { dossier, verdict, at } = await ask({ cost: { ...eighty(), fromDate: addDays(today(), -9) } })
  // In the order in which they were asked.
  house.clock.advance({ minutes: 1 })
  const other = idOf(
    await hanna.post(`/v1/verdicts/${verdict}/payer-requests`, { payerOrganisationId: landsmeer, cost: eighty() }),
  )
  const cost = async (caller: Caller) => caller.get(`/v1/dossiers/${dossier}/trajectory-cost`)
  expect((await cost(hanna)).body).toMatchObject({
    ...{ upToDate: today(), promisedCents: 0, notPromisedCents: 88_000, daysTwice: 0 },
    payers: [{ partyOrganisationId: zaanstad, standing: 'asked', centsSoFar: 80_000 }, { centsSoFar: 8_000 }],
  })
  bodyOf(await payer.post(`${at}/answers`, { answer: 'accepts' }))
  bodyOf(await hanna.post(`/v1/payer-requests/${other}/withdrawals`, {}))
  expect((await cost(hanna)).body).toMatchObject({ promisedCents: 80_000, notPromisedCents: 0 })
  expect((await cost(payer)).status).toBe(403)
  const mirte = await house.as(cast.coordinatorEindhoven)
  expect((await cost(mirte)).status).toBe(404)
})
