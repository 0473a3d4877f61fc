/** Figures of norms for who counts: every norm of persons in the order of the agreements, every region in the order of its code. */
import type { Static } from 'typebox'
import type { Day } from '../kernel/index.ts'
import { normKindWords } from '../words/norms.ts'
import { causeNotSaid, compareWords, steeringWords } from '../words/steering.ts'
import { type Adoption, standsOn } from './adoption.ts'
import { binds, findVersion, type Norm, type NormVersion } from './norm.ts'
import { MISSES } from './norm-book.ts'
import type { NormFigure, NormFigures } from './norm-figures.schema.ts'
import {
  BAND,
  type Compared,
  causesOf,
  countsBy,
  countsOf,
  type Figure,
  figureOf,
  NOT_SAID,
  type NormCell,
} from './norm-figures.ts'

type ShownFigure = Static<typeof NormFigures>['norms'][number]['country']
type ShownNorm = Static<typeof NormFigures>['norms'][number]
type ShownChange = Static<typeof NormFigure>['changes'][number]
type ShownCause = Static<typeof NormFigure>['causes'][number]

export const COUNTRY = { level: 'country', key: 'all' } as const

export const notice = <C extends keyof typeof steeringWords>(code: C) => ({ code, ...steeringWords[code] })

const shown = (figure: Figure): ShownFigure => {
  if (figure.kind === 'few') return { few: true }
  const { kind: _, ...rest } = figure
  return { few: false, ...rest }
}

/** One norm with its figure of the whole country; a norm that holds on no day any more is not shown. */
export const showNorm = (
  norm: Norm,
  cells: readonly NormCell[],
  { adoptions, on }: { readonly adoptions: readonly Adoption[]; readonly on: Day },
): (ShownNorm & { readonly sentence: NormVersion['sentence'] }) | undefined => {
  const version = findVersion(norm, on)
  if (!version) return undefined
  const signed = adoptions.filter((each) => each.normId === norm.id && standsOn(each, on))
  return {
    ...{ normId: norm.id, title: version.title, sentence: version.sentence },
    normKind: { code: version.kind, ...normKindWords[version.kind] },
    termKind: { code: version.term.kind, ...normKindWords[version.term.kind] },
    ...{ binds: binds(version), signedBy: new Set(signed.map(({ party }) => party)).size },
    country: shown(figureOf(countsOf(cells, norm.id, COUNTRY.level, COUNTRY.key))),
  }
}

/** Every region, also one of which nothing was counted: it looks like one with fewer than five. */
export const showRegions = (
  normId: string,
  cells: readonly NormCell[],
  regions: readonly string[],
): Static<typeof NormFigure>['regions'] => {
  const counts = countsBy(cells, normId, 'area')
  return regions.map((code) => ({
    safetyRegionCode: code,
    figure: shown(figureOf(counts.get(code) ?? { kept: 0, missed: 0, excepted: 0, running: 0 })),
    // Of a region only what five persons or more have in common; the country names every cause.
    causes: showCauses(normId, cells, { level: 'area', key: code }).filter(({ persons }) => persons.low >= BAND),
  }))
}

export const showCauses = (
  normId: string,
  cells: readonly NormCell[],
  place: { readonly level: string; readonly key: string },
): readonly ShownCause[] =>
  causesOf(cells, { normId, ...place, causes: MISSES.causes.map(({ code }) => code) }).map(({ cause, persons }) => ({
    cause: { code: cause, ...(cause === NOT_SAID ? causeNotSaid : causeWord(cause)) },
    persons,
  }))

const causeWord = (code: string): { readonly nl: string; readonly en: string } => {
  const { nl, en } = MISSES.causes.find((each) => each.code === code) ?? { nl: code, en: code }
  return { nl, en }
}

export const showChange = (
  what: Pick<ShownChange, 'code' | 'fromDate' | 'normVersion' | 'houses'>,
  { before, after, difference, says }: Compared,
): ShownChange => ({
  ...what,
  ...{ before: shown(before), after: shown(after), says: { code: says, ...compareWords[says] } },
  ...(difference ? { difference } : {}),
})
