/**
 * What a house can do and what somebody can need, beside the coarse words of wishes.ts. These words are compared inside; they are never
 * told to the house that is asked, because a language and a form and an age together draw somebody (decision 63).
 * The order is the order of the bits in care.word_bits (migration 0041): add at the end only, in both.
 */
import { AUDIENCES, PREFERENCES } from './wishes.ts'

/** For whom by age; a house that takes children with a parent says `baby`. */
export const AGES = ['age-12-17', 'age-18-22', 'age-23-plus', 'baby'] as const
export const FORMS = ['form-sexual', 'form-labour', 'form-criminal', 'form-other'] as const
/** More than one problem at once: what the house can carry beside trafficking. */
export const BURDENS = ['addiction', 'mental-health', 'mild-disability'] as const
/** Spoken in the house without an interpreter; ISO 639-1. */
export const LANGUAGES = [
  'nl',
  'en',
  'fr',
  'es',
  'pt',
  'ar',
  'bg',
  'ro',
  'pl',
  'hu',
  'tr',
  'uk',
  'zh',
  'vi',
  'ti',
] as const
export const SPOKEN = LANGUAGES.map((code) => `speaks-${code}` as const)
/** How long somebody can stay. */
export const STAYS = ['days', 'three-months', 'longer'] as const
/** Under which law the house is paid. It is never needed, only good to have: money stops no request. */
export const PAID = ['paid-wmo', 'paid-cosm', 'paid-youth', 'paid-other'] as const
export const ACCESSIBLE = ['wheelchair', 'deaf', 'blind'] as const

export const HOUSE_WORDS = [...AGES, ...FORMS, ...BURDENS, ...SPOKEN, ...STAYS, ...PAID, ...ACCESSIBLE] as const
export type HouseWord = (typeof HOUSE_WORDS)[number]
/** Every word that is compared, in the order of its bit. */
export const MATCH_WORDS = [...AUDIENCES, ...PREFERENCES, ...HOUSE_WORDS] as const
export type MatchWord = (typeof MATCH_WORDS)[number]

/** So many words may be asked at once, needed and good to have together. */
export const NEEDS_MAX = 12

/** Narrows a word that came from our own table; a word that is no longer on the list is left out. */
export const isHouseWord = (word: string): word is HouseWord => (HOUSE_WORDS as readonly string[]).includes(word) // widening only
export const isMatchWord = (word: string): word is MatchWord => (MATCH_WORDS as readonly string[]).includes(word) // widening only
export const isMoney = (word: MatchWord): boolean => (PAID as readonly string[]).includes(word) // widening only

/** The set of words as bits; as a whole number beyond 32 bits, so not with `|`. */
export const bitsOf = (words: readonly MatchWord[]): bigint =>
  words.reduce((bits, word) => bits | (1n << BigInt(MATCH_WORDS.indexOf(word))), 0n)
/** Which of these words stand in the bits, in the order given. */
export const wordsIn = (bits: bigint, of: readonly MatchWord[]): readonly MatchWord[] =>
  of.filter((word) => (bits & (1n << BigInt(MATCH_WORDS.indexOf(word)))) !== 0n)
