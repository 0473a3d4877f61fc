/** Decoys as acts of the contact desk: planted in small acts, so that no look-up waits long for them. */
import type { OrganisationId } from '../kernel/index.ts'
import { accept } from '../kernel/index.ts'
import type { Acts } from '../platform/work.ts'
import { DECOYS_AT_ONCE, type DecoyShown, decoyClaim, listDecoys, plantDecoys, retireDecoys } from './decoy.store.ts'
import type { LookUpPorts } from './lookup.store.ts'

export type DecoyKeeper = {
  /** Plants decoys 1 to `count` of this seed; who stands there already is left alone. Gives how many are new. */
  plant(options: { readonly count: number; readonly seed: number }): Promise<number>
  list(): Promise<readonly DecoyShown[]>
  retire(handles: readonly string[] | 'all'): Promise<number>
}

/** Binds the keeper once. */
export const keepDecoys = (
  options: Pick<LookUpPorts, 'authority' | 'owner'> & {
    readonly acts: Acts
    readonly keeper: OrganisationId
    readonly secret: Buffer
  },
): DecoyKeeper => {
  const { acts, keeper, secret } = options
  const claim = decoyClaim(keeper)
  return {
    plant: async ({ count, seed }) => {
      let planted = 0
      for (let from = 1; from <= count; from += DECOYS_AT_ONCE) {
        const numbers = Array.from({ length: Math.min(DECOYS_AT_ONCE, count - from + 1) }, (_, place) => from + place)
        const outcome = await acts.run({ claim, operation: 'plantDecoys' }, (work) =>
          plantDecoys(work, options, { secret, seed }, numbers),
        )
        if (!outcome.ok) throw new Error(outcome.refusal.code)
        planted += outcome.value.planted
      }
      return planted
    },
    list: async () => {
      const outcome = await acts.run({ claim, operation: 'listDecoys' }, async (work) => accept(await listDecoys(work)))
      return outcome.ok ? outcome.value : []
    },
    retire: async (handles) => {
      const outcome = await acts.run({ claim, operation: 'retireDecoys' }, async (work) =>
        accept(await retireDecoys(work, handles)),
      )
      return outcome.ok ? outcome.value : 0
    },
  }
}
