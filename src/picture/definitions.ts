/** What the numbers mean, as data (data/picture/definitions.json), read once. A dimension without words or source is a fault of ours. */
import file from '../../data/picture/definitions.json' with { type: 'json' }

export type Worded = { readonly nl: string; readonly en: string }
export type Definition = Worded & { readonly source: Worded; readonly state: string }

/** In the order in which facets of a unit are kept; a new one is added at the end and the cube is counted again. */
export const DIMENSIONS = [
  ...(['form', 'sex', 'age', 'nationality', 'region', 'stay', 'reporter', 'status', 'outcome', 'delay'] as const),
]
export type Dimension = (typeof DIMENSIONS)[number]
export const isDimension = (text: string): text is Dimension => DIMENSIONS.some((each) => each === text)

export type DimensionDefinition = Definition & {
  readonly says: Worded
  /** The values that are no region, in their own order: an order of the field, never by size. */
  readonly values: Readonly<Record<string, Worded>>
}

/** The source in one language for programs, and in both for who reads. */
export const sourceOf = ({ nl, en }: Worded) => ({ source: en, sourceSaid: { code: 'source', nl, en } })

const isWorded = (given: Worded | undefined): boolean =>
  [given?.nl, given?.en].every((each) => each !== undefined && each !== '')

/** Reads the definitions of all dimensions; throws at one that has no words, no source or an unknown state. */
export const readDefinitions = (given: {
  readonly dimensions: Readonly<Record<string, DimensionDefinition | undefined>>
}): Readonly<Record<Dimension, DimensionDefinition>> => {
  const read = DIMENSIONS.map((dimension) => {
    const found = given.dimensions[dimension]
    const whole =
      isWorded(found) &&
      isWorded(found?.says) &&
      isWorded(found?.source) &&
      ['agreed', 'proposed'].includes(`${found?.state}`)
    if (!found || !whole || !Object.values(found.values).every(isWorded))
      throw new RangeError(`the dimension ${dimension} has no definition`)
    return [dimension, found] as const
  })
  // Safe: one entry for each dimension, made right above.
  return Object.fromEntries(read) as Record<Dimension, DimensionDefinition>
}

export const DEFINITIONS = readDefinitions(file)
export const {
  measures: MEASURES,
  unknown: UNKNOWN_WORDS,
  notice: NOT_WITHOUT_RELEASE,
  export: EXPORT_DEFINITION,
} = file
