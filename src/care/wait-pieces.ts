/**
 * One need from the moment it was told to the moment that it was over, cut into pieces that do not overlap and leave nothing out. Each piece has
 * a cause: a wait that runs, or that no house has said yes yet, or that nobody knows. What people said afterwards changes the name of a piece and
 * never its hours; what was derived stays beside it.
 */
import { type Cause, type Correction, causeOf, WAIT_CAUSES, type Wait, type WaitCause } from './wait-clock.ts'

/** `unknown` when nothing that was recorded explains these hours. */
export const LOST_CAUSES = [...WAIT_CAUSES, 'unknown'] as const
export type LostCause = (typeof LOST_CAUSES)[number]

/** A wait of the dossier as far as it touches the need; the need itself is the wait for a place. */
export type NeedFacts = {
  readonly need: Wait
  readonly waits: readonly Wait[]
  /** When a bed was there to be taken: from a yes on; for a bed of the waiting list until its hold was past. */
  readonly offered: readonly { readonly from: Date; readonly until?: Date }[]
  /** What people said of the hours that nothing explains, oldest first. */
  readonly explained: readonly Correction[]
}
export type Piece = {
  readonly from: Date
  readonly until: Date
  readonly cause: LostCause
  readonly party?: string
  /** What it was before people said otherwise. */
  readonly derived?: { readonly cause: LostCause; readonly party?: string }
}

/** The pieces of a need up to a moment, oldest first; none when it lies after that moment. The order of what is given makes no difference. */
export const piecesOf = (facts: NeedFacts, now: Date): readonly Piece[] => {
  const { need, waits, offered } = facts
  const from = need.started.getTime()
  const until = endOf(need.ended, now)
  if (until <= from) return []
  const others = waits.filter(({ cause }) => cause !== 'no-place').toSorted(byWeight)
  const moments = [
    ...new Set(
      [
        ...[from, until],
        ...others.flatMap((wait) => [wait.started.getTime(), endOf(wait.ended, now)]),
        ...offered.flatMap((bed) => [bed.from.getTime(), endOf(bed.until, now)]),
      ].filter((moment) => moment >= from && moment <= until),
    ),
  ].sort((one, other) => one - other)
  return joined(
    moments.flatMap((begin, at) => {
      const end = moments[at + 1]
      return end === undefined
        ? []
        : [{ from: new Date(begin), until: new Date(end), ...causeAt(facts, others, begin, now) }]
    }),
  )
}

type Named = Pick<Piece, 'cause' | 'party' | 'derived'>

const causeAt = (facts: NeedFacts, others: readonly Wait[], moment: number, now: Date): Named => {
  const runs = (started: Date, ended: Date | undefined): boolean =>
    started.getTime() <= moment && moment < endOf(ended, now)
  const wait = others.find(({ started, ended }) => runs(started, ended))
  if (wait) return said(named(wait), wait.corrections?.length ? causeOf(wait) : undefined)
  if (!facts.offered.some((bed) => runs(bed.from, bed.until)))
    return said({ cause: facts.need.cause }, facts.need.corrections?.length ? causeOf(facts.need) : undefined)
  const last = latest(facts.explained)
  return said({ cause: 'unknown' }, last && named(last))
}

const said = (derived: { cause: LostCause; party?: string }, now: Cause | undefined): Named =>
  !now || (now.cause === derived.cause && now.party === derived.party) ? derived : { ...now, derived }
const named = ({ cause, party }: { cause: WaitCause; party?: string }): Cause => ({ cause, ...(party && { party }) })
const endOf = (ended: Date | undefined, now: Date): number => Math.min(ended?.getTime() ?? now.getTime(), now.getTime())
const latest = (corrections: readonly Correction[]): Correction | undefined =>
  [...corrections].sort((one, other) => one.at.getTime() - other.at.getTime()).at(-1)

// Which of several waits counts is what was said last of it, then party, then start: never the order of arrival.
const byWeight = (one: Wait, other: Wait): number => {
  const [a, b] = [causeOf(one), causeOf(other)]
  const [p, q] = [a.party ?? '', b.party ?? '']
  return (
    WAIT_CAUSES.indexOf(a.cause) - WAIT_CAUSES.indexOf(b.cause) ||
    Number(p > q) - Number(p < q) ||
    one.started.getTime() - other.started.getTime() ||
    Number(one.cause > other.cause) - Number(one.cause < other.cause)
  )
}

const alike = (one: Piece, other: Piece): boolean =>
  one.cause === other.cause &&
  one.party === other.party &&
  one.derived?.cause === other.derived?.cause &&
  one.derived?.party === other.derived?.party

const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last && alike(last, piece)) whole[whole.length - 1] = { ...last, until: piece.until }
    else whole.push(piece)
  }
  return whole
}

export type Lost = { readonly cause: LostCause; readonly party?: string; readonly minutes: number }

/** The minutes of a need by cause and party; what is less than a minute is no waiting. */
export const lostOf = (pieces: readonly Piece[]): readonly Lost[] => {
  const sums = new Map<string, { piece: Piece; milliseconds: number }>()
  for (const piece of pieces) {
    const key = `${piece.cause} ${piece.party ?? ''}`
    const known = sums.get(key)
    sums.set(key, {
      piece,
      milliseconds: (known?.milliseconds ?? 0) + piece.until.getTime() - piece.from.getTime(),
    })
  }
  return [...sums.values()]
    .map(({ piece, milliseconds }) => ({
      cause: piece.cause,
      ...(piece.party && { party: piece.party }),
      minutes: Math.round(milliseconds / 60_000),
    }))
    .filter(({ minutes }) => minutes > 0)
    .sort((one, other) => other.minutes - one.minutes || (one.cause < other.cause ? -1 : 1))
}
