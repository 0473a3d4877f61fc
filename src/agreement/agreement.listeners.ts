/** Copies what the clocks read, as it is recorded and in the same transaction: a kind and a day, nothing of a person. */
import { day, isUuid } from '../kernel/index.ts'
import type { FactListener, FactListeners } from '../platform/facts.ts'
import { insertClockFact } from './agreement.store.ts'
import { clockKinds } from './clock-kinds.ts'
import { countFile, type FileForCountingPort } from './counted-clock.store.ts'
import type { ToldCause } from './counted-clock.ts'
import { NORMS } from './norm-book.ts'

/** Slices whose stream is the dossier itself; the others name it in the payload. */
const STREAM_IS_DOSSIER: ReadonlySet<string> = new Set(['dossier', 'access'])

const dossierOf = ({ slice, stream, payload }: Parameters<FactListener>[0]): string | undefined => {
  const { dossierId: named } = payload
  return typeof named === 'string' && isUuid(named) ? named : STREAM_IS_DOSSIER.has(slice) ? stream : undefined
}

export const copyClockFacts: FactListener = async (fact, work) => {
  const dossier = dossierOf(fact)
  // A fact without a dossier (a signal that led nowhere yet) starts no clock: a norm binds about a person that is helped.
  if (dossier === undefined) return
  await insertClockFact(work, {
    ...{ dossier, kind: kindOf(fact), happened: fact.happened, learned: fact.learned, sourceFact: fact.id },
    ...(fact.addressee && { addressee: fact.addressee }),
  })
}

/** A step that was taken back: on the day of the step itself, so that every reading that knows of it reads neither. */
const copyWithdrawal: FactListener = async (fact, work) => {
  const { factId } = fact.payload
  if (typeof factId !== 'string' || !isUuid(factId)) return
  await insertClockFact(work, {
    ...{ dossier: fact.stream, kind: fact.kind, happened: fact.happened, learned: fact.learned, sourceFact: fact.id },
    withdraws: factId,
  })
}

/** Help that ended because somebody died begins no aftercare, and ends what runs: to the norms that is a kind of its own. */
const kindOf = ({ kind, payload }: Parameters<FactListener>[0]): string =>
  kind === 'care-ended' && payload['because'] === 'deceased' ? 'person-died' : kind

/** One entry per kind that a norm reads, and what takes one of them back. */
export const agreementListeners: FactListeners = {
  ...Object.fromEntries(clockKinds(NORMS).map((kind) => [kind, [copyClockFacts]])),
  'step-withdrawn': [copyWithdrawal],
}

/** Counts the clocks of the file again: of each fact that a clock reads, of one that is taken back, and of a cause that is told of a miss. */
export const countingListeners = (fileForCounting: FileForCountingPort): FactListeners => {
  const count: FactListener = async (fact, work) => {
    const dossier = dossierOf(fact)
    if (dossier === undefined) return
    const told = fact.kind === 'miss-answered' ? toldCause(fact.payload) : undefined
    await countFile(work, dossier, { fileForCounting, ...(told ? { told } : {}) })
  }
  return Object.fromEntries([...clockKinds(NORMS), 'step-withdrawn', 'miss-answered'].map((kind) => [kind, [count]]))
}

/** Why, when that was said; what is done now is no cause. */
const toldCause = ({ norm, triggered, cause }: Readonly<Record<string, unknown>>): ToldCause | undefined =>
  typeof norm === 'string' && typeof triggered === 'string' && typeof cause === 'string'
    ? { normId: norm, triggered: day(triggered), cause }
    : undefined
