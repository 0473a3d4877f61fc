/** The releases that stand and are as they were signed: all that may be shown outside. */
import type { Database } from '../platform/database.ts'
import { listReleases } from './picture.store.ts'
import { signedOf } from './release-note.crypto.ts'
import type { SignedRelease } from './signed-release.ts'

/** Newest first. */
export const readStanding = async (picture: Database, verifierKey: string): Promise<readonly SignedRelease[]> =>
  (await listReleases(picture)).flatMap((each) => (each.withdrawn ? [] : (signedOf(each, verifierKey) ?? [])))
