/** Fifty take one handover at the same moment; `npm run verify:races` does it a thousand times. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { aDossier, anOffer } from './handover.fixture.ts'

const ROUNDS = Number(process.env['SAMENHANG_RACE_ROUNDS'] ?? 12)
const TAKERS = 50
const { careZaanstad, careEindhoven } = castOrganisations

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

/** Who else reaches for the offer in this round: nobody, the sender who takes it back, or she who says stop to the sender. */
const OTHERS = [
  undefined,
  { path: 'withdrawals', stage: 'withdrawn', reason: 'mistake' },
  { path: 'stops', stage: 'stopped', reason: 'she-says-no' },
] as const
/** What those who came too late are told. */
const TOO_LATE = [
  'handover-done-already',
  'handover-was-withdrawn',
  'handover-was-stopped',
  'handover-accepted-already',
]

test('P2 of fifty who accept at the same moment exactly one wins, also when it is taken back or stopped at that moment', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const takers: readonly Caller[] = await Promise.all(
    Array.from({ length: TAKERS }, () => house.as(cast.coordinatorEindhoven)),
  )
  const admin = await house.admin()
  const wins = { accepted: 0, withdrawn: 0, stopped: 0 }
  const began = performance.now()
  for (let round = 0; round < ROUNDS; round += 1) {
    const other = OTHERS[round % OTHERS.length]
    const id = await aDossier(hanna)
    const handover = await anOffer(hanna, id)
    const takes = takers.map((taker) => () => taker.post(`/v1/handovers/${handover}/acceptances`))
    // Among the first of them, another place every time: later it would always be too late.
    if (other)
      takes.splice(Math.floor(round / OTHERS.length) % 4, 0, () =>
        hanna.post(`/v1/handovers/${handover}/${other.path}`, { reason: other.reason }),
      )
    const answers = await Promise.all(takes.map((take) => take()))
    const won = answers.filter(({ status }) => status === 200)
    // A stop is possible after an acceptance too: then both happened, one after the other, and she is heard.
    const stoppedAfter = other?.path === 'stops' && won.length === 2
    if (!stoppedAfter) expect(won).toHaveLength(1)
    for (const { status, body } of answers.filter((each) => !won.includes(each))) {
      expect(status).toBe(409)
      expect(TOO_LATE).toContain((body as { code: string }).code)
    }
    const { rows } = await admin.query<{
      holder: string
      stage: 'accepted' | 'withdrawn' | 'stopped'
      facts: number
      acceptances: number
    }>(
      `select d.holder_id as holder, h.stage,
         (select count(*)::int from dossier.fact f where f.stream = d.id and f.kind = 'handover-accepted') as facts,
         (select count(*)::int from access.acceptance a where a.dossier_id = d.id) as acceptances
       from dossier.dossier d join dossier.handover h on h.dossier_id = d.id where d.id = $1`,
      [id],
    )
    const [row] = rows
    if (!row) throw new Error('the handover is gone')
    const taken = row.stage === 'accepted' || stoppedAfter
    expect(row).toMatchObject({
      holder: taken ? careEindhoven : careZaanstad,
      facts: taken ? 1 : 0,
      acceptances: taken ? 1 : 0,
    })
    wins[row.stage] += 1
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  // biome-ignore lint/suspicious/noConsole: the figure that verify:races is asked for
  console.log(`${ROUNDS} rounds of ${TAKERS} takers in ${seconds} s: ended as`, wins)
})
