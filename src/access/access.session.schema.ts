/** What signing in takes and gives; shared by the routes and by the screens, which read it as types only. */
import Type from 'typebox'

export const CastMembers = Type.Object({
  demonstration: Type.Boolean(),
  members: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      function: Type.String(),
      descriptionNl: Type.String(),
      descriptionEn: Type.String(),
    }),
  ),
})

export const SessionBody = Type.Object(
  { castMember: Type.String({ minLength: 1, maxLength: 60 }) },
  { additionalProperties: false },
)
export const SessionBegun = Type.Object({ token: Type.String(), expiresInHours: Type.Integer() })
export const SessionEnded = Type.Object({ signedOut: Type.Boolean() })
export const OwnSessions = Type.Object({
  sessions: Type.Array(
    Type.Object({
      sessionId: Type.String({ format: 'uuid' }),
      isThis: Type.Boolean({ description: 'Deze sessie: hiermee wordt nu gevraagd' }),
      function: Type.String(),
      organisationName: Type.String(),
      begunAt: Type.String({ format: 'date-time' }),
      seenAt: Type.String({ format: 'date-time', description: 'Wanneer er voor het laatst een hand aan kwam' }),
      endsAt: Type.String({ format: 'date-time' }),
      abilities: Type.Array(Type.String()),
    }),
  ),
  abilities: Type.Array(Type.String()),
})
export const SessionPath = Type.Object({ sessionId: Type.String({ format: 'uuid' }) })
export const SessionsEnded = Type.Object({ ended: Type.Integer() })

export const Session = Type.Object({
  signedIn: Type.Boolean(),
  name: Type.Optional(Type.String()),
  function: Type.Optional(Type.String()),
  organisationId: Type.Optional(Type.String({ format: 'uuid' })),
  plane: Type.Optional(Type.String()),
  demonstration: Type.Boolean(),
  provider: Type.Boolean({ description: 'Aanmelden gaat via een aanmelddienst (OpenID Connect)' }),
  localAccounts: Type.Boolean({ description: 'Aanmelden kan hier zelf, met een passkey of een sleutel en code' }),
  freshUntil: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'Tot wanneer ernstige handelingen kunnen zonder opnieuw aanmelden',
    }),
  ),
  reads: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Wat deze functie kan opvragen zonder iets te noemen: paden die alleen lezen',
    }),
  ),
})
