/**
 * A screen that stands open asks every few seconds whether something changed. That is not somebody looking at her each time: unchanged, nothing is
 * given and nothing is noted of her; and nobody is told "unchanged" who was not given the same answer before (decision 0052).
 */
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import type { Route } from '../../src/platform/route.ts'
import { pathOf } from '../support/hostile.ts'
import { QUERIES } from '../support/route-cells.ts'
import { nobodysId, type Scene, zaanstadScene } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let admin: pg.Client
let scene: Scene
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  scene = await zaanstadScene(house)
})
afterAll(() => house.close())

const { coordinatorZaanstad: hanna, colleagueZaanstad: joost } = cast
type Read = { readonly status: number; readonly text: string; readonly version: string }
type Reader = (path: string, has?: string) => Promise<Read>
const readerFor = async (member: CastMember): Promise<Reader> => {
  const { token } = await house.as(member)
  return async (path, has) => {
    const answer = await house.http.inject({
      ...{ method: 'GET', url: path },
      headers: { authorization: `Bearer ${token}`, ...(has === undefined ? {} : { 'if-none-match': has }) },
    })
    return { status: answer.statusCode, text: answer.payload, version: String(answer.headers.etag ?? '') }
  }
}
const rows = async (): Promise<{ readonly persons: number; readonly requests: number }> => {
  const { rows: found } = await admin.query<{ persons: number; requests: number }>(
    'select (select count(*)::int from audit.processing) as persons, (select count(*)::int from audit.request) as requests',
  )
  return found[0] ?? { persons: -1, requests: -1 }
}
/** How many rows of persons and of requests a read writes. */
const written = async (
  read: () => Promise<Read>,
): Promise<Read & { readonly persons: number; readonly requests: number }> => {
  const before = await rows()
  const answer = await read()
  const after = await rows()
  return { ...answer, persons: after.persons - before.persons, requests: after.requests - before.requests }
}

test('whoever has the list already is given nothing, and nothing of her is noted; that it was asked is', async () => {
  const read = await readerFor(hanna)
  const first = await written(() => read('/v1/handovers'))
  expect(first).toMatchObject({ status: 200, requests: 1 })
  expect(first.persons).toBeGreaterThan(0)
  for (let times = 0; times < 3; times += 1)
    expect(await written(() => read('/v1/handovers', first.version))).toMatchObject({
      ...{ status: 304, text: '', persons: 0, requests: 1 },
    })
})

test('what changed is given and noted, with another version', async () => {
  const read = await readerFor(hanna)
  const { version } = await read('/v1/handovers')
  const moved = await (await house.as(hanna)).post(`/v1/handovers/${scene.handoverId}/withdrawals`)
  expect(moved.status).toBeLessThan(300)
  const after = await written(() => read('/v1/handovers', version))
  expect(after).toMatchObject({ status: 200, requests: 1 })
  expect(after.version).not.toBe(version)
  expect(after.persons).toBeGreaterThan(0)
})

test('the version of a colleague, of another address, and one that is made up are none', async () => {
  const [mine, his] = [await readerFor(hanna), await readerFor(joost)]
  const { version } = await mine('/v1/handovers')
  for (const has of [version, '*', '"x"', `W/${version}`, `${version}, "x"`]) {
    const answer = await written(() => his('/v1/handovers', has))
    expect([answer.status, answer.persons > 0], has).toEqual([200, true])
  }
  expect((await mine('/v1/handovers?limit=50', version)).status).toBe(200)
  // In a session of her own she was given the same before.
  expect((await (await readerFor(hanna))('/v1/handovers', version)).status).toBe(304)
})

test('a version opens nothing: who may not, and what is not there, is answered as ever', async () => {
  const mine = await readerFor(hanna)
  const { version } = await mine(`/v1/dossiers/${scene.dossierId}`)
  expect((await mine(`/v1/dossiers/${nobodysId()}`, version)).status).toBe(404)
  expect((await (await readerFor(cast.coordinatorEindhoven))('/v1/log-entries', version)).status).toBe(403)
  expect(
    (await house.http.inject({ method: 'GET', url: '/v1/handovers', headers: { 'if-none-match': version } }))
      .statusCode,
  ).toBe(401)
})

/** These answer with the log or with what it counts, and the log has a row more each time. */
const HOLDS_THE_LOG = ['listLogEntries', 'listUnusualLooks', 'makeAccessAnswer', 'readProcessingRegister']

test('so it is on every route that reads: asked again, nothing is given or noted; with a version that is made up everything is', async () => {
  const members = [hanna, cast.privacyOfficerZaanstad, cast.payerZaanstad, cast.shelterWorkerHaven, cast.analyst]
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const member of members) {
    const read = await readerFor(member)
    const mine = house.system.routes.filter(
      ({ method, access, file }: Route) =>
        method === 'GET' &&
        file === undefined &&
        access.kind === 'signed-in' &&
        access.functions.includes(member.function),
    )
    for (const route of mine) {
      // Safe: a scene holds an id under each name that a path asks for.
      const path = `${pathOf(route, scene as unknown as Record<string, string>)}${QUERIES[route.operationId] ?? ''}`
      const first = await written(() => read(path, '"x"'))
      if (first.status !== 200) continue
      if (HOLDS_THE_LOG.includes(route.operationId)) continue
      const again = await written(() => read(path, first.version))
      if (again.status !== 304 || again.text !== '' || again.persons !== 0 || again.requests !== 1)
        wrong.push(`${route.operationId} ${member.key}: ${again.status}, ${again.persons} of persons`)
      if (first.persons > 0) seen.add(route.operationId)
    }
  }
  expect(wrong).toEqual([])
  expect(seen.size).toBeGreaterThan(12)
})
