/** Asking and hearing, as a professional would through the API: for tests of what carries a look-up. */
import { type CastMember, castDay } from '../../fixtures/cast.ts'
import { randomFrom } from '../../src/kernel/index.ts'
import type { Answer, TestSystem } from './system.ts'

export type LinkPerson = { readonly fullName: string; readonly birthDate?: string; readonly phone?: string }

const SYLLABLES = 'ba do fi gu ke la mo nu pe ri sa to vu wi xo zy cha dre flo gri kwe plu sno tra'.split(' ')

/** Invented people who have nothing in common with each other, whatever key they are encoded under: syllables, days and numbers drawn by `n`. */
export const inventedPerson = (n: number): Required<LinkPerson> => {
  const random = randomFrom(n * 7_919 + 13)
  const word = (): string => Array.from({ length: 4 }, () => SYLLABLES[random.below(SYLLABLES.length)]).join('')
  const two = (most: number): string => String(1 + random.below(most)).padStart(2, '0')
  return {
    fullName: `${word()} ${word()}`,
    birthDate: `${1935 + random.below(70)}-${two(12)}-${two(28)}`,
    phone: `06 00 ${String(100_000 + random.below(900_000))}`,
  }
}

export const idOf = (body: unknown, field: string): string => String((body as Record<string, unknown>)[field])

export type Asked = { readonly signalId: string; readonly groundId: string }

/** A house takes a person in and records a ground, without asking. */
export const preparedLookUp = async (
  house: TestSystem,
  member: CastMember,
  person: object,
  ground: Readonly<Record<string, unknown>> = {},
): Promise<Asked> => {
  const caller = await house.as(member)
  const signal = await caller.post('/v1/signals', { source: 'typed', exploitation: 'labour', person })
  const signalId = idOf(signal.body, 'signalId')
  // With consent: without it, police are two people for one look-up.
  const talk = {
    language: 'nl',
    present: ['interpreter'],
    helpDoesNotDependOnIt: true,
    ageGroup: '18-plus',
    understood: 'Ja.',
  }
  const why = { kind: 'consent-to-search', purpose: 'D27', givenDate: castDay, ...talk }
  const made = await caller.post(`/v1/signals/${signalId}/grounds`, { ...why, ...ground })
  return { signalId, groundId: idOf(made.body, 'groundId') }
}

export const postLookUp = async (house: TestSystem, member: CastMember, asked: Asked): Promise<Answer> =>
  (await house.as(member)).post('/v1/look-ups', { ...asked, purpose: 'D27', caseReference: 'ZNS 1' })

/** A house takes a person in and asks who knows her. */
export const lookUpPerson = async (
  house: TestSystem,
  member: CastMember,
  person: object,
  ground: Readonly<Record<string, unknown>> = {},
): Promise<Asked> => {
  const asked = await preparedLookUp(house, member, person, ground)
  const answer = await postLookUp(house, member, asked)
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return asked
}

export const carryAll = async (house: TestSystem): Promise<void> => {
  await (await house.system.courier()).carry()
}

export type HeardHit = { readonly hitId: string; readonly signalId?: string; readonly grade: string }

export const hitsOf = async (house: TestSystem, member: CastMember): Promise<readonly HeardHit[]> =>
  ((await (await house.as(member)).get('/v1/hits')).body as { hits: HeardHit[] }).hits

/** Steps and carries until the turn of keys is over. */
export const finishTurn = async (house: TestSystem): Promise<void> => {
  for (let steps = 0; steps < 300; steps += 1) {
    const did = await house.system.turn.step()
    await carryAll(house)
    if (did === 'idle') return
  }
  throw new Error('the turn does not end')
}
