/** Countries to which a handover can go, in ISO 3166-1: where people are sent on to or return to. Names come from the browser. */
export const COUNTRIES = [
  ...(['AL', 'AT', 'BA', 'BD', 'BE', 'BG', 'BR', 'BY', 'CH', 'CN', 'CO', 'CY', 'CZ', 'DE', 'DK', 'DZ', 'EE'] as const),
  ...(['EG', 'ER', 'ES', 'ET', 'FI', 'FR', 'GB', 'GE', 'GH', 'GM', 'GN', 'GR', 'HR', 'HU', 'ID', 'IE', 'IN'] as const),
  ...(['IT', 'LT', 'LU', 'LV', 'MA', 'MD', 'ME', 'MK', 'MT', 'NG', 'NL', 'NO', 'PH', 'PK', 'PL', 'PT', 'RO'] as const),
  ...(['RS', 'SE', 'SI', 'SK', 'SL', 'SN', 'SR', 'TH', 'TN', 'TR', 'UA', 'UG', 'VE', 'VN', 'XK'] as const),
] as const
export type Country = (typeof COUNTRIES)[number]
/** Where the GDPR holds: the Union, and Norway of the countries beside it that stand here. */
const UNDER_GDPR: readonly Country[] = [
  ...(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT'] as const),
  ...(['LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const),
]
/** Outside it she is told what that means before she says yes (GDPR 49(1)(a)). */
export const isOutsideGdpr = (country: Country): boolean => !UNDER_GDPR.includes(country)
/** A handover within the own country needs no other form. */
export const HOME_COUNTRY = 'NL'
