/**
 * Key epochs: which one is in use, in which a description is encoded, and when a turn is due. A turn opens a new epoch, encodes all
 * entries again in it, and closes the older ones; encodings of two epochs are never compared.
 */

export type EpochReason = 'first' | 'opened' | 'version-raised'

export type Epoch = {
  readonly name: string
  /** 1, 2, 3 …: the highest is in use. */
  readonly place: number
  readonly normalisationVersion: string
  readonly encodingVersion: string
  readonly reason: EpochReason
  readonly openedAt: Date
  readonly closedAt?: Date
}

/** The versions with which this code normalises and encodes. */
export type EncodingVersions = { readonly normalisation: string; readonly encoding: string }

/** The epochs that are not closed, newest first. */
export const openEpochs = (log: readonly Epoch[]): readonly Epoch[] =>
  log.filter((each) => each.closedAt === undefined).sort((one, other) => other.place - one.place)

/** The epoch in use: the newest that is open. */
export const currentEpoch = (log: readonly Epoch[]): Epoch | undefined => openEpochs(log)[0]

/** During a turn there are older epochs that are still open. */
export const turningFrom = (log: readonly Epoch[]): readonly Epoch[] => openEpochs(log).slice(1)

/**
 * The epochs in which this code may encode, newest first: open, and of its own versions. During a turn that is both epochs, so that a
 * look-up meets who was encoded again and who was not; after a raise of a version it is the new one alone, and who waits there is met when
 * his turn comes. None: this code is older than the log, and must not encode at all.
 */
export const encodableIn = (log: readonly Epoch[], versions: EncodingVersions): readonly Epoch[] => {
  const open = openEpochs(log)
  return open[0] && isOf(open[0], versions) ? open.filter((each) => isOf(each, versions)) : []
}

/** A turn is due when the code is newer than the epoch in use. Older code never opens one: it would undo the turn of the newer. */
export const needsTurn = (log: readonly Epoch[], versions: EncodingVersions): boolean => {
  const current = currentEpoch(log)
  if (!current) return false
  const steps = [
    numberOf(versions.normalisation) - numberOf(current.normalisationVersion),
    numberOf(versions.encoding) - numberOf(current.encodingVersion),
  ]
  return steps.some((step) => step > 0) && steps.every((step) => step >= 0)
}

/** The place and name of the next epoch. A name is never used again. */
export const nextEpoch = (log: readonly Epoch[]): { readonly name: string; readonly place: number } => {
  const place = Math.max(0, ...log.map((each) => each.place)) + 1
  return { name: `e${place}`, place }
}

const isOf = (epoch: Epoch, { normalisation, encoding }: EncodingVersions): boolean =>
  epoch.normalisationVersion === normalisation && epoch.encodingVersion === encoding

// `n12` is newer than `n9`: versions count, they are not words.
const numberOf = (version: string): number => Number(/\d+/.exec(version)?.[0] ?? 0)
