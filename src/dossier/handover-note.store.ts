/** The note of a handover: written by the sender as a sealed fact, opened by the receiver once it accepted. */
import { sql } from 'kysely'
import { consentsToAskAgain } from '../access/index.ts'
import type { Work } from '../platform/work.ts'
import { readFacts } from './dossier.store.ts'
import { type Handover, noteKey } from './handover.store.ts'
import { wasAccepted } from './handover.ts'
import type { HandoverNote, OpenTask } from './handover-note.ts'
import { heldMoneyIn, openTasksIn } from './money.store.ts'
import { MONEY_BOOK } from './money-book.store.ts'
import { stepOn } from './money-book.ts'
import { firstDue, type MoneyPhase, runsOn } from './money-course.ts'
import { openRequestsOf } from './person-request.store.ts'
import type { DossierPorts } from './ports.ts'

/** Writes down what is open and runs today, as the sender sees it. A later note takes the place of this one. */
export const makeNote = async (
  work: Work,
  ports: Pick<DossierPorts, 'openTasks' | 'runningClocks'>,
  handover: Handover,
): Promise<void> => {
  const note: HandoverNote = {
    tasks: [
      ...(await ports.openTasks(work, handover.dossier)),
      ...(await ownTasks(work, handover.dossier)),
      ...(await movingOn(work, handover.dossier)),
    ],
    clocks: await ports.runningClocks(work, handover.dossier),
  }
  await work.record({
    slice: 'dossier',
    stream: handover.dossier,
    kind: 'handover-note-made',
    happened: work.today,
    payload: { handoverId: handover.id },
    personal: note,
    sealWith: noteKey(handover),
  })
  if (wasAccepted(handover.stage)) await shareNote(work, handover)
}

/** The receiver accepted: from now on it opens the note. */
export const shareNote = async (work: Work, handover: Handover): Promise<void> => {
  await work.keys.share(noteKey(handover), handover.from, handover.to)
}

const ownTasks = async (work: Work, dossierId: string): Promise<readonly OpenTask[]> => [
  ...(await openRequestsOf(work, dossierId)).map(
    ({ chapter, answerBy }): OpenTask => ({
      kind: 'person-request',
      // An objection is about the use of what is known: who she is.
      chapter: chapter ?? 'identity',
      due: answerBy,
    }),
  ),
  ...(await consentsToAskAgain(work, [dossierId])).map(
    ({ askAgainOn }): OpenTask => ({ kind: 'ask-again', chapter: 'identity', due: askAgainOn }),
  ),
]

/** Steps towards money that are open or give something, with what a move does to each; and what the plan for moving on still asks. */
const movingOn = async (work: Work, dossierId: string): Promise<readonly OpenTask[]> => {
  const facts = await readFacts(work, dossierId)
  const money = heldMoneyIn(facts, work.today).filter(
    ({ round, clocks }) => OPEN_PHASES.includes(round.phase) || runsOn(round, work.today) || firstDue(clocks),
  )
  return [
    ...money.flatMap(({ round, clocks }): readonly OpenTask[] => {
      const step = stepOn(MONEY_BOOK, round.step, work.today)
      const [since, due] = [round.facts.at(-1)?.on, firstDue(clocks)?.due]
      return step
        ? [
            {
              ...{ kind: 'money-step', chapter: step.chapter, title: step.title, onMove: step.on_move },
              ...(since ? { since } : {}),
              ...(due ? { due } : {}),
            },
          ]
        : []
    }),
    ...openTasksIn(facts)
      .slice(0, 1)
      .map(({ by }): OpenTask => ({ kind: 'outflow-plan', chapter: 'goal', due: by })),
  ]
}
const OPEN_PHASES: readonly MoneyPhase[] = ['began', 'applied', 'objected', 'appealed']

export type MadeNote = HandoverNote & { readonly madeAt: Date }

/** The newest note of this handover that this claim can open; undefined when there is none or its key is not here. */
export const latestNote = async (work: Work, handover: Handover): Promise<MadeNote | undefined> => {
  const row = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'sealed', 'learned'])
    .where('stream', '=', handover.dossier)
    .where('kind', '=', 'handover-note-made')
    .where('organisation_id', '=', handover.from)
    .where(sql`payload ->> 'handoverId'`, '=', handover.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const opened = await work.openFacts('dossier', [{ ...row, chapter: noteKey(handover).chapter }])
  // Safe: sealed by makeNote alone in exactly this shape, and authenticated when it is opened.
  const note = opened.get(row.id) as HandoverNote | undefined
  return note && { ...note, madeAt: row.learned }
}
