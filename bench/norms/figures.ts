/** What the clocks say of a country, counted by norm: how often each way in which a norm can be read was met. */
import {
  bookOf,
  type ClockFact,
  findVersion,
  type Norm,
  type NormBook,
  type Reading,
  readBook,
} from '../../src/agreement/index.ts'
import type { Day } from '../../src/kernel/index.ts'
import type { Matter } from './country.ts'

export const WAYS = ['kept', 'missed', 'running', 'excepted', 'not-yet-valid'] as const
export type Way = (typeof WAYS)[number]
export type Counts = Readonly<Record<string, Readonly<Record<Way, number>>>>

/** The books by what a norm is about: a municipality does not start the norms of a person. */
export const booksOf = (norms: readonly Norm[]): Readonly<Record<Norm['about'], NormBook>> => {
  const book = (about: Norm['about']): NormBook => bookOf(norms.filter((each) => each.about === about))
  return {
    ...{ person: book('person'), municipality: book('municipality'), region: book('region') },
    ...{ country: book('country'), cluster: book('cluster') },
  }
}

/** Reads each matter on the days that `daysOf` gives for it. */
export const countWays = (
  norms: readonly Norm[],
  matters: Iterable<Matter>,
  daysOf: (matter: Matter) => readonly Day[],
): Counts => {
  const books = booksOf(norms)
  const counts = Object.fromEntries(
    norms.map(({ id }) => [id, { kept: 0, missed: 0, running: 0, excepted: 0, 'not-yet-valid': 0 }]),
  )
  for (const matter of matters)
    for (const on of daysOf(matter))
      for (const { norm, clocks } of readBook(books[matter.about], matter.facts, { day: on }))
        for (const { trigger, reading } of clocks) {
          const way = wayOf(norm, trigger, reading)
          const of = counts[norm.id]
          if (way && of) of[way] += 1
        }
  return counts
}

const wayOf = (norm: Norm, trigger: Day, reading: Reading): Way | undefined => {
  switch (reading.state) {
    case 'running':
    case 'missed':
      return reading.state
    case 'not-started':
      return undefined
    case 'not-applicable':
      return reading.by === 'no-version-valid' ? 'not-yet-valid' : 'excepted'
    case 'kept': {
      const exceptions = findVersion(norm, trigger)?.exceptions ?? []
      return exceptions.some(({ kind }) => kind === reading.by) ? 'excepted' : 'kept'
    }
  }
}

/** What cannot be met: a norm without a term is never missed, a ban without an exception of its own knows none. */
export const cannotMeet = ({ versions }: Norm): readonly Way[] => [
  ...(versions.every(({ judged, term }) => judged.rule === 'within' && term.unit === 'none')
    ? (['missed'] as const)
    : []),
  ...(versions.every(({ exceptions }) => exceptions.length === 0) ? (['excepted'] as const) : []),
]

export const factsIn = (matters: readonly { readonly facts: readonly ClockFact[] }[]): number =>
  matters.reduce((sum, { facts }) => sum + facts.length, 0)
