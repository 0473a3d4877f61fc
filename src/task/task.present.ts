/** What an answer shows of the day, of being away and of the calendar, and what this person may do with it now. */
import type { Claim } from '../kernel/index.ts'
import { type Absence, moveAbsence } from './absence.ts'
import type { DayThing } from './read-day.store.ts'
import type { AbsenceShown, DayItem } from './task.schema.ts'
import type { Person } from './task.store.ts'

type Shown = { readonly actorId: string; readonly name: string }
const personOf = (actor: string | undefined, people: ReadonlyMap<string, Person>): Shown | undefined => {
  const found = actor === undefined ? undefined : people.get(actor)
  return found && { actorId: found.actor, name: found.name }
}

/** The colleague beside a thing: who does it, for whom one stands in, or who is away without anybody. */
const otherOf = (thing: DayThing): string | undefined => {
  switch (thing.whose) {
    case 'stand-in':
      return thing.for
    case 'colleague':
      return thing.actor
    case 'nobody':
      return thing.away
    case 'own':
      return undefined
  }
}

const DIVIDES: Readonly<Record<DayThing['whose'], readonly string[]>> = {
  own: ['give-back'],
  'stand-in': [],
  colleague: ['take'],
  nobody: ['take'],
}

export const presentThing = (
  thing: DayThing,
  people: ReadonlyMap<string, Person>,
  name: string | undefined,
): DayItem => {
  const colleague = personOf(otherOf(thing), people)
  return {
    kind: thing.kind,
    itemId: thing.id,
    subjectId: thing.subject,
    ...(thing.dossier ? { dossierId: thing.dossier } : {}),
    ...(name === undefined ? {} : { name }),
    dueDate: thing.due,
    ...(thing.dueAt ? { dueAt: thing.dueAt.toISOString() } : {}),
    urgency: thing.urgency,
    ...(thing.title ? { title: thing.title } : {}),
    ...(thing.word ? { word: thing.word } : {}),
    ...(thing.since ? { sinceAt: thing.since.toISOString() } : {}),
    ...(thing.cause ? { cause: thing.cause } : {}),
    whose: thing.whose,
    ...(colleague ? { colleague } : {}),
    ...(thing.remindOn ? { remindDate: thing.remindOn } : {}),
    // Who stands in has it already, for a while: taking it would keep it from who comes back.
    abilities: [...DIVIDES[thing.whose], 'remind'],
  }
}

/** A co-ordinator of a house assigns who stands in, for somebody else. */
export const MAY_ASSIGN: readonly Claim['function'][] = ['care-coordinator']

export const presentAbsence = (
  absence: Absence,
  {
    people,
    claim,
  }: { readonly people: ReadonlyMap<string, Person>; readonly claim: Pick<Claim, 'actor' | 'function'> },
): AbsenceShown | undefined => {
  const who = personOf(absence.actor, people)
  // An account that was closed is nobody who comes back.
  if (!who) return undefined
  const standIn = personOf(absence.standIn, people)
  const isMine = absence.actor === claim.actor
  const isAsked = absence.standIn === claim.actor
  const mayAssign = !isMine && MAY_ASSIGN.includes(claim.function) && moveAbsence(absence.stage, 'assigned').ok
  return {
    absenceId: absence.id,
    who,
    function: absence.function,
    fromDate: absence.from,
    untilDate: absence.until,
    stage: absence.stage,
    ...(standIn ? { standIn } : {}),
    candidates: mayAssign
      ? [...people.values()]
          .filter((each) => each.function === absence.function && each.actor !== absence.actor)
          .map((each) => ({ actorId: each.actor, name: each.name }))
      : [],
    abilities: [
      ...(isAsked && moveAbsence(absence.stage, 'accepted').ok ? ['accept-absence'] : []),
      ...(isAsked && moveAbsence(absence.stage, 'declined').ok ? ['decline-absence'] : []),
      ...(mayAssign ? ['assign-stand-in'] : []),
      ...(isMine && moveAbsence(absence.stage, 'ended').ok ? ['end-absence'] : []),
    ],
  }
}
