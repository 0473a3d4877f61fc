/**
 * The HTTP edge: checks input against the schema of the route, names the actor, runs one act, answers. Problems follow RFC 9457,
 * headers the NLGov REST API rules. What may not be known to exist answers exactly as what does not exist.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import Format from 'typebox/format'
import type { Claim, LinkKind, Outcome, Refusal, TraceId, WorkFunction } from '../kernel/index.ts'
import { asId, fillIn, isUuid, parseDay, refuse } from '../kernel/index.ts'
import { readVersioned, type Versioned } from './asked-again.ts'
import { waitForBeat } from './beat.ts'
import { type Callers, rememberCallers } from './callers.ts'
import { type LargePlace, largePlaces } from './large-places.ts'
import { atMostAMinute, faultFields, type Log } from './log.ts'
import type { Page, PageAnswer, PublicContext, Route } from './route.ts'
import { checkTexts } from './text-fields.ts'
import type { Acts } from './work.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is said of a body that is larger than this route takes. */
    tooLarge?: string
    /** Whoever comes here reads a page, whatever went wrong. */
    page?: boolean
  }
}

export type SignedIn = {
  readonly actor: string
  readonly organisation: string
  readonly function: WorkFunction
  readonly plane: Claim['plane']
  /** When the provider of identities saw who this is, and how strongly; absent in a demonstration, where nobody proves anything. */
  readonly provedAt?: Date
  readonly acr?: string
}
export type LinkFound = { readonly kind: string; readonly subject: string; readonly organisation: string }
export type PageSessionFound = { readonly dossier: string; readonly holder: string }
export type RefusalWords = Readonly<
  Record<string, { readonly status: number; readonly nl: string; readonly en: string }>
>

export type HttpOptions = {
  readonly routes: readonly Route[]
  readonly pages: readonly Page[]
  readonly acts: Acts
  /** `attended`: a hand was on it, so that the session goes on. */
  readonly findSession: (tokenHash: Buffer, now: Date, attended: boolean) => Promise<SignedIn | undefined>
  /** Whether somebody must prove again who (s)he is before what is grave. */
  readonly needsFreshSignIn: (session: SignedIn, now: Date) => boolean
  readonly findLink: (tokenHash: Buffer, now: Date) => Promise<LinkFound | undefined>
  /** Whose page a visit is of, and who holds that file now. */
  readonly findPageSession: (tokenHash: Buffer, now: Date) => Promise<PageSessionFound | undefined>
  readonly refusals: RefusalWords
  readonly problemPage: (problem: Problem) => string
  readonly openApi: unknown
  readonly webFolder?: string
  /** As in the settings: the limit per caller counts what the proxy says only when the proxy is named. */
  readonly trustedProxy?: string
  /** Set when the address of the installation is https: the cookie then never goes over a plain line. */
  readonly secureCookies: boolean
  readonly clock: () => Date
  readonly log: Log
  /** Requests a minute of one session, and of all who are not signed in at one address; the public route finder is behind it too. */
  readonly requestsPerMinute: number
  /** What is not there is answered on a beat of so many milliseconds; 0 is at once. */
  readonly beatMs: number
}

export type Problem = {
  readonly type: string
  readonly title: string
  readonly titleEn: string
  readonly status: number
  readonly detail: string
  readonly detailEn: string
  readonly code: string
  readonly instance: string
  readonly invalid?: readonly { readonly field: string; readonly reason: string }[]
}

export const API_VERSION = '0.2.0'
const SESSION_COOKIE = 'samenhang_session'
/** Begins with a code on the page of a person and goes with the browser; its name says nothing. */
const VISIT_COOKIE = 'overzicht'
const SIGN_IN_COOKIE = 'samenhang_sign_in'
/** Long enough to find a telephone, short enough that a forgotten attempt is nobody else's. */
export const SIGN_IN_SECONDS = 600
/** Sent by our own screens when they ask by themselves and no hand was on them: then the session does not go on. */
const UNATTENDED = 'samenhang-unattended'
const BODY_LIMIT = 1_048_576
const FORM_LIMIT = 64 * 1024
/** Lines about refused requests in the log of the process: enough to see what happens, not enough to fill a disk. */
const REFUSALS_A_MINUTE = 600

const TLS_ONLY = { maxAge: 31_536_000, includeSubDomains: true } as const
/** What an answer that is no page may do in a browser: nothing. */
const NO_PAGE = [
  ...["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  'sandbox',
].join(';')
/** What a page of ours may do in a browser. */
const PAGE_MAY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  styleSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}
/** The same as one line, for a page at an address where else no page is. */
const PAGE_MAY_LINE = Object.entries(PAGE_MAY)
  .map(([name, from]) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${from.join(' ')}`)
  .join(';')
/** The same protection for answers that are given before any hook runs. */
const BEFORE_HOOKS = {
  'strict-transport-security': `max-age=${TLS_ONLY.maxAge}; includeSubDomains`,
  'content-security-policy': NO_PAGE,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'api-version': API_VERSION,
} as const
const LINK_ACTOR = '00000000-0000-4000-8000-000000000001'

// Ours are narrower than the library's: a UUID in capitals is another key name, and the database has no year 0.
Format.Set('uuid', isUuid)
Format.Set('date', (text) => parseDay(text) !== undefined)

/** The hash under which tokens of sessions and links are kept. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Builds the server; it does not listen yet. */
export const createHttp = async (given: HttpOptions): Promise<FastifyInstance> => {
  const options = { ...given, log: atMostAMinute(given.log, REFUSED, REFUSALS_A_MINUTE, given.clock) }
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    requestTimeout: 30_000,
    return503OnClosing: true,
    trustProxy: options.trustedProxy ?? false,
    // An address that cannot be read comes before any hook or handler; its answer has the shape of the others and does not repeat it.
    frameworkErrors: (_fault, request, reply) =>
      sendProblem(options, reply.headers(BEFORE_HOOKS), request, { code: 'bad-input' }),
    clientErrorHandler: answerNoHttp,
    // Refused below, with the headers of every other answer.
    http: { requireHostHeader: false },
  })
  // The API reads JSON alone: a browser sends no JSON for another site without asking first, and it is never told yes.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: PAGE_MAY,
    },
    strictTransportSecurity: TLS_ONLY,
    // Nothing goes to another site. Not `no-referrer`: under that a browser posts a form with the origin `null`, and the pages
    // behind a link are forms without script.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(rateLimit, {
    max: (_request, key) => options.requestsPerMinute * (key.startsWith(FILES) ? FILES_TIMES : 1),
    timeWindow: '1 minute',
    keyGenerator: (request) =>
      // Files of the screens are small, the same for everybody and asked by a whole office at nine in the morning.
      request.url.startsWith('/assets/')
        ? `${FILES} ${request.ip}`
        : callersOf(options).keyOf(request.ip, sessionToken(options, request)?.value),
    errorResponseBuilder: () => new TooMany(),
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1/')) reply.header('content-security-policy', NO_PAGE)
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      return sendProblem(options, reply, request, { code: 'bad-input' })
  })
  app.addHook('onSend', async (request, reply) => {
    // An address that no route has looks nothing up: only what a route did not find waits.
    if (reply.statusCode === 404 && !request.is404) await waitForBeat(reply.elapsedTime, options.beatMs)
    reply.header('api-version', API_VERSION)
    // Nothing of a person is kept by a browser that somebody else may use.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((fault, request, reply) => answerFault(options, fault, request, reply))
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    sendProblem(options, reply, request, { code: 'not-found' }),
  )
  const versionKey = randomBytes(32)
  for (const each of options.routes) addRoute(app, options, versionKey, each)
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body, done) => readForm(String(body), done),
    )
    for (const each of options.pages) addPage(pages, options, each)
  })
  app.get('/v1/openapi.json', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    return options.openApi
  })
  if (options.webFolder) await addWeb(app, options.webFolder)
  return app
}

/** How the files of the screens are counted: by address, and so many times as often. */
const FILES = 'files'
const FILES_TIMES = 10

// One memory for each server that is made.
const callers = new WeakMap<HttpOptions, Callers>()
const callersOf = (options: HttpOptions): Callers => {
  const known = callers.get(options) ?? rememberCallers((token) => hashToken(token).toString('base64url'))
  callers.set(options, known)
  return known
}

class TooMany extends Error {
  readonly statusCode = 429
}
class TwiceInForm extends Error {
  readonly statusCode = 400
}

// A field that comes twice would be one thing for who checks it and another for who uses it.
const readForm = (text: string, done: (fault: Error | null, body?: unknown) => void): void => {
  const fields = [...new URLSearchParams(text)]
  const form = Object.fromEntries(fields)
  done(Object.keys(form).length === fields.length ? null : new TwiceInForm(), form)
}

// What cannot be read as a request has no route and no hook: a status, the headers, and the end.
const answerNoHttp = (fault: NodeJS.ErrnoException, socket: Socket): void => {
  if (fault.code === 'ECONNRESET' || socket.destroyed) return
  const status = NO_HTTP[fault.code ?? ''] ?? '400 Bad Request'
  const head = Object.entries({ ...BEFORE_HOOKS, 'content-length': '0', connection: 'close' })
  if (socket.writable)
    socket.write(`HTTP/1.1 ${status}\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
  socket.destroy(fault)
}
const NO_HTTP: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

const addWeb = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    index: false,
    wildcard: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      // The library says the character set of text, not of XML.
      if (path.endsWith('.svg')) response.header('content-type', 'image/svg+xml; charset=utf-8')
    },
  })
  // Every address of the screens is the same document; the address says what to show.
  for (const path of ['/', '/app', '/app/*'])
    app.get(path, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'))
}

type Compiled = { readonly check: (value: unknown) => readonly { field: string; reason: string }[] }

// A schema is read once, however many routes or houses of a process ask by it.
const compiledOnce = new WeakMap<TSchema, Compiled>()
const compile = (schema: TSchema | undefined): Compiled | undefined => {
  if (!schema) return undefined
  const known = compiledOnce.get(schema) ?? compileAnew(schema)
  compiledOnce.set(schema, known)
  return known
}

const compileAnew = (schema: TSchema): Compiled => {
  const checker = Compile(schema)
  return {
    check: (value) =>
      checker.Check(value)
        ? []
        : checker
            .Errors(value)
            .slice(0, 20)
            .map((error) => ({
              field: error.instancePath || '/',
              reason: error.keyword,
            })),
  }
}

const addRoute = (app: FastifyInstance, options: HttpOptions, versionKey: Buffer, route: Route): void => {
  const [params, query, body] = [compile(route.params), compile(route.query), compile(route.body)]
  app.route({
    method: route.method,
    url: `/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ...(route.large ? takesLarge(options, route.large) : {}),
    handler: async (request, reply) => {
      const cleaned = checkTexts(request.body ?? {})
      if (!cleaned.ok)
        return sendProblem(options, reply, request, { code: 'bad-text' }, [
          { field: String(cleaned.refusal.params?.['field'] ?? '/'), reason: cleaned.refusal.code },
        ])
      const input = { params: request.params, query: request.query, body: route.body ? cleaned.value : {} }
      const invalid = [
        ...prefixed('params', params?.check(input.params)),
        ...prefixed('query', query?.check(input.query)),
        ...prefixed('body', body?.check(input.body)),
      ]
      if (invalid.length > 0) return sendProblem(options, reply, request, { code: 'bad-input' }, invalid)
      // Safe: the three parts were just checked against the schemas that these types come from.
      const typed = input as never
      if (!('handle' in route)) {
        const outcome = await route.handlePublic(publicContext(options, request, reply), typed)
        if (!outcome.ok) return sendProblem(options, reply, request, outcome.refusal)
        if (route.file) return sendFile(reply, route.file, outcome.value as FileAnswer)
        return reply.code(route.status ?? 200).send(outcome.value)
      }
      const asker = await claimFor(options, request, route)
      if ('code' in asker) return sendProblem(options, reply, request, asker)
      const { claim, isFresh } = asker
      const key = idempotencyKey(request)
      if (key && 'code' in key) return sendProblem(options, reply, request, key)
      const mine = isOfFunction(route, claim)
      const stale = !isFresh && asksFreshSignIn(route, input.body)
      let read: Versioned<unknown> | undefined
      const act = actWithin(options, placeOf.get(request))
      const outcome = await act(
        {
          claim,
          operation: route.operationId,
          trace: traceOf(request),
          ...(key && mine && !stale && !route.keepsNothing
            ? { idempotencyKey: key.value, asked: `${request.url} ${JSON.stringify(input.body)}` }
            : {}),
          ...(route.answersOnce ? { answersOnce: true } : {}),
          ...(mine && !stale ? {} : { refused: { code: mine ? 'fresh-sign-in-needed' : 'not-your-function' } }),
        },
        async (work) => {
          if (!isAskedAgain(route)) return route.handle(work, typed)
          const [asked, url] = [request.headers['if-none-match'], request.url]
          read = await readVersioned({ key: versionKey, url, has: asked }, work, (inner) => route.handle(inner, typed))
          return read.outcome
        },
      )
      if (!outcome.ok) return sendProblem(options, reply, request, outcome.refusal)
      if (read?.version !== undefined) return sendVersion(reply, read)
      if (route.file) return sendFile(reply, route.file, outcome.value as FileAnswer)
      return reply.code(outcome.repeated ? 200 : (route.status ?? 200)).send(outcome.value)
    },
  })
}

/** What holds a place for as long as this request is in memory. */
const placeOf = new WeakMap<FastifyRequest, LargePlace>()
// Before a byte of it is read: nobody who is not signed in fills our memory, and who is does not alone.
const takesLarge = (options: HttpOptions, { bytesMax, refusal }: NonNullable<Route['large']>) => {
  const places = largePlaces()
  return {
    bodyLimit: bytesMax,
    config: { tooLarge: refusal },
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const token = sessionToken(options, request)
      const session = token && (await options.findSession(hashToken(token.value), options.clock(), false))
      if (!session) return sendProblem(options, reply, request, { code: 'not-signed-in' })
      const { socket } = request.raw
      // Gone while the session was looked up: of this request nothing is heard any more, so nothing would give the place back.
      const isGone = socket.destroyed || request.raw.destroyed || reply.raw.destroyed
      const place = isGone ? undefined : places.take(session.actor)
      if (!place) return sendProblem(options, reply, request, { code: 'too-busy' })
      placeOf.set(request, place)
      const leave = (): void => {
        place.leave()
        socket.off('close', leave)
      }
      // Answered, or gone before it was. An answer that waits behind another on the same line hears of its line alone.
      reply.raw.once('finish', leave).once('close', leave)
      socket.once('close', leave)
    },
  }
}

// Work on a large body is in its place until it is done, also when whoever sent it has hung up.
const actWithin =
  ({ acts }: HttpOptions, place: LargePlace | undefined): Acts['run'] =>
  async (asked, act) =>
    place ? ((await place.within(() => acts.run(asked, act))) ?? refuse('too-busy')) : acts.run(asked, act)

// Lists and things that a screen keeps fresh; a file is made anew each time, and a link is no account.
const isAskedAgain = (route: Route): boolean =>
  route.method === 'GET' && route.access.kind === 'signed-in' && route.file === undefined

const sendVersion = (reply: FastifyReply, { version = '', text, unchanged }: Versioned<unknown>): FastifyReply => {
  reply.header('etag', version)
  return unchanged ? reply.code(304).send() : reply.type('application/json; charset=utf-8').send(text)
}

type FileAnswer = { readonly name: string; readonly base64: string; readonly media?: string }
// Safe: a route with `file` answers with this shape (platform/route.ts).
const sendFile = (reply: FastifyReply, type: string, { name, base64, media }: FileAnswer): FastifyReply =>
  reply
    .type(type === 'by-answer' ? (media ?? 'application/octet-stream') : type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(base64, 'base64'))

const publicContext = (options: HttpOptions, request: FastifyRequest, reply: FastifyReply): PublicContext => {
  const token = sessionToken(options, request)
  const signIn = request.cookies[cookieName(options, SIGN_IN_COOKIE)]
  const visit = request.cookies[cookieName(options, VISIT_COOKIE)]
  const put = (name: string, sameSite: 'strict' | 'lax', value: string | undefined, maxAge?: number): void =>
    putCookie(options, reply, { name, sameSite, value, ...(maxAge === undefined ? {} : { maxAge }) })
  return {
    now: options.clock(),
    trace: traceOf(request),
    ...(token ? { sessionToken: token.value } : {}),
    fromElsewhere: ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site'])),
    setSession: (value) => {
      put(SESSION_COOKIE, 'strict', value)
      // Not the cookies: that would take those of neighbouring hosts too. Not the cache: nothing of a person is in it.
      if (value === undefined) reply.header('clear-site-data', '"storage"')
    },
    ...(signIn ? { signInToken: signIn } : {}),
    // Lax: it must come along when the provider sends the browser back.
    setSignIn: (value) => put(SIGN_IN_COOKIE, 'lax', value, SIGN_IN_SECONDS),
    ...(visit ? { visitToken: visit } : {}),
    setVisit: (value) => put(VISIT_COOKIE, 'strict', value),
  }
}

type Cookie = {
  readonly name: string
  readonly sameSite: 'strict' | 'lax'
  readonly value: string | undefined
  readonly maxAge?: number
}
const putCookie = (options: HttpOptions, reply: FastifyReply, { name, sameSite, value, maxAge }: Cookie): void => {
  const common = { path: '/', httpOnly: true, sameSite, secure: options.secureCookies } as const
  if (value === undefined) reply.clearCookie(cookieName(options, name), common)
  else reply.setCookie(cookieName(options, name), value, { ...common, ...(maxAge === undefined ? {} : { maxAge }) })
}

// With this beginning a browser takes the cookie over TLS from this very host only, whatever a neighbouring host would like.
const cookieName = (options: HttpOptions, name: string): string => (options.secureCookies ? `__Host-${name}` : name)

const asksFreshSignIn = ({ access }: Pick<Route, 'access'>, body: unknown): boolean => {
  if (access.kind !== 'signed-in' || access.stepUp === undefined) return false
  if (access.stepUp === 'always') return true
  const said = (body as Readonly<Record<string, unknown>>)[access.stepUp.field]
  return access.stepUp.is.some((each) => each === said)
}

const addPage = (app: FastifyInstance, options: HttpOptions, page: Page): void => {
  app.route({
    method: page.method,
    url: page.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { page: true },
    handler: async (request, reply) => {
      const cleaned = checkTexts(request.body ?? {})
      if (!cleaned.ok) return sendPage(options, reply, request, { code: 'bad-text' })
      const input = {
        params: request.params as Record<string, string>,
        form: cleaned.value as Record<string, string>,
        search: request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '',
      }
      const outcome =
        'handle' in page
          ? await actOnPage(options, request, page, input)
          : request.method !== 'GET' && !sameOrigin(request)
            ? refuse('other-origin')
            : await page.handlePublic(publicContext(options, request, reply), input)
      if (!outcome.ok) return sendPage(options, reply, request, outcome.refusal)
      const { visit } = outcome.value
      if (visit !== undefined)
        putCookie(options, reply, { name: VISIT_COOKIE, sameSite: 'strict', value: visit ?? undefined })
      if ('seeOther' in outcome.value) return reply.code(303).header('location', outcome.value.seeOther).send()
      if ('text' in outcome.value)
        return reply
          .type('text/plain; charset=utf-8')
          .header('content-disposition', `attachment; filename="${outcome.value.name}"`)
          .send(outcome.value.text)
      if ('calendar' in outcome.value) return sendCalendar(request, reply, outcome.value)
      return reply.type('text/html; charset=utf-8').send(outcome.value.html)
    },
  })
}

// Kept by whoever asked, and asked again each time: it says nothing of anybody, and an address that ended must end at once.
const sendCalendar = (
  request: FastifyRequest,
  reply: FastifyReply,
  { calendar, version }: { readonly calendar: string; readonly version: string },
): FastifyReply => {
  reply.header('etag', version).header('cache-control', 'private, no-cache')
  if (request.headers['if-none-match'] === version) return reply.code(304).send()
  return reply.type('text/calendar; charset=utf-8').send(calendar)
}

type LinkPage = Extract<Page, { readonly handle: unknown }>

const actOnPage = async (
  options: HttpOptions,
  request: FastifyRequest,
  page: LinkPage,
  input: Parameters<LinkPage['handle']>[1],
): Promise<Outcome<PageAnswer, string>> => {
  const claim =
    page.access.kind === 'visit'
      ? await visitClaim(options, request)
      : await linkClaim(options, request, page.access.link)
  if ('code' in claim) return refuse(claim.code)
  return options.acts.run({ claim, operation: page.operationId, trace: traceOf(request) }, (work) =>
    page.handle(work, input),
  )
}

type ClaimWithLink = Claim & { readonly linkSubject?: string }
type Asker = { readonly claim: ClaimWithLink; readonly isFresh: boolean }

const claimFor = async (
  options: HttpOptions,
  request: FastifyRequest,
  route: Pick<Route, 'access'> & { method: string },
): Promise<Asker | Refusal> => {
  const { access } = route
  if (access.kind === 'public') return { code: 'not-found' }
  if (access.kind === 'link') {
    const claim = await linkClaim(options, request, access.link)
    return 'code' in claim ? claim : { claim, isFresh: true }
  }
  const token = sessionToken(options, request)
  if (!token) return { code: 'not-signed-in' }
  if (route.method !== 'GET' && token.from === 'cookie' && !sameOrigin(request)) return { code: 'other-origin' }
  const now = options.clock()
  const session = await options.findSession(hashToken(token.value), now, request.headers[UNATTENDED] === undefined)
  if (!session) return { code: 'not-signed-in' }
  callersOf(options).met(token.value)
  const ground = groundOf(request, access.groundFrom)
  if (ground === null) return { code: 'bad-input' }
  const claim = {
    organisation: asId<Claim['organisation']>(session.organisation),
    actor: asId<Claim['actor']>(session.actor),
    function: session.function,
    plane: session.plane,
    purpose: access.purpose,
    ...(ground ? { ground } : {}),
  }
  return { claim, isFresh: !options.needsFreshSignIn(session, now) }
}

const isOfFunction = ({ access }: Pick<Route, 'access'>, claim: Claim): boolean =>
  access.kind !== 'signed-in' || access.functions.includes(claim.function)

/** What whoever holds a link of this kind, without an account, acts for (data/sharing/purposes.csv). */
const PURPOSE_OF_LINK: Readonly<Record<LinkKind, string>> = {
  'person-page': 'W06',
  'seat-reply': 'W13',
  'outside-handover': 'W14',
  'payer-answer': 'W15',
  'bed-count': 'W16',
  'entry-confirm': 'W20',
  'practice-declare': 'W20',
}

const linkClaim = async (
  options: HttpOptions,
  request: FastifyRequest,
  kind: LinkKind,
): Promise<ClaimWithLink | Refusal> => {
  const token = (request.params as Record<string, string>)['token'] ?? ''
  const found = await options.findLink(hashToken(token), options.clock())
  // A link that ended and a link that never was look the same.
  if (!found || found.kind !== kind) return { code: 'not-found' }
  if (request.method !== 'GET' && !sameOrigin(request)) return { code: 'other-origin' }
  const base = {
    organisation: asId<Claim['organisation']>(found.organisation),
    actor: asId<Claim['actor']>(LINK_ACTOR),
    plane: 'person' as const,
  }
  // A link alone makes nobody the person: it is a guest until the code was right.
  return { ...base, function: 'guest', purpose: PURPOSE_OF_LINK[kind], linkSubject: found.subject }
}

/** She herself: in a visit that a right code began, in the name of whoever holds the file now. */
const visitClaim = async (options: HttpOptions, request: FastifyRequest): Promise<Claim | Refusal> => {
  const token = request.cookies[cookieName(options, VISIT_COOKIE)]
  const found = token ? await options.findPageSession(hashToken(token), options.clock()) : undefined
  if (!found) return { code: 'visit-over' }
  if (request.method !== 'GET' && !sameOrigin(request)) return { code: 'other-origin' }
  return {
    organisation: asId<Claim['organisation']>(found.holder),
    actor: asId<Claim['actor']>(LINK_ACTOR),
    plane: 'person',
    function: 'person',
    purpose: 'W06',
    dossier: asId(found.dossier),
  }
}

const sessionToken = (
  options: HttpOptions,
  request: FastifyRequest,
): { value: string; from: 'cookie' | 'bearer' } | undefined => {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { value: bearer, from: 'bearer' }
  const value = request.cookies[cookieName(options, SESSION_COOKIE)]
  return value ? { value, from: 'cookie' } : undefined
}

// SameSite=Strict keeps other sites' requests from carrying the cookie; this is the second lock.
const sameOrigin = (request: FastifyRequest): boolean => {
  const origin = request.headers.origin
  if (!origin)
    return request.headers['sec-fetch-site'] === undefined || request.headers['sec-fetch-site'] === 'same-origin'
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}

// The ground of an act goes into the claim, where the database checks it. It is an id, so it may stand in a body or a path.
const groundOf = (request: FastifyRequest, parameter: string | undefined): string | undefined | null => {
  const ground =
    parameter === undefined
      ? (request.body as { groundId?: unknown } | undefined | null)?.groundId
      : (request.params as Readonly<Record<string, unknown>>)[parameter]
  if (ground === undefined || ground === null) return undefined
  return typeof ground === 'string' && isUuid(ground) ? ground : null
}

const idempotencyKey = (request: FastifyRequest): { value: string } | Refusal | undefined => {
  if (request.method !== 'POST') return undefined
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  return typeof given === 'string' && /^[\w-]{8,100}$/.test(given) ? { value: given } : { code: 'bad-input' }
}

const traceOf = (request: FastifyRequest): TraceId => asId<TraceId>(request.id)

const prefixed = (part: string, problems: readonly { field: string; reason: string }[] = []) =>
  problems.map((each) => ({ field: `${part}${each.field === '/' ? '' : each.field}`, reason: each.reason }))

const problemOf = (options: HttpOptions, request: FastifyRequest, refusal: Refusal): Problem => {
  const words = options.refusals[refusal.code] ?? { status: 409, nl: refusal.code, en: refusal.code }
  const fill = (sentence: string) => fillIn(sentence, refusal.params)
  const [titleNl, titleEn] = [firstSentence(words.nl), firstSentence(words.en)]
  return {
    type: `https://samenhang.example/problemen/${refusal.code}`,
    title: fill(titleNl),
    titleEn: fill(titleEn),
    status: words.status,
    detail: fill(words.nl),
    detailEn: fill(words.en),
    code: refusal.code,
    instance: `urn:uuid:${request.id}`,
  }
}

const firstSentence = (text: string): string => /^[^.?!]+[.?!]/.exec(text)?.[0] ?? text

/** Refused before there is an act, and so not in the log of an organisation: it stands in that of the process, without who it was. */
const AT_THE_EDGE: ReadonlySet<string> = new Set([
  ...['bad-input', 'bad-text', 'not-signed-in', 'other-origin', 'too-large', 'too-many-requests', 'unknown-media-type'],
])
const REFUSED = 'request-refused'
const noteRefusal = ({ log }: HttpOptions, request: FastifyRequest, code: string): void => {
  if (AT_THE_EDGE.has(code))
    log('warn', REFUSED, { trace: request.id, operation: request.routeOptions?.url ?? '', code })
}

const sendProblem = (
  options: HttpOptions,
  reply: FastifyReply,
  request: FastifyRequest,
  refusal: Refusal,
  invalid?: Problem['invalid'],
): FastifyReply => {
  noteRefusal(options, request, refusal.code)
  const problem = { ...problemOf(options, request, refusal), ...(invalid ? { invalid } : {}) }
  const isOfApi = request.url.startsWith('/v1/')
  if (!isOfApi || problem.status === 404) reply.header('vary', 'accept')
  // Beside the API every refusal is a page for who reads pages: it may be somebody's own link that was mistyped, and a page names nothing.
  const isPage = request.routeOptions?.config?.page === true || (!isOfApi && readsPages(request))
  if (isPage || (problem.status === 404 && goesThereByBrowser(request)))
    return answerPage(options, reply.header('content-security-policy', PAGE_MAY_LINE), problem)
  return reply
    .code(problem.status)
    .header('content-security-policy', NO_PAGE)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

const sendPage = (
  options: HttpOptions,
  reply: FastifyReply,
  request: FastifyRequest,
  refusal: Refusal,
): FastifyReply => {
  noteRefusal(options, request, refusal.code)
  return answerPage(options, reply, problemOf(options, request, refusal))
}

const answerPage = (options: HttpOptions, reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('text/html; charset=utf-8').send(options.problemPage(problem))

// Somebody went to an address, and no program asked: whoever reads what comes back reads a page. It looks at the question alone, never at
// what was found.
const goesThereByBrowser = (request: FastifyRequest): boolean => request.method === 'GET' && readsPages(request)
const readsPages = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').split(',').some((each) => /^\s*text\/html\s*(;|$)/i.test(each))

// Faults that have a name of their own: what can be done differs.
const DATABASE_FAULTS: Readonly<Record<string, string>> = {
  '53100': 'disk-full',
  '25006': 'read-only',
  '53300': 'too-busy',
  '57014': 'too-slow',
  '08006': 'too-busy',
  // Stopped by its administrator, crashed, or not up yet.
  '57P01': 'too-busy',
  '57P02': 'too-busy',
  '57P03': 'too-busy',
}

const databaseFault = (fault: unknown): string | undefined => {
  const { code, syscall, message } = fault as { code?: string; syscall?: string; message?: string }
  // No server behind the address, or no connection free in time: the driver gives these no code of the database.
  if (code === 'key-service-away') return code
  if (syscall === 'connect' || message === 'timeout exceeded when trying to connect') return 'too-busy'
  return DATABASE_FAULTS[code ?? '']
}

const answerFault = (
  options: HttpOptions,
  fault: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const { statusCode } = fault as { statusCode?: number }
  if (statusCode === 429) return sendProblem(options, reply, request, { code: 'too-many-requests' })
  if (statusCode === 413) {
    const { tooLarge = 'too-large' } = request.routeOptions.config
    // Whatever it is called to who sent it, the log of the process counts it as what it is.
    if (tooLarge !== 'too-large') noteRefusal(options, request, 'too-large')
    return sendProblem(options, reply, request, { code: tooLarge })
  }
  if (statusCode === 415) return sendProblem(options, reply, request, { code: 'unknown-media-type' })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return sendProblem(options, reply, request, { code: 'bad-input' })
  const known = databaseFault(fault)
  options.log('error', 'request-failed', {
    trace: request.id,
    operation: request.routeOptions.url ?? '',
    ...faultFields(fault),
  })
  return sendProblem(options, reply, request, { code: known ?? 'fault' })
}
