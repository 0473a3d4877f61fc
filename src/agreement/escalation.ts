/**
 * Where a term goes that is nearly over or was missed (data/norms/escalation.json): steps with a number of days to a named function, each with the
 * step that comes after it. Only what binds goes on; what nobody signed, and what the person said no to, goes nowhere (decision 4).
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'
import type { Reading } from './clock.ts'

/** Who can be told: functions of a house of care, as the directory names them. */
export const TOLD_FUNCTIONS = [
  'care-coordinator',
  'shelter-worker',
  'wmo-desk',
  'focal-officer',
  'table-chair',
] as const
export type ToldFunction = (typeof TOLD_FUNCTIONS)[number]
const WHEN = ['due-soon', 'missed'] as const

const name = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 })
const closed = { additionalProperties: false } as const
const File = Type.Object(
  {
    state: Type.String({ minLength: 1, maxLength: 400 }),
    steps: Type.Array(
      Type.Object(
        {
          id: name,
          to: Type.Unsafe<ToldFunction>(Type.Enum([...TOLD_FUNCTIONS])),
          when: Type.Unsafe<(typeof WHEN)[number]>(Type.Enum([...WHEN])),
          /** `due-soon`: so many days before the last day; `missed`: so many days after the day on which it was missed. */
          days: Type.Integer({ minimum: 0, maximum: 365 }),
          // biome-ignore lint/suspicious/noThenProperty: a word of the file that a policy officer reads; nothing awaits it.
          then: Type.Optional(name),
        },
        closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
    /** The first step of every norm that has no path of its own. */
    otherwise: name,
    paths: Type.Array(
      Type.Object(
        { first: name, norms: Type.Array(Type.String({ maxLength: 12 }), { minItems: 1, maxItems: 200 }) },
        closed,
      ),
      { maxItems: 100 },
    ),
  },
  closed,
)
type Step = Static<typeof File>['steps'][number]
export type EscalationStep = Readonly<Pick<Step, 'to' | 'when' | 'days'>>
export type Escalation = { readonly pathOf: (normId: string) => readonly EscalationStep[] }
export type EscalationRefusal =
  | 'escalation-unreadable'
  | 'escalation-step-not-known'
  | 'escalation-cycle'
  | 'escalation-goes-back'
  | 'escalation-norm-not-known'

/**
 * Reads the paths. Refuses another shape, a step that is named and not there, a way that comes back to where it was, a step that comes before the one
 * that leads to it, and a norm that does not exist or has two paths.
 */
export const readEscalation = (
  input: unknown,
  norms: readonly { readonly id: string }[],
): Outcome<Escalation, EscalationRefusal> => {
  const [error] = Errors(File, input)
  if (error) return refuse('escalation-unreadable', { path: error.instancePath })
  // Safe: the schema accepted the input just above.
  const { steps, otherwise, paths } = input as Static<typeof File>
  const byId = new Map(steps.map((step, at) => [step.id, { step, at }]))
  if (byId.size !== steps.length) return refuse('escalation-unreadable', { path: '/steps' })
  const ways = new Map<string, readonly EscalationStep[]>()
  for (const { id } of steps) {
    const way = wayFrom(id, byId)
    if (!way.ok) return way
    ways.set(id, way.value)
  }
  const own = new Map<string, readonly EscalationStep[]>()
  for (const [at, { first, norms: ids }] of paths.entries()) {
    const way = ways.get(first)
    if (!way) return refuse('escalation-step-not-known', { step: first, path: `/paths/${at}/first` })
    for (const [place, id] of ids.entries()) {
      const wrong = own.has(id) || !norms.some((norm) => norm.id === id)
      if (wrong) return refuse('escalation-norm-not-known', { norm: id, path: `/paths/${at}/norms/${place}` })
      own.set(id, way)
    }
  }
  const every = ways.get(otherwise)
  if (!every) return refuse('escalation-step-not-known', { step: otherwise, path: '/otherwise' })
  return accept({ pathOf: (normId) => own.get(normId) ?? every })
}

type Placed = ReadonlyMap<string, { readonly step: Step; readonly at: number }>

/** The steps from this one on. */
const wayFrom = (first: string, byId: Placed): Outcome<readonly EscalationStep[], EscalationRefusal> => {
  const way: Step[] = []
  for (let id: string | undefined = first; id !== undefined; ) {
    const found: Step | undefined = byId.get(id)?.step
    // The link that leads wrong is in the step before it.
    const path = `/steps/${byId.get(way.at(-1)?.id ?? '')?.at ?? 0}/then`
    if (!found) return refuse('escalation-step-not-known', { step: id, path })
    if (way.includes(found))
      return refuse('escalation-cycle', { way: [...way.map((each) => each.id), id].join(' > '), path })
    way.push(found)
    id = found.then
  }
  const back = way.find((step, at) => at > 0 && placeOf(step) < placeOf(way[at - 1] ?? step))
  if (back) return refuse('escalation-goes-back', { step: back.id })
  return accept(way.map(({ to, when, days }) => ({ to, when, days })))
}

/** Days from the last day of the term, to compare steps. */
const placeOf = ({ when, days }: EscalationStep): number => (when === 'due-soon' ? -days : days + 1)

/** A function that is told, and since when. */
export type Told = { readonly to: ToldFunction; readonly since: Day }
/** What was said of a miss: a cause (then nothing goes further), or an action with its day (until that day is over). */
export type Answered = { readonly on: Day; readonly until?: Day }

/** Who was told by that day: of a clock that runs the steps before its last day, of a missed one all that were passed. */
export const toldBy = (
  path: readonly EscalationStep[],
  reading: Reading,
  at: { readonly on: Day; readonly answered?: Answered | undefined },
): readonly Told[] => {
  if (reading.state !== 'running' && reading.state !== 'missed') return []
  const missedOn = reading.state === 'missed' ? (reading.on ?? (reading.due && addDays(reading.due, 1))) : undefined
  return path.flatMap(({ to, when, days }) => {
    const planned =
      when === 'due-soon' ? reading.due && addDays(reading.due, -days) : missedOn && addDays(missedOn, days)
    const since = planned && heldBack(planned, at.answered)
    return since !== undefined && since <= at.on ? [{ to, since }] : []
  })
}

const heldBack = (planned: Day, answered: Answered | undefined): Day | undefined => {
  if (answered === undefined || planned <= answered.on) return planned
  if (answered.until === undefined) return undefined
  const after = addDays(answered.until, 1)
  return planned < after ? after : planned
}
