/**
 * Elimination, attack and rounding of the country, each beside a fixed piece of work. Times are those of the processor and not of the clock on the
 * wall: who else works on the machine then counts little, and what is left of it meets the fixed piece as well.
 */
import { type Audit, auditShown } from '../../src/picture/audit.ts'
import type { CellTable } from '../../src/picture/cells.ts'
import { eliminate, followsExactly } from '../../src/picture/eliminate.ts'
import { primaryOf } from '../../src/picture/primary.ts'
import { roundControlled } from '../../src/picture/round-controlled.ts'
import type { Solver } from '../../src/picture/solver.ts'

/** What each may cost in fixed pieces of work, of which one takes a second on a machine with two cores: the bars in seconds. */
export const BARS = { elimination: 1, attack: 10, rounding: 30 } as const
export type Step = keyof typeof BARS
export type Measured = {
  readonly step: Step
  readonly wallSeconds: number
  readonly cpuSeconds: number
  /** Of the fixed piece of work, done right before and right after: the mean. */
  readonly pieceSeconds: number
  /** How many pieces it cost. */
  readonly pieces: number
}

/** So many rounds over a table of 64 kB take 0.9 s of one of two shared cores: a little less than the second in which the bars are told. */
const PIECE_ROUNDS = 5_000
const PIECE_WIDTH = 8_192
const PRIME = 67_108_859
/** A solver looks at the clock on the wall: with this much of it, it ends by what it found and never by how busy the machine is. */
const SECONDS_MAX = 600

/** The fixed piece: what elimination does most, over numbers that are always the same. Gives its rest, so that nobody leaves it out. */
export const fixedPiece = (): number => {
  const row = Float64Array.from({ length: PIECE_WIDTH }, (_, place) => (place * 7_919 + 1) % PRIME)
  for (let round = 1; round <= PIECE_ROUNDS; round += 1)
    for (let place = 1; place < PIECE_WIDTH; place += 1)
      row[place] = ((row[place] ?? 0) + round * ((row[place - 1] ?? 0) % 4_096)) % PRIME
  return row[PIECE_WIDTH - 1] ?? 0
}

/** The country protected and attacked once, with what each step cost. The short steps are done `repeats` times, and the cheapest counts. */
export const measureCountry = (solver: Solver, table: CellTable, { repeats }: { readonly repeats: number }) => {
  const hidden = [...primaryOf(table, { threshold: 5 }).keys()]
  const elimination = cheapest(repeats, () => beside('elimination', () => eliminate(table, new Set(hidden))))
  const withheld = elimination.value
  if (!withheld) throw new Error('the country is too big to be eliminated')
  const known = table.values.map((value, cell) =>
    withheld.has(cell) ? { least: 0, most: 1e9 } : { least: value, most: value },
  )
  const wanted = hidden.map((cell) => {
    const value = table.values[cell] ?? 0
    return { cell, least: value - 1, most: value + 1 }
  })
  const attack = cheapest(repeats, () =>
    beside('attack', (): Audit => auditShown(solver, { known, additions: table.additions }, wanted)),
  )
  const rounding = beside('rounding', () => roundControlled(solver, table, { base: 5, secondsMax: SECONDS_MAX }))
  if (!rounding.value.ok) throw new Error(rounding.value.refusal.code)
  return {
    ...{ hidden, withheld, audit: attack.value, rounded: rounding.value.value },
    follows: followsExactly(table, withheld, hidden),
    measured: [elimination.measured, attack.measured, rounding.measured],
  }
}

type Beside<T> = { readonly value: T; readonly measured: Measured }
const beside = <T>(step: Step, act: () => T): Beside<T> => {
  const before = clocked(fixedPiece)
  const made = clocked(act)
  const after = clocked(fixedPiece)
  const pieceSeconds = (before.cpuSeconds + after.cpuSeconds) / 2
  const { wallSeconds, cpuSeconds, value } = made
  return { value, measured: { step, wallSeconds, cpuSeconds, pieceSeconds, pieces: cpuSeconds / pieceSeconds } }
}
const cheapest = <T>(times: number, act: () => Beside<T>): Beside<T> =>
  Array.from({ length: times - 1 }, act).reduce(
    (best, each) => (each.measured.pieces < best.measured.pieces ? each : best),
    act(),
  )
const clocked = <T>(act: () => T) => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  const value = act()
  const used = process.cpuUsage(cpu)
  return { value, wallSeconds: (performance.now() - wall) / 1000, cpuSeconds: (used.user + used.system) / 1e6 }
}
