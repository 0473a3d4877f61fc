/** The base agreements, public: each with what it is (law, agreed and by whom, a proposal), its source, and examples that are run. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  ButtonLink,
  Card,
  Cards,
  type FactRow,
  Facts,
  Notice,
  Page,
  Select,
  TextField,
} from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import type { AdoptionList, NormList } from './signing.schema.ts'

type Norm = Static<typeof NormList>['norms'][number]
type Version = Norm['versions'][number]

export const NormsScreen = (): ReactNode => {
  const words = useWords().normPage
  const norms = useAnswer<typeof NormList>('/norms')
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice kind="attention">{words.unreviewed}</Notice>
      <Answer of={norms}>{(answer) => <Book norms={answer.norms} />}</Answer>
    </Page>
  )
}

/** What whoever reads may sign for the own house; nothing for who has not signed in or has no mandate. */
const useSignable = (): ReadonlySet<string> => {
  const mayAsk = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const signed = useAnswer<typeof AdoptionList>('/adoptions', { enabled: mayAsk })
  return new Set(mayAsk ? signed.data?.norms.map(({ normId }) => normId) : [])
}

const Book = ({ norms }: { readonly norms: readonly Norm[] }): ReactNode => {
  const words = useWords().normPage
  const say = useSay()
  const [sought, setSought] = useState('')
  const [state, setState] = useState('')
  const signable = useSignable()
  const found = norms.filter(({ normId, versions: [newest] }) => {
    if (!newest) return false
    const text = `${normId} ${say(newest.title)} ${say(newest.sentence)}`.toLocaleLowerCase()
    return (state === '' || (state === 'binds') === newest.binds) && text.includes(sought.trim().toLocaleLowerCase())
  })
  return (
    <>
      <div className="columns">
        <TextField type="search" label={words.search} value={sought} onChange={setSought} />
        <Select
          label={words.state}
          value={state}
          options={[
            { value: '', label: words.all },
            ...['binds', 'proposed'].map((value) => ({ value, label: words.states[value] ?? value })),
          ]}
          onChange={setState}
        />
      </div>
      <output>{words.found(found.length)}</output>
      <Cards>
        {found.flatMap((norm) =>
          norm.versions
            .slice(0, 1)
            .map((version) => (
              <NormCard key={norm.normId} norm={norm} version={version} maySign={signable.has(norm.normId)} />
            )),
        )}
      </Cards>
    </>
  )
}

const NormCard = (props: { readonly norm: Norm; readonly version: Version; readonly maySign: boolean }): ReactNode => {
  const { norm, version, maySign } = props
  const words = useWords().normPage
  const { language } = useLanguage()
  const say = useSay()
  const [, ...older] = norm.versions
  const validity = ({ validFromDate, validUntilDate }: Version): string =>
    words.valid(formatDay(validFromDate, language), validUntilDate && formatDay(validUntilDate, language))
  return (
    <Card
      title={say(version.title)}
      aside={<Badge tone={version.binds ? 'accent' : 'plain'}>{say(version.normKind)}</Badge>}
      meta={`${norm.normId} · ${validity(version)}`}
    >
      <p>{say(version.sentence)}</p>
      <Facts rows={useRows(version)} />
      {maySign ? (
        <Actions>
          <ButtonLink to="/app/ondertekenen" search={{ afspraak: norm.normId }} look="secondary">
            {words.sign}
            <span className="visually-hidden"> ({say(version.title)})</span>
          </ButtonLink>
        </Actions>
      ) : null}
      <details>
        <summary>{words.examples(version.examples.length)}</summary>
        <Examples examples={version.examples} />
      </details>
      {older.map((each) => (
        <p key={each.version} className="soft small">
          {words.older}: {say(each.sentence)} ({validity(each)})
        </p>
      ))}
    </Card>
  )
}

const useRows = (version: Version): readonly FactRow[] => {
  const words = useWords().normPage
  const { language } = useLanguage()
  const say = useSay()
  const signed = version.signedBy.map(({ name, fromDate }) =>
    fromDate ? `${name} (${words.from(formatDay(fromDate, language))})` : name,
  )
  return [
    { key: 'term', name: words.term, value: say(version.termKind) },
    { key: 'signedBy', name: words.signedBy, value: signed.length === 0 ? words.nobody : signed.join(', ') },
    {
      key: 'exceptions',
      name: words.exceptions,
      value: (
        <ul>
          {version.exceptions.map((each) => (
            <li key={say(each)}>{say(each)}</li>
          ))}
        </ul>
      ),
    },
    {
      key: 'source',
      name: words.source,
      value: version.sources
        .map(({ name, article, textOf }) => [name, article, textOf].filter(Boolean).join(', '))
        .join('; '),
    },
  ]
}

const Examples = ({ examples }: { readonly examples: Version['examples'] }): ReactNode => {
  const words = useWords().normPage
  const { language } = useLanguage()
  const clocks = useWords().dossier.clocks
  const say = useSay()
  return (
    <ul>
      {examples.map((example) => {
        const facts = example.facts.map(
          ({ kind, happenedDate }) => `${say(kind)} (${formatDay(happenedDate, language)})`,
        )
        const late = example.daysLate === undefined ? '' : `, ${clocks.late(example.daysLate)}`
        const left = example.daysLeft === undefined ? '' : `, ${clocks.left(example.daysLeft)}`
        return (
          <li key={`${facts.join()} ${example.onDate}`}>
            {facts.join('; ')}: {words.onDay(formatDay(example.onDate, language))} {say(example.state)}
            {late}
            {left}
          </li>
        )
      })}
    </ul>
  )
}
