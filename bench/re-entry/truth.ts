/**
 * What truly happened in an invented country, as far as re-entry goes: whose file was closed when, when she was exploited again, and which
 * signals were written about her. Read for measuring only; the replay (replay.ts) sees signals.
 */
import type { CountryInput, SimulatedEvent, SimulatedSignal, TrueCase } from '../../src/simulation/index.ts'
import { simulateCountry } from '../../src/simulation/index.ts'

export type Told = {
  readonly signal: SimulatedSignal
  readonly person: string
  /** The day on which it truly happened: no clerk knows it. */
  readonly trueDay: string
  /** The case that this report opened or belongs to; a loose signal belongs to none. */
  readonly caseId?: string
}
/** She was exploited again after a file was closed, and somebody wrote something down about it. */
export type ReEntry = {
  readonly person: string
  readonly on: string
  /** Places in `Country.told`, in order of learning. */
  readonly signals: readonly number[]
  /** The first report of the new period, the intake; absent when she was seen and never reported again. */
  readonly intake?: number
}
export type Country = {
  readonly persons: number
  readonly cases: ReadonlyMap<string, TrueCase>
  /** Everything that was written down, in the order in which it was learned. */
  readonly told: readonly Told[]
  readonly reEntries: readonly ReEntry[]
  /** How often she was exploited again and nobody wrote a word: no linkage can know. */
  readonly unseen: number
}

type Heard = { readonly signals: Told[]; readonly cases: TrueCase[]; readonly returned: readonly string[] }

/** Tells a country and keeps what the bench needs of it. */
export const readCountry = (input: CountryInput): Country => {
  const people = hearAll(simulateCountry(input))
  const cases = new Map([...people.values()].flatMap((each) => each.cases.map((one) => [one.id, one] as const)))
  const told = [...people.values()]
    .flatMap(({ signals, cases: own }) => signals.map((each) => ({ ...each, ...caseOf(each, own) })))
    .sort((one, other) => (one.signal.learned < other.signal.learned ? -1 : 1))
  const places = new Map<string, number[]>()
  told.forEach(({ person }, place) => {
    const of = places.get(person)
    if (of) of.push(place)
    else places.set(person, [place])
  })
  const periods = [...people].flatMap(([person, { returned }]) =>
    returned.map((on, at) => ({ person, on, until: returned[at + 1] ?? '9999-12-31' })),
  )
  const reEntries = periods.map(({ person, on, until }): ReEntry => {
    const signals = (places.get(person) ?? []).filter((place) => isWithin(told[place]?.trueDay, on, until))
    const intake = signals.find((place) => told[place]?.signal.isReport)
    return { person, on, signals, ...(intake === undefined ? {} : { intake }) }
  })
  return {
    persons: input.persons,
    cases,
    told,
    reEntries: reEntries.filter(({ signals }) => signals.length > 0),
    unseen: reEntries.filter(({ signals }) => signals.length === 0).length,
  }
}

const hearAll = (events: Iterable<SimulatedEvent>): ReadonlyMap<string, Heard> => {
  const people = new Map<string, Heard>()
  for (const event of events) {
    if (event.kind === 'person') {
      const returned = event.person.life.filter(({ kind }) => kind === 're-entered').map(({ on }) => on)
      people.set(event.person.id, { signals: [], cases: [], returned })
    } else if (event.kind === 'case') people.get(event.case.person)?.cases.push(event.case)
    else if (event.kind === 'signal') {
      const { signal, person, trueDay } = event
      people.get(person)?.signals.push({ signal, person, trueDay })
    }
  }
  return people
}

// A report belongs to the period in which she was found last; cases of one person follow each other.
const caseOf = ({ signal, trueDay }: Told, own: readonly TrueCase[]): { readonly caseId?: string } => {
  const last = signal.isReport ? own.findLast(({ opened }) => opened <= trueDay) : undefined
  return last ? { caseId: last.id } : {}
}

const isWithin = (on: string | undefined, from: string, until: string): boolean =>
  on !== undefined && on >= from && on < until
