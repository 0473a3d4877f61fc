/**
 * The matching side alone: its own process, its own database role, its own key; no names, no key of the authority, no key of the
 * owners. Takes messages on a unix socket or a port and answers with introductions. `SAMENHANG_MATCHER_ROLE=authority` runs the key
 * authority the same way, with its own credentials only.
 */
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { openKeyAuthority } from './linkage/authority.store.ts'
import { matcherKeysFrom } from './linkage/match-inbox.crypto.ts'
import { isAboutThings } from './linkage/match-thing-messages.ts'
import { openThingMatcher } from './linkage/match-things.store.ts'
import { openMatcher } from './linkage/matcher.store.ts'
import { connect } from './platform/database.ts'

const MESSAGE_MAX = 8_388_608

/** What such a process is given: nothing that another role has. */
export type RoleSettings = {
  readonly databaseUrl: string
  readonly seed: Buffer
  readonly epoch: string
  readonly port: number
}

/** Serves the matcher: POST /messages with one message, answers `{introductions}`, for things `{change}`, or `{refused: code}`. */
export const serveMatcher = async (
  settings: RoleSettings,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const { db } = connect(settings.databaseUrl, 2)
  const matcher = await openMatcher(db, matcherKeysFrom(settings.seed), settings.epoch)
  const things = await openThingMatcher(db, settings.epoch)
  return serve(settings.port, db, async (message) => {
    if (isAboutThings(message)) {
      const change = await things.receive(message, new Date())
      return change.ok ? { change: change.value } : { refused: change.refusal.code }
    }
    const answered = await matcher.receive(message, new Date())
    return answered.ok ? { introductions: answered.value } : { refused: answered.refusal.code }
  })
}

/** Serves the key authority: POST /messages with `{organisation, message}` as text. */
export const serveAuthority = async (
  settings: RoleSettings,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const { db } = connect(settings.databaseUrl, 2)
  const authority = openKeyAuthority(db, settings.seed, settings.epoch, randomUUID)
  return serve(settings.port, db, async (text) => {
    const { organisation, message } = JSON.parse(text) as { organisation: string; message: string }
    const answered = await authority({ organisation, message, now: new Date() })
    return answered.ok ? { message: answered.value } : { refused: answered.refusal.code }
  })
}

const serve = async (port: number, db: { destroy(): Promise<void> }, answer: (message: string) => Promise<unknown>) => {
  const app = Fastify({ logger: false, bodyLimit: MESSAGE_MAX })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/messages', async (request) => answer(String(request.body)))
  await app.listen({ host: '127.0.0.1', port })
  const address = app.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      await app.close()
      await db.destroy()
    },
  }
}

if (import.meta.main) {
  const env = process.env
  const settings: RoleSettings = {
    databaseUrl: env['SAMENHANG_ROLE_DATABASE_URL'] ?? '',
    seed: Buffer.from(env['SAMENHANG_ROLE_SEED'] ?? '', 'base64url'),
    epoch: env['SAMENHANG_EPOCH'] ?? 'e1',
    port: Number(env['SAMENHANG_PORT'] ?? '0'),
  }
  if (settings.seed.length !== 32) {
    process.stderr.write('SAMENHANG_ROLE_SEED moet 32 bytes zijn (base64url). / must be 32 bytes (base64url).\n')
    process.exit(2)
  }
  const served = await (env['SAMENHANG_MATCHER_ROLE'] === 'authority'
    ? serveAuthority(settings)
    : serveMatcher(settings))
  process.stdout.write(`${JSON.stringify({ port: served.port })}\n`)
  process.on('SIGTERM', () => void served.close().then(() => process.exit(0)))
}
