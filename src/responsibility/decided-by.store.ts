/** Which municipality and which law the last verdict of a dossier named, for who counts what waiting cost: codes, and nothing of a person. */
import type { Work } from '../platform/work.ts'
import { MATTERS } from './matter-book.ts'
import { listVerdicts } from './responsibility.store.ts'
import type { Rule, Topic } from './rule.ts'
import { RULES } from './rule-book.ts'
import { inUrgency } from './rule-order.ts'

/** A law as the book of rules names its source: `WMO`, `JW`, `RVB`. */
export type DecidedBy = { readonly municipality?: string; readonly law?: string }
const ABOUT_A_PLACE: readonly Topic[] = ['shelter', 'youth']

/** Of the newest verdict that this house asked for; nothing when there is none, or when no rule about a place was certain. */
export const decidedBy = async (work: Work, dossier: string): Promise<DecidedBy> => {
  const [verdict] = await listVerdicts(work, dossier, 1)
  if (!verdict) return {}
  const certain = RULES.filter((rule) =>
    verdict.certain.some(({ ruleId, ruleVersion }) => ruleId === rule.id && ruleVersion === rule.version),
  )
  const law = lawOf(certain)
  return { ...(verdict.municipalityCode && { municipality: verdict.municipalityCode }), ...(law && { law }) }
}

/** The law of the most urgent rule about a place. */
export const lawOf = (rules: readonly Rule[]): string | undefined => {
  const [rule] = inUrgency(
    rules.filter(({ topic }) => ABOUT_A_PLACE.includes(topic)),
    MATTERS.orders,
  )
  return rule && lawIn(rule)?.key
}
// The first source of which an article was read is a law; a rule that rests on a page alone is named by that page.
const lawIn = ({ sources }: Rule): Rule['sources'][number] | undefined =>
  sources.find(({ article }) => article !== undefined) ?? sources[0]

/** Every law that can be named so, with its name. */
export const LAWS: ReadonlyMap<string, string> = new Map(
  RULES.flatMap((rule) => {
    const law = lawIn(rule)
    return ABOUT_A_PLACE.includes(rule.topic) && law?.key ? [[law.key, law.name] as const] : []
  }),
)
