/** What an answer shows of grounds and consents, with what this reader may do now. */
import type { Static } from 'typebox'
import type { Day } from '../kernel/index.ts'
import type { ConsentList, GroundList } from './access.schema.ts'
import type { ConsentRead, ConsentWords } from './consent.store.ts'
import type { GroundRead } from './ground.store.ts'
import { standsOn } from './ground.ts'
import type { Purposes } from './purpose.ts'

/** Grounds for one signal. Looking up is an ability only while one of them stands. */
export const presentGrounds = (
  grounds: readonly GroundRead[],
  purposes: Purposes,
  today: Day,
): Static<typeof GroundList> => {
  const shown = grounds.map((ground) => {
    const stands = standsOn(ground, today, ground.purpose, ground.subject).ok
    const { id: groundId, kind, purpose, basis, interpreted, words } = ground
    return {
      ...{ groundId, kind, purpose, purposeNl: purposes.get(purpose)?.nl ?? purpose, basis, interpreted, stands },
      ...(ground.language === undefined ? {} : { language: ground.language }),
      ...(words.interpreterName === undefined ? {} : { interpreterName: words.interpreterName }),
      ...(words.understood === undefined ? {} : { understood: words.understood }),
      ...(words.weighing === undefined ? {} : { weighing: words.weighing }),
      present: [...(words.present ?? [])],
      givenDate: ground.givenOn,
      validUntilDate: ground.validUntil,
      ...(ground.withdrawnAt ? { withdrawnAt: ground.withdrawnAt.toISOString() } : {}),
      abilities: ground.withdrawnAt ? [] : ['withdraw-ground'],
    }
  })
  return { grounds: shown, abilities: ['record-ground', ...(shown.some((each) => each.stands) ? ['look-up'] : [])] }
}

/** Answers of one dossier. Who does not hold it may still stop what it sees, never answer for her. */
export const presentConsents = (
  consents: readonly ConsentRead[],
  words: ReadonlyMap<string, ConsentWords>,
  purposes: Purposes,
  isHolder: boolean,
): Static<typeof ConsentList> => ({
  consents: consents.map((consent) => {
    const { consentId, chapter, purpose, answer, language, interpreted, stands, replaced, askAgainAlone } = consent
    const said = words.get(consentId)
    const ended = replaced || consent.withdrawnAt !== undefined
    return {
      ...{ consentId, chapter, purpose, answer, language, interpreted, stands, replaced, askAgainAlone },
      partnerId: consent.partner,
      purposeNl: purposes.get(purpose)?.nl ?? purpose,
      present: [...consent.present],
      ...(said?.understood === undefined ? {} : { understood: said.understood }),
      ...(said?.interpreterName === undefined ? {} : { interpreterName: said.interpreterName }),
      recordedByOrganisationId: consent.recordedFor,
      givenDate: consent.givenOn,
      validUntilDate: consent.validUntil,
      ...(consent.withdrawnAt ? { withdrawnAt: consent.withdrawnAt.toISOString() } : {}),
      ...(consent.withdrawnBy ? { withdrawnBy: consent.withdrawnBy } : {}),
      abilities: ended ? [] : ['withdraw-consent'],
    }
  }),
  abilities: isHolder ? ['record-consent'] : [],
})
