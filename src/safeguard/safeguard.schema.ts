/** What goes over the line about her interest. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { ACCORDS, BECAUSE, DECIDED_BY, DECISION_KINDS, WISH_ABSENT } from './interest.ts'
import { LOOK_OUTCOMES, RAISED_BY } from './second-look.ts'
import { INTERPRETERS, PRESENT } from './wish.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const Moment = Type.String({ format: 'date-time' })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const Words = Type.String({ minLength: 1, maxLength: 4_000 })
const Text = Type.String({ maxLength: 4_000 })
/** BCP 47: `vi`, `zh-Hant`. */
const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$', maxLength: 40 })
const Abilities = Type.Array(Type.String())
const closed = { additionalProperties: false } as const
const ConflictId = Type.String({ pattern: '^[a-z][a-z-]{2,40}$', maxLength: 41 })

export const DossierPath = Type.Object({ dossierId: Id })
export const DecisionPath = Type.Object({ decisionId: Id })
export const LookPath = Type.Object({ secondLookId: Id })

const Kind = Type.Enum([...DECISION_KINDS])
const BecauseList = Type.Array(Type.Enum([...BECAUSE]), { minItems: 1, maxItems: BECAUSE.length, uniqueItems: true })
const SeenConflicts = Type.Array(ConflictId, { maxItems: 40, uniqueItems: true })

export const NoteWish = Type.Object(
  {
    words: Words,
    language: Language,
    interpreter: Type.Enum([...INTERPRETERS]),
    present: Type.Array(Type.Enum([...PRESENT]), { minItems: 1, maxItems: PRESENT.length, uniqueItems: true }),
    toldDate: Type.Optional(DayText),
  },
  closed,
)
export const StateGoal = Type.Object({ words: Words, shared: Type.Boolean() }, closed)
/** `herself`: she agreed in a conversation, and the holder heard it. */
export const AgreeGoal = Type.Object({ goalId: Id, by: Type.Enum(['us', 'herself']) }, closed)
export const CheckConflicts = Type.Object(
  { kind: Kind, because: BecauseList, accords: Type.Optional(Type.Enum([...ACCORDS])) },
  closed,
)
const statement = {
  decidedBy: Type.Enum([...DECIDED_BY]),
  accords: Type.Enum([...ACCORDS]),
  wishId: Type.Optional(Id),
  wishAbsent: Type.Optional(Type.Enum([...WISH_ABSENT])),
  effect: Text,
  alternatives: Text,
}
const StatementShape = Type.Object(statement, closed)
export const TakeDecision = Type.Object(
  {
    kind: Kind,
    /** To which house: of a handover, and of nothing else. */
    receiverId: Type.Optional(Id),
    because: BecauseList,
    /** Life is in danger: it goes on at once, and the statement is owed. */
    danger: Type.Optional(Type.Boolean()),
    statement: Type.Optional(StatementShape),
    seenConflicts: Type.Optional(SeenConflicts),
  },
  closed,
)
export const StateInterest = Type.Object(
  { because: Type.Optional(BecauseList), statement: StatementShape, seenConflicts: Type.Optional(SeenConflicts) },
  closed,
)
/** `herself`: what she says, in a conversation. */
export const RaiseObjection = Type.Object({ by: Type.Enum(['herself', 'us']), words: Words }, closed)
export const GiveSecondLook = Type.Object({ outcome: Type.Enum([...LOOK_OUTCOMES]), words: Words }, closed)

const Party = Type.Object({ organisationId: Id, name: Type.String() })
const Said = Type.Object({ nl: Type.String(), en: Type.String() })
export const Conflict = Type.Object({
  conflictId: ConflictId,
  title: Said,
  sentence: Said,
  source: Type.String(),
  state: Type.String(),
  validFromDate: DayText,
})
const Wish = Type.Object({
  wishId: Id,
  words: Type.Optional(Type.String()),
  language: Type.String(),
  interpreter: Type.Enum([...INTERPRETERS]),
  present: Type.Array(Type.String()),
  toldDate: DayText,
  notedBy: Party,
})
export const Decision = Type.Object({
  decisionId: Id,
  kind: Kind,
  because: Type.Array(Type.String()),
  by: Party,
  to: Type.Optional(Party),
  takenAt: Moment,
  afterwards: Type.Optional(Type.String()),
  owedByDate: Type.Optional(DayText),
  late: Type.Boolean(),
  decidedBy: Type.Optional(Type.String()),
  accords: Type.Optional(Type.String()),
  wishId: Type.Optional(Id),
  wishAbsent: Type.Optional(Type.String()),
  effect: Type.Optional(Type.String()),
  alternatives: Type.Optional(Type.String()),
  conflicts: Type.Array(Conflict),
  setAsideAt: Type.Optional(Moment),
  abilities: Abilities,
})
export type DecisionShown = Static<typeof Decision>
export const SecondLook = Type.Object({
  secondLookId: Id,
  dossierId: Id,
  decisionId: Type.Optional(Id),
  requestId: Type.Optional(Id),
  /** What was decided, where it is about a decision. */
  kind: Type.Optional(Kind),
  raisedBy: Type.Enum([...RAISED_BY]),
  /** Whose decision or file it is about. */
  decider: Party,
  reader: Party,
  raisedAt: Moment,
  lookByDate: DayText,
  missed: Type.Boolean(),
  said: Type.Optional(Type.String()),
  outcome: Type.Optional(Type.Enum([...LOOK_OUTCOMES])),
  reason: Type.Optional(Type.String()),
  abilities: Abilities,
})
export type SecondLookShown = Static<typeof SecondLook>

export const InterestShown = Type.Object({
  /** The wish that stands now is read first; those of before come after it, newest first. */
  wish: Type.Optional(Wish),
  earlierWishes: Type.Array(Wish),
  goals: Type.Array(
    Type.Object({ by: Party, words: Type.Optional(Type.String()), onDate: DayText, mine: Type.Boolean() }),
  ),
  sharedGoal: Type.Optional(
    Type.Object({
      goalId: Id,
      by: Party,
      words: Type.Optional(Type.String()),
      onDate: DayText,
      agreedBy: Type.Array(Party),
      agreedByHerself: Type.Boolean(),
      abilities: Abilities,
    }),
  ),
  decisions: Type.Array(Decision),
  secondLooks: Type.Array(SecondLook),
  abilities: Abilities,
})
export type InterestShown = Static<typeof InterestShown>
export const ConflictsFound = Type.Object({ wishId: Type.Optional(Id), conflicts: Type.Array(Conflict) })
export const WishNoted = Type.Object({ wishId: Id })
export const GoalStated = Type.Object({ goalId: Id })
export const DecisionTaken = Type.Object({ decisionId: Id })
export const ObjectionRaised = Type.Object({ secondLookId: Id })
export const SecondLookGiven = Type.Object({ secondLookId: Id, outcome: Type.Enum([...LOOK_OUTCOMES]) })
const Limit = Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' }))
const TermCursor = Type.Optional(Type.String({ pattern: '^[0-9-]{10}~[0-9a-f-]{36}$' }))
/** A next page is of one of the two lists: the other is empty then. */
export const SecondLookQuery = Type.Object({ limit: Limit, cursor: TermCursor, owedCursor: TermCursor }, closed)
export const SecondLookList = Type.Object({
  secondLooks: Type.Array(SecondLook),
  nextCursor: Type.Optional(Type.String()),
  owed: Type.Array(
    Type.Object({
      ...{ decisionId: Id, dossierId: Id, kind: Kind, owedByDate: DayText, late: Type.Boolean() },
      /** The moment of the decision, and why it is stated afterwards: two of the same kind are told apart by it. */
      takenAt: Moment,
      afterwards: Type.Optional(Type.String()),
    }),
  ),
  nextOwedCursor: Type.Optional(Type.String()),
  /** Of the own organisation alone. */
  figures: Type.Object({
    decisions: Type.Integer(),
    againstWish: Type.Integer(),
    wishUnknown: Type.Integer(),
    owedLate: Type.Integer(),
    objections: Type.Integer(),
    upheld: Type.Integer(),
    missed: Type.Integer(),
    againstWishPercent: Type.Optional(Type.Integer()),
  }),
})
export type SecondLookList = Static<typeof SecondLookList>
