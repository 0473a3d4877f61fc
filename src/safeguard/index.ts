/** The face of safeguard on the server: its routes, its listeners, and the gate that wiring.ts binds to ports of other slices. */
export { mayDecide, mayHandOver } from './gate.store.ts'
export type { SafeguardPorts } from './ports.ts'
export { safeguardListeners } from './safeguard.listeners.ts'
export { safeguardRoutes } from './safeguard.routes.ts'
