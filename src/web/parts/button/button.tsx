/** Buttons do something, links go somewhere. One `primary` a screen. */
import './button.css'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'

export type ButtonLook = 'primary' | 'secondary' | 'subtle'

const LOOKS = {
  primary: 'utrecht-button--primary-action',
  secondary: 'utrecht-button--secondary-action',
  subtle: 'utrecht-button--subtle',
} as const satisfies Record<ButtonLook, string>

const classFor = (look: ButtonLook): string => `utrecht-button samenhang-button ${LOOKS[look]}`

export type ButtonProps = {
  readonly children: ReactNode
  readonly look?: ButtonLook
  readonly type?: 'button' | 'submit'
  /** Work is under way: the button stays where it is and says so. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly onClick?: () => void
  readonly pressed?: boolean
  /** What it opens, as `by` of that `Unfolded` says: there the focus comes back when it closes. */
  readonly opens?: string
}

export const Button = ({
  children,
  look = 'secondary',
  type = 'button',
  busy,
  disabled,
  onClick,
  pressed,
  opens,
}: ButtonProps): ReactNode => (
  <button
    type={type}
    className={classFor(look)}
    aria-busy={busy ?? false}
    disabled={disabled ?? false}
    onClick={onClick}
    {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    {...(opens === undefined ? {} : { 'data-opens': opens })}
  >
    {children}
  </button>
)

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly look?: ButtonLook
  readonly ref?: Ref<HTMLAnchorElement>
}

const Anchor = ({ look = 'primary', className: _className, ...rest }: AnchorProps): ReactNode => (
  <a {...rest} className={classFor(look)} />
)

/** The same out of the application, to an address that the server answers. */
export const ButtonAway = Anchor

/** A link that looks like a button: the way to a screen where something is done. */
export const ButtonLink = createLink(Anchor)

/** Buttons in a row: the main one first. */
export const Actions = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className="actions">{children}</div>
)
