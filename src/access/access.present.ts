/** What an answer shows of grounds and consents, with what this reader may do now. */
import type { Static } from 'typebox'
import type { Day } from '../kernel/index.ts'
import type { ConsentList, GroundList } from './access.schema.ts'
import type { ConsentRead, ConsentWords } from './consent.store.ts'
import { type AgeGroup, WHO_DECIDES } from './deciders.ts'
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
      ...(ground.ageGroup === undefined ? {} : { ageGroup: ground.ageGroup }),
      decidedBy: [...ground.decidedBy],
      ...(ground.withdrawnAt ? { withdrawnAt: ground.withdrawnAt.toISOString() } : {}),
      abilities: ground.withdrawnAt ? [] : ['withdraw-ground'],
    }
  })
  return { grounds: shown, abilities: ['record-ground', ...(shown.some((each) => each.stands) ? ['look-up'] : [])] }
}

/** Answers of one dossier. Who does not hold it may still stop what it sees, never answer for her, and is not told how old she is. */
export const presentConsents = (
  consents: readonly ConsentRead[],
  words: ReadonlyMap<string, ConsentWords>,
  purposes: Purposes,
  held: { readonly by: string; readonly ageGroup?: AgeGroup } | undefined,
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
      ...(consent.askAgainOn ? { askAgainDate: consent.askAgainOn } : {}),
      ...(held && consent.ageGroup ? { ageGroup: consent.ageGroup } : {}),
      ...(held ? { decidedBy: [...consent.decidedBy] } : {}),
      abilities: ended ? [] : ['withdraw-consent'],
    }
  }),
  ...(held
    ? {
        readers: readersOf(consents, purposes, held.by),
        ...(held.ageGroup ? { ageGroup: held.ageGroup } : {}),
        whoDecides: WHO_DECIDES.map(({ group, herself, authority, articles }) => ({
          ...{ ageGroup: group, herself, authority, articles: [...articles] },
        })),
      }
    : {}),
  abilities: held ? ['record-consent'] : [],
})

type Reader = NonNullable<Static<typeof ConsentList>['readers']>[number]

/** Whom the law lets read without her yes: a ground, shown as such and never called consent. W01, E01, W06, W07 and W08 of the sharing table. */
const BY_LAW = [
  ['holder', 'W01'],
  ['emergency', 'E01'],
  ['herself', 'W06'],
  ['privacy-officer', 'W08'],
  ['auditor', 'W07'],
] as const

const readersOf = (consents: readonly ConsentRead[], purposes: Purposes, holder: string): Reader[] => {
  const articles = (purpose: string): string => purposes.get(purpose)?.basis ?? ''
  const agreed = Map.groupBy(
    consents.filter(({ stands }) => stands),
    ({ partner, purpose, validUntil }) => `${partner} ${purpose} ${validUntil}`,
  )
  return [
    ...BY_LAW.map(
      ([who, purpose]): Reader => ({
        ...(who === 'holder' ? { organisationId: holder } : {}),
        ...{ who, chapters: [], ground: 'law', purpose, articles: articles(purpose) },
      }),
    ),
    ...[...agreed.values()].flatMap(([first, ...rest]): Reader[] =>
      first
        ? [
            {
              organisationId: first.partner,
              who: 'partner',
              chapters: [first, ...rest].map(({ chapter }) => chapter),
              ground: 'consent',
              purpose: first.purpose,
              articles: articles(first.purpose),
              untilDate: first.validUntil,
            },
          ]
        : [],
    ),
  ]
}
