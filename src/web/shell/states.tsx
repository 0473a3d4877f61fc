/** What is shown instead of a screen: no such page, a fault of ours, or somebody who has not signed in yet. */
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { Actions, Answer, Button, ButtonLink, Page } from '../parts/index.ts'
import { useSession } from '../session.ts'

export const NotFound = (): ReactNode => {
  const { notFound } = useWords().shell
  return (
    <Page title={notFound.title} lead={notFound.text} width="text">
      <Actions>
        <ButtonLink to="/">{notFound.home}</ButtonLink>
      </Actions>
    </Page>
  )
}

export const Broken = (): ReactNode => {
  const { broken } = useWords().shell
  return (
    <Page title={broken.title} lead={broken.text} width="text">
      <Actions>
        <Button look="primary" onClick={() => window.location.reload()}>
          {broken.reload}
        </Button>
      </Actions>
    </Page>
  )
}

/** Screens below this one are for whoever is signed in; the server refuses everybody else anyhow. */
export const SignedIn = (): ReactNode => {
  const session = useSession()
  return <Answer of={session}>{({ signedIn }) => (signedIn ? <Outlet /> : <SignInFirst />)}</Answer>
}

const SignInFirst = (): ReactNode => {
  const words = useWords()
  return (
    <Page title={words.shell.needsSignIn.title} lead={words.shell.needsSignIn.text} width="text">
      <Actions>
        <ButtonLink to="/app/aanmelden">{words.shell.signIn}</ButtonLink>
        <ButtonLink to="/app/wegwijzer" look="secondary">
          {words.shell.nav.routeFinder}
        </ButtonLink>
      </Actions>
    </Page>
  )
}
