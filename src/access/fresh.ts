/** Two rules of signing in: how long a proof of who somebody is counts as fresh, and where a browser may be sent back to. */

/** Proposed: about as long as one conversation. Asked again before consent is written down and before what leaves the house on paper. */
export const FRESH_MINUTES = 15

/**
 * Whether somebody must prove again who (s)he is: `needsFreshSignIn({ provedAt }, { now, demonstration })`. In a demonstration nobody can
 * prove anything, and its people are invented: there nobody is asked.
 */
export const needsFreshSignIn = (
  session: { readonly provedAt?: Date },
  at: { readonly now: Date; readonly demonstration: boolean },
): boolean => {
  if (at.demonstration) return false
  if (session.provedAt === undefined) return true
  return at.now.getTime() - session.provedAt.getTime() > FRESH_MINUTES * 60_000
}

const FIRST_SCREEN = '/app/vandaag'
/** Addresses of our screens: words and ids between slashes, nothing that a browser could read as another site. */
const SCREEN = /^\/app(?:\/[A-Za-z0-9-]{1,64}){0,6}$/

/** Where to go after signing in: a screen of ours, or the first one. */
export const returnAddress = (asked: string | null | undefined): string =>
  asked && SCREEN.test(asked) ? asked : FIRST_SCREEN
