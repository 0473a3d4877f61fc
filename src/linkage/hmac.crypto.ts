/**
 * HMAC-SHA-512 (RFC 2104) under one key for very many short texts. Node's own HMAC sets up its key object anew for each text,
 * which costs several times the two hashes; here the padded key is prepared once. A test compares it with Node's.
 */
import { hash } from 'node:crypto'

const BLOCK_BYTES = 128
const DIGEST_BYTES = 64

/** The function of one key. The digest is a fresh buffer each time. */
export const hmacSha512 = (key: Uint8Array): ((text: string) => Buffer) => {
  const padded = Buffer.alloc(BLOCK_BYTES)
  padded.set(key.length > BLOCK_BYTES ? hash('sha512', key, 'buffer') : key)
  const inner = padded.map((byte) => byte ^ 0x36)
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES)
  outer.set(padded.map((byte) => byte ^ 0x5c))
  return (text) => {
    outer.set(hash('sha512', Buffer.concat([inner, Buffer.from(text)]), 'buffer'), BLOCK_BYTES)
    return hash('sha512', outer, 'buffer')
  }
}
