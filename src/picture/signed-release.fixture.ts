/** Signed releases for tests: of one region and form, or of the whole country with what is withheld; signed with a key that anybody knows. */
import { openNoteSigner } from '../platform/signed-note.ts'
import type { SafeTable } from './release.ts'
import { digestOf, noteOf } from './release-note.crypto.ts'
import type { SignedRelease } from './signed-release.ts'

export const testSigner = openNoteSigner('samenhang-releases-test', Buffer.alloc(32, 7))

/** One region, one form: fifteen persons. */
export const SMALL: SafeTable = {
  ...{ regions: ['VR11'], forms: ['labour'], cells: [[15]], regionTotals: [15], formTotals: [15], total: 15 },
}

/** Twenty-five regions and unknown by six forms; every fourth region is too small to be shown by form. */
export const COUNTRY: SafeTable = (() => {
  const regions = [...Array.from({ length: 25 }, (_, at) => `VR${String(at + 1).padStart(2, '0')}`), 'unknown']
  const forms = ['criminal', 'labour', 'organ', 'other', 'sexual', 'unknown']
  const cells = regions.map((_, row) =>
    forms.map((_each, column) => (row % 4 === 3 ? null : ((row * 7 + column * 3) % 9) * 5)),
  )
  const sum = (numbers: readonly (number | null)[]): number =>
    numbers.reduce<number>((all, each) => all + (each ?? 0), 0)
  return {
    ...{ regions, forms, cells },
    regionTotals: cells.map((row) => (row.includes(null) ? 5 : sum(row))),
    formTotals: forms.map((_, column) => sum(cells.map((row) => row[column] ?? null)) + 5),
    total: sum(cells.map((row) => (row.includes(null) ? 5 : sum(row)))),
  }
})()

/** A release of 2026 that stands. */
export const aRelease = (
  change: Partial<Pick<SignedRelease, 'id' | 'numbers' | 'method' | 'attacked'>> & {
    readonly year?: number
    readonly releasedAt?: string
  } = {},
): SignedRelease => {
  const { id = '0b4f5c11-7f2e-4a51-8b10-000000000001', numbers = SMALL, method = 'round', attacked = 1 } = change
  const releasedAt = new Date(change.releasedAt ?? '2027-02-01T09:00:00Z')
  const settings = { year: change.year ?? 2026, base: 5, regionMin: 10 }
  const digest = digestOf(settings, numbers)
  return {
    ...{ id, releasedAt, settings, numbers, method, attacked, digest },
    note: noteOf(testSigner, { id, releasedAt, digest }),
  }
}
