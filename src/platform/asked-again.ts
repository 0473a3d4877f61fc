/**
 * A list that a screen asks for every few seconds: whoever says which version (s)he has of it is told that nothing changed, and is given
 * nothing. Nobody looked at anybody then, so nobody stands in the log of the person; that it was asked stands there as ever (decision 0052).
 */
import { createHmac } from 'node:crypto'
import type { Outcome } from '../kernel/index.ts'
import type { Work } from './work.ts'

export type Versioned<T> = {
  readonly outcome: Outcome<T, string>
  /** The answer as it goes out, and its version; absent when it was refused. */
  readonly text?: string
  readonly version?: string
  /** The asker has this answer already. */
  readonly unchanged: boolean
}

export type Asked = {
  /** A secret of this process: a version tells nothing of what it is a version of. */
  readonly key: Buffer
  /** The whole address that was asked. */
  readonly url: string
  /** The version that the asker says (s)he has, if any. */
  readonly has: string | undefined
}

/**
 * Reads with `handle`. The version is of this person in this function: that of a colleague is none, so whoever is told "unchanged" was given the
 * same answer before, and stands in the log for that.
 */
export const readVersioned = async <T>(
  { key, url, has }: Asked,
  work: Work,
  handle: (work: Work) => Promise<Outcome<T, string>>,
): Promise<Versioned<T>> => {
  const noted: Parameters<Work['concerns']>[] = []
  const outcome = await handle({ ...work, concerns: (...said) => void noted.push(said) })
  if (!outcome.ok) return { outcome, unchanged: false }
  const text = JSON.stringify(outcome.value)
  const { actor, organisation, function: inFunction, plane } = work.claim
  const version = `"${createHmac('sha256', key)
    .update(JSON.stringify([organisation, actor, inFunction, plane, url, text]))
    .digest('base64url')}"`
  const unchanged = has === version
  if (!unchanged) for (const said of noted) work.concerns(...said)
  return { outcome, text, version, unchanged }
}
