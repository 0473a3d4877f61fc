/** The HTTP edge of agreement: what each norm says about one dossier today. */
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { opensChapter } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { adoptionsOn } from './adoption.store.ts'
import { ANSWERS, showClocks, showDueClocks } from './agreement.present.ts'
import { ClockList, DossierParams, DueClockList } from './agreement.schema.ts'
import { readClockFacts, readClockFactsOf } from './agreement.store.ts'
import type { SaidOfMiss } from './miss.ts'
import { kindsOf, type Norm } from './norm.ts'
import { KIND_OF, NORMS_OF_PERSONS } from './norm-book.ts'

/** What agreement must ask others; bound in wiring.ts (decision 16). */
export type AgreementPorts = {
  /** May this organisation work on the dossier: does row security show it? */
  readonly seesDossier: (work: Work, dossier: string) => Promise<boolean>
  /** What was said of terms that were missed, by file. */
  readonly missAnswersOf: (
    work: Work,
    dossiers: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly SaidOfMiss[]>>
  readonly nameOf: (organisationId: string) => string
  /** The dossiers that the acting organisation holds and that are not closed. */
  readonly heldDossiers: (work: Work, limit: number) => Promise<readonly string[]>
}

/** A norm says by its kinds what happened in a chapter: who may not open that chapter is not shown its clock. */
export const opensNorm =
  (workFunction: string) =>
  ({ versions }: Norm): boolean =>
    versions.flatMap(kindsOf).every((kind) => {
      const chapter = KIND_OF.get(kind)?.chapter
      return chapter === undefined || opensChapter(workFunction, chapter)
    })

/** More than one organisation works on at the same time; the newest ones are read. */
const HELD_MAX = 1_000

/** All routes of agreement. */
export const agreementRoutes = (ports: AgreementPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/clocks',
    operationId: 'readClocks',
    summary: 'Wat elke afspraak vandaag over dit dossier zegt, met bron en of iemand haar tekende',
    tag: 'afspraken',
    access: { kind: 'signed-in', functions: ['care-coordinator', 'wmo-desk', 'table-chair'], purpose: 'W01' },
    params: DossierParams,
    answer: ClockList,
    refusals: ['not-found'],
    handle: async (work, { params: { dossierId } }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'clocks-read')
      const facts = await readClockFacts(work, dossierId)
      const [adoptions, said] = await Promise.all([
        adoptionsOn(work, facts, ports.nameOf),
        ports.missAnswersOf(work, [dossierId]),
      ])
      const readable = NORMS_OF_PERSONS.filter(opensNorm(work.claim.function))
      const beside = { adoptions, said: said.get(dossierId) ?? [] }
      return accept({
        ...{ on: work.today, clocks: [...showClocks(readable, facts, work.today, beside)] },
        ...{ ...ANSWERS, abilities: [] },
      })
    },
  }),
  route({
    method: 'GET',
    path: '/due-clocks',
    operationId: 'listDueClocks',
    summary:
      'Wat er in de eigen dossiers binnen veertien dagen af moet zijn of al af had moeten zijn, het eerste bovenaan',
    tag: 'afspraken',
    access: { kind: 'signed-in', functions: ['care-coordinator', 'focal-officer'], purpose: 'W01' },
    answer: DueClockList,
    refusals: [],
    handle: async (work) => {
      const factsOf = await readClockFactsOf(work, await ports.heldDossiers(work, HELD_MAX))
      const [adoptions, saidOf] = await Promise.all([
        adoptionsOn(work, [...factsOf.values()].flat()),
        ports.missAnswersOf(work, [...factsOf.keys()]),
      ])
      const dueClocks = [...showDueClocks(NORMS_OF_PERSONS, factsOf, work.today, { adoptions, saidOf })]
      for (const dossierId of new Set(dueClocks.map((clock) => clock.dossierId)))
        work.concerns(dossierId, 'list-due-clocks')
      return accept({ on: work.today, dueClocks, abilities: [] })
    },
  }),
]
