/** The face of task on the server: its routes, its calendar, and what wiring.ts binds. */
export { calendarKeyOf } from './calendar-feed.crypto.ts'
export { calendarPages } from './calendar-feed.routes.ts'
export type { DaySource, FoundThing, TaskPorts } from './ports.ts'
export { taskRoutes } from './task.routes.ts'
