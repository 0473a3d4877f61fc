/**
 * Regions and time against figures that others computed: a small table of our own, and all of ../shared/data/stats when it lies beside the
 * repository. A figure that is printed with fewer digits is compared to half of its last digit.
 */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import facts from '../../fixtures/regions-and-time.json' with { type: 'json' }
import { byarInterval, exactInterval, exactShareInterval, midInterval, shareInterval } from './count-interval.ts'
import { interpolatedLimit, overdispersion, type Region } from './funnel.ts'
import { logLikelihood, marshall, shrunken, spreadByLikelihood, spreadByMoments } from './shrinkage.ts'
import { kaplanMeier, logRank, meanCumulative, type Observation, shareAt } from './survival.ts'

const SHARED = new URL('../../../shared/data/stats/', import.meta.url)
const isThere = existsSync(new URL('reference.json', SHARED))

/** Of all figures that were compared: those that lie further off than a millionth (or half of the last digit that was printed). */
type Compared = { seen: number; off: string[] }
const comparing = (): Compared & { is: (name: string, ours: number, theirs: unknown) => void } => {
  const compared: Compared = { seen: 0, off: [] }
  return Object.assign(compared, {
    is: (name: string, ours: number, theirs: unknown) => {
      if (typeof theirs !== 'number') throw new TypeError(`${name} is no number`)
      compared.seen += 1
      const digits = String(theirs).split('.')[1]?.length ?? 0
      const most = Math.max(1e-6 * Math.abs(theirs), digits < 9 && digits > 0 ? 0.500_001 * 10 ** -digits : 1e-9)
      if (!(Math.abs(ours - theirs) <= most)) compared.off.push(`${name}: ${ours} is not ${theirs}`)
    },
  })
}

const onceEach = (rows: readonly { readonly time: number; readonly event: boolean }[]): readonly Observation[] =>
  rows.map(({ time, event }) => ({ time, count: 1, ...(event ? { cause: 'event' } : {}) }))

test('intervals, funnel and shrinkage are those of our own table of facts', () => {
  const compared = comparing()
  for (const { count, low, high } of facts.exactIntervals) {
    compared.is(`low of ${count}`, exactInterval(count).low, low)
    compared.is(`high of ${count}`, exactInterval(count).high, high)
  }
  for (const { part, whole, low, high } of facts.exactShares) {
    compared.is(`low of ${part}/${whole}`, exactShareInterval(part, whole).low, low)
    compared.is(`high of ${part}/${whole}`, exactShareInterval(part, whole).high, high)
  }
  for (const { expected, p, limit } of facts.funnelLimits)
    compared.is(`funnel of ${expected}`, interpolatedLimit(expected, p), limit)
  const regions: readonly Region[] = facts.districts.map(([observed = 0, expected = 0]) => ({ observed, expected }))
  const spread = spreadByLikelihood(regions)
  compared.is('shape', spread?.shape ?? 0, facts.spread.shape)
  compared.is('rate', spread?.rate ?? 0, facts.spread.rate)
  compared.is('overdispersion', overdispersion(regions), facts.overdispersion)
  expect(compared.off).toEqual([])
})

test('the curve of a published trial of 1963 comes out as printed, and so does the difference between its groups', () => {
  const compared = comparing()
  const [treated, others] = [onceEach(facts.trial.treated), onceEach(facts.trial.others)]
  const steps = kaplanMeier(treated)
  for (const [time, share] of Object.entries(facts.trial.shares)) compared.is(time, shareAt(steps, Number(time)), share)
  compared.is('log-rank', logRank(treated, others).chiSquare, facts.trial.chiSquare)
  expect(compared.off).toEqual([])
})

type Reference = {
  readonly poisson_exact_95: readonly {
    readonly n: number
    readonly garwood: readonly number[]
    readonly byar: readonly number[]
    readonly midp: readonly number[]
  }[]
  readonly binomial_95: readonly {
    readonly x: number
    readonly n: number
    readonly clopper_pearson: readonly number[]
    readonly wilson: readonly number[]
  }[]
  readonly funnel_poisson_interpolated: { readonly rows: readonly Readonly<Record<string, number>>[] }
  readonly scotland_lip: Readonly<Record<string, Readonly<Record<string, unknown>>>> & {
    readonly regions: number
    readonly observed: number
    readonly expected: number
  }
  readonly rossi: {
    readonly n: number
    readonly events: number
    readonly kaplan_meier_all: readonly Readonly<Record<string, unknown>>[]
    readonly kaplan_meier_fin: Readonly<Record<'no' | 'yes', Readonly<Record<string, number>>>>
    readonly logrank: Readonly<Record<string, unknown>>
  }
  readonly cgd: { readonly 'mean_cumulative_function (Nelson-Aalen)': Readonly<Record<string, Record<string, number>>> }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(new URL(file, SHARED), 'utf8').trim().replaceAll('"', '').split('\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, place) => [names[place] ?? '', value])))
}

test.skipIf(!isThere)(
  'every reference figure of regions and time is met to a millionth (skips without ../shared/data/stats)',
  () => {
    // Safe: a file of figures whose shape was read by eye; a figure that is not there is no number and fails.
    const reference = JSON.parse(readFileSync(new URL('reference.json', SHARED), 'utf8')) as Reference
    const compared = comparing()
    for (const { n, garwood, byar, midp } of reference.poisson_exact_95)
      for (const [name, ours, theirs] of [
        ['exact', exactInterval(n), garwood],
        ['byar', byarInterval(n), byar],
        ['mid', midInterval(n), midp],
      ] as const) {
        compared.is(`${name} ${n} low`, ours.low, theirs[0])
        compared.is(`${name} ${n} high`, ours.high, theirs[1])
      }
    for (const { x, n, clopper_pearson, wilson } of reference.binomial_95)
      for (const [name, ours, theirs] of [
        ['exact', exactShareInterval(x, n), clopper_pearson],
        ['wilson', shareInterval(x, n), wilson],
      ] as const) {
        compared.is(`${name} ${x}/${n} low`, ours.low, theirs[0])
        compared.is(`${name} ${x}/${n} high`, ours.high, theirs[1])
      }
    for (const row of reference.funnel_poisson_interpolated.rows)
      for (const [name, p] of [
        ['p001', 0.001],
        ['p025', 0.025],
        ['p975', 0.975],
        ['p999', 0.999],
      ] as const)
        compared.is(`funnel ${row['E']} ${name}`, interpolatedLimit(row['E'] ?? 0, p), row[name])
    scotland(reference, compared.is)
    rossi(reference, compared.is)
    cgd(reference, compared.is)
    expect(compared.off).toEqual([])
    expect(compared.seen).toBe(169)
  },
)

type Is = (name: string, ours: number, theirs: unknown) => void

const scotland = ({ scotland_lip: theirs }: Reference, is: Is): void => {
  const regions = rowsOf('scotland-lip.csv').map((row) => ({
    observed: Number(row['cases']),
    expected: Number(row['expected']),
  }))
  is('regions', regions.length, theirs.regions)
  is(
    'observed',
    regions.reduce((sum, each) => sum + each.observed, 0),
    theirs.observed,
  )
  is(
    'expected',
    regions.reduce((sum, each) => sum + each.expected, 0),
    theirs.expected,
  )
  const likelihood = theirs['negative_binomial_maximum_likelihood']
  const spread = spreadByLikelihood(regions) ?? { shape: 0, rate: 0 }
  is('shape', spread.shape, likelihood?.['shape'])
  is('rate', spread.rate, likelihood?.['rate'])
  is('log-likelihood', logLikelihood(regions, spread), likelihood?.['logLik'])
  const moments = theirs['clayton_kaldor_iteration (DCluster empbaysmooth)']
  const found = spreadByMoments(regions) ?? { shape: 0, rate: 0 }
  // That program stops its repetition early, and nobody has computed its figures again: six digits is what they are good for.
  for (const [ours, printed] of [
    [found.shape, moments?.['nu']],
    [found.rate, moments?.['alpha']],
    ...list(moments?.['first8']).map((value, place) => [
      shrunken(regions[place] ?? { observed: 0, expected: 0 }, found),
      value,
    ]),
  ])
    expect(Number(ours) / Number(printed)).toBeCloseTo(1, 5)
  const check = theirs['marshall_global']
  const { mean, raw, between, ratios } = marshall(regions)
  is('marshall mean', mean, check?.['m'])
  is('marshall raw', raw, check?.['s2'])
  is('marshall between', between, check?.['A'])
  for (const [place, value] of list(check?.['first8']).entries()) is(`marshall ${place}`, ratios[place] ?? 0, value)
  is('overdispersion', overdispersion(regions), theirs['overdispersion_phi_winsor10']?.['value'])
}

const rossi = ({ rossi: theirs }: Reference, is: Is): void => {
  const rows = rowsOf('rossi.csv')
  const of = (fin?: string) =>
    onceEach(
      rows
        .filter((row) => fin === undefined || row['fin'] === fin)
        .map((row) => ({ time: Number(row['week']), event: row['arrest'] === '1' })),
    )
  is('rossi rows', rows.length, theirs.n)
  is('rossi events', rows.filter((row) => row['arrest'] === '1').length, theirs.events)
  const [plain, log] = [kaplanMeier(of()), kaplanMeier(of(), 'log')]
  for (const each of theirs.kaplan_meier_all) {
    const week = Number(each['week'])
    const at = (steps: typeof plain) => steps.findLast(({ time }) => time <= week)
    is(`rossi ${week} at risk`, of().filter(({ time }) => time >= week).length, each['at_risk'])
    is(`rossi ${week} share`, at(plain)?.share ?? 0, each['s'])
    is(`rossi ${week} error`, at(plain)?.error ?? 0, each['se'])
    const [low, high] = list(each['log_ci95'])
    is(`rossi ${week} log low`, at(log)?.low ?? 0, low)
    is(`rossi ${week} log high`, at(log)?.high ?? 0, high)
    if (each['loglog_ci95'] === undefined) continue
    const [below, above] = list(each['loglog_ci95'])
    is(`rossi ${week} low`, at(plain)?.low ?? 0, below)
    is(`rossi ${week} high`, at(plain)?.high ?? 0, above)
  }
  for (const fin of ['no', 'yes'] as const)
    for (const [week, share] of Object.entries(theirs.kaplan_meier_fin[fin]))
      is(`rossi ${fin} ${week}`, shareAt(kaplanMeier(of(fin)), Number(week)), share)
  const found = logRank(of('no'), of('yes'))
  for (const place of [0, 1] as const) {
    is(`log-rank observed ${place}`, found.observed[place], list(theirs.logrank['observed'])[place])
    is(`log-rank expected ${place}`, found.expected[place], list(theirs.logrank['expected'])[place])
  }
  is('log-rank', found.chiSquare, theirs.logrank['chisq'])
  is('log-rank p', found.p, theirs.logrank['p'])
}

const cgd = ({ cgd: theirs }: Reference, is: Is): void => {
  const rows = rowsOf('cgd.csv')
  for (const [treat, means] of Object.entries(theirs['mean_cumulative_function (Nelson-Aalen)'])) {
    const own = rows.filter((row) => row['treat'] === treat)
    const steps = meanCumulative(
      own.map((row) => ({ from: Number(row['tstart']), until: Number(row['tstop']), count: 1 })),
      own.filter((row) => row['status'] === '1').map((row) => ({ time: Number(row['tstop']), count: 1 })),
    )
    for (const [day, mean] of Object.entries(means))
      is(`cgd ${treat} ${day}`, steps.findLast(({ time }) => time <= Number(day))?.mean ?? 0, mean)
  }
}
