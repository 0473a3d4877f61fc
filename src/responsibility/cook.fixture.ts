/**
 * The Asian cook in three variants: the same man, the same kitchen, another letter of art. 8. What a page must say and
 * must not say is written out by hand from the worked case in the domain description, not computed from the rules.
 */
import { type Day, day } from '../kernel/index.ts'
import type { DatedFact } from './facts.ts'
import type { Answers } from './route-questions.ts'

export const COOK_DAY: Day = day('2026-11-02')
const LEFT: Day = day('2026-10-31')

export type CookVariant = {
  readonly id: 'A' | 'B' | 'C'
  readonly about: string
  readonly answers: Answers
  readonly facts: readonly DatedFact[]
  /** Rules that must be certain, and rules that must come as the next step. */
  readonly speaks: readonly string[]
  readonly speaksNext: readonly string[]
  /** Rules that may not appear anywhere on the page. */
  readonly silent: readonly string[]
  /** Words that may not appear anywhere in the Dutch text of the page. */
  readonly neverSays: readonly RegExp[]
  readonly letters: readonly string[]
}

const common: readonly DatedFact[] = [
  { field: 'age', value: '21-plus', from: LEFT, source: 'passport' },
  { field: 'nationality', value: 'other', from: LEFT, source: 'passport' },
  { field: 'indication', value: 'yes', from: LEFT, source: 'conversation with the focal officer' },
  { field: 'exploitation', value: 'labour', from: LEFT, source: 'conversation with the focal officer' },
  { field: 'needShelter', value: 'yes', from: LEFT, source: 'conversation with the focal officer' },
  { field: 'needIncome', value: 'yes', from: LEFT, source: 'conversation with the focal officer' },
]
const adultInNeed = { placeTonight: 'yes', age: 'adult' } as const satisfies Answers

export const COOK: readonly CookVariant[] = [
  {
    id: 'A',
    about: 'permit for work still valid',
    answers: { ...adultInNeed, papers: 'permit', permit: 'work', address: 'exploiter', asker: 'unknown' },
    facts: [
      ...common,
      { field: 'residence', value: '8a', from: day('2025-05-01'), until: day('2027-04-30'), source: 'residence card' },
      { field: 'permit', value: 'work', from: day('2025-05-01'), until: day('2027-04-30'), source: 'residence card' },
      { field: 'registration', value: 'exploiter', from: day('2025-05-06'), source: 'population register' },
    ],
    speaks: ['R06', 'R10', 'R29', 'R34', 'R37', 'R38', 'R39', 'R43'],
    speaksNext: [],
    silent: ['R01', 'R02', 'R03', 'R07', 'R08', 'R09', 'R15', 'R27', 'R33', 'R35', 'R42'],
    neverSays: [/bedenktijd/i, /COSM/, /\bRvb\b/, /COA\b/],
    letters: ['wmo-report', 'postal-address'],
  },
  {
    id: 'B',
    about: 'permit withdrawn or expired, no objection',
    answers: {
      ...adultInNeed,
      papers: 'lapsed',
      lapsed: 'no-objection',
      address: 'exploiter',
      asker: 'municipality',
      complaint: 'unknown',
    },
    facts: [
      ...common,
      { field: 'residence', value: '8a', from: day('2024-05-01'), until: day('2026-04-30'), source: 'residence card' },
      { field: 'residence', value: 'none', from: day('2026-05-01'), source: 'letter of the immigration service' },
      { field: 'registration', value: 'exploiter', from: day('2024-05-06'), source: 'population register' },
    ],
    speaks: ['R01', 'R05', 'R06', 'R35', 'R38', 'R39', 'R43'],
    speaksNext: ['R02', 'R07', 'R27', 'R33'],
    silent: ['R09', 'R10', 'R11', 'R29', 'R30', 'R34', 'R42'],
    neverSays: [/\bbijstand/i, /zorgverzekering\b/i, /Dit is de Wmo/],
    letters: ['comensha-report', 'rvb-form', 'postal-address'],
  },
  {
    id: 'C',
    about: 'never had a permit',
    answers: {
      ...adultInNeed,
      papers: 'never',
      address: 'none',
      asker: 'municipality',
      complaint: 'unknown',
      work: 'labour',
    },
    facts: [
      ...common,
      { field: 'residence', value: 'none', from: day('2023-02-01'), source: 'aliens police' },
      { field: 'registration', value: 'none', from: day('2023-02-01'), source: 'population register' },
    ],
    speaks: ['R01', 'R05', 'R06', 'R35', 'R38', 'R43'],
    speaksNext: ['R02', 'R07', 'R27', 'R33'],
    // He registers after the permit, so a postal address in the register is not for him yet.
    silent: ['R09', 'R10', 'R11', 'R29', 'R30', 'R34', 'R39', 'R40', 'R42'],
    neverSays: [/\bbijstand/i, /zorgverzekering\b/i, /Dit is de Wmo/, /briefadres/i],
    letters: ['comensha-report', 'rvb-form'],
  },
]
