/** What was asked of the server: waiting, refused, empty or there. Every list and detail goes through this one part. */
import './answer.css'
import type { ReactNode } from 'react'
import type { Answered } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { Refusal } from '../notice/notice.tsx'

export type AnswerProps<A> = {
  readonly of: Answered<A>
  /** When this gives true, `empty` is shown instead. */
  readonly isEmpty?: (answer: A) => boolean
  readonly empty?: ReactNode
  readonly children: (answer: A) => ReactNode
}

export const Answer = <A,>({ of, isEmpty, empty, children }: AnswerProps<A>): ReactNode => {
  // What was read once stays on the screen while it is read again, also when that fails for a moment.
  if (of.data !== undefined) {
    return (
      <>
        {of.error ? <Refusal problem={of.error.problem} onRetry={() => void of.refetch()} /> : null}
        {isEmpty?.(of.data) ? empty : children(of.data)}
      </>
    )
  }
  if (of.error) return <Refusal problem={of.error.problem} onRetry={() => void of.refetch()} />
  return <Waiting />
}

/** Grey bars that appear only when it takes longer than a blink. */
export const Waiting = (): ReactNode => {
  const words = useWords()
  return (
    <output className="waiting">
      <span className="visually-hidden">{words.shell.loading}</span>
      <span className="waiting__bar" />
      <span className="waiting__bar" />
    </output>
  )
}

/** Nothing here, and what that means. */
export const Empty = (props: { readonly title: string; readonly children?: ReactNode }): ReactNode => (
  <div className="empty">
    <p className="empty__title">{props.title}</p>
    {props.children}
  </div>
)
