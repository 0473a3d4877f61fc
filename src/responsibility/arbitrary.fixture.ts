/** Generated facts, conditions and answers for the property tests of this slice. */
import fc from 'fast-check'
import type { Condition } from './conditions.ts'
import { type Facts, FIELD_NAMES, FIELDS, type Field } from './facts.ts'
import { type Answers, answersTo, QUESTION_IDS } from './route-questions.ts'

const anyField = fc.constantFrom(...FIELD_NAMES)
const valuesOf = (field: Field): readonly string[] => FIELDS[field]

/** Any subset of the fields with any of their values. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record(Object.fromEntries(FIELD_NAMES.map((field) => [field, fc.constantFrom(...valuesOf(field))])), {
    requiredKeys: [],
  })
  .map((facts) => facts as Facts) // safe: each value comes from the values of its field

const leaf: fc.Arbitrary<Condition> = anyField.chain((field) =>
  fc.oneof(
    fc.constant({ known: field }),
    fc
      .constantFrom(...valuesOf(field))
      .map((equals) => ({ field, equals }) as Condition), // safe: a value of the field
    fc
      .uniqueArray(fc.constantFrom(...valuesOf(field)), { minLength: 1 })
      .map((oneOf) => ({ field, oneOf }) as Condition), // safe: as above
  ),
)

/** Any condition of the language, up to four deep. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('condition'), { maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 4 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
})).condition

/** The facts, plus a value for each missing field: from `more` where it has one, else the first that exists. */
export const completionsOf = (facts: Facts, more: Facts, missing: readonly Field[]): Facts => ({
  ...facts,
  ...Object.fromEntries(missing.map((field) => [field, more[field] ?? valuesOf(field)[0]])),
})

/** Any combination of answers, also ones that a screen would never let somebody give. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .record(
    Object.fromEntries(
      QUESTION_IDS.map((question) => [question, fc.constantFrom<string>('unknown', ...answersTo(question))]),
    ),
    { requiredKeys: [] },
  )
  .map((answers) => answers as Answers) // safe: each answer comes from the answers of its question
