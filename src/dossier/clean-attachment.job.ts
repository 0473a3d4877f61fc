/** Takes out of a file what it tells beside what it shows. What is packed is unfolded in a thread that ends when it takes too long. */
import { Worker } from 'node:worker_threads'
import { type Outcome, refuse } from '../kernel/index.ts'
import { ATTACHMENT_BYTES_MAX, type AttachmentType } from './attachment.ts'
import type { PdfRefusal } from './clean-pdf.ts'
import { type StripRefusal, stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'

export type CleanRefusal = StripRefusal | PdfRefusal | 'attachment-grew' | 'too-busy'

const SECONDS_MAX = 15
const HEAP_MB = 512

/** The clean form of a file of this type, or why it is not kept. */
export const cleanAttachment = async (
  type: AttachmentType,
  bytes: Uint8Array,
): Promise<Outcome<Uint8Array, CleanRefusal>> => {
  if (type === 'jpeg') return stripJpeg(bytes)
  if (type === 'png') return stripPng(bytes)
  if (!(await beginsInTime())) return refuse('too-busy')
  try {
    const clean = await cleanPdfApart(bytes)
    return clean.ok && clean.value.length > ATTACHMENT_BYTES_MAX ? refuse('attachment-grew') : clean
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

/** What a thread holds beside its own heap is bounded for each alone, so there are no more than these. */
const AT_ONCE = 2
/** With the seconds of the work itself within the thirty that the database waits for an open transaction. */
const WAIT_SECONDS = 10
let running = 0
const waiting: (() => void)[] = []
const beginsInTime = async (): Promise<boolean> => {
  const until = Date.now() + WAIT_SECONDS * 1000
  while (running >= AT_ONCE) {
    const left = until - Date.now()
    if (left <= 0) return false
    await new Promise<void>((resolve) => {
      const clock = setTimeout(resolve, left)
      waiting.push(() => {
        clearTimeout(clock)
        resolve()
      })
    })
  }
  running += 1
  return true
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
