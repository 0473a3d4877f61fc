/** The person's own page, behind a link, and what her co-ordinator does for it: switching it on and off, and the paper card. */
import { type ConsentRead, createLink, endLinks, standingConsents, withdrawConsent } from '../access/index.ts'
import { type OwnLogEntry, readOwnLog, type WhoIs } from '../audit/index.ts'
import type { ContactPoint, Organisation } from '../directory/index.ts'
import { accept, isUuid, type Outcome, refuse } from '../kernel/index.ts'
import { type Page, type PageAnswer, type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { PERSON_WORDS, type PersonLanguage } from '../words/person.ts'
import { CardPath, DossierPath, PageSwitched, PaperCard, SwitchPage } from './dossier.schema.ts'
import { type Dossier, findDossier, updateDossier } from './dossier.store.ts'
import { heldDossier, WORKERS } from './dossier-edge.routes.ts'
import { moveHandover } from './handover.routes.ts'
import { type Handover, handoversOf, shownStage } from './handover.store.ts'
import { isUnfinished } from './handover.ts'
import { type Ahead, type PersonView, paperCardLines, personPage, personPageOff } from './person.page.ts'
import type { DossierPorts } from './ports.ts'

const tag = 'eigen pagina'
const LOOKED_MAX = 20
/** Long enough for the time between two talks, short enough for a lost phone. Proposed. */
const LINK_DAYS = 90

export const personRoutes = (ports: DossierPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/page-switches',
    operationId: 'switchPersonPage',
    answersOnce: true,
    summary: 'De eigen pagina van de persoon aan of uit zetten; aan alleen naast haar of hem',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01', stepUp: { field: 'on', is: [true] } },
    params: DossierPath,
    body: SwitchPage,
    answer: PageSwitched,
    refusals: ['not-found', 'not-the-holder', 'page-needs-her-beside'],
    handle: async (work, { params, body }) => {
      const held = await heldDossier(work, params.dossierId)
      if (!held.ok) return held
      if (body.on && body.besideHer !== true) return refuse('page-needs-her-beside')
      return switchPage(work, held.value.id, body.on)
    },
  }),
  // Read, not posted: a card names partners, and answers of commands are kept by key; nothing personal may be among them.
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/paper-cards/{language}',
    operationId: 'makePaperCard',
    summary: 'Papieren kaart: mijn contact, wat ik goed vind, wat er nu gebeurt, hoe ik stop',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01', stepUp: 'always' },
    params: CardPath,
    answer: PaperCard,
    refusals: ['not-found', 'not-the-holder'],
    handle: async (work, { params }) => {
      const held = await heldDossier(work, params.dossierId)
      if (!held.ok) return held
      const about = await readAbout(work, ports, held.value, params.language)
      work.concerns(
        held.value.id,
        'note-paper-card',
        about.agreed.map((each) => each.chapter),
      )
      return accept({ language: params.language, lines: [...paperCardLines({ ...about, language: params.language })] })
    },
  }),
]

const switchPage = async (
  work: Work,
  dossierId: string,
  on: boolean,
): Promise<Outcome<{ pageOn: boolean; token?: string }, string>> => {
  await updateDossier(work, dossierId, { pageOn: on })
  // One link at a time: a new one, or none, ends those before it.
  await endLinks(work, { kind: 'person-page', subject: dossierId })
  await work.record({
    slice: 'dossier',
    stream: dossierId,
    kind: on ? 'page-switched-on' : 'page-switched-off',
    happened: work.today,
    payload: on ? { besideHer: true } : {},
  })
  work.concerns(dossierId, on ? 'open-own-page' : 'withdraw-own-page')
  if (!on) return accept({ pageOn: false })
  return accept({
    pageOn: true,
    token: await createLink(work, { kind: 'person-page', subject: dossierId, validDays: LINK_DAYS }),
  })
}

/** The page in both languages; forms post back to the address that they stand on. */
export const personPages = (ports: DossierPorts): readonly Page[] =>
  (['nl', 'en'] as const).flatMap((language): readonly Page[] => {
    const path = language === 'nl' ? '/mijn/{token}' : '/mijn/{token}/en'
    const name = language === 'nl' ? '' : 'En'
    const access = { kind: 'link', link: 'person-page' } as const
    return [
      {
        method: 'GET',
        path,
        operationId: `readPersonPage${name}`,
        access,
        handle: (work, { params }) => showPage(work, ports, language, params['token'] ?? ''),
      },
      {
        method: 'POST',
        path,
        operationId: `actOnPersonPage${name}`,
        access,
        handle: (work, { params, form }) => actOnPage(work, ports, language, params['token'] ?? '', form),
      },
    ]
  })

const addressOf = (token: string, language: PersonLanguage): string =>
  `/mijn/${encodeURIComponent(token)}${language === 'nl' ? '' : '/en'}`

// A page that is off looks exactly as one that never was.
const ownDossier = async (work: Work): Promise<Outcome<Dossier, 'not-found'>> => {
  const dossier = work.claim.dossier ? await findDossier(work, work.claim.dossier) : undefined
  return dossier?.pageOn ? accept(dossier) : refuse('not-found')
}

const showPage = async (
  work: Work,
  ports: DossierPorts,
  language: PersonLanguage,
  token: string,
): Promise<Outcome<PageAnswer, string>> => {
  const own = await ownDossier(work)
  if (!own.ok) return own
  const about = await readAbout(work, ports, own.value, language)
  const entries = await readOwnLog(work, whoIsFrom(ports.reference.organisations), { limit: LOOKED_MAX * 3 })
  work.concerns(own.value.id, 'read-own-page')
  return accept({
    html: personPage({
      ...about,
      language,
      address: addressOf(token, language),
      otherAddress: addressOf(token, language === 'nl' ? 'en' : 'nl'),
      demonstration: ports.demonstration,
      looked: lookedLines(entries, language),
    }),
  })
}

const actOnPage = async (
  work: Work,
  ports: DossierPorts,
  language: PersonLanguage,
  token: string,
  form: Readonly<Record<string, string>>,
): Promise<Outcome<PageAnswer, string>> => {
  const own = await ownDossier(work)
  if (!own.ok) return own
  const back = accept({ seeOther: addressOf(token, language) })
  const { action, consentId = '', handoverId = '' } = form
  if (action === 'withdraw' && isUuid(consentId)) {
    const withdrawn = await withdrawConsent(work, consentId)
    return withdrawn.ok ? back : withdrawn
  }
  if (action === 'stop-handover' && isUuid(handoverId)) {
    const stopped = await moveHandover(work, handoverId, 'handover-stopped', 'she-says-no')
    return stopped.ok ? back : stopped
  }
  if (action === 'page-off') {
    await updateDossier(work, own.value.id, { pageOn: false })
    await work.record({
      slice: 'dossier',
      stream: own.value.id,
      kind: 'page-switched-off',
      happened: work.today,
      payload: { by: 'person' },
    })
    work.concerns(own.value.id, 'withdraw-own-page')
    return accept({ html: personPageOff(language, ports.demonstration) })
  }
  return refuse('bad-input')
}

type About = Pick<PersonView, 'agreed' | 'ahead' | 'contact'>

const readAbout = async (
  work: Work,
  ports: DossierPorts,
  dossier: Dossier,
  language: PersonLanguage,
): Promise<About> => {
  const { organisations, contactPoints } = ports.reference
  const consents = await standingConsents(work, dossier.id)
  const contact = contactOf(contactPoints, dossier.holder, language)
  return {
    agreed: consents.map((each) => agreedLine(each, organisations, language)),
    ahead: aheadOf((await handoversOf(work, [dossier.id]))[0], work),
    ...(contact ? { contact } : {}),
  }
}

const agreedLine = (consent: ConsentRead, organisations: readonly Organisation[], language: PersonLanguage) => ({
  consentId: consent.consentId,
  partner: neutralName(organisations, consent.partner, language),
  chapter: consent.chapter,
  until: consent.validUntil,
})

/** Where to call at the organisation that holds the dossier: a neutral word, because the directory's own says what this is about. */
const contactOf = (points: readonly ContactPoint[], holder: string, language: PersonLanguage): About['contact'] => {
  const own = points.filter((each) => each.organisation === holder)
  const point = own.find((each) => each.function === 'care-coordinator') ?? own[0]
  return point && { name: PERSON_WORDS[language].contactRole, phone: point.phone, reachable: point.reachable[language] }
}

const whoIsFrom =
  (organisations: readonly Organisation[]): WhoIs =>
  (id) =>
    organisations.find((each) => each.id === id)

/** What is ahead, from the last handover. */
export const aheadOf = (last: Handover | undefined, { today }: Pick<Work, 'today'>): Ahead => {
  if (!last) return { what: 'nothing' }
  const stage = shownStage(last, today)
  const what =
    stage === 'offered' || stage === 'seen' ? 'offered' : stage === 'accepted' || stage === 'landed' ? stage : 'nothing'
  return { what, ...(isUnfinished(stage) ? { stoppable: last.id } : {}) }
}

/** Names of care co-ordination and municipalities may stand on the page; a shelter, police and everything else is neutral. */
export const neutralName = (organisations: readonly Organisation[], id: string, language: PersonLanguage): string => {
  const found = organisations.find((each) => each.id === id)
  const words = PERSON_WORDS[language]
  if (found && (found.kind === 'care-coordination' || found.kind === 'municipality')) return found.name
  return found?.plane === 'care' ? words.somewhere : words.elsewhere
}

/** Who used the file and why, without her own visits: audit decides what may be shown and when (police and desks late and neutral). */
const lookedLines = (entries: readonly OwnLogEntry[], language: PersonLanguage): PersonView['looked'] => {
  const others = entries.filter((each) => each.role !== 'person')
  // What was done in an emergency is not pushed out by ordinary lines.
  const shown = new Set([...others.filter((each) => each.emergency), ...others].slice(0, LOOKED_MAX))
  return others
    .filter((each) => shown.has(each))
    .map((each) => ({
      day: each.neutral ? each.on.slice(0, 7) : each.on,
      who: each.who[language],
      what: each.act[language],
      why: each.purpose[language],
    }))
}
