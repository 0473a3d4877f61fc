/** What the operator of the matcher can call equal: tokens, slots, or both. */

import { countBits, dice, SLOTS, type SlotName } from '../../src/linkage/encoding.ts'
import { ENCODING_WORDS } from '../../src/linkage/index.ts'
import type { Seen } from './scene.ts'
import type { Opaque } from './table.ts'

// Safe: the keys of a literal object are exactly the names of its type.
export const SLOT_NAMES = Object.keys(SLOTS) as readonly SlotName[]

export const tokenValues = ({ tokens }: Seen): readonly Opaque[] => tokens.map((value) => ({ sort: 'token', value }))

/** The rows that show a record, each with the token that it lies under: equal bits are equal only under one token. */
const rowsOf = ({ row, tokens, rowUnder }: Seen): readonly (readonly [under: string, row: Uint32Array])[] =>
  rowUnder ? tokens.map((token, place) => [`${token}|`, rowUnder(place)] as const) : [['', row]]

export const slotValues =
  (slots: readonly SlotName[] = SLOT_NAMES) =>
  (seen: Seen): readonly Opaque[] =>
    rowsOf(seen).flatMap(([under, row]) =>
      slots.flatMap((name) => {
        const { at, words } = SLOTS[name]
        const bits = row.subarray(at, Math.min(at + words, ENCODING_WORDS))
        return bits.some((word) => word !== 0) ? [{ sort: name, value: `${under}${bits.join(',')}` }] : []
      }),
    )

export const allValues = (seen: Seen): readonly Opaque[] => [...tokenValues(seen), ...slotValues()(seen)]

/**
 * Slots that are nearly equal are called equal: noise of one's own per record would hide equality from the view above, not
 * from this one. Each slot joins the first leader that it resembles.
 */
export const resemblingValues = (
  seen: readonly Seen[],
  least: number,
  slots: readonly SlotName[] = SLOT_NAMES,
): readonly (readonly Opaque[])[] => {
  const values: Opaque[][] = seen.map(() => [])
  for (const name of slots) {
    const { at, words } = SLOTS[name]
    const leadersUnder = new Map<string, Uint32Array[]>()
    const known = new Map<string, number>()
    seen.forEach((one, record) => {
      for (const [under, row] of rowsOf(one)) {
        if (countBits(row, at, words) === 0) continue
        const leaders = leadersUnder.get(under) ?? []
        leadersUnder.set(under, leaders)
        const bits = row.subarray(at, at + words)
        const text = `${under}${bits.join(',')}`
        const leader = known.get(text) ?? leaders.findIndex((other) => dice(other, 0, bits, 0, words) >= least)
        known.set(text, leader < 0 ? leaders.push(bits) - 1 : leader)
        values[record]?.push({ sort: name, value: `${under}${known.get(text)}` })
      }
    })
  }
  return values
}
