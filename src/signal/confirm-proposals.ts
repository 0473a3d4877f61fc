/**
 * What a person does with proposed facts: each is taken over or not, and may be changed first. One value for a field; a
 * second proposal for the same field replaces the first. Nothing that was not taken over goes into the signal.
 */
import type { SignalPerson } from './signal.ts'

export type Proposed = {
  readonly field: string
  readonly written: string
  readonly start: number
  readonly end: number
  readonly code?: string
}

export type Considered = Proposed & {
  readonly value: string
  readonly taken: boolean
}

/** Fields of the person that a proposal may fill; the others stand on the signal itself. */
const OF_PERSON = [
  'fullName',
  'birthDate',
  'nationality',
  'phone',
  'email',
  'town',
] as const satisfies readonly (keyof SignalPerson)[]
const OF_SIGNAL = ['exploitation', 'happened'] as const

/** Proposals that can be taken over, none taken yet. What the text says of residence stays in the text. */
export const considerAll = (proposals: readonly Proposed[]): readonly Considered[] =>
  proposals.filter(({ field }) => isKnown(field)).map((each) => ({ ...each, value: proposedValue(each), taken: false }))

// A date and a form are kept as codes; a town, a name and a nationality as they were written.
const proposedValue = ({ field, written, code }: Proposed): string =>
  ['birthDate', 'happened', 'exploitation', 'nationality'].includes(field) ? (code ?? written) : written

const isKnown = (field: string): boolean => [...OF_PERSON, ...OF_SIGNAL].some((each) => each === field)

/** Takes one over or leaves it; of two for the same field only the last taken one stays. */
export const take = (all: readonly Considered[], index: number, taken: boolean): readonly Considered[] => {
  const field = all[index]?.field
  return all.map((each, place) => {
    if (place === index) return { ...each, taken }
    return taken && each.field === field ? { ...each, taken: false } : each
  })
}

/** Takes the first proposal of every field over. */
export const takeFirsts = (all: readonly Considered[]): readonly Considered[] =>
  all.map((each, place) => ({ ...each, taken: all.findIndex(({ field }) => field === each.field) === place }))

export type Confirmed = {
  readonly person: SignalPerson
  readonly happened?: string
  readonly exploitation?: string
  readonly municipalityCode?: string
}

/** What was taken over, as it goes into a signal. An emptied value is not a fact. */
export const confirmed = (all: readonly Considered[]): Confirmed => {
  const taken = all.filter((each) => each.taken && each.value.trim() !== '')
  const valueFor = (field: string) => taken.find((each) => each.field === field)
  const person = Object.fromEntries(
    OF_PERSON.flatMap((field) => {
      const found = valueFor(field)
      return found ? [[field, found.value.trim()]] : []
    }),
  )
  const [happened, exploitation, town] = [valueFor('happened'), valueFor('exploitation'), valueFor('town')]
  // The code belongs to the town as it was read; another town typed over it has none.
  const place = town?.code !== undefined && town.value === town.written ? town.code : undefined
  return {
    person,
    ...(happened ? { happened: happened.value.trim() } : {}),
    ...(exploitation ? { exploitation: exploitation.value } : {}),
    ...(place ? { municipalityCode: place } : {}),
  }
}

export type Piece = { readonly text: string; readonly start: number; readonly proposal?: number }

/** The text in pieces, in order, so that each proposal can be marked where it stands. */
export const piecesOf = (text: string, all: readonly Considered[]): readonly Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const [proposal, { start, end }] of all.entries()) {
    if (start < at || end > text.length) continue
    if (start > at) pieces.push({ text: text.slice(at, start), start: at })
    pieces.push({ text: text.slice(start, end), start, proposal })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at })
  return pieces
}
