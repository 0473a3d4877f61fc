/**
 * The same question after everything was linked at once, as `bench:linkage` links a set with itself: weights learned without labels, company
 * of records counted. A claim is then a pair of a report whose case was closed and a signal that was learned after that.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CountryInput, writeCountry } from '../../src/simulation/index.ts'
import { benchLinkage } from '../linkage/run-set.ts'
import { type Claim, isClosed, type Replayed, strongest } from './replay.ts'
import type { Country } from './truth.ts'

/** Less likely pairs are no claim at any bound. */
const CHANCE_LEAST = 0.3

/** Links a whole country and gives its claims, with the bars of linkage on the same set. */
export const linkWhole = async (input: CountryInput, country: Country) => {
  const folder = mkdtempSync(join(tmpdir(), 're-entry-bench-'))
  try {
    await writeCountry(input, { out: folder, municipalitiesFrom: 'data' })
    const places = placesOfRows(join(folder, 'signals.csv'), country)
    const claims: Claim[] = []
    const { f1AtHalf, precisionAtHalf, recallAtHalf, bCubed, truePairs } = benchLinkage({
      file: join(folder, 'signals.set.json'),
      encoding: 'relabelled',
      onPairs: (pairs) => {
        for (const { a, b, chance } of pairs)
          if (chance >= CHANCE_LEAST) claims.push(...claimsOf(country, [places[a] ?? 0, places[b] ?? 0], chance))
      },
    })
    const replayed: Replayed = {
      claims: strongest(claims),
      encoded: country.told.map(() => true),
      pairs: { truth: 0, told: 0, right: 0 },
    }
    return { replayed, bars: { seed: input.seed, truePairs, f1AtHalf, precisionAtHalf, recallAtHalf, bCubed } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// Signals are dealt out of order in the file; ids are the same.
const placesOfRows = (file: string, { told }: Country): readonly number[] => {
  const places = new Map(told.map(({ signal }, place) => [signal.id, place]))
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => places.get(line.slice(0, line.indexOf(','))) ?? -1)
}

// The one that was learned later asks; places are in order of learning.
const claimsOf = (country: Country, pair: readonly [number, number], chance: number): readonly Claim[] => {
  const [held, asking] = [Math.min(...pair), Math.max(...pair)]
  const [before, now] = [country.told[held], country.told[asking]]
  if (!before?.caseId || !now || !isClosed(country, before.caseId, now.signal)) return []
  const right = before.person === now.person
  return [{ asking, caseId: before.caseId, grade: 'look-closer', probability: chance, throughDesk: false, right }]
}
