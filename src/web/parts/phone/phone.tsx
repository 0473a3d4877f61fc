/** A number to call: large, one press on a phone. */
import './phone.css'
import type { ReactNode } from 'react'
import { dialled } from './dialled.ts'

export const Phone = ({ number, of }: { readonly number: string; readonly of?: string }): ReactNode => (
  <a className="phone" href={`tel:${dialled(number)}`}>
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        d="M6.6 3.2 9 3a1 1 0 0 1 1 .7l1.1 3.6a1 1 0 0 1-.3 1L8.9 10a12 12 0 0 0 5.1 5.1l1.7-1.9a1 1 0 0 1 1-.3l3.6 1.1a1 1 0 0 1 .7 1l-.2 2.4a2.6 2.6 0 0 1-2.6 2.4C10.700 19.700 4.300 13.300 4.200 5.800a2.600 2.600 0 0 1 2.400-2.600z"
      />
    </svg>
    {of ? <span className="visually-hidden">{of}: </span> : null}
    {number}
  </a>
)
