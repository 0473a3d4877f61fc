/** One person whom two houses know, asked for with a ground: what a hit is made of. */
import { type CastMember, castDay, theCook } from '../../fixtures/cast.ts'
import { createCourier } from '../../src/linkage/courier.job.ts'
import { matcherKeysFrom } from '../../src/linkage/match-inbox.crypto.ts'
import { type MatcherService, openMatcher } from '../../src/linkage/matcher.store.ts'
import type { TestSystem } from './system.ts'

export type Asked = { readonly signalId: string; readonly groundId: string }
export type Person = Readonly<Record<string, string>>

const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven
export const THE_COOK: Person = { fullName, birthDate, phone }
const idOf = (body: unknown, field: string): string => String((body as Record<string, unknown>)[field])

const TALK = {
  language: 'zh',
  present: ['interpreter'],
  helpDoesNotDependOnIt: true,
  ageGroup: '18-plus',
  understood: 'Ja.',
}

/** Records a signal and a ground and asks; nothing is carried yet. */
export const askFor = async (
  house: TestSystem,
  member: CastMember,
  more: { readonly person?: Person; readonly ground?: Readonly<Record<string, unknown>> } = {},
): Promise<Asked> => {
  const caller = await house.as(member)
  const signal = { source: 'typed', exploitation: 'labour', person: more.person ?? THE_COOK }
  const signalId = idOf((await caller.post('/v1/signals', signal)).body, 'signalId')
  return askAgain(house, member, signalId, more.ground)
}

/** A new ground for a signal that is there, and the look-up with it. */
export const askAgain = async (
  house: TestSystem,
  member: CastMember,
  signalId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Asked> => {
  const caller = await house.as(member)
  // Police looking without consent would wait for a second person.
  const basis =
    member.plane === 'enforcement'
      ? { kind: 'consent-to-search', purpose: 'D27', ...TALK }
      : { kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.' }
  const today = house.clock.now().toISOString().slice(0, 10) || castDay
  const ground = { ...basis, givenDate: today, ...more }
  const groundId = idOf((await caller.post(`/v1/signals/${signalId}/grounds`, ground)).body, 'groundId')
  const asked = { signalId, groundId, purpose: 'D27', caseReference: 'ZNS 1' }
  const answer = await caller.post('/v1/look-ups', asked)
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return { signalId, groundId }
}

export const withdraw = async (house: TestSystem, member: CastMember, { groundId }: Asked): Promise<void> => {
  await (await house.as(member)).post(`/v1/grounds/${groundId}/withdrawals`)
}

export type HitSeen = {
  readonly hitId: string
  readonly route: string
  readonly grade: string
  readonly closed: boolean
  readonly dueDate: string
  readonly outcome?: string
  readonly contactedDate?: string
  readonly callOrganisationId?: string
  readonly signalId?: string
  readonly abilities: readonly string[]
}
export const hitsOf = async (house: TestSystem, member: CastMember, query = ''): Promise<readonly HitSeen[]> =>
  ((await (await house.as(member)).get(`/v1/hits${query}`)).body as { hits: HitSeen[] }).hits

/** Both houses asked and the courier went round: each has its hit. */
export const bothFound = async (
  house: TestSystem,
  one: CastMember,
  other: CastMember,
  person: Person = THE_COOK,
): Promise<{ readonly one: Asked; readonly other: Asked }> => {
  const first = await askFor(house, one, { person })
  const second = await askFor(house, other, { person })
  await round(house)
  return { one: first, other: second }
}

/** One round of the courier, as it goes by itself. */
export const round = async (house: TestSystem): Promise<void> => {
  const courier = await house.system.courier()
  await courier.forget()
  await courier.join()
  await courier.carry()
  await courier.join()
}

/** A matcher with a memory of its own and a courier that carries to it: a second process. */
export const secondProcess = async (
  house: TestSystem,
  options: { readonly down?: () => boolean; readonly before?: (message: string) => Promise<void> } = {},
) => {
  const { platform, clock } = house
  const matcher: MatcherService = await openMatcher(
    platform.databases.matcher,
    matcherKeysFrom(platform.secrets.matcher),
  )
  const desk = house.reference.organisations.find((each) => each.kind === 'contact-desk')
  const courier = createCourier({
    db: platform.databases.courier,
    sendToMatcher: async (messages, now) => {
      if (options.down?.()) throw new Error('the matcher is down')
      for (const message of messages) await options.before?.(message)
      return matcher.receiveAll(messages, now)
    },
    refreshMatcher: () => matcher.refresh(),
    contactDesk: desk?.id ?? '',
    clock: clock.now,
    newId: () => crypto.randomUUID(),
    log: () => undefined,
  })
  return { matcher, courier }
}
