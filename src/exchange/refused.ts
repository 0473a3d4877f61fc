/** Carries a reason about the whole file out of the depth of a reader; the command turns it into a refusal. */
import type { Refusal } from '../kernel/index.ts'
import type { FileProblem } from './problems.ts'

export class TableRefused extends Error {
  readonly refusal: Refusal<FileProblem>
  constructor(code: FileProblem, params?: Refusal['params']) {
    super(code)
    this.refusal = params ? { code, params } : { code }
  }
}
