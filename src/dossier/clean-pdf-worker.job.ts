/** One PDF in a thread of its own: it comes in, its clean form or a refusal goes out, nothing stays. */
import { parentPort } from 'node:worker_threads'
import { inflateSync } from 'node:zlib'
import { cleanPdf } from './clean-pdf.ts'

/** What is packed in a file of 8 MB unfolds to less, in files that somebody made to be read. */
const UNFOLDED_MAX = 128 * 1024 * 1024
const STREAM = Buffer.from('stream')
const LINE_END = /^\r?\n/

/** Whether all that is packed unfolds to no more than it may: looked at before anything that would keep it is asked. */
const staysSmall = (bytes: Buffer): boolean => {
  let left = UNFOLDED_MAX
  for (let at = bytes.indexOf(STREAM); at !== -1; at = bytes.indexOf(STREAM, at + 1)) {
    const end = LINE_END.exec(bytes.toString('latin1', at + STREAM.length, at + STREAM.length + 2))
    if (!end) continue
    try {
      left -= inflateSync(bytes.subarray(at + STREAM.length + end[0].length), { maxOutputLength: left }).length
    } catch (fault) {
      // Safe: zlib gives its faults a code. Any other is of bytes that are not packed this way.
      if ((fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return false
    }
    if (left <= 0) return false
  }
  return true
}

parentPort?.once('message', async (bytes: Uint8Array) => {
  const answer = staysSmall(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    ? await cleanPdf(bytes).catch(() => ({ ok: false, refusal: { code: 'attachment-broken' } }))
    : { ok: false, refusal: { code: 'attachment-too-heavy' } }
  parentPort?.postMessage(answer)
})
