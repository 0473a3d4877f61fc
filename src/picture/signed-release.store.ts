/** The releases of persons by form that stand and are as they were signed: what files, the catalogue and the yearly report are made of. */
import type { Database } from '../platform/database.ts'
import { listReleases } from './picture.store.ts'
import { signedOf } from './release-note.crypto.ts'
import type { SignedRelease } from './signed-release.ts'

/** Newest first. */
export const readStanding = async (picture: Database, verifierKey: string): Promise<readonly SignedRelease[]> =>
  (await listReleases(picture, { formsStanding: true })).flatMap((each) => signedOf(each, verifierKey) ?? [])
