/**
 * Hours lost, by cause and party. Waits overlap: while there is no place, a payer may be thinking. Each hour counts once,
 * for the cause that stands most in the way, so that the hours by cause add up to the hours waited.
 */

/**
 * From what stands most in the way to what is left when nobody in particular does; the hours of an overlap go to the first. Somebody who does
 * not pay or decide holds up all that comes after; papers and her own yes come before a journey; no place is what remains.
 */
export const WAIT_CAUSES = ['money', 'decision', 'papers', 'consent', 'transport', 'no-place'] as const
export type WaitCause = (typeof WAIT_CAUSES)[number]

/** Why people say that a wait was for something else: a category, so that no story comes along. */
export const CORRECTION_REASONS = ['other-cause', 'other-party', 'party-told-so', 'entered-wrongly'] as const
export type CorrectionReason = (typeof CORRECTION_REASONS)[number]
export type Correction = {
  readonly cause: WaitCause
  readonly party?: string
  readonly reason: CorrectionReason
  readonly at: Date
}

/** One wait as it was derived or written down; `party` is the organisation on which it waits, when there is one. */
export type Wait = {
  readonly cause: WaitCause
  readonly party?: string
  readonly started: Date
  readonly ended?: Date
  /** What people said of it afterwards, oldest first. The last one counts, and what was derived stays. */
  readonly corrections?: readonly Correction[]
}
export type Cause = { readonly cause: WaitCause; readonly party?: string }

/** For what and for whom it waits, after what people said of it. A correction never moves an hour: only its name changes. */
export const causeOf = (wait: Wait): Cause => named(wait.corrections?.at(-1) ?? wait)

/** Why this is no correction, if it is none. */
export const refuseCorrection = (
  wait: Wait,
  said: Cause & { readonly reason?: CorrectionReason | undefined },
): 'correction-needs-reason' | 'correction-changes-nothing' | undefined => {
  if (said.reason === undefined) return 'correction-needs-reason'
  const now = causeOf(wait)
  return now.cause === said.cause && now.party === said.party ? 'correction-changes-nothing' : undefined
}
/** The same for the hours of a need that nothing explains: only a wait for a place is a need. */
export const refuseExplanation = (
  wait: Wait & { readonly explained?: readonly Correction[] },
  said: Cause & { readonly reason?: CorrectionReason | undefined },
): 'correction-needs-reason' | 'correction-changes-nothing' | 'wait-is-no-need' | undefined => {
  if (wait.cause !== 'no-place') return 'wait-is-no-need'
  if (said.reason === undefined) return 'correction-needs-reason'
  const last = wait.explained?.at(-1)
  return last?.cause === said.cause && last.party === said.party ? 'correction-changes-nothing' : undefined
}
export type Share = { readonly cause: WaitCause; readonly party?: string; readonly hours: number }
export type WaitReading = {
  /** Hours, to a tenth, in which at least one wait ran. */
  readonly hours: number
  readonly running: boolean
  /** What it waits for now, when it still waits. */
  readonly now?: { readonly cause: WaitCause; readonly party?: string }
  /** Most hours first. */
  readonly shares: readonly Share[]
}

/** Reads the waits of one dossier at a moment. What lies after that moment does not count. */
export const readWaits = (waits: readonly Wait[], now: Date): WaitReading => {
  const known = waits
    .filter((wait) => wait.started <= now)
    .map(
      ({ started, ended, ...wait }): Wait => ({ ...causeOf({ started, ...wait }), started, ...(ended && { ended }) }),
    )
    .toSorted(byWeight)
  const moments = [...new Set(known.flatMap((wait) => [wait.started.getTime(), endOf(wait, now)]))].sort(
    (a, b) => a - b,
  )
  const shares = new Map<string, { wait: Wait; milliseconds: number }>()
  for (const [at, from] of moments.entries()) {
    const until = moments[at + 1]
    const first = known.find((wait) => wait.started.getTime() <= from && from < endOf(wait, now))
    if (until === undefined || first === undefined) continue
    const key = `${first.cause} ${first.party ?? ''}`
    const share = shares.get(key) ?? { wait: first, milliseconds: 0 }
    shares.set(key, { wait: first, milliseconds: share.milliseconds + (until - from) })
  }
  const running = known.find((wait) => wait.ended === undefined || wait.ended > now)
  const total = [...shares.values()].reduce((sum, share) => sum + share.milliseconds, 0)
  return {
    hours: inHours(total),
    running: running !== undefined,
    ...(running && { now: named(running) }),
    shares: [...shares.values()]
      .sort((one, other) => other.milliseconds - one.milliseconds)
      .map((share) => ({ ...named(share.wait), hours: inHours(share.milliseconds) })),
  }
}

/** The hours of one wait up to a moment, to a tenth. */
export const hoursOf = (wait: Wait, now: Date): number =>
  inHours(Math.max(0, endOf(wait, now) - wait.started.getTime()))

const partyOf = (wait: Wait): string => wait.party ?? ''
const named = ({ cause, party }: Cause): Cause => ({ cause, ...(party && { party }) })
const endOf = (wait: Wait, now: Date): number => Math.min(wait.ended?.getTime() ?? now.getTime(), now.getTime())
const inHours = (milliseconds: number): number => Math.round(milliseconds / 360_000) / 10
// The order of arrival must not decide: cause, then party, then start.
const byWeight = (one: Wait, other: Wait): number =>
  WAIT_CAUSES.indexOf(one.cause) - WAIT_CAUSES.indexOf(other.cause) ||
  (partyOf(one) < partyOf(other) ? -1 : Number(partyOf(one) > partyOf(other))) ||
  one.started.getTime() - other.started.getTime()
