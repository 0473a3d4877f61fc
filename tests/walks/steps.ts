/**
 * The walk of ten steps: somebody known in one region turns up in another and does not start over. Each step is a call of the
 * public API by its own signed-in actor; what a later step needs is kept in `seen`, so that the house may restart in between.
 */
import { expect } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { FIND_PURPOSE, type KnownPerson, TRAVEL_PURPOSE } from '../../src/demonstration/prelude.ts'
import { addDays, type Day } from '../../src/kernel/index.ts'
import { openPersonPage, TEST_CODE } from '../support/person-page.ts'
import type { Answer, Caller, TestSystem } from '../support/system.ts'

/** What the steps learn on the way: ids and tokens, nothing else. */
export type Seen = Record<string, string>

export type WalkPeople = {
  /** As the house that knows the person wrote it down, and as the other house heard it. */
  readonly known: KnownPerson
  readonly heard: KnownPerson
  readonly key: string
}

export type Stage = {
  readonly house: TestSystem
  readonly seen: Seen
  readonly people: WalkPeople
  readonly today: Day
}
export type Step = { readonly name: string; readonly play: (stage: Stage) => Promise<void> }

const need = (seen: Seen, name: string): string => {
  const value = seen[name]
  if (value === undefined) throw new Error(`the walk has not seen ${name} yet`)
  return value
}

/** The body of an answer that must be good; the status and the problem are shown when it is not. */
export const good = <T>(answer: Answer): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body as T
}

const as = (stage: Stage, member: CastMember): Promise<Caller> => stage.house.as(member)
const conversation = {
  language: 'zh',
  interpreterName: 'Tolk Verzonnen',
  present: ['interpreter'],
  helpDoesNotDependOnIt: true,
  ageGroup: '18-plus',
} as const

type Hit = { hitId: string; grade: string; callOrganisationId?: string; signalId?: string; outcome?: string }
const hitsOf = async (stage: Stage, member: CastMember): Promise<readonly Hit[]> =>
  good<{ hits: Hit[] }>(await (await as(stage, member)).get('/v1/hits')).hits

const routeFinder: Step = {
  name: '1 the focal officer of a small municipality finds the route without signing in',
  play: async ({ house }) => {
    const step = async (answers: Record<string, string>) =>
      good<{
        question?: { question: string }
        page?: { call: { contacts: { phone: string }[] }[]; letters: { code: string }[]; sources: unknown[] }
        askedMax: number
      }>(await house.nobody.post('/v1/route-advice-steps', { answers, municipalityCode: 'GM0415' }))
    const cook: Record<string, string> = {
      placeTonight: 'yes',
      age: 'adult',
      papers: 'permit',
      permit: 'work',
      address: 'exploiter',
      asker: 'unknown',
    }
    const answers: Record<string, string> = {}
    let at = await step(answers)
    for (let asked = 0; at.question && asked < 7; asked += 1) {
      const { question } = at.question
      answers[question] = cook[question] ?? 'unknown'
      at = await step(answers)
    }
    expect(Object.keys(answers).length).toBeLessThanOrEqual(7)
    expect(at.page?.call.flatMap((desk) => desk.contacts.map((each) => each.phone)).length).toBeGreaterThan(0)
    expect(at.page?.letters.map((each) => each.code)).toContain('wmo-report')
    expect(at.page?.sources.length).toBeGreaterThan(0)
    const contacts = good<{ contacts: unknown[] }>(
      await house.nobody.get('/v1/municipalities/GM0415/contacts?subject=shelter-man'),
    )
    expect(contacts.contacts.length).toBeGreaterThan(0)
  },
}

const knownBefore: Step = {
  name: '0 a year ago Eindhoven met this person, and asked whether it might search',
  play: async (stage) => {
    const { seen, people, today } = stage
    const eindhoven = await as(stage, cast.coordinatorEindhoven)
    const happened = addDays(today, -300)
    seen['oldSignal'] = good<{ signalId: string }>(
      await eindhoven.post('/v1/signals', {
        source: 'called',
        person: people.known,
        happened,
        exploitation: 'labour',
        municipalityCode: 'GM0772',
      }),
    ).signalId
    seen['oldGround'] = good<{ groundId: string }>(
      await eindhoven.post(`/v1/signals/${seen['oldSignal']}/grounds`, {
        ...conversation,
        kind: 'consent-to-search',
        purpose: FIND_PURPOSE,
        understood: 'U kijkt of iemand mij al helpt.',
        givenDate: addDays(happened, 1),
        validUntilDate: addDays(happened, 700),
      }),
    ).groundId
    good(
      await eindhoven.post('/v1/look-ups', {
        signalId: seen['oldSignal'],
        groundId: seen['oldGround'],
        purpose: FIND_PURPOSE,
        caseReference: `EHV ${people.key}`,
      }),
    )
    seen['dossier'] = good<{ dossierId: string }>(
      await eindhoven.post('/v1/dossiers', {
        signalId: seen['oldSignal'],
        municipalityCode: 'GM0772',
        fields: [{ field: 'name', value: people.known.fullName ?? `${people.known.given} ${people.known.surname}` }],
      }),
    ).dossierId
    const note = (chapter: string, text: string) =>
      eindhoven.post(`/v1/dossiers/${seen['dossier']}/chapter-notes`, { chapter, text })
    good(await note('contact', 'Alleen een bericht, liefst na 14.00 uur.'))
    good(await note('health', 'Slaapt slecht, ging een keer naar de huisarts.'))
  },
}

const signalAndGround: Step = {
  name: '2 Zaanstad pastes an e-mail, confirms the facts and records consent to search',
  play: async (stage) => {
    const { seen, people, today } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    good(
      await zaanstad.post('/v1/signal-proposals', {
        text: 'Hij heet Woe Tsjen-kwo, geboren op 6 maart 1985, Chinese nationaliteit.',
      }),
    )
    seen['signal'] = good<{ signalId: string }>(
      await zaanstad.post('/v1/signals', {
        source: 'pasted',
        person: people.heard,
        happened: addDays(today, -1),
        exploitation: 'labour',
        municipalityCode: 'GM0415',
      }),
    ).signalId
    seen['ground'] = good<{ groundId: string }>(
      await zaanstad.post(`/v1/signals/${seen['signal']}/grounds`, {
        ...conversation,
        kind: 'consent-to-search',
        purpose: FIND_PURPOSE,
        understood: 'U kijkt of iemand mij al kent. Ik krijg ook hulp als ik nee zeg.',
        givenDate: today,
      }),
    ).groundId
  },
}

const found: Step = {
  name: '3 both co-ordinators hear at the same moment that somebody knows this person; the police hear nothing',
  play: async (stage) => {
    const { seen, people, house } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    const asked = await zaanstad.post('/v1/look-ups', {
      signalId: seen['signal'],
      groundId: seen['ground'],
      purpose: FIND_PURPOSE,
      caseReference: `ZNS ${people.key}`,
    })
    expect(good<{ status: string }>(asked).status).toBe('asked')
    const began = performance.now()
    await (await house.system.courier()).carry()
    const mine = (await hitsOf(stage, cast.coordinatorZaanstad)).find((hit) => hit.signalId === seen['signal'])
    const theirs = (await hitsOf(stage, cast.coordinatorEindhoven)).find((hit) => hit.signalId === seen['oldSignal'])
    expect(performance.now() - began).toBeLessThan(1000)
    expect(mine?.callOrganisationId).toBe(castOrganisations.careEindhoven)
    expect(theirs?.callOrganisationId).toBe(castOrganisations.careZaanstad)
    expect(await hitsOf(stage, cast.investigatorNoordHolland)).toEqual([])
    seen['hit'] = mine?.hitId ?? ''
    seen['oldHit'] = theirs?.hitId ?? ''
    const colleague = await as(stage, cast.colleagueZaanstad)
    expect(
      (
        await colleague.post('/v1/look-ups', {
          signalId: seen['signal'],
          groundId: seen['ground'],
          purpose: FIND_PURPOSE,
        })
      ).status,
    ).toBe(422)
    const told = good<{ refusedLookUps: { code: string; actorId: string }[] }>(
      await (await as(stage, cast.privacyOfficerZaanstad)).get('/v1/refused-look-ups'),
    )
    expect(told.refusedLookUps).toContainEqual(
      expect.objectContaining({ code: 'lookup-without-case', actorId: cast.colleagueZaanstad.actor }),
    )
  },
}

const call: Step = {
  name: '4a they call, and both say that it is the same person',
  play: async (stage) => {
    const { seen } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    good(
      await zaanstad.post('/v1/calls', {
        withOrganisationId: castOrganisations.careEindhoven,
        about: { kind: 'signal', id: seen['signal'] },
        outcome: 'agreed',
        minutes: 4,
        note: 'Zelfde man, zij kennen hem van vorig jaar.',
      }),
    )
    good(await zaanstad.post(`/v1/hits/${seen['hit']}/contacts`, { outcome: 'same-person' }))
    good(
      await (await as(stage, cast.coordinatorEindhoven)).post(`/v1/hits/${seen['oldHit']}/contacts`, {
        outcome: 'same-person',
      }),
    )
    await (await stage.house.system.courier()).join()
  },
}

const consent: Step = {
  name: '4b he says yes per chapter, and no to health',
  play: async (stage) => {
    const { seen, today } = stage
    const eindhoven = await as(stage, cast.coordinatorEindhoven)
    const say = async (chapter: string, answer: 'given' | 'refused') =>
      good<{ consentId: string }>(
        await eindhoven.post(`/v1/dossiers/${seen['dossier']}/consents`, {
          ...conversation,
          chapter,
          partnerId: castOrganisations.careZaanstad,
          purpose: TRAVEL_PURPOSE,
          // The simulated people are grown up; a clerk may have left the date of birth out.
          ageGroup: '18-plus',
          answer,
          ...(answer === 'given' ? { understood: 'Zaanstad mag dit lezen, ik kan het terugnemen.' } : {}),
          givenDate: today,
        }),
      ).consentId
    await say('identity', 'given')
    seen['contactConsent'] = await say('contact', 'given')
    await say('residence', 'given')
    await say('health', 'refused')
  },
}

type Chapter = { chapter: string; state: string; fields: { value: string }[]; notes: { text: string }[] }
type DossierView = {
  holder: { organisationId: string }
  mine: boolean
  chapters: Chapter[]
  handovers: { handoverId: string; stage: string }[]
}
const dossierOf = async (stage: Stage, member: CastMember): Promise<DossierView> =>
  good(await (await as(stage, member)).get(`/v1/dossiers/${need(stage.seen, 'dossier')}`))
const chapterOf = (dossier: DossierView, name: string): Chapter | undefined =>
  dossier.chapters.find((each) => each.chapter === name)

const handover: Step = {
  name: '4c the dossier travels: offered, accepted as an organisation, overlap, landed; health stays closed',
  play: async (stage) => {
    const { seen } = stage
    const [eindhoven, zaanstad] = [
      await as(stage, cast.coordinatorEindhoven),
      await as(stage, cast.coordinatorZaanstad),
    ]
    good(await eindhoven.post(`/v1/dossiers/${seen['dossier']}/moves`, { toMunicipalityCode: 'GM0479' }))
    seen['handover'] = good<{ handoverId: string }>(
      await eindhoven.post(`/v1/dossiers/${seen['dossier']}/handovers`, { receiverId: castOrganisations.careZaanstad }),
    ).handoverId
    expect((await dossierOf(stage, cast.coordinatorEindhoven)).holder.organisationId).toBe(
      castOrganisations.careEindhoven,
    )
    good(await zaanstad.post(`/v1/handovers/${seen['handover']}/acceptances`))
    const mine = await dossierOf(stage, cast.coordinatorZaanstad)
    expect(mine.holder.organisationId).toBe(castOrganisations.careZaanstad)
    expect(chapterOf(mine, 'identity')?.state).toBe('open')
    expect(chapterOf(mine, 'identity')?.fields.length).toBeGreaterThan(0)
    expect(chapterOf(mine, 'contact')?.notes.map((each) => each.text)).toContain(
      'Alleen een bericht, liefst na 14.00 uur.',
    )
    expect(chapterOf(mine, 'health')?.notes ?? []).toEqual([])
    expect(JSON.stringify(mine)).not.toContain('Slaapt slecht')
    const note = good<{ chapters: { chapter: string; how: string; fields: unknown[] }[] }>(
      await zaanstad.get(`/v1/handovers/${seen['handover']}/notes/latest`),
    )
    expect(note.chapters.find(({ chapter }) => chapter === 'identity')?.fields.length).toBeGreaterThan(0)
    expect(JSON.stringify(note)).not.toContain('Slaapt slecht')
    good(await eindhoven.post(`/v1/handovers/${seen['handover']}/meetings`))
    good(await zaanstad.post(`/v1/handovers/${seen['handover']}/landings`))
    const sent = good<{ handovers: { handoverId: string; stage: string }[] }>(await eindhoven.get('/v1/handovers'))
    expect(sent.handovers.find((each) => each.handoverId === seen['handover'])?.stage).toBe('landed')
  },
}

const verdict: Step = {
  name: '5 who is responsible, who pays: a verdict with sources, and the payer answers in writing',
  play: async (stage) => {
    const { seen } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    good(await zaanstad.post(`/v1/dossiers/${seen['dossier']}/residence-letters`, { letter: '8a', permit: 'work' }))
    good(await zaanstad.post(`/v1/dossiers/${seen['dossier']}/shelter-needs`, {}))
    const made = good<{ id: string; ruleIds: string[] }>(
      await zaanstad.post(`/v1/dossiers/${seen['dossier']}/verdicts`, {
        facts: {
          age: '21-plus',
          residence: '8a',
          permit: 'work',
          needShelter: 'yes',
          registration: 'exploiter',
          exploitation: 'labour',
          indication: 'yes',
        },
        whereabouts: { turnedTo: 'GM0415', found: 'GM0415', registered: 'GM0415' },
        shelterKind: 'homeless-shelter',
      }),
    )
    expect(made.ruleIds).toContain('R10')
    seen['verdict'] = made.id
    const asked = good<{ id?: string; payerRequestId?: string }>(
      await zaanstad.post(`/v1/verdicts/${made.id}/payer-requests`, {
        payerOrganisationId: castOrganisations.municipalityPurmerend,
      }),
    )
    seen['payerRequest'] = asked.payerRequestId ?? asked.id ?? ''
    stage.house.clock.advance({ hours: 9 })
    const payer = await as(stage, cast.payerPurmerend)
    good(await payer.post(`/v1/payer-requests/${seen['payerRequest']}/answers`, { answer: 'accepts' }))
    const waits = good<{ shares: { cause: { code: string }; hours: number }[] }>(
      await zaanstad.get(`/v1/dossiers/${seen['dossier']}/waits`),
    )
    expect(waits.shares.find((each) => each.cause.code === 'money')?.hours).toBeCloseTo(9, 0)
  },
}

const place: Step = {
  name: '6 a place: a staged request, coarse, and one winner',
  play: async (stage) => {
    const { seen } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    for (const [member, region] of [
      [cast.shelterWorkerHaven, 'VR15'],
      [cast.shelterWorkerBaken, 'VR06'],
    ] as const) {
      const provider = await as(stage, member)
      good(await provider.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: region, bedsFree: 1 }))
    }
    seen['placeRequest'] = good<{ id: string }>(
      await zaanstad.post(`/v1/dossiers/${seen['dossier']}/place-requests`, {
        wanted: ['man'],
        regionsAvoided: ['VR11'],
      }),
    ).id
    for (const member of [cast.shelterWorkerHaven, cast.shelterWorkerBaken]) await sayYes(stage, member)
    const request = good<{ offers: { id: string; answer?: string }[] }>(
      await zaanstad.get(`/v1/place-requests/${seen['placeRequest']}`),
    )
    const yes = request.offers.filter((offer) => offer.answer === 'yes')
    expect(yes.length).toBeGreaterThan(0)
    const awards = await Promise.all(
      yes.map((offer) => zaanstad.post(`/v1/place-requests/${seen['placeRequest']}/awards`, { offerId: offer.id })),
    )
    expect(awards.filter((answer) => answer.status < 300)).toHaveLength(1)
    expect(good<{ running: boolean }>(await zaanstad.get(`/v1/dossiers/${seen['dossier']}/waits`)).running).toBe(false)
  },
}

const sayYes = async (stage: Stage, member: CastMember): Promise<void> => {
  const provider = await as(stage, member)
  const { placeOffers } = good<{ placeOffers: { id: string; answer?: string }[] }>(
    await provider.get('/v1/place-offers'),
  )
  const { places } = good<{ places: { id: string; bedsFree: number }[] }>(await provider.get('/v1/places'))
  const free = places.find((each) => each.bedsFree > 0)
  const open = placeOffers.find((offer) => offer.answer === undefined)
  if (free && open)
    good(await provider.post(`/v1/place-offers/${open.id}/answers`, { answer: 'yes', placeId: free.id }))
}

const reports: Step = {
  name: '7 reports that need no typing',
  play: async (stage) => {
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    for (const [partnerId, purpose] of [
      [castOrganisations.comensha, 'D04'],
      [castOrganisations.municipalityPurmerend, 'D20'],
    ] as const) {
      const said = {
        ...conversation,
        chapter: 'identity',
        partnerId,
        purpose,
        ageGroup: '18-plus',
        answer: 'given',
        understood: 'Zij krijgen mijn naam, niet mijn verhaal.',
        givenDate: stage.today,
      }
      good(await zaanstad.post(`/v1/dossiers/${need(stage.seen, 'dossier')}/consents`, said))
    }
    for (const kind of ['comensha-report', 'wmo-report', 'postal-address']) {
      const report = good<{ paragraphs: string[]; notice: string }>(
        await zaanstad.get(`/v1/dossiers/${need(stage.seen, 'dossier')}/reports/${kind}`),
      )
      expect(report.paragraphs.length).toBeGreaterThan(0)
      expect(report.notice).not.toBe('')
    }
  },
}

const table: Step = {
  name: '8 the case table: an empty seat is visible, and a reply comes without an account',
  play: async (stage) => {
    const { seen, house, today } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    const planned = good<{ tableId: string; seats: { seatId: string; kind: string }[] }>(
      await zaanstad.post(`/v1/dossiers/${seen['dossier']}/tables`, {
        heldDate: addDays(today, 7),
        wish: 'Ik wil blijven werken, maar niet daar.',
        exploitation: 'labour',
        seats: [{ kind: 'avim', mail: 'avim.noord-holland@politie.example' }],
      }),
    )
    const avim = planned.seats.find((seat) => seat.kind === 'avim')
    expect(avim).toBeDefined()
    const before = good<{ missing: string[] }>(await zaanstad.get(`/v1/tables/${planned.tableId}`))
    expect(before.missing).toContain('avim')
    const { token } = good<{ token: string }>(await zaanstad.post(`/v1/seats/${avim?.seatId}/links`))
    const page = await house.http.inject({ method: 'GET', url: `/antwoord/${token}` })
    expect(page.statusCode).toBe(200)
    expect(page.payload).not.toContain(seen['dossier'])
    const followsDate = addDays(today, 3)
    const reply = await house.http.inject({
      method: 'POST',
      url: `/antwoord/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `answer=follows&followsDate=${followsDate}`,
    })
    expect(reply.statusCode).toBeLessThan(400)
    const after = good<{ wish?: string; seats: { kind: string; state: string; followsDate?: string }[] }>(
      await zaanstad.get(`/v1/tables/${planned.tableId}`),
    )
    expect(after.wish).toBe('Ik wil blijven werken, maar niet daar.')
    expect(after.seats.find((seat) => seat.kind === 'avim')).toMatchObject({ state: 'follows', followsDate })
  },
}

const clocks: Step = {
  name: '8b two norm clocks are read, and both are kept: a refused chapter does not break one',
  play: async (stage) => {
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    const { clocks: read } = good<{ clocks: { normId: string; state: { code: string } }[] }>(
      await zaanstad.get(`/v1/dossiers/${need(stage.seen, 'dossier')}/clocks`),
    )
    for (const norm of ['N32', 'N34']) expect(read.find((each) => each.normId === norm)?.state.code, norm).toBe('kept')
  },
}

const hisPage: Step = {
  name: '9 he reads who looked and why, and takes one consent back; Eindhoven’s and Zaanstad’s next click finds it closed',
  play: async (stage) => {
    const { seen, house } = stage
    const zaanstad = await as(stage, cast.coordinatorZaanstad)
    const { token } = good<{ token: string }>(
      await zaanstad.post(`/v1/dossiers/${seen['dossier']}/page-switches`, {
        ...{ on: true, besideHer: true, code: TEST_CODE },
      }),
    )
    const visit = await openPersonPage(house, token)
    const page = await visit.get('/mijn')
    expect(page.status).toBe(200)
    expect(page.text).toContain('<title>Overzicht</title>')
    expect(page.text).not.toMatch(/mensenhandel|opvang|politie/i)
    expect(chapterOf(await dossierOf(stage, cast.coordinatorZaanstad), 'contact')?.notes.length).toBeGreaterThan(0)
    const withdrawn = await visit.post('/mijn', { action: 'withdraw', consentId: seen['contactConsent'] ?? '' })
    expect(withdrawn.status).toBeLessThan(400)
    expect(chapterOf(await dossierOf(stage, cast.coordinatorZaanstad), 'contact')?.notes ?? []).toEqual([])
  },
}

const picture: Step = {
  name: '10 the programme counts one person, whatever the number of reports',
  play: async (stage) => {
    const admin = await stage.house.admin()
    const { rows } = await admin.query(
      'select count(distinct person_unit)::int as persons, count(*)::int as reports from picture.report where subject = any ($1)',
      [[stage.seen['signal'], stage.seen['oldSignal']]],
    )
    expect(rows[0]).toEqual({ persons: 1, reports: 2 })
    const analyst = await as(stage, cast.analyst)
    const year = Number(stage.today.slice(0, 4))
    const counts = good<{ persons: number; reports: number }>(await analyst.get(`/v1/counts?year=${year}`))
    expect(counts.reports).toBeGreaterThanOrEqual(counts.persons)
    good(await analyst.post('/v1/releases', { year }))
    expect((await stage.house.nobody.get('/v1/releases/latest')).status).toBe(200)
  },
}

/** The walk in order. */
export const WALK: readonly Step[] = [
  routeFinder,
  knownBefore,
  signalAndGround,
  found,
  call,
  consent,
  handover,
  verdict,
  place,
  reports,
  table,
  clocks,
  hisPage,
  picture,
]

/** What depends on the person: before the look-up, and after a hit. The look-up itself may miss somebody, and then says nothing. */
export const BEFORE_LOOK_UP: readonly Step[] = [knownBefore, signalAndGround]
export const AFTER_HIT: readonly Step[] = [call, consent, handover]

/** Asks, carries, and gives whether both houses now have a hit about exactly this person. Nobody else's signal may be in it. */
export const lookUp = async (stage: Stage): Promise<'found' | 'missed' | 'wrong'> => {
  const { seen, people, house } = stage
  const zaanstad = await as(stage, cast.coordinatorZaanstad)
  good(
    await zaanstad.post('/v1/look-ups', {
      signalId: seen['signal'],
      groundId: seen['ground'],
      purpose: FIND_PURPOSE,
      caseReference: `ZNS ${people.key}`,
    }),
  )
  await (await house.system.courier()).carry()
  const mine = (await hitsOf(stage, cast.coordinatorZaanstad)).filter((hit) => hit.signalId === seen['signal'])
  const theirs = (await hitsOf(stage, cast.coordinatorEindhoven)).filter((hit) => hit.outcome === undefined)
  if (mine.length === 0) return theirs.length === 0 ? 'missed' : 'wrong'
  const surest = (hits: typeof mine) => hits.find(({ grade }) => grade === 'hit') ?? hits[0]
  const right = surest(theirs.filter((hit) => hit.signalId === seen['oldSignal']))
  const own = surest(mine)
  if (!right || !own) return 'wrong'
  const besides = [...theirs.filter((hit) => hit !== right), ...mine.filter((hit) => hit !== own)]
  if (besides.some(({ grade }) => grade === 'hit')) return 'wrong'
  // "Look closer" says that somebody must look: it is looked at, and said that it is another person.
  for (const hit of besides) {
    const member = theirs.includes(hit) ? cast.coordinatorEindhoven : cast.coordinatorZaanstad
    good(await (await as(stage, member)).post(`/v1/hits/${hit.hitId}/contacts`, { outcome: 'other-person' }))
    seen['doubted'] = String(Number(seen['doubted'] ?? 0) + 1)
  }
  seen['hit'] = own.hitId
  seen['oldHit'] = right.hitId
  return 'found'
}
