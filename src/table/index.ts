/** The face of table on the server: its routes and pages, and which seats a case needs. */
export { seatPages } from './seat-reply.routes.ts'
export { type CaseAtTable, SEAT_KINDS, type SeatKind, seatsNeeded } from './seats.ts'
export { tableRoutes } from './table.routes.ts'
