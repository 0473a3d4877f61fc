/**
 * Who is one caller for the limit of requests. A whole office asks from one address: whoever is signed in there counts for himself, so that colleagues do
 * not shut each other out. A token counts from when a session was found by it; one that somebody made up counts with its address. Pure but for its memory.
 */
export type Callers = {
  /** What is counted together: one session, else one address. */
  readonly keyOf: (address: string, token: string | undefined) => string
  /** A session was found by this token. */
  readonly met: (token: string) => void
}

/** More sessions than are at work at once; whoever is forgotten counts with the address until the next answer. */
export const CALLERS_MAX = 20_000

/** `digest` keeps tokens themselves out of the memory of the limit. */
export const rememberCallers = (digest: (token: string) => string, most = CALLERS_MAX): Callers => {
  const known = new Set<string>()
  return {
    keyOf: (address, token) => {
      const key = token === undefined ? undefined : digest(token)
      return key !== undefined && known.has(key) ? `session ${key}` : `address ${address}`
    },
    met: (token) => {
      const key = digest(token)
      // The last to be met is the last to be forgotten.
      known.delete(key)
      known.add(key)
      const [first] = known
      if (known.size > most && first !== undefined) known.delete(first)
    },
  }
}
