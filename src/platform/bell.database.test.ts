import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { ask, lookFor } from '../../tests/support/looking.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { OUTBOX_CHANNEL } from '../linkage/courier.job.ts'
import { bellOf } from './bell.ts'
import { Line } from './line.ts'

let house: TestSystem
let ear: pg.Client
let heard: string[] = []
beforeAll(async () => {
  house = await openTestSystem()
  ear = new pg.Client({ connectionString: house.platform.urls.courier })
  await ear.connect()
  ear.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ear.query(`listen ${OUTBOX_CHANNEL}`)
})
beforeEach(() => {
  heard = []
})
afterAll(async () => {
  await ear.end()
  await house.close()
})

const { coordinatorZaanstad: hanna } = cast
const her = { fullName: 'Verzina Bedacht', birthDate: '1991-04-05' }
const SILENCE_MS = 200

test('whoever listens is told of a look-up with nothing but that there is something to do, and of a refused one nothing', async () => {
  const { signalId, answer } = await lookFor(house, hanna, her)
  expect(answer.status).toBe(201)
  await vi.waitFor(() => expect(heard).toEqual(['']))
  expect((await ask(house, hanna, { signalId, groundId: signalId })).status).not.toBe(201)
  await setTimeout(SILENCE_MS)
  expect(heard).toEqual([''])
})

test('nobody is told inside a transaction: commits that notify wait for the disk one after the other', async () => {
  const [open, inside] = [new WeakSet<Line>(), [] as string[]]
  const { begin, commit, rollback, executeQuery, later } = Line.prototype
  const note = (line: Line, { sql }: { readonly sql: string }): void => {
    if (/\bnotify\b|pg_notify/i.test(sql)) inside.push(open.has(line) ? 'inside' : 'outside')
  }
  const spies = [
    vi.spyOn(Line.prototype, 'begin').mockImplementation(function (this: Line, how) {
      open.add(this)
      begin.call(this, how)
    }),
    vi.spyOn(Line.prototype, 'commit').mockImplementation(function (this: Line) {
      return commit.call(this).finally(() => open.delete(this))
    }),
    vi.spyOn(Line.prototype, 'rollback').mockImplementation(function (this: Line) {
      return rollback.call(this).finally(() => open.delete(this))
    }),
    vi.spyOn(Line.prototype, 'later').mockImplementation(function (this: Line, query) {
      note(this, query)
      later.call(this, query)
    }),
    vi.spyOn(Line.prototype, 'executeQuery').mockImplementation(function (this: Line, query) {
      note(this, query)
      return executeQuery.call(this, query) as never
    }),
  ]
  expect((await lookFor(house, hanna, her)).answer.status).toBe(201)
  await vi.waitFor(() => expect(heard).toEqual(['']))
  for (const spy of spies) spy.mockRestore()
  expect(inside).toEqual(['outside'])
})

test('what is rung while one call is under way goes together in the next', async () => {
  const ring = bellOf(house.platform.databases.worker)
  for (let i = 0; i < 50; i += 1) ring(OUTBOX_CHANNEL)
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  await setTimeout(SILENCE_MS)
  expect(heard).toHaveLength(2)
})
