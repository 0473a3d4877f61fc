/**
 * `npm run verify:timing -- --ids`: can the clock tell a thing that is hidden from one that is absent? Every route with an id, asked by
 * somebody who may ask it and has no part in the thing; a hidden id and one of nobody in turn, over the socket, one at a time.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BEAT_MS } from '../../src/platform/beat.ts'
import { expectedOf } from '../support/expected-routes.ts'
import { type Ids, pathOf } from '../support/hostile.ts'
import { FUNCTIONS, type Line, openLine, openRelations, type Relations } from '../support/relations.ts'
import { bodyOf, idsIn, idsOf } from '../support/route-cells.ts'
import { nobodysId } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

/** Pairs in all, spread over the routes. */
const SAMPLES = Number(process.env['SAMENHANG_TIMING_SAMPLES'] ?? 3_000)
/** As the product has it; `SAMENHANG_BEAT=0` shows what it is for. */
const BEAT = process.env['SAMENHANG_BEAT']
/** How far apart the two may be, of all pairs together. */
const [MEDIAN, TENTH] = [0.05, 0.03]

let house: TestSystem
let relations: Relations
let line: Line
beforeAll(async () => {
  house = await openTestSystem({ beatMs: BEAT ? Number(BEAT) : BEAT_MS })
  relations = await openRelations(house)
  // What is hidden stands among much else, as in a house that has worked for years: it must not matter.
  const admin = await house.admin()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage)
     select gen_random_uuid(), holder_id, opened_by_id, opened_at, 'open' from dossier.dossier, generate_series(1, 2000) where id = $1`,
    [relations.scene.dossierId],
  )
  await admin.query('analyze')
  line = openLine(await house.listen(), 1)
}, 120_000)
afterAll(async () => {
  line.close()
  await house.close()
})

const at = (times: readonly number[], share: number): number =>
  [...times].sort((x, y) => x - y)[Math.floor(times.length * share)] ?? Number.NaN
const apart = (one: readonly number[], other: readonly number[], share: number): number =>
  at(one, share) / at(other, share) - 1
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`.padStart(8)

const ONLY = (route: { readonly path: string }): Ids =>
  Object.fromEntries(idsIn(route).map((name) => [name, nobodysId()]))

test('the clock does not tell a hidden thing from an absent one', async () => {
  const asked = house.system.routes.flatMap((route) => {
    if (idsIn(route).length === 0) return []
    const role = FUNCTIONS.find((each) => expectedOf(route.operationId, each, 'other-region') === 'absent')
    return role ? [{ route, token: relations.asker(role, 'other-region', idsIn(route)[0] ?? '').token }] : []
  })
  const times = new Map<string, { hidden: number[]; absent: number[] }>()
  const rounds = Math.ceil(SAMPLES / asked.length)
  for (let round = -2; round < rounds; round += 1)
    for (const { route, token } of asked) {
      const of = times.get(route.operationId) ?? { hidden: [], absent: [] }
      times.set(route.operationId, of)
      const kinds = (round + asked.length) % 2 === 0 ? (['hidden', 'absent'] as const) : (['absent', 'hidden'] as const)
      for (const kind of kinds) {
        const path = pathOf(route, kind === 'hidden' ? idsOf(relations) : ONLY(route))
        const began = performance.now()
        const { status } = await line.ask({ method: route.method, path, token, body: bodyOf(route, {}) })
        // The first rounds warm up.
        if (round >= 0) of[kind].push(performance.now() - began)
        expect(status).toBe(404)
      }
    }
  // Routes take different times: each is laid beside its own median of what is absent, then all together.
  const scaled = (kind: 'hidden' | 'absent') =>
    [...times.values()].flatMap((of) => of[kind].map((time) => time / at(of.absent, 0.5)))
  const [median, tenth] = [0.5, 0.1].map((share) => apart(scaled('hidden'), scaled('absent'), share)) as [
    number,
    number,
  ]
  for (const [name, { hidden, absent }] of times)
    console.log(
      name.padEnd(24),
      `${at(absent, 0.5).toFixed(2)} ms`.padStart(9),
      `median ${percent(apart(hidden, absent, 0.5))}  p10 ${percent(apart(hidden, absent, 0.1))}`,
    )
  console.log(
    `${rounds * asked.length} pairs on ${asked.length} routes: median ${percent(median)}, p10 ${percent(tenth)}`,
  )
  expect(Math.abs(median)).toBeLessThan(MEDIAN)
  expect(Math.abs(tenth)).toBeLessThan(TENTH)
}, 900_000)

test('the comparison sees a route that takes a tenth longer for what is hidden', () => {
  const absent = Array.from({ length: 500 }, (_, index) => 3 + (index % 50) / 100)
  expect(
    Math.abs(
      apart(
        absent.map((time) => time * 1.1),
        absent,
        0.5,
      ),
    ),
  ).toBeGreaterThan(MEDIAN)
  expect(
    Math.abs(
      apart(
        absent.map((time) => time * 1.1),
        absent,
        0.1,
      ),
    ),
  ).toBeGreaterThan(TENTH)
})
