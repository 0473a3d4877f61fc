/** Processor time by process, as Linux says it in /proc; elsewhere these figures are absent. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TICKS_PER_SECOND = 100

export type Process = { readonly pid: number; readonly parent: number; readonly seconds: number }

/** Every process that runs now with its own time and that of its children that ended. */
export const allProcesses = (): readonly Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess)

const readProcess = (name: string): readonly Process[] => {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0)
    return [{ pid: Number(name), parent: fields[1] ?? 0, seconds: ticks / TICKS_PER_SECOND }]
  } catch {
    return []
  }
}

/** The process of the database in this data folder; its children are its backends. */
export const masterOf = (dataFolder: string): number =>
  Number(readFileSync(join(dataFolder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

/** Seconds of processor that the database in this data folder has used, backends and all; undefined where nobody says. */
export const databaseSeconds = (dataFolder: string): number | undefined => {
  try {
    const master = masterOf(dataFolder)
    return sumOf(allProcesses().filter(({ pid, parent }) => pid === master || parent === master))
  } catch {
    return undefined
  }
}

export const sumOf = (processes: readonly Process[]): number => processes.reduce((sum, { seconds }) => sum + seconds, 0)
