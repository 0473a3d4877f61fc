/**
 * The access matrix bites: mistakes in policies, rights and functions, one at a time, each found by the cells that it can touch, by acts for
 * one purpose or moment, by the reader of the catalogue, or by claims that nobody may make. The suite tries a part; `npm run verify:policies` all of them.
 */
import { writeFileSync } from 'node:fs'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { type ActCell, actCells, wrongActs } from '../support/act-cells.ts'
import { lint } from '../support/catalogue-lint.ts'
import { wrongRoles } from '../support/expected-roles.ts'
import { EXPECTED_ROWS } from '../support/expected-rows.ts'
import { asForged, FORGERIES } from '../support/forge.ts'
import { FAULTS } from '../support/later-faults.ts'
import { type Fault, withFault } from '../support/policy-faults.ts'
import { openRelations } from '../support/relations.ts'
import {
  type Claimant,
  claimants,
  fillTables,
  openProber,
  type Prober,
  type Sample,
  takeSample,
  VERBS,
  wrongRows,
} from '../support/row-cells.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

/** The suite tries one of so many; 1 is all of them. */
const ONE_OF = Number(process.env['SAMENHANG_FAULTS_ONE_OF'] ?? 10)
const REPORT = process.env['SAMENHANG_FAULTS_REPORT']
/** Those alone whose name fits; a mistake that was just written is tried by itself. */
const NAMED = process.env['SAMENHANG_FAULTS_NAMED'] ?? ''
const tried = FAULTS.filter((_fault, index) => index % ONE_OF === 0).filter(({ name }) => new RegExp(NAMED).test(name))

let house: TestSystem
let admin: pg.Client
let sample: Sample
let probers: readonly Prober[]
let who: readonly Claimant[]
let acts: readonly ActCell[]
beforeAll(async () => {
  house = await openTestSystem()
  const relations = await openRelations(house)
  await fillTables(house, relations)
  acts = await actCells(house, relations)
  admin = await house.admin()
  sample = await takeSample(admin, relations)
  probers = await Promise.all([1, 2].map(() => openProber(house, sample)))
  who = claimants(relations)
}, 120_000)
afterAll(async () => {
  await Promise.all(probers.map((each) => each.close()))
  await house.close()
})

type Found = {
  readonly by: readonly ('cells' | 'acts' | 'catalogue' | 'roles' | 'claims')[]
  readonly cells: number
  readonly first?: string
}

const forged = async (): Promise<readonly string[]> => {
  const shown: string[] = []
  for (const each of FORGERIES) {
    const n = await asForged(
      ...([house, each, cast.coordinatorEindhoven, cast.coordinatorZaanstad] as const),
      async (client) => (await client.query('select 1 from signal.signal')).rowCount ?? 0,
    ).catch(() => 0)
    if (n > 0) shown.push(`${each} shows ${n}`)
  }
  return shown
}

/** Looks with everything that a suite has, in the tables that can be touched. */
const look = async ({ touches, claim, acts: inActs }: Pick<Fault, 'touches' | 'claim' | 'acts'>): Promise<Found> => {
  const cells = touches.flatMap((table) => VERBS.map((verb) => ({ table, verb })))
  const { asked, wrong } = cells.length > 0 ? await wrongRows(probers, sample, who, cells) : { asked: 0, wrong: [] }
  const done = inActs ? await wrongActs(house, acts) : []
  const findings = await lint(admin)
  const roles = (await wrongRoles(admin)).wrong
  const claims = claim ? await forged() : []
  const first = wrong[0] ?? done[0] ?? claims[0] ?? roles[0] ?? findings[0]?.rule
  return {
    by: [
      ...(wrong.length > 0 ? (['cells'] as const) : []),
      ...(done.length > 0 ? (['acts'] as const) : []),
      ...(findings.length > 0 ? (['catalogue'] as const) : []),
      ...(roles.length > 0 ? (['roles'] as const) : []),
      ...(claims.length > 0 ? (['claims'] as const) : []),
    ],
    cells: asked + (inActs ? acts.length : 0),
    ...(first ? { first } : {}),
  }
}

// The rest is looked at by matrix-rows.test.ts, which runs in the same suite.
const control = ONE_OF === 1 ? Object.keys(EXPECTED_ROWS) : [...new Set(tried.flatMap(({ touches }) => touches))]

test('without a fault nothing is found, in all tables that are touched and by forged claims', async () => {
  expect(await look({ touches: control, claim: true, acts: true })).toEqual(expect.objectContaining({ by: [] }))
}, 240_000)

const results: { readonly name: string; readonly boundary: boolean; readonly found: Found }[] = []
test('mistakes are found, every one of them that opens one house to another', async () => {
  const began = performance.now()
  for (const [index, fault] of tried.entries()) {
    results.push({
      name: fault.name,
      boundary: fault.boundary,
      found: await withFault(admin, fault, () => look(fault)),
    })
    if (ONE_OF === 1 && index % 10 === 9)
      console.log(`${index + 1} of ${tried.length} mistakes, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const missed = results.filter(({ found }) => found.by.length === 0)
  const [seconds, cells] = [
    (performance.now() - began) / 1000,
    results.reduce((sum, each) => sum + each.found.cells, 0),
  ]
  console.log(
    `${tried.length} of ${FAULTS.length} mistakes, ${results.filter((each) => each.boundary).length} between houses: ${missed.length} missed, ${cells} cells, ${seconds.toFixed(0)} s`,
  )
  if (REPORT) writeFileSync(REPORT, JSON.stringify({ seconds, cells, faults: results }, null, 2))
  expect(missed.filter((each) => each.boundary).map(({ name }) => name)).toEqual([])
  expect(missed.length / tried.length).toBeLessThanOrEqual(0.05)
}, 900_000)

test('after all mistakes were taken back nothing is found', async () => {
  expect(await look({ touches: control, claim: true, acts: true })).toEqual(expect.objectContaining({ by: [] }))
}, 240_000)

test('each part of what was built has mistakes of its own, and acts are asked in number', () => {
  expect(FAULTS.filter(({ acts: inActs }) => inActs).length).toBeGreaterThan(60)
  expect(acts.length).toBeGreaterThan(100)
})

test('there are at least sixty mistakes, each with a name of its own', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  expect(FAULTS.length).toBeGreaterThanOrEqual(60)
})
