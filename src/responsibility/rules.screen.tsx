/**
 * The rules, public: every rule with its state, source, validity and examples, and a form to try them on a situation without a person. The
 * server judges; what is chosen here is kept nowhere.
 */
import { type ReactNode, useRef, useState } from 'react'
import type { Static } from 'typebox'
import { today } from '../dossier/today-here.screen.ts'
import { useAnswer, useAsked } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Empty,
  type FactRow,
  Facts,
  Notice,
  Page,
  Section,
  Select,
  TextField,
} from '../web/parts/index.ts'
import { FIELD_NAMES, FIELDS, type Field } from './facts.ts'
import type { RuleList, RuleTrial, RuleTrialAnswer } from './responsibility.schema.ts'
import { sayValue } from './say-condition.ts'

type RuleShown = Static<typeof RuleList>['rules'][number]
type Chosen = Readonly<Record<string, string>>

export const RulesScreen = (): ReactNode => {
  const words = useWords().rules
  const [facts, setFacts] = useState<Chosen>({})
  const [on, setOn] = useState('')
  const trial = useRef<HTMLDivElement>(null)
  const rules = useAnswer<typeof RuleList>('/rules')
  const fill = (example: RuleShown['examples'][number]) => {
    setFacts(example.facts)
    setOn(example.onDate)
    trial.current?.focus()
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice kind="attention">{words.unreviewed}</Notice>
      <div ref={trial} tabIndex={-1}>
        <Section title={words.tryTitle} lead={words.tryLead} surface>
          <TrialForm facts={facts} on={on} onFacts={setFacts} onDay={setOn} />
          {Object.keys(facts).length === 0 ? (
            <p className="soft">{words.nothingTried}</p>
          ) : (
            <TrialAnswer facts={facts} on={on} />
          )}
        </Section>
      </div>
      <Answer of={rules}>
        {({ rules: all, gaps }) => (
          <>
            <Book rules={all} onTry={fill} />
            <Section title={words.gaps} lead={words.gapsLead}>
              <Gaps gaps={gaps} />
            </Section>
          </>
        )}
      </Answer>
      <p>{words.change}</p>
    </Page>
  )
}

/** What nearly every rule asks; the rest is folded away. */
const FIRST: readonly Field[] = ['residence', 'permit', 'age', 'indication', 'needShelter', 'needIncome', 'needMedical']
const OTHERS = FIELD_NAMES.filter((field) => !FIRST.includes(field))

const TrialForm = (props: {
  readonly facts: Chosen
  readonly on: string
  readonly onFacts: (facts: Chosen) => void
  readonly onDay: (day: string) => void
}): ReactNode => {
  const words = useWords().rules
  const choose = (fields: readonly Field[]): ReactNode => (
    <div className="columns">
      {fields.map((field) => (
        <FieldChoice
          key={field}
          field={field}
          value={props.facts[field] ?? ''}
          unknown={words.unknown}
          onChange={(value) => {
            const { [field]: _before, ...rest } = props.facts
            props.onFacts(value === '' ? rest : { ...rest, [field]: value })
          }}
        />
      ))}
    </div>
  )
  return (
    <div className="stack">
      {choose(FIRST)}
      <details>
        <summary>{words.more}</summary>
        {choose(OTHERS)}
      </details>
      <TextField type="date" width="short" label={words.onDay} value={props.on} onChange={props.onDay} />
      <Actions>
        <Button
          onClick={() => {
            props.onFacts({})
            props.onDay('')
          }}
        >
          {words.clear}
        </Button>
      </Actions>
    </div>
  )
}

export const FieldChoice = (props: {
  readonly field: Field
  readonly value: string
  readonly unknown: string
  readonly onChange: (value: string) => void
  readonly more?: readonly { readonly value: string; readonly label: string }[]
}): ReactNode => {
  const words = useWords().rules
  const values: readonly string[] = FIELDS[props.field]
  return (
    <Select
      label={words.fields[props.field]}
      value={props.value}
      options={[
        { value: '', label: props.unknown },
        ...(props.more ?? []),
        ...values.map((value) => ({ value, label: sayValue(words, props.field, value) })),
      ]}
      onChange={props.onChange}
    />
  )
}

const IS_DAY = /^\d{4}-\d\d-\d\d$/
const askedOf = (facts: Chosen, on: string): Static<typeof RuleTrial> => ({
  facts,
  ...(IS_DAY.test(on) ? { onDate: on } : {}),
})

const TrialAnswer = ({ facts, on }: { readonly facts: Chosen; readonly on: string }): ReactNode => {
  const words = useWords().rules
  const say = useSay()
  const answer = useAsked<typeof RuleTrial, typeof RuleTrialAnswer>('/rule-trials', askedOf(facts, on))
  return (
    <Answer of={answer}>
      {({ rules, namedGaps }) => {
        const certain = rules.filter(({ truth }) => truth === 'yes')
        const possible = rules.filter(({ truth }) => truth === 'unknown')
        return (
          <div className="stack stack--tight" aria-live="polite">
            {certain.length === 0 ? <p>{words.nothing}</p> : null}
            {certain.length > 0 ? <h3>{words.truths.yes}</h3> : null}
            <ul>
              {certain.map((rule) => (
                <li key={rule.ruleId}>
                  {rule.ruleId} {say(rule)}
                </li>
              ))}
            </ul>
            {namedGaps.length > 0 ? (
              <Notice title={words.inGap}>
                <Gaps gaps={namedGaps} />
              </Notice>
            ) : null}
            {possible.length > 0 ? (
              <details>
                <summary>
                  {words.truths.unknown} ({possible.length})
                </summary>
                <ul>
                  {possible.map((rule) => (
                    <li key={rule.ruleId}>
                      {rule.ruleId} {say(rule)}{' '}
                      <small>{`(${words.missing}: ${rule.missing.map(say).join(', ')})`}</small>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </div>
        )
      }}
    </Answer>
  )
}

const Gaps = ({ gaps }: { readonly gaps: Static<typeof RuleList>['gaps'] }): ReactNode => {
  const say = useSay()
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={gap.code}>
          {gap.code} {say(gap)}
        </li>
      ))}
    </ul>
  )
}

const Book = (props: {
  readonly rules: readonly RuleShown[]
  readonly onTry: (example: RuleShown['examples'][number]) => void
}): ReactNode => {
  const words = useWords().rules
  const [wanted, setWanted] = useState('')
  const found = props.rules.filter((rule) => holdsText(rule, wanted)).toSorted(expiredLast)
  return (
    <Section title={words.title}>
      <TextField
        type="search"
        label={words.find}
        hint={words.findHint}
        value={wanted}
        maxLength={60}
        onChange={setWanted}
      />
      <output>{words.found(found.length)}</output>
      {found.length === 0 ? <Empty title={words.none} /> : null}
      <Cards>
        {found.map((rule) => (
          <RuleCard key={`${rule.ruleId}.${rule.ruleVersion}`} rule={rule} onTry={props.onTry} />
        ))}
      </Cards>
    </Section>
  )
}

const isExpired = ({ validUntilDate }: RuleShown): boolean => validUntilDate !== undefined && validUntilDate < today()
const expiredLast = (one: RuleShown, other: RuleShown): number => Number(isExpired(one)) - Number(isExpired(other))

const holdsText = (rule: RuleShown, wanted: string): boolean => {
  const sources = rule.title.sources.map(({ name, article }) => `${name} ${article ?? ''}`)
  const text = [rule.ruleId, rule.title.nl, rule.title.en, rule.step.nl, rule.step.en, ...sources]
    .join(' ')
    .toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const RuleCard = (props: {
  readonly rule: RuleShown
  readonly onTry: (example: RuleShown['examples'][number]) => void
}): ReactNode => {
  const words = useWords().rules
  const say = useSay()
  const { rule } = props
  return (
    <Card
      title={`${rule.ruleId} ${say(rule.title)}`}
      aside={
        <Badge tone={isExpired(rule) ? 'plain' : 'attention'}>
          {`${isExpired(rule) ? words.expired : say(rule.state)} · v${rule.ruleVersion}`}
        </Badge>
      }
    >
      <details>
        <summary>
          {words.details}
          <span className="visually-hidden"> {`${rule.ruleId} v${rule.ruleVersion}`}</span>
        </summary>
        {rule.agreedBy && rule.agreedDate ? <p>{words.agreed(rule.agreedBy, rule.agreedDate)}</p> : null}
        <Facts rows={useRuleRows(rule)} />
        <Examples rule={rule} onTry={props.onTry} />
      </details>
    </Card>
  )
}

const Examples = (props: {
  readonly rule: RuleShown
  readonly onTry: (example: RuleShown['examples'][number]) => void
}): ReactNode => {
  const words = useWords().rules
  const say = useSay()
  const { rule } = props
  return (
    <>
      <h4>{words.examples}</h4>
      <ul className="stack stack--tight">
        {rule.examples.map((example) => (
          <li key={example.nl}>
            {say(example)}: <strong>{example.speaks ? words.speaks : words.silent}</strong>{' '}
            <Button look="subtle" onClick={() => props.onTry(example)}>
              {words.tryRule}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

const useRuleRows = (rule: RuleShown): readonly FactRow[] => {
  const { rules: words, verdict } = useWords()
  const say = useSay()
  const { language } = useLanguage()
  const valid = [
    words.from(formatDay(rule.validFromDate, language)),
    ...(rule.validUntilDate ? [words.until(formatDay(rule.validUntilDate, language))] : []),
  ].join(' ')
  const sources = rule.title.sources.map(({ name, article, textOf }) =>
    [name, article, textOf && verdict.textOf(textOf)].filter(Boolean).join(', '),
  )
  return [
    { key: 'when', name: words.when, value: <Lines lines={rule.condition.map(say)} /> },
    { key: 'step', name: words.step, value: say(rule.step) },
    { key: 'who', name: words.who, value: rule.responsible.map(say).join(', ') },
    { key: 'where', name: words.municipality, value: say(rule.municipality) },
    { key: 'payer', name: words.payer, value: say(rule.payer) },
    ...(rule.term
      ? [{ key: 'term', name: words.term, value: `${verdict.days(rule.term.days)} (${say(rule.term.kind)})` }]
      : []),
    ...(rule.obstacle ? [{ key: 'obstacle', name: words.obstacle, value: say(rule.obstacle) }] : []),
    { key: 'sources', name: words.sources, value: <Lines lines={sources} /> },
    { key: 'sure', name: words.certainty, value: say(rule.certainty) },
    { key: 'valid', name: words.valid, value: valid },
  ]
}

const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode => (
  <ul className="stack stack--tight">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
