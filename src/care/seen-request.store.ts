/** A request for a file that this house still sees: what it once asked for a file that went on is not there any more. */
import type { Work } from '../platform/work.ts'
import { findRequest, type PlaceRequest } from './care.store.ts'

export type SeesDossier = { readonly seesDossier: (work: Work, dossier: string) => Promise<boolean> }

/** Giving back a bed and taking back a question need no file: that harms nobody, and there `findRequest` is enough. */
export const findSeen = async (work: Work, ports: SeesDossier, id: string): Promise<PlaceRequest | undefined> => {
  const request = await findRequest(work, id)
  return request && (await ports.seesDossier(work, request.dossier)) ? request : undefined
}
