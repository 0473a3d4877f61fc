import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations, theCook } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { contactsOfDesk } from './call-desk.ts'
import { COOK } from './cook.fixture.ts'

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
const idOf = (answer: Answer): string => {
  expect(answer.status, answer.text).toBe(201)
  return (answer.body as { id: string }).id
}
const facts = {
  residence: '8a',
  permit: 'work',
  age: '21-plus',
  indication: 'yes',
  needShelter: 'yes',
  registration: 'exploiter',
}
const question = {
  facts,
  whereabouts: { turnedTo: theCook.municipality, found: theCook.municipality },
  shelterKind: 'homeless-shelter',
}
const kindsOf = async (stream: string): Promise<readonly string[]> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ kind: string }>(
    'select kind from responsibility.fact where stream = $1 order by version',
    [stream],
  )
  await admin.end()
  return rows.map((row) => row.kind)
}

test('the route finder leads the cook to the Wmo in public, with numbers to call in Landsmeer', async () => {
  const first = await house.nobody.get('/v1/route-questions')
  expect(first.body).toMatchObject({ asked: 0, question: { nl: expect.any(String), en: expect.any(String) } })
  const choices: Readonly<Record<string, string>> = COOK.find(({ id }) => id === 'A')?.answers ?? {}
  const answers: Record<string, string> = {}
  type Step = {
    question?: { question: string }
    page?: {
      what: { nl: string; sources: unknown[] }
      call: { contacts: { phone: string; organisationName: string; holderNl: string }[] }[]
      state: { code: string }
      named: object
    }
  }
  let step = first.body as Step
  for (let asked = 0; step.question && asked < 8; asked += 1) {
    answers[step.question.question] = choices[step.question.question] ?? 'unknown'
    const answer = await house.nobody.post('/v1/route-advice-steps', {
      answers,
      municipalityCode: theCook.municipality,
    })
    expect(answer.status, answer.text).toBe(200)
    step = answer.body as Step
  }
  expect(step.page?.what.sources.length).toBeGreaterThan(0)
  expect(step.page?.state.code).toBe('unreviewed')
  expect(step.page?.named).toMatchObject({ municipality: { code: theCook.municipality, name: 'Landsmeer' } })
  const contacts = (step.page?.call ?? []).flatMap((call) => call.contacts)
  expect(contacts.every(({ phone }) => phone.startsWith('099'))).toBe(true)
  // The first number is the one to call first: where he turned to, the centre that organises, the co-ordinator, CoMensha.
  const inOrder = [...new Set(contacts.map(({ organisationName, holderNl }) => `${organisationName}: ${holderNl}`))]
  expect(inOrder.slice(0, 5)).toEqual([
    'Gemeente Landsmeer: Loket Wmo',
    'Gemeente Zaanstad: Loket Wmo',
    'Gemeente Purmerend: Loket Wmo',
    'Zorgcoördinatie De Verzonnen Brug, regio Zaanstad: Zorgcoördinator mensenhandel',
    'CoMensha: Helpdesk',
  ])
})

test('under a desk stand its own numbers, and where nobody fills it the road that ends at a number', () => {
  const contacts = [{ step: 'own-focal-officer' }, { step: 'women-shelter-centre' }, { step: 'own-wmo-desk' }]
  expect(contactsOfDesk('wmo-desk', contacts)).toEqual([{ step: 'own-wmo-desk' }, { step: 'women-shelter-centre' }])
  expect(contactsOfDesk('police-trafficking', contacts)).toEqual(contacts)
  expect(contactsOfDesk('income-desk', contacts)).toEqual(contacts)
})

test('nothing can be typed into the route finder', async () => {
  const step = (body: object) => house.nobody.post('/v1/route-advice-steps', body)
  expect((await step({ answers: {}, name: 'Wu Jianguo' })).status).toBe(400)
  expect((await step({ answers: { name: 'Wu Jianguo' } })).status).toBe(400)
  expect((await step({ answers: { age: 'Wu Jianguo' } })).status).toBe(400)
  expect((await step({ answers: {}, municipalityCode: 'GM9999' })).body).toMatchObject({ code: 'municipality-unknown' })
})

test('a verdict is kept with its rules and names the municipality; its facts are sealed and come back to the asker alone', async () => {
  const dossier = await aDossier()
  const made = await hanna.post(`/v1/dossiers/${dossier}/verdicts`, question)
  const id = idOf(made)
  expect(made.body).toMatchObject({ municipalityCode: theCook.municipality })
  expect(await kindsOf(id)).toEqual(['verdict-given', 'responsibility-named'])
  const read = await hanna.get(`/v1/verdicts/${id}`)
  expect(read.body).toMatchObject({
    dossierId: dossier,
    facts,
    state: { code: 'unreviewed' },
    abilities: ['ask-payer'],
  })
  expect(
    (read.body as { certain: { title: { sources: unknown[] } }[] }).certain[0]?.title.sources.length,
  ).toBeGreaterThan(0)
  const admin = await house.admin()
  const { rows } = await admin.query(
    'select verdict::text || (select string_agg(payload::text, $2) from responsibility.fact where stream = $1) as open from responsibility.verdict where id = $1',
    [id, ' '],
  )
  await admin.end()
  expect(rows[0].open).not.toContain('exploiter')
  expect((await hanna.get(`/v1/dossiers/${dossier}/verdicts`)).body).toMatchObject({ verdicts: [{ id }] })
})

test('not signed in, another function, another organisation, unreadable', async () => {
  const dossier = await aDossier()
  const path = `/v1/dossiers/${dossier}/verdicts`
  expect((await house.nobody.post(path, question)).status).toBe(401)
  expect((await (await house.as(cast.investigatorNoordHolland)).post(path, question)).status).toBe(403)
  expect((await hanna.post(path, { ...question, facts: { residence: 'Utopia' } })).status).toBe(400)
  const mirte = await house.as(cast.coordinatorEindhoven)
  const id = idOf(await hanna.post(path, question))
  for (const [theirs, none] of [
    [await mirte.get(`/v1/verdicts/${id}`), await mirte.get(`/v1/verdicts/${randomUUID()}`)],
    [await mirte.post(path, question), await mirte.post(`/v1/dossiers/${randomUUID()}/verdicts`, question)],
  ] as const) {
    expect([theirs.status, none.status]).toEqual([404, 404])
    expect({ ...(theirs.body as object), instance: '' }).toEqual({ ...(none.body as object), instance: '' })
  }
})

test('the payer answers once in writing, names a ground for a no, and then a provisional carrier stands', async () => {
  const verdict = idOf(await hanna.post(`/v1/dossiers/${await aDossier()}/verdicts`, question))
  const ask = (payerOrganisationId: string) =>
    hanna.post(`/v1/verdicts/${verdict}/payer-requests`, { payerOrganisationId })
  expect((await ask(castOrganisations.avimNoordHolland)).body).toMatchObject({ code: 'payer-unknown' })
  const request = idOf(await ask(castOrganisations.municipalityZaanstad))
  expect((await ask(castOrganisations.municipalityZaanstad)).body).toMatchObject({ code: 'payer-already-asked' })
  expect((await payer.get('/v1/payer-requests')).body).toMatchObject({
    payerRequests: [{ id: request, abilities: ['answer-payer-request'] }],
  })
  const seen = await payer.get(`/v1/verdicts/${verdict}`)
  expect(seen.status).toBe(200)
  expect(seen.body).not.toHaveProperty('facts')
  const path = `/v1/payer-requests/${request}/answers`
  const other = await house.as(cast.payerPurmerend)
  expect((await other.post(path, { answer: 'accepts' })).status).toBe(404)
  expect((await other.get(`/v1/verdicts/${verdict}`)).status).toBe(404)
  expect((await payer.post(path, { answer: 'refuses' })).body).toMatchObject({ code: 'refusal-needs-ground' })
  expect((await payer.post(path, { answer: 'refuses', ground: 'other-municipality' })).body).toEqual({
    answered: true,
    provisionalCarrier: 'municipality-that-received',
  })
  expect((await payer.post(path, { answer: 'accepts' })).body).toMatchObject({ code: 'payer-answered-already' })
  expect(await kindsOf(verdict)).toEqual([
    'verdict-given',
    'responsibility-named',
    'payer-asked',
    'payer-answered',
    'provisional-carrier-named',
  ])
  expect((await hanna.get('/v1/payer-requests')).body).toMatchObject({
    payerRequests: [{ answer: { code: 'refuses' }, ground: { code: 'other-municipality' } }],
  })
})

test('a disputed question names the provisional carrier at once and no responsible municipality', async () => {
  const id = idOf(
    await hanna.post(`/v1/dossiers/${await aDossier()}/verdicts`, { ...question, facts: { ...facts, dispute: 'yes' } }),
  )
  expect(await kindsOf(id)).toEqual(['verdict-given', 'provisional-carrier-named'])
})

test('anybody reads the rules with state, source, condition and examples, and tries them without a name', async () => {
  const { body } = await house.nobody.get('/v1/rules')
  const { rules, gaps } = body as { rules: { ruleId: string; examples: { speaks: boolean }[] }[]; gaps: unknown[] }
  expect(new Set(rules.map(({ ruleId }) => ruleId)).size).toBe(46)
  expect(rules.every(({ examples }) => new Set(examples.map(({ speaks }) => speaks)).size === 2)).toBe(true)
  expect(rules.find(({ ruleId }) => ruleId === 'R10')).toMatchObject({
    state: { code: 'unreviewed' },
    title: { sources: expect.arrayContaining([expect.objectContaining({ name: 'Wmo 2015' })]) },
    condition: expect.arrayContaining([{ nl: 'Opvang nodig: ja', en: 'Shelter needed: yes' }]),
  })
  expect(gaps.length).toBeGreaterThan(0)
  const tried = await house.nobody.post('/v1/rule-trials', {
    facts: { residence: '8e', eu24: 'yes', age: '21-plus', needIncome: 'yes', inWomensShelter: 'no' },
    onDate: '2027-03-01',
  })
  expect(tried.body).toMatchObject({ onDate: '2027-03-01', namedGaps: [{ code: 'G09' }] })
  const truths = new Map(
    (tried.body as { rules: { ruleId: string; truth: string }[] }).rules.map((each) => [each.ruleId, each.truth]),
  )
  expect([truths.get('R29'), truths.get('R28'), truths.get('R12')]).toEqual(['no', 'no', 'unknown'])
  expect((await house.nobody.post('/v1/rule-trials', { facts: { name: 'Wu Jianguo' } })).status).toBe(400)
  expect((await house.nobody.post('/v1/rule-trials', { facts: {}, onDate: 'soon' })).status).toBe(400)
})

test('a letter to fill in is a PDF for anybody, and no other name gives one', async () => {
  const letter = await house.nobody.get('/v1/letter-blanks/urgency-declaration')
  expect(letter.status).toBe(200)
  expect(letter.text.startsWith('%PDF')).toBe(true)
  expect((await house.nobody.get('/v1/letter-blanks/love-letter')).status).toBe(400)
})

test('a merged municipality becomes its new one with the day, and the page names both centre municipalities', async () => {
  const step = (municipalityCode: string) =>
    house.nobody.post('/v1/route-advice-steps', {
      answers: { placeTonight: 'yes', age: 'adult', papers: 'dutch', address: 'none', asker: 'unknown' },
      municipalityCode,
    })
  expect((await step('GM0457')).body).toMatchObject({
    page: {
      place: {
        code: 'GM0363',
        merged: { code: 'GM0457', name: 'Weesp', mergedDate: '2022-03-24' },
        womenShelter: { name: 'Amsterdam', grade: { code: 'A' } },
        homelessShelter: { name: 'Amsterdam' },
      },
    },
  })
  expect((await step('GM0788')).body).toMatchObject({ code: 'municipality-split' })
  const dossier = await aDossier()
  const asked = (turnedTo: string) =>
    hanna.post(`/v1/dossiers/${dossier}/verdicts`, { ...question, whereabouts: { turnedTo } })
  expect((await asked('GM0370')).body).toMatchObject({ municipalityCode: 'GM0439' })
  expect((await asked('GM9999')).body).toMatchObject({ code: 'municipality-unknown' })
  expect((await asked('GM0788')).body).toMatchObject({ code: 'municipality-split' })
})
