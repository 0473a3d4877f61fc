/** The part of bidi-js (the Unicode bidirectional algorithm) that we use; the package has no types of its own. */
declare module 'bidi-js' {
  type Levels = {
    readonly levels: Uint8Array
    readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[]
  }
  const factory: () => {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): Levels
    getMirroredCharactersMap(text: string, levels: Uint8Array): ReadonlyMap<number, string>
  }
  export default factory
}
