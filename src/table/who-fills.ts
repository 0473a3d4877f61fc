/** Which organisation fills a seat: the kind that may, serving where she is; municipality, its region, its police unit, the country. */

import {
  isValidOn,
  type Municipality,
  type Organisation,
  type OrganisationKind,
  PLANE_OF,
  type Territory,
} from '../directory/public.ts'
import type { Day, Plane } from '../kernel/index.ts'
import type { SeatKind } from './seats.ts'

/** Which kinds of organisation can take which seat; an interpreter's seat is for an interpreter service. */
export const PARTY_KINDS: Readonly<Record<SeatKind, readonly OrganisationKind[]>> = {
  'care-coordinator': ['care-coordination', 'safety-house'],
  avim: ['police-avim'],
  vice: ['police-vice'],
  'labour-authority': ['labour-authority'],
  wmo: ['municipality'],
  shelter: ['shelter', 'care-provider'],
  'legal-aid': ['legal-aid'],
  coa: ['coa'],
  guardian: ['nidos'],
  'child-protection': ['child-protection'],
  interpreter: ['interpreter-service'],
  'public-prosecution': ['public-prosecution'],
  'military-police': ['military-police'],
  youth: ['municipality'],
}

/** The plane on which whoever takes this seat stands. Every seat has one: its kinds of organisation never stand on two. */
export const planeOfSeat = (kind: SeatKind): Plane => {
  const [first] = PARTY_KINDS[kind]
  return first ? PLANE_OF[first] : 'care'
}

/** A shelter is never chosen by where it is: that would tell where it is (decision 8). */
const NEVER_BY_PLACE: readonly SeatKind[] = ['shelter']

const nearestFirst = (municipality: Municipality): readonly Territory[] => [
  municipality.code,
  municipality.safetyRegion,
  municipality.policeUnit,
  municipality.province,
  'NL',
]

/**
 * The organisation that fills this seat where she is, nearest territory first. Undefined when the directory names none or more than one at
 * that territory (then somebody chooses, unless it is the house that holds the table), when it is not known where she is and the seat is not a national one, and for a shelter always.
 */
export const whoFills = (
  kind: SeatKind,
  of: {
    readonly organisations: readonly Organisation[]
    readonly municipality: Municipality | undefined
    readonly on: Day
    /** Whoever holds the table: of houses that could, it is itself the one. */
    readonly own?: string
  },
): Organisation | undefined => {
  if (NEVER_BY_PLACE.includes(kind)) return undefined
  const fitting = of.organisations.filter(
    (each) => PARTY_KINDS[kind].includes(each.kind) && isValidOn(each.valid, of.on),
  )
  const own = fitting.find(({ id }) => id === of.own)
  if (own) return own
  for (const territory of of.municipality ? nearestFirst(of.municipality) : (['NL'] as const)) {
    const here = fitting.filter(({ serves }) => serves.includes(territory))
    if (here.length > 0) return here.length === 1 ? here[0] : undefined
  }
  return undefined
}
