/**
 * Cuts the connection to the database between any two crossings of every act of a handover, before what was asked is sent and after it, and
 * sends the act again with the same key, as a sender does that heard nothing. What the facts say and what the rows say must stay one.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { withCut } from '../../tests/support/cut.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { asId } from '../kernel/index.ts'
import { aDossier, anOffer, weighed } from './handover.fixture.ts'
import { type HandoverFact, holding, isUnfinished, type Stage } from './handover.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
let admin: pg.Client
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})

type Kept = { holder: string; stages: Stage[]; facts: HandoverFact[]; acceptances: number }
/** All of it as of one moment: the server may still be committing what was sent before the cut. */
const kept = async (dossierId: string): Promise<Kept> => {
  await admin.query('begin isolation level repeatable read')
  const { rows: dossiers } = await admin.query('select holder_id from dossier.dossier where id = $1', [dossierId])
  const { rows: handovers } = await admin.query(
    'select stage from dossier.handover where dossier_id = $1 order by offered_at, changed_at',
    [dossierId],
  )
  const { rows } = await admin.query<{ kind: HandoverFact['kind']; payload: Record<string, string>; by: string }>(
    `select kind, payload, organisation_id as by from dossier.fact
     where stream = $1 and kind like 'handover-%' and kind <> 'handover-note-made' order by version`,
    [dossierId],
  )
  const { rows: accepted } = await admin.query(
    'select count(*)::int as n from access.acceptance where dossier_id = $1',
    [dossierId],
  )
  await admin.query('commit')
  return {
    holder: dossiers[0]?.holder_id,
    stages: handovers.map(({ stage }) => stage),
    facts: rows.map(({ kind, payload, by }) => ({
      kind,
      handover: asId(payload['handoverId'] ?? ''),
      from: asId(payload['from'] ?? ''),
      to: asId(payload['to'] ?? ''),
      by: asId(by),
    })),
    acceptances: accepted[0]?.n,
  }
}

const mustAgree = async (dossierId: string): Promise<void> => {
  const { holder, stages, facts, acceptances } = await kept(dossierId)
  // Every fact counted: one that the table refuses would be a second doing of the same.
  let now = holding(castOrganisations.careZaanstad, [])
  for (const [index, fact] of facts.entries()) {
    const next = holding(castOrganisations.careZaanstad, facts.slice(0, index + 1))
    expect(next, `${fact.kind} counted`).not.toEqual(now)
    now = next
  }
  expect(holder).toBe(now.holder)
  expect(stages.filter(isUnfinished).length).toBe(isUnfinished(now.stage) ? 1 : 0)
  expect(stages.includes(now.stage) || now.stage === 'held').toBe(true)
  expect(acceptances).toBe(facts.filter(({ kind }) => kind === 'handover-accepted').length)
}

const MOVES = [
  { path: 'views', by: () => mirte, kind: 'handover-seen' },
  { path: 'acceptances', by: () => mirte, kind: 'handover-accepted' },
  { path: 'meetings', by: () => hanna, kind: 'handover-met' },
  { path: 'landings', by: () => mirte, kind: 'handover-landed' },
  { path: 'closings', by: () => hanna, kind: 'handover-closed' },
] as const

const post = (by: Caller, path: string, body: object, key: string) => by.post(path, body, { 'idempotency-key': key })
/** Sends until somebody answers who is not in trouble. */
const untilAnswered = async (send: () => Promise<Answer>): Promise<Answer> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await send()
    if (answer.status < 500) return answer
  }
  throw new Error('nobody answers')
}

test('P12 a connection that is cut between any two steps of any move loses nothing and doubles nothing', async () => {
  const cuts = { before: 0, after: 0 }
  for (const sent of [false, true])
    for (const [place, { path, by, kind }] of MOVES.entries())
      for (let at = 1; ; at += 1) {
        const id = await aDossier(hanna)
        const handover = await anOffer(hanna, id)
        for (const earlier of MOVES.slice(0, place))
          await earlier.by().post(`/v1/handovers/${handover}/${earlier.path}`)
        const key = randomUUID()
        const send = () => post(by(), `/v1/handovers/${handover}/${path}`, {}, key)
        const { answer, cut } = await withCut({ at, sent }, send)
        await mustAgree(id)
        const again = answer.status < 500 ? answer : await untilAnswered(send)
        expect(again.status, `${path}, cut at ${at}`).toBe(200)
        expect((await kept(id)).facts.filter((fact) => fact.kind === kind)).toHaveLength(1)
        await mustAgree(id)
        if (!cut) break
        cuts[sent ? 'after' : 'before'] += 1
      }
  // Five moves of several crossings each, or nothing was cut at all.
  expect(cuts.before).toBeGreaterThan(20)
  expect(cuts.after).toBeGreaterThan(20)
}, 240_000)

test('P12 an offer that is cut between any two steps stands once or not at all, and once after it is sent again', async () => {
  for (const sent of [false, true])
    for (let at = 1; ; at += 1) {
      const id = await aDossier(hanna)
      await weighed(hanna, id)
      const key = randomUUID()
      const send = () =>
        post(hanna, `/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.careEindhoven }, key)
      const { answer, cut } = await withCut({ at, sent }, send)
      await mustAgree(id)
      const again = answer.status < 500 ? answer : await untilAnswered(send)
      // 200: the first time was done, and this is its answer.
      expect([200, 201], `cut at ${at}`).toContain(again.status)
      expect((await kept(id)).stages).toEqual(['offered'])
      if (!cut) break
    }
}, 120_000)

const SENT = [
  ...[...MOVES, { path: 'declines', by: () => mirte }, { path: 'withdrawals', by: () => hanna }].map(
    ({ path, by }) => ({
      path,
      by,
    }),
  ),
  ...[{ path: 'stops', by: () => hanna }],
]

test('P12 generated histories of moves, out of order, repeated and cut, end where their facts say', async () => {
  let facts = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          which: fc.nat({ max: SENT.length - 1 }),
          at: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 2 }),
          sent: fc.boolean(),
          again: fc.boolean(),
        }),
        { minLength: 4, maxLength: 10 },
      ),
      async (history) => {
        const id = await aDossier(hanna)
        const handover = await anOffer(hanna, id)
        for (const { which, at, sent, again } of history) {
          const { path, by } = SENT[which] as (typeof SENT)[number]
          const key = randomUUID()
          const send = () => post(by(), `/v1/handovers/${handover}/${path}`, {}, key)
          const answer = at === undefined ? await send() : (await withCut({ at, sent }, send)).answer
          if (answer.status >= 500) await untilAnswered(send)
          if (again) await send()
          await mustAgree(id)
        }
        facts += (await kept(id)).facts.length
      },
    ),
    { numRuns: 40 },
  )
  expect(facts).toBeGreaterThan(60)
}, 240_000)
