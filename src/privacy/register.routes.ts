/** The edge of the register of processing. */
import type { Static } from 'typebox'
import { readPurposes } from '../access/index.ts'
import { type ContactPoint, isValidOn, type Reference } from '../directory/index.ts'
import { accept } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { ProcessingRegister } from './register.schema.ts'
import { countActs, readTerms } from './register.store.ts'
import { type Operation, type Register, registerOf } from './register.ts'

export type RegisterPorts = {
  readonly reference: Reference
  /** Every operation of the system with its purpose: the list of routes itself, asked when all of them are there. */
  readonly operations: () => readonly Operation[]
}

export const registerRoutes = ({ reference, operations }: RegisterPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/processing-register',
    operationId: 'readProcessingRegister',
    summary:
      'Het verwerkingsregister van de eigen organisatie (AVG artikel 30), gemaakt uit doelen, handelingen en logboek',
    tag: 'verantwoording',
    access: { kind: 'signed-in', functions: ['privacy-officer'], purpose: 'W08' },
    answer: ProcessingRegister,
    refusals: [],
    handle: async (work) => {
      const { kind, name } = organisationOf(reference, work)
      const points = pointsOf(reference, work)
      const officer = points.find((each) => each.function === 'privacy-desk')
      const actedFor = await countActs(work)
      const register = registerOf({
        kind,
        purposes: readPurposes(),
        operations: operations(),
        actedFor,
        terms: readTerms(kind),
      })
      return accept({
        madeAt: work.now.toISOString(),
        organisation: { name, kind, contacts: points.filter((each) => each !== officer).map(presentPoint) },
        ...(officer ? { dataProtectionOfficer: presentPoint(officer) } : {}),
        ...presentRegister(register),
        abilities: [],
      })
    },
  }),
]

// Every account stands in the directory: the database holds it to that.
const organisationOf = (
  { organisations }: Reference,
  { claim }: Work,
): { readonly kind: string; readonly name: string } => {
  const found = organisations.find((each) => each.id === claim.organisation)
  if (!found) throw new Error('an organisation that is not in the directory')
  return found
}

const pointsOf = ({ contactPoints }: Reference, { claim, today }: Work): readonly ContactPoint[] =>
  contactPoints.filter((each) => each.organisation === claim.organisation && isValidOn(each.valid, today))

const presentPoint = ({ holder, phone, mail }: ContactPoint) => ({ nl: holder.nl, en: holder.en, phone, mail })

const presentRegister = ({
  activities,
  never,
  terms,
  outsideEu,
  measures,
}: Register): Pick<Static<typeof ProcessingRegister>, 'activities' | 'never' | 'terms' | 'outsideEu' | 'measures'> => ({
  activities: activities.map(
    ({ id, classes, roles, certainty, people, receivers, sources, operations, counts, ...rest }) => ({
      ...rest,
      ...counts,
      purpose: id,
      dataClasses: [...classes],
      roles: [...roles],
      certainty: [...certainty],
      people: [...people],
      receivers: [...receivers],
      sources: [...sources],
      operations: [...operations],
    }),
  ),
  never: never.map(({ id, nl, en, basis, receivers }) => ({ purpose: id, nl, en, basis, receivers: [...receivers] })),
  ...(terms ? { terms: [...terms] } : {}),
  outsideEu: [...outsideEu],
  measures: [...measures],
})
