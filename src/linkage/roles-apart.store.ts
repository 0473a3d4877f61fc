/** Matcher and key authority as the server sees them: in this process, or in a process of their own behind a line. The same messages go to both. */
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { openRoleLine, type RoleAddress, RoleAway, type RoleLine } from '../platform/role-line.ts'
import type { AuthorityService, KeyAuthority } from './authority.store.ts'
import type { Introduction } from './match.ts'
import { type MatcherKeys, matcherKeysFrom } from './match-inbox.crypto.ts'
import { openThingMatcher, type ThingMatcher } from './match-things.store.ts'
import { type MatcherService, openMatcher } from './matcher.store.ts'
import { fromBase64url } from './messages.ts'

/** What the server needs of the matcher: its public key at once, its index when messages are carried. */
export type MatcherLine = {
  publicKey(): Promise<Uint8Array>
  open(): Promise<Pick<MatcherService, 'receive' | 'receiveAll' | 'refresh'>>
  openThings(epoch: string): Promise<ThingMatcher>
}

/** The matcher in this process, with its own database role and key. */
export const matcherHere = (db: Database, seed: Uint8Array): MatcherLine => {
  const keys: MatcherKeys = matcherKeysFrom(seed)
  return {
    publicKey: async () => keys.publicKey,
    open: () => openMatcher(db, keys),
    openThings: (epoch) => openThingMatcher(db, epoch),
  }
}

/** The matcher behind a line. What it knows lies in its own table, so there is nothing to refresh from here. */
export const matcherApart = (address: RoleAddress): MatcherLine => {
  const line = openRoleLine(address)
  return {
    publicKey: async () => {
      const key = fromBase64url(textIn(await line('/public-keys', ''), 'publicKey'))
      if (key?.length !== 32) throw new RoleAway('the matcher gives no key')
      return key
    },
    open: async () => ({
      refresh: async () => undefined,
      receive: (message) => sendMessage(line, message),
      receiveAll: async (messages) => {
        const answers: Outcome<readonly Introduction[], string>[] = []
        for (const message of messages) answers.push(await sendMessage(line, message))
        return answers
      },
    }),
    openThings: async () => ({
      refresh: async () => undefined,
      everything: async () => textIn(await line('/standing-things', ''), 'change'),
      receive: async (message) => {
        const answer = await line('/things', message)
        return refusedIn(answer) ?? accept(textIn(answer, 'change'))
      },
    }),
  }
}

const sendMessage = async (line: RoleLine, message: string): Promise<Outcome<readonly Introduction[], string>> => {
  const answer = await line('/messages', message)
  const refused = refusedIn(answer)
  if (refused) return refused
  const { introductions } = answer as { introductions?: unknown }
  if (!Array.isArray(introductions)) throw new RoleAway('the matcher answers something else')
  // Safe: the answer is proven to come from our own matcher, which gives these only.
  return accept(introductions as readonly Introduction[])
}

/** The key authority behind a line. A look-up that finds it away is refused and can be asked again; nothing is half done. */
export const authorityApart = (address: RoleAddress): AuthorityService => {
  const line = openRoleLine(address)
  const ask = (path: string, body: object): Promise<unknown> => line(path, JSON.stringify(body))
  const evaluate: KeyAuthority = async ({ now: _theirs, ...asked }) => {
    const answer = await ask('/evaluations', asked).catch(awayIsAnAnswer)
    return answer === AWAY ? refuse('linkage-role-away') : (refusedIn(answer) ?? accept(textIn(answer, 'message')))
  }
  return {
    evaluate,
    announce: async ({ now: _theirs, ...told }) => {
      const answer = await ask('/announcements', told).catch(awayIsAnAnswer)
      return answer === AWAY ? refuse('linkage-role-away') : (refusedIn(answer) ?? accept(true))
    },
    openEpoch: async (epoch) => textIn(await ask('/epochs', { act: 'open', epoch }), 'mark'),
    markOf: async (epoch) => textIn(await ask('/epochs', { act: 'mark', epoch }), 'mark') || undefined,
    forgetEpoch: async (epoch) => {
      await ask('/epochs', { act: 'forget', epoch })
    },
    publicKeyOf: async (epoch) =>
      fromBase64url(textIn(await ask('/epochs', { act: 'public-key', epoch }), 'publicKey')),
  }
}

const AWAY = Symbol('the role is away')
const awayIsAnAnswer = (fault: unknown): typeof AWAY => {
  if (fault instanceof RoleAway) return AWAY
  throw fault
}

const textIn = (answer: unknown, field: string): string => {
  const value = typeof answer === 'object' && answer !== null ? Reflect.get(answer, field) : undefined
  return typeof value === 'string' ? value : ''
}

const refusedIn = (answer: unknown): Extract<Outcome<never, string>, { ok: false }> | undefined => {
  const code = textIn(answer, 'refused')
  return code === '' ? undefined : refuse(code)
}
