/**
 * Invented countries of which the hidden number is known: lists that see people by chance, with here and there a pair that depends on each other. In some an
 * assumption is broken on purpose: links are missed, or a part of the people is seen much less by everybody.
 */
import type { Random } from '../../src/kernel/index.ts'
import { withMissedLinks } from '../../src/picture/estimate-sensitivity.ts'
import { addSubsets, setsOfSize } from '../../src/picture/estimate-table.ts'
import { drawBinomial } from '../../src/picture/special-functions.ts'
import { type Country, drawTable } from './coverage.ts'

export type Broken = 'nothing' | 'missed-links' | 'two-kinds-of-people'
export type Drawn = { readonly truth: number; readonly counts: Float64Array }

/** The share of links that is missed where links are missed. */
export const MISSED = 0.2

/** One country and what is seen of it. */
export const drawCountry = (random: Random, broken: Broken): Drawn => {
  const lists = random.chance(0.5) ? 4 : 5
  const truth = 2_000 + random.below(8_000)
  const kinds = broken === 'two-kinds-of-people' ? [0.3, 0.7] : [1]
  const seen = Array.from({ length: lists }, () => 0.05 + 0.2 * random.next())
  const bonds = setsOfSize(lists, 2).filter(() => random.chance(0.2))
  const strength = bonds.map(() => (random.chance(0.7) ? 0.7 + random.next() : -0.7 - random.next()))
  const cells = new Float64Array(2 ** lists)
  kinds.forEach((share, kind) => {
    const logs = new Float64Array(cells.length)
    seen.forEach((chance, list) => {
      // Who is hard to see is seen four times less.
      const odds = kinds.length === 1 ? chance : kind === 0 ? Math.min(0.6, chance * 2.2) : chance * 0.5
      logs[1 << list] = Math.log(odds / (1 - odds))
    })
    bonds.forEach((pair, index) => {
      logs[pair] = strength[index] ?? 0
    })
    const weights = addSubsets(logs).map(Math.exp)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    weights.forEach((weight, cell) => {
      cells[cell] = (cells[cell] ?? 0) + (truth * share * weight) / all
    })
  })
  const country: Country = { cells: cells.map(Math.round) }
  const counts = drawTable(random, country)
  const missed = broken === 'missed-links'
  const persons = country.cells.reduce((sum, cell) => sum + cell, 0)
  return {
    truth: persons,
    counts: missed ? withMissedLinks(counts, MISSED, (count, share) => drawBinomial(random, count, share)) : counts,
  }
}
