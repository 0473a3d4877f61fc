import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

test('somebody who signed in is known by name', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const answer = await hanna.get('/v1/sessions/current')
  expect(answer.body).toMatchObject({ signedIn: true, name: cast.coordinatorZaanstad.name })
  expect(randomUUID()).toBeTruthy()
})

test('a session names what its function may ask for without naming anything, and everything else is refused', async () => {
  for (const member of [cast.coordinatorZaanstad, cast.contactDeskOfficer, cast.analyst, cast.payerZaanstad]) {
    const caller = await house.as(member)
    const { reads } = (await caller.get('/v1/sessions/current')).body as { reads: string[] }
    expect(reads.length).toBeGreaterThan(1)
    const lists = house.system.routes.filter(
      ({ method, path, access }) => method === 'GET' && access.kind === 'signed-in' && !path.includes('{'),
    )
    expect(lists.length).toBeGreaterThan(reads.length)
    for (const { path } of lists) {
      // What a list must be asked with is looked at before who asks: such a question is refused to everybody here.
      const { status, body } = await caller.get(`/v1${path}`)
      if (reads.includes(path))
        expect(body, `${member.function} ${path}`).not.toMatchObject({ code: 'not-your-function' })
      else expect([400, 403], `${member.function} ${path}`).toContain(status)
    }
  }
  expect((await house.nobody.get('/v1/sessions/current')).body).not.toHaveProperty('reads')
})
