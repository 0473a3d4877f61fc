/** What the co-ordinator does for the person's page: switching it on beside her and off, a new code, and the paper card. */
import { createLink, endLinks, setPageCode } from '../access/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import type { PersonLanguage } from '../words/person.ts'
import {
  CardFile,
  CardPath,
  CodeRenewed,
  DossierPath,
  PageSwitched,
  PaperCard,
  RenewCode,
  SwitchPage,
} from './dossier.schema.ts'
import { updateDossier } from './dossier.store.ts'
import { heldDossier, WORKERS } from './dossier-edge.routes.ts'
import { drawPaperCard } from './paper-card.page.ts'
import { type CardPart, paperCard } from './person.page.ts'
import { readAbout } from './person-about.store.ts'
import type { DossierPorts } from './ports.ts'

const tag = 'eigen pagina'
/** Long enough for the time between two talks, short enough for a lost phone. Proposed. */
const LINK_DAYS = 90

export const personRoutes = (ports: DossierPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/page-switches',
    operationId: 'switchPersonPage',
    answersOnce: true,
    summary: 'De eigen pagina van de persoon aan of uit zetten; aan alleen naast haar of hem, met een code',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01', stepUp: { field: 'on', is: [true] } },
    params: DossierPath,
    body: SwitchPage,
    answer: PageSwitched,
    refusals: ['not-found', 'not-the-holder', 'page-needs-her-beside', 'page-code-too-weak'],
    handle: async (work, { params, body }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'change' })
      if (!held.ok) return held
      if (body.on && body.besideHer !== true) return refuse('page-needs-her-beside')
      return switchPage(work, held.value.id, body.on, body.code)
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/page-codes',
    operationId: 'renewPageCode',
    answersOnce: true,
    summary: 'Een nieuwe code voor de eigen pagina, als de oude vergeten is of de pagina op slot zit',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01', stepUp: 'always' },
    params: DossierPath,
    body: RenewCode,
    answer: CodeRenewed,
    refusals: ['not-found', 'not-the-holder', 'page-is-off', 'page-code-too-weak'],
    handle: async (work, { params, body }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'change' })
      if (!held.ok) return held
      if (!held.value.pageOn) return refuse('page-is-off')
      const code = await setPageCode(work, held.value.id, body.code)
      if (!code.ok) return code
      await work.record({
        slice: 'dossier',
        stream: held.value.id,
        kind: 'page-code-renewed',
        happened: work.today,
        payload: { told: body.told },
      })
      work.concerns(held.value.id, 'renew-page-code')
      return accept({ pageOn: true, ...(code.value.made ? { code: code.value.made } : {}) })
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
      const parts = await readCard(work, ports, params)
      if (!parts.ok) return parts
      return accept({
        language: params.language,
        lines: parts.value.flatMap(({ title, lines }) => [title, ...lines]),
        parts: parts.value.map(({ title, lines }) => ({ title, lines: [...lines] })),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/paper-card-files/{language}',
    operationId: 'printPaperCard',
    summary: 'Dezelfde kaart als PDF, leesbaar voor een schermlezer',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01', stepUp: 'always' },
    params: CardPath,
    answer: CardFile,
    file: 'application/pdf',
    refusals: ['not-found', 'not-the-holder'],
    handle: async (work, { params }) => {
      const parts = await readCard(work, ports, params)
      if (!parts.ok) return parts
      const drawn = await drawPaperCard(parts.value, params.language, new Date(`${work.today}T00:00:00Z`))
      return accept({ name: 'overzicht.pdf', base64: drawn.toString('base64') })
    },
  }),
]

const readCard = async (
  work: Work,
  ports: DossierPorts,
  of: { readonly dossierId: string; readonly language: PersonLanguage },
): Promise<Outcome<readonly CardPart[], string>> => {
  const held = await heldDossier(work, of.dossierId, { act: 'see' })
  if (!held.ok) return held
  const about = await readAbout(work, ports, held.value, of.language)
  work.concerns(
    held.value.id,
    'note-paper-card',
    about.agreed.map((each) => each.chapter),
  )
  return accept(paperCard({ ...about, language: of.language }))
}

type Switched = { pageOn: boolean; token?: string; code?: string }

const switchPage = async (
  work: Work,
  dossierId: string,
  on: boolean,
  chosen: string | undefined,
): Promise<Outcome<Switched, string>> => {
  const code: Outcome<{ readonly made?: string }, string> = on ? await setPageCode(work, dossierId, chosen) : accept({})
  if (!code.ok) return code
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
    ...(code.value.made ? { code: code.value.made } : {}),
  })
}
