import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { Type } from 'typebox'
import { afterEach, expect, test } from 'vitest'
import { accept } from '../kernel/index.ts'
import { createHttp, hashToken, type SignedIn } from './http.ts'
import { LARGE_AT_ONCE, LARGE_OF_ONE, type LargePlace, largePlaces } from './large-places.ts'
import { route } from './route.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server with one route that takes what is large; the test holds its looking up and its work. */
const aServer = async (hold: {
  findSession?: () => Promise<void>
  work?: () => Promise<void>
}): Promise<{ port: number; at: { looked: number; worked: number } }> => {
  const at = { looked: 0, worked: 0 }
  const large = route({
    ...{ method: 'POST', path: '/large', operationId: 'large', summary: '', tag: 'test', refusals: [] },
    access: { kind: 'signed-in', functions: ['care-coordinator'], purpose: 'W01' },
    body: Type.Object({ text: Type.String() }),
    answer: Type.Object({}),
    large: { bytesMax: 1_000_000, refusal: 'too-large' },
    handle: async () => {
      at.worked += 1
      await hold.work?.()
      return accept({})
    },
  })
  const session = (actor: string): SignedIn => ({
    ...{ actor, organisation: ACCOUNTS[0] ?? '', function: 'care-coordinator', plane: 'care' },
  })
  const app = await createHttp({
    ...{ routes: [large], pages: [], refusals: REFUSALS, problemPage: () => '', openApi: {}, secureCookies: false },
    // Safe: the one route asks nothing of the work that it is given.
    acts: { run: (_asked, act) => act({} as never) },
    findSession: async (hash) => {
      at.looked += 1
      await hold.findSession?.()
      return session(ACCOUNTS.find((each) => hashToken(each).equals(hash)) ?? '')
    },
    needsFreshSignIn: () => false,
    findLink: async () => undefined,
    findPageSession: async () => undefined,
    ...{ clock: () => new Date(0), log: () => undefined, requestsPerMinute: 1_000_000, beatMs: 0 },
  })
  closing.push(() => {
    app.server.closeAllConnections()
    return app.close()
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return { port: Number(new URL(address).port), at }
}
const ACCOUNTS = Array.from({ length: LARGE_AT_ONCE + 1 }, () => randomUUID())
const REFUSALS = Object.fromEntries(
  ['too-busy', 'not-signed-in', 'fault', 'bad-input', 'not-found'].map((code) => [
    code,
    { status: code === 'too-busy' ? 503 : 500, nl: code, en: code },
  ]),
)
const BODY = JSON.stringify({ text: 'x'.repeat(1000) })
const head = (account: string): string =>
  `POST /v1/large HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${account}\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n`
const send = (port: number, account: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ host: '127.0.0.1', port, method: 'POST', path: '/v1/large', agent: false },
        headers: { authorization: `Bearer ${account}`, 'content-type': 'application/json' },
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    asked.end(BODY)
  })
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}
/** A line on which this is sent; it is dropped with a reset when asked. */
const line = (port: number, text: string): (() => Promise<void>) => {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  socket.on('error', () => undefined)
  return () =>
    new Promise((resolve) => {
      socket.once('close', () => resolve()).resetAndDestroy()
    })
}
const aGate = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { passed: promise, open: resolve }
}
const account = (at: number): string => ACCOUNTS[at] ?? ''

test('whoever hangs up while the session is looked up leaves no place taken behind', async () => {
  let gate = aGate()
  const { port, at } = await aServer({ findSession: () => gate.passed })
  for (let round = 0; round < 2; round += 1) {
    const before = at.looked
    const drops = ACCOUNTS.slice(0, LARGE_AT_ONCE).map((each) => line(port, head(each)))
    await until(() => at.looked === before + LARGE_AT_ONCE)
    for (const drop of drops) await drop()
    // The server must have heard of it before the look-up answers.
    await new Promise((resolve) => setTimeout(resolve, 50))
    gate.open()
    await new Promise((resolve) => setTimeout(resolve, 20))
    gate = aGate()
  }
  gate.open()
  expect(await Promise.all(ACCOUNTS.slice(0, LARGE_AT_ONCE).map((each) => send(port, each)))).toEqual(
    ACCOUNTS.slice(0, LARGE_AT_ONCE).map(() => 200),
  )
  expect(at.worked).toBe(LARGE_AT_ONCE)
})

test('whoever sends it all and hangs up keeps the place until the work is done, so that no more work runs than there are places', async () => {
  const gate = aGate()
  const { port, at } = await aServer({ work: () => gate.passed })
  const drops = ACCOUNTS.slice(0, LARGE_AT_ONCE).map((each) => line(port, head(each) + BODY))
  await until(() => at.worked === LARGE_AT_ONCE)
  for (const drop of drops) await drop()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await send(port, account(LARGE_AT_ONCE))).toBe(503)
  expect(at.worked).toBe(LARGE_AT_ONCE)
  gate.open()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await send(port, account(LARGE_AT_ONCE))).toBe(200)
})

test('two slow bodies of one account hold that account out and nobody else, and are given back when the line goes', async () => {
  const { port, at } = await aServer({})
  const drops = [1, 2].map(() => line(port, head(account(0))))
  await until(() => at.looked === LARGE_OF_ONE)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await send(port, account(0))).toBe(503)
  expect(await send(port, account(1))).toBe(200)
  for (const drop of drops) await drop()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await send(port, account(0))).toBe(200)
})

test('two on one line that is dropped give both places back', async () => {
  const gate = aGate()
  const { port, at } = await aServer({ work: () => gate.passed })
  const drop = line(port, (head(account(0)) + BODY).repeat(LARGE_OF_ONE))
  await until(() => at.worked === LARGE_OF_ONE)
  await drop()
  gate.open()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await send(port, account(0))).toBe(200)
})

test('whatever is taken, worked in and left, in whatever order, the count is what is held', async () => {
  const step = fc.record({
    account: fc.nat(3),
    does: fc.constantFrom('take', 'leave', 'work', 'settle'),
    at: fc.nat(20),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const places = largePlaces()
      const all: { account: number; place: LargePlace; held: boolean; settle?: () => void }[] = []
      for (const { account: by, does, at } of steps) {
        const one = all[at % Math.max(all.length, 1)]
        const held = all.filter((each) => each.held)
        if (does === 'take') {
          const place = places.take(String(by))
          const free = held.length < LARGE_AT_ONCE && held.filter((each) => each.account === by).length < LARGE_OF_ONE
          expect(place !== undefined).toBe(free)
          if (place) all.push({ account: by, place, held: true })
        } else if (does === 'leave' && one) {
          one.place.leave()
          one.held &&= one.settle !== undefined
        } else if (does === 'work' && one) {
          const { promise, resolve } = Promise.withResolvers<void>()
          let began = false
          void one.place.within(() => {
            began = true
            return promise
          })
          expect(began).toBe(one.held && one.settle === undefined)
          if (began) one.settle = resolve
        } else if (one?.settle) {
          one.settle()
          await new Promise((resolve) => setImmediate(resolve))
          one.held = false
        }
      }
    }),
    { numRuns: 300 },
  )
})
