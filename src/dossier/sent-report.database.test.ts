import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { aConsent, aDossier, anOffer, fieldOf } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

const code = ({ body }: Answer): string => (body as { code: string }).code
const at = (dossier: string): string => `/v1/dossiers/${dossier}/sent-reports`
const aReport = async (dossier: string, more: object = {}): Promise<string> =>
  fieldOf(await hanna.post(at(dossier), { kind: 'comensha-report', to: 'Verzonnen meldpunt', ...more }), 'sentReportId')

test('a report that was sent waits, is answered with a number, and the number stands in no table in clear', async () => {
  const dossier = await aDossier(hanna)
  const report = await aReport(dossier)
  expect((await hanna.get(at(dossier))).body).toMatchObject({
    sentReports: [{ sentReportId: report, to: 'Verzonnen meldpunt', sentDate: castDay, waitsDays: 0 }],
  })
  const answers = `${at(dossier)}/${report}/answers`
  expect((await hanna.post(answers, { answer: 'registered', number: 'KENMERK-77' })).status).toBe(201)
  const { sentReports } = (await hanna.get(at(dossier))).body as { sentReports: object[] }
  expect(sentReports).toMatchObject([{ answer: 'registered', number: 'KENMERK-77', answeredDate: castDay }])
  expect(sentReports[0]).not.toHaveProperty('waitsDays')
  const admin = await house.admin()
  const { rows } = await admin.query('select t::text as line from dossier.fact t where stream = $1', [dossier])
  await admin.end()
  expect(JSON.stringify(rows)).not.toMatch(/KENMERK|meldpunt/)
})

test('what cannot be is refused in words, and nothing is written', async () => {
  const dossier = await aDossier(hanna)
  const report = await aReport(dossier)
  const answers = `${at(dossier)}/${report}/answers`
  const late = { kind: 'wmo-report', to: 'Loket', sentDate: '2031-01-01' }
  expect(code(await hanna.post(at(dossier), late))).toBe('happened-in-future')
  expect(code(await hanna.post(at(dossier), { kind: 'love-letter', to: 'Loket' }))).toBe('bad-input')
  expect(code(await hanna.post(answers, { answer: 'registered' }))).toBe('number-missing')
  expect(code(await hanna.post(answers, { answer: 'received', answeredDate: '2026-01-01' }))).toBe(
    'answered-before-sent',
  )
  expect(code(await hanna.post(`${at(dossier)}/${randomUUID()}/answers`, { answer: 'received' }))).toBe('not-found')
  const elsewhere = await aDossier(hanna)
  expect(code(await hanna.post(`${at(elsewhere)}/${report}/answers`, { answer: 'received' }))).toBe('not-found')
  const { sentReports } = (await hanna.get(at(dossier))).body as { sentReports: object[] }
  expect(sentReports).toHaveLength(1)
  expect(sentReports[0]).not.toHaveProperty('answer')
})

test.each([
  ['with her yes for who she is, who takes over reads what was sent and its number, and answers on', ['identity'], 1],
  ['without it, nothing of it', ['contact'], 0],
] as const)('after a handover: %s', async (_what, chapters, count) => {
  const dossier = await aDossier(hanna)
  const report = await aReport(dossier)
  await hanna.post(`${at(dossier)}/${report}/answers`, { answer: 'registered', number: 'KENMERK-78' })
  for (const chapter of chapters) await aConsent(hanna, dossier, chapter)
  const handover = await anOffer(hanna, dossier)
  expect((await mirte.get(at(dossier))).status).not.toBe(200)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`, {})).status).toBe(200)
  const read = (await mirte.get(at(dossier))).body as { sentReports: { number?: string }[] }
  expect(read.sentReports).toHaveLength(count)
  if (count === 0) return
  expect(read.sentReports[0]).toMatchObject({ to: 'Verzonnen meldpunt', number: 'KENMERK-78' })
  expect((await mirte.post(`${at(dossier)}/${report}/answers`, { answer: 'received' })).status).toBe(201)
  expect(code(await hanna.post(`${at(dossier)}/${report}/answers`, { answer: 'received' }))).toBe('not-the-holder')
})
