/** What a release was, in one digest that the installation signs: who keeps a copy can show later that it is the one that was published. */
import { createHash, createHmac } from 'node:crypto'
import { type NoteSigner, openNoteSigner, readNote } from '../platform/signed-note.ts'
import type { Release, ReleaseSettings } from './picture.store.ts'
import type { SafeTable } from './release.ts'
import type { SignedRelease } from './signed-release.ts'

/** The signer of releases of an installation, from its master secret; another key than the one of the log. */
export const releaseSignerOf = (master: Buffer): NoteSigner => {
  const seed = createHmac('sha256', master).update('signs releases').digest()
  const name = createHmac('sha256', master).update('names releases').digest('hex').slice(0, 16)
  return openNoteSigner(`samenhang-releases-${name}`, seed)
}

/** Settings and numbers as the text that is signed: each list in its order and each field by its name. A set about a norm says which. */
export const signedTextOf = ({ year, base, regionMin, norm }: ReleaseSettings, numbers: SafeTable): string => {
  const { regions, forms, cells, regionTotals, formTotals, total } = numbers
  const about = norm === undefined ? {} : { norm }
  return JSON.stringify({ year, base, regionMin, ...about, regions, forms, cells, regionTotals, formTotals, total })
}
/** SHA-256 of that text, so that anybody can compute it from what is public. */
export const digestOf = (settings: ReleaseSettings, numbers: SafeTable): string =>
  createHash('sha256').update(signedTextOf(settings, numbers)).digest('base64')

/** The signed text: who, which release, when, and its digest; one line each. */
export const noteOf = (
  signer: NoteSigner,
  { id, releasedAt, digest }: { readonly id: string; readonly releasedAt: Date; readonly digest: string },
): string => signer.sign(`${signer.name}\n${id}\n${releasedAt.toISOString()}\n${digest}\n`)

/** Whether this note says that these numbers are that release. */
export const noteFits = (
  note: string,
  verifierKey: string,
  { id, digest }: { id: string; digest: string },
): boolean => {
  const lines = readNote(note, verifierKey)?.text.split('\n')
  return lines?.[1] === id && lines[3] === digest
}

/** A release as the public gets it; undefined when it is not signed, or when numbers, settings or note are not those that were signed. */
export const signedOf = (release: Release, verifierKey: string): SignedRelease | undefined => {
  const { id, releasedAt, settings, numbers, kept } = release
  if (kept === undefined) return undefined
  const { digest, note, method, attacked } = kept
  const fits = digestOf(settings, numbers) === digest && noteFits(note, verifierKey, { id, digest })
  return fits ? { id, releasedAt, settings, numbers, method, attacked, digest, note } : undefined
}
