/** Every text of a body goes through the same check before a schema sees it: kept to the letter (after NFC) or refused, never quietly changed. */
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { cleanText, LINE, NOTE } from './text.ts'

const DEPTH_MAX = 12
/** Bytes of a file; the schema lets through the signs of base64 alone, and there are too many of them to read as text. */
const BYTES = 'fileBase64'
/** Fields in which people write or paste at length, and what a device or a provider signed; everything else is one line. */
const NOTES: ReadonlySet<string> = new Set([
  'text',
  'note',
  'freeText',
  'understood',
  'wish',
  // Her interest (record 0057): what she said, and what a decision does to her.
  'words',
  'effect',
  'alternatives',
  'passkeyAnswer',
  'logout_token',
])

/** Walks a JSON value and cleans its texts. Refuses with the code of the text check and the pointer of the field. */
export const checkTexts = (value: unknown, field = '', depth = 0): Outcome<unknown, string> => {
  if (depth > DEPTH_MAX) return refuse('too-deep', { field: field || '/' })
  if (typeof value === 'string') {
    if (field.endsWith(`/${BYTES}`)) return accept(value)
    const cleaned = cleanText(value, NOTES.has(field.slice(field.lastIndexOf('/') + 1)) ? NOTE : LINE)
    return cleaned.ok ? cleaned : refuse(cleaned.refusal.code, { field: field || '/' })
  }
  if (Array.isArray(value))
    return collect(
      value.map((each, index) => [String(index), each] as const),
      field,
      depth,
      (entries) => entries.map(([, each]) => each),
    )
  if (typeof value === 'object' && value !== null)
    return collect(Object.entries(value), field, depth, (entries) => Object.fromEntries(entries))
  return accept(value)
}

const collect = (
  entries: readonly (readonly [string, unknown])[],
  field: string,
  depth: number,
  build: (entries: readonly (readonly [string, unknown])[]) => unknown,
): Outcome<unknown, string> => {
  const cleaned: (readonly [string, unknown])[] = []
  for (const [name, each] of entries) {
    const outcome = checkTexts(each, `${field}/${name}`, depth + 1)
    if (!outcome.ok) return outcome
    cleaned.push([name, outcome.value])
  }
  return accept(build(cleaned))
}
