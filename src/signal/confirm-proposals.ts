/**
 * What a person does with proposed facts: each is taken over or not, and may be changed first. One value for a field; a
 * second proposal for the same field replaces the first. Nothing that was not taken over goes into the signal.
 */
import { SITUATION_FIELDS } from './propose-situation.ts'
import type { SignalFact, SignalPerson } from './signal.ts'

export type Proposed = {
  readonly field: string
  readonly written: string
  readonly start: number
  readonly end: number
  readonly code?: string
  /** How sure the reading is; absent counts as a hint. */
  readonly confidence?: 'labelled' | 'pattern' | 'hint'
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
  'occupation',
  'phone',
  'email',
  'town',
] as const satisfies readonly (keyof SignalPerson)[]
const OF_SIGNAL = ['exploitation', 'happened'] as const

const isOneOf = (fields: readonly string[], field: string): boolean => fields.includes(field)

/** How the proposals are laid before a person: who, where and when, the situation. */
export const GROUPS = ['who', 'where', 'situation'] as const
export type ProposalGroup = (typeof GROUPS)[number]
const WHO: readonly string[] = ['fullName', 'birthDate', 'nationality', 'language', 'phone', 'email', 'safe-contact']
const WHERE: readonly string[] = ['town', 'happened', 'occupation', 'workplace']

export const groupOf = (field: string): ProposalGroup =>
  isOneOf(WHO, field) ? 'who' : isOneOf(WHERE, field) ? 'where' : 'situation'

/** Proposals that can be taken over, none taken yet. What the text says of residence in general stays in the text. */
export const considerAll = (proposals: readonly Proposed[]): readonly Considered[] =>
  proposals.filter(({ field }) => isKnown(field)).map((each) => ({ ...each, value: proposedValue(each), taken: false }))

// A town is kept as it was written, beside its code; everything else by its code where there is one.
const proposedValue = ({ field, written, code }: Proposed): string => (field === 'town' ? written : (code ?? written))

const isKnown = (field: string): boolean => isOneOf([...OF_PERSON, ...OF_SIGNAL, ...SITUATION_FIELDS], field)

/** Takes one over or leaves it; of two for the same field only the last taken one stays. */
export const take = (all: readonly Considered[], index: number, taken: boolean): readonly Considered[] => {
  const field = all[index]?.field
  return all.map((each, place) => {
    if (place === index) return { ...each, taken }
    return taken && each.field === field ? { ...each, taken: false } : each
  })
}

const SURENESS = { labelled: 0, pattern: 1, hint: 2 } as const
const surenessOf = ({ confidence }: Proposed): number => SURENESS[confidence ?? 'hint']

/** Takes one proposal of every field over: the surest, and of equally sure ones the first. */
export const takeFirsts = (all: readonly Considered[]): readonly Considered[] =>
  all.map((each) => {
    const rivals = all.filter(({ field }) => field === each.field)
    const best = Math.min(...rivals.map(surenessOf))
    return { ...each, taken: rivals.find((rival) => surenessOf(rival) === best) === each }
  })

export type Confirmed = {
  readonly person: SignalPerson
  readonly happened?: string
  readonly exploitation?: string
  readonly municipalityCode?: string
  /** What was told of the situation, in the words of a dossier's chapters. */
  readonly facts: readonly SignalFact[]
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
    facts: SITUATION_FIELDS.flatMap((field) => {
      const found = valueFor(field)
      return found ? [{ field, value: found.value.trim() }] : []
    }),
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
