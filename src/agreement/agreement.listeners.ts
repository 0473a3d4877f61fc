/** Copies what the clocks read, as it is recorded and in the same transaction: a kind and a day, nothing of a person. */
import { isUuid } from '../kernel/index.ts'
import type { FactListener, FactListeners } from '../platform/facts.ts'
import { insertClockFact } from './agreement.store.ts'
import { clockKinds } from './clock-kinds.ts'
import { NORMS } from './norm-book.ts'

/** Slices whose stream is the dossier itself; the others name it in the payload. */
const STREAM_IS_DOSSIER: ReadonlySet<string> = new Set(['dossier', 'access'])

export const copyClockFacts: FactListener = async (fact, work) => {
  const { dossierId: named } = fact.payload
  const dossier =
    typeof named === 'string' && isUuid(named) ? named : STREAM_IS_DOSSIER.has(fact.slice) ? fact.stream : undefined
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
