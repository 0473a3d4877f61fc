/** The HTTP edge of agreement: what each norm says about one dossier today. */
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { showClocks } from './agreement.present.ts'
import { ClockList, DossierParams } from './agreement.schema.ts'
import { readClockFacts } from './agreement.store.ts'
import { NORMS } from './norm-book.ts'

/** What agreement must ask others; bound in wiring.ts (decision 16). */
export type AgreementPorts = {
  /** May this organisation work on the dossier: does row security show it? */
  readonly seesDossier: (work: Work, dossier: string) => Promise<boolean>
}

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
      return accept({ on: work.today, clocks: [...showClocks(NORMS, facts, work.today)], abilities: [] })
    },
  }),
]
