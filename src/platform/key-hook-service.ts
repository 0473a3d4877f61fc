/**
 * Keys in a key service of the deployer, over HTTP in the shape of the transit engine of Vault and OpenBao: the keys that wrap never come here.
 * The place is sealed inside what is wrapped, because re-wrapping at the service takes no additional data.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { KeyGone, type KeyHook, KeyServiceAway } from './key-hook.ts'

export type KeyServiceSettings = {
  /** `https://host:8200`, without `/v1`. */
  readonly url: string
  readonly token: string
  /** Where the transit engine is mounted. */
  readonly mount: string
  /** Stands before the name of each key, so that two houses can use one service. */
  readonly prefix: string
}

const WAIT_MS = 10_000
const PLACE_BYTES = 32
const BATCH = 500

type Answer = { readonly status: number; readonly body: unknown }

/** Opens the hook; asks nothing yet. */
export const openServiceHook = (settings: KeyServiceSettings): KeyHook => {
  const at = (act: string, name: string): string =>
    `${settings.url.replace(/\/$/, '')}/v1/${settings.mount}/${act}/${settings.prefix}-${name.replaceAll('.', '-')}`
  const send = async (method: 'GET' | 'POST', url: string, body?: object): Promise<Answer> => {
    const answer = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(WAIT_MS),
      headers: { 'x-vault-token': settings.token, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new KeyServiceAway('the key service does not answer')
    })
    const text = await answer.text().catch(() => {
      throw new KeyServiceAway('the answer broke off')
    })
    // A refusal of our token, a sealed or overloaded service: it passes when the deployer mends it.
    if (answer.status >= 500 || [401, 403, 404, 429].includes(answer.status))
      throw new KeyServiceAway(`the key service answers ${answer.status}`)
    return { status: answer.status, body: readJson(text) }
  }
  const inBatches = async <In, Out>(all: readonly In[], act: (some: readonly In[]) => Promise<readonly Out[]>) => {
    const out: Out[] = []
    for (let from = 0; from < all.length; from += BATCH) out.push(...(await act(all.slice(from, from + BATCH))))
    return out
  }
  const make = (name: string) => send('POST', at('keys', name), { type: 'aes256-gcm96', exportable: false })

  return {
    kind: 'service',
    wrap: async (name, keys) => {
      // Encrypting makes a key that is not there, also at a service that does not allow it by default: so it is made first, which changes none.
      await make(name)
      const texts = await inBatches(keys, async (some) => {
        const { status, body } = await send('POST', at('encrypt', name), {
          batch_input: some.map(({ place, key }) => ({
            plaintext: Buffer.concat([hashOf(place), key]).toString('base64'),
          })),
        })
        return resultsOf(status, body, 'ciphertext', some.length)
      })
      return oneVersion(texts)
    },
    unwrap: (name, _version, wrapped) =>
      inBatches(wrapped, async (some) => {
        const { status, body } = await send('POST', at('decrypt', name), {
          batch_input: some.map((each) => ({ ciphertext: each.wrapped.toString('latin1') })),
        })
        const texts = resultsOf(status, body, 'plaintext', some.length)
        return texts.map((text, index) => {
          const plain = Buffer.from(text, 'base64')
          const place = hashOf(some[index]?.place ?? '')
          if (plain.length <= PLACE_BYTES || !timingSafeEqual(plain.subarray(0, PLACE_BYTES), place))
            throw new Error('this key was wrapped for another place')
          return plain.subarray(PLACE_BYTES)
        })
      }),
    rewrap: async (name, _version, wrapped) => {
      const texts = await inBatches(wrapped, async (some) => {
        const { status, body } = await send('POST', at('rewrap', name), {
          batch_input: some.map((each) => ({ ciphertext: each.wrapped.toString('latin1') })),
        })
        return resultsOf(status, body, 'ciphertext', some.length)
      })
      return oneVersion(texts)
    },
    rotate: async (name) => {
      await make(name)
      await send('POST', `${at('keys', name)}/rotate`, {})
      const { body } = await send('GET', at('keys', name))
      const version = (body as { data?: { latest_version?: unknown } } | undefined)?.data?.latest_version
      if (typeof version !== 'number') throw new KeyServiceAway('the key service answers something else')
      return version
    },
    destroy: async (name, below) => {
      const limit = { min_decryption_version: below, min_encryption_version: below }
      const set = await send('POST', `${at('keys', name)}/config`, limit)
      const trimmed = await send('POST', `${at('keys', name)}/trim`, { min_available_version: below })
      if (set.status >= 300 || trimmed.status >= 300) throw new KeyServiceAway('the key service does not destroy')
    },
    forget: () => undefined,
  }
}

/** Asks the service whether it knows us and is open, for the doctor: true when it is. */
export const lookAtService = async (settings: KeyServiceSettings): Promise<boolean> => {
  const hook = openServiceHook(settings)
  const place = 'doctor'
  const key = Buffer.alloc(32, 7)
  try {
    const { version, wrapped } = await hook.wrap('doctor', [{ place, key }])
    const [back] = await hook.unwrap('doctor', version, [{ place, wrapped: wrapped[0] ?? Buffer.alloc(0) }])
    return back?.equals(key) ?? false
  } catch {
    return false
  }
}

const hashOf = (place: string): Buffer => createHash('sha256').update(place).digest()

const readJson = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new KeyServiceAway('the key service answers something else')
  }
}

const resultsOf = (
  status: number,
  body: unknown,
  field: 'ciphertext' | 'plaintext',
  count: number,
): readonly string[] => {
  const { data, errors } = (body ?? {}) as { data?: { batch_results?: unknown }; errors?: unknown }
  const results = data?.batch_results
  const said = JSON.stringify(errors ?? results ?? '')
  if (/too old|disallowed by policy|no longer available/i.test(said)) throw new KeyGone()
  if (status !== 200 || !Array.isArray(results) || results.length !== count)
    throw status === 200
      ? new KeyServiceAway('the key service answers something else')
      : new Error('the key does not open')
  return results.map((result: unknown) => {
    const text = (result as Record<string, unknown> | null)?.[field]
    if (typeof text !== 'string' || text === '') throw new Error('the key does not open')
    return text
  })
}

const oneVersion = (texts: readonly string[]): { readonly version: number; readonly wrapped: readonly Buffer[] } => {
  const version = versionOf(texts[0])
  // Somebody rotated between two batches: the older half still opens, but one act has one version.
  if (texts.some((text) => versionOf(text) !== version)) throw new KeyServiceAway('the key was rotated meanwhile')
  return { version, wrapped: texts.map((text) => Buffer.from(text, 'latin1')) }
}

const versionOf = (ciphertext: string | undefined): number => {
  const version = Number(/^vault:v([1-9][0-9]*):/.exec(ciphertext ?? '')?.[1])
  if (!Number.isInteger(version)) throw new KeyServiceAway('the key service answers something else')
  return version
}
