/** A handover to a party without an account, from stating who it is to the receipt, as sender, receiver and she do it. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { withCut } from '../../tests/support/cut.ts'
import { openPersonPage, TEST_CODE } from '../../tests/support/person-page.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { OUTSIDE_LANGUAGES, OUTSIDE_WORDS } from '../words/outside.ts'
import { aConsent, aDossier, anOffer, fieldOf, weighed } from './handover.fixture.ts'
import type { OutsideShown } from './outside.schema.ts'

let house: TestSystem
let hanna: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
})
afterAll(async () => {
  await house.close()
})
const daysLater = async <T>(days: number, act: () => Promise<T>): Promise<T> => {
  house.clock.advance({ days })
  hanna = await house.as(cast.coordinatorZaanstad)
  try {
    return await act()
  } finally {
    house.clock.advance({ days: -days })
    hanna = await house.as(cast.coordinatorZaanstad)
  }
}

const PARTY = {
  ...{ kind: 'shelter', name: 'Maison Inventée', function: 'intake', phone: '+32 2 000 00 00', country: 'BE' },
  language: 'fr',
} as const
const CHAPTERS = ['identity', 'contact', 'story', 'health'] as const
const WORDS: Readonly<Record<string, string>> = {
  identity: 'Verzonnen Kok',
  contact: '06 00 00 41 41',
  story: 'woord over het verhaal',
  health: 'woord over gezondheid',
}
const code = ({ body }: Answer): string => (body as { code: string }).code
const nameParty = (id: string, more: object = {}) =>
  hanna.post(`/v1/dossiers/${id}/outside-handovers`, { ...PARTY, ...more })
const aFile = async (): Promise<string> => {
  const id = await aDossier(hanna)
  const note = (body: object) => hanna.post(`/v1/dossiers/${id}/chapter-notes`, body)
  await note({ chapter: 'contact', fields: [{ field: 'phone', value: WORDS['contact'] }] })
  await note({ chapter: 'story', text: WORDS['story'] })
  await note({ chapter: 'health', text: WORDS['health'] })
  return id
}
const shown = async (dossierId: string): Promise<OutsideShown> => {
  const answer = await hanna.get(`/v1/dossiers/${dossierId}/outside-handovers`)
  expect(answer.status).toBe(200)
  const [first] = (answer.body as { outsideHandovers: OutsideShown[] }).outsideHandovers
  if (!first) throw new Error('nothing is shown')
  return first
}

type Sent = {
  readonly dossier: string
  readonly outside: string
  readonly token: string
  readonly code: string
  readonly consents: Readonly<Record<string, string>>
}
const sent = async (chapters: readonly string[] = CHAPTERS, more: object = {}): Promise<Sent> => {
  const dossier = await aFile()
  const outside = fieldOf(await nameParty(dossier, more), 'outsideHandoverId')
  const consents: Record<string, string> = {}
  for (const chapter of chapters) consents[chapter] = await aConsent(hanna, dossier, chapter, outside)
  const made = await hanna.post(`/v1/outside-handovers/${outside}/links`, { calledFirst: true })
  expect(made.status, made.text).toBe(201)
  return { dossier, outside, token: fieldOf(made, 'token'), code: fieldOf(made, 'code'), consents }
}
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const page = async (token: string, form?: Readonly<Record<string, string>>, language = '') => {
  const answer = await house.http.inject({
    ...{ method: form ? 'POST' : 'GET', url: `/ontvangst/${token}${language ? `?taal=${language}` : ''}` },
    ...(form ? { headers: FORM, payload: new URLSearchParams(form).toString() } : {}),
  })
  return { status: answer.statusCode, text: answer.payload, cookies: answer.cookies }
}
const enter = (of: Pick<Sent, 'token' | 'code'>, language = '') =>
  page(of.token, { action: 'enter', code: of.code }, language)
const visitOf = ({ text }: { readonly text: string }): string => /name="visit" value="([\w-]+)"/.exec(text)?.[1] ?? ''
const opened = async (of: Sent): Promise<string> => visitOf(await enter(of))
const receive = (of: Sent, visit: string) => page(of.token, { action: 'receive', visit, function: 'accueil' })
const hears = (text: string): readonly string[] => CHAPTERS.filter((each) => text.includes(String(WORDS[each])))

test('P30 the link alone opens nothing: no word of the file, of a person or of who sends it, in any language', async () => {
  const of = await sent()
  for (const language of OUTSIDE_LANGUAGES) {
    const { status, text, cookies } = await page(of.token, undefined, language)
    expect(status).toBe(200)
    expect(text).toContain(`lang="${language}"`)
    expect(hears(text)).toEqual([])
    for (const word of ['Zaanstad', 'Maison', 'Inventée', 'accueil', of.dossier, of.outside])
      expect(text).not.toContain(word)
    expect(text).not.toMatch(
      /slachtoffer|victim|mensenhandel|traffick|traite|Menschenhandel|persoon|person\b|personne à/i,
    )
    expect(cookies).toEqual([])
  }
  // A visit that nobody began, or one of another link, opens nothing either.
  const other = await sent()
  for (const visit of ['', 'niemand', await opened(other)])
    for (const action of ['read', 'receive', 'decline'])
      expect(hears((await page(of.token, { action, visit, function: 'x', why: 'other' })).text)).toEqual([])
  expect((await shown(of.dossier)).stage).toBe('made')
})

test('with link and code the party reads the consented chapters in its own language, and the sender sees that it was opened [Q08]', async () => {
  const of = await sent(['identity', 'contact', 'story'])
  const { text, status } = await enter(of)
  expect(status).toBe(200)
  expect(hears(text)).toEqual(['identity', 'contact', 'story'])
  expect(text).toContain(OUTSIDE_WORDS.fr.hers)
  expect(text).toContain('Maison Inventée')
  expect(text).toContain('PAG-ASA')
  expect(await shown(of.dossier)).toMatchObject({ stage: 'opened', openedDate: castDay, shut: false })
  const german = await page(of.token, { action: 'read', visit: visitOf({ text }) }, 'de')
  expect(german.text).toContain(OUTSIDE_WORDS.de.heading)
})

test('received: the receipt stands on both sides, the file stays where it is, and the holder says what it becomes [Q11]', async () => {
  const of = await sent()
  const visit = await opened(of)
  expect((await page(of.token, { action: 'receive', visit, function: ' ' })).text).toContain(
    OUTSIDE_WORDS.fr.functionMissing.slice(0, 9),
  )
  const settle = (becomes: string) => hanna.post(`/v1/outside-handovers/${of.outside}/decisions`, { becomes })
  expect(code(await settle('stays'))).toBe('outside-not-received')
  const { text } = await receive(of, visit)
  expect(text).toContain(OUTSIDE_WORDS.fr.receipt)
  expect(text).toContain('accueil')
  expect(await shown(of.dossier)).toMatchObject({ stage: 'received', receivedDate: castDay, receivedBy: 'accueil' })
  expect((await hanna.get(`/v1/dossiers/${of.dossier}`)).body).toMatchObject({
    holder: { organisationId: castOrganisations.careZaanstad },
  })
  // Help here ends by its own rules: saying so does not end it.
  expect(code(await settle('ends'))).toBe('outside-care-not-ended')
  expect((await settle('stays')).body).toMatchObject({ stage: 'settled' })
  expect(code(await settle('stays'))).toBe('outside-settled-already')
})

test('P31 at every step one house holds the file, the one that held it, and a party outside takes nothing over', async () => {
  const of = await sent()
  const admin = await house.admin()
  const holders = async () => {
    const { rows } = await admin.query<{ holder: string; taken: number; reach: number }>(
      `select holder_id as holder, (select count(*)::int from access.acceptance a where a.dossier_id = d.id) as taken,
         (select count(*)::int from access.reach r where r.dossier_id = d.id) as reach
       from dossier.dossier d where id = $1`,
      [of.dossier],
    )
    return rows
  }
  const only = [{ holder: castOrganisations.careZaanstad, taken: 0, reach: 0 }]
  expect(await holders()).toEqual(only)
  const visit = await opened(of)
  expect(await holders()).toEqual(only)
  await receive(of, visit)
  expect(await holders()).toEqual(only)
  await hanna.post(`/v1/outside-handovers/${of.outside}/decisions`, { becomes: 'stays' })
  expect(await holders()).toEqual(only)
  // Nor does it become one by the ordinary road: it is no organisation that a file can be offered to.
  await weighed(hanna, of.dossier, 'hand-over')
  expect(code(await hanna.post(`/v1/dossiers/${of.dossier}/handovers`, { receiverId: of.outside }))).toBe(
    'unknown-receiver',
  )
  await admin.end()
})

test('P32 what she takes back is gone at the next request, chapter by chapter, also after a receipt', async () => {
  const of = await sent()
  const visit = await opened(of)
  await receive(of, visit)
  const read = async () => hears((await page(of.token, { action: 'read', visit })).text)
  expect(await read()).toEqual([...CHAPTERS])
  let left: readonly string[] = CHAPTERS
  for (const chapter of ['health', 'identity', 'story', 'contact']) {
    expect((await hanna.post(`/v1/consents/${of.consents[chapter]}/withdrawals`)).status).toBe(201)
    left = left.filter((each) => each !== chapter)
    expect(await read()).toEqual(left)
    expect(hears((await enter(of)).text)).toEqual(left)
  }
})

test('P32 whatever she says and takes back before and after, the party reads the chapters of her yes of that moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...CHAPTERS], { minLength: 1 }),
      fc.subarray([...CHAPTERS]),
      fc.subarray([...CHAPTERS]),
      async (given, taken, again) => {
        const of = await sent(given)
        const visit = await opened(of)
        const standing = new Set<string>(given)
        for (const chapter of taken.filter((each) => standing.has(each))) {
          await hanna.post(`/v1/consents/${of.consents[chapter]}/withdrawals`)
          standing.delete(chapter)
        }
        for (const chapter of again) {
          await aConsent(hanna, of.dossier, chapter, of.outside)
          standing.add(chapter)
        }
        // A yes of after the making opens what went along then, and puts nothing beside it.
        const may = given.filter((each) => standing.has(each))
        expect(hears((await page(of.token, { action: 'read', visit })).text)).toEqual(may)
      },
    ),
    { numRuns: 12 },
  )
})

test('wrong codes shut the link, the sender is told, a new code opens it and ends what the old one began', async () => {
  const of = await sent()
  const visit = await opened(of)
  for (let tries = 1; tries <= 5; tries += 1) {
    const { text } = await enter({ ...of, code: '1357 9086' })
    expect(text).toContain(OUTSIDE_WORDS.fr[tries < 5 ? 'codeWrong' : 'codeLocked'].slice(0, 12))
  }
  expect((await page(of.token)).text).toContain(OUTSIDE_WORDS.fr.codeLocked.slice(0, 12))
  expect(hears((await enter(of)).text)).toEqual([])
  expect(await shown(of.dossier)).toMatchObject({ shut: true })
  house.clock.advance({ minutes: 1 })
  const renewed = await hanna.post(`/v1/outside-handovers/${of.outside}/codes`, { calledFirst: true })
  expect(renewed.status).toBe(201)
  expect(hears((await page(of.token, { action: 'read', visit })).text)).toEqual([])
  expect(hears((await enter(of)).text)).toEqual([])
  expect(hears((await enter({ ...of, code: fieldOf(renewed, 'code') })).text)).toEqual([...CHAPTERS])
})

test('a link that is over looks as one that never was: run out, taken back, stopped by her, declined', async () => {
  const never = await page('niemand')
  const gone = async (of: Sent, visit: string) => {
    for (const answer of [await page(of.token), await enter(of), await page(of.token, { action: 'read', visit })]) {
      expect(answer.status).toBe(404)
      expect(answer.text.length).toBe(never.text.length)
    }
  }
  const late = await sent()
  const lateVisit = await opened(late)
  await daysLater(8, async () => {
    await gone(late, lateVisit)
    expect((await shown(late.dossier)).stage).toBe('expired')
    expect(code(await hanna.post(`/v1/outside-handovers/${late.outside}/codes`, { calledFirst: true }))).toBe(
      'outside-link-over',
    )
    // What ran out stands in nobody's way.
    expect((await nameParty(late.dossier)).status).toBe(201)
  })
  const back = await sent()
  const backVisit = await opened(back)
  const withdraw = (of: Sent, reason: string) =>
    hanna.post(`/v1/outside-handovers/${of.outside}/withdrawals`, { reason })
  expect((await withdraw(back, 'mistake')).body).toMatchObject({ stage: 'withdrawn' })
  expect(code(await withdraw(back, 'mistake'))).toBe('outside-was-withdrawn')
  await gone(back, backVisit)
  const hers = await sent()
  const hersVisit = await opened(hers)
  await receive(hers, hersVisit)
  const { token } = (
    await hanna.post(`/v1/dossiers/${hers.dossier}/page-switches`, { on: true, besideHer: true, code: TEST_CODE })
  ).body as { token: string }
  const own = await openPersonPage(house, token)
  const before = (await own.get('/mijn')).text
  expect(before).toContain('Naar een organisatie buiten dit systeem')
  expect(before).not.toContain('Maison')
  expect((await own.post('/mijn', { action: 'stop-outside', outsideId: hers.outside })).status).toBe(303)
  await gone(hers, hersVisit)
  expect(await shown(hers.dossier)).toMatchObject({ stage: 'stopped', receivedBy: 'accueil' })
  expect((await own.get('/mijn/logboek')).text).toContain('een organisatie buiten dit systeem')
  const no = await sent()
  const noVisit = await opened(no)
  expect((await page(no.token, { action: 'decline', visit: noVisit })).text).toContain(OUTSIDE_WORDS.fr.whyMissing)
  expect((await page(no.token, { action: 'decline', visit: noVisit, why: 'not-ours' })).text).toContain('transmise')
  await gone(no, noVisit)
  expect(await shown(no.dossier)).toMatchObject({ stage: 'declined', reason: 'not-ours' })
})

test('after a receipt it can be read so many times and days, and then no more', async () => {
  const of = await sent()
  await receive(of, await opened(of))
  await daysLater(10, async () => {
    for (let times = 1; times <= 10; times += 1) expect(hears((await enter(of)).text).length, String(times)).toBe(4)
    expect((await enter(of)).status).toBe(404)
  })
  const later = await sent()
  await receive(later, await opened(later))
  await daysLater(14, async () => expect((await enter(later)).status).toBe(200))
  await daysLater(15, async () => expect((await enter(later)).status).toBe(404))
})

test('no yes, no number, an authority, somebody with an account, a handover beside another: refused in words', async () => {
  const id = await aFile()
  expect(code(await nameParty(id, { phone: 'morgen' }))).toBe('phone-unreadable')
  expect(code(await nameParty(id, { kind: 'authority', name: 'Police fédérale' }))).toBe('receiver-not-care')
  const police = house.reference.organisations.find((each) => each.plane === 'enforcement')?.name
  expect(code(await nameParty(id, { name: police }))).toBe('receiver-not-care')
  const known = house.reference.organisations.find((each) => each.id === castOrganisations.careEindhoven)?.name
  expect(code(await nameParty(id, { name: known }))).toBe('outside-has-account')
  const outside = fieldOf(await nameParty(id), 'outsideHandoverId')
  expect(code(await nameParty(id))).toBe('outside-stands')
  expect(code(await hanna.post(`/v1/outside-handovers/${outside}/links`, { calledFirst: true }))).toBe(
    'outside-needs-her-yes',
  )
  await weighed(hanna, id)
  const offer = () => hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.careEindhoven })
  expect(code(await offer())).toBe('outside-stands')
  await hanna.post(`/v1/outside-handovers/${outside}/withdrawals`, { reason: 'mistake' })
  expect((await offer()).status).toBe(201)
  expect(code(await nameParty(id))).toBe('handover-stands')
  // Another house learns of nothing, and who does not hold it names nobody.
  const mirte = await house.as(cast.coordinatorEindhoven)
  expect((await mirte.get(`/v1/dossiers/${id}/outside-handovers`)).status).toBe(409)
  const strange = await aFile()
  expect((await mirte.get(`/v1/dossiers/${strange}/outside-handovers`)).status).toBe(404)
  expect((await mirte.post(`/v1/outside-handovers/${outside}/withdrawals`, { reason: 'mistake' })).status).toBe(404)
  await anOffer(hanna, strange)
})

test('P33 a receipt that is sent twice, at one moment or again, stands once', async () => {
  const of = await sent()
  const visit = await opened(of)
  const answers = await Promise.all([1, 2, 3, 4].map(() => receive(of, visit)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await receive(of, visit)).text).toContain(OUTSIDE_WORDS.fr.alreadyReceived.slice(0, 14))
  expect(await receiptsOf(of.outside)).toBe(1)
  // After a receipt there is no no.
  expect((await page(of.token, { action: 'decline', visit, why: 'other' })).text).toContain(
    OUTSIDE_WORDS.fr.alreadyReceived.slice(0, 14),
  )
  expect((await shown(of.dossier)).stage).toBe('received')
})

const receiptsOf = async (outside: string): Promise<number> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ n: number }>(
    "select count(*)::int as n from dossier.fact where kind = 'outside-received' and payload ->> 'outsideId' = $1",
    [outside],
  )
  const { rows: row } = await admin.query('select stage, received_on from dossier.outside_handover where id = $1', [
    outside,
  ])
  await admin.end()
  // Row and fact are one: neither without the other.
  expect(row[0].received_on !== null).toBe(rows[0]?.n === 1)
  return rows[0]?.n ?? 0
}

test('P33 a connection that is cut between any two steps of a receipt loses it nowhere and doubles it nowhere', async () => {
  for (const before of [true, false])
    for (let at = 1, more = true; more; at += 1) {
      const of = await sent(['contact'])
      const visit = await opened(of)
      const { cut } = await withCut({ at, sent: !before }, () => receive(of, visit))
      more = cut
      await expect.poll(() => receiptsOf(of.outside)).toBeLessThanOrEqual(1)
      let last = await receive(of, visit)
      for (let tries = 0; last.status >= 500 && tries < 5; tries += 1) last = await receive(of, visit)
      expect(last.status).toBe(200)
      expect(await receiptsOf(of.outside)).toBe(1)
    }
}, 180_000)

test('the code and the link stand in no answer that is kept, in no fact and in no row', async () => {
  const of = await sent()
  const admin = await house.admin()
  const { rows } = await admin.query<{ text: string }>(
    `select concat_ws($1, (select string_agg(f::text, $1) from dossier.fact f where stream = $2),
       (select string_agg(k::text, $1) from access.kept_answer k), (select string_agg(l::text, $1) from access.link l),
       (select string_agg(c::text, $1) from access.outside_code c), (select string_agg(h::text, $1) from dossier.outside_handover h)) as text`,
    [' ', of.dossier],
  )
  await admin.end()
  expect(rows[0]?.text).toContain(of.outside)
  for (const secret of [of.token, of.code, of.code.replaceAll(' ', ''), 'Maison', '+3220000000'])
    expect(rows[0]?.text).not.toContain(secret)
})

test('a received link that outlives a handover inside is seen and ended by who holds the file now, and by nobody else', async () => {
  const of = await sent()
  await receive(of, await opened(of))
  await weighed(hanna, of.dossier, 'hand-over')
  for (const chapter of ['identity', 'contact', 'story'])
    await aConsent(hanna, of.dossier, chapter, castOrganisations.careEindhoven)
  const offered = await hanna.post(`/v1/dossiers/${of.dossier}/handovers`, {
    receiverId: castOrganisations.careEindhoven,
  })
  const mirte = await house.as(cast.coordinatorEindhoven)
  const end = (by: Caller, reason: string) => by.post(`/v1/outside-handovers/${of.outside}/withdrawals`, { reason })
  expect((await end(mirte, 'other')).status).toBe(404)
  const accepted = await mirte.post(`/v1/handovers/${fieldOf(offered, 'handoverId')}/acceptances`, {})
  expect(accepted.status, accepted.text).toBe(200)
  const list = await mirte.get(`/v1/dossiers/${of.dossier}/outside-handovers`)
  expect(list.body).toMatchObject({
    outsideHandovers: [{ outsideHandoverId: of.outside, stage: 'received', abilities: ['withdraw-outside'] }],
  })
  // It ends what a house before it gave out, and does nothing else with it.
  for (const [path, body] of [
    ['codes', { calledFirst: true }],
    ['decisions', { becomes: 'stays' }],
  ] as const)
    expect(code(await mirte.post(`/v1/outside-handovers/${of.outside}/${path}`, body)), path).toBe('outside-other-side')
  expect((await end(await house.as(cast.shelterWorkerHaven), 'she-says-no')).status).toBe(404)
  expect(hears((await enter(of)).text)).not.toEqual([])
  const stopped = await end(mirte, 'she-says-no')
  expect(stopped.body, stopped.text).toMatchObject({ stage: 'stopped' })
  expect((await enter(of)).status).toBe(404)
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select ended_at from access.link where subject = $1 and kind = 'outside-handover'",
    [of.outside],
  )
  await admin.end()
  expect(rows.map(({ ended_at: at }) => at !== null)).toEqual([true])
})
