/** Which facts the clocks read: taken from the norms, so that a new norm needs no line of code. */
import { ALWAYS_KEEPS, kindsOf, LIFTS, type Norm } from './norm.ts'

/** All fact kinds that any version of any norm names, the person's no, and the yes that lifts it; in alphabetical order. */
export const clockKinds = (norms: readonly Norm[]): readonly string[] => {
  const named = norms.flatMap((norm) => norm.versions).flatMap(kindsOf)
  return [...new Set([...named, ...ALWAYS_KEEPS, LIFTS])].sort()
}
