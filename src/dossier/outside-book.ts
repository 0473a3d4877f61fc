/** Terms and points of other countries (data/handover/), read once. A row that nobody can read is a fault of ours. */
import pointsFile from '../../data/handover/referral-points.json' with { type: 'json' }
import termsFile from '../../data/handover/terms.json' with { type: 'json' }
import { type Day, parseDay } from '../kernel/index.ts'
import { COUNTRIES, type Country } from './countries.ts'
import type { OutsideTerms } from './outside.ts'

const POINT_KINDS = ['victim-service', 'network', 'state-body'] as const
type PointKind = (typeof POINT_KINDS)[number]

/** A body in a country where a referral mechanism, or who knows it, is found. No number and no person: a public page. */
export type ReferralPoint = {
  readonly country: Country
  readonly name: string
  readonly is: PointKind
  readonly web: string
  readonly year: number
}

type Row = ReferralPoint & { readonly valid_from: string; readonly valid_until?: string; readonly state: string }
type PointsFile = { readonly central: { readonly name: string; readonly web: string }; readonly points: readonly Row[] }

/** Reads the table; throws at a country or kind that does not exist, a page that is not https, and a row without year or day. */
export const readPoints = (given: unknown): PointsFile => {
  // Safe: every member of it is checked below.
  const file = given as PointsFile
  const wrong = file.points.find(
    (each) =>
      !COUNTRIES.includes(each.country) ||
      !POINT_KINDS.includes(each.is) ||
      each.name === '' ||
      !each.web.startsWith('https://') ||
      !Number.isInteger(each.year) ||
      parseDay(each.valid_from) === undefined ||
      (each.valid_until !== undefined && parseDay(each.valid_until) === undefined) ||
      each.state !== 'unreviewed',
  )
  if (wrong) throw new RangeError(`the point ${wrong.name} of ${wrong.country} cannot be read`)
  return file
}

const POINTS = readPoints(pointsFile)

/** Whom to ask of a country that is not in the table. */
export const CENTRAL_POINT = POINTS.central

/** What is known of this country on this day; nothing is an answer: then the central contact is asked. */
export const pointsOf = (country: string, today: Day): readonly ReferralPoint[] =>
  POINTS.points.filter(
    (each) =>
      each.country === country &&
      each.valid_from <= today &&
      (each.valid_until === undefined || today <= each.valid_until),
  )

export const OUTSIDE_TERMS: OutsideTerms = {
  openDays: termsFile.terms.openDays.days,
  readDays: termsFile.terms.readDays.days,
  readTimes: termsFile.terms.readTimes.times,
}
