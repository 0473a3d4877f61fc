/** What a file is, by its first bytes and never by its name: a `.xlsx` may hold a web page and a `.jpg` may too. Pure. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export type ContentKind =
  | { readonly kind: 'zip' }
  | { readonly kind: 'text'; readonly encoding: TextEncoding; readonly bomBytes: number }
  | { readonly kind: 'refused'; readonly code: ContentRefusal; readonly what: string }

export type ContentRefusal = 'file-empty' | 'file-not-a-table' | 'file-is-markup' | 'file-is-json' | 'encoding-unknown'

/** Takes the first few kilobytes. Says zip, text with its encoding, or why this is no table; `what` names what it is. */
export const contentKind = (head: Uint8Array): ContentKind => {
  if (head.length === 0) return refused('file-empty', 'leeg')
  if (starts(head, [0x50, 0x4b, 3, 4]) || starts(head, [0x50, 0x4b, 5, 6])) return { kind: 'zip' }
  const binary = SIGNATURES.find(([, bytes]) => starts(head, bytes))
  if (binary) return refused('file-not-a-table', binary[0])
  const text = textKind(head)
  if (text.kind !== 'text') return text
  return markupKind(firstCharacters(head, text)) ?? text
}

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['OLE', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
]

const refused = (code: ContentRefusal, what: string): ContentKind => ({ kind: 'refused', code, what })
const starts = (head: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)

const textKind = (head: Uint8Array): ContentKind => {
  if (starts(head, [0xff, 0xfe, 0, 0]) || starts(head, [0, 0, 0xfe, 0xff])) return refused('encoding-unknown', 'UTF-32')
  if (starts(head, [0xff, 0xfe])) return { kind: 'text', encoding: 'utf-16le', bomBytes: 2 }
  if (starts(head, [0xfe, 0xff])) return { kind: 'text', encoding: 'utf-16be', bomBytes: 2 }
  if (head.includes(0)) return refused('file-not-a-table', 'binair')
  return { kind: 'text', encoding: 'utf-8', bomBytes: starts(head, [0xef, 0xbb, 0xbf]) ? 3 : 0 }
}

/** The first characters, well enough to recognise ASCII: all that markup and JSON begin with. */
const firstCharacters = (head: Uint8Array, text: { encoding: TextEncoding; bomBytes: number }): string => {
  const step = text.encoding === 'utf-8' ? 1 : 2
  const offset = text.encoding === 'utf-16be' ? 1 : 0
  const codes: number[] = []
  for (let at = text.bomBytes + offset; at < head.length && codes.length < 512; at += step) codes.push(head[at] ?? 0)
  return String.fromCharCode(...codes).trimStart()
}

const markupKind = (start: string): ContentKind | undefined => {
  const tag = /^<(?:!doctype\s+|\?)?([a-z][a-z0-9:]*)|^<!/i.exec(start)
  if (tag)
    return refused('file-is-markup', /<svg/i.test(start) ? 'SVG' : /^html$/i.test(tag[1] ?? '') ? 'HTML' : 'XML/HTML')
  if (/^\{\s*(?:"|\}|$)/.test(start) || /^\[\s*(?:["{[\]\d]|true|false|null)/.test(start))
    return refused('file-is-json', 'JSON')
  return undefined
}
