/**
 * A role of linkage alone: its own process, its own database role, its own folder of keys. As matcher it holds no name, no key of the
 * authority and no key of the owners; with `SAMENHANG_MATCHER_ROLE=authority` it is the key authority, and holds no handle and no index.
 * It answers only who proves to have the secret shared with it, on a port of this machine or a unix socket, and proves every answer.
 */
import { randomUUID } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type AuthorityService, openKeyAuthority } from './linkage/authority.store.ts'
import { matcherKeysFrom } from './linkage/match-inbox.crypto.ts'
import { openThingMatcher, type ThingMatcher } from './linkage/match-things.store.ts'
import { type MatcherService, openMatcher } from './linkage/matcher.store.ts'
import { toBase64url } from './linkage/messages.ts'
import { THING_EPOCH } from './linkage/thing-epoch.ts'
import { connect } from './platform/database.ts'
import { openEpochSeeds } from './platform/epoch-seeds.ts'
import { keepHeapRoom } from './platform/heap-room.ts'
import { guardRole, type RoleGuard, readRoleToken } from './platform/role-line.ts'

/** What such a process is given: nothing that another role has. */
type RoleSettings = {
  readonly role: 'matcher' | 'authority'
  readonly databaseUrl: string
  /** A folder of its own: `matcher.key`, or `authority.key` and one file per later epoch. Made when it is absent. */
  readonly keyFolder: string
  readonly token: Buffer
  readonly socket?: string
  readonly port: number
}

/** Messages of a role by their path: text in, an object out; undefined is not understood. */
type Answers = Readonly<Record<string, (body: string) => Promise<object | undefined>>>

const LIMITS = {
  matcher: { body: 8_388_608, atOnce: 8 },
  // 4,096 elements of 32 bytes in base64url, with room for the rest of the message.
  authority: { body: 524_288, atOnce: 16 },
} as const
const REQUEST_MS = 30_000

const matcherAnswers = (matcher: MatcherService, things: ThingMatcher, publicKey: Uint8Array): Answers => ({
  '/public-keys': async () => ({ publicKey: toBase64url(publicKey) }),
  '/messages': async (message) => {
    const answered = await matcher.receive(message, new Date())
    return answered.ok ? { introductions: answered.value } : { refused: answered.refusal.code }
  },
  '/things': async (message) => {
    const answered = await things.receive(message, new Date())
    return answered.ok ? { change: answered.value } : { refused: answered.refusal.code }
  },
  '/standing-things': async () => ({ change: await things.everything() }),
})

const authorityAnswers = (authority: AuthorityService): Answers => ({
  '/evaluations': async (body) => {
    const asked = fieldsOf(body)
    const [organisation, message] = [text(asked.organisation), text(asked.message)]
    if (organisation === '' || message === '') return undefined
    const countedFor = asked.countedFor === 're-encoding' ? 're-encoding' : 'look-up'
    const answered = await authority.evaluate({ organisation, message, countedFor, now: new Date() })
    return answered.ok ? { message: answered.value } : { refused: answered.refusal.code }
  },
  '/announcements': async (body) => {
    const told = fieldsOf(body)
    const [organisation, epoch] = [text(told.organisation), text(told.epoch)]
    if (organisation === '' || epoch === '' || typeof told.entries !== 'number') return undefined
    const answered = await authority.announce({ organisation, epoch, entries: told.entries, now: new Date() })
    return answered.ok ? {} : { refused: answered.refusal.code }
  },
  '/epochs': async (body) => {
    const { act, epoch } = fieldsOf(body)
    const name = text(epoch)
    if (!/^[a-z0-9-]{1,40}$/.test(name)) return undefined
    if (act === 'open') return { mark: await authority.openEpoch(name) }
    if (act === 'public-key') return { publicKey: toBase64url((await authority.publicKeyOf(name)) ?? new Uint8Array()) }
    if (act === 'mark') return { mark: (await authority.markOf(name)) ?? '' }
    if (act !== 'forget') return undefined
    await authority.forgetEpoch(name)
    return {}
  },
})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const fieldsOf = (body: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(body)
    // Safe: every field is looked at before it is used.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const openAnswers = async (settings: RoleSettings, db: ReturnType<typeof connect>['db']): Promise<Answers> => {
  if (settings.role === 'authority')
    return authorityAnswers(openKeyAuthority(db, openEpochSeeds(settings.keyFolder, 'authority'), randomUUID))
  // The matcher's key does not turn: it opens envelopes, it encodes nothing. It is drawn at the first start.
  const keys = matcherKeysFrom(openEpochSeeds(settings.keyFolder, 'matcher').make('e1'))
  return matcherAnswers(await openMatcher(db, keys), await openThingMatcher(db, THING_EPOCH), keys.publicKey)
}

const serveRole = async (
  settings: RoleSettings,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> => {
  const { db } = connect(settings.databaseUrl, 2)
  const limits = LIMITS[settings.role]
  const app = Fastify({ logger: false, bodyLimit: limits.body, requestTimeout: REQUEST_MS })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  serveAnswers(app, await openAnswers(settings, db), guardRole(settings.token), limits.atOnce)
  if (settings.socket === undefined) await app.listen({ host: '127.0.0.1', port: settings.port })
  else await listenOnSocket(app, settings.socket)
  const address = app.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      await app.close()
      await db.destroy()
    },
  }
}

// A socket that a killed process left behind is in the way of the next.
const listenOnSocket = async (app: FastifyInstance, path: string): Promise<void> => {
  rmSync(path, { force: true })
  const before = process.umask(0o177)
  await app.listen({ path })
  process.umask(before)
  chmodSync(path, 0o600)
}

const serveAnswers = (app: FastifyInstance, answers: Answers, guard: RoleGuard, atOnce: number): void => {
  let busy = 0
  const reply = (request: FastifyRequest, to: FastifyReply, status: number, body: object): FastifyReply => {
    const said = JSON.stringify(body)
    return to
      .code(status)
      .header('x-samenhang-proof', guard.proof(request.headers, status, said))
      .send(said)
  }
  for (const [path, answer] of Object.entries(answers))
    app.post(path, async (request, to) => {
      const body = text(request.body)
      // Who has not the secret hears nothing more, and no proof either.
      if (!guard.check({ headers: request.headers, path, body, now: new Date() })) return to.code(401).send()
      if (busy >= atOnce) return reply(request, to, 503, {})
      busy += 1
      try {
        const said = await answer(body)
        return reply(request, to, said ? 200 : 400, said ?? {})
      } finally {
        busy -= 1
      }
    })
  // A fault may quote what was sent; its kind is enough for whoever runs this.
  app.setErrorHandler((fault, request, to) => {
    process.stderr.write(`${JSON.stringify({ level: 'error', event: 'role-fault', fault: nameOf(fault) })}\n`)
    return reply(request, to, 500, {})
  })
}

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault)

const readSettings = (env: Readonly<Record<string, string | undefined>>): RoleSettings | string => {
  const token = readRoleToken(env['SAMENHANG_ROLE_TOKEN'])
  const port = Number(env['SAMENHANG_PORT'] ?? '0')
  if (!token) return 'SAMENHANG_ROLE_TOKEN'
  if (!env['SAMENHANG_ROLE_DATABASE_URL']) return 'SAMENHANG_ROLE_DATABASE_URL'
  if (!env['SAMENHANG_ROLE_KEYS']) return 'SAMENHANG_ROLE_KEYS'
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return 'SAMENHANG_PORT'
  return {
    role: env['SAMENHANG_MATCHER_ROLE'] === 'authority' ? 'authority' : 'matcher',
    databaseUrl: env['SAMENHANG_ROLE_DATABASE_URL'],
    keyFolder: env['SAMENHANG_ROLE_KEYS'],
    token,
    port,
    ...(env['SAMENHANG_ROLE_SOCKET'] ? { socket: env['SAMENHANG_ROLE_SOCKET'] } : {}),
  }
}

if (import.meta.main) {
  const settings = readSettings(process.env)
  if (typeof settings === 'string') {
    process.stderr.write(`De instelling ${settings} ontbreekt of klopt niet. / The setting ${settings} is wrong.\n`)
    process.exit(2)
  }
  const served = await serveRole(settings)
  keepHeapRoom()
  process.stdout.write(`${JSON.stringify({ port: served.port })}\n`)
  process.on('SIGTERM', () => void served.close().then(() => process.exit(0)))
}
