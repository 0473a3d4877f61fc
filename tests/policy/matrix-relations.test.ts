/**
 * The access matrix by relation, over the socket: every function, in every relation of a house to one file, on every route; every page
 * behind a link with the link of somebody else; and the nine acts on every noun of the API, where no route is. Expected is
 * `tests/support/expected-routes.ts`, written by hand. Writes are held back by the log, so that no cell changes what the next one finds.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACT_NOUNS, EXPECTED, expectedOf, NOUNS } from '../support/expected-routes.ts'
import { pathOf } from '../support/hostile.ts'
import {
  inTurns,
  LINKED,
  type Line,
  openLine,
  openRelations,
  RELATIONS,
  type Relations,
  ROLES,
} from '../support/relations.ts'
import {
  type Answered,
  askCells,
  holdWrites,
  idsOf,
  type Outcome,
  objectOf,
  routeCells,
} from '../support/route-cells.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

const MARK = 'kanarie'
let house: TestSystem
let relations: Relations
let line: Line
let answered: readonly Answered[]
const counted = { routes: 0, pages: 0, nothing: 0, seconds: 0 }
const timed = async (act: () => Promise<void>): Promise<void> => {
  const began = performance.now()
  await act()
  counted.seconds += (performance.now() - began) / 1000
}

beforeAll(async () => {
  house = await openTestSystem()
  relations = await openRelations(house, (field) => `${MARK} ${field}`)
  await holdWrites(house)
  line = openLine(await house.listen())
  await timed(async () => {
    answered = await askCells(relations, routeCells(house.system.routes, ROLES), line)
  })
  counted.routes = answered.length
}, 240_000)
afterAll(async () => {
  line.close()
  await house.close()
})

/** Without an account a route is closed, but what anybody may ask. */
const expectedCell = ({ route, role, relation }: Answered): Outcome => {
  const asked = LINKED.includes(role) ? 'care-coordinator' : role
  const { plane } = relations.asker(asked, relation, objectOf(route)).house
  const expected = expectedOf(route.operationId, asked, relation, plane)
  if (!LINKED.includes(role) || route.access.kind !== 'signed-in') return expected
  return 'nobody'
}
const wrongIn = (cells: readonly Answered[]): readonly string[] =>
  cells.flatMap((cell) => {
    const expected = expectedCell(cell)
    return cell.outcome === expected
      ? []
      : [`${cell.route.operationId} ${cell.role} ${cell.relation}: ${cell.outcome} (${cell.status}), not ${expected}`]
  })

test('every route has a row in the table and every noun of a path is known, and nothing else is', () => {
  expect(house.system.routes.map((route) => route.operationId).sort()).toEqual(Object.keys(EXPECTED).sort())
  const words = house.system.routes.flatMap(({ path }) =>
    path.split('/').filter((each) => each && !each.startsWith('{')),
  )
  expect(words.filter((word) => !(word in NOUNS) && !ACT_NOUNS.includes(word))).toEqual([])
})

test('every function in every relation is answered on every route as the table says', () => {
  expect(answered.length).toBe(house.system.routes.length * ROLES.length * RELATIONS.length)
  expect(wrongIn(answered)).toEqual([])
})

/** Which words of the scene others than its own house may read: who is offered the file and has her yes for the chapter identity, that chapter. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'readDossier asked': ['identityField', 'openedField'],
  'listHandovers asked': ['identityField', 'openedField'],
  // Eindhoven typed the same words into a signal of its own.
  'listSignals asked': ['birthPlace', 'document', 'freeText', 'fullName', 'street', 'thingText'],
  'listNetworkLinks asked': ['thingText'],
  // The chapter that stands open; of the chapter contact only how she is reached safely, which nobody noted here.
  'readBreakGlass break-glass': ['safetyField', 'safetyText'],
}

test('no word of the file goes to another house but what is its own and the chapter that she agreed to', () => {
  const heard = new Map<string, Set<string>>()
  for (const { route, relation, role, text } of answered) {
    if (relation === 'own' || LINKED.includes(role)) continue
    const words = [...text.matchAll(new RegExp(`${MARK} (\\w+)`, 'g'))].map((found) => String(found[1]))
    const at = `${route.operationId} ${relation}`
    if (words.length > 0) heard.set(at, new Set([...(heard.get(at) ?? []), ...words]))
  }
  expect(Object.fromEntries([...heard].map(([at, words]) => [at, [...words].sort()]))).toEqual(WORDS)
  const own = answered.filter(({ relation, text }) => relation === 'own' && text.includes(MARK))
  expect(new Set(own.map(({ route }) => route.operationId)).size).toBeGreaterThan(6)
})

test('a page behind a link shows its own file and no other, and a link of nobody opens nothing', async () => {
  const wrong: string[] = []
  const cells = house.system.pages
    .filter(({ path }) => path.includes('{token}'))
    .flatMap((page) => LINKED.flatMap((role) => RELATIONS.map((relation) => ({ page, role, relation }))))
  await timed(() =>
    inTurns(cells, 8, async ({ page, role, relation }) => {
      const asker = relations.asker(role, relation, 'seatId')
      const token = relation === 'none' ? 'niemand' : asker.token
      const path = page.path.replace('{token}', token)
      const body = page.method === 'POST' ? 'action=none' : undefined
      const { status, text } = await line.ask({ method: page.method, path, ...(body ? { body } : {}) })
      const fits =
        page.access.kind === 'link' && page.access.link === (role === 'person' ? 'person-page' : 'seat-reply')
      const mine = relation === 'own'
      const good =
        relation === 'none' || !fits
          ? status === 404
          : page.method === 'GET'
            ? status === 200
            : status !== 404 && status < 500
      if (!good || (text.includes(MARK) && !mine)) wrong.push(`${page.operationId} ${role} ${relation}: ${status}`)
    }),
  )
  counted.pages += cells.length
  expect(wrong).toEqual([])
})

test('a page behind the code shows its own file and no other; without a visit it is closed, and a link alone is none', async () => {
  const wrong: string[] = []
  const [cells, marked] = [
    house.system.pages
      .filter(({ access }) => access.kind === 'visit')
      .flatMap((page) => LINKED.flatMap((role) => RELATIONS.map((relation) => ({ page, role, relation })))),
    new Set<string>(),
  ]
  await timed(() =>
    inTurns(cells, 8, async ({ page, role, relation }) => {
      const asker = relations.asker(role, relation, 'seatId')
      // A guest has a link and no visit; in no relation there is neither.
      const visit = relation === 'none' ? 'niemand' : (asker.visit ?? asker.token)
      const opens = relation !== 'none' && asker.visit !== undefined
      const body = page.method === 'POST' ? 'action=none' : undefined
      const headers = { cookie: `overzicht=${visit}` }
      const { status, text } = await line.ask({
        ...{ method: page.method, path: page.path, headers },
        ...(body ? { body } : {}),
      })
      const good = opens ? status === (body ? 400 : 200) : status === 401
      const foreign = text.includes(MARK) && !(opens && relation === 'own')
      if (!good || foreign) wrong.push(`${page.operationId} ${role} ${relation}: ${status}`)
      if (text.includes(MARK)) marked.add(page.operationId)
    }),
  )
  counted.pages += cells.length
  expect(wrong).toEqual([])
  expect(cells.length).toBeGreaterThan(200)
  expect([...marked]).toEqual(expect.arrayContaining(['readOwnDetails', 'readOwnRequests']))
})

test('every other page is open to anybody and holds nothing of a file', async () => {
  const others = house.system.pages.filter(({ path, access }) => !path.includes('{token}') && access.kind !== 'visit')
  expect(others.filter(({ access }) => access.kind !== 'public')).toEqual([])
  await timed(() =>
    inTurns(others, 8, async ({ method, path, operationId }) => {
      const asked = await line.ask({ method, path, ...(method === 'POST' ? { body: 'action=none' } : {}) })
      expect(asked.status, operationId).toBeLessThan(500)
      expect(asked.text.includes(MARK), operationId).toBe(false)
    }),
  )
  counted.pages += others.length
})

const ACTS = ['list', 'read', 'make', 'change', 'replace', 'remove', 'end', 'answer', 'export'] as const
type Address = readonly [method: string, path: string]
const addressOf = (act: (typeof ACTS)[number], { list, one }: { readonly list: string; readonly one: string }) =>
  (
    ({
      list: ['GET', list],
      read: ['GET', one],
      make: ['POST', list],
      change: ['PATCH', one],
      replace: ['PUT', one],
      remove: ['DELETE', one],
      end: ['POST', `${one}/withdrawals`],
      answer: ['POST', `${one}/answers`],
      export: ['GET', `${one}/exports`],
    }) satisfies Record<(typeof ACTS)[number], Address>
  )[act]

test('of every noun each of nine acts is a route of the table, or nothing answers there, whoever asks', async () => {
  const ids = idsOf(relations)
  const shape = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}')
  const routed = new Set(house.system.routes.map(({ method, path }) => `${method} ${shape(`/v1${path}`)}`))
  const addresses = Object.values(NOUNS).flatMap((noun) =>
    ACTS.map((act) => addressOf(act, noun)).filter(([method, path]) => !routed.has(`${method} ${shape(path)}`)),
  )
  const cells = addresses.flatMap(([method, path]) =>
    ROLES.flatMap((role) => (['own', 'none'] as const).map((relation) => ({ method, path, role, relation }))),
  )
  const heard = new Map<string, number>()
  await timed(() =>
    inTurns(cells, 8, async ({ method, path, role, relation }) => {
      const { token } = relations.asker(role, relation, '')
      const at = pathOf({ path: path.replace('/v1', '') }, ids)
      const { status, text } = await line.ask({ method, path: at, token, ...(method === 'POST' ? { body: {} } : {}) })
      if (status !== 404 || !text.includes('"not-found"')) heard.set(`${method} ${path}`, status)
    }),
  )
  counted.nothing = cells.length
  expect([...heard]).toEqual([])
})

/** Each is a mistake in what a route answers; the comparison with the table must see it. */
test.each([
  ['shows to a stranger', 'readDossier', 'other-region', 'shows'],
  ['is done by who was only offered the file', 'noteChapter', 'asked', 'does'],
  ['says to a stranger that it is there', 'readSignal', 'same-region', 'refused'],
  ['is closed to whose it is', 'readSignal', 'own', 'closed'],
  ['answers with a fault', 'listSignals', 'own', 'broken'],
] as const)('a cell that %s is found', (_name, operation, relation, outcome) => {
  const cell = answered.find(
    (each) => each.route.operationId === operation && each.relation === relation && each.role === 'care-coordinator',
  )
  expect(cell && wrongIn([{ ...cell, outcome }]).length).toBe(1)
})

test('the matrix was walked in full', () => {
  const all = counted.routes + counted.pages + counted.nothing
  console.log(
    `relations: ${all} cells over HTTP in ${counted.seconds.toFixed(1)} s: ${counted.routes} on ${house.system.routes.length} routes, ${counted.pages} on pages, ${counted.nothing} where nothing is`,
  )
  expect(all).toBeGreaterThan(10_000)
})
