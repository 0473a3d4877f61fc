/** Countries to which a handover can go, in ISO 3166-1: all of them. Names come from the browser. */
import type { CountryCode } from 'libphonenumber-js'
import { COUNTRIES as ABROAD } from './place-line.ts'

export type Country = CountryCode
/** A handover within the own country needs no other form. */
export const HOME_COUNTRY = 'NL'
// Safe: a test compares each with the countries that have telephone numbers.
export const COUNTRIES = [HOME_COUNTRY, ...ABROAD] as readonly Country[]
/** Where the GDPR holds: the Union with its outermost regions, and the three countries beside it of the European Economic Area. */
const UNDER_GDPR: readonly Country[] = [
  ...(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT'] as const),
  ...(['LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const),
  ...(['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT', 'IS', 'LI', 'NO'] as const),
]
/** Outside it she is told what that means before she says yes (GDPR 49(1)(a)). */
export const isOutsideGdpr = (country: Country): boolean => !UNDER_GDPR.includes(country)
