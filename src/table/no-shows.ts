/**
 * What is proposed after somebody stayed away without word. Steps are data (data/case-table/no-shows.json) and say what they are: none is
 * signed, so none does anything by itself. A count is never shown alone: the days come with it, and only days for which the party was asked
 * in time and sent no word; coming once begins again.
 */
import file from '../../data/case-table/no-shows.json' with { type: 'json' }
import { type Day, daysBetween } from '../kernel/index.ts'
import type { Attendance } from './attendance.ts'

export const NO_SHOW_STEPS = ['call', 'another-way', 'tell-lead'] as const
export type NoShowStep = (typeof NO_SHOW_STEPS)[number]

export type SeatBefore = { readonly heldOn: Day; readonly askedOn?: Day; readonly attendance: Attendance }
export type ProposedStep = {
  readonly step: NoShowStep
  readonly proposed: boolean
  readonly sentence: { readonly nl: string; readonly en: string }
  readonly days: readonly Day[]
}

type StepRow = {
  readonly after: number
  readonly step: string
  readonly valid_from: string
  readonly valid_until: string | null
} & { readonly kind: string; readonly sentence: { readonly nl: string; readonly en: string } }
// A file of today has no last day yet; the type of the rows says that one may come.
const STEPS: readonly StepRow[] = file.steps

const countsAsNoShow = ({ heldOn, askedOn, attendance }: SeatBefore): boolean =>
  attendance === 'absent' && askedOn !== undefined && daysBetween(askedOn, heldOn) >= file.notice_days_min

/** The step for one seat of one party in one case, from how it was before (oldest first); undefined when nothing is to be said. */
export const stepAfter = (before: readonly SeatBefore[], on: Day): ProposedStep | undefined => {
  const lastThere = before.findLastIndex(({ attendance }) => attendance === 'attended')
  const days = before
    .slice(lastThere + 1)
    .filter(countsAsNoShow)
    .map(({ heldOn }) => heldOn)
  const steps = STEPS.filter(
    (each) =>
      each.valid_from <= on && (each.valid_until === null || on <= each.valid_until) && each.after <= days.length,
  )
  const last = steps.at(-1)
  const step = NO_SHOW_STEPS.find((each) => each === last?.step)
  if (!last || !step) return undefined
  return { step, proposed: last.kind === 'proposed', sentence: last.sentence, days }
}
