/** Which seats a case needs at the table, and why. Parties for the seats come from the directory; an empty seat stays visible. */

export const SEAT_KINDS = [
  'care-coordinator',
  'avim',
  'vice',
  'labour-authority',
  'wmo',
  'shelter',
  'legal-aid',
  'coa',
  'guardian',
  'child-protection',
  'interpreter',
  'public-prosecution',
] as const
export type SeatKind = (typeof SEAT_KINDS)[number]

export const EXPLOITATION_FORMS = ['sexual', 'labour', 'criminal', 'other'] as const
export type ExploitationForm = (typeof EXPLOITATION_FORMS)[number]

/** What is known of the case, by codes. What is not known is absent, and never read as "no". */
export type CaseAtTable = {
  readonly exploitation?: ExploitationForm
  /** The letter of art. 8 Vreemdelingenwet 2000; `NL` for a Dutch national, `none` for no lawful stay. */
  readonly letter?: string
  readonly minor?: boolean
}

export type NeededSeat = { readonly kind: SeatKind; readonly why: SeatReason }
export type SeatReason = 'always' | 'exploitation' | 'residence' | 'foreign-element' | 'age' | 'unknown-form'

/** Lawful stay that gives a right to Wmo support (art. 1.2.2 Wmo 2015). */
const WMO_LETTERS: ReadonlySet<string> = new Set(['NL', '8a', '8b', '8c', '8d', '8e', '8l'])
/** Reflection period or waiting for B8/3: reception and allowance are COA's (Rvb 2, 3). */
const COA_LETTERS: ReadonlySet<string> = new Set(['8f', '8h', '8k'])

type SeatRule = { readonly kind: SeatKind; readonly why: SeatReason; readonly needs: (of: CaseAtTable) => boolean }

// A rule per line, in the order in which seats are shown. A seat that two rules ask for gets the first reason.
const RULES: readonly SeatRule[] = [
  { kind: 'care-coordinator', why: 'always', needs: () => true },
  // N39 (proposed): sexual exploitation brings both AVIM and the vice squad; without a foreign element AVIM is not asked.
  { kind: 'vice', why: 'exploitation', needs: ({ exploitation }) => exploitation === 'sexual' },
  { kind: 'avim', why: 'foreign-element', needs: ({ letter }) => letter !== 'NL' },
  // The Labour Authority investigates labour exploitation.
  { kind: 'labour-authority', why: 'exploitation', needs: ({ exploitation }) => exploitation === 'labour' },
  // Non-punishment is judged by the prosecution (Directive 2011/36/EU art. 8, N20).
  { kind: 'public-prosecution', why: 'exploitation', needs: ({ exploitation }) => exploitation === 'criminal' },
  // Nobody knows the form yet: those who could tell sit at the table.
  { kind: 'vice', why: 'unknown-form', needs: ({ exploitation }) => exploitation === undefined },
  {
    kind: 'wmo',
    why: 'residence',
    needs: ({ letter, minor }) => minor !== true && (letter === undefined || WMO_LETTERS.has(letter)),
  },
  { kind: 'coa', why: 'residence', needs: ({ letter }) => letter !== undefined && COA_LETTERS.has(letter) },
  { kind: 'shelter', why: 'always', needs: () => true },
  // Legal information comes before a complaint (Vc B8/3.4, N16).
  { kind: 'legal-aid', why: 'always', needs: () => true },
  { kind: 'child-protection', why: 'age', needs: ({ minor }) => minor === true },
  // A foreign minor may be alone: the guardian is asked in any case (CETS 10(4)(a), N22).
  { kind: 'guardian', why: 'age', needs: ({ minor, letter }) => minor === true && letter !== 'NL' },
]

/** The seats that this case needs, each once with its reason. Unknown residence asks for more seats, not for fewer. */
export const seatsNeeded = (of: CaseAtTable): readonly NeededSeat[] => {
  const needed = new Map<SeatKind, SeatReason>()
  for (const { kind, why, needs } of RULES) if (needs(of) && !needed.has(kind)) needed.set(kind, why)
  return [...needed].map(([kind, why]) => ({ kind, why }))
}

export const SEAT_ANSWERS = ['attending', 'follows', 'cannot-say', 'absent'] as const
export type SeatAnswer = (typeof SEAT_ANSWERS)[number]

export type Seat = {
  readonly kind: SeatKind
  readonly invited: boolean
  readonly answer?: SeatAnswer
  readonly followsOn?: string
}

/** How a seat stands, in the order of what needs doing first. `missing`: nobody is asked, or who was asked is not there. */
export type SeatState = 'missing' | 'waiting' | 'follows' | 'filled'

/** What a reader of the table sees of a seat. */
export const seatState = ({ invited, answer }: Seat): SeatState => {
  if (answer === 'attending') return 'filled'
  if (answer === 'follows') return 'follows'
  if (answer === undefined && invited) return 'waiting'
  return 'missing'
}
