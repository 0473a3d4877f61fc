/**
 * A key service as Vault and OpenBao have it (the transit engine), over HTTP, with real AES-256-GCM: keys by name with versions, encrypt, decrypt,
 * rewrap, rotate, a lowest version, and trimming. Only what our hook asks; its keys live in memory.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KeyServiceSettings } from '../../src/platform/key-hook-service.ts'

type Named = { readonly versions: Map<number, Buffer>; latest: number; lowest: number }
type Item = { readonly plaintext?: string; readonly ciphertext?: string }

export type KeyServiceDouble = {
  readonly settings: KeyServiceSettings
  /** What it was asked, as `POST encrypt`. */
  readonly asked: string[]
  /** What it does until it is told otherwise: answers, refuses everything with a status, or breaks the line. */
  behave(as: 'good' | 'broken' | number | 'nonsense'): void
  /** Every key that still exists, for a scan that tries them all. */
  keys(): readonly { readonly name: string; readonly version: number; readonly key: Buffer }[]
  stop(): Promise<void>
}

class Refused extends Error {}

export const startKeyService = async (): Promise<KeyServiceDouble> => {
  const named = new Map<string, Named>()
  const token = randomBytes(24).toString('base64url')
  const asked: string[] = []
  let behaviour: 'good' | 'broken' | number | 'nonsense' = 'good'

  const make = (name: string): Named => {
    const found = named.get(name) ?? { versions: new Map([[1, randomBytes(32)]]), latest: 1, lowest: 1 }
    named.set(name, found)
    return found
  }
  const encrypt = (name: string, plain: Buffer): string => {
    const { versions, latest } = make(name)
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', versions.get(latest) ?? Buffer.alloc(0), nonce)
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return `vault:v${latest}:${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64')}`
  }
  const decrypt = (name: string, text: string): Buffer => {
    const [, number, encoded] = /^vault:v(\d+):([A-Za-z0-9+/=]+)$/.exec(text) ?? []
    const found = named.get(name)
    if (!found || !number || !encoded) throw new Refused('invalid ciphertext: no prefix')
    if (Number(number) < found.lowest)
      throw new Refused('ciphertext or signature version is disallowed by policy (too old)')
    const key = found.versions.get(Number(number))
    const bytes = Buffer.from(encoded, 'base64')
    if (!key || bytes.length < 28) throw new Refused('invalid ciphertext: unable to decrypt')
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    } catch {
      throw new Refused('cipher: message authentication failed')
    }
  }
  const each = (items: readonly Item[], act: (item: Item) => object): readonly [number, object] => {
    const results = items.map((item) => {
      try {
        return act(item)
      } catch (fault) {
        if (fault instanceof Refused) return { error: fault.message }
        throw fault
      }
    })
    return [results.some((result) => 'error' in result) ? 400 : 200, { data: { batch_results: results } }]
  }
  const config = (name: string, body: Record<string, unknown>): void => {
    const found = make(name)
    found.lowest = Number(body['min_decryption_version'] ?? found.lowest)
  }
  const trim = (name: string, body: Record<string, unknown>): void => {
    const found = make(name)
    const below = Number(body['min_available_version'])
    if (below > found.lowest) throw new Refused('min_available_version may not be above min_decryption_version')
    for (const version of [...found.versions.keys()]) if (version < below) found.versions.delete(version)
  }

  const answer = (
    method: string,
    path: string,
    body: Record<string, unknown>,
  ): readonly [number, object | undefined] => {
    const [act = '', name = '', further] = path.replace('/v1/transit/', '').split('/')
    asked.push(`${method} ${act}${further ? `/${further}` : ''}`)
    // Safe: a test double; whatever else comes is refused below.
    const items = (body['batch_input'] ?? []) as readonly Item[]
    if (act === 'encrypt')
      return each(items, ({ plaintext = '' }) => ({ ciphertext: encrypt(name, Buffer.from(plaintext, 'base64')) }))
    if (act === 'decrypt')
      return each(items, ({ ciphertext = '' }) => ({ plaintext: decrypt(name, ciphertext).toString('base64') }))
    if (act === 'rewrap')
      return each(items, ({ ciphertext = '' }) => ({ ciphertext: encrypt(name, decrypt(name, ciphertext)) }))
    if (act !== 'keys') return [404, { errors: ['no handler for route'] }]
    const found = make(name)
    if (further === 'rotate') {
      found.latest += 1
      found.versions.set(found.latest, randomBytes(32))
    }
    if (further === 'config') config(name, body)
    if (further === 'trim') trim(name, body)
    return [200, { data: { latest_version: found.latest, min_decryption_version: found.lowest } }]
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (behaviour === 'broken') return void request.socket.destroy()
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(body === undefined ? '' : JSON.stringify(body))
    }
    if (behaviour === 'nonsense') return send(200, ['something else'])
    if (typeof behaviour === 'number') return send(behaviour, { errors: ['Vault is sealed'] })
    if (request.headers['x-vault-token'] !== token) return send(403, { errors: ['permission denied'] })
    try {
      const text = Buffer.concat(parts).toString()
      send(...answer(request.method ?? '', request.url ?? '', text === '' ? {} : JSON.parse(text)))
    } catch (fault) {
      send(fault instanceof Refused ? 400 : 500, { errors: [String(fault)] })
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    settings: { url: `http://127.0.0.1:${port}`, token, mount: 'transit', prefix: 'samenhang' },
    asked,
    behave: (as) => {
      behaviour = as
    },
    keys: () =>
      [...named].flatMap(([name, { versions }]) => [...versions].map(([version, key]) => ({ name, version, key }))),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
