/** A verdict to read: what holds, who does it, who pays, the first step, and where each sentence comes from. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useMunicipalityName } from '../dossier/names.screen.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Badge, Card, Cards, type FactRow, Facts, Notice } from '../web/parts/index.ts'
import type { VerdictView } from './responsibility.schema.ts'
import { useCentreRows } from './route-advice.screen.tsx'
import { RULES } from './rule-book.ts'

type Verdict = Static<typeof VerdictView>
type Ruling = Verdict['certain'][number]
type Sentence = NonNullable<Ruling['title']>
type Worded = Ruling['because'][number]

export const VerdictText = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict
  const say = useSay()
  const parts = [
    { title: words.certain, rulings: verdict.certain },
    { title: words.next, rulings: verdict.next },
    { title: words.possible, rulings: verdict.possible },
  ]
  return (
    <div className="stack">
      <Municipalities verdict={verdict} />
      {verdict.provisional ? (
        <Notice title={words.provisional}>
          <p>{say(verdict.provisional)}</p>
        </Notice>
      ) : null}
      {verdict.gap ? <Gap gap={verdict.gap} /> : null}
      {parts
        .filter(({ rulings }) => rulings.length > 0)
        .map(({ title, rulings }, place) =>
          place === 0 && rulings === verdict.certain ? (
            <div key={title} className="stack stack--tight">
              <h3>{title}</h3>
              <Rulings rulings={rulings} />
            </div>
          ) : (
            <details key={title}>
              <summary>
                {title} ({rulings.length})
              </summary>
              <Rulings rulings={rulings} />
            </details>
          ),
        )}
      <p className="soft small">{words.rulesVersion(verdict.rulesVersion)}</p>
    </div>
  )
}

const Municipalities = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict
  const [does, pays] = [
    useMunicipalityName(verdict.municipalityCode),
    useMunicipalityName(verdict.payerMunicipalityCode),
  ]
  const rows: readonly FactRow[] = [
    ...(does ? [{ key: 'does', name: words.municipality, value: <strong>{does}</strong> }] : []),
    ...(pays ? [{ key: 'pays', name: words.payerMunicipality, value: <strong>{pays}</strong> }] : []),
  ]
  const centres = useCentreRows(verdict.place)
  return rows.length + centres.length === 0 ? null : <Facts rows={[...rows, ...centres]} />
}

const Gap = ({ gap }: { readonly gap: NonNullable<Verdict['gap']> }): ReactNode => {
  const words = useWords().verdict
  const say = useSay()
  return (
    <Notice kind="attention" title={say(gap.gap)}>
      {gap.missing.length === 0 ? null : (
        <p>
          {words.missingAll}: <List items={gap.missing} />.
        </p>
      )}
    </Notice>
  )
}

const Rulings = ({ rulings }: { readonly rulings: readonly Ruling[] }): ReactNode => (
  <Cards>
    {rulings.map((ruling) => (
      <RulingCard key={`${ruling.ruleId}-${ruling.ruleVersion}`} ruling={ruling} />
    ))}
  </Cards>
)

const RulingCard = ({ ruling }: { readonly ruling: Ruling }): ReactNode => {
  const say = useSay()
  return (
    <Card
      title={ruling.title ? say(ruling.title) : ruling.ruleId}
      aside={<Badge>{ruling.state ? `${ruling.ruleId} · ${say(ruling.state)}` : ruling.ruleId}</Badge>}
    >
      <Facts rows={useRows(ruling)} />
      {ruling.title ? <Sources of={ruling.title} /> : null}
    </Card>
  )
}

const useRows = (ruling: Ruling): readonly FactRow[] => {
  const words = useWords().verdict
  const say = useSay()
  const { term, obstacle } = findRule(ruling) ?? {}
  const rows: readonly (FactRow | undefined)[] = [
    ruling.step && { key: 'step', name: words.step, value: <strong>{say(ruling.step)}</strong> },
    ruling.responsible.length > 0
      ? { key: 'who', name: words.responsible, value: <List items={ruling.responsible} /> }
      : undefined,
    ruling.municipality && { key: 'where', name: words.whichMunicipality, value: say(ruling.municipality) },
    ruling.payer && { key: 'payer', name: words.payer, value: say(ruling.payer) },
    term && { key: 'term', name: words.term, value: `${words.days(term.days)} (${words.termKinds[term.kind]})` },
    obstacle && { key: 'obstacle', name: words.obstacle, value: say(obstacle) },
    ruling.because.length > 0
      ? { key: 'because', name: words.because, value: <List items={ruling.because} /> }
      : undefined,
    ruling.missing.length > 0
      ? { key: 'missing', name: words.missing, value: <List items={ruling.missing} /> }
      : undefined,
  ]
  return rows.filter((row) => row !== undefined)
}

// The answer of the API names the rule and its version; term and obstacle are read from that same version of the book.
const findRule = ({ ruleId, ruleVersion }: Ruling) =>
  RULES.find(({ id, version }) => id === ruleId && version === ruleVersion)

const List = ({ items }: { readonly items: readonly Worded[] }): ReactNode => {
  const say = useSay()
  return items.map(say).join(', ')
}

const Sources = ({ of }: { readonly of: Sentence }): ReactNode => {
  const words = useWords().verdict
  const say = useSay()
  const { language } = useLanguage()
  return (
    <details>
      <summary>
        {words.sources}: {say(of.certainty)}
      </summary>
      <ul className="stack stack--tight">
        {of.sources.map(({ name, where, article, textOf, readDate }) => (
          <li key={`${name} ${article ?? ''}`}>
            {[name, article, textOf && words.textOf(textOf), words.readOn(formatDay(readDate, language))]
              .filter(Boolean)
              .join(', ')}
            <span className="soft small"> {where}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
