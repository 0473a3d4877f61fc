/** The face of table on the server: its routes and pages, and which seats a case needs. */
export { meetingRoutes } from './meeting.routes.ts'
export type { TablePorts } from './ports.ts'
export { seatPages } from './seat-reply.routes.ts'
export { type CaseAtTable, SEAT_KINDS, type SeatKind, seatsNeeded, TASK_KINDS, type TaskKind } from './seats.ts'
export { tableRoutes } from './table.routes.ts'
