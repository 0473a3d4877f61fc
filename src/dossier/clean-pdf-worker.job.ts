/** One PDF in a thread of its own: it comes in, its clean form or a refusal goes out, nothing stays. */
import { parentPort } from 'node:worker_threads'
import { cleanPdf } from './clean-pdf.ts'
import { staysSmall } from './stays-small.job.ts'
import { unfold } from './unfold.job.ts'

parentPort?.once('message', async (bytes: Uint8Array) => {
  const answer = (await staysSmall(bytes))
    ? await cleanPdf(bytes, unfold).catch(() => ({ ok: false, refusal: { code: 'attachment-broken' } }))
    : { ok: false, refusal: { code: 'attachment-too-heavy' } }
  parentPort?.postMessage(answer)
})
