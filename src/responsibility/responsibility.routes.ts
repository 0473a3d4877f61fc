/** The HTTP edge of responsibility: the public route finder, verdicts on a dossier, and the rules to read and try; payers stand in payer.routes.ts. */
import {
  type PlacedMunicipality,
  type PlacingRefusal,
  parseMunicipalityCode,
  placeMunicipality,
  type Reference,
  whoToCall,
} from '../directory/index.ts'
import type { Day, Outcome, WorkFunction } from '../kernel/index.ts'
import { accept, closedQuarters, dayAt, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { routeFinderNl } from '../words/route-finder.nl.ts'
import { aboutMunicipality } from './about-municipality.ts'
import { contactsOfDesk } from './call-desk.ts'
import { decideResponsibility, type Verdict } from './decide-responsibility.ts'
import { disputeRoutes } from './dispute.routes.ts'
import { EXAMPLES } from './example-book.ts'
import { readFacts } from './facts.ts'
import { keptBlanks } from './kept-blank.ts'
import { drawLetter } from './letter-file.page.ts'
import { blankLetter } from './letter-text.ts'
import { GAPS, MATTERS } from './matter-book.ts'
import {
  type FindMunicipality,
  type NamedMunicipality,
  nameMunicipality,
  type Whereabouts,
} from './name-municipality.ts'
import { countGaps, gapCounts } from './named-gap.store.ts'
import { gapsOf } from './named-gap.ts'
import { type PromisedBed, payerRoutes } from './payer.routes.ts'
import {
  type PageContact,
  showAbout,
  showGapCounts,
  showPage,
  showQuestion,
  showRules,
  showTrial,
  showVerdict,
} from './responsibility.present.ts'
import {
  DossierParams,
  LetterFile,
  LetterParams,
  ListQuery,
  NamedGapCounts,
  NewVerdict,
  QuarterQuery,
  RouteAdviceStep,
  RuleList,
  RuleTrial,
  RuleTrialAnswer,
  type SHELTER_KINDS,
  Step,
  VerdictList,
  VerdictMade,
  VerdictParams,
  VerdictView,
} from './responsibility.schema.ts'
import {
  findVerdict,
  insertVerdict,
  keptVerdict,
  listVerdicts,
  openVerdictFacts,
  rulesVersionOf,
} from './responsibility.store.ts'
import { type Call, routeAdvice } from './route-advice.ts'
import { type Answers, nextQuestion, QUESTIONS_MAX, readAnswers } from './route-questions.ts'
import type { Payer } from './rule.ts'
import { RULES } from './rule-book.ts'
import { gapsFor } from './rule-matters.ts'
import { inUrgency } from './rule-order.ts'

/** What responsibility must ask others; bound in wiring.ts (decision 16). */
export type ResponsibilityPorts = {
  readonly reference: Reference
  /** May this organisation work on the dossier: does row security show it? */
  readonly seesDossier: (work: Work, dossier: string) => Promise<boolean>
  /** The bed that was promised to a request for a place of the own house; undefined when there is none. */
  readonly promisedBed: (work: Work, placeRequestId: string) => Promise<PromisedBed | undefined>
}

const ASKERS: readonly WorkFunction[] = ['care-coordinator', 'wmo-desk']
const asker = { kind: 'signed-in', functions: ASKERS, purpose: 'W01' } as const
const askerOrPayer = { kind: 'signed-in', functions: [...ASKERS, 'payer'], purpose: 'W01' } as const
const TAG = 'verantwoordelijkheid'
const limitOf = (query: { readonly limit?: string | undefined }): number => Number(query.limit ?? 50)

const routeFinder = ({ reference }: ResponsibilityPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/route-questions',
    operationId: 'readFirstQuestion',
    summary: 'De eerste vraag van de routewijzer',
    tag: 'routewijzer',
    access: { kind: 'public' },
    answer: Step,
    refusals: [],
    handlePublic: async ({ now }) => accept(stepFor({}, dayAt(now), { contactsOf: () => [] })),
  }),
  route({
    method: 'POST',
    path: '/route-advice-steps',
    operationId: 'takeRouteStep',
    summary: 'De volgende vraag, of de bladzijde waar de routewijzer op uitkomt; er kan geen naam in',
    tag: 'routewijzer',
    access: { kind: 'public' },
    body: RouteAdviceStep,
    answer: Step,
    refusals: ['municipality-unknown', 'municipality-split', 'answer-not-known'],
    handlePublic: async ({ now }, { body }) => {
      const answers = readAnswers(body.answers)
      if (Object.keys(answers).length !== Object.keys(body.answers).length) return refuse('answer-not-known')
      const { municipalityCode } = body
      const placed =
        municipalityCode === undefined ? undefined : placeMunicipality(reference.municipalities, municipalityCode)
      if (placed && !placed.ok) return placed
      const on = dayAt(now)
      return accept(stepFor(answers, on, placeOf(reference, answers, on, placed?.value)))
    },
  }),
]

/** The rules themselves, for everybody: to read, and to try on a situation without a person. */
const ruleReading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rules',
    operationId: 'listRules',
    summary: 'Alle regels met stand, bron, geldigheid en voorbeelden, en wat zij openlaten',
    tag: 'regels',
    access: { kind: 'public' },
    answer: RuleList,
    refusals: [],
    handlePublic: async () => accept(showRules(RULES, EXAMPLES, GAPS)),
  }),
  route({
    method: 'POST',
    path: '/rule-trials',
    operationId: 'tryRules',
    summary: 'Wat elke regel op een dag zegt van een situatie; er kan geen naam in en er wordt niets bewaard',
    tag: 'regels',
    access: { kind: 'public' },
    body: RuleTrial,
    answer: RuleTrialAnswer,
    refusals: ['fact-not-known', 'too-many-facts'],
    handlePublic: async ({ now }, { body }) => {
      const facts = readFacts(body.facts)
      if (!facts.ok) return facts
      const on = (body.onDate === undefined ? undefined : parseDay(body.onDate)) ?? dayAt(now)
      return accept(showTrial(RULES, gapsFor({ matters: MATTERS, gaps: GAPS }, facts.value), facts.value, on))
    },
  }),
]

const blankOf = keptBlanks((letter, on) =>
  drawLetter(blankLetter(letter, routeFinderNl.letters), new Date(`${on}T00:00:00Z`)),
)

/** The letters that the route finder offers, with blanks where somebody will write. */
const letterBlanks: readonly Route[] = [
  route({
    method: 'GET',
    path: '/letter-blanks/{letter}',
    operationId: 'readLetterBlank',
    summary: 'Een brief van de routewijzer om in te vullen, als PDF die een schermlezer leest; zonder iemands gegevens',
    tag: 'routewijzer',
    access: { kind: 'public' },
    params: LetterParams,
    answer: LetterFile,
    file: 'application/pdf',
    refusals: [],
    handlePublic: async ({ now }, { params: { letter } }) =>
      accept({ name: `${letter}.pdf`, base64: (await blankOf(letter, dayAt(now))).toString('base64') }),
  }),
]

type PlaceOnPage = Parameters<typeof showPage>[2]

const stepFor = (answers: Answers, on: Day, place: PlaceOnPage) => {
  const question = nextQuestion(RULES, answers, on)
  const counts = { asked: Object.keys(answers).length, askedMax: QUESTIONS_MAX }
  if (question) return { question: showQuestion(question), ...counts }
  return { page: showPage(routeAdvice(RULES, answers, on), RULES, place), ...counts }
}

// Without a municipality the page says which desks to call; with one it says their numbers.
const placeOf = (
  reference: Reference,
  answers: Answers,
  on: Day,
  given: PlacedMunicipality | undefined,
): PlaceOnPage => {
  const code = given && parseMunicipalityCode(given.municipality.code)
  if (!code) return { contactsOf: () => [] }
  const { who } = routeAdvice(RULES, answers, on)
  const whereabouts = { turnedTo: code, found: code, stay: code }
  const named = who && nameMunicipality(who, whereabouts, 'homeless-shelter', findIn(reference))
  return {
    ...(named?.ok && { named: named.value }),
    ...shownPlace(reference, code, given.merged),
    contactsOf: (call) => contactsFor(reference, call, code, on),
  }
}

const shownPlace = (reference: Reference, code: string | undefined, merged?: PlacedMunicipality['merged']) => {
  const about = code === undefined ? undefined : aboutMunicipality(reference, code)
  return about ? { place: showAbout(about, merged) } : {}
}

const contactsFor = (
  reference: Reference,
  call: Call,
  code: NonNullable<ReturnType<typeof parseMunicipalityCode>>,
  on: Day,
): readonly PageContact[] => {
  const found = call.subjects.flatMap((subject) => {
    const answer = whoToCall(reference, code, subject, on)
    return answer.ok ? answer.value.contacts : []
  })
  const distinct = new Map(contactsOfDesk(call.desk, found).map((contact) => [contact.contactPoint.id, contact]))
  return [...distinct.values()].map(({ organisation, contactPoint, grade }) => ({
    organisationId: organisation.id,
    organisationName: organisation.name,
    holderNl: contactPoint.holder.nl,
    holderEn: contactPoint.holder.en,
    phone: contactPoint.phone,
    mail: contactPoint.mail,
    grade,
  }))
}

const findIn =
  (reference: Reference): FindMunicipality =>
  (code) =>
    reference.municipalities.find((each) => each.code === code)

const verdictRoutes = (ports: ResponsibilityPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/verdicts',
    operationId: 'decideResponsibility',
    summary: 'De regels vragen wie verantwoordelijk is en wie betaalt, met de feiten als codes',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: NewVerdict,
    answer: VerdictMade,
    status: 201,
    refusals: ['not-found', 'fact-not-known', 'too-many-facts', 'municipality-unknown', 'municipality-split'],
    handle: async (work, { params: { dossierId }, body }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      const whereabouts = placedWhereabouts(ports.reference, body.whereabouts)
      if (!whereabouts.ok) return whereabouts
      const facts = readFacts(body.facts)
      if (!facts.ok) return facts
      work.concerns(dossierId, 'responsibility-decided', ['residence', 'shelter'])
      const verdict = decideResponsibility(RULES, facts.value, work.today)
      const named = nameFor(verdict, whereabouts.value, body.shelterKind, findIn(ports.reference))
      const id = work.newId()
      const disputed = facts.value.dispute === 'yes'
      await recordVerdict(work, {
        id,
        dossier: dossierId,
        verdict,
        facts: body.facts,
        disputed,
        ...(named && { named }),
      })
      await countGaps(work, dossierId, gapsOf(verdict, facts.value))
      const ruleIds = verdict.certain.map(({ rule }) => rule.id)
      return accept({ id, ruleIds, ...(named && { municipalityCode: named.municipality.code }) })
    },
  }),
  route({
    method: 'GET',
    path: '/verdicts/{verdictId}',
    operationId: 'readVerdict',
    summary: 'Een uitkomst van de regels, met bronnen en wat er nog ontbreekt',
    tag: TAG,
    access: askerOrPayer,
    params: VerdictParams,
    answer: VerdictView,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      const verdict = await findVerdict(work, params.verdictId)
      if (!verdict) return refuse('not-found')
      work.concerns(verdict.dossier, 'verdict-read', ['residence', 'shelter'])
      const facts = await openVerdictFacts(work, verdict.id)
      return accept(
        showVerdict(verdict, RULES, {
          isAsker: isAsker(work, verdict),
          ...(facts && { facts }),
          ...shownPlace(ports.reference, verdict.municipalityCode),
        }),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/verdicts',
    operationId: 'listVerdicts',
    summary: 'Uitkomsten van de regels voor dit dossier, nieuwste eerst',
    tag: TAG,
    access: asker,
    params: DossierParams,
    query: ListQuery,
    answer: VerdictList,
    refusals: ['not-found'],
    handle: async (work, { params: { dossierId }, query }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'verdicts-read', ['residence', 'shelter'])
      const verdicts = await listVerdicts(work, dossierId, limitOf(query))
      return accept({
        verdicts: verdicts.map((verdict) =>
          showVerdict(verdict, RULES, {
            isAsker: isAsker(work, verdict),
            ...shownPlace(ports.reference, verdict.municipalityCode),
          }),
        ),
        abilities: ['decide-responsibility'],
      })
    },
  }),
]

/** Two years back, as the other figures of quarters. */
const QUARTERS = 8

/** What the rules leave open, counted for the national desk. */
const gapRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/named-gaps',
    operationId: 'readNamedGaps',
    summary:
      'In welke gaten van de regels uitkomsten vielen, als aantal personen in vijftallen, van een gesloten kwartaal',
    tag: 'regels',
    access: { kind: 'signed-in', functions: ['contact-desk-officer', 'analyst'], purpose: 'D28' },
    query: QuarterQuery,
    answer: NamedGapCounts,
    refusals: ['quarter-not-closed'],
    handle: async (work, { query }) => {
      const quarters = closedQuarters(work.now, QUARTERS)
      const quarter = query.quarter ?? quarters[0] ?? ''
      if (!quarters.includes(quarter)) return refuse('quarter-not-closed')
      return accept({ quarter, quarters: [...quarters], gaps: showGapCounts(await gapCounts(work, quarter), GAPS) })
    },
  }),
]

const isAsker = (work: Work, { organisation }: { readonly organisation: string }): boolean =>
  organisation === work.claim.organisation && work.claim.function !== 'payer'

/** Where somebody is and was, by the municipalities of today; a code that leads to none is refused. */
const placedWhereabouts = (
  reference: Reference,
  given: { readonly [K in keyof Whereabouts]?: string | undefined } = {},
): Outcome<Whereabouts, PlacingRefusal> => {
  const placed: Record<string, string> = {}
  for (const [where, code] of Object.entries(given)) {
    if (code === undefined) continue // a field that was sent as undefined is absent
    const found = placeMunicipality(reference.municipalities, code)
    if (!found.ok) return found
    placed[where] = found.value.municipality.code
  }
  return accept(placed)
}

/** The first certain rule, in the order of urgency, that means a municipality which can be named from what is known. */
const nameFor = (
  verdict: Verdict,
  whereabouts: Whereabouts,
  kind: (typeof SHELTER_KINDS)[number],
  find: FindMunicipality,
): (NamedMunicipality & { readonly payer: Payer }) | undefined => {
  const rules = inUrgency(
    verdict.certain.map(({ rule }) => rule),
    MATTERS.orders,
  )
  for (const rule of rules) {
    const named = nameMunicipality(rule, whereabouts, kind, find)
    if (named.ok) return { ...named.value, payer: rule.payer }
  }
  return undefined
}

/** Payers that are a municipality; the others (state, insurer, COA) have no municipality to name. */
const MUNICIPAL_PAYERS: readonly Payer[] = [
  ...(['centre-municipality', 'municipality-of-residence', 'municipality-of-domicile'] as const),
  ...(['that-municipality', 'same-municipality', 'receiving-municipality'] as const),
]

const recordVerdict = async (
  work: Work,
  given: {
    readonly id: string
    readonly dossier: string
    readonly verdict: Verdict
    readonly facts: Readonly<Record<string, string>>
    readonly disputed: boolean
    readonly named?: NamedMunicipality & { readonly payer: Payer }
  },
): Promise<void> => {
  const { id, dossier, verdict, named } = given
  const payer =
    named && MUNICIPAL_PAYERS.includes(named.payer) ? (named.organiser ?? named.municipality).code : undefined
  const rulesVersion = rulesVersionOf(RULES)
  await insertVerdict(work, {
    id,
    dossier,
    decidedOn: verdict.on,
    rulesVersion,
    ...keptVerdict(verdict),
    ...(named && { municipalityCode: named.municipality.code }),
    ...(payer && { payerMunicipalityCode: payer }),
  })
  const fact = { slice: 'responsibility', stream: id, happened: work.today } as const
  // The facts of a person are sealed; what lies open are the ids of rules.
  await work.record({
    ...fact,
    kind: 'verdict-given',
    chapter: 'residence',
    payload: { dossierId: dossier, rulesVersion },
    personal: { facts: given.facts },
  })
  if (named && !given.disputed) {
    const ruleIds = verdict.certain.map(({ rule }) => rule.id)
    await work.record({
      ...fact,
      kind: 'responsibility-named',
      payload: { dossierId: dossier, municipalityCode: named.municipality.code, ruleIds },
    })
  }
  if (given.disputed && verdict.provisional) {
    await work.record({
      ...fact,
      kind: 'provisional-carrier-named',
      payload: { dossierId: dossier, carrier: verdict.provisional.carrier },
    })
  }
}

/** All routes of responsibility. */
export const responsibilityRoutes = (ports: ResponsibilityPorts): readonly Route[] => [
  ...routeFinder(ports),
  ...ruleReading,
  ...letterBlanks,
  ...verdictRoutes(ports),
  ...gapRoutes,
  ...payerRoutes(ports),
  ...disputeRoutes(ports),
]
