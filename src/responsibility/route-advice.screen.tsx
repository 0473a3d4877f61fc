/** The one page in which the route finder ends: what this is, whom to call, what to do, what not to do, letters, sources. */
import './route-finder.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Static } from 'typebox'
import type { ChosenMunicipality } from '../directory/choose-municipality.screen.tsx'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Badge,
  Button,
  ButtonAway,
  Card,
  Cards,
  type FactRow,
  Facts,
  Notice,
  Phone,
  Section,
} from '../web/parts/index.ts'
import { saveFile } from '../web/save-file.ts'
import { routeFinderEn } from '../words/route-finder.en.ts'
import { type RouteFinderWords, routeFinderNl } from '../words/route-finder.nl.ts'
import { blankLetter, editableLetter, isLetterKind } from './letter-text.ts'
import type { Page } from './responsibility.schema.ts'

type PageView = Static<typeof Page>
type Sentence = PageView['today'][number]
type Source = PageView['sources'][number]

export const useFinderWords = (): RouteFinderWords => (useLanguage().language === 'nl' ? routeFinderNl : routeFinderEn)

export const RouteAdvice = (props: {
  readonly page: PageView
  readonly municipality: ChosenMunicipality | undefined
  readonly onBack: () => void
  readonly onRestart: () => void
}): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const { page } = props
  return (
    <div className="advice">
      <What page={page} />
      <Section title={finder.page.call}>
        <Calls page={page} municipality={props.municipality} onChoose={props.onBack} />
      </Section>
      <Sentences title={finder.page.today} kind="today" sentences={page.today} />
      <Sentences title={finder.page.never} kind="never" sentences={page.never} />
      <Sentences title={finder.page.later} kind="later" sentences={page.later} />
      <Letters page={page} />
      <More page={page} />
      <Sources sources={page.sources} on={page.on} />
      <Notice kind="attention">{finder.page.unreviewed}</Notice>
      <Actions>
        <Button look="primary" onClick={() => window.print()}>
          {words.print}
        </Button>
        <Button onClick={props.onBack}>{words.back}</Button>
        <Button look="subtle" onClick={props.onRestart}>
          {words.again}
        </Button>
      </Actions>
    </div>
  )
}

const What = ({ page }: { readonly page: PageView }): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const rows = whoRows(page, finder, say, words.organiser)
  return (
    <section className="advice__what">
      <div className="row row--apart">
        <span className="soft">{words.readOut}</span>
        <Badge tone="attention">{finder.states.unreviewed}</Badge>
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {page.what ? say(page.what) : page.gap ? say(page.gap.gap) : ''}
      </h2>
      {page.what && page.gap ? <p>{say(page.gap.gap)}</p> : null}
      <Facts rows={rows} />
      {page.provisional ? (
        <Notice title={finder.page.provisional}>
          <p>{say(page.provisional)}</p>
        </Notice>
      ) : null}
    </section>
  )
}

type Say = ReturnType<typeof useSay>
const list = (items: readonly { readonly nl: string; readonly en: string }[], say: Say): string =>
  items.map(say).join(', ')

const whoRows = (page: PageView, finder: RouteFinderWords, say: Say, organiser: string): readonly FactRow[] => {
  const law = page.what?.sources.map(sourceName).join('; ')
  return [
    ...(law ? [{ key: 'law', name: finder.page.law, value: law }] : []),
    ...(page.responsible.length > 0 ? [{ key: 'who', name: finder.page.who, value: list(page.responsible, say) }] : []),
    ...(page.municipality
      ? [
          {
            key: 'where',
            name: finder.page.municipality,
            value: page.named ? `${page.named.municipality.name} (${say(page.municipality)})` : say(page.municipality),
          },
        ]
      : []),
    ...(page.named?.organiser
      ? [{ key: 'organiser', name: organiser, value: organiserOf(page.named, say, page.place) }]
      : []),
    ...(page.payer ? [{ key: 'payer', name: finder.page.payer, value: say(page.payer) }] : []),
    ...(page.certainty ? [{ key: 'sure', name: finder.page.certainty, value: say(page.certainty) }] : []),
  ]
}

/** The centre that organises shelter, with how sure that is. */
const organiserOf = (named: NonNullable<PageView['named']>, say: Say, place: PageView['place']): string => {
  const { organiser } = named
  const graded = [place?.homelessShelter, place?.womenShelter].find((each) => each?.code === organiser?.code)
  return `${organiser?.name ?? ''}${graded ? ` (${say(graded.grade)})` : ''}`
}

/** Who organises shelter around this municipality, each with how sure that is. */
export const useCentreRows = (
  place: PageView['place'],
): readonly (FactRow & { readonly name: string; readonly value: string })[] => {
  const { page: words } = useFinderWords()
  const say = useSay()
  const { language } = useLanguage()
  if (!place) return []
  const { womenShelter, homelessShelter, safetyRegion, policeUnit, merged, name } = place
  const since = merged && `${words.merged} ${formatDay(merged.mergedDate, language)}: ${name}`
  return [
    ...(merged && since ? [{ key: 'merged', name: merged.name, value: since }] : []),
    { key: 'vo', name: words.womenShelter, value: `${womenShelter.name} (${say(womenShelter.grade)})` },
    { key: 'mo', name: words.homelessShelter, value: `${homelessShelter.name} (${say(homelessShelter.grade)})` },
    { key: 'region', name: words.region, value: `${safetyRegion.name}; ${policeUnit.name}` },
  ]
}

/** Each number once, at the first desk that it serves: the longer the list, the fewer people call. */
const callOnce = (calls: PageView['call']): PageView['call'] => {
  const seen = new Set<string>()
  return calls.map((call) => ({
    ...call,
    contacts: call.contacts.filter(({ phone }) => !seen.has(phone) && seen.add(phone)),
  }))
}

const Calls = (props: {
  readonly page: PageView
  readonly municipality: ChosenMunicipality | undefined
  readonly onChoose: () => void
}): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const say = useSay()
  const calls = callOnce(props.page.call)
  const [first, ...others] = calls.filter(({ contacts }) => contacts.length > 0)
  return (
    <>
      <p>
        <strong>{finder.page.danger}</strong>
      </p>
      {props.municipality ? (
        <>
          <Cards>{first ? <DeskCard call={first} isFirst /> : null}</Cards>
          {others.length > 0 ? (
            <details>
              <summary>
                {words.otherNumbers} ({others.length})
              </summary>
              <div>
                <Cards>
                  {others.map((call) => (
                    <DeskCard key={call.desk.code} call={call} />
                  ))}
                </Cards>
              </div>
            </details>
          ) : null}
        </>
      ) : (
        <>
          <ul className="advice__list" data-kind="later">
            {calls.map(({ desk }) => (
              <li key={desk.code}>{say(desk)}</li>
            ))}
          </ul>
          <Actions>
            <span>{words.noNumbers}</span>
            <Button onClick={props.onChoose}>{words.chooseMunicipality}</Button>
          </Actions>
        </>
      )}
    </>
  )
}

const DeskCard = ({
  call,
  isFirst,
}: {
  readonly call: PageView['call'][number]
  readonly isFirst?: boolean
}): ReactNode => {
  const words = useWords().whoToCall
  const say = useSay()
  return (
    <Card title={say(call.desk)} aside={isFirst ? <Badge tone="accent">{words.first}</Badge> : undefined}>
      <ul className="advice__numbers">
        {call.contacts.map((contact) => (
          <li key={contact.phone}>
            <span>
              {contact.organisationName}
              <small>{say({ nl: contact.holderNl, en: contact.holderEn })}</small>
            </span>
            <Phone number={contact.phone} of={contact.organisationName} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Sentences = (props: {
  readonly title: string
  readonly kind: 'today' | 'never' | 'later'
  readonly sentences: readonly Sentence[]
}): ReactNode => {
  const say = useSay()
  if (props.sentences.length === 0) return null
  return (
    <Section title={props.title}>
      <ul className="advice__list" data-kind={props.kind}>
        {props.sentences.map((sentence) => (
          <li key={sentence.nl}>
            {say(sentence)}
            <small>{say(sentence.certainty)}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const More = ({ page }: { readonly page: PageView }): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const say = useSay()
  const centres = useCentreRows(page.place).map(({ name, value }) => `${name}: ${value}`)
  const missing = page.gap?.missing ?? []
  const parts: readonly { readonly key: string; readonly title: string; readonly lines: readonly string[] }[] = [
    { key: 'centres', title: finder.page.centres, lines: centres },
    { key: 'obstacles', title: finder.page.obstacles, lines: page.obstacles.map(say) },
    {
      key: 'terms',
      title: finder.page.terms,
      lines: page.terms.map((term) => `${say(term.what)}: ${words.days(term.days)} (${say(term.kind)})`),
    },
    {
      key: 'possible',
      title: finder.page.possible,
      lines: page.possible.map((ruling) => rulingLine(ruling, finder, say)),
    },
    { key: 'next', title: finder.page.next, lines: page.next.map((ruling) => rulingLine(ruling, finder, say)) },
    { key: 'missing', title: finder.page.missing, lines: missing.map(say) },
    { key: 'namedGaps', title: finder.page.namedGaps, lines: page.namedGaps.map(say) },
    { key: 'assumed', title: finder.page.assumed, lines: page.assumed.map(say) },
  ].filter(({ lines }) => lines.length > 0)
  if (parts.length === 0) return null
  return (
    <Section title={words.more}>
      <div>
        {parts.map(({ key, title, lines }) => (
          <details key={key}>
            <summary>
              {title} ({lines.length})
            </summary>
            <div>
              <ul className="advice__list" data-kind="later">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          </details>
        ))}
      </div>
    </Section>
  )
}

const rulingLine = (ruling: PageView['possible'][number], finder: RouteFinderWords, say: Say): string => {
  const title = ruling.title ? say(ruling.title) : ruling.ruleId
  return ruling.missing.length > 0 ? `${title} ${finder.page.missing}: ${list(ruling.missing, say)}.` : title
}

const Letters = ({ page }: { readonly page: PageView }): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const say = useSay()
  if (page.letters.length === 0) return null
  return (
    <div className="advice__letters">
      <Section title={finder.page.letters} lead={words.lettersAre}>
        <div>
          {page.letters.map((letter) => (
            <details key={letter.code}>
              <summary>{say(letter)}</summary>
              <div>
                <Letter kind={letter.code} />
              </div>
            </details>
          ))}
        </div>
      </Section>
    </div>
  )
}

/** The letter with its blanks: nothing was asked about a person, so nothing about one can stand in it. Letters are Dutch. */
const Letter = ({ kind }: { readonly kind: string }): ReactNode => {
  const words = useWords().finder
  const [copied, setCopied] = useState(false)
  const lines = isLetterKind(kind) ? blankLetter(kind, routeFinderNl.letters) : []
  return (
    <div className="stack stack--tight">
      <div className="advice__letter" lang="nl">
        {lines.map((line, place) => (place === 0 ? <h3 key={line}>{line}</h3> : <p key={line}>{line}</p>))}
      </div>
      <Actions>
        <Button onClick={() => void navigator.clipboard.writeText(lines.join('\n\n')).then(() => setCopied(true))}>
          {words.copy}
        </Button>
        <ButtonAway look="secondary" href={`/v1/letter-blanks/${kind}`} download={`${kind}.pdf`}>
          {words.asPdf}
        </ButtonAway>
        <Button onClick={() => saveFile(`${kind}.rtf`, 'application/rtf', editableLetter(lines))}>
          {words.asDocument}
        </Button>
        <output>{copied ? words.copied : ''}</output>
      </Actions>
    </div>
  )
}

const sourceName = ({ name, article }: Source): string => (article ? `${name}, ${article}` : name)

const Sources = ({ sources, on }: { readonly sources: readonly Source[]; readonly on: string }): ReactNode => {
  const words = useWords().finder
  const finder = useFinderWords()
  const { language } = useLanguage()
  if (sources.length === 0) return null
  return (
    <Section title={finder.page.sources} lead={`${words.onDay} ${formatDay(on, language)}.`}>
      <ul className="advice__sources">
        {sources.map((source) => (
          <li key={`${sourceName(source)} ${source.textOf ?? ''}`}>
            <strong>{sourceName(source)}</strong>
            <br />
            <span className="soft">
              {source.where}
              {source.textOf ? `; ${finder.page.textOf} ${formatDay(source.textOf, language)}` : ''};{' '}
              {finder.page.readOn} {formatDay(source.readDate, language)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
