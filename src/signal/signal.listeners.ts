/** A signal hears that a dossier was opened from it: from then on it leads there. */
import { isUuid } from '../kernel/index.ts'
import type { FactListeners } from '../platform/facts.ts'
import { joinDossier } from './signal.store.ts'

export const signalListeners: FactListeners = {
  'dossier-opened': [
    async (fact, work) => {
      const { signalId } = fact.payload
      if (typeof signalId === 'string' && isUuid(signalId))
        await joinDossier(work, { signalId, dossierId: fact.stream })
    },
  ],
}
