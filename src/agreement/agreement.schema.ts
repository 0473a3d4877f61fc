/** What goes over the line of agreement: norms with their sentence, their source and what the clock says. */
import Type from 'typebox'

const date = Type.String({ format: 'date' })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const sentence = Type.Object({ nl: Type.String(), en: Type.String() })

export const DossierParams = Type.Object({ dossierId: Type.String({ format: 'uuid' }) })
const Told = Type.Object({ ...worded.properties, sinceDate: date })
const Clock = Type.Object({
  normId: Type.String(),
  normVersion: Type.Integer(),
  title: sentence,
  sentence,
  /** Who said so: law, policy, treaty, agreement, or a proposal that nobody signed. */
  normKind: worded,
  termKind: worded,
  signedBy: Type.Array(Type.String()),
  who: Type.Array(Type.String()),
  state: worded,
  triggeredDate: Type.Optional(date),
  dueDate: Type.Optional(date),
  daysLeft: Type.Optional(Type.Integer()),
  daysLate: Type.Optional(Type.Integer()),
  /** Of a ban: how many days of it were left when it was broken, and when; of a limit: how often it happened by then. */
  daysEarly: Type.Optional(Type.Integer()),
  times: Type.Optional(Type.Integer()),
  brokenDate: Type.Optional(date),
  because: Type.Optional(worded),
  keptDate: Type.Optional(date),
  mayEscalate: Type.Boolean(),
  /** The party whose own signature judges this clock, when it is one. */
  adopted: Type.Optional(Type.Object({ organisationId: Type.String({ format: 'uuid' }), fromDate: date })),
  /** Who was told, and since when; nobody of what is not signed. */
  told: Type.Array(Told),
  /** Somebody must say why, or what is done now. */
  asksWhy: Type.Boolean(),
  mayAnswer: Type.Boolean(),
  /** Words of one's own may stand beside the answer. */
  takesWords: Type.Boolean(),
  said: Type.Optional(
    Type.Object({
      saidDate: date,
      cause: Type.Optional(worded),
      action: Type.Optional(worded),
      owner: Type.Optional(worded),
      untilDate: Type.Optional(date),
      words: Type.Optional(Type.String()),
    }),
  ),
  sources: Type.Array(
    Type.Object({
      name: Type.String(),
      article: Type.Optional(Type.String()),
      textOf: Type.Optional(Type.String()),
      readDate: date,
    }),
  ),
})
export const ClockList = Type.Object({
  on: date,
  clocks: Type.Array(Clock),
  /** What may be said of a miss. */
  causes: Type.Array(worded),
  actions: Type.Array(worded),
  owners: Type.Array(worded),
  abilities: Type.Array(Type.String()),
})

/** At most 50 clocks of dossiers that the organisation holds, the soonest first. */
export const DueClockList = Type.Object({
  on: date,
  dueClocks: Type.Array(
    Type.Object({
      dossierId: Type.String({ format: 'uuid' }),
      normId: Type.String(),
      title: sentence,
      state: worded,
      termKind: worded,
      dueDate: date,
      daysLeft: Type.Optional(Type.Integer()),
      daysLate: Type.Optional(Type.Integer()),
      mayEscalate: Type.Boolean(),
      told: Type.Array(Told),
    }),
  ),
  abilities: Type.Array(Type.String()),
})
