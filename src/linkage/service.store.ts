/** Opens the roles of linkage: in this process or apart, each with its own connection and its own secret, talking in serialised messages only. */
import type { NewId } from '../kernel/index.ts'
import { refuse } from '../kernel/index.ts'
import { StartFault } from '../platform/faults.ts'
import type { Log } from '../platform/log.ts'
import type { Platform } from '../platform/platform.ts'
import { type AuthorityService, type KeyAuthority, openKeyAuthority } from './authority.store.ts'
import { type Courier, createCourier } from './courier.job.ts'
import { ENCODING_VERSION } from './encoding.ts'
import type { EncodingVersions } from './epoch.ts'
import { type EpochTurn, type EpochTurnOptions, openEpochTurn } from './epoch-turn.job.ts'
import { keepFilling } from './fill-masks.job.ts'
import { NORMALISATION_VERSION } from './normalise.ts'
import { awayIsNothing, type OwnerEpochs, openOwnerEpochs } from './owner-epochs.store.ts'
import { authorityApart, matcherApart, matcherHere } from './roles-apart.store.ts'
import { createThingCourier, type ThingCourierOptions } from './thing-courier.job.ts'
import { THING_EPOCH } from './thing-epoch.ts'

/** With which this code normalises and encodes; a raise of one opens a turn of keys at the next start. */
export const ENCODING_VERSIONS: EncodingVersions = { normalisation: NORMALISATION_VERSION, encoding: ENCODING_VERSION }

export type LinkageService = {
  readonly authority: AuthorityService
  readonly epochs: OwnerEpochs
  readonly turn: EpochTurn
  /** Opens the matcher (it reads its index back) and gives the courier that carries to it. */
  openCourier(): Promise<Courier>
}

/** Binds the roles to the platform. The matcher is opened apart, because reading its index takes time. */
export const openLinkage = (
  options: {
    readonly platform: Platform
    readonly contactDesk: string
    readonly clock: () => Date
    readonly newId: NewId
    readonly log: Log
  } & Pick<EpochTurnOptions, 'actAs' | 'asKeeper' | 'describe'> &
    Pick<ThingCourierOptions, 'tellShared'>,
): LinkageService => {
  const { platform, clock, newId, log } = options
  const { secrets, databases, config } = platform
  const matcher = config.matcher ? matcherApart(config.matcher) : matcherHere(databases.matcher, secrets.matcher)
  const authority = config.authority
    ? authorityApart(config.authority)
    : openKeyAuthority(databases.authority, secrets.seeds.authority, newId)
  const ready = whenReady(async () => {
    await turn.begin()
    await authority.openEpoch(THING_EPOCH)
    return { matcherKey: await matcher.publicKey() }
  })
  const epochs = openOwnerEpochs({
    ...{ seeds: secrets.seeds.owners, versions: ENCODING_VERSIONS, ready },
    authorityKeyOf: (epoch) => authority.publicKeyOf(epoch),
  })
  const turn: EpochTurn = openEpochTurn({
    ...options,
    db: databases.courier,
    authority,
    seeds: secrets.seeds.owners,
    epochs,
    versions: ENCODING_VERSIONS,
    keyLost: () => new StartFault('key-lost'),
  })
  // Things are keyed without asking for the epochs of people, and so without this having run before.
  const evaluate: KeyAuthority = async (asked) =>
    (await ready().catch(awayIsNothing)) ? authority.evaluate(asked) : refuse('linkage-role-away')
  return {
    authority: { ...authority, evaluate },
    epochs,
    turn,
    openCourier: async () => {
      await ready()
      const opened = await matcher.open()
      const thingMatcher = await matcher.openThings(THING_EPOCH)
      const common = { db: databases.courier, contactDesk: options.contactDesk, clock, newId, log }
      const courier = createCourier({
        ...common,
        sendToMatcher: (messages, now) => opened.receiveAll(messages, now),
        refreshMatcher: async () => {
          await opened.refresh()
          await thingMatcher.refresh()
        },
        things: createThingCourier({
          ...common,
          matcher: thingMatcher,
          epoch: THING_EPOCH,
          tellShared: options.tellShared,
        }),
      })
      return {
        ...courier,
        keepGoing: async (listenUrl) => {
          const stopCourier = await courier.keepGoing(listenUrl)
          await epochs.prepare(databases.courier)
          const stopFilling = keepFilling(epochs.reserves)
          return async () => {
            stopFilling()
            await stopCourier()
          }
        },
      }
    },
  }
}

// Asked by the first act that encodes; a role that is away for a moment is asked again by the next.
const whenReady = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((fault: unknown) => {
      made = undefined
      throw fault
    })
    return made
  }
}
