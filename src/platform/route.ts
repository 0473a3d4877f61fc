/** A route as data: who may call it, what goes in, what comes out. One list makes the server, the OpenAPI file and the access matrix. */
import type { Static, TSchema } from 'typebox'
import type { LinkKind, Outcome, TraceId, WorkFunction } from '../kernel/index.ts'
import type { Work } from './work.ts'

export type RouteAccess =
  /** Anybody, without signing in and without naming anybody. */
  | { readonly kind: 'public' }
  /** A signed-in person with one of these functions, acting for this purpose. */
  | {
      readonly kind: 'signed-in'
      readonly functions: readonly WorkFunction[]
      readonly purpose: string
      readonly stepUp?: StepUp
      /** The parameter of the path whose id is the ground of the claim; what stands in a body is then no ground. */
      readonly groundFrom?: string
    }
  /** Whoever holds a link: one subject, no account. The path has a parameter `token`. */
  | { readonly kind: 'link'; readonly link: LinkKind }

/** Asks whoever acts to have proved lately who (s)he is: always, or only when a field of the body says one of these (what closes is never hindered). */
export type StepUp = 'always' | { readonly field: string; readonly is: readonly (string | boolean)[] }

export type RouteInput<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  readonly params: Static<P>
  readonly query: Static<Q>
  readonly body: Static<B>
}

/** What a public route may use: the clock and the session cookie, nothing personal. */
export type PublicContext = {
  readonly now: Date
  readonly trace: TraceId
  readonly sessionToken?: string
  /** The browser says that another site sent it here. */
  readonly fromElsewhere: boolean
  /** Puts the token in a cookie that scripts cannot read; without a token the cookie goes, and what the browser kept. */
  readonly setSession: (token?: string) => void
  /** The token of an attempt to sign in that this browser began. */
  readonly signInToken?: string
  /** The same for an attempt: a cookie that comes along when the provider sends the browser back, and is gone in ten minutes. */
  readonly setSignIn: (token?: string) => void
  /** The token of a visit to the page of a person. */
  readonly visitToken?: string
  readonly setVisit: (token?: string) => void
}

type Shape<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema> = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below `/v1`, in kebab-case, with `{name}` for a parameter. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer: A
  /** The answer holds a secret (a link) that is given once and not kept. */
  readonly answersOnce?: true
  /** Reads what is sent and keeps nothing: its answer is not kept under an idempotency key either. */
  readonly keepsNothing?: true
  /** The answer is a file: a name that says nothing, and its bytes in base64. It goes out as these bytes, of this type or the one in the answer (`media`). */
  readonly file?: 'application/pdf' | 'by-answer'
  /** Takes more than other bodies, from somebody who is signed in alone, a few at a time; what is still more is refused while it comes in. */
  readonly large?: { readonly bytesMax: number; readonly refusal: string }
  /** 201 for what makes something new. */
  readonly status?: 200 | 201
  /** Codes of docs/errors.md that this route can answer with, beside those that every route has. */
  readonly refusals: readonly string[]
}

export type Route<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> = Shape<P, Q, B, A> &
  (
    | {
        readonly access: Exclude<RouteAccess, { kind: 'public' }>
        readonly handle: (work: Work, input: RouteInput<P, Q, B>) => Promise<Outcome<Static<A>, string>>
      }
    | {
        readonly access: Extract<RouteAccess, { kind: 'public' }>
        readonly handlePublic: (
          context: PublicContext,
          input: RouteInput<P, Q, B>,
        ) => Promise<Outcome<Static<A>, string>>
      }
  )

type PageInput = {
  readonly params: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
  /** What stands behind the `?`, as it came. */
  readonly search: string
}

/** A page that the server draws, behind a link, in a visit that a code began, or for anybody: same access rules, answers with HTML, works without script. */
export type Page = {
  readonly method: 'GET' | 'POST'
  /** The whole path, with `{token}`; forms post back to it. */
  readonly path: string
  readonly operationId: string
} & (
  | {
      readonly access: Extract<RouteAccess, { kind: 'link' }> | { readonly kind: 'visit' }
      readonly handle: (work: Work, input: PageInput) => Promise<Outcome<PageAnswer, string>>
    }
  | {
      readonly access: Extract<RouteAccess, { kind: 'public' }>
      readonly handlePublic: (context: PublicContext, input: PageInput) => Promise<Outcome<PageAnswer, string>>
    }
)
export type PageAnswer = (
  | { readonly html: string }
  | { readonly seeOther: string }
  /** A text to take away, under a name that says nothing. */
  | { readonly text: string; readonly name: string }
  /** A calendar (RFC 5545) and its version: who says that version is told that nothing changed. */
  | { readonly calendar: string; readonly version: string }
) & {
  /** A visit that begins (its token), or ends (null). */
  readonly visit?: string | null
}

/** Declares a route; the schemas give the types of what the handler gets and must give. */
export const route = <P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  definition: Route<P, Q, B, A>,
): Route =>
  // Safe: the server checks input against the same schemas before the handler sees it.
  definition as unknown as Route

/**
 * By function the paths that only read, so that a screen asks for nothing that would be refused. A path with a parameter depends on what it names and
 * stands in none.
 */
export const readsByFunction = (routes: readonly Route[]): ReadonlyMap<WorkFunction, readonly string[]> => {
  const reads = new Map<WorkFunction, string[]>()
  for (const { method, path, access } of routes) {
    if (method !== 'GET' || access.kind !== 'signed-in' || path.includes('{')) continue
    for (const each of access.functions) reads.set(each, [...(reads.get(each) ?? []), path])
  }
  return reads
}
