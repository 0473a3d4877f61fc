/** Every kind of fact that a norm may name, with its words and who records it (data/norms/fact-kinds.json). */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/**
 * `act`: something that is done in the product records it. `step`: whoever holds a file writes down by hand that it happened. `not-yet`: it is
 * not about a person, and nothing records it yet; its clocks run from facts that others give (a simulation, an import).
 */
const RECORDED_BY = ['act', 'step', 'not-yet'] as const
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
  },
  { additionalProperties: false },
)
const File = Type.Object({ kinds: Type.Array(Row, { minItems: 1, maxItems: 1_000 }) }, { additionalProperties: false })

export type FactKind = Readonly<Static<typeof Row>>

/** Reads the kinds. Refuses another shape, a kind that is there twice, and a step without the chapter that it tells about (or another with one). */
export const readFactKinds = (input: unknown): Outcome<readonly FactKind[], 'fact-kinds-unreadable'> => {
  const [error] = Errors(File, input)
  if (error) return refuse('fact-kinds-unreadable', { path: error.instancePath })
  // Safe: the schema accepted the input just above.
  const { kinds } = input as Static<typeof File>
  const seen = new Set<string>()
  for (const { kind, by, chapter } of kinds) {
    if (seen.has(kind) || (by === 'step') !== (chapter !== undefined))
      return refuse('fact-kinds-unreadable', { path: kind })
    seen.add(kind)
  }
  return accept(kinds)
}
