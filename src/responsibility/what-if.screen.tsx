/**
 * What if, beside a verdict: the facts that this house gave, with one or two of them otherwise, on another day. It asks the public rules and
 * gives them codes alone: no number of a file, nobody's name, and nothing is recorded.
 */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useAsked } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, type FactRow, Facts, Section, TextField } from '../web/parts/index.ts'
import type { Field } from './facts.ts'
import type { RuleTrial, RuleTrialAnswer, VerdictView } from './responsibility.schema.ts'
import { FieldChoice } from './rules.screen.tsx'

const ASKED: readonly Field[] = ['residence', 'permit', 'age', 'equated', 'coOperates', 'registration']
const UNKNOWN = 'unknown'
type Chosen = Readonly<Record<string, string>>

/** Opens the facts of the verdict, which only the organisation that gave them is shown. */
export const WhatIf = ({ verdictId }: { readonly verdictId: string }): ReactNode => {
  const words = useWords().rules.whatIf
  const verdict = useAnswer<typeof VerdictView>(`/verdicts/${verdictId}`)
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Answer of={verdict}>{({ facts }) => (facts ? <Change facts={facts} /> : null)}</Answer>
    </Section>
  )
}

const Change = ({ facts }: { readonly facts: Chosen }): ReactNode => {
  const words = useWords().rules
  const [changes, setChanges] = useState<Chosen>({})
  const [on, setOn] = useState('')
  const day = /^\d{4}-\d\d-\d\d$/.test(on) ? { onDate: on } : {}
  const changed = Object.fromEntries(Object.entries({ ...facts, ...changes }).filter(([, value]) => value !== UNKNOWN))
  return (
    <div className="stack">
      <div className="columns">
        {ASKED.map((field) => (
          <FieldChoice
            key={field}
            field={field}
            value={changes[field] ?? ''}
            unknown={words.whatIf.asIs}
            more={[{ value: UNKNOWN, label: words.whatIf.madeUnknown }]}
            onChange={(value) => {
              const { [field]: _before, ...rest } = changes
              setChanges(value === '' ? rest : { ...rest, [field]: value })
            }}
          />
        ))}
      </div>
      <TextField type="date" width="short" label={words.onDay} value={on} onChange={setOn} />
      {Object.keys(changes).length === 0 && !('onDate' in day) ? (
        <p className="soft">{words.whatIf.chooseFirst}</p>
      ) : (
        <Difference before={{ facts }} after={{ facts: changed, ...day }} />
      )}
    </div>
  )
}

type Trial = Static<typeof RuleTrial>
type Judged = Static<typeof RuleTrialAnswer>['rules']

const Difference = ({ before, after }: { readonly before: Trial; readonly after: Trial }): ReactNode => {
  const had = useAsked<typeof RuleTrial, typeof RuleTrialAnswer>('/rule-trials', before)
  const has = useAsked<typeof RuleTrial, typeof RuleTrialAnswer>('/rule-trials', after)
  return (
    <Answer of={had}>
      {(old) => <Answer of={has}>{(now) => <Told before={old.rules} after={now.rules} />}</Answer>}
    </Answer>
  )
}

const Told = ({ before, after }: { readonly before: Judged; readonly after: Judged }): ReactNode => {
  const words = useWords().rules.whatIf
  const say = useSay()
  const certain = (rules: Judged) => new Set(rules.filter(({ truth }) => truth === 'yes').map(({ ruleId }) => ruleId))
  const [had, has] = [certain(before), certain(after)]
  const list = (rules: Judged): ReactNode =>
    rules.length === 0 ? (
      words.none
    ) : (
      <ul className="stack stack--tight">
        {rules.map((rule) => (
          <li key={rule.ruleId}>
            {rule.ruleId} {say(rule)}
          </li>
        ))}
      </ul>
    )
  const starts = after.filter(({ ruleId }) => has.has(ruleId) && !had.has(ruleId))
  const stops = before.filter(({ ruleId }) => had.has(ruleId) && !has.has(ruleId))
  const wasPossible = new Set(before.filter(({ truth }) => truth === 'unknown').map(({ ruleId }) => ruleId))
  const possible = after.filter(({ ruleId, truth }) => truth === 'unknown' && !wasPossible.has(ruleId))
  const rows: readonly FactRow[] = [
    { key: 'stops', name: words.stops, value: list(stops) },
    { key: 'starts', name: words.starts, value: list(starts) },
    { key: 'possible', name: words.possible, value: list(possible) },
    { key: 'stays', name: words.stays, value: list(after.filter(({ ruleId }) => has.has(ruleId) && had.has(ruleId))) },
  ]
  return (
    <div aria-live="polite">
      {starts.length + stops.length + possible.length === 0 ? <p>{words.same}</p> : null}
      <Facts rows={rows} />
    </div>
  )
}
