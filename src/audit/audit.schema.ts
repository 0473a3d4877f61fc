/** What goes over the line for the log. */
import Type from 'typebox'

export const LogQuery = Type.Object(
  {
    fromDate: Type.Optional(Type.String({ format: 'date' })),
    untilDate: Type.Optional(Type.String({ format: 'date' })),
    refusedOnly: Type.Optional(Type.Enum(['true', 'false'])),
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
    cursor: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)
export const LogList = Type.Object({
  entries: Type.Array(
    Type.Object({
      traceId: Type.String({ format: 'uuid' }),
      recordedAt: Type.String({ format: 'date-time' }),
      actorId: Type.Optional(Type.String({ format: 'uuid' })),
      function: Type.Optional(Type.String()),
      purpose: Type.Optional(Type.String()),
      purposeNl: Type.Optional(Type.String()),
      operation: Type.String(),
      outcome: Type.String(),
      refusalCode: Type.Optional(Type.String()),
      durationMs: Type.Integer(),
    }),
  ),
  nextCursor: Type.Optional(Type.String()),
  abilities: Type.Array(Type.String()),
})

/** `since`: how many rows the log had in the checkpoint that the asker kept. */
export const CheckpointQuery = Type.Object(
  { since: Type.Optional(Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' })) },
  { additionalProperties: false },
)
export const NewestCheckpoint = Type.Object({
  /** A C2SP checkpoint: origin, size and root, signed. */
  note: Type.String(),
  verifierKey: Type.String(),
  size: Type.Integer(),
  sealedAt: Type.String({ format: 'date-time' }),
  /** Hashes by which the kept checkpoint is seen to be how this one begins (RFC 9162, 2.1.4); empty without `since`. */
  proof: Type.Array(Type.String()),
  abilities: Type.Array(Type.String()),
})
