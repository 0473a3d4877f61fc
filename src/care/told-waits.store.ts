/** Waits that are told as they start and end: the row and its fact in one step, so that neither stands alone. */
import type { Work } from '../platform/work.ts'
import { endWaits, startWait, withdrawRequests } from './care.store.ts'
import { countNeeds, type DecidedByPort } from './lost-time.store.ts'
import type { WaitCause } from './wait-clock.ts'

/** Starts a wait and says so; nothing when the same wait runs already. */
export const beginWait = async (
  work: Work,
  wait: { dossier: string; cause: WaitCause; party?: string },
): Promise<string | undefined> => {
  const id = await startWait(work, wait)
  if (!id) return undefined
  const payload = { dossierId: wait.dossier, cause: wait.cause, ...(wait.party && { partyId: wait.party }) }
  await tell(work, { kind: 'wait-started', stream: id, payload })
  return id
}

/** Says of each wait that it ended. */
export const tellEnded = async (work: Work, dossier: string, waits: readonly string[]): Promise<void> => {
  for (const stream of waits) await tell(work, { kind: 'wait-ended', stream, payload: { dossierId: dossier } })
}

/** Ends all that is waited for on a dossier, says so, and counts what each need of it cost. */
export const endNeeds = async (work: Work, dossier: string, decidedBy: DecidedByPort): Promise<void> => {
  const ended = await endWaits(work, { dossier })
  await tellEnded(work, dossier, ended)
  await countNeeds(work, { dossier, needs: ended, decidedBy })
}

/** Takes back what is still asked for this person, of one house or of all, and says so to each house that asked. */
export const takeBackRequests = async (work: Work, dossier: string, house?: string): Promise<void> => {
  for (const { id, organisation } of await withdrawRequests(work, dossier, house))
    await tell(work, {
      ...{ kind: 'place-request-withdrawn', stream: id, payload: { dossierId: dossier } },
      ...(organisation !== work.claim.organisation && { addressee: organisation }),
    })
}

/** Records a fact of care that happened today. */
export const tell = async (
  work: Work,
  fact: { kind: string; stream: string; payload: Readonly<Record<string, unknown>>; addressee?: string },
): Promise<void> => {
  await work.record({ slice: 'care', happened: work.today, ...fact })
}
