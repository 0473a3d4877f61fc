/** A device with one passkey, made by hand (WebAuthn level 2, ES256, no attestation): each part of its answer can be bent by a test. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export type Bent = {
  readonly origin?: string
  readonly host?: string
  readonly type?: string
  readonly challenge?: string
  /** Bits of the authenticator data: 1 present, 4 verified, 64 with a credential. */
  readonly flags?: number
  readonly counter?: number
}

const PRESENT_AND_VERIFIED = 5
const WITH_CREDENTIAL = 64
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const text = (data: Buffer): string => data.toString('base64url')

/** Makes a device for a site; it counts its uses, as some do. */
export const makeAuthenticator = (site: { readonly origin: string; readonly host: string }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coseKey = Buffer.from(
    isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    ),
  )
  let uses = 0
  const authenticatorData = (flags: number, counter: number, host: string, more = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, more])
  }
  const clientData = (type: string, challenge: string, bent: Bent): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: bent.type ?? type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? site.origin,
        crossOrigin: false,
      }),
    )
  const wrapped = (response: object): string =>
    JSON.stringify({ id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {}, response })
  return {
    id,
    create: (challenge: string, bent: Bent = {}): string => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey])
      const flags = bent.flags ?? PRESENT_AND_VERIFIED | WITH_CREDENTIAL
      const authData = authenticatorData(flags, bent.counter ?? 0, bent.host ?? site.host, credential)
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, string>>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]),
      )
      return wrapped({
        clientDataJSON: text(clientData('webauthn.create', challenge, bent)),
        attestationObject: text(Buffer.from(attestation)),
      })
    },
    get: (challenge: string, bent: Bent = {}): string => {
      uses += 1
      const data = authenticatorData(bent.flags ?? PRESENT_AND_VERIFIED, bent.counter ?? uses, bent.host ?? site.host)
      const client = clientData('webauthn.get', challenge, bent)
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return wrapped({ clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) })
    },
  }
}
