/** What links between signals of two regions become in the picture, and what who counts gets to see of it. */
import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castDay } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { type ActorId, asId, type OrganisationId } from '../kernel/index.ts'
import type { SharedShown } from './movement.schema.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, investigatorNoordHolland: ruben } = cast
const [LANDSMEER, EINDHOVEN] = ['GM0415', 'GM0772']
const PHONE = { kind: 'phone', text: '06 00 00 41 41' }
const PLATE = { kind: 'plate', text: 'VB-123-X' }
const DOCUMENT = { kind: 'document', text: 'NWR04K1P6' }

const rows = async (query: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await (await house.admin()).query<Readonly<Record<string, unknown>>>(query)).rows
const carry = async () => (await house.system.courier()).carry()
const post = async (member: CastMember, path: string, body: object = {}): Promise<Readonly<Record<string, string>>> => {
  const answer = await (await house.as(member)).post(path, body)
  expect(answer.status, answer.text).toBeLessThan(300)
  // Safe: the route answers by its schema, which the contract tests hold.
  return answer.body as Readonly<Record<string, string>>
}
/** A signal whose things are looked for; gives its ground. */
const found = async (
  member: CastMember,
  municipalityCode: string | undefined,
  things: readonly { readonly kind: string; readonly text: string }[],
): Promise<string> => {
  const place = municipalityCode === undefined ? {} : { municipalityCode }
  const signal = { source: 'typed', exploitation: 'labour', happened: '2026-11', things, ...place }
  const { signalId = '' } = await post(member, '/v1/signals', signal)
  const { groundId = '' } = await post(member, `/v1/signals/${signalId}/grounds`, {
    ...{ kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.', givenDate: castDay },
  })
  await post(member, '/v1/thing-look-ups', { signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' })
  await carry()
  return groundId
}
const shown = async (side: string, kind: string, year = '2026'): Promise<Static<typeof SharedShown>> => {
  const daan = await house.as(cast.analyst)
  const { status, body, text } = await daan.get(`/v1/thing-flows?year=${year}&side=${side}&kind=${kind}`)
  expect(status, text).toBe(200)
  // Safe: the route answers by its schema, which the contract tests hold.
  return body as Static<typeof SharedShown>
}
const pairs = async (side: string, kind: string) => (await shown(side, kind)).pairs

test('five links of one kind between two regions are five, a kind is asked by itself, and within one region nothing is counted', async () => {
  await found(mirte, EINDHOVEN, [PHONE, PLATE, DOCUMENT])
  for (let at = 0; at < 4; at += 1) await found(hanna, LANDSMEER, at === 0 ? [PHONE, PLATE, DOCUMENT] : [PHONE])
  expect(await pairs('care', 'phone')).toEqual([{ one: 'VR11', other: 'VR22', links: '<5' }])
  await found(hanna, LANDSMEER, [PHONE])
  expect(await pairs('care', 'phone')).toEqual([{ one: 'VR11', other: 'VR22', links: 5 }])
  expect(await pairs('care', 'plate')).toEqual([{ one: 'VR11', other: 'VR22', links: '<5' }])
  expect(await pairs('care', 'company')).toEqual([])
  expect((await shown('care', 'phone', '2025')).pairs).toEqual([])
  // A document is about a person, and signals of one region are no two regions.
  expect(await rows('select kind, count(*)::int as n from picture.shared_thing group by 1 order by 1')).toEqual([
    { kind: 'phone', n: 5 },
    { kind: 'plate', n: 1 },
  ])
  const daan = await house.as(cast.analyst)
  expect((await daan.get('/v1/thing-flows?year=2026&side=care&kind=document')).status).toBe(400)
})

test('P24 police and care that hold the same phone meet in no row: each side has its own, and nobody is told of both', async () => {
  const other = house.reference.organisations.find(
    ({ kind, id }) => kind === 'police-avim' && id !== ruben.organisation,
  )
  const colleague: CastMember = {
    ...ruben,
    actor: asId<ActorId>(randomUUID()),
    organisation: asId<OrganisationId>(other?.id ?? ''),
  }
  await (await house.admin()).query(
    "insert into access.account (actor_id, organisation_id, function, plane, display_name) values ($1, $2, 'investigator', 'enforcement', 'Verzonnen')",
    [colleague.actor, colleague.organisation],
  )
  await found(hanna, LANDSMEER, [PHONE])
  await found(ruben, EINDHOVEN, [PHONE])
  expect(await rows('select * from picture.shared_thing')).toEqual([])
  await found(colleague, 'GM0363', [PHONE])
  expect(await rows('select side, region_one, region_other from picture.shared_thing')).toEqual([
    { side: 'enforcement', region_one: 'VR13', region_other: 'VR22' },
  ])
  expect(await pairs('care', 'phone')).toEqual([])
  expect(await pairs('enforcement', 'phone')).toEqual([{ one: 'VR13', other: 'VR22', links: '<5' }])
  const daan = await house.as(cast.analyst)
  for (const asked of ['year=2026&kind=phone', 'year=2026&side=both&kind=phone', 'year=2026&side=care'])
    expect((await daan.get(`/v1/thing-flows?${asked}`)).status, asked).toBe(400)
})

test('P25 the row goes with its link: a rejection, a ground that is taken back; and it comes back with it', async () => {
  await found(mirte, EINDHOVEN, [PHONE])
  const ground = await found(hanna, undefined, [PHONE])
  const kept = () => rows('select id, region_one, region_other from picture.shared_thing')
  const before = await kept()
  expect(before).toMatchObject([{ region_one: 'VR22', region_other: 'unknown' }])
  const { links } = (await (await house.as(hanna)).get('/v1/network-links')).body as { links: { linkId: string }[] }
  const at = `/v1/network-links/${links[0]?.linkId}/reviews`
  await post(hanna, at, { verdict: 'rejected', basis: 'called' })
  await carry()
  expect(await kept()).toEqual([])
  // The last word counts, so it is said later than the first.
  house.clock.advance({ hours: 1 })
  await post(hanna, at, { verdict: 'confirmed', basis: 'called' })
  await carry()
  expect(await kept()).toEqual(before)
  await post(hanna, `/v1/grounds/${ground}/withdrawals`)
  await carry()
  expect(await kept()).toEqual([])
  expect(await pairs('care', 'phone')).toEqual([])
})

test('P26 a row holds no id of a signal, house, thing, handle or link; carrying and starting again add nothing, and what was lost is told again', async () => {
  await found(mirte, EINDHOVEN, [PHONE])
  await found(hanna, LANDSMEER, [PHONE])
  const known = new Set(
    (
      await rows(
        `select id::text from signal.signal union select id::text from directory.organisation union select handle::text from linkage.thing
         union select handle::text from linkage.network_node union select id::text from linkage.network_edge
         union select cluster_id::text from linkage.network_node union select id::text from access.ground`,
      )
    ).map(({ id }) => String(id)),
  )
  expect(known.size).toBeGreaterThan(10)
  const kept = await rows('select * from picture.shared_thing')
  expect(Object.keys(kept[0] ?? {}).sort()).toEqual(['happened', 'id', 'kind', 'region_one', 'region_other', 'side'])
  expect(kept).toHaveLength(1)
  expect(known.has(String(kept[0]?.['id']))).toBe(false)
  await carry()
  house = await house.restart()
  await carry()
  expect(await rows('select * from picture.shared_thing')).toEqual(kept)
  await (await house.admin()).query('delete from picture.shared_thing')
  house = await house.restart()
  await carry()
  expect(await rows('select * from picture.shared_thing')).toEqual(kept)
})

test('only an analyst of a house that counts reads it', async () => {
  const path = '/v1/thing-flows?year=2026&side=care&kind=phone'
  expect((await house.nobody.get(path)).status).toBe(401)
  for (const member of [hanna, ruben, cast.contactDeskOfficer])
    expect((await (await house.as(member)).get(path)).status, member.key).toBe(403)
})
