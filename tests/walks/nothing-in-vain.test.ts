/** What a screen asks in vain stands as refused in the log of a privacy officer, between what should not have been asked: so screens ask for nothing that is not theirs. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import type { TestSystem } from '../support/system.ts'
import { closePlace, openPlace, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
}, 180_000)
afterAll(async () => {
  await closePlace(place)
})
tellFailedScreens(() => place.browser)

/** One of each function. */
const MEMBERS: readonly CastMember[] = [
  ...new Map(
    Object.values(cast)
      .filter((each) => each.function !== 'person')
      .map((each) => [each.function, each]),
  ).values(),
]
/** Where each begins, and the one page of numbers that names houses. */
const pathsOf = (member: CastMember): readonly string[] => [
  '/app/vandaag',
  ...(member.function === 'analyst' ? ['/app/beeld/tijd'] : []),
]

test('whoever begins the day is refused nothing by opening the screen, in any function', async () => {
  expect(MEMBERS.length).toBeGreaterThan(9)
  const refused: string[] = []
  for (const member of MEMBERS) {
    const hand = await signedIn(place, member)
    hand.page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${member.function}: ${answer.status()} ${answer.url()}`)
    })
    for (const path of pathsOf(member)) {
      await hand.page.goto(path)
      await hand.page.getByRole('heading', { level: 1 }).waitFor()
      await hand.page.waitForLoadState('networkidle')
    }
    await hand.page.context().close()
  }
  expect(refused).toEqual([])
  const admin = await house.admin()
  const { rows } = await admin.query("select operation from audit.request where outcome = 'refused'")
  expect(rows).toEqual([])
})
