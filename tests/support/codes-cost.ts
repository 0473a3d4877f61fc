/**
 * A code is short, so the house makes every try cost a tenth of a second of processor (src/access/page-code.store.ts). The suite makes and types hundreds
 * that it knows: to those the same function is applied with hardly any rounds. What a code costs in the house is asked with `asCostlyAsInTheHouse`.
 */
import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const CHEAP = { N: 2, p: 1 }

type Derived = (fault: Error | null, key: Buffer) => void
type Held = { readonly real: typeof crypto.scrypt; cheap: boolean }
// One for all files of a worker: each of them reads this file anew.
const held = globalThis as { samenhangCodesCost?: Held }

const holdCost = (): Held => {
  const state: Held = { real: crypto.scrypt, cheap: true }
  const scrypt = (code: string, salt: Buffer, length: number, cost: ScryptOptions, done: Derived): void =>
    state.real(code, salt, length, state.cheap ? { ...cost, ...CHEAP } : cost, done)
  Object.assign(crypto, { scrypt })
  syncBuiltinESMExports()
  return state
}
held.samenhangCodesCost ??= holdCost()
const state = held.samenhangCodesCost

/** While this acts a code costs what it costs in the house. */
export const asCostlyAsInTheHouse = async <T>(act: () => Promise<T>): Promise<T> => {
  state.cheap = false
  try {
    return await act()
  } finally {
    state.cheap = true
  }
}
