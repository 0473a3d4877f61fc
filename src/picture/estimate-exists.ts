/**
 * Whether a log-linear model has an estimate at all, and only one. Existence (Fienberg and Rinaldo 2012): a table that is positive everywhere must have the
 * same totals; the largest s is sought such that one has no cell below s. One answer: the columns of the model must not depend on each other.
 * A simplex of our own, by Bland's rule; artificial variables are driven out of the basis between its two phases, or models pass that have no estimate.
 */

const SMALL = 1e-9

/** One parameter of a model: the cells that it adds to, and how many persons those cells hold together. */
export type TotalRow = { readonly cells: readonly boolean[]; readonly total: number }

/** The largest s for which cells of at least s have these totals; 0 when only tables with an empty cell do. */
export const largestFloor = (rows: readonly TotalRow[]): number => {
  const cells = rows[0]?.cells.length ?? 0
  const floor = cells
  // The cells above the floor, the floor itself, one artificial variable a row, and the right-hand side.
  const width = cells + 1 + rows.length + 1
  const tableau = rows.map(({ cells: inRow, total }, index) => {
    const line = new Float64Array(width)
    let size = 0
    inRow.forEach((is, cell) => {
      if (!is) return
      line[cell] = 1
      size += 1
    })
    line[floor] = size
    line[cells + 1 + index] = 1
    line[width - 1] = total
    return line
  })
  const basis = rows.map((_, index) => cells + 1 + index)
  const artificial = new Float64Array(width)
  for (const line of tableau) for (let j = 0; j <= floor; j += 1) artificial[j] = (artificial[j] ?? 0) - (line[j] ?? 0)
  artificial[width - 1] = -rows.reduce((sum, { total }) => sum + total, 0)
  improve(tableau, basis, artificial, floor)
  driveOut(tableau, basis, floor)
  const objective = new Float64Array(width)
  objective[floor] = -1
  const at = basis.indexOf(floor)
  const line = tableau[at]
  if (line !== undefined) takeAway(objective, line, floor)
  improve(tableau, basis, objective, floor)
  return objective[width - 1] ?? 0
}

/** Pivots until no column up to `last` lowers the objective; its right-hand side then holds the value. */
const improve = (tableau: Float64Array[], basis: number[], objective: Float64Array, last: number): void => {
  for (;;) {
    let column = -1
    for (let j = 0; j <= last && column < 0; j += 1) if ((objective[j] ?? 0) < -SMALL) column = j
    if (column < 0) return
    const row = leaving(tableau, basis, column)
    if (row < 0) return
    pivot(tableau, basis, row, column)
    const line = tableau[row]
    if (line !== undefined) takeAway(objective, line, column)
  }
}

const leaving = (tableau: readonly Float64Array[], basis: readonly number[], column: number): number => {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  tableau.forEach((line, row) => {
    const entry = line[column] ?? 0
    if (entry <= SMALL) return
    const ratio = (line[line.length - 1] ?? 0) / entry
    const tie = best >= 0 && Math.abs(ratio - least) <= SMALL * Math.max(1, Math.abs(least))
    if ((!tie && ratio < least) || (tie && (basis[row] ?? 0) < (basis[best] ?? 0))) {
      least = Math.min(least, ratio)
      best = row
    }
  })
  return best
}

/** A row whose artificial variable stayed gets another one, or says nothing that the others do not say, and goes. */
const driveOut = (tableau: Float64Array[], basis: number[], last: number): void => {
  for (let row = tableau.length - 1; row >= 0; row -= 1) {
    if ((basis[row] ?? 0) <= last) continue
    const line = tableau[row]
    const column = line?.findIndex((entry, j) => j <= last && Math.abs(entry) > SMALL) ?? -1
    if (column >= 0) pivot(tableau, basis, row, column)
    else {
      tableau.splice(row, 1)
      basis.splice(row, 1)
    }
  }
}

const pivot = (tableau: readonly Float64Array[], basis: number[], row: number, column: number): void => {
  const line = tableau[row]
  if (line === undefined) return
  const entry = line[column] ?? 1
  for (let j = 0; j < line.length; j += 1) line[j] = (line[j] ?? 0) / entry
  for (const other of tableau) if (other !== line) takeAway(other, line, column)
  basis[row] = column
}

const takeAway = (from: Float64Array, line: Float64Array, column: number): void => {
  const factor = from[column] ?? 0
  if (factor === 0) return
  for (let j = 0; j < line.length; j += 1) from[j] = (from[j] ?? 0) - factor * (line[j] ?? 0)
  from[column] = 0
}

/** How many columns of the model do not follow from the others. */
export const rankOf = (rows: readonly TotalRow[]): number => {
  const lines = rows.map(({ cells }) => Float64Array.from(cells, Number))
  let rank = 0
  for (let column = 0; column < (lines[0]?.length ?? 0) && rank < lines.length; column += 1) {
    let best = rank
    for (let row = rank; row < lines.length; row += 1)
      if (Math.abs(lines[row]?.[column] ?? 0) > Math.abs(lines[best]?.[column] ?? 0)) best = row
    const line = lines[best]
    const entry = line?.[column] ?? 0
    if (line === undefined || Math.abs(entry) < SMALL) continue
    lines[best] = lines[rank] ?? line
    lines[rank] = line
    for (let row = rank + 1; row < lines.length; row += 1) {
      const other = lines[row]
      const factor = (other?.[column] ?? 0) / entry
      if (other !== undefined && factor !== 0)
        for (let j = column; j < line.length; j += 1) other[j] = (other[j] ?? 0) - factor * (line[j] ?? 0)
    }
    rank += 1
  }
  return rank
}
