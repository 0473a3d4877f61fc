/**
 * Movement as a table of from and to: what comes in, what goes out, how one-sided that is, and over how many places it spreads. A move is
 * not a person: somebody who moves twice is two moves. What is fewer than five is said to be so, with nothing from which it can be told.
 */
import { shareInterval } from './count-interval.ts'
import { BASE } from './release.ts'

export type Flow = { readonly from: string; readonly to: string; readonly moves: number }
/** From 1 to 4 is never said more closely, also to those who may see counts: this is the emptiest table of all. */
export type FewOr = number | '<5'
export type ShownFlow = { readonly from: string; readonly to: string; readonly moves: FewOr }

export type PlaceFlow = {
  readonly place: string
  readonly in: FewOr
  readonly out: FewOr
  /** In minus out; absent when one of the two is not said. */
  readonly net?: number
  /** |in - out| / (in + out): 0 is as much in as out, 1 is one way only. */
  readonly effectiveness?: number
  /** Of the moves that began here, the share that left, with its interval (Wilson). */
  readonly leaving?: { readonly share: number; readonly low: number; readonly high: number }
  /** Over how many places as many moves would spread evenly: 2 to the power of the entropy of destinations. */
  readonly destinations?: number
}

export const few = (value: number): FewOr => (value > 0 && value < BASE ? '<5' : value)

/** The table to show, in the order of codes. What goes from a place to itself stayed inside and is not shown as a flow. */
export const flowsToShow = (flows: readonly Flow[]): readonly ShownFlow[] =>
  flows
    .filter(({ from, to, moves }) => from !== to && moves > 0)
    .toSorted((one, other) => one.from.localeCompare(other.from) || one.to.localeCompare(other.to))
    .map(({ from, to, moves }) => ({ from, to, moves: few(moves) }))

/** The figures of each place that moves go to or come from, in the order of codes. */
export const placeFlows = (flows: readonly Flow[]): readonly PlaceFlow[] =>
  [...new Set(flows.flatMap(({ from, to }) => [from, to]))].sort().map((place) => {
    const [into, out] = [flows.filter((each) => isInto(each, place)), flows.filter((each) => isInto(flip(each), place))]
    const [inside, ins, outs] = [
      sumOf(flows.filter((each) => each.from === place && each.to === place)),
      sumOf(into),
      sumOf(out),
    ]
    const said = isSaid(ins) && isSaid(outs)
    const isTold = isSaid(outs) && outs > 0 && isSaid(inside)
    return {
      ...{ place, in: few(ins), out: few(outs) },
      ...(said ? { net: ins - outs } : {}),
      ...(said && ins + outs > 0 ? { effectiveness: Math.abs(ins - outs) / (ins + outs) } : {}),
      ...(isTold ? { leaving: { share: outs / (outs + inside), ...shareInterval(outs, outs + inside) } } : {}),
      // Spread over destinations that are not said would tell them; it needs every destination to be said.
      ...(outs >= BASE && out.every(({ moves }) => isSaid(moves))
        ? { destinations: 2 ** entropy(out.map(({ moves }) => moves)) }
        : {}),
    }
  })

const isInto = ({ from, to }: Flow, place: string): boolean => to === place && from !== place
const flip = ({ from, to, moves }: Flow): Flow => ({ from: to, to: from, moves })
const isSaid = (value: number): boolean => value === 0 || value >= BASE
const sumOf = (flows: readonly Flow[]): number => flows.reduce((sum, { moves }) => sum + moves, 0)

/** Entropy in bits of what falls into parts: 0 when all is in one, 2 when it is spread evenly over four. */
export const entropy = (parts: readonly number[]): number => {
  const whole = parts.reduce((sum, each) => sum + each, 0)
  return parts.reduce((sum, each) => (each > 0 ? sum - (each / whole) * Math.log2(each / whole) : sum), 0)
}
