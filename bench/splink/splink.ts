/** Runs Splink on a labelled set beside us: finds a Python that has it, starts run_splink.py, reads its one JSON object. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { BenchMistake } from '../linkage/set-file.ts'

export type SplinkResult = {
  readonly engine: string
  /** Which of the two lists of blocking rules it had, and the share of true pairs that they generate. */
  readonly rules: 'documented' | 'compound'
  readonly blockingRecall?: number
  readonly records: number
  readonly f1AtHalf: number
  readonly precisionAtHalf: number
  readonly recallAtHalf: number
  readonly bCubed?: number
  readonly seconds: Readonly<Record<string, number>>
  readonly cpuSeconds: number
  readonly peakMb: number
}

export const SPLINK_PACKAGE = 'splink==5.0.0'
const SCRIPT = join(import.meta.dirname, 'run_splink.py')
const OUTPUT_MAX = 64 * 1024 * 1024

/** The Python of SAMENHANG_SPLINK_PYTHON, if it has Splink; otherwise a mistake that says what to install. */
export const splinkPython = (env: Readonly<Record<string, string | undefined>>): string => {
  const python = env['SAMENHANG_SPLINK_PYTHON'] ?? 'python3'
  const tried = spawnSync(python, ['-c', 'import splink, duckdb, pyarrow'], { encoding: 'utf8' })
  if (tried.status === 0) return python
  throw new BenchMistake(
    `Splink is not there (${python}). Install it apart from this project and point to it:\n` +
      `  python3 -m venv ~/splink && ~/splink/bin/pip install ${SPLINK_PACKAGE}\n` +
      '  export SAMENHANG_SPLINK_PYTHON=~/splink/bin/python',
  )
}

/** Runs Splink's documented model on a set of task dedupe or link. */
export const runSplink = (set: string, python: string, more: readonly string[] = []): SplinkResult => {
  const ran = spawnSync(python, [SCRIPT, set, ...more], { encoding: 'utf8', maxBuffer: OUTPUT_MAX })
  if (ran.status !== 0) throw new BenchMistake(`Splink did not run on ${set}: ${lastLine(ran.stderr)}`)
  // Safe: the script is ours and prints exactly this object.
  return JSON.parse(ran.stdout) as SplinkResult
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''
