/** A role of linkage as a process of its own, with nothing in its environment but its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ROOT } from '../../src/platform/config.ts'
import type { RoleAddress } from '../../src/platform/role-line.ts'

export type RoleName = 'matcher' | 'authority'
export type RoleProcess = {
  readonly address: RoleAddress
  readonly child: ChildProcess
  /** All that it said, on both streams. */
  readonly said: () => string
  /** Kills it at once, as a fault would. */
  kill(): Promise<void>
}

export type RoleStart = {
  readonly role: RoleName
  readonly databaseUrl: string
  readonly keyFolder: string
  readonly token?: string
  /** A unix socket instead of a port. */
  readonly socket?: string
  /** The port of an earlier process of this role. */
  readonly port?: number
}

export const newToken = (): string => randomBytes(32).toString('base64url')

/** Starts a role and waits until it answers. */
export const startRole = async (start: RoleStart): Promise<RoleProcess> => {
  const token = start.token ?? newToken()
  const child = spawn(process.execPath, [join(ROOT, 'src/matcher.ts')], {
    env: {
      PATH: process.env['PATH'],
      SAMENHANG_MATCHER_ROLE: start.role,
      SAMENHANG_ROLE_DATABASE_URL: start.databaseUrl,
      SAMENHANG_ROLE_KEYS: start.keyFolder,
      SAMENHANG_ROLE_TOKEN: token,
      ...(start.socket ? { SAMENHANG_ROLE_SOCKET: start.socket } : {}),
      ...(start.port === undefined ? {} : { SAMENHANG_PORT: String(start.port) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const port = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        said += part.toString()
        const told = /\{"port":(\d+)\}/.exec(said)
        if (told) resolve(Number(told[1]))
      })
    child.once('exit', (code) => reject(new Error(`${start.role} ended with ${code}: ${said}`)))
  })
  return {
    address: { url: start.socket ? `unix:${start.socket}` : `http://127.0.0.1:${port}`, token },
    child,
    said: () => said,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}
