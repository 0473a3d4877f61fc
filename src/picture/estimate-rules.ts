/** The limits of data/picture/estimate-rules.json: when registers carry no estimate, and what an estimate is flagged for. Own judgement, as the file says. */
import file from '../../data/picture/estimate-rules.json' with { type: 'json' }
import { fillIn } from '../kernel/index.ts'

type Said = { readonly nl: string; readonly en: string }
export type RefusalRule = keyof typeof file.refuse
export type FlagRule = keyof typeof file.flag

export const ESTIMATE_RULES = file

/** What a rule found, as a code with its figures and as a sentence in both languages. */
export type Finding<Code extends string = string> = Said & {
  readonly code: Code
  readonly limit: number
  readonly figures: Readonly<Record<string, string | number>>
}

export const refusing = (code: RefusalRule, figures: Finding['figures']): Finding<RefusalRule> =>
  said(code, file.refuse[code], figures)
export const flagging = (code: FlagRule, figures: Finding['figures']): Finding<FlagRule> =>
  said(code, file.flag[code], figures)

const said = <Code extends string>(
  code: Code,
  rule: Said & { readonly limit: number },
  figures: Finding['figures'],
): Finding<Code> => {
  const all = { limit: rule.limit, ...figures }
  return { code, limit: rule.limit, figures, nl: fillIn(rule.nl, all, 'stays'), en: fillIn(rule.en, all, 'stays') }
}
