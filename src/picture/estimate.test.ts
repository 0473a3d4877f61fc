import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import published from '../../data/picture/published-tables.json' with { type: 'json' }
import { randomFrom } from '../kernel/index.ts'
import { estimateHidden, twoDigits } from './estimate.ts'
import { fitWithDifference } from './estimate-alike.ts'
import { averageOverGraphs, decomposableGraphs } from './estimate-average.ts'
import { checkModel, fitModel, nameOf, prepare } from './estimate-fit.ts'
import { accelerationOf, bcaInterval, bcaLimit, quantileOf, replicate } from './estimate-interval.ts'
import { chooseStepwise, rankByBic, stepwiseEstimator } from './estimate-select.ts'
import { withMissedLinks, withoutMissedLinks } from './estimate-sensitivity.ts'
import { type CaptureTable, readCaptureTable } from './estimate-table.ts'

type Name = keyof typeof published.tables
const tableOf = (name: Name): CaptureTable => {
  const read = readCaptureTable(published.tables[name])
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}
const preparedOf = (name: Name) => {
  const { lists, counts } = tableOf(name)
  return prepare(lists.length, counts)
}
const near = (value: number | undefined, wanted: number, digits = 1e-6) =>
  value !== undefined && Math.abs(value / wanted - 1) < digits
const codeOf = (input: unknown): string | undefined => {
  const read = readCaptureTable(input)
  return read.ok ? undefined : read.refusal.code
}

test('P15 the published points come out: stepwise, lowest BIC, and how many models have exactly one estimate', () => {
  const stepwise = (name: Name, threshold: number) => chooseStepwise(preparedOf(name), threshold)?.fit.estimate
  expect(near(stepwise('western', 0.02), 2483.3839202301)).toBe(true)
  expect(near(stepwise('ned', 0.001), 121529.5904274)).toBe(true)
  expect(near(stepwise('ned', 0.02), 111139.371230396)).toBe(true)
  expect(near(stepwise('ned_5', 0.02), 121521.613712277)).toBe(true)
  for (const [name, order, valid, model, estimate] of [
    ['korea', 2, 6, '[12,23]', 157.1666666667],
    ['kosovo', 2, 64, '[12,13,14,23,34]', 14341.663800427],
    ['kosovo', 3, 113, '[123,14,34]', 10356.5189572518],
    ['western', 3, 3354, '[15,2,3,4]', 2483.3839202301],
    ['ned_5', 3, 6083, '[135,12,24,34]', 148788.758990558],
  ] as const) {
    const prepared = preparedOf(name)
    const ranked = rankByBic(prepared, order)
    expect(ranked.length, name).toBe(valid)
    expect(nameOf(prepared.lists, ranked[0]?.model ?? []), name).toBe(model)
    expect(near(ranked[0]?.estimate, estimate), name).toBe(true)
  }
})

test('a model without an estimate, or with more than one, is told apart (Chan, Silverman, Vincent 2021, Table 3)', () => {
  const table = preparedOf('artificial_3')
  const models = [[], [5], [5, 6], [3], [3, 5], [3, 5, 6]]
  expect(models.map((model) => checkModel(table, model))).toEqual([0, 0, 0, 1, 1, 2])
  expect(models.map((model) => fitModel(table, model) !== undefined)).toEqual([true, true, true, false, false, false])
})

test('the second opinion is the average over decomposable graphs, to six digits', () => {
  expect([3, 4, 5].map((lists) => decomposableGraphs(lists).length)).toEqual([8, 61, 822])
  const average = averageOverGraphs(tableOf('kosovo').counts, { missingMax: 30_000 })
  expect(near(average.mean, 12749.349)).toBe(true)
  expect([average.mode, average.median, ...average.interval95]).toEqual([12267, 12595, 9827, 16544])
  const humps = averageOverGraphs(tableOf('ned_5').counts, { missingMax: 400_000 })
  expect(near(humps.mean, 90190.218)).toBe(true)
  expect([humps.mode, humps.median, ...humps.interval95]).toEqual([47655, 50451, 41680, 209342])
})

test('P16 the Dutch table without covariates is refused with the range of its models; Korea and Kosovo are answered', () => {
  const ned = estimateHidden(tableOf('ned'))
  expect([ned.verdict, ned.reasons.map(({ code }) => code), ned.estimate, ned.released]).toEqual([
    'refused',
    ['models-disagree'],
    undefined,
    undefined,
  ])
  expect(ned.reasons[0]?.figures).toMatchObject({ lowest: 36613, highest: 131040, models: 18 })
  for (const name of ['korea', 'kosovo'] as const) {
    const report = estimateHidden(tableOf(name), { replicates: 200 })
    expect(report.verdict, name).toBe('answered')
    expect(report.range?.models, name).toBeGreaterThan(1)
    expect(report.missedLinks.map(({ share }) => share)).toEqual([0, 0.05, 0.1])
  }
  expect(estimateHidden(tableOf('artificial_3')).reasons.map(({ code }) => code)).toEqual(['too-few-pairs'])
})

test('P17 what is no table of independent lists is refused before anything is computed, and nothing that is handed in throws', () => {
  const lists = ['A', 'B', 'C']
  const good = [
    [1, 0, 0, 9],
    [0, 1, 0, 9],
    [0, 0, 1, 9],
    [1, 1, 0, 3],
  ]
  expect(codeOf({ lists, rows: good })).toBeUndefined()
  for (const [input, code] of [
    [
      {
        lists,
        rows: [
          [1, 0, 0, 9],
          [0, 1, 1, 9],
          [0, 0, 1, 9],
          [1, 1, 1, 3],
        ],
      },
      'estimate-list-contained',
    ],
    [{ lists, rows: [[1, 1, 0, 9]] }, 'estimate-one-history'],
    [{ lists, rows: [...good, [1, 0, 1, -1]] }, 'estimate-row-count'],
    [{ lists, rows: [...good, [1, 0, 1, 1.5]] }, 'estimate-row-count'],
    [{ lists, rows: [...good, [1, 0, 1, '4']] }, 'estimate-row-count'],
    [{ lists, rows: [...good, [1, 0, 1]] }, 'estimate-row-length'],
    [{ lists, rows: [...good, [1, 0, 2, 1]] }, 'estimate-row-not-binary'],
    [{ lists, rows: [...good, [1, 0, 0, 1]] }, 'estimate-row-twice'],
    [{ lists, rows: [...good, [0, 0, 0, 5]] }, 'estimate-row-unseen'],
    [
      {
        lists,
        rows: [
          [1, 0, 0, 9],
          [0, 1, 0, 9],
        ],
      },
      'estimate-list-empty',
    ],
    [{ lists, rows: [] }, 'estimate-nobody'],
    [{ lists, rows: good, observed: 31 }, 'estimate-other-total'],
    [{ lists, rows: [...good, [1, 0, 1, 2e9]] }, 'estimate-too-many-persons'],
    [{ lists: ['A', 'B'], rows: [[1, 0, 9]] }, 'estimate-too-few-lists'],
    [{ lists: [...'ABCDEFG'], rows: [] }, 'estimate-too-many-lists'],
    [{ lists: ['A', 'B', 'A'], rows: good }, 'estimate-list-twice'],
    [{ lists: ['A', 'B', 3], rows: good }, 'estimate-list-name'],
    [JSON.parse('{"__proto__":{"lists":[],"rows":[]}}'), 'estimate-no-table'],
    [[], 'estimate-no-table'],
    [null, 'estimate-no-table'],
  ] as const)
    expect(codeOf(input), JSON.stringify(input)).toBe(code)
})

test('P18 what may leave the house has two digits and limits that never claim more than is known', () => {
  expect([
    twoDigits(2483),
    twoDigits(1293, 'down'),
    twoDigits(3671, 'up'),
    twoDigits(7.2, 'down'),
    twoDigits(0),
  ]).toEqual([2500, 1200, 3700, 7, 0])
  const { released, estimate } = estimateHidden(tableOf('western'), { method: 'stepwise', replicates: 200 })
  expect(released?.estimate).toBe(2500)
  expect(released?.interval95[0]).toBeLessThanOrEqual(estimate?.interval95[0] ?? 0)
  expect(released?.interval95[1]).toBeGreaterThanOrEqual(estimate?.interval95[1] ?? 0)
})

test('a replicate that equals the data is a tie and not below it; quantiles are of type 8', () => {
  expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantileOf([3, 1, 2, 4], 0.25)).toBeCloseTo(1.4166666667, 9)
  const tied = { estimate: 100, values: [90, 100 * (1 - 1e-12), 110, 120], acceleration: 0 }
  expect(bcaLimit(tied, 0.5)).toBeLessThan(bcaLimit({ ...tied, values: [90, 99, 110, 120] }, 0.5))
  expect(near(accelerationOf(tableOf('ned').counts, stepwiseEstimator(6)), 0.033343130796)).toBe(true)
})

/** Counts of a country in which everybody further on the scale is easier to see, as the model says them; those on no list in cell 0. */
const countryWhoDiffer = (leaning: number, scale = 40_000) =>
  Float64Array.from({ length: 16 }, (_, cell) => {
    const on = [0, 1, 2, 3].filter((list) => (cell >> list) & 1)
    const odds = on.reduce((sum, list) => sum + ([-1.6, -1.9, -1.4, -2.2][list] ?? 0), 0)
    return scale * Math.exp(odds + (leaning * on.length * (on.length - 1)) / 2)
  })

test('people who differ in how easily they are seen: the model finds back what was put in, is flagged where it fits as well, and nowhere else', () => {
  const country = countryWhoDiffer(0.5)
  const seen = country.map((count, cell) => (cell === 0 ? 0 : count))
  const truth = country.reduce((sum, count) => sum + count, 0)
  const found = fitWithDifference(prepare(4, seen), [])
  expect(near(found?.estimate, truth)).toBe(true)
  expect(found?.leaning).toBeCloseTo(0.5, 6)
  // Nobody on both of the first two lists: that pair leaves the fit with its cells, and nothing else changes.
  const apart = seen.map((count, cell) => ((cell & 3) === 3 ? 0 : count))
  const hidden =
    (fitWithDifference(prepare(4, apart), [3])?.estimate ?? 0) - apart.reduce((sum, count) => sum + count, 0)
  expect(near(hidden, country[0] ?? 0)).toBe(true)
  // Three lists with all pairs leave nothing to tell it by.
  expect(fitWithDifference(preparedOf('spina_bifida'), [3, 5, 6])).toBeUndefined()

  const flagsFor = (leaning: number) => {
    const counts = countryWhoDiffer(leaning, 3_000).map((count, cell) => (cell === 0 ? 0 : Math.round(count)))
    return estimateHidden({ lists: ['A', 'B', 'C', 'D'], counts }, { replicates: 100 }).flags.map(({ code }) => code)
  }
  expect(flagsFor(0.3)).toContain('people-differ')
  expect(flagsFor(0)).not.toContain('people-differ')
  // Of many, all pairs are chosen, which say the same and leave nothing to add: then it is asked beside no pair.
  const many = countryWhoDiffer(0.5, 6_000).map((count, cell) => (cell === 0 ? 0 : Math.round(count)))
  const report = estimateHidden({ lists: ['A', 'B', 'C', 'D'], counts: many }, { replicates: 100 })
  expect(report.estimate?.model).toBe('[12,13,14,23,24,34]')
  expect(report.peopleDiffer?.leaning).toBeCloseTo(0.5, 2)
})

test('how many happened to be seen is chance too: where nearly all were seen, limits leave room for it', () => {
  // A thousand persons, each on each of three lists with seven chances in ten: 27 are on none.
  const counts = Float64Array.from({ length: 8 }, (_, cell) => {
    const on = [0, 1, 2].filter((list) => (cell >> list) & 1).length
    return cell === 0 ? 0 : Math.round(1_000 * 0.7 ** on * 0.3 ** (3 - on))
  })
  const plain = (drawn: Float64Array) => fitModel(prepare(3, drawn), [])?.estimate ?? Number.POSITIVE_INFINITY
  const [low, high] = bcaInterval(replicate(counts, plain, randomFrom(2), 2_000), 0.95)
  expect(high - low).toBeGreaterThan(2 * 1.96 * Math.sqrt(27))
})

test('the same seed gives the same limits', () => {
  const { counts } = tableOf('western')
  const limits = (seed: number) => bcaInterval(replicate(counts, stepwiseEstimator(5), randomFrom(seed), 100), 0.95)
  expect(limits(4)).toEqual(limits(4))
  expect(limits(4)).not.toEqual(limits(5))
})

test('links that are missed make the estimate larger, and taking them back gives the table that was', () => {
  const { counts } = tableOf('spina_bifida')
  const estimate = (table: Float64Array) => fitModel(prepare(3, table), [3])?.estimate ?? 0
  const seen = withMissedLinks(counts, 0.1)
  expect(estimate(seen)).toBeGreaterThan(1.08 * estimate(counts))
  withoutMissedLinks(seen, 0.1).forEach((count, history) => {
    expect(count, String(history)).toBeCloseTo(counts[history] ?? 0, 6)
  })
})

const PARITY = new URL('../../../shared/data/mse/parity/', import.meta.url)
test.skipIf(!existsSync(PARITY))(
  '3,000 replicates of a reference are equal row by row (skipped without that collection)',
  () => {
    for (const name of ['western', 'ned_5', 'ned']) {
      const [head = '', ...lines] = readFileSync(new URL(`${name}-stepwise-0.02.csv`, PARITY), 'utf8')
        .trim()
        .split('\n')
      const histories = head
        .split(',')
        .slice(0, -1)
        .map((each) => [...each.slice(1)].reduce((set, on, list) => set | (Number(on) << list), 0))
      const lists = head.indexOf(',') - 1
      const estimator = stepwiseEstimator(lists)
      const wrong = lines.filter((line) => {
        const numbers = line.split(',').map(Number)
        const counts = new Float64Array(2 ** lists)
        histories.forEach((history, index) => {
          counts[history] = numbers[index] ?? 0
        })
        return !near(estimator(counts), numbers.at(-1) ?? 0, 1e-5)
      })
      expect([lines.length, wrong.length], name).toEqual([1000, 0])
    }
  },
)
