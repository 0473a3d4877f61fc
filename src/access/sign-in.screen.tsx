/** Signing in: at the provider of the organisation, or in a demonstration the cast as cards, grouped by what they do, one click. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonAway,
  ButtonLink,
  Card,
  Cards,
  Notice,
  Page,
  Refusal,
  Section,
} from '../web/parts/index.ts'
import { forgetAnswers, useSession, useSignOut } from '../web/session.ts'
import type { CastMembers, SessionBegun, SessionBody } from './access.session.schema.ts'

type Member = Static<typeof CastMembers>['members'][number]

/** The order in which somebody new would look: the daily work first. Whoever is left out signs in elsewhere (the person). */
const GROUPS = {
  care: ['care-coordinator', 'focal-officer', 'shelter-worker'],
  desks: ['wmo-desk', 'payer'],
  connect: ['contact-desk-officer', 'table-chair'],
  enforcement: ['investigator'],
  watching: ['privacy-officer', 'analyst', 'auditor', 'operator'],
} as const satisfies Readonly<Record<string, readonly string[]>>

const GROUP_NAMES = Object.keys(GROUPS) as readonly (keyof typeof GROUPS)[] // safe: the keys of a constant

/** Where the story of the demonstration begins. */
const FIRST = 'coordinator-zaanstad'

export const SignInScreen = (): ReactNode => {
  const words = useWords()
  const session = useSession()
  const demonstration = session.data?.demonstration ?? false
  const lead = demonstration
    ? words.signIn.lead
    : session.data?.provider && !session.data.signedIn
      ? words.signIn.provider.lead
      : undefined
  return (
    <Page title={words.signIn.title} {...(lead ? { lead } : {})}>
      <Answer
        of={session}
        isEmpty={(now) => !now.demonstration && !now.provider && !now.localAccounts}
        empty={<NobodyYet />}
      >
        {(now) =>
          now.demonstration ? (
            <ChooseMember />
          ) : now.signedIn ? (
            <Everywhere />
          ) : (
            <AtProvider provider={now.provider} here={now.localAccounts} />
          )
        }
      </Answer>
    </Page>
  )
}

const NobodyYet = (): ReactNode => <Notice>{useWords().signIn.nobody}</Notice>

const ChooseMember = (): ReactNode => {
  const members = useAnswer<typeof CastMembers>('/cast-members')
  return <Answer of={members}>{(answer) => <Cast members={answer.members} />}</Answer>
}

/** Whoever is in already: go on, or out on every machine (a lost phone, a screen left open). */
const Everywhere = (): ReactNode => {
  const { shell, signIn } = useWords()
  const signOut = useSignOut()
  return (
    <>
      <Notice>{signIn.inAlready}</Notice>
      <Actions>
        <ButtonLink to="/app/vandaag">{shell.nav.today}</ButtonLink>
        <ButtonLink to="/app/sessies">{signIn.sessions.toList}</ButtonLink>
        <Button look="secondary" onClick={() => void signOut('everywhere')}>
          {shell.signOutEverywhere}
        </Button>
      </Actions>
    </>
  )
}

/** One way in, and what to do when it fails. The address leaves the application: the provider asks the rest. */
const AtProvider = (ways: { readonly provider: boolean; readonly here: boolean }): ReactNode => {
  const { provider } = useWords().signIn
  return (
    <>
      <Actions>
        {ways.provider ? <ButtonAway href="/aanmelden/begin">{provider.button}</ButtonAway> : null}
        {ways.here ? <ButtonAway href="/aanmelden/hier">{provider.here}</ButtonAway> : null}
      </Actions>
      <Section title={provider.failsTitle}>
        {provider.fails.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </Section>
    </>
  )
}

const Cast = ({ members }: { readonly members: readonly Member[] }): ReactNode => {
  const words = useWords()
  const begin = useBegin()
  return (
    <>
      <Refusal problem={begin.refused} />
      {GROUP_NAMES.map((group) => {
        const functions: readonly string[] = GROUPS[group]
        const ofGroup = members.filter((member) => functions.includes(member.function))
        if (ofGroup.length === 0) return null
        return (
          <Section key={group} title={words.signIn.groups[group]}>
            <Cards lay="grid">
              {ofGroup.map((member) => (
                <MemberCard key={member.key} member={member} onChoose={() => begin.as(member.key)} />
              ))}
            </Cards>
          </Section>
        )
      })}
    </>
  )
}

const MemberCard = ({ member, onChoose }: { readonly member: Member; readonly onChoose: () => void }): ReactNode => {
  const words = useWords()
  const say = useSay()
  const names: Readonly<Record<string, string>> = words.shell.functions
  return (
    <Card
      title={member.name}
      meta={names[member.function] ?? member.function}
      onPress={onChoose}
      aside={member.key === FIRST ? <Badge tone="accent">{words.signIn.begin}</Badge> : undefined}
    >
      <p>{say({ nl: member.descriptionNl, en: member.descriptionEn })}</p>
    </Card>
  )
}

// Whatever an earlier person had read is forgotten before the next one sees a screen.
const useBegin = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const session = useSend<typeof SessionBody, typeof SessionBegun>('/sessions', {
    onDone: () => void forgetAnswers(client).then(() => navigate({ to: '/app/vandaag' })),
  })
  return { as: (castMember: string) => session.send({ castMember }), refused: session.refused }
}
