/** A list of things to look at or act on, each on a sheet of its own. */
import './cards.css'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export const Cards = (props: {
  readonly lay?: 'list' | 'grid'
  readonly label?: string
  readonly children: ReactNode
}): ReactNode => (
  <ul className="cards" data-lay={props.lay ?? 'list'} {...(props.label ? { 'aria-label': props.label } : {})}>
    {props.children}
  </ul>
)

export type CardProps = {
  readonly title: ReactNode
  /** Goes there when pressed anywhere. */
  readonly link?: Pick<LinkProps, 'to' | 'params' | 'search'>
  /** Does this when pressed anywhere. */
  readonly onPress?: () => void
  readonly aside?: ReactNode
  readonly meta?: ReactNode
  readonly tone?: 'plain' | 'attention' | 'done'
  readonly level?: 2 | 3
  readonly children?: ReactNode
}

export const Card = ({
  title,
  link,
  onPress,
  aside,
  meta,
  tone = 'plain',
  level = 3,
  children,
}: CardProps): ReactNode => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className="card" data-tone={tone}>
      <div className="card__head">
        <Heading className="card__title">
          {link ? (
            <Link {...link}>{title}</Link>
          ) : onPress ? (
            <PressableTitle onPress={onPress}>{title}</PressableTitle>
          ) : (
            title
          )}
        </Heading>
        {aside}
      </div>
      {meta ? <p className="card__meta">{meta}</p> : null}
      {children}
    </li>
  )
}

const PressableTitle = (props: { readonly onPress: () => void; readonly children: ReactNode }): ReactNode => (
  <button type="button" onClick={props.onPress}>
    {props.children}
  </button>
)
