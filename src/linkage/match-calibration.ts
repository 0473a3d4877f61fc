/**
 * What desks said afterwards, held against what the model had expected. Counts per tenth of the model's probability, without
 * persons; from them a curve that never falls. With few outcomes it is the model itself.
 */

/** Outcomes of pairs that the model gave this many tenths: `same` were one person, `other` were two. */
export type TenthCounts = { readonly tenth: number; readonly same: number; readonly other: number }

/** Tenths run from 0 to 10: 10 is 0.95 and above. */
export const TENTHS = 11
/** So many imagined outcomes say what the model says; measured ones must outweigh them. Ours. */
export const IMAGINED = 20

export type Calibration = {
  readonly version: number
  /** The parameters under which the pairs were weighed: a curve of others says nothing about these. */
  readonly parameters: string
  readonly counts: readonly TenthCounts[]
}
/** Maps a probability of the model to one that outcomes support. */
export type Recalibrated = (probability: number) => number

/**
 * The curve through the tenths: each is drawn towards the model by the imagined outcomes, then neighbours that fall are pooled
 * (pool adjacent violators), then probabilities between two tenths lie on the line between them. Without outcomes it changes nothing.
 */
export const recalibrate = (counts: readonly TenthCounts[]): Recalibrated => {
  const knots = pooled(stepsOf(counts))
  return (probability) => {
    const at = Math.min(Math.max(probability, 0), 1) * (TENTHS - 1)
    const below = Math.min(Math.floor(at), TENTHS - 2)
    const [low, high] = [knots[below] ?? 0, knots[below + 1] ?? 1]
    return low + (high - low) * (at - below)
  }
}

/** Expected against observed, per tenth; observed is undefined where nobody said anything. */
export const calibrationTable = (
  counts: readonly TenthCounts[],
): readonly {
  readonly tenth: number
  readonly expected: number
  readonly observed: number | undefined
  readonly count: number
  readonly used: number
}[] => {
  const curve = recalibrate(counts)
  return stepsOf(counts).map(({ expected, same, count }, tenth) => ({
    tenth,
    expected,
    observed: count === 0 ? undefined : same / count,
    count,
    used: curve(expected),
  }))
}

type Step = { readonly expected: number; readonly same: number; readonly count: number }

const stepsOf = (counts: readonly TenthCounts[]): readonly Step[] =>
  Array.from({ length: TENTHS }, (_, tenth) => {
    const said = counts.filter((each) => each.tenth === tenth)
    const same = said.reduce((sum, each) => sum + each.same, 0)
    const count = said.reduce((sum, each) => sum + each.same + each.other, 0)
    return { expected: tenth / (TENTHS - 1), same, count }
  })

/** Weighted means that never fall, one for each step. */
const pooled = (steps: readonly Step[]): readonly number[] => {
  const blocks: { sum: number; weight: number; length: number }[] = []
  for (const { expected, same, count } of steps) {
    blocks.push({ sum: same + IMAGINED * expected, weight: count + IMAGINED, length: 1 })
    for (;;) {
      const [before, last] = [blocks.at(-2), blocks.at(-1)]
      if (!before || !last || before.sum / before.weight <= last.sum / last.weight) break
      blocks.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        length: before.length + last.length,
      })
    }
  }
  return blocks.flatMap(({ sum, weight, length }) => Array.from({ length }, () => sum / weight))
}
