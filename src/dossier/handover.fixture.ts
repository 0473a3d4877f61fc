/** A dossier of Zaanstad with consents for Eindhoven, as tests of handovers need it, made through the API. */
import { castDay, castOrganisations } from '../../fixtures/cast.ts'
import type { Answer, Caller } from '../../tests/support/system.ts'

// Safe: each caller names the field that the answer of that route has.
export const fieldOf = (answer: Answer, name: string): string => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return String((answer.body as Record<string, unknown>)[name])
}

export const aDossier = async (by: Caller, fields = [{ field: 'name', value: 'Verzonnen Kok' }]): Promise<string> =>
  fieldOf(await by.post('/v1/dossiers', { fields }), 'dossierId')

export const aConsent = async (
  by: Caller,
  dossierId: string,
  chapter: string,
  partnerId: string = castOrganisations.careEindhoven,
  purpose = 'D26',
): Promise<string> =>
  fieldOf(
    await by.post(`/v1/dossiers/${dossierId}/consents`, {
      ...{ chapter, partnerId, purpose, answer: 'given', language: 'zh', present: ['interpreter'] },
      ...{ helpDoesNotDependOnIt: true, understood: 'Zij mogen dit lezen.', ageGroup: '18-plus', givenDate: castDay },
    }),
    'consentId',
  )

/** Her interest on record for a handover that she did not say yes to (decision 0057); beside a yes it changes nothing. */
export const weighed = async (
  by: Caller,
  dossierId: string,
  kind: 'hand-over' | 'close' = 'hand-over',
  receiverId: string = castOrganisations.careEindhoven,
): Promise<void> => {
  fieldOf(
    await by.post(`/v1/dossiers/${dossierId}/interest-decisions`, {
      ...{ kind, because: ['other'], ...(kind === 'hand-over' ? { receiverId } : {}) },
      statement: {
        ...{ decidedBy: 'we', accords: 'wish-unknown', wishAbsent: 'not-reached' },
        ...{ effect: 'Een ander helpt.', alternatives: 'Geen.' },
      },
    }),
    'decisionId',
  )
}

export const anOffer = async (
  by: Caller,
  dossierId: string,
  more: Readonly<Record<string, unknown>> & { readonly receiverId?: string } = {},
): Promise<string> => {
  await weighed(by, dossierId, 'hand-over', more.receiverId)
  return fieldOf(
    await by.post(`/v1/dossiers/${dossierId}/handovers`, { receiverId: castOrganisations.careEindhoven, ...more }),
    'handoverId',
  )
}
