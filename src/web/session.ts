/** Who is signed in, what this person does, and whether this is a demonstration. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { Session, SessionEnded, SessionsEnded } from '../access/access.session.schema.ts'
import { type Answered, call, forgetVersions, useAnswer } from './api.ts'
import { useLanguage } from './language.tsx'

/** The session as the server knows it. */
export const useSession = (): Answered<Static<typeof Session>> => useAnswer<typeof Session>('/sessions/current')

/** True when the signed-in person has one of these functions; false while it is not known yet. */
export const useHasFunction = (functions: readonly string[]): boolean => {
  const { data } = useSession()
  return data?.function !== undefined && functions.includes(data.function)
}

/** Whether the signed-in person may ask for a path that only reads; false while it is not known. What is asked in vain stands as refused in somebody's log. */
export const useMayRead = (): ((path: string) => boolean) => {
  const { data } = useSession()
  return (path) => data?.reads?.includes(path.split('?')[0] ?? '') ?? false
}

/** False when something grave would be refused until this person was recognised again; true in a demonstration, and while it is not known. */
export const useIsFresh = (): boolean => {
  const { data } = useSession()
  return data?.freshUntil === undefined || new Date(data.freshUntil) > new Date()
}

/** Forgets whatever another person had read; what is on the screen is read again for whoever is there now. */
export const forgetAnswers = async (client: QueryClient): Promise<void> => {
  forgetVersions()
  client.removeQueries({ type: 'inactive' })
  await client.resetQueries()
}

/** Ends the session and forgets everything that was read, also in the memory of this page and when the server does not answer. */
export const useSignOut = (): ((where?: 'here' | 'everywhere') => Promise<void>) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { language, choose } = useLanguage()
  return async (where = 'here') => {
    try {
      if (where === 'here') await call<typeof SessionEnded>('DELETE', '/sessions/current')
      else await call<typeof SessionsEnded>('DELETE', '/sessions')
    } finally {
      // The browser was told to forget what it keeps for us; the language of the reader may stay.
      choose(language)
      await navigate({ to: '/' })
      await forgetAnswers(client)
    }
  }
}
