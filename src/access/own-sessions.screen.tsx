/** Where I am signed in: every own session that stands, each to be ended by itself, or all at once. */
import type { ReactNode } from 'react'
import type { Static, TObject } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment, formatTime } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Card, Cards, Notice, Page, Refusal } from '../web/parts/index.ts'
import { useSignOut } from '../web/session.ts'
import type { OwnSessions, SessionEnded } from './access.session.schema.ts'

/** Which one stands in the address. */
type NoBody = TObject<Record<never, never>>
type Own = Static<typeof OwnSessions>['sessions'][number]

export const OwnSessionsScreen = (): ReactNode => {
  const { signIn, shell } = useWords()
  const words = signIn.sessions
  const signOut = useSignOut()
  const list = useAnswer<typeof OwnSessions>('/sessions', { always: true })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={list}>
        {({ sessions, abilities }) => (
          <>
            <Cards label={words.title}>
              {sessions.map((each) => (
                <SessionCard key={each.sessionId} session={each} />
              ))}
            </Cards>
            {sessions.length === 1 ? <Notice>{words.onlyThis}</Notice> : null}
            {abilities.includes('end-all-sessions') ? (
              <Actions>
                <Button look="secondary" onClick={() => void signOut('everywhere')}>
                  {shell.signOutEverywhere}
                </Button>
              </Actions>
            ) : null}
          </>
        )}
      </Answer>
    </Page>
  )
}

const SessionCard = ({ session }: { readonly session: Own }): ReactNode => {
  const { signIn, shell } = useWords()
  const words = signIn.sessions
  const { language } = useLanguage()
  const signOut = useSignOut()
  const ended = useSend<NoBody, typeof SessionEnded>(`/sessions/${session.sessionId}`, {
    ...{ method: 'DELETE', refresh: ['/sessions'] },
  })
  const names: Readonly<Record<string, string>> = shell.functions
  return (
    <Card
      level={2}
      title={words.begun(formatMoment(session.begunAt, language))}
      meta={[names[session.function] ?? session.function, session.organisationName].join(' · ')}
      aside={session.isThis ? <Badge tone="accent">{words.thisOne}</Badge> : undefined}
    >
      <p>
        {words.used(formatMoment(session.seenAt, language))} {words.ends(formatTime(session.endsAt, language))}
      </p>
      {session.abilities.includes('end-session') ? (
        <>
          <Refusal problem={ended.refused} />
          <Actions>
            <Button
              look="secondary"
              busy={ended.busy}
              onClick={() => (session.isThis ? void signOut() : ended.send({}))}
            >
              {session.isThis ? shell.signOut : words.end}
            </Button>
          </Actions>
        </>
      ) : null}
    </Card>
  )
}
