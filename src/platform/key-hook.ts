/**
 * The key hook: who keeps the keys that wrap data keys. Four acts, and nothing above it knows where a key lies. One implementation keeps keys
 * in this house (key-hook-folder.ts), one asks a key service of the deployer (key-hook-service.ts); the same tests hold for both.
 */

/** A data key to wrap, or a wrapped one, with the place it is bound to: wrapped for one row it does not open as another. */
export type ToWrap = { readonly place: string; readonly key: Buffer }
export type Wrapped = { readonly place: string; readonly wrapped: Buffer }

export type KeyHook = {
  readonly kind: 'folder' | 'service'
  /** Wraps with the newest version of a named key, made when there is none. */
  wrap(
    name: string,
    keys: readonly ToWrap[],
  ): Promise<{ readonly version: number; readonly wrapped: readonly Buffer[] }>
  /** Opens what that version wrapped. Throws `KeyGone` when the version is destroyed; any other fault when a byte or the place differs. */
  unwrap(name: string, version: number, wrapped: readonly Wrapped[]): Promise<readonly Buffer[]>
  /** Wraps anew with the newest version what an older one wrapped; where it can be, without unwrapping it here. */
  rewrap(
    name: string,
    version: number,
    wrapped: readonly Wrapped[],
  ): Promise<{ readonly version: number; readonly wrapped: readonly Buffer[] }>
  /** Makes a new version of a named key; older ones still unwrap. Gives its number. */
  rotate(name: string): Promise<number>
  /** Ends the versions below this one for ever. */
  destroy(name: string, below: number): Promise<void>
  /** What another process may have changed is asked again. */
  forget(name: string): void
}

/** That version of the key does not exist any more: what it wrapped stays closed. */
export class KeyGone extends Error {
  constructor() {
    super('this version of the key is destroyed')
    this.name = 'KeyGone'
  }
}

/** The key service is down or refuses us: a fault that passes. Nothing was decided and nothing is shown. */
export class KeyServiceAway extends Error {
  readonly code = 'key-service-away'
  constructor(reason: string) {
    super(reason)
    this.name = 'KeyServiceAway'
  }
}

/** The name of the key of an organisation for one class. */
export const wrappingName = (organisation: string, fieldClass: string): string => `${organisation}.${fieldClass}`
