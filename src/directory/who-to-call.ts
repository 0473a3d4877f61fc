/**
 * Who do I call? For a municipality and a subject, the contacts to try in order, each with why it stands there and how
 * sure that is. A step of the route that nobody fills is answered with a named hole, never skipped in silence.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import {
  type Grade,
  type Municipality,
  type MunicipalityCode,
  type ShelterKind,
  shelterRegionOf,
  type Territory,
} from './municipality.ts'
import {
  type ContactFunction,
  type ContactPoint,
  isValidOn,
  type Organisation,
  type OrganisationKind,
} from './organisation.ts'

/** What the question is about. None of them names or describes a person. */
export const SUBJECTS = [
  'victim-found',
  'shelter-woman',
  'shelter-man',
  'labour-exploitation',
  'criminal-complaint',
  'unaccompanied-minor',
  'legal-aid',
  'interpreter',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** Why a contact stands in the list; the words for it stand with the reader. */
export const CALL_STEPS = [
  'own-focal-officer',
  'region-care-coordinator',
  'own-wmo-desk',
  'women-shelter-centre',
  'homeless-shelter-centre',
  'labour-authority',
  'police-unit-avim',
  'guardian',
  'legal-aid',
  'interpreter',
  'national-helpdesk',
] as const
export type CallStep = (typeof CALL_STEPS)[number]

/** What is missing where a step finds nobody. */
export const HOLE_CODES = [
  'no-focal-officer',
  'no-care-coordinator',
  'no-wmo-desk',
  'no-labour-authority-desk',
  'no-avim-desk',
  'no-guardian-desk',
  'no-legal-aid-desk',
  'no-interpreter-desk',
  'no-national-helpdesk',
] as const
export type HoleCode = (typeof HOLE_CODES)[number]

export type CallContact = {
  readonly step: CallStep
  readonly grade: Grade
  /** The municipality or region for which this contact is the one to call. */
  readonly territory: Territory
  readonly organisation: Organisation
  readonly contactPoint: ContactPoint
}

export type Hole = {
  readonly step: CallStep
  readonly code: HoleCode
  readonly territory: Territory
  /** The last day on which somebody filled it; absent when nobody ever did. */
  readonly lastFilled?: Day
}

export type WhoToCall = {
  readonly municipality: MunicipalityCode
  readonly subject: Subject
  readonly on: Day
  readonly contacts: readonly [CallContact, ...CallContact[]]
  readonly holes: readonly Hole[]
}

/** Agreed between two: where nobody of this territory does the step, who does it in the other municipality is called (holes.ts). */
export type Arrangement = {
  readonly step: CallStep
  readonly territory: Territory
  readonly with: MunicipalityCode
}

/** What the question needs of the reference data. */
export type Directory = {
  readonly municipalities: readonly Municipality[]
  readonly organisations: readonly Organisation[]
  readonly contactPoints: readonly ContactPoint[]
  readonly arrangements?: readonly Arrangement[]
}

/**
 * The route per subject. The care co-ordinator comes before the desk that pays, and every route ends at the helpdesk of
 * CoMensha, which covers the regions without a co-ordinator. The own Wmo desk stands where shelter is near because urgent
 * shelter is decided at once by the college where somebody turns up (Wmo 2015 art. 2.3.3); a man's shelter is organised
 * by the centre for homeless shelter. Investigators stand only where the question is about a complaint or about work.
 */
export const ROUTES: Readonly<Record<Subject, readonly CallStep[]>> = {
  'victim-found': ['own-focal-officer', 'region-care-coordinator', 'women-shelter-centre', 'national-helpdesk'],
  'shelter-woman': [
    'own-focal-officer',
    'region-care-coordinator',
    'own-wmo-desk',
    'women-shelter-centre',
    'national-helpdesk',
  ],
  'shelter-man': [
    'own-focal-officer',
    'region-care-coordinator',
    'own-wmo-desk',
    'homeless-shelter-centre',
    'national-helpdesk',
  ],
  'labour-exploitation': [
    'own-focal-officer',
    'region-care-coordinator',
    'own-wmo-desk',
    'labour-authority',
    'national-helpdesk',
  ],
  'criminal-complaint': ['own-focal-officer', 'region-care-coordinator', 'police-unit-avim', 'national-helpdesk'],
  'unaccompanied-minor': ['own-focal-officer', 'guardian', 'region-care-coordinator', 'national-helpdesk'],
  'legal-aid': ['region-care-coordinator', 'legal-aid', 'national-helpdesk'],
  interpreter: ['region-care-coordinator', 'interpreter', 'national-helpdesk'],
}

type StepRule = {
  readonly kind: OrganisationKind
  readonly function: ContactFunction
  readonly hole: HoleCode
  readonly placed: (municipality: Municipality) => { readonly territory: Territory; readonly grade: Grade }
}

const itself = (of: Municipality) => ({ territory: of.code, grade: 'A' as const })
const country = () => ({ territory: 'NL' as const, grade: 'A' as const })
const centre = (kind: ShelterKind) => (of: Municipality) => ({
  territory: of.centres[kind].municipality,
  grade: of.centres[kind].grade,
})

/** Where each step looks. Care co-ordination follows the regions of women's shelter, whoever the victim is. */
const STEP_RULES: Readonly<Record<CallStep, StepRule>> = {
  'own-focal-officer': {
    kind: 'municipality',
    function: 'focal-officer',
    hole: 'no-focal-officer',
    placed: itself,
  },
  'own-wmo-desk': { kind: 'municipality', function: 'wmo-desk', hole: 'no-wmo-desk', placed: itself },
  'region-care-coordinator': {
    kind: 'care-coordination',
    function: 'care-coordinator',
    hole: 'no-care-coordinator',
    placed: (of) => ({
      territory: shelterRegionOf('women-shelter', of.centres['women-shelter'].municipality),
      grade: of.centres['women-shelter'].grade,
    }),
  },
  'women-shelter-centre': {
    kind: 'municipality',
    function: 'wmo-desk',
    hole: 'no-wmo-desk',
    placed: centre('women-shelter'),
  },
  'homeless-shelter-centre': {
    kind: 'municipality',
    function: 'wmo-desk',
    hole: 'no-wmo-desk',
    placed: centre('homeless-shelter'),
  },
  'labour-authority': {
    kind: 'labour-authority',
    function: 'investigation-desk',
    hole: 'no-labour-authority-desk',
    placed: country,
  },
  'police-unit-avim': {
    kind: 'police-avim',
    function: 'avim-desk',
    hole: 'no-avim-desk',
    placed: (of) => ({ territory: of.policeUnit, grade: 'A' }),
  },
  guardian: { kind: 'nidos', function: 'guardian-desk', hole: 'no-guardian-desk', placed: country },
  'legal-aid': { kind: 'legal-aid', function: 'legal-aid-desk', hole: 'no-legal-aid-desk', placed: country },
  interpreter: {
    kind: 'interpreter-service',
    function: 'interpreter-desk',
    hole: 'no-interpreter-desk',
    placed: country,
  },
  'national-helpdesk': { kind: 'comensha', function: 'helpdesk', hole: 'no-national-helpdesk', placed: country },
}

/**
 * The contacts of a subject's route for this municipality on this day, in the order to try them, and the holes in it.
 * The same desk is named once, at its first step. Refuses a code that is no municipality of the directory, and a day on
 * which nobody at all can be called (before the directory begins).
 *
 * `whoToCall(directory, landsmeer, 'shelter-man', day('2026-11-16'))`
 */
export const whoToCall = (
  directory: Directory,
  municipalityCode: MunicipalityCode,
  subject: Subject,
  on: Day,
): Outcome<WhoToCall, 'municipality-unknown' | 'nobody-to-call'> => {
  const municipality = directory.municipalities.find(({ code }) => code === municipalityCode)
  if (!municipality) return refuse('municipality-unknown')
  const answers = ROUTES[subject].map((step) => takeStep(directory, municipality, step, on))
  const [first, ...others] = namedOnce(answers.flatMap(({ contacts }) => contacts))
  if (!first) return refuse('nobody-to-call', { municipality: municipality.code, on })
  const holes = answers.flatMap(({ hole }) => (hole ? [hole] : []))
  return accept({ municipality: municipality.code, subject, on, contacts: [first, ...others], holes })
}

/** Who fills one step of a route for this municipality on this day, or the hole. */
export type StepAnswer = { readonly contacts: readonly CallContact[]; readonly hole?: Hole }

export const takeStep = (directory: Directory, municipality: Municipality, step: CallStep, on: Day): StepAnswer => {
  const rule = STEP_RULES[step]
  const { territory, grade } = rule.placed(municipality)
  const fillings = fillingsOf(directory, rule, territory)
  const arranged = (directory.arrangements ?? [])
    .filter((each) => each.step === step && each.territory === territory)
    .flatMap((each) => fillingsOf(directory, rule, each.with))
  for (const from of [fillings, arranged]) {
    const contacts = from
      .filter(
        ({ organisation, contactPoint }) => isValidOn(organisation.valid, on) && isValidOn(contactPoint.valid, on),
      )
      .map((filling) => ({ step, grade, territory, ...filling }))
    if (contacts.length > 0) return { contacts }
  }
  const lastFilled = lastDayFilled(fillings, on)
  return { contacts: [], hole: { step, code: rule.hole, territory, ...(lastFilled ? { lastFilled } : {}) } }
}

/** The territory in which a step looks for this municipality, and how sure that is. */
export const placeOfStep = (step: CallStep, municipality: Municipality) => STEP_RULES[step].placed(municipality)

type Filling = { readonly organisation: Organisation; readonly contactPoint: ContactPoint }

/** Everybody who ever fills the step here, whatever the day. */
const fillingsOf = (directory: Directory, { kind, function: of }: StepRule, territory: Territory): readonly Filling[] =>
  fillingsIn(directory).get(placeOf(kind, of, territory)) ?? []

// The whole map asks every task of every municipality: who fills what where is worked out once for a directory, which nobody changes.
const worked = new WeakMap<Directory, ReadonlyMap<string, readonly Filling[]>>()
const fillingsIn = (directory: Directory): ReadonlyMap<string, readonly Filling[]> => {
  const before = worked.get(directory)
  if (before) return before
  const made = new Map<string, Filling[]>()
  for (const { place, filling } of placedFillings(directory)) {
    const there = made.get(place)
    if (there) there.push(filling)
    else made.set(place, [filling])
  }
  worked.set(directory, made)
  return made
}

const placedFillings = ({ organisations, contactPoints }: Directory) => {
  const byOrganisation = Map.groupBy(contactPoints, ({ organisation }) => organisation)
  return organisations.flatMap((organisation) =>
    (byOrganisation.get(organisation.id) ?? []).flatMap((contactPoint) =>
      [...new Set(organisation.serves)].map((territory) => ({
        place: placeOf(organisation.kind, contactPoint.function, territory),
        filling: { organisation, contactPoint },
      })),
    ),
  )
}
const placeOf = (...names: readonly [kind: string, of: string, territory: Territory]): string => names.join(' ')

/** A filling ends with its contact point or with its organisation, whichever is first; only ends before the day count. */
const lastDayFilled = (fillings: readonly Filling[], on: Day): Day | undefined =>
  fillings
    .flatMap(({ organisation, contactPoint }) => {
      const ends = [organisation.valid.until, contactPoint.valid.until].filter((end) => end !== undefined).sort()
      const end = ends[0]
      return end !== undefined && end < on ? [end] : []
    })
    .sort()
    .at(-1)

const namedOnce = (contacts: readonly CallContact[]): readonly CallContact[] => {
  const seen = new Set<string>()
  return contacts.filter(({ contactPoint }) => !seen.has(contactPoint.id) && seen.add(contactPoint.id))
}

/**
 * The contact point of one organisation to call on this day: its care co-ordinator, else the first that can be reached;
 * undefined when nobody can. For whoever knows the organisation already and not why to call it.
 */
export const deskOf = (
  { contactPoints }: Pick<Directory, 'contactPoints'>,
  organisationId: string,
  on: Day,
): ContactPoint | undefined => {
  const reachable = contactPoints.filter(
    ({ organisation, valid }) => organisation === organisationId && isValidOn(valid, on),
  )
  return reachable.find((each) => each.function === 'care-coordinator') ?? reachable[0]
}
