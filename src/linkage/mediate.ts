/** Who hears of a hit (decision 2): the two desks at once when their planes are one; otherwise the national contact desk alone. */
import type { Plane } from '../kernel/index.ts'

export type HitRoute = 'direct' | 'desk'

/** Between two houses of care both hear it. Whatever touches enforcement goes to the contact desk, which decides whether and whom to connect. */
export const routeOf = (one: Plane, other: Plane): HitRoute => (one === 'care' && other === 'care' ? 'direct' : 'desk')

/** Days in which a hit must be followed up. Proposed by us, signed by nobody. */
export const FOLLOW_UP_DAYS = 2
