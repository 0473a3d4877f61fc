/**
 * What a person told, sealed by class: one column holds a part for each class, each under a key of its own. Every part is bound to its place
 * (table, column, row), to this format, and to the list of all parts, so that none can be moved, swapped, dropped or read as an older format.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './config.ts'
import {
  classesFor,
  classesOf,
  cutContent,
  FIELD_CLASSES,
  type FieldClass,
  joinContent,
  readClassTable,
} from './field-classes.ts'
import { openBytes, open as openFirst, type SealPlace, sealBytes } from './sealing.ts'

/** A key and its name; the name stands before whatever was sealed with it. */
export type DataKey = { readonly id: string; readonly key: Buffer }

/** The classes as this house uses them. */
export const CLASS_TABLE = readClassTable(
  JSON.parse(readFileSync(join(ROOT, 'data/sealing/field-classes.json'), 'utf8')) as unknown,
)

/** The classes in which content of this chapter is sealed. */
export const classesOfChapter = (chapter: string): readonly FieldClass[] => classesOf(CLASS_TABLE, chapter)
/** The classes that this function may be given keys for. */
export const classesOfFunction = (workFunction: string): readonly FieldClass[] => classesFor(CLASS_TABLE, workFunction)
/** May this function be given a key of what stands in this chapter? */
export const opensChapter = (workFunction: string, chapter: string): boolean =>
  classesOfChapter(chapter).some((each) => classesOfFunction(workFunction).includes(each))

// The seventh byte is no version of a uuid: what was sealed before there were classes begins with one.
const MARK = Buffer.from('SEALED\0\x02', 'latin1')
const ID_BYTES = 16
const PART_BYTES = 1 + ID_BYTES + 4
const PARTS_MAX = FIELD_CLASSES.length

/** Seals content with one key for each of its classes. Throws when a class has no key. */
export const sealContent = (
  keys: ReadonlyMap<FieldClass, DataKey>,
  at: { readonly place: SealPlace; readonly chapter: string },
  content: unknown,
): Buffer => {
  const parts = [...cutContent(CLASS_TABLE, at.chapter, content)].map(([fieldClass, pieces]) => {
    const key = keys.get(fieldClass)
    if (!key) throw new Error('no key to seal with')
    return { fieldClass, key, plain: Buffer.from(JSON.stringify(pieces), 'utf8') }
  })
  const header = Buffer.concat([
    MARK,
    Buffer.from([parts.length]),
    ...parts.map(({ fieldClass, key, plain }) => {
      const entry = Buffer.alloc(PART_BYTES)
      entry.writeUInt8(FIELD_CLASSES.indexOf(fieldClass), 0)
      Buffer.from(key.id.replaceAll('-', ''), 'hex').copy(entry, 1)
      entry.writeUInt32BE(plain.length + SEAL_OVERHEAD, 1 + ID_BYTES)
      return entry
    }),
  ])
  return Buffer.concat([
    header,
    ...parts.map(({ key, plain }, index) => sealBytes(key.key, partPlace(at.place, header, index), plain)),
  ])
}

/** Format, nonce and tag of one part. */
const SEAL_OVERHEAD = 1 + 12 + 16

/** The classes of content: which keys it needs. */
export const classesIn = (chapter: string, content: unknown): readonly FieldClass[] => [
  ...cutContent(CLASS_TABLE, chapter, content).keys(),
]

/**
 * Opens what `sealContent` made, and what was sealed before there were classes, as far as these keys go. Undefined when no part opens; throws
 * when a byte or the place differs.
 */
export const openContent = (keys: ReadonlyMap<string, Buffer>, place: SealPlace, sealed: Buffer): unknown => {
  const parts = readParts(sealed)
  if (!parts) {
    const key = keys.get(idIn(sealed, 0))
    return key === undefined ? undefined : openFirst(key, place, sealed.subarray(ID_BYTES))
  }
  const opened = parts.entries.flatMap(({ id, body }, index) => {
    const key = keys.get(id)
    // Safe: sealContent alone seals in this format, and each part is authenticated.
    return key ? [JSON.parse(openBytes(key, partPlace(place, parts.header, index), body).toString('utf8'))] : []
  })
  return opened.length === 0 ? undefined : joinContent(opened)
}

/** The names of the keys that a sealed value asks for. */
export const keysOf = (sealed: Buffer): readonly string[] =>
  readParts(sealed)?.entries.map(({ id }) => id) ?? [idIn(sealed, 0)]

type Parts = { readonly header: Buffer; readonly entries: readonly { readonly id: string; readonly body: Buffer }[] }

const readParts = (sealed: Buffer): Parts | undefined => {
  if (!sealed.subarray(0, MARK.length).equals(MARK)) return undefined
  const count = sealed[MARK.length] ?? 0
  const header = sealed.subarray(0, MARK.length + 1 + count * PART_BYTES)
  if (count === 0 || count > PARTS_MAX || header.length < MARK.length + 1 + count * PART_BYTES) throw notSealed()
  let at = header.length
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = MARK.length + 1 + index * PART_BYTES
    const length = sealed.readUInt32BE(entry + 1 + ID_BYTES)
    const body = sealed.subarray(at, at + length)
    at += length
    if (body.length !== length) throw notSealed()
    return { id: idIn(sealed, entry + 1), body }
  })
  if (at !== sealed.length) throw notSealed()
  return { header, entries }
}

const notSealed = (): Error => new Error('not a sealed value')

const partPlace = (place: SealPlace, header: Buffer, index: number): SealPlace =>
  `${place}\n${index}\n${header.toString('base64')}`

const idIn = (sealed: Buffer, at: number): string => {
  const hex = sealed.subarray(at, at + ID_BYTES).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
