/** The face of `agreement` for the server; the pure part is also in `public.ts`. */

export { type CountedClock, clocksToCount } from './counted-clock.ts'
export { MISSES } from './norm-book.ts'
export * from './public.ts'
