/** The quarter that an address of the steering desk asks for; what is no quarter is left out. */
export type QuarterAddress = { readonly kwartaal?: string }
export const readQuarter = ({ kwartaal }: Readonly<Record<string, unknown>>): QuarterAddress =>
  typeof kwartaal === 'string' && /^20\d{2}Q[1-4]$/.test(kwartaal) ? { kwartaal } : {}
