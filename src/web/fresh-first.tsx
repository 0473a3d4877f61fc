/** Said before a form is filled in that somebody must have been recognised lately to send: on the way to the provider and back a form is lost. */
import type { ReactNode } from 'react'
import { useWords } from './language.tsx'
import { Notice } from './parts/index.ts'
import { freshSignInAddress } from './problem.ts'
import { useIsFresh } from './session.ts'

export const FreshFirst = (): ReactNode => {
  const { signIn, shell } = useWords()
  if (useIsFresh()) return null
  return (
    <Notice kind="attention" title={signIn.fresh.title}>
      <p>{signIn.fresh.text}</p>
      <p>
        <a href={freshSignInAddress(window.location.pathname)}>{shell.signInAgain}</a>
      </p>
    </Notice>
  )
}
