import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import published from '../data/picture/published-tables.json' with { type: 'json' }
import { type EstimateOptions, estimateCommand } from './picture-estimate.command.ts'

const folder = mkdtempSync(join(tmpdir(), 'samenhang-estimate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const fileOf = (text: string): string => {
  files += 1
  const file = join(folder, `${files}.json`)
  writeFileSync(file, text)
  return file
}
/** Runs the command on a file with this content; `now` moves a minute with each look, so that progress is always told. */
const run = (content: unknown, options: Partial<EstimateOptions> = {}, minute = 60_000) => {
  const said = { stdout: '', stderr: '' }
  let clock = 0
  const table = typeof content === 'string' ? content : fileOf(JSON.stringify(content))
  const exit = estimateCommand(
    { table, ...options },
    {
      stdout: (text) => {
        said.stdout += text
      },
      stderr: (text) => {
        said.stderr += text
      },
      now: () => {
        clock += minute
        return clock
      },
    },
  )
  return { exit, ...said }
}
const jsonOf = (...given: Parameters<typeof run>) => {
  const [content, options, minute] = given
  const { exit, stdout, stderr } = run(content, { ...options, json: true }, minute)
  // Safe: what the command prints with --json is one report or one refusal.
  return {
    exit,
    stderr,
    report: JSON.parse(stdout) as {
      verdict: string
      reasons: { code: string; nl: string; en: string }[]
      released?: { estimate: number; hidden: number; interval95: number[] }
    },
  }
}
const LISTS = ['A', 'B', 'C']
const SOME = [
  [1, 0, 0, 40],
  [0, 1, 0, 40],
  [0, 0, 1, 40],
  [1, 1, 0, 9],
  [1, 0, 1, 9],
  [0, 1, 1, 9],
]

test('a table that carries an estimate gives 0, the numbers with two digits, what must be true, and that the table is never released', () => {
  const { exit, stdout, stderr } = run(published.tables.korea, { replicates: '100' })
  expect(exit).toBe(0)
  expect(stdout).toContain('Geschat totaal, gezien en niet gezien / Estimated total, seen and not seen: 160')
  for (const words of ['Observed: 123', '95% interval: ', 'Models that fit equally well: ', 'Second method (median): '])
    expect(stdout).toContain(words)
  expect(stdout).toContain('This holds only if')
  expect(stdout).toContain('never released')
  expect(stderr).toContain('interval')
})

test('who waits less than a second is not told of steps', () => {
  expect(run(published.tables.korea, { replicates: '100' }, 0).stderr).toBe('')
})

test('registers that carry no estimate give 3 with the reason and without a number, also as JSON', () => {
  const { exit, stdout } = run(published.tables.ned, { replicates: '100' })
  expect(exit).toBe(3)
  expect(stdout).toContain('36613')
  expect(stdout).not.toContain('Estimated total')
  const json = jsonOf(published.tables.ned, { replicates: '100' })
  expect([json.exit, json.report.verdict, json.report.reasons.map(({ code }) => code)]).toEqual([
    3,
    'refused',
    ['models-disagree'],
  ])
  expect(json.report.released).toBeUndefined()
})

test('a table that is none of independent lists gives 3 with the reason in both languages: one within another, one history, a count below nothing', () => {
  for (const [rows, code] of [
    [
      [
        [1, 0, 0, 9],
        [0, 1, 1, 9],
        [0, 0, 1, 9],
        [1, 1, 1, 3],
      ],
      'estimate-list-contained',
    ],
    [
      [
        [1, 1, 1, 9],
        [1, 0, 0, 0],
      ],
      'estimate-one-history',
    ],
    [[...SOME, [1, 1, 1, -4]], 'estimate-row-count'],
    [[...SOME, [1, 1, 1, 0.5]], 'estimate-row-count'],
    [[...SOME, [0, 0, 0, 12]], 'estimate-row-unseen'],
  ] as const) {
    const { exit, report } = jsonOf({ lists: LISTS, rows })
    expect([exit, report.verdict, report.reasons.map((each) => each.code)], code).toEqual([3, 'refused', [code]])
    expect(
      report.reasons.every(({ nl, en }) => nl !== code && en !== code && !/[{}]/.test(nl + en)),
      code,
    ).toBe(true)
    const words = run({ lists: LISTS, rows })
    expect([words.exit, words.stdout], code).toEqual([3, `${report.reasons[0]?.nl} / ${report.reasons[0]?.en}\n`])
  }
})

test('a file that cannot be read gives 2: not there, a folder, no JSON, too large; a mark at the beginning is no fault', () => {
  const tooLarge = fileOf(`${' '.repeat(5_000_000)}${JSON.stringify(published.tables.korea)}`)
  for (const file of [join(folder, 'not-there.json'), folder, fileOf('{'), fileOf(''), tooLarge]) {
    const { exit, stdout, stderr } = run(file)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain('cannot be read')
    expect(jsonOf(file).report.verdict).toBe('unreadable')
  }
  const marked = fileOf(`\uFEFF${JSON.stringify(published.tables.korea)}`)
  expect(run(marked, { replicates: '100' }).exit).toBe(0)
})

test('an option that cannot be gives 2 before the file is looked at', () => {
  for (const options of [
    { method: 'guess' },
    { replicates: '99' },
    { replicates: '1e9' },
    { replicates: 'many' },
    { seed: '1.5' },
    { missedLinks: '-0.1' },
    { missedLinks: '0.6' },
    { missedLinks: 'few' },
  ]) {
    const { exit, stderr } = run(join(folder, 'not-there.json'), options)
    expect(exit, JSON.stringify(options)).toBe(2)
    expect(stderr, JSON.stringify(options)).toContain('--replicates')
  }
})

test('the same seed gives the same answer, and what linkage misses by its own measure stands in it with a flag', () => {
  const asked = { replicates: '100', seed: '7', missedLinks: '0.1', method: 'stepwise' }
  const [one, other] = [jsonOf(published.tables.western, asked), jsonOf(published.tables.western, asked)]
  expect(one.report).toEqual(other.report)
  expect(JSON.stringify(one.report)).toContain('"code":"missed-links"')
})

test('what a file calls a list cannot steer the terminal', () => {
  const { stdout } = run({ ...published.tables.korea, lists: ['a\u001b[2J', 'c', 'd'] }, { replicates: '100' })
  expect(stdout).not.toContain('\u001b')
})
