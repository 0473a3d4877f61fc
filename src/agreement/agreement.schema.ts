/** What goes over the line of agreement: norms with their sentence, their source and what the clock says. */
import Type from 'typebox'

const date = Type.String({ format: 'date' })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const sentence = Type.Object({ nl: Type.String(), en: Type.String() })

export const DossierParams = Type.Object({ dossierId: Type.String({ format: 'uuid' }) })
export const ClockList = Type.Object({
  on: date,
  clocks: Type.Array(
    Type.Object({
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
      because: Type.Optional(worded),
      keptDate: Type.Optional(date),
      mayEscalate: Type.Boolean(),
      sources: Type.Array(
        Type.Object({
          name: Type.String(),
          article: Type.Optional(Type.String()),
          textOf: Type.Optional(Type.String()),
          readDate: date,
        }),
      ),
    }),
  ),
  abilities: Type.Array(Type.String()),
})
