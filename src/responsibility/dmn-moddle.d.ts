/** What the test of the export uses of dmn-moddle 12, which comes without types. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(
      text: string,
    ): Promise<{ readonly rootElement: { readonly drgElement: unknown }; readonly warnings: readonly unknown[] }>
  }
}
