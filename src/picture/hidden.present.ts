/** What a reader with the purpose sees of the hidden number: lists by their names, reasons in words, and every estimated number with two digits. */
import type { Static } from 'typebox'
import { fillIn, type Outcome, type Refusal } from '../kernel/index.ts'
import { estimateSteps, estimateWords } from '../words/estimate.ts'
import { REFUSALS } from '../words/refusals.ts'
import { CAPTURE_LISTS, LISTS_SOURCE, NO_LIST, type SeenBy, SIDES, type Side } from './capture.ts'
import { NOT_WITHOUT_RELEASE, sourceOf, type Worded } from './definitions.ts'
import { type EstimateReport, twoDigits } from './estimate.ts'
import { ESTIMATE_RULES, type Finding, type FlagRule, type RefusalRule } from './estimate-rules.ts'
import type { EstimateState } from './estimates-apart.job.ts'
import type { HiddenView } from './hidden.schema.ts'

type Hidden = Static<typeof HiddenView>
type Estimated = Pick<
  Hidden,
  | 'state'
  | 'progress'
  | 'reasons'
  | 'flags'
  | 'estimate'
  | 'range'
  | 'secondOpinion'
  | 'missedLinks'
  | 'withoutList'
  | 'peopleDiffer'
  | 'assumptions'
>
export type HiddenAsked = {
  readonly year: number
  readonly years: readonly number[]
  readonly waiting: number
  readonly side: Side
  readonly persons: number
  readonly seen: SeenBy
}

const NOTHING: Omit<Estimated, 'state'> = { reasons: [], flags: [], missedLinks: [], withoutList: [], assumptions: [] }

/** The table of lists with what is known of its estimate: `made` is what came of it so far, or why there is no table. */
export const presentHidden = (
  { year, years, waiting, side, persons, seen }: HiddenAsked,
  made: Outcome<EstimateState>,
): Hidden => ({
  ...{ year, years: [...years], waiting, side, persons, seen: seen.persons },
  sides: SIDES.map((code) => ({ code, nl: CAPTURE_LISTS[code].nl, en: CAPTURE_LISTS[code].en })),
  lists: seen.lists.map((each) => ({ ...each, ...nameIn(side, each.code) })),
  silent: seen.silent.map((code) => ({ code, ...nameIn(side, code) })),
  combinations: seen.combinations.map(({ lists, persons: many }) => ({ lists: [...lists], persons: many })),
  ...sourceOf(LISTS_SOURCE),
  ...estimatedOf(side, made),
  says: [
    { code: 'one-side', ...estimateWords.oneSide },
    { code: 'on-no-list', nl: NO_LIST.nl, en: NO_LIST.en },
    { code: 'one-year', ...estimateWords.oneYear },
    { code: 'no-limit-of-all', ...estimateWords.noOneCouldSee },
  ],
  notice: { code: 'not-without-release', ...NOT_WITHOUT_RELEASE },
  abilities: ['release-numbers'],
})

const nameIn = (side: Side, code: string): Worded => {
  const found = CAPTURE_LISTS[side].lists.find((list) => list.code === code)
  return { nl: found?.nl ?? code, en: found?.en ?? code }
}

const estimatedOf = (side: Side, made: Outcome<EstimateState>): Estimated => {
  if (!made.ok) return { ...NOTHING, state: 'refused', reasons: [sayRefusal(side, made.refusal)] }
  const state = made.value
  if (state.is === 'made') return reported(side, state.report)
  if (state.is === 'given-up')
    return { ...NOTHING, state: 'given-up', reasons: [{ code: 'given-up', ...estimateWords.givenUp }] }
  const { progress } = state
  return {
    ...NOTHING,
    state: 'computing',
    ...(progress === undefined
      ? {}
      : {
          progress: {
            step: { code: progress.step, ...estimateSteps[progress.step] },
            ...{ done: progress.done, of: progress.of },
          },
        }),
  }
}

const reported = (side: Side, report: EstimateReport): Estimated => {
  const { verdict, reasons, flags, released, estimate, range, secondOpinion, missedLinks, withoutList, peopleDiffer } =
    report
  const why = reasons.map((each) => sayFinding(side, ESTIMATE_RULES.refuse[each.code], each))
  // A range over models that contradict each other is no answer: it stands in the reason and nowhere else.
  if (verdict === 'refused') return { ...NOTHING, state: verdict, reasons: why }
  const nearly = (value: number | null): number | null => (value === null ? null : twoDigits(value))
  return {
    state: verdict,
    reasons: why,
    flags: flags.map((each) => sayFinding(side, ESTIMATE_RULES.flag[each.code], each)),
    ...(released && estimate
      ? {
          estimate: {
            ...{ estimate: released.estimate, hidden: released.hidden, model: estimate.model },
            ...{ interval95: [...released.interval95], interval80: [...released.interval80] },
          },
        }
      : {}),
    ...(range
      ? {
          range: {
            ...{ within: range.within, models: range.models },
            ...{ lowest: twoDigits(range.lowest, 'down'), highest: twoDigits(range.highest, 'up') },
            top: range.top.map((each) => ({ model: each.model, estimate: twoDigits(each.estimate) })),
          },
        }
      : {}),
    ...(secondOpinion
      ? {
          secondOpinion: {
            median: twoDigits(secondOpinion.median),
            interval95: [twoDigits(secondOpinion.interval95[0], 'down'), twoDigits(secondOpinion.interval95[1], 'up')],
            humps: secondOpinion.humps.map((each) => twoDigits(each)),
          },
        }
      : {}),
    missedLinks: missedLinks.map(({ share, ...each }) => ({ share, ...each, estimate: nearly(each.estimate) })),
    withoutList: withoutList.map(({ list, ...each }) => ({ list, ...each, estimate: nearly(each.estimate) })),
    ...(peopleDiffer
      ? { peopleDiffer: { estimate: twoDigits(peopleDiffer.estimate), change: peopleDiffer.change } }
      : {}),
    assumptions: [...ESTIMATE_RULES.assumptions],
  }
}

/** A finding names lists by their codes; here by their names, in the language of the sentence. */
const sayFinding = (side: Side, rule: Worded, found: Finding<FlagRule | RefusalRule>): Hidden['flags'][number] => {
  const say = (language: keyof Worded): string =>
    fillIn(rule[language], named(side, language, { limit: found.limit, ...found.figures }), 'stays')
  return { code: found.code, nl: say('nl'), en: say('en') }
}
const sayRefusal = (side: Side, { code, params }: Refusal): Hidden['reasons'][number] => {
  const words: Readonly<Record<string, Worded>> = REFUSALS
  const say = (language: keyof Worded): string =>
    fillIn(words[code]?.[language] ?? code, named(side, language, params ?? {}))
  return { code, nl: say('nl'), en: say('en') }
}
const named = (side: Side, language: keyof Worded, figures: NonNullable<Refusal['params']>) => {
  const names = Object.fromEntries(CAPTURE_LISTS[side].lists.map((list) => [list.code, list[language]]))
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, names[String(value)] ?? value]))
}
