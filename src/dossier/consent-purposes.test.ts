import { expect, test } from 'vitest'
import { readPurposes } from '../access/index.ts'
import { mayAskConsent } from '../access/purpose.ts'
import { CHAPTERS } from './chapter.ts'
import { CONSENT_PURPOSES, purposesFor } from './consent-purposes.ts'

const purposes = readPurposes()

test('what the screen offers to ask is what the rules of access allow, chapter by chapter', () => {
  for (const purpose of Object.keys(CONSENT_PURPOSES)) {
    for (const chapter of CHAPTERS) {
      const offered = purposesFor(chapter).some((each) => each === purpose)
      expect(`${purpose} ${chapter} ${offered}`).toBe(
        `${purpose} ${chapter} ${mayAskConsent(purposes, purpose, chapter).ok}`,
      )
    }
  }
})

test('every chapter can be asked for a warm handover', () => {
  for (const chapter of CHAPTERS) expect(purposesFor(chapter)).toContain('D26')
})
