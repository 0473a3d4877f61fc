/** What goes over the line of the register of processing. */
import Type from 'typebox'

const Words = { nl: Type.String(), en: Type.String() }
const Codes = Type.Array(Type.String())

export const Activity = Type.Object({
  purpose: Type.String(),
  ...Words,
  of: Type.Enum(['sharing-table', 'installation']),
  roles: Codes,
  basis: Type.String(),
  certainty: Codes,
  consent: Type.String(),
  note: Type.String(),
  dataClasses: Codes,
  people: Codes,
  receivers: Codes,
  sources: Codes,
  operations: Type.Array(Type.Object({ operationId: Type.String(), summary: Type.String() })),
  done30: Type.Integer(),
  done365: Type.Integer(),
  refused30: Type.Integer(),
  refused365: Type.Integer(),
})

export const ProcessingRegister = Type.Object({
  madeAt: Type.String({ format: 'date-time' }),
  organisation: Type.Object({
    name: Type.String(),
    kind: Type.String(),
    contacts: Type.Array(Type.Object({ ...Words, phone: Type.String(), mail: Type.String() })),
  }),
  /** Absent when the directory names none. */
  dataProtectionOfficer: Type.Optional(Type.Object({ ...Words, phone: Type.String(), mail: Type.String() })),
  activities: Type.Array(Activity),
  never: Type.Array(Type.Object({ purpose: Type.String(), ...Words, basis: Type.String(), receivers: Codes })),
  /** Absent when nobody settled any. */
  terms: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String(),
        ...Words,
        years: Type.Integer(),
        article: Type.String(),
        certainty: Type.String(),
      }),
    ),
  ),
  /** Operations that give something outside the European Union. */
  outsideEu: Codes,
  measures: Type.Array(Type.Object({ id: Type.String(), ...Words, document: Type.String() })),
  abilities: Codes,
})
