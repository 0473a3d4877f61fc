/**
 * The only road from a screen to the server: our own public API, typed by the schemas that the routes use.
 * Reading is `useAnswer`, changing is `useSend`. A refusal is thrown as `Refused` and shown by the part `Answer` or `Refusal`.
 */
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Static, TSchema } from 'typebox'
import { NO_CONNECTION, type Problem, Refused, readProblem } from './problem.ts'
import { keyFor, type SubmitKey } from './submit-key.ts'

/** When a hand was last on this screen. Screens ask by themselves; a session goes on only when somebody is there. */
let lastTouched = 0
const ATTENDED_MS = 60_000
if (typeof document !== 'undefined')
  for (const touch of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    document.addEventListener(
      touch,
      () => {
        lastTouched = performance.now()
      },
      { capture: true, passive: true },
    )

type Sent = { readonly body?: unknown; readonly key?: string; readonly version?: string | undefined }
const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, sent?: Sent): Promise<Response> =>
  fetch(`/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/problem+json',
      ...(performance.now() - lastTouched > ATTENDED_MS ? { 'samenhang-unattended': '1' } : {}),
      ...(sent?.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(sent?.key === undefined ? {} : { 'idempotency-key': sent.key }),
      ...(sent?.version === undefined ? {} : { 'if-none-match': sent.version }),
    },
    ...(sent?.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  }).catch(() => {
    throw new Refused(NO_CONNECTION)
  })

const bodyOf = async <A extends TSchema>(answer: Response): Promise<Static<A>> => {
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok || body === undefined) throw new Refused(readProblem(answer.status, body))
  // Safe: the server answers with what the schema of the route says; the contract tests hold it to that.
  return body as Static<A>
}

/** One call. Gives the body of a good answer; throws `Refused` for every other one. */
export const call = async <A extends TSchema>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  sent?: Omit<Sent, 'version'>,
): Promise<Static<A>> => bodyOf<A>(await ask(method, path, sent))

/** The version of what was last read, by path: says nothing of what it is a version of, and goes with it. */
const versions = new Map<string, string>()

/** Forgets which versions were read: whoever comes next has read nothing. */
export const forgetVersions = (): void => versions.clear()

// Asks whether what stands on the screen is still so: then nothing is given, and nobody looked at anybody again.
const readAgain = async <A extends TSchema>(path: string, held: Static<A> | undefined): Promise<Static<A>> => {
  const answer = await ask('GET', path, { version: held === undefined ? undefined : versions.get(path) })
  if (answer.status === 304 && held !== undefined) return held
  const body = await bodyOf<A>(answer)
  const version = answer.headers.get('etag')
  if (version === null) versions.delete(path)
  else versions.set(path, version)
  return body
}

/** What a screen gets while it waits and afterwards; `error` is always a refusal. */
export type Answered<A> = UseQueryResult<A, Refused>

/**
 * Reads `path` and keeps it fresh: `useAnswer<typeof HitList>('/hits', { everyMs: 1000 })`. `keepPrevious` shows the last
 * answer while a changed path is read, so that a list does not blink while somebody types. `always` reads again whenever a screen
 * opens: for what may have closed since the last click.
 */
export const useAnswer = <A extends TSchema>(
  path: string,
  options: {
    readonly everyMs?: number
    readonly enabled?: boolean
    readonly keepPrevious?: boolean
    readonly always?: boolean
  } = {},
): Answered<Static<A>> =>
  useQuery<Static<A>, Refused>({
    queryKey: [path],
    queryFn: ({ client, queryKey }) => readAgain<A>(path, client.getQueryData<Static<A>>(queryKey)),
    enabled: options.enabled ?? true,
    // What is not for this person is asked once, not every second.
    refetchInterval: ({ state }) => (isNotForMe(state) ? false : (options.everyMs ?? false)),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.always ? { staleTime: 0 } : {}),
  })

/** A POST that only asks and changes nothing (a step of the route finder): read and kept like any other answer. */
export const useAsked = <B extends TSchema, A extends TSchema>(path: string, body: Static<B>): Answered<Static<A>> =>
  useQuery<Static<A>, Refused>({
    queryKey: [path, body],
    queryFn: () => call<A>('POST', path, { body }),
    placeholderData: keepPreviousData,
  })

export type Send<B, A> = {
  /** Sends; does nothing while an earlier one is under way. */
  readonly send: (body: B) => void
  readonly busy: boolean
  readonly refused?: Problem
  readonly answer?: A
  /** Forgets the last answer or refusal. */
  readonly reset: () => void
}

/**
 * Changes something: `useSend<typeof ContactBody, typeof ContactAnswer>('/hits/1/contacts', { refresh: ['/hits'] })`.
 * The same body sent again after a broken line carries the same key, so that a repeat changes nothing.
 * `refresh` names the beginnings of the paths that are read again.
 */
export const useSend = <B extends TSchema, A extends TSchema>(
  path: string,
  options: {
    readonly method?: 'POST' | 'DELETE'
    readonly refresh?: readonly string[]
    readonly onDone?: (answer: Static<A>) => void
  } = {},
): Send<Static<B>, Static<A>> => {
  const client = useQueryClient()
  const last = useRef<SubmitKey | undefined>(undefined)
  const mutation = useMutation<Static<A>, Refused, Static<B>>({
    mutationFn: (body) => {
      last.current = keyFor(last.current, path, body, randomKey)
      return call<A>(options.method ?? 'POST', path, { body, key: last.current.key })
    },
    onSuccess: async (answer) => {
      last.current = undefined
      await refreshPaths(client, options.refresh ?? [])
      options.onDone?.(answer)
    },
  })
  return {
    send: (body) => {
      if (!mutation.isPending) mutation.mutate(body)
    },
    busy: mutation.isPending,
    ...(mutation.error ? { refused: mutation.error.problem } : {}),
    ...(mutation.data === undefined ? {} : { answer: mutation.data }),
    reset: mutation.reset,
  }
}

// `crypto.randomUUID` is absent on a plain http address in a local network; random bytes are not.
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Reads again whatever begins with one of these paths. */
export const refreshPaths = async (client: QueryClient, paths: readonly string[]): Promise<void> => {
  await client.invalidateQueries({
    predicate: ({ queryKey }) => paths.some((path) => String(queryKey[0]).startsWith(path)),
  })
}

/** True when the server says that this is not for this person, or not there: then a screen leaves it out. */
export const isNotForMe = (answered: { readonly error: Refused | null }): boolean =>
  answered.error !== null && [401, 403, 404].includes(answered.error.problem.status)

/** Server state. A refusal is an answer and is not asked again; a broken line is tried twice more. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => failures < 2 && error instanceof Refused && [0, 503].includes(error.problem.status),
      },
    },
  })
