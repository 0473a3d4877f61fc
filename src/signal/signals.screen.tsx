/** The signals of the own organisation, newest first. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, ButtonLink, Card, Cards, Empty, Page } from '../web/parts/index.ts'
import type { SignalList, SignalShown } from './signal.schema.ts'

type SignalView = Static<typeof SignalShown>
const PAGE = 25

export const SignalsScreen = (): ReactNode => {
  const words = useWords().signal.list
  const [pages, setPages] = useState<readonly string[]>([''])
  return (
    <Page title={words.title} lead={words.lead} action={<ButtonLink to="/app/signalen/nieuw">{words.new}</ButtonLink>}>
      <Actions>
        <ButtonLink to="/app/gesprekken" look="secondary">
          {words.call}
        </ButtonLink>
      </Actions>
      <div className="stack stack--tight">
        {pages.map((cursor, place) => (
          <SignalPage
            key={cursor}
            cursor={cursor}
            isLast={place === pages.length - 1}
            onMore={(next) => setPages([...pages, next])}
          />
        ))}
      </div>
    </Page>
  )
}

const SignalPage = (props: {
  readonly cursor: string
  readonly isLast: boolean
  readonly onMore: (cursor: string) => void
}): ReactNode => {
  const words = useWords().signal.list
  const from = props.cursor === '' ? '' : `&cursor=${encodeURIComponent(props.cursor)}`
  const signals = useAnswer<typeof SignalList>(`/signals?limit=${PAGE}${from}`)
  return (
    <Answer of={signals} isEmpty={(answer) => answer.signals.length === 0 && props.cursor === ''} empty={<NoSignals />}>
      {(answer) => (
        <>
          <Cards>
            {answer.signals.map((signal) => (
              <SignalCard key={signal.signalId} signal={signal} />
            ))}
          </Cards>
          {props.isLast && answer.nextCursor !== undefined ? (
            <Actions>
              <Button onClick={() => props.onMore(answer.nextCursor ?? '')}>{words.more}</Button>
            </Actions>
          ) : null}
        </>
      )}
    </Answer>
  )
}

const NoSignals = (): ReactNode => {
  const words = useWords().signal.list
  return (
    <Empty title={words.empty}>
      <p>{words.emptyText}</p>
    </Empty>
  )
}

const SignalCard = ({ signal }: { readonly signal: SignalView }): ReactNode => {
  const words = useWords().signal
  const { language } = useLanguage()
  const stages: Readonly<Record<string, string>> = words.stages
  const forms: Readonly<Record<string, string>> = words.exploitation
  return (
    <Card
      title={signalName(signal, words.list)}
      link={{ to: '/app/signalen/$signalId', params: { signalId: signal.signalId } }}
      aside={
        <Badge tone={signal.stage === 'recorded' ? 'plain' : 'accent'}>{stages[signal.stage] ?? signal.stage}</Badge>
      }
      meta={
        <>
          {forms[signal.exploitation] ?? signal.exploitation} · {words.list.recorded}{' '}
          {formatMoment(signal.recordedAt, language)}
        </>
      }
    />
  )
}

/** How a signal is called in a list: the name if there is one, else the beginning of what was seen. */
export const signalName = (signal: SignalView, words: { readonly noName: string; readonly erased: string }): string => {
  if (signal.erased) return words.erased
  const { person = {}, freeText } = signal
  const name = person['fullName'] ?? [person['given'], person['surname']].filter(Boolean).join(' ')
  if (name) return name
  return freeText ? `${words.noName}: ${shortened(freeText)}` : words.noName
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text)
