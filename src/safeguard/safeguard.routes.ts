/** The HTTP edge of her interest: wish, goals, decisions with their statement, objections and second looks, and the own desk. */
import { accept, isUuid, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import {
  conflictsOf,
  lookAgain,
  objectTo,
  partIn,
  standingWish,
  stateAfterwards,
  takeDecision,
  tell,
} from './decide.store.ts'
import { figuresOf } from './figures.ts'
import { foldGoals, HERSELF } from './goals.ts'
import { isOwedLate, type Statement } from './interest.ts'
import type { SafeguardPorts } from './ports.ts'
import { type NameOf, presentConflict, presentInterest, presentLook, type Reader } from './safeguard.present.ts'
import {
  AgreeGoal,
  CheckConflicts,
  ConflictsFound,
  DecisionPath,
  DecisionTaken,
  DossierPath,
  GiveSecondLook,
  GoalStated,
  InterestShown,
  LookPath,
  NoteWish,
  ObjectionRaised,
  RaiseObjection,
  SecondLookGiven,
  SecondLookList,
  SecondLookQuery,
  StateGoal,
  StateInterest,
  TakeDecision,
  WishNoted,
} from './safeguard.schema.ts'
import {
  CHAPTER,
  decisionsOf,
  decisionsOwed,
  findDecision,
  goalFactsOf,
  lockInterest,
  looksAtOwn,
  looksOf,
  looksToGive,
  ownDecisions,
  readInterestFacts,
  type TermPage,
} from './safeguard.store.ts'
import { checkWish } from './wish.ts'

const tag = 'belang'
const WORKERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker']
const worker = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const
const LIST_MAX = 100
const YEAR_MS = 365 * 86_400_000
const STATEMENT_REFUSALS = [
  ...['statement-without-wish', 'wish-is-on-record', 'wish-has-changed', 'statement-without-effect'],
  ...['accords-needs-wish', 'herself-as-wished', 'conflicts-not-read'],
]

const readerOf = ({ claim, today }: Work): Reader => ({
  ...{ organisation: claim.organisation, actor: claim.actor, today },
  mayWrite: WORKERS.includes(claim.function),
})

/** Routes of her interest. */
export const safeguardRoutes = (ports: SafeguardPorts): readonly Route[] => {
  const names = new Map<string, string>(ports.organisations.map((each) => [each.id, each.name]))
  const nameOf: NameOf = (id) => names.get(id) ?? 'onbekende organisatie'
  return [...wishRoutes(nameOf), ...decisionRoutes(ports), ...lookRoutes(nameOf)]
}

const wishRoutes = (nameOf: NameOf): readonly Route[] => [
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/interests',
    operationId: 'readInterest',
    summary: 'Het belang van de persoon: eerst de wens, dan doelen, beslissingen en wie opnieuw keek',
    tag,
    access: worker,
    params: DossierPath,
    answer: InterestShown,
    refusals: ['not-found', 'not-consented'],
    handle: async (work, { params }) => {
      const part = await partIn(work, params.dossierId, 'read')
      if (!part.ok) return part
      const facts = await readInterestFacts(work, params.dossierId)
      const decisions = await decisionsOf(work, params.dossierId)
      const looks = await looksOf(work, params.dossierId)
      work.concerns(params.dossierId, 'read-interest', [CHAPTER])
      return accept(presentInterest({ facts, decisions, looks, holds: part.value.holds }, readerOf(work), nameOf))
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/wishes',
    operationId: 'noteWish',
    summary: 'Noteren wat de persoon wil: eigen woorden, eigen taal, wie erbij was',
    tag,
    access: worker,
    params: DossierPath,
    body: NoteWish,
    answer: WishNoted,
    status: 201,
    refusals: ['not-found', 'not-consented', 'wish-without-words', 'happened-in-future'],
    handle: async (work, { params, body }) => {
      const part = await partIn(work, params.dossierId, 'note')
      if (!part.ok) return part
      const told = body.toldDate === undefined ? work.today : parseDay(body.toldDate)
      if (!told) return refuse('bad-input')
      const words = checkWish({ words: body.words, told }, work.today)
      if (!words.ok) return words
      await lockInterest(work, params.dossierId)
      const { language, interpreter, present } = body
      const said = { language, interpreter, present }
      const wishId = await tell(work, part.value, 'wish-told', said, { words: words.value }, told)
      work.concerns(params.dossierId, 'note-wish', [CHAPTER])
      return accept({ wishId })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/goals',
    operationId: 'stateGoal',
    summary: 'Zeggen wat de eigen organisatie in deze zaak wil, of een gedeeld doel voorstellen',
    tag,
    access: worker,
    params: DossierPath,
    body: StateGoal,
    answer: GoalStated,
    status: 201,
    refusals: ['not-found', 'not-consented', 'goal-without-words'],
    handle: async (work, { params, body }) => {
      const part = await partIn(work, params.dossierId, 'note')
      if (!part.ok) return part
      const words = body.words.trim()
      if (words === '') return refuse('goal-without-words')
      const kind = body.shared ? 'shared-goal-proposed' : 'goal-stated'
      const goalId = await tell(work, part.value, kind, {}, { words })
      work.concerns(params.dossierId, 'note-goal', [CHAPTER])
      return accept({ goalId })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/goal-agreements',
    operationId: 'agreeGoal',
    summary: 'Instemmen met het gedeelde doel, namens de eigen organisatie of zoals de persoon het zei',
    tag,
    access: worker,
    params: DossierPath,
    body: AgreeGoal,
    answer: GoalStated,
    status: 201,
    refusals: ['not-found', 'not-consented', 'not-the-holder', 'goal-has-changed'],
    handle: async (work, { params, body }) => {
      const part = await partIn(work, params.dossierId, 'note')
      if (!part.ok) return part
      if (body.by === 'herself' && !part.value.holds) return refuse('not-the-holder')
      const { shared } = foldGoals(goalFactsOf(await readInterestFacts(work, params.dossierId)))
      if (shared?.id !== body.goalId) return refuse('goal-has-changed')
      const by = body.by === 'herself' ? { by: HERSELF } : {}
      await tell(work, part.value, 'shared-goal-agreed', { goalId: body.goalId, ...by })
      work.concerns(params.dossierId, 'note-goal', [CHAPTER])
      return accept({ goalId: body.goalId })
    },
  }),
]

type SaidStatement = Pick<Statement, 'decidedBy' | 'accords' | 'effect' | 'alternatives'> & {
  readonly wishId?: string | undefined
  readonly wishAbsent?: NonNullable<Statement['wishAbsent']> | undefined
}
// What is absent in the body is absent in the statement.
const statementOf = ({ wishId, wishAbsent, ...rest }: SaidStatement): Statement => ({
  ...rest,
  ...(wishId === undefined ? {} : { wishId }),
  ...(wishAbsent === undefined ? {} : { wishAbsent }),
})

const decisionRoutes = (ports: SafeguardPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/conflict-checks',
    operationId: 'checkConflicts',
    summary: 'Wat botst met het belang als dit besloten wordt, met bron en dag; er wordt niets bewaard',
    tag,
    access: worker,
    params: DossierPath,
    body: CheckConflicts,
    answer: ConflictsFound,
    keepsNothing: true,
    refusals: ['not-found', 'not-consented'],
    handle: async (work, { params, body }) => {
      const part = await partIn(work, params.dossierId, 'read')
      if (!part.ok) return part
      const wish = await standingWish(work, params.dossierId)
      const asked = {
        ...{ kind: body.kind, because: body.because },
        ...(body.accords === undefined ? {} : { accords: body.accords }),
      }
      const conflicts = await conflictsOf(work, ports, params.dossierId, asked, wish)
      work.concerns(params.dossierId, 'read-interest', [CHAPTER])
      return accept({ ...(wish ? { wishId: wish.id } : {}), conflicts: conflicts.map(presentConflict) })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/interest-decisions',
    operationId: 'takeDecision',
    summary: 'Iets beslissen dat zwaar weegt voor de persoon, met wat die wil, wat het doet en wat er nog meer kon',
    tag,
    access: worker,
    params: DossierPath,
    body: TakeDecision,
    answer: DecisionTaken,
    status: 201,
    refusals: [
      ...['not-found', 'not-consented', 'interest-not-stated', ...STATEMENT_REFUSALS],
      ...['hand-over-without-receiver', 'receiver-without-hand-over', 'unknown-receiver'],
    ],
    handle: async (work, { params, body }) => {
      const part = await partIn(work, params.dossierId, 'note')
      if (!part.ok) return part
      return takeDecision(work, ports, part.value, {
        ...{ kind: body.kind, because: body.because, danger: body.danger === true },
        ...(body.receiverId === undefined ? {} : { receiver: body.receiverId }),
        ...(body.statement ? { statement: statementOf(body.statement) } : {}),
        seenConflicts: body.seenConflicts ?? [],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/interest-decisions/{decisionId}/statements',
    operationId: 'stateInterest',
    summary: 'Na een noodgeval of een verhuizing alsnog zeggen hoe het voor de persoon weegt',
    tag,
    access: worker,
    params: DecisionPath,
    body: StateInterest,
    answer: DecisionTaken,
    status: 201,
    refusals: ['not-found', 'not-consented', 'interest-stated-already', ...STATEMENT_REFUSALS],
    handle: async (work, { params, body }) => {
      const decision = await findDecision(work, params.decisionId)
      if (!decision) return refuse('not-found')
      return stateAfterwards(work, ports, decision, {
        statement: statementOf(body.statement),
        ...(body.because ? { because: body.because } : {}),
        seenConflicts: body.seenConflicts ?? [],
      })
    },
  }),
]

type Asked = { readonly limit?: string; readonly cursor?: string; readonly owedCursor?: string }
type Pages = { readonly limit: number; readonly looks: Partial<TermPage>; readonly owed: Partial<TermPage> }

/** Which page of which list; undefined when a cursor is none of ours. */
const pageOf = ({ limit, cursor, owedCursor }: Asked): Pages | undefined => {
  const [looks, owed] = [afterOf(cursor), afterOf(owedCursor)]
  return looks && owed ? { limit: Number(limit ?? LIST_MAX), looks, owed } : undefined
}

const afterOf = (cursor: string | undefined): Pick<TermPage, 'after'> | undefined => {
  if (cursor === undefined) return {}
  const [day, id] = [parseDay(cursor.slice(0, 10)), cursor.slice(11)]
  return day && isUuid(id) ? { after: { day, id } } : undefined
}

const lookRoutes = (nameOf: NameOf): readonly Route[] => [
  route({
    method: 'POST',
    path: '/interest-decisions/{decisionId}/objections',
    operationId: 'raiseObjection',
    summary: 'Het niet eens zijn met een beslissing, zoals de persoon het zegt of namens de eigen organisatie',
    tag,
    access: worker,
    params: DecisionPath,
    body: RaiseObjection,
    answer: ObjectionRaised,
    status: 201,
    refusals: ['not-found', 'not-consented', 'objection-without-words', 'objection-stands', 'decision-set-aside'],
    handle: async (work, { params, body }) => {
      const decision = await findDecision(work, params.decisionId)
      if (!decision) return refuse('not-found')
      return objectTo(work, decision, { raisedBy: body.by === 'herself' ? 'herself' : 'party', words: body.words })
    },
  }),
  route({
    method: 'GET',
    path: '/second-looks',
    operationId: 'listSecondLooks',
    summary: 'Waar uw organisatie opnieuw naar kijkt, wat zij nog moet uitleggen, en haar eigen cijfers van een jaar',
    tag,
    access: worker,
    query: SecondLookQuery,
    answer: SecondLookList,
    refusals: [],
    handle: async (work, { query }) => {
      const page = pageOf(query)
      if (!page) return refuse('bad-input')
      const { limit } = page
      const found = query.owedCursor === undefined ? await looksToGive(work, { ...page.looks, limit: limit + 1 }) : []
      const owing = query.cursor === undefined ? await decisionsOwed(work, { ...page.owed, limit: limit + 1 }) : []
      const [looks, owed] = [found.slice(0, limit), owing.slice(0, limit)]
      const since = new Date(work.now.getTime() - YEAR_MS)
      const decisions = await ownDecisions(work, since)
      for (const id of new Set([...looks, ...owed].map(({ dossier }) => dossier)))
        work.concerns(id, 'list-second-looks', [CHAPTER])
      const [lastLook, lastOwed] = [looks.at(-1), owed.at(-1)]
      return accept({
        secondLooks: looks.map((each) => presentLook(each, [], readerOf(work), nameOf)),
        ...(found.length > limit && lastLook ? { nextCursor: `${lastLook.lookBy}~${lastLook.id}` } : {}),
        owed: owed.flatMap((each) =>
          each.owedBy
            ? [
                {
                  ...{ decisionId: each.id, dossierId: each.dossier, kind: each.kind, owedByDate: each.owedBy },
                  late: isOwedLate(each, work.today),
                  takenAt: each.takenAt.toISOString(),
                  ...(each.afterwards ? { afterwards: each.afterwards } : {}),
                },
              ]
            : [],
        ),
        ...(owing.length > limit && lastOwed?.owedBy ? { nextOwedCursor: `${lastOwed.owedBy}~${lastOwed.id}` } : {}),
        figures: figuresOf(decisions, await looksAtOwn(work, since), work.today),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/second-looks/{secondLookId}/outcomes',
    operationId: 'giveSecondLook',
    summary: 'Opnieuw gekeken: gegrond of niet, met de reden',
    tag,
    access: worker,
    params: LookPath,
    body: GiveSecondLook,
    answer: SecondLookGiven,
    status: 201,
    refusals: [
      'not-found',
      'not-consented',
      'second-look-by-another',
      'second-look-done',
      'second-look-without-reason',
    ],
    handle: (work, { params, body }) =>
      lookAgain(work, params.secondLookId, { outcome: body.outcome, reason: body.words }),
  }),
]
