/** Of the driver, which says nothing of its types: how a value is written to the server. */
declare module 'pg/lib/utils.js' {
  const utils: { prepareValue(value: unknown): string | Buffer | null }
  export default utils
}
