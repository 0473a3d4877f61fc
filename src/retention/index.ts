/** The face of retention on the server: its routes, and what wiring.ts binds. */
export type { RetentionPorts } from './ports.ts'
export { retentionRoutes } from './retention.routes.ts'
