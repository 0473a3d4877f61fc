/** The solver behind the port: HiGHS as WebAssembly (MIT), one thread. A fault inside it is told in one line, never with its whole program text. */
import { createRequire } from 'node:module'
import type { OpenProgram, Program, Solved, Solver } from './solver.ts'

// Safe: the types of the package describe its CommonJS build, which carries its loader as `default`; what an import gives is the loader itself.
const { default: loadHighs } = createRequire(import.meta.url)('highs') as typeof import('highs')

const SECONDS_MAX = 60
const SAID_MAX = 200

/** Loads the solver once; a quarter of a second. */
export const openSolver = async (): Promise<Solver> => {
  const highs = await loadHighs()
  const { modelStatus, variableType } = highs.constants
  return {
    open: (program: Program): OpenProgram => {
      const model = calm(() => highs.createModel(modelOf(program)))
      calm(() =>
        model.options.set({
          output_flag: false,
          time_limit: program.secondsMax ?? SECONDS_MAX,
          mip_rel_gap: program.gap ?? 0,
          // Costs may be fractions: the absolute gap alone must not end a search.
          mip_abs_gap: 1e-6,
        }),
      )
      if (program.whole)
        for (const [column, isWhole] of program.whole.entries())
          if (isWhole) model.changeColIntegrality(column, variableType.integer)
      return {
        solve: (): Solved =>
          calm(() => {
            model.run()
            const status = model.getModelStatus()
            if (status === modelStatus.infeasible) return { status: 'infeasible' }
            if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
              return { status: 'unbounded' }
            const { colValue, colDual } = model.getSolution()
            const objective = model.getObjectiveValue()
            if (status === modelStatus.optimal)
              return { status: 'optimal', objective, values: colValue, reduced: colDual }
            const found = Number(model.info.get('primal_solution_status')) === 2
            return found ? { status: 'best', objective, values: colValue, reduced: colDual } : { status: 'none' }
          }),
        setCost: (column, cost) => calm(() => void model.changeColCost(column, cost)),
        setBounds: (column, lower, upper) => calm(() => void model.changeColBounds(column, lower, upper)),
        addRow: (row) =>
          calm(() => void model.addRow(row.lower, row.upper, { indices: [...row.indices], values: [...row.values] })),
        setWhole: (columns) =>
          calm(() => {
            for (let column = 0; column < columns; column += 1) model.changeColIntegrality(column, variableType.integer)
          }),
        close: () => model.dispose(),
      }
    },
  }
}

const modelOf = ({ cost, lower, upper, rows }: Program) => {
  const starts = new Int32Array(rows.length + 1)
  for (const [row, { indices }] of rows.entries()) starts[row + 1] = (starts[row] ?? 0) + indices.length
  return {
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: cost.length,
      starts,
      indices: Int32Array.from(rows.flatMap((row) => row.indices)),
      values: Float64Array.from(rows.flatMap((row) => row.values)),
    },
  }
}

const calm = <T>(act: () => T): T => {
  try {
    return act()
  } catch (fault) {
    throw new Error(`the solver failed: ${String(fault).slice(0, SAID_MAX)}`)
  }
}
