/** What a reader in the case sees of her interest: her wish first, then goals, decisions with their conflicts, and second looks. */
import type { Day } from '../kernel/index.ts'
import { CONFLICTS } from './book.ts'
import type { ConflictRule } from './conflicts.ts'
import { foldGoals, HERSELF } from './goals.ts'
import { isOwedLate } from './interest.ts'
import type { DecisionShown, InterestShown, SecondLookShown } from './safeguard.schema.ts'
import {
  type Decision,
  goalFactsOf,
  type InterestFact,
  type SecondLook,
  type Wish,
  wishesOf,
} from './safeguard.store.ts'
import { isMissed, mayLook } from './second-look.ts'

export type Reader = {
  readonly organisation: string
  readonly actor: string
  readonly today: Day
  readonly mayWrite: boolean
}
export type NameOf = (id: string) => string

/** More than anybody reads; older ones stay in the record. */
const WISHES_MAX = 50
const partyOf = (id: string, nameOf: NameOf) => ({ organisationId: id, name: nameOf(id) })

/** A rule as it is put before whoever decides: what it says, where it stands and what it is. */
export const presentConflict = ({ id, title, sentence, source, state, valid_from }: ConflictRule) => ({
  ...{ conflictId: id, title, sentence, source, state, validFromDate: valid_from },
})

export const presentInterest = (
  read: {
    readonly facts: readonly InterestFact[]
    readonly decisions: readonly Decision[]
    readonly looks: readonly SecondLook[]
    readonly holds: boolean
  },
  reader: Reader,
  nameOf: NameOf,
): InterestShown => {
  const { facts } = read
  const [wish, ...earlier] = wishesOf(facts).slice(0, WISHES_MAX)
  const goals = foldGoals(goalFactsOf(facts))
  const write = reader.mayWrite
  return {
    ...(wish ? { wish: presentWish(wish, nameOf) } : {}),
    earlierWishes: earlier.map((each) => presentWish(each, nameOf)),
    goals: goals.own.map(({ by, words, on }) => ({
      ...{ by: partyOf(by, nameOf), onDate: on, mine: by === reader.organisation },
      ...(words === undefined ? {} : { words }),
    })),
    ...(goals.shared ? { sharedGoal: presentShared(goals.shared, { ...reader, holds: read.holds }, nameOf) } : {}),
    decisions: read.decisions.map((each) => presentDecision(each, facts, reader, nameOf)),
    secondLooks: read.looks.map((each) => presentLook(each, facts, reader, nameOf)),
    abilities: write ? ['note-wish', 'state-goal', 'take-decision'] : [],
  }
}

const presentWish = (wish: Wish, nameOf: NameOf) => ({
  wishId: wish.id,
  ...(wish.words === undefined ? {} : { words: wish.words }),
  ...{ language: wish.language, interpreter: wish.interpreter, present: [...wish.present], toldDate: wish.told },
  notedBy: partyOf(wish.by, nameOf),
})

const presentShared = (
  goal: NonNullable<ReturnType<typeof foldGoals>['shared']>,
  reader: Reader & { readonly holds: boolean },
  nameOf: NameOf,
): NonNullable<InterestShown['sharedGoal']> => {
  const { id, by, words, on, agreedBy } = goal
  const herself = agreedBy.includes(HERSELF)
  return {
    ...{ goalId: id, by: partyOf(by, nameOf), onDate: on, agreedByHerself: herself },
    ...(words === undefined ? {} : { words }),
    agreedBy: agreedBy.filter((each) => each !== HERSELF).map((each) => partyOf(each, nameOf)),
    abilities: reader.mayWrite
      ? [
          ...(agreedBy.includes(reader.organisation) ? [] : ['agree-goal']),
          ...(herself || !reader.holds ? [] : ['agree-goal-for-her']),
        ]
      : [],
  }
}

const presentDecision = (
  decision: Decision,
  facts: readonly InterestFact[],
  reader: Reader,
  nameOf: NameOf,
): DecisionShown => {
  const stated = facts.find(({ kind, payload }) => kind === 'interest-stated' && payload['decisionId'] === decision.id)
  const { effect, alternatives } = (stated?.words ?? {}) as { effect?: unknown; alternatives?: unknown }
  const own = decision.by === reader.organisation
  return {
    ...{ decisionId: decision.id, kind: decision.kind, because: [...decision.because] },
    ...{ by: partyOf(decision.by, nameOf), takenAt: decision.takenAt.toISOString() },
    ...(decision.receiver ? { to: partyOf(decision.receiver, nameOf) } : {}),
    ...(decision.afterwards ? { afterwards: decision.afterwards } : {}),
    ...(decision.owedBy ? { owedByDate: decision.owedBy } : {}),
    late: isOwedLate(decision, reader.today),
    ...(decision.decidedBy ? { decidedBy: decision.decidedBy } : {}),
    ...(decision.accords ? { accords: decision.accords } : {}),
    ...(decision.wishId ? { wishId: decision.wishId } : {}),
    ...(decision.wishAbsent ? { wishAbsent: decision.wishAbsent } : {}),
    ...(typeof effect === 'string' && effect !== '' ? { effect } : {}),
    ...(typeof alternatives === 'string' && alternatives !== '' ? { alternatives } : {}),
    conflicts: CONFLICTS.filter(({ id }) => decision.conflicts.includes(id)).map(presentConflict),
    ...(decision.setAsideAt ? { setAsideAt: decision.setAsideAt.toISOString() } : {}),
    abilities: reader.mayWrite
      ? [
          ...(own && decision.statedAt === undefined ? ['state-interest'] : []),
          ...(decision.setAsideAt === undefined ? ['raise-objection'] : []),
        ]
      : [],
  }
}

/** One second look; the words where this reader has the fact and its key. */
export const presentLook = (
  look: SecondLook,
  facts: readonly InterestFact[],
  reader: Reader,
  nameOf: NameOf,
): SecondLookShown => {
  const about = facts.filter(({ payload }) => payload['secondLookId'] === look.id)
  const said = about.map(({ words }) => words['said']).find((each) => typeof each === 'string')
  const reason = about.map(({ words }) => words['reason']).find((each) => typeof each === 'string')
  return {
    ...{ secondLookId: look.id, dossierId: look.dossier, raisedBy: look.raisedBy },
    ...(look.decision ? { decisionId: look.decision } : {}),
    ...(look.kind ? { kind: look.kind } : {}),
    ...(look.request ? { requestId: look.request } : {}),
    decider: partyOf(look.decider, nameOf),
    ...{ reader: partyOf(look.reader, nameOf), raisedAt: look.raisedAt.toISOString(), lookByDate: look.lookBy },
    missed: isMissed(look, reader.today),
    ...(typeof said === 'string' ? { said } : {}),
    ...(look.outcome ? { outcome: look.outcome } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    abilities: reader.mayWrite && mayLook(look, reader).ok ? ['give-second-look'] : [],
  }
}
