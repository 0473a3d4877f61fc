/**
 * What is hidden and what is absent look the same, on every route and page with an id or a token in its path, to the byte: status, every
 * header in its order, body, and the page that a browser gets; only the number of the request, the clock and the counter of the limit differ. Over the socket, by everybody
 * who may ask the route and has no part in the thing. How long it takes is compared by `npm run verify:timing`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectedOf, mayAsk } from '../support/expected-routes.ts'
import { exampleBodies, type Ids, pathOf } from '../support/hostile.ts'
import {
  FUNCTIONS,
  type Line,
  openLine,
  openRelations,
  type Raw,
  RELATIONS,
  type Relations,
} from '../support/relations.ts'
import { bodyOf, idsIn, idsOf } from '../support/route-cells.ts'
import { nobodysId } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let relations: Relations
let line: Line
beforeAll(async () => {
  house = await openTestSystem()
  relations = await openRelations(house)
  line = openLine(await house.listen(), 1)
}, 120_000)
afterAll(async () => {
  line.close()
  await house.close()
})

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Headers that say when and how often, not what. */
const CLOCKS = ['date', 'x-ratelimit-remaining', 'x-ratelimit-reset']
/** All bytes that somebody could compare: the number of the request (in the body) is put out, and nothing else. */
const bytesOf = ({ status, headers, text }: Raw): string => {
  const kept: string[] = []
  for (let at = 0; at < headers.length; at += 2)
    if (!CLOCKS.includes(String(headers[at]).toLowerCase())) kept.push(`${headers[at]}: ${headers[at + 1]}`)
  return `${status}\n${kept.join('\n')}\n\n${text.replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'urn:uuid:')}`
}

/** As somebody goes to an address: what comes back is a page. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const absent: Ids = new Proxy({}, { get: (_all, name) => (String(name).endsWith('Id') ? nobodysId() : undefined) })

test('to everybody who may ask and has no part in it, what is hidden is what is absent, on every route with an id', async () => {
  const unlike: string[] = []
  const seen = new Set<string>()
  let [compared, pages] = [0, 0]
  for (const route of house.system.routes.filter((each) => idsIn(each).length > 0)) {
    const object = idsIn(route)[0] ?? ''
    for (const role of FUNCTIONS.filter((each) => mayAsk(route.operationId, each)))
      for (const relation of RELATIONS) {
        const { token, house: asking } = relations.asker(role, relation, object)
        if (expectedOf(route.operationId, role, relation, asking.plane) !== 'absent') continue
        const bodies = route.method === 'POST' ? [bodyOf(route, absent), ...exampleBodies(route)] : [undefined]
        for (const body of bodies) {
          const ask = (ids: Ids) => line.ask({ method: route.method, path: pathOf(route, ids), token, body })
          const [there, nowhere] = [await ask(idsOf(relations)), await ask({ ...absent, ...onlyAbsent(route) })]
          compared += 1
          if (bytesOf(there) !== bytesOf(nowhere) || there.status !== 404)
            unlike.push(`${route.operationId} ${role} ${relation}: ${there.status} ${nowhere.status}`)
          if (route.method === 'GET') {
            const go = (ids: Ids) => line.ask({ method: 'GET', path: pathOf(route, ids), token, headers: BROWSER })
            const [page, none] = [await go(idsOf(relations)), await go({ ...absent, ...onlyAbsent(route) })]
            pages += 1
            if (bytesOf(page) !== bytesOf(none) || !page.text.startsWith('<!doctype html>'))
              unlike.push(`${route.operationId} ${role} ${relation} in a browser: ${page.status} ${none.status}`)
            if (page.text.match(UUID)?.length !== 1) unlike.push(`${route.operationId} says an id in a browser`)
          }
          if (there.text.match(UUID)?.length !== 1) unlike.push(`${route.operationId} says an id`)
        }
        seen.add(route.operationId)
      }
  }
  console.log(
    `hidden and absent: ${compared} pairs on ${seen.size} routes, ${pages} pairs of pages in a browser, ${unlike.length} unlike`,
  )
  expect(unlike).toEqual([])
  const never = house.system.routes.filter((route) => idsIn(route).length > 0 && !seen.has(route.operationId))
  // There is one contact desk: nobody of that function works in another house, so nobody may ask this and have no part in it.
  expect(never.map((route) => route.operationId)).toEqual(['decideDeskHit'])
  expect(compared).toBeGreaterThan(500)
  expect(pages).toBeGreaterThan(100)
}, 120_000)

const onlyAbsent = (route: { readonly path: string }): Ids =>
  Object.fromEntries(idsIn(route).map((name) => [name, nobodysId()]))

test('a link that ended, one of another kind and one that never was look the same on every page behind a link', async () => {
  const admin = await house.admin()
  const ended = relations.asker('person', 'other-region', '')
  await admin.query("update access.link set ended_at = now() where token_hash = sha256(convert_to($1, 'UTF8'))", [
    ended.token,
  ])
  const tokens = {
    person: relations.asker('person', 'own', '').token,
    guest: relations.asker('guest', 'own', '').token,
  }
  for (const page of house.system.pages.filter((each) => each.path.includes('{token}'))) {
    // The calendar acts as whose address it is; nobody's claim is in a link of another kind.
    const isCalendar = page.operationId === 'readCalendar'
    if (page.access.kind !== 'link' && !isCalendar) throw new Error(`${page.operationId} has a token and is open`)
    const ask = (token: string) =>
      line.ask({
        method: page.method,
        path: page.path.replace('{token}', token),
        ...(page.method === 'POST' ? { body: 'action=stop' } : {}),
      })
    const nowhere = bytesOf(await ask('x'.repeat(43)))
    expect(nowhere.startsWith('404')).toBe(true)
    expect(bytesOf(await ask(ended.token)), page.operationId).toBe(nowhere)
    const isHers = page.access.kind === 'link' && page.access.link === 'person-page'
    const others = isCalendar ? [tokens.guest, tokens.person] : [isHers ? tokens.guest : tokens.person]
    for (const other of others) expect(bytesOf(await ask(other)), page.operationId).toBe(nowhere)
  }
})

test('an address behind a link that was mistyped, whatever is wrong with it, is a page that names nothing', async () => {
  const paths = [
    '/mijn/abc%zz',
    '/mijn/abc%',
    '/mijn/abc',
    `/mijn/${'a'.repeat(300)}`,
    '/ontvangst/%e0%a4%a',
    '/agenda/%',
  ]
  const told: number[] = []
  for (const url of paths) {
    const { statusCode, headers, payload } = await house.http.inject({ method: 'GET', url, headers: BROWSER })
    expect(statusCode, url).toBeGreaterThanOrEqual(400)
    expect(headers['content-type'], url).toBe('text/html; charset=utf-8')
    expect(`${JSON.stringify(headers)} ${payload}`, url).not.toMatch(/samenhang/i)
    told.push(statusCode)
  }
  expect(told).toContain(400)
  // A form too large, of a kind nobody sends, or with a field twice: whoever posted it reads a page as well, whatever it accepts.
  for (const [payload, kind, status] of [
    [`code=${'1'.repeat(70_000)}`, 'application/x-www-form-urlencoded', 413],
    ['code', 'text/csv', 415],
    ['code=1&code=2', 'application/x-www-form-urlencoded', 400],
  ] as const) {
    const answer = await house.http.inject({
      ...{ method: 'POST', url: `/mijn/${'x'.repeat(43)}`, payload, headers: { 'content-type': kind } },
    })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(`${JSON.stringify(answer.headers)} ${answer.payload}`).not.toMatch(/samenhang/i)
  }
  // A program that asks the API hears what it heard.
  const api = await house.http.inject({ method: 'GET', url: '/v1/signals', headers: BROWSER })
  expect([api.statusCode, api.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8'])
})

test('an address with an id where no route is looks the same whether the id is somebody’s or nobody’s', async () => {
  const { token } = relations.asker('care-coordinator', 'other-region', '')
  for (const [noun, id] of Object.entries({
    signals: 'signalId',
    grounds: 'groundId',
    waits: 'waitId',
    seats: 'seatId',
  })) {
    const ask = (of: string) => line.ask({ method: 'DELETE', path: `/v1/${noun}/${of}`, token })
    expect(bytesOf(await ask(String(idsOf(relations)[id])))).toBe(bytesOf(await ask(nobodysId())))
  }
})

/** Each is something by which the two could be told apart; the comparison must see it. */
test.each([
  ['a header more', { headers: ['x-found', '1'] }],
  ['another order of headers', { swap: true }],
  ['a body with one letter more', { text: ' ' }],
  ['another status', { status: 403 }],
] as const)('the comparison sees %s', async (_name, change) => {
  const { token } = relations.asker('care-coordinator', 'other-region', '')
  const answer = await line.ask({ method: 'GET', path: `/v1/signals/${nobodysId()}`, token })
  const again = await line.ask({ method: 'GET', path: `/v1/signals/${nobodysId()}`, token })
  expect(bytesOf(answer)).toBe(bytesOf(again))
  const { headers, text, status } = { headers: [] as readonly string[], text: '', status: again.status, ...change }
  const turned = 'swap' in change ? [...again.headers.slice(2), ...again.headers.slice(0, 2)] : again.headers
  expect(bytesOf({ status, headers: [...turned, ...headers], text: again.text + text })).not.toBe(bytesOf(answer))
})
