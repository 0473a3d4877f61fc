/** Who signs a base agreement for a house (data/norms/mandates.json): by the kind of house one function. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import mandatesFile from '../../data/norms/mandates.json' with { type: 'json' }

const text = Type.String({ minLength: 1, maxLength: 400 })
const File = Type.Object(
  {
    state: text,
    mandates: Type.Array(Type.Object({ house: text, by: text }, { additionalProperties: false }), { minItems: 1 }),
  },
  { additionalProperties: false },
)

const loadMandates = (): ReadonlyMap<string, string> => {
  if (!Value.Check(File, mandatesFile)) throw new Error('data/norms/mandates.json has another shape')
  return new Map(mandatesFile.mandates.map(({ house, by }) => [house, by]))
}
const MANDATES = loadMandates()

/** Does this function sign for a house of this kind? A kind that is not in the list signs nothing. */
export const hasMandate = (kind: string | undefined, workFunction: string): boolean =>
  kind !== undefined && MANDATES.get(kind) === workFunction
