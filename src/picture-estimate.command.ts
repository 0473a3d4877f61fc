/**
 * `samenhang picture estimate`: how many are on no list, for one table of counts in a file. No database, no network, nothing kept. Exit codes: 0 an estimate,
 * 3 refused with the reason (a table that is none, or registers that carry no estimate), 2 a file or an option that cannot be read.
 */
import { readFileSync, statSync } from 'node:fs'
import { fillIn, type Refusal } from './kernel/index.ts'
import { type EstimateReport, estimateHidden, type Finding, type Progress, readCaptureTable } from './picture/index.ts'
import { printable } from './platform/text.ts'
import { estimateSteps, estimateWords } from './words/estimate.ts'
import { REFUSALS } from './words/refusals.ts'

export type EstimateOptions = {
  readonly table: string
  readonly method?: string
  readonly replicates?: string
  readonly seed?: string
  readonly missedLinks?: string
  readonly json?: boolean
}
export type EstimateOutput = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly now: () => number
}

const ANSWERED = 0
const UNREADABLE = 2
const REFUSED = 3
const FILE_MAX = 5_000_000
const QUIET_MS = 1_000

/** Runs the command; gives its exit code. */
export const estimateCommand = (options: EstimateOptions, output: EstimateOutput): number => {
  const settings = settingsOf(options)
  if (settings === undefined) return unreadable('options', options, output)
  const input = readFileAsJson(options.table)
  if (input === undefined) return unreadable('unreadable', options, output)
  const table = readCaptureTable(input.value)
  if (!table.ok) return refused(table.refusal, options, output)
  const report = estimateHidden(table.value, settings, progressTo(output))
  output.stdout(options.json ? `${JSON.stringify(report)}\n` : `${linesOf(report).map(printable).join('\n')}\n`)
  return report.verdict === 'answered' ? ANSWERED : REFUSED
}

const settingsOf = ({ method = 'bic', replicates = '1000', seed = '1', missedLinks }: EstimateOptions) => {
  const [count, start, missed] = [Number(replicates), Number(seed), missedLinks === undefined ? 0 : Number(missedLinks)]
  if (method !== 'bic' && method !== 'stepwise') return undefined
  if (!Number.isSafeInteger(count) || count < 100 || count > 100_000) return undefined
  if (!Number.isSafeInteger(start) || !(missed >= 0 && missed <= 0.5)) return undefined
  return {
    method,
    replicates: count,
    seed: start,
    ...(missedLinks === undefined ? {} : { missedLinks: missed }),
  } as const
}

const readFileAsJson = (file: string): { readonly value: unknown } | undefined => {
  try {
    const { size } = statSync(file)
    if (size > FILE_MAX) return undefined
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    return { value }
  } catch {
    return undefined
  }
}

const both = ({ nl, en }: { readonly nl: string; readonly en: string }): string => `${nl} / ${en}`

const unreadable = (code: 'options' | 'unreadable', { json }: EstimateOptions, output: EstimateOutput): number => {
  const words = estimateWords[code]
  if (json) output.stdout(`${JSON.stringify({ verdict: 'unreadable', reasons: [{ code, ...words }] })}\n`)
  else output.stderr(`${both(words)}\n`)
  return UNREADABLE
}

const refused = ({ code, params }: Refusal, { json }: EstimateOptions, output: EstimateOutput): number => {
  const known: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
  const fill = (text: string): string => fillIn(text, params)
  const reason = { code, figures: params ?? {}, nl: fill(known[code]?.nl ?? code), en: fill(known[code]?.en ?? code) }
  if (json) output.stdout(`${JSON.stringify({ verdict: 'refused', reasons: [reason] })}\n`)
  else output.stdout(`${printable(both(reason))}\n`)
  return REFUSED
}

/** Tells who waits what is being done, once it takes longer than a second. */
const progressTo = (output: EstimateOutput): Progress => {
  const started = output.now()
  return (step, done, of) => {
    if (output.now() - started < QUIET_MS) return
    output.stderr(`${both(estimateSteps[step])}${of > 1 ? ` ${done}/${of}` : ''}\n`)
  }
}

const linesOf = (report: EstimateReport): readonly string[] => {
  const words = estimateWords
  const line = (label: keyof typeof words, value: string | number): string => `${both(words[label])}: ${value}`
  const limits = ([low, high]: readonly [number, number]): string => `${low} - ${high}`
  const change = (value: number | null): string =>
    value === null ? '-' : `${value >= 0 ? '+' : ''}${(value * 100).toFixed(0)}%`
  const { released, range, secondOpinion } = report
  return [
    ...(report.verdict === 'refused' ? [both(words.refused), ...report.reasons.map(both), ''] : []),
    line('observed', report.observed),
    line('lists', report.lists.map(({ name, observed }) => `${name} ${observed}`).join(', ')),
    ...(released === undefined
      ? []
      : [
          line('estimate', released.estimate),
          line('hidden', released.hidden),
          line('interval95', limits(released.interval95)),
          line('interval80', limits(released.interval80)),
        ]),
    ...(range === undefined
      ? []
      : [line('range', `${range.models}; ${Math.round(range.lowest)} - ${Math.round(range.highest)}`)]),
    ...(secondOpinion === undefined
      ? []
      : [line('secondOpinion', `${secondOpinion.median} (${limits(secondOpinion.interval95)})`)]),
    ...report.missedLinks.map((each) =>
      line('missedLinks', `${(each.share * 100).toFixed(0)}%: ${change(each.change)}`),
    ),
    ...(report.peopleDiffer ? [line('peopleDiffer', change(report.peopleDiffer.change))] : []),
    ...report.withoutList.map((each) => line('withoutList', `${each.list}: ${change(each.change)}`)),
    ...listed('flags', report.flags),
    ...listed('assumptions', report.verdict === 'answered' ? report.assumptions : []),
    both(words.release),
  ]
}

const listed = (label: 'flags' | 'assumptions', items: readonly Pick<Finding, 'nl' | 'en'>[]): readonly string[] =>
  items.length === 0 ? [] : [`${both(estimateWords[label])}:`, ...items.map((each) => `- ${both(each)}`)]
