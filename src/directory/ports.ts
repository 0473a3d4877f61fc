/** What the map needs of others, bound in wiring.ts. */
import type { Database } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { Reference } from './reference.ts'

export type EntryLinkKind = 'entry-confirm' | 'practice-declare'
type ToLink = { readonly kind: EntryLinkKind; readonly subject: string }

export type MapPorts = {
  readonly reference: Reference
  readonly demonstration: boolean
  /** The connection of requests: what stands on the map is read without a claim, like the map itself. */
  readonly worker: () => Database
  /** Links belong to access. */
  readonly createLink: (work: Work, link: ToLink & { readonly validDays: number }) => Promise<string>
  readonly endLinks: (work: Work, link: ToLink) => Promise<number>
}
