/** A view of the desk is an address: whoever keeps or shares it keeps what was asked, never the numbers. Pure. */
import { type Dimension, isDimension } from './definitions.ts'

export type ViewPeriod = 'year' | 'quarter' | 'month'
export type PictureView = {
  readonly jaar?: string
  readonly verandering?: Dimension
  readonly naar?: Dimension
  readonly en?: Dimension | undefined
  readonly per?: ViewPeriod
}
const PERIODS: readonly ViewPeriod[] = ['year', 'quarter', 'month']

/** What an address asks; what it says that is none of the desk's is left out. */
export const readView = (search: Readonly<Record<string, unknown>>): PictureView => {
  const textOf = (name: string): string => String(search[name] ?? '')
  const dimensionAt = (name: 'verandering' | 'naar' | 'en'): Partial<PictureView> => {
    const text = textOf(name)
    return isDimension(text) ? { [name]: text } : {}
  }
  const period = PERIODS.find((each) => each === textOf('per'))
  return {
    ...(/^20\d\d$/.test(textOf('jaar')) ? { jaar: textOf('jaar') } : {}),
    ...dimensionAt('verandering'),
    ...dimensionAt('naar'),
    ...dimensionAt('en'),
    ...(period ? { per: period } : {}),
  }
}
