/** Bytes of an open file by position. Streams of a file handle close it when they are left early; this does not. */
import type { FileHandle } from 'node:fs/promises'

const CHUNK = 1_048_576

/** `length` bytes from `position`, fewer at the end of the file. */
export const readAt = async (file: FileHandle, position: number, length: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/** The bytes from `start` up to but not including `end`, in pieces; to the end of the file when no end is given. */
export async function* bytesBetween(
  file: FileHandle,
  start: number,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await readAt(file, at, Math.min(CHUNK, end - at))
    if (piece.length === 0) return
    at += piece.length
    yield piece
  }
}
