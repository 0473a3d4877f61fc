/**
 * The coarse words in which a place is asked and offered. The list is short and fixed on purpose: what is not on it cannot
 * be asked, so no request draws somebody that a provider could recognise (decision 8). At most three go together.
 */

/** For whom: a place that is not for these people does not fit at all. */
export const AUDIENCES = ['man', 'woman', 'family', 'minor'] as const
/** What would be good to have: a place that lacks one still fits, and says so. */
export const PREFERENCES = ['step-free', 'secured', 'round-the-clock', 'independent'] as const
export const WISHES = [...AUDIENCES, ...PREFERENCES] as const
export type Wish = (typeof WISHES)[number]
export const WISHES_MAX = 3

/** What kind of house it is; the same words as the directory has for shelters. */
export const PLACE_KINDS = ['categorical', 'women', 'men', 'homeless'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Why a provider says no: a category, never a story and never something that says where a house stands. */
export const NO_REASONS = ['no-bed-now', 'no-fit-with-group', 'no-staff', 'other-safety-level'] as const
export type NoReason = (typeof NO_REASONS)[number]

/** Narrows a word that came from our own table; a word that is no longer on the list is left out. */
export const isWish = (word: string): word is Wish => (WISHES as readonly string[]).includes(word) // widening only
export const isAudience = (wish: Wish): boolean => (AUDIENCES as readonly string[]).includes(wish) // widening only
