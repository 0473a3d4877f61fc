/** `samenhang linkage calibration`: what desks said afterwards beside what the model had expected, per tenth. Counts alone, no person and no house. */

import { outcomesPerTenth } from './linkage/follow-up.job.ts'
import { calibrationTable, type TenthCounts } from './linkage/match-calibration.ts'
import { COMMITTED_PARAMETERS } from './linkage/parameters.ts'
import { readConfig } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform } from './platform/platform.ts'

export type CalibrationReport = {
  readonly parameters: string
  /** The newest counts that the matcher was sent; 0 when none were. */
  readonly version: number
  readonly pairs: number
  readonly tenths: readonly {
    readonly tenth: number
    readonly expected: number
    readonly observed: number | null
    readonly count: number
    /** What the matcher makes of it: drawn to the model while outcomes are few, never falling. */
    readonly used: number
  }[]
}

/** Reads what the courier may read: outcomes and strengths of pairs, counted. */
export const readCalibration = async (courier: Database): Promise<CalibrationReport> => {
  const parameters = COMMITTED_PARAMETERS.version
  const counts = await outcomesPerTenth(courier, parameters)
  const sent = await courier
    .selectFrom('linkage.calibration')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst()
  return { parameters, version: sent?.version ?? 0, ...tenthsOf(counts) }
}

const tenthsOf = (counts: readonly TenthCounts[]): Pick<CalibrationReport, 'pairs' | 'tenths'> => {
  const tenths = calibrationTable(counts).map((each) => ({
    ...each,
    expected: rounded(each.expected),
    observed: each.observed === undefined ? null : rounded(each.observed),
    used: rounded(each.used),
  }))
  return { pairs: tenths.reduce((sum, { count }) => sum + count, 0), tenths }
}
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

/** The report as lines that a person reads. */
export const calibrationLines = ({ parameters, version, pairs, tenths }: CalibrationReport): string =>
  [
    `parameters ${parameters}, telling / counts ${version}, paren met een uitkomst / pairs with an outcome: ${pairs}`,
    'tiende  verwacht  gezien  gebruikt  aantal / tenth expected observed used count',
    ...tenths.map(({ tenth, expected, observed, used, count }) =>
      [
        String(tenth).padStart(6),
        share(expected),
        observed === null ? '      –' : share(observed),
        share(used),
        String(count).padStart(8),
      ].join(' '),
    ),
    '',
  ].join('\n')
const share = (value: number): string => value.toFixed(3).padStart(8)

/** Runs the command; gives its exit code. */
export const runCalibration = async (json: boolean): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  try {
    const report = await readCalibration(platform.databases.courier)
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : calibrationLines(report))
    return 0
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}
