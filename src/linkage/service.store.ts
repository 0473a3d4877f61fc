/** Opens the three roles of linkage in one process: each with its own connection and its own secret, talking in serialised messages only. */
import type { NewId } from '../kernel/index.ts'
import type { Log } from '../platform/log.ts'
import type { Platform } from '../platform/platform.ts'
import { type KeyAuthority, openKeyAuthority } from './authority.store.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { type Courier, createCourier } from './courier.job.ts'
import { matcherKeysFrom } from './match-inbox.crypto.ts'
import { openThingMatcher } from './match-things.store.ts'
import { openMatcher } from './matcher.store.ts'
import type { OwnerSetting } from './owner.crypto.ts'
import { createThingCourier } from './thing-courier.job.ts'

/** The epoch of keys and encodings in use; a new one means that all entries are encoded again. */
export const EPOCH = 'e1'

export type LinkageService = {
  readonly authority: KeyAuthority
  readonly owner: OwnerSetting
  /** Opens the matcher (it reads its index back) and gives the courier that carries to it. */
  openCourier(): Promise<Courier>
}

/** Binds the roles to the platform. The matcher is opened apart, because reading its index takes time. */
export const openLinkage = (options: {
  readonly platform: Platform
  readonly contactDesk: string
  readonly clock: () => Date
  readonly newId: NewId
  readonly log: Log
}): LinkageService => {
  const { platform, clock, newId, log } = options
  const keys = matcherKeysFrom(platform.secrets.matcher)
  return {
    authority: openKeyAuthority(platform.databases.authority, platform.secrets.authority, EPOCH, newId),
    owner: { epoch: EPOCH, encoder: bloomEncoder(platform.secrets.epoch), matcherKey: keys.publicKey },
    openCourier: async () => {
      const matcher = await openMatcher(platform.databases.matcher, keys, EPOCH)
      const thingMatcher = await openThingMatcher(platform.databases.matcher, EPOCH)
      const common = { db: platform.databases.courier, contactDesk: options.contactDesk, clock, newId, log }
      return createCourier({
        ...common,
        sendToMatcher: (message, now) => matcher.receive(message, now),
        refreshMatcher: async () => {
          await matcher.refresh()
          await thingMatcher.refresh()
        },
        things: createThingCourier({ ...common, matcher: thingMatcher, epoch: EPOCH }),
      })
    },
  }
}
