/**
 * What a route or page would write down of persons when it is answered, asked inside an act that is refused at its very end: the real
 * handler, database and policies, and nothing stays. What may be asked is done by those who are let through (`expected-routes.ts`).
 */
import { castOrganisations } from '../../fixtures/cast.ts'
import { PRACTICE_ITEMS } from '../../src/directory/index.ts'
import {
  type ActorId,
  asId,
  type Claim,
  type LinkKind,
  type OrganisationId,
  type Outcome,
  refuse,
} from '../../src/kernel/index.ts'
import type { Page, Route } from '../../src/platform/route.ts'
import type { Work } from '../../src/platform/work.ts'
import { mayAsk } from './expected-routes.ts'
import { PARAMETERS } from './hostile.ts'
import { TEST_CODE } from './person-page.ts'
import { type Asker, FUNCTIONS, type Relation, type Relations } from './relations.ts'
import { bodyOf, idsOf, objectOf, QUERIES } from './route-cells.ts'
import type { Scene } from './scene.ts'
import type { TestSystem } from './system.ts'

/** What came of it: the acts that were noted with their subjects, or the code with which it was refused. */
export type Told =
  | { readonly refused?: undefined; readonly acts: readonly string[]; readonly subjects: readonly string[] }
  | { readonly refused: string }

type Ids = Readonly<Record<string, string>>
type Body = Readonly<Record<string, unknown>>
/** What must have happened first in the same hands, and what is said instead of the smallest body or the usual path. */
export type Special = { readonly first?: readonly string[]; readonly body?: Body; readonly params?: Ids }

type RunClaim = Claim & { readonly linkSubject?: string }
const HELD = 'held-back'

const inAct = async (
  house: TestSystem,
  claim: RunClaim,
  operation: string,
  act: (work: Work) => Promise<Outcome<unknown, string>>,
): Promise<Told> => {
  let noted: { act: string; subject: string }[] = []
  const outcome = await house.system.acts.run({ claim, operation }, async (work) => {
    noted = []
    const listening: Work = {
      ...work,
      concerns: (subject, what, chapters) => {
        noted.push({ act: what, subject })
        work.concerns(subject, what, chapters)
      },
    }
    const answered = await act(listening)
    return answered.ok ? refuse(HELD) : answered
  })
  if (outcome.ok || outcome.refusal.code !== HELD) return { refused: outcome.ok ? 'answered' : outcome.refusal.code }
  return {
    acts: [...new Set(noted.map((each) => each.act))].sort(),
    subjects: [...new Set(noted.map((each) => each.subject))],
  }
}

/** Only an own handle says what route needs: public ones have no act. */
type Acting = Extract<Route, { handle: unknown }>
export const isActing = (route: Route): route is Acting => 'handle' in route

const inputOf = (route: Route, ids: Ids, special: Special) => {
  const { body: said, params: given } = special
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => String(found[1]))
  const params = Object.fromEntries(names.map((name) => [name, given?.[name] ?? ids[name] ?? PARAMETERS[name] ?? name]))
  const query = Object.fromEntries(new URLSearchParams(QUERIES[route.operationId] ?? ''))
  return { params, query, body: said ?? (bodyOf(route, ids) as Body | undefined) ?? {} }
}

const askRoute = (
  house: TestSystem,
  route: Acting,
  asker: Asker,
  ids: Ids,
  special: Special,
  routes: readonly Acting[],
): Promise<Told> => {
  const { access, operationId } = route
  if (access.kind !== 'signed-in') throw new Error(`${operationId} is no route for an account`)
  const input = inputOf(route, ids, special)
  const ground = access.groundFrom ? input.params[access.groundFrom] : (input.body['groundId'] as string | undefined)
  const claim: RunClaim = {
    ...{ organisation: asker.house.organisation, actor: asker.actor, function: asker.function },
    ...{ plane: asker.house.plane, purpose: access.purpose },
    ...(ground ? { ground } : {}),
  } as RunClaim
  return inAct(house, claim, operationId, async (work) => {
    for (const name of special.first ?? []) {
      const before = routes.find((each) => each.operationId === name)
      if (!before) throw new Error(`no route ${name}`)
      // What is done first is not what is asked: its acts are not counted.
      const done = await before.handle({ ...work, concerns: () => undefined }, inputOf(before, ids, {}) as never)
      if (!done.ok) return done
    }
    return route.handle(work, input as never)
  })
}

const WHO: readonly Relation[] = ['own', 'asked', 'break-glass']

/** Asks a route as the first who is let through in each relation that can be; gives what each was told. */
export const askActs = async (
  house: TestSystem,
  relations: Relations,
  route: Acting,
  special: Special = {},
): Promise<readonly Told[]> => {
  const routes = house.system.routes.filter(isActing)
  const told: Told[] = []
  for (const relation of WHO)
    for (const role of FUNCTIONS.filter((each) => mayAsk(route.operationId, each))) {
      const asker = relations.asker(role, relation, objectOf(route))
      const opening = relation === 'break-glass' ? relations.openingOf(asker) : undefined
      const ids = { ...idsOf(relations), ...(opening ? { openingId: opening } : {}) }
      const answer = await askRoute(house, route, asker, ids, special, routes)
      told.push(answer)
      if (answer.refused === undefined && answer.acts.length > 0) break
    }
  return told
}

/** What she, or who has a seat, fills in. */
export const FORMS: Readonly<Record<string, Ids>> = {
  enterPersonPage: { code: TEST_CODE },
  actOnPersonPage: { action: 'page-off' },
  correctOwnDetails: { action: 'correct', chapter: 'identity', text: 'Verzonnen' },
  objectOnPage: { action: 'object', about: 'use', text: 'Verzonnen' },
  answerSeatPage: { answer: 'attending' },
  answerOutsidePage: { action: 'enter', code: 'niet deze' },
  answerPayerPage: { answer: 'accepts' },
  countBedsPage: { beds: '1' },
  answerEntryPage: { answer: 'confirmed' },
  answerPracticePage: Object.fromEntries(PRACTICE_ITEMS.map((item) => [item, 'yes'])),
}
/** The page without its language. */
export const pageName = (operation: string): string => operation.replace(/(?:En|Ar)$/, '')

type OfLink = {
  readonly purpose: string
  readonly subject: (scene: Scene) => string
  readonly token: (scene: Scene) => string
  /** The house in whose name the link acts, when it is another than that of the scene. */
  readonly organisation?: OrganisationId
}
const OF_LINK: Readonly<Record<LinkKind, OfLink>> = {
  'person-page': { purpose: 'W06', subject: ({ dossierId }) => dossierId, token: ({ personToken }) => personToken },
  'seat-reply': { purpose: 'W13', subject: ({ seatId }) => seatId, token: ({ seatToken }) => seatToken },
  'outside-handover': {
    purpose: 'W14',
    subject: ({ outsideHandoverId }) => outsideHandoverId,
    token: ({ outsideToken }) => outsideToken,
  },
  'payer-answer': {
    purpose: 'W15',
    subject: ({ payerRequestId }) => payerRequestId,
    token: ({ payerToken }) => payerToken,
  },
  'bed-count': {
    purpose: 'W16',
    subject: ({ placeId }) => placeId,
    token: ({ bedToken }) => bedToken,
    organisation: asId<OrganisationId>(castOrganisations.shelterHaven),
  },
  'entry-confirm': {
    purpose: 'W20',
    subject: ({ entryId }) => entryId,
    token: ({ entryToken }) => entryToken,
    organisation: asId<OrganisationId>(castOrganisations.municipalityLandsmeer),
  },
  'practice-declare': {
    purpose: 'W20',
    subject: () => castOrganisations.municipalityLandsmeer,
    token: ({ practiceToken }) => practiceToken,
    organisation: asId<OrganisationId>(castOrganisations.municipalityLandsmeer),
  },
}
/** The token of the scene that fits a page behind a link. */
export const tokenFor = ({ access, path }: Pick<Page, 'access' | 'path'>, scene: Scene): string => {
  if (access.kind === 'link') return OF_LINK[access.link].token(scene)
  return path.startsWith('/agenda/') ? scene.calendarToken : scene.personToken
}

/** Asks a page as who holds its link, or in a visit of hers. */
export const askPage = (
  house: TestSystem,
  relations: Relations,
  page: Extract<Page, { handle: unknown }>,
): Promise<Told> => {
  const { access, operationId } = page
  const guest = relations.asker('guest', 'own', '')
  const base = {
    ...{ organisation: guest.house.organisation, plane: 'person' as const },
    actor: asId<ActorId>('00000000-0000-4000-8000-000000000001'),
  }
  const { scene } = relations
  const claim: RunClaim =
    access.kind === 'visit'
      ? { ...base, function: 'person', purpose: 'W06', dossier: asId(scene.dossierId) }
      : {
          ...{ ...base, function: 'guest', purpose: OF_LINK[access.link].purpose },
          linkSubject: OF_LINK[access.link].subject(scene),
          ...(OF_LINK[access.link].organisation ? { organisation: OF_LINK[access.link].organisation } : {}),
        }
  const token = tokenFor(page, scene)
  return inAct(house, claim, operationId, (work) =>
    page.handle(work, { params: { token }, form: FORMS[pageName(operationId)] ?? {}, search: '' }),
  )
}
