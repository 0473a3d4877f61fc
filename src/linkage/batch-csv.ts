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

/** Where the cells of a record begin and end in the bytes; `count` of them are in use. */
export type RowBounds = { count: number; readonly from: number[]; readonly to: number[] }

/**
 * Calls `visit` with where the cells of each record stand; the bounds are used again for the next. A quote that was written twice is
 * made one where it stands, so the bytes are changed.
 */
export const eachRow = (bytes: Uint8Array, delimiter: string, visit: (row: RowBounds) => void): void => {
  const row: RowBounds = { count: 0, from: [], to: [] }
  const length = bytes.length
  const separator = delimiter.charCodeAt(0)
  let at = 0
  while (at < length) {
    row.count = 0
    let open = true
    while (open) {
      if (bytes[at] === QUOTE) {
        at = quotedCell(bytes, at + 1, row)
      } else {
        const from = at
        while (at < length && bytes[at] !== separator && bytes[at] !== NEWLINE) at += 1
        addCell(row, from, at > from && bytes[at - 1] === RETURN ? at - 1 : at)
      }
      // After a quoted cell whatever stands before the delimiter is passed over.
      while (at < length && bytes[at] !== separator && bytes[at] !== NEWLINE) at += 1
      open = at < length && bytes[at] === separator
      at += 1
    }
    if (row.count > 1 || row.from[0] !== row.to[0]) visit(row)
  }
}

const addCell = (row: RowBounds, from: number, to: number): void => {
  row.from[row.count] = from
  row.to[row.count] = to
  row.count += 1
}

/** Reads a quoted cell from behind its quote; gives the place behind the closing one. */
const quotedCell = (bytes: Uint8Array, from: number, row: RowBounds): number => {
  let to = from
  let at = from
  for (; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) {
      if (bytes[at + 1] !== QUOTE) break
      at += 1
    }
    bytes[to] = bytes[at] ?? 0
    to += 1
  }
  addCell(row, from, to)
  return Math.min(at + 1, bytes.length)
}

/** Calls `visit` with the cells of each record as texts. */
export const eachRecord = (text: string, delimiter: string, visit: (cells: string[]) => void): void => {
  const bytes = Buffer.from(text)
  eachRow(bytes, delimiter, ({ count, from, to }) =>
    visit(from.slice(0, count).map((at, i) => bytes.toString('utf8', at, to[i]))),
  )
}
