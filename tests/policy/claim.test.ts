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
