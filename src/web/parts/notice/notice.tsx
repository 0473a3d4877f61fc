/** What the reader must know now. `danger` only when somebody may be in danger, never for a mistake in a form. */
import './notice.css'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage, useWords } from '../../language.tsx'
import { freshSignInAddress, type Problem, sentencesOf } from '../../problem.ts'

export type NoticeProps = {
  readonly kind?: 'info' | 'attention' | 'done' | 'danger'
  readonly title?: string
  readonly children?: ReactNode
  /** Read aloud as soon as it appears: the answer to what the reader just did. */
  readonly announce?: boolean
}

export const Notice = ({ kind = 'info', title, children, announce }: NoticeProps): ReactNode => (
  <div className="notice" data-kind={kind} {...(announce ? { role: 'status' } : {})}>
    {title ? <p className="notice__title">{title}</p> : null}
    {children}
  </div>
)

/** A refusal: what happened, why, what now. Takes the focus, so that nobody sends again without having read it. */
export const Refusal = ({
  problem,
  onRetry,
}: {
  readonly problem: Problem | undefined
  readonly onRetry?: () => void
}): ReactNode => {
  const words = useWords()
  const { language } = useLanguage()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) element.current?.focus()
  }, [problem])
  if (!problem) return null
  const { what, now } = sentencesOf(problem, language)
  return (
    <div className="notice" data-kind="attention" role="alert" tabIndex={-1} ref={element}>
      <p className="notice__title">{what}</p>
      {now ? <p>{now}</p> : null}
      {problem.code === 'not-signed-in' ? (
        <p>
          <Link to="/app/aanmelden">{words.shell.signIn}</Link>
        </p>
      ) : null}
      {problem.code === 'fresh-sign-in-needed' ? (
        <p>
          <a href={freshSignInAddress(window.location.pathname)}>{words.shell.signInAgain}</a>
        </p>
      ) : null}
      {onRetry ? (
        <p>
          <button type="button" className="utrecht-button utrecht-button--secondary-action" onClick={onRetry}>
            {words.shell.retry}
          </button>
        </p>
      ) : null}
      {problem.status >= 500 && problem.instance ? (
        <p className="notice__number">
          {words.shell.quoteNumber} {problem.instance.replace('urn:uuid:', '')}
        </p>
      ) : null}
    </div>
  )
}
