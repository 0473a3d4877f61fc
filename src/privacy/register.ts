/**
 * The register of processing (AVG art. 30(1)), generated: purposes from the sharing table, operations from the routes, how often from the
 * log. Nothing in it is typed twice. Pure; `register.store.ts` reads what it is given.
 */
import extra from '../../data/privacy/register.json' with { type: 'json' }
import type { Purposes, SharingPurpose } from '../access/index.ts'

export type People = 'victim' | 'worker' | 'third-person'
/** What an operation is called and which purpose it acts for; the list of routes gives them. */
export type Operation = { readonly operationId: string; readonly summary: string; readonly purpose: string }
/** How often the house acted for a purpose, and how often that was refused. */
export type ActedFor = {
  readonly purpose: string
  readonly done30: number
  readonly done365: number
  readonly refused30: number
  readonly refused365: number
}
export type Term = {
  readonly id: string
  readonly nl: string
  readonly en: string
  readonly years: number
  readonly article: string
  readonly certainty: string
}

export type RegisterInput = {
  readonly kind: string
  readonly purposes: Purposes
  readonly operations: readonly Operation[]
  readonly actedFor: readonly ActedFor[]
  /** Terms of keeping for this kind; undefined as long as nobody settled any. */
  readonly terms: readonly Term[] | undefined
}

export type Activity = {
  readonly id: string
  readonly nl: string
  readonly en: string
  /** A row of the sharing table, or a purpose of the installation itself. */
  readonly of: 'sharing-table' | 'installation'
  readonly roles: readonly ('sender' | 'receiver' | 'inside')[]
  readonly basis: string
  readonly certainty: readonly string[]
  readonly consent: string
  readonly note: string
  readonly classes: readonly string[]
  readonly people: readonly People[]
  /** Kinds that get something from this house for this purpose, and kinds that it gets something from. */
  readonly receivers: readonly string[]
  readonly sources: readonly string[]
  readonly operations: readonly Omit<Operation, 'purpose'>[]
  readonly counts: Omit<ActedFor, 'purpose'>
}
export type Prohibition = {
  readonly id: string
  readonly nl: string
  readonly en: string
  readonly basis: string
  readonly receivers: readonly string[]
}
export type Register = {
  readonly activities: readonly Activity[]
  /** Rows that say: these receivers get nothing. */
  readonly never: readonly Prohibition[]
  readonly terms: readonly Term[] | undefined
  /** Nothing goes outside the EU by itself: a handover abroad is an act of somebody, with her yes for that party (decision 0060). */
  readonly outsideEu: readonly string[]
  readonly measures: readonly {
    readonly id: string
    readonly nl: string
    readonly en: string
    readonly document: string
  }[]
}

const PEOPLE_OF: Readonly<Record<string, readonly string[]>> = extra.peopleOf
const PEOPLE: readonly People[] = ['victim', 'worker', 'third-person']

/** Of whom data of these classes are. A class that nobody has classed gives nobody: `registerFaults` names it. */
export const peopleOf = (classes: readonly string[]): readonly People[] =>
  PEOPLE.filter((each) => classes.some((one) => PEOPLE_OF[one]?.includes(each)))

const NO_ACTS = { done30: 0, done365: 0, refused30: 0, refused365: 0 }

/** The register of one house: every purpose that its kind may give or get for, or that is work inside it. */
export const registerOf = (input: RegisterInput): Register => {
  const counts = new Map(input.actedFor.map(({ purpose, ...each }) => [purpose, each]))
  const own = [...input.purposes.values()].filter(
    ({ senders, receivers }) => senders.includes(input.kind) || receivers.includes(input.kind),
  )
  return {
    activities: [
      ...own.filter(({ consent }) => consent !== 'never').map((each) => activityOf(each, input, counts)),
      ...extra.ownPurposes
        .filter(({ kinds }) => kinds.length === 0 || kinds.some((each) => each === input.kind))
        .map((each) => installationActivity(each, counts)),
    ],
    never: own
      .filter(({ consent }) => consent === 'never')
      .map(({ id, nl, en, basis, receivers }) => ({ id, nl, en, basis, receivers })),
    terms: input.terms,
    outsideEu: [],
    measures: extra.measures,
  }
}

type Counts = ReadonlyMap<string, Omit<ActedFor, 'purpose'>>

const activityOf = (purpose: SharingPurpose, { kind, operations }: RegisterInput, counts: Counts): Activity => {
  const { id, nl, en, scope, senders, receivers, basis, certainty, consent, note, classes } = purpose
  const [sends, gets] = [senders.includes(kind), receivers.includes(kind)]
  const roles =
    scope === 'inside'
      ? (['inside'] as const)
      : [...(sends ? ['sender' as const] : []), ...(gets ? ['receiver' as const] : [])]
  return {
    ...{ id, nl, en, of: 'sharing-table', roles, basis, certainty, consent, note, classes },
    people: peopleOf(classes),
    receivers: scope === 'across' && sends ? receivers : [],
    sources: scope === 'across' && gets ? senders : [],
    operations: operations
      .filter((each) => each.purpose === id)
      .map(({ operationId, summary }) => ({ operationId, summary })),
    counts: counts.get(id) ?? NO_ACTS,
  }
}

const installationActivity = (own: (typeof extra.ownPurposes)[number], counts: Counts): Activity => ({
  ...{
    id: own.id,
    nl: own.nl,
    en: own.en,
    of: 'installation',
    roles: ['inside'],
    basis: own.basis,
    certainty: [own.certainty],
  },
  ...{ consent: 'no', note: '', classes: [], receivers: [], sources: [], operations: [] },
  people: PEOPLE.filter((each) => own.people.includes(each)),
  counts: counts.get(own.id) ?? NO_ACTS,
})

/** Purposes of the installation itself: acted for, and in no sharing table. */
export const INSTALLATION_PURPOSES: readonly string[] = extra.ownPurposes.map(({ id }) => id)

/** What makes a register untrue: an operation or an act for a purpose that stands nowhere, a class of data that nobody has classed. */
export const registerFaults = (given: {
  readonly purposes: Purposes
  readonly operations: readonly Operation[]
  readonly actedFor: readonly string[]
}): readonly string[] => {
  const known = (purpose: string): boolean => given.purposes.has(purpose) || INSTALLATION_PURPOSES.includes(purpose)
  return [
    ...given.operations
      .filter(({ purpose }) => !known(purpose))
      .map(({ operationId, purpose }) => `${operationId} acts for ${purpose}, which is in no table of purposes`),
    ...given.actedFor
      .filter((purpose) => !known(purpose))
      .map((purpose) => `the log has acts for ${purpose}, which is in no table of purposes`),
    ...[...new Set([...given.purposes.values()].flatMap(({ classes }) => classes))]
      .filter((each) => PEOPLE_OF[each] === undefined)
      .map((each) => `data/privacy/register.json does not say of whom data of the class ${each} are`),
  ]
}
