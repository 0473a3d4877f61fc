/**
 * The advisory locks of linkage, one number each and all of them here: two that share a number wait for each other without a reason, and
 * nothing but the clock says so. 823746 is the migration's.
 */
export const LOCKS = {
  /** Who holds it carries. Two matchers in two memories would each find half of the hits. */
  courier: 823_747,
  /** Who encodes holds this lock with others; who opens or closes an epoch holds it alone, and so finds nobody half-way. */
  epochs: 823_748,
  /** Who follows up or carries does it alone, so that what was sent first arrives first. */
  turn: 823_749,
  /** Who derives the clusters of things does it alone: two at once would write the same history twice. */
  derive: 823_750,
} as const
