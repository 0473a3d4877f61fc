/**
 * The examples of the rules (data/rules/examples.json): for each version of each rule at least one case in which it speaks and one in which
 * it does not. They are judged whenever the book is read; a book with a rule that nobody gave an example of is refused.
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { evaluate } from './conditions.ts'
import { type Facts, readFacts } from './facts.ts'
import { isValidOn, type Rule } from './rule.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
const ExamplesFile = Type.Object(
  {
    examples: Type.Array(
      Type.Object(
        {
          rule: Type.String({ pattern: '^R\\d{2}$' }),
          version: Type.Integer({ minimum: 1 }),
          on: text,
          nl: text,
          en: text,
          facts: Type.Record(Type.String(), Type.String()),
          speaks: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 5000 },
    ),
  },
  { additionalProperties: false },
)

/** A case in words and in facts, and whether the rule speaks in it. */
export type RuleExample = {
  readonly rule: Rule['id']
  readonly version: number
  readonly on: Day
  readonly nl: string
  readonly en: string
  readonly facts: Facts
  readonly speaks: boolean
}

export type ExampleRefusal = 'examples-unreadable' | 'rule-without-example' | 'example-decided-differently'

/** Reads the examples beside the rules. Refuses what cannot be read, what the rule answers differently, and a rule without both kinds. */
export const readExamples = (
  input: unknown,
  rules: readonly Rule[],
): Outcome<readonly RuleExample[], ExampleRefusal> => {
  const [error] = Errors(ExamplesFile, input)
  if (error) return refuse('examples-unreadable', { path: error.instancePath })
  const { examples } = input as Static<typeof ExamplesFile> // safe: the schema accepted it just above
  const read: RuleExample[] = []
  for (const [place, row] of examples.entries()) {
    const rule = rules.find(({ id, version }) => id === row.rule && version === row.version)
    const on = parseDay(row.on)
    const facts = readFacts(row.facts)
    if (!rule || !on || !facts.ok || !isValidOn(rule, on))
      return refuse('examples-unreadable', { path: `/examples/${place}` })
    if (evaluate(rule.when, facts.value).truth !== (row.speaks ? 'yes' : 'no'))
      return refuse('example-decided-differently', { rule: `${row.rule}.${row.version}`, path: `/examples/${place}` })
    read.push({ ...row, on, facts: facts.value })
  }
  const bare = rules.find((rule) => ![true, false].every((speaks) => read.some((each) => isOf(each, rule, speaks))))
  return bare ? refuse('rule-without-example', { rule: `${bare.id}.${bare.version}` }) : accept(read)
}

const isOf = (example: RuleExample, rule: Rule, speaks: boolean): boolean =>
  example.rule === rule.id && example.version === rule.version && example.speaks === speaks
