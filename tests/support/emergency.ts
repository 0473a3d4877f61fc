/** A file of Zaanstad with something in its chapters, and somebody of another house who opens some of them in an emergency. */
import { type CastMember, cast } from '../../fixtures/cast.ts'
import type { Answer, TestSystem } from './system.ts'

export const EMERGENCY_REASON = 'Er staat een man voor de deur die haar naam roept.'

/** What is asked to open safety and contact for two hours. */
export const emergencyBody = (dossierId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  dossierId,
  chapters: ['safety', 'contact'],
  kind: 'acute-danger',
  reason: EMERGENCY_REASON,
  hours: 2,
  ...more,
})

const body = <T>(answer: Answer): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  // Safe: tests only; the caller names the shape that the route promises.
  return answer.body as T
}

/** Writes something in five chapters of a new file; gives its id. */
export const fileOfZaanstad = async (house: TestSystem): Promise<string> => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const { dossierId } = body<{ dossierId: string }>(
    await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Naam' }] }),
  )
  const notes = [
    { chapter: 'safety', text: 'Verzonnen veiligheid: hij heet Verzonnen en rijdt rood.' },
    { chapter: 'health', text: 'Verzonnen gezondheid: insuline.' },
    { chapter: 'story', text: 'Verzonnen verhaal.' },
    {
      chapter: 'contact',
      text: 'Verzonnen contacttekst.',
      fields: [
        { field: 'safe-contact', value: 'via Verzonnen Zus' },
        { field: 'postal-address', value: 'Postbus Verzonnen' },
      ],
    },
  ]
  for (const note of notes) body(await hanna.post(`/v1/dossiers/${dossierId}/chapter-notes`, note))
  return dossierId
}

/** Opens, by default as the shelter worker of De Verzonnen Haven; gives the id of the opening. */
export const openInEmergency = async (
  house: TestSystem,
  dossierId: string,
  member: CastMember = cast.shelterWorkerHaven,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  body<{ openingId: string }>(
    await (await house.as(member)).post('/v1/break-glass-openings', emergencyBody(dossierId, more)),
  ).openingId
