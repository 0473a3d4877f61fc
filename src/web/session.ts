/** Who is signed in, what this person does, and whether this is a demonstration. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { Session, SessionEnded } from '../access/access.session.schema.ts'
import { type Answered, call, useAnswer } from './api.ts'

/** The session as the server knows it. */
export const useSession = (): Answered<Static<typeof Session>> => useAnswer<typeof Session>('/sessions/current')

/** True when the signed-in person has one of these functions; false while it is not known yet. */
export const useHasFunction = (functions: readonly string[]): boolean => {
  const { data } = useSession()
  return data?.function !== undefined && functions.includes(data.function)
}

/** Forgets whatever another person had read; what is on the screen is read again for whoever is there now. */
export const forgetAnswers = async (client: QueryClient): Promise<void> => {
  client.removeQueries({ type: 'inactive' })
  await client.resetQueries()
}

/** Ends the session and forgets everything that was read, also in the memory of this page. */
export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await call<typeof SessionEnded>('DELETE', '/sessions/current')
    await navigate({ to: '/' })
    await forgetAnswers(client)
  }
}
