/**
 * A library that is large and that most who import its user never ask: it is loaded when it is asked for, by a function that cannot
 * wait (docs/decisions/0088). It is the same library that an import gives, once in the process.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const load = createRequire(import.meta.url)

/** Gives what the library exports: `const phones = onDemand<typeof import('…')>('…')`, and then `phones().parse(text)`. */
export const onDemand = <Library>(name: string): (() => Library) => {
  let library: Library | undefined
  return () => {
    // Safe: the caller names the type of the library that it names.
    library ??= load(fileURLToPath(import.meta.resolve(name))) as Library
    return library
  }
}
