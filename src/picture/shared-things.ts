/**
 * Things that two regions share, as pairs of regions: no direction, one side and one kind at a time. Nothing is added up over kinds, sides or
 * regions: a sum beside its parts would tell a part that is not said. Pure.
 */
import { type FewOr, few } from './flows.ts'

/** A document of somebody is none of them: that is about a person. */
export const SHARED_KINDS = ['phone', 'plate', 'company', 'account', 'address', 'advert', 'handle', 'email'] as const
export type SharedKind = (typeof SHARED_KINDS)[number]

export type RegionPair = { readonly one: string; readonly other: string; readonly links: number }
export type ShownPair = { readonly one: string; readonly other: string; readonly links: FewOr }

/** The table to show, in the order of codes; from 1 to 4 says no more than that. */
export const pairsToShow = (pairs: readonly RegionPair[]): readonly ShownPair[] =>
  pairs
    .filter(({ links }) => links > 0)
    .toSorted((a, b) => a.one.localeCompare(b.one) || a.other.localeCompare(b.other))
    .map(({ one, other, links }) => ({ one, other, links: few(links) }))
