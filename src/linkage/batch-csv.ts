/** Records of a delimited text, quick for plain cells and right for quoted ones (RFC 4180). */

/** Where a chunk of a file begins and ends in bytes, and which record it starts with. */
export type ByteChunk = { readonly from: number; readonly to: number; readonly first: number; readonly count: number }

const [QUOTE, NEWLINE, RETURN] = [34, 10, 13]

/** Finds the ends of records in bytes that come in pieces: a line end inside quotes ends nothing, an empty line is no record. */
export const recordFinder = (
  recordsPerChunk: number,
): {
  add(bytes: Uint8Array): void
  end(): { readonly header: ByteChunk; readonly chunks: readonly ByteChunk[]; readonly records: number }
} => {
  let offset = 0
  let quoted = false
  let lineFrom = 0
  let filled = false
  let records = -1
  let chunkFrom = 0
  let header: ByteChunk = { from: 0, to: 0, first: 0, count: 0 }
  const chunks: ByteChunk[] = []
  const closeRecord = (at: number): void => {
    if (filled) {
      records += 1
      if (records === 0) {
        header = { from: lineFrom, to: at, first: 0, count: 1 }
        chunkFrom = at
      } else if (records % recordsPerChunk === 0) {
        chunks.push({ from: chunkFrom, to: at, first: records - recordsPerChunk, count: recordsPerChunk })
        chunkFrom = at
      }
    }
    lineFrom = at
    filled = false
  }
  const addQuoted = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i]
      if (byte === NEWLINE && !quoted) closeRecord(offset + i + 1)
      else if (byte === QUOTE) {
        quoted = !quoted
        filled = true
      } else if (byte !== RETURN) filled = true
    }
  }
  const addPlain = (bytes: Uint8Array): void => {
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      filled ||= saysSomething(bytes, from, end)
      from = end + 1
      closeRecord(offset + from)
    }
    filled ||= saysSomething(bytes, from, bytes.length)
  }
  return {
    add: (bytes) => {
      if (quoted || bytes.includes(QUOTE)) addQuoted(bytes)
      else addPlain(bytes)
      offset += bytes.length
    },
    end: () => {
      closeRecord(offset)
      const rest = records - chunks.length * recordsPerChunk
      if (rest > 0) chunks.push({ from: chunkFrom, to: offset, first: records - rest, count: rest })
      return { header, chunks, records: Math.max(0, records) }
    },
  }
}

const saysSomething = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i += 1) if (bytes[i] !== RETURN) return true
  return false
}

/** Calls `visit` with the cells of each record. The array is used again for the next. */
export const eachRecord = (text: string, delimiter: string, visit: (cells: string[]) => void): void => {
  const cells: string[] = []
  let at = 0
  const length = text.length
  const separator = delimiter.charCodeAt(0)
  while (at < length) {
    cells.length = 0
    let open = true
    while (open) {
      if (text.charCodeAt(at) === QUOTE) {
        at = quotedCell(text, at + 1, cells)
      } else {
        const from = at
        let code = text.charCodeAt(at)
        while (at < length && code !== separator && code !== NEWLINE) {
          at += 1
          code = text.charCodeAt(at)
        }
        const to = at > from && text.charCodeAt(at - 1) === RETURN ? at - 1 : at
        cells.push(text.slice(from, to))
      }
      // After a quoted cell whatever stands before the delimiter is passed over.
      while (at < length && text.charCodeAt(at) !== separator && text.charCodeAt(at) !== NEWLINE) at += 1
      open = at < length && text.charCodeAt(at) === separator
      at += 1
    }
    if (cells.length > 1 || cells[0] !== '') visit(cells)
  }
}

/** Reads a quoted cell from behind its quote; gives the place behind the closing one. */
const quotedCell = (text: string, from: number, cells: string[]): number => {
  let cell = ''
  let at = from
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) {
      cells.push(cell + text.slice(at))
      return text.length
    }
    cell += text.slice(at, end)
    if (text.charCodeAt(end + 1) !== QUOTE) {
      cells.push(cell)
      return end + 1
    }
    cell += '"'
    at = end + 2
  }
}
