/**
 * The hidden number: how many persons are on no list at all, from how the lists overlap. One report for one table: whether the registers carry an estimate and
 * if not why, the estimate with limits that know of the choice of model, the range over models that fit as well, a second opinion, what missed links and each
 * single list do to it, and what must be true for it. Limits are data (data/picture/estimate-rules.json). Clock and chance are arguments.
 */
import { type Random, randomFrom } from '../kernel/index.ts'
import { type Alike, fitWithDifference } from './estimate-alike.ts'
import { type Average, averageOverGraphs } from './estimate-average.ts'
import { bicOf, type Fit, fitModel, nameOf, type Prepared, prepare } from './estimate-fit.ts'
import { bcaInterval, type Interval, REPLICATES, replicate } from './estimate-interval.ts'
import { ESTIMATE_RULES, type Finding, type FlagRule, flagging, type RefusalRule, refusing } from './estimate-rules.ts'
import {
  bicEstimator,
  type Chosen,
  chooseByBic,
  chooseStepwise,
  type Estimator,
  orderFor,
  type Ranked,
  rankByBic,
  STEPWISE_THRESHOLD,
  stepwiseEstimator,
} from './estimate-select.ts'
import { withoutMissedLinks } from './estimate-sensitivity.ts'
import { type CaptureTable, LISTS_MIN, observedIn, setsOfSize, withoutList } from './estimate-table.ts'
import { upperGamma } from './special-functions.ts'

export type EstimateMethod = 'bic' | 'stepwise'
export type EstimateSettings = {
  readonly method?: EstimateMethod
  /** Replicates of the bootstrap. */
  readonly replicates?: number
  /** The same seed gives the same limits. */
  readonly seed?: number
  /** The share of links that linkage misses by its own measure, when it is known. */
  readonly missedLinks?: number
}

/** Steps of the work, in order, for who waits. */
export type EstimateStep = 'models' | 'second-opinion' | 'interval' | 'sensitivity'
export type Progress = (step: EstimateStep, done: number, of: number) => void

/** A number with both its limits. */
export type Estimated = { readonly estimate: number; readonly interval95: Interval; readonly interval80: Interval }

export type EstimateReport = {
  readonly verdict: 'answered' | 'refused'
  /** Why the registers carry no estimate; empty when they do. */
  readonly reasons: readonly Finding<RefusalRule>[]
  /** What shows that something taken for granted may not hold. */
  readonly flags: readonly Finding<FlagRule>[]
  readonly lists: readonly { readonly name: string; readonly observed: number; readonly overlaps: number }[]
  readonly observed: number
  /** What may leave the house: two significant digits, limits away from the middle. Absent when refused. */
  readonly released?: Estimated & { readonly hidden: number }
  readonly estimate?: Estimated & { readonly model: string; readonly method: EstimateMethod }
  readonly range?: ModelRange
  readonly secondOpinion?: Average
  readonly missedLinks: readonly {
    readonly share: number
    readonly estimate: number | null
    readonly change: number | null
  }[]
  readonly withoutList: readonly {
    readonly list: string
    readonly estimate: number | null
    readonly change: number | null
  }[]
  /** If people differ in how easily anybody sees them; absent when such a model has no estimate. `worse` is its BIC less that of the chosen model. */
  readonly peopleDiffer?: {
    readonly estimate: number
    readonly change: number
    readonly worse: number
    readonly leaning: number
  }
  readonly workings: Workings
  readonly assumptions: typeof ESTIMATE_RULES.assumptions
  readonly settings: Required<Omit<EstimateSettings, 'missedLinks'>> & {
    readonly order: number
    readonly missedLinks: number | null
    readonly rules: string
  }
}

export type NamedModel = { readonly model: string; readonly bic: number; readonly estimate: number }
/** Models that fit nearly as well as the best. */
export type ModelRange = {
  readonly within: number
  readonly models: number
  readonly lowest: number
  readonly highest: number
  readonly top: readonly NamedModel[]
}
/** What was computed on the way, for who checks it. Not for release. */
export type Workings = {
  readonly stepwise: readonly StepwiseWorking[]
  readonly bic: readonly { readonly order: number; readonly validModels: number; readonly top: readonly NamedModel[] }[]
}
export type StepwiseWorking = {
  readonly threshold: number
  readonly model: string
  readonly estimate: number
  readonly deviance: number
  readonly pairs: readonly string[]
  readonly pairsAtMinusInfinity: readonly string[]
}

const THRESHOLDS = [0, 0.001, 0.01, STEPWISE_THRESHOLD, 0.05]
const TOP = 12
/** Among so many of the best models a replicate chooses its own (Silverman, Chan, Vincent 2024). */
export const MODELS_OF_REPLICATE = 60
const MISSED_LINKS = [0, 0.05, 0.1]
const DEFAULT_SEED = 1

/** The report for one table. */
export const estimateHidden = (
  table: CaptureTable,
  settings: EstimateSettings = {},
  progress: Progress = () => undefined,
): EstimateReport => {
  const { method = 'bic', replicates = REPLICATES, seed = DEFAULT_SEED } = settings
  const lists = table.lists.length
  const prepared = prepare(lists, table.counts)
  const order = orderFor(lists)
  progress('models', 0, 1)
  const byOrder = [...new Set([2, order])].map((each) => ({ order: each, ranked: rankByBic(prepared, each) }))
  const ranked = byOrder.at(-1)?.ranked ?? []
  const models = ranked.slice(0, MODELS_OF_REPLICATE).map(({ model }) => model)
  const estimator = method === 'stepwise' ? stepwiseEstimator(lists) : bicEstimator(lists, models)
  const range = rangeOf(lists, ranked)
  const chosen = method === 'stepwise' ? chooseStepwise(prepared) : chooseByBic(prepared, models)
  const early = reasonsOf(prepared, range)
  const base = {
    lists: table.lists.map((name, list) => ({ name, ...overlapsOf(prepared, list) })),
    observed: observedIn(table.counts),
    ...(range === undefined ? {} : { range }),
    workings: workingsOf(table, prepared, byOrder),
    assumptions: ESTIMATE_RULES.assumptions,
    settings: {
      method,
      replicates,
      seed,
      order,
      missedLinks: settings.missedLinks ?? null,
      rules: ESTIMATE_RULES.carried_over_on,
    },
  }
  if (early.length > 0 || range === undefined || chosen === undefined)
    return { verdict: 'refused', reasons: early, flags: [], missedLinks: [], withoutList: [], ...base }
  const point = chosen.fit.estimate
  progress('second-opinion', 0, 1)
  const secondOpinion = averageOverGraphs(table.counts)
  const estimated = intervalOf(table.counts, estimator, randomFrom(seed), replicates, progress)
  if (!Number.isFinite(estimated.interval95[1]))
    return {
      verdict: 'refused',
      reasons: [refusing('no-upper-limit', {})],
      flags: [],
      missedLinks: [],
      withoutList: [],
      secondOpinion,
      ...base,
    }
  const shares = [...new Set([...MISSED_LINKS, ...(settings.missedLinks === undefined ? [] : [settings.missedLinks])])]
  const missedLinks = shares.map((share, done) => {
    progress('sensitivity', done, shares.length + lists)
    // The model is held: this asks what links do, not which model would have been chosen.
    const whole = prepare(lists, withoutMissedLinks(table.counts, share))
    return { share, ...changeOf(point, fitModel(whole, chosen.model)?.estimate ?? Number.POSITIVE_INFINITY) }
  })
  const without =
    lists === LISTS_MIN
      ? []
      : withoutEach(table, method, point, (done) =>
          progress('sensitivity', shares.length + done, shares.length + lists),
        )
  const report: Omit<EstimateReport, 'flags'> = {
    verdict: 'answered',
    reasons: [],
    released: releasedOf(estimated, base.observed),
    estimate: { ...estimated, method, model: nameOf(lists, chosen.model) },
    secondOpinion,
    missedLinks,
    withoutList: without,
    ...differenceOf(prepared, chosen, point),
    ...base,
  }
  return { ...report, flags: flagsOf(report, fitChance(prepared, chosen.fit)) }
}

/** Beside the chosen model and beside none: many pairs together say the same as one difference between people. The better of both. */
const differenceOf = (table: Prepared, chosen: Chosen, point: number): Pick<EstimateReport, 'peopleDiffer'> => {
  const found = [chosen.model, []]
    .map((model) => fitWithDifference(table, model))
    .filter((each): each is Alike => each !== undefined && Number.isFinite(each.estimate))
    .sort((a, b) => a.bic - b.bic)[0]
  if (found === undefined) return {}
  const { estimate, leaning } = found
  return {
    peopleDiffer: { estimate, leaning, change: estimate / point - 1, worse: found.bic - bicOf(table, chosen.fit) },
  }
}

const intervalOf = (
  counts: Float64Array,
  estimator: Estimator,
  random: Random,
  size: number,
  progress: Progress,
): Estimated => {
  const replicates = replicate(counts, estimator, random, size, (done) => progress('interval', done, size))
  return {
    estimate: replicates.estimate,
    interval95: bcaInterval(replicates, 0.95),
    interval80: bcaInterval(replicates, 0.8),
  }
}

const overlapsOf = (table: Prepared, list: number): { readonly observed: number; readonly overlaps: number } => {
  const observed = table.totals[1 << list] ?? 0
  return { observed, overlaps: observed - (table.counts[1 << list] ?? 0) }
}

const rangeOf = (lists: number, ranked: readonly Ranked[]): ModelRange | undefined => {
  const best = ranked[0]
  if (best === undefined) return undefined
  const { within } = ESTIMATE_RULES.refuse['models-disagree']
  const near = ranked.filter(({ bic }) => bic <= best.bic + within)
  const estimates = near.map(({ estimate }) => estimate)
  return {
    within,
    models: near.length,
    lowest: Math.min(...estimates),
    highest: Math.max(...estimates),
    top: near.slice(0, TOP).map((each) => named(lists, each)),
  }
}
const named = (lists: number, { model, bic, estimate }: Ranked): NamedModel => ({
  model: nameOf(lists, model),
  bic,
  estimate,
})

/** Reasons that need no bootstrap: too few persons, too few overlaps, models that contradict each other. */
const reasonsOf = (table: Prepared, range: ModelRange | undefined): readonly Finding<RefusalRule>[] => {
  const { refuse: rules } = ESTIMATE_RULES
  const reasons: Finding<RefusalRule>[] = []
  const overlaps = setsOfSize(table.lists, 2).map((pair) => table.totals[pair] ?? 0)
  const observed = table.totals[0] ?? 0
  const largest = Math.max(...overlaps)
  const pairs = overlaps.filter((each) => each > 0).length
  if (observed < rules['too-few-observed'].limit) reasons.push(refusing('too-few-observed', { found: observed }))
  if (largest < rules['overlap-too-small'].limit) reasons.push(refusing('overlap-too-small', { found: largest }))
  if (pairs < rules['too-few-pairs'].limit) reasons.push(refusing('too-few-pairs', { found: pairs }))
  if (range === undefined) reasons.push(refusing('no-model', {}))
  else if (range.highest > rules['models-disagree'].limit * range.lowest)
    reasons.push(
      refusing('models-disagree', {
        within: range.within,
        models: range.models,
        lowest: Math.round(range.lowest),
        highest: Math.round(range.highest),
        found: short(range.highest / range.lowest),
      }),
    )
  return reasons
}

const workingsOf = (
  { lists }: CaptureTable,
  prepared: Prepared,
  byOrder: readonly { readonly order: number; readonly ranked: readonly Ranked[] }[],
): Workings => {
  const pairName = (pair: number): string => lists.filter((_, list) => (pair >> list) & 1).join(':')
  const seen = (pair: number): boolean => (prepared.totals[pair] ?? 0) > 0
  return {
    stepwise: THRESHOLDS.flatMap((threshold) => {
      const chosen = chooseStepwise(prepared, threshold)
      if (chosen === undefined) return []
      const { model, fit } = chosen
      return {
        threshold,
        model: nameOf(lists.length, model),
        estimate: fit.estimate,
        deviance: fit.deviance,
        pairs: model.filter(seen).map(pairName),
        pairsAtMinusInfinity: model.filter((pair) => !seen(pair)).map(pairName),
      }
    }),
    bic: byOrder.map(({ order, ranked }) => ({
      order,
      validModels: ranked.length,
      top: ranked.slice(0, TOP).map((each) => named(lists.length, each)),
    })),
  }
}

const changeOf = (
  point: number,
  value: number,
): { readonly estimate: number | null; readonly change: number | null } =>
  Number.isFinite(value) ? { estimate: value, change: value / point - 1 } : { estimate: null, change: null }

const withoutEach = (
  table: CaptureTable,
  method: EstimateMethod,
  point: number,
  progress: (done: number) => void,
): EstimateReport['withoutList'] =>
  table.lists.map((list, index) => {
    progress(index)
    const fewer = withoutList(table, index)
    return { list, ...changeOf(point, pointOf(prepare(fewer.lists.length, fewer.counts), method)) }
  })

const pointOf = (table: Prepared, method: EstimateMethod): number =>
  (method === 'stepwise'
    ? chooseStepwise(table)?.fit.estimate
    : rankByBic(table, orderFor(table.lists))[0]?.estimate) ?? Number.POSITIVE_INFINITY

/** How likely counts as far from the chosen model are, when it is true; 1 for a model that leaves nothing to chance. */
const fitChance = (table: Prepared, fit: Fit): number => {
  let cells = 0
  let distance = 0
  table.counts.forEach((count, cell) => {
    const mean = fit.fitted[cell] ?? 0
    if (cell === 0 || mean === 0) return
    cells += 1
    distance += (count - mean) ** 2 / Math.max(mean, 1)
  })
  const free = cells - (fit.parameters - fit.atMinusInfinity.length)
  return free > 0 ? upperGamma(free / 2, distance / 2) : 1
}

const flagsOf = (report: Omit<EstimateReport, 'flags'>, chance: number): readonly Finding<FlagRule>[] => {
  const { flag: rules } = ESTIMATE_RULES
  const flags: Finding<FlagRule>[] = []
  const { estimate, range, secondOpinion } = report
  if (estimate === undefined || range === undefined || secondOpinion === undefined) return flags
  const ratio = range.highest / range.lowest
  if (ratio > rules['models-differ'].limit) flags.push(flagging('models-differ', { found: short(ratio) }))
  if (chance < rules['poor-fit'].limit) flags.push(flagging('poor-fit', { found: chance.toExponential(0) }))
  const [low, high] = estimate.interval95
  if (secondOpinion.median < low || secondOpinion.median > high)
    flags.push(flagging('second-opinion-differs', { found: twoDigits(secondOpinion.median) }))
  if (secondOpinion.humps.length > rules['two-answers'].limit)
    flags.push(flagging('two-answers', { found: secondOpinion.humps.map((each) => twoDigits(each)).join(', ') }))
  for (const { list, estimate: found } of report.withoutList) {
    const factor =
      found === null ? Number.POSITIVE_INFINITY : Math.max(found / estimate.estimate, estimate.estimate / found)
    if (factor > rules['one-list-decides'].limit)
      flags.push(flagging('one-list-decides', { list, found: found === null ? '-' : twoDigits(found) }))
  }
  const { missedLinks: share } = report.settings
  if (share !== null && share > rules['missed-links'].limit) {
    const found = report.missedLinks.find((each) => each.share === share)?.estimate ?? null
    flags.push(
      flagging('missed-links', { share: `${short(share * 100)}%`, found: found === null ? '-' : twoDigits(found) }),
    )
  }
  const differ = report.peopleDiffer
  if (differ && differ.worse < rules['people-differ'].limit && (differ.estimate < low || differ.estimate > high))
    flags.push(flagging('people-differ', { found: twoDigits(differ.estimate) }))
  if (high / low > rules['wide-interval'].limit) flags.push(flagging('wide-interval', { found: short(high / low) }))
  return flags
}

const short = (value: number): number => Number(value.toPrecision(3))

/** Two significant digits; a limit is moved away from the middle, so that what is shown never claims more than is known. */
export const twoDigits = (value: number, way: 'near' | 'down' | 'up' = 'near'): number => {
  if (!(value > 0)) return 0
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  const units = value / unit
  const whole = way === 'down' ? Math.floor(units) : way === 'up' ? Math.ceil(units) : Math.round(units)
  return whole * unit
}

const releasedOf = (
  { estimate, interval95, interval80 }: Estimated,
  observed: number,
): NonNullable<EstimateReport['released']> => {
  const outward = ([low, high]: Interval): Interval => [twoDigits(low, 'down'), twoDigits(high, 'up')]
  return {
    estimate: twoDigits(estimate),
    hidden: twoDigits(estimate - observed),
    interval95: outward(interval95),
    interval80: outward(interval80),
  }
}
