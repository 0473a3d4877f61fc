/** The face of `responsibility` for the server; the pure part is also in `public.ts`. */
export * from './public.ts'
