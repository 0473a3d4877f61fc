/** A page: one heading that takes the focus on arrival, a sentence, at most one main action, and sections below. */
import './page.css'
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useId, useRef } from 'react'

export type PageProps = {
  readonly title: string
  readonly lead?: ReactNode
  /** Where this page belongs: shown above the heading. */
  readonly back?: { readonly to: NonNullable<LinkProps['to']>; readonly label: string }
  /** The one main action of the page. */
  readonly action?: ReactNode
  /** `text` for reading and filling in, `wide` for lists and side by side. */
  readonly width?: 'text' | 'wide'
  readonly children: ReactNode
}

export const Page = ({ title, lead, back, action, width = 'wide', children }: PageProps): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useFocusOnArrival(heading)
  return (
    <div className="page" data-width={width}>
      <header className="page__head">
        {back ? (
          <p className="page__back">
            <Link to={back.to} className="utrecht-link utrecht-link--html-a">
              <span aria-hidden="true">← </span>
              {back.label}
            </Link>
          </p>
        ) : null}
        <div className="page__title-row">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {action ? <div className="page__actions">{action}</div> : null}
        </div>
        {lead ? <p className="page__lead">{lead}</p> : null}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with a heading of its own. `surface` puts it on a white sheet. */
export const Section = (props: {
  readonly title: string
  readonly lead?: ReactNode
  readonly aside?: ReactNode
  readonly surface?: boolean
  readonly children: ReactNode
}): ReactNode => {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id} data-surface={props.surface ?? false}>
      <div className="stack stack--tight">
        <div className="section__head">
          <h2 id={id}>{props.title}</h2>
          {props.aside}
        </div>
        {props.lead ? <p className="soft measure">{props.lead}</p> : null}
      </div>
      {props.children}
    </section>
  )
}

const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Samenhang`
  }, [title])
}

// On the first page the browser itself stands at the top; after that whoever moves on hears where (s)he is.
let firstPath: string | undefined
const useFocusOnArrival = (heading: { readonly current: HTMLElement | null }): void => {
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    if (firstPath === undefined) firstPath = path
    else if (firstPath !== path) {
      firstPath = ''
      heading.current?.focus()
    }
  }, [path, heading])
}
