/** What an answer shows of signals and calls, with what this reader may do now. */
import type { Static } from 'typebox'
import type { CallList, SignalShown } from './signal.schema.ts'
import type { CallRead, SignalRead } from './signal.store.ts'
import { PERSON_FIELDS } from './signal.ts'

/** One signal. A date is shown as exactly as it is known and no more exactly. */
export const presentSignal = (signal: SignalRead): Static<typeof SignalShown> => {
  const { content, dossierId, municipalityCode } = signal
  const happened = {
    day: signal.happened,
    month: signal.happened.slice(0, 7),
    year: signal.happened.slice(0, 4),
    unknown: undefined,
  }[signal.precision]
  const person = PERSON_FIELDS.flatMap((field) => {
    const value = content?.person?.[field]
    return value === undefined ? [] : [[field, value] as const]
  })
  return {
    signalId: signal.id,
    recordedAt: signal.learned.toISOString(),
    ...(happened === undefined ? {} : { happened }),
    exploitation: signal.exploitation,
    ...(municipalityCode === undefined ? {} : { municipalityCode }),
    source: signal.source,
    stage: signal.stage,
    ...(dossierId === undefined ? {} : { dossierId }),
    ...(person.length > 0 ? { person: Object.fromEntries(person) } : {}),
    ...(content?.note === undefined ? {} : { freeText: content.note }),
    ...(content?.facts && content.facts.length > 0 ? { facts: [...content.facts] } : {}),
    ...(content?.things && content.things.length > 0 ? { things: [...content.things] } : {}),
    erased: content === undefined,
    abilities:
      content === undefined ? [] : ['record-ground', 'log-call', ...(dossierId === undefined ? ['open-dossier'] : [])],
  }
}

/** One logged call. */
export const presentCall = (call: CallRead): Static<typeof CallList>['calls'][number] => ({
  callId: call.id,
  loggedAt: call.learned.toISOString(),
  ...(call.organisation === undefined ? {} : { withOrganisationId: call.organisation }),
  ...(call.withWhom === undefined ? {} : { withWhom: call.withWhom }),
  ...(call.about ? { about: call.about } : {}),
  outcome: call.outcome,
  minutes: call.minutes,
  ...(call.note === undefined ? {} : { note: call.note }),
})
