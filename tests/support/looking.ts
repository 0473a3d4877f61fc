/** People who look for somebody, for tests: a signal, a ground and the question, each as its own step. */
import { type CastMember, castDay } from '../../fixtures/cast.ts'
import type { Answer, TestSystem } from './system.ts'

type Person = Readonly<Record<string, string>>
const idIn = (answer: Answer, name: string): string => {
  const id = (answer.body as Readonly<Record<string, unknown>>)[name]
  if (typeof id !== 'string') throw new Error(`${answer.status} ${answer.text}`)
  return id
}

export const writeSignal = async (house: TestSystem, member: CastMember, person: Person): Promise<string> =>
  idIn(
    await (await house.as(member)).post('/v1/signals', { source: 'typed', exploitation: 'labour', person }),
    'signalId',
  )

/** A ground on a named legal basis, or with consent. */
export const writeGround = async (
  house: TestSystem,
  member: CastMember,
  signalId: string,
  kind: 'legal-basis' | 'consent-to-search' = 'legal-basis',
): Promise<string> => {
  const common = { kind, purpose: 'D27', givenDate: castDay, validUntilDate: '2027-10-01' }
  const said =
    kind === 'legal-basis'
      ? { basis: member.plane === 'enforcement' ? 'wpg-8' : 'avg-6-1-d', note: 'Verzonnen afweging.' }
      : {
          language: 'zh',
          present: ['interpreter'],
          helpDoesNotDependOnIt: true,
          ageGroup: '18-plus',
          understood: 'Ja.',
        }
  const caller = await house.as(member)
  return idIn(await caller.post(`/v1/signals/${signalId}/grounds`, { ...common, ...said }), 'groundId')
}

export const ask = async (
  house: TestSystem,
  member: CastMember,
  asked: { readonly signalId: string; readonly groundId: string; readonly caseReference?: string },
): Promise<Answer> =>
  (await house.as(member)).post('/v1/look-ups', { purpose: 'D27', caseReference: 'ZAAK 1', ...asked })

/** Signal, ground and question at once. */
export const lookFor = async (
  house: TestSystem,
  member: CastMember,
  person: Person,
  kind: 'legal-basis' | 'consent-to-search' = 'legal-basis',
): Promise<{ readonly signalId: string; readonly groundId: string; readonly answer: Answer }> => {
  const signalId = await writeSignal(house, member, person)
  const groundId = await writeGround(house, member, signalId, kind)
  return { signalId, groundId, answer: await ask(house, member, { signalId, groundId }) }
}

export type OversightRead = {
  readonly figures: { readonly listed: number; readonly reviewed: number; readonly late: number }
  readonly lookUps: readonly {
    readonly lookupId: string
    readonly actorId: string
    readonly cause: string
    readonly late: boolean
    readonly ownGround: boolean
    readonly groundWithdrawn: boolean
    readonly caseReference: string
    readonly secondName?: string
    readonly review?: { readonly outcome: string }
    readonly abilities: readonly string[]
  }[]
  readonly refused: readonly {
    readonly refusedLookUpId: string
    readonly actorId: string
    readonly code: string
    readonly seen: boolean
  }[]
  readonly alarms: readonly {
    readonly alarmId: string
    readonly actorId: string
    readonly caseReference: string
    readonly decoyId?: string
    readonly seen: boolean
  }[]
  readonly budgets: {
    readonly spent: number
    readonly people: readonly { readonly actorId: string; readonly spent: number }[]
  }
}
export const readOversight = async (house: TestSystem, officer: CastMember): Promise<OversightRead> => {
  const answer = await (await house.as(officer)).get('/v1/look-up-oversight')
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  // Safe: tests only; the route answers by its schema.
  return answer.body as OversightRead
}
