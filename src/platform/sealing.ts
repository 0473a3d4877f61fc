/** Sealing of personal fields: AES-256-GCM with a key per dossier and chapter; bound to its place, so that pasting is noticed. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const FORMAT = 1

/** Where a sealed value belongs: `schema.table.column:row:version`. Moved elsewhere it does not open. */
export type SealPlace = string

/** Seals a JSON value. */
export const seal = (key: Buffer, place: SealPlace, value: unknown): Buffer =>
  sealBytes(key, place, Buffer.from(JSON.stringify(value), 'utf8'))

/** Opens what `seal` made. Throws when the key, the place or a byte differs. */
export const open = (key: Buffer, place: SealPlace, sealed: Buffer): unknown =>
  JSON.parse(openBytes(key, place, sealed).toString('utf8'))

/** Seals bytes; used for values and for wrapping keys. */
export const sealBytes = (key: Buffer, place: SealPlace, plain: Buffer): Buffer => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(place, 'utf8'))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), body])
}

/** Opens what `sealBytes` made. */
export const openBytes = (key: Buffer, place: SealPlace, sealed: Buffer): Buffer => {
  if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed value')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(place, 'utf8'))
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

/** A fresh data key. */
export const newDataKey = (): Buffer => randomBytes(KEY_BYTES)
