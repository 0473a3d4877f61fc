/** The walk for many simulated people whose truth is known: who is found is never somebody else, and never starts over. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castDay, castOrganisations } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { simulatedAdults } from './people.ts'
import { AFTER_HIT, BEFORE_LOOK_UP, lookUp, type Seen, type Stage } from './steps.ts'

const SEED = 20_261_123
/** A hundred by `npm run verify:people`; the suite takes the first thirty of them. */
const PEOPLE = Number(process.env['SAMENHANG_WALK_PEOPLE'] ?? 30)
/** Look-ups are budgeted per person who looks and day, so a day passes after so many. */
const PER_DAY = 35
/** A simulated clerk leaves out or misspells so much that some cannot be found; fewer than this would be a step back. */
const FOUND_MIN = 0.7 * PEOPLE
const DOUBTED_MAX = 0.05 * PEOPLE

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

test('of many people most are found, nobody is taken for somebody else, and each dossier has one holder', async () => {
  const outcomes = { found: 0, missed: 0, wrong: 0, unsearchable: 0 }
  let doubted = 0
  const dossiersFound: string[] = []
  for (const [place, people] of simulatedAdults(SEED, PEOPLE).entries()) {
    if (place > 0 && place % PER_DAY === 0) house.clock.advance({ days: 1 })
    const seen: Seen = {}
    const stage: Stage = { house, seen, people, today: castDay }
    const outcome = await playUntilFound(stage)
    outcomes[outcome] += 1
    doubted += Number(seen['doubted'] ?? 0)
    if (outcome !== 'found') continue
    for (const step of AFTER_HIT) await step.play(stage)
    dossiersFound.push(seen['dossier'] ?? '')
  }
  console.log(`${PEOPLE} people: ${JSON.stringify({ ...outcomes, doubted })}`)
  expect(outcomes.wrong).toBe(0)
  // Somebody had to look at these and say no: a doubt costs a call, so there may be few.
  expect(doubted).toBeLessThanOrEqual(DOUBTED_MAX)
  expect(outcomes.found).toBeGreaterThanOrEqual(FOUND_MIN)
  const admin = await house.admin()
  const { rows } = await admin.query<{ holder_id: string; id: string }>('select id, holder_id from dossier.dossier')
  for (const { id, holder_id } of rows) {
    expect(holder_id).toBe(
      dossiersFound.includes(id) ? castOrganisations.careZaanstad : castOrganisations.careEindhoven,
    )
  }
  const { rows: counted } = await admin.query<{ persons: number; reports: number }>(
    'select count(distinct person_unit)::int as persons, count(*)::int as reports from picture.report',
  )
  expect(counted[0]?.persons).toBe((counted[0]?.reports ?? 0) - outcomes.found)
}, 280_000)

// Somebody of whom a clerk kept too little to search with is told so, in a sentence; that is an answer too.
const playUntilFound = async (stage: Stage): Promise<'found' | 'missed' | 'wrong' | 'unsearchable'> => {
  try {
    for (const step of BEFORE_LOOK_UP) await step.play(stage)
    return await lookUp(stage)
  } catch (fault) {
    if (String(fault).includes('linkage-nothing-to-encode')) return 'unsearchable'
    throw fault
  }
}
