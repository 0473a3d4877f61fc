/** Taking a decision about her, stating her interest afterwards, objecting, looking again: each one act, locked per file. */
import { organisationsInReach, standingConsents } from '../access/index.ts'
import { findDossier, readCaseShape, relationsTo, saidAbout } from '../dossier/index.ts'
import { type Act, accept, addDays, daysBetween, type Outcome, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { CONFLICTS, TERMS } from './book.ts'
import { type ConflictRule, detectConflicts, isNotFree } from './conflicts.ts'
import {
  type Accords,
  type Because,
  checkReceiver,
  checkStatement,
  type DecisionKind,
  type Statement,
} from './interest.ts'
import type { SafeguardPorts } from './ports.ts'
import {
  CHAPTER,
  closeLook,
  type Decision,
  decisionsOf,
  findLook,
  insertDecision,
  insertLook,
  lockInterest,
  type NewLook,
  readInterestFacts,
  type SecondLook,
  setAside,
  stateDecision,
  type Wish,
  wishesOf,
} from './safeguard.store.ts'
import { chooseReader, type LookOutcome, lookBy, mayLook, type RaisedBy } from './second-look.ts'

export type Part = { readonly dossier: string; readonly holder: string; readonly holds: boolean }

/** The file when this house has a part in it that reaches the chapter goal: it holds it, or she said yes. Anybody else finds nothing, or no consent. */
export const partIn = async (work: Work, dossierId: string, act: Act): Promise<Outcome<Part, string>> => {
  const dossier = await findDossier(work, dossierId)
  if (!dossier) return refuse('not-found')
  const { organisation } = work.claim
  const holds = dossier.holder === organisation
  const consents = await standingConsents(work, dossierId)
  // A yes opens when a handover was accepted, and not before (decision 15).
  const open = holds || (await organisationsInReach(work, dossierId, CHAPTER)).includes(organisation)
  const said = open ? saidAbout(consents, organisation, CHAPTER) : []
  const decided = work.decide({
    ...{ act, dossier: dossierId, chapter: CHAPTER, consents: said },
    relations: relationsTo(dossier, { organisation, today: work.today }, [], consents),
    // What the holder reads here is its own or was written to it; the rows of others are policed one by one.
    ...(holds ? { row: { by: organisation } } : {}),
  })
  if (!decided.ok) return decided
  return accept({ dossier: dossierId, holder: dossier.holder, holds })
}

export const standingWish = async (work: Work, dossierId: string): Promise<Wish | undefined> =>
  wishesOf(await readInterestFacts(work, dossierId))[0]

type Asked = { readonly kind: DecisionKind; readonly because: readonly Because[]; readonly accords?: Accords }

/** The conflicts of interest of this decision as far as this house can know them today. */
export const conflictsOf = async (
  work: Work,
  ports: SafeguardPorts,
  dossierId: string,
  asked: Asked,
  wish: Wish | undefined,
): Promise<readonly ConflictRule[]> => {
  const shape = await readCaseShape(work, dossierId)
  return detectConflicts(CONFLICTS, {
    ...asked,
    today: work.today,
    ...(shape?.letter === undefined ? {} : { letter: shape.letter }),
    ...(shape?.minor === undefined ? {} : { minor: shape.minor }),
    waitsForMoney: await ports.waitsForMoney(work, dossierId),
    givesBed: work.claim.function === 'shelter-worker' || (await ports.givesHerBed(work, dossierId)),
    ...(wish ? { wishNotFree: isNotFree(wish), wishAgeDays: daysBetween(wish.told, work.today) } : {}),
  })
}

type NewTaken = Asked & {
  readonly receiver?: string
  readonly danger: boolean
  readonly statement?: Statement
  readonly seenConflicts: readonly string[]
}

/**
 * Takes a decision. Without a statement it is refused, unless there is danger: then it stands at once and the statement is owed. Every
 * conflict that is found must have been shown; what was not is named, and nothing is written.
 */
export const takeDecision = async (
  work: Work,
  ports: SafeguardPorts,
  part: Part,
  taken: NewTaken,
): Promise<Outcome<{ decisionId: string }, string>> => {
  const receiver = checkReceiver(taken.kind, taken.receiver, housesBeside(work, ports))
  if (!receiver.ok) return receiver
  await lockInterest(work, part.dossier)
  const wish = await standingWish(work, part.dossier)
  if (!taken.statement && !taken.danger) return refuse('interest-not-stated')
  const checked = taken.statement ? checkStatement(taken.statement, wish) : undefined
  if (checked && !checked.ok) return checked
  const statement = checked?.value
  const found = await conflictsOf(work, ports, part.dossier, withAccords(taken, statement), wish)
  const unread = found.filter(({ id }) => !taken.seenConflicts.includes(id))
  if (statement && unread.length > 0 && !taken.danger) return refuse('conflicts-not-read', { n: unread.length })
  const id = work.newId()
  const owed = taken.danger ? addDays(work.today, TERMS.owed) : undefined
  await insertDecision(work, {
    ...{ id, dossier: part.dossier, kind: taken.kind, because: taken.because },
    ...(taken.receiver === undefined ? {} : { receiver: taken.receiver }),
    ...(part.holds ? {} : { addressee: part.holder }),
    ...(statement ? { statement } : {}),
    conflicts: found.map((each) => each.id),
    ...(taken.danger ? { afterwards: 'danger' as const } : {}),
    ...(owed ? { owedBy: owed } : {}),
  })
  await tell(work, part, 'decision-taken', { decisionId: id, kind: taken.kind, because: taken.because })
  if (statement) await tellStatement(work, part, { id, actor: work.claim.actor }, statement)
  work.concerns(part.dossier, 'record-decision', [CHAPTER])
  return accept({ decisionId: id })
}

/** Who may be handed over to: houses of care that stand in the directory today, beside the own. */
const housesBeside = ({ today, claim }: Work, { organisations }: SafeguardPorts): readonly string[] =>
  organisations
    .filter(({ id, plane }) => id !== claim.organisation && plane === 'care')
    .filter(({ valid }) => valid.from <= today && (valid.until === undefined || today <= valid.until))
    .map(({ id }) => id)

const withAccords = ({ kind, because }: Asked, statement: Statement | undefined): Asked => ({
  ...{ kind, because },
  ...(statement ? { accords: statement.accords } : {}),
})

/** States afterwards what was owed, once, by the house that decided. */
export const stateAfterwards = async (
  work: Work,
  ports: SafeguardPorts,
  decision: Decision,
  given: {
    readonly statement: Statement
    readonly because?: readonly Because[]
    readonly seenConflicts: readonly string[]
  },
): Promise<Outcome<{ decisionId: string }, string>> => {
  if (decision.by !== work.claim.organisation) return refuse('not-found')
  const part = await partIn(work, decision.dossier, 'note')
  if (!part.ok) return part
  await lockInterest(work, decision.dossier)
  if (decision.statedAt) return refuse('interest-stated-already')
  const wish = await standingWish(work, decision.dossier)
  const checked = checkStatement(given.statement, wish)
  if (!checked.ok) return checked
  const because = given.because ?? decision.because
  const asked = { kind: decision.kind, because }
  const found = await conflictsOf(work, ports, decision.dossier, withAccords(asked, checked.value), wish)
  const unread = found.filter(({ id }) => !given.seenConflicts.includes(id))
  if (unread.length > 0) return refuse('conflicts-not-read', { n: unread.length })
  const conflicts = found.map(({ id }) => id)
  if (!(await stateDecision(work, decision.id, { statement: checked.value, because, conflicts })))
    return refuse('interest-stated-already')
  await tellStatement(work, part.value, decision, checked.value)
  work.concerns(decision.dossier, 'note-interest', [CHAPTER])
  return accept({ decisionId: decision.id })
}

const tellStatement = async (
  work: Work,
  part: Part,
  { id: decisionId, actor }: Pick<Decision, 'id' | 'actor'>,
  statement: Statement,
): Promise<void> => {
  const { effect, alternatives, ...codes } = statement
  await tell(work, part, 'interest-stated', { decisionId, ...codes }, { effect, alternatives })
  // N40 (proposed): a decision against her wish has a second reader.
  if (statement.accords !== 'against-wish') return
  const about = { decision: decisionId, decider: work.claim.organisation, deciderActor: actor }
  await openLook(work, part, { ...about, raisedBy: 'norm', days: TERMS.againstWish })
}

type Raised = Pick<NewLook, 'decision' | 'request' | 'decider' | 'deciderActor' | 'raisedBy'> & {
  readonly days: number
  readonly said?: string
}

/** Opens a second look; undefined when one is open already. */
export const openLook = async (
  work: Work,
  part: Part,
  { days, said, ...raised }: Raised,
): Promise<string | undefined> => {
  const knows = [part.holder, ...(await organisationsInReach(work, part.dossier, CHAPTER))]
  const objector = raised.raisedBy === 'party' ? work.claim.organisation : undefined
  const reader = chooseReader({ decider: raised.decider, knows, ...(objector ? { objector } : {}) })
  const id = work.newId()
  const made = await insertLook(work, {
    ...raised,
    id,
    dossier: part.dossier,
    reader,
    lookBy: lookBy(work.today, days),
  })
  if (!made) return undefined
  await work.record({
    ...{ slice: 'safeguard', stream: part.dossier, chapter: CHAPTER, kind: 'objection-raised', happened: work.today },
    ...(reader === work.claim.organisation ? {} : { addressee: reader }),
    payload: {
      ...{ secondLookId: id, raisedBy: raised.raisedBy },
      ...(raised.decision ? { decisionId: raised.decision } : { requestId: raised.request }),
    },
    ...(said === undefined ? {} : { personal: { said } }),
  })
  return id
}

/** Objects to a decision: she, as somebody heard her, or this house itself. */
export const objectTo = async (
  work: Work,
  decision: Decision,
  given: { readonly raisedBy: RaisedBy; readonly words: string },
): Promise<Outcome<{ secondLookId: string }, string>> => {
  const part = await partIn(work, decision.dossier, 'note')
  if (!part.ok) return part
  await lockInterest(work, decision.dossier)
  const said = given.words.trim()
  if (said === '') return refuse('objection-without-words')
  const now = (await decisionsOf(work, decision.dossier)).find(({ id }) => id === decision.id)
  if (now?.setAsideAt) return refuse('decision-set-aside')
  const about = { decision: decision.id, decider: decision.by, deciderActor: decision.actor }
  const id = await openLook(work, part.value, { ...about, raisedBy: given.raisedBy, days: TERMS.secondLook, said })
  if (!id) return refuse('objection-stands')
  work.concerns(decision.dossier, 'record-objection', [CHAPTER])
  return accept({ secondLookId: id })
}

/** Gives the outcome of a second look, with its reason. Upheld sets the decision aside: it is taken anew or not at all. */
export const lookAgain = async (
  work: Work,
  id: string,
  given: { readonly outcome: LookOutcome; readonly reason: string },
): Promise<Outcome<{ secondLookId: string; outcome: LookOutcome }, string>> => {
  const look = await findLook(work, id)
  if (!look) return refuse('not-found')
  const { organisation, actor } = work.claim
  const may = mayLook(look, { organisation, actor })
  if (!may.ok) return may
  const part = await partIn(work, look.dossier, 'note')
  if (!part.ok) return part
  const reason = given.reason.trim()
  if (reason === '') return refuse('second-look-without-reason')
  await lockInterest(work, look.dossier)
  if (!(await closeLook(work, id, given.outcome))) return refuse('second-look-done')
  if (look.decision && given.outcome === 'upheld') await setAside(work, look.decision)
  await work.record({
    ...{ slice: 'safeguard', stream: look.dossier, chapter: CHAPTER, kind: 'second-look-given', happened: work.today },
    ...addresseeOf(look, organisation),
    payload: { secondLookId: id, outcome: given.outcome },
    personal: { reason },
  })
  work.concerns(look.dossier, 'answer-objection', [CHAPTER])
  return accept({ secondLookId: id, outcome: given.outcome })
}

const addresseeOf = ({ decider }: SecondLook, organisation: string) =>
  decider === organisation ? {} : { addressee: decider }

/** One fact about her interest; the holder reads what others in the case say. */
export const tell = async (
  work: Work,
  part: Part,
  kind: string,
  payload: Readonly<Record<string, unknown>>,
  personal?: Readonly<Record<string, unknown>>,
  happened = work.today,
): Promise<string> => {
  const { id } = await work.record({
    ...{ slice: 'safeguard', stream: part.dossier, chapter: CHAPTER, kind, happened, payload },
    ...(part.holds ? {} : { addressee: part.holder }),
    ...(personal ? { personal } : {}),
  })
  return id
}
