/** Makes a release again from its ledger, and holds it against what was published and signed. */
import type { Database } from '../platform/database.ts'
import { ledgerOf, ledgerOfYear, listReleases } from './picture.store.ts'
import { type LedgerCell, makeRelease, methodsOf, type Table } from './release.ts'
import { digestOf, noteFits } from './release-note.crypto.ts'
import type { Solver } from './solver.ts'

export type Reproduced = { readonly numbers: boolean; readonly digest: boolean; readonly signature: boolean }

/** What is the same; undefined when there is no such release, or it is from before the ledger. */
export const reproduce = async (
  picture: Database,
  solver: Solver,
  { release: id, verifierKey }: { readonly release: string; readonly verifierKey: string },
): Promise<Reproduced | undefined> => {
  const [release] = await listReleases(picture, { id })
  if (!release?.kept) return undefined
  const earlier = await ledgerOfYear(picture, release.settings, id)
  const made = makeRelease(solver, tableIn(await ledgerOf(picture, id)), {
    ...{ earlier, methods: methodsOf(release.settings.norm), now: () => performance.now() },
  })
  const { digest, note } = release.kept
  return {
    numbers: made.ok && digestOf(release.settings, made.value.numbers) === digest,
    digest: digestOf(release.settings, release.numbers) === digest,
    signature: noteFits(note, verifierKey, { id, digest }),
  }
}

const tableIn = (ledger: readonly LedgerCell[]): Table => {
  const named = (part: 'region' | 'form') => [...new Set(ledger.flatMap((cell) => cell[part] ?? []))].sort()
  const [regions, forms] = [named('region'), named('form')]
  const persons = new Map(ledger.map((cell) => [`${cell.region}|${cell.form}`, cell.persons]))
  return { regions, forms, cells: regions.map((region) => forms.map((form) => persons.get(`${region}|${form}`) ?? 0)) }
}
