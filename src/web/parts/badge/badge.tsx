/** One word about the state of something; the word says it, the colour only helps. */
import './badge.css'
import type { ReactNode } from 'react'

export type BadgeTone = 'plain' | 'accent' | 'attention' | 'done' | 'danger'

export const Badge = (props: { readonly tone?: BadgeTone; readonly children: ReactNode }): ReactNode => (
  <span className="badge" data-tone={props.tone ?? 'plain'}>
    {props.children}
  </span>
)
