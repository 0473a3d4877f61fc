/** A purpose that each function acts for, as the sharing table says it: a claim of a test names one that fits unless it tries what does not. */
import type { WorkFunction } from '../../src/kernel/index.ts'

export const PURPOSE_OF: Readonly<Record<WorkFunction, string>> = {
  'care-coordinator': 'W01',
  'focal-officer': 'W01',
  'wmo-desk': 'W01',
  'shelter-worker': 'W01',
  'table-chair': 'W01',
  payer: 'W01',
  investigator: 'W02',
  'contact-desk-officer': 'W05',
  'privacy-officer': 'W08',
  analyst: 'W04',
  auditor: 'W07',
  operator: 'W10',
  person: 'W06',
  guest: 'W06',
}

const SIGNERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker', 'analyst']
const FOR_A_SLICE: readonly (readonly [slice: string, purpose: string, functions: readonly WorkFunction[]])[] = [
  [
    'retention.',
    'W11',
    ['privacy-officer', 'care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'],
  ],
  ['agreement.adoption', 'W19', SIGNERS],
  ['agreement.public_fact', 'W19', SIGNERS],
  ['privacy.', 'W12', ['privacy-officer', 'care-coordinator']],
  [
    ...(['case_table.', 'W13'] as const),
    ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair', 'investigator', 'guest'],
  ],
  ['linkage.', 'D27', ['care-coordinator', 'investigator', 'contact-desk-officer']],
]
/** The purpose under which somebody of this function would come to this table. */
export const purposeFor = (role: WorkFunction, table: string): string =>
  FOR_A_SLICE.find(([slice, , functions]) => table.startsWith(slice) && functions.includes(role))?.[1] ??
  PURPOSE_OF[role]
