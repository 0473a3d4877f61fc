/** Her page as she uses it, and what the holder does for it. */
import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { asCostlyAsInTheHouse } from '../../tests/support/codes-cost.ts'
import { asForged } from '../../tests/support/forge.ts'
import { openPersonPage, TEST_CODE, typeCode, type Visit, visitWith } from '../../tests/support/person-page.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { readCode } from '../access/page-code.ts'
import { PERSON_LANGUAGES, PERSON_WORDS } from '../words/person.ts'
import { weighed } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

const field = (answer: Pick<Answer, 'body'>, name: string): string =>
  String((answer.body as Readonly<Record<string, unknown>>)[name])
const aDossier = async (): Promise<string> =>
  field(
    await hanna.post('/v1/dossiers', {
      fields: [
        { field: 'name', value: 'Verzonnen Kok' },
        { field: 'birth-date', value: '1985-03-06' },
      ],
    }),
    'dossierId',
  )
const aConsent = (id: string, chapter: string) =>
  hanna.post(`/v1/dossiers/${id}/consents`, {
    ...{ chapter, partnerId: castOrganisations.careEindhoven, purpose: 'D26', answer: 'given', language: 'zh' },
    ...{
      present: ['interpreter'],
      helpDoesNotDependOnIt: true,
      understood: 'Zij mogen dit lezen.',
      givenDate: castDay,
    },
  })
const anOffer = async (id: string): Promise<string> => {
  await weighed(hanna, id)
  return field(
    await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.careEindhoven }),
    'handoverId',
  )
}
const handedOver = async (chapters: readonly string[]): Promise<string> => {
  const id = await aDossier()
  await hanna.post(`/v1/dossiers/${id}/chapter-notes`, {
    chapter: 'contact',
    fields: [{ field: 'phone', value: '06 00 00 41 41' }],
  })
  for (const chapter of chapters) await aConsent(id, chapter)
  await mirte.post(`/v1/handovers/${await anOffer(id)}/acceptances`)
  return id
}
const pageOf = async (id: string, holder = hanna): Promise<string> => {
  const answer = await holder.post(`/v1/dossiers/${id}/page-switches`, { on: true, besideHer: true, code: TEST_CODE })
  expect(answer.status).toBe(200)
  return field(answer, 'token')
}
const visitOf = async (id: string, holder = hanna): Promise<Visit> => openPersonPage(house, await pageOf(id, holder))
type Chapter = { chapter: string; corrections?: { text: string; field?: string }[]; fields: { value: string }[] }
const chapterOf = ({ body }: Answer, name: string): Chapter | undefined =>
  (body as { chapters: Chapter[] }).chapters.find(({ chapter }) => chapter === name)
const withoutTrace = (text: string): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
const PATHS = ['/mijn', '/mijn/gegevens', '/mijn/logboek', '/mijn/vragen']

test('P6 her page is off until it is switched on beside her, and off it looks as if it never was', async () => {
  const id = await aDossier()
  expect((await hanna.post(`/v1/dossiers/${id}/page-switches`, { on: true })).body).toMatchObject({
    code: 'page-needs-her-beside',
  })
  const token = await pageOf(id)
  const visit = await openPersonPage(house, token)
  expect((await visit.get('/mijn')).status).toBe(200)
  await hanna.post(`/v1/dossiers/${id}/page-switches`, { on: false })
  for (const suffix of ['', '/en', '/ar']) {
    const [off, never] = [
      await house.nobody.get(`/mijn/${token}${suffix}`),
      await house.nobody.get(`/mijn/nooit-geweest${suffix}`),
    ]
    expect(off.status).toBe(404)
    expect(withoutTrace(off.text)).toBe(withoutTrace(never.text))
  }
  expect((await visit.get('/mijn')).status).toBe(401)
})

test('P8 a link alone opens nothing: no word of the file stands behind it without the code', async () => {
  const id = await aDossier()
  await aConsent(id, 'contact')
  const token = await pageOf(id)
  for (const suffix of ['', '/en', '/ar']) {
    const { text, status } = await house.nobody.get(`/mijn/${token}${suffix}`)
    expect(status).toBe(200)
    for (const told of ['Verzonnen', '1985', 'Eindhoven', '099', 'consentId']) {
      if (told === 'Verzonnen') expect(text.replaceAll('Verzonnen gegevens', '')).not.toContain(told)
      else expect(text).not.toContain(told)
    }
  }
  for (const path of [...PATHS, '/mijn/tekst']) {
    expect((await house.nobody.get(path)).status, path).toBe(401)
    expect((await visitWith(house, `overzicht=${'x'.repeat(43)}`).get(path)).status, path).toBe(401)
  }
  // What the code page sends cannot do what the page behind it does.
  for (const action of ['withdraw', 'page-off', 'change-code'])
    expect((await visitWith(house, '').post(`/mijn/${token}`, { action, code: 'niet-haar-code' })).status).toBe(200)
  expect((await openPersonPage(house, token)).get).toBeDefined()
})

test('five wrong codes lock the page, many at one moment too, until the co-ordinator gives a new one', async () => {
  const id = await aDossier()
  const token = await pageOf(id)
  expect((await typeCode(house, token, 'fout')).text).toContain(PERSON_WORDS.nl.codeWrong)
  const tries = await Promise.all(
    Array.from({ length: 8 }, (_each, place) => typeCode(house, token, `gok nummer ${place}`)),
  )
  expect(tries.filter(({ text }) => text.includes(PERSON_WORDS.nl.codeWrong))).toHaveLength(3)
  const right = await typeCode(house, token, TEST_CODE)
  expect([right.cookie, right.text.includes(PERSON_WORDS.nl.codeLocked)]).toEqual([undefined, true])
  expect((await hanna.get(`/v1/dossiers/${id}`)).body).toMatchObject({ pageLocked: true })
  expect((await mirte.post(`/v1/dossiers/${id}/page-codes`, { told: 'by-phone' })).status).toBe(404)
  const renewed = await hanna.post(`/v1/dossiers/${id}/page-codes`, { told: 'by-phone' })
  expect(field(renewed, 'code')).toMatch(/^\d{4} \d{4}$/)
  const visit = await openPersonPage(house, token, field(renewed, 'code').replace(' ', ''))
  // She reads that somebody tried.
  expect((await visit.get('/mijn/logboek')).text).toContain('vulde een verkeerde code in')
  expect((await hanna.get(`/v1/dossiers/${id}`)).body).not.toHaveProperty('pageLocked')
})

test('a code that everybody tries first is refused, and of a page that is off there is no code', async () => {
  const id = await aDossier()
  const on = { on: true, besideHer: true }
  for (const code of ['123456', 'aaaaaa', 'kort'])
    expect((await hanna.post(`/v1/dossiers/${id}/page-switches`, { ...on, code })).body).toMatchObject({
      code: 'page-code-too-weak',
    })
  expect((await hanna.post(`/v1/dossiers/${id}/page-codes`, { told: 'on-paper' })).body).toMatchObject({
    code: 'page-is-off',
  })
  const made = await hanna.post(`/v1/dossiers/${id}/page-switches`, on)
  expect((await openPersonPage(house, field(made, 'token'), field(made, 'code'))).get).toBeDefined()
})

test('a code is kept as a slow hash under a salt of its own page [V11.4.2]', async () => {
  const ids = [await aDossier(), await aDossier()]
  await asCostlyAsInTheHouse(async () => {
    for (const id of ids) await pageOf(id)
  })
  const admin = await house.admin()
  const { rows } = await admin.query<{ salt: Buffer; code_hash: Buffer }>(
    'select salt, code_hash from access.page_code where dossier_id = any ($1)',
    [ids],
  )
  expect(new Set(rows.map(({ salt }) => salt.toString('hex'))).size).toBe(2)
  const cost = { N: 2 ** 14, r: 8, p: 5, maxmem: 2 ** 26 }
  for (const { salt, code_hash } of rows)
    expect(scryptSync(readCode(TEST_CODE), salt, 32, cost).equals(code_hash)).toBe(true)
})

test('a visit ends by leaving, after ten minutes without a hand on it, after an hour, and with a new code or link', async () => {
  const id = await aDossier()
  const token = await pageOf(id)
  const open = async () => {
    const { cookie = '' } = await typeCode(house, token, TEST_CODE)
    return { cookie, visit: visitWith(house, cookie) }
  }
  const left = await open()
  const away = await left.visit.get('/weg')
  expect([away.status, away.headers['location']]).toEqual([303, 'https://www.buienradar.nl/'])
  expect(String(away.headers['set-cookie'])).toMatch(/^overzicht=;.*Expires=Thu, 01 Jan 1970/)
  expect((await left.visit.get('/mijn')).status).toBe(401)
  const { visit } = await open()
  house.clock.advance({ minutes: 9 })
  expect((await visit.get('/mijn')).status).toBe(200)
  house.clock.advance({ minutes: 11 })
  expect((await visit.get('/mijn')).status).toBe(401)
  const long = await open()
  for (let waited = 0; waited < 7; waited += 1) {
    house.clock.advance({ minutes: 8 })
    expect((await long.visit.get('/mijn')).status).toBe(200)
  }
  house.clock.advance({ minutes: 8 })
  expect((await long.visit.get('/mijn')).status).toBe(401)
  const under = await open()
  house.clock.advance({ minutes: 1 })
  const changed = await under.visit.post('/mijn', { action: 'change-code', code: '٤٨٢١ ٩٠٣٥' })
  expect(changed.text).toContain(PERSON_WORDS.nl.codeChanged)
  expect((await under.visit.get('/mijn')).status).toBe(401)
  expect((await typeCode(house, token, TEST_CODE)).cookie).toBeUndefined()
  const again = await openPersonPage(house, token, '48219035')
  house.clock.advance({ minutes: 1 })
  await pageOf(id)
  expect((await again.get('/mijn')).status).toBe(401)
})

test('her pages say nothing of what they are about, in each language, and leave no copy and no address behind', async () => {
  const id = await handedOver(['identity', 'shelter'])
  const visit = await visitOf(id, mirte)
  for (const language of PERSON_LANGUAGES)
    for (const path of [...PATHS, '/mijn/tekst']) {
      const address = language === 'nl' ? path : `${path}/${language}`
      const { text, status, headers } = await visit.get(address)
      expect(status, address).toBe(200)
      expect(text.replaceAll('<script src="/leave.js" defer></script>', ''), address).not.toMatch(
        /mensenhandel|trafficking|slachtoffer|victim|uitbuiting|Samenhang|<script|restaurant|شرطة|ضحية|اتجار/i,
      )
      expect(headers['cache-control'], address).toBe('no-store')
      expect(headers['referrer-policy'], address).toBe('same-origin')
      if (path === '/mijn/tekst') continue
      expect(text, address).toContain(`<title>${PERSON_WORDS[language].title}</title>`)
      expect(text, address).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
      expect(Buffer.byteLength(text), address).toBeLessThan(30_000)
    }
})

test('P7 what she withdraws on her page is closed for the partner at the next request', async () => {
  const id = await handedOver(['identity', 'contact', 'story'])
  const visit = await visitOf(id, mirte)
  expect(chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'contact')).toMatchObject({ state: 'open' })
  const consent =
    /<strong>hoe ik te bereiken ben<\/strong>[\s\S]*?name="consentId" value="([0-9a-f-]{36})"/.exec(
      (await visit.get('/mijn')).text,
    )?.[1] ?? ''
  expect((await visit.post('/mijn', { action: 'withdraw', consentId: consent })).status).toBe(303)
  expect(chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'contact')).toMatchObject({
    ...{ state: 'closed', fields: [], notes: [] },
  })
  expect(chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'identity')).toMatchObject({ state: 'open' })
})

test('she can stop a handover and switch the page off herself', async () => {
  const id = await aDossier()
  const token = await pageOf(id)
  const visit = await openPersonPage(house, token)
  const handover = await anOffer(id)
  expect((await visit.get('/mijn')).text).toContain('Nee, stop hiermee')
  expect((await visit.post('/mijn', { action: 'stop-handover', handoverId: handover })).status).toBe(303)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).status).toBe(409)
  expect((await visit.post('/mijn', { action: 'page-off' })).status).toBe(200)
  expect((await house.nobody.get(`/mijn/${token}`)).status).toBe(404)
})

test('she cannot reach another dossier through her own page', async () => {
  const [id, other] = [await aDossier(), await aDossier()]
  const [visit, handover] = [await visitOf(id), await anOffer(other)]
  expect((await visit.post('/mijn', { action: 'stop-handover', handoverId: handover })).status).toBe(404)
})

test('her page goes along when another organisation takes the file over', async () => {
  const id = await aDossier()
  await aConsent(id, 'identity')
  const token = await pageOf(id)
  await mirte.post(`/v1/handovers/${await anOffer(id)}/acceptances`)
  const visit = await openPersonPage(house, token)
  expect((await visit.get('/mijn/gegevens')).text).toContain('Verzonnen Kok')
  expect((await visit.post('/mijn/vragen', { action: 'object', about: 'use', text: 'Liever niet.' })).status).toBe(303)
  expect((await mirte.get(`/v1/dossiers/${id}/person-requests`)).body).toMatchObject({
    requests: [{ kind: 'objection', text: 'Liever niet.' }],
  })
  expect((await hanna.get(`/v1/dossiers/${id}/person-requests`)).status).not.toBe(200)
})

test('P9 her own words stand beside what was written down, take nothing away, and go where the chapter goes', async () => {
  const id = await handedOver(['identity'])
  const visit = await visitOf(id, mirte)
  const said = { action: 'correct', chapter: 'identity', field: 'birth-date', text: 'Ik ben in 1986 geboren.' }
  expect((await visit.post('/mijn/gegevens', said)).status).toBe(303)
  const identity = chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'identity')
  expect(identity?.corrections).toMatchObject([{ field: 'birth-date', text: said.text }])
  expect(identity?.fields.map(({ value }) => value)).toContain('1985-03-06')
  expect((await visit.get('/mijn/gegevens')).text).toContain('Ik ben in 1986 geboren.')
  // What she writes about a chapter is no note in it: it opens nothing and makes nobody the one who wrote it down.
  const story = { action: 'correct', chapter: 'story', text: 'Zo was het niet.' }
  expect((await visit.post('/mijn/gegevens', story)).status).toBe(303)
  expect(chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'story')).toMatchObject({
    ...{ state: 'closed', asking: 'ask-herself', notes: [] },
  })
  // A letter or report takes what was noted; her words are never put in its place, nor beside it.
  const reports = await mirte.get(`/v1/dossiers/${id}/reports/comensha-report`)
  expect(reports.text).not.toContain('1986')
  for (const wrong of [
    { ...said, field: 'postal-address' },
    { ...said, chapter: 'shelter', field: 'need' },
    { ...said, chapter: 'anders' },
  ])
    expect((await visit.post('/mijn/gegevens', wrong)).status).toBe(400)
  expect((await visit.post('/mijn/gegevens', { ...said, text: '  ' })).text).toContain(PERSON_WORDS.nl.empty)
})

test('P11 what she asks waits for the holder with a term, is answered once in words for her, and she reads the answer', async () => {
  const id = await aDossier()
  const visit = await visitOf(id)
  await hanna.get(`/v1/dossiers/${id}`)
  const form = (await visit.get('/mijn/vragen')).text
  const look = /<option value="(look [^"]+)">[^<]*heeft gelezen/.exec(form)?.[1] ?? ''
  expect((await visit.post('/mijn/vragen', { action: 'object', about: look, text: 'Waarom keek u?' })).status).toBe(303)
  const { requests } = (await hanna.get(`/v1/dossiers/${id}/person-requests`)).body as {
    requests: { requestId: string; answerByDate: string; line: string }[]
  }
  expect(requests).toMatchObject([{ kind: 'objection', about: 'look', text: 'Waarom keek u?', late: false }])
  const { requestId = '', answerByDate = '', line = '' } = requests[0] ?? {}
  expect(line).toContain('heeft gelezen')
  const waiting = async () =>
    (
      (await hanna.get('/v1/person-tasks')).body as { requests: { requestId: string; dueDate: string }[] }
    ).requests.filter((each) => each.requestId === requestId)
  expect(await waiting()).toMatchObject([{ dueDate: answerByDate, late: false }])
  const path = `/v1/person-requests/${requestId}/answers`
  expect((await mirte.post(path, { outcome: 'done', text: 'Van een ander.' })).status).toBe(404)
  expect((await hanna.post(path, { outcome: 'done', text: ' ' })).body).toMatchObject({ code: 'answer-without-words' })
  expect((await hanna.post(path, { outcome: 'not-done', text: 'Wij keken om u te bellen.' })).status).toBe(201)
  expect((await hanna.post(path, { outcome: 'done', text: 'Nog eens.' })).body).toMatchObject({
    code: 'request-answered',
  })
  expect(await waiting()).toEqual([])
  const read = (await visit.get('/mijn/vragen')).text
  for (const word of [PERSON_WORDS.nl.outcomeNotDone, 'Wij keken om u te bellen.', PERSON_WORDS.nl.decidedBy])
    expect(read).toContain(word)
})

test('a consent to ask again waits for the holder on its day', async () => {
  const id = await aDossier()
  await hanna.post(`/v1/dossiers/${id}/consents`, {
    ...{
      chapter: 'identity',
      partnerId: castOrganisations.careEindhoven,
      purpose: 'D26',
      answer: 'given',
      language: 'zh',
    },
    ...{ present: ['requesting-partner'], helpDoesNotDependOnIt: true, understood: 'Ja.', givenDate: castDay },
  })
  const tasks = (await hanna.get('/v1/person-tasks')).body as { askAgain: { dossierId: string }[] }
  expect(tasks.askAgain.filter(({ dossierId }) => dossierId === id)).toHaveLength(1)
  const theirs = (await mirte.get('/v1/person-tasks')).body as { askAgain: { dossierId: string }[] }
  expect(theirs.askAgain.filter(({ dossierId }) => dossierId === id)).toEqual([])
})

test('she cannot name a line of an authority: what police looked at does not reach the holder through her', async () => {
  const id = await aDossier()
  const admin = await house.admin()
  await admin.query(
    `insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject, chapters)
     values (gen_random_uuid(), gen_random_uuid(), $1, $2, 'investigator', 'enforcement', 'D01', 'read-chapters', $3, '{}')`,
    [new Date(house.clock.now().getTime() - 40 * 86_400_000), cast.investigatorNoordHolland.organisation, id],
  )
  await admin.end()
  const visit = await visitOf(id)
  expect((await visit.get('/mijn/logboek')).text).toContain('een instantie met een wettelijke taak')
  expect((await visit.get('/mijn/vragen')).text).not.toContain('een instantie met een wettelijke taak')
})

test('her log is read for the time that she chooses, and can be taken away as text under a name that says nothing [V5.4.1]', async () => {
  const id = await aDossier()
  const visit = await visitOf(id)
  await hanna.get(`/v1/dossiers/${id}`)
  expect((await visit.get('/mijn/logboek')).text).toContain('heeft gelezen')
  expect((await visit.get('/mijn/logboek?van=2020-01-01&tot=2020-02-01')).text).toContain(PERSON_WORDS.nl.lookedNothing)
  expect((await visit.get('/mijn/logboek?van=gisteren&tot=2020-13-01')).status).toBe(200)
  const text = await visit.get('/mijn/tekst')
  expect(text.headers['content-disposition']).toBe('attachment; filename="overzicht.txt"')
  expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(text.text).toContain('heeft gelezen')
})

test('SQL in the act of somebody with the link alone reads no hash, begins no visit and says nothing of another page', async () => {
  const [mine, other] = [await aDossier(), await aDossier()]
  for (const id of [mine, other]) await pageOf(id)
  const guest = { function: 'guest', purpose: 'W06', linkSubject: mine } as const
  const asGuest = <T>(act: Parameters<typeof asForged<T>>[4], more: Partial<typeof guest> = {}) =>
    asForged(house, 'good', cast.coordinatorZaanstad, cast.coordinatorEindhoven, act, { ...guest, ...more } as never)
  for (const statement of ['select code_hash from access.page_code', 'select * from access.page_session'])
    await expect(asGuest((client) => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  const entered = asGuest(async (client) => {
    const { rows } = await client.query(
      "select access.enter_page($1, decode(repeat('ab', 32), 'hex'), decode(repeat('cd', 32), 'hex'), now()) as mine, access.enter_page($2, decode(repeat('ab', 32), 'hex'), decode(repeat('ce', 32), 'hex'), now()) as other, (select count(*)::int from access.page_salt($2)) as salts, (select count(*)::int from dossier.dossier) as files",
      [mine, other],
    )
    return rows[0]
  })
  expect(await entered).toEqual({ mine: 'wrong', other: 'not-found', salts: 0, files: 0 })
  const changed = asGuest(async (client) => (await client.query('update access.page_code set tries_left = 5')).rowCount)
  expect(await changed).toBe(0)
  // Locked is locked in the database too, also for who has the right code.
  const admin = await house.admin()
  await admin.query(
    "update access.page_code set tries_left = 0, code_hash = decode(repeat('ab', 32), 'hex') where dossier_id = $1",
    [mine],
  )
  await admin.end()
  const late = asGuest(async (client) => {
    const enter =
      "select access.enter_page($1, decode(repeat('ab', 32), 'hex'), decode(repeat('cf', 32), 'hex'), now()) as what"
    return (await client.query<{ what: string }>(enter, [mine])).rows[0]?.what
  })
  expect(await late).toBe('locked')
})

test('the paper card carries the same without a name of hers, in each language', async () => {
  const id = await aDossier()
  await aConsent(id, 'contact')
  for (const language of PERSON_LANGUAGES) {
    const card = (await hanna.get(`/v1/dossiers/${id}/paper-cards/${language}`)).body as { lines: string[] }
    expect(card.lines.join('\n')).toMatch(/099/)
    expect(card.lines.join('\n')).toContain(PERSON_WORDS[language].chapters.contact)
    expect(card.lines.join('\n')).not.toContain('Verzonnen Kok')
  }
})
