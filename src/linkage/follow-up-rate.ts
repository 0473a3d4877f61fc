/**
 * How many hits were followed up in time: the figure of which the only measured network in this field says 60 % (it lost 40 % of
 * its hits). A hit whose question was closed counts in no figure: her no is kept, and no term runs against it (decision 4).
 */

/** Of one month of arrival. `pending` hits still have time; `overdue` ones have none left and nobody called. */
export type FollowUpCounts = {
  readonly month: string
  readonly withinTerm: number
  readonly late: number
  readonly overdue: number
  readonly pending: number
}
/** A number as shown: a multiple of five, 0, "<5", or nothing at all, as in the picture. */
export type ShownCount = number | '<5' | null
export type FollowUpMonth = {
  readonly month: string
  /** Share in whole percents; null while there is nothing to divide, or when it is withheld. */
  readonly percent: number | null
  readonly withinTerm: ShownCount
  readonly late: ShownCount
  readonly overdue: ShownCount
  readonly pending: ShownCount
  readonly withheld: boolean
}

/** What the only measured network kept of its hits; the line that the figure is held against. */
export const FIELD_PERCENT = 60
/** Months with fewer hits than this are withheld from who sees many houses; the same bound as a region in the picture. */
export const MONTH_MIN = 10
const BASE = 5

/** Share of the hits whose term is over, or that were called, that were called in time. Undefined when there is none. */
export const followUpShare = ({ withinTerm, late, overdue }: FollowUpCounts): number | undefined => {
  const due = withinTerm + late + overdue
  return due === 0 ? undefined : withinTerm / due
}

/** One's own house sees its own numbers as they are. */
export const ownMonth = (counts: FollowUpCounts): FollowUpMonth => {
  const share = followUpShare(counts)
  return { ...counts, percent: share === undefined ? null : Math.round(share * 100), withheld: false }
}

/** Many houses together: small months withheld, numbers rounded to five, the share to five percents. */
export const sharedMonth = (counts: FollowUpCounts): FollowUpMonth => {
  const { month, withinTerm, late, overdue, pending } = counts
  if (withinTerm + late + overdue + pending < MONTH_MIN) return withheldMonth(month)
  const share = followUpShare(counts)
  // A share of a few hits would tell the numbers that are withheld one by one.
  const percent = share === undefined || withinTerm + late + overdue < MONTH_MIN ? null : toFive(share * 100)
  return {
    month,
    percent,
    withinTerm: shown(withinTerm),
    late: shown(late),
    overdue: shown(overdue),
    pending: shown(pending),
    withheld: false,
  }
}

/** A month of which nothing is told but that it was. */
export const withheldMonth = (month: string): FollowUpMonth => ({
  month,
  ...{ percent: null, withinTerm: null, late: null, overdue: null, pending: null, withheld: true },
})

const toFive = (value: number): number => Math.round(value / BASE) * BASE
const shown = (value: number): ShownCount => (value === 0 ? 0 : value < BASE ? '<5' : toFive(value))
