/** What everybody sees of releases: the numbers that were signed with what they mean, and of each set whether it stands. */
import type { Static } from 'typebox'
import { dayAt } from '../kernel/index.ts'
import { pictureWords } from '../words/picture.ts'
import { OPEN_DATA } from './open-data.ts'
import type { ReleaseList, ReleaseView } from './picture.schema.ts'
import type { Release } from './picture.store.ts'
import { periodOf, type SignedRelease, withheldOf } from './signed-release.ts'

/** What a norm is called; bound in wiring.ts, as the picture knows no norm. */
export type NormTitle = (norm: string) => { readonly nl: string; readonly en: string } | undefined

/** One release that stands. */
export const viewOf = (
  release: SignedRelease,
  { verifierKey, titleOf }: { readonly verifierKey: string; readonly titleOf: NormTitle },
): Static<typeof ReleaseView> => {
  const { id, releasedAt, settings, digest, note, attacked, method } = release
  const { regions, forms, cells, regionTotals, formTotals, total } = release.numbers
  const { regions: withheldRegions, ...withheld } = withheldOf(release.numbers)
  const { uri, nl, en } = OPEN_DATA.licence
  return {
    ...{ id, releasedAt: releasedAt.toISOString(), ...normOf(settings.norm, titleOf) },
    settings: { year: settings.year, base: settings.base, regionMin: settings.regionMin, method: howOf(release) },
    regions: [...regions],
    forms: [...forms],
    cells: cells.map((row) => [...row]),
    regionTotals: [...regionTotals],
    formTotals: [...formTotals],
    total,
    legend: [
      ...(method === 'round' ? [{ code: '0', ...pictureWords.zero }] : []),
      { code: 'null', ...pictureWords.withheld },
    ],
    attackedTogether: attacked,
    signed: { digest, note, verifierKey, says: { code: 'signed', ...pictureWords.signed } },
    period: periodOf(settings.year, dayAt(releasedAt)),
    withheld: { ...withheld, regions: [...withheldRegions] },
    ...(settings.norm === undefined ? MEANING : { definitions: [], can: [], cannot: [] }),
    licence: { uri, nl, en },
  }
}
// What persons by form mean; of a set about a norm its method says it.
const MEANING = {
  definitions: Object.entries(OPEN_DATA.definitions).map(([code, { nl, en, source }]) => ({ code, nl, en, source })),
  can: OPEN_DATA.can,
  cannot: OPEN_DATA.cannot,
}
const howOf = ({ method, settings: { norm } }: SignedRelease) => ({
  code: method,
  ...(norm === undefined
    ? { round: pictureWords.rounded, suppress: pictureWords.suppressed }
    : { round: pictureWords.normRounded, suppress: pictureWords.normSuppressed })[method],
})
const normOf = (norm: string | undefined, titleOf: NormTitle) => {
  if (norm === undefined) return {}
  const { nl, en } = titleOf(norm) ?? { nl: norm, en: norm }
  return { norm: { code: norm, nl, en } }
}

/** What became of one release. */
export const listedOf = (
  { id, settings, releasedAt, withdrawn }: Release,
  { signed, titleOf }: { readonly signed: boolean; readonly titleOf: NormTitle },
): Static<typeof ReleaseList>['releases'][number] => ({
  ...normOf(settings.norm, titleOf),
  ...{ id, year: settings.year, releasedAt: releasedAt.toISOString(), stands: withdrawn === undefined, signed },
  ...(withdrawn
    ? {
        withdrawn: {
          at: withdrawn.at.toISOString(),
          reason: { code: withdrawn.reason, ...pictureWords[withdrawn.reason] },
        },
      }
    : {}),
})
