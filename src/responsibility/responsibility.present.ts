/** What a reader gets of rules and verdicts: every code with its Dutch and English words, every sentence with its source. */
import type { Static } from 'typebox'
import { type Day, dayAt } from '../kernel/index.ts'
import {
  payerAnswerWords,
  positionGroundWords,
  refusalGroundWords,
  stepPartyWords,
  stepStateWords,
} from '../words/payer.ts'
import { routeFinderEn } from '../words/route-finder.en.ts'
import { type RouteFinderWords, routeFinderNl } from '../words/route-finder.nl.ts'
import { rulesEn } from '../words/rules.en.ts'
import { rulesNl } from '../words/rules.nl.ts'
import type { AboutMunicipality as About } from './about-municipality.ts'
import type { CarriedOver, PayerDays } from './carry-over.ts'
import type { Cost } from './cost.ts'
import { provisionalCarrier } from './decide-responsibility.ts'
import type { Dispute } from './dispute.ts'
import type { Facts } from './facts.ts'
import type { NamedMunicipality } from './name-municipality.ts'
import type { GapCount } from './named-gap.store.ts'
import type {
  AboutMunicipality,
  DisputeView,
  Page,
  PayerRequestView,
  Question,
  RuleList,
  RuleTrialAnswer,
  TrajectoryCostView,
  VerdictView,
} from './responsibility.schema.ts'
import {
  type KeptRuling,
  type KeptVerdict,
  keptVerdict,
  type NamedBed,
  type PayerRequest,
} from './responsibility.store.ts'
import type { RoutePage } from './route-advice.ts'
import { answersTo, type QuestionId } from './route-questions.ts'
import { isValidOn, type Rule, type Sentence, type Source } from './rule.ts'
import type { RuleExample } from './rule-examples.ts'
import type { NamedGap } from './rule-matters.ts'
import { sayCondition } from './say-condition.ts'
import type { TrajectoryCost } from './trajectory-cost.ts'
import { codesOf } from './truth-table.ts'

type Worded = { code: string; nl: string; en: string }
type Table =
  | 'bodies'
  | 'municipalities'
  | 'payers'
  | 'desks'
  | 'certainties'
  | 'termKinds'
  | 'states'
  | 'gaps'
  | 'letterKinds'
  | 'fields'
  | 'grades'

/** A code of one of the tables of words; a code that is no longer there is shown as it is. */
const worded = (table: Table, code: string): Worded => ({
  code,
  nl: said(routeFinderNl, table, code),
  en: said(routeFinderEn, table, code),
})
const said = (words: RouteFinderWords, table: Table, code: string): string => {
  const list: Readonly<Record<string, string>> = words[table]
  return list[code] ?? code
}

export const showQuestion = (question: QuestionId): Static<typeof Question> => {
  const [nl, en] = [routeFinderNl.questions[question], routeFinderEn.questions[question]]
  const answerNl: Readonly<Record<string, string>> = nl.answers
  const answerEn: Readonly<Record<string, string>> = en.answers
  return {
    question,
    nl: nl.question,
    en: en.question,
    whyNl: nl.why,
    whyEn: en.why,
    answers: [
      ...answersTo(question).map((code: string) => ({ code, nl: answerNl[code] ?? code, en: answerEn[code] ?? code })),
      { code: 'unknown', nl: routeFinderNl.unknown, en: routeFinderEn.unknown },
    ],
  }
}

const showSource = ({ name, where, article, textOf, readOn }: Source) => ({
  name,
  where,
  ...(article !== undefined && { article }),
  ...(textOf !== undefined && { textOf }),
  readDate: readOn,
})
const showSentence = ({ nl, en, certainty, sources }: Sentence) => ({
  nl,
  en,
  certainty: worded('certainties', certainty),
  sources: sources.map(showSource),
})
const showFields = (fields: readonly string[]) => fields.map((field) => worded('fields', field))

/** A ruling with the sentences of the rule in the version that spoke; a version that left the book shows its codes alone. */
const showRuling = (rules: readonly Rule[], ruling: KeptRuling) => {
  const rule = rules.find((each) => each.id === ruling.ruleId && each.version === ruling.ruleVersion)
  return {
    ruleId: ruling.ruleId,
    ruleVersion: ruling.ruleVersion,
    responsible: (rule?.responsible ?? []).map((body) => worded('bodies', body)),
    ...(rule && {
      title: showSentence(rule.title),
      step: showSentence(rule.step),
      payer: worded('payers', rule.payer),
      municipality: worded('municipalities', rule.municipality),
      state: worded('states', rule.state),
    }),
    because: showFields(ruling.because),
    missing: showFields(ruling.missing),
  }
}

const conditionLines = (rule: Rule) => {
  const [nl, en] = [sayCondition(rule.when, rulesNl), sayCondition(rule.when, rulesEn)]
  return nl.map((line, at) => ({ nl: line, en: en[at] ?? line }))
}

/** The whole book for whoever wants to read or check it: every version, its examples, and the named gaps. */
export const showRules = (
  rules: readonly Rule[],
  examples: readonly RuleExample[],
  gaps: readonly NamedGap[],
): Static<typeof RuleList> => ({
  rules: rules.map((rule) => ({
    ruleId: rule.id,
    ruleVersion: rule.version,
    validFromDate: rule.validFrom,
    ...(rule.validUntil && { validUntilDate: rule.validUntil }),
    state: worded('states', rule.state),
    ...(rule.agreed && { agreedBy: rule.agreed.by, agreedDate: rule.agreed.on }),
    certainty: worded('certainties', rule.certainty),
    title: showSentence(rule.title),
    condition: conditionLines(rule),
    responsible: rule.responsible.map((body) => worded('bodies', body)),
    municipality: worded('municipalities', rule.municipality),
    payer: worded('payers', rule.payer),
    step: showSentence(rule.step),
    ...(rule.term && { term: { days: rule.term.days, kind: worded('termKinds', rule.term.kind) } }),
    ...(rule.obstacle && { obstacle: showSentence(rule.obstacle) }),
    examples: examples
      .filter((each) => each.rule === rule.id && each.version === rule.version)
      .map(({ on, nl, en, facts, speaks }) => ({ onDate: on, nl, en, facts: { ...facts }, speaks })),
  })),
  gaps: gaps.map(({ id, nl, en }) => ({ code: id, nl, en })),
})

/** What every rule of a day answers to these facts. */
export const showTrial = (
  rules: readonly Rule[],
  gaps: readonly NamedGap[],
  facts: Facts,
  on: Day,
): Static<typeof RuleTrialAnswer> => {
  const codes = codesOf(facts)
  return {
    onDate: on,
    rules: rules
      .filter((rule) => isValidOn(rule, on))
      .map((rule) => {
        const { truth, missing } = rule.table().judge(codes)
        const { nl, en } = rule.title
        return { ruleId: rule.id, ruleVersion: rule.version, truth, nl, en, missing: showFields(missing) }
      }),
    namedGaps: gaps.map(({ id, nl, en }) => ({ code: id, nl, en })),
  }
}

/** Gaps with their words of today; a gap that the book no longer names keeps its code. */
export const showGapCounts = (counts: readonly GapCount[], gaps: readonly NamedGap[]) =>
  counts.map(({ gap, persons }) => {
    const named = gaps.find(({ id }) => id === gap)
    return { gap: named ? { code: gap, nl: named.nl, en: named.en } : worded('gaps', gap), persons }
  })

const showGap = (gap: { code: string; missing: readonly string[] }) => ({
  gap: worded('gaps', gap.code),
  missing: showFields(gap.missing),
})

export type PageContact = Static<typeof Page>['call'][number]['contacts'][number]

/** The one page of the route finder. `contactsOf` gives the numbers to call for a desk, none without a municipality. */
export const showPage = (
  page: RoutePage,
  rules: readonly Rule[],
  place: {
    readonly named?: NamedMunicipality
    readonly place?: Static<typeof AboutMunicipality>
    readonly contactsOf: (desk: RoutePage['call'][number]) => readonly PageContact[]
  },
): Static<typeof Page> => {
  const kept = keptVerdict(page)
  return {
    on: page.on,
    state: worded('states', page.state),
    ...(page.what && { what: showSentence(page.what) }),
    ...(page.certainty && { certainty: worded('certainties', page.certainty) }),
    responsible: (page.who?.responsible ?? []).map((body) => worded('bodies', body)),
    ...(page.who && {
      municipality: worded('municipalities', page.who.municipality),
      payer: worded('payers', page.who.payer),
    }),
    ...(place.named && { named: showNamed(place.named) }),
    ...(place.place && { place: place.place }),
    known: showFields(Object.keys(page.known)),
    assumed: showFields(Object.keys(page.assumed)),
    call: page.call.map((call) => ({ desk: worded('desks', call.desk), contacts: [...place.contactsOf(call)] })),
    today: page.today.map(showSentence),
    later: page.later.map(showSentence),
    never: page.never.map(showSentence),
    obstacles: page.obstacles.map(showSentence),
    letters: page.letters.map((kind) => worded('letterKinds', kind)),
    terms: page.terms.map((term) => ({
      ruleId: term.rule,
      what: showSentence(term.what),
      days: term.days,
      kind: worded('termKinds', term.kind),
    })),
    sources: page.sources.map(showSource),
    certain: kept.certain.map((ruling) => showRuling(rules, ruling)),
    possible: kept.possible.map((ruling) => showRuling(rules, ruling)),
    next: kept.next.map((ruling) => showRuling(rules, ruling)),
    ...(page.gap && { gap: showGap(page.gap) }),
    namedGaps: page.namedGaps.map(({ id, nl, en }) => ({ code: id, nl, en })),
    ...(page.provisional && { provisional: showSentence(page.provisional.sentence) }),
  }
}

const showNamed = ({ municipality, organiser }: NamedMunicipality) => ({
  municipality: { code: municipality.code, name: municipality.name },
  ...(organiser && { organiser: { code: organiser.code, name: organiser.name }, organiserGrade: organiser.grade }),
})

/** A municipality with its centres; `merged` when the code that came in was of one that merged into it. */
export const showAbout = (
  about: About,
  merged?: { readonly code: string; readonly name: string; readonly on: string },
): Static<typeof AboutMunicipality> => {
  const graded = ({ code, name, grade }: About['womenShelter']) => ({ code, name, grade: worded('grades', grade) })
  return {
    ...about,
    womenShelter: graded(about.womenShelter),
    homelessShelter: graded(about.homelessShelter),
    ...(merged && { merged: { code: merged.code, name: merged.name, mergedDate: merged.on } }),
  }
}

/** A verdict as it was given, with the words of today. Facts are shown to the organisation that gave them. */
export const showVerdict = (
  verdict: KeptVerdict,
  rules: readonly Rule[],
  reader: {
    readonly facts?: Readonly<Record<string, string>>
    readonly isAsker: boolean
    readonly place?: Static<typeof AboutMunicipality>
  },
): Static<typeof VerdictView> => ({
  id: verdict.id,
  dossierId: verdict.dossier,
  decidedDate: verdict.decidedOn,
  rulesVersion: verdict.rulesVersion,
  state: worded('states', verdict.state),
  certain: verdict.certain.map((ruling) => showRuling(rules, ruling)),
  possible: verdict.possible.map((ruling) => showRuling(rules, ruling)),
  next: verdict.next.map((ruling) => showRuling(rules, ruling)),
  ...(verdict.gap && { gap: showGap(verdict.gap) }),
  ...(verdict.provisional && { provisional: showSentence(provisionalCarrier(rules, verdict.decidedOn).sentence) }),
  ...(verdict.municipalityCode && { municipalityCode: verdict.municipalityCode }),
  ...(verdict.payerMunicipalityCode && { payerMunicipalityCode: verdict.payerMunicipalityCode }),
  ...(reader.place && { place: reader.place }),
  ...(reader.facts && { facts: { ...reader.facts } }),
  abilities: reader.isAsker ? ['ask-payer'] : [],
})

export const showCost = ({ cents, per, from, until }: Cost) => ({
  ...{ amountCents: cents, per, fromDate: from },
  ...(until && { untilDate: until }),
})

/** What may be done with a question now: the payer answers, who asked takes it back or gives out its link. */
const abilitiesOf = (request: PayerRequest, reader: PayerReader): string[] => {
  if (request.answer || request.withdrawnAt) return []
  return [
    ...(request.payer === reader.organisation ? ['answer-payer-request'] : []),
    ...(request.asker === reader.organisation && reader.asks ? ['withdraw-payer-request', 'make-payer-link'] : []),
  ]
}

/** Who reads: a house, whether in a function that asks payers, and on which day. */
export type PayerReader = {
  readonly organisation: string
  readonly asks: boolean
  readonly today: Day
  /** Since when each question has a link that still opens; row security shows those of this house alone. */
  readonly linksSince: ReadonlyMap<string, string>
}

const linkSinceOf = (request: PayerRequest, { linksSince }: PayerReader) => {
  const linkSince = linksSince.get(request.id)
  return linkSince && !request.answer && !request.withdrawnAt ? { linkSince } : {}
}

export const showPayerRequest = (request: PayerRequest, reader: PayerReader): Static<typeof PayerRequestView> => ({
  id: request.id,
  verdictId: request.verdict,
  dossierId: request.dossier,
  askerOrganisationId: request.asker,
  payerOrganisationId: request.payer,
  askedAt: request.askedAt.toISOString(),
  ...(request.cost && { cost: showCost(request.cost) }),
  ...(request.bed && { bed: showBed(request.bed, request.asker === reader.organisation) }),
  ...(request.answerBy && {
    answerBy: request.answerBy,
    overdue: !request.answer && !request.withdrawnAt && request.answerBy < reader.today,
  }),
  ...(request.answer && { answer: { code: request.answer, ...payerAnswerWords[request.answer] } }),
  ...(request.ground && { ground: { code: request.ground, ...refusalGroundWords[request.ground] } }),
  ...(request.answeredAt && { answeredAt: request.answeredAt.toISOString() }),
  ...(request.answeredBy && { answeredBy: request.answeredBy }),
  ...(request.answeredAt && request.cost && { beforeArrival: dayAt(request.answeredAt) <= request.cost.from }),
  ...(request.withdrawnAt && { withdrawnAt: request.withdrawnAt.toISOString() }),
  ...linkSinceOf(request, reader),
  abilities: abilitiesOf(request, reader),
})

/** By which both sides tell this bed from another: of the asking, and so of no house. */
export const bedReference = ({ placeRequest }: NamedBed): string => placeRequest.slice(0, BED_LETTERS).toUpperCase()
const BED_LETTERS = 8
const showBed = (bed: NamedBed, isAsker: boolean) => ({
  ...{ reference: bedReference(bed), promisedDate: bed.promisedOn },
  ...(isAsker && { placeRequestId: bed.placeRequest }),
})

export const showTrajectoryCost = (cost: TrajectoryCost, upTo: Day): Static<typeof TrajectoryCostView> => ({
  upToDate: upTo,
  payers: cost.payers.map(({ party, standing, from, until, centsSoFar, centsInAll }) => ({
    ...{ partyOrganisationId: party, standing, fromDate: from, centsSoFar },
    ...(until && { untilDate: until }),
    ...(centsInAll !== undefined && { centsInAll }),
  })),
  ...{ promisedCents: cost.promisedSoFar, notPromisedCents: cost.notPromisedSoFar, daysTwice: cost.daysTwice },
  abilities: [],
})

const showDays = ({ party, from, until }: PayerDays) => ({
  partyOrganisationId: party,
  fromDate: from,
  untilDate: until,
})
export const showTransfers = (over: CarriedOver | undefined) =>
  (over?.transfers ?? []).map(({ from, to, days, cents }) => ({
    ...{ fromOrganisationId: from, toOrganisationId: to, days, cents },
  }))

/** A dispute as both its parties read it: who relies on what, which step is due, and what was settled. */
export const showDispute = (
  dispute: Dispute,
  rules: readonly Rule[],
  over: CarriedOver | undefined,
): Static<typeof DisputeView> => ({
  sinceDate: dispute.since,
  positions: dispute.positions.map(({ party, holds, ground, ruleId, on }) => {
    const rule = rules.find(({ id }) => id === ruleId)
    return {
      ...{ partyOrganisationId: party, holdsOrganisationId: holds, saidDate: on },
      ground: { code: ground, ...positionGroundWords[ground] },
      ...(ruleId && { rule: { ruleId, ...(rule && { title: showSentence(rule.title) }) } }),
    }
  }),
  steps: dispute.steps.map(({ step, row, taken, due, overdue }) => ({
    ...{ step, sentence: row.sentence, days: row.days, overdue },
    who: { code: row.who, ...(stepPartyWords[row.who] ?? { nl: row.who, en: row.who }) },
    state: { code: row.kind, ...(stepStateWords[row.kind] ?? { nl: row.kind, en: row.kind }) },
    sources: row.sources.map(({ name, text_of, read_on }) => ({ name, textOf: text_of, readDate: read_on })),
    ...(due && { dueDate: due }),
    ...(taken && { takenDate: taken }),
  })),
  ...(dispute.settlement && {
    settlement: {
      decidedDate: dispute.settlement.on,
      carriedBy: dispute.settlement.carried.map(showDays),
      paysBy: dispute.settlement.pays.map(showDays),
      ...(over && { totalCents: over.totalCents }),
      transfers: showTransfers(over),
    },
  }),
})
