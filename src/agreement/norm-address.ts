/** The norm that the address of the screen of signing names; what is no norm is left out. */
export type NormAddress = { readonly afspraak?: string }
export const readNorm = ({ afspraak }: Readonly<Record<string, unknown>>): NormAddress =>
  typeof afspraak === 'string' && /^N\d{2}(-\d+)?$/.test(afspraak) ? { afspraak } : {}
