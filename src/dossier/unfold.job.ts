/** Unfolds what is packed in a file, never past a bound (decision 0055). */
import { createInflate, inflateSync } from 'node:zlib'

/** How much these bytes unfold to, counted also when they turn out broken on the way; it stops counting soon after the bound. */
export const unfoldedLength = (bytes: Uint8Array, bound: number): Promise<number> =>
  new Promise((resolve) => {
    let length = 0
    const inflate = createInflate()
    const done = (): void => {
      inflate.destroy()
      resolve(length)
    }
    inflate.on('data', (part: Buffer) => {
      length += part.length
      if (length > bound) done()
    })
    // What was unfolded before the fault is in memory of whoever is less strict.
    inflate.once('error', done).once('end', done).once('close', done)
    inflate.end(bytes)
  })

/** What these bytes unfold to, or nothing when they are no such thing or are more than the bound. */
export const unfold = (bytes: Uint8Array, bound: number): Uint8Array | undefined => {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, bound) })
  } catch {
    return undefined
  }
}
