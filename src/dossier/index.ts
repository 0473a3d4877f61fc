/** The face of dossier on the server: what higher slices may ask, and what wiring.ts binds. */

export { type CaseShape, readCaseShape } from './case-shape.store.ts'
export { type Asking, CHAPTERS, type Chapter } from './chapter.ts'
export { dossierRoutes } from './dossier.routes.ts'
export { birthDateOf, findDossier, heldDossiers } from './dossier.store.ts'
export { emergencyRoutes } from './emergency.routes.ts'
export { handoverRoutes } from './handover.routes.ts'
export { type HandoverFact, type Holding, holding, OFFER_DAYS, OVERLAP_DAYS } from './handover.ts'
export { personRoutes } from './person.routes.ts'
export { personRequestRoutes } from './person-request.routes.ts'
export { personPages } from './person-visit.routes.ts'
export type { DossierPorts } from './ports.ts'
export { REPORT_KINDS, type ReportKind, type ReportText, type ReportWriter } from './report.ts'
