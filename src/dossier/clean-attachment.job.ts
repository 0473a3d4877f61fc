/** Takes out of a file what it tells beside what it shows. What is packed is unfolded in a thread that ends when it takes too long. */
import { Worker } from 'node:worker_threads'
import { type Outcome, refuse } from '../kernel/index.ts'
import type { AttachmentType } from './attachment.ts'
import type { PdfRefusal } from './clean-pdf.ts'
import { type StripRefusal, stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'

export type CleanRefusal = StripRefusal | PdfRefusal | 'attachment-too-heavy'

const SECONDS_MAX = 15
const HEAP_MB = 512

/** The clean form of a file of this type, or why it is not kept. */
export const cleanAttachment = async (
  type: AttachmentType,
  bytes: Uint8Array,
): Promise<Outcome<Uint8Array, CleanRefusal>> => {
  if (type === 'jpeg') return stripJpeg(bytes)
  if (type === 'png') return stripPng(bytes)
  return cleanPdfApart(bytes)
}

const cleanPdfApart = async (bytes: Uint8Array): Promise<Outcome<Uint8Array, CleanRefusal>> => {
  const worker = new Worker(new URL('./clean-pdf-worker.job.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  let clock: NodeJS.Timeout | undefined
  try {
    return await new Promise<Outcome<Uint8Array, CleanRefusal>>((resolve) => {
      const tooHeavy = (): void => resolve(refuse('attachment-too-heavy'))
      clock = setTimeout(tooHeavy, SECONDS_MAX * 1000)
      worker.once('message', resolve)
      // Out of memory ends the thread and nothing else.
      worker.once('error', tooHeavy)
      worker.once('exit', tooHeavy)
      worker.postMessage(bytes)
    })
  } finally {
    clearTimeout(clock)
    await worker.terminate()
  }
}
