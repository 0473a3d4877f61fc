/** Runs named commands, some side by side, and tells which failed and how long each took. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Step = {
  readonly name: string
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** In a lane: its output is shown as it comes, each line with its name. Otherwise it is shown when it failed. */
  readonly shown?: boolean
}
type Result = { readonly name: string; readonly code: number; readonly seconds: number; readonly output: string }

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')
const REPEATED_LINES = 150

/** Runs the lanes side by side and the steps of a lane one after another. Gives false when a step failed. */
export const runLanes = async (lanes: readonly (readonly Step[])[]): Promise<boolean> => {
  const began = performance.now()
  const shown = new Set(lanes.flat().flatMap((step) => (step.shown ? [step.name] : [])))
  const results = (await Promise.all(lanes.map(runLane))).flat()
  for (const each of results) {
    console.log(`${each.code === 0 ? 'good' : 'FAIL'}  ${each.name.padEnd(28)} ${each.seconds.toFixed(1)} s`)
    if (each.code !== 0) console.error(shown.has(each.name) ? whatFailed(each.output) : each.output)
  }
  console.log(`total ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return results.every((each) => each.code === 0)
}

// What was shown as it came has scrolled away by now, or was cut off: what failed is said again, at the end.
const whatFailed = (output: string): string => {
  const lines = output.split('\n')
  const from = lines.findIndex((line) => line.includes('Failed Suites') || line.includes('Failed Tests'))
  return lines
    .slice(from === -1 ? -REPEATED_LINES : from)
    .slice(0, REPEATED_LINES)
    .join('\n')
}

/** Runs one command with its output shown as it comes. Gives its exit code. */
export const runShown = (step: Step): Promise<number> =>
  new Promise((resolve) => {
    const child = start(step, 'inherit')
    child.on('exit', (code) => resolve(code ?? 1))
  })

/** Runs one command without showing what it says; only what went wrong goes to standard error. Gives its exit code. */
export const runQuiet = async (step: Step): Promise<number> => {
  const { code, output } = await run(step)
  if (code !== 0) console.error(output)
  return code
}

const runLane = async (steps: readonly Step[]): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (const step of steps) results.push(await run(step))
  return results
}

const run = (step: Step): Promise<Result> =>
  new Promise((resolve) => {
    const began = performance.now()
    const child = start(step, 'pipe')
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
      if (stream && step.shown)
        createInterface({ input: stream }).on('line', (line) => console.log(`${step.name} | ${line}`))
    }
    child.on('exit', (code) =>
      resolve({ name: step.name, code: code ?? 1, seconds: (performance.now() - began) / 1000, output }),
    )
  })

// Programs with a `node` line of their own must find the packaged Node first, not an older one of the host.
const start = (step: Step, stdio: 'inherit' | 'pipe') => {
  const [file, ...args] = step.command
  return spawn(file ?? '', args, {
    cwd: ROOT,
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, PATH: `${BIN}:${process.env['PATH']}`, ...step.env },
  })
}
