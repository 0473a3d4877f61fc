/** The figures that a bench reports, computed from scored pairs and the truth. */

export type Scored = {
  readonly a: number
  readonly b: number
  readonly bits: number
  readonly chance: number
  readonly same: boolean
}
export type PairFigures = { readonly f1AtHalf: number; readonly precisionAtHalf: number; readonly recallAtHalf: number }
export type CalibrationRow = {
  readonly from: number
  readonly pairs: number
  readonly expected: number
  readonly observed: number
}

export const round = (value: number, digits = 4): number => Number(value.toFixed(digits))
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const harmonic = (precision: number, recall: number): number => share(2 * precision * recall, precision + recall)

/** Pairwise precision, recall and F1 of the pairs with a chance of one half or more. */
export const pairFigures = (pairs: readonly Scored[], truePairs: number): PairFigures => {
  const taken = pairs.filter(({ chance }) => chance >= 0.5)
  const right = taken.filter(({ same }) => same).length
  const precision = share(right, taken.length)
  const recall = share(right, truePairs)
  return {
    f1AtHalf: round(harmonic(precision, recall)),
    precisionAtHalf: round(precision),
    recallAtHalf: round(recall),
  }
}

/** Ten rows: what the chances of a tenth promised, and what was true. */
export const calibration = (pairs: readonly Scored[]): readonly CalibrationRow[] => {
  const rows = Array.from({ length: 10 }, () => ({ pairs: 0, expected: 0, observed: 0 }))
  for (const { chance, same } of pairs) {
    const row = rows[Math.min(9, Math.floor(chance * 10))]
    if (!row) continue
    row.pairs += 1
    row.expected += chance
    if (same) row.observed += 1
  }
  return rows.map(({ pairs: count, expected, observed }, i) => ({
    from: i / 10,
    pairs: count,
    expected: round(share(expected, count)),
    observed: round(share(observed, count)),
  }))
}

/** B-cubed F1: per record, how pure its cluster is and how much of its entity the cluster holds. Records without truth are left out. */
export const bCubed = (clusters: ArrayLike<number>, entities: readonly (string | undefined)[]): number => {
  const clusterSizes = new Map<number, number>()
  const entitySizes = new Map<string, number>()
  const together = new Map<string, number>()
  const add = <Key>(counts: Map<Key, number>, key: Key): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  entities.forEach((entity, record) => {
    if (entity === undefined) return
    add(clusterSizes, clusters[record] ?? record)
    add(entitySizes, entity)
    add(together, `${clusters[record] ?? record} ${entity}`)
  })
  let precision = 0
  let recall = 0
  let records = 0
  for (const [key, both] of together) {
    const gap = key.indexOf(' ')
    precision += (both * both) / (clusterSizes.get(Number(key.slice(0, gap))) ?? 1)
    recall += (both * both) / (entitySizes.get(key.slice(gap + 1)) ?? 1)
    records += both
  }
  return round(harmonic(share(precision, records), share(recall, records)))
}

export type LookUp = { readonly best: number; readonly rank: number }

/** Share of members whose best answer is right, when at most `falseHits` of the non-members may be answered at all. */
export const recallAtFalseHit = (
  members: readonly LookUp[],
  strangers: readonly number[],
  falseHits: number,
): number => {
  const ordered = [...strangers].sort((x, y) => y - x)
  const bound = ordered[Math.floor(falseHits * ordered.length)] ?? Number.NEGATIVE_INFINITY
  return round(share(members.filter(({ best, rank }) => rank === 1 && best > bound).length, members.length))
}

/** Share of members whose own record is among the first `k` answers. */
export const recallAt = (members: readonly LookUp[], k: number): number =>
  round(share(members.filter(({ rank }) => rank >= 1 && rank <= k).length, members.length))
