/** The face of care for the server. Nobody of a lower rank asks it anything; wiring binds its routes and listeners. */
export * from './public.ts'
