/**
 * For which purposes the screen offers to ask her, and for which chapters: the rows of data/sharing/purposes.csv where her
 * yes is the ground and a co-ordinator is the one who asks. The rules of access decide; a test holds this list to them.
 */
import type { Chapter } from './chapter.ts'

export const CONSENT_PURPOSES = {
  D26: [
    'identity',
    'contact',
    'story',
    'residence',
    'safety',
    'health',
    'shelter',
    'income',
    'legal',
    'children',
    'goal',
  ],
  D20: [
    'identity',
    'contact',
    'story',
    'residence',
    'safety',
    'health',
    'shelter',
    'income',
    'legal',
    'children',
    'goal',
  ],
  D06: ['residence', 'safety', 'shelter', 'legal', 'children', 'goal'],
  D04: ['identity', 'children'],
} as const satisfies Readonly<Record<string, readonly Chapter[]>>

export type ConsentPurpose = keyof typeof CONSENT_PURPOSES

/** The purposes for which this chapter may be asked, the handover first. */
export const purposesFor = (chapter: Chapter): readonly ConsentPurpose[] =>
  // Safe: the keys of a constant without extra ones.
  (Object.keys(CONSENT_PURPOSES) as ConsentPurpose[]).filter((purpose) =>
    CONSENT_PURPOSES[purpose].some((each) => each === chapter),
  )
