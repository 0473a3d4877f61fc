/** What waits on somebody's day, out of each slice that has something: bound by wiring.ts to the ports of task. Each is a fixed number of queries. */
import { consentsToAskAgain } from './access/index.ts'
import { adoptionsOn } from './agreement/adoption.store.ts'
import { showDueClocks } from './agreement/agreement.present.ts'
import { readClockFactsOf } from './agreement/agreement.store.ts'
import { NORMS_MARK } from './agreement/next-due.store.ts'
import { NORMS_OF_PERSONS } from './agreement/norm-book.ts'
import { bedsHeldFromList } from './care/waiting.store.ts'
import { deathsToConfirm, openWatches } from './dossier/course.store.ts'
import { heldDossiers } from './dossier/dossier.store.ts'
import { missAnswersOf } from './dossier/miss-answer.store.ts'
import { clockTitle, dueMoney } from './dossier/money.store.ts'
import { openRequests } from './dossier/person-request.store.ts'
import { dossiersDueBy } from './dossier/worklist.store.ts'
import { addDays, day } from './kernel/index.ts'
import { isOpen, listHits } from './linkage/follow-up.store.ts'
import type { Work } from './platform/work.ts'
import { looksToGive, ownDecisions } from './safeguard/safeguard.store.ts'
import { mayLook } from './safeguard/second-look.ts'
import { listOpenActions, seatsNotNoted } from './table/meeting.store.ts'
import { findMeetings } from './table/table.store.ts'
import type { DaySource } from './task/index.ts'

const DUE_WITHIN_DAYS = 14
const EACH_MAX = 200
const CLOCKS_MAX = 1_000
/** As many files as `listPersonTasks` asks about. */
const HELD_MAX = 1_000
const YEAR_MS = 365 * 86_400_000

const HOLDERS = ['care-coordinator', 'focal-officer', 'shelter-worker'] as const
const SITTERS = [...HOLDERS, 'wmo-desk', 'table-chair'] as const

/** Terms that end within two weeks or that were missed and still wait; aftercare is one of them (N32 and those beside it). */
const clocks: DaySource = {
  functions: ['care-coordinator', 'focal-officer'],
  read: async (work) => {
    const ids = await dossiersDueBy(work, addDays(work.today, DUE_WITHIN_DAYS), NORMS_MARK)
    return (await dueIn(work, ids)).map(dayItemOf)
  },
}

const dueIn = async (work: Work, dossiers: readonly string[]) => {
  const factsOf = await readClockFactsOf(work, dossiers)
  const [adoptions, saidOf] = await Promise.all([
    adoptionsOn(work, [...factsOf.values()].flat()),
    missAnswersOf(work, dossiers),
  ])
  return showDueClocks(NORMS_OF_PERSONS, factsOf, work.today, { max: CLOCKS_MAX, adoptions, saidOf })
}
const dayItemOf = (clock: Awaited<ReturnType<typeof dueIn>>[number]) => ({
  ...{ kind: 'clock' as const, id: `${clock.dossierId} ${clock.normId}`, subject: clock.dossierId },
  ...{ dossier: clock.dossierId, due: day(clock.dueDate), title: clock.title },
})

/** Of who chairs a table only what came that far: a norm that binds, missed, and neither explained nor taken up (data/norms/escalation.json). */
const clocksOfChair: DaySource = {
  functions: ['table-chair'],
  read: async (work) => {
    const ids = await dossiersDueBy(work, work.today, NORMS_MARK)
    return (await dueIn(work, ids)).filter(({ told }) => told.some(({ code }) => code === 'table-chair')).map(dayItemOf)
  },
}

const watches: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await openWatches(work, EACH_MAX)).map(({ dossierId, dueOn }) => ({
      ...{ kind: 'watch' as const, id: dossierId, subject: dossierId, dossier: dossierId, due: dueOn },
    })),
}

/**
 * The news itself is what somebody takes, and not the file: whoever works with the file may be who said it, and then it waits for the others.
 */
const deaths: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await deathsToConfirm(work, EACH_MAX)).map(({ factId, dossierId, toldOn }) => ({
      ...{ kind: 'death-told' as const, id: factId, subject: factId, dossier: dossierId, due: toldOn },
    })),
}

const requests: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await openRequests(work, EACH_MAX)).map(({ id, dossier, kind, answerBy }) => ({
      ...{ kind: 'person-request' as const, id, subject: dossier, dossier, due: answerBy, word: kind },
    })),
}

const askAgain: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await consentsToAskAgain(work, await heldDossiers(work, HELD_MAX))).map(({ dossierId, askAgainOn }) => ({
      ...{ kind: 'ask-again' as const, id: dossierId, subject: dossierId, dossier: dossierId, due: askAgainOn },
    })),
}

/** Of a table of another house this house knows no file: then the agreement itself is what somebody takes. */
const actions: DaySource = {
  functions: SITTERS,
  read: async (work) => {
    const open = await listOpenActions(work, EACH_MAX)
    const meetings = new Map(
      (await findMeetings(work, [...new Set(open.map(({ meeting }) => meeting))])).map((each) => [each.id, each]),
    )
    return open.map(({ id, meeting, ask, dueOn }) => {
      const dossier = meetings.get(meeting)?.dossier
      return {
        ...{ kind: 'table-action' as const, id, subject: dossier ?? id, due: dueOn, word: ask },
        ...(dossier ? { dossier } : {}),
      }
    })
  },
}

const attendance: DaySource = {
  functions: ['care-coordinator', 'table-chair'],
  read: async (work) =>
    (await seatsNotNoted(work)).map(({ meeting, dossier, heldOn }) => ({
      ...{ kind: 'attendance' as const, id: meeting, subject: dossier, dossier, due: heldOn },
    })),
}

const secondLooks: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await looksToGive(work, { limit: EACH_MAX }))
      .filter((look) => mayLook(look, { organisation: work.claim.organisation, actor: work.claim.actor }).ok)
      .map((look) => ({
        ...{
          kind: 'second-look' as const,
          id: look.id,
          subject: look.dossier,
          dossier: look.dossier,
          due: look.lookBy,
        },
      })),
}

const owed: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await ownDecisions(work, new Date(work.now.getTime() - YEAR_MS))).flatMap(
      ({ id, dossier, kind, statedAt, owedBy, takenAt, afterwards }) =>
        statedAt === undefined && owedBy !== undefined
          ? [
              {
                ...{ kind: 'owed-statement' as const, id, subject: dossier, dossier, due: owedBy, word: kind },
                since: takenAt,
                ...(afterwards ? { cause: afterwards } : {}),
              },
            ]
          : [],
    ),
}

/** That a hit waits, and by when; whom to call stands behind the list of hits, under the purpose of finding (D27). */
const hits: DaySource = {
  functions: ['care-coordinator'],
  read: async (work) =>
    (await listHits(work, { openFirst: true, limit: EACH_MAX })).filter(isOpen).map(({ id, due_on }) => ({
      ...{ kind: 'hit' as const, id, subject: id, due: day(due_on) },
    })),
}

/** Terms of money and what ends, and what a plan for moving on asks of somebody. Whose term it is stands on the screen of the file. */
const money: DaySource = {
  functions: HOLDERS,
  read: async (work) =>
    (await dueMoney(work, addDays(work.today, DUE_WITHIN_DAYS), HELD_MAX)).map((each) => ({
      ...{ subject: each.dossierId, dossier: each.dossierId, due: each.due },
      ...(each.kind === 'money-term'
        ? {
            ...{ kind: 'money-term' as const, title: clockTitle(each.clock) },
            id: `${each.dossierId} ${each.clock.step}.${each.clock.term?.id ?? 'end'}`,
          }
        : {
            ...{ kind: 'outflow-task' as const, word: each.task.task },
            id: `${each.dossierId} ${each.task.task}.${each.task.who}`,
          }),
    })),
}

/** A bed that the waiting list holds for a person of this house: until when, and in which file. */
const listOffers: DaySource = {
  functions: ['care-coordinator', 'wmo-desk'],
  read: async (work) =>
    (await bedsHeldFromList(work, 'asker', EACH_MAX)).flatMap(({ offer: id, dossier, until: dueAt }) =>
      dossier ? [{ kind: 'list-offer' as const, id, subject: dossier, dossier, due: work.today, dueAt }] : [],
    ),
}

/** A bed of this house that the list holds: until when, and for nobody that it knows. */
const listBeds: DaySource = {
  functions: ['shelter-worker'],
  read: async (work) =>
    (await bedsHeldFromList(work, 'house', EACH_MAX)).map(({ offer: id, until: dueAt }) => ({
      ...{ kind: 'list-bed' as const, id, subject: id, due: work.today, dueAt },
    })),
}

export const DAY_SOURCES: readonly DaySource[] = [
  ...[watches, listOffers, listBeds, deaths, hits, requests, secondLooks, owed, clocks, clocksOfChair, money],
  ...[actions, askAgain, attendance],
]
