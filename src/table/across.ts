/**
 * The only words that go from one house to another at a table: fixed ones, from data/case-table/words-across.json, each with the planes for
 * which it exists. Nothing that somebody typed crosses, and there is no word for what an investigation does (decision 3).
 */
import words from '../../data/case-table/words-across.json' with { type: 'json' }
import type { Plane } from '../kernel/index.ts'

export const ASKS = [
  ...(['call-back', 'name-contact', 'come-next-time', 'report-comensha', 'offer-reflection'] as const),
  ...(['plan-information-talk', 'assess-safety', 'assess-non-punishment', 'find-place', 'say-who-pays'] as const),
  ...(['start-wmo-inquiry', 'arrange-lawyer', 'arrange-interpreter', 'arrange-health-care'] as const),
  ...(['arrange-income', 'arrange-school-or-work', 'as-told-at-the-table'] as const),
] as const
export type Ask = (typeof ASKS)[number]

export const STATEMENTS = [
  ...(['comes-to-the-table', 'has-named-a-contact', 'can-be-called', 'offers-information-talk'] as const),
  ...(['does-nothing-now', 'does-not-say', 'supports-daily', 'gives-shelter', 'looks-for-a-place'] as const),
  ...(['gives-legal-aid', 'arranges-income', 'arranges-health-care', 'decides-on-support'] as const),
] as const
export type Statement = (typeof STATEMENTS)[number]

/** Why something agreed was not done. Her no is an answer, not a failure (decision 4). */
export const WHY_NOT = [
  ...(['she-said-no', 'not-safe', 'waits-for-another', 'not-possible', 'no-longer-needed', 'not-yet'] as const),
] as const
export type WhyNot = (typeof WHY_NOT)[number]

type Row = { readonly id: string; readonly planes: readonly string[] }
const onPlane = (rows: readonly Row[], id: string, plane: Plane): boolean =>
  rows.some((each) => each.id === id && each.planes.includes(plane))

/** May somebody who stands on this plane be asked to do this? A word that the file does not name exists for nobody. */
export const mayBeAsked = (ask: Ask, plane: Plane): boolean => onPlane(words.asks, ask, plane)

/** May somebody who stands on this plane say this of what it does for the case? */
export const mayState = (statement: Statement, plane: Plane): boolean => onPlane(words.statements, statement, plane)

/**
 * May this be told between a house of care and a house of enforcement? That she said no, or that it is not safe for her, is heard on one plane and
 * stays there (decision 3); between houses of one plane everything may be told.
 */
export const mayTellAcross = (why: WhyNot): boolean =>
  words.why_not.some((each) => each.id === why && each.planes_apart)
