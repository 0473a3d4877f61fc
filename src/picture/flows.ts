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

/** A total that would tell a flow of few beside it is not said. */
export type TotalOr = FewOr | 'not-said'

export type PlaceFlow = {
  readonly place: string
  readonly in: TotalOr
  readonly out: TotalOr
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

/**
 * The figures of each place that moves go to or come from, in the order of codes. What goes out is said when it leaves each flow of few beside it more
 * than one number; what comes in only beside no flow of few at all. So a flow of few stands in one total at most, and no chain of totals, said or not
 * said, tells what one alone hides.
 */
export const placeFlows = (flows: readonly Flow[]): readonly PlaceFlow[] => {
  const places = [...new Set(flows.flatMap(({ from, to }) => [from, to]))].sort()
  const moved = flows.filter(({ from, to, moves }) => from !== to && moves > 0)
  const leave = new Map(places.map((place) => [place, moved.filter(({ from }) => from === place)]))
  const arrive = new Map(places.map((place) => [place, moved.filter(({ to }) => to === place)]))
  return places.map((place) => {
    const [into, out] = [arrive.get(place) ?? [], leave.get(place) ?? []]
    const inside = sumOf(flows.filter((each) => each.from === place && each.to === place))
    const [ins, outs] = [sumOf(into), sumOf(out)]
    const [saysIn, saysOut] = [!into.some(isFew), hidesEach(out)]
    const isTold = saysOut && outs > 0 && isSaid(inside)
    return {
      ...{ place, in: saysIn ? ins : ('not-said' as const), out: saysOut ? outs : ('not-said' as const) },
      ...(saysIn && saysOut ? { net: ins - outs } : {}),
      ...(saysIn && saysOut && ins + outs > 0 ? { effectiveness: Math.abs(ins - outs) / (ins + outs) } : {}),
      ...(isTold ? { leaving: { share: outs / (outs + inside), ...shareInterval(outs, outs + inside) } } : {}),
      // Spread over destinations that are not said would tell them; it needs every destination to be said.
      ...(outs >= BASE && !out.some(isFew) ? { destinations: 2 ** entropy(out.map(({ moves }) => moves)) } : {}),
    }
  })
}

/**
 * Does the total of these flows leave each flow of few among them more than one number? When there are none; else when there are two or more, together
 * five or more, and they are neither all one nor all four. Not said, they may still be all one or all four.
 */
const hidesEach = (flows: readonly Flow[]): boolean => {
  const few = flows.filter(isFew)
  const together = sumOf(few)
  return (
    few.length === 0 ||
    (few.length > 1 && together >= BASE && together > few.length && together < few.length * (BASE - 1))
  )
}
const isFew = ({ moves }: Flow): boolean => moves > 0 && moves < BASE
const isSaid = (value: number): boolean => value === 0 || value >= BASE
const sumOf = (flows: readonly Flow[]): number => flows.reduce((sum, { moves }) => sum + moves, 0)

/** Entropy in bits of what falls into parts: 0 when all is in one, 2 when it is spread evenly over four. */
export const entropy = (parts: readonly number[]): number => {
  const whole = parts.reduce((sum, each) => sum + each, 0)
  return parts.reduce((sum, each) => (each > 0 ? sum - (each / whole) * Math.log2(each / whole) : sum), 0)
}
