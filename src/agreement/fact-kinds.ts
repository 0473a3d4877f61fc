/** Every kind of fact that a norm may name, with its words and who records it (data/norms/fact-kinds.json). */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/**
 * `act`: something that is done in the product records it. `step`: whoever holds a file writes down by hand that it happened. `area`: whoever works
 * for a municipality, a region, the country or a cluster of signals writes it down. `calendar`: a day that comes by itself.
 */
const RECORDED_BY = ['act', 'step', 'area', 'calendar'] as const
export type RecordedBy = (typeof RECORDED_BY)[number]

const text = Type.String({ minLength: 1, maxLength: 200 })
const Row = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    nl: text,
    en: text,
    by: Type.Unsafe<RecordedBy>(Type.Enum([...RECORDED_BY])),
    /** The chapter of the file that a step tells about: it is written there, and shows where that chapter shows. */
    chapter: Type.Optional(text),
    /** Of an area: the functions that write it down. */
    functions: Type.Optional(Type.Array(text, { minItems: 1, maxItems: 10 })),
    /** Of the calendar: one day, or the same day of every year (`--12-31`). */
    on: Type.Optional(Type.String({ pattern: '^(\\d{4}|-)-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
)
const File = Type.Object({ kinds: Type.Array(Row, { minItems: 1, maxItems: 1_000 }) }, { additionalProperties: false })

export type FactKind = Readonly<Static<typeof Row>>

/**
 * Reads the kinds. Refuses another shape, a kind that is there twice, and one without what its way of recording needs (a step its chapter, what is of
 * an area its functions, the calendar its day), or with what is of another way.
 */
export const readFactKinds = (input: unknown): Outcome<readonly FactKind[], 'fact-kinds-unreadable'> => {
  const [error] = Errors(File, input)
  if (error) return refuse('fact-kinds-unreadable', { path: error.instancePath })
  // Safe: the schema accepted the input just above.
  const { kinds } = input as Static<typeof File>
  const seen = new Set<string>()
  for (const { kind, by, chapter, functions, on } of kinds) {
    const fits =
      (by === 'step') === (chapter !== undefined) &&
      (by === 'area') === (functions !== undefined) &&
      (by === 'calendar') === (on !== undefined)
    if (seen.has(kind) || !fits) return refuse('fact-kinds-unreadable', { path: kind })
    seen.add(kind)
  }
  return accept(kinds)
}
