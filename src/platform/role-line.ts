/**
 * The line between the server and a role in a process of its own: HTTP on a port or a unix socket, both sides proving that they have the
 * same secret. The secret itself never goes over the line, so whoever sits on the port in the place of a role that is down learns nothing.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'

/** Where a role answers (`http://…`, `https://…` or `unix:/path`) and the secret shared with it. */
export type RoleAddress = { readonly url: string; readonly token: string }
export type RoleLine = (path: string, body: string) => Promise<unknown>

/** The role is down, answers somebody else, or is not who it says: a fault that passes, nothing was decided. */
export class RoleAway extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'RoleAway'
  }
}

export const ROLE_TOKEN_BYTES = 32
const WAIT_MS = 30_000
const ANSWER_MAX = 16_777_216
/** How far two clocks may differ, and so how long a call can be repeated by who overheard it, were it not remembered. */
const SKEW_MS = 60_000

/** The bytes of a token; undefined when it is not base64url or too short to be a secret. */
export const readRoleToken = (text: string | undefined): Buffer | undefined => {
  if (text === undefined || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length >= ROLE_TOKEN_BYTES ? bytes : undefined
}

type Call = { readonly time: string; readonly nonce: string; readonly path: string; readonly body: string }

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const callCode = (key: Buffer, { time, nonce, path, body }: Call): string =>
  createHmac('sha256', key)
    .update(`call\n${time}\n${nonce}\n${path}\n${hashOf(body)}`)
    .digest('hex')
const answerCode = (key: Buffer, nonce: string, status: number, body: string): string =>
  createHmac('sha256', key)
    .update(`answer\n${nonce}\n${status}\n${hashOf(body)}`)
    .digest('hex')

/** Equal, found out in a time that tells nothing of where they differ. */
const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(hashOf(one)), Buffer.from(hashOf(other))]
  return timingSafeEqual(a, b)
}

/** The client's side: calls a role and believes an answer only with its proof. Throws `RoleAway`. */
export const openRoleLine = ({ url, token }: RoleAddress): RoleLine => {
  const key = readRoleToken(token)
  if (!key) throw new RangeError('a role token is too short')
  return async (path, body) => {
    const nonce = randomBytes(16).toString('hex')
    const time = String(Date.now())
    const headers = {
      'content-type': 'text/plain',
      'content-length': String(Buffer.byteLength(body)),
      'x-samenhang-time': time,
      'x-samenhang-nonce': nonce,
      authorization: `Samenhang ${callCode(key, { time, nonce, path, body })}`,
    }
    const answer = await send(url, path, headers, body)
    if (!same(answer.proof, answerCode(key, nonce, answer.status, answer.body)))
      throw new RoleAway('the answer is not proven')
    if (answer.status !== 200) throw new RoleAway(`the role answers ${answer.status}`)
    return JSON.parse(answer.body) as unknown
  }
}

type Answer = { readonly status: number; readonly body: string; readonly proof: string }

const send = (url: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const away = (reason: string) => reject(new RoleAway(reason))
    const options = { method: 'POST', headers, timeout: WAIT_MS }
    const request = url.startsWith('unix:')
      ? plainRequest({ ...options, socketPath: url.slice('unix:'.length), path })
      : (url.startsWith('https:') ? safeRequest : plainRequest)(new URL(path, url), options)
    request.on('error', () => away('the role does not answer'))
    request.on('timeout', () => request.destroy())
    request.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > ANSWER_MAX) request.destroy()
        else parts.push(part)
      })
      response.on('error', () => away('the answer broke off'))
      response.on('close', () => away('the answer broke off'))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString(),
          proof: String(response.headers['x-samenhang-proof'] ?? ''),
        }),
      )
    })
    request.end(body)
  })

export type CallHeaders = Readonly<Record<string, string | string[] | undefined>>
export type RoleGuard = {
  /** Is this call from who has the secret, of now, and not heard before? */
  check(call: {
    readonly headers: CallHeaders
    readonly path: string
    readonly body: string
    readonly now: Date
  }): boolean
  /** What goes with an answer, so that the caller knows it is ours. */
  proof(headers: CallHeaders, status: number, body: string): string
}

const REMEMBERED_MAX = 100_000

/** The role's side: checks calls and proves answers. */
export const guardRole = (key: Buffer): RoleGuard => {
  const heard = new Map<string, number>()
  const forgetOld = (now: number): void => {
    for (const [nonce, at] of heard) {
      if (heard.size < REMEMBERED_MAX && now - at <= 2 * SKEW_MS) return
      heard.delete(nonce)
    }
  }
  const text = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')
  return {
    check: ({ headers, path, body, now }) => {
      const [time, nonce] = [text(headers['x-samenhang-time']), text(headers['x-samenhang-nonce'])]
      const code = `Samenhang ${callCode(key, { time, nonce, path, body })}`
      if (!same(text(headers['authorization']), code)) return false
      if (!(Math.abs(now.getTime() - Number(time)) <= SKEW_MS) || heard.has(nonce)) return false
      forgetOld(now.getTime())
      heard.set(nonce, now.getTime())
      return true
    },
    proof: (headers, status, body) => answerCode(key, text(headers['x-samenhang-nonce']), status, body),
  }
}
